"""Governments: parties that a regime lists by definition, because they are the government of a country it names."""

from collections.abc import Iterable, Iterator

from ricochet.model.country import country_code
from ricochet.model.listing import Listing
from ricochet.model.party import Party
from ricochet.model.regime import Government, Regime


def by_definition(regime: Regime, parties: Iterable[Party]) -> Iterator[Listing]:
    """One listing for every government body of a country that the regime names; it stands on no list.

    In doubt where its country is not recorded, is not understood, or is one of several.
    """
    for party in parties if regime.governments else ():
        if party.kind != "government":
            continue
        codes = {country_code(text) for text in party.countries}
        may = [one for one in regime.governments if not codes or codes & {"", one.country}]
        doubt = "" if may and codes == {may[0].country} else _doubt(party)
        for government in may:
            yield _listing(party, government, doubt)


def _doubt(party: Party) -> str:
    if not party.countries:
        return "of which country it is the government"
    return f"of which country it is the government ('{'; '.join(party.countries)}')"


def _listing(party: Party, government: Government, doubt: str) -> Listing:
    return Listing(
        party=party.id,
        list="",
        entry="",
        programmes=(government.programme,),
        effect=f"the government of {government.country}, by definition",
        citation=government.citation,
        doubt=doubt,
        source=party.source,
    )
