"""Supposing: the commands that ask what a listing would do: before and after, over the years, party by party."""

from collections import Counter
from typing import TYPE_CHECKING, Literal

from ricochet.app.talk import Shape, chosen, day_of, say, set_aside, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ricochet.exposure.what_if import Marginal, WhatIf
    from ricochet.model.dealing import Dealing
    from ricochet.report.rows import Row


def what_if(
    *scenarios: str,
    add: list[str] | None = None,
    remove: list[str] | None = None,
    as_of: str | None = None,
    compare: bool = False,
    tiers: int = 0,
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
        scenarios: Scenario files (YAML); several are laid over each other. A file may hold several named scenarios.
        add: A listing to suppose, as PARTY=LIST, like hikvision=us-ofac-sdn.
        remove: A listing to suppose lifted, as PARTY=LIST.
        as_of: Day to ask for, like 2022-05-11 (default: the scenario's days, else today).
        compare: Show the scenarios side by side, one row a party: who is newly hit by which, and how.
        tiers: Instead, who deals with those newly listed or caught, and with whom these deal, so many dealings far.
            Information, no finding.
        parties: Your table of parties. With no table of yours, the built-in Hikvision case is asked.
        listed: Your table of listings.
        holdings: Your table of holdings.
        dealings: Your table of dealings.
        mapping: YAML file saying which column is which field, by table: dealings: {Partner: to}.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
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
    shape = chosen(format, out)
    if tiers > 0:
        show(
            (row for answer in report.answers for row in _tiers(answer, report.tables.facts.dealings, tiers)),
            shape,
            out,
        )
    elif compare:
        _side_by_side(report.answers, shape, out)
    else:
        show((row for answer in report.answers for row in _marginal(answer, shape)), shape, out)
    for notice in report.tables.notices:
        say(notice)
    banners = {row.regime.id: row.regime.banner for answer in report.answers for row in answer.marginal if touched(row)}
    for regime, banner in banners.items():
        if banner:
            say(f"{regime}: {banner}")
    for answer in report.answers:
        rest = sum(not touched(row) for row in answer.marginal)
        say(f"'{answer.scenario.name}' on {answer.day}: {rest} other regimes are not touched")
    return set_aside(report.tables.quarantined)


def touched(row: "Marginal") -> bool:
    """Whether a scenario changes anything under a regime, or could have."""
    return row.effect != "none" or bool(row.changes) or bool(row.second_support)


def _marginal(answer: "WhatIf", shape: Shape) -> "Iterator[Row]":
    from ricochet.report.rows import exposure_row, marginal_line, marginal_row

    asked = {"scenario": answer.scenario.name, "as_of": answer.day.isoformat()}
    new = answer.new_exposures
    for row in filter(touched, answer.marginal):
        if shape in {"table", "csv"}:
            yield marginal_line(row, new) | asked
        else:
            found = [exposure_row(one) for one in new if one.regime == row.regime.id]
            yield marginal_row(row) | {"dealings": found} | asked


def _tiers(answer: "WhatIf", dealings: "Iterable[Dealing]", depth: int) -> "Iterator[Row]":
    from ricochet.exposure.tiers import tiers
    from ricochet.report.supposed import tier_row

    new = {one.party for row in answer.marginal for one in row.changes if one.after in {"listed", "caught"}}
    for one in tiers(dealings, new, answer.day, depth):
        yield tier_row(one) | {"scenario": answer.scenario.name, "as_of": answer.day.isoformat()}


def _side_by_side(answers: "Sequence[WhatIf]", shape: Shape, out: str | None) -> None:
    from ricochet.exposure.hit import STRONGEST, hits, strength
    from ricochet.report.supposed import hit_line, hit_row

    days = {answer.day for answer in answers}
    names = [f"{one.scenario.name} ({one.day})" if len(days) > 1 else one.scenario.name for one in answers]
    line = hit_line if shape in {"table", "csv"} else hit_row
    show((line(one, names) for one in hits(answers)), shape, out)
    for name, answer in zip(names, answers, strict=True):
        own = hits([answer])
        counts = Counter(min(one.blows[0], key=strength).how for one in own)
        words = ", ".join(f"{counts[how]} {how}" for how in STRONGEST if counts[how])
        say(f"{name}: {len(own)} parties hit" + (f" ({words})" if words else ""))


def timeline(
    party: str,
    *scenarios: str,
    parties: str | None = None,
    listed: str | None = None,
    holdings: str | None = None,
    mapping: str | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """How every regime stood, stands and would stand to a party, day by day: listed, caught, authorised, let go.

    Args:
        party: The party's id.
        scenarios: Scenario files (YAML) to lay over the facts, such as a listing on a future day.
        parties: Your table of parties. With no table of yours, the built-in Hikvision case is asked.
        listed: Your table of listings, with their dates.
        holdings: Your table of holdings, with their dates.
        mapping: YAML file saying which column is which field, by table.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.report.supposed import span_line, span_row
    from ricochet.verbs.timeline import timeline as verb

    report = verb(party, scenarios, parties=parties, listed=listed, holdings=holdings, mapping=mapping)
    shape = chosen(format, out)
    line = span_line if shape in {"table", "csv"} else span_row
    show((line(span) for span in report.spans), shape, out)
    for notice in report.notices:
        say(notice)
    regimes = {span.regime for span in report.spans}
    laid = f" with '{report.scenario}'" if report.scenario else ""
    say(f"{party}{laid}: {len(regimes)} regimes reach it at some time; by what is known now, dates as recorded")
    return set_aside(report.quarantined)


def rank(
    *,
    by: Literal["caught", "exposed", "countries", "value"] = "caught",
    reach: str | None = None,
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
        by: caught (companies reached through ownership), exposed (parties dealing with them), their countries, or
            value (of dealings).
        reach: Instead, the fewest further listings by which the rule would reach this party.
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
    from ricochet.report.supposed import bounds, set_row
    from ricochet.verbs.rank import rank as verb

    report = verb(
        by=by,
        reach=reach,
        rule=rule,
        currency=currency,
        limit=max(limit, 0),
        as_of=day_of(as_of, "--as-of"),
        parties=parties,
        listed=listed,
        holdings=holdings,
        dealings=dealings,
        mapping=mapping,
    )
    shape = chosen(format, out)
    if report.smallest is not None:
        show((set_row(report.smallest, names) for names in report.smallest.sets), shape, out)
        say(f"{report.rule} on {report.as_of}: {bounds(report.smallest)}")
        return set_aside(report.quarantined)
    rows = enumerate(report.ranked, start=1)
    show((rank_row(place, one, short=shape in {"table", "csv"}) for place, one in rows), shape, out)
    for notice in report.notices:
        say(notice)
    say(f"{report.asked} parties listed alone, one at a time, under {report.rule} on {report.as_of}")
    return set_aside(report.quarantined)
