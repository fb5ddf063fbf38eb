"""Identifiers: numbers and addresses that single a party out, written the way that equal ones are equal.

The kind comes from the list's word for it or from a column's header; a number of unknown kind is compared with any.
Check digits: IMO (weights 7 to 2, IMO resolution A.1117(30)), LEI (ISO 17442, mod 97-10), IBAN (ISO 13616).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

LEAST = 5
"""Letters and digits from which a number of unknown kind singles anybody out."""
_PLAIN = re.compile(r"[^0-9A-Za-z]")
_SEPARATORS = re.compile(r"[;|\n]")
_IMO = re.compile(r"(?i)\bIMO\b\D{0,12}(\d{7})(?!\d)|\bIMO(\d{7})(?!\d)")
_DIGITS = re.compile(r"\D")
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
    """One identifier: as written, its kind ("" is unknown), and whether its check digits fit (None: it has none)."""

    written: str
    kind: str = ""
    valid: bool | None = None


# Words of a header, or of a list's name for an identifier -> kind.
_KINDS: Mapping[str, str] = {
    "imo": "imo", "mmsi": "mmsi", "bic": "bic", "swift": "bic", "lei": "lei", "iban": "iban", "isin": "isin",
    "email": "mail", "mail": "mail", "website": "site", "web": "site", "url": "site", "homepage": "site",
    "domain": "site", "phone": "phone", "telephone": "phone", "tel": "phone", "fax": "phone", "mobile": "phone",
    "wallet": "wallet", "crypto": "wallet", "passport": "passport", "tail": "tail", "callsign": "call", "msn": "msn",
}  # fmt: skip
_NUMBERS = frozenset({
    "identifier", "identifiers", "registration", "registrationnumber", "reg", "regno", "regnumber", "companynumber",
    "companyno", "tax", "taxid", "taxnumber", "taxno", "tin", "inn", "inncode", "ogrn", "ogrncode", "kpp", "vat",
    "vatnumber", "vatid", "uscc", "duns", "uei", "cage", "ein", "fein", "ssn", "nationalid", "idnumber", "idno",
    "passportnumber", "passportno", "leicode", "nit", "rfc", "ruc", "curp", "cedula", "imonumber", "imono",
    "swiftcode", "swiftbic", "biccode", "emailaddress", "walletaddress", "cryptoaddress", "tailnumber", "unionid",
    "npwp", "kennitala", "siren", "siret", "eori", "edrpou", "unp", "bin", "iin",
})  # fmt: skip
_NOT = frozenset({
    "country", "date", "type", "kind", "name", "state", "status", "authority", "issuer", "expiry", "issued",
})  # fmt: skip


def kind_of_header(header: str) -> str | None:
    """Kind of identifier that a column holds, "" for one of unknown kind; None for a column of something else."""
    words = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header).lower())
    if not words or _NOT & set(words):
        return None
    for word in words:
        if word in _KINDS:
            return _KINDS[word]
    joined = "".join(words)
    if joined in _NUMBERS or any(a + b in _NUMBERS for a, b in pairwise(words)):
        return next((kind for word, kind in _KINDS.items() if joined.startswith(word)), "")
    return "" if _NUMBERS & set(words) else None


def kind_of_type(text: str) -> str:
    """Kind of what a list calls an identifier: "SWIFT/BIC", "Vessel Registration Identification", "Website"."""
    words = re.findall(r"[a-z]+", text.lower())
    if "vessel" in words and "registration" in words:
        return "imo"
    if "digital" in words and "currency" in words:
        return "wallet"
    if "serial" in words or "construction" in words:
        return "msn"
    if "call" in words and "sign" in words:
        return "call"
    return next((_KINDS[word] for word in words if word in _KINDS), "")


def identifiers_of(values: Iterable[tuple[str, str]]) -> dict[str, Identifier]:
    """Identifiers by the key under which they are compared, from (kind, text) pairs; a text may hold several."""
    found: dict[str, Identifier] = {}
    for kind, text in values:
        for part in _SEPARATORS.split(text):
            for key, one in _READERS.get(kind, _number)(part.strip(), kind):
                found.setdefault(key, one)
    return found


def numbers_in_name(text: str) -> list[tuple[str, str]]:
    """Identifiers that stand in a name: "M/V OCEAN PEARL, IMO 9187629"."""
    return [("imo", match[0]) for match in _IMO.finditer(text)] if "imo" in text.lower() else []


def compatible(left: Identifier, right: Identifier) -> bool:
    """Whether two identifiers of one key may be the same: a tax number is no ship's number."""
    return not left.kind or not right.kind or left.kind == right.kind


_Read = Iterable[tuple[str, Identifier]]


def _number(text: str, kind: str) -> _Read:
    """A number of any kind: its letters and digits. Words before it ("RNE: W031645") are not of it."""
    if "imo" in text.lower() and (found := _IMO.search(text)):
        return _imo(found[0], "imo")
    if not kind and "@" in text:
        return _mail(text, "mail")
    if not kind and (text.startswith(("http:", "https:", "www."))):
        return _site(text, "site")
    plain = _PLAIN.sub("", text.rpartition(":")[2]).upper()
    if len(plain) < LEAST or not any(map(str.isdigit, plain)):
        return ()
    valid = _valid("lei", plain) if len(plain) == 20 and kind in {"lei", ""} and not plain.isdigit() else None
    if not kind and valid is False:
        valid = None  # twenty letters and digits of some other kind
    return ((plain, Identifier(text, kind, valid)),)


def _imo(text: str, kind: str) -> _Read:
    digits = _DIGITS.sub("", text)
    if len(digits) != 7:
        return _number(text, "") if "imo" not in text.lower() else ()
    return ((digits, Identifier(text, kind, _valid("imo", digits))),)


def _bic(text: str, kind: str) -> _Read:
    """A bank's head office answers for its branches: eight letters, and all eleven where a branch is named."""
    plain = _PLAIN.sub("", text).upper()
    if not _BIC.fullmatch(plain):
        return _number(text, "")
    return ((plain[:8], Identifier(text, kind)),)


def _mail(text: str, kind: str) -> _Read:
    name, _, host = text.strip("<> ").lower().rpartition("@")
    if not name or "." not in host:
        return ()
    found = [(f"{name}@{host}", Identifier(text, kind))]
    if host not in _COMMON:
        found.append((host, Identifier(text, "host")))
    return found


def _site(text: str, kind: str) -> _Read:
    match = _HOST.match(text.strip())
    if not match:
        return ()
    host, path = match[1].lower(), (match[2] or "").rstrip("/").lower()
    if host in _COMMON:
        return ((host + path, Identifier(text, kind)),) if path else ()
    return ((host, Identifier(text, "host")),)


def _phone(text: str, kind: str) -> _Read:
    """The last nine digits: the country's code and the trunk's nought are written in many ways."""
    digits = _DIGITS.sub("", text)
    return ((digits[-9:], Identifier(text, kind)),) if len(digits) >= 9 else ()


def _wallet(text: str, kind: str) -> _Read:
    """Upper and lower case tell Bitcoin's addresses apart; Ethereum's and Bech32 are the same in either."""
    plain = text.strip()
    same = plain.lower() if plain[:2].lower() == "0x" or plain[:3].lower() == "bc1" else plain
    return ((same, Identifier(text, kind)),) if len(plain) >= 20 else ()


def _iban(text: str, kind: str) -> _Read:
    plain = _PLAIN.sub("", text).upper()
    return ((plain, Identifier(text, kind, _valid("iban", plain))),) if len(plain) >= 15 else ()


_READERS: Mapping[str, Callable[[str, str], _Read]] = {
    "imo": _imo, "bic": _bic, "mail": _mail, "site": _site, "phone": _phone, "wallet": _wallet, "iban": _iban,
}  # fmt: skip


def _valid(kind: Literal["imo", "lei", "iban"], plain: str) -> bool:
    from stdnum import iban, imo, lei  # noqa: PLC0415 - they bring ssl along, and few searches ask for a check digit

    return bool({"imo": imo, "lei": lei, "iban": iban}[kind].is_valid(plain))
