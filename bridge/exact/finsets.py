"""Exact values of more operations on finite sets, which are tuples without repetition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from itertools import combinations

from bridge.errors import NotSupported
from bridge.exact import types
from bridge.exact.lists import distinct
from bridge.exact.primitives import maximum, minimum
from bridge.exact.scalars import Undecided
from bridge.exact.sets import union
from bridge.exact.types import Type, Value

Items = Sequence[Value]


def single(a: Type, t: Type, x: Value) -> Value:
    """`{x}`, a finite set or a predicate."""
    return (x,) if isinstance(t, types.SetType) else lambda y: types.equal(a, y, x)


def insert(a: Type, t: Type, x: Value, s: Value) -> Value:
    if isinstance(t, types.SetType):
        return s if types.member(a, s, x) else (x, *s)
    return lambda y: types.equal(a, y, x) or s(y)


def image(a: Type, b: Type, f: Callable[[Value], Value], s: Items) -> Items:
    return distinct(b, [f(x) for x in s])


def erase(t: Type, s: Items, a: Value) -> Items:
    return tuple(x for x in s if not types.equal(t, x, a))


def bounded_supremum(t: Type, index: Type, s: Items, f: Callable[[Value], Value]) -> Value:
    """`Finset.sup`, of nothing the least element."""
    if isinstance(t, types.SetType):
        return reduce(lambda a, b: union(t, a, b), [f(x) for x in s], ())
    if t not in (types.NATURAL, types.NNREAL):
        raise NotSupported("no-least", f"a least element of {types.describe(t)} is not known here")
    return reduce(lambda a, b: maximum(t, a, b), [f(x) for x in s], types.zero(t))


def largest(t: Type, s: Items, _nonempty: None) -> Value:
    return reduce(lambda a, b: maximum(t, a, b), s)


def smallest(t: Type, s: Items, _nonempty: None) -> Value:
    return reduce(lambda a, b: minimum(t, a, b), s)


def powerset(t: Type, s: Items) -> Items:
    return tuple(part for k in range(len(s) + 1) for part in combinations(s, k))


def disjoint(t: Type, a: Value, b: Value) -> bool:
    """Whether two sets have no element in common."""
    if isinstance(t, types.SetType):
        return not any(types.member(t.entry, b, x) for x in a)
    if isinstance(t, types.FunctionType) and types.is_finite(t.domain):
        return not any(a(x) and b(x) for x in types.elements(t.domain))
    raise Undecided("whether two infinite sets have an element in common")


def least_upper_bound(t: Type, index: Type, f: Callable[[Value], Value]) -> Value:
    """`⨆ i, f i` over finitely many; of none it is 0, for real and natural numbers."""
    return _bound(t, index, f, maximum)


def greatest_lower_bound(t: Type, index: Type, f: Callable[[Value], Value]) -> Value:
    return _bound(t, index, f, minimum)


def _bound(
    t: Type,
    index: Type,
    f: Callable[[Value], Value],
    operation: Callable[[Type, Value, Value], Value],
) -> Value:
    if t not in (types.REAL, types.NATURAL, types.NNREAL, types.INTEGER):
        raise NotSupported("bound", f"bounds in {types.describe(t)} have no exact value here")
    if not types.is_finite(index) or index == types.PROPOSITION:
        raise Undecided("a bound of infinitely many elements")
    values = [f(i) for i in types.elements(index)]
    return reduce(lambda a, b: operation(t, a, b), values) if values else types.zero(t)
