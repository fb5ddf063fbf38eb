"""Exports held against the judgement of others: libcovebods for BODS 0.4, the FollowTheMoney model for its entities.

    benchmarks/exports.py install         # once: benchmarks/exports/.venv with both
    benchmarks/exports.py                 # reach on each ownership case, exported twice, validated; exit 1 if any fails

libcovebods checks against the schema it ships, without a network.
"""

import json
import subprocess
import sys
import tempfile
import venv
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ricochet.verbs.export import bods, ftm
from ricochet.verbs.reach import reach

HERE = Path(__file__).resolve().parent
VENV = HERE / "exports" / ".venv"
CASES = HERE.parent / "tests" / "verbs" / "data_cases.yml"
JUDGE = """
import json, sys
from pathlib import Path
from followthemoney import model
from followthemoney.exc import InvalidData
from libcovebods.jsonschemavalidate import JSONSchemaValidator
from libcovebods.schema import SchemaBODS
from libcovebods.data_reader import DataReader

wrong = 0
for path in sorted(Path(sys.argv[1]).glob("*.json")):
    reader = DataReader(str(path))
    for error in JSONSchemaValidator(SchemaBODS(data_reader=reader)).validate(reader):
        wrong += 1
        print(path.name, json.dumps(error.json())[:300])
entities = 0
for path in sorted(Path(sys.argv[1]).glob("*.jsonl")):
    for line in path.read_text().splitlines():
        data = json.loads(line)
        entity = model.get_proxy(data, cleaned=False)
        try:
            model.get(data["schema"]).validate(data)
        except InvalidData as refused:
            wrong += 1
            print(path.name, data["schema"], refused.errors, data)
        entities += 1
        for name, values in data["properties"].items():
            kept = entity.get(name)
            if len(kept) < len(values):
                wrong += 1
                print(path.name, data["schema"], name, values, "->", kept)
print(f"{entities} entities and {len(list(Path(sys.argv[1]).glob('*.json')))} BODS files: {wrong} wrong")
sys.exit(wrong > 0)
"""


def install() -> None:
    """Make the judges' own environment; they never enter Ricochet's."""
    venv.create(VENV, with_pip=True)
    subprocess.run(
        [str(VENV / "bin/python"), "-m", "pip", "install", "-q", "libcovebods==0.16.0", "followthemoney==4.11.2"],
        check=True,
    )


def export(case: dict[str, Any], folder: Path, out: Path) -> None:
    """Ask one case and write its answer in both formats."""
    (folder / "holdings").write_text(case["holdings"], encoding="utf-8")
    listed = case.get("listed_table") or "".join(f"{one}\n" for one in ["party", *case["listed"]])
    (folder / "listed").write_text(listed, encoding="utf-8")
    parties = folder / "parties"
    parties.write_text(case.get("parties", "party,name\n-,-\n"), encoding="utf-8")
    report = reach(
        folder / "holdings",
        folder / "listed",
        case.get("rule", "us-ofac-50"),
        as_of=date(2026, 11, 22),
        parties=parties,
        share_unit=case.get("share_unit"),
        match_names=case.get("match_names", False),
    )
    (out / f"{case['id']}.json").write_text(bods(report), encoding="utf-8")
    (out / f"{case['id']}.jsonl").write_text(ftm(report), encoding="utf-8")


def main() -> int:
    """Export every case, then let the judges read."""
    if sys.argv[1:] == ["install"]:
        install()
        return 0
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "out"
        out.mkdir()
        for case in yaml.safe_load(CASES.read_text(encoding="utf-8")):
            export(case, Path(name), out)
        demo = HERE.parent / "src" / "ricochet" / "demo" / "hikvision"
        tables = {
            name: (demo / f"{name}.csv").read_text(encoding="utf-8") for name in ("holdings", "listings", "parties")
        }
        for rule in ("us-bis-affiliates", "us-889-a1a"):
            listed = tables["listings"]
            built_in = {"id": f"hikvision-{rule}", "holdings": tables["holdings"], "listed_table": listed, "rule": rule}
            export(built_in | {"parties": tables["parties"]}, Path(name), out)
        empty = [path.name for path in out.glob("*.json") if not json.loads(path.read_text())]
        print(f"{len(list(out.glob('*.json')))} answers, {len(empty)} of them empty")
        return subprocess.run([str(VENV / "bin/python"), "-c", JUDGE, str(out)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
