"""`Dual`: a tracked array with a derivative along one direction.

Through it a reference gives its own directional derivative, with a bound, so that second
derivatives of a subject can be compared with the derivative of the closed form. Where a condition
changes sides the sample is marked `kinked`.

Value and tangent may be duals themselves: each derivative has a `level` of its own, and for an
inner one what belongs to an outer one is a constant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
from bridge.runtime.tracked.conditions import Condition, as_condition, hidden
from bridge.runtime.tracked.pointwise import natural_exponents
from bridge.runtime.tracked.trace import Trace

Rule = Callable[..., Any]
_POWERS = (np.power, np.float_power)


class Dual(_Dispatch):
    """`value + tangent · ε`, with one ε for each level."""

    __slots__ = ("level", "tangent", "value")
    carries_tangent = True

    def __init__(self, value: Any, tangent: Any, level: int = 0) -> None:
        self.value = value
        self.tangent = tangent
        self.level = level

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        if method != "__call__" or ufunc not in DUAL_UFUNCS:
            raise NoRule(f"np.{ufunc.__name__} ({method}) has no derivative rule")
        if ufunc in _POWERS and options.get("where", True) is True:
            exponents = _exponents(inputs[1], self.trace)
            if exponents is not None:
                return _natural_power(inputs[0], exponents)
        return DUAL_UFUNCS[ufunc](*alike(inputs), **options)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if function not in DUAL_FUNCTIONS:
            raise NoRule(f"np.{function.__name__} has no derivative rule")
        return DUAL_FUNCTIONS[function](*args, **kwargs)

    @property
    def trace(self) -> Trace:
        found: Trace = self.value.trace
        return found

    @property
    def shape(self) -> tuple[Dim, ...]:
        found: tuple[Dim, ...] = self.value.shape
        return found

    @property
    def ndim(self) -> int:
        return int(self.value.ndim)

    @property
    def size(self) -> Dim:
        found: Dim = self.value.size
        return found

    @property
    def T(self) -> Any:
        return Dual(self.value.T, self.tangent.T, self.level)

    def __len__(self) -> int:
        return len(self.value)

    def __getitem__(self, index: Any) -> Dual:
        return Dual(self.value[index], self.tangent[index], self.level)

    def __getattr__(self, name: str) -> Any:
        function = getattr(np, name, None) if not name.startswith("_") else None
        if function is None or (function not in DUAL_FUNCTIONS and function not in DUAL_UFUNCS):
            raise AttributeError(f"a dual array has no attribute {name}")
        return lambda *args, **kwargs: function(self, *args, **kwargs)

    @property
    def dtype(self) -> np.dtype[Any]:
        return np.dtype(np.float64)


def as_dual(x: Any, trace: Trace, level: int = 0) -> Dual:
    """The operand with a derivative at this level, which is 0 where it has none."""
    if isinstance(x, Dual):
        return x if x.level == level else Dual(x, zeros_like(x), level)
    value = as_tracked(x, trace)
    return Dual(value, zeros_like(value), level)


def zeros_like(x: Any) -> Tracked:
    """Exact zeros of the shape of a tracked array or a dual."""
    base = primal(x)
    zeros = np.zeros_like(base.value)
    return Tracked(zeros, zeros, Account(grain=0), base.trace)


def primal(x: Any) -> Any:
    """Without derivatives of any level."""
    while isinstance(x, Dual):
        x = x.value
    return x


def alike(operands: Iterable[Any]) -> list[Dual]:
    """The operands as duals of the innermost level among them."""
    given = tuple(operands)
    duals = [x for x in given if isinstance(x, Dual)]
    level = max(x.level for x in duals)
    return [as_dual(x, duals[0].trace, level) for x in given]


def _exponents(y: Any, trace: Trace) -> Any:
    """The exponents as an array, if they are natural numbers that are not differentiated."""
    return None if isinstance(y, Dual) else natural_exponents(y, trace)


def _is_zero(tangent: Any) -> bool:
    """Whether it is 0 for all samples, and so are the derivatives that it carries."""
    if isinstance(tangent, Dual):
        return _is_zero(tangent.value) and _is_zero(tangent.tangent)
    return not tangent.value.any()


def _through(a: Dual, value: Any, tangent: Any) -> Dual:
    return Dual(value, tangent, a.level)


def _multiply(a: Dual, b: Dual, **_: Any) -> Dual:
    return _through(a, a.value * b.value, a.tangent * b.value + a.value * b.tangent)


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
    quotient = np.divide(a.value, b.value)
    return _through(a, quotient, np.divide(a.tangent - quotient * b.tangent, b.value))


def _natural_power(a: Dual, exponents: Any) -> Dual:
    slope = exponents * a.value ** np.maximum(exponents - 1, 0)
    return _through(a, a.value**exponents, slope * a.tangent)


def _real_power(a: Dual, b: Dual) -> Dual:
    value = np.power(a.value, b.value)
    tangent = b.value * np.power(a.value, b.value - 1) * a.tangent
    if not _is_zero(b.tangent):
        tangent = tangent + value * np.log(a.value) * b.tangent
    return _through(a, value, tangent)


def _chosen(condition: Condition, a: Any, b: Any) -> Any:
    a.trace.mark_kinked(condition.kink)
    return np.where(condition, a, b)  # type: ignore[call-overload]


def _compare(ufunc: Any) -> Rule:
    def rule(a: Dual, b: Dual, **_: Any) -> Condition:
        condition: Condition = ufunc(a.value, b.value)
        gap = primal(a.value) - primal(b.value)
        condition.kink = np.abs(gap.value) <= gap.error
        return condition

    return rule


def _extreme(ufunc: Any) -> Rule:
    def rule(a: Dual, b: Dual, **_: Any) -> Dual:
        order: Condition = _compare(np.greater)(a, b)
        first, second = (a, b) if ufunc is np.maximum else (b, a)
        value = ufunc(a.value, b.value)
        return _through(a, value, _chosen(order, first.tangent, second.tangent))

    return rule


def _absolute(a: Dual, **_: Any) -> Dual:
    positive: Condition = _compare(np.greater)(a, as_dual(0, a.trace, a.level))
    return _through(a, np.absolute(a.value), _chosen(positive, a.tangent, -a.tangent))


def _smooth(ufunc: Any, derivative: Callable[[Any, Any], Any]) -> Rule:
    """The chain rule; `derivative` takes x and g(x)."""

    def rule(a: Dual, **_: Any) -> Dual:
        value = ufunc(a.value)
        return _through(a, value, derivative(a.value, value) * a.tangent)

    return _guarded(rule)


def _where(condition: Any, x: Any, y: Any) -> Dual:
    a, b = alike((x, y))
    if isinstance(condition, Condition):
        condition.trace.mark_kinked(condition.kink)
    value, tangent = (
        np.where(condition, a.value, b.value),
        np.where(condition, a.tangent, b.tangent),
    )
    return _through(a, value, tangent)


def _einsum(subscripts: str, *operands: Any, **_: Any) -> Dual:
    duals = alike(operands)
    values = [x.value for x in duals]
    terms = [
        np.einsum(subscripts, *values[:i], x.tangent, *values[i + 1 :])
        for i, x in enumerate(duals)
        if isinstance(operands[i], Dual) and operands[i].level == x.level
    ]
    return Dual(np.einsum(subscripts, *values), sum(terms[1:], terms[0]), duals[0].level)


def _linear(function: Any) -> Rule:
    """Sums and rearrangements act on value and tangent alike."""
    return lambda a, *args, **kwargs: Dual(
        function(a.value, *args, **kwargs), function(a.tangent, *args, **kwargs), a.level
    )


def _joined(function: Any) -> Rule:
    def rule(arrays: Sequence[Any], axis: int = 0, **_: Any) -> Dual:
        duals = alike(arrays)
        value = function([x.value for x in duals], axis=axis)
        return _through(duals[0], value, function([x.tangent for x in duals], axis=axis))

    return rule


def _matmul(a: Any, b: Any, **_: Any) -> Dual:
    forms = {(1, 1): "j,j->", (2, 1): "ij,j->i", (1, 2): "i,ij->j", (2, 2): "ij,jk->ik"}
    if (a.ndim, b.ndim) not in forms:
        raise NoRule(f"matmul of {a.ndim} and {b.ndim} axes has no rule")
    return _einsum(forms[a.ndim, b.ndim], a, b)


def _folded(step: Callable[[Any, Any], Any], empty: int | None) -> Rule:
    """A product, maximum or minimum along axes, entry by entry."""

    def rule(a: Dual, axis: Any = None, *, keepdims: bool = False, **_: Any) -> Any:
        axes = (i - 1 for i in sorted(hidden(axis, a.ndim), reverse=True))
        result: Any = a
        for i in axes:
            entries = [result[(slice(None),) * i + (j,)] for j in range(int(result.shape[i]))]
            if not entries and empty is None:
                raise NoRule("the largest of no entries has no derivative")
            result = np.sum(result, axis=i) + empty if not entries else entries[0]
            for entry in entries[1:]:
                result = step(result, entry)
            result = np.expand_dims(result, i) if keepdims else result
        return result

    return rule


def _filled(function: Any) -> Rule:
    """A constant array of the shape of a dual."""
    return lambda a, *args, **_: FUNCTIONS[function](primal(a), *args)


DUAL_UFUNCS: dict[Any, Rule] = {
    np.add: lambda a, b, **_: _through(a, a.value + b.value, a.tangent + b.tangent),
    np.subtract: lambda a, b, **_: _through(a, a.value - b.value, a.tangent - b.tangent),
    np.negative: lambda a, **_: _through(a, -a.value, -a.tangent),
    np.positive: lambda a, **_: a,
    np.multiply: _multiply,
    np.true_divide: _guarded(_divide),
    np.power: _guarded(_real_power),
    np.float_power: _guarded(_real_power),
    np.square: lambda a, **_: _multiply(a, a),
    np.reciprocal: _guarded(lambda a: _divide(as_dual(1, a.trace, a.level), a)),
    np.matmul: _matmul,
    np.maximum: _extreme(np.maximum),
    np.minimum: _extreme(np.minimum),
    np.absolute: _absolute,
    np.exp: _smooth(np.exp, lambda x, y: y),
    np.expm1: _smooth(np.expm1, lambda x, y: np.exp(x)),
    np.log1p: _smooth(np.log1p, lambda x, y: 1 / (1 + x)),
    np.log: _smooth(np.log, lambda x, y: 1 / x),
    np.sqrt: _smooth(np.sqrt, lambda x, y: 1 / (2 * y)),
    np.tanh: _smooth(np.tanh, lambda x, y: 1 - y * y),
    np.sin: _smooth(np.sin, lambda x, y: np.cos(x)),
    np.cos: _smooth(np.cos, lambda x, y: -np.sin(x)),
    np.tan: lambda a, **_: np.sin(a) / np.cos(a),
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
    np.prod: _folded(np.multiply, 1),
    np.max: _folded(np.maximum, None),
    np.min: _folded(np.minimum, None),
    np.einsum: _einsum,
    np.dot: _matmul,
    np.outer: lambda a, b, **_: _einsum("i,j->ij", a, b),
    np.inner: lambda a, b, **_: _einsum("i,i->", a, b),
    np.vdot: lambda a, b, **_: _einsum("i,i->", a, b),
    np.stack: _joined(np.stack),
    np.concatenate: _joined(np.concatenate),
    **{function: _filled(function) for function in (np.zeros_like, np.ones_like, np.full_like)},
    np.shape: lambda a: a.shape,
    np.ndim: lambda a: a.ndim,
    np.size: lambda a: a.size,
}

assert UFUNCS  # the rules of `Tracked` are registered before those that build on them
