"""Dealings: who supplies, buys, banks, insures, finances whom, with the facts that tie it to a jurisdiction."""

import re
from collections.abc import Mapping
from decimal import Decimal

from ricochet.model.dealing import Dealing, Known
from ricochet.model.period import Period, first_day, last_day
from ricochet.model.share import read_share
from ricochet.sources.read import Read
from ricochet.sources.tables.answer import answer
from ricochet.sources.tables.columns import EVIDENCE, Field, Record, key, read_columns, records_of

FIELDS = (
    Field("from", ("from_party", "actor"), required=True),
    Field("to", ("to_party", "target"), required=True),
    Field("kind", ("dealing",), ("type", "relation"), required=True),
    Field("value", ("amount",)),
    Field("currency"),
    Field("from_date", ("start", "start_date", "since", "date_from"), ("date",)),
    Field("to_date", ("end", "end_date", "until", "date_to")),
    Field("seen", ("last_seen", "seen_on")),
    Field("detail", ("details", "description"), ("notes", "note")),
    Field("country_from"),
    Field("country_to"),
    Field("concerning", ("concerns", "goods_of", "on_behalf_of")),
    Field("signatory", ("signed_by",)),
    Field("us_content", ("us_content_percent",)),
    Field("nexus"),
    *EVIDENCE,
)
"""What a dealing may have and the headers it goes by; beside these, all columns of `_group` are nexus facts."""

FACTS = frozenset(
    [
        "us_person",
        "us_territory",
        "us_owned",
        "us_reinsurer",
        "foreign_direct_product",
        "to_e_group",
        "divestment",
        "paid",
        "wind_down",
        "covered_module",
        "dod",
        "new_authorisation",
        "usd",
        "us_bank",
        "us_origin",
        "us_approval",
        "us_listed_issuer",
        "federal_agency",
        "federal_contractor",
        "federal_funds",
        "foreign_bank",
        "securities",
        "us_import",
        "eu_person",
        "uk_person",
        "ca_person",
        "ch_person",
    ]
)
"""Nexus facts that have a column of their own name; any other is read from `nexus_NAME`."""

_FACT = re.compile(r"([a-z][a-z0-9_]*)(?:\s*[=:]\s*(\S+))?")
_PLAIN = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,12})?")
_COMMAS = re.compile(r"-?[0-9]{1,3}(?:(?:,[0-9]{3}){2,9}|(?:,[0-9]{3})+(?=\.))(?:\.[0-9]{1,12})?")
_POINTS = re.compile(r"-?[0-9]{1,3}(?:(?:\.[0-9]{3}){2,9}|(?:\.[0-9]{3})+(?=,))(?:,[0-9]{1,12})?")
_DECIMAL_COMMA = re.compile(r"-?[0-9]{1,30},(?:[0-9]{1,2}|[0-9]{4,12})")
_SPACED = re.compile(r"-?[0-9]{1,3}(?:[ '’\u00a0\u2009\u202f][0-9]{3})+(?:[.,][0-9]{1,2})?")


def read_dealings(
    name: str, data: bytes, *, publisher: str = "user", mapping: Mapping[str, str] | None = None
) -> Read[Dealing]:
    """Read dealings; ids are the user's own, raw; `from` acts, `to` is dealt with.

    A column named after a nexus fact, or `nexus_FACT`, answers yes, no or unknown (blank is unknown). A column
    `nexus` holds facts (`us_origin; usd=no`); other words in it go to the detail, and decide nothing.
    `concerning` is the party whose goods, risk or property it is about, `signatory` who signs for `to`; `us_content` is
    a share. `country_from` and `country_to` become facts such as "country_from:US". A value that is no plain amount
    stays text.
    """
    table = read_columns(name, data, FIELDS, publisher=publisher, mapping=mapping, group=_group)
    return records_of(table, _dealing)


def _group(key: str) -> str | None:
    return "nexus fact" if key in FACTS or (key.startswith("nexus_") and key != "nexus_") else None


def _dealing(record: Record) -> Dealing:
    start = record.parse("from_date", first_day)
    nexus, words = _nexus(record)
    return Dealing(
        actor=record.need("from"),
        target=record.need("to"),
        kind=record.need("kind").casefold(),
        value=amount(record["value"]),
        value_text=record["value"],
        currency=record["currency"].upper(),
        period=record.parse("to_date", lambda text: Period(start, last_day(text))),
        seen=record.parse("seen", last_day),
        nexus=nexus,
        concerning=record["concerning"],
        signatory=record["signatory"],
        measures=(("us_content", record.parse("us_content", read_share)),) if record["us_content"] else (),
        detail="; ".join(part for part in (record["detail"], words) if part),
        source=record.source,
    )


def _nexus(record: Record) -> tuple[tuple[tuple[str, Known], ...], str]:
    """The facts in order of name, and what the `nexus` column says in words that are no facts."""
    facts: dict[str, Known] = {}
    words: list[str] = []
    stated = [(key(column).removeprefix("nexus_"), text, column) for _, column, text in record.others]
    for part in filter(None, (piece.strip() for piece in re.split(r"[;|]", record["nexus"]))):
        fact = _FACT.fullmatch(part)
        if fact and (fact[1] in FACTS or fact[2]):
            stated.append((fact[1], fact[2] or "yes", record.columns["nexus"]))
        else:
            words.append(part)
    for name, text, column in stated:
        try:
            known = answer(text)
        except ValueError as wrong:
            raise record.wrong_at(column, text, str(wrong), "Correct the cell.") from None
        if {facts.get(name), known} == {"yes", "no"}:
            raise record.wrong_at(column, text, f"'{name}' is yes and no in one row", "Correct one of the cells.")
        if known != "unknown" or name not in facts:
            facts[name] = known
    for side in ("country_from", "country_to"):
        if country := record[side]:
            facts[f"{side}:{country.upper()}"] = "yes"
    return tuple(sorted(facts.items())), f"nexus: {'; '.join(words)}" if words else ""


def amount(text: str) -> Decimal | None:
    """Read an amount where its digits allow one reading only; None for words, and for "1,234" or "1.234"."""
    plain = text.strip()
    if _PLAIN.fullmatch(plain):
        return None if re.fullmatch(r"-?[1-9][0-9]{0,2}\.[0-9]{3}", plain) else Decimal(plain)
    if _COMMAS.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    if _POINTS.fullmatch(plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if _DECIMAL_COMMA.fullmatch(plain):
        return Decimal(plain.replace(",", "."))
    if _SPACED.fullmatch(plain):
        return Decimal(re.sub(r"[ '’\u00a0\u2009\u202f]", "", plain).replace(",", "."))
    return None
