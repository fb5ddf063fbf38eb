"""Prove: the facts behind one answer, none to spare.

A proof uses only what came in before, so no chain ever leans on itself.
"""

from collections import deque
from functools import cached_property

from ricochet.model.holding import BASES
from ricochet.model.holdings import NOBODY
from ricochet.model.proof import Proof, Step
from ricochet.model.regime import Test
from ricochet.ownership import grounds
from ricochet.ownership.grounds import Grounds
from ricochet.ownership.register import Units
from ricochet.ownership.solve import OUTSIDE, Closure

LONGEST = 1_000
"""Parties one proof spells out, nearest first; what lies beyond is caught by a proof of its own, and said to be."""

SHORT = 64
"""Steps of proofs that are kept, to stand at the beginning of others."""


class Prover:
    """Proofs from one closure. Each party's own facts are found once and shared by all chains through it."""

    def __init__(self, closure: Closure) -> None:
        self.closure = closure
        self._register = closure.register
        self._stakes = closure.register.stakes
        self._own: dict[int, tuple[tuple[Step, ...], tuple[int, ...]]] = {}
        self._proofs: dict[int, Proof] = {}

    @cached_property
    def _grounds(self) -> Grounds:
        many = sum(map(len, self.closure.waves)) >= grounds.MANY
        return grounds.grounds(self.closure) if many else grounds.NONE

    def prove(self, node: int) -> Proof:
        """The minimal chain from the seeds to a node: seeds first, each step needing only those before it."""
        found = self._proofs.get(node)
        if found is None:
            found = self._chained(node) or self._spelled(node)
        return found

    def _chained(self, node: int) -> Proof | None:
        """Who rests on one member has that member's proof, and a step more. None where the proof is long."""
        chain = []
        while (found := self._proofs.get(node)) is None:
            steps, rests = self.facts(node)
            chain.append((node, steps))
            if len(rests) != 1:
                found = self._spelled(node) if rests else Proof(steps)
                break
            if len(chain) > SHORT:
                return None
            (node,) = rests
        for one, steps in reversed(chain):
            if one != node:
                found = Proof(found.steps + steps)
            if len(found.steps) > SHORT:
                return found if one == chain[0][0] else None
            self._proofs[one] = found
        return found

    def _spelled(self, node: int) -> Proof:
        needed, queue = {node}, deque([node])
        beyond: set[int] = set()
        while queue:
            for other in self.facts(queue.popleft())[1]:
                if other in needed:
                    continue
                if len(needed) >= LONGEST:
                    beyond.add(other)
                else:
                    needed.add(other)
                    queue.append(other)
        if len(needed) == 1:
            return Proof(self.facts(node)[0])
        wave, names = self.closure.wave, self._stakes.parties
        order = sorted(needed | beyond, key=lambda one: (int(wave[one]), names[one]))
        return Proof(
            tuple(step for one in order for step in (self._elsewhere(one) if one in beyond else self.facts(one)[0]))
        )

    def facts(self, node: int) -> tuple[tuple[Step, ...], tuple[int, ...]]:
        """The steps that let a node in, and the members they rest on."""
        found = self._own.get(node)
        if found is None:
            found = self._own[node] = self._find(node)
        return found

    def _find(self, node: int) -> tuple[tuple[Step, ...], tuple[int, ...]]:
        closure, names = self.closure, self._stakes.parties
        if node in closure.upward:
            stake, units = self.parental(node)
            return (self._step(stake, units.test, text="parent"),), (closure.upward[node],)
        block = int(closure.cause[node])
        if block == NOBODY:
            return (Step(kind="listing", owner=names[node]),), ()
        if (place := self._grounds.place.get(node)) is not None:
            return self._plain(node, place, self._register.tests[self._register.test[block]])
        units = self._register.units(block)
        chosen = self._enough(units, int(closure.wave[node]))
        steps = [self._step(stake, units.test) for place in chosen for stake in units.stakes[place]]
        if closure.certainty == "definite" and units.complete and not units.meets(sum(units.lows[i] for i in chosen)):
            steps.append(self._complete(names[node], units, chosen))
        return tuple(steps), tuple(self._carrier(units.owners[place]) for place in chosen)

    def _plain(self, node: int, place: int, test: Test) -> tuple[tuple[Step, ...], tuple[int, ...]]:
        """The same for a node whose grounds are known."""
        found, stakes, names = self._grounds, self._stakes, self._stakes.parties
        places = range(found.first[place], found.first[place + 1])
        owned, figure = names[node], test.threshold is not None
        steps = [
            Step(
                kind="joint" if test.joint and found.stake[one] in stakes.joint else "holding",
                owner=names[found.owner[one]],
                owned=owned,
                share=stakes.text(found.share[one]) if figure else "",
                basis=test.basis,
                sources=stakes.sources(found.stake[one])
                if found.row[one] < 0
                else (stakes.holdings.source(found.row[one]),),
            )
            for one in places
        ]
        return tuple(steps), tuple([found.owner[one] for one in places])

    def _enough(self, units: Units, limit: int) -> list[int]:
        """The fewest largest units, of those that came in before, that meet the test; all where only others' do."""
        sizes = units.lows if self.closure.certainty == "definite" else units.highs
        waves = self.closure.wave[units.owners].tolist()
        earlier = [place for place, wave in enumerate(waves) if OUTSIDE < wave < limit]
        if len(earlier) > 1:
            earlier.sort(key=lambda place: (-sizes[place], self._names(units.owners[place])))
        held = 0
        for count, place in enumerate(earlier, start=1):
            held += sizes[place]
            if units.meets(held):
                return earlier[:count]
        return earlier

    def _names(self, owner: int) -> tuple[str, ...]:
        return tuple(sorted(self._stakes.parties[one] for one in _together(self.closure, owner)))

    def _carrier(self, owner: int) -> int:
        """The member through which a unit counts: the earliest to enter."""
        if owner not in self._register.joint:
            return owner
        wave = self.closure.wave
        inside = [one for one in _together(self.closure, owner) if wave[one] != OUTSIDE]
        return min(inside, key=lambda one: (int(wave[one]), self._stakes.parties[one]))

    def _step(self, place: int, test: Test, text: str = "") -> Step:
        stakes = self._stakes
        return Step(
            kind="joint" if test.joint and place in stakes.joint else "holding",
            owner=stakes.parties[int(stakes.owner[place])],
            owned=stakes.parties[int(stakes.owned[place])],
            share="" if test.threshold is None else stakes.text(int(stakes.share[place])),
            basis=BASES[stakes.basis[place]],
            text=text,
            sources=stakes.sources(place),
        )

    def _complete(self, owned: str, units: Units, chosen: list[int]) -> Step:
        others = [stake for place, some in enumerate(units.stakes) if place not in chosen for stake in some]
        found = [self._stakes[place] for place in others]
        names = ", ".join(f"{stake.owner} {stake.share}" for stake in found)
        return Step(
            kind="complete",
            owner="",
            owned=owned,
            text=f"the register is complete, and all others hold {names or 'nothing'}",
            sources=tuple(source for stake in found for source in stake.sources),
        )

    def parental(self, parent: int) -> tuple[int, Units]:
        """The stake through which a parent was let in, and the block it is in."""
        units = self._register.units(int(self.closure.cause[parent]))
        return next(one for some in units.stakes for one in some if self._stakes.owner[one] == parent), units

    def _elsewhere(self, node: int) -> tuple[Step, ...]:
        name = self._stakes.parties[node]
        return (Step(kind="rule", owner=name, text=f"{name} is reached by a proof of its own"),)


def _together(closure: Closure, owner: int) -> tuple[int, ...]:
    """The parties a node stands for."""
    joint = closure.register.joint.get(owner)
    return tuple(one for one, _ in joint) if joint else (owner,)
