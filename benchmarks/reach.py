"""How fast the ownership rule is solved: made-up registers of several sizes, and other engines on the same stakes.

    benchmarks/reach.py [--companies 1000000 10000000] [--peers 1000000] [--engines duckdb polars igraph pyspark]

Each size is solved in a process of its own, once with numpy alone and once with the extra "fast". Solving is both
halves: who is caught, and who possible; building the arrays is told apart. The scan is one sequential pass over all
stakes as they stand by owner (8 bytes each), in the same process. Peers (`benchmarks/peers/install`) solve the sure
half only. Times are of the processor, the best of several: others use the machine as well.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from register import Ints, generate, share_texts

from ricochet.model.holdings import EVER, FOREVER, NOBODY, Holdings
from ricochet.model.regime import Test
from ricochet.model.share import Share, read_share
from ricochet.model.source import Source
from ricochet.ownership import spread
from ricochet.ownership.alone import alone
from ricochet.ownership.amounts import COMMON
from ricochet.ownership.arrange import register_of
from ricochet.ownership.prove import Prover
from ricochet.ownership.register import Register
from ricochet.ownership.solve import Closure, opened
from ricochet.ownership.stakes import Stakes, stakes_on
from ricochet.ownership.suppose import suppose

DAY = date(2026, 11, 22)
HALF = Test(basis="equity", threshold=Fraction(50))
PEERS = Path(__file__).parent / "peers"
Figures = dict[str, Any]


class Numbered:
    """Names of parties that are their numbers."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> str:
        return f"N{number:09d}"

    def find(self, name: str) -> int:
        """The number in a name."""
        return int(name[1:]) if name[:1] == "N" else NOBODY

    def least(self, numbers: Sequence[int], count: int) -> list[str]:
        """The first of some."""
        return [self[number] for number in sorted(numbers)[:count]]


def holdings(owner: Ints, owned: Ints, share: Ints, parties: int, shares: Sequence[Share]) -> Holdings:
    """A generated register as columns, as a reader hands it on."""

    def all_of(value: int, kind: type[np.generic] = np.int32) -> Ints:
        return np.broadcast_to(kind(value), len(owner))

    return Holdings(
        parties=Numbered(parties),
        shares=shares,
        words=("",),
        owner=owner.astype(np.int32),
        owned=owned.astype(np.int32),
        held_for=all_of(NOBODY),
        share=share.astype(np.int32),
        basis=all_of(0, np.int8),
        start=all_of(EVER),
        end=all_of(FOREVER),
        joint=all_of(0),
        share_class=all_of(0),
        cite=all_of(0),
        stated=all_of(0),
        seen=all_of(EVER),
        source=lambda row: Source(publisher="user", file="register.csv", sha256="", row=row),
    )


def best(ask: Callable[[], Any], times: int = 5) -> float:
    """Processor seconds, of the quickest."""
    found = []
    for _ in range(times):
        began = time.process_time()
        ask()
        found.append(time.process_time() - began)
    return min(found)


def draw(companies: int, path: str) -> None:
    """A register into a file, by a process whose memory is not counted."""
    made = generate(companies)
    columns = {name: getattr(made, name).astype(np.int32) for name in ("owner", "owned", "share", "listed")}
    np.savez(path, parties=made.parties, **columns)


def measure(path: str, *, fast: bool, stakes_file: str) -> Figures:
    """All figures of one register, in this process."""
    if not fast:
        spread.find_spec = lambda _: None  # type: ignore[assignment]
    else:
        spread.kernel()
    made = np.load(path)
    shares = [read_share(text) for text in share_texts()]
    rows = holdings(made["owner"], made["owned"], made["share"], int(made["parties"]), shares)
    listed = made["listed"].astype(np.int64)
    began = time.process_time()
    stakes = stakes_on(rows, DAY)
    register = register_of(stakes, (HALF,))
    figures: Figures = {"holdings": len(rows), "build_s": time.process_time() - began}
    figures["scan_s"] = best(lambda: register.out.sum(dtype=np.int64), 9)

    def solve() -> list[Closure]:
        found = []
        for certainty in ("definite", "conceivable"):
            closure = opened(register, certainty, pooled=True)
            closure.grow(listed)
            found.append(closure)
        return found

    sure, may = solve()
    figures["peak_mb"] = peak_mb()
    figures["solve_s"] = best(solve)
    figures["caught"], figures["possible"] = len(sure.members), len(may.members) - len(sure.members)
    figures |= what_ifs(register, (sure, may), listed) | proofs(sure)
    if fast:
        nodes = np.unique(stakes.owner).astype(np.int64)
        nobody = np.zeros(len(stakes.parties), bool)
        figures["owners"] = len(nodes)
        figures["alone_s"] = best(lambda: alone(register, nodes, "definite", nobody), 3)
    if stakes_file:
        save(stakes, listed, stakes_file)
    return figures


def peak_mb() -> int:
    """Most memory held at once, in MB."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) // 1024


def what_ifs(register: Register, closures: tuple[Closure, Closure], listed: Ints) -> Figures:
    """Milliseconds of supposing one listing more, or one less, on both halves."""
    names, dice = register.stakes.parties, random.Random(1)  # noqa: S311 - test data, not a secret
    size = np.diff(register.out_first)
    free = np.flatnonzero((closures[1].wave == 0) & (size > 0))

    def ask(node: int, *, added: bool) -> float:
        name = [names[node]]
        return 1000 * best(lambda: [suppose(one, *((name, ()) if added else ((), name))) for one in closures], 3)

    found: Figures = {}
    for word, some in (("add", free), ("remove", listed)):
        times = sorted(ask(int(node), added=word == "add") for node in dice.sample(some.tolist(), 100))
        hub = int(some[np.argmax(size[some])])
        found |= {
            f"{word}_ms": times[50],
            f"{word}_p99_ms": times[98],
            f"{word}_hub_ms": ask(hub, added=word == "add"),
        }
    return found


def proofs(sure: Closure) -> Figures:
    """Microseconds of a minimal proof with its sources: of everybody, as `reach` asks; and of anybody, out of order."""
    members = sure.members[sure.cause[sure.members] != NOBODY].tolist()
    dice = random.Random(2)  # noqa: S311 - test data, not a secret
    found: Figures = {}
    for word, asked in (("proof", members), ("proof_anybody", dice.sample(members, min(20_000, len(members))))):
        prover = Prover(sure)
        prover.prove(asked[0])
        times = []
        for node in asked:
            began = time.perf_counter()
            prover.prove(node)
            times.append(time.perf_counter() - began)
        times.sort()
        found |= {f"{word}_us": 1e6 * times[len(times) // 2], f"{word}_p99_us": 1e6 * times[int(len(times) * 0.99)]}
    return found


def save(stakes: Stakes, listed: Ints, path: str) -> None:
    """The sure half for the peers."""
    low = np.array([COMMON.low(share) for share in stakes.shares])[stakes.share]
    other = stakes.owner != stakes.owned
    need = COMMON.need(HALF)
    np.savez(path, owner=stakes.owner[other], owned=stakes.owned[other], low=low[other], need=need, seeds=listed)


def run(*words: str) -> Figures:
    """The figures another process prints."""
    done = subprocess.run([*words], check=False, capture_output=True, text=True)
    lines = done.stdout.splitlines()
    return json.loads(lines[-1]) if done.returncode == 0 and lines else {"failed": done.stderr.strip()[-300:]}


def show(figures: Figures) -> None:
    """One line a figure."""
    print(
        json.dumps({name: round(one, 5) if isinstance(one, float) else one for name, one in figures.items()}),
        flush=True,
    )


def main() -> None:
    """Measure every size, then the peers."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--companies", type=int, nargs="*", default=[1_000_000, 10_000_000])
    parser.add_argument("--peers", type=int, nargs="*", default=[1_000_000])
    parser.add_argument("--engines", nargs="*", default=["duckdb", "polars", "igraph", "pyspark"])
    parser.add_argument("--draw", type=int)
    parser.add_argument("--measure", default="")
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--stakes", default="")
    given = parser.parse_args()
    if given.draw:
        draw(given.draw, given.stakes)
        return
    if given.measure:
        show(measure(given.measure, fast=given.fast, stakes_file=given.stakes))
        return
    with tempfile.TemporaryDirectory() as folder:
        drawn = str(Path(folder, "register.npz"))
        for companies in sorted({*given.companies, *given.peers}):
            subprocess.run([sys.executable, __file__, "--draw", str(companies), "--stakes", drawn], check=True)
            stakes = str(Path(folder, "stakes.npz")) if companies in given.peers else ""
            for more in ((), ("--fast",)):
                asked = ["--measure", drawn, *more, *(("--stakes", stakes) if stakes and more else ())]
                show({"with": "fast" if more else "numpy", **run(sys.executable, __file__, *asked)})
            for engine in given.engines if stakes else ():
                show(
                    {
                        "companies": companies,
                        **run(str(PEERS / ".venv/bin/python"), str(PEERS / "reach.py"), engine, stakes),
                    }
                )


if __name__ == "__main__":
    main()
