"""Organisation: whose equipment it is, as far as the law asks."""

from dataclasses import dataclass

from ricochet.errors import UsageError

KINDS = {
    "us-agency": "a US federal executive agency",
    "us-dod": "the US Department of Defense or a part of it",
    "us-contractor": "one with US federal contracts, or offering for them",
    "us-grantee": "one that spends US federal grant or loan money",
    "us-carrier": "a US carrier that takes FCC subsidies",
    "us-importer": "one that imports into the US or markets there",
    "us-applicant": "an applicant for FCC equipment authorisation",
    "us-state": "an agency of a US state",
    "us-local": "a county, city, school or other local body of a US state",
    "uk-department": "a UK government department",
    "uk-body": "another UK public body",
    "au-defence": "the Australian Department of Defence",
    "au-agency": "another Australian agency",
    "ca-body": "a federal body or Crown corporation of Canada",
    "company": "a company that none of these words fits",
}
"""What an organisation may be; one may be several (a city with federal grants)."""


STATES = frozenset({
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS",
    "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY",
    "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV",
    "WI", "WY", "DC", "PR", "GU", "VI", "AS", "MP",
})  # fmt: skip
"""Postal codes of the states, the District and the territories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Kinds of KINDS, and the US state of a state or local body by its postal code."""

    kinds: frozenset[str]
    state: str = ""


def organisation(text: str, state: str = "") -> Organisation:
    """Read "us-local,us-grantee" and "LA". Raises UsageError for another word, or a state body without its state."""
    kinds = frozenset(word.strip() for word in text.split(",") if word.strip())
    unknown = sorted(kinds - KINDS.keys())
    if unknown or not kinds:
        remedy = "Write one or several of: " + "; ".join(f"{kind} ({means})" for kind, means in KINDS.items()) + "."
        raise UsageError(f"'{', '.join(unknown) or text}' is no kind of organisation.", remedy=remedy)
    if kinds & {"us-state", "us-local"} and not state:
        raise UsageError("A state or local body needs its state.", remedy="Give the postal code: LA, TX, VT.")
    code = state.strip().upper()
    if code and code not in STATES:
        raise UsageError(f"'{state}' is no state's postal code.", remedy="Write two letters: LA, TX, VT.")
    if "us-dod" in kinds:
        kinds |= {"us-agency"}
    return Organisation(kinds=kinds, state=code)
