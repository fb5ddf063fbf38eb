"""Export: an answer of `reach` in the formats of others."""

from typing import TYPE_CHECKING

from ricochet.report.bods import statements
from ricochet.report.chart import Chart, chart
from ricochet.report.formats import render
from ricochet.report.ftm import entities

if TYPE_CHECKING:
    from ricochet.verbs.reach import ReachReport


def bods(report: "ReachReport") -> str:
    """The parties and stakes of all proofs as BODS 0.4, one JSON array; what the rule says stands in annotations."""
    return render(statements(_chart(report)), "json")


def ftm(report: "ReachReport") -> str:
    """The same as FollowTheMoney entities, one a line; what the rule says stands in notes and topics."""
    return render(entities(_chart(report)), "jsonl")


def _chart(report: "ReachReport") -> Chart:
    return chart(report.rule, report.as_of, report.reached, report.parties)
