"""False alarms on real books: every GLEIF legal entity and every listed company against every list read.

    .venv/bin/python benchmarks/books.py [--every N] [--facts] [--lists LIST,…] [--examples N]

--every N takes each N-th row; --facts adds what the books tell beside the name (country, LEI, that it is a company);
--lists searches only these (us-ofac-sdn). A row is a *true match* where one of its hits is a company or body of that
name but for case, accents, signs, order of words and legal form, or of that LEI; a person or vessel so called is none.
Every other row for review is a false alarm, told by what carried its best hit. All true matches are sought again by a
plain join of those names: one that is not for review is *missed*.
"""

import sys
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from lists import DAY, every_list, gleif, listed_companies

from ricochet.model.hit import Hit
from ricochet.model.party import Party
from ricochet.screening.entry import Entries
from ricochet.screening.forms import forms
from ricochet.screening.profile import NATURAL
from ricochet.verbs.screen import Screening, ScreenResult, screen

WORKERS = 2
WEAKEST_FIRST = ("acronym", "initial", "sound", "spelling", "translation", "nickname", "number_word", "body", "joined")
LEAST = 0.02
"""Effect on the score from which a reason counts as one that carried the hit."""

Key = tuple[str, ...]
Row = dict[str, str]


def key(name: str) -> Key:
    """A name but for case, accents, signs, order and legal form; empty where only a legal form is left."""
    form = forms(name)
    return tuple(sorted(form.words)) + ((form.han,) if form.han else ())


def keys_of(party: Party) -> set[Key]:
    """The same of every name of a listed company or body; the books hold no persons, vessels or aircraft."""
    return set() if party.kind in NATURAL else {key(name.text) for name in party.names}


def is_true(row: Row, party: Party) -> bool:
    """Whether the row is the listed party by its name or LEI."""
    lei = row.get("lei", "")
    return key(row["name"]) in keys_of(party) or any(lei and lei == one.value for one in party.identifiers)


def why(hit: Hit) -> str:
    """Reason class of a false alarm: the weakest kind of likeness that carried it, and what was left over."""
    carried = {reason.feature for reason in hit.reasons if reason.effect >= LEAST}
    against = {reason.feature for reason in hit.reasons if reason.effect < 0}
    how = next((feature for feature in WEAKEST_FIRST if feature in carried), "same words")
    missing = "a word more or less" if "left_over" in against else "another word" if "clash" in against else "all words"
    return f"{how}, {missing}"


def judge(title: str, rows: Callable[[], Iterator[Row]], ready: Screening, options: dict[str, str]) -> None:
    """Screen a book and tell what came of it."""
    step, shown = int(options.get("every", 1)), int(options.get("examples", 3))
    kept = (lambda row: row | {"kind": "company"}) if "facts" in options else (lambda row: {"name": row["name"]})
    entries = ready.indexes[0].entries
    listed = _joined(entries)
    classes, examples = Counter[str](), defaultdict[str, list[str]](list)
    rows_seen = reviewed = true = doubtful = members = 0
    missed = list[str]()
    book = islice(rows(), 0, None, step)
    for row, result in _paired(book, ready, kept):
        rows_seen += 1
        own = listed.get(key(row["name"]), ())
        members += bool(own)
        if own and result.verdict != "review":
            missed.append(f"{row['name']} (entry {own[0]})")
        doubtful += result.verdict == "undetermined"
        if result.verdict != "review":
            continue
        reviewed += 1
        if any(is_true(row, entries.of(hit.list, hit.entry).party) for hit in result.hits):
            true += 1
            continue
        best = result.hits[0]
        classes[why(best)] += 1
        examples[why(best)].append(f"{row['name']} / {best.name} {best.score:.2f}")
    print(f"\n{title}: {rows_seen} rows; for review {reviewed} ({reviewed / rows_seen:.2%}); true matches {true}")
    print(f"false alarms {reviewed - true} ({(reviewed - true) / rows_seen:.2%}); undetermined {doubtful}")
    print(f"names that are on a list: {members}; missed: {len(missed)} {missed[:20]}")
    for name, number in classes.most_common():
        print(f"  {number:6d} {number / rows_seen:8.3%}  {name}: " + "; ".join(examples[name][:shown]))


def _joined(entries: Entries) -> dict[Key, list[str]]:
    """Entries in force by their names as `key` has them."""
    found = defaultdict[Key, list[str]](list)
    for entry in (one for one in entries if one.listing.until is None or one.listing.until > DAY):
        for one in keys_of(entry.party):
            if "".join(one):
                found[one].append(f"{entry.list}:{entry.entry}")
    return found


def _paired(book: Iterable[Row], ready: Screening, kept: Callable[[Row], Row]) -> Iterator[tuple[Row, ScreenResult]]:
    """Rows with their answers; the rows wait here while workers answer."""
    waiting = deque[Row]()

    def asked() -> Iterator[Row]:
        for row in book:
            waiting.append(row)
            yield kept(row)

    for result in screen(asked(), ready, workers=WORKERS):
        yield waiting.popleft(), result


def main() -> None:
    """Both books."""
    options = {}
    words = iter(sys.argv[1:])
    for word in words:
        options[word.removeprefix("--")] = "" if word == "--facts" else next(words)
    ready = every_list(*filter(None, options.get("lists", "").split(",")))
    print("; ".join(map(str, ready.searched)))
    judge("GLEIF", gleif, ready, options)
    judge("Listed companies", listed_companies, ready, options)


if __name__ == "__main__":
    main()
