"""Licences: whether a general licence authorises, for a while, what a finding forbids."""

from collections.abc import Iterable
from datetime import date

from ricochet.exposure.assess import Assessment
from ricochet.exposure.conditions import NO, YES, Verdict, both, conditions
from ricochet.model.dealing import Dealing
from ricochet.model.listing import Listing
from ricochet.model.regime import Licence


def licensed(
    dealing: Dealing, code: str, party: str, assessment: Assessment, day: date
) -> tuple[Licence, Verdict] | None:
    """The licence in force that authorises the dealing, else one that may, with what is missing; None for neither."""
    may: tuple[Licence, Verdict] | None = None
    for licence in assessment.regime.licences:
        if code not in licence.codes or not licence.in_force(day):
            continue
        verdict = _covers(licence, dealing, party, assessment)
        if verdict.met == "yes":
            return licence, verdict
        if verdict.met == "unknown" and may is None:
            may = licence, verdict
    return may


def _covers(licence: Licence, dealing: Dealing, party: str, assessment: Assessment) -> Verdict:
    if licence.kinds and dealing.kind not in licence.kinds:
        return NO
    return both(in_scope(licence, party, assessment), conditions(dealing, licence.all_of))


def in_scope(licence: Licence, party: str, assessment: Assessment) -> Verdict:
    """Whether a party is within the licence: everybody listed behind it is, and nobody on the way is carved out."""
    listed, between = assessment.way(party)
    if not listed or any(_any(_named(one, assessment), licence.except_parties) for one in between):
        return NO
    return both(*(_of_owner(licence, owner, assessment) for owner in listed))


def _of_owner(licence: Licence, owner: str, assessment: Assessment) -> Verdict:
    """Whether one listed party is within the licence."""
    listings = assessment.listings(owner)
    names = {*_named(owner, assessment), *(one.entry for one in listings)}
    if _any(names, licence.except_parties) or (licence.parties and not _any(names, licence.parties)):
        return NO
    if not licence.programmes:
        return YES
    return _under(listings, licence.programmes)


def _named(party: str, assessment: Assessment) -> tuple[str, ...]:
    return (party, *assessment.names.get(party, ()))


def _under(listings: Iterable[Listing], programmes: tuple[str, ...]) -> Verdict:
    """A licence under some programmes lifts nothing that another programme also forbids."""
    named = [set(one.programmes) for one in listings]
    if any(one - set(programmes) for one in named):
        return NO
    return YES if all(named) else Verdict("unknown", ("the programme of the listing",))


def _any(names: Iterable[str], words: Iterable[str]) -> bool:
    return not {name.casefold() for name in names if name}.isdisjoint(word.casefold() for word in words)
