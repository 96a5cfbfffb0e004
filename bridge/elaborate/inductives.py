"""Inductive types: the constants that they declare, and `casesOn`, by which they are matched."""

from __future__ import annotations

from bridge.core.environment import Definition, Environment, Inductive
from bridge.core.expr import (
    TYPE,
    App,
    Const,
    Expr,
    FVar,
    Pi,
    Sort,
    apply,
    fresh_fvar,
    instantiate,
    map_children,
    pi_over,
    spine,
)
from bridge.elaborate.context import Context
from bridge.elaborate.headers import Bound, Header
from bridge.elaborate.terms import a_type
from bridge.elaborate.unify import unify
from bridge.errors import NotSupported
from bridge.syntax import ast
from bridge.syntax.ast import BinderKind, Declaration

EXPLICIT, IMPLICIT = BinderKind.EXPLICIT, BinderKind.IMPLICIT


def declare_inductive(environment: Environment, declaration: Declaration) -> Definition:
    """The type, before its constructors are read; they may mention it."""
    header = Header(environment, declaration)
    cx = header.cx
    header.bind_own()
    sort = TYPE if declaration.type is None else a_type(cx, declaration.type)
    cx.settle()
    sort = cx.finish(sort)
    params = header.all_binders(sort)
    indices, result = 0, sort
    while isinstance(result, Pi):
        indices, result = indices + 1, result.body
    if result != TYPE and not isinstance(result, Sort):
        raise NotSupported(
            "inductive-sort", "an inductive type must end in `Type`", declaration.head
        )
    names = tuple(f"{declaration.name}.{c.name}" for c in declaration.constructors)
    inductive = Inductive(declaration.name, len(params), indices, names)
    type = pi_over(params, sort)
    return Definition(declaration.name, "inductive", type, source=declaration, inductive=inductive)


def elaborate_constructor(
    environment: Environment, declared: Definition, constructor: ast.Constructor
) -> Definition:
    """`T.c`: the parameters, implicit, then the fields."""
    assert declared.source is not None
    header = Header(environment, declared.source)
    cx, inductive = header.cx, declared.inductive
    assert inductive is not None
    header.bind_own()
    variables = [v for v, _ in (*header.auto, *header.own)]
    fields = header.bind(constructor.binders)
    if constructor.type is None:
        result = _plain_result(header, inductive, constructor)
    else:
        result = a_type(cx, constructor.type)
    header.close_auto_bound()
    for e in (result, *(v.type for v, _ in fields)):
        _fix_parameters(cx, inductive, cx.fill(e), variables)
    cx.settle()
    result = cx.finish(result)
    auto = [(header.finished(v), kind) for v, kind in header.auto]
    fields = [(header.finished(v), kind) for v, kind in fields]
    header.auto.clear()
    params = header.all_binders(result, *(v.type for v, _ in (*auto, *fields)))
    if len(params) != inductive.parameters:
        raise NotSupported(
            "inductive-parameters", "constructors use other parameters", constructor.span
        )
    type = pi_over((*_implicit(params), *auto, *fields), result)
    return Definition(
        f"{inductive.name}.{constructor.name}",
        "constructor",
        type,
        source=declared.source,
        inductive=inductive,
    )


def _fix_parameters(cx: Context, inductive: Inductive, e: Expr, variables: list[FVar]) -> None:
    """Inside its own declaration, the family is at its own parameters, of which the variables are
    the last."""
    head, args = spine(e)
    if head == Const(inductive.name):
        first = inductive.parameters - len(variables)
        for arg, variable in zip(args[max(first, 0) :], variables, strict=False):
            unify(cx, arg, variable)

    def below(child: Expr, _crossed: int) -> Expr:
        _fix_parameters(cx, inductive, child, variables)
        return child

    map_children(e, below)


def _implicit(params: tuple[Bound, ...]) -> tuple[Bound, ...]:
    return tuple((v, IMPLICIT) for v, _ in params)


def _plain_result(header: Header, inductive: Inductive, constructor: ast.Constructor) -> Expr:
    if inductive.indices:
        raise NotSupported(
            "constructor-type",
            f"`{constructor.name}` does not say at which indices it is",
            constructor.span,
        )
    variables = [v for v, _ in header.all_binders()]
    return apply(Const(inductive.name), *variables)


def cases_on(declared: Definition, constructors: tuple[Definition, ...]) -> Definition:
    """`T.casesOn {parameters} {result} {indices} (element : T …) (branches …) : result`."""
    inductive = declared.inductive
    assert inductive is not None
    params, rest = open_binders(declared.type, inductive.parameters)
    indices, _ = open_binders(rest, inductive.indices)
    result = fresh_fvar("result", TYPE)
    element = fresh_fvar("t", apply(Const(inductive.name), *params, *indices))
    branches = [
        fresh_fvar(c.name.rpartition(".")[2], _branch(c, params, result)) for c in constructors
    ]
    implicit = tuple((v, IMPLICIT) for v in (*params, result, *indices))
    explicit = tuple((v, EXPLICIT) for v in (element, *branches))
    return Definition(
        inductive.cases,
        "cases",
        pi_over((*implicit, *explicit), result),
        source=declared.source,
        inductive=inductive,
    )


def _branch(constructor: Definition, params: tuple[FVar, ...], result: Expr) -> Expr:
    fields, _ = open_binders(at_parameters(constructor.type, params), None)
    return pi_over(tuple((v, EXPLICIT) for v in fields), result)


def at_parameters(type: Expr, params: tuple[Expr, ...]) -> Expr:
    """What is left of a telescope after its first parameters."""
    for p in params:
        assert isinstance(type, Pi)
        type = instantiate(type.body, p)
    return type


def open_binders(type: Expr, count: int | None) -> tuple[tuple[FVar, ...], Expr]:
    """The first binders of a telescope (all of them for None) as variables, and the rest."""
    variables: list[FVar] = []
    while isinstance(type, Pi) and (count is None or len(variables) < count):
        variables.append(fresh_fvar(type.name, type.type))
        type = instantiate(type.body, variables[-1])
    return tuple(variables), type


def is_recursive(inductive: Inductive, type: Expr) -> bool:
    """Whether a field's type mentions the family itself."""
    head, args = spine(type)
    if isinstance(head, Const) and head.name == inductive.name:
        return True
    if isinstance(type, Pi):
        return is_recursive(inductive, type.type) or is_recursive(inductive, type.body)
    return isinstance(type, App) and any(is_recursive(inductive, a) for a in args)
