"""Types of binders, and classes: Mathlib's are kept by name only."""

from __future__ import annotations

from bridge.core.expr import TYPE, Const, Expr, apply
from bridge.elaborate.context import Context
from bridge.elaborate.names import global_name
from bridge.elaborate.sorts import as_type
from bridge.errors import NotSupported
from bridge.meaning.types import ERASED_CLASSES
from bridge.syntax import ast
from bridge.syntax.ast import Binder, BinderKind, Term

# Classes of numbers and propositions; the others are of types.
OF_VALUES = frozenset("NeZero Fact Decidable DecidablePred DecidableRel OfNat".split())


def binder_type(cx: Context, binder: Binder) -> Expr:
    """The type of a binder of a declaration; classes of Mathlib are kept by name only."""
    if binder.type is None:
        return cx.hole(TYPE, binder.span)
    if binder.kind is BinderKind.INSTANCE:
        return class_type(cx, binder.type)
    return as_type(cx, cx.elaborate(cx, binder.type, None), binder.type.span)


def is_class(cx: Context, term: Term) -> bool:
    """Whether a term is the name of a class of Mathlib that has no meaning but its name."""
    if not isinstance(term, ast.Ident) or term.name not in ERASED_CLASSES:
        return False
    return term.name not in cx.locals and global_name(cx, term.name) is None


def class_type(cx: Context, term: Term) -> Expr:
    """`[C α β]`: Mathlib's classes are erased, the name and arguments stay for classification."""
    if isinstance(term, ast.Forall):  # one instance for each value: of the class of its body
        inner = _class_of(term)
        if is_class(cx, inner):
            return class_type(cx, inner)
    head, args = (term.fn, term.args) if isinstance(term, ast.Apply) else (term, ())
    if isinstance(head, ast.Ident) and global_name(cx, head.name) is not None:
        return cx.elaborate(cx, term, None)
    if isinstance(head, ast.Ident) and head.name in ERASED_CLASSES:
        plain = _plain_arguments(cx, args)
        if head.name not in OF_VALUES:
            plain = [as_type(cx, e) for e in plain]
        return apply(Const(head.name, head.span), *plain)
    raise NotSupported(
        "unknown-class",
        f"the class `{term.span.text if term.span else '?'}` has no meaning here",
        term.span,
        hint="a Mathlib class without data belongs in ERASED_CLASSES of bridge/meaning/types.py",
    )


def _class_of(term: Term) -> Term:
    while isinstance(term, ast.Forall):
        term = term.body
    return term.fn if isinstance(term, ast.Apply) else term


def _plain_arguments(cx: Context, args: tuple[ast.Argument, ...]) -> list[Expr]:
    """The arguments of an erased class that are names of types or spaces; the rest says nothing."""
    return [cx.elaborate(cx, a.value, None) for a in args if isinstance(a.value, ast.Ident)]
