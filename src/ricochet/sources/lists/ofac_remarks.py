"""OFAC remarks: the semicolon-separated text of the CSV sets, unfolded into facts. What is not understood is a note.

    "DOB circa 1951; Passport A1 (Iran) issued 14 Dec 2005; a.k.a. 'BNC'; Linked To: HAMAS."

An a.k.a. inside the remarks is one that OFAC calls weak (FAQ 122-123; all 46 of the non-SDN list of 2018-04-06 are
`weak` in the XML of that day). Remarks are cut at exactly 1,000 characters; the rest stands in the comments file.
"""

import re
from functools import lru_cache

from ricochet.model.party import Name, NameRole
from ricochet.sources.lists.facts import ID_TYPES, NOTE_TYPES, Facts

LIMIT = 1000
"""Length in characters at which OFAC cuts the remarks."""

_DATE = r"(?:circa )?(?:\d{1,2} )?(?:[A-Z][a-z]{2} )?\d{4}"
_TAIL = re.compile(
    rf"^(?P<value>.*?)(?: \((?P<country>[A-Z](?:[^()\d]|\([^()\d]*\))*)\))?"
    rf"(?: issued (?P<issued>{_DATE}))?(?: expires (?P<expires>{_DATE}))?$"
)
_ALIAS = re.compile(r"^(a|f|n)\.k\.a\.,? '(.*)'$")
_ROLES: dict[str, NameRole] = {"a": "aka", "f": "fka", "n": "nka"}
_WALLET = re.compile(r"^Digital Currency Address - (\S+) (\S+)$")
_PROSE = re.compile(r" (?:issued|expires|under|in the name of|possibly) ")
_UNPARTED = frozenset({"Website", "Email Address", "Phone Number", "Telephone", "Telephone No.", "Fax", "Fax No."})
_STRUCTURE = ("DOB", "POB", "nationality", "citizen", "Nationality of Registration", "Gender")


def _by_first_word() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for kind in (*_STRUCTURE, *ID_TYPES, *NOTE_TYPES):
        table.setdefault(kind.split(" ", 1)[0].rstrip(":"), []).append(kind)
    return {word: tuple(sorted(kinds, key=lambda kind: (-len(kind), kind))) for word, kinds in table.items()}


_KINDS = _by_first_word()


@lru_cache(maxsize=1 << 15)
def unfold(remarks: str) -> Facts:
    """Read a whole remark (joined with its continuation). The result is shared: read it, do not change it.

    Splits at "; ". A single final full stop ends the remark and is not part of the last fact.
    """
    facts = Facts()
    fragments = remarks.strip().split("; ")
    fragments[-1] = fragments[-1].removesuffix(".")
    for fragment in fragments:
        facts.extend(_read(fragment.strip()))
    return facts


@lru_cache(maxsize=1 << 16)
def _read(fragment: str) -> Facts:
    facts = Facts()
    body = fragment.removeprefix("alt. ")
    if link := _link(body):
        facts.links.append(("Linked To", link))
    elif alias := _ALIAS.match(body):
        facts.names.append(Name(text=alias[2], role=_ROLES[alias[1]], weak=True))
    elif wallet := _WALLET.match(body):
        facts.add(f"Digital Currency Address - {wallet[1]}", wallet[2])
    elif (kind := _kind(body)) and (value := body[len(kind) :].lstrip(" :").removeprefix("- ")):
        _typed(facts, kind, value, fragment)
    else:
        facts.note("remark", fragment)
    return facts


def _typed(facts: Facts, kind: str, value: str, fragment: str) -> None:
    parted = kind in ID_TYPES and kind not in _UNPARTED and len(value) <= LIMIT
    tail = _TAIL.match(value) if parted else None
    if tail is None or not tail["value"]:
        facts.add(kind, value)
    elif _PROSE.search(tail["value"]):
        facts.note("remark", fragment)  # "Passport A1 and Passport B2 issued under the name …" is a sentence
    else:
        facts.add(
            kind,
            tail["value"],
            country=tail["country"] or "",
            issued=tail["issued"] or "",
            expires=tail["expires"] or "",
        )


def _kind(body: str) -> str:
    for kind in _KINDS.get(body.split(" ", 1)[0].rstrip(":"), ()):
        if body.startswith(kind) and body[len(kind) : len(kind) + 1] in {" ", ":"}:
            return kind
    return ""


def _link(body: str) -> str:
    plain = body[1:] if body.startswith("(Linked To:") else body
    if not plain.startswith("Linked To:"):
        return ""
    name = plain.removeprefix("Linked To:").strip()
    return name[:-1] if name.endswith(")") and name.count(")") > name.count("(") else name
