"""The model card's tables of weights say what the code says: no more, no less, and no other number."""

import re
from pathlib import Path
from types import ModuleType

import pytest

from ricochet.screening import match, score

CARD = (Path(__file__).parents[2] / "docs" / "screening.md").read_text("utf-8")
ROW = re.compile(r"^\| `([A-Za-z_]+)` \| ([^|]+) \|", re.MULTILINE)


def told(heading: str) -> dict[str, str]:
    """The first two columns of the table under a heading."""
    part = CARD.partition(f"\n### {heading}\n")[2].partition("\n#")[0]
    return {name: value.strip() for name, value in ROW.findall(part)}


def constants(module: ModuleType, *others: ModuleType) -> dict[str, str]:
    """Public numbers of a module, as the card writes them; not those that it has from others."""
    found = {}
    for name, value in vars(module).items():
        numbers = value if isinstance(value, tuple) else (value,)
        own = name.isupper() and not name.startswith("_") and not any(hasattr(other, name) for other in others)
        if own and all(isinstance(number, float) for number in numbers):
            found[name] = ", ".join(f"{number:g}" for number in numbers)
    return found


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Features of two names", {name: f"{value:g}" for name, value in score.W.items()}),
        ("Other constants of the score", constants(score)),
        ("What is known beside the name", constants(match, score)),
    ],
)
def test_the_card_tells_every_weight(heading: str, code: dict[str, str]) -> None:
    assert told(heading) == code
