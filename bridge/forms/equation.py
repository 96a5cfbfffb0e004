"""Equations with a derivative on one side: the subject gives that side, the reference the other."""

from __future__ import annotations

from bridge.errors import NotSupported
from bridge.forms.claim import EquationGoal
from bridge.forms.differentiated import has_derivative
from bridge.forms.sides import sides
from bridge.forms.statement import Statement
from bridge.lower.values import Value

NAME = "equation"


def match(statement: Statement, goal: Value) -> EquationGoal | None:
    """The goal, if it is an equation in which something is differentiated."""
    found = sides(statement, goal)
    if found is None:
        return None
    left, right = found
    match has_derivative(left), has_derivative(right):
        case True, False:
            return EquationGoal(left, right)
        case False, True:
            return EquationGoal(right, left, flipped=True)
        case True, True:
            raise NotSupported(
                "two-derivatives", "an equation with derivatives on both sides is not checked yet"
            )
        case _:
            return None
