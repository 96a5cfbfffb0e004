"""Which instance of a class of Mathlib a type of the project has, as instance search finds it."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.core.environment import Definition, Environment
from bridge.core.expr import (
    ERASED,
    TYPE,
    App,
    Const,
    Expr,
    Lam,
    Meta,
    Pi,
    apply,
    instantiate,
    spine,
)
from bridge.core.show import show
from bridge.core.work import limited
from bridge.elaborate.context import Context
from bridge.elaborate.instances import is_erased, synthesize
from bridge.elaborate.operations import (
    Instance,
    carrier_place,
    derived,
    read_instance,
    unfolded,
)
from bridge.elaborate.unify import is_proposition, unify, whnf
from bridge.errors import BridgeError, NotSupported, SpecError
from bridge.meaning.operations import providers
from bridge.source import Span
from bridge.syntax.ast import BinderKind


def is_synonym(environment: Environment, name: str) -> bool:
    """Whether a constant is a type that the project defines by another, and no abbreviation."""
    d = type_definition(environment, name)
    return d is not None and not d.unfoldable


def type_definition(environment: Environment, name: str) -> Definition | None:
    try:
        d = environment.definition(name)
    except BridgeError:
        return None
    if d is None or d.source is None or d.value is None:
        return None
    type = d.type
    while isinstance(type, Pi):
        type = type.body
    return d if type == TYPE else None


@dataclass(frozen=True, slots=True)
class Same:
    """A type has the instance of this other type."""

    type: Expr


def shown(cx: Context, e: Expr) -> str:
    return show(cx.fill(e))


@dataclass(frozen=True, slots=True)
class Search:
    """The instances that are in scope where a term stands."""

    cx: Context

    def find(
        self, name: str, types: tuple[Expr, ...], field: str, span: Span | None
    ) -> Expr | Same | None:
        """The operation that the project's instance for these types says, or the type that it is
        taken from. A class itself comes before those that extend it, a later instance first."""
        direct, *above = providers(name)
        for instance in self._visible(direct):
            if (found := self._fitting(instance, name, types, field)) is not None:
                return found
        found_above = [
            found
            for c in above
            for instance in self._visible(c)
            if (found := self._fitting(instance, name, types, field)) is not None
        ]
        if len(dict.fromkeys(found_above)) > 1:
            wanted = shown(self.cx, apply(Const(name), *types))
            raise NotSupported("ambiguous-instance", f"several instances of `{wanted}` fit", span)
        if found_above:
            return found_above[0]
        return self._derived(name, types[carrier_place(name)])

    def _visible(self, name: str) -> list[str]:
        cx = self.cx
        found = cx.environment.instances(name, cx.scope)
        return [
            n
            for n in reversed(list(found))
            if (n != cx.reader or cx.sees_itself) and cx.environment.is_known_to(n, cx.reader)
        ]

    def _fitting(
        self, declared: str, name: str, types: tuple[Expr, ...], field: str
    ) -> Expr | Same | None:
        cx = self.cx
        instance = read(cx, declared)
        given = None if instance is None else self._match(instance, name, types)
        if instance is None or given is None:
            return None
        if instance.same is not None:
            same = instance.same
            for value in given.values():
                assert isinstance(same, Lam)
                same = instantiate(same.body, value)
            return Same(same)
        if not field:
            return apply(Const(declared))
        definition = cx.definition(f"{declared}.{field}")
        if definition is None:
            raise NotSupported("instance-value", f"`{declared}` says nothing of `{field}`")
        return self._given(definition, given)

    def _match(
        self, instance: Instance, name: str, types: tuple[Expr, ...]
    ) -> dict[tuple[str, int], Expr] | None:
        """What the binders of an instance are for it to be of these types."""
        cx = self.cx
        type, given = instance.target, dict[tuple[str, int], Expr]()
        wanted: list[tuple[Meta, Expr]] = []
        filled = len(cx.assignment)
        while isinstance(type, Pi):
            silent = is_erased(cx, type.type) or is_proposition(cx, type.type)
            value = ERASED if silent else cx.hole(type.type)
            if isinstance(value, Meta) and type.kind is BinderKind.INSTANCE:
                wanted.append((value, type.type))
            same_name = sum(1 for n, _ in given if n == type.name)
            given[(type.name, same_name)] = value
            type = instantiate(type.body, value)
        own, args = spine(type)
        assert isinstance(own, Const)
        pairs = [(args[carrier_place(own.name)], types[carrier_place(name)])]
        if len(args) == len(types):
            pairs += zip(args, types, strict=True)
        with cx.shallow():
            fits = all(unify(cx, a, b) for a, b in pairs)
        if not fits:
            cx.empty_again(filled)
            return None
        for hole, needed in wanted:
            if isinstance(cx.resolve(hole), Meta):
                unify(cx, hole, synthesize(cx, cx.fill(needed), None))
        return {k: cx.fill(v) for k, v in given.items()}

    def _given(self, definition: Definition, given: dict[tuple[str, int], Expr]) -> Expr:
        """A field of an instance at the binders of the instance."""
        e: Expr = Const(definition.name)
        type, seen = definition.type, dict[str, int]()
        for _ in range(definition.arity or 0):
            assert isinstance(type, Pi)
            count = seen.get(type.name, 0)
            seen[type.name] = count + 1
            value = given.get((type.name, count))
            if value is None and type.kind is BinderKind.INSTANCE:
                erased = is_erased(self.cx, type.type)
                value = ERASED if erased else synthesize(self.cx, type.type, None)
            if value is None or isinstance(value, Meta):
                raise NotSupported("instance-value", f"`{definition.name}` hangs on `{type.name}`")
            e, type = App(e, value), instantiate(type.body, value)
        return e

    def _derived(self, name: str, own: Expr) -> Same | None:
        """What `deriving` beside the definition of a synonym says."""
        type = whnf(self.cx, own)
        head, _ = spine(type)
        if not isinstance(head, Const) or not is_synonym(self.cx.environment, head.name):
            return None
        declaration = self.cx.environment.declaration(head.name)
        if declaration is None or not set(derived(declaration)) & set(providers(name)):
            return None
        below = unfolded(self.cx, type)
        return None if below is None else Same(below)


def read(cx: Context, declared: str) -> Instance | None:
    """An instance declaration, read once; None where that cannot be done."""

    def make() -> Instance | None:
        declaration = cx.environment.declaration(declared)
        try:
            with limited():
                return None if declaration is None else read_instance(cx, declaration)
        except (NotSupported, SpecError):
            return None

    return cx.environment.kept(declared, make)
