"""nomenklatura's logic-v2 behind its DuckDB blocker, as its own enrichment asks them; one process.

    logic_v2.py screen|pairs …            as contest.py says
    logic_v2.py ofac pairs …              its copy of OFAC's own search page instead

Every query is an entity with an id of its own: logic-v2 keeps names by entity id, and answers for the wrong name where
ids come again. The blocker makes tables of the queries anew at each call, so many at once are much faster.
"""

import atexit
import json
import logging
import sys
import tempfile
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import contest
from followthemoney import Dataset, StatementEntity, registry
from nomenklatura.blocker.index import Index
from nomenklatura.db import make_session
from nomenklatura.matching import get_algorithm
from nomenklatura.resolver import Resolver
from nomenklatura.store import load_entity_file_store

SCHEMA = {"person": "Person", "vessel": "Vessel", "airplane": "Airplane", "aircraft": "Airplane"}
FACTS = {"birth_date": ("birthDate", registry.date), "country": ("country", registry.country),
         "gender": ("gender", registry.gender)}  # fmt: skip
CANDIDATES = 75
"""Most entries that the blocker hands over, its own default."""
ALGORITHM = get_algorithm("ofac" if sys.argv[1] == "ofac" else "logic-v2")
CONFIG = ALGORITHM.default_config()
DATASET = Dataset.make({"name": "asked", "title": "asked"})
_number = count()


def _entity(schema: str, properties: Mapping[str, Any]) -> StatementEntity:
    return StatementEntity.from_data(
        DATASET, {"id": f"q{next(_number)}", "schema": schema, "properties": {**properties}}
    )


def _properties(row: Mapping[str, Any], schema: str) -> dict[str, list[str]]:
    """Facts of a party as FollowTheMoney has them; those that its schema does not know are left out."""
    found: dict[str, list[str]] = {}
    for column, (name, kind) in FACTS.items():
        values = row.get(column) or []
        cleaned = [kind.clean(value) for value in ([values] if isinstance(values, str) else values)]
        if any(cleaned) and (schema == "Person" or name == "country"):
            found[name] = [value for value in cleaned if value]
    return found


def opened(listed: Path) -> contest.Ask:
    """The list in a store of entities, and the blocker's index of it."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    path = Path(folder.name) / "listed.ijson"
    with path.open("w", encoding="utf-8") as out:
        for party in map(json.loads, listed.read_text("utf-8").splitlines()):
            schema = SCHEMA.get(party["kind"], "LegalEntity")
            properties = _properties(party, schema) | {"name": party["names"], "weakAlias": party["weak"]}
            out.write(json.dumps({"id": party["id"], "schema": schema, "properties": properties}) + "\n")
    store = load_entity_file_store(path, resolver=Resolver[StatementEntity](make_session("sqlite://"), create=True))
    view = store.default_view()
    index = Index(view, Path(folder.name) / "index", options={"max_candidates": CANDIDATES})
    index.build()

    def ask(rows: Sequence[contest.Row], least: float) -> list[contest.Hits]:
        entities = []
        for row in rows:
            schema = SCHEMA.get(row["kind"], "LegalEntity")
            entities.append(_entity(schema, _properties(row, schema) | {"name": [row["name"]]}))
        by_id = {entity.id: entity for entity in entities}
        found: dict[str, list[tuple[str, float]]] = {}
        for identifier, candidates in index.match_entities(entities):
            hits = []
            for other_id, _ in candidates[:CANDIDATES]:
                other = view.get_entity(other_id.id)
                if other is not None:
                    score = ALGORITHM.compare(by_id[identifier.id], other, CONFIG).score
                    if score >= least:
                        hits.append((other.id, score))
            found[identifier.id] = sorted(hits, key=lambda hit: (-hit[1], hit[0]))
        return [found.get(entity.id, []) for entity in entities]

    return ask


def pairs(wanted: Sequence[dict[str, Any]]) -> list[float]:
    """Scores of whole records, with fresh ids."""
    found = []
    for pair in wanted:
        one, other = (_entity(pair["schema"], _listed(pair[side])) for side in ("query", "candidate"))
        found.append(ALGORITHM.compare(one, other, CONFIG).score)
    return found


def _listed(record: Mapping[str, Any]) -> dict[str, list[str]]:
    return {name: list(map(str, value)) if isinstance(value, list) else [str(value)] for name, value in record.items()}


if __name__ == "__main__":
    logging.disable(logging.INFO)
    contest.main(opened, pairs)
