"""The real SDN list asked back: every seventh entry by its names, numbers and parts of its surname."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from ricochet.screening.entry import Entry
from ricochet.screening.surnames import surname_forms
from ricochet.sources.lists.parse import parse
from ricochet.sources.lists.recognise import group
from ricochet.verbs.screen import Screening, entries_of

pytestmark = pytest.mark.real

EVERY = 7
Asked = tuple[str, Entry, dict[str, str]]
"""What is asked by, the entry that must be found, the row."""


@pytest.fixture(scope="module")
def listed(shared: Path) -> tuple[Screening, Sequence[Entry]]:
    """The list made ready, and the entries asked for."""
    folder = shared / "data/ofac/sdn_csv/2021-07-07"
    (files,) = group({path.name: path.read_bytes() for path in folder.iterdir()}).sets
    (edition,) = parse(files)
    entries = entries_of(edition.parties, edition.listings)
    return Screening(entries), entries[::EVERY]


def missed(screening: Screening, asked: Iterable[Asked]) -> dict[str, list[str]]:
    """Texts that do not bring their entry up for review, by what was asked; and all that were asked."""
    asked = list(asked)
    found: defaultdict[str, list[str]] = defaultdict(list)
    results = screening.rows([row for _, _, row in asked], 1, limit=1_000)
    for (what, entry, row), result in zip(asked, results, strict=True):
        held = result.verdict == "review" and any(hit.entry == entry.entry for hit in result.hits)
        found[what] += [] if held else list(row.values())
    return found


def test_every_name_finds_its_entry(listed: tuple[Screening, Sequence[Entry]]) -> None:
    screening, entries = listed
    asked = [("name", one, {"name": name.text}) for one in entries for name in one.party.names]
    assert len(asked) > 3_000
    assert len(missed(screening, asked)["name"]) <= 0.0005 * len(asked)


def test_every_identifier_finds_its_entry_whatever_the_column_is_called(
    listed: tuple[Screening, Sequence[Entry]],
) -> None:
    screening, entries = listed
    asked = [
        (header, one, {header: number.value})
        for one in entries
        for number in one.party.identifiers
        for header in (number.type, "identifier")
    ]
    assert len(asked) > 1_500
    lost = [text for texts in missed(screening, asked).values() for text in texts]
    assert len(lost) <= 0.003 * len(asked), lost


def test_e04_surnames_of_several_parts_in_each_of_seven_forms(listed: tuple[Screening, Sequence[Entry]]) -> None:
    screening, entries = listed
    asked = [
        (form, one, {"name": text})
        for one in entries
        if one.party.kind == "person"
        for form, text in surname_forms(one.party.names[0]).items()
    ]
    lost = missed(screening, asked)
    assert len(lost) == 7
    assert all(len(texts) <= 1 for texts in lost.values()), lost
