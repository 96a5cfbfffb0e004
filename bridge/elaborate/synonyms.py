"""Operations at types of the project: which instance each one is.

In Lean, `def T : Type := ℝ` is a new type for instance search, which looks through abbreviations
only. So an operation at `T` is the one that the project's instance for `T` says, or that of the
type which the instance, or `deriving`, takes it from. Where there is none, Lean finds none either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bridge.core.environment import Definition, Environment
from bridge.core.expr import (
    ERASED,
    TYPE,
    App,
    Const,
    Erased,
    Expr,
    FVar,
    Lam,
    Let,
    Lit,
    Meta,
    Pi,
    abstract,
    apply,
    constants,
    fresh_fvar,
    instantiate,
    map_children,
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
from bridge.meaning.operations import (
    ANY_NUMERAL,
    BY_CONSTANT,
    NUMERALS,
    WITHOUT_CHOICE,
    Operation,
    providers,
)
from bridge.source import Span
from bridge.syntax.ast import BinderKind

_DEEPEST = 16  # synonyms of synonyms
# Constants about linear maps, whose signatures leave out the classes of their spaces.
_ON_SPACES = ("LinearMap", "ContinuousLinearMap", "LinearEquiv", "ContinuousLinearEquiv")


def settled(cx: Context, e: Expr) -> Expr:
    """A finished term whose operations at types of the project are those of their instances."""
    if not _is_concerned(cx, e):
        return e
    return _Settling(cx).term(e)


def is_synonym(environment: Environment, name: str) -> bool:
    """Whether a constant is a type that the project defines by another, and no abbreviation."""
    d = _type_definition(environment, name)
    return d is not None and not d.unfoldable


def _type_definition(environment: Environment, name: str) -> Definition | None:
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


def _is_concerned(cx: Context, e: Expr) -> bool:
    if cx.environment.declaration(cx.reader) is None:
        return False
    return any(_is_own(cx, c.name) for c in constants(e)) or _has_own_numeral(cx, e)


def _is_own(cx: Context, name: str) -> bool:
    """Whether a constant is a synonym, stands for one, or is an operation of which the project
    declares instances."""
    environment = cx.environment
    if (operation := BY_CONSTANT.get(name)) is not None:
        return _has_instances(cx, operation.of)
    d = _type_definition(environment, name)
    if d is None or d.value is None:
        return False
    return not d.unfoldable or any(_is_own(cx, c.name) for c in constants(d.value))


def _has_instances(cx: Context, name: str) -> bool:
    return any(cx.environment.instances(c, None) for c in providers(name))


def _has_own_numeral(cx: Context, e: Expr) -> bool:
    if not any(_has_instances(cx, n) for n in ("Zero", "One", ANY_NUMERAL)):
        return False
    found = False

    def go(e: Expr, _crossed: int) -> Expr:
        nonlocal found
        found = found or isinstance(e, Lit)
        return e if found else map_children(e, go)

    go(e, 0)
    return found


@dataclass(frozen=True, slots=True)
class _Same:
    """A type has the instance of this other type."""

    type: Expr


@dataclass(frozen=True, slots=True)
class _Settling:
    """One term whose operations are settled."""

    cx: Context

    def term(self, e: Expr) -> Expr:
        match e:
            case App():
                return self._applied(self._parts(e))
            case Lam(name, type) | Pi(name, type):
                x = fresh_fvar(name, self.term(type))
                opened = instantiate(e.body, x)
                body = self.term(opened)
                if x.type is type and body is opened:
                    return e
                return replace(e, type=x.type, body=abstract(body, x))
            case Let():
                return self._let(e)
            case Lit():
                return self._numeral(e)
            case _:
                return e

    def _let(self, e: Let) -> Expr:
        x, value = fresh_fvar(e.name, self.term(e.type)), self.term(e.value)
        self.cx.values[x] = value
        body = self.term(instantiate(e.body, x))
        del self.cx.values[x]
        return Let(e.name, x.type, value, abstract(body, x))

    def _parts(self, e: App) -> App:
        fn = self._parts(e.fn) if isinstance(e.fn, App) else e.fn
        fn = fn if isinstance(fn, App | Const) else self.term(fn)
        arg = self.term(e.arg)
        return e if fn is e.fn and arg is e.arg else App(fn, arg, e.span)

    def _applied(self, e: App, depth: int = 0) -> Expr:
        head, args = spine(e)
        if not isinstance(head, Const):
            return e
        operation = BY_CONSTANT.get(head.name)
        if operation is not None and len(args) > max(operation.types):
            found = self._operation(e, operation, head, args, depth)
            if found is not None:
                return found
        self._require_standard(head, args, e.span)
        return e

    # -- operations and numerals --

    def _operation(
        self, e: App, operation: Operation, head: Const, args: tuple[Expr, ...], depth: int
    ) -> Expr | None:
        types = tuple(args[i] for i in operation.types)
        own = types[carrier_place(operation.of)]
        if self._is_variable(own):
            return None
        span = e.span or head.span
        self._refuse_mixed(operation, own, args, span)
        found = self._find(operation.of, types, operation.field, span)
        if found is None:
            self._refuse_missing(operation.of, types, span)
            return None
        if isinstance(found, _Same):
            changed = (found.type if a == own else a for a in args)
            return self._again(apply(head, *changed), e.span, depth)
        operands = [args[i] for i in operation.operands if i < len(args)]
        if len(operands) < len(operation.operands) and head.name in ("GE.ge", "GT.gt"):
            raise NotSupported("partial-operation", "this operation lacks an operand", span)
        instance = max(operation.types) + 1
        rest = args[max((*operation.operands, instance)) + 1 :]
        return self._again(apply(found, *operands, *rest), e.span, depth)

    def _again(self, e: Expr, span: Span | None, depth: int) -> Expr:
        if depth > _DEEPEST:
            raise NotSupported("deep-instance", "the search for an instance goes too deep", span)
        if not isinstance(e, App):
            return e
        return self._applied(replace_span(e, span), depth + 1)

    def _refuse_mixed(
        self, operation: Operation, own: Expr, args: tuple[Expr, ...], span: Span | None
    ) -> None:
        """Operators take two elements of one type; a synonym is a type of its own."""
        for place in operation.same:
            other = args[place] if place < len(args) else own
            if self._synonyms(other) or self._synonyms(own):
                with self.cx.shallow():
                    if unify(self.cx, other, own):
                        continue
                raise NotSupported(
                    "mixed-types",
                    f"`{self._shown(own)}` and `{self._shown(other)}` are two types to instance"
                    " search, and no instance is known that mixes them",
                    span,
                )

    def _numeral(self, e: Lit) -> Expr:
        if self._is_variable(e.type):
            return e
        value = int(e.value) if e.value.denominator == 1 else -1
        operation = NUMERALS.get(value)
        names = (*((operation.of,) if operation else ()), ANY_NUMERAL)
        for name in names:
            field = operation.field if operation is not None and name == operation.of else ""
            found = self._find(name, (e.type,), field, None)
            if isinstance(found, _Same):
                return self._numeral(replace(e, type=found.type))
            if found is not None and field:
                return found
            if found is not None:
                raise NotSupported(
                    "own-numeral", f"`{self._shown(e)}` is of an instance of its own"
                )
        self._refuse_missing(names[0], (e.type,), None)
        return e

    def _is_variable(self, type: Expr) -> bool:
        return isinstance(spine(whnf(self.cx, type))[0], FVar | Meta)

    # -- search --

    def _find(
        self, name: str, types: tuple[Expr, ...], field: str, span: Span | None
    ) -> Expr | _Same | None:
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
            shown = self._shown(apply(Const(name), *types))
            raise NotSupported("ambiguous-instance", f"several instances of `{shown}` fit", span)
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
    ) -> Expr | _Same | None:
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
            return _Same(same)
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

    def _derived(self, name: str, own: Expr) -> _Same | None:
        """What `deriving` beside the definition of a synonym says."""
        type = whnf(self.cx, own)
        head, _ = spine(type)
        if not isinstance(head, Const) or not is_synonym(self.cx.environment, head.name):
            return None
        declaration = self.cx.environment.declaration(head.name)
        if declaration is None or not set(derived(declaration)) & set(providers(name)):
            return None
        below = unfolded(self.cx, type)
        return None if below is None else _Same(below)

    # -- constants that use an instance without saying which --

    def _require_standard(self, head: Const, args: tuple[Expr, ...], span: Span | None) -> None:
        """Where a constant takes instances that are erased, they must be those of what the type
        stands for."""
        if not any(self._mentions(a) for a in args):
            return
        definition = self.cx.definition(head.name)
        type = None if definition is None else definition.type
        on_spaces = head.name.partition(".")[0] in _ON_SPACES
        for arg in args:
            if not isinstance(type, Pi):
                return
            if type.kind is BinderKind.INSTANCE:
                self._require(type.type, arg, span or head.span)
            elif on_spaces and type.type == TYPE:
                self._standard("AddCommGroup", arg, span or head.span)
            type = instantiate(type.body, arg)

    def _require(self, instance_type: Expr, given: Expr, span: Span | None) -> None:
        head, args = spine(instance_type)
        if not isinstance(head, Const):
            return
        if not isinstance(given, Erased):
            for parent in self._erased_parents(head.name):
                for arg in args:
                    self._standard(parent, arg, span)
        elif head.name not in WITHOUT_CHOICE:
            for arg in args:
                self._standard(head.name, arg, span)

    def _erased_parents(self, name: str) -> tuple[str, ...]:
        """The classes of Mathlib that a class of the project extends."""
        declaration = self.cx.environment.declaration(name)
        if declaration is None or declaration.kind != "class":
            return ()
        words = (p.span.text.split() for p in declaration.parents if p.span is not None)
        return tuple(w[0] for w in words if w and w[0] not in WITHOUT_CHOICE)

    def _standard(self, name: str, type: Expr, span: Span | None, depth: int = 0) -> None:
        for synonym in self._synonyms(type):
            found = self._find(name, (synonym,), "", span)
            if isinstance(found, _Same) and depth < _DEEPEST:
                self._standard(name, found.type, span, depth + 1)
                continue
            shown = self._shown(synonym)
            told = "has its own" if found is not None else "has no known"
            raise NotSupported(
                "own-instance",
                f"`{shown}` {told} instance of `{name}`, which this uses; instances of Mathlib's"
                " classes are followed into operations, not into constants that take them",
                span,
            )

    def _refuse_missing(self, name: str, types: tuple[Expr, ...], span: Span | None) -> None:
        own = next((s for type in types for s in self._synonyms(type)), None)
        if own is None:
            return
        if len(types) == 1 and spine(whnf(self.cx, types[0])) != spine(own):
            self._standard(name, types[0], span)  # of an array of a synonym: by its entries
            return
        raise NotSupported(
            "no-instance",
            f"there is no instance of `{self._shown(apply(Const(name), *types))}` in scope;"
            " a definition is not looked through for one",
            span,
            hint="an `abbrev` is, and so is `inferInstanceAs`",
        )

    def _mentions(self, e: Expr) -> bool:
        return any(_type_definition(self.cx.environment, c.name) is not None for c in constants(e))

    def _synonyms(self, type: Expr) -> list[Expr]:
        """The synonyms that a type is made of."""
        if not self._mentions(type):
            return []
        reduced = whnf(self.cx, type)
        head, args = spine(reduced)
        if isinstance(head, Const) and is_synonym(self.cx.environment, head.name):
            return [reduced]
        if isinstance(reduced, Pi):
            x = fresh_fvar(reduced.name, reduced.type)
            inside = instantiate(reduced.body, x)
            return [*self._synonyms(reduced.type), *self._synonyms(inside)]
        if isinstance(reduced, Lam):
            return self._synonyms(instantiate(reduced.body, fresh_fvar(reduced.name, reduced.type)))
        return [found for arg in args for found in self._synonyms(arg)]

    def _shown(self, e: Expr) -> str:
        return show(self.cx.fill(e))


def replace_span(e: App, span: Span | None) -> App:
    """The application as it stands at another place."""
    return e if span is None else App(e.fn, e.arg, span)


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
