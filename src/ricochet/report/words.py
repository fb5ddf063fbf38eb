"""Words: how a report writes parties, lists, shares, days and amounts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ricochet.model.dealing import Dealing
from ricochet.model.party import Party

_SHAPES = {
    "listed": "★",
    "caught": "■",
    "possible": "◆",
    "not": "○",
    "applies": "▲",
    "not in force": "–",
}
_LEGAL_FORM = re.compile(r",? (?:Co\.?,? (?:Ltd|Limited)|Inc|LLC|LLP|LP|L\.P|Ltd|Limited|Corporation|Corp)\.?$")
LISTS = {
    "au-dfat": "Australian Consolidated List",
    "ca-sema": "Canadian SEMA List",
    "ch-seco": "Swiss SECO list",
    "cn-mofcom": "Chinese Unreliable Entity List",
    "eu-fsf": "EU consolidated list",
    "jp-meti": "Japanese End User List",
    "uk-sl": "UK Sanctions List",
    "un-sc": "UN Security Council list",
    "us-bis-dpl": "US Denied Persons List",
    "us-bis-el": "US Entity List",
    "us-bis-meu": "US Military End-User List",
    "us-bis-uvl": "US Unverified List",
    "us-dod-1237": "US DoD s.1237 list",
    "us-dod-1260h": "US DoD s.1260H list",
    "us-fcc-covered": "US FCC Covered List",
    "us-ndaa-889": "US NDAA s.889",
    "us-ofac-capta": "US CAPTA List",
    "us-ofac-cmic": "US NS-CMIC List",
    "us-ofac-mbs": "US NS-MBS List",
    "us-ofac-sdn": "US SDN List",
    "us-ofac-ssi": "US SSI List",
    "us-sam": "US SAM exclusions",
    "us-state-dtc": "US AECA debarred parties",
    "us-state-isn": "US nonproliferation sanctions",
    "us-uflpa": "US UFLPA Entity List",
}
"""Names for readers; a list of a user's own goes by its id."""


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
        """The shortest name in Latin script without its legal form, for tables and drawings."""
        known = self.parties.get(party)
        names = [_bare(name.text) for name in known.names if name.text.isascii() and not name.weak] if known else []
        return min(names, key=lambda name: (len(name), name), default=self.full(party))

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
    return LISTS.get(list_id, list_id)


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
        return f"{dealing.value_text} {dealing.currency}".strip() if dealing.value_text else ""
    whole = dealing.value == dealing.value.to_integral_value()
    return f"{dealing.value.quantize(Decimal(1)) if whole else dealing.value:,} {dealing.currency}".strip()


def span(dealing: Dealing) -> str:
    """When a dealing held, as far as known."""
    start, end = dealing.period.start, dealing.period.end
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
