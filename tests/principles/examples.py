"""Small principles and universes of columns, for tests of what is worked out from them."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from ricochet.principles.columns import Column, Columns, numbers, texts, truths
from ricochet.principles.dictionary import shipped
from ricochet.principles.figure import Interval
from ricochet.principles.parse import parse_principle
from ricochet.principles.principle import Principle

TRUTHS = ("state_owned", "state_controlled", "surveillance_products", "ethnicity_analytics")
Fact = bool | float | str | None
Firm = Mapping[str, Fact]


def principle(criteria: Sequence[str], rule: str, parameters: str = "{}") -> Principle:
    lines = "".join(f'  c{n}: {{when: "{when}", why: w, source: s}}\n' for n, when in enumerate(criteria))
    text = f"id: p\ntitle: T\nwhy: W\nsources: [S]\nparameters: {parameters}\ncriteria:\n{lines}rule: {rule}\n"
    return parse_principle("p.yml", text.encode())


def columns(firms: Sequence[Firm]) -> Columns:
    """Firms with exact or unknown facts as columns; a fact a firm does not have is unknown."""
    facts = shipped()
    found: dict[str, Column] = {}
    for key in dict.fromkeys(name for firm in firms for name in firm):
        cells = [firm.get(key) for firm in firms]
        fact = facts[key]
        if fact.type == "truth":
            found[key] = truths([None if cell is None else bool(cell) for cell in cells])
        elif fact.type == "text":
            found[key] = texts([None if cell is None else str(cell) for cell in cells])
        else:
            whole = Interval(fact.low, fact.high)
            found[key] = numbers([whole if cell is None else Interval(float(cell), float(cell)) for cell in cells])
    return found


def atoms() -> st.SearchStrategy[str]:
    figure = st.sampled_from(["0", "25", "50", "100"])
    return st.one_of(
        st.sampled_from(TRUTHS),
        st.builds("state_owned_pct {} {}".format, st.sampled_from([">=", ">", "<=", "<", "=", "<>"]), figure),
        st.builds("export_countries {} {}".format, st.sampled_from([">=", "<"]), figure),
        st.builds("export_countries between {} and {}".format, figure, figure),
        st.builds("state_owned_pct not in ({}, {})".format, figure, figure),
        st.sampled_from(["sector = 'AI'", "sector <> 'AI'", "sector in ('AI', 'drone')"]),
    )


def expressions() -> st.SearchStrategy[str]:
    return st.recursive(
        atoms(),
        lambda inner: st.one_of(
            st.builds("({} and {})".format, inner, inner),
            st.builds("({} or {})".format, inner, inner),
            st.builds("not {}".format, inner),
        ),
        max_leaves=5,
    )


def rules(names: Sequence[str]) -> st.SearchStrategy[str]:
    """Clauses in which every one of `names` stands exactly once, in order, nested at random."""

    @st.composite
    def draw(at: st.DrawFn, some: Sequence[str] = names, depth: int = 0) -> str:
        if len(some) == 1 and (depth or at(st.booleans())):
            return some[0]
        if depth > 4:
            return f"{{all: [{', '.join(some)}]}}"
        cut = at(st.integers(1, len(some)))
        parts = [at(draw(part, depth + 1)) for part in (some[:cut], some[cut:]) if part]
        if len(parts) == 2 and at(st.booleans()):
            return f"{{all: [{parts[0]}], unless: [{parts[1]}]}}"
        kind = at(st.sampled_from(["all: ", "any: ", "at_least: 1, of: ", f"at_least: {len(parts)}, of: "]))
        return f"{{{kind}[{', '.join(parts)}]}}"

    return draw()
