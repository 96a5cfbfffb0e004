"""`(· + 1)`: a function of the dots, from left to right."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.ast import Binder, Term


def section(term: Term, span: Span) -> Term:
    """The term as a function of its dots; a term without dots is left alone.

    Dots inside parentheses of their own are already gone when this is asked.
    """
    names: list[str] = []
    body = _replace(term, names)
    if not names:
        return term
    return ast.Lambda(tuple(Binder((name,), span=span) for name in names), body, span=span)


def _replace(node: Any, names: list[str]) -> Any:
    if isinstance(node, ast.Hole) and node.text == "·":
        names.append(f"x{len(names)}✝")
        return ast.Ident(names[-1], span=node.span)
    if isinstance(node, tuple):
        return tuple(_replace(n, names) for n in node)
    if not isinstance(node, ast.Node) or not is_dataclass(node) or isinstance(node, ast.By):
        return node
    changed = {
        f.name: _replace(getattr(node, f.name), names) for f in fields(node) if f.name != "span"
    }
    return replace(node, **changed)
