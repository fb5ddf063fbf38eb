"""Restricted: who is on which list since when, the most restricted first."""

from ricochet.model.listing import Listing
from ricochet.report.context import Context
from ricochet.report.evidence import ATTRIBUTE
from ricochet.report.parts import Cell, Folded, Grid, Part, Section, Text
from ricochet.report.statement import Remark, Sentence, plain
from ricochet.report.words import counted, joined, list_name


def restricted(context: Context) -> Section:
    """A matrix of parties and lists: those dealt with or on several lists, then the rest."""
    listings: dict[str, list[Listing]] = {}
    for row in context.case.facts.listings:
        listings.setdefault(row.party, []).append(row)
    day = context.case.days[-1].day
    current = {party: len({row.list for row in rows if row.in_force(day)}) for party, rows in listings.items()}
    order = sorted(listings, key=lambda party: (-current[party], context.names.short(party).lower(), party))
    dealt = {row.target for row in context.case.facts.dealings}
    told = {claim.subject for claim in context.case.claims if not ATTRIBUTE.fullmatch(claim.predicate)}
    mates = _cohort(context, listings)
    first = [party for party in order if current[party] > 1 or party in dealt | told | mates]
    rest = [party for party in order if party not in first]
    if not order:
        return Section("restricted", "Who is most restricted, and by what", (Text((Remark("No listing is known."),)),))
    most = [party for party in order if current[party] == current[order[0]]]
    lead = Sentence(
        f"{joined(context.names.short(one) for one in most)} {'is' if len(most) == 1 else 'are'} on more lists of this "
        f"case than anybody else: {counted(current[order[0]], 'list')} on the later day, "
        f"{joined(dict.fromkeys(list_name(row.list) for row in listings[most[0]] if row.in_force(day)))}.",
        tuple(row.source for one in most for row in listings[one] if row.in_force(day)),
    )
    parts: list[Part] = [
        Text(
            (lead, Remark("A list without a row is not known to hold the party; the lists read are those of the case."))
        ),
        _matrix(context, listings, first, "Makers and others on several lists: listed since"),
    ]
    if rest:
        grid = _matrix(context, listings, rest, "Others on one list: listed since")
        parts.append(Folded((Remark(f"{counted(len(rest), 'party', 'parties')} on one list"),), (grid,), annex=True))
    return Section("restricted", "Who is most restricted, and by what", tuple(parts))


def _cohort(context: Context, listings: dict[str, list[Listing]]) -> set[str]:
    """The subject, and the companies put on a list on the same day as it."""
    own = {(row.list, row.since) for row in listings.get(context.case.subject, ()) if row.since}
    same = {party for party, rows in listings.items() if any((row.list, row.since) in own for row in rows)}
    known = context.names.parties
    return {party for party in same if party in known and known[party].kind == "company"}


def _matrix(context: Context, listings: dict[str, list[Listing]], parties: list[str], caption: str) -> Grid:
    used = {row.list for party in parties for row in listings[party]}
    lists = sorted(used, key=lambda one: (-sum(any(r.list == one for r in listings[p]) for p in parties), one))
    rows = []
    for party in parties:
        cells: list[Cell] = [tuple(_since(row) for row in listings[party] if row.list == one) for one in lists]
        rows.append(((context.named(party),), *cells))
    head = ((Remark("Party"),), *((plain(list_name(one), context.asked),) for one in lists))
    return Grid((Remark(caption),), head, tuple(rows), wide=True)


def _since(row: Listing) -> Sentence:
    start = row.since.isoformat() if row.since else "listed, day unknown"
    return Sentence(f"{start} until {row.until.isoformat()}" if row.until else start, (row.source,))
