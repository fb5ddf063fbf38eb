"""nomenklatura's DuckDB blocker and logic-v2 over a list of names, as its own enrichment does.

In the peers' environment:

    benchmarks/peers/.venv/bin/python benchmarks/peers/logic_v2.py LISTED ASKED COUNT

LISTED has "id<TAB>kind<TAB>names joined by |" a line, ASKED a name a line. Prints JSON: build seconds, names a second,
milliseconds at the median and the 99th centile, peak memory in MiB.
"""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker.index import Index
from nomenklatura.db import make_session
from nomenklatura.matching import get_algorithm
from nomenklatura.resolver import Resolver
from nomenklatura.store import load_entity_file_store

SCHEMA = {"person": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
CANDIDATES = 75
ALONE = 100
"""Names also asked one by one, for the time of one answer."""


def main() -> None:
    """Build the index, ask every name, print the figures."""
    listed, asked, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    names = asked.read_text("utf-8").splitlines()[:count]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "listed.ijson"
        with path.open("w", encoding="utf-8") as out:
            for line in listed.read_text("utf-8").splitlines():
                key, kind, called = line.split("\t")
                properties = {"name": called.split("|")}
                out.write(
                    json.dumps({"id": key, "schema": SCHEMA.get(kind, "LegalEntity"), "properties": properties}) + "\n"
                )
        began = time.perf_counter()
        store = load_entity_file_store(path, resolver=Resolver[StatementEntity](make_session("sqlite://"), create=True))
        view = store.default_view()
        index = Index(view, Path(folder) / "index", options={})
        index.build()
        built = time.perf_counter() - began
        algorithm = get_algorithm("logic-v2")
        config = algorithm.default_config()
        dataset = Dataset.make({"name": "asked", "title": "asked"})
        asking = [
            StatementEntity.from_data(
                dataset, {"id": f"q{at}", "schema": "LegalEntity", "properties": {"name": [name]}}
            )
            for at, name in enumerate(names)
        ]

        def ask(some: list[StatementEntity]) -> float:
            start = time.perf_counter()
            by_id = {entity.id: entity for entity in some}
            for identifier, found in index.match_entities(some):
                for other_id, _ in found[:CANDIDATES]:
                    other = view.get_entity(other_id.id)
                    if other is not None:
                        algorithm.compare(by_id[identifier.id], other, config)
            return time.perf_counter() - start

        whole = ask(asking)
        times = sorted(ask([entity]) for entity in asking[:ALONE])
    print(json.dumps({
        "build_s": round(built, 2),
        "names_per_s": round(len(names) / whole, 1),
        "median_ms": round(1000 * times[len(times) // 2], 2),
        "p99_ms": round(1000 * times[int(len(times) * 0.99)], 2),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
