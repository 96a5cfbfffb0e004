"""What a proof says, where its statement is needed to find implicit arguments.

Proofs are dropped unread; only hypotheses, theorems of the project, `rfl`, `h.symm` and
`h.trans h'` are looked at.
"""

from __future__ import annotations

from bridge.core.expr import (
    ERASED,
    TYPE,
    App,
    Const,
    Expr,
    FVar,
    Lam,
    Pi,
    apply,
    holes,
    instantiate,
    spine,
)
from bridge.elaborate.context import Context, Stuck
from bridge.elaborate.names import global_name, split
from bridge.elaborate.unify import infer, is_proposition, unify, whnf
from bridge.errors import BridgeError
from bridge.syntax import ast
from bridge.syntax.ast import Term


def learn(cx: Context, proof: Term, proposition: Expr) -> None:
    """Fill holes of the proposition that a proof is given for."""
    if isinstance(proof, ast.Ident) and proof.name == "rfl":
        sides = _sides(cx, proposition)
        if sides is not None:
            unify(cx, *sides)
        return
    known = statement(cx, proof)
    if known is not None:
        unify(cx, known, proposition)


def learn_given(cx: Context, proof: Term, proposition: Expr) -> None:
    """Fill holes by a proof that is given; holes that are left might follow from reading it."""
    if holes(cx.fill(proposition)) or not isinstance(proof, ast.By):
        learn(cx, proof, proposition)
        cx.unread += [hole.id for hole in holes(cx.fill(proposition))]


def statement(cx: Context, proof: Term) -> Expr | None:
    """The proposition that a proof proves, if that can be told."""
    match proof:
        case ast.Ident(name) if (known := _hypothesis(cx, name)) is not None:
            return known
        case ast.Apply(ast.Ident(name), (ast.Argument(other),)) if name.endswith(".trans"):
            return _chained(cx, _hypothesis(cx, name.removesuffix(".trans")), other)
        case ast.Ascription(inner, _):
            return statement(cx, inner)
        case ast.Apply(ast.Ident("congrArg"), (ast.Argument(f), ast.Argument(inner))):
            return _under(cx, f, statement(cx, inner))
        case ast.Project(inner, "symm") if (forwards := statement(cx, inner)) is not None:
            return _reversed(cx, forwards)
        case ast.Ident() | ast.Apply() | ast.Project():
            return _stated(cx, proof)
        case _:
            return None


def _stated(cx: Context, proof: Term) -> Expr | None:
    """What a theorem says at its arguments, where its statement can be read."""
    try:
        with cx.attempt():
            said = infer(cx, cx.elaborate(cx, proof, None))
            return said if is_proposition(cx, said) else None
    except (BridgeError, Stuck):
        return None


def _under(cx: Context, f: Term, equation: Expr | None) -> Expr | None:
    """`f a = f b`, of `a = b`."""
    sides = None if equation is None else _sides(cx, equation)
    if sides is None:
        return None
    type = cx.hole(TYPE)
    function = cx.elaborate(cx, f, Pi("x", infer(cx, sides[0]), type))
    images = (beta(function, side) for side in sides)
    return apply(Const("Eq"), type, *images)


def beta(function: Expr, argument: Expr) -> Expr:
    if isinstance(function, Lam):
        return instantiate(function.body, argument)
    return App(function, argument)


def _reversed(cx: Context, equation: Expr) -> Expr | None:
    head, args = spine(whnf(cx, equation))
    if head == Const("Eq") and len(args) == 3:
        return apply(Const("Eq"), args[0], args[2], args[1])
    return None


def proves(cx: Context, term: Term) -> bool:
    """Whether a term that cannot be read is a proof: a hypothesis or theorem is taken further."""
    while isinstance(term, ast.Apply | ast.Project | ast.Ascription):
        term = term.fn if isinstance(term, ast.Apply) else term.term
    if not isinstance(term, ast.Ident):
        return False
    parts = split(term.name)
    local = cx.locals.get(parts[0])
    if isinstance(local, FVar):
        return len(parts) > 1 and (local.type == ERASED or is_proposition(cx, local.type))
    return global_name(cx, term.name) is None  # a lemma of Mathlib, for all that is known


def _hypothesis(cx: Context, name: str) -> Expr | None:
    found = cx.locals.get(name) or cx.scope_variable(name)
    if isinstance(found, FVar):
        return found.type
    if not name.endswith(".symm"):
        return None
    inner = _hypothesis(cx, name.removesuffix(".symm"))
    return None if inner is None else _reversed(cx, inner)


def _chained(cx: Context, first: Expr | None, other: Term) -> Expr | None:
    second = statement(cx, other)
    if first is None or second is None:
        return None
    (f, xs), (g, ys) = spine(whnf(cx, first)), spine(whnf(cx, second))
    if f == g == Const("Eq") and len(xs) == len(ys) == 3:
        return apply(Const("Eq"), xs[0], xs[1], ys[2])
    return None


def _sides(cx: Context, proposition: Expr) -> tuple[Expr, Expr] | None:
    head, args = spine(whnf(cx, proposition))
    return (args[1], args[2]) if head == Const("Eq") and len(args) == 3 else None
