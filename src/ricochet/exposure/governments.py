"""Governments: parties that a regime lists by definition, because they are the government of a country it names."""

from collections.abc import Iterable, Iterator

from ricochet.model.listing import Listing
from ricochet.model.party import Party
from ricochet.model.regime import Regime


def by_definition(regime: Regime, parties: Iterable[Party]) -> Iterator[Listing]:
    """One listing for every government body whose only country is one that the regime names; it stands on no list."""
    named = {government.country: government for government in regime.governments}
    for party in parties if named else ():
        if party.kind != "government" or len(set(party.countries)) != 1 or party.countries[0] not in named:
            continue
        government = named[party.countries[0]]
        yield Listing(
            party=party.id,
            list="",
            entry="",
            programmes=(government.programme,),
            effect=f"the government of {government.country}, by definition",
            citation=government.citation,
            source=party.source,
        )
