"""Reading small registers in tests, and values to try parsers with."""

import io
import json
from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from ricochet.model.holding import Holding
from ricochet.sources.registers.extract import Extract
from ricochet.sources.registers.read import read_extract

PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-5, 200)
    | st.floats(0, 120, allow_nan=False).map(lambda value: round(value, 4))
    | st.sampled_from(
        ["", "A", "B", "2020-05", "2021-01-01", "direct", "indirect", "shareholding", "nonsense", "\u0000"]
    )
)
JUNK = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
)
"""What may stand where a parser expects something else."""


def lines(*records: Any) -> bytes:
    return "".join(f"{json.dumps(record)}\n" for record in records).encode()


def array(*records: Any) -> bytes:
    return json.dumps(records, indent=1).encode()


def read(data: bytes, name: str = "register.json") -> Extract:
    return read_extract(name, io.BytesIO(data))


def told(holdings: Iterable[Holding]) -> list[str]:
    """Each holding on one line."""
    return [f"{row.owner} -{row.basis} {row.share}-> {row.owned}" for row in holdings]


@st.composite
def spoiled(draw: st.DrawFn, record: dict[str, Any], keep: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The record with something else put in place of some of its values, at any depth."""
    found: dict[str, Any] = {}
    for key, value in record.items():
        if key not in keep and draw(st.integers(0, 9)) == 0:
            found[key] = draw(JUNK)
        elif isinstance(value, dict):
            found[key] = draw(spoiled(value, keep))
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            found[key] = [draw(spoiled(one, keep)) for one in value]
        else:
            found[key] = value
    return found
