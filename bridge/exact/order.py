"""Exact values about integers, intervals of indices, and functions as a whole."""

from __future__ import annotations

from collections.abc import Callable
from math import comb as choose
from math import factorial, gcd

from bridge.errors import NotSupported
from bridge.exact import types
from bridge.exact.known import Known
from bridge.exact.reals import floor
from bridge.exact.scalars import Undecided, UnknownDerivative
from bridge.exact.truth import implication
from bridge.exact.types import Type, Value
from bridge.exact.unknowns import Proposition

__all__ = ["choose", "factorial", "floor", "gcd"]


def divides(t: Type, a: Value, b: Value) -> Proposition:
    """`∃ c, b = a * c`."""
    if not types.is_integral(t) or isinstance(t, types.FinType):
        if t in types.NUMBERS and t != types.NNREAL:
            zero = types.zero(t)
            return implication(types.equal(t, a, zero), types.equal(t, b, zero))
        raise NotSupported("divides", f"`∣` in {types.describe(t)} has no exact value here")
    return b % a == 0 if a else b == 0  # type: ignore[no-any-return]


def closed(t: Type, a: int, b: int) -> range:
    return range(a, _discrete(t, b) + 1)


def right_open(t: Type, a: int, b: int) -> range:
    return range(a, _discrete(t, b))


def left_open(t: Type, a: int, b: int) -> range:
    return range(a + 1, _discrete(t, b) + 1)


def open_interval(t: Type, a: int, b: int) -> range:
    return range(a + 1, _discrete(t, b))


def at_most(t: Type, b: int) -> range:
    return range(_bottom(t), b + 1)


def below(t: Type, b: int) -> range:
    return range(_bottom(t), b)


def at_least(t: Type, a: int) -> range:
    return range(a, len(types.elements(t)))


def above(t: Type, a: int) -> range:
    return range(a + 1, len(types.elements(t)))


def _discrete(t: Type, bound: int) -> int:
    if not types.is_integral(t):
        raise NotSupported("interval", f"an interval of {types.describe(t)} cannot be enumerated")
    return bound


def _bottom(t: Type) -> int:
    if t == types.INTEGER:
        raise NotSupported("interval", "an interval of ℤ without a lower end is infinite")
    return _discrete(t, 0)


def iterate(t: Type, f: Callable[[Value], Value], n: int, x: Value) -> Value:
    for _ in range(n):
        x = f(x)
    return x


def continuous(domain: Type, codomain: Type, f: Value) -> bool:
    """Known of drawn functions, and of functions of finitely many points."""
    if types.is_finite(domain):
        return True
    if isinstance(f, Known) and (known := f.holds("continuous")) is not None:
        return known
    raise UnknownDerivative("continuity cannot be decided by values")


def chosen(t: Type, p: Callable[[Value], Value], _witness: None) -> Value:
    """The element with a property, where there is one only; which of several, nothing tells."""
    if types.is_finite(t):
        found = [x for x in types.elements(t) if p(x)]
        if len(found) == 1:
            return found[0]
    raise Undecided("which element `Classical.choose` takes is not determined")
