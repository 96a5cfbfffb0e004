"""`HasFDerivAt`, `HasDerivAt`, `HasGradientAt`: the derivative exists and is the given one."""

from __future__ import annotations

from bridge.errors import NotSupported
from bridge.forms.claim import DerivativeGoal
from bridge.forms.statement import Statement
from bridge.lower.index import Array, fresh_variable
from bridge.lower.simplify import simplify
from bridge.lower.transpose import transpose
from bridge.lower.values import Closure, HasDerivative, Value, apply, reflect, reify, shape

NAME = "derivative"


def match(statement: Statement, goal: Value) -> DerivativeGoal | None:
    """The goal, if it says what a derivative is."""
    if not isinstance(goal, HasDerivative):
        return None
    if goal.derivative is None or goal.at is None:
        raise NotSupported(
            "differentiability", "differentiability alone is checked against no subject"
        )
    at = simplify(reify(goal.domain, goal.at))
    variable = fresh_variable(_variable_name(goal.function, at), shape(goal.domain))
    body = _image(statement, goal, goal.function, reflect(goal.domain, variable))
    direction = fresh_variable(statement.free_name(f"d{variable.name}"), variable.shape)
    jvp = _image(statement, goal, goal.derivative, reflect(goal.domain, direction))
    cotangent = fresh_variable(statement.free_name("δ", "u", "w"), body.shape)
    if not statement.draws(at):  # then it is applied to a drawn direction
        statement.add(direction, cotangent)
    vjp = simplify(transpose(jvp, direction, cotangent))
    return DerivativeGoal(variable, body, at, direction, jvp, cotangent, vjp)


def _image(statement: Statement, goal: HasDerivative, f: Value, x: Value) -> Array:
    return statement.closed(simplify(reify(goal.codomain, apply(f, x))))


def _variable_name(function: Value, at: Array) -> str:
    """The variable's name in Lean, else that of the point."""
    if isinstance(function, Closure) and function.name and function.name != "_":
        return function.name
    return getattr(at, "name", "x")
