"""Decidable propositions: inequalities, bounds, combinations of them."""

from __future__ import annotations

from bridge.forms.claim import PropositionGoal
from bridge.forms.differentiated import decidable
from bridge.forms.statement import Statement
from bridge.lower.index import Compare
from bridge.lower.values import CONDITIONS, Value

NAME = "proposition"


def match(statement: Statement, goal: Value) -> PropositionGoal | None:
    """The goal, if it is decidable and no equation."""
    if not isinstance(goal, CONDITIONS) or (isinstance(goal, Compare) and goal.op == "equal"):
        return None
    return PropositionGoal(decidable(goal))
