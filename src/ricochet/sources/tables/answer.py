"""Answer: a cell that says yes, no, or that nobody knows."""

from ricochet.model.dealing import Known

_ANSWERS: dict[str, Known] = {
    "yes": "yes",
    "y": "yes",
    "true": "yes",
    "no": "no",
    "n": "no",
    "false": "no",
    "unknown": "unknown",
    "?": "unknown",
    "": "unknown",
}


def answer(text: str) -> Known:
    """Read yes, no or unknown (blank is unknown), case ignored; anything else is a ValueError, never a no."""
    found = _ANSWERS.get(text.strip().casefold())
    if found is None:
        raise ValueError(f"'{text[:80]}' is not an answer: write yes, no or unknown")
    return found
