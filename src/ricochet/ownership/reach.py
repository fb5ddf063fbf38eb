"""Reach: whom a regime's ownership rule catches, surely or possibly, from listed parties and holdings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ricochet.model.finding import Reached, Unknown
from ricochet.model.listing import Listing
from ricochet.model.proof import Proof
from ricochet.model.regime import Regime
from ricochet.model.share import Share, percent
from ricochet.ownership.prove import Prover, held, unknowns
from ricochet.ownership.register import Block, Register, register_of
from ricochet.ownership.seeds import doubted_on, listed_on, seeds_of
from ricochet.ownership.solve import Closure, close
from ricochet.ownership.stakes import Stake


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`reached` are caught or possible, listed parties not repeated, in order of id.

    `near` are companies in which caught owners hold something that does not meet the test: status "not", with the
    share and its distance.
    """

    regime: str
    seeds: tuple[str, ...]
    reached: tuple[Reached, ...]
    near: tuple[Reached, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One pair of fixpoints: all seeds pooled, those of a programme, or a single person."""

    sure: Closure
    may: Closure
    sure_proofs: Prover
    may_proofs: Prover


def reach(
    stakes: tuple[Stake, ...],
    listings: Iterable[Listing],
    regime: Regime,
    day: date,
    *,
    countries: Mapping[str, Iterable[str]] | None = None,
    complete: Iterable[str] = (),
) -> Answer:
    """Apply `regime` to the stakes in force on `day` (`stakes_on`) and the listings.

    `countries` gives parties' countries where known: entities of the regime's excepted countries are not
    reached themselves but pass ownership on. `complete` names companies whose register is asserted complete.
    """
    listings = tuple(listings)
    seeds = seeds_of(regime, listed_on(regime, listings, day))
    doubted = doubted_on(regime, listings, day)
    if not regime.tests or not (seeds or doubted):
        return Answer(regime=regime.id, seeds=tuple(seeds), reached=(), near=())
    register = register_of(stakes, regime.tests, frozenset(complete))
    runs = [_run(register, sure, may, regime) for sure, may in _groups(regime, seeds, doubted)]
    outside = _outside(regime, countries or {})
    best: dict[str, Reached] = {}
    for run in runs:
        for party in run.may.rank:
            if party in seeds or party in doubted or party in outside:
                continue
            answer = _reached(party, run, regime, register)
            if party not in best or (best[party].status, answer.status) == ("possible", "caught"):
                best[party] = answer
    return Answer(
        regime=regime.id,
        seeds=tuple(seeds),
        reached=tuple(best[party] for party in sorted(best)),
        near=_near(register, runs, seeds, regime, best),
    )


def _outside(regime: Regime, countries: Mapping[str, Iterable[str]]) -> set[str]:
    """Parties all of whose known countries the regime excepts; one of unknown or mixed country stays within."""
    excepted = {country.casefold() for country in regime.except_countries}
    known = {party: {country.casefold() for country in found} for party, found in countries.items()}
    return {party for party, found in known.items() if found and found <= excepted}


def _groups(
    regime: Regime, seeds: Mapping[str, tuple[str, ...]], doubted: Iterable[str]
) -> list[tuple[list[str], list[str]]]:
    """Seeds to be pooled together, each time those that are sure and those with the doubtful ones."""
    pooling = regime.tests[0].pooling
    if pooling == "all":
        return [(list(seeds), [*seeds, *doubted])]
    if pooling == "person":
        return [([party], [party]) for party in seeds] + [([], [party]) for party in doubted]
    by_programme: dict[str, list[str]] = defaultdict(list)
    for party, programmes in seeds.items():
        for programme in programmes:
            by_programme[programme].append(party)
    return [(group, [*group, *doubted]) for _, group in sorted(by_programme.items())]


def _run(register: Register, sure: list[str], may: list[str], regime: Regime) -> _Run:
    affiliates = regime.direction == "affiliates"
    definite = close(register, sure, "definite", affiliates=affiliates)
    conceivable = close(register, may, "conceivable", affiliates=affiliates)
    return _Run(
        sure=definite,
        may=conceivable,
        sure_proofs=Prover(definite, "definite"),
        may_proofs=Prover(conceivable, "conceivable"),
    )


def _reached(party: str, run: _Run, regime: Regime, register: Register) -> Reached:
    caught = party in run.sure.rank
    closure = run.sure if caught else run.may
    block = closure.cause[party]
    if party in closure.upward:
        share: Share = next(s.share for unit in block.units for s in unit.stakes if s.owner == party)
    else:
        share = held(_shown(party, block, register), run.sure, run.may)
    return Reached(
        party=party,
        regime=regime.id,
        status="caught" if caught else "possible",
        share=str(share),
        by=block.test.basis,
        proof=(run.sure_proofs if caught else run.may_proofs).prove(party),
        unknowns=() if caught else _deciding(party, run, block),
    )


def _shown(party: str, block: Block, register: Register) -> Block:
    """The block whose share an answer shows: the test's own, or the equity beside a test without a figure."""
    if block.threshold is not None:
        return block
    beside = [register.blocks[place] for place in register.by_owned.get(party, ())]
    return next((one for one in beside if one.test.basis == "equity"), block)


def _deciding(party: str, run: _Run, block: Block) -> tuple[Unknown, ...]:
    if party in run.may.upward:
        child = run.may.upward[party]
        text = f"{party} must own or control {child} as the rule requires"
        return (Unknown(owner=party, owned=child, share="?", needed="resolved", text=text),)
    return unknowns(block, run.sure, run.may)


def _near(
    register: Register, runs: list[_Run], seeds: Mapping[str, object], regime: Regime, best: Mapping[str, Reached]
) -> tuple[Reached, ...]:
    """Companies caught owners have a part in without meeting any test: the largest part in any run."""
    found: dict[str, Share] = {}
    for run in runs:
        touched = sorted({place for member in run.sure.rank for place, _ in register.by_owner.get(member, ())})
        for block in (register.blocks[place] for place in touched):
            if block.owned in seeds or block.owned in best or block.test.basis != "equity":
                continue
            share = held(block, run.sure, run.sure)
            if block.owned not in found or share.low > found[block.owned].low:
                found[block.owned] = share
    threshold = next((test.threshold for test in regime.tests if test.basis == "equity"), None)
    answers = []
    for party in sorted(found):
        gap = () if threshold is None else (f"{percent(threshold - found[party].low)} per cent short of the threshold",)
        answers.append(
            Reached(
                party=party,
                regime=regime.id,
                status="not",
                share=str(found[party]),
                by="equity",
                proof=Proof(),
                flags=gap,
            )
        )
    return tuple(answers)
