"""Holdings: who holds how much of whom, from the user's own table."""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from ricochet.model.holding import BASES, Basis, Holding
from ricochet.model.period import Period, first_day, last_day
from ricochet.model.share import WHOLE, Share, read_share
from ricochet.sources.read import Read
from ricochet.sources.tables.columns import EVIDENCE, Field, Record, read_columns, records_of

ShareUnit = Literal["percent", "fraction"]

FIELDS = (
    Field("owner", ("shareholder", "holder", "owner_name", "shareholder_name", "parent", "parent_name"), required=True),
    Field("owned", ("subsidiary", "owned_name", "subsidiary_name", "investee", "issuer"), ("company",), required=True),
    Field(
        "share",
        ("percent", "percentage", "pct", "stake", "share_percent", "shareholding", "ownership", "percent_owned"),
    ),
    Field("basis", ("basis_of_holding", "interest_type")),
    Field("from", ("start", "start_date", "from_date", "valid_from", "since")),
    Field("to", ("end", "end_date", "to_date", "valid_to", "until")),
    Field("joint", ("joint_group",)),
    Field("held_for", ("nominee_for", "on_behalf_of")),
    Field("class", ("share_class", "class_of_shares")),
    Field("seen", ("last_seen", "seen_on")),
    *EVIDENCE,
)
"""The columns of the contract and the headers they also go by."""

BASIS_WORDS: dict[str, Basis] = {
    "": "equity",
    "shares": "equity",
    "ownership": "equity",
    "capital": "equity",
    "voting": "votes",
    "voting rights": "votes",
    "vote": "votes",
    **{basis: basis for basis in BASES},
}
"""What a basis is called, in lower case."""
_ABOVE = re.compile(r"\s*(?:[>≥]|more than|at least|over)", re.IGNORECASE)
_BELOW = re.compile(r"\s*(?:[<≤]|less than|at most|up to|under)", re.IGNORECASE)


def read_holdings(
    name: str,
    data: bytes,
    *,
    publisher: str = "user",
    share_unit: ShareUnit | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Read[Holding]:
    """Read holdings; ids are the user's own, raw. A blank share is unknown, a blank basis is equity.

    A bare number is per cent, or with `share_unit` "fraction" a part of 1 (`60 %` and `3/5` mean the same in both).
    Where no unit is given and no bare number of a file is over 1, each row with one over 0 is quarantined: 0.6 may
    be either. Raises DataError for a file that cannot be read or has no owner or owned column.
    """
    table = read_columns(name, data, FIELDS, publisher=publisher, mapping=mapping)
    numbers = [number for record in table.records for number in bare(record["share"])]
    doubtful = share_unit is None and bool(numbers) and 0 < max(numbers) <= 1

    def build(record: Record) -> Holding:
        share = record.parse("share", lambda text: share_of(text, share_unit))
        if doubtful and max(bare(record["share"]), default=Fraction(0)) > 0:
            raise record.wrong(
                "share",
                "no number of the column is over 1: it may be per cent or a fraction",
                "Say --share-unit percent or --share-unit fraction.",
            )
        return _holding(record, share)

    read = records_of(table, build)
    if not doubtful:
        return read
    notice = f"{name}: no share is over 1, so 0.6 may be 0.6 % or 60 %: say --share-unit percent or fraction"
    return replace(read, notices=(*read.notices, notice))


def _holding(record: Record, share: Share) -> Holding:
    basis = BASIS_WORDS.get(record["basis"].casefold())
    if basis is None:
        raise record.wrong("basis", f"'{record['basis']}' is no basis", f"Write one of: {', '.join(BASES)}.")
    start = record.parse("from", first_day)
    return Holding(
        owner=record.need("owner"),
        owned=record.need("owned"),
        share=share,
        basis=basis,
        period=record.parse("to", lambda text: Period(start, last_day(text))),
        joint=record["joint"],
        held_for=record["held_for"],
        share_class=record["class"],
        seen=record.parse("seen", last_day),
        source=record.source,
    )


@lru_cache(maxsize=1 << 16)
def bare(text: str) -> tuple[Fraction, ...]:
    """The numbers of a share that leave their unit open: neither 60 % nor 3/5, nor the end that `>50` implies."""
    if "%" in text or "/" in text:
        return ()
    try:
        share = read_share(text)
    except ValueError:
        return ()
    if not any(c.isdigit() for c in text):
        return ()
    if _ABOVE.match(text):
        return (share.low,)
    return (share.high,) if _BELOW.match(text) else (share.low, share.high)


@lru_cache(maxsize=1 << 16)  # a register repeats its few shares
def share_of(text: str, unit: ShareUnit | None) -> Share:
    """Read a share in the column's unit. Raises ValueError."""
    share = read_share(text)
    if unit != "fraction" or not (numbers := bare(text)):
        return share
    low = WHOLE * share.low
    high = share.high if _ABOVE.match(text) else WHOLE * share.high
    if max(numbers) > 1:
        raise ValueError(f"'{text}' is over 1, and --share-unit says fractions")
    return Share(low, high, share.low_open, share.high_open)
