"""What a near miss would have needed: told by arithmetic, and true when it is tried."""

from dataclasses import replace

import pytest

from ricochet.model.hit import Reason
from ricochet.screening.match import THRESHOLD, match
from ricochet.screening.needed import needed
from ricochet.screening.profile import profile_of_name
from ricochet.screening.scorecard import Scorecard

LEFT = replace(profile_of_name("Ambrose Thistlewood", "person"), births=("1951-02-03",))
RIGHT = replace(profile_of_name("Thistlewood, Bartholomew Ambrose Peregrine", "person"), births=())
DAY, PLACE = ("1951-02-03",), ("12 Quay Street, Harbourtown",)


def short(threshold: float) -> dict[str, float]:
    return {one.text: one.score for one in needed(match(LEFT, RIGHT).reasons, threshold, "person")}


def test_the_fact_that_is_said_to_be_enough_is_enough() -> None:
    score = match(LEFT, RIGHT).score
    told = short(min(score + 0.01, 0.99))
    born = match(LEFT, replace(RIGHT, births=DAY))
    assert told["with the same day of birth"] == pytest.approx(born.score, abs=1e-6)
    lives = match(replace(LEFT, addresses=PLACE), replace(RIGHT, addresses=PLACE))
    assert told["with the same address"] == pytest.approx(lives.score, abs=1e-6)


def test_what_is_said_to_stand_against_it_does() -> None:
    left = replace(LEFT, births=("1951",))
    right = replace(profile_of_name("Thistlewood, Ambrose", "person"), births=("1964",))
    against = match(left, right)
    told = needed(against.reasons, against.score + 0.01, "person")
    (one,) = [one for one in told if "birth" in one.text]
    assert one.text == 'but for "The years of birth lie 13 years apart"'
    assert one.score == pytest.approx(match(left, right, card=Scorecard({"birth_date": 0.0})).score, abs=1e-6)


def test_a_fact_that_was_compared_is_not_wished_for() -> None:
    compared = match(replace(LEFT, births=("1951",)), replace(RIGHT, births=("1952",)))
    told = needed(compared.reasons, compared.score + 0.01, "person")
    assert "with the same day of birth" not in {one.text for one in told}


def test_nothing_is_needed_by_a_hit_or_told_of_what_has_no_start() -> None:
    assert short(match(LEFT, RIGHT).score - 0.01) == {}
    place = Reason(feature="place", left="krym", right="Krym", effect=0.5, text="…")
    assert needed([place], THRESHOLD) == ()
    assert needed([], THRESHOLD) == ()
