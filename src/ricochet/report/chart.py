"""Chart: the parties, stakes and listings that the proofs of an answer rest on, each once: what an export shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ricochet.model.finding import Reached
from ricochet.model.party import Name, Party
from ricochet.model.proof import Step
from ricochet.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """`parties` in order of id, `stakes` and `listings` in the order of the proofs; `reached` by party."""

    rule: str
    as_of: date
    parties: tuple[Party, ...]
    stakes: tuple[Step, ...]
    listings: tuple[Step, ...]
    reached: Mapping[str, Reached]

    def verdict(self, party: str) -> str:
        """What the rule says of a party, in a sentence; blank where it says nothing."""
        if not (one := self.reached.get(party)):
            return ""
        share = f", {one.share} per cent held by listed or reached owners" if one.share not in {"", "?"} else ""
        return f"{self.rule} on {self.as_of}: {one.status} by {one.by}{share}"


def chart(rule: str, as_of: date, reached: Iterable[Reached], parties: Iterable[Party]) -> Chart:
    """Gather what proofs rest on; a party nobody tells of is one known by its id only."""
    found = {one.party: one for one in reached}
    steps = dict.fromkeys(step for one in found.values() for step in one.proof.steps)
    stakes = tuple(step for step in steps if step.kind == "holding")
    listings = tuple(step for step in steps if step.kind == "listing")
    ids = {*found, *(step.owner for step in (*stakes, *listings)), *(step.owned for step in stakes)}
    known = {party.id: party for party in parties if party.id in ids}
    return Chart(
        rule=rule,
        as_of=as_of,
        parties=tuple(known.get(party) or _bare(party) for party in sorted(ids)),
        stakes=stakes,
        listings=listings,
        reached=found,
    )


def _bare(party: str) -> Party:
    source = Source(publisher="user", file="", sha256="", row=0)
    return Party(id=party, kind="any", names=(Name(text=party),), source=source)
