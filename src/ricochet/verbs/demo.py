"""Demo: the built-in case, asked on its own days, as a memo, a map and a result."""

import json
from datetime import date
from importlib.metadata import version
from pathlib import Path

from ricochet.errors import DataError
from ricochet.regimes import load_regimes
from ricochet.report.case import Answered, Case, Line
from ricochet.report.files import write
from ricochet.sources.tables.scenario import scenario_of
from ricochet.verbs.case import BUILT_IN
from ricochet.verbs.facts import built_in
from ricochet.verbs.principle import PrincipleReport, principle
from ricochet.verbs.what_if import check, suppose


def answer_case(case_id: str = BUILT_IN) -> Case:
    """The case answered on each of its days: the main what-if and those beside it."""
    tables, about, digest = built_in(case_id)
    if tables.quarantined:
        raise DataError(f"the built-in case is damaged: {tables.quarantined[0]}", remedy="Install Ricochet again.")
    regimes = load_regimes()
    scenarios = [scenario_of(one, name="case.yml", sha256=digest) for one in (about["what_if"], *about["beside"])]
    for scenario in scenarios:
        check(tables.facts, scenario, regimes)
    days = []
    for entry in about["days"]:
        day = entry["day"] if isinstance(entry["day"], date) else date.fromisoformat(str(entry["day"]))
        main, *beside = (suppose(tables.facts, scenario, regimes, day) for scenario in scenarios)
        days.append(Answered(day=day, label=entry["label"], main=main, beside=tuple(beside)))
    asked = [(name, day.day) for name in about.get("principles", ()) for day in days]
    return Case(
        id=case_id,
        title=about["title"],
        question=about["question"],
        subject=about["subject"],
        facts=tables.facts,
        claims=tables.claims,
        regimes=regimes,
        days=tuple(days),
        tables=tables.tables,
        software=f"Ricochet {version('ricochet-sanctions')}",
        lines=tuple(_line(principle(name, sensitivity=True, as_of=day)) for name, day in asked),
    )


def _line(report: PrincipleReport) -> Line:
    if report.judged is None or report.sensitivity is None:
        raise DataError(f"the case asks '{report.principle.id}' on a day for which it does not speak.")
    return Line(judged=report.judged, apart=report.apart, sensitivity=report.sensitivity)


def demo(out: str | Path = "ricochet-demo") -> Case:
    """Answer the built-in case and write `memo.html`, `map.svg` and `result.json` into the folder `out`."""
    from ricochet.report.map import draw  # noqa: PLC0415 - the case can be answered without drawing it
    from ricochet.report.memo import memo  # noqa: PLC0415 - the same
    from ricochet.report.result import result  # noqa: PLC0415 - the same

    case = answer_case()
    folder = Path(out)
    write(folder / "memo.html", memo(case).encode())
    write(folder / "map.svg", draw(case).encode())
    write(folder / "result.json", (json.dumps(result(case), ensure_ascii=False, indent=2) + "\n").encode())
    return case
