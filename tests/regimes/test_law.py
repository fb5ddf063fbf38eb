"""The packaged files as a whole: graded, cited, described, and named by no code."""

import ast
from pathlib import Path

from ricochet.regimes import describe, load_regimes, table
from ricochet.regimes.words import ACTS, PERSONS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "ricochet"
REGIMES = load_regimes()
CONTRACT = {"us-ofac-50", "us-ssi", "us-ns-cmic", "us-bis-affiliates", "eu", "uk", "ch", "ca"}
LISTS = {name for regime in REGIMES for name in regime.lists}


def literals(path: Path) -> set[str]:
    """All text constants of a module but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
    }


def test_every_packaged_file_is_read_and_every_contract_rule_is_there() -> None:
    ids = {regime.id for regime in REGIMES}
    assert ids == {path.stem for path in (SOURCE / "regimes").glob("*.yml")}
    assert ids >= CONTRACT


def test_regimes_stand_in_the_order_of_ids_and_days() -> None:
    keys = [(r.id, str(r.since or "")) for r in REGIMES]
    assert keys == sorted(keys)


def test_what_is_known_from_memory_carries_no_citation_and_all_else_carries_one_with_its_source() -> None:
    for regime in REGIMES:
        assert bool(regime.citation) == (regime.confidence != "from memory"), regime.id
        assert bool(regime.sources) == (regime.confidence != "from memory"), regime.id


def test_what_reaches_nobody_through_ownership_says_so_and_what_does_says_how() -> None:
    assert [regime.id for regime in REGIMES if not regime.flow] == []


def test_every_word_for_acts_and_persons_is_used() -> None:
    assert {act for r in REGIMES for act in r.acts} == set(ACTS)
    assert {person for r in REGIMES for person in r.persons} == set(PERSONS)


def test_no_code_names_a_regime_and_only_the_readers_of_files_name_a_list() -> None:
    """A file's reader must say which list it read; the built-in case is data."""
    regimes = {regime.id for regime in REGIMES} - LISTS
    guilty = []
    for path in sorted(SOURCE.rglob("*.py")):
        room = path.relative_to(SOURCE).parts[0]
        if room in {"sources", "demo"}:
            continue
        words = literals(path)
        # two letters are a country's code as well; only rooms that apply the law are held to them
        named = {r for r in regimes if len(r) > 2 or room in {"regimes", "ownership", "exposure"}} & words
        guilty += [(str(path.relative_to(SOURCE)), word) for word in sorted(named | (LISTS & words))]
    assert guilty == []


def test_the_page_of_regimes_is_the_one_made_from_the_files() -> None:
    page = (ROOT / "docs" / "regimes.md").read_text(encoding="utf-8")
    assert page == table(REGIMES), (
        "made anew by: python -c 'from ricochet.regimes import *; print(table(load_regimes()), end=str())'"
    )


def test_a_regime_is_described_with_its_banner_first_and_its_grade() -> None:
    text = describe(next(r for r in REGIMES if r.banner))
    assert text.startswith("! ")
    for regime in REGIMES:
        text = describe(regime)
        assert f"({regime.confidence})" in text
        assert regime.forbids in text
