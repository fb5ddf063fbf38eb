"""Kind: what sort of party, in one list, with the words other projects use for it."""

from typing import Literal, get_args

Kind = Literal["person", "company", "organization", "government", "vessel", "aircraft", "any"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_ALIASES: dict[str, Kind] = {
    "individual": "person",
    "natural person": "person",
    "p": "person",
    "per": "person",
    "business": "company",
    "corporation": "company",
    "listed company": "company",
    "entity": "organization",
    "legalentity": "organization",
    "legal entity": "organization",
    "organisation": "organization",
    "e": "organization",
    "org": "organization",
    "publicbody": "government",
    "public body": "government",
    "state": "government",
    "ship": "vessel",
    "airplane": "aircraft",
    "thing": "any",
    "unknown": "any",
    "": "any",
}


def kind_of(text: str) -> Kind | None:
    """Read a kind by its own name or an alias, case ignored; None when nobody uses that word."""
    word = text.strip().lower()
    for kind in KINDS:
        if word == kind:
            return kind
    return _ALIASES.get(word)
