"""Parties: customers, suppliers, vendors, firms of interest, from the user's own table."""

import re
from collections.abc import Mapping
from dataclasses import replace

from ricochet.model.kind import Kind, kind_of
from ricochet.model.party import Address, Identifier, Name, Party
from ricochet.model.quarantine import Quarantined
from ricochet.sources.read import Read
from ricochet.sources.tables.answer import answer
from ricochet.sources.tables.columns import EVIDENCE, Field, Record, Table, read_columns, records_of

FIELDS = (
    Field(
        "id", ("party", "party_id", "entity_id"), ("firm_id", "customer_id", "vendor_id", "supplier_id", "account_id")
    ),
    Field(
        "name",
        ("full_name", "legal_name", "company_name", "party_name", "entity_name"),
        (
            "vendor_name",
            "supplier_name",
            "customer_name",
            "company",
            "vendor",
            "supplier",
            "customer",
            "counterparty",
            "entity",
        ),
    ),
    Field("given", ("given_name", "first_name")),
    Field("family", ("family_name", "last_name", "surname")),
    Field("aliases", ("names", "alias", "aka", "also_known_as", "other_names")),
    Field("weak", ("weak_aliases", "weak_alias", "weak_names")),
    Field("kind", ("schema", "entity_type", "party_type"), ("type",)),
    Field("country", ("countries", "nationality", "jurisdiction", "country_code")),
    Field("birth_date", ("date_of_birth", "dob", "birthdate", "birthday")),
    Field("birth_place", ("place_of_birth", "pob", "birthplace")),
    Field("gender", ("sex",)),
    Field("register_complete"),
    Field("street", (), ("street_address",)),
    Field("city", ("town",)),
    Field("region", ("state", "province")),
    Field("postal", ("postal_code", "postcode", "zip", "zip_code")),
    *EVIDENCE,
)
"""What a party may have and the headers it goes by; beside these, all columns of `_group` are read."""

_IDENTIFIERS = frozenset(
    [
        "bic",
        "business_registration",
        "company_number",
        "customer_number",
        "duns",
        "duns_number",
        "ein",
        "email",
        "e_mail",
        "iban",
        "imo",
        "imo_number",
        "inn",
        "isin",
        "isins",
        "lei",
        "mmsi",
        "national_id",
        "ogrn",
        "passport",
        "passport_number",
        "phone",
        "registration",
        "registration_no",
        "registration_number",
        "swift",
        "tax_id",
        "tax_number",
        "ticker",
        "tin",
        "uei",
        "unified_social_credit_code",
        "uscc",
        "vat",
        "vat_number",
        "wallet",
        "web",
        "website",
        "websites",
    ]
)
_EXPONENT = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+")


_NEEDED = ("id", "name", "family", "aliases", "names")


def read_parties(
    name: str,
    data: bytes,
    *,
    publisher: str = "user",
    mapping: Mapping[str, str] | None = None,
    keep_repeats: bool = False,
) -> Read[Party]:
    """Read parties; ids are the user's own, raw, or else the name. Several values of a cell stand apart by ; or |.

    Headers "identifier…" and the known kinds of numbers (LEI, USCC, IMO…) become identifiers under the header's own
    word, "address…" addresses, "name_…" further names (the first is the primary one where there is no "name").
    A repeated row counts once and is noticed; an id again for something else is quarantined. `keep_repeats` keeps
    every row, for answers row by row. A word for the kind that nobody uses is read as "any", and noticed.
    """
    table = read_columns(name, data, FIELDS, publisher=publisher, mapping=mapping, group=_group, one_of=_NEEDED)
    read = records_of(table, _party)
    unread = sorted({record["kind"] for record in table.records if kind_of(record["kind"]) is None})
    if unread:
        notice = f"{name}: kinds nobody uses, read as any: {', '.join(ascii(word)[1:-1] for word in unread[:10])}"
        read = replace(read, notices=(*read.notices, notice))
    return read if keep_repeats else _once(table, read)


def _group(key: str) -> str | None:
    if key in _IDENTIFIERS or key.startswith("identifier"):
        return "identifier"
    if key.startswith("address"):
        return "address"
    return "names" if re.fullmatch(r"name_\w+|alias_\w+", key) else None


def _party(record: Record) -> Party:
    names = _names(record)
    identity = record["id"] or (names[0].text if names else "")
    if not identity:
        raise record.wrong("name", "neither an id nor a name", "Fill one in, or remove the row.")
    for column, value in [(record.columns.get("id", "id"), record["id"]), *_grouped(record, "identifier")]:
        if _EXPONENT.fullmatch(value):
            reason = "a spreadsheet has turned the number into powers of ten, and lost digits"
            raise record.wrong_at(column, value, reason, "Format the column as text and enter the number again.")
    kind: Kind = kind_of(record["kind"]) or "any"
    return Party(
        id=identity,
        kind=kind,
        names=names,
        identifiers=tuple(
            Identifier(type=column, value=part)
            for column, value in _grouped(record, "identifier")
            for part in _parts(value)
        ),
        addresses=_addresses(record),
        countries=_parts(record["country"]),
        births=_parts(record["birth_date"]),
        birth_places=_parts(record["birth_place"]),
        gender=record["gender"],
        register_complete=record.parse("register_complete", answer) == "yes",
        source=record.source,
    )


def _names(record: Record) -> tuple[Name, ...]:
    given, family = record["given"], record["family"]
    texts = [record["name"] or " ".join(part for part in (given, family) if part)]
    texts += [value for _, value in _grouped(record, "names")]
    texts += _parts(record["aliases"])
    if not any(texts) and not {"name", "family", "aliases"} & record.columns.keys():
        texts = [record["id"]]  # a table of ids alone: the id is what the user calls the party
    names = [Name(text=text, role="aka") for text in dict.fromkeys(texts) if text]
    if names:
        names[0] = replace(names[0], role="primary", given=given, family=family)
    known = {name.text for name in names}
    return (*names, *(Name(text=text, role="aka", weak=True) for text in _parts(record["weak"]) if text not in known))


def _addresses(record: Record) -> tuple[Address, ...]:
    parts = [record[part] for part in ("street", "city", "region", "postal")]
    written = [Address(text=value) for _, value in _grouped(record, "address")]
    if any(parts):
        text = ", ".join(part for part in parts if part)
        street, city, region, postal = parts
        written.append(Address(text=text, street=street, city=city, region=region, postal=postal))
    return tuple(written)


def _grouped(record: Record, group: str) -> list[tuple[str, str]]:
    return [(column, text) for found, column, text in record.others if found == group]


def _parts(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    return tuple(dict.fromkeys(part for piece in text.replace("|", ";").split(";") if (part := piece.strip())))


def _once(table: Table, read: Read[Party]) -> Read[Party]:
    """One party an id: the first. What a later row says under the same id is a repetition or a contradiction."""
    first: dict[str, Party] = {}
    repeated: list[int] = []
    aside: list[Quarantined] = []
    for party in read.records:
        known = first.setdefault(party.id, party)
        if known is party:
            continue
        if replace(party, source=known.source) == known:
            repeated.append(party.source.row)
            continue
        aside.append(
            Quarantined(
                file=table.name,
                sheet=party.source.sheet,
                row=party.source.row,
                column=next((column for column, field in table.mapping if field == "id"), "name"),
                value=party.id[:200],
                reason=f"row {known.source.row} says something else under the same id",
                remedy="Give each party an id of its own.",
            )
        )
    notices = read.notices
    if repeated:
        notices += (f"{table.name}: {len(repeated)} repeated row(s) counted once (first: row {repeated[0]})",)
    return replace(read, records=tuple(first.values()), quarantined=(*read.quarantined, *aside), notices=notices)
