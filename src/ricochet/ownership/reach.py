"""Reach: whom a regime's ownership rule catches, surely or possibly, from listed parties and holdings."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

import numpy as np

from ricochet.model.country import country_code
from ricochet.model.finding import Reached, Unknown
from ricochet.model.holdings import Ints
from ricochet.model.listing import Listing
from ricochet.model.proof import Proof
from ricochet.model.regime import Regime
from ricochet.model.share import percent, read_share
from ricochet.ownership.arrange import register_of
from ricochet.ownership.prove import Prover
from ricochet.ownership.register import Register
from ricochet.ownership.seeds import doubted_on, listed_on, seeds_of
from ricochet.ownership.solve import OUTSIDE, Certainty, Closure, opened
from ricochet.ownership.spread import kernel, span
from ricochet.ownership.stakes import Stakes
from ricochet.ownership.sums import all_unknowns, shares_held

OFTEN = 100
"""Groups from which it pays to load compiled code."""


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


class _Run:
    """One pair of closures at a time: all seeds pooled, those of a programme, or a single person."""

    def __init__(self, regime: Regime, sure: Closure, may: Closure) -> None:
        self.register, self.regime, self.sure, self.may = sure.register, regime, sure, may
        self._sure_proofs, self._may_proofs = Prover(sure), Prover(may)

    def reached(self, nodes: list[int]) -> Iterator[Reached]:
        """The answers about some members."""
        caught = self.sure.wave[nodes] != OUTSIDE
        blocks = np.where(caught, self.sure.cause[nodes], self.may.cause[nodes])
        shares = iter(shares_held(self._shown(blocks), self.sure, self.may))
        open_facts = iter(all_unknowns(blocks[~caught], self.sure, self.may))
        names, regime = self.register.stakes.parties, self.regime.id
        bases = [test.basis for test in self.register.tests]
        for node, sure, test in zip(nodes, caught.tolist(), self.register.test[blocks].tolist(), strict=True):
            prover = self._sure_proofs if sure else self._may_proofs
            share, unknowns = next(shares), () if sure else next(open_facts)
            yield Reached(
                party=names[node],
                regime=regime,
                status="caught" if sure else "possible",
                share=self._parental(node, prover) if node in prover.closure.upward else share,
                by=bases[test],
                proof=prover.prove(node),
                unknowns=self._child(node) if node in self.may.upward and not sure else unknowns,
            )

    def _parental(self, node: int, prover: Prover) -> str:
        """What a parent has of the member that let it in."""
        stakes = self.register.stakes
        return stakes.text(int(stakes.share[prover.parental(node)[0]]))

    def near(self, skip: Container[int]) -> dict[int, str]:
        """Companies caught owners have a part in without meeting any test, and the part."""
        register = self.register
        blocks = np.unique(register.out[span(register.out_first, self.sure.members), 0])
        equity = np.array([test.basis == "equity" for test in register.tests] + [False])[register.test[blocks]]
        about = register.about[blocks[equity]].tolist()
        shares = shares_held(blocks[equity], self.sure, self.sure)
        return {node: share for node, share in zip(about, shares, strict=True) if node not in skip}

    def _shown(self, blocks: Ints) -> Ints:
        """The blocks whose shares answers show: the tests' own, or the equity beside a test without a figure."""
        register = self.register
        shown = blocks.copy()
        for place in np.flatnonzero(~register.figured(blocks)).tolist():
            beside = register.blocks_about(register.about[blocks[place : place + 1]]).tolist()
            equity = (one for one in beside if register.tests[register.test[one]].basis == "equity")
            shown[place] = next(equity, blocks[place])
        return shown

    def _child(self, node: int) -> tuple[Unknown, ...]:
        """What would decide whether a parent is reached because of the member it owns."""
        names = self.register.stakes.parties
        parent, child = names[node], names[self.may.upward[node]]
        text = f"{parent} must own or control {child} as the rule requires"
        return (Unknown(owner=parent, owned=child, share="?", needed="resolved", text=text),)


def reach(
    stakes: Stakes,
    listings: Iterable[Listing],
    regime: Regime,
    day: date,
    *,
    countries: Mapping[str, Iterable[str]] | None = None,
    complete: Iterable[str] = (),
    near: bool = True,
) -> Answer:
    """Apply `regime` to the stakes in force on `day` (`stakes_on`) and the listings.

    `countries` gives parties' countries where known: entities of the regime's excepted countries are not
    reached themselves but pass ownership on. `complete` names companies whose register is asserted complete.
    Without `near` those only touched are not worked out, of whom there are many.
    """
    listings = tuple(listings)
    seeds = seeds_of(regime, listed_on(regime, listings, day))
    doubted = doubted_on(regime, listings, day)
    if not regime.tests or not (seeds or doubted):
        return Answer(regime=regime.id, seeds=tuple(seeds), reached=(), near=())
    register = register_of(stakes, regime.tests, frozenset(complete))
    listed = {register.find(name) for name in (*seeds, *doubted)}
    outside = {register.find(name) for name in outside_of(regime, countries or {})}
    best: dict[int, Reached] = {}
    parts: dict[int, str] = {}
    for sure, may in runs(register, regime, groups(regime, seeds, doubted)):
        run = _Run(regime, sure, may)
        nodes = [
            node
            for node in run.may.members.tolist()
            if not (node in listed or node in outside or node in register.joint)
            and (node not in best or (best[node].status == "possible" and run.sure.wave[node] != OUTSIDE))
        ]
        best.update(zip(nodes, run.reached(nodes), strict=True))
        if near:
            for node, part in run.near(listed).items():
                if node not in parts or read_share(part).low > read_share(parts[node]).low:
                    parts[node] = part
    return Answer(
        regime=regime.id,
        seeds=tuple(seeds),
        reached=tuple(sorted(best.values(), key=lambda one: one.party)),
        near=_near(register, regime, {node: part for node, part in parts.items() if node not in best}),
    )


def runs(
    register: Register, regime: Regime, grouped: Sequence[tuple[list[str], list[str]]]
) -> Iterator[tuple[Closure, Closure]]:
    """The closures of each group while it is asked about; the same arrays serve all groups, which may be very many."""
    closures: dict[tuple[Certainty, bool], Closure] = {}
    if len(grouped) >= OFTEN:
        kernel()
    for names in grouped:
        pair = []
        for certainty, some in zip(get_args(Certainty), names, strict=True):
            key = certainty, len(some) > 1
            closure = closures.get(key) or closures.setdefault(key, opened(register, certainty, pooled=len(some) > 1))
            closure.take(some, affiliates=regime.direction == "affiliates")
            pair.append(closure)
        yield pair[0], pair[1]
        for closure in pair:
            closure.leave()


def outside_of(regime: Regime, countries: Mapping[str, Iterable[str]]) -> set[str]:
    """Parties all of whose known countries the regime excepts; one of unknown or mixed country stays within."""
    excepted = {country_code(country) for country in regime.except_countries}
    known = {party: {country_code(country) for country in found} for party, found in countries.items()}
    return {party for party, found in known.items() if found and found <= excepted}


def groups(
    regime: Regime, seeds: Mapping[str, tuple[str, ...]], doubted: Iterable[str]
) -> list[tuple[list[str], list[str]]]:
    """Seeds to be pooled together, each time those that are sure and those with the doubtful ones.

    Where only some tests count one person's stakes, every person is asked alone besides: what a person holds through
    others is sure then, and a further listing takes nothing from it.
    """
    pooling = regime.tests[0].pooling
    alone = [([party], [party]) for party in seeds]
    if pooling == "person":
        return alone + [([], [party]) for party in doubted]
    if pooling == "all":
        together = [(list(seeds), [*seeds, *doubted])]
        mixed = len(seeds) > 1 and any(test.pooling == "person" and test.yields == "caught" for test in regime.tests)
        return together + (alone if mixed else [])
    by_programme: dict[str, list[str]] = defaultdict(list)
    for party, programmes in seeds.items():
        for programme in programmes:
            by_programme[programme].append(party)
    return [(group, [*group, *doubted]) for _, group in sorted(by_programme.items())]


def _near(register: Register, regime: Regime, parts: Mapping[int, str]) -> tuple[Reached, ...]:
    """Answers "not", each with its part and its distance from the threshold."""
    threshold = next((test.threshold for test in regime.tests if test.basis == "equity"), None)
    answers = [
        Reached(
            party=register.stakes.parties[node],
            regime=regime.id,
            status="not",
            share=part,
            by="equity",
            proof=Proof(),
            flags=()
            if threshold is None
            else (f"{percent(threshold - read_share(part).low)} per cent short of the threshold",),
        )
        for node, part in parts.items()
    ]
    return tuple(sorted(answers, key=lambda one: one.party))
