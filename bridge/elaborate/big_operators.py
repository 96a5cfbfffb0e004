"""`∑ x ∈ s, body` and `∏`: folds over finite sets."""

from __future__ import annotations

from bridge.core.expr import ERASED, PROP, TYPE, Const, Expr, FVar, Lam, apply, fresh_fvar
from bridge.elaborate.coercions import coerce
from bridge.elaborate.context import Context
from bridge.elaborate.sorts import as_type
from bridge.elaborate.unify import infer
from bridge.errors import NotSupported
from bridge.syntax import ast
from bridge.syntax.ast import Binder, Term

WITH = "_ with _"


def big_operator(cx: Context, term: ast.BigOperator) -> Expr:
    if term.symbol in BOUNDS and cx.notation(term.symbol) is None:
        return _bound(cx, BOUNDS[term.symbol], one_by_one(term.binders), term)
    constant = {"∑": "Finset.sum", "∏": "Finset.prod"}.get(term.symbol)
    if constant is None or cx.notation(term.symbol) is not None:
        raise NotSupported("unsupported-operator", f"`{term.symbol}` is not handled yet", term.span)
    return _fold(cx, Const(constant, term.span), one_by_one(term.binders), term)


BOUNDS = {"⨆": "iSup", "⨅": "iInf"}


def _bound(cx: Context, constant: str, binders: list[Binder], term: ast.BigOperator) -> Expr:
    """`⨆ i, f i`."""
    if term.domain is not None:
        raise NotSupported("bound", f"`{term.symbol}` over a set is not handled yet", term.span)
    binder, *rest = binders
    index: Expr = cx.hole(TYPE, term.span)
    if binder.type is not None:
        index = as_type(cx, cx.elaborate(cx, binder.type, None), binder.type.span)
    x = fresh_fvar(binder.names[0], index)
    with cx.binding(x):
        inner = _bound(cx, constant, rest, term) if rest else cx.elaborate(cx, term.body, None)
        type = infer(cx, inner)
    values = Lam(x.name, index, cx.close(inner, x))
    return apply(Const(constant, term.span), type, index, ERASED, values)


def _fold(cx: Context, operator: Const, binders: list[Binder], term: ast.BigOperator) -> Expr:
    binder, *rest = binders
    domain, index = _index_set(cx, binder, term)
    x = fresh_fvar(binder.names[0], index)
    with cx.binding(x):
        if isinstance(term.domain, ast.Operator) and term.domain.symbol == WITH and not rest:
            domain = _filtered(cx, domain, x, term.domain.args[1])
        inner = _fold(cx, operator, rest, term) if rest else cx.elaborate(cx, term.body, None)
        type = infer(cx, inner)
    body = Lam(x.name, index, cx.close(inner, x))
    return apply(operator, index, type, ERASED, domain, body)


def _index_set(cx: Context, binder: Binder, term: ast.BigOperator) -> tuple[Expr, Expr]:
    """The finite set summed over, and the type of its elements."""
    index = (
        as_type(cx, cx.elaborate(cx, binder.type, None), binder.type.span)
        if binder.type
        else cx.hole(TYPE, binder.span or term.span)
    )
    whole = term.domain
    if isinstance(whole, ast.Operator) and whole.symbol == WITH:
        whole = None if isinstance(whole.args[0], ast.Hole) else whole.args[0]
    if whole is None:
        return apply(Const("Finset.univ", term.span), index, ERASED), index
    return _finite_set(cx, whole, index), index


def _filtered(cx: Context, domain: Expr, x: FVar, condition: Term) -> Expr:
    """`∑ x ∈ s with p`: the sum over the elements that satisfy `p`."""
    holds = coerce(cx, cx.elaborate(cx, condition, PROP), PROP, condition.span)
    predicate = Lam(x.name, x.type, cx.close(holds, x))
    return apply(Const("Finset.filter", condition.span), x.type, predicate, ERASED, domain)


def _finite_set(cx: Context, domain: Term, index: Expr) -> Expr:
    wanted = apply(Const("Finset"), index)
    return coerce(cx, cx.elaborate(cx, domain, wanted), wanted, domain.span)


def one_by_one(binders: tuple[Binder, ...]) -> list[Binder]:
    return [
        Binder((name,), b.type, b.kind, b.default, span=b.span) for b in binders for name in b.names
    ]
