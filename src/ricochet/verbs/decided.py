"""Decided: the user's own decisions about hits, from a table; whom one clears stays shown, with who decided and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ricochet.model.decision import Decision, Ruling
from ricochet.model.hit import Hit
from ricochet.model.period import first_day
from ricochet.model.quarantine import Quarantined
from ricochet.verbs.book import read_book

_WORDS: Mapping[str, Ruling] = {
    **dict.fromkeys(("no match", "not a match", "false positive", "false", "no", "different", "clear"), "no match"),
    **dict.fromkeys(("match", "true match", "true positive", "true", "yes", "same"), "match"),
}
_NEEDED = ("list", "entry", "decision", "reason", "by", "date", "seal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Decisions that can be read, and rows that are none: a decision without a reason, a person or a seal is none."""

    decisions: tuple[Decision, ...]
    quarantined: tuple[Quarantined, ...] = ()


def read_decided(path: str) -> Decided:
    """Read a table with list, entry, decision, reason, by, date, seal, and party (an id) or name."""
    book = read_book(path)
    found, bad = list[Decision](), list(book.quarantined)
    for number, row in enumerate(book.rows, start=1):
        told = {str(key).strip().casefold(): str(value or "").strip() for key, value in row.items()}
        ruling = _WORDS.get(told.get("decision", "").casefold())
        lacks = [name for name in _NEEDED if not told.get(name)] or (
            [] if told.get("party") or told.get("name") else ["party"]
        )
        if lacks or ruling is None:
            bad.append(_aside(path, number, lacks, told.get("decision", "")))
            continue
        try:
            first_day(told["date"])
        except ValueError as wrong:
            remedy = "Write the day of the decision."
            bad.append(
                Quarantined(file=path, row=number, column="date", value=told["date"], reason=str(wrong), remedy=remedy)
            )
            continue
        found.append(
            Decision(
                decision=ruling,
                reason=told["reason"],
                by=told["by"],
                date=told["date"],
                list=told["list"],
                entry=told["entry"],
                party=told.get("party", ""),
                name=told.get("name", ""),
                seal=told["seal"],
            )
        )
    return Decided(decisions=tuple(found), quarantined=tuple(bad))


class Register:
    """Decisions by the entry that they are about.

    Of several about one pair the latest counts, wherever it stands; of one day, the one that does not clear.
    """

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._about: defaultdict[tuple[str, str], list[Decision]] = defaultdict(list)
        for one in decisions:
            self._about[one.list, one.entry].append(one)

    def __bool__(self) -> bool:
        return bool(self._about)

    def of(self, hit: Hit, row_id: str, names: Iterable[str]) -> Decision | None:
        """The decision about this hit of this row, and whether it stands: the seals are the same."""
        known = {name.casefold() for name in names}
        about = self._about.get((hit.list, hit.entry), ())
        mine = [one for one in about if (one.party == row_id if one.party else one.name.casefold() in known)]
        if not mine:
            return None
        latest = max(mine, key=lambda one: (first_day(one.date) or date.min, one.decision == "match"))
        return replace(latest, stands=latest.seal == hit.seal)


def _aside(path: str, number: int, lacks: list[str], decision: str) -> Quarantined:
    return Quarantined(
        file=path,
        row=number,
        column=lacks[0] if lacks else "decision",
        value="" if lacks else decision,
        reason=f"a decision without {', '.join(lacks)}" if lacks else "no word for a decision",
        remedy="Take list, entry and seal from the hit; write match or no match, the reason, by whom and when.",
    )
