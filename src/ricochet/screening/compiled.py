"""Compiled: whether the inner loops run compiled (extra "fast"), which changes no answer."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from numpy.typing import NDArray

LEAP = 64
"""Of sorted keys every so many are looked through first."""
_MANY = 64
"""Fewer at once are not worth loading the compiled code for, which takes as long as thousands of them."""


def kernel(asked: int) -> Any:
    """The compiled code, where numba is installed and so many are asked for at once; else None."""
    return _kernel() if asked >= _MANY else None


@cache
def _kernel() -> Any:
    return import_module("ricochet.screening.kernel") if find_spec("numba") else None


def sealed(array: NDArray[Any]) -> NDArray[Any]:
    """The same array, not to be written: what is mapped from a file and what is not are then one to the compiler."""
    view = array.view()
    view.flags.writeable = False
    return view
