"""Finding the text of a function or class: the syntax tree of its file, and the node in it."""

from __future__ import annotations

import ast
import functools
import inspect
import linecache
import textwrap
from collections.abc import Iterator
from types import CodeType, FunctionType

Node = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef


class Unavailable(Exception):
    """Something that the script needs has no text of its own."""


def function_node(f: FunctionType) -> tuple[Node, str]:
    """The definition of a function or lambda, and its text as a statement or expression."""
    source = _file(f.__code__.co_filename)
    tree = _tree(source)
    found = [n for n in ast.walk(tree) if isinstance(n, Node) and _defines(n, f.__code__)]
    if not found:
        raise Unavailable(f"the source of {f.__qualname__} is not to be had")
    node = min(found, key=_extent)
    return node, _text(source, node)


def class_node(cls: type) -> tuple[ast.ClassDef, str]:
    try:
        text = textwrap.dedent(inspect.getsource(cls))
    except (OSError, TypeError) as error:
        raise Unavailable(f"the source of {cls.__qualname__} is not to be had") from error
    (node,) = _tree(text).body
    if not isinstance(node, ast.ClassDef):
        raise Unavailable(f"{cls.__qualname__} is not defined by a class statement")
    return node, text.rstrip()


def _file(name: str) -> str:
    source = "".join(linecache.getlines(name))
    if not source:
        raise Unavailable(f"there is no source file {name}")
    return source


@functools.lru_cache(maxsize=64)
def _tree(source: str) -> ast.Module:
    return ast.parse(source)


def _defines(node: Node, code: CodeType) -> bool:
    if isinstance(node, ast.Lambda):
        return code.co_name == "<lambda>" and _covers(node, code)
    if isinstance(node, ast.ClassDef) or node.name != code.co_name:
        return False
    first = min((d.lineno for d in node.decorator_list), default=node.lineno)
    return first == code.co_firstlineno


def _covers(node: ast.Lambda, code: CodeType) -> bool:
    """Whether all instructions lie inside the lambda's body; of several, the innermost is meant."""
    body = node.body
    start, end = (body.lineno, body.col_offset), (body.end_lineno or 0, body.end_col_offset or 0)
    places = list(_places(code))
    return bool(places) and all(start <= first and last <= end for first, last in places)


def _places(code: CodeType) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for line, end_line, column, end_column in code.co_positions():
        if line is None or end_line is None or column is None or not end_column:
            continue  # instructions that belong to no expression
        yield (line, column), (end_line, end_column)


def _extent(node: Node) -> tuple[int, int]:
    return (node.end_lineno or 0) - node.lineno, (node.end_col_offset or 0) - node.col_offset


def _text(source: str, node: Node) -> str:
    if isinstance(node, ast.Lambda):
        return ast.unparse(node)
    first = min((d.lineno for d in node.decorator_list), default=node.lineno)
    lines = source.splitlines(keepends=True)[first - 1 : node.end_lineno]
    return textwrap.dedent("".join(lines)).rstrip()


def names_in(node: ast.AST) -> set[str]:
    """All names that are read, annotations left out: these are not evaluated in the script."""
    return {
        n.id for n in _evaluated(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)
    }


def attributes_of(node: ast.AST, name: str) -> set[str]:
    """The `attr` of every `name.attr`; refused where the name occurs in another way."""
    found = [n for n in _evaluated(node) if isinstance(n, ast.Attribute) and _is(n.value, name)]
    if len(found) != sum(_is(n, name) for n in _evaluated(node)):
        raise Unavailable(f"the module {name} is used as a value")
    return {n.attr for n in found}


def _is(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _evaluated(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns"):
            continue
        children = value if isinstance(value, list) else [value]
        for child in children:
            if isinstance(child, ast.AST):
                yield from _evaluated(child)


def global_names(code: CodeType) -> set[str]:
    """Names that the code and the functions in it look up outside their own variables."""
    inner = (c for c in code.co_consts if isinstance(c, CodeType))
    return {*code.co_names, *code.co_freevars}.union(*(global_names(c) for c in inner))
