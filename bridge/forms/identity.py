"""Equations without derivatives: both sides are evaluated from the definitions."""

from __future__ import annotations

from bridge.forms.claim import IdentityGoal
from bridge.forms.differentiated import has_derivative
from bridge.forms.sides import sides
from bridge.forms.statement import Statement
from bridge.lower.values import Value

NAME = "identity"


def match(statement: Statement, goal: Value) -> IdentityGoal | None:
    """The goal, if it is an equation in which nothing is differentiated."""
    found = sides(statement, goal)
    if found is None or has_derivative(found.left) or has_derivative(found.right):
        return None
    return IdentityGoal(found.left, found.right, found.arguments)
