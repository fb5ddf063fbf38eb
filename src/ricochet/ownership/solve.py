"""Solve: the least set closed under a regime's tests (Ross & Sagiv's company control problem, as sums over owners).

Stakes are non-negative, so the set grows monotonically, wave by wave: every stake of a member is read once, and cycles
need nothing special. The wave in which a party enters is a rank on which proofs can stand: what lets it in is of
earlier waves. Within a wave nothing has an order, so the order of the input is of no account.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

import numpy as np

from ricochet.model.holdings import NOBODY, Ints
from ricochet.ownership.register import Register
from ricochet.ownership.spread import counted, distinct, fast, spread

Certainty = Literal["definite", "conceivable"]
OUTSIDE = 0
"""The wave of nobody; the seeds' is 1."""


@dataclass(slots=True, kw_only=True)
class Closure:
    """Who is in: `wave` by node (the seeds' is 1), OUTSIDE for all others. `cause` is the block that let a node in.

    `upward` are parents let in because of a member they own. `lacks` is what every block still lacks, in pairs
    ("definite" asks for one of both, "conceivable" for both), `waves` the members as they came, `watched` the loose
    blocks that somebody has a part in and whose test is not met.
    """

    register: Register
    certainty: Certainty
    pooled: bool
    wave: Ints
    cause: Ints
    lacks: Ints
    upward: dict[int, int] = field(default_factory=dict)
    waves: list[Ints] = field(default_factory=list)
    watched: set[int] = field(default_factory=set)

    @property
    def members(self) -> Ints:
        """All nodes inside, as they came: parties, and the nodes of joint arrangements."""
        return np.concatenate([*self.waves, np.zeros(0, np.int32)])

    @property
    def parties(self) -> list[str]:
        """The ids of all parties inside that are in the register."""
        names = self.register.stakes.parties
        return [names[node] for node in self.members.tolist() if node not in self.register.joint]

    def take(self, names: Iterable[str], *, affiliates: bool = False) -> None:
        """Take in parties and all whom the tests reach from them; `affiliates`: from their owners, too."""
        seeds = np.array(sorted({self.register.find(name) for name in names} - {NOBODY}), np.int64)
        if affiliates:
            self.climb(seeds)
        else:
            self.grow(seeds)

    def leave(self) -> None:
        """Let everybody out again, at the price of what they touched."""
        members = self.members
        spread(self, members, -1)
        self.wave[members] = OUTSIDE
        self.waves, self.upward, self.watched = [], {}, set()

    def grow(self, seeds: Ints) -> None:
        """Take in further seeds, and all whom that lets in."""
        fresh = seeds[self.wave[seeds] == OUTSIDE]
        self.cause[fresh] = NOBODY
        self._admit(fresh)
        self.flow(fresh)

    def climb(self, seeds: Ints) -> None:
        """Take in seeds, owners that alone meet a test of theirs and so on upward, then all whom these let in."""
        frontier = seeds
        self.cause[frontier] = NOBODY
        while len(frontier):
            self._admit(frontier)
            frontier = np.array([owner for node in frontier.tolist() for owner in self._parents(node)], np.int64)
        self.flow(self.members)

    def _parents(self, node: int) -> Iterator[int]:
        for block in self.register.blocks_about(np.array([node])).tolist():
            units = self.register.units(block)
            for owner, low, high in zip(units.owners, units.lows, units.highs, strict=True):
                if self.certainty == "definite":
                    met = units.test.yields == "caught" and units.sure(low, sum(units.highs) - high)
                else:
                    met = units.may(high, sum(units.lows) - low)
                if not met:
                    continue
                for one, _ in self.register.joint.get(owner, ((owner, NOBODY),)):
                    if self.wave[one] == OUTSIDE:
                        self.wave[one] = len(self.waves) + 1
                        self.cause[one] = block
                        self.upward[one] = node
                        yield one

    def flow(self, frontier: Ints) -> None:
        """Take in all whom members let in that have just come."""
        register = self.register
        if not register.loose and (compiled := fast(register)):
            queue, ends = compiled.flow(
                register.out_first,
                register.out,
                register.about,
                counted(self),
                self.lacks,
                self.wave,
                self.cause,
                frontier,
                height=len(self.waves),
                definite=self.certainty == "definite",
            )
            self.waves += [queue[start:end] for start, end in pairwise(ends.tolist()) if start < end]
            return
        while len(frontier):
            frontier = self.enter(spread(self, frontier))

    def enter(self, blocks: Ints) -> Ints:
        """Take in the nodes of blocks that lack nothing, each with its first such block as cause; who is new."""
        register = self.register
        if register.loose:
            blocks = self._exactly(blocks)
        blocks = np.sort(blocks)  # the next wave then reads the register from front to back
        nodes = register.about[blocks]
        fresh = self.wave[nodes] == OUTSIDE
        blocks, nodes = blocks[fresh], nodes[fresh]
        if register.several:
            order = np.argsort(-blocks)
            self.cause[nodes[order]] = blocks[order]
            nodes = distinct(nodes)
        else:
            self.cause[nodes] = blocks
        self._admit(nodes)
        return nodes

    def _admit(self, nodes: Ints) -> None:
        if len(nodes):
            self.wave[nodes] = len(self.waves) + 1
            self.waves.append(nodes)

    def _exactly(self, blocks: Ints) -> Ints:
        """Without loose blocks that do not meet their test yet; they are asked again in every wave."""
        loose = self.register.loose
        self.watched |= loose.intersection(blocks.tolist())
        met = [block for block in sorted(self.watched) if self.meets(block)]
        self.watched.difference_update(met)
        return np.array([block for block in blocks.tolist() if block not in loose] + met, np.int64)

    def meets(self, block: int) -> bool:
        """Whether a block's test is met by those inside, from its stakes themselves."""
        units = self.register.units(block)
        inside = [self.wave[owner] != OUTSIDE for owner in units.owners]
        lows = [low for low, within in zip(units.lows, inside, strict=True) if within]
        highs = [high for high, within in zip(units.highs, inside, strict=True) if within]
        if self.certainty == "definite":
            held = max(lows, default=0) if self.alone(units.test.pooling) else sum(lows)
            return units.test.yields == "caught" and units.sure(held, sum(units.highs) - sum(highs))
        return units.may(sum(highs), sum(units.lows) - sum(lows))

    def alone(self, pooling: str) -> bool:
        """Whether a test that counts one person's stakes meets several persons: sure is then what one owner meets."""
        return self.pooled and pooling == "person" and self.certainty == "definite"


def close(register: Register, seeds: Iterable[str], certainty: Certainty, *, affiliates: bool = False) -> Closure:
    """Everybody the tests reach from `seeds`, surely ("definite") or in some case ("conceivable").

    `affiliates` first climbs from the seeds to owners that alone meet a test, and to theirs, then flows down from all.
    Where several seeds are pooled, a test that counts one person's stakes only is sure when one owner alone meets it
    and conceivable when all together would.
    """
    names = set(seeds)
    closure = opened(register, certainty, pooled=len(names) > 1)
    closure.take(names, affiliates=affiliates)
    return closure


def opened(register: Register, certainty: Certainty, *, pooled: bool) -> Closure:
    """A closure with nobody in it yet."""
    return Closure(
        register=register,
        certainty=certainty,
        pooled=pooled,
        wave=np.zeros(register.nodes, np.int32),
        cause=np.empty(register.nodes, np.int32),
        lacks=(register.sure if certainty == "definite" else register.may).copy(),
    )
