"""Screening: a DataFrame of parties against entries, row by row the answer of the embedded search."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ricochet.app.shapes import screened_row
from ricochet.screening.entry import Entry
from ricochet.verbs.screen import Screening

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

BUCKETS = 64
"""Parts in which rows are searched; no answer depends on it."""
_ready: dict[str, Screening] = {}
"""Lists made ready in this worker, by key: making them takes longer than a thousand rows."""


def screen(parties: "DataFrame", entries: Iterable[Entry], *, key: str, number: str = "row") -> "DataFrame":
    """`number` and `answer` (the row of the contract, as JSON) for every row; the columns pass through untouched in it.

    `entries` go to every worker and are made ready there once; `key` names them, such as the snapshot's hash. `number`
    is a column that counts the rows.
    """
    from pyspark.sql import functions as f  # noqa: PLC0415 - an extra

    held = tuple(entries)
    search = f.udf(lambda rows: screened(rows, held, key), "array<struct<number:bigint,answer:string>>")
    columns = [name for name in parties.columns if name != number]
    row = f.struct(f.col(number).cast("bigint").alias("number"), f.to_json(f.struct(*columns)).alias("row"))
    bucket = f.pmod(f.hash(number), f.lit(BUCKETS)).alias("bucket")
    parts = parties.groupBy(bucket).agg(f.collect_list(row).alias("rows"))
    found = parts.select(f.explode(search("rows")).alias("one"))
    return found.select(f.col("one.number").alias(number), "one.answer")


def screened(rows: Sequence[tuple[int, str]], entries: tuple[Entry, ...], key: str) -> list[tuple[int, str]]:
    """Number and answer of some numbered rows."""
    if key not in _ready:
        _ready.clear()
        _ready[key] = Screening(entries)
    answers = _ready[key].rows([json.loads(text) for _, text in rows], 1)
    numbered = (replace(answer, row=number) for (number, _), answer in zip(rows, answers, strict=True))
    return [(one.row, json.dumps(screened_row(one), ensure_ascii=False)) for one in numbered]
