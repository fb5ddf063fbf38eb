"""Dealings: findings on a DataFrame of dealings, joined to those whom the regimes list or reach."""

import json
import operator
from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING

from ricochet.exposure.assess import Assessment
from ricochet.exposure.dealings import exposures, touched
from ricochet.report.rows import exposure_row
from ricochet.sources.tables.dealings import read_dealings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

BUCKETS = 64
"""Parts in which dealings are read; no answer depends on it."""


def findings(dealings: "DataFrame", assessments: Sequence[Assessment], day: date) -> "DataFrame":
    """One row a finding: `dealing` as it came in and `finding`, the row of the contract, both as JSON.

    `dealings` has the columns of the table, all text. Only dealings that touch a listed or reached party are read; two
    equal rows are two dealings. Rows that cannot be read give no finding; see `ricochet.spark.quarantine`.
    """
    from pyspark.sql import functions as f  # noqa: PLC0415 - an extra

    near = set().union(*(touched(one.regime.dealings, one) for one in assessments)) if assessments else set()
    spark = dealings.sparkSession
    sides = [name for name in ("to", "concerning", "signatory") if name in dealings.columns]
    lines = dealings.select(
        f.to_json(f.struct("*")).alias("dealing"), *(f.trim(f.col(name)).alias(name) for name in sides)
    )
    for name in sides:
        parties = spark.createDataFrame(
            [(party, True) for party in sorted(near)], f"`{name}` string, `by {name}` boolean"
        )
        lines = lines.join(f.broadcast(parties), name, "left")
    kept = lines.where(reduce(operator.or_, (f.col(f"by {name}").isNotNull() for name in sides)))
    found = f.udf(lambda texts: found_in(texts, assessments, day), "array<struct<dealing:string,finding:string>>")
    bucket = f.pmod(f.hash("dealing"), f.lit(BUCKETS))
    parts = kept.groupBy(bucket.alias("bucket")).agg(f.collect_list("dealing").alias("dealings"))
    return parts.select(f.explode(found("dealings")).alias("one")).select("one.dealing", "one.finding")


def found_in(texts: Sequence[str], assessments: Sequence[Assessment], day: date) -> list[tuple[str, str]]:
    """The findings of some dealings, each with its dealing; without a file, a finding has no source of its own."""
    ordered = sorted(texts)
    read = read_dealings("dealings.jsonl", "\n".join(ordered).encode())
    answers = []
    for one in exposures(read.records, assessments, day):
        row = exposure_row(one)
        place = row.pop("source")["row"]
        answers.append((ordered[place - 1], json.dumps(row, ensure_ascii=False)))
    return answers
