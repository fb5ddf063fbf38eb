"""Library: the principles that come with the package, and those that lie beside a user's own."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources

from ricochet.principles.document import Place, Refused
from ricochet.principles.parse import parse_principle
from ricochet.principles.principle import Principle


@cache
def shipped_ids() -> tuple[str, ...]:
    """Ids of the principles shipped, which are also their files' names, in order."""
    entries = (resources.files("ricochet.principles") / "library").iterdir()
    return tuple(sorted(entry.name.removesuffix(".yml") for entry in entries if entry.name.endswith(".yml")))


@cache
def shipped_principle(name: str) -> Principle | None:
    """A principle of the library, None where there is none of that id."""
    if name not in shipped_ids():
        return None
    file = resources.files("ricochet.principles") / "library" / f"{name}.yml"
    return parse_principle(file.name, file.read_bytes())


def finder(beside: Mapping[str, bytes]) -> Callable[[str], Principle | None]:
    """Look up a principle by id: first among the files `beside` the one asked (id -> bytes), then in the library."""
    known: dict[str, Principle | None] = {}

    def find(name: str) -> Principle | None:
        if name not in known:
            data = beside.get(name)
            known[name] = _own(name, data) if data is not None else shipped_principle(name)
        return known[name]

    return find


def _own(name: str, data: bytes) -> Principle:
    principle = parse_principle(f"{name}.yml", data)
    if principle.id != name:
        place = Place(principle.file, 1, 1)
        raise Refused(
            place, f"the id '{principle.id}' is not the file's name.", remedy=f"Name one like the other: {name}."
        )
    return principle
