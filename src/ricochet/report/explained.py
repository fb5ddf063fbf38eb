"""Explained: one explanation as a row of data and as sentences."""

from collections.abc import Callable, Iterator

from ricochet.model.explanation import Explanation
from ricochet.model.proof import Proof, Step
from ricochet.model.share import read_share
from ricochet.report.rows import Row, step_row
from ricochet.report.words import joined, share_words

_ROUTES = {
    "direct": "directly: what listed parties hold themselves is enough",
    "indirect": "indirectly: it comes through others, and listed parties own half or more by looking through",
    "cascade-down": "by cascading down: every link counts in full, though looking through leaves less than half",
}


def explanation_row(one: Explanation) -> Row:
    """Everything as data; proofs are lists of facts, seeds first."""
    row: Row = {
        "party": one.party,
        "regime": one.regime,
        "status": one.status,
        "share": one.share,
        "by": one.by,
        "slack": one.slack,
        "route": one.route,
        "look_through": one.look_through,
        "proof": _proof(one.proof),
        "contributing": [step_row(step) for step in one.contributing],
        "critical": list(one.critical),
        "alternatives": [_proof(proof) for proof in one.alternatives],
    }
    if one.unknowns:
        row["decided_by"] = [
            {
                "owner": open_.owner,
                "owned": open_.owned,
                "share": open_.share,
                "needed": open_.needed,
                "text": open_.text,
            }
            for open_ in one.unknowns
        ]
    return row | {"sentences": list(sentences(one))}


def sentences(one: Explanation, named: Callable[[str], str] = str) -> Iterator[str]:
    """The same in words, one thought a sentence. `named` gives a party's name."""
    party = named(one.party)
    words = {"caught": "is caught", "possible": "may be caught", "not": "is not caught"}
    held = f": caught owners hold {share_words(one.share)}" if one.by in {"equity", "votes"} else f" by {one.by}"
    yield f"{party} {words[one.status]} under {one.regime}{held}{_slack(one)}."
    if one.proof.steps:
        yield f"Because {joined([_fact(step, named) for step in one.proof.steps])}."
    if one.route:
        yield f"It is reached {_ROUTES[one.route]}."
    if one.look_through:
        yield (
            f"Multiplied along every path, listed parties own {_about(one.look_through)} of it; "
            "that number decides nothing."
        )
    if one.contributing:
        yield f"Also contributing: {joined([_fact(step, named) for step in one.contributing])}."
    if one.critical:
        yield f"Without {' or '.join(map(named, one.critical))} the answer would be another."
    elif one.status != "not":
        yield "No single delisting would change it."
    for proof in one.alternatives:
        yield f"It would also follow from {joined([_fact(step, named) for step in proof.steps])}."
    for unknown in one.unknowns:
        yield f"What would decide it: {unknown.text}."


def _proof(proof: Proof) -> list[Row]:
    return [step_row(step) for step in proof.steps]


def _slack(one: Explanation) -> str:
    if not one.slack:
        return ""
    if one.slack == "0":
        return ", exactly the threshold"
    short = one.slack.startswith("-")
    amount = _about(one.slack.removeprefix("-")).removesuffix(" %")
    return f", {amount} percentage points {'short of' if short else 'beyond'} the threshold"


def _about(share: str) -> str:
    """A share in words; one that no decimal ends is rounded, and says so."""
    if "/" not in share:
        return share_words(share)
    read = read_share(share)
    low, high = (f"{float(end):.2f}".rstrip("0").rstrip(".") for end in (read.low, read.high))
    return f"about {low} %" if low == high else f"about {low} to {high} %"


def _fact(step: Step, named: Callable[[str], str]) -> str:
    if step.kind == "listing":
        return f"{named(step.owner)} is listed"
    if step.kind in {"complete", "rule"}:
        return step.text
    if step.basis in {"equity", "votes"}:
        part = "the votes of " if step.basis == "votes" else ""
        return f"{named(step.owner)} holds {share_words(step.share)} of {part}{named(step.owned)}"
    return f"{named(step.owner)} has {step.basis} of {named(step.owned)}"
