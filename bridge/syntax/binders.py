"""Runs read as binders: `x (y : T) {z} [C] ⟨a, b⟩`, and what bounds them (`∈ s`, `> 0`, `∂μ`)."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.errors import NotSupported
from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.ast import Binder, BinderKind, Term
from bridge.syntax.items import Atom, Item, Named, Run, Symbol
from bridge.syntax.notation import Notations
from bridge.syntax.precedence import group

PATTERN = "✝pattern"
_RANGE = ".."


def binders(run: Run, type: Term | None = None) -> tuple[Binder, ...]:
    """Names without type take the one after the colon."""
    return typed([b for item in run.items for b in binder(item)], type)


def binder(item: Item) -> tuple[Binder, ...]:
    """One item as binders; what is no name is a pattern."""
    if isinstance(item, Named):
        name, value = item.argument.name, item.argument.value
        if name is not None and name != _RANGE:
            return (Binder((name,), None, BinderKind.EXPLICIT, value, span=item.span),)
    if isinstance(item, Atom):
        if item.binders:
            return item.binders
        match item.term:
            case ast.Ident(name, False) | ast.Hole(name):
                return (Binder((name,), span=item.span),)
            case ast.ListLiteral("{", names) if all(isinstance(n, ast.Ident) for n in names):
                return (_implicit(names, item.span),)
            case ast.Apply() as names_term if (known := names_of(names_term)) is not None:
                return (Binder(known, span=item.span),)
            case ast.ListLiteral("[", (type,)):
                return (Binder(("_",), type, BinderKind.INSTANCE, span=item.span),)
            case term:
                return (Binder((PATTERN,), term, span=item.span),)
    raise NotSupported("binder", "this binder is not read", item.span)


def _implicit(names: tuple[Term, ...], span: Span) -> Binder:
    found = tuple(n.name for n in names if isinstance(n, ast.Ident))
    return Binder(found, None, BinderKind.IMPLICIT, span=span)


def names_of(term: Term) -> tuple[str, ...] | None:
    """The names in `x y z` (read as an application), for binders."""
    match term:
        case ast.Ident(name) | ast.Hole(name):
            return (name,)
        case ast.Apply(fn, args):
            parts = [names_of(fn), *(names_of(a.value) if a.name is None else None for a in args)]
            known = [p for p in parts if p is not None]
            return tuple(n for p in known for n in p) if len(known) == len(parts) else None
        case _:
            return None


def typed(found: Sequence[Binder], type: Term | None) -> tuple[Binder, ...]:
    """The binders, those without a type with this one."""
    if type is None:
        return tuple(found)
    return tuple(
        Binder(b.names, _pattern_type(b, type), b.kind, b.default, span=b.span)
        if b.type is None or b.names == (PATTERN,)
        else b
        for b in found
    )


def _pattern_type(binder: Binder, type: Term) -> Term:
    if binder.type is None:
        return type
    return ast.Ascription(binder.type, type, span=binder.span)


def bounded(run: Run, notations: Notations) -> tuple[list[Binder], Term | None]:
    """`x y ∈ s`, `x < n`, `x ∂μ`: the binders, and the set, the condition or the measure."""
    at = next((i for i, item in enumerate(run.items) if i and _bounds(item, notations)), None)
    if at is None:
        return [b for item in run.items for b in binder(item)], None
    names = [b for item in run.items[:at] for b in binder(item)]
    symbol, rest = run.items[at], run.items[at + 1 :]
    if isinstance(symbol, Symbol) and symbol.text == "∈":
        return names, span_of(rest, run.span, notations)
    if isinstance(symbol, Symbol) and symbol.text == "∂":
        return names, group(run.items[at:], notations, run.span)
    return names, premise(names, run.items[at:], notations, run.span)


def _bounds(item: Item, notations: Notations) -> bool:
    return isinstance(item, Symbol) and item.text in notations.trailing


def premise(
    names: Sequence[Binder], rest: Sequence[Item], notations: Notations, span: Span
) -> Term:
    """`x > 0`, where `rest` is `> 0`."""
    last = names[-1]
    place = last.span or span
    named: Term = ast.Ident(last.names[-1], span=place)
    if last.names == (PATTERN,) and last.type is not None:
        named = last.type
    return group([Atom(named, place), *rest], notations, span)


def span_of(items: Sequence[Item], span: Span, notations: Notations) -> Term:
    """The set after `∈` or `in`; `a..b` is an interval."""
    for i, item in enumerate(items):
        if isinstance(item, Named) and item.argument.name == _RANGE and 0 < i < len(items) - 1:
            ends = (group(items[:i], notations, span), group(items[i + 1 :], notations, span))
            return ast.Operator("_.._", ends, span=span)
    return group(items, notations, span)
