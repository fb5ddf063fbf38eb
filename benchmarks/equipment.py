"""Equipment: a made-up inventory of a million devices through `ricochet equipment`: time, rows a second, memory.

    python benchmarks/equipment.py [ROWS]

The makers' names, models and versions are of the kinds an inventory has; addresses and serials are made up. Time is the
command's own, wall and processor (its workers' too); memory is the most that the command and one worker held.
"""

import csv
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KINDS = (
    ("Hikvision", "DS-2CD2{}F-I", "V5.4.{} build 160530", "44:19:b6"),
    ("Dahua", "DH-IPC-HDW{}T2", "2.820.0000000.{}.R.220614", "3c:ef:8c"),
    ("Axis", "P3245-{}", "9.80.{}", "00:40:8c"),
    ("Lorex", "LNB{}", "", "00:1f:54"),
    ("Hanwha Vision", "XNV-{}", "1.41.{}", "00:09:18"),
    ("", "IPC-{}", "", "02:00:00"),
)
REGISTRY = (
    ("4419B6", "Hangzhou Hikvision Digital Technology Co.,Ltd."),
    ("3CEF8C", "Zhejiang Dahua Technology Co., Ltd."),
    ("00408C", "Axis Communications AB"),
    ("001F54", "Lorex Technology Inc."),
)
MODELS = 300


def write_book(path: Path, rows: int) -> None:
    """An inventory of so many rows, the same each time."""
    chance = random.Random(5)  # noqa: S311 - a made-up book, no secret
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["Asset Tag", "Name", "IP Address", "MAC", "Make", "Model", "Firmware", "Serial", "Site"])
        for row in range(rows):
            make, model, version, block = chance.choice(KINDS)
            number = chance.randrange(MODELS)
            tail = f"{row >> 16 & 255:02x}:{row >> 8 & 255:02x}:{row & 255:02x}"
            out.writerow([
                f"A{row}", f"cam-{row}", f"10.{row >> 16 & 255}.{row >> 8 & 255}.{row & 255}", f"{block}:{tail}",
                make, model.format(number), version.format(number % 40), f"{chance.getrandbits(40):010x}",
                f"Site {row % 500}",
            ])  # fmt: skip


def main() -> None:
    """Write the book, ask, print the figures."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        book, registry = Path(folder) / "book.csv", Path(folder) / "oui.csv"
        write_book(book, rows)
        lines = "".join(f'MA-L,{block},"{name}",\n' for block, name in REGISTRY)
        registry.write_text(f"Registry,Assignment,Organization Name,Organization Address\n{lines}", encoding="utf-8")
        command = [str(Path(sys.executable).with_name("ricochet")), "equipment", str(book), "--oui", str(registry)]
        start = time.perf_counter()
        done = subprocess.run(
            [*command, "--for", "us-agency", "--as-of", "2026-11-01", "--format", "jsonl"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=True,
            text=True,
        )
        wall = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime
    print(done.stderr.splitlines()[-1])
    print(f"{rows:,} rows: {wall:.1f} s wall, {processor:.1f} s processor, {rows / wall:,.0f} rows a second")
    print(f"most memory of one process: {used.ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
