"""The UK register of persons with significant control, and its basic company data."""

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.registers.reading import lines, read, spoiled, told

from ricochet.errors import DataError
from ricochet.model.party import Note


def person(*natures: str, sort: str = "individual", **data: Any) -> dict[str, Any]:
    return {
        "company_number": "01234567",
        "data": {
            "kind": f"{sort}-person-with-significant-control",
            "name": "Mrs Jane Smith",
            "natures_of_control": list(natures),
            "links": {"self": "/company/01234567/persons-with-significant-control/individual/abc"},
            "notified_on": "2016-04-06",
            **data,
        },
    }


TOTALS = {"data": {"kind": "totals#persons-of-significant-control-snapshot", "generated_at": "2024-11-22T03:43:03Z"}}
JANE = "psc:01234567/abc"


@pytest.mark.parametrize(
    ("nature", "basis", "share"),
    [
        ("ownership-of-shares-25-to-50-percent", "equity", "(25,50]"),
        ("ownership-of-shares-50-to-75-percent", "equity", "(50,75)"),
        ("ownership-of-shares-75-to-100-percent", "equity", ">=75"),
        ("ownership-of-shares-more-than-25-percent-registered-overseas-entity", "equity", ">25"),
        ("right-to-share-surplus-assets-50-to-75-percent-limited-liability-partnership", "equity", "(50,75)"),
        ("part-right-to-share-surplus-assets-25-to-50-percent", "equity", "(25,50]"),
        ("voting-rights-75-to-100-percent", "votes", ">=75"),
        ("right-to-appoint-and-remove-directors", "control", "?"),
        ("right-to-appoint-and-remove-members-limited-liability-partnership", "control", "?"),
        ("right-to-appoint-and-remove-person", "control", "?"),
        ("significant-influence-or-control", "control", "?"),
        ("registered-owner-as-nominee-person-scotland-registered-overseas-entity", "interest", "?"),
    ],
)
def test_natures_of_control(nature: str, basis: str, share: str) -> None:
    assert told(read(lines(person(nature))).holdings) == [f"{JANE} -{basis} {share}-> 01234567"]


@pytest.mark.parametrize("through", ["trust", "firm"])
def test_control_through_a_trust_or_firm_is_two_steps(through: str) -> None:
    found = read(lines(person(f"ownership-of-shares-75-to-100-percent-as-{through}")))
    assert told(found.holdings) == [
        f"{JANE} -control ?-> {JANE}/{through}",
        f"{JANE} -interest ?-> 01234567",
        f"{JANE}/{through} -equity >=75-> 01234567",
    ]


def test_a_person() -> None:
    found = read(
        lines(
            person(
                "voting-rights-25-to-50-percent",
                name_elements={"title": "Mrs", "forename": "Jane", "surname": "Smith"},
                date_of_birth={"month": 7, "year": 1978},
                nationality="British",
                address={"premises": "1", "address_line_1": "High Street", "postal_code": "N1"},
                ceased_on="2020-02-01",
                is_sanctioned=True,
            ),
            TOTALS,
        )
    )
    (jane,) = found.parties
    assert (jane.kind, jane.name, jane.names[0].given, jane.names[0].family) == (
        "person",
        "Jane Smith",
        "Jane",
        "Smith",
    )
    assert (jane.births, jane.countries, jane.addresses[0].text) == (("1978-07",), ("British",), "1, High Street, N1")
    assert Note(label="is_sanctioned", text="true") in jane.notes
    (holding,) = found.holdings
    assert (str(holding.period.start), str(holding.period.end)) == ("2016-04-06", "2020-02-01")
    assert found.rows == 1


@pytest.mark.parametrize(
    ("told_of", "owner"),
    [
        ({"registration_number": "686734", "country_registered": "England & Wales"}, "00686734"),
        ({"registration_number": "sc 123456", "place_registered": "Companies House Edinburgh"}, "SC123456"),
        ({"registration_number": "686734", "country_registered": "New South Wales"}, JANE),
        (
            {"registration_number": "686734", "country_registered": "Gibraltar", "place_registered": "Companies House"},
            JANE,
        ),
        ({"registration_number": "HRB 1", "country_registered": "United Kingdom"}, JANE),
        ({}, JANE),
    ],
)
def test_an_owner_registered_in_the_uk_goes_by_its_number(told_of: dict[str, str], owner: str) -> None:
    line = person("voting-rights-25-to-50-percent", sort="corporate-entity", identification=told_of)
    assert read(lines(line)).holdings[0].owner == owner


def test_secret_persons_statements_and_exemptions() -> None:
    hidden = {"kind": "super-secure-person-with-significant-control", "ceased": False, "etag": "e"}
    nobody = {"kind": "persons-with-significant-control-statement", "statement": "no-individual-or-entity"}
    found = read(
        lines(
            {"company_number": "1", "data": hidden},
            {"company_number": "2", "data": nobody},
            {"company_number": "3", "data": {"kind": "exemptions", "exemptions": {"x": {}}}},
            {"company_number": "4", "data": hidden | {"ceased": True}},
        )
    )
    assert told(found.holdings) == ["unknown:1/e -equity ?-> 1"]
    notes = {party.id: party.notes[0].text for party in found.parties}
    assert notes == {"unknown:1/e": hidden["kind"], "2": "no-individual-or-entity", "3": "exemptions"}
    assert found.notices == ("register.json: 1 persons left out who ceased on no stated day",)


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (person("ownership-of-shares-10-to-20-percent"), "data.natures_of_control"),
        (person(notified_on="soon"), "data.notified_on"),
        (person(ceased_on="2010-01-01"), "data.ceased_on"),
        (person(sort="robot"), "data.kind"),
        (person(name=""), "data.name"),
        ({"data": {"kind": "exemptions"}}, "company_number"),
    ],
)
def test_a_bad_line_is_set_aside_and_the_rest_goes_on(line: dict[str, Any], column: str) -> None:
    found = read(lines(line, person("voting-rights-25-to-50-percent")))
    assert len(found.holdings) == 1
    (aside,) = found.quarantined
    assert (aside.row, aside.column, found.rows) == (1, column, 2)


def test_inside_an_archive() -> None:
    data = lines(person("voting-rights-25-to-50-percent"))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("psc-snapshot-2024-12-19_1of31.txt", data)
    assert (
        told(read(archive.getvalue()).holdings) == told(read(gzip.compress(data)).holdings) == told(read(data).holdings)
    )
    with pytest.raises(DataError):
        read(gzip.compress(data * 100)[:-20])
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("bomb.txt", b"\0" * 10**8)
    with pytest.raises(DataError, match="more than any register"):
        read(archive.getvalue())


COMPANY = {
    "CompanyName": "SMITH LTD",
    "CompanyNumber": "01234567",
    "RegAddress.AddressLine1": "1 HIGH STREET",
    "RegAddress.PostTown": "LEEDS",
    "CompanyStatus": "Active",
    "CountryOfOrigin": "United Kingdom",
    "IncorporationDate": "11/09/2012",
    "PreviousName_1.CompanyName": "JONES LTD",
}


def test_basic_company_data() -> None:
    header = ", ".join(COMPANY)
    (company,) = read(f"{header}\n{','.join(COMPANY.values())}\n".encode()).parties
    assert (company.id, [(name.text, name.role) for name in company.names]) == (
        "01234567",
        [("SMITH LTD", "primary"), ("JONES LTD", "fka")],
    )
    assert (company.addresses[0].text, company.countries) == ("1 HIGH STREET, LEEDS", ("United Kingdom",))
    assert [(one.type, one.value, one.issued) for one in company.identifiers] == [("GB-COH", "01234567", "2012-09-11")]
    found = read(f"{header}\nSMITH LTD,1\n,,,,,,,\n".encode())
    assert [(row.row, row.reason) for row in found.quarantined] == [(2, "the row has 2 cells, the header 8")]
    assert read(json.dumps([COMPANY]).encode()).parties[0].names == company.names


@given(st.data())
def test_whatever_stands_in_a_line_it_is_told_or_set_aside(data: st.DataObject) -> None:
    corporate = person(
        "ownership-of-shares-75-to-100-percent-as-trust",
        sort="corporate-entity",
        identification={"registration_number": "1", "country_registered": "England"},
        address={"address_line_1": "x"},
        date_of_birth={"month": 1, "year": 1970},
    )
    found = read(lines(person("voting-rights-25-to-50-percent"), data.draw(spoiled(corporate))))
    assert found.holdings[0].owner == JANE
    assert {row.row for row in found.quarantined} <= {2}
    assert len(found.holdings) > 1 or len(found.parties) > 1 or found.quarantined or found.notices or found.rows == 1


@pytest.mark.real
def test_the_samples_read_whole(shared: Path) -> None:
    files = sorted((shared / "data/ownership/uk_psc_samples").glob("*.json"))
    assert len(files) == 13
    for file in files:
        found = read(file.read_bytes(), file.name)
        assert not found.quarantined
        assert found.rows == (2 if file.name.startswith("company") else 1)
