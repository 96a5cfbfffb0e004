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
    match has_derivative(found.left), has_derivative(found.right):
        case True, False:
            return EquationGoal(found.left, found.right, found.arguments)
        case False, True:
            return EquationGoal(found.right, found.left, found.arguments, flipped=True)
        case True, True:
            raise NotSupported(
                "two-derivatives",
                "an equation with derivatives on both sides is checked against no subject",
            )
        case _:
            return None
