"""Terms where a type is needed: a set is the type of its elements, a truth value the proposition
that it is true, and a variable of which nothing is known is a type."""

from __future__ import annotations

from bridge.core.expr import TYPE, Const, Expr, FVar, Lit, Meta, Pi, apply, spine
from bridge.core.show import show
from bridge.elaborate.context import Context
from bridge.elaborate.unify import infer, unify, whnf
from bridge.errors import SpecError
from bridge.source import Span

# Sets that are used as types, and the types that they are then.
ELEMENTS = {"Finset": "Finset.Elem", "Set": "Set.Elem"}
# Types whose elements are no types, and that nothing makes types of.
OF_NO_TYPES = frozenset(
    """
    Nat Int Rat Real NNReal ENNReal Fin Prod WithLp Matrix LinearMap ContinuousLinearMap LinearEquiv
    ContinuousLinearEquiv Equiv List Array Vector String Option
    """.split()
)


def as_type(cx: Context, e: Expr, span: Span | None = None) -> Expr:
    """`e` as a type; a `SpecError` where it cannot be one."""
    type = whnf(cx, infer(cx, e))
    head, args = spine(type)
    if isinstance(head, Const) and head.name in ELEMENTS and len(args) == 1:
        return apply(Const(ELEMENTS[head.name]), args[0], e)
    if head == Const("Bool"):
        return apply(Const("Eq"), type, e, Const("Bool.true"))
    if isinstance(type, Meta) and isinstance(cx.resolve(e), FVar):
        unify(cx, type, TYPE)
    if _is_no_sort(head) or isinstance(cx.resolve(e), Lit):
        raise SpecError("type-expected", f"{_told(cx, e, type)}, but a type is needed here", span)
    return e


def _is_no_sort(head: Expr) -> bool:
    """Whether what a type is headed by shows that its elements are no types."""
    return isinstance(head, Pi | FVar) or (isinstance(head, Const) and head.name in OF_NO_TYPES)


def _told(cx: Context, e: Expr, type: Expr) -> str:
    literal = cx.resolve(e)
    if isinstance(literal, Lit):
        return f"`{literal.value}` is a number"
    return f"this has type `{show(cx.fill(type), 0)}`"
