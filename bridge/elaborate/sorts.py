"""Terms where a type is needed: a set is the type of its elements, a truth value the proposition
that it is true, and a variable of which nothing is known is a type."""

from __future__ import annotations

from bridge.core.expr import TYPE, Const, Expr, FVar, Meta, apply, spine
from bridge.elaborate.context import Context
from bridge.elaborate.unify import infer, unify, whnf

# Sets that are used as types, and the types that they are then.
ELEMENTS = {"Finset": "Finset.Elem", "Set": "Set.Elem"}


def as_type(cx: Context, e: Expr) -> Expr:
    """`e` as a type."""
    type = whnf(cx, infer(cx, e))
    head, args = spine(type)
    if isinstance(head, Const) and head.name in ELEMENTS and len(args) == 1:
        return apply(Const(ELEMENTS[head.name]), args[0], e)
    if head == Const("Bool"):
        return apply(Const("Eq"), type, e, Const("Bool.true"))
    if isinstance(type, Meta) and isinstance(cx.resolve(e), FVar):
        unify(cx, type, TYPE)
    return e
