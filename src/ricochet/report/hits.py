"""Hits: hits and their reasons as plain JSON values, the shapes of the contract."""

from typing import Any

from ricochet.model.decision import Decision
from ricochet.model.hit import Hit, Reason

Row = dict[str, Any]


def reason_row(reason: Reason) -> Row:
    """One piece of a score: what was compared, the two values, what it did to the score, and that as a sentence."""
    return {
        "feature": reason.feature,
        "left": reason.left,
        "right": reason.right,
        "effect": reason.effect,
        "text": reason.text,
    }


def hit_row(hit: Hit) -> Row:
    """A listed party that a screened one may be: `name` as it matched, `listed` its primary name.

    `decided` stands there only where something was.
    """
    told = {
        "score": hit.score,
        "list": hit.list,
        "entry": hit.entry,
        "party": hit.party,
        "name": hit.name,
        "listed": hit.listed,
        "programs": list(hit.programs),
        "ofac_score": hit.ofac_score,
        "reasons": [reason_row(one) for one in hit.reasons],
        "seal": hit.seal,
    }
    return told | ({"decided": decision_row(hit.decided)} if hit.decided else {})


def decision_row(decision: Decision) -> Row:
    """What was decided, why, by whom and when, and whether it still stands."""
    return {
        "decision": decision.decision,
        "reason": decision.reason,
        "by": decision.by,
        "date": decision.date,
        "stands": decision.stands,
    }
