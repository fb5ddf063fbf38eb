"""OFAC remarks unfold into facts; what is not understood stays a note; no word is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.party import Identifier, Name, Note
from ricochet.sources.lists.facts import ID_TYPES, NOTE_TYPES, Facts
from ricochet.sources.lists.ofac_remarks import unfold

LABELS = {
    "DOB",
    "POB",
    "nationality",
    "citizen",
    "Gender",
    "alt",
    "Linked",
    "To",
    "a",
    "f",
    "n",
    "k",
    "issued",
    "expires",
}


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def printed(facts: Facts) -> set[str]:
    """Every word that the facts hold, with their types and labels."""
    kept = [n.text for n in facts.names] + facts.countries + facts.births + facts.birth_places + facts.genders
    kept += [f"{i.type} {i.value} {i.country} {i.issued} {i.expires}" for i in facts.identifiers]
    kept += [f"{n.label} {n.text}" for n in facts.notes] + [f"{kind} {name}" for kind, name in facts.links]
    return words(" ".join(kept))


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("Passport A1 (Iran).", Identifier(type="Passport", value="A1", country="Iran")),
        (
            "alt. Passport A1 (Iran) issued 14 Dec 2005 expires 2010",
            Identifier(type="Passport", value="A1", country="Iran", issued="14 Dec 2005", expires="2010"),
        ),
        (
            "Commercial Registry Number CD/1 (Congo, Democratic Republic of the)",
            Identifier(type="Commercial Registry Number", value="CD/1", country="Congo, Democratic Republic of the"),
        ),
        (
            "Public Registration Number 467323, Doc. 694710 (Panama).",
            Identifier(type="Public Registration Number", value="467323, Doc. 694710", country="Panama"),
        ),
        (
            "alt. Digital Currency Address - XBT 1Kuf2Rd8mDyAV",
            Identifier(type="Digital Currency Address - XBT", value="1Kuf2Rd8mDyAV"),
        ),
        (
            "Vessel Registration Identification IMO 9187629.",
            Identifier(type="Vessel Registration Identification", value="IMO 9187629"),
        ),
        (
            "Aircraft Construction Number (also called L/N or S/N or F/N) 8401",
            Identifier(type="Aircraft Construction Number (also called L/N or S/N or F/N)", value="8401"),
        ),
        ("Telephone (98)(21)(66153220)", Identifier(type="Telephone", value="(98)(21)(66153220)")),
        ("Website http://waatasemu.org.ly.", Identifier(type="Website", value="http://waatasemu.org.ly")),
        ("BIK (RU) 044525607", Identifier(type="BIK (RU)", value="044525607")),
    ],
)
def test_an_identifier_keeps_type_value_country_and_dates(remark: str, expected: Identifier) -> None:
    assert unfold(remark).identifiers == [expected]


@pytest.mark.parametrize(
    ("remark", "label", "text"),
    [
        ("Secondary sanctions risk: section 1(b) of Order 1.", "Secondary sanctions risk", "section 1(b) of Order 1"),
        (
            "alt. Executive Order 13662 Directive Determination - Subject to Directive 4",
            "Executive Order 13662 Directive Determination",
            "Subject to Directive 4",
        ),
        ("Listing Date (EO 14024 Directive 2): 24 Feb 2022", "Listing Date (EO 14024 Directive 2)", "24 Feb 2022"),
        ("Effective Date (CMIC) 02 Aug 2021", "Effective Date (CMIC)", "02 Aug 2021"),
        ("Organization Established Date 17 Dec 2016", "Organization Established Date", "17 Dec 2016"),
        ("ICTY indictee in custody.", "remark", "ICTY indictee in custody"),
        (
            "Passport A1 and Passport B2 issued under the name X",
            "remark",
            "Passport A1 and Passport B2 issued under the name X",
        ),
        ("Passports lost", "remark", "Passports lost"),
    ],
)
def test_a_statement_is_a_note_under_the_publishers_label(remark: str, label: str, text: str) -> None:
    assert unfold(remark).notes == [Note(label=label, text=text)]


def test_births_stay_as_printed_with_their_alternates() -> None:
    facts = unfold("DOB circa 1951; alt. DOB Jan 1959; POB Tehran, Iran; alt. POB Qom; Gender Male; citizen Iran.")
    assert facts.births == ["circa 1951", "Jan 1959"]
    assert facts.birth_places == ["Tehran, Iran", "Qom"]
    assert (facts.genders, facts.countries) == (["Male"], ["Iran"])
    assert facts.notes == [Note(label="citizenship", text="Iran")]


def test_an_alias_in_the_remarks_is_a_weak_one() -> None:
    assert unfold("a.k.a. 'BNC'; f.k.a. 'OLD, Name'.").names == [
        Name(text="BNC", role="aka", weak=True),
        Name(text="OLD, Name", role="fka", weak=True),
    ]


@pytest.mark.parametrize(
    ("remark", "names"),
    [
        ("Linked To: HIZBALLAH.", ["HIZBALLAH"]),
        ("(Linked To: CORPS (IRGC)-QODS FORCE)", ["CORPS (IRGC)-QODS FORCE"]),
        ("(Linked To: A CO., LTD.; Linked To: B)", ["A CO., LTD.", "B"]),
    ],
)
def test_linked_to_names_what_it_is_linked_to(remark: str, names: list[str]) -> None:
    assert unfold(remark).links == [("Linked To", name) for name in names]


FRAGMENT = st.one_of(
    st.text(max_size=40),
    st.tuples(
        st.sampled_from([*sorted(ID_TYPES | NOTE_TYPES), "DOB", "POB", "nationality", "Gender"]), st.text(max_size=30)
    ).map(" ".join),
    st.from_regex(
        r"(alt\. )?Passport [A-Z0-9]{1,9}( \([A-Z][a-z]+\))?( issued \d\d Jan 20\d\d)?( expires 20\d\d)?",
        fullmatch=True,
    ),
    st.from_regex(r"[afn]\.k\.a\. '[^']{0,20}'|\(?Linked To: [A-Z ().]{1,20}\)?", fullmatch=True),
)


@given(st.lists(FRAGMENT, min_size=1, max_size=8).map("; ".join))
def test_no_word_of_a_remark_is_lost(remark: str) -> None:
    assert words(remark) - printed(unfold(remark)) <= LABELS
