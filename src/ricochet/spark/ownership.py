"""Ownership: a regime's rule on a DataFrame of holdings, round after round from the listed parties."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any

from ricochet.errors import UsageError
from ricochet.model.holding import Basis, Holding
from ricochet.model.listing import Listing
from ricochet.model.regime import Regime, Test
from ricochet.model.share import read_share
from ricochet.model.source import Source
from ricochet.ownership.arrange import register_of
from ricochet.ownership.reach import groups
from ricochet.ownership.register import Units
from ricochet.ownership.seeds import doubted_on, listed_on, seeds_of
from ricochet.ownership.solve import Certainty
from ricochet.ownership.stakes import stakes_on
from ricochet.sources.tables.holdings import BASIS_WORDS, read_holdings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

HOLDINGS = ("owner", "owned", "share", "basis", "from", "to", "source", "joint", "held_for", "class")
"""Columns of the holdings, all text, in the grammar of the table; any may be missing but the first three."""

_COMPANY = "\0"
"""The one company of a block, by an id that no owner has."""
_NOWHERE = Source(publisher="user", file="", sha256="", row=0)


def reach(
    holdings: "DataFrame", listings: Iterable[Listing], regime: Regime, day: date, *, complete: Sequence[str] = ()
) -> "DataFrame":
    """Whom `regime` reaches on `day`: `party`, `status` ("caught" or "possible"), listed parties not repeated.

    `complete` names companies whose register is asserted complete. Rows that cannot be read count for nothing; see
    `ricochet.spark.quarantine`. Raises UsageError for a rule that also climbs to
    parents, which the embedded engine alone answers.
    """
    from pyspark.sql import functions as f  # noqa: PLC0415 - an extra

    if regime.direction != "down":
        raise UsageError(f"{regime.id} also reaches parents and sisters: ask the embedded engine.")
    spark = holdings.sparkSession
    listings = tuple(listings)
    seeds = seeds_of(regime, listed_on(regime, listings, day))
    doubted = doubted_on(regime, listings, day)
    blocks = _blocks(_stakes(holdings, day), regime.tests, complete).cache()
    pools = list(enumerate(groups(regime, seeds, doubted))) if regime.tests else []
    found = {}
    for certainty in ("definite", "conceivable"):
        rows = [
            (number, party, len(set(pool[certainty != "definite"])) > 1)
            for number, pool in pools
            for party in sorted(set(pool[certainty != "definite"]))
        ]
        start = spark.createDataFrame(rows, "pool int, party string, several boolean")
        found[certainty] = _closed(start, blocks, regime.tests, certainty).select("party").distinct()
    listed = spark.createDataFrame([(party,) for party in (*seeds, *doubted)], "party string")
    sure = found["definite"].withColumn("sure", f.expr("true"))
    answer = found["conceivable"].join(sure, "party", "left").join(listed, "party", "left_anti")
    status = f.when(f.col("sure"), "caught").otherwise("possible")
    return answer.select("party", status.alias("status"))


def _stakes(holdings: "DataFrame", day: date) -> "DataFrame":
    """One row an owner, company and basis: what all rows in force on the day come to."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    missing = [name for name in HOLDINGS if name not in holdings.columns]
    rows = reduce(lambda frame, name: frame.withColumn(name, f.lit("")), missing, holdings)
    rows = rows.select(*(f.trim(f.coalesce(f.col(name).cast("string"), f.lit(""))).alias(name) for name in HOLDINGS))
    words = f.create_map(*(f.lit(text) for pair in BASIS_WORDS.items() for text in pair))
    rows = rows.withColumn("basis", f.coalesce(words[f.lower("basis")], f.col("basis")))
    holder = f.when(f.col("held_for") != "", f.col("held_for")).otherwise(f.col("owner"))
    merge = f.udf(lambda texts: merged(texts, day), "share string, joint array<string>")
    whole = rows.withColumn("owner", holder).groupBy("owner", "owned", "basis")
    packed = whole.agg(merge(f.collect_list(f.to_json(f.struct(*HOLDINGS)))).alias("stake"))
    return packed.where("stake is not null").select("owner", "owned", "basis", "stake.share", "stake.joint")


def _blocks(stakes: "DataFrame", tests: Sequence[Test], complete: Sequence[str]) -> "DataFrame":
    """Every stake once for each test that counts its basis."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    spark = stakes.sparkSession
    rows = [(number, test.basis) for number, test in enumerate(tests)]
    counted = f.broadcast(spark.createDataFrame(rows, "test int, basis string"))
    whole = spark.createDataFrame([(name, True) for name in complete], "owned string, complete boolean")
    return stakes.where("owner <> owned").join(counted, "basis").join(f.broadcast(whole), "owned", "left")


def _closed(start: "DataFrame", blocks: "DataFrame", tests: Sequence[Test], certainty: Certainty) -> "DataFrame":
    """The least set closed under the tests, pool by pool; a round reads what the newest members own part of."""
    from pyspark.sql import functions as f  # noqa: PLC0415

    meets = f.udf(
        lambda test, members, complete, several: met(
            tests[test], members, complete=bool(complete), several=several, certainty=certainty
        ),
        "boolean",
    )
    members = frontier = start.localCheckpoint()
    while not frontier.isEmpty():
        entered = frontier.withColumnRenamed("party", "owner")
        touched = entered.join(blocks, "owner").select("pool", "several", "test", "owned").distinct()
        inside = members.select("pool", f.col("party").alias("owner"), f.expr("true").alias("inside"))
        known = members.select("pool", f.col("party").alias("owned"))
        rows = touched.join(known, ["pool", "owned"], "left_anti").join(blocks, ["test", "owned"])
        rows = rows.join(inside, ["pool", "owner"], "left")
        member = f.struct("owner", "share", "joint", f.coalesce("inside", f.expr("false")).alias("inside"))
        sums = rows.groupBy("pool", "several", "test", "owned", "complete").agg(f.collect_list(member).alias("members"))
        fresh = sums.where(meets("test", "members", "complete", "several"))
        frontier = fresh.select("pool", f.col("owned").alias("party"), "several").distinct().localCheckpoint()
        members = members.union(frontier).localCheckpoint()
    return members


def merged(rows: Sequence[str], day: date) -> tuple[str, list[str]] | None:
    """What rows (JSON) about one owner, company and basis come to on the day; None where none is in force."""
    read = read_holdings("holdings.jsonl", "\n".join(rows).encode(), share_unit="percent")
    stakes = stakes_on(read.records, day)
    return (str(stakes[0].share), list(stakes[0].joint)) if len(stakes) else None


def met(test: Test, members: Sequence[Any], *, complete: bool, several: bool, certainty: Certainty) -> bool:
    """Whether one company meets a test, where the members with `inside` are caught (or possible)."""
    rows = [
        _holding(one["owner"], one["share"], test.basis, label) for one in members for label in one["joint"] or [""]
    ]
    stakes = stakes_on(rows, date.max)
    units = register_of(stakes, (test,), frozenset([_COMPANY] if complete else [])).units(0)
    inside = {one["owner"] for one in members if one["inside"]}
    into = [bool(inside & {stakes[stake].owner for stake in places}) for places in units.stakes]
    return _met(units, into, alone=several and test.pooling == "person", certainty=certainty)


def _met(units: Units, inside: Sequence[bool], *, alone: bool, certainty: Certainty) -> bool:
    """`alone`: one owner has to meet the test by itself."""
    ends = list(zip(inside, units.lows, units.highs, strict=True))
    if certainty == "conceivable":
        return units.may(sum(high for into, _, high in ends if into), sum(low for into, low, _ in ends if not into))
    if units.test.yields != "caught":
        return False
    lows = [low for into, low, _ in ends if into]
    held = max(lows, default=0) if alone else sum(lows)
    return units.sure(held, sum(high for into, _, high in ends if not into))


def _holding(owner: str, share: str, basis: Basis, joint: str) -> Holding:
    return Holding(owner=owner, owned=_COMPANY, share=read_share(share), basis=basis, joint=joint, source=_NOWHERE)
