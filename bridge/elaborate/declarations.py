"""Declarations as definitions: their type, their value, the constants of a structure."""

from __future__ import annotations

from bridge.core.environment import Definition, Environment, Inductive, Structure
from bridge.core.expr import (
    PROP,
    TYPE,
    Const,
    Expr,
    FVar,
    apply,
    constants,
    free_variables,
    fresh_fvar,
    lambda_over,
    pi_over,
    replace_fvars,
)
from bridge.elaborate.binders import binder_type
from bridge.elaborate.coercions import coerce
from bridge.elaborate.context import Context
from bridge.elaborate.headers import Bound, Header
from bridge.elaborate.matching import by_equations
from bridge.elaborate.recursion import Recursion, chooses
from bridge.elaborate.sorts import as_type
from bridge.elaborate.structures import inherited_fields
from bridge.elaborate.terms import a_type, elaborate
from bridge.elaborate.unify import infer, is_proposition
from bridge.errors import InternalError, NotSupported, SpecError
from bridge.meaning.types import ERASED_CLASSES
from bridge.syntax import ast
from bridge.syntax.ast import Binder, BinderKind, Declaration


def elaborate_declaration(
    environment: Environment, declaration: Declaration, unfoldable: bool | None = None
) -> tuple[Definition, ...]:
    """The closed type and value of a declaration; theorems have no value. Its local functions come
    before it."""
    header = Header(environment, declaration)
    cx = header.cx
    header.bind_own()
    type = None if declaration.type is None else _written_type(cx, declaration.type)
    header.close_auto_bound()
    recursion = Recursion(header, declaration, type)
    value = _value(cx, declaration, type)
    if type is None:
        type = _inferred(cx, value, declaration)
    cx.settle()
    type = cx.finish(type)
    _refuse_other_than_statements(cx, declaration, type)
    value = None if value is None else cx.finish(value)
    binders = header.all_binders(type, *(() if value is None else (value,)))
    variables = tuple(v for v, _ in binders)
    value = None if value is None else recursion.close(value, binders)
    definition = Definition(
        declaration.name,
        declaration.kind,
        _close(pi_over(binders, type)),
        None if value is None else _close(lambda_over(variables, value)),
        _is_reducible(declaration) if unfoldable is None else unfoldable,
        declaration,
        arity=len(binders),
        height=0 if value is None else _height(cx, value),
        by_cases=value is not None and (recursion.used or chooses(value)),
    )
    return (*recursion.local_definitions(binders), definition)


def _written_type(cx: Context, type: ast.Term) -> Expr:
    return as_type(cx, a_type(cx, type), type.span)


def _refuse_other_than_statements(cx: Context, declaration: Declaration, type: Expr) -> None:
    """Raises where a theorem says no proposition."""
    if declaration.kind in ("theorem", "lemma") and infer(cx, type) == TYPE:
        written = declaration.type
        raise SpecError(
            "no-proposition",
            "what a theorem states must be a proposition, and this is a type",
            declaration.head if written is None else written.span,
        )


def _is_reducible(declaration: Declaration) -> bool:
    return declaration.kind in ("abbrev", "instance") or "reducible" in declaration.attributes


def _height(cx: Context, value: Expr) -> int:
    """1 more than the largest height of what a value mentions, itself and its parts left out."""
    known = (cx.environment.elaborated(c.name) for c in constants(value))
    return 1 + max((d.height for d in known if d is not None), default=0)


def _close(e: Expr) -> Expr:
    if free := free_variables(e):
        raise InternalError("free-variable", f"`{free[0].name}` is free in a closed term")
    return e


def _value(cx: Context, declaration: Declaration, type: Expr | None) -> Expr | None:
    if declaration.kind in ("theorem", "lemma", "axiom", "opaque"):
        return None
    if type is not None and is_proposition(cx, type):
        return None
    if declaration.alternatives and type is not None:
        return by_equations(cx, declaration.alternatives, type, declaration.head)
    if declaration.value is None:
        return None
    value = elaborate(cx, declaration.value, type)
    if type is not None:
        value = coerce(cx, value, type, declaration.value.span)
    return value


def _inferred(cx: Context, value: Expr | None, declaration: Declaration) -> Expr:
    if value is None:
        raise NotSupported("no-type", "a declaration without type and value", declaration.head)
    return infer(cx, value)


def parent_fields(declaration: Declaration) -> tuple[str, ...]:
    """The names of the fields that hold the structures which a structure extends."""
    return tuple(f"to{_last_name(p)}" for p in declaration.parents if not _is_erased_name(p))


def _last_name(parent: ast.Term) -> str:
    head = parent.fn if isinstance(parent, ast.Apply) else parent
    return head.name.rpartition(".")[2] if isinstance(head, ast.Ident) else ""


def _is_erased_name(parent: ast.Term) -> bool:
    return _last_name(parent) in ERASED_CLASSES or isinstance(parent, ast.Operator)


def elaborate_structure(
    environment: Environment, declaration: Declaration
) -> tuple[Definition, ...]:
    """A structure or class: its type, its constructor and one projection per field. Parents are
    fields; Mathlib's classes among them are dropped."""
    header = Header(environment, declaration)
    cx = header.cx
    header.bind_own()
    fields: list[Bound] = []
    parents = [p for p in declaration.parents if not _is_erased_name(p)]
    typed = [Binder((f"to{_last_name(p)}",), p, span=p.span) for p in parents]
    own = [Binder((f.name,), _field_type(f), f.kind, span=f.span) for f in declaration.fields]
    for binder in (*typed, *own):
        (name,) = binder.names
        variable = fresh_fvar(name, binder_type(cx, binder))
        cx.locals[name] = variable
        fields.append((variable, BinderKind.EXPLICIT))
        if binder in typed:
            cx.locals |= inherited_fields(cx, variable)
    header.close_auto_bound()
    cx.settle()
    fields = [(FVar(v.id, v.name, cx.finish(v.type)), k) for v, k in fields]
    params = header.all_binders(*(v.type for v, _ in fields))
    return _structure_constants(declaration, params, fields)


def _field_type(f: ast.Field) -> ast.Term:
    if f.type is None:
        raise NotSupported("field-type", f"the field `{f.name}` has no type", f.span)
    return ast.Forall(f.binders, f.type, span=f.span) if f.binders else f.type


def _structure_constants(
    declaration: Declaration, params: tuple[Bound, ...], fields: list[Bound]
) -> tuple[Definition, ...]:
    name = declaration.name
    implicit = tuple((v, BinderKind.IMPLICIT) for v, _ in params)
    structure = Structure(
        name,
        len(params),
        tuple(v.name for v, _ in fields),
        f"{name}.mk",
        parent_fields(declaration),
        declaration.kind == "class",
    )
    sort = PROP if declaration.type == ast.Sort("Prop") else TYPE
    inductive = Inductive(name, len(params), 0, (structure.constructor,))
    self_type = apply(Const(name), *(v for v, _ in params))
    constants = [
        Definition(
            name,
            "structure",
            pi_over(params, sort),
            source=declaration,
            structure=structure,
            inductive=inductive,
        ),
        Definition(
            structure.constructor,
            "constructor",
            pi_over((*implicit, *fields), self_type),
            source=declaration,
            structure=structure,
            inductive=inductive,
        ),
    ]
    for i, (variable, _) in enumerate(fields):
        constants.append(
            _projection(declaration, structure, implicit, fields, i, self_type, variable)
        )
    return tuple(constants)


def _projection(
    declaration: Declaration,
    structure: Structure,
    params: tuple[Bound, ...],
    fields: list[Bound],
    index: int,
    self_type: Expr,
    variable: FVar,
) -> Definition:
    this = fresh_fvar("self", self_type)
    self_kind = BinderKind.INSTANCE if structure.is_class else BinderKind.EXPLICIT
    earlier: dict[FVar, Expr] = {
        v: apply(Const(f"{structure.name}.{v.name}"), *(p for p, _ in params), this)
        for v, _ in fields[:index]
    }
    type = replace_fvars(variable.type, earlier)
    return Definition(
        f"{structure.name}.{variable.name}",
        "projection",
        pi_over((*params, (this, self_kind)), type),
        source=declaration,
        structure=structure,
        field_index=index,
    )
