"""What a false statement says and what is true instead, at one assignment of its variables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce

from bridge.core.environment import Environment
from bridge.core.expr import Const, Expr, FVar, spine
from bridge.core.propositions import conjuncts, written
from bridge.errors import BridgeError
from bridge.exact import types
from bridge.exact.derivative import derivative
from bridge.exact.evaluator import Evaluator, curried, kept
from bridge.exact.scalars import ONE, Undecided
from bridge.exact.show import nested
from bridge.exact.types import Type, Value
from bridge.source import Span

DERIVATIVES = frozenset(("fderiv", "deriv", "gradient"))


def explained(evaluator: Evaluator, goal: Expr, values: Mapping[FVar, Value]) -> tuple[str, ...]:
    """Both sides of an equation; the derivative that there is, and the one that is claimed."""
    parts = conjuncts(goal, evaluator.environment)
    if len(parts) > 1:
        return _of_conjunct(evaluator, parts, values)
    head, args = spine(goal)
    try:
        given = [v for v in (evaluator.evaluate(a, values) for a in args) if v is not None]
        match head:
            case Const("Eq"):
                return (*_sides(*given), *_kinks(evaluator, args[-2:], values))
            case Const("LE.le" | "LT.lt" | "GE.ge" | "GT.gt" | "Ne"):
                return (*_sides(given[0], *given[-2:]), *_kinks(evaluator, args[-2:], values))
            case Const("HasFDerivAt" | "HasStrictFDerivAt"):
                _, domain, codomain, f, slope, x = given
                return _slopes(domain, codomain, f, slope, x)
            case Const("HasDerivAt" | "HasStrictDerivAt"):
                field, codomain, f, slope, x = given
                linear = lambda v: types.scale(codomain, v, slope)  # noqa: E731
                return _slopes(field, codomain, f, linear, x)
            case _:
                return ()
    except (BridgeError, Undecided, ValueError):
        return ()


def _of_conjunct(
    evaluator: Evaluator, parts: tuple[Expr, ...], values: Mapping[FVar, Value]
) -> tuple[str, ...]:
    """The first that is false."""
    false = next((part for part in parts if evaluator.decide(part, values) is False), None)
    if false is None:
        return ()
    return (f"where this conjunct is false: {written(false)}", *explained(evaluator, false, values))


def _sides(kind: Type, left: Value, right: Value) -> tuple[str, ...]:
    return (f"left side  = {nested(kind, left)}", f"right side = {nested(kind, right)}")


class _Watching(Evaluator):
    """Notes the derivatives that are taken where there is none."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.missing: dict[str, None] = {}

    def _unfolded(self, name: str, span: Span | None) -> Value:
        value, definition = super()._unfolded(name, span), self.environment.definition(name)
        if name not in DERIVATIVES or definition is None:
            return value
        return curried(
            self._watched(name, value), (True,) * len(kept(definition.type)[: definition.arity])
        )

    def _watched(self, name: str, value: Value) -> Callable[..., Value]:
        def applied(*args: Value) -> Value:
            field, *spaces, f, x = (arg for arg in args if arg is not None)
            domain, codomain = (*spaces, field) if name == "gradient" else (field, *spaces)[-2:]
            if derivative(f, x, domain, codomain).columns is None:
                self.missing[name] = None
            return reduce(lambda function, arg: function(arg), args, value)

        return applied


def _kinks(
    evaluator: Evaluator, sides: Iterable[Expr], values: Mapping[FVar, Value]
) -> tuple[str, ...]:
    """A word on derivatives that do not exist, and are 0 in Lean."""
    watching = _Watching(evaluator.environment)
    for side in sides:
        watching.evaluate(side, values)
    return tuple(
        f"(a function is not differentiable there; Lean's `{name}` is then 0)"
        for name in watching.missing
    )


def _slopes(domain: Type, codomain: Type, f: Value, slope: Value, x: Value) -> tuple[str, ...]:
    def shown(linear: Value) -> str:
        if domain == types.REAL:
            return nested(codomain, linear(ONE))
        return nested(types.MapType(domain, codomain), linear)

    claimed = f"claimed derivative = {shown(slope)}"
    columns = derivative(f, x, domain, codomain).columns
    if columns is None:
        return ("the function is not differentiable there", claimed)
    true = shown(types.linear(domain, codomain, columns))
    return (f"true derivative    = {true}", claimed)
