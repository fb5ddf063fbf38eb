"""Principle: where should the line be? Whom a limiting principle catches, why, how surely, and what each part does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ricochet.errors import UsageError
from ricochet.exposure.facts import Facts
from ricochet.model.quarantine import Quarantined
from ricochet.model.regime import Regime
from ricochet.principles.apart import Apart, apart
from ricochet.principles.check import Checked, check
from ricochet.principles.compare import Compared, edits
from ricochet.principles.compare import compare as side_by_side
from ricochet.principles.consequences import Consequences, consequences, scenario_of
from ricochet.principles.document import MAX_BYTES
from ricochet.principles.judge import Find, Judged, judge
from ricochet.principles.library import finder, shipped_ids, shipped_principle
from ricochet.principles.parse import parse_principle
from ricochet.principles.principle import Principle
from ricochet.principles.sensitivity import Sensitivity
from ricochet.principles.sensitivity import sensitivity as work_out
from ricochet.principles.universe import Universe, built_in, kind_of_table, read_universe
from ricochet.regimes import load_regimes
from ricochet.regimes import rule as version_on
from ricochet.verbs.facts import built_in as built_in_case
from ricochet.verbs.inputs import STDIN, read_input
from ricochet.verbs.what_if import suppose as what_if


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipleReport:
    """The answer on one day. `judged` is None where the principle does not speak for the day.

    `checked` are the tests beside the principle. `apart` tells by criterion whom the principle sets apart from its
    reference. `sensitivity`, `other` (the second principle, with `compared` and `edits`, what differs between the two
    in words) and `consequences` only where asked for.
    """

    principle: Principle
    universe: Universe
    day: date
    judged: Judged | None
    checked: tuple[Checked, ...]
    apart: tuple[Apart, ...] = ()
    sensitivity: Sensitivity | None = None
    other: Judged | None = None
    compared: tuple[Compared, ...] = ()
    edits: tuple[str, ...] = ()
    consequences: Consequences | None = None
    quarantined: tuple[Quarantined, ...] = ()
    notices: tuple[str, ...] = ()


def principle(
    file: str,
    *,
    universe: str | None = None,
    sensitivity: bool = False,
    compare: str | None = None,
    suppose: str | None = None,
    as_of: date | None = None,
) -> PrincipleReport:
    """Ask the principle in `file`, or one of the library by its id, of the built-in universe or a table or folder.

    `compare` is a second principle; asked of a principle's older version it tells what the last edit changed.
    `suppose` is a list: what if all whom it catches stood on it? The day is `as_of`, else the universe's own, else
    today. Raises UsageError for a file that is not there, DataError (with line and column) for a principle that cannot
    be read.
    """
    asked, find = _read(file)
    case = built_in_case()[0].facts
    firms = _universe(universe, case)
    day = as_of or firms.day or date.today()  # noqa: DTZ011 - the user's own calendar day is meant
    regimes = load_regimes()

    def rule(name: str, on: date) -> Regime | None:
        return version_on(regimes, name, on)

    checked = check(asked, firms if universe is None else None, find=find, rule=rule)
    if not asked.in_force(day):
        return PrincipleReport(
            principle=asked,
            universe=firms,
            day=day,
            judged=None,
            checked=checked,
            quarantined=firms.quarantined,
            notices=(*firms.notices, _not_in_force(asked, day)),
        )
    judged = judge(asked, firms, day, find=find, rule=rule)
    other = None
    if compare is not None:
        second, beside = _read(compare)
        other = judge(second, firms, day, find=beside, rule=rule)
    notices = list(firms.notices)
    if twice := asked.read_twice():
        notices.append(
            f"read more than once: {', '.join(twice)}; a firm may be possible here though every answer decides alike"
        )
    return PrincipleReport(
        principle=asked,
        universe=firms,
        day=day,
        judged=judged,
        checked=checked,
        apart=apart(judged, asked.reference) if asked.reference else (),
        sensitivity=work_out(asked, judged.columns, judged.table, judged.harm) if sensitivity else None,
        other=other,
        compared=side_by_side(judged, other) if other else (),
        edits=edits(other.principle, asked) if other else (),
        consequences=_supposed(judged, suppose, case, regimes) if suppose else None,
        quarantined=firms.quarantined,
        notices=tuple(notices),
    )


def _supposed(judged: Judged, list_id: str, case: Facts, regimes: Sequence[Regime]) -> Consequences:
    known = sorted({one for regime in regimes for one in regime.lists})
    if list_id not in known:
        raise UsageError(f"No list '{list_id}' is known here.", remedy=f"Known: {', '.join(known)}.")
    answer = what_if(case, scenario_of(judged, list_id, case), regimes, judged.day)
    return consequences(judged, list_id, case, answer)


def library() -> tuple[Principle, ...]:
    """The principles that come with the package, in order of id."""
    return tuple(found for name in shipped_ids() if (found := shipped_principle(name)))


def _read(file: str) -> tuple[Principle, Find]:
    """A principle and how it finds others: the files beside it first, then the library."""
    if file not in {"-", STDIN} and not Path(file).exists():
        if found := shipped_principle(file):
            return found, finder({})
        known = ", ".join(shipped_ids())
        raise UsageError(
            f"There is no file '{file}' and no such principle in the library.", remedy=f"Library: {known}."
        )
    name, data = read_input(file)
    return parse_principle(name, data), finder(_beside(Path(file).parent) if file not in {"-", STDIN} else {})


def _beside(folder: Path) -> dict[str, bytes]:
    """The principles' files in a folder, by the id that is their name; one too large to be a principle is left out."""
    try:
        files = [path for path in sorted(folder.glob("*.yml")) if path.stat().st_size <= MAX_BYTES]
        return {path.stem: path.read_bytes() for path in files}
    except OSError:
        return {}  # what cannot be read cannot be named


def _universe(path: str | None, case: Facts) -> Universe:
    """The built-in universe, a table of firms or of claims, or a folder with firms.csv, claims.csv, listings.csv."""
    if path is None:
        return built_in(case)
    folder = Path(path)
    if folder.is_dir():
        found = {kind: folder / f"{kind}.csv" for kind in ("firms", "claims", "listings")}
        tables = {kind: read_input(file) for kind, file in found.items() if file.is_file()}
        if not tables.keys() & {"firms", "claims"}:
            raise UsageError(
                f"'{path}' has neither firms.csv nor claims.csv.", remedy="Name a table, or such a folder."
            )
        return read_universe(folder.name, tables)
    name, data = read_input(path)
    return read_universe(name, {kind_of_table(name, data): (name, data)})


def _not_in_force(asked: Principle, day: date) -> str:
    span = f"{f'from {asked.since}' if asked.since else ''}{f' to {asked.until}' if asked.until else ''}".strip()
    return f"'{asked.id}' speaks for days {span}, not for {day}, so nobody is caught by it"
