"""`let rec`: a definition of its own, over the variables that it captures."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from bridge.core.environment import Definition
from bridge.core.expr import (
    Const,
    Expr,
    FVar,
    apply,
    free_variables,
    fresh_fvar,
    pi_over,
    replace_fvars,
)
from bridge.elaborate.coercions import coerce
from bridge.elaborate.context import Context, LocalFunction
from bridge.errors import NotSupported
from bridge.syntax import ast
from bridge.syntax.ast import BinderKind, Declaration


def local_function(cx: Context, term: ast.Let, expected: Expr | None) -> Expr:
    """`let rec f x : T := e; body`: `f` becomes a constant over what it captures."""
    name, *binders = [
        ast.Binder((n,), b.type, b.kind, b.default, span=b.span)
        for b in term.binders
        for n in b.names
    ]
    owner = next(iter(cx.recursive), None)
    if term.type is None or owner is None:
        raise NotSupported("local-function", "a `let rec` needs its type written out", term.span)
    full = f"{owner}.{name.names[0]}"
    type = cx.elaborate(cx, ast.Forall(tuple(binders), term.type) if binders else term.type, None)
    cx.run_postponed()
    this = fresh_fvar(name.names[0], cx.fill(type))
    with cx.binding(this):
        whole = ast.Lambda(tuple(binders), term.value) if binders else term.value
        value = coerce(cx, cx.elaborate(cx, whole, this.type), this.type, term.value.span)
        cx.run_postponed()
        captured = _captured(cx, this, cx.fill(value))
        call = apply(Const(full, term.span), *captured)
        closed = replace_fvars(_without_values(cx, cx.fill(value)), {this: call})
        bound = tuple((v, BinderKind.EXPLICIT) for v in captured)
        cx.local_types[full] = Definition(full, "def", pi_over(bound, this.type))
        cx.local_functions.append(LocalFunction(full, captured, closed))
        body = cx.elaborate(cx, term.body, expected)
        cx.run_postponed()
        return replace_fvars(cx.fill(body), {this: call})


def _captured(cx: Context, this: FVar, value: Expr) -> tuple[FVar, ...]:
    """The local variables of a function, in order of declaration."""
    found: dict[FVar, None] = {}
    todo = list(free_variables(_without_values(cx, value)))
    while todo:
        variable = todo.pop()
        if variable not in found and variable != this and variable not in cx.recursive.values():
            found[variable] = None
            todo += free_variables(_without_values(cx, cx.fill(variable.type)))
    return tuple(sorted(found, key=lambda v: v.id))


def _without_values(cx: Context, e: Expr) -> Expr:
    """A term in which variables that have a value are that value."""
    for _ in range(len(cx.values) + 1):
        given = {v: cx.fill(cx.values[v]) for v in free_variables(e) if v in cx.values}
        if not given:
            return e
        e = replace_fvars(e, given)
    return e


def local_functions(d: Declaration) -> tuple[str, ...]:
    """The names of the `let rec` functions of a declaration."""
    if d.span is None or not ("let rec" in d.span.text or "where" in d.span.text):
        return ()
    found: dict[str, None] = {}

    def go(node: Any) -> None:
        if isinstance(node, ast.Let) and node.name == "rec" and node.binders:
            found.setdefault(node.binders[0].names[0])
        if isinstance(node, tuple):
            for part in node:
                go(part)
        elif is_dataclass(node) and isinstance(node, ast.Node):
            for f in fields(node):
                go(getattr(node, f.name))

    go(d.value)
    go(d.alternatives)
    return tuple(found)
