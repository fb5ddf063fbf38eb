"""Conditions: what a rule or a licence asks of a dealing, answered yes, no or unknown."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ricochet.model.dealing import Dealing, Known


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether conditions are met, and what is missing to be sure."""

    met: Known
    missing: tuple[str, ...] = ()


YES, NO = Verdict("yes"), Verdict("no")


def both(*verdicts: Verdict) -> Verdict:
    """All verdicts together: no if one is no, else unknown with all that is missing, else yes."""
    if any(one.met == "no" for one in verdicts):
        return NO
    missing = tuple(word for one in verdicts for word in one.missing)
    return Verdict("unknown", missing) if any(one.met == "unknown" for one in verdicts) else YES


def conditions(
    dealing: Dealing, all_of: Iterable[str], any_of: Iterable[str] = (), *, recorded: bool = False
) -> Verdict:
    """Whether each of `all_of` and one of `any_of` holds. `recorded`: what nobody recorded counts as no."""
    required = {name: _holds(dealing, name) for name in all_of}
    either = {name: _holds(dealing, name) for name in any_of}
    if "no" in required.values() or (either and set(either.values()) == {"no"}):
        return NO
    missing = [name for name, value in required.items() if value == "unknown"]
    if either and "yes" not in either.values():
        missing.append(" or ".join(name for name, value in either.items() if value == "unknown"))
    if recorded and any(not _is_recorded(dealing, name) for text in missing for name in text.split(" or ")):
        return NO
    return Verdict("unknown", tuple(missing)) if missing else YES


def _holds(dealing: Dealing, name: str) -> Known:
    if name.startswith("!"):
        return _opposite(_holds(dealing, name[1:]))
    if " " in name:
        return _measured(dealing, *name.split(" "))
    recorded = dealing.fact(name)
    if recorded == "unknown" and name == dealing.currency.lower():
        return "yes"
    if recorded == "unknown" and name == "usd" and dealing.currency:
        return "no"
    return recorded


def _opposite(known: Known) -> Known:
    if known == "unknown":
        return known
    return "no" if known == "yes" else "yes"


def _measured(dealing: Dealing, name: str, sign: str, figure: str) -> Known:
    share, bound = dealing.measure(name), Fraction(figure)
    if share is None:
        return "unknown"
    strict = sign == ">"
    if share.low > bound or (share.low == bound and (share.low_open or not strict)):
        return "yes"
    if share.high < bound or (share.high == bound and (share.high_open or strict)):
        return "no"
    return "unknown"


def _is_recorded(dealing: Dealing, name: str) -> bool:
    """Whether somebody measured it, if not closely enough; a fact left unknown is not recorded."""
    return " " in name and dealing.measure(name.split(" ", maxsplit=1)[0]) is not None
