"""Exact counts on the real files of ../shared; what each says is in its PROVENANCE.md."""

import gzip
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from ricochet.sources.lists.edition import Edition
from ricochet.sources.lists.parse import parse
from ricochet.sources.lists.recognise import group

pytestmark = pytest.mark.real


def read(folder: Path, *names: str) -> dict[str, Edition]:
    files = {}
    for name in names or [path.name for path in sorted(folder.iterdir())]:
        data = (folder / name).read_bytes()
        files[name.removesuffix(".gz")] = gzip.decompress(data) if name.endswith(".gz") else data
    grouping = group(files)
    assert not grouping.refused
    (only,) = grouping.sets
    editions = parse(only)
    assert not any(edition.quarantined for edition in editions)
    return {edition.list: edition for edition in editions}


@pytest.mark.parametrize(
    ("day", "rows", "lacks"),
    [
        ("2019-01-04", 7379, ("comments",)),
        ("2021-07-07", 8976, ()),
        ("2022-05-06", 10026, ("add", "alt", "comments")),
    ],
)
def test_the_sdn_list_is_read_to_the_last_row(shared: Path, day: str, rows: int, lacks: tuple[str, ...]) -> None:
    edition = read(shared / "data/ofac/sdn_csv" / day)["us-ofac-sdn"]
    assert (edition.rows, len(edition.parties), len(edition.listings)) == (rows, rows, rows)
    assert tuple(part.partition(":")[0] for part in edition.lacks) == lacks


def test_cut_remarks_of_2021_are_continued(shared: Path) -> None:
    edition = read(shared / "data/ofac/sdn_csv/2021-07-07")["us-ofac-sdn"]
    assert edition.notices == ()
    hacker = next(party for party in edition.parties if party.id == "us-ofac-sdn:28264")
    assert "8613314257947" in {identifier.value for identifier in hacker.identifiers}
    linked = [relation for relation in edition.relations if relation.type == "Linked To"]
    assert sum(1 for relation in linked if relation.other) >= 0.99 * len(linked)


def test_every_day_of_the_history_is_read(shared: Path) -> None:
    (path,) = (shared / "data/ofac/sdn_history").glob("*.tar.xz")
    with tarfile.open(path) as archive:
        names = sorted(archive.getnames())
        assert len(names) == 136
        for name in names[::27]:
            member = archive.extractfile(name)
            assert member is not None
            (one,) = group({name: member.read()}).sets
            (edition,) = parse(one)
            assert edition.rows == len(edition.parties) > 9000


@pytest.mark.parametrize("ending", ["csv", "del", "pip"])
def test_the_non_sdn_lists_of_2018_agree_in_every_format(shared: Path, ending: str) -> None:
    folder = shared / "data/ofac/cons_legacy_formats/2018-04-06"
    table = read(folder, *(f"cons_{part}.{ending}" for part in ("prim", "add", "alt")))
    xml = read(folder, "consolidated.xml")
    assert len({listing.entry for edition in table.values() for listing in edition.listings}) == 639
    assert {name: edition.rows for name, edition in table.items()} == {name: e.rows for name, e in xml.items()}
    for name, edition in table.items():
        weak = Counter((p.id, n.text) for p in edition.parties for n in p.names if n.weak)
        assert weak == Counter((p.id, n.text) for p in xml[name].parties for n in p.names if n.weak)
        values = {(p.id, i.type, i.value) for p in edition.parties for i in p.identifiers}
        assert values == {  # OFAC itself prints two numbers as "1026303117642 (Russia)" in the XML
            (p.id, i.type, i.value.removesuffix(" (Russia)")) for p in xml[name].parties for i in p.identifiers
        }
        births = {(p.id, tuple(sorted(p.births))) for p in edition.parties}
        assert births == {(p.id, tuple(sorted(p.births))) for p in xml[name].parties}


@pytest.mark.parametrize("day", ["2024-05-06", "2025-03-28"])
def test_the_plain_xml_holds_443_entries(shared: Path, day: str) -> None:
    editions = read(shared / "data/ofac/consolidated_xml" / day)
    assert len({listing.entry for edition in editions.values() for listing in edition.listings}) == 443
    assert {str(edition.published) for edition in editions.values()} == {day}
    assert "us-ofac-cons" not in editions


def test_the_enhanced_xml_holds_443_entities_and_283_relationships(shared: Path) -> None:
    editions = read(shared / "data/ofac/consolidated_enhanced/2025-01-10")
    assert len({listing.entry for edition in editions.values() for listing in edition.listings}) == 443
    ties = {
        (r.party.split(":")[1], r.type, r.other.split(":")[1])
        for edition in editions.values()
        for r in edition.relations
        if r.type != "same as"
    }
    assert len(ties) == 283
    cmic = editions["us-ofac-cmic"]
    party = next(party for party in cmic.parties if party.id == "us-ofac-cmic:30946")
    listing = next(listing for listing in cmic.listings if listing.entry == "30946")
    assert party.name == "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD."
    assert ("91330000733796106P", "China") in {(i.value, i.country) for i in party.identifiers}
    assert str(listing.since) == "2021-06-03"
    assert listing.effect == (
        "Effective Date (CMIC): 02 Aug 2021; Purchase/Sales For Divestment Date (CMIC): 03 Jun 2022"
    )


def test_the_irgc_subset_is_no_whole_list(shared: Path) -> None:
    edition = read(shared / "data/ofac/sdn_enhanced_subset/2024-08-28")["us-ofac-sdn"]
    assert edition.rows == 293
    assert edition.lacks == ("entries: only those of programme IRGC",)


def test_the_screening_list_of_april_2022_is_accounted_for(shared: Path) -> None:
    editions = read(shared / "data/csl/2022-04-22")
    assert len(editions) == 13
    (twice,) = editions["us-bis-el"].notices
    assert "15268 is printed twice" in twice
    assert sum(edition.rows for edition in editions.values()) + 1 == 14160
    assert (editions["us-bis-el"].rows, editions["us-ofac-sdn"].rows) == (2001, 10026)
    party = next(p for p in editions["us-bis-el"].parties if p.name.startswith("Hangzhou Hikvision"))
    listing = next(one for one in editions["us-bis-el"].listings if one.party == party.id)
    assert (str(listing.since), listing.citation) == ("2019-10-09", "84 FR 54002; 85 FR 44159")


def test_the_small_screening_list_of_2019_has_no_ids_and_is_read(shared: Path) -> None:
    editions = read(shared / "data/csl/2019-08-small")
    assert sum(edition.rows for edition in editions.values()) == 115
