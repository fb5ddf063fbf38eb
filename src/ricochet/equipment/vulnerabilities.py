"""Vulnerabilities: a device's model and firmware beside what advisories state -> affected, fixed, not, or possible.

An advisory that names no firmware, or a device that does not tell its own, makes it possible; never "not".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ricochet.equipment.facts import Facts, facts_of
from ricochet.equipment.firmware import Firmware, compare, parse_firmware
from ricochet.equipment.stated import Outcome, Said, ask
from ricochet.makers.identify import Identified
from ricochet.makers.names import named
from ricochet.makers.tables import pairs
from ricochet.model.advisory import Advisory, Exploited, Likelihood, Release, Statement
from ricochet.model.device import Device
from ricochet.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Vulnerability:
    """One CVE on one device. `exploited` is the day CISA added it, None where it had not on the day asked for.

    `why` is the sentence that decided, `statement` the publisher's own text, `remedy` what a publisher says to do;
    `dated` says who stated it and when.
    """

    cve: str
    title: str
    status: Outcome
    why: str
    statement: str
    remedy: str
    exploited: date | None
    due: date | None
    chance: Likelihood | None
    cvss: float | None
    dated: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What is known of a device's firmware. `newest` is the newest known for its model, `behind` whether it is older.

    `notes` say what could not be asked.
    """

    vulnerabilities: tuple[Vulnerability, ...] = ()
    newest: Release | None = None
    behind: bool | None = None
    ended: date | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Knowledge:
    """All that was read of vulnerabilities, arranged by maker. Compared by identity: answers are kept for each."""

    as_of: date
    stated: Mapping[str, Sequence[tuple[Advisory, Statement]]]
    exploited: Mapping[str, Exploited]
    exploited_of: Mapping[str, Sequence[Exploited]]
    released: date | None
    chances: Mapping[str, Likelihood]
    releases: Mapping[str, Sequence[Release]]


def know(
    advisories: Iterable[Advisory],
    *,
    as_of: date,
    exploited: Iterable[Exploited] = (),
    released: date | None = None,
    chances: Mapping[str, Likelihood] | None = None,
    releases: Iterable[Release] = (),
) -> Knowledge:
    """Arrange what was read; of several editions of a record the newest counts.

    Of the catalogue only what it had added by the day counts; `released` is its own date.
    """
    newest: dict[tuple[str, str, str], Advisory] = {}
    for one in sorted(advisories, key=lambda one: one.published or date.min):
        newest[one.publisher, one.cve, one.source.cite] = one
    stated: dict[str, list[tuple[Advisory, Statement]]] = defaultdict(list)
    for advisory in newest.values():
        for statement in advisory.statements:
            who, makers = _whose(statement.vendor)
            numbered = any(any(sign.isdigit() for sign in family) for family in statement.products)
            for name in {who, *(makers if numbered else ())} - {""}:
                stated[name].append((advisory, statement))
    listed = [one for one in exploited if one.added <= as_of]
    exploited_of: dict[str, list[Exploited]] = defaultdict(list)
    for entry in listed:
        if who := _whose(entry.vendor)[0]:
            exploited_of[who].append(entry)
    by_model: dict[str, list[Release]] = defaultdict(list)
    for release in releases:
        by_model[release.model.upper()].append(release)
    return Knowledge(
        as_of=as_of,
        stated=stated,
        exploited={one.cve: one for one in listed},
        exploited_of=exploited_of,
        released=released,
        chances=chances or {},
        releases=by_model,
    )


def assess(device: Device, found: Identified, known: Knowledge) -> Assessment:
    """What the knowledge says of one device: affected, then possible; of these the exploited and the severe first."""
    makers = (found.maker,) if found.maker else tuple(name for name, _ in found.candidates)
    return _assess(known, makers, found.brand or "", found.maker is not None, facts_of(device))


@lru_cache(maxsize=1 << 8)
def _by_cve(known: Knowledge, names: tuple[str, ...]) -> Mapping[str, Sequence[tuple[Advisory, Statement]]]:
    """What is stated of the makers and brands, by CVE."""
    found: dict[str, list[tuple[Advisory, Statement]]] = defaultdict(list)
    for name in names:
        for advisory, statement in known.stated.get(name, ()):
            found[advisory.cve].append((advisory, statement))
    return found


@lru_cache(maxsize=1 << 14)
def _assess(known: Knowledge, makers: tuple[str, ...], brand: str, sure: bool, facts: Facts) -> Assessment:
    names = tuple(name for name in dict.fromkeys((*makers, brand)) if name)
    by_cve = _by_cve(known, names)
    firmware = _with_date(parse_firmware(facts.firmware) if facts.firmware else None, facts, known)
    found = [one for cve, said in by_cve.items() if (one := _of_cve(cve, said, facts, firmware, known, sure=sure))]
    silent = [
        _unstated(one, known) for who in names for one in known.exploited_of.get(who, ()) if one.cve not in by_cve
    ]
    found += silent
    left_out = 0
    if not facts.models:
        left_out = sum(one.exploited is None for one in found)
        found = [one for one in found if one.exploited]
    found.sort(key=lambda one: (_RANK[one.status], one.exploited is None, -(one.cvss or 0.0), one.cve))
    releases = [one for model in facts.models for one in known.releases.get(model.upper(), ())]
    newest = max(releases, key=lambda one: (one.built or date.min, one.version), default=None)
    return Assessment(
        vulnerabilities=tuple(found),
        newest=newest,
        behind=_behind(firmware, newest),
        ended=max((one.ended for one in releases if one.ended), default=None),
        notes=tuple(_notes(makers, facts, firmware, left_out)),
    )


_OWN = frozenset({"subsidiary", "own brand", "joint venture", "affiliate"})
_RANK: Mapping[Outcome, int] = {"affected": 0, "possible": 1, "fixed": 2, "not_affected": 3}


def _notes(makers: Sequence[str], facts: Facts, firmware: Firmware | None, left_out: int) -> Iterator[str]:
    if not makers:
        yield "nothing tells who made it: no advisory was asked"
    elif not facts.models:
        yield f"it does not tell its model: only exploited flaws are shown, {left_out} others of the maker are not"
    if not facts.firmware:
        yield "it does not tell its firmware"
    elif firmware is None:
        yield f"its firmware '{facts.firmware}' is in no known grammar"


def _whose(vendor: str) -> tuple[str, tuple[str, ...]]:
    """Id of the maker or brand that a publisher calls so; and the makers whose own brand it is."""
    maker, brand = named(vendor.replace("_", " ")) or ("", "")
    return maker or brand, tuple(dict.fromkeys(pair["maker"] for pair in pairs(brand) if pair["relation"] in _OWN))


def _of_cve(
    cve: str,
    said: Sequence[tuple[Advisory, Statement]],
    facts: Facts,
    firmware: Firmware | None,
    known: Knowledge,
    *,
    sure: bool,
) -> Vulnerability | None:
    answers = [one for advisory, statement in said if (one := ask(advisory, statement, facts, firmware)) is not None]
    if not answers:
        return None
    best, why = _weigh(answers)
    status = best.outcome
    if not sure and status == "affected":
        status, why = "possible", f"{why}; who made the device is not settled"
    exploited = known.exploited.get(cve)
    advisories = list({id(one.advisory): one.advisory for one in answers}.values())
    return Vulnerability(
        cve=cve,
        title=best.advisory.title,
        status=status,
        why=f"{why}.",
        statement=best.statement.text,
        remedy=best.statement.remedy or next((one.statement.remedy for one in answers if one.statement.remedy), ""),
        exploited=exploited.added if exploited else None,
        due=exploited.due if exploited else None,
        chance=known.chances.get(cve),
        cvss=max((one.cvss for one in advisories if one.cvss is not None), default=None),
        dated=tuple(_dated(advisories, exploited, known)),
        sources=tuple(dict.fromkeys(one.statement.source for one in answers)),
    )


def _dated(advisories: Sequence[Advisory], exploited: Exploited | None, known: Knowledge) -> Iterator[str]:
    for one in advisories:
        yield f"{one.publisher}, {one.published or 'without date'} ({one.source.file})"
    if exploited and known.released:
        yield f"CISA's catalogue of exploited vulnerabilities, {known.released}"


def _unstated(one: Exploited, known: Knowledge) -> Vulnerability:
    return Vulnerability(
        cve=one.cve,
        title=f"{one.vendor} {one.product}",
        status="possible",
        why="It is exploited, and no advisory that was read tells which models and firmware it concerns.",
        statement=one.product,
        remedy="",
        exploited=one.added,
        due=one.due,
        chance=known.chances.get(one.cve),
        cvss=None,
        dated=tuple(_dated((), one, known)),
        sources=(one.source,),
    )


def _weigh(answers: Sequence[Said]) -> tuple[Said, str]:
    """The answer that decides: one that names firmware before one that does not; disagreement leaves it possible."""
    exact = [one for one in answers if not one.vague] or list(answers)
    ranked = sorted(exact, key=lambda one: _RANK[one.outcome])
    best = ranked[0]
    other = next((one for one in ranked if one.outcome in {"fixed", "not_affected"}), None)
    if best.outcome == "affected" and other and other.advisory.publisher != best.advisory.publisher:
        why = f"{best.advisory.publisher}: {best.why}; {other.advisory.publisher}: {other.why}"
        return Said("possible", "", best.statement, best.advisory, vague=False), f"The sources disagree: {why}"
    return best, best.why


def _with_date(firmware: Firmware | None, facts: Facts, known: Knowledge) -> Firmware | None:
    """The firmware with the date of its build, from the maker's table of releases where the device gives none."""
    if firmware is None or firmware.built:
        return firmware
    for model in facts.models:
        for release in known.releases.get(model.upper(), ()):
            same = parse_firmware(release.version)
            if release.built and same and same.numbers == firmware.numbers:
                return replace(firmware, built=release.built)
    return firmware


def _behind(firmware: Firmware | None, newest: Release | None) -> bool | None:
    other = parse_firmware(newest.version) if newest else None
    if firmware is None or other is None:
        return None
    if firmware.numbers == other.numbers:
        return False
    order = compare(firmware, other)
    return None if order is None else order < 0
