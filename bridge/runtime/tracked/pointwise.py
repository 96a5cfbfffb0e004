"""Rules for functions of single entries: arithmetic, choices between branches, real functions.

A smooth g at an argument off by at most E is off by L·E, L its Lipschitz constant on the interval,
plus its own error of `ULPS[g]` units: with `magnitude = max(|g|, L · magnitude)` and k raised by
that constant, `γ_k · magnitude` covers both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bridge.runtime.tracked import account as accounts
from bridge.runtime.tracked.account import NOTHING, Account, inexact
from bridge.runtime.tracked.array import (
    FUNCTIONS,
    UFUNCS,
    Tracked,
    aligned,
    as_tracked,
    grain_of,
    trace_of,
)
from bridge.runtime.tracked.conditions import as_condition
from bridge.runtime.tracked.trace import Reals, Trace
from bridge.runtime.tracked.ulps import ULPS


def _operands(*xs: Any) -> list[Tracked]:
    trace = trace_of(*xs)
    return aligned(*(as_tracked(x, trace) for x in xs))


def add(x: Any, y: Any, **_: Any) -> Tracked:
    a, b = _operands(x, y)
    account = accounts.plus(a.account, b.account, a.trace.format)
    return Tracked(a.value + b.value, a.magnitude + b.magnitude, account, a.trace)


def subtract(x: Any, y: Any, **_: Any) -> Tracked:
    a, b = _operands(x, y)
    account = accounts.plus(a.account, b.account, a.trace.format)
    return Tracked(a.value - b.value, a.magnitude + b.magnitude, account, a.trace)


def multiply(x: Any, y: Any, **_: Any) -> Tracked:
    a, b = _operands(x, y)
    account = accounts.times(a.account, b.account, (a.peak, b.peak), a.trace.format)
    return Tracked(a.value * b.value, a.magnitude * b.magnitude, account, a.trace)


def negative(x: Any, **_: Any) -> Tracked:
    (a,) = _operands(x)
    return a.like(-a.value, a.magnitude)


def absolute(x: Any, **_: Any) -> Tracked:
    (a,) = _operands(x)
    return a.like(np.abs(a.value), a.magnitude)


def divide(x: Any, y: Any, *, where: Any = True, out: Any = None) -> Tracked:
    """x / y; with `where=`, the entries left out have Lean's value and are outside the domain."""
    a, b = _operands(x, y)
    if where is not True:
        return _guarded(divide, (a, b), where, out)
    zero = np.abs(b.value) <= b.error
    a.trace.mark_outside(zero & (b.error == 0))
    a.trace.mark_undecided(zero & (b.error > 0))
    return multiply(a, _reciprocal(b, zero))


def _reciprocal(b: Tracked, zero: Any) -> Tracked:
    """1 / b: off by E / (|b| (|b| - E)), E being the error of b."""
    size = np.where(zero, np.longdouble(1), np.abs(b.value))
    room = np.where(zero, np.longdouble(1), size - np.minimum(b.error, size / 2))
    value = np.where(zero, np.longdouble(0), 1 / np.where(zero, np.longdouble(1), b.value))
    power_of_two = bool((np.frexp(size)[0] == 0.5).all()) and b.exact
    grain = -int(np.frexp(size)[1].max(initial=1) - 1) if power_of_two else None
    if power_of_two:  # a scaling: the oracle's value is exact, a subject may round x / y once
        return Tracked(
            value, np.abs(value), Account(0, np.longdouble(0), min(grain or 0, 0)), b.trace
        )
    with np.errstate(all="ignore"):  # one after the other: their product may be out of range
        floor = (b.account.floor / size / room).max(initial=NOTHING) + b.trace.format.tiny
        magnitude: Reals = np.divide(np.divide(b.magnitude, size), room)
    return Tracked(value, magnitude, Account(b.account.rounds + 1, floor), b.trace)


def maximum(x: Any, y: Any, **_: Any) -> Tracked:
    return _extreme(np.maximum, *_operands(x, y))


def minimum(x: Any, y: Any, **_: Any) -> Tracked:
    return _extreme(np.minimum, *_operands(x, y))


def _extreme(ufunc: Any, a: Tracked, b: Tracked) -> Tracked:
    """max and min are off by no more than the worse of the two; exact if both are."""
    both = accounts.either(a.account, b.account)
    account = both if a.exact and b.exact else inexact(both)
    value = ufunc(a.value, b.value)
    return Tracked(value, np.maximum(a.magnitude, b.magnitude), account, a.trace)


def where(condition: Any, x: Any, y: Any) -> Tracked:
    """A choice per entry; not certain, the sample is undecided unless the branches agree there."""
    trace = trace_of(condition, x, y)
    a, b = as_tracked(x, trace), as_tracked(y, trace)
    c = as_condition(condition, trace)
    c_like = Tracked(c.value, c.unsure, Account(), trace)  # type: ignore[arg-type] # aligned only
    c_like, a, b = aligned(c_like, a, b)
    chosen, unsure = c_like.value, c_like.magnitude
    value = np.where(chosen, a.value, b.value)
    magnitude = np.where(chosen, a.magnitude, b.magnitude)
    account = accounts.either(a.account, b.account)
    if not unsure.any():
        return Tracked(value, magnitude, account, trace)
    apart = np.abs(a.value - b.value)
    near = unsure.astype(np.bool_) & (apart <= 4 * (a.error + b.error))
    trace.mark_undecided(unsure.astype(np.bool_) & ~near)
    unit = np.longdouble(trace.format.unit)
    worse = np.maximum(a.magnitude, b.magnitude) + apart / unit
    rounds = Account(max(account.rounds, 1), account.floor, None)
    return Tracked(value, np.where(near, worse, magnitude), rounds, trace)


def power(x: Any, y: Any, *, where: Any = True, out: Any = None, **_: Any) -> Tracked:
    """x ** n by repeated products for a natural number n; any other power as a function of both."""
    a, b = _operands(x, y)
    if where is not True:
        return _guarded(power, (a, b), where, out)
    exponents = natural_exponents(y, a.trace)
    if exponents is None:
        return _real_power(a, b)
    return _products(a, exponents, np.ones(np.broadcast_shapes(a.value.shape, b.value.shape)))


def _products(a: Tracked, exponents: Any, one: Any) -> Tracked:
    """a ** n for one exponent, or for one for each place of an axis."""
    ones = one.astype(np.longdouble)
    result = product = Tracked(ones, ones, Account(grain=0), a.trace)
    for k in range(int(exponents.max(initial=0))):
        product = multiply(product, a) if k else a
        result = where(exponents > k, product, result) if exponents.ndim else product
    return result


def natural_exponents(y: Any, trace: Trace) -> Any:
    """The exponents as an array, if they are natural numbers of the reference's own, such as its
    sizes and indices; else None."""
    if isinstance(y, Tracked):
        if y.value.shape[0] != 1 or not y.exact or trace.size == 1:
            return None
        y = y.value[0]
    exponents = np.asarray(y)
    return exponents if (exponents == np.rint(exponents)).all() and (exponents >= 0).all() else None


def _real_power(a: Tracked, b: Tracked) -> Tracked:
    """Where a is above 0, and below 0 for whole exponents: off by b a^(b-1) E and a^b log a F.

    A subject may compute exp (b log a), which rounds the exponent by its own size.
    """
    whole = (b.error == 0) & (b.value == np.rint(b.value))
    size = np.abs(a.value)
    inside = (a.value > a.error) | (whole & (size > a.error))
    at_zero = (size + a.error == 0) & (b.value > b.error)  # 0 ** b is 0
    outside = (a.value + a.error <= 0) & (b.error == 0) & ~whole
    a.trace.mark_outside(outside & ~at_zero)
    a.trace.mark_undecided(~(inside | at_zero | outside))
    ends = np.where(inside, size - a.error, 1), np.where(inside, size + a.error, 1)
    with np.errstate(all="ignore"):
        value = np.where(inside, np.where(inside, a.value, 1) ** b.value, 0)
        most = np.maximum(*(end ** (b.value + b.error) for end in ends))
        most = np.maximum(most, np.maximum(*(end ** (b.value - b.error) for end in ends)))
        by_base = np.where(inside, (np.abs(b.value) + b.error) * most / ends[0], 0)
        by_exponent = np.where(inside, np.maximum(*(np.abs(np.log(end)) for end in ends)) * most, 0)
        spread = by_base * a.magnitude + by_exponent * (b.magnitude + np.abs(b.value))
    both = accounts.either(a.account, b.account)
    floor = a.account.floor * by_base.max(initial=0) + b.account.floor * by_exponent.max(initial=0)
    account = Account(both.rounds + ULPS["power"], floor + a.trace.format.tiny)
    return Tracked(value, np.maximum(np.abs(value), spread), account, a.trace)


def _guarded(rule: Callable[..., Tracked], operands: Any, guard: Any, out: Any) -> Tracked:
    """`ufunc(..., where=guard, out=other)`: Lean's convention where the guard fails."""
    trace = trace_of(*operands)
    condition = as_condition(guard, trace)
    trace.mark_outside(condition.no)
    trace.mark_undecided(condition.unsure)
    other = out[0] if isinstance(out, tuple) else out
    one = Tracked.constant(1, trace)
    safe = [where(condition, x, one) for x in operands]
    return where(condition, rule(*safe), 0 if other is None else other)


def _smooth(
    ufunc: Any, lipschitz: Callable[[Reals, Reals], Reals], domain: Callable[[Reals], Any] | None
) -> None:
    """Register a real function by its Lipschitz constant on [a - E, a + E]."""

    def rule(x: Any, *, where: Any = True, out: Any = None, **_: Any) -> Tracked:
        (a,) = _operands(x)
        if where is not True:
            return _guarded(rule, (a,), where, out)
        low, high = a.value - a.error, a.value + a.error
        if domain is not None:
            inside = domain(low)
            a.trace.mark_outside(~domain(high))
            a.trace.mark_undecided(domain(high) & ~inside)
            low, high = np.where(inside, low, 1), np.where(inside, high, 1)
            a = a.like(np.where(inside, a.value, 1), a.magnitude)
        with np.errstate(over="ignore", invalid="ignore"):
            value, slope = ufunc(a.value), lipschitz(low, high)
            magnitude = np.maximum(np.abs(value), slope * a.magnitude)
            floor = a.account.floor * slope.max(initial=np.longdouble(0)) + a.trace.format.tiny
        account = Account(a.account.rounds + ULPS[ufunc.__name__], floor)
        return Tracked(value, magnitude, account, a.trace)

    UFUNCS[ufunc] = rule


def _one(low: Reals, high: Reals) -> Reals:
    return np.ones_like(low)


def _largest_end(low: Reals, high: Reals) -> Reals:
    return np.maximum(np.abs(low), np.abs(high))


_smooth(np.exp, lambda low, high: np.exp(high), None)
_smooth(np.expm1, lambda low, high: np.exp(high), None)
_smooth(np.log, lambda low, high: 1 / low, lambda x: x > 0)
_smooth(np.log1p, lambda low, high: 1 / (1 + low), lambda x: x > -1)
_smooth(np.sin, _one, None)
_smooth(np.cos, _one, None)
_smooth(np.arctan, _one, None)
_smooth(np.arcsinh, _one, None)
_smooth(np.tanh, _one, None)
_smooth(np.sinh, lambda low, high: np.cosh(_largest_end(low, high)), None)
_smooth(np.cosh, lambda low, high: np.cosh(_largest_end(low, high)), None)


def sqrt(x: Any, *, where: Any = True, out: Any = None, **_: Any) -> Tracked:
    """√a off by E is off by at most E / √a, and by at most √(2E) where a ≤ E."""
    (a,) = _operands(x)
    if where is not True:
        return _guarded(sqrt, (a,), where, out)
    a.trace.mark_outside(a.value < -a.error)
    value = np.sqrt(np.maximum(a.value, np.longdouble(0)))
    if a.trace.no_subject and a.exact and np.array_equal(value * value, a.value):
        return Tracked(value, value, Account(grain=grain_of(value)), a.trace)
    near = (a.value <= a.error) & (a.error > 0)
    root = np.where(near | (value == 0), np.longdouble(1), value)
    unit = np.longdouble(a.trace.format.unit)
    far = np.maximum(value, a.magnitude / root)
    magnitude = np.where(near, np.sqrt(2 * a.error) / unit, np.where(value == 0, value, far))
    floor = a.account.floor / root.min(initial=np.longdouble(1)) + a.trace.format.tiny
    return Tracked(value, magnitude, Account(a.account.rounds + ULPS["sqrt"], floor), a.trace)


UFUNCS |= {
    np.tan: lambda x, **_: divide(UFUNCS[np.sin](x), UFUNCS[np.cos](x)),
    np.add: add,
    np.subtract: subtract,
    np.multiply: multiply,
    np.true_divide: divide,
    np.negative: negative,
    np.positive: lambda x, **_: x,
    np.absolute: absolute,
    np.maximum: maximum,
    np.minimum: minimum,
    np.power: power,
    np.float_power: power,
    np.square: lambda x, **_: multiply(x, x),
    np.reciprocal: lambda x, **_: divide(1, x),
    np.sqrt: sqrt,
}
FUNCTIONS[np.where] = where
