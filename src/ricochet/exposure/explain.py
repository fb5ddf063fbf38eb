"""Explain: one party's answer in full, worked out from the part of the facts that can decide it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from ricochet.exposure.around import around
from ricochet.exposure.assess import Assessment, assess
from ricochet.exposure.facts import Facts
from ricochet.exposure.look_through import look_through
from ricochet.model.explanation import Explanation, Route
from ricochet.model.finding import Reached
from ricochet.model.proof import Proof, Step
from ricochet.model.regime import Regime
from ricochet.model.share import Share, percent, read_share

MOST = 40
"""Facts of a proof that are left out one by one in search of alternatives; a longer proof is tried at its end."""
HALF = Fraction(50)


def explain(facts: Facts, regime: Regime, day: date, party: str) -> Explanation | None:
    """Why the regime reaches `party` through ownership on `day`, or how far it is from it.

    None where no caught owner has any part in it, or it is listed itself.
    """
    local = around(facts, party, regime.direction)

    def ask(changed: Facts) -> Assessment:
        (found,) = assess(changed, [regime], day)
        return found

    found = ask(local)
    reached = found.reached.get(party) or next((one for one in found.answer.near if one.party == party), None)
    if reached is None or party in found.listed:
        return None
    look = look_through(party, found.listed.keys(), found.owners)
    proofs = _alternatives(local, reached, ask) if reached.status != "not" else ()
    return Explanation(
        party=party,
        regime=regime.id,
        status=reached.status,
        share=reached.share,
        by=reached.by,
        slack=_slack(reached, regime),
        route=_route(local, reached, look, ask),
        look_through="" if look is None else str(look),
        proof=reached.proof,
        contributing=_contributing(reached, found),
        critical=_critical(local, reached, ask),
        alternatives=proofs,
        unknowns=reached.unknowns,
    )


Ask = Callable[[Facts], Assessment]


def _slack(reached: Reached, regime: Regime) -> str:
    threshold = next((test.threshold for test in regime.tests if test.basis == reached.by and test.threshold), None)
    if threshold is None:
        return ""
    return _signed(read_share(reached.share).low - threshold)


def _signed(value: Fraction) -> str:
    return percent(value) if value >= 0 else f"-{percent(-value)}"


def _route(local: Facts, reached: Reached, look: Share | None, ask: Ask) -> Route:
    if reached.status == "not":
        return ""
    own = tuple(row for row in local.holdings if row.owned == reached.party)
    if _as_much(reached, ask(replace(local, holdings=own))):
        return "direct"
    if look is None:
        return ""
    return "indirect" if look.low >= HALF else "cascade-down"


def _as_much(reached: Reached, found: Assessment) -> bool:
    """Whether a party still stands where it stood."""
    return found.standing(reached.party) in {"caught", reached.status}


def _contributing(reached: Reached, found: Assessment) -> tuple[Step, ...]:
    cited = {(step.owner, step.owned, step.basis) for step in reached.proof.steps}
    bases = {test.basis for test in found.regime.tests}
    return tuple(
        Step(
            kind="holding",
            owner=stake.owner,
            owned=stake.owned,
            share=str(stake.share),
            basis=stake.basis,
            sources=stake.sources,
        )
        for stake in found.owners.of(reached.party)
        if stake.basis in bases
        and stake.owner != stake.owned
        and found.standing(stake.owner) in {"listed", "caught"}
        and (stake.owner, stake.owned, stake.basis) not in cited
    )


def _critical(local: Facts, reached: Reached, ask: Ask) -> tuple[str, ...]:
    """Only those a proof cites can be."""
    seeds = [step.owner for step in reached.proof.steps if step.kind == "listing"]
    return tuple(
        seed for seed in seeds if not _as_much(reached, ask(_without(local, Step(kind="listing", owner=seed))))
    )


def _alternatives(local: Facts, reached: Reached, ask: Ask) -> tuple[Proof, ...]:
    """Other minimal proofs: what is left when a fact of the first is taken away."""
    found: dict[tuple[tuple[str, str, str], ...], Proof] = {}
    for step in reached.proof.steps[-MOST:]:
        if step.kind not in {"listing", "holding", "joint"}:
            continue
        other = ask(_without(local, step)).reached.get(reached.party)
        if other is not None and other.status == reached.status:
            found.setdefault(tuple((one.owner, one.owned, one.basis) for one in other.proof.steps), other.proof)
    return tuple(found[key] for key in sorted(found, key=lambda key: (len(key), key)))


def _without(local: Facts, step: Step) -> Facts:
    if step.kind == "listing":
        return replace(local, listings=tuple(one for one in local.listings if one.party != step.owner))
    gone = (step.owner, step.owned, step.basis)
    kept = tuple(row for row in local.holdings if (row.held_for or row.owner, row.owned, row.basis) != gone)
    return replace(local, holdings=kept)
