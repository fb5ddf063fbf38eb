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


def what_if(
    *scenarios: str,
    add: list[str] | None = None,
    remove: list[str] | None = None,
    as_of: str | None = None,
    parties: str | None = None,
    listed: str | None = None,
    holdings: str | None = None,
    dealings: str | None = None,
    mapping: str | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """What a listing would change, regime by regime: before, after, the marginal effect, and whom it newly reaches.

    Args:
        scenarios: Scenario files (YAML); several are laid over each other.
        add: A listing to suppose, as PARTY=LIST, like hikvision=us-ofac-sdn.
        remove: A listing to suppose lifted, as PARTY=LIST.
        as_of: Day to ask for, like 2022-05-11 (default: the scenario's, else today).
        parties: Your table of parties. With no table of yours, the built-in Hikvision case is asked.
        listed: Your table of listings.
        holdings: Your table of holdings.
        dealings: Your table of dealings.
        mapping: YAML file saying which column is which field, by table: dealings: {Partner: to}.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.report.rows import exposure_row, marginal_line, marginal_row
    from ricochet.verbs.what_if import what_if as verb

    report = verb(
        scenarios,
        add=add or (),
        remove=remove or (),
        as_of=day_of(as_of, "--as-of"),
        parties=parties,
        listed=listed,
        holdings=holdings,
        dealings=dealings,
        mapping=mapping,
    )
    answer = report.answer
    touched = [one for one in answer.marginal if one.effect != "none" or one.changes or one.second_support]
    shape = chosen(format, out)
    asked = {"as_of": answer.day.isoformat()}
    new = answer.new_exposures
    if shape in {"table", "csv"}:
        show((marginal_line(one, new) | asked for one in touched), shape, out)
    else:
        found = {one.regime.id: [exposure_row(hit) for hit in new if hit.regime == one.regime.id] for one in touched}
        show((marginal_row(one) | {"dealings": found[one.regime.id]} | asked for one in touched), shape, out)
    for notice in report.tables.notices:
        say(notice)
    for one in touched:
        if one.regime.banner:
            say(f"{one.regime.id}: {one.regime.banner}")
    say(
        f"'{answer.scenario.name}' on {answer.day}: {len(answer.marginal) - len(touched)} other regimes are not touched"
    )
    return set_aside(report.tables.quarantined)


def rank(
    *,
    by: Literal["caught", "exposed", "value"] = "caught",
    rule: str | None = None,
    currency: str = "USD",
    as_of: str | None = None,
    limit: int = 20,
    parties: str | None = None,
    listed: str | None = None,
    holdings: str | None = None,
    dealings: str | None = None,
    mapping: str | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Whose designation would ricochet furthest: every party listed alone, one at a time.

    Args:
        by: caught (companies reached through ownership), exposed (parties dealing with them) or value (of dealings).
        rule: The ownership rule to apply (default: the built-in case's, OFAC's 50 percent rule).
        currency: Currency in which values are compared; others are not converted.
        as_of: Day to ask for, like 2022-05-11 (default: today).
        limit: Show at most so many.
        parties: Your table of parties. With no table of yours, the built-in Hikvision case is asked.
        listed: Your table of listings.
        holdings: Your table of holdings.
        dealings: Your table of dealings.
        mapping: YAML file saying which column is which field, by table.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.report.rows import rank_row
    from ricochet.verbs.rank import rank as verb

    report = verb(
        by=by,
        rule=rule,
        currency=currency,
        as_of=day_of(as_of, "--as-of"),
        parties=parties,
        listed=listed,
        holdings=holdings,
        dealings=dealings,
        mapping=mapping,
    )
    shape = chosen(format, out)
    rows = enumerate(report.ranked[: max(limit, 0)], start=1)
    show((rank_row(place, one, short=shape in {"table", "csv"}) for place, one in rows), shape, out)
    for notice in report.notices:
        say(notice)
    say(f"{len(report.ranked)} parties listed alone, one at a time, under {report.rule} on {report.as_of}")
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
