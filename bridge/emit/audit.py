"""Every generated file is read back, and holds nothing but what lean-bridge means to write.

Whatever a Lean file, a doc comment or a file name may hold, a file in which it has become code is
not written: the syntax is of a closed list, imports are of a fixed list, every name is bound in the
file or a known builtin, every function of a library is one that a backend spells, and every
function that is defined is one that was asked for.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from bridge.backends.base import HELPERS as _NAMES
from bridge.bindings import BoundSubject
from bridge.errors import InternalError

_SYNTAX = (
    ast.Module, ast.Import, ast.ImportFrom, ast.alias, ast.FunctionDef, ast.arguments, ast.arg,
    ast.Return, ast.Assign, ast.If, ast.Expr, ast.expr_context, ast.operator, ast.unaryop,
    ast.cmpop, ast.boolop, ast.Name, ast.Constant, ast.Attribute, ast.Call, ast.keyword,
    ast.Lambda, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Subscript,
    ast.Slice, ast.Tuple, ast.List, ast.Dict,
)  # fmt: skip
_AT_TOP = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.Assign)
_BUILTINS = frozenset("abs bool float int isinstance max min".split())
_RUNTIME = frozenset(
    "Check Definitions Function Sample Subject claim definition lowered module operation".split()
)
_ARRAYS = frozenset(
    """
    abs acos acosh all amax amin any arange arccos arccosh arcsin arcsinh arctan arctan2 arctanh
    argmax argmin argsort asin asinh atan atan2 atanh bool broadcast_shapes broadcast_to ceil clamp
    concat concatenate cos cosh cumprod cumsum diag diagonal divide dot e einsum equal exp expand
    expm1 eye fabs flip float16 float32 float64 floor full full_like greater greater_equal inf
    int64 isfinite isinf isnan less less_equal log log1p logical_and logical_not logical_or
    logical_xor matmul max maximum mean min minimum moveaxis multiply nan negative newaxis
    not_equal ones ones_like outer permute pi pow power prod reciprocal relu remainder reshape roll
    round sigmoid sign sin sinh sqrt square squeeze stack subtract sum take tan tanh tensordot
    trace transpose tril triu trunc unsqueeze vecdot where zeros zeros_like shape
    """.split()
)
_IMPORTS: Mapping[str, Container[str]] = {
    "math": (), "numpy": (), "torch": ("Tensor",), "typing": ("Any",),
    "numpy.typing": ("ArrayLike", "NDArray"), "bridge.runtime": _RUNTIME,
}  # fmt: skip
_LIBRARIES = frozenset({"np", "torch", "math"})
_HIDEABLE = frozenset(dir(builtins))
HELPERS = frozenset(_NAMES)


@dataclass(frozen=True, slots=True)
class Meant:
    """What the files may hold: the functions that were asked for, the package, the bindings."""

    functions: frozenset[str]
    package: str
    files: frozenset[str]
    subjects: frozenset[str] = frozenset()
    bound: tuple[BoundSubject, ...] = ()

    @property
    def imported(self) -> frozenset[str]:
        """The modules that expressions of the bindings name."""
        given = {m for s in self.bound for m in s.imports}
        return frozenset(given | {n for s in self.bound for b in s.bindings for n in b.names})


def audit(files: Mapping[str, str], meant: Meant) -> None:
    """Raise an `InternalError` at the first file that holds anything else."""
    for path, text in files.items():
        if path.endswith(".py"):
            for problem in problems(path, text, meant):
                raise InternalError("unmeant-code", f"generated file {path}: {problem}")


def problems(path: str, text: str, meant: Meant) -> Iterator[str]:
    """What is wrong with a file, in words."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError) as error:
        yield f"is no Python: {error}"
        return
    yield from _structure(tree, path, meant)
    # what the subjects call is the user's choice, checked by `bridge.bindings`
    trusted = _LIBRARIES if path == "tests/subjects.py" else frozenset()
    bound = {name for node in ast.walk(tree) for name in _bound(node)}
    yield from (f"`{name}` hides a builtin" for name in sorted(bound & _HIDEABLE))
    for node in ast.walk(tree):
        if not isinstance(node, _SYNTAX):
            yield f"{type(node).__name__} is not meant to be there"
        match node:
            case ast.Name(id=name, ctx=ast.Load()) if name not in bound | _BUILTINS:
                yield f"the name `{name}` is bound nowhere"
            case ast.Attribute(_, name) if name.startswith("_"):
                yield f"the attribute `{name}` is private"
            case ast.Attribute(ast.Name(library), name) if library in _LIBRARIES - trusted:
                yield from () if name in _ARRAYS else (f"`{library}.{name}` is not a backend's",)
            case ast.Import(names):
                yield from (p for a in names for p in _import(a, path, meant))
            case ast.ImportFrom():
                yield from _import_from(node, path, meant)


def _structure(tree: ast.Module, path: str, meant: Meant) -> Iterator[str]:
    """A docstring, then imports, functions and constants; functions by their names."""
    if not tree.body or not _is_docstring(tree.body[0]):
        yield "has no docstring"
    tests = path.startswith("tests/")
    for statement in tree.body[1:]:
        if not isinstance(statement, _AT_TOP):
            yield f"{type(statement).__name__} at top level"
        if isinstance(statement, ast.FunctionDef):
            name = statement.name
            helpers = frozenset() if tests or not path.endswith("_lean.py") else HELPERS
            if name not in meant.functions | helpers:
                yield f"the function `{name}` is not one that was asked for"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and not path.startswith("tests/"):
            plain = not node.decorator_list and node in tree.body
            yield from () if plain else (f"`{node.name}` is decorated or nested",)
        if isinstance(node, ast.Expr) and not _is_docstring(node) and not _is_check(node):
            yield f"line {node.lineno} is evaluated for nothing"


def _is_docstring(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(ast.Constant(str())):
            return True
        case _:
            return False


def _is_check(node: ast.Expr) -> bool:
    """`check.draw(…)` and its like."""
    match node.value:
        case ast.Call(ast.Attribute(ast.Name("check"))):
            return True
        case _:
            return False


def _bound(node: ast.AST) -> tuple[str, ...]:
    """The names that a node binds."""
    match node:
        case ast.alias(name, asname):
            return (asname or name.partition(".")[0],)
        case ast.FunctionDef(name) | ast.arg(name) | ast.Name(name, ast.Store()):
            return (name,)
        case _:
            return ()


def _import(alias: ast.alias, path: str, meant: Meant) -> Iterator[str]:
    plain = alias.name in ("math", "numpy", "torch")
    if not plain and not (path == "tests/subjects.py" and alias.name in meant.imported):
        yield f"`import {alias.name}` is not meant to be there"


def _import_from(node: ast.ImportFrom, path: str, meant: Meant) -> Iterator[str]:
    module, names = node.module or "", {a.name for a in node.names}
    if node.level == 1:
        folder = path.rpartition("/")[0]
        if f"{folder}/{module}.py" not in meant.files or not names <= meant.functions | HELPERS:
            yield f"`from .{module} import …` is not meant to be there"
    elif module == meant.package:
        if not names <= {"numpy_reference", "torch_code"}:
            yield f"`from {module} import …` takes something else than a module"
    elif module == f"{meant.package}.tests.subjects":
        if not names <= meant.subjects:
            yield f"`from {module} import …` takes no subject"
    elif node.level or any(n not in _IMPORTS.get(module, ()) for n in names):
        yield f"`from {module} import {', '.join(sorted(names))}` is not meant to be there"
