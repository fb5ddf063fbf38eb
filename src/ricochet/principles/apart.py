"""Apart: which firms a principle tells apart from one that it catches, and by which criterion."""

from dataclasses import dataclass

from ricochet.principles.judge import Judged
from ricochet.principles.principle import Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """One criterion between the reference and the others.

    `fails` are firms not caught that surely differ from the reference in it; `alone` are those of them that differ
    surely in nothing else; `unknown` are firms possibly caught of whom this criterion is not known.
    """

    criterion: str
    fails: tuple[str, ...]
    alone: tuple[str, ...]
    unknown: tuple[str, ...]


def apart(judged: Judged, reference: str) -> tuple[Apart, ...]:
    """By criterion, in order, the firms set apart from the reference; empty where the universe does not have it.

    Exceptions count as met where they do not hold.
    """
    places = {firm.id: place for place, firm in enumerate(judged.universe.firms)}
    if reference not in places:
        return ()
    own = judged.verdict(places[reference]).truths
    excepting = frozenset(_excepting(judged.principle.rule, inside=False))
    fails: dict[str, list[str]] = {name: [] for name in own}
    alone: dict[str, list[str]] = {name: [] for name in own}
    unknown: dict[str, list[str]] = {name: [] for name in own}
    for firm, place in places.items():
        verdict = judged.verdict(place)
        if firm == reference or verdict.status == "caught":
            continue
        differs = [name for name, word in verdict.truths.items() if _differs(own[name], word, name in excepting)]
        if verdict.status == "not":
            for name in differs:
                fails[name].append(firm)
            if len(differs) == 1:
                alone[differs[0]].append(firm)
        for name in verdict.deciding if verdict.status == "possible" else ():
            unknown[name].append(firm)
    return tuple(
        Apart(criterion=name, fails=tuple(fails[name]), alone=tuple(alone[name]), unknown=tuple(unknown[name]))
        for name in own
    )


def _differs(own: str, word: str, excepting: bool) -> bool:
    return (own, word) == (("no", "yes") if excepting else ("yes", "no"))


def _excepting(clause: Clause, *, inside: bool) -> list[str]:
    own = [clause.criterion] if clause.kind == "criterion" and inside else []
    below = [name for one in clause.items for name in _excepting(one, inside=inside)]
    return own + below + [name for one in clause.unless for name in _excepting(one, inside=not inside)]
