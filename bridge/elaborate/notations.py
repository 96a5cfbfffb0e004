"""Notations that are not arithmetic, written out as applications."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from bridge.elaborate.context import Context
from bridge.elaborate.names import ROOT, candidates, known, split
from bridge.elaborate.operators import CONSTANTS, REORDERED
from bridge.errors import NotSupported
from bridge.syntax.ast import Apply, Argument, Ident, Notation, Operator, Term

T = TypeVar("T")


def expand(cx: Context, term: Operator) -> Term:
    """The application that a notation stands for; a user's notation wins over a built-in one."""
    declared = cx.notation(term.symbol)
    if declared is not None:
        return _expand_declared(cx, declared, term)
    if term.symbol in CONSTANTS:
        return _application(ROOT + CONSTANTS[term.symbol], term.args, term)
    if term.symbol in REORDERED:
        constant, order = REORDERED[term.symbol]
        return _application(ROOT + constant, tuple(term.args[i] for i in order), term)
    if term.symbol == "⟪_, _⟫" and _is_open(cx, "RealInnerProductSpace"):
        field = Ident(f"{ROOT}Real", span=term.span)
        return _application(f"{ROOT}Inner.inner", (field, *term.args), term)
    if term.symbol in ("_ <| _", "_ $ _"):
        return Apply(term.args[0], (Argument(term.args[1]),), span=term.span)
    if term.symbol == "_ |> _":
        return Apply(term.args[1], (Argument(term.args[0]),), span=term.span)
    raise NotSupported(
        "unknown-notation", f"the notation `{term.symbol}` has no meaning here", term.span
    )


def _is_open(cx: Context, namespace: str) -> bool:
    return any(namespace in opened.namespaces for opened in cx.scope.opens)


def built_in(term: Operator) -> Term:
    """The application that Lean's own notation stands for."""
    return _application(ROOT + CONSTANTS[term.sign], term.args, term)


def _application(constant: str, args: tuple[Term, ...], term: Operator) -> Term:
    head = Ident(constant, span=term.span)
    if not args:
        return head
    return Apply(head, tuple(Argument(a, span=a.span) for a in args), span=term.span)


def _expand_declared(cx: Context, notation: Notation, term: Operator) -> Term:
    if notation.expansion is None:
        raise NotSupported(
            "unknown-notation",
            f"it cannot be told whether `{term.sign}` is the notation of {_places(notation)}",
            term.span,
        )
    values = dict(zip(notation.params, term.args, strict=True))
    expanded = _substitute(cx, notation.expansion, values, notation)
    return replace(expanded, span=term.span)


def _places(notation: Notation) -> str:
    _, _, places = notation.symbol.partition("✝")
    span = notation.span
    return places or (f"{span.source.path}:{span.line}" if span else "the project")


def _substitute(cx: Context, node: T, values: dict[str, Term], notation: Notation) -> T:
    """`node` with parameters replaced; other names keep the meaning they have in the notation's
    own scope, whatever is open where it is used."""
    if isinstance(node, Ident):
        return _substitute_name(cx, node, values, notation)  # type: ignore[return-value]
    if isinstance(node, tuple):
        return tuple(_substitute(cx, n, values, notation) for n in node)  # type: ignore[return-value]
    if not is_dataclass(node) or isinstance(node, type):
        return node
    changed: dict[str, Any] = {
        f.name: _substitute(cx, getattr(node, f.name), values, notation)
        for f in fields(node)
        if f.name != "span"
    }
    return replace(node, **changed)


def _substitute_name(
    cx: Context, ident: Ident, values: dict[str, Term], notation: Notation
) -> Term:
    if ident.name in values:
        return values[ident.name]
    if ident.name.startswith(ROOT):
        return ident
    parts = split(ident.name)
    for length in range(len(parts), 0, -1):
        for candidate in candidates(cx.environment, notation.scope, ".".join(parts[:length])):
            full = known(cx, candidate)
            if full is not None and cx.environment.is_known_to(full, cx.reader):
                return replace(ident, name=".".join((ROOT + full, *parts[length:])))
    return ident
