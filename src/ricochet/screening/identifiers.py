"""Identifiers: numbers and addresses that single a party out, written the way that equal ones are equal.

The kind comes from the list's word for it or from a column's header (identifier_words.csv); a register's number is
compared with any other number. Few digits single nobody out: short ones corroborate (`Identifier.short`).
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ricochet.screening.check_digits import fits

LEAST = 5
"""Letters and digits from which a number singles anybody out."""
LEAST_DIALLED = 8
"""Digits from which a telephone number singles anybody out."""
SHORTEST = 2
"""Letters and digits from which a number is compared at all."""
_PLAIN = re.compile(r"[^0-9A-Za-z]")
_SEPARATORS = re.compile(r"[;|\n]")
_IMO = re.compile(r"(?i)\bIMO\b\D{0,12}(\d{7})(?!\d)|\bIMO(\d{7})(?!\d)")
_DIGITS = re.compile(r"\D")
_LETTERS = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ANY_HOST = re.compile(r"(?i)^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?$")
_LONG_WORD = re.compile(r"[0-9A-Za-z]{25,}")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_HOST = re.compile(
    r"(?i)^(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:www\d?\.)?([a-z0-9-]+(?:\.[\w-]+)+)(?::\d+)?(/[^\s?#]*)?", re.UNICODE
)
# Hosts where anybody has a page or an address: the whole page counts, never the host.
_COMMON = frozenset({
    "gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.uk", "ymail.com", "hotmail.com", "outlook.com",
    "live.com", "msn.com", "aol.com", "mail.com", "gmx.de", "gmx.net", "gmx.com", "web.de", "mail.ru", "bk.ru",
    "inbox.ru", "list.ru", "yandex.ru", "yandex.com", "ya.ru", "rambler.ru", "ukr.net", "qq.com", "163.com",
    "126.com", "sina.com", "sohu.com", "foxmail.com", "aliyun.com", "naver.com", "daum.net", "icloud.com", "me.com",
    "proton.me", "protonmail.com", "tutanota.com", "zoho.com", "facebook.com", "m.facebook.com", "instagram.com",
    "twitter.com", "x.com", "linkedin.com", "youtube.com", "vk.com", "ok.ru", "t.me", "telegram.me", "telegram.org",
    "tiktok.com", "weibo.com", "wechat.com", "wordpress.com", "blogspot.com", "github.com", "medium.com",
    "sites.google.com", "wixsite.com", "weebly.com", "tumblr.com", "pinterest.com", "wikipedia.org", "archive.org",
    "alibaba.com", "made-in-china.com", "globalsources.com", "amazon.com", "ebay.com",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier: as written, and its kind ("" is some register's number, "any" not even that is known).

    `check`: the standard that its check digits follow, and the text that it is held against. `short`: too short to
    single anybody out.
    """

    written: str
    kind: str = ""
    check: tuple[str, str] | None = None
    short: bool = False

    @property
    def valid(self) -> bool | None:
        """Whether the check digits fit; None where there are none."""
        return fits(*self.check) if self.check else None


_UNIQUE = frozenset({"call", "tail", "transponder"})
"""Kinds of which each is given once in the world, however short, and with letters alone."""
_NO_NUMBERS = frozenset({"phone", "mail", "host", "site"})
_NOT = frozenset({
    "country", "date", "type", "kind", "name", "state", "status", "authority", "issuer", "expiry", "issued", "expires",
    "place", "year", "amount", "rate", "class", "category", "period",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """What a header or a list calls an identifier: its kind and the standard of its check digits."""

    kind: str
    check: str = ""


@lru_cache(maxsize=1 << 12)
def kind_of_header(header: str) -> Word | None:
    """What identifiers a column holds; None for a column of something else."""
    words = _words(header)
    return None if not words or _NOT & set(words) else _word(words)


@lru_cache(maxsize=1 << 12)
def kind_of_type(text: str) -> Word:
    """What a list calls an identifier: "SWIFT/BIC", "Vessel Registration Identification"; "" where nothing is said."""
    words = _words(text)
    return (_word(words) or Word("")) if words else Word("any")


def _words(text: str) -> tuple[str, ...]:
    """Words in small letters without marks; letters that stand alone are of one word ("C.U.R.P.")."""
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", text))
    found: list[str] = []
    lone = False
    for word in _LETTERS.findall("".join(char for char in plain if not unicodedata.combining(char)).lower()):
        if len(word) == 1 and lone and word.isascii():
            found[-1] += word
        else:
            found.append(word)
        lone = len(word) == 1
    return tuple(found)


def _word(words: tuple[str, ...]) -> Word | None:
    """The longest phrase of the table within these words, one that says more before one that says less."""
    table = _table()
    known = {
        words[start:end]: table[words[start:end]]
        for start in range(len(words))
        for end in range(start + 1, min(start + 3, len(words)) + 1)
        if words[start:end] in table
    }
    order = {"any": 2, "": 1}
    told = sorted(known, key=lambda at: (order.get(known[at].kind, 0), not known[at].check, -len(at)))
    return known[told[0]] if told else None


@lru_cache(maxsize=1)
def _table() -> Mapping[tuple[str, ...], Word]:
    text = files(__package__).joinpath("identifier_words.csv").read_text(encoding="utf-8")
    return {tuple(row["words"].split()): Word(row["kind"], row["check"]) for row in csv.DictReader(text.splitlines())}


def identifiers_of(values: Iterable[tuple[Word, str]]) -> dict[str, Identifier]:
    """Identifiers by the key under which they are compared; a text may hold several."""
    found: dict[str, Identifier] = {}
    for word, text in values:
        for part in _SEPARATORS.split(text):
            for key, one in _READERS.get(word.kind, _number)(part.strip(), word):
                found.setdefault(key, one)
    return found


def numbers_in_name(text: str) -> list[tuple[Word, str]]:
    """Identifiers that stand in a name: "M/V OCEAN PEARL, IMO 9187629"."""
    return [(_IMO_NUMBER, match[0]) for match in _IMO.finditer(text)] if "imo" in text.lower() else []


def compatible(left: Identifier, right: Identifier) -> bool:
    """Whether two identifiers of one key may be the same: a passport's number is no ship's."""
    kinds = left.kind, right.kind
    if left.kind == right.kind:
        return True
    return _NO_NUMBERS.isdisjoint(kinds) and ("any" in kinds or ("" in kinds and not left.short))


_IMO_NUMBER = Word("imo", "imo")
_Read = Iterable[tuple[str, Identifier]]


def _number(text: str, word: Word) -> _Read:
    """A number of any register: its letters and digits. Words before it ("RNE: W031645") are not of it."""
    if "imo" in text.lower() and (found := _IMO.search(text)):
        return _imo(found[0], _IMO_NUMBER)
    value = text.rpartition(":")[2]
    plain = _PLAIN.sub("", value).upper()
    if not any(map(str.isdigit, plain)) and word.kind not in _UNIQUE:
        return ()
    if len(plain) < SHORTEST:
        return ()
    check = word.check
    if not check and len(plain) == 20 and not plain.isdigit() and fits("lei", plain):
        check = "lei"  # the column does not say so, the number does
    short = len(plain) < LEAST and word.kind not in _UNIQUE
    return ((plain, Identifier(text, word.kind, (check, plain) if check else None, short)),)


def _any(text: str, word: Word) -> _Read:
    """A cell of which nothing is said: whatever it may be, by its look."""
    if "@" in text:
        return _mail(text, Word("mail"))
    if text.startswith(("http:", "https:", "www.")) or _ANY_HOST.match(text):
        return _site(text, Word("site"))
    found = list(_number(text, word))
    plain = _PLAIN.sub("", text)
    if _BIC.fullmatch(plain.upper()):
        found += _bic(text, Word("bic"))
    elif plain.isupper() and plain.isalpha() and SHORTEST < len(plain) < len("registration"):
        found.append((plain, Identifier(text, word.kind)))  # an aircraft's mark, a call sign
    if _LONG_WORD.fullmatch(text.strip()):
        found += _wallet(text, Word("wallet", "bitcoin"))
    elif not any(map(str.isalpha, text)):
        found += _phone(text, Word("phone"))
    return found


def _imo(text: str, word: Word) -> _Read:
    digits = _DIGITS.sub("", text)
    if len(digits) == 7:
        return ((digits, Identifier(text, word.kind, ("imo", digits))),)
    if "imo" not in text.lower():
        return _number(text, Word(""))
    return ((digits, Identifier(text, word.kind)),) if len(digits) >= LEAST else ()


def _bic(text: str, word: Word) -> _Read:
    """A bank's head office answers for its branches: the first eight letters of eight or eleven."""
    plain = _PLAIN.sub("", text).upper()
    if not _BIC.fullmatch(plain):
        return _number(text, Word(""))
    return ((plain[:8], Identifier(text, word.kind)),)


def _mail(text: str, word: Word) -> _Read:
    name, _, host = text.strip("<> ").lower().rpartition("@")
    if not name or "." not in host:
        return ()
    found = [(f"{name}@{host}", Identifier(text, word.kind))]
    if host not in _COMMON:
        found.append((host, Identifier(text, "host")))
    return found


def _site(text: str, word: Word) -> _Read:
    match = _HOST.match(text.strip())
    if not match:
        return ()
    host, path = match[1].lower(), (match[2] or "").rstrip("/").lower()
    if host in _COMMON:
        return ((host + path, Identifier(text, word.kind)),) if path else ()
    return ((host, Identifier(text, "host")),)


def _phone(text: str, word: Word) -> _Read:
    """The last nine digits: the country's code and the trunk's nought are written in many ways."""
    digits = _DIGITS.sub("", text)
    return ((digits[-9:], Identifier(text, word.kind)),) if len(digits) >= LEAST_DIALLED else ()


def _wallet(text: str, word: Word) -> _Read:
    """Upper and lower case tell Bitcoin's addresses apart; Ethereum's and Bech32 are the same in either."""
    plain = text.strip()
    same = plain.lower() if plain[:2].lower() == "0x" or plain[:3].lower() == "bc1" else plain
    check = (word.check, same) if same[:1] in {"1", "3"} or same[:3] == "bc1" else None
    return ((same, Identifier(text, word.kind, check)),) if len(plain) >= 20 else ()


def _iban(text: str, word: Word) -> _Read:
    plain = _PLAIN.sub("", text).upper()
    return ((plain, Identifier(text, word.kind, ("iban", plain))),) if len(plain) >= 15 else ()


_READERS: Mapping[str, Callable[[str, Word], _Read]] = {
    "any": _any, "imo": _imo, "bic": _bic, "mail": _mail, "site": _site, "phone": _phone, "wallet": _wallet,
    "iban": _iban,
}  # fmt: skip
