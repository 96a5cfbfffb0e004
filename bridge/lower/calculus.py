"""Functions, linear maps, adjoints and derivatives."""

from __future__ import annotations

from bridge.errors import NotSupported
from bridge.lower.arithmetic import smul
from bridge.lower.index import ONE, Array, Derivative, fresh_variable
from bridge.lower.sums import inner
from bridge.lower.transpose import transpose
from bridge.lower.values import (
    REAL,
    Closure,
    HasDerivative,
    Pair,
    Type,
    Value,
    apply,
    as_type,
    reflect,
    reify,
    shape,
)


def last(*args: Value) -> Value:
    """Bundling and unbundling: the last argument itself."""
    return args[-1]


def application(_f: Value, _a: Value, _b: Value, f: Value, a: Value) -> Value:
    return apply(f, a)


def equivalence(_field: Value, _a: Value, _b: Value, there: Value, back: Value) -> Value:
    return Pair(there, back)


def forwards(_field: Value, _a: Value, _b: Value, e: Value) -> Value:
    return e.first if isinstance(e, Pair) else e


def backwards(_field: Value, _a: Value, _b: Value, e: Value) -> Value:
    if not isinstance(e, Pair):
        raise NotSupported("inverse", "the inverse of an equivalence that is not known")
    return e.second


def adjoint(_field: Value, domain: Value, codomain: Value, a: Value) -> Value:
    """`A†`: the program of `A`, transposed."""
    source, target = as_type(domain), as_type(codomain)

    def run(u: Value) -> Value:
        v = fresh_variable("v", shape(source))
        image = reify(target, apply(a, reflect(source, v)))
        return reflect(source, transpose(image, v, reify(target, u)))

    return Closure(run)


def derivative(_field: Value, domain: Value, codomain: Value, f: Value, x: Value) -> Value:
    """`fderiv`: linear in the direction."""
    source, target = as_type(domain), as_type(codomain)
    at = reify(source, x)

    def run(v: Value) -> Value:
        return reflect(target, _derivative(source, target, f, at, v))

    return Closure(run)


def _derivative(source: Type, target: Type, f: Value, at: Array, v: Value) -> Derivative:
    name = f.name if isinstance(f, Closure) and f.name else "x"
    variable = fresh_variable(name, shape(source))
    body = reify(target, apply(f, reflect(source, variable)))
    return Derivative(variable, body, at, reify(source, v))


def real_derivative(_field: Value, codomain: Value, f: Value, x: Value) -> Value:
    """`deriv`."""
    return apply(derivative(_field, REAL, codomain, f, x), ONE)


def gradient(_field: Value, domain: Value, f: Value, x: Value) -> Value:
    return apply(adjoint(_field, domain, REAL, derivative(_field, domain, REAL, f, x)), ONE)


def has_derivative(
    _field: Value, domain: Value, codomain: Value, f: Value, derivative: Value, x: Value
) -> Value:
    """`HasFDerivAt`."""
    return HasDerivative(as_type(domain), as_type(codomain), f, derivative, x)


def has_real_derivative(_field: Value, codomain: Value, f: Value, slope: Value, x: Value) -> Value:
    """`HasDerivAt`: the derivative is `c ↦ c • slope`."""
    line = Closure(lambda c: smul(REAL, codomain, codomain, c, slope))
    return HasDerivative(REAL, as_type(codomain), f, line, x)


def has_gradient(_field: Value, domain: Value, f: Value, g: Value, x: Value) -> Value:
    """`HasGradientAt`: the derivative is `v ↦ ⟪g, v⟫`."""
    pairing = Closure(lambda v: inner(REAL, domain, g, v))
    return HasDerivative(as_type(domain), REAL, f, pairing, x)


def differentiable_at(_field: Value, domain: Value, codomain: Value, f: Value, x: Value) -> Value:
    return HasDerivative(as_type(domain), as_type(codomain), f, None, x)


def differentiable(_field: Value, domain: Value, codomain: Value, f: Value) -> Value:
    return HasDerivative(as_type(domain), as_type(codomain), f)
