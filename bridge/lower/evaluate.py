"""Core terms to values: normalisation by evaluation.

Abbreviations, the table's defined constants, projections and `let`s of functions disappear here.
A call of a project definition is left to `Calls`, which keeps it as a call where it can.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from bridge.core import work
from bridge.core.environment import Definition, Environment
from bridge.core.expr import (
    App,
    BVar,
    Const,
    Erased,
    Expr,
    FVar,
    Lam,
    Let,
    Lit,
    Meta,
    Pi,
    Sort,
    spine,
)
from bridge.errors import InternalError, NotSupported
from bridge.lower import families
from bridge.lower.index import (
    Access,
    Array,
    Build,
    Constant,
    Every,
    Index,
    Logic,
    Negation,
    Size,
    Variable,
    access,
    free_indices,
    fresh_index,
    fresh_variable,
    named,
)
from bridge.lower.pointwise import Noted, numeral
from bridge.lower.values import (
    CONDITIONS,
    TYPES,
    UNIT,
    Closure,
    Everywhere,
    FinType,
    FunctionType,
    HasDerivative,
    Made,
    SortType,
    Type,
    Value,
    apply,
    as_type,
    condition,
    curry,
    reflect,
    reify,
    shape_of,
)
from bridge.meaning.table import Meaning, Table
from bridge.source import Source, Span


@dataclass(frozen=True, slots=True)
class Scope:
    """Values of the variables in scope, and which Lean text the value belongs to.

    Only spans of `source` are noted: inside an unfolded definition the text of its use counts.
    """

    values: tuple[Value, ...] = ()
    variables: Mapping[FVar, Value] = field(default_factory=dict)
    source: Source | None = None
    note: str | None = None

    def bind(self, value: Value) -> Scope:
        return replace(self, values=(*self.values, value))

    def at(self, span: Span | None) -> Scope:
        if span is None or self.source is None or span.source is not self.source:
            return self
        text = " ".join(span.text.split())
        return replace(self, note=text) if is_balanced(text) else self

    def unfolding(self) -> Scope:
        """The scope of the value of another definition."""
        return Scope(note=self.note)


class Evaluation:
    """Evaluates terms; `call` decides what a constant of the project becomes."""

    def __init__(
        self,
        environment: Environment,
        table: Table,
        call: Callable[[Definition, Scope], Value],
    ) -> None:
        self.environment = environment
        self.table = table
        self.call = call

    def evaluate(self, e: Expr, scope: Scope) -> Value:
        work.step()
        match e:
            case BVar(index):
                return scope.values[-1 - index]
            case FVar():
                return scope.variables[e]
            case Const(name, span):
                return self.constant(name, scope.at(span), span)
            case App():
                return self._application(e, scope.at(e.span))
            case Lam(name, _, body):
                return Closure(lambda value: self.evaluate(body, scope.bind(value)), name)
            case Pi():
                return self._pi(e, scope)
            case Let(name, type, value, body):
                return self.evaluate(body, scope.bind(self._let(name, type, value, scope)))
            case Lit(number, type):
                return numeral(self.type(type, scope), number)
            case Sort(name):
                return SortType(name)
            case Erased():
                return UNIT
            case Meta():
                raise InternalError("hole", "a term with holes cannot be lowered")
            case _:
                assert_never(e)

    def open(self, e: Expr, variables: dict[FVar, Value]) -> Value:
        """A term whose free variables have these values."""
        return self.evaluate(e, Scope(variables=variables))

    def type(self, e: Expr, scope: Scope) -> Type:
        return as_type(self.evaluate(e, scope))

    def constant(self, name: str, scope: Scope, span: Span | None = None) -> Value:
        meaning = self.table.get(name)
        definition = self.environment.definition(name)
        if definition is None:
            raise InternalError("no-definition", f"`{name}` has no definition", span)
        if meaning is not None and meaning.lower is not None:
            return _primitive(meaning, meaning.lower, scope.note)
        if definition.kind in ("inductive", "structure") and families.is_read(definition):
            return curry(
                families.arity(definition.type),
                lambda *args: families.family_type(self, definition, args),
            )
        if definition.kind == "constructor" and definition.value is None:
            return _constructor(definition)
        if definition.structure is not None and definition.field_index is not None:
            return _projection(definition, definition.structure.parameters)
        if definition.value is None:
            raise NotSupported(
                "no-lowering", f"`{name}` has no meaning as an array program yet", span
            )
        if definition.kind == "instance":
            made = self.evaluate(definition.value, scope.unfolding())
            return replace(made, origin=name) if isinstance(made, Made) else made
        if meaning is not None or definition.unfoldable:
            return self.evaluate(definition.value, scope.unfolding())
        return self.call(definition, scope)

    def _application(self, e: App, scope: Scope) -> Value:
        head, args = spine(e)
        if isinstance(head, Const) and head.name.endswith(".casesOn"):
            definition = self.environment.definition(head.name)
            if definition is not None and definition.inductive is not None:
                return families.cases(definition.inductive, args, lambda a: self.evaluate(a, scope))
        value = self.evaluate(head, scope)
        for arg in args:
            value = apply(value, self.evaluate(arg, scope))
        return value

    def _pi(self, e: Pi, scope: Scope) -> Value:
        domain = self.evaluate(e.type, scope)
        if isinstance(domain, CONDITIONS):
            then = condition(self.evaluate(e.body, scope.bind(UNIT)))
            return Logic("logical_or", Negation(domain), then)
        element = _any_element(e.name, domain)
        body = self.evaluate(e.body, scope.bind(element))
        if isinstance(body, HasDerivative):
            return Everywhere(body)
        if isinstance(body, CONDITIONS):
            if isinstance(element, Index):
                return Every(element, body)
            raise NotSupported("for-all", "a quantifier over infinitely many elements")
        return FunctionType(as_type(domain), as_type(body))

    def _let(self, name: str, type: Expr, value: Expr, scope: Scope) -> Value:
        """A local array gets its name; anything else is put where it is used."""
        result = self.evaluate(value, scope)
        kind = self.evaluate(type, scope)
        if not isinstance(kind, TYPES) or shape_of(kind) is None:
            return result
        return _local(name, kind, reify(kind, result))


def _any_element(name: str, domain: Value) -> Value:
    """A variable of the type, to look at what is said about all of its elements."""
    if isinstance(domain, FinType):
        return fresh_index(name, domain.size)
    if isinstance(domain, TYPES) and (form := shape_of(domain)) is not None:
        return reflect(domain, fresh_variable(name, form))
    return UNIT


def _local(name: str, type: Type, term: Array) -> Value:
    """The array as a local variable, with an axis for each index that it depends on."""
    if _is_small(term):
        return reflect(type, term)
    outer = free_indices(term)
    inner = tuple(fresh_index("i", size) for size in term.shape)
    table = Build((*outer, *inner), access(term, inner)) if outer else term
    return reflect(type, named(name, table), outer)


def _is_small(term: Array) -> bool:
    match term:
        case Variable() | Build((), Access(Variable(), _) | Constant() | Size()):
            return True
        case _:
            return False


def is_balanced(text: str) -> bool:
    """Whether every bracket is closed: the name in `(f x).mulVec` alone has half of a pair.

    >>> is_balanced("∑ i, f (x i)"), is_balanced("f x).mulVec")
    (True, False)
    """
    depth = 0
    for c in text:
        depth += (c in "([{⟨⟪") - (c in ")]}⟩⟫")
        if depth < 0:
            return False
    return depth == 0


def telescope(type: Expr) -> tuple[Pi, ...]:
    """The binders of a type, outermost first."""
    binders: list[Pi] = []
    while isinstance(type, Pi):
        binders.append(type)
        type = type.body
    return tuple(binders)


def _primitive(meaning: Meaning, lower: Callable[..., Value], note: str | None) -> Value:
    """A constant whose meaning the table gives; instances are not passed on."""
    brackets = meaning.brackets

    def run(*args: Value) -> Value:
        kept = [a for a, bracket in zip(args, brackets, strict=True) if bracket != "["]
        return lower.f(note, *kept) if isinstance(lower, Noted) else lower(*kept)

    return curry(len(brackets), run)


def _constructor(definition: Definition) -> Value:
    def make(*args: Value) -> Value:
        return Made(definition.name, args[families.parameters(definition) :])

    return curry(len(telescope(definition.type)), make)


def _projection(definition: Definition, parameters: int) -> Value:
    def project(*args: Value) -> Value:
        record = args[parameters]
        if not isinstance(record, Made) or definition.field_index is None:
            raise NotSupported("projection", f"`{definition.name}` of an unknown structure")
        return record.fields[definition.field_index]

    return curry(parameters + 1, project)
