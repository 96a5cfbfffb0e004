"""What an identifier refers to: a local, or a constant, and the fields that follow it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from bridge.core.environment import Environment
from bridge.core.expr import ERASED, Const, Expr, FVar, Pi, Sort
from bridge.elaborate.context import Context
from bridge.errors import BridgeError, NotSupported, SpecError
from bridge.source import Span
from bridge.syntax.ast import Ident, Open, Scope

ROOT = "_root_."

# Mathlib's `export` commands, as far as statements rely on them.
MATHLIB_EXPORTS = {
    "inner": "Inner.inner",
    "norm": "Norm.norm",
    "dist": "Dist.dist",
    "insert": "Insert.insert",
    "xor": "Bool.xor",
    "compare": "Ord.compare",
    "max": "Max.max",
    "min": "Min.min",
    "ContinuousLinearMap.toContinuousLinearMap": "LinearMap.toContinuousLinearMap",
    "ℝ": "Real",
    "ℕ": "Nat",
    "ℤ": "Int",
    "ℚ": "Rat",
    "π": "Real.pi",
    "true": "Bool.true",
    "false": "Bool.false",
    "none": "Option.none",
    "some": "Option.some",
    "default": "Inhabited.default",
    "decide": "Decidable.decide",
}


def resolve(cx: Context, ident: Ident) -> tuple[Expr, tuple[str, ...]]:
    """The term that the longest known prefix of a dotted name means, and the fields after it."""
    parts = split(ident.name)
    for length in range(len(parts), 0, -1):
        found = lookup(cx, ".".join(parts[:length]), ident)
        if found is not None and not (parts[length:] and _is_type(cx, found)):
            return found, parts[length:]
    if cx.notation(ident.name) is None:
        auto = cx.auto_bound(ident.name, ident.span)
        if auto is not None:
            return auto, ()
    raise unknown(cx, ident)


def _is_type(cx: Context, found: Expr) -> bool:
    """Whether a name is a type, so that what follows its dot can only be part of a name."""
    if not isinstance(found, Const):
        return False
    definition = cx.definition(found.name)
    type = None if definition is None else definition.type
    while isinstance(type, Pi):
        type = type.body
    return isinstance(type, Sort)


def split(name: str) -> tuple[str, ...]:
    """The components of a dotted name; dots inside `«…»` do not separate.

    >>> split("A.«b.c».d")
    ('A', '«b.c»', 'd')
    """
    parts, current, quoted = [], "", False
    for c in name:
        quoted = c == "«" or (quoted and c != "»")
        if c == "." and not quoted:
            parts.append(current)
            current = ""
        else:
            current += c
    return (*parts, current)


def lookup(cx: Context, name: str, ident: Ident) -> Expr | None:
    """A local variable, a variable of the scope, or a constant."""
    if name in cx.locals:
        return _known_local(cx.locals[name], ident)
    for full, this in cx.recursive.items():
        if name == full.rpartition(".")[2]:
            return this
    variable: FVar | None = cx.scope_variable(name)
    if variable is not None:
        return variable
    constant = global_name(cx, name)
    return None if constant is None else as_constant(cx, constant, ident.span)


def _known_local(local: Expr, ident: Ident) -> Expr:
    if isinstance(local, FVar) and local.type == ERASED:
        raise NotSupported(
            "unread-have", f"what `{ident.name}` is cannot be told from its `have`", ident.span
        )
    return local


def as_constant(cx: Context, name: str, span: Span | None) -> Expr:
    """A constant; a function inside its own definition is a variable."""
    return cx.recursive.get(name) or Const(name, span)


def global_name(cx: Context, name: str) -> str | None:
    """The full name of the constant that `name` means in the scope, innermost namespace first.

    What is declared later counts only in the same `mutual` block, and where nothing else is meant.
    What the file does not import means nothing.
    """
    if name.startswith(ROOT):
        return known(cx, name.removeprefix(ROOT))
    later: str | None = None
    for candidate in candidates(cx.environment, cx.scope, name):
        found = known(cx, candidate)
        if found is not None and cx.environment.is_known_to(found, cx.reader):
            return found
        if found is not None and cx.environment.shares_block(found, cx.reader):
            later = later or found
    return later


def visible(cx: Context, name: str) -> str | None:
    """`known`, where that is declared before this or in the same `mutual` block."""
    found, environment = known(cx, name), cx.environment
    if found is None or environment.is_known_to(found, cx.reader):
        return found
    return found if environment.shares_block(found, cx.reader) else None


def overloads(cx: Context, ident: Ident) -> list[str]:
    """The constants that a name may mean through different `open`s; the one that fits counts."""
    if ident.name in cx.locals or ident.name.startswith(ROOT):
        return []
    for prefix in _prefixes(cx.scope.namespace):
        found = known(cx, f"{prefix}.{ident.name}")
        if found is not None and cx.environment.is_known_to(found, cx.reader):
            return []
    inside = len(list(_prefixes(cx.scope.namespace)))
    outer = list(candidates(cx.environment, cx.scope, ident.name))[inside:]
    meant = (known(cx, c) for c in outer)
    before = (m for m in meant if m is not None and cx.environment.is_known_to(m, cx.reader))
    return list(dict.fromkeys(before))


def known(cx: Context, name: str) -> str | None:
    """`name`, or what it was exported as, where that is a constant."""
    found = cx.environment.canonical(name)
    if found is None and name in MATHLIB_EXPORTS and cx.notation(name) is None:
        found = cx.environment.canonical(MATHLIB_EXPORTS[name])
    return found


def candidates(environment: Environment, scope: Scope, name: str) -> Iterator[str]:
    """Full names that `name` may stand for, in Lean's order of preference."""
    yield from (f"{prefix}.{name}" for prefix in _prefixes(scope.namespace))
    yield name
    reached: list[str] = []
    found: list[str] = []
    for opened in scope.opens:
        namespaces = [
            n for o in opened.namespaces for n in _resolved(environment, scope, reached, o)
        ]
        if opened.only is None and not opened.renaming:
            reached += namespaces
        found += _opened(opened, namespaces, name)
    yield from reversed(found)


def _prefixes(namespace: str) -> Iterator[str]:
    while namespace:
        yield namespace
        namespace = namespace.rpartition(".")[0]


def _resolved(
    environment: Environment, scope: Scope, reached: list[str], name: str
) -> tuple[str, ...]:
    """The namespaces that `open name` opens: relative to where it stands and to what is open."""
    if name.startswith(ROOT):
        return (name.removeprefix(ROOT),)
    outer = (*_prefixes(scope.namespace), *reversed(reached))
    inner = (full for p in outer if environment.is_namespace(full := f"{p}.{name}"))
    return tuple(dict.fromkeys((name, *inner)))


def _opened(opened: Open, namespaces: list[str], name: str) -> list[str]:
    if opened.scoped:
        return []
    renamed = {new: old for old, new in opened.renaming}
    first = split(name)[0]
    if opened.only is not None and first not in opened.only and name not in opened.only:
        return []
    if first in opened.hiding:
        return []
    return [f"{namespace}.{renamed.get(name, name)}" for namespace in namespaces]


def unknown(cx: Context, ident: Ident) -> BridgeError:
    """The error of a name that means nothing at its place."""
    for candidate in candidates(cx.environment, cx.scope, ident.name):
        if (later := declared_later(cx, candidate, ident.name, ident.span)) is not None:
            return later
    return _unknown(cx, ident)


def declared_later(cx: Context, name: str, written: str, span: Span | None) -> SpecError | None:
    """The error of a constant that the file declares only after the declaration that is read."""
    environment = cx.environment
    later = environment.declaration(name)
    if later is None or environment.is_known_to(name, cx.reader):
        return None
    if not environment.shares_file(name, cx.reader):
        return None
    line = "" if later.head is None else f", in line {later.head.line}"
    return SpecError("declared-later", f"`{written}` is declared only after this{line}", span)


def _unknown(cx: Context, ident: Ident) -> NotSupported:
    """The refusal of a name that neither the project nor the meaning table knows."""
    known = [*cx.locals, *cx.environment.names()]
    if "." not in ident.name:  # what is written need not have its namespace
        known = [split(n)[-1] for n in known]
    near = get_close_matches(ident.name, dict.fromkeys(known), n=2)
    hint = f"did you mean {' or '.join(f'`{n}`' for n in near)}?" if near else None
    return NotSupported(
        "unknown-constant",
        f"`{ident.name}` is neither declared in the project nor in the meaning table",
        ident.span,
        notes=("a new meaning is one entry in bridge/meaning, see CONTRIBUTING.md",),
        hint=hint,
    )
