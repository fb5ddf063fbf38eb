"""How fast registers are read, and in what memory: made-up files of two sizes, each read in a process of its own.

    benchmarks/registers.py [RECORDS]      # default 200000 and a tenth of it

Process time, so that other work on the machine counts little; peak memory is the whole process's.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ricochet.sources.registers.facts import Tally
from ricochet.sources.registers.read import stream


def psc(number: int) -> dict[str, Any]:
    """A line of the UK snapshot, as long as a real one."""
    return {
        "company_number": f"{number:08d}",
        "data": {
            "address": {
                "address_line_1": "High Street",
                "locality": "Leeds",
                "postal_code": "LS1 1AA",
                "premises": "1",
            },
            "date_of_birth": {"month": number % 12 + 1, "year": 1970},
            "etag": f"{number:040x}",
            "kind": "individual-person-with-significant-control",
            "links": {"self": f"/company/{number:08d}/persons-with-significant-control/individual/{number:027x}"},
            "name": f"Mr Number {number}",
            "name_elements": {"forename": "Number", "surname": str(number), "title": "Mr"},
            "nationality": "British",
            "natures_of_control": ["ownership-of-shares-75-to-100-percent", "voting-rights-75-to-100-percent"],
            "notified_on": "2016-04-06",
        },
    }


def bods(number: int) -> dict[str, Any]:
    """A relationship statement."""
    return {
        "statementId": f"{number:040x}",
        "declarationSubject": f"e{number}",
        "statementDate": "2024-01-01",
        "publicationDetails": {"publicationDate": "2024-01-01", "bodsVersion": "0.4", "publisher": {"name": "R"}},
        "recordId": f"r{number}",
        "recordType": "relationship",
        "recordStatus": "new",
        "recordDetails": {
            "isComponent": False,
            "subject": f"e{number}",
            "interestedParty": f"e{number // 2}",
            "interests": [{"type": "shareholding", "directOrIndirect": "direct", "share": {"exact": 33.3}}],
        },
    }


def ftm(number: int) -> dict[str, Any]:
    """An ownership entity."""
    properties = {"owner": [f"e{number // 2}"], "asset": [f"e{number}"], "percentage": ["33.3"]}
    return {"id": f"o{number}", "schema": "Ownership", "properties": properties, "datasets": ["r"]}


FORMATS: dict[str, Callable[[int], dict[str, Any]]] = {"psc": psc, "bods": bods, "ftm": ftm}


def make(form: str, records: int, path: Path) -> None:
    """Write a file: BODS as one array, the others one a line."""
    with path.open("w", encoding="utf-8") as file:
        file.write("[" if form == "bods" else "")
        for number in range(1, records + 1):
            file.write(json.dumps(FORMATS[form](number)))
            file.write("," if form == "bods" and number < records else "" if form == "bods" else "\n")
        file.write("]" if form == "bods" else "")


def measure(path: str) -> None:
    """Read a file record by record and print records, facts, seconds and megabytes."""
    tally, facts = Tally(), 0
    start = time.process_time()
    with Path(path).open("rb") as file:
        for _ in stream(path, file, tally):
            facts += 1
    seconds = time.process_time() - start
    print(tally.rows, facts, f"{seconds:.2f}", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def main() -> int:
    """Make, measure, print a table."""
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2])
        return 0
    records = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    print(f"{'format':8}{'records':>10}{'MB':>8}{'facts':>10}{'s':>8}{'us/record':>11}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for form in FORMATS:
            for size in (records // 10, records):
                path = Path(folder) / form
                make(form, size, path)
                asked = [sys.executable, __file__, "--measure", str(path)]
                rows, facts, seconds, peak = subprocess.run(
                    asked, check=True, capture_output=True, text=True
                ).stdout.split()
                each = float(seconds) / int(rows) * 1e6
                size_mb = path.stat().st_size / 1e6
                print(f"{form:8}{rows:>10}{size_mb:>8.1f}{facts:>10}{seconds:>8}{each:>11.1f}{peak:>9}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
