"""Operations at types of the project: which instance each one is.

In Lean, `def T : Type := ℝ` is a new type for instance search, which looks through abbreviations
only. So an operation at `T` is the one that the project's instance for `T` says, or that of the
type which the instance, or `deriving`, takes it from. Where there is none, Lean finds none either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bridge.core.expr import (
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
from bridge.elaborate.context import Context
from bridge.elaborate.operations import (
    carrier_place,
)
from bridge.elaborate.search import Same, Search, is_synonym, shown, type_definition
from bridge.elaborate.unify import unify, whnf
from bridge.errors import NotSupported
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
    d = type_definition(environment, name)
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
class _Settling:
    """One term whose operations are settled."""

    cx: Context

    @property
    def search(self) -> Search:
        return Search(self.cx)

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
        found = self.search.find(operation.of, types, operation.field, span)
        if found is None:
            self._refuse_missing(operation.of, types, span)
            return None
        if isinstance(found, Same):
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
                left, right = shown(self.cx, own), shown(self.cx, other)
                raise NotSupported(
                    "mixed-types",
                    f"`{left}` and `{right}` are two types to instance search, and no instance is"
                    " known that mixes them",
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
            found = self.search.find(name, (e.type,), field, None)
            if isinstance(found, Same):
                return self._numeral(replace(e, type=found.type))
            if found is not None and field:
                return found
            if found is not None:
                raise NotSupported(
                    "own-numeral", f"`{shown(self.cx, e)}` is of an instance of its own"
                )
        self._refuse_missing(names[0], (e.type,), None)
        return e

    def _is_variable(self, type: Expr) -> bool:
        return isinstance(spine(whnf(self.cx, type))[0], FVar | Meta)

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
            found = self.search.find(name, (synonym,), "", span)
            if isinstance(found, Same) and depth < _DEEPEST:
                self._standard(name, found.type, span, depth + 1)
                continue
            own = shown(self.cx, synonym)
            told = "has its own" if found is not None else "has no known"
            raise NotSupported(
                "own-instance",
                f"`{own}` {told} instance of `{name}`, which this uses; instances of Mathlib's"
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
            f"there is no instance of `{shown(self.cx, apply(Const(name), *types))}` in scope;"
            " a definition is not looked through for one",
            span,
            hint="an `abbrev` is, and so is `inferInstanceAs`",
        )

    def _mentions(self, e: Expr) -> bool:
        return any(type_definition(self.cx.environment, c.name) is not None for c in constants(e))

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


def replace_span(e: App, span: Span | None) -> App:
    """The application as it stands at another place."""
    return e if span is None else App(e.fn, e.arg, span)
