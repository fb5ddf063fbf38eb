"""Expression: the text of a criterion -> a checked tree. What the grammar does not know cannot be said.

    expression  =  term {"or" term}                    term  =  factor {"and" factor}
    factor      =  "not" factor | "(" expression ")" | fact | function | fact comparison
    comparison  =  ("=" | "<>" | "!=" | "<" | "<=" | ">" | ">=") value
                |  ["not"] "between" value "and" value  |  ["not"] "in" "(" constant {"," constant} ")"
    value       =  number | 'text' | parameter | fact       function  =  name "(" 'text' {"," 'text'} ")"

A subset of SQL's boolean expressions with SQL's three values. There is no arithmetic: figures are compared as printed,
so nothing is rounded at a threshold and nothing divided by zero. Nothing asks whether a fact is known: learning a fact
can then never unsettle a settled verdict.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, NoReturn, TypeAlias

from ricochet.principles.dictionary import FUNCTIONS, Fact

Sign = Literal["=", "<", "<=", ">", ">="]
MAX_DEPTH = 30
MAX_TOKENS = 400


class Wrong(Exception):
    """What is wrong at which character of an expression, and what to do; the caller knows line and column."""

    def __init__(self, at: int, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.at, self.message, self.remedy = at, message, remedy


@dataclass(frozen=True, slots=True)
class Read:
    """A truth fact, or a function's answer; `key` is its canonical text."""

    key: str


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: float


@dataclass(frozen=True, slots=True)
class Name:
    """A parameter or a number fact."""

    key: str
    parameter: bool


@dataclass(frozen=True, slots=True)
class Compare:
    """A number fact against a value."""

    sign: Sign
    left: Name
    right: Number | Name


@dataclass(frozen=True, slots=True)
class OneOf:
    """Whether a text fact is one of these texts, or a number fact one of these numbers."""

    key: str
    options: tuple[str, ...] | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary."""

    item: "Expression"


@dataclass(frozen=True, slots=True)
class Both:
    """All of several."""

    items: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    """Any of several."""

    items: "tuple[Expression, ...]"


Expression: TypeAlias = Read | Compare | OneOf | Not | Both | Either


@dataclass(frozen=True, slots=True)
class Call:
    """A function named in an expression, for whoever must answer it. `at` is the character where it stands."""

    function: str
    arguments: tuple[str, ...]
    at: int

    @property
    def key(self) -> str:
        """Its canonical text."""
        return call_key(self.function, self.arguments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The tree, and what it reads: facts and calls with repetitions, parameters without."""

    tree: Expression
    facts: tuple[str, ...]
    calls: tuple[Call, ...]
    parameters: tuple[str, ...]

    @property
    def reads(self) -> tuple[str, ...]:
        """Keys of everything read about a firm, once each, in order."""
        return tuple(dict.fromkeys((*self.facts, *(call.key for call in self.calls))))


def call_key(function: str, arguments: tuple[str, ...]) -> str:
    """A function and its arguments as an expression writes them."""
    return f"{function}({', '.join(quoted(one) for one in arguments)})"


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def parse_expression(text: str, facts: Mapping[str, Fact], units: Mapping[str, str]) -> Parsed:
    """Read one expression over the facts and the parameters, whose `units` are given by name. Raises Wrong."""
    return _Parser(text, facts, units).whole()


_TOKEN = re.compile(
    r"(?:(?P<number>\d+(?:\.\d+)?)(?![\w.])|(?P<name>[A-Za-z_]\w*)|'(?P<text>(?:[^'\n]|'')*)'"
    r"|(?P<sign><=|>=|<>|!=|=|<|>)|(?P<mark>[(),-]))",
    re.ASCII,
)
_SAID = {
    ";": "one expression is read, not several statements",
    '"': "texts stand in single quotes",
    "*": "there is no arithmetic",
    "/": "there is no arithmetic, so nothing can be divided by zero",
    "+": "there is no arithmetic",
    "%": "there is no arithmetic; per cent is written as the number",
    "'": "the quote does not end on this line",
}
_FOREIGN = frozenset(
    {
        "select", "from", "with", "case", "exists", "union", "insert", "delete", "copy", "attach", "pragma", "is",
        "null", "like", "cast", "distinct", "any", "all", "true", "false", "yes", "no",
    }
)  # fmt: skip
_RESERVED = frozenset({"and", "or", "not", "in", "between"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


class _Parser:
    def __init__(self, text: str, facts: Mapping[str, Fact], units: Mapping[str, str]) -> None:
        self.text, self.facts, self.units = text, facts, units
        self.tokens = _tokens(text)
        self.place = self.depth = 0
        self.read: list[str] = []
        self.calls: list[Call] = []
        self.parameters: list[str] = []

    def whole(self) -> Parsed:
        if self.now.kind == "end":
            raise Wrong(0, "the expression is empty.", "Write for example: state_owned_pct >= 25")
        tree = self.either()
        if self.now.kind != "end":
            self.unexpected("'and', 'or' or the end")
        return Parsed(
            tree=tree,
            facts=tuple(self.read),
            calls=tuple(self.calls),
            parameters=tuple(dict.fromkeys(self.parameters)),
        )

    @property
    def now(self) -> _Token:
        return self.tokens[self.place]

    def word(self, *words: str) -> bool:
        """Take the next token if it is one of these words, in any case."""
        if self.now.kind == "name" and self.now.text.lower() in words:
            self.place += 1
            return True
        return False

    def mark(self, text: str) -> None:
        if self.now.kind != "mark" or self.now.text != text:
            self.unexpected(f"'{text}'")
        self.place += 1

    def unexpected(self, wanted: str) -> NoReturn:
        token = self.now
        said = "the expression ends" if token.kind == "end" else f"'{token.text}' stands"
        hint = "there is no arithmetic; negative numbers are not read" if token.text == "-" else f"expected {wanted}"
        raise Wrong(token.at, f"{said} here: {hint}.")

    def either(self) -> Expression:
        items = [self.both()]
        while self.word("or"):
            items.append(self.both())
        return items[0] if len(items) == 1 else Either(tuple(items))

    def both(self) -> Expression:
        items = [self.factor()]
        while self.word("and"):
            items.append(self.factor())
        return items[0] if len(items) == 1 else Both(tuple(items))

    def factor(self) -> Expression:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Wrong(self.now.at, f"this is nested more than {MAX_DEPTH} deep.", "Split it into criteria.")
        try:
            if self.word("not"):
                return Not(self.factor())
            if self.now.kind == "mark" and self.now.text == "(":
                self.place += 1
                if self.now.kind == "name" and self.now.text.lower() in {"select", "with", "from"}:
                    raise Wrong(self.now.at, "a sub-query is not read: an expression reads facts, nothing else.")
                inner = self.either()
                self.mark(")")
                return inner
            return self.statement()
        finally:
            self.depth -= 1

    def statement(self) -> Expression:
        token = self.now
        if token.kind != "name" or token.text.lower() in _RESERVED:
            self.unexpected("a fact")
        self.place += 1
        if self.now.kind == "mark" and self.now.text == "(":
            return self.call(token)
        fact = self.fact(token)
        self.read.append(fact.name)
        if fact.type == "truth":
            if self.now.kind == "sign":
                raise Wrong(self.now.at, f"'{fact.name}' is yes or no.", f"Write {fact.name} or not {fact.name}.")
            return Read(fact.name)
        return self.comparison(fact)

    def fact(self, token: _Token) -> Fact:
        if found := self.facts.get(token.text):
            return found
        if token.text in self.units:
            raise Wrong(token.at, f"the parameter '{token.text}' stands where a fact must.", "Write: fact >= parameter")
        if token.text.lower() in _FOREIGN:
            raise Wrong(token.at, f"'{token.text}' is not read here: an expression reads facts, nothing else.")
        raise Wrong(token.at, f"there is no fact '{token.text}'.", _near(token.text, [*self.facts, *self.units]))

    def call(self, token: _Token) -> Expression:
        function = FUNCTIONS.get(token.text)
        if function is None:
            known = ", ".join(FUNCTIONS)
            raise Wrong(token.at, f"the function '{token.text}' is not read here.", f"Known: {known}.")
        self.place += 1
        arguments: list[str] = []
        while self.now.kind == "text":
            arguments.append(self.now.text)
            self.place += 1
            if self.now.text != ",":
                break
            self.place += 1
        if self.now.text != ")":
            self.unexpected("a text in single quotes" if not arguments else "')'")
        self.place += 1
        least, most = function.arguments
        if not least <= len(arguments) <= most:
            raise Wrong(token.at, f"'{token.text}' takes {least} to {most} texts, not {len(arguments)}.")
        call = Call(token.text, tuple(arguments), token.at)
        self.calls.append(call)
        return Read(call.key)

    def comparison(self, fact: Fact) -> Expression:
        token = self.now
        if token.kind == "sign":
            self.place += 1
            return self.compared(fact, token)
        negated = self.word("not")
        if self.word("in"):
            found: Expression = OneOf(fact.name, self.options(fact))
        elif fact.type == "number" and self.word("between"):
            low = self.value(fact)
            if not self.word("and"):
                self.unexpected("'and'")
            self.read.append(fact.name)
            left = Name(fact.name, parameter=False)
            found = Both((Compare(">=", left, low), Compare("<=", left, self.value(fact))))
        elif token.kind == "name" and token.text.lower() == "is":
            raise Wrong(token.at, "nothing asks whether a fact is known: unknown stays unknown.")
        else:
            self.unexpected("a comparison")
        return Not(found) if negated else found

    def compared(self, fact: Fact, sign: _Token) -> Expression:
        equal = sign.text in {"=", "<>", "!="}
        if fact.type == "text":
            if not equal or self.now.kind != "text":
                raise Wrong(sign.at, f"'{fact.name}' is a text.", f"Write for example: {fact.name} = 'surveillance'")
            self.place += 1
            found: Expression = OneOf(fact.name, (self.tokens[self.place - 1].text,))
        else:
            left = Name(fact.name, parameter=False)
            found = Compare("=" if equal else _SIGNS[sign.text], left, self.value(fact))
        return Not(found) if sign.text in {"<>", "!="} else found

    def options(self, fact: Fact) -> tuple[str, ...] | tuple[float, ...]:
        self.mark("(")
        kind = "text" if fact.type == "text" else "number"
        options: list[str] = []
        while True:
            if self.now.kind != kind:
                if self.now.kind == "name" and self.now.text.lower() in _FOREIGN:
                    raise Wrong(self.now.at, "a sub-query is not read: an expression reads facts, nothing else.")
                self.unexpected("a text in single quotes" if kind == "text" else "a number")
            options.append(self.now.text)
            self.place += 1
            if self.now.text != ",":
                break
            self.place += 1
        self.mark(")")
        return tuple(options) if kind == "text" else tuple(float(one) for one in options)

    def value(self, fact: Fact) -> Number | Name:
        token = self.now
        if token.kind == "number":
            self.place += 1
            return Number(float(token.text))
        if token.kind != "name" or token.text.lower() in _RESERVED:
            self.unexpected("a number, a parameter or a fact")
        self.place += 1
        if token.text in self.units:
            self.parameters.append(token.text)
            unit, name = self.units[token.text], Name(token.text, parameter=True)
        else:
            other = self.fact(token)
            if other.type != "number":
                raise Wrong(token.at, f"'{other.name}' is no number.")
            self.read.append(other.name)
            unit, name = other.unit, Name(other.name, parameter=False)
        if unit != fact.unit:
            raise Wrong(token.at, f"'{fact.name}' counts {fact.unit}, '{token.text}' {unit or 'nothing'}.")
        return name


_SIGNS: Mapping[str, Sign] = {"<": "<", "<=": "<=", ">": ">", ">=": ">="}


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(text.rstrip()):
        start = at + len(text[at:]) - len(text[at:].lstrip())
        if text.startswith(("--", "/*"), start):
            raise Wrong(start, "comments inside an expression are not read.")
        match = _TOKEN.match(text, start)
        if not match:
            sign = text[start]
            raise Wrong(start, f"'{sign}' is not read here: {_SAID.get(sign, 'no part of an expression begins so')}.")
        kind = str(match.lastgroup)
        tokens.append(_Token(kind, match[kind].replace("''", "'") if kind == "text" else match[kind], start))
        if len(tokens) > MAX_TOKENS:
            raise Wrong(start, f"the expression has more than {MAX_TOKENS} words.", "Split it into criteria.")
        at = match.end()
    return [*tokens, _Token("end", "", len(text.rstrip()))]


def _near(word: str, known: list[str]) -> str:
    found = get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return f"Did you mean '{found[0]}'?" if found else "docs/principles.md lists the facts."
