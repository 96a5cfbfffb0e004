"""Layer 1: what is printed is read back as the same term, for a corpus and for every spec line."""

from pathlib import Path

import pytest

from bridge.project import read_project
from bridge.syntax import parse_term
from bridge.syntax.ast import Apply, BigOperator, Ident, Operator, Term
from bridge.syntax.printer import show

CORPUS = Path(__file__).with_name("terms.txt").read_text(encoding="utf-8").splitlines()
SPECS = Path(__file__).parents[2] / "lean_specs"


def test_the_corpus_is_not_empty() -> None:
    assert len(CORPUS) > 150


@pytest.mark.parametrize("line", CORPUS)
def test_printing_and_parsing_is_the_identity(line: str) -> None:
    term = parse_term(line)
    assert parse_term(show(term)) == term


@pytest.mark.parametrize("line", CORPUS)
def test_printing_is_stable(line: str) -> None:
    shown = show(parse_term(line))
    assert show(parse_term(shown)) == shown


def test_statements_of_the_specs_survive_a_round_trip() -> None:
    project = read_project([SPECS])
    table = project.notation_table()
    types = [d.type for d in project.declarations.values() if d.type is not None]
    assert len(types) > 30
    assert any("VJP[" in show(term, table) for term in types)
    for term in types:
        assert parse_term(show(term, table), table) == term


def shape(term: Term) -> object:
    match term:
        case Operator(symbol, args):
            return (symbol, *(shape(a) for a in args))
        case BigOperator(symbol, _, body):
            return (symbol, shape(body))
        case Apply(fn, args):
            return (shape(fn), *(shape(a.value) for a in args))
        case Ident(name):
            return name
        case _:
            return type(term).__name__


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b * c", ("_ + _", "a", ("_ * _", "b", "c"))),
        ("a - b - c", ("_ - _", ("_ - _", "a", "b"), "c")),
        ("a ^ b ^ c", ("_ ^ _", "a", ("_ ^ _", "b", "c"))),
        ("-a ^ b", ("-_", ("_ ^ _", "a", "b"))),
        ("-a * b", ("_ * _", ("-_", "a"), "b")),
        ("f x + y", ("_ + _", ("f", "x"), "y")),
        ("f a⁻¹", ("f", ("_⁻¹", "a"))),
        ("∑ j, a * b + c", ("_ + _", ("∑", ("_ * _", "a", "b")), "c")),
        ("a * ∑ j, b", ("_ * _", "a", ("∑", "b"))),
        ("c • v + w", ("_ + _", ("_ • _", "c", "v"), "w")),
        ("a * b • v", ("_ * _", "a", ("_ • _", "b", "v"))),
        ("a = b + c", ("_ = _", "a", ("_ + _", "b", "c"))),
        ("a ∧ b → c", "Arrow"),
        ("A *ᵥ x + b", ("_ + _", ("_ *ᵥ _", "A", "x"), "b")),
    ],
)  # fmt: skip
def test_precedence_is_that_of_lean(text: str, expected: object) -> None:
    assert shape(parse_term(text)) == expected
