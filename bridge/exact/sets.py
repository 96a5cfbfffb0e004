"""Exact values of operations on sets: finite ones are their elements, others predicates."""

from __future__ import annotations

from fractions import Fraction

from bridge.errors import NotSupported
from bridge.exact import types
from bridge.exact.primitives import less
from bridge.exact.quantifiers import over_infinitely_many
from bridge.exact.truth import conjunction, disjunction, implication, negation
from bridge.exact.types import Type, Value
from bridge.exact.unknowns import Proposition


def complement(t: Type, a: Value) -> Value:
    if isinstance(t, types.SetType):
        return [x for x in types.elements(t.entry) if not types.member(t.entry, a, x)]
    _needs_predicate(t)
    return lambda x: negation(a(x))


def union(t: Type, a: Value, b: Value) -> Value:
    if isinstance(t, types.SetType):
        return [*a, *(x for x in b if not types.member(t.entry, a, x))]
    _needs_predicate(t)
    return lambda x: disjunction((a(x), b(x)))


def intersection(t: Type, a: Value, b: Value) -> Value:
    if isinstance(t, types.SetType):
        return [x for x in a if types.member(t.entry, b, x)]
    _needs_predicate(t)
    return lambda x: conjunction((a(x), b(x)))


def difference(t: Type, a: Value, b: Value) -> Value:
    if isinstance(t, types.SetType):
        return [x for x in a if not types.member(t.entry, b, x)]
    _needs_predicate(t)
    return lambda x: conjunction((a(x), negation(b(x))))


def subset(t: Type, a: Value, b: Value) -> Proposition:
    if isinstance(t, types.SetType):
        return all(types.member(t.entry, b, x) for x in a)
    _needs_predicate(t)
    assert isinstance(t, types.FunctionType)
    if types.is_finite(t.domain):
        return all(b(x) for x in types.elements(t.domain) if a(x))
    return over_infinitely_many(True, t.domain, lambda x: implication(a(x), b(x)))


def _needs_predicate(t: Type) -> None:
    if not isinstance(t, types.FunctionType):
        raise NotSupported("no-set", f"{types.describe(t)} is no type of sets")


def empty(t: Type) -> Value:
    if isinstance(t, types.SetType):
        return ()
    _needs_predicate(t)
    return lambda x: False


def sign(t: Type, x: Value) -> int:
    """1, 0 or -1: an element of `SignType`."""
    zero = types.zero(t)
    return int(bool(less(t, zero, x))) - int(bool(less(t, x, zero)))


def sign_as(t: Type, s: int) -> Value:
    return s if types.is_integral(t) else Fraction(s)
