"""Item: one JSON object of somebody else's making, read key by key, each value as what it should be."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from ricochet.sources.tables.columns import WrongRow
from ricochet.sources.tables.table import CONTROL, show

T = TypeVar("T")
_REMEDY = "Correct the record, or ask its publisher."


@dataclass(frozen=True, slots=True)
class Item:
    """An object and the path to it, for messages. What is missing or null is blank; what is of another kind, wrong."""

    value: dict[str, Any]
    path: str = ""

    @classmethod
    def of(cls, value: Any, path: str = "") -> "Item":
        """Take a value for an object. Raises WrongRow where it is none."""
        if not isinstance(value, dict):
            raise WrongRow(path, show(str(value)), "no JSON object stands here", _REMEDY)
        return cls(value, path)

    def __contains__(self, key: str) -> bool:
        """Whether the key has a value, be it blank."""
        return self.value.get(key) is not None

    def text(self, *keys: str) -> str:
        """The first of the keys that has a value, as text without blanks around it. Raises WrongRow for nested ones."""
        for key in keys:
            found = self.value.get(key)
            if isinstance(found, str):  # most are
                if not found.isprintable() and CONTROL.search(found):
                    raise self.wrong(key, "it holds a control character")
                return found.strip()
            if found is not None:
                return self._plain(key, found)
        return ""

    def _plain(self, key: str, found: Any) -> str:
        if isinstance(found, bool):
            return "true" if found else "false"
        if isinstance(found, int | Decimal):
            return str(found)
        raise self.wrong(key, "the value is nested")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of plain values, or the one that stands for it; blanks left out."""
        found = self.value.get(key)
        if not isinstance(found, list):
            return (text,) if (text := self.text(key)) else ()
        return tuple(text for value in found if (text := Item({key: value}, self.path).text(key)))

    def number(self, key: str) -> Decimal | int | None:
        """A number. Raises WrongRow for anything else that stands there."""
        found = self.value.get(key)
        if found is None or (isinstance(found, int | Decimal) and not isinstance(found, bool)):
            return found
        raise self.wrong(key, "not a number")

    def yes(self, key: str) -> bool:
        """Whether the key says true."""
        return self.value.get(key) is True

    def item(self, key: str) -> "Item":
        """The object under the key; an empty one where there is none."""
        found = self.value.get(key)
        if found is None:
            return Item({}, self._at(key))
        return Item.of(found, self._at(key))

    def items(self, key: str) -> tuple["Item", ...]:
        """The objects of a list. Raises WrongRow where there is something else."""
        found = self.value.get(key)
        if found is None:
            return ()
        if not isinstance(found, list):
            raise self.wrong(key, "not a list")
        return tuple(Item.of(value, f"{self._at(key)}[{place}]") for place, value in enumerate(found))

    def parse(self, key: str, reader: Callable[[str], T]) -> T:
        """Read the text with a function that raises ValueError for what it cannot read."""
        try:
            return reader(self.text(key))
        except ValueError as refused:
            raise self.wrong(key, str(refused)) from None

    def need(self, *keys: str) -> str:
        """The text of the first key that has one. Raises WrongRow where none has."""
        if found := self.text(*keys):
            return found
        raise self.wrong(keys[0], "it is missing")

    def wrong(self, key: str, reason: str, remedy: str = _REMEDY) -> WrongRow:
        """What to raise for a value that does not do."""
        return WrongRow(self._at(key), show(str(self.value.get(key, ""))), reason, remedy)

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key
