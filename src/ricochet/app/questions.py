"""Questions: the commands that answer whom a listing reaches."""

import sys
from typing import Literal

from ricochet.app.talk import Shape, chosen, day_of, say, set_aside, show


def reach(
    *,
    holdings: str,
    listed: str,
    rule: str,
    as_of: str | None = None,
    parties: str | None = None,
    share_unit: Literal["percent", "fraction"] | None = None,
    near: bool = False,
    mapping: str | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Whom an ownership rule reaches, on plain tables: caught or possible, with the minimal proof.

    Args:
        holdings: Table of owner, owned, share, basis, from, to, source (CSV, XLSX, JSONL, Parquet; - is stdin).
        listed: Table of listed parties: party, and optionally list, programme, from, to.
        rule: us-ofac-50, us-ssi, us-ns-cmic, us-bis-affiliates, eu, uk, ch, ca, or any regime's id.
        as_of: Day to ask for, like 2022-05-11 (default: today).
        parties: Table with party, country, register_complete.
        share_unit: What a bare number in the share column means where that is ambiguous.
        mapping: YAML file saying which column is which field, by table: holdings: {Quota: share}.
        near: Also show companies caught owners have a part in that is too small, with status "not" and the distance.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.report.rows import reached_line, reached_row
    from ricochet.verbs.reach import reach as verb

    report = verb(
        holdings, listed, rule, as_of=day_of(as_of, "--as-of"), parties=parties, share_unit=share_unit, mapping=mapping
    )
    shape = chosen(format, out)
    line = reached_line if shape in {"table", "csv"} else reached_row
    found = report.reached + (report.near if near else ())
    show(({**line(one), "rule": rule, "as_of": report.as_of.isoformat()} for one in found), shape, out)
    for notice in report.notices:
        say(notice)
    caught = sum(one.status == "caught" for one in report.reached)
    say(f"{rule} on {report.as_of}: {caught} caught, {len(report.reached) - caught} possible")
    return set_aside(report.quarantined)


def demo(*, out: str = "ricochet-demo") -> int:
    """The built-in Hikvision case end to end: writes memo.html, map.svg and result.json.

    Args:
        out: Folder to write to.
    """
    from ricochet.report.summary import summary
    from ricochet.verbs.demo import demo as verb

    sys.stdout.write(summary(verb(out)))
    say(f"written: {out}/memo.html, {out}/map.svg, {out}/result.json")
    return 0
