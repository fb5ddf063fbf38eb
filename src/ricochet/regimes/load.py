"""Load: the regime files that come with the package, and a user's own that replace or join them."""

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from ricochet.errors import DataError
from ricochet.model.regime import Regime
from ricochet.regimes.parse import parse_regime


def load_regimes(directory: Path | None = None) -> tuple[Regime, ...]:
    """Every version of every regime, sorted by id and first day.

    A file in `directory` replaces the packaged file of the same name, or adds a regime. Raises DataError where a file
    cannot be read as one, or the directory not at all.
    """
    files = dict(_packaged())
    if directory is not None:
        files |= dict(_own(directory))
    names = sorted(files, key=lambda name: name.removesuffix(".yml"))
    return tuple(regime for name in names for regime in parse_regime(name, files[name]))


def _packaged() -> Iterator[tuple[str, bytes]]:
    for entry in resources.files("ricochet.regimes").iterdir():
        if entry.name.endswith(".yml"):
            yield entry.name, entry.read_bytes()


def _own(directory: Path) -> Iterator[tuple[str, bytes]]:
    try:
        for path in directory.iterdir():
            if path.suffix == ".yml":
                yield path.name, path.read_bytes()
    except OSError as wrong:
        raise DataError(f"The regimes in {directory} cannot be read: {wrong.strerror}.") from None
