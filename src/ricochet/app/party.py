"""Party: the commands about one party."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from ricochet.app.asked import list_ids
from ricochet.app.talk import (
    Shape,
    chosen,
    coloured,
    columns,
    day_of,
    folded,
    put,
    say,
    say_searched,
    say_threshold,
    show,
)
from ricochet.errors import UsageError

if TYPE_CHECKING:
    from ricochet.model.listing import Listing
    from ricochet.report.searchpage import Shown
    from ricochet.verbs.search import Found, SearchAnswer

NEAR = 3
"""Near misses shown to a person at a terminal."""
LONG = 12
"""Characters of an entry's number shown there; some publishers' are hashes of 40. `show` takes the beginning too."""


def search(
    *name: str,
    kind: str = "any",
    country: Annotated[tuple[str, ...], Parameter(negative=())] = (),
    born: str = "",
    address: str = "",
    identifier: Annotated[tuple[str, ...], Parameter(negative=())] = (),
    lists: str | None = None,
    as_of: str | None = None,
    allow_stale: bool = False,
    limit: int = 10,
    near: int | None = None,
    explain: bool = False,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Search one party in the lists held and in the built-in case: who it may be, where listed, and why.

    Args:
        name: The name, in any script.
        kind: person, company, organization, government, vessel, aircraft or any.
        country: A country of the party, like IR; may be given again.
        born: Date or year of birth, like 1962-11-23.
        address: An address, also looked at for embargoed places.
        identifier: A number with the word before it, like "IMO 9187629"; may be given again.
        lists: Only these lists of the snapshot, separated by commas (default: all in force).
        as_of: Use the versions in force on this day.
        allow_stale: Accept lists past their maximum age or incomplete.
        limit: Show at most so many parties.
        near: Also show so many near misses and what they lacked (default: 3 in a table, otherwise none).
        explain: Also tell how each reason moved the score.
        format: table, jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.report.hits import hit_row
    from ricochet.settings import read_settings
    from ricochet.verbs.search import search as verb

    if not name and not identifier and not address:
        raise UsageError("Whom to search for?", remedy='Write a name, like: ricochet search "Hikvision"')
    settings = read_settings()
    shape = chosen(format, out)
    answer = verb(
        " ".join(name),
        settings=settings,
        kind=kind,
        countries=country,
        identifiers=identifier,
        born=born,
        address=address,
        lists=list_ids(lists),
        as_of=day_of(as_of, "--as-of"),
        limit=limit,
        near=(NEAR if shape == "table" else 0) if near is None else near,
        allow_stale=allow_stale,
    )
    told = (*answer.found, *answer.near)
    if shape == "table":
        put(_page(" ".join((*name, *identifier) or (address,)), answer, explain=explain), out)
        say_threshold(settings)
        return say_searched(answer.searched, answer.doubts, silent=out is None and sys.stderr.isatty())
    if shape == "csv":
        show(map(_line, told), shape, out)
    else:
        show(({**hit_row(one.hit), "listings": _listings(one)} for one in told), shape, out)
    if explain and told:
        for reason in told[0].hit.reasons:
            say(f"{reason.effect:+.3f} {reason.text}")
    if not answer.found:
        say(f"no hit for '{' '.join(name)}'; this is no clearance: it tells of the lists named below only")
    say_threshold(settings)
    return say_searched(answer.searched, answer.doubts)


def show_party(
    party: str,
    *,
    as_of: str | None = None,
    format: Shape | None = None,  # noqa: A002 - the option's name is part of the contract
    out: str | None = None,
) -> int:
    """Show everything that the lists held say about one party: listings, names, numbers, addresses, sources.

    Args:
        party: Its id, as search tells it, like us-ofac-sdn:35096; the entry's number or its beginning will do.
        as_of: Use the versions in force on this day.
        format: table (text), jsonl, csv or json.
        out: Write to this file instead of stdout.
    """
    from ricochet.report.dossier import record_row, record_text
    from ricochet.verbs.show import show as verb

    dossier = verb(party, as_of=day_of(as_of, "--as-of"))
    shape = chosen(format, out)
    records = [(one.list, one.entry, one.version, one.party, one.listings) for one in dossier.records]
    if shape == "table":
        put("\n".join(record_text(*one) for one in records), out)
    else:
        show((record_row(*one) for one in records), shape, out)
    if dossier.doubts:
        say(folded(dossier.doubts))
    return 3 if dossier.doubts else 0


def _page(asked: str, answer: "SearchAnswer", *, explain: bool) -> str:
    from ricochet.report.searchpage import Page, page
    from ricochet.verbs.search import CASE

    lists = [one for one in answer.searched if one.list != CASE]
    no_list = "Put the publishers' files into a folder, then: ricochet update --from FOLDER (docs/lists.md names them)"
    old = "'ricochet lists' tells every list's age; 'ricochet update --from DIR' reads newer files"
    return page(
        Page(
            asked=asked,
            found=tuple(_shown(one, answer.threshold) for one in answer.found),
            near=tuple(_shown(one, answer.threshold) for one in answer.near),
            threshold=answer.threshold,
            lists=len(lists),
            entries=sum(one.entries for one in lists),
            days=tuple(one.day for one in lists if one.day),
            case=sum(one.entries for one in answer.searched if one.list == CASE),
            doubts=folded(answer.doubts) if lists else "no official lists are held on this machine",
            remedy=f"{old if lists else no_list}.",
            explain=explain,
            more=answer.more,
        ),
        width=columns(),
        colour=coloured(),
    )


def _shown(found: "Found", threshold: float) -> "Shown":
    from ricochet.report.searchpage import Shown
    from ricochet.screening.needed import needed

    kind = found.party.kind if found.party else "any"
    wanted = needed(found.hit.reasons, threshold, kind)
    return Shown(
        hit=found.hit,
        party=found.party,
        listings=tuple(_told(one, entry=True) for one in found.listings),
        needed=tuple(f"{one.text} it would be {one.score:.3f}" for one in wanted[:2]),
    )


def _line(found: "Found") -> dict[str, Any]:
    from ricochet.report.aligned import line

    hit = found.hit
    return {
        "score": f"{hit.score:.3f}",
        "name": found.party.name if found.party else hit.listed,
        "party": hit.party,
        "kind": found.party.kind if found.party else "",
        "country": " ".join(found.party.countries) if found.party else "",
        "lists": "; ".join(_listings(found)) or "no listing known (built-in case)",
        "why": line(hit.reasons),
    }


def _listings(found: "Found") -> list[str]:
    if found.party is None:
        return [f"{found.hit.list} [{' '.join(found.hit.programs)}]"]
    return [_told(one) for one in found.listings]


def _told(one: "Listing", *, entry: bool = False) -> str:
    from ricochet.verbs.case import BUILT_IN

    programmes = f" [{' '.join(one.programmes)}]" if one.programmes else ""
    since = f" since {one.since}" if one.since else ""
    own = one.source.publisher != BUILT_IN
    number = f" {one.entry if len(one.entry) <= LONG else f'{one.entry[:LONG]}…'}" if entry and own else ""
    return f"{one.list}{number}{programmes}{since}{'' if own else ' (built-in case)'}"
