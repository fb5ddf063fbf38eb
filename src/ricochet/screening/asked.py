"""Asked: many forms of names as arrays, so that all of them are looked up and estimated at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ricochet.screening.forms import Forms
from ricochet.screening.keys import Askers, Keys, initials, key
from ricochet.screening.texts import Texts, texts
from ricochet.screening.traits import Numbers


@dataclass(frozen=True, slots=True)
class Asked:
    """Forms side by side.

    `words`: places of their words among those known, form after form; the words of the form at `a` are
    `words[starts[a]:starts[a + 1]]`. Of every form: `heft` the weight of its words in nats, `initials` how many of them
    are one letter, `first` the first letter, `solid` the key of all words written as one, `characters` how many Chinese
    ones there are, `unvowelled`; `letters`, `sorted_letters` and `bones` are compared whole, `mask` tells which letters
    there are.
    """

    words: Askers
    starts: Askers
    heft: NDArray[np.float64]
    initials: Askers
    first: Askers
    solid: Keys
    characters: Askers
    unvowelled: NDArray[np.bool_]
    letters: Texts
    sorted_letters: Texts
    bones: Texts
    mask: Numbers


def ask(forms: Sequence[Forms], places: Callable[[Sequence[str]], Askers]) -> Asked:
    """The forms as arrays; `places` gives those of words."""
    sides = [form.by_words for form in forms]
    letters = texts(side.letters for side in sides)
    return Asked(
        words=places([word for form in forms for word in form.words]),
        starts=np.cumsum([0, *(len(form.words) for form in forms)]),
        heft=np.array([side.heft for side in sides]),
        initials=np.array([initials(form) for form in forms], dtype=np.int64),
        first=np.array([ord(side.letters[:1] or "\0") for side in sides]),
        solid=np.array([key(form.solid) for form in forms], dtype=np.uint32),
        characters=np.array([len(form.han) for form in forms]),
        unvowelled=np.array([side.unvowelled for side in sides], dtype=np.bool_),
        letters=letters,
        sorted_letters=texts(side.by_word for side in sides),
        bones=texts(side.bones for side in sides),
        mask=letters.masks(),
    )
