"""The language: what it reads, and that everything else is refused with line and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ricochet.errors import DataError
from ricochet.principles.document import Place, read_document
from ricochet.principles.parse import Refused, parse_principle
from ricochet.principles.principle import Clause

HEAD = "id: p\ntitle: T\nwhy: W\nsources: [S]\n"
PARAMETERS = "parameters:\n  share: {value: 25, unit: per cent, why: control, sweep: [10, 50]}\n"


def whole(when: str, *, rule: str = "c", parameters: str = PARAMETERS) -> bytes:
    return f"{HEAD}{parameters}criteria:\n  c:\n    when: {when}\n    why: w\n    source: s\nrule: {rule}\n".encode()


def refused(data: bytes) -> Refused:
    caught: pytest.ExceptionInfo[Refused]
    with pytest.raises(Refused) as caught:
        parse_principle("p.yml", data)
    assert str(caught.value).startswith(str(caught.value.place))
    return caught.value


def test_a_principle_is_read_whole() -> None:
    principle = parse_principle("p.yml", whole("state_owned_pct >= share AND not listed('us-ofac-sdn')"))
    (criterion,) = principle.criteria
    assert criterion.parsed.reads == ("state_owned_pct", "listed('us-ofac-sdn')")
    assert criterion.parsed.parameters == ("share",)
    assert principle.parameters["share"].sweep == (10.0, 25.0, 50.0)
    assert principle.rule == Clause(kind="criterion", criterion="c")
    assert "detention_site_supply" in principle.harm


def test_clauses_nest() -> None:
    principle = parse_principle("p.yml", whole("state_owned", rule="{all: [{at_least: 1, of: [c]}], unless: [c]}"))
    (inner,) = principle.rule.items
    assert (inner.kind, inner.k, list(principle.rule.criteria())) == ("at_least", 1, ["c", "c"])
    assert principle.read_twice() == ("state_owned",)


EXPRESSIONS = [
    ("(select 1)", 2, "sub-query"),
    ("state_owned and exists (select 1)", 17, "function 'exists'"),
    ("sector in (select x from y)", 12, "sub-query"),
    ("read_csv('/etc/passwd')", 1, "function 'read_csv'"),
    ("state_owned or read_text('x') = 'y'", 16, "function 'read_text'"),
    ("state_owned; drop table firms", 12, "several statements"),
    ("state_owned_pct >= 1/0", 21, "divided by zero"),
    ("revenue_rmb_bn / 0 > 1", 16, "divided by zero"),
    ("state_owned_pct >= -1", 20, "negative"),
    ("no_such_fact", 1, "no fact"),
    ("state_ownd", 1, "Did you mean 'state_owned'"),
    ("state_owned = true", 13, "yes or no"),
    ("state_owned_pct is not null", 17, "unknown stays unknown"),
    ("state_owned_pct >= export_countries", 20, "counts per cent"),
    ("revenue_rmb_bn >= share", 19, "counts RMB bn"),
    ("share >= state_owned_pct", 1, "parameter 'share' stands where a fact"),
    ("sector >= 'a'", 8, "is a text"),
    ("state_owned and", 16, "ends"),
    ("state_owned_pct between 1 or 2", 27, "expected 'and'"),
    ("listed(state_owned)", 8, "single quotes"),
    ("listed('a', 'b', 'c')", 1, "1 to 2 texts"),
    ("state_owned -- hidden", 13, "comments"),
    ('sector = "a"', 10, "single quotes"),
    ("state_owned_pct >= 1e5", 20, "no part of an expression"),
    ("not " * 100 + "state_owned", 4 * 30 + 1, "nested more than 30"),
    ("(" * 10_000 + "state_owned" + ")" * 10_000, 401, "more than 400 words"),
    ("state_owned" + " and state_owned" * 10_000, None, "more than 400 words"),
]


@pytest.mark.parametrize(("when", "column", "said"), EXPRESSIONS, ids=[e[0][:30] for e in EXPRESSIONS])
def test_a_hostile_expression_is_refused_where_it_stands(when: str, column: int | None, said: str) -> None:
    wrong = refused(whole("|\n      " + when))
    assert said in str(wrong)
    assert wrong.place.line == 10
    if column is not None:
        assert wrong.place.column == 6 + column


@pytest.mark.parametrize(
    ("when", "line", "column"),
    [
        ("nothing", 9, 11),
        ("'nothing'", 9, 12),
        ('"state_owned and nothing"', 9, 28),
        (">-\n      state_owned\n      and nothing", 11, 11),
        ("|\n      state_owned\n\n      and nothing", 12, 11),
        ("state_owned\n      and nothing", 10, 11),
        ("'sector = ''a'' and nothing'", 9, 31),
    ],
)
def test_a_place_inside_any_style_of_text_is_found(when: str, line: int, column: int) -> None:
    assert refused(whole(when)).place == Place("p.yml", line, column)


DOCUMENTS = [
    (b"", 1, 1, "empty"),
    (b"\xff", 1, 1, "UTF-8"),
    (b"id: p\nid: q\n", 2, 1, "twice"),
    (b"a: &x [1]\nb: *x\n", 1, 4, "anchors"),
    (b"a: !!python/object/apply:os.system [ls]\n", 1, 4, "tag"),
    (b"rule: " + b"[" * 10_000, 1, 26, "nested more than 20"),
    (b"a: [" + b"1," * 10_000 + b"]", 1, 9_999, "more than 5000"),
    (b"a: [1\nb: 2\n", 2, 2, "not YAML"),
    (b"#" * 300_000, 1, 262_145, "goes on after 262144 bytes"),
    (b"--- a\n--- b\n", 2, 1, "second document"),
    (b"- a\n", 1, 1, "a principle"),
    (b"? [a]\n: b\n", 1, 3, "a key is a text"),
    (HEAD.encode() + b"criterias: {}\n", 5, 1, "Did you mean 'criteria'"),
    (HEAD.encode(), 1, 1, "'criteria' is missing"),
    (whole("state_owned", rule="d"), 12, 7, "no criterion 'd'"),
    (whole("state_owned", rule="{all: [c], any: [c]}"), 12, 7, "one of"),
    (whole("state_owned", rule="{at_least: 2, of: [c]}"), 12, 18, "1 to 1"),
    (whole("state_owned", rule="{at_least: share, of: [c]}"), 12, 18, "which may be 25"),
    (whole("state_owned", rule="{at_least: 1}"), 12, 7, "go together"),
    (whole("state_owned", rule="{all: []}"), 12, 13, "nothing to join"),
    (whole("state_owned", parameters="parameters: {state_owned: {value: 1, why: w}}\n"), 5, 14, "name of a fact"),
    (whole("state_owned", parameters="parameters: {x: {value: .nan, why: w}}\n"), 5, 25, "no number"),
    (whole("state_owned") + b"from: 2022-13-01\n", 13, 7, "not a day"),
    (whole("state_owned") + b"harm: [sector]\n", 13, 8, "no yes-or-no"),
    (whole("state_owned") + b"tests: [{verdict: caught}]\n", 13, 9, "'firm' or about 'given'"),
    (whole("caught_by('p')"), 8, 3, "rests on itself"),
]


@pytest.mark.parametrize(("data", "line", "column", "said"), DOCUMENTS, ids=[d[3] for d in DOCUMENTS])
def test_a_wrong_document_is_refused_where_it_stands(data: bytes, line: int, column: int, said: str) -> None:
    wrong = refused(data)
    assert said in str(wrong)
    assert (wrong.place.line, wrong.place.column) == (line, column)


def test_a_criterion_that_no_clause_uses_is_refused() -> None:
    data = whole("state_owned").replace(b"rule:", b"  d: {when: state_owned, why: w, source: s}\nrule:")
    assert "stands in no clause" in str(refused(data))


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_no_bytes_end_in_anything_but_a_refusal(data: bytes) -> None:
    with pytest.raises(DataError):
        parse_principle("p.yml", data)


@given(st.text(max_size=60))
def test_no_expression_ends_in_anything_but_a_refusal_or_a_principle(text: str) -> None:
    body = whole("x").replace(b"when: x", b"when: |\n      " + text.replace("\n", " ").encode())
    try:
        principle = parse_principle("p.yml", body)
    except DataError:
        return
    assert principle.criteria[0].parsed.reads


@given(st.lists(st.sampled_from(["a", "b: c", "- d", "'e f'", "| \n g", "# h", "{i: j}", "[k, l]"]), max_size=6))
def test_every_text_knows_where_it_stands(lines: list[str]) -> None:
    source = "".join(f"k{n}: {line}\n" for n, line in enumerate(lines)) + "z: end of it\n"
    try:
        root = read_document("p.yml", source.encode())
    except DataError:
        return
    assert root.entries is not None
    node = root.entries["z"][1]
    place = node.inside(4)
    assert source.splitlines()[place.line - 1][place.column - 1 :] == "of it"
