"""Case: a question answered on one or more days, as the reports take it. Everything a page says comes from here."""

from dataclasses import dataclass
from datetime import date

from ricochet.exposure.facts import Facts
from ricochet.exposure.what_if import WhatIf
from ricochet.model.claim import Claim
from ricochet.model.regime import Regime
from ricochet.principles.apart import Apart
from ricochet.principles.judge import Judged
from ricochet.principles.sensitivity import Sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file the case was read from: bare name, SHA-256 of its bytes, data rows read, rows set aside."""

    name: str
    sha256: str
    rows: int
    quarantined: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The case's question on one day: the main what-if, then those asked beside it, each named by its scenario."""

    day: date
    label: str
    main: WhatIf
    beside: tuple[WhatIf, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A limiting principle asked on one day: whom it catches, whom it sets apart, and what each part of it does."""

    judged: Judged
    apart: tuple[Apart, ...]
    sensitivity: Sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A built-in or user's case, answered. `regimes` holds every version, in force or not; `days` in order of time.

    `lines` are the limiting principles asked, each on every day; the first is the one told clause by clause.
    """

    id: str
    title: str
    question: str
    subject: str
    facts: Facts
    claims: tuple[Claim, ...]
    regimes: tuple[Regime, ...]
    days: tuple[Answered, ...]
    tables: tuple[Table, ...]
    software: str
    lines: tuple[Line, ...] = ()
