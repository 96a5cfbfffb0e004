"""The header of a declaration: which variables of its scope belong to it, and its own binders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from bridge.core.environment import Environment
from bridge.core.expr import TYPE, Expr, FVar, free_variables, fresh_fvar
from bridge.elaborate.binders import binder_type
from bridge.elaborate.context import Context
from bridge.elaborate.instances import is_erased, settle_instances, settle_known
from bridge.elaborate.terms import elaborate
from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.ast import Binder, BinderKind, Declaration, Scope

_AUTO_BOUND = re.compile(r"[A-Za-zα-κμ-ω][\d₀-₉']*\Z")  # not ℝ, ℚ: these are notation
_NO_AUTO_BOUND = frozenset({"primitive"})
Bound = tuple[FVar, BinderKind]


@dataclass(slots=True)
class Header:
    """The binders of one declaration while it is elaborated: scope variables, auto-bound names
    and its own binders."""

    environment: Environment
    declaration: Declaration
    scope_binders: dict[str, Binder] = field(default_factory=dict)
    scope_variables: dict[str, FVar] = field(default_factory=dict)
    scope_instances: dict[int, FVar] = field(default_factory=dict)  # by position in the scope
    auto: list[Bound] = field(default_factory=list)
    own: list[Bound] = field(default_factory=list)
    visible: int = field(init=False)  # how many binders of the scope instances are looked for in
    cx: Context = field(init=False)

    def __post_init__(self) -> None:
        self.visible = len(self.declaration.scope.variables)
        for binder in self.declaration.scope.variables:
            if binder.kind is not BinderKind.INSTANCE:
                self.scope_binders.update((name, binder) for name in binder.names)
        self.cx = Context(
            self.environment,
            _inside(self.declaration),
            elaborate,
            self.declaration.name,
            local_instances=self._local_instances,
            scope_variable=self._scope_variable,
            auto_bound=self._auto_bound,
        )

    @contextmanager
    def _outside(self) -> Iterator[None]:
        """The declaration's own names are not visible in the binders of its scope."""
        hidden, self.cx.locals = self.cx.locals, {}
        try:
            yield
        finally:
            self.cx.locals = hidden

    def _scope_variable(self, name: str) -> FVar | None:
        """A variable of the scope, elaborated at its first mention."""
        if name not in self.scope_variables and name in self.scope_binders:
            type = self._scope_type(self.scope_binders[name])
            self.scope_variables[name] = fresh_fvar(name, type)
        return self.scope_variables.get(name)

    def _scope_type(self, binder: Binder) -> Expr:
        """The type of a binder of the scope, with its instances found among those before it: what
        the place of its first mention binds plays no part in it."""
        pending, self.cx.instances = self.cx.instances, []
        visible, self.visible = self.visible, self._position(binder)
        with self._outside():
            type = binder_type(self.cx, binder)
            settle_instances(self.cx)
        self.cx.instances, self.visible = pending, visible
        return self.cx.fill(type)

    def _position(self, binder: Binder) -> int:
        variables = self.declaration.scope.variables
        return next(i for i, b in enumerate(variables) if b is binder)

    def _scope_instance(self, position: int) -> FVar:
        """An instance variable of the scope, elaborated when it is first looked at."""
        if position not in self.scope_instances:
            type = self._scope_type(self.declaration.scope.variables[position])
            self.scope_instances[position] = fresh_fvar("inst", type)
        return self.scope_instances[position]

    def _instance_positions(self) -> list[int]:
        variables = self.declaration.scope.variables
        return [i for i, b in enumerate(variables) if b.kind is BinderKind.INSTANCE]

    def _local_instances(self) -> list[FVar]:
        """Instances of the project's classes that are variables here."""
        positions = self._instance_positions()
        scope = [self._scope_instance(i) for i in positions if i < self.visible]
        own = [v for v, kind in self.own if kind is BinderKind.INSTANCE]
        return [v for v in (*scope, *own) if not is_erased(self.cx, v.type)]

    def _auto_bound(self, name: str, span: Span | None) -> FVar | None:
        """A single letter that nothing else explains, in a header: an implicit variable."""
        if self.declaration.kind in _NO_AUTO_BOUND or not _AUTO_BOUND.match(name):
            return None
        variable = fresh_fvar(name, self.cx.hole(self.cx.hole(TYPE, span), span))
        self.auto.append((variable, BinderKind.IMPLICIT))
        self.cx.locals[name] = variable
        return variable

    def bind_own(self) -> None:
        self.own += self.bind(self.declaration.binders)
        self.cx.run_postponed()

    def bind(self, binders: tuple[Binder, ...]) -> list[Bound]:
        """Put the names of binders in scope."""
        bound: list[Bound] = []
        for binder in binders:
            for name in binder.names:
                variable = fresh_fvar(name, binder_type(self.cx, binder))
                bound.append((variable, binder.kind))
                self.cx.locals[name] = variable
            settle_known(self.cx)
        return bound

    def close_auto_bound(self) -> None:
        """After the header, an unknown name is an error again."""
        self.cx.auto_bound = lambda name, span: None

    def all_binders(self, *mentioned: Expr) -> tuple[Bound, ...]:
        """The binders of the finished declaration: the scope's that are mentioned, in order of
        declaration, then auto-bound ones, then its own. Holes are filled."""
        own = [(self.finished(v), kind) for v, kind in (*self.auto, *self.own)]
        seen: set[FVar] = set()
        for e in (*(v.type for v, _ in own), *mentioned):
            seen |= set(free_variables(e))
        for name in self.declaration.scope.included:
            variable = self._scope_variable(name)
            if variable is not None:
                seen.add(variable)
        reached = self._closed_under_types(seen)
        return (*self._in_order(reached), *own)

    def finished(self, v: FVar) -> FVar:
        return FVar(v.id, v.name, self.cx.finish(v.type))

    def _closed_under_types(self, seen: set[FVar]) -> set[FVar]:
        ours = {*self.scope_variables.values(), *self.scope_instances.values()}
        todo, reached = list(seen & ours), set[FVar]()
        while todo:
            variable = todo.pop()
            if variable not in reached:
                reached.add(variable)
                todo += [v for v in free_variables(self.cx.fill(variable.type)) if v in ours]
        return reached

    def _in_order(self, reached: set[FVar]) -> list[Bound]:
        """The scope's variables in order of declaration. An instance of a theorem is there when
        all that it mentions is; a definition has those that it uses."""
        result: list[Bound] = []
        names = {v.name for v in reached}
        for position, binder in enumerate(self.declaration.scope.variables):
            if binder.kind is not BinderKind.INSTANCE:
                shown = [n for n in binder.names if self.scope_binders[n] is binder]  # not shadowed
                found = [self.scope_variables.get(n) for n in shown]
                result += [(self.finished(v), binder.kind) for v in found if v in reached and v]
            elif binder.type is not None:
                mentioned = {n for n in _identifiers(binder.type) if n in self.scope_binders}
                stands = mentioned <= names and self._comes_after(position, mentioned)
                if mentioned and stands and self._wants(position, reached):
                    instance = self._scope_instance(position)
                    result.append((self.finished(instance), BinderKind.INSTANCE))
        return result

    def _comes_after(self, position: int, mentioned: set[str]) -> bool:
        """Whether an instance is about the variables of these names: not where it is about ones
        that they hide."""
        return all(self._position(self.scope_binders[n]) < position for n in mentioned)

    def _wants(self, position: int, reached: set[FVar]) -> bool:
        instance = self._scope_instance(position)
        uses = is_erased(self.cx, instance.type) or instance in reached
        return uses or self.declaration.kind in ("theorem", "lemma")


def _inside(declaration: Declaration) -> Scope:
    """The scope in which a declaration is read: `def A.f` sees the names of namespace `A`."""
    scope, prefix = declaration.scope, declaration.name.rpartition(".")[0]
    within = f"{prefix}.".startswith(f"{scope.namespace}.") or not scope.namespace
    return replace(scope, namespace=prefix) if prefix and within else scope


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
