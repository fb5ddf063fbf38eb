"""Lines written step by step are those of the rows."""

import json

from hypothesis import given
from hypothesis import strategies as st

from ricochet.model.finding import Carried, Reached, Unknown
from ricochet.model.proof import Proof, Step
from ricochet.model.source import Source
from ricochet.report.reached import reached_lines
from ricochet.report.rows import reached_row

WORD = st.text(max_size=6)
STEPS = st.builds(
    Step,
    kind=st.sampled_from(["listing", "holding", "joint", "complete", "rule"]),
    owner=WORD,
    owned=WORD,
    share=WORD,
    basis=WORD,
    text=WORD,
    sources=st.lists(
        st.builds(Source, publisher=WORD, file=WORD, sha256=WORD, row=st.integers(), sheet=WORD, cite=WORD), max_size=2
    ).map(tuple),
)
REACHED = st.builds(
    Reached,
    party=WORD,
    regime=WORD,
    status=st.sampled_from(["caught", "possible"]),
    share=WORD,
    by=st.sampled_from(["equity", "control"]),
    proof=st.builds(Proof, st.lists(STEPS, max_size=3).map(tuple)),
    unknowns=st.lists(st.builds(Unknown, owner=WORD, owned=WORD, share=WORD, needed=WORD, text=WORD), max_size=1).map(
        tuple
    ),
    flags=st.lists(WORD, max_size=1).map(tuple),
    carries=st.lists(st.just(Carried(scale="s", join="all", grades=(("g", ("o",)),))), max_size=1).map(tuple),
)


@given(st.lists(REACHED, max_size=3))
def test_a_line_is_its_row(found: list[Reached]) -> None:
    asked = {"rule": "r", "as_of": "2026-11-22"}
    rows = [json.dumps(reached_row(one) | asked, ensure_ascii=False) + "\n" for one in found * 2]
    assert list(reached_lines(found * 2, asked)) == rows
