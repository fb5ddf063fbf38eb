"""Words: how a report writes parties, lists, shares, days and amounts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ricochet.model.dealing import Dealing
from ricochet.model.party import Party
from ricochet.snapshot.catalogue import info

_SHAPES = {
    "listed": "★",
    "caught": "■",
    "possible": "◆",
    "not": "○",
    "applies": "▲",
    "not in force": "–",
    "covered": "■",
    "probable": "◧",
    "not covered": "○",
    "unknown": "?",
}
_LEGAL_FORM = re.compile(r",? (?:Co\.?,? (?:Ltd|Limited)|Inc|LLC|LLP|LP|L\.P|Ltd|Limited|Corporation|Corp)\.?$")


@dataclass(frozen=True, slots=True)
class Directory:
    """Parties by id. Who has no record goes by the id."""

    parties: dict[str, Party] = field(default_factory=dict)

    @classmethod
    def of(cls, parties: Iterable[Party]) -> "Directory":
        """A directory of these parties."""
        return cls({party.id: party for party in parties})

    def full(self, party: str) -> str:
        """The primary name."""
        known = self.parties.get(party)
        return known.name if known else party

    def short(self, party: str) -> str:
        """The first other name in Latin script that is shorter, else the primary one without its legal form."""
        known = self.parties.get(party)
        names = [_bare(name.text) for name in known.names if name.text.isascii() and not name.weak] if known else []
        if not names:
            return self.full(party)
        return next((name for name in names[1:] if len(name) < len(names[0])), names[0])

    def native(self, party: str) -> str:
        """The longest name in Han script, "" where none is known."""
        known = self.parties.get(party)
        names = [name.text for name in known.names if re.search(r"[\u3400-\u9fff]", name.text)] if known else []
        return max(names, key=lambda name: (len(name), name), default="")

    def country(self, party: str) -> str:
        """ISO-2 codes, "?" where none is known."""
        known = self.parties.get(party)
        return " ".join(known.countries) if known and known.countries else "?"


def _bare(name: str) -> str:
    return _LEGAL_FORM.sub("", name) or name


def shape(word: str) -> str:
    """The shape that goes with a status word."""
    return _SHAPES.get(word, "")


def list_name(list_id: str) -> str:
    """A list's name for readers."""
    return info(list_id).short


def written(day: date) -> str:
    """A day in words: 11 May 2022."""
    return f"{day.day} {day:%B} {day.year}"


def share_words(share: str) -> str:
    """A share of the contract's grammar in words: "60 %", "at least 33.11 %", "unknown share"."""
    if share in {"?", ""}:
        return "unknown share"
    if match := re.fullmatch(r"(>=|>|<=|<)(.+)", share):
        sign = {">=": "at least", ">": "more than", "<=": "at most", "<": "less than"}[match[1]]
        return f"{sign} {share_words(match[2])}"
    if match := re.fullmatch(r"([\[(])(.+),(.+)([\])])", share):
        low = "more than" if match[1] == "(" else "from"
        return f"{low} {match[2]} to {'below ' if match[4] == ')' else ''}{match[3]} %"
    if ".." in share:
        return f"{share.replace('..', ' to ')} %"
    return f"{share} of the whole" if "/" in share else f"{share} %"


def money(dealing: Dealing) -> str:
    """A dealing's value as stated: "490,000 USD", "" where the source states none."""
    if dealing.value is None:
        text = re.sub(r"\d{5,}", lambda digits: f"{int(digits[0]):,}", dealing.value_text)
        return f"{text} {dealing.currency}".strip() if text else ""
    whole = dealing.value == dealing.value.to_integral_value()
    return f"{dealing.value.quantize(Decimal(1)) if whole else dealing.value:,} {dealing.currency}".strip()


def span(dealing: Dealing) -> str:
    """When a dealing held, as far as known."""
    start, end = dealing.period.start, dealing.period.end
    if end is None and dealing.seen:
        return f"from {start.isoformat()}, last seen {dealing.seen}" if start else f"last seen {dealing.seen}"
    if start is None and end is None:
        return ""
    if start == end and start:
        return start.isoformat()
    return f"{start.isoformat() if start else '?'} to {end.isoformat() if end else '?'}"


def joined(words: Iterable[str]) -> str:
    """A list in a sentence: "a, b and c"."""
    found = list(words)
    return " and ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def counted(number: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 finding", "12 findings"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
