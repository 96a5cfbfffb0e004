"""`Dual`: a tracked array with a derivative along one direction.

Through it a reference gives its own directional derivative, with a bound, so that second
derivatives of a subject can be compared with the derivative of the closed form. Where a condition
changes sides the sample is marked `kinked`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from bridge.runtime.tracked.account import Account
from bridge.runtime.tracked.array import (
    FUNCTIONS,
    UFUNCS,
    Dim,
    NoRule,
    Tracked,
    _Dispatch,
    as_tracked,
    trace_of,
)
from bridge.runtime.tracked.conditions import Condition, as_condition
from bridge.runtime.tracked.contraction import einsum
from bridge.runtime.tracked.pointwise import absolute, divide, natural_exponents, power, where
from bridge.runtime.tracked.trace import Trace

Rule = Callable[..., Any]


class Dual(_Dispatch):
    """`value + tangent · ε`."""

    __slots__ = ("tangent", "value")
    carries_tangent = True

    def __init__(self, value: Tracked, tangent: Tracked) -> None:
        self.value = value
        self.tangent = tangent

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        if method != "__call__" or ufunc not in DUAL_UFUNCS:
            raise NoRule(f"np.{ufunc.__name__} ({method}) has no derivative rule")
        trace = self.trace
        return DUAL_UFUNCS[ufunc](*(as_dual(x, trace) for x in inputs), **options)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if function not in DUAL_FUNCTIONS:
            raise NoRule(f"np.{function.__name__} has no derivative rule")
        return DUAL_FUNCTIONS[function](*args, **kwargs)

    @property
    def trace(self) -> Trace:
        return self.value.trace

    @property
    def shape(self) -> tuple[Dim, ...]:
        return self.value.shape

    @property
    def ndim(self) -> int:
        return self.value.ndim

    @property
    def size(self) -> Dim:
        return self.value.size

    @property
    def T(self) -> Any:
        return Dual(self.value.T, self.tangent.T)

    def __len__(self) -> int:
        return len(self.value)

    def __getitem__(self, index: Any) -> Dual:
        return Dual(self.value[index], self.tangent[index])

    def __getattr__(self, name: str) -> Any:
        function = getattr(np, name, None) if not name.startswith("_") else None
        if function is None or (function not in DUAL_FUNCTIONS and function not in DUAL_UFUNCS):
            raise AttributeError(f"a dual array has no attribute {name}")
        return lambda *args, **kwargs: function(self, *args, **kwargs)

    def astype(self, dtype: Any, **options: Any) -> Dual:
        return self


def as_dual(x: Any, trace: Trace) -> Dual:
    if isinstance(x, Dual):
        return x
    value = as_tracked(x, trace)
    zeros = np.zeros_like(value.value)
    return Dual(value, Tracked(zeros, zeros, Account(grain=0), trace))


def _multiply(a: Dual, b: Dual, **_: Any) -> Dual:
    return Dual(a.value * b.value, a.tangent * b.value + a.value * b.tangent)


def _guarded(rule: Rule) -> Rule:
    """`ufunc(..., where=guard, out=other)`: value and tangent of `other` where the guard fails."""

    def run(*operands: Dual, where: Any = True, out: Any = None, **_: Any) -> Dual:
        if where is True:
            result: Dual = rule(*operands)
            return result
        trace = trace_of(*operands)
        condition = as_condition(where, trace)
        trace.mark_outside(condition.no)
        trace.mark_undecided(condition.unsure)
        inside = rule(*(_where(condition, x, 1) for x in operands))
        other = out[0] if isinstance(out, tuple) else out
        chosen: Dual = _where(condition, inside, 0 if other is None else other)
        return chosen

    return run


def _divide(a: Dual, b: Dual) -> Dual:
    quotient = divide(a.value, b.value)
    return Dual(quotient, divide(a.tangent - quotient * b.tangent, b.value))


def _power(a: Dual, b: Dual) -> Dual:
    exponents = natural_exponents(b.value, a.trace)
    if exponents is None:
        return _real_power(a, b)
    slope = exponents * a.value ** np.maximum(exponents - 1, 0)
    return Dual(a.value**exponents, slope * a.tangent)


def _real_power(a: Dual, b: Dual) -> Dual:
    value = power(a.value, b.value)
    tangent = b.value * power(a.value, b.value - 1) * a.tangent
    if b.tangent.value.any():
        tangent = tangent + value * np.log(a.value) * b.tangent
    return Dual(value, tangent)


def _chosen(condition: Condition, a: Tracked, b: Tracked) -> Tracked:
    a.trace.mark_kinked(condition.kink)
    return where(condition, a, b)


def _compare(ufunc: Any) -> Rule:
    def rule(a: Dual, b: Dual, **_: Any) -> Condition:
        condition: Condition = ufunc(a.value, b.value)
        gap = a.value - b.value
        condition.kink = np.abs(gap.value) <= gap.error
        return condition

    return rule


def _extreme(ufunc: Any) -> Rule:
    def rule(a: Dual, b: Dual, **_: Any) -> Dual:
        order: Condition = _compare(np.greater)(a, b)
        first, second = (a, b) if ufunc is np.maximum else (b, a)
        return Dual(ufunc(a.value, b.value), _chosen(order, first.tangent, second.tangent))

    return rule


def _absolute(a: Dual, **_: Any) -> Dual:
    positive: Condition = _compare(np.greater)(a, as_dual(0, a.trace))
    return Dual(absolute(a.value), _chosen(positive, a.tangent, -a.tangent))


def _smooth(ufunc: Any, derivative: Callable[[Any, Any], Any]) -> Rule:
    """The chain rule; `derivative` takes x and g(x)."""

    def rule(a: Dual, **_: Any) -> Dual:
        value = ufunc(a.value)
        return Dual(value, derivative(a.value, value) * a.tangent)

    return _guarded(rule)


def _where(condition: Any, x: Any, y: Any) -> Dual:
    trace = trace_of(condition, x, y)
    a, b = as_dual(x, trace), as_dual(y, trace)
    if isinstance(condition, Condition):
        trace.mark_kinked(condition.kink)
    return Dual(where(condition, a.value, b.value), where(condition, a.tangent, b.tangent))


def _einsum(subscripts: str, *operands: Any, **_: Any) -> Dual:
    trace = trace_of(*operands)
    duals = [as_dual(x, trace) for x in operands]
    values = [x.value for x in duals]
    terms = [
        einsum(subscripts, *values[:i], x.tangent, *values[i + 1 :])
        for i, x in enumerate(duals)
        if isinstance(operands[i], Dual)
    ]
    return Dual(einsum(subscripts, *values), sum(terms[1:], terms[0]))


def _linear(function: Any) -> Rule:
    """Sums and rearrangements act on value and tangent alike."""
    return lambda a, *args, **kwargs: Dual(
        function(a.value, *args, **kwargs), function(a.tangent, *args, **kwargs)
    )


def _joined(function: Any) -> Rule:
    def rule(arrays: Sequence[Any], axis: int = 0, **_: Any) -> Dual:
        trace = trace_of(*arrays)
        duals = [as_dual(x, trace) for x in arrays]
        return Dual(
            function([x.value for x in duals], axis=axis),
            function([x.tangent for x in duals], axis=axis),
        )

    return rule


def _matmul(a: Any, b: Any, **_: Any) -> Dual:
    forms = {(1, 1): "j,j->", (2, 1): "ij,j->i", (1, 2): "i,ij->j", (2, 2): "ij,jk->ik"}
    return _einsum(forms[a.ndim, b.ndim], a, b)


DUAL_UFUNCS: dict[Any, Rule] = {
    np.add: lambda a, b, **_: Dual(a.value + b.value, a.tangent + b.tangent),
    np.subtract: lambda a, b, **_: Dual(a.value - b.value, a.tangent - b.tangent),
    np.negative: lambda a, **_: Dual(-a.value, -a.tangent),
    np.positive: lambda a, **_: a,
    np.multiply: _multiply,
    np.true_divide: _guarded(_divide),
    np.power: _guarded(_power),
    np.square: lambda a, **_: _multiply(a, a),
    np.matmul: _matmul,
    np.maximum: _extreme(np.maximum),
    np.minimum: _extreme(np.minimum),
    np.absolute: _absolute,
    np.exp: _smooth(np.exp, lambda x, y: y),
    np.log: _smooth(np.log, lambda x, y: 1 / x),
    np.sqrt: _smooth(np.sqrt, lambda x, y: 1 / (2 * y)),
    np.tanh: _smooth(np.tanh, lambda x, y: 1 - y * y),
    np.sin: _smooth(np.sin, lambda x, y: np.cos(x)),
    np.cos: _smooth(np.cos, lambda x, y: -np.sin(x)),
    np.sinh: _smooth(np.sinh, lambda x, y: np.cosh(x)),
    np.cosh: _smooth(np.cosh, lambda x, y: np.sinh(x)),
    np.arctan: _smooth(np.arctan, lambda x, y: 1 / (1 + x * x)),
    np.arcsinh: _smooth(np.arcsinh, lambda x, y: 1 / np.cosh(y)),
    **{
        ufunc: _compare(ufunc)
        for ufunc in (
            np.greater,
            np.greater_equal,
            np.less,
            np.less_equal,
            np.equal,
            np.not_equal,
        )
    },
}

_LINEAR = (
    np.sum,
    np.mean,
    np.trace,
    np.transpose,
    np.matrix_transpose,
    np.swapaxes,
    np.reshape,
    np.ravel,
    np.expand_dims,
    np.squeeze,
    np.broadcast_to,
    np.diagonal,
    np.diag,
    np.flip,
    np.copy,
)

DUAL_FUNCTIONS: dict[Any, Rule] = {
    **{function: _linear(function) for function in _LINEAR},
    np.where: _where,
    np.einsum: _einsum,
    np.dot: _matmul,
    np.outer: lambda a, b, **_: _einsum("i,j->ij", a, b),
    np.inner: lambda a, b, **_: _einsum("i,i->", a, b),
    np.vdot: lambda a, b, **_: _einsum("i,i->", a, b),
    np.stack: _joined(np.stack),
    np.concatenate: _joined(np.concatenate),
    **{
        function: (lambda f: lambda a, *args, **_: f(a.value, *args))(FUNCTIONS[function])
        for function in (np.zeros_like, np.ones_like, np.full_like)
    },
    np.shape: lambda a: a.shape,
    np.ndim: lambda a: a.ndim,
    np.size: lambda a: a.size,
}

assert UFUNCS  # the rules of `Tracked` are registered before those that build on them
