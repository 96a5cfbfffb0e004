"""`Tracked`: arrays through which a NumPy reference runs unchanged, with a bound on every entry.

A tracked array looks like the array of one sample (`shape`, axes, einsum subscripts) and holds a
batch: axis 0 of `value` is the sample axis and is hidden from the code that runs. See `account` for
what the bound covers. NumPy's functions come here through `__array_ufunc__` and
`__array_function__`; the rules are in `pointwise`, `contraction` and `shaping`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from bridge.runtime.tracked import account as accounts
from bridge.runtime.tracked.account import Account, fits
from bridge.runtime.tracked.numerals import numerals
from bridge.runtime.tracked.trace import Reals, Trace

Rule = Callable[..., Any]
UFUNCS: dict[Any, Rule] = {}
FUNCTIONS: dict[Any, Rule] = {}

_SLACK = np.longdouble(1) + np.ldexp(np.longdouble(1), -30)  # the bound's own rounding
_COMMON_GRAIN = 0  # constants that are integers count as multiples of 1


class NoRule(TypeError):
    """The reference uses a NumPy function that has no rule here."""


class _Dispatch(NDArrayOperatorsMixin):
    """NumPy's two protocols, answered from the tables of rules."""

    __slots__ = ()

    carries_tangent = False

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        if any(getattr(x, "carries_tangent", False) for x in inputs):
            return NotImplemented
        if method != "__call__" or ufunc not in UFUNCS:
            raise NoRule(f"np.{ufunc.__name__} ({method}) has no rule in bridge.runtime.tracked")
        return UFUNCS[ufunc](*inputs, **options)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if any(getattr(t, "carries_tangent", False) for t in types):
            return NotImplemented
        if function not in FUNCTIONS:
            raise NoRule(f"np.{function.__name__} has no rule in bridge.runtime.tracked")
        return FUNCTIONS[function](*args, **kwargs)

    # What code that was written for tensors sees besides.

    device = None

    def astype(self, dtype: Any, **options: Any) -> Any:
        return self

    def to(self, dtype: Any) -> Any:
        return self.astype(dtype)

    def new_zeros(self, shape: Any) -> Any:
        return np.zeros(shape)

    def new_full(self, shape: Any, value: Any) -> Any:
        return np.broadcast_to(value, shape)


class Tracked(_Dispatch):
    """A batch of arrays: values, magnitudes, and the account that turns these into a bound."""

    __slots__ = ("account", "magnitude", "trace", "value")

    def __init__(self, value: Reals, magnitude: Reals, account: Account, trace: Trace) -> None:
        self.value = value
        self.magnitude = magnitude
        self.account = account
        self.trace = trace

    @classmethod
    def inputs(cls, values: Any, trace: Trace, *, grain: int | None = None) -> Tracked:
        """Exact inputs, the sample axis first; `grain`: all are integer multiples of 2^grain."""
        value = np.asarray(values, np.longdouble)
        return cls(value, np.abs(value), Account(grain=grain), trace)

    @classmethod
    def constant(cls, value: Any, trace: Trace) -> Tracked:
        """A number or array of the reference itself, the same for every sample."""
        meant, rounds = numerals(value, trace.format)
        wide = meant[None]
        if rounds or not np.array_equal(wide, _rounded(wide, trace)):
            return cls(wide, np.abs(wide), Account(max(rounds, 2)), trace)
        return cls(wide, np.abs(wide), Account(grain=grain_of(wide)), trace)

    # What code for one sample sees.

    @property
    def shape(self) -> tuple[Dim, ...]:
        return tuple(Dim(n, self.trace) for n in self.value.shape[1:])

    @property
    def ndim(self) -> int:
        return self.value.ndim - 1

    @property
    def size(self) -> Dim:
        return Dim(math.prod(self.value.shape[1:]), self.trace)

    @property
    def dtype(self) -> np.dtype[Any]:
        return np.dtype(np.float64)

    @property
    def T(self) -> Any:
        return np.transpose(self)

    def __len__(self) -> int:
        if not self.ndim:
            raise TypeError("a real number has no length")
        return int(self.value.shape[1])

    def __iter__(self) -> Iterator[Tracked]:
        return (self[i] for i in range(len(self)))

    def __getitem__(self, index: Any) -> Tracked:
        index = index if isinstance(index, tuple) else (index,)
        where = (slice(None), *index)
        return self.like(self.value[where], self.magnitude[where])

    def __getattr__(self, name: str) -> Any:
        """Methods are the functions of the same name: `x.sum(axis=0)` is `np.sum(x, axis=0)`."""
        function = getattr(np, name, None) if not name.startswith("_") else None
        if function is None or (function not in FUNCTIONS and function not in UFUNCS):
            raise AttributeError(f"a tracked array has no attribute {name}")
        return lambda *args, **kwargs: function(self, *args, **kwargs)

    def __bool__(self) -> bool:
        raise NoRule("a condition on values must go through np.where, so that it holds per sample")

    def __float__(self) -> float:
        """An exact constant as a number: what `np.arange` asks of a size."""
        if self.value.shape != (1,) or not self.exact:
            raise NoRule("a tracked number cannot be turned into a float")
        return float(self.value[0])

    def __repr__(self) -> str:
        return f"Tracked(shape={self.value.shape[1:]}, samples={len(self.value)}, {self.account})"

    # What the rules and the checks use.

    def like(self, value: Reals, magnitude: Reals) -> Tracked:
        """Other entries under the same account."""
        return Tracked(value, magnitude, self.account, self.trace)

    @property
    def peak(self) -> np.longdouble:
        """The largest magnitude of all entries."""
        return np.longdouble(self.magnitude.max(initial=np.longdouble(0)))

    @property
    def exact(self) -> bool:
        """Whether a subject gives exactly these values, in any order of summation."""
        return fits(self.account.grain, self.peak, self.trace.format)

    @property
    def error(self) -> Reals:
        """Per entry: how far a subject's result may be from `value`; 0 where it must be equal."""
        return np.zeros_like(self.value) if self.exact else self.bound

    @property
    def bound(self) -> Reals:
        """The same without the claim that nothing rounds."""
        scale = np.longdouble(self.account.error_per_magnitude(self.trace.format))
        with np.errstate(invalid="ignore"):
            bound = scale * self.magnitude + 2 * self.account.floor
        widened: Reals = np.nan_to_num(bound * _SLACK, nan=np.inf, posinf=np.inf)
        return widened


class Dim(int):
    """A size. Divided, it stays exact, where Python would round `2 / n` to float64."""

    trace: Trace

    def __new__(cls, value: int, trace: Trace) -> Dim:
        made = super().__new__(cls, value)
        made.trace = trace
        return made

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        if any(getattr(x, "carries_tangent", False) for x in inputs):
            return NotImplemented
        tracked = [x.tracked if isinstance(x, Dim) else x for x in inputs]
        return self.tracked.__array_ufunc__(ufunc, method, *tracked, **options)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if any(getattr(t, "carries_tangent", False) for t in types):
            return NotImplemented
        tracked = [x.tracked if isinstance(x, Dim) else x for x in args]
        return self.tracked.__array_function__(function, types, tracked, kwargs)

    @property
    def tracked(self) -> Tracked:
        return Tracked.constant(int(self), self.trace)

    def __truediv__(self, other: Any) -> Any:
        return np.true_divide(self.tracked, other)

    def __rtruediv__(self, other: Any) -> Any:
        return np.true_divide(other, self.tracked)

    def __mul__(self, other: Any) -> Any:
        return self._same(int(self) * other) if isinstance(other, int) else self.tracked * other

    def __add__(self, other: Any) -> Any:
        return self._same(int(self) + other) if isinstance(other, int) else self.tracked + other

    def __sub__(self, other: Any) -> Any:
        return self._same(int(self) - other) if isinstance(other, int) else self.tracked - other

    def __rsub__(self, other: Any) -> Any:
        return self._same(other - int(self)) if isinstance(other, int) else other - self.tracked

    __rmul__ = __mul__
    __radd__ = __add__

    def _same(self, value: int) -> Dim:
        return Dim(value, self.trace)


def trace_of(*operands: Any) -> Trace:
    """The trace of the first operand that has one."""
    for x in operands:
        if isinstance(x, Tracked | Dim):
            return x.trace
        found = getattr(x, "trace", None)
        if isinstance(found, Trace):
            return found
    raise NoRule("no tracked operand")


def as_tracked(x: Any, trace: Trace) -> Tracked:
    """The operand as a tracked array; conditions become 0 and 1."""
    if isinstance(x, Tracked):
        return x
    if isinstance(x, Dim):
        return x.tracked
    number = getattr(x, "as_number", None)
    return number() if number is not None else Tracked.constant(x, trace)


def aligned(*operands: Tracked) -> list[Tracked]:
    """The operands with axes of size 1 after the sample axis, so that NumPy's broadcasting fits."""
    ndim = max(x.value.ndim for x in operands)
    return [x if x.value.ndim == ndim else _padded(x, ndim) for x in operands]


def _padded(x: Tracked, ndim: int) -> Tracked:
    shape = (x.value.shape[0], *(1,) * (ndim - x.value.ndim), *x.value.shape[1:])
    return x.like(x.value.reshape(shape), x.magnitude.reshape(shape))


def _rounded(wide: Reals, trace: Trace) -> Reals:
    """The values rounded to the significant bits that the subject's format has."""
    mantissa, exponent = np.frexp(wide)
    scaled = np.rint(np.ldexp(mantissa, trace.format.precision))
    rounded: Reals = np.ldexp(scaled, exponent - trace.format.precision)
    return rounded


def grain_of(wide: Reals) -> int | None:
    """The exponent of the finest bit in use, at most that of 1; None: finer than 2^-64."""
    for grain in (_COMMON_GRAIN, -1, -2, -4, -8, -16, -32, -64):
        scaled = np.ldexp(wide, -grain)
        if np.array_equal(scaled, np.rint(scaled)):
            return grain
    return None


either = accounts.either
