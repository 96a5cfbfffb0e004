"""Patterns: constructors applied to patterns, read at the type of what is matched.

Matching refines indices: in the branch `.dim f` of `t : Tensor α s`, the variable `s` is
`.dim n s'`. Such variables get a value for the branch, as a `let` would give them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from bridge.core.environment import Definition
from bridge.core.expr import (
    ERASED,
    NAT,
    TYPE,
    App,
    Const,
    Expr,
    FVar,
    Lit,
    Meta,
    Pi,
    apply,
    fresh_fvar,
    instantiate,
    map_children,
    spine,
)
from bridge.core.show import show
from bridge.elaborate.context import Context, head_constant, is_open
from bridge.elaborate.names import global_name, known
from bridge.elaborate.unify import DEFAULT, infer, is_proposition, unify, whnf
from bridge.errors import NotSupported, SpecError
from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.ast import BinderKind, Term

MAX_LITERAL = 16


@dataclass(frozen=True, slots=True)
class Variable:
    """A pattern that matches anything; its name, if any, is bound to it."""

    variable: FVar


@dataclass(frozen=True, slots=True)
class Constructed:
    """`c p₁ … pₙ`, one pattern per field of the constructor, implicit ones included."""

    constructor: str
    fields: tuple[Pattern, ...]


Pattern: TypeAlias = Variable | Constructed


@dataclass(slots=True)
class Patterns:
    """The patterns of one alternative, and what they bring into scope."""

    cx: Context
    made: dict[FVar, None] = field(default_factory=dict)  # variables of the patterns
    refined: list[FVar] = field(default_factory=list)  # outer variables with a value for now

    def read(self, term: Term, type: Expr) -> tuple[Pattern, Expr]:
        """A pattern at a type, and the element that it matches."""
        match term:
            case ast.Hole():
                return self._variable("_", type)
            case ast.Ident(name) if self._constructor(name) is None:
                return self._named(name, type, term.span)
            case ast.Ident(name):
                return self._construct(self._constructor(name), (), type, term)
            case ast.DotIdent(name):
                return self._construct(self._dotted(name, type, term.span), (), type, term)
            case ast.Apply(ast.Ident(name), args) if self._constructor(name) is not None:
                return self._construct(self._constructor(name), args, type, term)
            case ast.Apply(ast.DotIdent(name), args):
                return self._construct(self._dotted(name, type, term.span), args, type, term)
            case ast.Ascription(inner, _):
                return self.read(inner, type)
            case ast.Number(value, False):
                return self._literal(int(value), type, term.span)
            case ast.Operator(symbol, args):
                return self._operator(symbol, args, type, term)
            case ast.Tuple(items) if len(items) >= 2:
                self._is_pair(type)
                return self._anonymous(items, type, term)
            case ast.Anonymous(items):
                return self._anonymous(items, type, term)
            case ast.ListLiteral("[", items):
                return self._list(items, type, term)
            case _:
                raise NotSupported("pattern", "this pattern is not handled yet", term.span)

    def _constructor(self, name: str) -> str | None:
        found = global_name(self.cx, name)
        definition = None if found is None else self.cx.definition(found)
        return found if definition is not None and definition.kind == "constructor" else None

    def _dotted(self, name: str, type: Expr, span: Span | None) -> str:
        head = head_constant(whnf(self.cx, type))
        found = None if head is None else known(self.cx, f"{head}.{name}")
        if found is None:
            raise NotSupported("pattern", f"the constructor `.{name}` is not found", span)
        return found

    def _variable(self, name: str, type: Expr) -> tuple[Pattern, Expr]:
        variable = fresh_fvar(name, type)
        self.made[variable] = None
        if name != "_":
            self.cx.locals[name] = variable
        return Variable(variable), variable

    def _named(self, name: str, type: Expr, span: Span | None) -> tuple[Pattern, Expr]:
        if "." in name:
            raise NotSupported("pattern", f"`{name}` is no constructor known here", span)
        return self._variable(name, type)

    def _literal(self, value: int, type: Expr, span: Span | None) -> tuple[Pattern, Expr]:
        if whnf(self.cx, type) != NAT or value > MAX_LITERAL:
            raise NotSupported("pattern", "this numeral as a pattern is not handled yet", span)
        pattern: Pattern = Constructed("Nat.zero", ())
        for _ in range(value):
            pattern = Constructed("Nat.succ", (pattern,))
        from bridge.core.dims import nat

        return pattern, nat(value)

    def _operator(
        self, symbol: str, args: tuple[Term, ...], type: Expr, term: Term
    ) -> tuple[Pattern, Expr]:
        match symbol, args:
            case "_ + _", (inner, ast.Number(value, False)) if value <= MAX_LITERAL:
                pattern, e = self.read(inner, type)
                for _ in range(int(value)):
                    pattern = Constructed("Nat.succ", (pattern,))
                number = Lit(value, NAT)
                return pattern, apply(Const("HAdd.hAdd"), NAT, NAT, NAT, ERASED, e, number)
            case "_ :: _", (head, tail):
                given = (ast.Argument(head), ast.Argument(tail))
                return self._construct("List.cons", given, type, term)
            case _:
                raise NotSupported("pattern", "this pattern is not handled yet", term.span)

    def _list(self, items: tuple[Term, ...], type: Expr, term: Term) -> tuple[Pattern, Expr]:
        if not items:
            return self._construct("List.nil", (), type, term)
        rest = ast.ListLiteral("[", items[1:], span=term.span)
        return self._construct(
            "List.cons", (ast.Argument(items[0]), ast.Argument(rest)), type, term
        )

    def _is_pair(self, type: Expr) -> None:
        """A type of which nothing is known, and which `(a, b)` is matched with, is one of pairs."""
        if isinstance(whnf(self.cx, type), Meta):
            sides = (self.cx.hole(TYPE), self.cx.hole(TYPE))
            unify(self.cx, type, apply(Const("Prod"), *sides))

    def _anonymous(self, items: tuple[Term, ...], type: Expr, term: Term) -> tuple[Pattern, Expr]:
        definition = self._family(type, term.span)
        if definition.inductive is None or len(definition.inductive.constructors) != 1:
            raise NotSupported("pattern", "`⟨…⟩` matches no single constructor here", term.span)
        (name,) = definition.inductive.constructors
        made = self.cx.definition(name)
        assert made is not None
        slots = sum(kind is BinderKind.EXPLICIT for kind in _kinds(made))
        if len(items) > slots:
            last = ast.Anonymous(items[slots - 1 :], span=term.span)
            items = (*items[: slots - 1], last)
        return self._construct(name, tuple(ast.Argument(i) for i in items), type, term)

    def _family(self, type: Expr, span: Span | None) -> Definition:
        head = head_constant(whnf(self.cx, type)) or head_constant(whnf(self.cx, type, DEFAULT))
        definition = None if head is None else self.cx.definition(head)
        if definition is None or definition.inductive is None:
            shown = show(self.cx.fill(type))
            raise NotSupported("match-type", f"elements of `{shown}` cannot be matched yet", span)
        return definition

    def _construct(
        self, name: str | None, args: tuple[ast.Argument, ...], type: Expr, term: Term
    ) -> tuple[Pattern, Expr]:
        assert name is not None
        definition = self.cx.definition(name)
        if definition is None or definition.inductive is None:
            raise NotSupported("pattern", f"`{name}` is no constructor", term.span)
        holes, kinds, result = self._opened(definition, term)
        self._refine(result, type, term.span)
        parameters = definition.inductive.parameters
        given = {a.name: a.value for a in args if a.name is not None}
        positional = [a.value for a in args if a.name is None]
        if _is_explicit(term):
            positional = positional[parameters:]
        fields = [
            self._field(hole, kind, given, positional, _is_explicit(term))
            for hole, kind in zip(holes[parameters:], kinds[parameters:], strict=True)
        ]
        if positional:
            raise SpecError("pattern-arguments", f"`{name}` takes fewer arguments", term.span)
        return Constructed(name, tuple(fields)), self.cx.fill(apply(Const(name), *holes))

    def _opened(
        self, definition: Definition, term: Term
    ) -> tuple[list[Meta], list[tuple[str, BinderKind]], Expr]:
        holes: list[Meta] = []
        kinds = []
        type = definition.type
        while isinstance(type, Pi):
            holes.append(self.cx.hole(type.type, term.span))
            kinds.append((type.name, type.kind))
            type = instantiate(type.body, holes[-1])
        return holes, kinds, type

    def _field(
        self,
        hole: Meta,
        kind: tuple[str, BinderKind],
        given: dict[str, Term],
        positional: list[Term],
        explicit: bool,
    ) -> Pattern:
        name, binder = kind
        sub: Term = ast.Hole(span=hole.span)
        if name in given:
            sub = given[name]
        elif positional and (binder is BinderKind.EXPLICIT or explicit):
            sub = positional.pop(0)
        solved = self.cx.resolve(hole)
        if isinstance(solved, Meta):
            pattern, e = self.read(sub, self.cx.fill(hole.type))
            proof = is_proposition(self.cx, hole.type)
            self.cx.assignment[solved.id] = ERASED if proof else e
            return pattern
        return self._known(sub, solved, hole)

    def _known(self, sub: Term, solved: Expr, hole: Meta) -> Pattern:
        """A field that the indices determine; a name for it is a name for that."""
        if isinstance(solved, FVar) and solved in self.made:
            if isinstance(sub, ast.Ident):
                self.cx.locals[sub.name] = solved
            return Variable(solved)
        pattern, e = self.read(sub, self.cx.fill(hole.type))
        if isinstance(e, FVar):
            self.give(e, solved)
        return pattern

    def _refine(self, own: Expr, wanted: Expr, span: Span | None) -> None:
        """Make a constructor's type the type that is matched, by refining variables."""
        (f, xs), (g, ys) = spine(whnf(self.cx, own)), spine(whnf(self.cx, wanted))
        if self.cx.resolve(f) != self.cx.resolve(g) or len(xs) != len(ys):
            shown = show(self.cx.fill(wanted))
            if is_open(self.cx, wanted) or isinstance(whnf(self.cx, wanted), Pi):
                raise NotSupported(
                    "pattern-type", "the type that is matched here cannot be told", span
                )
            raise SpecError("pattern-type", f"this pattern is not of type `{shown}`", span)
        for x, y in zip(xs, ys, strict=True):
            self._refine_index(x, y, span)

    def _refine_index(self, x: Expr, y: Expr, span: Span | None) -> None:
        if unify(self.cx, x, y):
            return
        x, y = whnf(self.cx, x, DEFAULT), whnf(self.cx, y, DEFAULT)
        if isinstance(y, FVar):
            self.give(y, self._without_holes(x))
        elif isinstance(x, FVar):
            self.give(x, y)
        elif _same_constructor(x, y):
            for a, b in zip(spine(x)[1], spine(y)[1], strict=True):
                self._refine_index(a, b, span)
        else:
            shown = f"`{show(self.cx.fill(x))}` is not `{show(self.cx.fill(y))}`"
            raise NotSupported("impossible-pattern", f"this cannot be matched: {shown}", span)

    def _without_holes(self, e: Expr) -> Expr:
        """Open holes become variables of the pattern."""
        e = self.cx.resolve(e)
        if isinstance(e, Meta):
            variable = fresh_fvar("_", self._without_holes(e.type))
            self.made[variable] = None
            self.cx.assignment[e.id] = variable
            return variable
        return map_children(e, lambda child, _: self._without_holes(child))

    def give(self, variable: FVar, value: Expr) -> None:
        """A variable has this value inside the alternative."""
        if variable != value and variable not in self.cx.values:
            self.cx.values[variable] = value
            self.refined.append(variable)


def _is_explicit(term: Term) -> bool:
    match term:
        case ast.Apply(ast.Ident(_, explicit)) | ast.Ident(_, explicit):
            return explicit
        case _:
            return False


def _kinds(definition: Definition) -> list[BinderKind]:
    kinds, type = [], definition.type
    while isinstance(type, Pi):
        kinds.append(type.kind)
        type = type.body
    return kinds


def _same_constructor(x: Expr, y: Expr) -> bool:
    (f, xs), (g, ys) = spine(x), spine(y)
    return isinstance(x, App) and isinstance(f, Const) and f == g and len(xs) == len(ys)


def matched_type(cx: Context, e: Expr) -> Expr:
    """The type of a discriminant, unfolded to the family that it belongs to."""
    type = whnf(cx, infer(cx, e))
    head = head_constant(type)
    definition = None if head is None else cx.definition(head)
    if definition is not None and definition.inductive is not None:
        return type
    return whnf(cx, type, DEFAULT)
