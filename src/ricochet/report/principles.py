"""Principles: verdicts, sensitivity, comparisons and consequences of a limiting principle as rows of plain values."""

from collections.abc import Iterator

from ricochet.principles.apart import Apart
from ricochet.principles.compare import Compared, said
from ricochet.principles.consequences import Consequences
from ricochet.principles.evidence import Evidence
from ricochet.principles.judge import Judged, deciding_facts
from ricochet.principles.principle import Principle
from ricochet.principles.sensitivity import Outcome, Sensitivity
from ricochet.report.rows import Row, source_row
from ricochet.report.words import counted

ORDER = ("caught", "possible", "not")
SIDES = ("only the first", "only the second", "open", "both", "neither")
SIGNS = {"yes": "yes", "no": "no", "unknown": "?"}


def ordered(judged: Judged) -> list[int]:
    """Places of the firms: the caught first, then the possible with least left open, then the others."""
    verdicts = [judged.verdict(place) for place in range(len(judged.universe.firms))]
    return sorted(
        range(len(verdicts)),
        key=lambda place: (ORDER.index(verdicts[place].status), len(verdicts[place].open), place),
    )


def verdict_row(judged: Judged, place: int) -> Row:
    """One firm, traced: verdict, clause, every criterion, every fact read with its evidence, what would decide."""
    verdict = judged.verdict(place)
    firm = judged.universe.firms[place]
    row: Row = {
        "firm": firm.id,
        "name": firm.name,
        "verdict": verdict.status,
        "because": verdict.because,
        "deciding": list(verdict.deciding),
        "criteria": dict(verdict.truths),
    }
    if verdict.open:
        row["open"] = [
            {
                "criterion": one.criterion,
                "if_yes": one.if_yes,
                "if_no": one.if_no,
                "facts": _open(judged, one.criterion, place),
            }
            for one in verdict.open
        ]
    read = dict.fromkeys(key for one in judged.principle.criteria for key in one.parsed.reads)
    row["facts"] = {key: evidence_row(judged.evidence[key][place]) for key in read}
    row["harm"] = [name for name in judged.principle.harm if judged.evidence[name][place].value is True]
    return row | {"principle": judged.principle.id, "as_of": judged.day.isoformat()}


def _open(judged: Judged, criterion: str, place: int) -> list[str]:
    reads = judged.principle.criterion(criterion).parsed.reads
    return [key for key in reads if judged.columns[key].open(place)]


def evidence_row(evidence: Evidence) -> Row:
    """What is known of one fact, and every claim about it, counted or not."""
    row: Row = {"value": evidence.shown, "standing": evidence.standing}
    if evidence.why:
        row["why"] = evidence.why
    if evidence.pieces:
        row["claims"] = [
            {"says": one.text, "as_of": one.as_of, "counts": one.counts, "source": source_row(one.source)}
            for one in evidence.pieces
        ]
    return row


def verdict_line(judged: Judged, place: int) -> Row:
    """The same for a table or spreadsheet: one line, a column a criterion."""
    verdict = judged.verdict(place)
    firm = judged.universe.firms[place]
    return {
        "firm": firm.id,
        "verdict": verdict.status,
        "because": verdict.because,
        **{name: SIGNS[word] for name, word in verdict.truths.items()},
        "would decide": ", ".join(deciding_facts(judged, place)),
    }


def outcome_row(outcome: Outcome) -> Row:
    """Breadth and harm of one variant."""
    return {
        "caught": outcome.caught,
        "possible": outcome.possible,
        "harm": outcome.harm,
        "collateral": outcome.collateral,
    }


def sensitivity_rows(judged: Judged, found: Sensitivity) -> Iterator[Row]:
    """Rows of one shape: what was varied, how, and the outcome; then what the kind of row adds."""
    yield {"what": "whole", "variant": said(judged.principle.rule)} | outcome_row(found.whole)
    for one in found.dropped:
        row: Row = {"what": "without", "variant": one.criterion} | outcome_row(one.outcome)
        row["more_caught"] = one.outcome.caught - found.whole.caught
        row["more_harm"] = one.outcome.harm - found.whole.harm
        if one.narrowing is not None and one.closing is not None and one.sparing is not None:
            row |= {
                "narrowing": round(one.narrowing, 6),
                "closing": round(one.closing, 6),
                "sparing": round(one.sparing, 6),
            }
        yield row
    for k, outcome in enumerate(found.counted, start=1):
        yield {"what": "at least", "variant": f"{k} of {len(found.counted)}"} | outcome_row(outcome)
    ids = [firm.id for firm in judged.universe.firms]
    for swept in found.sweeps:
        unit = judged.principle.parameters[swept.parameter].unit
        row = {"what": "parameter", "variant": f"{swept.parameter} = {swept.value:g} {unit}".rstrip()}
        row |= outcome_row(swept.outcome)
        flips = zip(swept.flipped.tolist(), swept.before.tolist(), swept.after.tolist(), strict=True)
        row["flipped"] = [
            {"firm": ids[place], "before": ORDER[2 - was], "after": ORDER[2 - now]} for place, was, now in flips
        ]
        yield row
    for variant in found.variants:
        kept = ", ".join(variant.kept) or "nothing"
        yield {"what": "only", "variant": kept} | outcome_row(variant.outcome) | {"front": variant.front}


def sensitivity_line(row: Row) -> Row:
    """The same for a table: the flips as text, shares rounded for people."""
    flips = [f"{one['firm']} {one['before']} to {one['after']}" for one in row.get("flipped", ())]
    line: Row = {name: row[name] for name in ("what", "variant", "caught", "possible", "harm", "collateral")}
    for share in ("narrowing", "closing", "sparing"):
        line[share] = f"{row[share]:.1f}" if share in row else ""
    line["flipped"] = "; ".join(flips[:5]) + (f" and {len(flips) - 5} more" if len(flips) > 5 else "")
    line["front"] = "front" if row.get("front") else ""
    return line


def sided(compared: tuple[Compared, ...]) -> list[Compared]:
    """Differences first, then what is open, then the firms both treat alike."""
    return sorted(compared, key=lambda one: SIDES.index(one.side))


def compared_row(one: Compared) -> Row:
    """One firm under two principles."""
    return {
        "firm": one.firm,
        "name": one.name,
        "side": one.side,
        "first": one.first,
        "second": one.second,
        "why_first": one.why_first,
        "why_second": one.why_second,
    }


def apart_row(one: Apart, reference: str) -> Row:
    """One criterion between the reference and the others, every firm named."""
    return {
        "reference": reference,
        "criterion": one.criterion,
        "apart": len(one.fails),
        "by_it_alone": list(one.alone),
        "by_it_among_others": [firm for firm in one.fails if firm not in set(one.alone)],
        "not_known_of": list(one.unknown),
    }


def apart_said(found: tuple[Apart, ...], reference: str) -> list[str]:
    """By which criterion how many firms are set apart from the reference, in words."""
    lines = []
    for one in found:
        if not one.fails:
            continue
        alone = ", ".join(one.alone[:6]) + (f" and {len(one.alone) - 6} more" if len(one.alone) > 6 else "")
        only = f"; nothing else does so surely for {alone}" if one.alone else ""
        lines.append(f"{one.criterion} sets {counted(len(one.fails), 'firm')} apart from {reference}{only}")
    return lines


def library_row(principle: Principle) -> Row:
    """One principle of the library."""
    return {
        "id": principle.id,
        "title": principle.title,
        "rule": said(principle.rule),
        "from": str(principle.since or ""),
        "to": str(principle.until or ""),
        "sources": list(principle.sources),
    }


def consequences_row(found: Consequences) -> Row:
    """What listing the caught would do, and beside it the harm that the line captures."""
    return {
        "list": found.list,
        "caught": list(found.caught),
        "reached": list(found.reached),
        "reached_possibly": list(found.reached_possibly),
        "dealings": found.findings,
        "dealings_possible": found.findings_possible,
        "actors": list(found.actors),
        "countries": list(found.countries),
        "values": {currency: f"{value:f}" for currency, value in found.values},
        "devices_in": list(found.devices),
        "figures": [
            {
                "fact": one.fact,
                "unit": one.unit,
                "from": f"{one.low:f}",
                "to": f"{one.high:f}",
                "known": one.known,
                "of": one.firms,
            }
            for one in found.sums
        ],
        "harm": found.harm,
    }
