"""The import lines of a generated file, in the order that linters want."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from bridge.emit.layout import WIDTH


def names_used(code: str) -> set[str]:
    """The names that a piece of Python reads."""
    return {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}


def from_import(module: str, names: Iterable[str]) -> str:
    """`from module import a, b`, one name per line if it is too long."""
    ordered = in_order(names)
    flat = f"from {module} import {', '.join(ordered)}"
    if len(flat) <= WIDTH:
        return flat
    return "\n".join([f"from {module} import (", *(f"    {name}," for name in ordered), ")"])


def in_order(names: Iterable[str], *, fold_case: bool = True) -> list[str]:
    """Names as linters sort them: in imports regardless of case, in `__all__` not."""
    return sorted(set(names), key=lambda name: _member(name, fold_case))


def _member(name: str, fold_case: bool) -> tuple[int, list[tuple[int, int | str]], str]:
    """Constants, then classes, then the rest; numbers in names by their value."""
    bare = name.partition(" as ")[0]
    kind = 0 if bare.isupper() and len(bare) > 1 else 1 if bare[:1].isupper() else 2
    pieces = [p for p in re.split(r"(\d+)", bare.lower() if fold_case else bare) if p]
    return kind, [(0, int(p)) if p.isdecimal() else (1, p) for p in pieces], name
