"""The interpreter of core terms. Types are values, indices are integers, propositions are booleans.

Project definitions and table entries with a body are unfolded; primitives call their `exact`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import assert_never

from bridge.core.environment import Definition, Environment
from bridge.core.expr import (
    PROP,
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
from bridge.exact import laws, numerals, types
from bridge.exact.bounded import candidates
from bridge.exact.families import Family
from bridge.exact.forms import FORMS, Form, cases_form
from bridge.exact.quantifiers import over_infinitely_many
from bridge.exact.sampling import probes
from bridge.exact.scalars import Undecided
from bridge.exact.truth import conjunction, implication, tried
from bridge.exact.types import Made, Table, Value
from bridge.exact.unknowns import Proposition, Truth, epoch
from bridge.meaning import TABLE
from bridge.source import Span
from bridge.syntax.ast import BinderKind

Locals = tuple[Value, ...]


class Evaluator:
    """Evaluates the terms of one environment."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.steps, self.limit = 0, 0  # applications so far, and when to give up (0: never)
        self._constants: dict[str, Value] = {}
        self._epoch = epoch()

    def evaluate(self, e: Expr, variables: Mapping[FVar, Value] | None = None) -> Value:
        """The value of a term whose free variables have these values."""
        return self._eval(e, (), variables or {})

    def decide(self, e: Expr, variables: Mapping[FVar, Value] | None = None) -> bool | None:
        """Whether a proposition holds; None where that cannot be decided."""
        try:
            return bool(self.evaluate(e, variables))
        except Undecided:
            return None

    def _eval(self, e: Expr, bound: Locals, free: Mapping[FVar, Value]) -> Value:
        match e:
            case BVar(index):
                return bound[-1 - index]
            case FVar(_, name):
                if e not in free:
                    raise InternalError("free-variable", f"`{name}` has no value here")
                return free[e]
            case Const(name, span):
                return self._constant(name, span)
            case App():
                return self._application(e, bound, free)
            case Lam(_, _, body):
                return Table(lambda x: self._eval(body, (*bound, x), free))
            case Let(_, _, value, body):
                return self._eval(body, (*bound, self._eval(value, bound, free)), free)
            case Lit(value, type):
                return numerals.numeral(value, self._eval(type, bound, free))
            case Pi():
                return self._pi(e, bound, free)
            case Sort(name):
                return types.Atomic(name)
            case Erased():
                return None
            case Meta():
                raise InternalError("hole", "a term with holes cannot be evaluated")
            case _:
                assert_never(e)

    def _application(self, e: App, bound: Locals, free: Mapping[FVar, Value]) -> Value:
        self.steps += 1
        if self.limit and self.steps > self.limit:
            raise Undecided("the evaluation takes too many steps")
        head, args = spine(e)
        form = self._form(head.name) if isinstance(head, Const) else None
        if form is not None and len(args) >= form.arity:
            value = form.evaluate(lambda x: self._eval(x, bound, free), args[: form.arity])
            args = args[form.arity :]
        elif isinstance(head, Const) and head.name in laws.SUBJECTS:
            known = laws.of_constant(head.name, args, lambda x: self._eval(x, bound, free))
            if known is not None:
                return known
            value = self._eval(head, bound, free)
        else:
            value = self._eval(head, bound, free)
        for arg in args:
            value = value(self._eval(arg, bound, free))
        return value

    def _form(self, name: str) -> Form | None:
        """How a constant is evaluated that does not look at all of its arguments."""
        if name in FORMS:
            return FORMS[name]
        if not name.endswith(".casesOn"):
            return None
        definition = self.environment.definition(name)
        if definition is None or definition.inductive is None:
            return None
        return cases_form(definition.inductive)

    def _pi(self, e: Pi, bound: Locals, free: Mapping[FVar, Value]) -> Value:
        def body(x: Value) -> Value:
            return self._eval(e.body, (*bound, x), free)

        domain = self._eval(e.type, bound, free)
        if isinstance(domain, bool | Truth):  # a premise, also where a bound predicate heads it
            return _implied(domain, body)
        if not (self.is_proposition(e.body) or _is_truth(e.body, domain, body)):
            return types.FunctionType(domain, body)
        if types.is_finite(domain):
            return conjunction(tried(partial(body, x) for x in types.elements(domain)))
        if isinstance(e.body, Pi):
            few = candidates(e.type, e.body.type, lambda x: self._eval(x, bound, free))
            if few is not None:
                return conjunction(tried(partial(body, x) for x in few))
        return over_infinitely_many(True, domain, body)

    def is_proposition(self, e: Expr) -> bool:
        """Whether a term that is a type or proposition is a proposition, by its head."""
        while isinstance(e, Pi | Let):
            e = e.body
        head, args = spine(e)
        match head:
            case Const(name):
                definition = self.environment.definition(name)
                return definition is not None and _is_prop_applied(definition.type, args)
            case FVar(_, _, type):
                return _ends_in_prop(type) or (not args and type == PROP)
            case Lam(_, _, body):
                return self.is_proposition(body)
            case _:
                return False

    def _constant(self, name: str, span: Span | None) -> Value:
        if self._epoch is not epoch():
            self._constants, self._epoch = {}, epoch()
        if name not in self._constants:
            self._constants[name] = self._unfolded(name, span)
        return self._constants[name]

    def _unfolded(self, name: str, span: Span | None) -> Value:
        definition = self.environment.definition(name)
        if definition is None:
            raise InternalError("no-definition", f"`{name}` has no definition")
        meaning = None if definition.source else TABLE.get(name)
        if meaning is not None and meaning.exact is not None:
            return curried(meaning.exact, kept(definition.type)[: definition.arity])
        if definition.value is not None:
            return self._eval(definition.value, (), {})
        if definition.kind == "structure" or definition.kind == "inductive":
            return self._family(definition)
        if definition.structure is not None:
            return _structural(definition)
        if definition.kind == "constructor" and definition.inductive is not None:
            parameters = definition.inductive.parameters
            arity = len(kept(definition.type))
            return _collecting(arity, lambda args: Made(name, args[parameters:]))
        if definition.kind == "class":
            return _collecting(0, lambda _: types.RecordType(name))
        raise NotSupported(
            "no-exact-value", f"`{name}` has no exact value in the meaning table", span
        )

    def _family(self, definition: Definition) -> Value:
        family = Family(self, definition)
        if _ends_in_prop(definition.type):
            arity = len(kept(definition.type))
            return _collecting(arity, family.holds)
        make = types.RecordType if family.is_structure else types.FamilyType
        arity = len(kept(definition.type))
        return _collecting(arity, lambda args: make(definition.name, args, family))


def _implied(premise: Proposition, body: Callable[[Value], Value]) -> Proposition:
    """Where the premise is false, the conclusion is not looked at."""
    if not isinstance(premise, Truth):
        return not premise or body(None)
    return implication(premise, body(None))


def _is_truth(e: Expr, domain: Value, body: Callable[[Value], Value]) -> bool:
    """Whether `∀ x : domain, e` is a proposition, where a bound predicate heads `e`: then a value
    of it tells."""
    while isinstance(e, Pi | Let):
        e = e.body
    if not isinstance(spine(e)[0], BVar):
        return False
    some = list(types.elements(domain) if types.is_finite(domain) else probes(domain))[:1]
    return bool(some) and all(isinstance(body(x), bool | Truth) for x in some)


def _is_prop_applied(type: Expr, args: tuple[Expr, ...]) -> bool:
    """Whether what a constant of that type gives is a proposition, at these arguments: of `ite` and
    `Prod.fst` the type is an argument."""
    depth = 0
    while isinstance(type, Pi):
        type, depth = type.body, depth + 1
    head, _ = spine(type)
    if not isinstance(head, BVar):
        return type == PROP
    place = depth - 1 - head.index
    given = args[place] if 0 <= place < len(args) else None
    while isinstance(given, Lam):
        given = given.body
    return given is not None and _ends_in_prop(given)


def _ends_in_prop(type: Expr) -> bool:
    while isinstance(type, Pi):
        type = type.body
    return type == PROP


def kept(type: Expr) -> tuple[bool, ...]:
    """For each parameter of a constant, whether its `exact` is given it (instances are not)."""
    found = []
    while isinstance(type, Pi):
        found.append(type.kind is not BinderKind.INSTANCE)
        type = type.body
    return tuple(found)


def curried(function: Callable[..., Value], kept: tuple[bool, ...]) -> Value:
    """A function of several arguments, taking them one by one."""
    if not kept:
        return function()

    def collect(given: tuple[Value, ...]) -> Value:
        if len(given) == len(kept):
            return function(*(v for v, keep in zip(given, kept, strict=True) if keep))
        return lambda x: collect((*given, x))

    return collect(())


def _structural(definition: Definition) -> Value:
    """Constructors and projections of the project's structures."""
    structure = definition.structure
    assert structure is not None
    arity = len(kept(definition.type))
    if definition.kind == "constructor":
        return _collecting(arity, lambda args: args[structure.parameters :])
    if definition.field_index is not None:
        index = definition.field_index
        parameters = structure.parameters
        return _collecting(parameters + 1, lambda args: args[parameters][index])
    raise InternalError("structure", f"`{definition.name}` is no part of a structure")


def _collecting(arity: int, make: Callable[[tuple[Value, ...]], Value]) -> Value:
    return curried(lambda *args: make(args), (True,) * arity)
