"""The enforcement cases are complete, sourced and consistent; what they ask exists."""

from datetime import date

import pytest

from ricochet.screening.enforcement import LIST, Case, cases, pinned

ASKED = {f"E{number:02}" for number in (1, 2, 3, 4, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 21, 22)}
TWINS = {f"N{number:02}" for number in (1, 2, 3, 5, 7, 8, 9, 10, 11, 12, 13, 15)}
"""E05, E09, E19 and E20 ask of ownership, decisions and equipment; E18 is the canaries; N14 is about equipment."""


def test_every_case_that_concerns_screening_is_here_once() -> None:
    found = [case.id for case in cases()]
    assert set(found) == ASKED | TWINS
    assert len(found) == len(set(found))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_a_case_has_its_facts_and_its_checks_name_known_entries(case: Case) -> None:
    assert case.checks
    if not case.twin:
        assert all((case.published, case.authority, case.respondent, case.amount, case.happened, case.source))
        assert case.fidelity
    known = {record.id for one in cases() for record in one.entries}
    for check in case.checks:
        assert check.row
        assert check.entry in known | {""}
        assert (check.expect in {"review", "conflict"}) == bool(check.wanted)


def test_a_twin_is_the_twin_of_a_case() -> None:
    assert {case.twin for case in cases() if case.twin} - {case.id for case in cases()} <= {"E09"}


def test_a_pinned_record_is_listed_within_its_own_dates() -> None:
    listed = {listing.entry: listing for _, listing in pinned(cases())}
    assert listed["sis"].in_force(date(2016, 1, 1))
    assert not listed["sis"].in_force(date(2018, 1, 1))
    assert not listed["sis"].in_force(date(2015, 2, 23))
    assert listed["sis"].list == LIST


def test_only_corefco_is_a_known_miss() -> None:
    known = [check.row for case in cases() for check in case.checks if check.known_miss]
    assert known == [{"name": "Corefco"}]
