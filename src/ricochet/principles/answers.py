"""Answers: what the functions of an expression say of each firm: lists, the verdicts of other principles, the graph.

What nobody recorded is unknown. "No" is said only where somebody looked: at a list on both sides of the day, at shares
that leave no room, at a principle's own "not".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ricochet.model.claim import Claim
from ricochet.model.listing import Listing
from ricochet.model.period import first_day
from ricochet.model.regime import Regime
from ricochet.model.status import Status
from ricochet.ownership.reach import reach
from ricochet.ownership.stakes import stakes_on
from ricochet.principles.dictionary import Fact
from ricochet.principles.evidence import COUNTED, Evidence, Piece, grade, weigh
from ricochet.principles.universe import Firm, Universe

DEVICES = Fact(name="devices_in", type="truth", meaning="its devices were found in the country", years=10)


@dataclass(frozen=True, slots=True)
class Others:
    """Verdicts of another principle on the same universe and day, by firm."""

    principle: str
    statuses: Mapping[str, Status]

    def of(self, status: Status) -> tuple[str, ...]:
        """The firms of one status."""
        return tuple(firm for firm, found in self.statuses.items() if found == status)


def listed(universe: Universe, firm: Firm, arguments: tuple[str, ...], day: date) -> Evidence:
    """Whether the firm is on the list on the day, and, with a second argument, whether the ground has that word."""
    list_id, word = arguments[0], (arguments[1] if len(arguments) > 1 else "")
    rows = [one for one in universe.listings.get(firm.id, ()) if one.list == list_id]
    claims = universe.about(firm.id, f"listed:{list_id}")
    pieces = tuple(_listing_piece(one, day) for one in rows) + tuple(_claim_piece(one) for one in claims)
    said = _claimed(claims, day)
    if sure := [one.effect for one in rows if _counts(one) and one.in_force(day)]:
        return _with_word(word, sure, pieces)
    if said == "yes":
        return _with_word(word, [one.scope for one in claims if one.value == "yes"], pieces)
    if said == "between" or any(not _counts(one) and one.in_force(day) for one in rows):
        why = f"nobody verified whether its listing on {list_id} was in force"
        return Evidence(value=None, standing="uncounted", why=why, pieces=pieces)
    window = universe.windows.get(list_id)
    if said == "no" or (rows and all(_counts(one) for one in rows)):
        why = ""
    elif window and window.since <= day <= window.until:
        why = f"looked up in {window.source} and not found"
    else:
        why = f"nobody looked it up on {list_id} for {day}"
        return Evidence(value=None, standing="missing", why=why, pieces=pieces)
    return Evidence(value=False, standing="known", why=why, pieces=pieces)


def caught_by(firm: Firm, others: Others) -> Evidence:
    """Whether another principle catches the firm."""
    status = others.statuses.get(firm.id, "possible")
    value = {"caught": True, "possible": None, "not": False}[status]
    why = "" if value is not None else f"{others.principle} makes it possible, not certain"
    return Evidence(value=value, standing="missing" if value is None else "known", why=why)


def owned_by(universe: Universe, others: Others, regime: Regime | None, day: date) -> dict[str, Evidence]:
    """By firm, whether those the principle catches own it by the regime's rule; firms not in the answer are unknown."""
    if regime is None:
        return {}
    stakes = stakes_on(universe.graph.holdings, day)
    complete = [party.id for party in universe.graph.parties if party.register_complete]
    sure = reach(stakes, _seeds(universe, others.of("caught")), regime, day, complete=complete)
    may = reach(stakes, _seeds(universe, others.of("caught") + others.of("possible")), regime, day, complete=complete)
    found: dict[str, Evidence] = {}
    conceivable = {one.party for one in may.reached} | set(others.of("caught")) | set(others.of("possible"))
    threshold = next((test.threshold for test in regime.tests if test.basis == "equity"), None)
    outside: dict[str, Fraction] = {}
    for stake in stakes:
        if stake.basis == "equity" and stake.owner not in conceivable:
            outside[stake.owned] = outside.get(stake.owned, Fraction(0)) + stake.share.low
    for party, held in outside.items():
        if threshold is not None and held > 100 - threshold and party not in conceivable:
            found[party] = Evidence(value=False, standing="known", why="others hold too much of it")
    for one in sure.reached:
        if one.status == "caught":
            held_by = "; ".join(f"{s.owner} {s.share or s.basis} of {s.owned}" for s in one.proof.steps if s.owned)
            pieces = tuple(
                Piece(text=held_by, as_of=day.isoformat(), source=source, counts=True)
                for step in one.proof.steps
                for source in step.sources[:1]
            )
            found[one.party] = Evidence(value=True, standing="known", why="", pieces=pieces[:1])
    return found


def deals_with(universe: Universe, others: Others, kind: str, day: date) -> dict[str, Evidence]:
    """By firm, the dealings with those the principle catches; no dealing known is unknown, and not in the answer."""
    caught, found = set(others.of("caught")), dict[str, list[Piece]]()
    for dealing in universe.graph.dealings:
        if not dealing.period.covers(day) or (kind and dealing.kind != kind):
            continue
        for firm, other in ((dealing.actor, dealing.target), (dealing.target, dealing.actor)):
            if other in caught and firm not in caught:
                text = f"{dealing.actor} {dealing.kind} {dealing.target}"
                piece = Piece(text=text, as_of="", source=dealing.source, counts=True)
                found.setdefault(firm, []).append(piece)
    return {
        firm: Evidence(value=True, standing="known", why="", pieces=tuple(pieces)) for firm, pieces in found.items()
    }


def devices_in(universe: Universe, firm: Firm, country: str, day: date) -> Evidence:
    """Whether its devices were found in the country; that nobody found any is unknown."""
    return weigh(DEVICES, universe.about(firm.id, f"devices_in:{country}"), day)


def _seeds(universe: Universe, firms: tuple[str, ...]) -> list[Listing]:
    """Supposed listings without a list, which serve any regime."""
    sources = {firm.id: firm.source for firm in universe.firms}
    return [Listing(party=firm, list="", entry="", hypothetical=True, source=sources[firm]) for firm in firms]


def _counts(listing: Listing) -> bool:
    words = listing.source.confidence.lower().replace(":", " ").replace(";", " ").split()
    return not words or words[0] in COUNTED


def _claimed(claims: tuple[Claim, ...], day: date) -> str:
    """Yes, no, or "between" where the list was looked at before and after with different answers; else nothing."""
    dated = sorted(
        (seen, claim.value)
        for claim in claims
        if grade(claim) in COUNTED and claim.value in {"yes", "no"} and (seen := first_day(claim.as_of))
    )
    before = [value for seen, value in dated if seen <= day]
    after = [value for seen, value in dated if seen > day]
    if before and before[-1] == "yes":
        return "between" if after[:1] == ["no"] else "yes"
    if after[:1] == ["yes"]:
        return "between"
    return "no" if before and after else ""  # looked at before and after: one look says nothing of later days


def _with_word(word: str, grounds: list[str], pieces: tuple[Piece, ...]) -> Evidence:
    if not word or any(word.casefold() in ground.casefold() for ground in grounds):
        return Evidence(value=True, standing="known", why="", pieces=pieces)
    if any(not ground for ground in grounds):
        said = "the ground of the listing is not recorded"
        return Evidence(value=None, standing="missing", why=said, pieces=pieces)
    return Evidence(value=False, standing="known", why="", pieces=pieces)


def _listing_piece(one: Listing, day: date) -> Piece:
    until = f" until {one.until}" if one.until else ""
    ground = f": {one.effect}" if one.effect else ""
    text = f"on {one.list} since {one.since or 'an unknown day'}{until}{ground}"
    return Piece(text=text, as_of=str(one.since or ""), source=one.source, counts=_counts(one) and one.in_force(day))


def _claim_piece(claim: Claim) -> Piece:
    text = f"{'' if claim.value == 'yes' else 'not '}on {claim.predicate.partition(':')[2]}"
    counts = grade(claim) in COUNTED
    return Piece(
        text=text + (f": {claim.scope}" if claim.scope else ""), as_of=claim.as_of, source=claim.source, counts=counts
    )
