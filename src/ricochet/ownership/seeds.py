"""Seeds: the listed parties from whom a regime flows on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from ricochet.model.listing import Listing
from ricochet.model.regime import Regime


def listed_on(regime: Regime, listings: Iterable[Listing], day: date) -> dict[str, tuple[Listing, ...]]:
    """Parties the regime lists on the day, with the listings that do it. A listing without a list serves any regime."""
    only = _programmes(regime)
    return _by_party(
        one
        for one in listings
        if _serves(regime, one, day)
        and not one.doubt
        and (one.list not in only or only[one.list] & set(one.programmes))
    )


def doubted_on(regime: Regime, listings: Iterable[Listing], day: date) -> dict[str, tuple[Listing, ...]]:
    """Parties the regime may list: in doubt, or without the programme by which the regime takes parties of its list."""
    only = _programmes(regime)
    sure = listed_on(regime, listings := tuple(listings), day)
    return _by_party(
        one
        for one in listings
        if _serves(regime, one, day)
        and (one.doubt or (one.list in only and not one.programmes))
        and one.party not in sure
    )


def _programmes(regime: Regime) -> dict[str, set[str]]:
    only: dict[str, set[str]] = defaultdict(set)
    for list_id, programme in regime.list_programmes:
        only[list_id].add(programme)
    return only


def _serves(regime: Regime, listing: Listing, day: date) -> bool:
    return listing.in_force(day) and (not listing.list or listing.list in regime.lists)


def _by_party(listings: Iterable[Listing]) -> dict[str, tuple[Listing, ...]]:
    found: dict[str, list[Listing]] = defaultdict(list)
    for listing in listings:
        found[listing.party].append(listing)
    return {party: tuple(found[party]) for party in sorted(found)}


def seeds_of(regime: Regime, listed: Mapping[str, Iterable[Listing]]) -> dict[str, tuple[str, ...]]:
    """Those from whom ownership flows, each with its programmes (`""` where a listing names none).

    A party all of whose programmes are switched off is listed, but nothing flows from it.
    """
    off = {switch.programme for switch in regime.switches}
    found = {
        party: {programme for one in listings for programme in one.programmes or ("",)} - off
        for party, listings in listed.items()
    }
    return {party: tuple(sorted(programmes)) for party, programmes in found.items() if programmes}
