"""Hit: a party may be this listed party, with the reasons, each made where its number was made."""

from dataclasses import dataclass

from ricochet.model.decision import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One piece of a score. The `effect`s of a hit add up to its score, before it is cut to 0..1.

    `feature` names what was compared ("word", "birth_date", …), `left` and `right` are the two values as compared,
    `text` says it in a sentence.
    """

    feature: str
    left: str
    right: str
    effect: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A listed party that the screened one may be. `entry` is the publisher's own id.

    `name` is the listed name that matched, `listed` the party's primary name. `ofac_score`: what OFAC's own search page
    would show (0..100), of hits that are shown; it decides nothing.
    `seal` changes when either side does; `decided` is what the user decided about the pair.
    """

    score: float
    list: str
    entry: str
    party: str
    name: str
    programs: tuple[str, ...]
    reasons: tuple[Reason, ...]
    listed: str = ""
    ofac_score: int | None = None
    seal: str = ""
    decided: Decision | None = None
