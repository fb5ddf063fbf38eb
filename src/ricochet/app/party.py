"""Party: the command about one party."""

from typing import TYPE_CHECKING, Any

from ricochet.app.asked import list_ids
from ricochet.app.talk import Shape, chosen, day_of, say, say_searched, say_threshold, show

if TYPE_CHECKING:
    from ricochet.verbs.search import Found


def search(
    name: str,
    *,
    kind: str = "any",
    lists: str | None = None,
    as_of: str | None = None,
    allow_stale: bool = False,
    limit: int = 10,
    explain: bool = False,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Search one name in the lists held and in the built-in case.

    Args:
        name: The name, in any script.
        kind: person, company, organization, government, vessel, aircraft or any.
        lists: Only these lists of the snapshot, separated by commas (default: all in force).
        as_of: Use the versions in force on this day.
        allow_stale: Accept lists past their maximum age or incomplete.
        limit: Show at most so many parties.
        explain: Also tell the reasons of the best hit.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.report.hits import hit_row
    from ricochet.settings import read_settings
    from ricochet.verbs.search import search as verb

    settings = read_settings()
    answer = verb(
        name,
        settings=settings,
        kind=kind,
        lists=list_ids(lists),
        as_of=day_of(as_of, "--as-of"),
        limit=limit,
        allow_stale=allow_stale,
    )
    shape = chosen(format, out)
    if shape in {"table", "csv"}:
        show((_line(one) for one in answer.found), shape, out)
    else:
        show(({**hit_row(one.hit), "listings": _listings(one)} for one in answer.found), shape, out)
    if explain and answer.found:
        for reason in answer.found[0].hit.reasons:
            say(f"{reason.effect:+.3f} {reason.text}")
    if not answer.found:
        say(f"no hit for '{name}'; this is no clearance: it tells of the lists named below only")
    say_threshold(settings)
    return say_searched(answer.searched, answer.doubts)


def _line(found: "Found") -> dict[str, Any]:
    hit = found.hit
    return {
        "score": f"{hit.score:.3f}",
        "name": found.party.name,
        "party": hit.party,
        "kind": found.party.kind,
        "country": " ".join(found.party.countries),
        "lists": "; ".join(_listings(found)) or "not listed itself (built-in case)",
        "why": max(hit.reasons, key=lambda one: one.effect).text if hit.reasons else "",
    }


def _listings(found: "Found") -> list[str]:
    from ricochet.verbs.case import BUILT_IN

    told = []
    for one in found.listings:
        programmes = f" [{' '.join(one.programmes)}]" if one.programmes else ""
        since = f" since {one.since}" if one.since else ""
        told.append(f"{one.list}{programmes}{since}{' (built-in case)' if one.source.publisher == BUILT_IN else ''}")
    return told
