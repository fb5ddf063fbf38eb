"""Supposed: rows of a timeline, of scenarios side by side, and of the tiers behind a target."""

from collections.abc import Iterable, Sequence

from ricochet.exposure.hit import Blow, Hit
from ricochet.exposure.smallest import Smallest
from ricochet.exposure.tiers import Tier
from ricochet.exposure.timeline import Span
from ricochet.model.regime import Licence
from ricochet.report.rows import Row, source_row, step_row


def span_row(span: Span) -> Row:
    """One span of a timeline, with the proof of its first day."""
    return {
        "regime": span.regime,
        "version": span.version,
        "from": span.start.isoformat() if span.start else None,
        "to": span.end.isoformat() if span.end else None,
        "standing": span.standing,
        "licences": [_licence_row(one) for one in span.licences],
        "share": span.share,
        "proof": [step_row(step) for step in span.proof.steps],
    }


def span_line(span: Span) -> Row:
    """The same for a table."""
    row = {key: value or "" for key, value in span_row(span).items() if key != "proof"}
    texts = [f"{one.id} ({limits})" if (limits := _limits(one)) else one.id for one in span.licences]
    part = "" if any(not _limits(one) for one in span.licences) else " in part"
    licensed = f"{span.standing}, authorised{part}" if span.licences else span.standing
    return row | {"standing": licensed, "licences": ", ".join(texts)}


def _licence_row(licence: Licence) -> Row:
    return {
        "id": licence.id,
        "kinds": list(licence.kinds),
        "conditions": list(licence.all_of),
        "codes": list(licence.codes),
        "until": licence.until.isoformat() if licence.until else None,
    }


def _limits(licence: Licence) -> str:
    """What a licence is limited to, in the words of a dealing; "" for nothing."""
    kinds, terms = ", ".join(licence.kinds), " and ".join(licence.all_of)
    return " ".join(text for text in (kinds, terms and f"if {terms}") if text)


def hit_row(hit: Hit, names: Sequence[str]) -> Row:
    """What each scenario brings on one party; a scenario that leaves it alone has an empty list."""
    blows = {name: [_blow_row(one) for one in row] for name, row in zip(names, hit.blows, strict=True)}
    return {"party": hit.party, "hit": blows}


def hit_line(hit: Hit, names: Sequence[str]) -> Row:
    """The same for a table: one column a scenario."""
    return {"party": hit.party} | {name: _words(row) for name, row in zip(names, hit.blows, strict=True)}


def tier_row(tier: Tier) -> Row:
    """A party some dealings away from the target, and the way; no code, for the law stops at one hop."""
    way = [
        {"actor": one.actor, "kind": one.kind, "target": one.target, "source": source_row(one.source)}
        for one in tier.through
    ]
    return {"party": tier.party, "tier": tier.tier, "through": way, "note": "information, no finding"}


def set_row(found: Smallest, names: Sequence[str]) -> Row:
    """One set of listings that reaches a party, with the bounds on the smallest size."""
    row: Row = {"party": found.party, "listings": list(names), "size": len(names)}
    return row | {"at_least": found.at_least, "at_most": found.at_most}


def bounds(found: Smallest) -> str:
    """How many listings it takes, in words."""
    if found.at_most is None:
        return f"no further listings of its owners would surely reach {found.party}"
    if found.at_most == 0:
        return f"{found.party} is listed or reached already"
    if found.at_least == found.at_most:
        sets = f"{len(found.sets)} such set{'s' if len(found.sets) > 1 else ''}"
        return f"{found.party} is reached by {found.at_most} further listing{'s' if found.at_most > 1 else ''}; {sets}"
    return f"{found.party} takes between {found.at_least} and {found.at_most} further listings"


def _blow_row(blow: Blow) -> Row:
    row = {"regime": blow.regime, "how": blow.how, "code": blow.code, "licence": blow.licence}
    return {name: value for name, value in row.items() if value}


def _words(blows: Iterable[Blow]) -> str:
    return "; ".join(" ".join(word for word in (one.regime, one.code, one.how, one.licence) if word) for one in blows)
