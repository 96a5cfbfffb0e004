"""What an instance declaration of a class of Mathlib says: of which type, and which operation.

`instance : Add T := ⟨f⟩` gives the constant `inst.add := f`; `inferInstanceAs (Add U)`, a tactic
block that unfolds the type, and `deriving` say that `T` has what another type has.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bridge.core.environment import Definition
from bridge.core.expr import (
    ERASED,
    NAT,
    PROP,
    REAL,
    Const,
    Expr,
    FVar,
    Pi,
    apply,
    constants,
    fresh_fvar,
    lambda_over,
    pi_over,
)
from bridge.elaborate.coercions import coerce
from bridge.elaborate.context import Context
from bridge.elaborate.headers import Header
from bridge.elaborate.unify import DEFAULT, step
from bridge.errors import BridgeError, NotSupported
from bridge.meaning.operations import ANY_NUMERAL, FIELDS, Operation, provided
from bridge.syntax import ast
from bridge.syntax.ast import Declaration, Term

_INFER = frozenset({"inferInstance", "infer_instance"})
_UNFOLDED = re.compile(
    r"(?:\s*(?:unfold|delta|dsimp(?: only)?)\b[^\n;]*[\n;])+\s*"
    r"(?:infer_instance|exact inferInstance)\s*\Z"
)
_INFERRED = re.compile(r"\s*(?:infer_instance|exact inferInstance)\s*\Z")
_DERIVING = re.compile(r"\bderiving\s+(?!instance\b)([^\n,]+(?:,\s*[^\n,]+)*)")
_GAP = re.compile(r"(?:\s|--[^\n]*\n)*")


@dataclass(frozen=True, slots=True)
class Instance:
    """An instance of a class of Mathlib as declared: `target` is the class at its arguments, under
    the instance's own binders; `same` is the type that it takes everything from, under the same
    binders, where it says so."""

    name: str
    target: Expr
    same: Expr | None = None


def class_of(type: Term | None) -> tuple[str, tuple[Term, ...]]:
    """The class that an instance is of, and its arguments; no name where it is none."""
    while isinstance(type, ast.Forall | ast.Arrow):
        type = type.body if isinstance(type, ast.Forall) else type.codomain
    head, args = (type.fn, type.args) if isinstance(type, ast.Apply) else (type, ())
    if not isinstance(head, ast.Ident) or any(a.name is not None for a in args):
        return "", ()
    return head.name.rpartition(".")[2], tuple(a.value for a in args)


def carrier_place(name: str) -> int:
    """Which argument of a class is the type that has the instance."""
    return 0 if name in ("Pow", ANY_NUMERAL) else -1


def read_instance(cx: Context, declaration: Declaration) -> Instance:
    """What is known of an instance without looking at its operations."""
    header = Header(cx.environment, declaration)
    cx = header.cx
    header.bind_own()
    name, terms = class_of(declaration.type)
    args = tuple(cx.elaborate(cx, term, None) for term in terms)
    header.close_auto_bound()
    same = _same(cx, _said(declaration), name, args)
    cx.settle()
    target = cx.finish(apply(Const(name), *args))
    shown = () if same is None else (cx.finish(same),)
    binders = header.all_binders(target, *shown)
    alias = lambda_over(tuple(v for v, _ in binders), shown[0]) if shown else None
    return Instance(declaration.name, pi_over(binders, target), alias)


def _said(declaration: Declaration) -> Term | None:
    """The value of an instance; of one by equations, that of an equation for everything."""
    match declaration.alternatives:
        case (alternative,) if all(_is_any(p) for p in alternative.patterns):
            return alternative.rhs
        case _:
            return declaration.value


def _is_any(pattern: Term) -> bool:
    return isinstance(pattern, ast.Hole)


def _same(cx: Context, value: Term | None, name: str, args: tuple[Expr, ...]) -> Expr | None:
    """The type whose instance this one is; None where it is one of its own."""
    own = args[carrier_place(name)] if args else None
    match value:
        case ast.Operator("_ <| _" | "_ $ _", (ast.Ident("inferInstanceAs"), type)):
            return _carrier(cx, type, name)
        case ast.Apply(ast.Ident("inferInstanceAs"), (argument,)):
            return _carrier(cx, argument.value, name)
        case ast.Ascription(ast.Ident("inferInstance"), type) if type is not None:
            return _carrier(cx, type, name)
        case ast.Ident("inferInstance"):
            return own
        case ast.By(text) if _INFERRED.match(text):
            return own
        case ast.By(text) if own is not None and _UNFOLDED.match(text):
            return unfolded(cx, own)
        case _:
            return None


def _carrier(cx: Context, type: Term, name: str) -> Expr | None:
    """The type that another instance is of, where its class has what this one has."""
    other, terms = class_of(type)
    if name not in provided(other) or not terms:
        return None
    return cx.elaborate(cx, terms[carrier_place(other)], None)


def unfolded(cx: Context, type: Expr) -> Expr | None:
    """What a type is by its own definition."""
    return step(cx, cx.fill(type), DEFAULT)


def derived(declaration: Declaration) -> tuple[str, ...]:
    """The classes after `deriving`, which may stand on a line of its own."""
    span = declaration.span
    if span is None:
        return ()
    text = span.source.text
    found = _DERIVING.search(text, span.start, span.end)
    gap = _GAP.match(text, span.end)
    if found is None and gap is not None:
        found = _DERIVING.match(text, gap.end())
    parts = [] if found is None else found.group(1).partition("--")[0].split(",")
    return tuple(part.split()[0].rpartition(".")[2] for part in parts if part.split())


def operation_of(cx: Context, declaration: Declaration, field: str) -> Definition:
    """A field of an instance as a definition over the instance's own binders."""
    header = Header(cx.environment, declaration)
    cx = header.cx
    header.bind_own()
    name, terms = class_of(declaration.type)
    args = tuple(cx.elaborate(cx, term, None) for term in terms)
    header.close_auto_bound()
    operation = FIELDS[field]
    type = _field_type(operation, args, args[carrier_place(name)])
    value = _field(cx, declaration, name, operation, type, args)
    cx.settle()
    target, type, value = (cx.finish(e) for e in (apply(Const(name), *args), type, value))
    binders = header.all_binders(target, type, value)
    known = (cx.environment.elaborated(c.name) for c in constants(value))
    return Definition(
        f"{declaration.name}.{field}",
        "def",
        pi_over(binders, type),
        lambda_over(tuple(v for v, _ in binders), value),
        True,
        declaration,
        arity=len(binders),
        height=1 + max((d.height for d in known if d is not None), default=0),
    )


def _field_type(operation: Operation, args: tuple[Expr, ...], own: Expr) -> Expr:
    other = next((a for a in args if a is not own), own)
    letters = {"T": own, "S": other, "p": PROP, "r": REAL, "b": Const("Bool"), "n": NAT}
    *domains, codomain = (letters[c] for c in operation.shape)
    return _arrows(domains, codomain)


def _arrows(domains: list[Expr], codomain: Expr) -> Expr:
    """`A → B → C`."""
    for domain in reversed(domains):
        codomain = Pi("_", domain, codomain)
    return codomain


def _field(
    cx: Context,
    declaration: Declaration,
    name: str,
    operation: Operation,
    type: Expr,
    args: tuple[Expr, ...],
) -> Expr:
    said = _said(declaration)
    given = _given(said, name, operation)
    if given is not None:
        return coerce(cx, cx.elaborate(cx, given, type), type, given.span)
    default = _DEFAULTS.get(operation.field)
    if default is None or not isinstance(said, ast.StructInstance):
        raise _unread(declaration, operation.field)
    if said.sources or any(f.name == "__" for f in said.fields):
        raise _unread(declaration, operation.field)
    cx.sees_itself = True
    return default(args[carrier_place(name)])


def _given(value: Term | None, name: str, operation: Operation) -> Term | None:
    """The term that an instance gives for a field."""
    match value:
        case ast.Anonymous((term,)) if name == operation.of:
            return term
        case ast.Apply(ast.Ident(maker), (argument,)) if name == operation.of:
            return argument.value if maker == f"{name}.mk" else None
        case ast.StructInstance(_, fields):
            found = next((f for f in fields if f.name == operation.field), None)
            if found is None:
                return None
            binders = found.binders
            return ast.Lambda(binders, found.value, span=found.span) if binders else found.value
        case _:
            return None


def _unread(declaration: Declaration, field: str) -> BridgeError:
    return NotSupported(
        "instance-value",
        f"what this instance says of `{field}` cannot be read",
        declaration.head,
        hint="`⟨f⟩`, `where` with the field itself, `inferInstanceAs` and `deriving` are read",
    )


def _two(own: Expr, body: Callable[[FVar, FVar], Expr]) -> Expr:
    a, b = fresh_fvar("a", own), fresh_fvar("b", own)
    return lambda_over((a, b), body(a, b))


def _infix(constant: str, own: Expr, a: Expr, b: Expr) -> Expr:
    return apply(Const(constant), own, own, own, ERASED, a, b)


# What Mathlib's classes say of a field that an instance leaves out, by the other fields.
_DEFAULTS: dict[str, Callable[[Expr], Expr]] = {
    "sub": lambda t: _two(
        t, lambda a, b: _infix("HAdd.hAdd", t, a, apply(Const("Neg.neg"), t, ERASED, b))
    ),
    "div": lambda t: _two(
        t, lambda a, b: _infix("HMul.hMul", t, a, apply(Const("Inv.inv"), t, ERASED, b))
    ),
    "dist": lambda t: _two(
        t, lambda a, b: apply(Const("Norm.norm"), t, ERASED, _infix("HSub.hSub", t, a, b))
    ),
    "lt": lambda t: _two(
        t,
        lambda a, b: apply(
            Const("And"), _below(t, a, b), apply(Const("Not"), _below(t, b, a))
        ),
    ),
}  # fmt: skip


def _below(own: Expr, a: Expr, b: Expr) -> Expr:
    return apply(Const("LE.le"), own, ERASED, a, b)
