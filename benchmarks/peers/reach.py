"""Reach: the sure half of the 50 % rule as other engines do it, each in a process of its own.

    benchmarks/peers/.venv/bin/python benchmarks/peers/reach.py ENGINE STAKES.npz

The file has owner, owned and low (least amount held) by stake, need (the threshold) and seeds. Prints, as JSON, seconds
to load, seconds to solve (the better of two) and how many are caught, seeds among them: the same number for everybody.
"""
# ruff: noqa: PLC0415 - each engine is loaded alone

import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import numpy as np

Solve = Callable[[], int]
NAMES = ("owner", "owned", "low")


def parquet(stakes: Any, names: tuple[str, ...], folder: str) -> str:
    """Some columns as a file."""
    import pyarrow as pa
    from pyarrow.parquet import write_table

    path = f"{folder}/{names[0]}.parquet"
    write_table(pa.table({name: stakes[name] for name in names}), path)
    return path


def duckdb(stakes: Any) -> Solve:
    """One recursive statement that keeps a row a company (USING KEY)."""
    import duckdb as engine

    connection = engine.connect(config={"threads": 2})
    with tempfile.TemporaryDirectory() as folder:
        for table, names in (("stake", NAMES), ("seed", ("seeds",))):
            path = parquet(stakes, names, folder)
            connection.execute(f"CREATE TABLE {table} AS FROM '{path}'")
    statement = """
        WITH RECURSIVE reached(node, held, inside, fresh) USING KEY (node) AS (
            SELECT seeds, 0::HUGEINT, true, true FROM seed
            UNION
            SELECT more.owned, coalesce(known.held, 0) + more.low,
                   coalesce(known.inside, false) OR coalesce(known.held, 0) + more.low >= $need,
                   NOT coalesce(known.inside, false) AND coalesce(known.held, 0) + more.low >= $need
            FROM (SELECT stake.owned, sum(stake.low) AS low FROM reached JOIN stake ON stake.owner = reached.node
                  WHERE reached.fresh GROUP BY stake.owned) AS more
            LEFT JOIN recurring.reached AS known ON known.node = more.owned
        )
        SELECT count(*) FROM reached WHERE inside
    """
    asked = {"need": int(stakes["need"])}
    return lambda: int(connection.execute(statement, asked).fetchall()[0][0])


def polars(stakes: Any) -> Solve:
    """Joins wave by wave."""
    import polars as pl

    table = pl.DataFrame({name: stakes[name] for name in NAMES})
    need = int(stakes["need"])

    def solve() -> int:
        inside = fresh = pl.DataFrame({"node": stakes["seeds"].astype(np.int32)})
        held = pl.DataFrame(schema={"owned": pl.Int32, "low": pl.Int64})
        while len(fresh):
            more = table.join(fresh, left_on="owner", right_on="node", how="semi").select("owned", "low")
            held = pl.concat([held, more]).group_by("owned").agg(pl.col("low").sum())
            met = held.filter(pl.col("low") >= need).select(node="owned")
            fresh = met.join(inside, on="node", how="anti")
            inside = pl.concat([inside, fresh])
        return len(inside)

    return solve


def igraph(stakes: Any) -> Solve:
    """A work list over the graph's edges, in Python: there is no sum over owners in it."""
    import igraph as engine

    edges = np.column_stack([stakes["owner"], stakes["owned"]])
    graph = engine.Graph(n=int(edges.max()) + 1, edges=edges, directed=True)
    low, targets, need = stakes["low"].tolist(), stakes["owned"].tolist(), int(stakes["need"])

    def solve() -> int:
        todo = stakes["seeds"].tolist()
        inside, held = set(todo), dict[int, int]()
        while todo:
            for edge in graph.incident(todo.pop(), mode="out"):
                node = targets[edge]
                held[node] = held.get(node, 0) + low[edge]
                if held[node] >= need and node not in inside:
                    inside.add(node)
                    todo.append(node)
        return len(inside)

    return solve


def pyspark(stakes: Any) -> Solve:
    """Joins wave by wave on local[2], each wave broadcast and kept."""
    from pyspark.sql import SparkSession, functions

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.memory", "4g")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    folder = tempfile.mkdtemp()
    table = session.read.parquet(parquet(stakes, NAMES, folder)).repartition("owner").cache()
    table.count()
    shutil.rmtree(folder)
    need = int(stakes["need"])

    def solve() -> int:
        inside = {int(node) for node in stakes["seeds"]}
        fresh = list(inside)
        held = dict[int, int]()
        while fresh:
            wave = session.createDataFrame([(node,) for node in fresh], "owner int")
            more = (
                table.join(functions.broadcast(wave), "owner").groupBy("owned").agg(functions.sum("low").alias("low"))
            )
            fresh = []
            for row in more.collect():
                held[row.owned] = held.get(row.owned, 0) + row.low
                if held[row.owned] >= need and row.owned not in inside:
                    inside.add(row.owned)
                    fresh.append(row.owned)
        return len(inside)

    return solve


ENGINES = {"duckdb": duckdb, "polars": polars, "igraph": igraph, "pyspark": pyspark}


def main() -> None:
    """Load, solve twice, print."""
    engine, path = sys.argv[1:3]
    stakes = dict(np.load(path))
    began = time.perf_counter()
    solve = ENGINES[engine](stakes)
    loaded = time.perf_counter() - began
    times, caught = [], 0
    for _ in range(2):
        began = time.perf_counter()
        caught = solve()
        times.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"engine": engine, "load_s": loaded, "solve_s": min(times), "caught": caught, "peak_mb": peak}))


if __name__ == "__main__":
    main()
