"""Seeds: the listed parties from whom a regime flows on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from ricochet.model.listing import Listing
from ricochet.model.regime import Regime


def listed_on(regime: Regime, listings: Iterable[Listing], day: date) -> dict[str, tuple[Listing, ...]]:
    """Parties the regime lists on the day, with the listings that do it. A listing without a list serves any regime."""
    only: dict[str, set[str]] = defaultdict(set)
    for list_id, programme in regime.list_programmes:
        only[list_id].add(programme)
    found: dict[str, list[Listing]] = defaultdict(list)
    for listing in listings:
        if not listing.in_force(day) or (listing.list and listing.list not in regime.lists):
            continue
        if listing.list in only and not only[listing.list] & set(listing.programmes):
            continue
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
