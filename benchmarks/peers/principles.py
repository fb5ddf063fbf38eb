"""The measured principle in CEL (Rust and Python) and clingo: firms from an .npz, -1 for unknown; a line of JSON each.

Run by benchmarks/principles.py in the peers' own environment. CEL has no unknown: a fact that is unknown is left out,
and every test asks for it first, so that what comes true is what is surely caught.
"""

import json
import sys
import time

import celpy
import clingo
import numpy as np
from cel import compile as rust_compile

CEL = (
    "((has(f.xinjiang_repression_ground) && f.xinjiang_repression_ground)"
    " || (has(f.detention_site_supply) && f.detention_site_supply)"
    " || (has(f.ethnicity_analytics) && f.ethnicity_analytics))"
    " && has(f.sector) && f.sector in [0, 1] && has(f.us_listed) && !f.us_listed && ("
    "(({state} ? 1 : 0) + ({wide} ? 1 : 0) + ({weak} ? 1 : 0)) >= 2)"
)
CEL = (
    CEL.replace(
        "{state}",
        "(has(f.state_controlled) && f.state_controlled) || (has(f.state_owned_pct) && f.state_owned_pct >= 25)",
    )
    .replace(
        "{wide}",
        "(has(f.export_countries) && f.export_countries >= 50)"
        " || (has(f.mapped_countries) && f.mapped_countries >= 50)",
    )
    .replace("{weak}", "has(f.known_exploited_vulns) && f.known_exploited_vulns >= 1")
)
ASP = """
complicit(F) :- xinjiang_repression_ground(F,1).  complicit(F) :- detention_site_supply(F,1).
complicit(F) :- ethnicity_analytics(F,1).         trade(F) :- sector(F,(0;1)).
mark(F,state) :- state_controlled(F,1).           mark(F,state) :- state_owned_pct(F,X), X >= 25.
mark(F,wide) :- export_countries(F,X), X >= 50.   mark(F,wide) :- mapped_countries(F,X), X >= 50.
mark(F,weak) :- known_exploited_vulns(F,X), X >= 1.
caught(F) :- complicit(F), trade(F), us_listed(F,0), 2 #count { M : mark(F,M) }.
#show caught/1.
"""
TRUTHS = {"xinjiang_repression_ground", "detention_site_supply", "ethnicity_analytics", "state_controlled", "us_listed"}


def rows(arrays: dict[str, list[int]], count: int) -> list[dict[str, int | bool]]:
    """Firms as dictionaries without their unknown facts."""
    return [
        {name: bool(cells[n]) if name in TRUTHS else cells[n] for name, cells in arrays.items() if cells[n] >= 0}
        for n in range(count)
    ]


def tell(name: str, seconds: float, count: int, caught: list[int]) -> None:
    """One line of JSON."""
    print(json.dumps({"name": name, "seconds": seconds, "firms": count, "caught": sorted(caught)}))


def main() -> None:
    """Each engine once over as many firms as it does in some seconds."""
    stored = np.load(sys.argv[1])
    arrays = {name: stored[name].tolist() for name in stored.files}
    most = len(next(iter(arrays.values())))

    count = min(most, 50_000)
    program = rust_compile(CEL)
    contexts = [{"f": row} for row in rows(arrays, count)]
    begun = time.perf_counter()
    caught = [n for n, context in enumerate(contexts) if program.execute(context)]
    tell("common-expression-language (Rust)", time.perf_counter() - begun, count, caught)

    count = min(most, 2_000)
    environment = celpy.Environment()
    runner = environment.program(environment.compile(CEL))
    converted = [{"f": celpy.json_to_cel(row)} for row in rows(arrays, count)]
    begun = time.perf_counter()
    caught = [n for n, context in enumerate(converted) if runner.evaluate(context)]
    tell("cel-python", time.perf_counter() - begun, count, caught)

    count = min(most, 50_000)
    control = clingo.Control(["--warn=none"])
    with control.backend() as backend:
        for name, cells in arrays.items():
            for n in range(count):
                if cells[n] >= 0:
                    atom = clingo.Function(name, [clingo.Number(n), clingo.Number(cells[n])])
                    backend.add_rule([backend.add_atom(atom)])
    control.add("base", [], ASP)
    begun = time.perf_counter()
    control.ground([("base", [])])
    found: list[int] = []
    control.solve(on_model=lambda model: found.extend(one.arguments[0].number for one in model.symbols(shown=True)))
    tell("clingo", time.perf_counter() - begun, count, found)


if __name__ == "__main__":
    main()
