"""Searchpage: what a search found, for a person at a terminal: the answer first, then who, why, and what was searched.

Words say everything that colour says. Wide characters, narrow windows and terminals without colour are rich's to fit.
"""

import io
import re
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from ricochet.model.hit import Hit
from ricochet.model.party import Party
from ricochet.report.aligned import line
from ricochet.report.waterfall import terminal

WIDEST = 100
"""Columns beyond which a line is hard to read."""
LISTINGS = 6
"""Listings of one party that are shown."""
_STYLE = re.compile(r"(\x1b\[[\d;]*m)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One party found. `listings` say where it is listed, one a line; `needed` what a near miss would have needed."""

    hit: Hit
    party: Party | None
    listings: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole answer.

    `days` are the ISO dates of the lists; `doubts` say why it cannot be relied on, `remedy` what to do about that;
    `more` were found beyond the limit.
    """

    asked: str
    found: tuple[Shown, ...]
    near: tuple[Shown, ...]
    threshold: float
    lists: int
    entries: int
    days: tuple[str, ...]
    case: int
    doubts: str
    remedy: str = ""
    explain: bool = False
    more: int = 0


def page(answer: Page, *, width: int, colour: bool) -> str:
    """The answer as lines of at most `width` columns, with or without colour."""
    console = Console(
        file=io.StringIO(),
        width=min(width, WIDEST),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        legacy_windows=False,
    )
    console.print(_page(answer))
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(map(_trimmed, text.splitlines())) + "\n"


def _trimmed(text: str) -> str:
    """A line without the blanks that fill it up, in whatever style they are."""
    parts = _STYLE.split(text)
    for at in range(len(parts) - 1, -1, -2):
        parts[at] = parts[at].rstrip()
        if parts[at]:
            break
    return "".join(parts)


def _page(answer: Page) -> RenderableType:
    parts: list[RenderableType] = [_headline(answer), Text(_searched(answer), style="dim")]
    if any(one.hit.ofac_score is not None for one in (*answer.found, *answer.near)):
        parts.append(Text("OFAC: what OFAC's own search page would show, of 100.", style="dim"))
    for shown in answer.found:
        parts += [Text(), _block(shown, answer)]
    if answer.near:
        parts += [Text(), Text(f"Near misses, not for review (from {answer.threshold:g}):", style="bold")]
        for shown in answer.near:
            parts += [Text(), _block(shown, answer)]
    if answer.doubts:
        parts += [Text(), _doubts(answer)]
    return Group(*parts)


def _headline(answer: Page) -> Text:
    places = sum(one.party is None for one in answer.found)
    others = sum(one.party is not None and not one.listings for one in answer.found)
    listed = len(answer.found) - places - others
    told = Text()
    if answer.found:
        sure = listed or places
        known = "KNOWN, LISTING UNDETERMINED" if answer.doubts else "KNOWN, NOT LISTED"
        told.append("POSSIBLE MATCH" if sure else known, style="bold red" if sure else "bold yellow")
        counts = [
            f"{listed} listed part{'y' if listed == 1 else 'ies'}" if listed else "",
            f"{places} embargoed place{'' if places == 1 else 's'} or its government" if places else "",
            f"{others} of the built-in case with no listing known" if others else "",
        ]
        told.append(f"  '{answer.asked}' may be {' and '.join(filter(None, counts))}.")
        if answer.more:
            told.append(f" {answer.more} more {'is' if answer.more == 1 else 'are'} not shown (--limit).")
    elif answer.doubts:
        told.append("UNDETERMINED", style="bold yellow")
        told.append(f"  Nobody like '{answer.asked}' was found, but the search cannot be relied on (below).")
    else:
        told.append("NOBODY FOUND", style="bold")
        told.append(f"  Nobody like '{answer.asked}' is on what was searched. This is no clearance.")
    return told


def _searched(answer: Page) -> str:
    """The lists in one line: how many, of how many parties, as of when."""
    case = f"{answer.case} parties of the built-in case" if answer.case else ""
    if not answer.lists:
        return f"Searched: {case or 'nothing'}. No official list."
    first, last = (min(answer.days), max(answer.days)) if answer.days else ("", "")
    when = f" as of {first}" + (f" to {last}" if last != first else "") if first else ""
    lists = f"{answer.entries:,} entries on {answer.lists} list{'' if answer.lists == 1 else 's'}{when}"
    return f"Searched: {lists}{f'; {case}' if case else ''}."


def _block(shown: Shown, answer: Page) -> RenderableType:
    hit = shown.hit
    near = hit.score < answer.threshold
    body = [_name(shown), *map(Text, _listings(shown)), *_alias(shown), _labelled("why", line(hit.reasons))]
    if near:
        wanted = shown.needed or ("only a number that both carry would put it up for review",)
        body.append(_labelled("short", "; ".join((f"by {answer.threshold - hit.score:.3f}", *wanted))))
    left = Text(f"{hit.score:.3f}", style="dim" if near else "bold")
    if hit.ofac_score is not None:
        left.append(f"\nOFAC {hit.ofac_score}", style="not bold dim")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, min_width=8)
    grid.add_column(overflow="fold")
    grid.add_row(left, Group(*body))
    if not answer.explain:
        return grid
    drawn = terminal(hit.reasons, hit.score, threshold=answer.threshold)
    return Group(grid, Text(), Text(drawn.rstrip("\n")))


def _name(shown: Shown) -> Text:
    told = Text(shown.hit.listed or shown.hit.name, style="bold")
    about = [shown.party.kind, *shown.party.countries] if shown.party else ["embargoed place or its government"]
    told.append("  " + ", ".join(one for one in about if one != "any"), style="not bold dim")
    return told


def _listings(shown: Shown) -> list[str]:
    programmes = f" [{' '.join(shown.hit.programs)}]" if shown.hit.programs else ""
    told = shown.listings or (f"no listing known ({shown.hit.list})" if shown.party else shown.hit.list + programmes,)
    more = len(told) - LISTINGS
    return [*told[:LISTINGS], *([f"and {more} more"] if more > 0 else [])]


def _alias(shown: Shown) -> list[Text]:
    """The alias that matched, where it is not the primary name, with what the list says about it."""
    if shown.party is None or shown.hit.name in {"", shown.party.name}:
        return []
    name = next((one for one in shown.party.names if one.text == shown.hit.name), None)
    role = name.role if name and name.role != "primary" else "as"
    return [_labelled(role, shown.hit.name + (" (a weak alias)" if name and name.weak else ""))]


def _labelled(label: str, text: str) -> Text:
    told = Text(f"{label} ", style="dim")
    told.append(text, style="not dim")
    return told


def _doubts(answer: Page) -> Text:
    told = Text("Not to be relied on: ", style="bold yellow")
    told.append(answer.doubts + (f". {answer.remedy}" if answer.remedy else ""), style="not bold default")
    return told
