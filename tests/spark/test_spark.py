"""Spark in local mode gives the answers of the embedded engine. Skipped where pyspark or Java is missing."""

import csv
import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.ownership.notation import read_graph

from ricochet.app.shapes import screened_row
from ricochet.exposure.assess import assess
from ricochet.exposure.dealings import exposures
from ricochet.exposure.facts import Facts
from ricochet.model.party import Name, Party
from ricochet.model.source import Source
from ricochet.ownership.reach import reach
from ricochet.ownership.stakes import stakes_on
from ricochet.regimes import load_regimes, regimes_on, rule
from ricochet.report.rows import exposure_row
from ricochet.verbs.facts import built_in
from ricochet.verbs.screen import Screening, entries_of

pyspark = pytest.importorskip("pyspark", reason="the extra [spark] is not installed")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    pytest.mark.filterwarnings("ignore"),  # pyspark's own
]

from ricochet.spark import dealings as spark_dealings  # noqa: E402 - after the skip
from ricochet.spark import ownership as spark_ownership  # noqa: E402
from ricochet.spark import quarantine as spark_quarantine  # noqa: E402
from ricochet.spark import screening as spark_screening  # noqa: E402

DAY = date(2026, 11, 22)
REGIMES = load_regimes()
CASES = Path(__file__).parents[1] / "ownership" / "cases"


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    os.environ["PYSPARK_PYTHON"] = sys.executable  # else the workers are whatever "python3" is
    builder = SparkSession.builder.master("local[1]").appName("ricochet")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def world(rule_id: str) -> tuple[list[Any], list[Any], set[str]]:
    """All graphs of a rule's cases side by side, each with names of its own."""
    holdings, listings, complete = [], [], set()
    for number, case in enumerate(yaml.safe_load((CASES / f"{rule_id}.yml").read_text("utf-8"))):
        if "as_of" in case:
            continue
        graph = read_graph(case["graph"])
        holdings += [_named(row, ("owner", "owned", "held_for", "joint"), number) for row in graph.holdings]
        listings += [_named(row, ("party",), number) for row in graph.listings.values()]
        complete |= {f"{name}.{number}" for name in graph.complete}
    return holdings, listings, complete


def _named(row: Any, fields: tuple[str, ...], number: int) -> Any:
    return replace(row, **{name: f"{getattr(row, name)}.{number}" for name in fields if getattr(row, name)})


@pytest.mark.parametrize("rule_id", ["us-ofac-50", "uk", "eu"])
def test_every_ownership_case_comes_out_the_same(spark: Any, rule_id: str) -> None:
    holdings, listings, complete = world(rule_id)
    regime = rule(REGIMES, rule_id, DAY)
    assert regime
    own = reach(stakes_on(holdings, DAY), listings, regime, DAY, complete=complete)
    rows = [
        (
            one.owner,
            one.owned,
            str(one.share),
            one.basis,
            str(one.period.start or ""),
            str(one.period.end or ""),
            one.source.cite,
            one.joint,
            one.held_for,
            one.share_class,
        )
        for one in holdings
    ]
    frame = spark.createDataFrame(rows, ", ".join(f"`{name}` string" for name in spark_ownership.HOLDINGS))
    found = spark_ownership.reach(frame, listings, regime, DAY, complete=sorted(complete)).collect()
    assert len(own.reached) > 3
    assert {(row.party, row.status) for row in found} == {(one.party, one.status) for one in own.reached}


def test_a_row_that_cannot_be_read_stops_nothing_and_is_shown(spark: Any) -> None:
    regime = rule(REGIMES, "us-ofac-50", DAY)
    assert regime
    columns = "owner string, owned string, share string, basis string"
    rows = [
        ("X", "A", "60", "shares"),
        ("X", "B", "sixty", ""),
        (" X", "C ", "30", "equity"),
        ("X", "D", "60", "magic"),
    ]
    frame = spark.createDataFrame([*rows, ("X", "C", "30", "voting")], columns)
    found = spark_ownership.reach(frame, read_graph("X* -1-> Q").listings.values(), regime, DAY).collect()
    assert {(row.party, row.status) for row in found} == {("A", "caught")}
    aside = spark_quarantine.quarantined(frame, "holdings").collect()
    assert {(json.loads(row.row)["owned"], row.column, row.value) for row in aside} == {
        ("B", "share", "sixty"),
        ("D", "basis", "magic"),
    }


def test_equal_dealings_are_so_many_dealings(spark: Any) -> None:
    regime = rule(REGIMES, "us-ofac-50", DAY)
    assert regime
    facts = Facts(listings=tuple(read_graph("X* -1-> Q").listings.values()))
    rows = [("bank", "X", "banks", "yes"), ("bank", "X", "banks", "yes"), ("bank", "", "banks", "yes")]
    frame = spark.createDataFrame(rows, "`from` string, `to` string, kind string, us_person string")
    found = spark_dealings.findings(frame, assess(facts, [regime], DAY), DAY).collect()
    codes = [json.loads(row.finding)["code"] for row in found]
    assert codes.count("PRIMARY") == 2
    (aside,) = spark_quarantine.quarantined(frame, "dealings").collect()
    assert aside.column == "to"


def test_the_built_in_dealings_give_the_same_findings(spark: Any) -> None:
    facts = built_in()[0].facts
    found = assess(facts, regimes_on(REGIMES, DAY), DAY)
    text = (files("ricochet") / "demo" / "hikvision" / "dealings.csv").read_text("utf-8")
    header, *rows = csv.reader(text.splitlines())
    frame = spark.createDataFrame([tuple(row) for row in rows], ", ".join(f"`{name}` string" for name in header))
    own = [exposure_row(one) for one in exposures(facts.dealings, found, DAY)]
    for row in own:
        del row["source"]
    theirs = [json.loads(row.finding) for row in spark_dealings.findings(frame, found, DAY).collect()]
    assert len(own) > 100
    assert sorted(map(json.dumps, theirs)) == sorted(map(json.dumps, own))


def test_a_book_is_screened_the_same(spark: Any) -> None:
    source = Source(publisher="test", file="test", sha256="", row=1)
    names = ["Hangzhou Hikvision Digital Technology Co., Ltd.", "Zhejiang Dahua Technology Co., Ltd."]
    parties = [
        Party(id=f"L:{n}", kind="company", names=(Name(text=text),), source=source) for n, text in enumerate(names)
    ]
    entries = entries_of(parties, list_id="test")
    book = [(1, "Hikvision Digital Technology"), (2, "Dahua Technology Zhejiang"), (3, "Bakery of Springfield")]
    frame = spark.createDataFrame(book, "row int, name string")
    answers = spark_screening.screen(frame, entries, key="test").collect()
    theirs = {row.row: json.loads(row.answer) for row in answers}
    own = Screening(entries)
    for number, name in book:
        assert theirs[number] == json.loads(json.dumps(screened_row(own.row({"name": name}, number))))
    assert [theirs[n]["verdict"] for n in (1, 2, 3)] == ["review", "review", "clear"]
