"""Control: the commands that ask whether the instrument itself can be relied on."""

from ricochet.app.talk import Shape, chosen, day_of, say, say_searched, show


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

    found = verb(
        None if cases_only else read_settings(),
        lists=[name.strip() for name in lists.split(",")] if lists else (),
        as_of=day_of(as_of, "--as-of"),
    )
    shown = [one for one in found.checks if not failed_only or one.status != "pass"]
    show(map(checked_row, shown), chosen(format, out), out)
    known = sum(one.status == "known_miss" for one in found.checks)
    say(f"{len(found.checks)} checks: {found.failed} fail, {known} known miss{'' if known == 1 else 'es'}")
    doubtful = 0
    if found.searched or found.doubts:
        doubtful = say_searched(found.searched, found.doubts)
    elif not cases_only:
        say("no official lists are held here, so no canaries were drawn: only the built-in cases were asked")
    return 3 if found.failed else doubtful
