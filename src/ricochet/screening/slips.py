"""Slips: how far many pairs of texts lie apart (optimal string alignment), and how alike they are (Jaro-Winkler).

A slip is a letter more, less or other, or two exchanged.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from ricochet.screening.compiled import kernel, sealed
from ricochet.screening.texts import Places, Texts

Slips = NDArray[np.signedinteger[Any]]


def slips(mine: Texts, at_mine: Places, theirs: Texts, at_theirs: Places) -> Slips:
    """Slips between the texts at these places, pair by pair."""
    if not at_mine.size:
        return np.zeros(0, dtype=np.int32)
    if code := kernel(at_mine.size):
        apart: Slips = code.slips(_letters(code, mine, at_mine), _letters(code, theirs, at_theirs))
        return apart
    return cpdist(mine.of(at_mine), theirs.of(at_theirs), scorer=OSA.distance, dtype=np.int32)


def closeness(mine: Texts, at_mine: Places, theirs: Texts, at_theirs: Places) -> NDArray[np.float64]:
    """Likeness by letters (Jaro-Winkler) of the texts at these places, 0 to 1, pair by pair."""
    if not at_mine.size:
        return np.zeros(0)
    if code := kernel(at_mine.size):
        close: NDArray[np.float64] = code.closeness(_letters(code, mine, at_mine), _letters(code, theirs, at_theirs))
        return close
    found: NDArray[np.float64] = cpdist(
        mine.of(at_mine), theirs.of(at_theirs), scorer=JaroWinkler.similarity, dtype=np.float64
    )
    return found


def _letters(code: Any, several: Texts, places: Places) -> Any:
    return code.Letters(sealed(several.letters), sealed(several.ends), places.astype(np.int64))


def lengths(kept: Texts, places: Places) -> Slips:
    """Letters of the texts at these places."""
    found: Slips = (kept.ends[places] - np.where(places > 0, kept.ends[places - 1], 0)).astype(np.int32)
    return found
