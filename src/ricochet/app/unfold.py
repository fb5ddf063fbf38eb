"""Unfold: the command that turns registers' files into tables."""

from ricochet.app.talk import say, set_aside


def tables(*files: str, out: str = "tables", majority: bool = False) -> int:
    """Unfold registers' files of any size into the tables every command reads: holdings, parties, dealings.

    Args:
        files: BODS, UK PSC, GLEIF, FollowTheMoney or Senzing files, also zipped; they are put together.
        out: Folder to write holdings.csv, parties.jsonl and dealings.jsonl to.
        majority: Read GLEIF's direct consolidation as a majority, not as a stake of unknown size.
    """
    from ricochet.errors import UsageError
    from ricochet.verbs.tables import tables as verb

    if not files:
        raise UsageError("Name at least one file.", remedy="Write: ricochet tables psc-snapshot.zip --out DIR.")
    report = verb(files, out, majority=majority)
    for notice in report.notices:
        say(notice)
    written = ", ".join(f"{out}/{name} ({count} rows)" for name, count in report.rows)
    say(f"{report.records} records; written: {written}")
    return set_aside(report.quarantined)
