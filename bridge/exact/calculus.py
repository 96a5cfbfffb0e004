"""Exact values of derivatives: total as in Mathlib, also within a set of reals."""

from __future__ import annotations

from fractions import Fraction

from bridge.exact import types
from bridge.exact.derivative import comes_up, derivative, one_sided
from bridge.exact.known import Known
from bridge.exact.primitives import adjoint
from bridge.exact.scalars import ONE, Undecided, UnknownDerivative
from bridge.exact.truth import conjunction
from bridge.exact.types import Type, Value
from bridge.exact.unknowns import Proposition


def fderiv(field: Type, domain: Type, codomain: Type, f: Value, x: Value) -> Value:
    columns = derivative(f, x, domain, codomain).columns
    if columns is None:
        return lambda _: types.zero(codomain)
    return types.linear(domain, codomain, columns)


def differentiable(field: Type, domain: Type, codomain: Type, f: Value, x: Value) -> bool:
    return derivative(f, x, domain, codomain).columns is not None


def has_fderiv(
    field: Type, domain: Type, codomain: Type, f: Value, slope: Value, x: Value
) -> Proposition:
    columns = derivative(f, x, domain, codomain).columns
    if columns is None:
        return False
    images = (slope(e) for e in types.basis(domain))
    pairs = zip(columns, images, strict=True)
    return conjunction(types.equal(codomain, c, i) for c, i in pairs)


def deriv(field: Type, codomain: Type, f: Value, x: Value) -> Value:
    columns = derivative(f, x, field, codomain).columns
    return types.zero(codomain) if columns is None else columns[0]


def has_deriv(field: Type, codomain: Type, f: Value, slope: Value, x: Value) -> Proposition:
    columns = derivative(f, x, field, codomain).columns
    return False if columns is None else types.equal(codomain, columns[0], slope)


def gradient(field: Type, space: Type, f: Value, x: Value) -> Value:
    return adjoint(field, space, field, fderiv(field, space, field, f, x))(ONE)


def has_gradient(field: Type, space: Type, f: Value, slope: Value, x: Value) -> Proposition:
    if not differentiable(field, space, field, f, x):
        return False
    return types.equal(space, gradient(field, space, f, x), slope)


def _within(field: Type, codomain: Type, f: Value, s: Value, x: Value) -> list[Value | None]:
    """The slopes of `f` from each side on which the set comes up to `x`."""
    sides = (ONE, -ONE)
    return [one_sided(f, x, field, codomain, d) for d in sides if comes_up(s, x, d)]


def has_deriv_within(
    field: Type, codomain: Type, f: Value, slope: Value, s: Value, x: Value
) -> bool:
    slopes = _within(field, codomain, f, s, x)
    return all(_equal(codomain, found, slope) for found in slopes)


def deriv_within(field: Type, codomain: Type, f: Value, s: Value, x: Value) -> Value:
    slopes = _within(field, codomain, f, s, x)
    if not slopes or not all(_equal(codomain, slopes[0], other) for other in slopes):
        return types.zero(codomain)
    return slopes[0]


def _equal(t: Type, a: Value | None, b: Value | None) -> bool:
    return a is not None and b is not None and bool(types.equal(t, a, b))


def differentiable_within(
    field: Type, domain: Type, codomain: Type, f: Value, s: Value, x: Value
) -> bool:
    if domain == types.REAL:
        slopes = _within(domain, codomain, f, s, x)
        return all(_equal(codomain, slopes[0], other) for other in slopes)
    if differentiable(field, domain, codomain, f, x):
        return True
    raise Undecided("whether a function is differentiable within a set of vectors")


def continuous_at(domain: Type, codomain: Type, f: Value, x: Value) -> bool:
    """Known of drawn functions, where one is differentiable, or has slopes from both sides."""
    if types.is_finite(domain) or (isinstance(f, Known) and f.holds("continuous")):
        return True
    if isinstance(f, Known) and isinstance(x, Fraction) and f.continuous_at(x) is not None:
        return bool(f.continuous_at(x))
    if domain == types.REAL:
        return all(one_sided(f, x, domain, codomain, d) is not None for d in (ONE, -ONE))
    if differentiable(types.REAL, domain, codomain, f, x):
        return True
    raise UnknownDerivative("continuity cannot be decided by values")
