"""Statements as people write them with Mathlib: true ones hold, their false twins fail.

The texts are `statements/*.lean`; a theorem whose name ends in `_false` is false.
"""

from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from bridge.core.expr import ERASED, Const, Expr, Lit, Pi, apply, spine
from bridge.elaborate import Constants
from bridge.exact.evaluator import Evaluator
from bridge.exact.theorems import examine
from bridge.project import read_project

FOLDER = Path(__file__).parent / "statements"
DRAWS = 12  # of a true statement; a false one is tried until it fails
PATIENCE = 80


@cache
def evaluator() -> Evaluator:
    project = read_project([FOLDER])
    assert not project.refused
    return Evaluator(Constants(project.declarations, project.notations, project.exports))


@cache
def names() -> tuple[str, ...]:
    declarations = evaluator().environment.declarations()
    return tuple(d.name for d in declarations if d.kind in ("theorem", "lemma"))


def test_there_are_many_of_both() -> None:
    false = [n for n in names() if n.endswith("_false")]
    assert len(false) >= 60
    assert len(names()) - len(false) >= 110


@pytest.mark.parametrize("name", names())
def test_a_statement_is_told_true_or_false(name: str) -> None:
    definition = evaluator().environment.definition(name)
    assert definition is not None
    false = name.endswith("_false")
    result = examine(evaluator(), definition, PATIENCE if false else DRAWS, name)
    assert result.verdict == ("fails" if false else "holds"), result
    assert bool(result.counterexample) is false


def one_more(statement: Expr) -> Expr | None:
    """An equation with 1 added to its right side, under its binders; None for other goals."""
    if isinstance(statement, Pi):
        body = one_more(statement.body)
        return None if body is None else replace(statement, body=body)
    head, args = spine(statement)
    if head != Const("Eq"):
        return None
    type, left, right = args
    added = apply(Const("HAdd.hAdd"), type, type, type, ERASED, right, Lit(Fraction(1), type))
    return apply(head, type, left, added)


def equations() -> list[str]:
    environment = evaluator().environment
    true = (n for n in names() if not n.endswith("_false"))
    return [n for n in true if (d := environment.definition(n)) and one_more(d.type)]


def test_most_statements_are_equations() -> None:
    assert len(equations()) >= 85


@pytest.mark.parametrize("name", equations())
def test_an_equation_with_one_added_fails(name: str) -> None:
    definition = evaluator().environment.definition(name)
    assert definition is not None
    changed = one_more(definition.type)
    assert changed is not None
    result = examine(evaluator(), replace(definition, type=changed), PATIENCE, name)
    assert result.verdict == "fails", result
