"""Control: the commands that ask whether the instrument itself can be relied on."""

from ricochet.app.asked import list_ids
from ricochet.app.talk import Shape, chosen, day_of, put, say, say_searched, say_threshold, set_aside, show
from ricochet.errors import UsageError


def selftest(
    *,
    lists: str | None = None,
    as_of: str | None = None,
    cases_only: bool = False,
    failed_only: bool = False,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Ask again what published penalties say was missed, and canaries from every list held. Exit 3 if a check fails.

    Args:
        lists: Draw canaries only from these lists of the snapshot, separated by commas (default: all in force).
        as_of: Draw them from the versions in force on this day.
        cases_only: Only the enforcement cases, no canaries.
        failed_only: Show only what fails, and what is known to be missed.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.app.shapes import checked_row
    from ricochet.settings import read_settings
    from ricochet.verbs.selftest import selftest as verb

    settings = read_settings()
    found = verb(
        settings,
        lists=list_ids(lists),
        as_of=day_of(as_of, "--as-of"),
        cases_only=cases_only,
    )
    shown = [one for one in found.checks if not failed_only or one.status != "pass"]
    show(map(checked_row, shown), chosen(format, out), out)
    say_threshold(settings)
    known = sum(one.status == "known_miss" for one in found.checks)
    say(f"{len(found.checks)} checks: {found.failed} fail, {known} known miss{'' if known == 1 else 'es'}")
    doubtful = 0
    if found.searched or found.doubts:
        doubtful = say_searched(found.searched, found.doubts)
    elif not cases_only:
        say("no official lists are held here, so no canaries were drawn: only the built-in cases were asked")
    return 3 if found.failed else doubtful


def explain(
    file: str,
    *,
    row: int | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Explain saved hits: every reason with what it did to the score, and of a near miss what it lacked.

    Args:
        file: Saved output of screen or search, as jsonl (- is stdin). Near misses: screen with --min-score 0.
        row: Only this row.
        format: table (a waterfall of text), jsonl, csv or json.
        out: Write to this file instead of stdout; one picture to a file .svg, all of them to a file .html.
    """
    from ricochet.app.shapes import explained_row
    from ricochet.report.aligned import table
    from ricochet.report.waterfall import page, terminal, waterfall
    from ricochet.verbs.explain import Explained
    from ricochet.verbs.explain import explain as verb

    def heading(one: Explained) -> str:
        known_as = f", listed as {one.hit.listed}" if one.hit.listed not in {"", one.hit.name} else ""
        return f"Row {one.row} {one.name}: {one.hit.name}{known_as} ({one.hit.party})"

    def drawn(one: Explained, key: str) -> str:
        return waterfall(one.hit.reasons, one.hit.score, threshold=one.threshold, title=heading(one), key=key)

    def written(one: Explained) -> str:
        picture = terminal(one.hit.reasons, one.hit.score, threshold=one.threshold)
        return "\n".join(
            [heading(one), table(one.hit.reasons), picture + "".join(f"  {text}\n" for text in one.why_not[1:]), ""]
        )

    found = verb(file, row)
    shape = chosen(format, out)
    if out is not None and format is None and out.endswith((".svg", ".html")):
        pictures = [drawn(one, f"w{at}") for at, one in enumerate(found.hits, start=1)]
        if out.endswith(".html"):
            sections = zip(
                map(heading, found.hits), pictures, (one.sentences + one.why_not for one in found.hits), strict=True
            )
            put(page(sections, "Why these scores"), out)
        elif len({one.row for one in found.hits}) == 1:
            put(pictures[0], out)
        else:
            raise UsageError("A file .svg holds one picture.", remedy="Name a row with --row, or write a file .html.")
    elif shape == "table":
        put("".join(map(written, found.hits)), out)
    else:
        show(map(explained_row, found.hits), shape, out)
    if found.bare:
        rows = ", ".join(map(str, found.bare[:10])) + (" …" if len(found.bare) > 10 else "")
        say(f"no hits were saved of row {rows}; screen with --min-score 0 to save near misses")
    return set_aside(found.quarantined)
