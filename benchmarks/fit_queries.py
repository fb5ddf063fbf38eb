"""What the scorecard is fitted on: listed names, and queries that are one of them or nobody. See fit.py.

The list: primary names of the SDN list of July 2021, and the names of the Entity List (April 2022) and of the UK list
(April 2025, in Latin letters) but of parties that the SDN list or the UN list names too. The queries: aliases of these
that were taken out; primary names with a slip of the pen; names of persons written in Arabic letters by rule; and
nobody: GLEIF's companies, persons put together from common names, and from a given and a family name of two listed
ones. Aliases of the SDN list are read only to leave such parties out. Needs python-calamine.
"""

import csv
import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import python_calamine
from rapidfuzz import fuzz, process

from ricochet.model.kind import Kind, kind_of
from ricochet.screening.forms import forms
from screening import slipped

SHARED = Path(__file__).resolve().parents[2] / "shared"
TOO_NEAR = 84.0
"""Token-sort ratio with a name of the SDN or UN list from which a party is left out."""
TAKEN_OUT, MOST_TAKEN = 0.33, 3
"""Share of a party's aliases that are asked instead of listed, and most of them."""
SLIPPED, ARABIC, STRANGERS, COMPANIES = 700, 250, 900, 1200
"""How many queries of each kind."""
_OTHER_SCRIPT = re.compile("[\u0370-\u04ff\u0590-\u06ff\u0e00-\u0e7f\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af]")
_ARABIC_NAME = re.compile(
    r"\b(AL|al|Abd|Abdul|Muhammad|Mohammed|Ahmad|Ahmed|Hasan|Hassan|Ali|Ibrahim|Khalil|Salim|Hussein|Yusuf|Mahmud|Omar|Said|Abu)\b"
)
# Latin letters as Arabic ones; where several stand, which one is chance.
_PAIRS = (
    "sh ش|kh خ|th ث|dh ذ|gh غ|ch تش|ou و|oo و|ee ي|aa ا|b ب|t تط|j ج|g ج|h هح|d دض|r ر|z ز|s سص|f ف|q ق|k ك|l ل|"
    "m م|n ن|w و|v ف|y ي|p ب|x ك|c ك"
)
_LETTERS = dict(pair.split() for pair in _PAIRS.split("|"))
_VOWELS = {"a": "ا", "o": "و", "u": "و", "e": "ي", "i": "ي"}
_WRITTEN = 0.45
"""Share of vowels within a word that Arabic writes."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One name of an entry."""

    entry: str
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Query:
    """A name asked, and the entry that it is; empty for nobody."""

    name: str
    kind: Kind
    entry: str = ""


def listed(rng: random.Random) -> tuple[list[Listed], list[Query]]:
    """The list, and the aliases taken out of it."""
    sdn = _watchlist("sdn_one_typo")
    known = sorted(
        {_key(name) for suite in ("sdn_one_typo", "un_cross_script") for _, _, n in _watchlist(suite) for name in n}
    )
    names, taken = list[Listed](), list[Query]()
    for entry, kind, texts in (*_entity_list(), *_uk_list()):
        plain = [text for text in dict.fromkeys(texts) if not _OTHER_SCRIPT.search(text)]
        if not plain or _near([_key(text) for text in plain], known):
            continue
        names.append(Listed(entry, plain[0], kind))
        seen, out = {_key(plain[0])}, 0
        for text in plain[1:]:
            if _key(text) in seen:
                continue
            seen.add(_key(text))
            if out < MOST_TAKEN and rng.random() < TAKEN_OUT:
                taken.append(Query(text, kind, entry))
                out += 1
            else:
                names.append(Listed(entry, text, kind))
    return names + [Listed(entry, texts[0], kind) for entry, kind, texts in sdn], taken


def queries(names: list[Listed], rng: random.Random) -> list[Query]:
    """Primary names by rule, and nobody."""
    primary = list({one.entry: one for one in reversed(names)}.values())
    found = [Query(slipped(one.name, rng), one.kind, one.entry) for one in rng.sample(primary, SLIPPED)]
    arabic = [one for one in primary if one.kind == "person" and len(_ARABIC_NAME.findall(one.name)) > 1]
    found += [Query(_in_arabic(one.name, rng), one.kind, one.entry) for one in rng.sample(arabic, ARABIC)]
    found += [Query(_in_arabic(name, rng), "person") for name in _crossed([one.name for one in arabic], ARABIC, rng)]
    found += [
        Query(name, "person")
        for name in _crossed([one.name for one in primary if one.kind == "person"], STRANGERS, rng)
    ]
    with Path(__file__).with_name("common_names.csv").open(encoding="utf-8", newline="") as lines:
        common = [(row["kind"], name) for row in csv.DictReader(lines) for name in row["names"].split()]
    given, family = ([name for kind, name in common if kind == one] for one in ("given", "family"))
    found += [Query(f"{rng.choice(given)} {rng.choice(family)}", "person") for _ in range(STRANGERS)]
    with gzip.open(SHARED / "data/names/gleif/gleif_legal_names_399k.csv.gz", "rt", encoding="utf-8") as lines:
        companies = [row["Entity.LegalName"] for place, row in enumerate(csv.DictReader(lines)) if place % 100 == 7]
    return found + [Query(name, "organization") for name in rng.sample(companies, COMPANIES)]


def _crossed(names: list[str], count: int, rng: random.Random) -> Iterable[str]:
    """A family name of one person with the given names of another."""
    for _ in range(count):
        yield f"{rng.choice(names).partition(',')[0]}, {rng.choice(names).partition(',')[2].strip()}"


def _in_arabic(name: str, rng: random.Random) -> str:
    """A name in Arabic letters, as far as a rule can write it: the article joined, most short vowels left out."""
    family, _, given = name.partition(",")
    words = re.findall(r"[a-z]+", re.sub(r"['`’]", "", f"{given} {family}".lower()))
    found = "".join("ال" if word in {"al", "el"} else f"{_word_in_arabic(word, rng)} " for word in words)
    return found.strip()


def _word_in_arabic(word: str, rng: random.Random) -> str:
    word = re.sub(r"([^aeiou])\1", r"\1", word)
    at, found = 0, ""
    while at < len(word):
        letter = next((one for one in (word[at : at + 2], word[at]) if one in _LETTERS), "")
        if letter:
            written = _LETTERS[letter]
            found += written if letter == "ch" else rng.choice(written)
        elif not at:
            found += "ا"
        elif rng.random() < _WRITTEN:
            found += _VOWELS[word[at]]
        at += len(letter) or 1
    return found


def _key(name: str) -> str:
    return " ".join(sorted(forms(name).words))


def _near(keys: list[str], known: list[str]) -> bool:
    near = process.cdist(keys, known, scorer=fuzz.token_sort_ratio, score_cutoff=TOO_NEAR, dtype=np.float32)
    return bool(near.any())


Party = tuple[str, Kind, list[str]]


def _watchlist(suite: str) -> list[Party]:
    """Every name of a suite's list. Only primary ones are fitted on; the others tell whom to leave out."""
    with (SHARED / "suites" / suite / "list.jsonl").open(encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    return [(e["id"], kind_of(e["kind"]) or "any", [*e["names"], *(e.get("weak") or [])]) for e in entries]


def _entity_list() -> list[Party]:
    with gzip.open(SHARED / "data/csl/2022-04-22/consolidated.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["source"].startswith("Entity List")]
    return [
        (f"el-{place}", "organization", [row["name"], *filter(None, map(str.strip, row["alt_names"].split(";")))])
        for place, row in enumerate(rows)
    ]


def _uk_list() -> list[Party]:
    book = python_calamine.CalamineWorkbook.from_path(SHARED / "data/intl/uk/2025-04-10/UK_Sanctions_List.xlsx")
    _, headers, *rows = book.get_sheet_by_index(0).to_python()
    kinds: dict[str, Kind] = {"Individual": "person", "Entity": "organization", "Ship": "vessel"}
    found = defaultdict[str, list[tuple[bool, str]]](list)
    kind_of_group = dict[str, Kind]()
    for values in rows:
        row = {str(header): str(value).strip() for header, value in zip(headers, values, strict=True)}
        if "UN Ref" in row["Other Information"] or row["Group Type"] not in kinds:
            continue
        given = " ".join(filter(None, (row[f"Name {part}"] for part in range(1, 6))))
        person = row["Group Type"] == "Individual" and given and row["Name 6"]
        name = f"{row['Name 6']}, {given}" if person else f"{given} {row['Name 6']}".strip()
        if name:
            found[row["Group ID"]].append((row["Alias Type"] != "Primary name", name))
            kind_of_group[row["Group ID"]] = kinds[row["Group Type"]]
    return [
        (f"uk-{group}", kind_of_group[group], [name for _, name in sorted(names, key=lambda one: one[0])])
        for group, names in found.items()
    ]
