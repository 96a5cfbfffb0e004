"""Exact values of continuity within sets and of smoothness."""

from __future__ import annotations

from bridge.exact import types
from bridge.exact.calculus import continuous_at
from bridge.exact.derivative import comes_up, one_sided
from bridge.exact.sampling import Polynomial
from bridge.exact.scalars import ONE, Undecided
from bridge.exact.types import Type, Value


def continuous_within(domain: Type, codomain: Type, f: Value, s: Value, x: Value) -> bool:
    """For sets of reals, from each side on which the set comes up to `x`."""
    if domain == types.REAL:
        sides = [d for d in (ONE, -ONE) if comes_up(s, x, d)]
        return all(one_sided(f, x, domain, codomain, d) is not None for d in sides)
    if continuous_at(domain, codomain, f, x):
        return True
    raise Undecided("whether a function is continuous within a set of vectors")


def smooth(field: Type, domain: Type, codomain: Type, order: Value, f: Value) -> bool:
    """Known of drawn maps that are polynomials."""
    if isinstance(f, Polynomial):
        return True
    raise Undecided("smoothness cannot be decided by values")
