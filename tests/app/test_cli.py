"""The command line's contract: shapes, exit codes, bad input in words, the same bytes twice."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

RICOCHET = Path(sys.executable).parent / "ricochet"
HOLDINGS = "owner,owned,share,source\nX,A,50,reg\nA,B,30,reg\nX,B,?,press\nQ,B,25,reg\n"


def run(*words: object, home: Path | None = None, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "RICOCHET_HOME": str(home or "/nonexistent/home"), "COLUMNS": "120"}
    return subprocess.run(
        [str(RICOCHET), *map(str, words)], capture_output=True, text=True, check=False, env=environment, input=stdin
    )


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "h.csv").write_text(HOLDINGS)
    (tmp_path / "l.csv").write_text("party,list\nX,us-ofac-sdn\nY,uk-sl\n")
    return tmp_path


def reach(files: Path, *more: object, rule: str = "us-ofac-50") -> subprocess.CompletedProcess[str]:
    names = ("--holdings", files / "h.csv", "--listed", files / "l.csv")
    return run("reach", *names, "--rule", rule, "--as-of", "2024-06-01", *more)


def test_reach_answers_one_json_line_a_party(files: Path) -> None:
    done = reach(files)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["party"], row["status"], row["share"]) for row in rows] == [
        ("A", "caught", "50"),
        ("B", "possible", "30..75"),
    ]
    assert [step["fact"] for step in rows[0]["proof"]] == ["listing", "holding"]
    assert rows[0]["proof"][1]["sources"][0]["row"] == 2
    assert rows[1]["decided_by"][0]["needed"] == ">=20"


def test_the_list_column_says_which_rule_a_row_seeds(files: Path) -> None:
    assert reach(files, rule="uk").stdout == ""
    assert "owns nothing" in reach(files, rule="uk").stderr


def test_holdings_may_come_from_stdin(files: Path) -> None:
    words = ("reach", "--holdings", "-", "--listed", files / "l.csv", "--rule", "us-ofac-50", "--as-of", "2024-06-01")
    done = run(*words, stdin=HOLDINGS)
    assert [json.loads(line)["party"] for line in done.stdout.splitlines()] == ["A", "B"]


def test_two_runs_give_the_same_bytes_and_rows_in_any_order_the_same_answer(files: Path) -> None:
    first = reach(files).stdout
    assert reach(files).stdout == first
    head, *rows = HOLDINGS.splitlines()
    (files / "h.csv").write_text("\n".join([head, *reversed(rows)]) + "\n")
    again = [json.loads(line) for line in reach(files).stdout.splitlines()]
    assert [(row["party"], row["share"]) for row in again] == [("A", "50"), ("B", "30..75")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("X,C,120,reg", "between 0 and 100"),
        ("X,C,nan,reg", "is not a share"),
        ("X,C,-5,reg", "is not a share"),
        (",C,60,reg", "'owner'"),
        ("X,,60,reg", "'owned'"),
    ],
)
def test_a_bad_row_is_set_aside_with_its_place_and_the_rest_is_answered(files: Path, row: str, said: str) -> None:
    (files / "h.csv").write_text(f"{HOLDINGS}{row}\n")
    done = reach(files)
    assert done.returncode == 3
    assert "h.csv, row 6" in done.stderr
    assert said in done.stderr
    assert [json.loads(line)["party"] for line in done.stdout.splitlines()] == ["A", "B"]


def test_shares_that_may_be_fractions_are_set_aside_until_the_unit_is_said(files: Path) -> None:
    (files / "h.csv").write_text("owner,owned,share\nX,A,0.6\nA,B,1\n")
    assert reach(files).returncode == 3
    assert "--share-unit" in reach(files).stderr
    done = reach(files, "--share-unit", "fraction")
    assert [json.loads(line)["share"] for line in done.stdout.splitlines()] == ["60", "100"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><body>no</body></html>", "h.csv"),
        (b"", "h.csv"),
        (b"\x89PNG\r\n\x1a\n", "h.csv"),
        (b"a,b\n1,2\n", "owner"),
    ],
)
def test_a_foreign_file_is_refused_in_words(files: Path, content: bytes, said: str) -> None:
    (files / "h.csv").write_bytes(content)
    done = reach(files)
    assert done.returncode == 3
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_cycles_totals_over_100_and_unknown_shares_are_normal_input(files: Path) -> None:
    (files / "h.csv").write_text("owner,owned,share\nX,A,60\nQ,A,70\nA,B,60\nB,A,10\nA,A,5\n")
    done = reach(files)
    assert done.returncode == 0
    for flag in ("adds up to 140 per cent", "ring of owners", "of itself"):
        assert flag in done.stderr


def test_a_supposed_listing_tells_who_would_stand_otherwise(files: Path) -> None:
    done = reach(files, "--add", "Q", "--remove", "X")
    assert done.returncode == 0, done.stderr
    shifts = [(row["party"], row["before"], row["after"]) for row in map(json.loads, done.stdout.splitlines())]
    gone = [("A", "caught", "not"), ("B", "possible", "not"), ("X", "listed", "not")]
    assert shifts == sorted([*gone, ("Q", "not", "listed")])
    assert "1 newly listed, 3 no longer listed or reached" in done.stderr
    assert reach(files, "--add", "Q", "--near").returncode == 2


def test_an_unknown_rule_or_file_is_a_usage_error_with_a_hint(files: Path) -> None:
    done = reach(files, rule="us-ofac-5")
    assert (done.returncode, "us-ofac-50" in done.stderr) == (2, True)
    missing = run("reach", "--holdings", "no.csv", "--listed", files / "l.csv", "--rule", "uk")
    assert (missing.returncode, "no.csv" in missing.stderr) == (2, True)
    assert reach(files, "--as-of", "11 May").returncode == 2


def test_out_is_whole_or_not_at_all(files: Path) -> None:
    target = files / "answer.csv"
    assert reach(files, "--format", "csv", "--out", target).returncode == 0
    assert target.read_text().splitlines()[0].startswith("party,status,share")
    assert [path.name for path in files.iterdir() if path.name.startswith(".answer")] == []


def test_no_cell_is_a_formula(files: Path) -> None:
    (files / "h.csv").write_text('owner,owned,share\nX,"=HYPERLINK(1)",60\n')
    done = reach(files, "--format", "csv")
    assert "'=HYPERLINK(1)" in done.stdout


def test_a_rule_not_in_force_reaches_nobody_and_says_so(files: Path) -> None:
    words = ("reach", "--holdings", files / "h.csv", "--listed", files / "l.csv", "--rule", "us-bis-affiliates")
    done = run(*words, "--as-of", "2022-05-11")
    assert (done.returncode, done.stdout) == (0, "")
    assert "no version of us-bis-affiliates was in force on 2022-05-11" in done.stderr


def test_what_if_on_ones_own_tables(files: Path) -> None:
    words = ("--holdings", files / "h.csv", "--listed", files / "l.csv", "--as-of", "2024-06-01")
    done = run("what-if", "--add", "Q=us-ofac-sdn", *words)
    assert done.returncode == 0, done.stderr
    blocking = next(row for row in map(json.loads, done.stdout.splitlines()) if row["regime"] == "us-ofac-50")
    assert blocking["effect"] == "new"
    assert [(change["party"], change["before"], change["after"]) for change in blocking["changes"]] == [
        ("B", "possible", "caught"),
        ("Q", "not", "listed"),
    ]


def test_what_if_refuses_what_nobody_knows(files: Path) -> None:
    done = run("what-if", "--add", "hikvison=us-ofac-sdn", "--as-of", "2022-05-11")
    assert (done.returncode, "hikvision" in done.stderr) == (2, True)
    assert run("what-if", "--add", "hikvision").returncode == 2
    assert run("what-if").returncode == 2
    (files / "s.yaml").write_text("name: x\nad: []\n")
    wrong = run("what-if", files / "s.yaml")
    assert (wrong.returncode, "'ad' is not known" in wrong.stderr) == (3, True)


def test_lists_without_a_snapshot_say_what_to_do(tmp_path: Path) -> None:
    done = run("lists", home=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "ricochet update --from" in done.stderr


def test_screen_without_lists_says_what_to_do(files: Path) -> None:
    done = run("screen", files / "l.csv", home=files / "home")
    assert done.returncode == 3
    assert "ricochet update --from" in done.stderr


def test_screen_against_ones_own_list(files: Path) -> None:
    (files / "watch.csv").write_text("id,kind,names\n7,company,Hangzhou Hikvision;海康威视\n")
    (files / "book.csv").write_text("id,name,amount\na,HIKVISION HANGZHOU,5\nb,Bakery Jones,6\nc,,7\n")
    done = run("screen", files / "book.csv", "--against", files / "watch.csv")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["verdict"] for row in rows] == ["review", "clear", "undetermined"]
    assert rows[0]["input"]["amount"] == "5"
    assert rows[0]["hits"][0]["entry"] == "7"


def test_compare_says_score_match_and_reasons() -> None:
    (row,) = map(json.loads, run("compare", "SIS DOO", "SIS d.o.o.").stdout.splitlines())
    assert row["match"] is True
    assert row["reasons"]
    assert run("compare", "only one").returncode == 2


def test_help_and_version() -> None:
    assert "what-if" in run("--help").stdout
    assert run("--version").stdout.strip()
    assert run("nonsense").returncode == 2


def test_columns_under_other_names_are_read_and_said_or_mapped(files: Path) -> None:
    (files / "h.csv").write_text("Shareholder,Company,Quota\nX,A,60\n")
    guessed = reach(files)
    assert json.loads(guessed.stdout)["status"] == "possible"  # a share nobody read is unknown
    assert "'Shareholder' as owner" in guessed.stderr
    assert "Quota" in guessed.stderr
    (files / "m.yaml").write_text("holdings:\n  Shareholder: owner\n  Company: owned\n  Quota: share\n")
    done = reach(files, "--mapping", files / "m.yaml")
    assert [json.loads(line)["share"] for line in done.stdout.splitlines()] == ["60"]
    assert "'Quota' as share" in done.stderr
    (files / "m.yaml").write_text("holding: {}\n")
    wrong = reach(files, "--mapping", files / "m.yaml")
    assert (wrong.returncode, "no table 'holding'" in wrong.stderr) == (3, True)
