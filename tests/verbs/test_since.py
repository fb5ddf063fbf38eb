"""Screening again: the old answers with the rows told again are the answers of a full run over the new lists."""

import os
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ricochet.model.party import Name, Party
from ricochet.model.source import Source
from ricochet.screening.entry import Entry
from ricochet.verbs.screen import Screening, screen
from ricochet.verbs.since import Change, since

WORDS = (
    "quill",
    "quillfeather",
    "marine",
    "thistlewood",
    "ambrose",
    "trading",
    "harbour",
    "zarkov",
    "金鹿",
    "运输",
    "ltd",
)
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
STATES = st.dictionaries(st.sampled_from("abcdef"), st.tuples(NAMES, st.sampled_from(["", "IR", "DE"])), max_size=6)
ROWS = st.lists((NAMES | st.just("")).map(lambda name: {"name": name}), min_size=1, max_size=8)


def entries(state: dict[str, tuple[str, str]], file: str = "list.csv") -> list[Entry]:
    """Entries of one edition; each edition has its own file, which says nothing about a change."""
    source = Source(publisher="test", file=file, sha256="", row=1)
    return [
        Entry(
            "own", key, Party(id=f"own:{key}", kind="any", names=(Name(text=name),), countries=(land,), source=source)
        )
        for key, (name, land) in state.items()
    ]


@settings(max_examples=60)
@given(STATES, STATES, ROWS, st.sampled_from([None, 0.5]))
def test_old_answers_and_what_is_told_again_are_a_full_run(
    was: dict[str, tuple[str, str]], here: dict[str, tuple[str, str]], rows: list[dict[str, str]], least: float | None
) -> None:
    filler = {"z": ("Somebody Else Entirely", "")}  # a list of nobody makes every row undetermined
    before, now = Screening(entries(filler | was, "old.csv")), Screening(entries(filler | here, "new.csv"))
    old = {one.row: one for one in screen(rows, before, min_score=least)}
    again = {one.row: one for one in since(rows, Change(before, now), min_score=least)}
    full = {one.row: one for one in screen(rows, now, min_score=least)}
    assert {**old, **again} == full


def test_a_new_edition_that_says_the_same_concerns_nobody() -> None:
    state = {"a": ("Quillfeather Marine", "IR"), "b": ("Ambrose Thistlewood", "")}
    change = Change(Screening(entries(state, "old.csv")), Screening(entries(state, "new.csv")))
    assert change.entries == 0
    assert list(since([{"name": "Quillfeather Marine"}], change)) == []


def test_rows_keep_their_numbers_and_only_those_concerned_are_told() -> None:
    state = {"a": ("Quillfeather Marine", "")}
    change = Change(Screening(entries(state)), Screening(entries(state | {"b": ("Ambrose Thistlewood", "")})))
    rows = [{"name": "Quillfeather Marine"}, {"name": "Quiet Bakery"}] * 300 + [{"name": "Ambrose Thistlewood"}]
    for workers in (1, 2):
        assert [(one.row, one.verdict) for one in since(rows, change, workers=workers)] == [(601, "review")]


def test_at_the_door(tmp_path: Path) -> None:
    blank = "-0- ," * 7 + "-0- "
    for day, more in (("2022-05-06", ""), ("2022-06-06", f'9,"QUIET BAKERY",-0- ,"CUBA",{blank}\r\n')):
        folder = tmp_path / "in" / day
        folder.mkdir(parents=True)
        (folder / "sdn.csv").write_bytes(f'8,"MAHAN AIR",-0- ,"SDGT",{blank}\r\n{more}'.encode() + b"\x1a")
        (folder / "add.csv").write_bytes(b"8,8,-0- ,-0- ,-0- ,-0- \r\n\x1a")
        (folder / "alt.csv").write_bytes(b'8,1,"aka","MAHAN AIRLINES",-0- \r\n\x1a')
    (tmp_path / "book.csv").write_text("id,name\nv1,Mahan Air\nv2,Quiet Bakery\nv3,Other Florist\n")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(Path(sys.executable).parent / "ricochet"), *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "RICOCHET_HOME": str(tmp_path / "home")},
        )

    assert run("update", "--from", "in").returncode == 0
    asked = ["screen", "book.csv", "--as-of", "2022-06-10"]
    again = run(*asked, "--since", "2022-05-10")
    assert (again.returncode, "1 entries differ" in again.stderr) == (0, True)
    assert again.stdout.splitlines() == run(*asked).stdout.splitlines()[1:2]
    assert run(*asked, "--since", "2022-06-08").stdout == ""
    assert run("screen", "book.csv", "--against", "book.csv", "--since", "2022-06-08").returncode == 2
