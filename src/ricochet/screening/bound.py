"""Bound: the least that a listed name must share with a form to be worth an estimate. Whole numbers, cheap to compare.

Most names share a common word and nothing else. What they hold of the form's weight, and what that says, rules them out
whatever the rest of the name is.
"""

import numpy as np

from ricochet.screening.asked import Asked
from ricochet.screening.forms import HEAVIEST
from ricochet.screening.keys import Askers
from ricochet.screening.likeness import INITIAL
from ricochet.screening.paired import alone
from ricochet.screening.rarity import rarity
from ricochet.screening.score import FIRST_NATS, RAREST, W
from ricochet.screening.traits import MILLI

STEPS = 128
"""Parts into which the weight of a form is divided."""
CHANCE = 0.3
"""Likeness by letters of two words that have nothing to do with each other."""
INITIAL_HEFT = rarity("x")
"""Weight of a letter that stands alone."""
_ROUNDED = 0.05
"""Log-odds by which weights in whole thousandths may lead astray."""
_NEVER = 1 << 30
_NATS = np.arange(int(MILLI * FIRST_NATS) + 1) / MILLI
_SAY = W["agreed"] * _NATS + W["rarest"] * np.minimum(_NATS, RAREST)


def least_nats(own: Asked, needed: float) -> Askers:
    """For every form and part of its weight that a name holds: nats, in thousandths, from which `needed` is in reach.

    A letter in the form agrees with any word. The name that promises most is as light as what it holds, or as heavy as
    the form: in between both what clashes and what is left over cost, on convex curves. 0 for a form that is written
    without vowels, of which letters say otherwise.
    """
    share = np.arange(1, STEPS + 1) / STEPS
    heft, letters = own.heft[:, None], own.initials[:, None]
    rest = np.maximum(heft * (1 - share) - INITIAL_HEFT * letters, 0)
    heaviest = np.maximum(heft, heft * share + (INITIAL_HEFT + HEAVIEST) * letters)
    light = W["left_long"] * rest / np.maximum(heaviest, 1) + W["letters"] * share**4
    heavy = alone(rest, np.zeros(1, dtype=np.bool_)) + W["letters"] * (share + CHANCE * (1 - share)) ** 4
    missing = needed - _ROUNDED - W["first"] - np.maximum(light, heavy)
    least = np.where(missing > _SAY[-1], _NEVER, _SAY.searchsorted(missing)).astype(np.int64)
    least -= round(MILLI * INITIAL) * letters
    least[own.unvowelled | (own.heft == 0)] = 0
    return least
