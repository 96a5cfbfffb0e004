"""Hypotheses that say what a variable is: the derivative of a function, the value of a term."""

from __future__ import annotations

from collections.abc import Callable

from bridge.core.expr import Const, Expr, FVar, Pi, free_variables, fresh_fvar, instantiate, spine
from bridge.errors import NotSupported
from bridge.exact.calculus import deriv, fderiv, gradient
from bridge.exact.draw import Draw, show
from bridge.exact.evaluator import Evaluator, kept
from bridge.exact.known import Known
from bridge.exact.types import Table, Type, Value

SLOPES: dict[str, Callable[..., Value]] = {
    "HasFDerivAt": fderiv,
    "HasDerivAt": deriv,
    "HasGradientAt": gradient,
}


def solve(evaluator: Evaluator, hypothesis: Expr, draw: Draw, waiting: dict[FVar, Type]) -> bool:
    """Give a variable the value that a hypothesis says it has: `HasFDerivAt f f' x`,
    `∀ z, HasDerivAt f (f' z) z`, `x = e`. Whether that was done."""
    bound: list[FVar] = []
    while isinstance(hypothesis, Pi) and not evaluator.is_proposition(hypothesis.type):
        bound.append(fresh_fvar(hypothesis.name, hypothesis.type))
        hypothesis = instantiate(hypothesis.body, bound[-1])
    head, args = spine(hypothesis)
    if isinstance(head, Const) and head.name in SLOPES and len(bound) <= 1:
        return _solve_slope(evaluator, head.name, args, draw, waiting, bound)
    if head == Const("Eq") and not bound:
        left, right = args[1], args[2]
        return _equate(evaluator, left, right, draw, waiting) or _equate(
            evaluator, right, left, draw, waiting
        )
    _refuse_open(args, waiting)
    return False


def _refuse_open(args: tuple[Expr, ...], waiting: dict[FVar, Type]) -> None:
    for argument in args:
        for variable in free_variables(argument):
            if variable in waiting:
                name = variable.name
                raise NotSupported("open-map", f"`{name}` is not determined by a hypothesis")


def _solve_slope(
    evaluator: Evaluator,
    name: str,
    args: tuple[Expr, ...],
    draw: Draw,
    waiting: dict[FVar, Type],
    bound: list[FVar],
) -> bool:
    variable, over = spine(args[-2])
    if not isinstance(variable, FVar) or over != tuple(bound):
        return False
    if bound and args[-1] != bound[0]:
        return False
    spaces = _spaces(evaluator, name, args)

    def at(x: Value) -> Value:
        values = draw.values | ({bound[0]: x} if bound else {})
        given = [evaluator.evaluate(a, values) for a in (*spaces, args[-3], args[-1])]
        return SLOPES[name](*given)

    _settle(variable, Table(at) if bound else at(None), evaluator, draw, waiting)
    f = draw.values.get(args[-3]) if isinstance(args[-3], FVar) else None
    smooth = isinstance(f, Known) and f.holds("differentiable")
    draw.assumed = draw.assumed or not (smooth or not bound)
    return True


def _spaces(evaluator: Evaluator, name: str, args: tuple[Expr, ...]) -> list[Expr]:
    """The field and spaces of a derivative, without the instances."""
    definition = evaluator.environment.definition(name)
    assert definition is not None
    flags = kept(definition.type)
    return [a for a, keep in zip(args, flags, strict=True) if keep][:-3]


def _equate(
    evaluator: Evaluator, left: Expr, right: Expr, draw: Draw, waiting: dict[FVar, Type]
) -> bool:
    if not isinstance(left, FVar) or left in free_variables(right):
        return False
    if any(v in waiting for v in free_variables(right)):
        return False
    if left not in waiting and not draw.can_change(left):
        return False
    _settle(left, evaluator.evaluate(right, draw.values), evaluator, draw, waiting)
    return True


def _settle(
    variable: FVar, value: Value, evaluator: Evaluator, draw: Draw, waiting: dict[FVar, Type]
) -> None:
    waiting.pop(variable, None)
    show(draw, variable, evaluator.evaluate(variable.type, draw.values), value)
