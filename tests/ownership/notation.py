"""The notation of the ownership cases, read into holdings and listings.

`X*[LIST]` is listed (default SDN; `@from..to` are its dates, both days included); `A -50-> B` is a holding; bands
such as `(25,50]` have open and closed ends; `?` is unknown; `v60` votes; `ctl` control; `dir` a directorship;
`60@from..to` a period; `N =for=> X` a nominee; `X ~joint~ Y` a joint arrangement; `100/3` an exact figure;
`complete(A)` a complete register.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ricochet.model.holding import Basis, Holding
from ricochet.model.listing import Listing
from ricochet.model.period import ALWAYS, Period
from ricochet.model.share import UNKNOWN, read_share
from ricochet.model.source import Source

LISTS = {
    "SDN": "us-ofac-sdn",
    "SSI-D1": "us-ofac-ssi",
    "SSI-D2": "us-ofac-ssi",
    "NSCMIC": "us-ofac-cmic",
    "EL": "us-bis-el",
    "MEU": "us-bis-meu",
    "EU": "eu-fsf",
    "UK": "uk-sl",
    "CH": "ch-seco",
    "CA": "ca-sema",
}
DEFAULT = {"eu": "EU", "uk": "UK", "ch": "CH", "ca": "CA", "us-bis-affiliates": "EL"}
SOURCE = Source(publisher="case", file="case", sha256="", row=1)
_NODE = r"([A-Za-z0-9]+)(\*)?(?:\[([^\]]+)\])?(?:@(\S+)\.\.(\S*))?"
_EDGE = re.compile(rf"^{_NODE}\s+-(.+)->\s+{_NODE}$")
_FOR = re.compile(rf"^(\w+) =for=> {_NODE}$")
_JOINT = re.compile(r"^(\w+) ~joint~ (\w+)$")
_COMPLETE = re.compile(r"^complete\((\w+)\)$")


@dataclass
class Graph:
    holdings: list[Holding] = field(default_factory=list)
    listings: dict[tuple[str, str], Listing] = field(default_factory=dict)
    complete: set[str] = field(default_factory=set)


def read_graph(text: str) -> Graph:
    graph, nominees, joint = Graph(), dict[str, str](), dict[str, str]()
    for part in (piece.strip() for piece in text.split(";")):
        if match := _EDGE.match(part):
            _listed(graph, *match.group(1, 2, 3, 4, 5))
            _listed(graph, *match.group(7, 8, 9, 10, 11))
            graph.holdings.append(_holding(match[1], match[7], match[6]))
        elif match := _FOR.match(part):
            nominees[match[1]] = match[2]
            _listed(graph, *match.group(2, 3, 4, 5, 6))
        elif match := _JOINT.match(part):
            joint[match[1]] = joint[match[2]] = part
        elif match := _COMPLETE.match(part):
            graph.complete.add(match[1])
        else:
            raise AssertionError(f"not in the notation: {part}")
    graph.holdings = [
        replace(row, held_for=nominees.get(row.owner, ""), joint=joint.get(row.owner, "")) for row in graph.holdings
    ]
    return graph


def _listed(
    graph: Graph, party: str, star: str | None, lists: str | None, since: str | None, until: str | None
) -> None:
    if not star:
        return
    for tag in (lists or "SDN").split(","):
        graph.listings[party, tag] = Listing(
            party=party,
            list=LISTS[tag],
            entry=party,
            programmes=(tag,) if tag.startswith("SSI") else (),
            since=date.fromisoformat(since) if since else None,
            until=date.fromisoformat(until) + timedelta(days=1) if until else None,
            source=SOURCE,
        )


def _holding(owner: str, owned: str, text: str) -> Holding:
    text, _, dates = text.partition("@")
    period = ALWAYS
    if dates:
        start, _, end = dates.partition("..")
        period = Period(date.fromisoformat(start), date.fromisoformat(end) if end else None)
    words: dict[str, Basis] = {"ctl": "control", "dir": "director"}
    if text in words:
        return Holding(owner=owner, owned=owned, share=UNKNOWN, basis=words[text], period=period, source=SOURCE)
    basis: Basis = "votes" if text.startswith("v") else "equity"
    share = text.removeprefix("v")
    if match := re.fullmatch(r"100/(\d+)", share):
        share = f"1/{match[1]}"
    return Holding(owner=owner, owned=owned, share=read_share(share), basis=basis, period=period, source=SOURCE)
