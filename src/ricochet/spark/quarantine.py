"""Quarantine: the rows of a DataFrame that cannot be read, and why. The answers are given without them."""

from typing import TYPE_CHECKING, Literal

from ricochet.sources.tables.dealings import read_dealings
from ricochet.sources.tables.holdings import read_holdings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def quarantined(frame: "DataFrame", kind: Literal["holdings", "dealings"]) -> "DataFrame":
    """One row for each that is set aside: `row` as it came in (JSON), `column`, `value`, `reason`, `remedy`."""
    from pyspark.sql import functions as f  # noqa: PLC0415 - an extra

    why = f.udf(lambda row: wrong(row, kind), "struct<column:string,value:string,reason:string,remedy:string>")
    rows = frame.select(f.to_json(f.struct("*")).alias("row")).withColumn("why", why("row"))
    return rows.where("why is not null").select("row", "why.*")


def wrong(row: str, kind: Literal["holdings", "dealings"]) -> tuple[str, str, str, str] | None:
    """What keeps one row from being read; None where nothing does."""
    data = row.encode()
    read = read_holdings("row.jsonl", data, share_unit="percent") if kind == "holdings" else None
    found = read.quarantined if read else read_dealings("row.jsonl", data).quarantined
    return (found[0].column, found[0].value, found[0].reason, found[0].remedy) if found else None
