"""What a false statement says and what is true instead, at one assignment of its variables."""

from __future__ import annotations

from collections.abc import Mapping

from bridge.core.expr import Const, Expr, FVar, spine
from bridge.errors import BridgeError
from bridge.exact import types
from bridge.exact.derivative import derivative
from bridge.exact.evaluator import Evaluator
from bridge.exact.scalars import Undecided
from bridge.exact.show import nested
from bridge.exact.types import Type, Value


def explained(evaluator: Evaluator, goal: Expr, values: Mapping[FVar, Value]) -> tuple[str, ...]:
    """Both sides of an equation; the derivative that there is, and the one that is claimed."""
    head, args = spine(goal)
    try:
        given = [v for v in (evaluator.evaluate(a, values) for a in args) if v is not None]
        match head:
            case Const("Eq"):
                return _sides(*given)
            case Const("HasFDerivAt"):
                _, domain, codomain, f, slope, x = given
                return _slopes(domain, codomain, f, slope, x)
            case Const("HasDerivAt"):
                field, codomain, f, slope, x = given
                linear = lambda v: types.scale(codomain, v, slope)  # noqa: E731
                return _slopes(field, codomain, f, linear, x)
            case _:
                return ()
    except (BridgeError, Undecided, ValueError):
        return ()


def _sides(kind: Type, left: Value, right: Value) -> tuple[str, ...]:
    return (f"left side  = {nested(kind, left)}", f"right side = {nested(kind, right)}")


def _slopes(domain: Type, codomain: Type, f: Value, slope: Value, x: Value) -> tuple[str, ...]:
    linear = types.MapType(domain, codomain)
    claimed = f"claimed derivative = {nested(linear, slope)}"
    columns = derivative(f, x, domain, codomain).columns
    if columns is None:
        return ("the function is not differentiable there", claimed)
    true = nested(linear, types.linear(domain, codomain, columns))
    return (f"true derivative    = {true}", claimed)
