"""A what-if on what is opened says what asking both times says, for every regime."""

import pytest
from tests.ownership.test_arrays import LAWS, dealt
from tests.ownership.test_oracle import DAY, SOURCE

from ricochet.model.listing import Listing
from ricochet.model.regime import Regime
from ricochet.ownership.opened import opened_on
from ricochet.ownership.reach import reach


def listed(parties: set[str]) -> list[Listing]:
    return [Listing(party=party, list="", entry=party, source=SOURCE) for party in sorted(parties)]


@pytest.mark.parametrize("regime", LAWS, ids=[f"{one.id} {one.version}" for one in LAWS])
def test_a_what_if_is_the_difference_of_two_answers(regime: Regime) -> None:
    shifted = 0
    for number in range(40):
        dice, stakes, seeds, complete = dealt(number)
        countries = {"p1": ("US",)}
        kept = opened_on(stakes, listed(set(seeds)), regime, DAY, countries=countries, complete=complete)

        def standing(parties: set[str]) -> dict[str, str]:
            answer = reach(stakes, listed(parties), regime, DAY, countries=countries, complete=complete)  # noqa: B023
            return {one.party: one.status for one in answer.reached} | dict.fromkeys(parties, "listed")

        before = standing(set(seeds))
        for _ in range(3):
            add = set(dice.sample(["p0", "p1", "p2", "nobody"], dice.randint(0, 2)))
            remove = set(dice.sample(seeds, dice.randint(0, len(seeds))))
            after = standing((set(seeds) - remove) | (add - set(seeds)))
            pairs = {party: (before.get(party, "not"), after.get(party, "not")) for party in before | after}
            expected = [(party, *pair) for party, pair in sorted(pairs.items()) if pair[0] != pair[1]]
            found = [(one.party, one.before, one.after) for one in kept.what_if(add, remove)]
            assert found == expected, number
            shifted += len(found)
    assert shifted > 50
