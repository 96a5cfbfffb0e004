"""Definitions replaced by what they say, at the head of a term."""

from __future__ import annotations

from bridge.core.environment import Environment
from bridge.core.expr import Const, Expr, Lam, Let, Pi, apply, instantiate_inside, spine


def quantified(environment: Environment, proposition: Expr) -> Pi | None:
    """The `∀` that a proposition is by definition: `VJPCorrect f jvp vjp` is `∀ x dx δ, …`."""
    e: Expr | None = proposition
    while e is not None and not isinstance(e, Pi):
        e = _step(environment, e)
    return e


def _step(environment: Environment, e: Expr) -> Expr | None:
    """The term with its outermost `let` or the definition at its head unfolded."""
    if isinstance(e, Let):
        return instantiate_inside(e.body, e.value)
    head, args = spine(e)
    known = environment.definition(head.name) if isinstance(head, Const) else None
    if known is None or known.value is None or known.by_cases:
        return None
    return _applied(known.value, args)


def _applied(function: Expr, args: tuple[Expr, ...]) -> Expr:
    """The application, reduced as long as the function is a `fun`."""
    for k, arg in enumerate(args):
        if not isinstance(function, Lam):
            return apply(function, *args[k:])
        function = instantiate_inside(function.body, arg)
    return function
