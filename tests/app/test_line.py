"""`ricochet principle` at the door: shapes, exit codes, what is said on stderr."""

import json
import os
import subprocess
import sys
from pathlib import Path

OWN = """\
id: p
title: T
why: W
sources: [S]
criteria:
  c: {when: state_owned, why: w, source: s}
rule: c
"""
RICOCHET = Path(sys.executable).parent / "ricochet"


def run(*words: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(RICOCHET), "principle", *words], capture_output=True, text=True, check=False, input=given, env=os.environ
    )


def test_a_verdict_is_one_line_with_its_evidence() -> None:
    done = run("particular-threat", "--as-of", "2022-05-11", "--firm", "hikvision")
    assert done.returncode == 0
    (row,) = (json.loads(line) for line in done.stdout.splitlines())
    assert (row["firm"], row["verdict"], row["as_of"]) == ("hikvision", "caught", "2022-05-11")
    assert row["criteria"] == dict.fromkeys(("complicit", "state", "surveillance", "reach", "vulnerable"), "yes")
    claims = row["facts"]["known_exploited_vulns"]["claims"]
    assert [one["counts"] for one in claims] == [False, True]
    assert all(one["source"]["cite"] for one in claims)
    assert "sets" in done.stderr


def test_what_would_decide_is_named() -> None:
    done = run("particular-threat", "--firm", "dahua")
    (row,) = (json.loads(line) for line in done.stdout.splitlines())
    assert row["open"] == [
        {"criterion": "state", "if_yes": "caught", "if_no": "not", "facts": ["state_controlled", "state_owned_pct"]}
    ]


def test_a_table_has_a_column_a_criterion() -> None:
    done = run("particular-threat", "--only", "caught", "--format", "csv")
    assert (
        done.stdout.splitlines()[0] == "firm,verdict,because,complicit,state,surveillance,reach,vulnerable,would decide"
    )
    assert len(done.stdout.splitlines()) == 2


def test_sensitivity_comparison_and_consequences_have_rows_of_their_own() -> None:
    rows = [json.loads(line) for line in run("particular-threat", "--sensitivity").stdout.splitlines()]
    assert {row["what"] for row in rows} == {"whole", "without", "at least", "parameter", "only"}
    assert sum(row["what"] == "only" for row in rows) == 2**5
    rows = [json.loads(line) for line in run("broad", "--compare", "particular-threat").stdout.splitlines()]
    assert rows[0]["side"] == "only the first"
    (row,) = (json.loads(line) for line in run("particular-threat", "--suppose", "us-ofac-sdn").stdout.splitlines())
    assert row["caught"] == ["hikvision"]


def test_whom_it_sets_apart_is_named_firm_by_firm() -> None:
    rows = {row["criterion"]: row for row in map(json.loads, run("narrow", "--apart").stdout.splitlines())}
    assert "uniview" in rows["vulnerable"]["by_it_alone"]
    assert "huawei" in rows["surveillance"]["by_it_alone"] + rows["surveillance"]["by_it_among_others"]
    assert "dahua" in rows["state"]["not_known_of"]
    assert {row["reference"] for row in rows.values()} == {"hikvision"}


def test_a_picture_and_a_page_are_drawn(tmp_path: Path) -> None:
    assert run("particular-threat", "--picture", str(tmp_path / "p.svg")).returncode == 0
    assert (tmp_path / "p.svg").read_text().startswith("<svg ")
    assert run("particular-threat", "--picture", str(tmp_path / "p.html")).returncode == 0
    assert "<h2>Whom it sets apart</h2>" in (tmp_path / "p.html").read_text()


def test_a_hostile_principle_is_refused_with_its_place() -> None:
    done = run("-", given=OWN.replace("state_owned", "read_text('/etc/passwd')"))
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("ricochet: stdin:6:13: the function 'read_text' is not read here. Known: listed")


def test_a_failing_test_beside_the_principle_exits_three() -> None:
    text = f"{OWN}tests: [{{given: {{}}, verdict: caught}}]\n"
    done = run("-", "--only", "caught", given=text)
    assert done.returncode == 3
    assert "test failed: stdin:8:9: the given facts: expected caught, got possible (state_owned unknown)" in done.stderr


def test_the_library_is_listed_without_a_file() -> None:
    rows = [json.loads(line) for line in run().stdout.splitlines()]
    assert {"narrow", "broad"} <= {row["id"] for row in rows}


def test_the_same_question_gives_the_same_bytes() -> None:
    assert run("narrow").stdout == run("narrow").stdout
