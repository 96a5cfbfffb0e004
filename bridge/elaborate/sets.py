"""Sets by their elements and by what these satisfy: `{a, b}`, `{x | p x}`, `{x ∈ s | p x}`."""

from __future__ import annotations

from bridge.core.expr import ERASED, PROP, TYPE, Const, Expr, Lam, apply, fresh_fvar, spine
from bridge.elaborate.coercions import coerce
from bridge.elaborate.context import Context
from bridge.elaborate.sorts import as_type
from bridge.elaborate.unify import infer, unify, whnf
from bridge.errors import NotSupported
from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.ast import Term

Kind = tuple[str, Expr]  # `Finset` or `Set`, and the type of the elements


def listed(cx: Context, items: tuple[Term, ...], expected: Expr | None, span: Span | None) -> Expr:
    """`{a, b}`, which is `insert a {b}`."""
    kind = _kind(cx, expected)
    if kind is None or expected is None:
        raise NotSupported("unknown-set", "the type of this set cannot be determined here", span)
    entry = kind[1]
    values = [coerce(cx, cx.elaborate(cx, item, entry), entry, item.span) for item in items]
    *others, last = values
    made = apply(Const("Singleton.singleton", span), entry, expected, last)
    for value in reversed(others):
        made = apply(Const("Insert.insert", span), entry, expected, value, made)
    return made


def _kind(cx: Context, type: Expr | None) -> Kind | None:
    """What kind of set a type is."""
    if type is None:
        return None
    head, args = spine(whnf(cx, type))
    known = isinstance(head, Const) and head.name in ("Finset", "Set") and len(args) == 1
    return (head.name, args[0]) if known and isinstance(head, Const) else None


def described(cx: Context, term: ast.SetBuilder, expected: Expr | None) -> Expr:
    """`{x | p}`, a predicate; a finite set where one is expected, or where its elements are from
    one."""
    kind = _kind(cx, expected)
    finite = _finite_domain(cx, term, kind)
    if finite is not None:
        domain, condition = finite
        (entry,) = spine(whnf(cx, infer(cx, domain)))[1]
        predicate = _predicate(cx, term.binder, entry, condition)
        return apply(Const("Finset.filter", term.span), entry, predicate, ERASED, domain)
    entry = cx.hole(TYPE, term.span) if kind is None else kind[1]
    predicate = _predicate(cx, term.binder, entry, term.body)
    if kind is not None and kind[0] == "Finset":
        every = apply(Const("Finset.univ", term.span), entry, ERASED)
        return apply(Const("Finset.filter", term.span), entry, predicate, ERASED, every)
    return apply(Const("setOf", term.span), entry, predicate)


def _finite_domain(
    cx: Context, term: ast.SetBuilder, kind: Kind | None
) -> tuple[Expr, Term] | None:
    """`s` and `p` of `{x ∈ s | p}`, where it stands for a finite set."""
    match term.body:
        case ast.Operator("_ ∧ _", (ast.Operator("_ ∈ _", (ast.Ident(name), domain)), condition)):
            if name not in term.binder.names or (kind is not None and kind[0] == "Set"):
                return None
        case _:
            return None
    try:
        with cx.attempt():
            s = cx.elaborate(cx, domain, None)
            found = _kind(cx, infer(cx, s))
    except NotSupported:
        return None
    return (s, condition) if found is not None and found[0] == "Finset" else None


def _predicate(cx: Context, binder: ast.Binder, entry: Expr, body: Term) -> Expr:
    """`fun x => body`."""
    if binder.type is not None:
        unify(cx, entry, as_type(cx, cx.elaborate(cx, binder.type, None), binder.type.span))
    x = fresh_fvar(binder.names[0], entry)
    with cx.binding(x):
        holds = coerce(cx, cx.elaborate(cx, body, PROP), PROP, body.span)
    return Lam(x.name, entry, cx.close(holds, x))


def as_set(cx: Context, e: Expr, entry: Expr) -> Expr:
    """A finite set as a set."""
    x = fresh_fvar("x", entry)
    finite = apply(Const("Finset"), entry)
    member = apply(Const("Membership.mem"), entry, finite, ERASED, e, x)
    return apply(Const("setOf"), entry, Lam("x", entry, cx.close(member, x)))
