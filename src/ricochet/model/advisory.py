"""Advisory: what a publisher states of a vulnerability: which products, which firmware, exploited or not."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ricochet.model.source import Source

Said = Literal["affected", "not_affected", "fixed", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One end of a range. `closed` None: the words do not tell whether the end itself is inside."""

    text: str
    closed: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Firmware from `lower` to `upper`, None open: versions, or by "built" the dates on which they were made (ISO)."""

    by: Literal["version", "built"] = "version"
    lower: Bound | None = None
    upper: Bound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of an advisory: products of a vendor, and the firmware of which `said` holds.

    `products` are families as written, one each; empty where none is named. Without ranges and not `every`, no
    firmware is named. `excepted` are expressly outside. `certain` is false where only some of the named products are
    meant ("certain models of"). `doubt` says why the text cannot be decided, "" where it can. `text` is verbatim, and
    so is `remedy`, what the publisher says to do about these products.
    """

    vendor: str
    products: tuple[str, ...]
    said: Said = "affected"
    ranges: tuple[Range, ...] = ()
    every: bool = False
    excepted: tuple[Range, ...] = ()
    certain: bool = True
    doubt: str = ""
    text: str
    remedy: str = ""
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Advisory:
    """What one publisher states of one CVE. `published` is the record's own last date, `cvss` the highest score."""

    cve: str
    title: str
    publisher: str
    published: date | None
    cvss: float | None
    statements: tuple[Statement, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Exploited:
    """A CVE in CISA's catalogue of known exploited vulnerabilities since `added`; `due` binds federal agencies."""

    cve: str
    added: date
    due: date | None
    vendor: str
    product: str
    ransomware: bool
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """EPSS: the chance of exploitation within 30 days as estimated on `scored`, and its percentile."""

    cve: str
    scored: date
    chance: float
    percentile: float
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One firmware that a maker published for a model; `ended` is the model's end of life, where the file tells."""

    model: str
    version: str
    built: date | None
    ended: date | None = None
    source: Source
