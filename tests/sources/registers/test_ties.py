"""What an official list itself says of owners and dealings."""

from pathlib import Path

import pytest
from tests.sources.registers.reading import told

from ricochet.model.dealing import Dealing
from ricochet.model.holding import Holding
from ricochet.model.relation import Relation
from ricochet.model.source import Source
from ricochet.sources.registers.ties import is_list, read_list, ties

SOURCE = Source(publisher="us-ofac-sdn", file="sdn.xml", sha256="", row=1)


def tied(kind: str, other: str = "sdn:2", name: str = "BANK") -> list[Holding | Dealing]:
    return list(ties([Relation(party="sdn:1", type=kind, other=other, other_name=name, source=SOURCE)]))


@pytest.mark.parametrize(
    ("kind", "reads"),
    [
        ("Owned or Controlled By", ["sdn:2 -control ?-> sdn:1", "sdn:2 -equity ?-> sdn:1"]),
        ("Owns, controls, or operates", ["sdn:1 -control ?-> sdn:2", "sdn:1 -equity ?-> sdn:2"]),
        ("Property in the interest of", ["sdn:2 -interest ?-> sdn:1"]),
        ("Leader or official of", ["sdn:1 -director ?-> sdn:2"]),
    ],
)
def test_relations_of_owning_control_and_office_are_holdings(kind: str, reads: list[str]) -> None:
    found = [tie for tie in tied(kind) if isinstance(tie, Holding)]
    assert told(found) == reads
    assert {tie.stated for tie in found} == {kind}


def test_all_others_are_dealings_and_a_name_alone_stands_for_itself() -> None:
    (linked,) = tied("Linked To", other="")
    assert isinstance(linked, Dealing)
    assert (linked.actor, linked.kind, linked.target, linked.source) == ("sdn:1", "linked to", "BANK", SOURCE)
    assert tied("same as") == []
    assert tied("Linked To", other="", name="") == []


def test_only_lists_are_lists() -> None:
    assert not is_list("sdn.csv", b"<html>")
    assert not is_list("holdings.csv", b"owner,owned\nA,B\n")


@pytest.mark.real
def test_an_official_list_read_whole(shared: Path) -> None:
    (path,) = (shared / "data/ofac/consolidated_xml/2025-03-28").glob("*.xml")
    data = path.read_bytes()
    assert is_list(path.name, data)
    found = read_list(path.name, data)
    assert len(found.listings) > 400
    assert len(found.dealings) + len(found.holdings) > 200
