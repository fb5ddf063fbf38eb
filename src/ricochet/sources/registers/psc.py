"""PSC: the UK register of persons with significant control, as Companies House prints its snapshot, and its companies.

One JSON object a line: `company_number` and `data`. A person's natures of control are bands of shares or votes, rights
to appoint the board, or significant influence; each becomes a holding. Basic company data is a CSV of its own.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from ricochet.model.holding import Basis, Holding
from ricochet.model.kind import Kind
from ricochet.model.party import Address, Identifier, Name, Note, Party
from ricochet.model.period import Period, first_day, last_day
from ricochet.model.share import UNKNOWN, Share, read_share
from ricochet.model.source import Source
from ricochet.sources.registers.facts import Fact, Origin, Rows, Tally, each
from ricochet.sources.registers.item import Item

SCHEME = "GB-COH"
"""The register's code at org-id.guide, under which other sources cite its numbers."""
_AMOUNT = re.compile(
    r"(?:part-)?(ownership-of-shares|voting-rights|right-to-share-surplus-assets)-"
    r"(25-to-50|50-to-75|75-to-100|more-than-25)-percent(-.+)?"
)
_RIGHT = re.compile(
    r"(?:(?:part-)?right-to-appoint-and-remove-(?:directors|members|persons?)|significant-influence-or-control)(-.+)?"
)
"""Significant influence is control: its statutory meaning, that the company generally does what the person desires
(guidance under Companies Act 2006, Sch. 1A para 24), is all but that of SI 2019/855 reg 7(4)."""
_NOMINEE = re.compile(r"registered-owner-as-nominee(-.+)?")
_AMOUNTS: dict[str, Basis] = {
    "ownership-of-shares": "equity",
    "voting-rights": "votes",
    "right-to-share-surplus-assets": "equity",  # what stands for shares in a partnership
}
_BANDS: dict[str, Share] = {
    "25-to-50": read_share("(25,50]"),
    "50-to-75": read_share("(50,75)"),
    "75-to-100": read_share("[75,100]"),
    "more-than-25": read_share(">25"),
}
_THROUGH = re.compile(r"-as-(?:control-over-)?(trust|firm)")
_KINDS: dict[str, Kind] = {"individual": "person", "corporate-entity": "company", "legal-person": "organization"}
_REGISTERED_HERE = re.compile(
    r"(?<!new )england|(?<!south )wales|scotland|northern ireland|united kingdom|great britain|\bu\.?k\b|"
    r"companies house$|cardiff|edinburgh|belfast",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:[A-Z]{2}[0-9]{6}|[0-9]{1,8})")


def read(rows: Rows, origin: Origin, tally: Tally) -> Iterator[Fact]:
    """Read the snapshot's lines. A company's id is its number; so is that of an owner registered in the UK.

    Every other person's id is `psc:NUMBER/…`, one a notification, because the register does not say who is the same
    person. Control through a trust or firm is two steps: the person controls the trust, and that holds the band. Who is
    kept secret is `unknown:…`. A statement (such as that there is nobody) and an exemption are notes on the company.
    """

    def build(line: Item, number: int) -> list[Fact]:
        data = line.item("data")
        kind = data.need("kind")
        if kind.startswith("totals#"):
            tally.rows -= 1  # the snapshot's own count of its lines
            return []
        return _facts(line.need("company_number"), kind, data, origin.at(number), tally)

    return each(rows(), origin, tally, build)


def _facts(company: str, kind: str, data: Item, source: Source, tally: Tally) -> list[Fact]:
    sort = next((sort for sort in _KINDS if kind.startswith(sort)), "")
    if not sort and not kind.startswith("super-secure"):
        if "statement" not in kind and "exemption" not in kind:
            raise data.wrong("kind", "not a kind of record of this register that is read")
        said = data.text("statement", "exemptions") if "exemption" not in kind else kind
        return [Party(id=company, kind="company", names=(), notes=(Note(label="register", text=said),), source=source)]
    if data.yes("ceased") and not data.text("ceased_on"):
        tally.left_out["persons left out who ceased on no stated day"] += 1
        return []
    start = data.parse("notified_on", first_day)
    period = data.parse("ceased_on", lambda text: Period(start, last_day(text)))
    if not sort:
        owner = f"unknown:{_key(company, data)}"
        hidden = Party(id=owner, kind="person", names=(), notes=(Note(label="unspecified", text=kind),), source=source)
        return [hidden, Holding(owner=owner, owned=company, share=UNKNOWN, period=period, source=source)]
    person = _person(company, _KINDS[sort], data, source)
    return [person, *_holdings(person.id, company, data, period, source)]


def _key(company: str, data: Item) -> str:
    return f"{company}/{data.item('links').text('self').rpartition('/')[2] or data.text('etag', 'name')}"


def _person(company: str, kind: Kind, data: Item, source: Source) -> Party:
    told = data.item("identification")
    number = told.text("registration_number").replace(" ", "").upper()
    here = _REGISTERED_HERE.search(told.text("country_registered") or told.text("place_registered"))
    parts = data.item("name_elements")
    born = data.item("date_of_birth")
    given = " ".join(part for key in ("forename", "middle_name", "other_forenames") if (part := parts.text(key)))
    notes = [Note(label=key, text=text) for key in ("legal_form", "legal_authority") if (text := told.text(key))]
    notes += [Note(label="is_sanctioned", text="true")] if data.yes("is_sanctioned") else []
    countries = dict.fromkeys(
        text
        for text in (told.text("country_registered"), data.text("nationality"), data.text("country_of_residence"))
        if text
    )
    if kind == "company" and here and _NUMBER.fullmatch(number):
        party = number.zfill(8)
        identifiers: tuple[Identifier, ...] = (Identifier(type=SCHEME, value=party),)
    else:
        party = f"psc:{_key(company, data)}"
        identifiers = (Identifier(type="registration_number", value=number),) if number else ()
    return Party(
        id=party,
        kind=kind,
        names=(Name(text=_untitled(data.need("name"), parts), given=given, family=parts.text("surname")),),
        identifiers=identifiers,
        addresses=tuple(_address(data.item(key)) for key in ("address", "principal_office_address") if key in data),
        countries=tuple(countries),
        births=(f"{year}-{born.text('month').zfill(2)}",) if (year := born.text("year")) else (),
        notes=tuple(notes),
        source=source,
    )


def _untitled(name: str, parts: Item) -> str:
    """The name without the title printed before it, which no list prints."""
    title = f"{parts.text('title')} "
    return name[len(title) :] if name.casefold().startswith(title.casefold()) else name


def _address(place: Item) -> Address:
    keys = (
        "care_of",
        "po_box",
        "premises",
        "address_line_1",
        "address_line_2",
        "locality",
        "region",
        "postal_code",
        "country",
    )
    return Address(
        text=", ".join(part for key in keys if (part := place.text(key))),
        street=place.text("address_line_1"),
        city=place.text("locality"),
        region=place.text("region"),
        postal=place.text("postal_code"),
        country=place.text("country"),
    )


def _holdings(owner: str, company: str, data: Item, period: Period, source: Source) -> list[Holding]:
    found: list[Holding] = []
    for nature in data.texts("natures_of_control"):
        basis, share, rest = _nature(nature, data)
        holder = owner
        if through := _THROUGH.search(rest):
            holder = f"{owner}/{through[1]}"
            found.append(
                Holding(owner=owner, owned=holder, share=UNKNOWN, basis="control", period=period, source=source)
            )
            # whatever else the rule says of control, the person has an interest in what the trust holds
            found.append(
                Holding(owner=owner, owned=company, share=UNKNOWN, basis="interest", period=period, source=source)
            )
        found.append(Holding(owner=holder, owned=company, share=share, basis=basis, period=period, source=source))
    return [row for place, row in enumerate(found) if row not in found[:place]]


def _nature(nature: str, data: Item) -> tuple[Basis, Share, str]:
    if amount := _AMOUNT.fullmatch(nature):
        return _AMOUNTS[amount[1]], _BANDS[amount[2]], amount[3] or ""
    if right := _RIGHT.fullmatch(nature):
        return "control", UNKNOWN, right[1] or ""
    if _NOMINEE.fullmatch(nature):
        return "interest", UNKNOWN, ""
    raise data.wrong("natures_of_control", f"'{nature[:80]}' is no nature of control that is read")


def read_companies(rows: Rows, origin: Origin, tally: Tally) -> Iterator[Fact]:
    """Read basic company data (the CSV's columns as keys): number, name, former names, address, status."""

    def build(line: Item, number: int) -> list[Fact]:
        company = line.need("CompanyNumber")
        former = [line.text(f"PreviousName_{place}.CompanyName") for place in range(1, 11)]
        names = [Name(text=line.need("CompanyName")), *(Name(text=name, role="fka") for name in former if name)]
        place = [line.text(f"RegAddress.{key}") for key in ("CareOf", "POBox", "AddressLine1", "AddressLine2")]
        city, region, country, postal = (
            line.text(f"RegAddress.{key}") for key in ("PostTown", "County", "Country", "PostCode")
        )
        address = Address(
            text=", ".join(part for part in (*place, city, region, postal, country) if part),
            street=place[2],
            city=city,
            region=region,
            postal=postal,
            country=country,
        )
        labels = ("CompanyStatus", "CompanyCategory", "IncorporationDate", "DissolutionDate", "SICCode.SicText_1")
        return [
            Party(
                id=company,
                kind="company",
                names=tuple(names),
                identifiers=(Identifier(type=SCHEME, value=company, issued=_day(line, "IncorporationDate")),),
                addresses=(address,) if address.text else (),
                countries=(origin_country,) if (origin_country := line.text("CountryOfOrigin")) else (),
                notes=tuple(Note(label=label, text=text) for label in labels if (text := line.text(label))),
                source=origin.at(number),
            )
        ]

    return each(rows(), origin, tally, build)


def _day(line: Item, key: str) -> str:
    """A British date as ISO 8601; blank stays blank."""
    return line.parse(key, lambda text: datetime.strptime(text, "%d/%m/%Y").date().isoformat() if text else "")  # noqa: DTZ007
