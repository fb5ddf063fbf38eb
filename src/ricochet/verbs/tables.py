"""Tables: registers' files of any size, unfolded into the tables that every command reads."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ricochet.errors import UsageError
from ricochet.model.dealing import Dealing
from ricochet.model.holding import Holding
from ricochet.model.party import Party
from ricochet.model.quarantine import Quarantined
from ricochet.report.tables import HOLDINGS, dealing_row, holding_row, party_row
from ricochet.sources.registers.facts import Tally
from ricochet.sources.registers.read import stream
from ricochet.verbs.inputs import open_input

FILES = ("holdings.csv", "parties.jsonl", "dealings.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class TablesReport:
    """`rows` written, by file; `records` read; what was set aside or left out."""

    records: int
    rows: tuple[tuple[str, int], ...]
    quarantined: tuple[Quarantined, ...]
    notices: tuple[str, ...]


def tables(files: Iterable[str | Path], out: str | Path, *, majority: bool = False) -> TablesReport:
    """Unfold registers into `holdings.csv`, `parties.jsonl` and `dealings.jsonl` in the folder `out`.

    Record by record: memory does not grow with the files. A party of whom several records tell has a row of each.
    Raises UsageError for a missing file or a place that cannot be written, DataError for a file that breaks; then
    nothing is written.
    """
    records, rows, aside, notices = 0, Counter(dict.fromkeys(FILES, 0)), list[Quarantined](), list[str]()
    with _written(Path(out)) as (holdings, parties, dealings):
        writer = csv.writer(holdings, lineterminator="\n")
        writer.writerow(HOLDINGS)
        for path in files:
            tally = Tally()
            with open_input(path) as (name, file):
                for fact in stream(name, file, tally, majority=majority):
                    match fact:
                        case Holding():
                            writer.writerow(holding_row(fact))
                            rows["holdings.csv"] += 1
                        case Party():
                            parties.write(json.dumps(party_row(fact), ensure_ascii=False) + "\n")
                            rows["parties.jsonl"] += 1
                        case Dealing():
                            dealings.write(json.dumps(dealing_row(fact), ensure_ascii=False) + "\n")
                            rows["dealings.jsonl"] += 1
                        case Quarantined():
                            aside.append(fact)
                notices += tally.notices(name)
            records += tally.rows
    return TablesReport(records=records, rows=tuple(rows.items()), quarantined=tuple(aside), notices=tuple(notices))


@contextmanager
def _written(folder: Path) -> Iterator[tuple[TextIO, TextIO, TextIO]]:
    """Three files open for writing, which take their names only when all went well."""
    beside = [folder / f".{name}.part" for name in FILES]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            first, second, third = (
                stack.enter_context(path.open("w", encoding="utf-8", newline="")) for path in beside
            )
            yield first, second, third
        for path, name in zip(beside, FILES, strict=True):
            path.replace(folder / name)
    except OSError as wrong:
        raise UsageError(f"'{folder}' cannot be written: {wrong.strerror}.") from None
    finally:
        for path in beside:
            with suppress(OSError):
                path.unlink(missing_ok=True)
