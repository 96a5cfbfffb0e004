"""Bindings: which Python callable implements which Lean definition. One TOML file beside the specs.

    [[subject]]
    name = "torch.nn"

    [subject.bind.affine]                              # a Lean definition, by full or last name
    module = "torch.nn.Linear(W.shape[1], W.shape[0])" # Lean's argument names are in scope
    parameters = { weight = "W", bias = "b" }          # the other arguments are the input
    batch = ["x"]                                      # may carry a leading batch axis

    [subject.bind.mse]
    call = "torch.nn.functional.mse_loss(y, t)"
    batch = ["t", "y"]
    reduction = "mean"                                 # over the batch: rows (default), sum, mean

    [subject.claim."A.constant_slice_gives_bias"]      # one side of an equation, by its theorem
    left = "mine.group_norm(x, gamma, beta)"           # its variables are in scope

Nothing is imported or run here: an expression is parsed, checked against a short list of syntax
and written into the generated subjects.
"""

from __future__ import annotations

import ast
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bridge.errors import SpecError

REDUCTIONS = ("rows", "sum", "mean")
_KEYS = frozenset({"module", "call", "parameters", "batch", "reduction"})
_ALLOWED = (
    ast.Expression, ast.Call, ast.keyword, ast.Attribute, ast.Subscript, ast.Name, ast.Constant,
    ast.UnaryOp, ast.USub, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.FloorDiv, ast.Div,
    ast.Tuple, ast.List, ast.Load,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Binding:
    """One definition of a subject. `expression` makes a module, or is the value itself."""

    definition: str
    expression: ast.expr
    is_module: bool
    parameters: tuple[tuple[str, str], ...] = ()
    batch: tuple[str, ...] = ()
    reduction: str = "rows"

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the expression reads: arguments, and roots of dotted paths."""
        found = (n.id for n in ast.walk(self.expression) if isinstance(n, ast.Name))
        return tuple(dict.fromkeys(found))

    @property
    def against(self) -> tuple[str, ...]:
        """What is called, as dotted paths: for reports."""
        return called(self.expression)


@dataclass(frozen=True, slots=True)
class Side:
    """What computes one side of the equation that a theorem states."""

    theorem: str
    side: str  # left or right
    expression: ast.expr

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the expression reads."""
        found = (n.id for n in ast.walk(self.expression) if isinstance(n, ast.Name))
        return tuple(dict.fromkeys(found))

    @property
    def against(self) -> tuple[str, ...]:
        return called(self.expression)


@dataclass(frozen=True, slots=True)
class BoundSubject:
    """One subject of the file. What it does not bind runs as lowered code."""

    name: str
    bindings: tuple[Binding, ...]
    imports: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()


def read_bindings(path: Path | None) -> tuple[BoundSubject, ...]:
    """The subjects of a bindings file; none without a file."""
    if path is None or not path.is_file():
        return ()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(path, f"no TOML: {error}") from error
    if set(table) - {"subject"}:
        raise _wrong(path, "the file holds [[subject]] tables and nothing else")
    subjects = tuple(_subject(path, entry) for entry in table.get("subject", ()))
    names = [s.name for s in subjects]
    if len(set(names)) < len(names) or "lowered" in names:
        raise _wrong(path, "every subject needs a name of its own, and `lowered` is taken")
    return subjects


def bound_definitions(path: Path | None) -> frozenset[str]:
    """The names by which a bindings file says which definitions are bound."""
    return frozenset(b.definition for s in read_bindings(path) for b in s.bindings)


def called(e: ast.expr) -> tuple[str, ...]:
    """The functions that an expression calls, as dotted paths."""
    calls = (n.func for n in ast.walk(e) if isinstance(n, ast.Call))
    paths = (path for f in calls if (path := dotted(f)) is not None)
    return tuple(dict.fromkeys(p for p in paths if "." in p))


def dotted(e: ast.expr) -> str | None:
    """`a.b.c` as text; None for any other expression."""
    match e:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attribute):
            inner = dotted(value)
            return None if inner is None else f"{inner}.{attribute}"
        case _:
            return None


def _subject(path: Path, entry: dict[str, Any]) -> BoundSubject:
    name, bound, claims = entry.get("name"), entry.get("bind", {}), entry.get("claim", {})
    if not isinstance(name, str) or not isinstance(bound, dict) or not isinstance(claims, dict):
        raise _wrong(path, "a subject needs a `name`, and tables [subject.bind.DEFINITION]")
    if not bound and not claims:
        raise _wrong(path, f"subject `{name}` binds nothing")
    if set(entry) - {"name", "bind", "claim", "imports"}:
        raise _wrong(path, f"subject `{name}`: known keys are name, bind, claim, imports")
    imports = tuple(entry.get("imports", ()))
    for module in imports:
        if not isinstance(module, str) or not all(p.isidentifier() for p in module.split(".")):
            raise _wrong(path, f"subject `{name}`: `{module}` is no module name")
    bindings = tuple(_binding(path, n, b) for n, b in _flat(bound, {"module", "call"}))
    sides = tuple(_side(path, n, b) for n, b in _flat(claims, {"left", "right"}))
    return BoundSubject(name, bindings, imports, sides)


def _side(path: Path, theorem: str, entry: Any) -> Side:
    if not isinstance(entry, dict) or set(entry) not in ({"left"}, {"right"}):
        raise _wrong(path, f"`{theorem}` needs either `left` or `right`")
    ((side, text),) = entry.items()
    return Side(theorem, side, _expression(path, theorem, text))


def _flat(
    table: dict[str, Any], keys: set[str], prefix: str = ""
) -> list[tuple[str, dict[str, Any]]]:
    """Entries by full name: TOML reads `bind.A.f` as a table within a table."""
    found = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and not set(value) & keys and value:
            found += _flat(value, keys, f"{name}.")
        else:
            found.append((name, value))
    return found


def _binding(path: Path, definition: str, entry: Any) -> Binding:
    if not isinstance(entry, dict) or set(entry) - _KEYS:
        raise _wrong(path, f"`{definition}`: known keys are {', '.join(sorted(_KEYS))}")
    if ("module" in entry) == ("call" in entry):
        raise _wrong(path, f"`{definition}` needs either `module` or `call`")
    reduction = entry.get("reduction", "rows")
    if reduction not in REDUCTIONS:
        raise _wrong(path, f"`{definition}`: reduction is one of {', '.join(REDUCTIONS)}")
    is_module = "module" in entry
    parameters = tuple(entry.get("parameters", {}).items())
    if parameters and not is_module:
        raise _wrong(path, f"`{definition}`: only a module has parameters")
    return Binding(
        definition,
        _expression(path, definition, entry["module" if is_module else "call"]),
        is_module,
        parameters,
        tuple(entry.get("batch", ())),
        reduction,
    )


def _expression(path: Path, definition: str, text: Any) -> ast.expr:
    try:
        tree: ast.Expression = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, AttributeError, ValueError) as error:
        raise _wrong(path, f"`{definition}`: no Python expression: {error}") from error
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED):
            kind = type(node).__name__
            raise _wrong(path, f"`{definition}`: {kind} is not allowed in a binding")
    return tree.body


def _wrong(path: Path, message: str) -> SpecError:
    hint = 'an expression, as in `call = "torch.square(x)"`, or a module; see docs/projects.md'
    return SpecError("bad-bindings", f"{path.name}: {message}", hint=hint)
