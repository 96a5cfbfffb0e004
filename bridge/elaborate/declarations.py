"""Declarations: which variables of the scope belong to them, their type, their value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bridge.core.environment import Definition, Environment, Structure
from bridge.core.expr import (
    TYPE,
    Const,
    Expr,
    FVar,
    apply,
    free_variables,
    fresh_fvar,
    lambda_over,
    pi_over,
)
from bridge.elaborate.coercions import coerce
from bridge.elaborate.context import Context
from bridge.elaborate.terms import a_type, binder_type, elaborate
from bridge.elaborate.unify import is_proposition
from bridge.errors import NotSupported
from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.ast import Binder, BinderKind, Declaration

_AUTO_BOUND = re.compile(r"[^\W\d_][\d₀-₉']*\Z")
Bound = tuple[FVar, BinderKind]


@dataclass(slots=True)
class Header:
    """The binders of one declaration while it is elaborated: scope variables, auto-bound names
    and its own binders."""

    environment: Environment
    declaration: Declaration
    scope_binders: dict[str, Binder] = field(default_factory=dict)
    scope_variables: dict[str, FVar] = field(default_factory=dict)
    auto: list[Bound] = field(default_factory=list)
    own: list[Bound] = field(default_factory=list)
    cx: Context = field(init=False)

    def __post_init__(self) -> None:
        for binder in self.declaration.scope.variables:
            if binder.kind is not BinderKind.INSTANCE:
                self.scope_binders.update((name, binder) for name in binder.names)
        self.cx = Context(
            self.environment,
            self.declaration.scope,
            elaborate,
            scope_variable=self._scope_variable,
            auto_bound=self._auto_bound,
        )

    def _scope_variable(self, name: str) -> FVar | None:
        """A variable of the scope, elaborated at its first mention."""
        if name not in self.scope_variables and name in self.scope_binders:
            hidden, self.cx.locals = self.cx.locals, {}
            type = binder_type(self.cx, self.scope_binders[name])
            self.cx.locals = hidden
            self.scope_variables[name] = fresh_fvar(name, type)
        return self.scope_variables.get(name)

    def _auto_bound(self, name: str, span: Span | None) -> FVar | None:
        """A single letter that nothing else explains, in a header: an implicit variable."""
        if self.declaration.kind in _NO_AUTO_BOUND or not _AUTO_BOUND.match(name):
            return None
        variable = fresh_fvar(name, self.cx.hole(self.cx.hole(TYPE, span), span))
        self.auto.append((variable, BinderKind.IMPLICIT))
        self.cx.locals[name] = variable
        return variable

    def bind_own(self) -> None:
        for binder in self.declaration.binders:
            for name in binder.names:
                variable = fresh_fvar(name, binder_type(self.cx, binder))
                self.own.append((variable, binder.kind))
                self.cx.locals[name] = variable
        self.cx.run_postponed()

    def close_auto_bound(self) -> None:
        """After the header, an unknown name is an error again."""
        self.cx.auto_bound = lambda name, span: None

    def all_binders(self, *mentioned: Expr) -> tuple[Bound, ...]:
        """The binders of the finished declaration: the scope's that are mentioned, in order of
        declaration, then auto-bound ones, then its own. Holes are filled."""
        own = [(self._finished(v), kind) for v, kind in (*self.auto, *self.own)]
        seen = set()
        for e in (*(v.type for v, _ in own), *mentioned):
            seen |= set(free_variables(e))
        for name in self.declaration.scope.included:
            variable = self._scope_variable(name)
            if variable is not None:
                seen.add(variable)
        scope: list[Bound] = []
        for variable in self._closed_under_types(seen):
            scope.append((self._finished(variable), self.scope_binders[variable.name].kind))
        ordered = sorted(scope, key=lambda b: list(self.scope_binders).index(b[0].name))
        return (*self._with_instances(ordered), *own)

    def _finished(self, v: FVar) -> FVar:
        return FVar(v.id, v.name, self.cx.finish(v.type))

    def _closed_under_types(self, seen: set[FVar]) -> list[FVar]:
        ours = set(self.scope_variables.values())
        todo, reached = list(seen & ours), set()
        while todo:
            variable = todo.pop()
            if variable not in reached:
                reached.add(variable)
                todo += [v for v in free_variables(self.cx.fill(variable.type)) if v in ours]
        return list(reached)

    def _with_instances(self, scope: list[Bound]) -> list[Bound]:
        """Instance variables follow when all that they mention is included."""
        names = {v.name for v, _ in scope}
        result = list(scope)
        for binder in self.declaration.scope.variables:
            if binder.kind is BinderKind.INSTANCE and binder.type is not None:
                mentioned = {n for n in _identifiers(binder.type) if n in self.scope_binders}
                if mentioned and mentioned <= names:
                    hidden, self.cx.locals = self.cx.locals, {}
                    variable = fresh_fvar("inst", self.cx.finish(binder_type(self.cx, binder)))
                    self.cx.locals = hidden
                    result.append((variable, BinderKind.INSTANCE))
        return result


_NO_AUTO_BOUND = frozenset({"primitive"})


def _identifiers(term: ast.Term) -> set[str]:
    match term:
        case ast.Ident(name):
            return {name}
        case ast.Apply(fn, args):
            return _identifiers(fn).union(*(_identifiers(a.value) for a in args))
        case ast.Operator(_, args):
            return set().union(*(_identifiers(a) for a in args))
        case _:
            return set()


def elaborate_declaration(
    environment: Environment, declaration: Declaration, unfoldable: bool | None = None
) -> Definition:
    """The closed type and value of a declaration; theorems have no value."""
    if declaration.alternatives:
        raise NotSupported(
            "pattern-matching",
            "definitions by pattern matching are not handled yet",
            declaration.head,
        )
    header = Header(environment, declaration)
    cx = header.cx
    header.bind_own()
    type = None if declaration.type is None else a_type(cx, declaration.type)
    header.close_auto_bound()
    value = _value(cx, declaration, type)
    if type is None:
        type = _inferred(cx, value, declaration)
    cx.settle()
    type = cx.finish(type)
    value = None if value is None else cx.finish(value)
    binders = header.all_binders(type, *(() if value is None else (value,)))
    variables = tuple(v for v, _ in binders)
    return Definition(
        declaration.name,
        declaration.kind,
        _close(pi_over(binders, type)),
        None if value is None else _close(lambda_over(variables, value)),
        declaration.kind in ("abbrev", "instance") if unfoldable is None else unfoldable,
        declaration,
        arity=len(binders),
    )


def _close(e: Expr) -> Expr:
    from bridge.errors import InternalError

    if free := free_variables(e):
        raise InternalError("free-variable", f"`{free[0].name}` is free in a closed term")
    return e


def _value(cx: Context, declaration: Declaration, type: Expr | None) -> Expr | None:
    if declaration.value is None or declaration.kind in ("theorem", "lemma"):
        return None
    if type is not None and is_proposition(cx, type):
        return None
    value = elaborate(cx, declaration.value, type)
    if type is not None:
        value = coerce(cx, value, type, declaration.value.span)
    return value


def _inferred(cx: Context, value: Expr | None, declaration: Declaration) -> Expr:
    from bridge.elaborate.unify import infer

    if value is None:
        raise NotSupported("no-type", "a declaration without type and value", declaration.head)
    return infer(cx, value)


def elaborate_structure(
    environment: Environment, declaration: Declaration
) -> tuple[Definition, ...]:
    """A structure: its type, its constructor and one projection per field."""
    if declaration.parents:
        raise NotSupported(
            "extends", "structures that extend others are not handled yet", declaration.head
        )
    header = Header(environment, declaration)
    cx = header.cx
    header.bind_own()
    fields: list[Bound] = []
    for f in declaration.fields:
        binder = Binder((f.name,), _field_type(f), span=f.span)
        variable = fresh_fvar(f.name, binder_type(cx, binder))
        cx.locals[f.name] = variable
        fields.append((variable, BinderKind.EXPLICIT))
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
    structure = Structure(name, len(params), tuple(v.name for v, _ in fields), f"{name}.mk")
    self_type = apply(Const(name), *(v for v, _ in params))
    constants = [
        Definition(
            name, "structure", pi_over(params, TYPE), source=declaration, structure=structure
        ),
        Definition(
            structure.constructor,
            "constructor",
            pi_over((*implicit, *fields), self_type),
            source=declaration,
            structure=structure,
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
    from bridge.core.expr import replace_fvars

    this = fresh_fvar("self", self_type)
    earlier: dict[FVar, Expr] = {
        v: apply(Const(f"{structure.name}.{v.name}"), *(p for p, _ in params), this)
        for v, _ in fields[:index]
    }
    type = replace_fvars(variable.type, earlier)
    return Definition(
        f"{structure.name}.{variable.name}",
        "projection",
        pi_over((*params, (this, BinderKind.EXPLICIT)), type),
        source=declaration,
        structure=structure,
        field_index=index,
    )
