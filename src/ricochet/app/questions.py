"""Questions: the commands that answer whom a listing reaches."""

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Literal

from ricochet.app.talk import Shape, chosen, day_of, put, say, set_aside, show, show_lines
from ricochet.errors import UsageError


def reach(
    *,
    holdings: str,
    listed: str,
    rule: str,
    as_of: str | None = None,
    parties: str | None = None,
    share_unit: Literal["percent", "fraction"] | None = None,
    near: bool = False,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    mapping: str | None = None,
    max_age: int | None = None,
    majority: bool = False,
    match_names: bool = False,
    format: Shape | Literal["bods", "ftm"] | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Whom an ownership rule reaches, on plain tables: caught or possible, with the minimal proof.

    Args:
        holdings: Table of owner, owned, share, basis, from, to, source (CSV, XLSX, JSONL, Parquet; - is stdin), or a
            register's file: BODS, UK PSC, GLEIF, FollowTheMoney, Senzing, also zipped.
        listed: Table of listed parties: party, and optionally list, programme, from, to; or an official list's file.
        rule: us-ofac-50, us-ssi, us-ns-cmic, us-bis-affiliates, eu, uk, ch, ca, or any regime's id.
        as_of: Day to ask for, like 2022-05-11 (default: today).
        parties: Table with party, country, register_complete, or a register's file.
        share_unit: What a bare number in the share column means where that is ambiguous.
        add: Instead: who would stand otherwise if this party were listed besides. Repeatable.
        remove: Instead: who would stand otherwise if this party were no longer listed. Repeatable.
        mapping: YAML file saying which column is which field, by table: holdings: {Quota: share}.
        max_age: Days after which a stake last seen (and not ended) may be gone: it keeps no lower bound.
        majority: Read GLEIF's direct consolidation as a majority, not as a stake of unknown size.
        match_names: Look for a listed party that owns nothing under its id by name; whom it may be is possible.
        near: Also show companies caught owners have a part in that is too small, with status "not" and the distance.
        format: table, jsonl, csv or json; bods (0.4) or ftm (FollowTheMoney): the parties and stakes of all proofs.
        out: Write to this file instead of stdout.
    """
    if add or remove:
        if max_age is not None or majority or match_names or near or format == "bods" or format == "ftm":  # noqa: PLR1714 - a type checker follows this
            raise UsageError(
                "--add and --remove tell who would stand otherwise, in plain rows of plain tables.",
                remedy="Leave out --near, --max-age, --majority, --match-names and the formats bods and ftm.",
            )
        tables = {"parties": parties, "share_unit": share_unit, "mapping": mapping}
        return _supposed(holdings, listed, rule, as_of, add, remove, tables, chosen(format, out), out)

    from ricochet.report.reached import reached_lines
    from ricochet.report.rows import reached_line, reached_row
    from ricochet.verbs.export import bods, ftm
    from ricochet.verbs.reach import reach as verb

    report = verb(
        holdings,
        listed,
        rule,
        as_of=day_of(as_of, "--as-of"),
        parties=parties,
        share_unit=share_unit,
        mapping=mapping,
        max_age=None if max_age is None else timedelta(days=max_age),
        majority=majority,
        match_names=match_names,
        near=near,
    )
    if format == "bods":
        put(bods(report), out)
    elif format == "ftm":
        put(ftm(report), out)
    else:
        shape = chosen(format, out)
        found = report.reached + (report.near if near else ())
        asked = {"rule": rule, "as_of": report.as_of.isoformat()}
        if shape == "jsonl":
            show_lines(reached_lines(found, asked), out)
        else:
            line = reached_row if shape == "json" else reached_line
            show(({**line(one), **asked} for one in found), shape, out)
    for notice in report.notices:
        say(notice)
    caught = sum(one.status == "caught" for one in report.reached)
    say(f"{rule} on {report.as_of}: {caught} caught, {len(report.reached) - caught} possible")
    return set_aside(report.quarantined)


def _supposed(
    holdings: str,
    listed: str,
    rule: str,
    as_of: str | None,
    add: Sequence[str],
    remove: Sequence[str],
    tables: dict[str, Any],
    shape: Shape,
    out: str | None,
) -> int:
    from ricochet.verbs.opened import opened

    report = opened(holdings, listed, rule, as_of=day_of(as_of, "--as-of"), **tables)
    shifts = report.what_if(add, remove)
    asked = {"rule": rule, "as_of": report.as_of.isoformat()}
    show(({"party": one.party, "before": one.before, "after": one.after, **asked} for one in shifts), shape, out)
    for notice in report.notices:
        say(notice)
    counts = Counter[str](one.after for one in shifts)
    told = ", ".join(f"{counts[word]} {text}" for word, text in _AFTER.items() if counts[word])
    say(f"{rule} on {report.as_of}: {told or 'nobody would stand otherwise'}")
    return set_aside(report.quarantined)


_AFTER = {
    "listed": "newly listed",
    "caught": "newly caught",
    "possible": "now possible",
    "not": "no longer listed or reached",
}


def why(
    party: str,
    *,
    rule: str,
    as_of: str | None = None,
    parties: str | None = None,
    listed: str | None = None,
    holdings: str | None = None,
    mapping: str | None = None,
    picture: str | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Why a rule reaches one party through ownership, or how far it is from it: proof, critical listings, alternatives.

    Args:
        party: The party's id.
        rule: us-ofac-50, us-ssi, us-bis-affiliates, eu, uk, ch, ca, or any regime's id.
        as_of: Day to ask for, like 2022-05-11 (default: today).
        parties: Your table of parties. With no table of yours, the built-in Hikvision case is asked.
        listed: Your table of listings.
        holdings: Your table of holdings.
        mapping: YAML file saying which column is which field, by table.
        picture: Also draw the proof as SVG into this file.
        format: table (sentences), jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.report.explained import explanation_row, sentences
    from ricochet.report.files import write
    from ricochet.report.proof_picture import proof_picture
    from ricochet.verbs.why import why as verb

    report = verb(
        party,
        rule,
        as_of=day_of(as_of, "--as-of"),
        parties=parties,
        listed=listed,
        holdings=holdings,
        mapping=mapping,
    )
    found, shape = report.explanation, chosen(format, out)
    if found is None:
        say(f"{party}: no caught owner has a part in it under {rule} on {report.as_of}, or it is listed itself")
    elif shape in {"table", "csv"}:
        put("".join(f"{text}\n" for text in sentences(found, report.names.short)), out)
    else:
        show([explanation_row(found) | {"as_of": report.as_of.isoformat()}], shape, out)
    if picture and found:
        write(picture, proof_picture(found, report.names.short).encode())
        say(f"written: {picture}")
    for notice in report.notices:
        say(notice)
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
