"""Conjunctions in which something is differentiated: each part is a goal of another form."""

from __future__ import annotations

from collections.abc import Callable

from bridge.errors import NotSupported
from bridge.forms import derivative, equation, identity, proposition
from bridge.forms.claim import (
    Conjunct,
    ConjunctionGoal,
    DerivativeGoal,
    EquationGoal,
    SingleGoal,
)
from bridge.forms.statement import Statement
from bridge.lower.values import Conjunction, Value

NAME = "conjunction"
PARTS: tuple[Callable[[Statement, Value], SingleGoal | None], ...] = (
    derivative.match,
    equation.match,
    identity.match,
    proposition.match,
)


def match(statement: Statement, goal: Value) -> ConjunctionGoal | None:
    """The goal, if it is a conjunction with a part about a derivative."""
    if not isinstance(goal, Conjunction):
        return None
    parts: list[Conjunct] = []
    refused: NotSupported | None = None
    for number, (value, text) in enumerate(zip(goal.parts, goal.texts, strict=True), 1):
        try:
            parts.append(Conjunct(_part(statement, value, number), str(number), text))
        except NotSupported as error:
            refused = refused or error
    differentiated = any(isinstance(p.goal, DerivativeGoal | EquationGoal) for p in parts)
    if refused is not None and differentiated:
        raise NotSupported("conjunct", f"of a conjunct: {refused.diagnostic.message}")
    if refused is not None:
        raise refused
    return ConjunctionGoal(tuple(parts)) if differentiated else None


def _part(statement: Statement, value: Value, number: int) -> SingleGoal:
    for form in PARTS:
        found = form(statement, value)
        if found is not None:
            return found
    raise NotSupported("no-form", f"conjunct {number} of the goal has a form not checked yet")
