"""Conditions on tracked arrays: certainly true, certainly false, or too near to tell."""

from __future__ import annotations

from dataclasses import dataclass
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
    aligned,
    as_tracked,
    trace_of,
)
from bridge.runtime.tracked.trace import Mask, Reals, Trace, all_entries


@dataclass(frozen=True, slots=True)
class Relation:
    """A comparison by a ufunc's name, and where it certainly fails; for people."""

    operator: str
    left: Reals
    right: Reals
    no: Mask

    def fails(self, sample: int) -> bool:
        """Whether it certainly fails for an entry of this sample."""
        return bool(self.no[sample % len(self.no)].any())

    def at(self, sample: int) -> tuple[Reals, Reals, Mask]:
        """Both sides at one sample, and where it certainly fails there."""
        arrays = np.broadcast_arrays(self.left, self.right, self.no)
        left, right, no = (a[sample % len(a)] for a in arrays)
        return left, right, no


class Condition(_Dispatch):
    """A comparison per entry. `value` is the oracle's answer; `yes` and `no` are certain.

    `operator` is the ufunc's name while the condition is a plain comparison (`not_equal`), which is
    how a check tells "no kinks" from other hypotheses. `kink` marks entries where a derivative was
    carried along and the two sides meet. `relations` are the comparisons that it is made of.
    `close` marks entries that hold up to rounding: `=` or `≤` of numbers too near to tell apart.
    """

    __slots__ = ("close", "kink", "no", "operator", "relations", "trace", "value", "yes")

    def __init__(
        self,
        value: Mask,
        yes: Mask,
        no: Mask,
        trace: Trace,
        operator: str | None = None,
        kink: Mask | None = None,
        relations: tuple[Relation, ...] = (),
        close: Mask | None = None,
    ) -> None:
        self.value = value
        self.yes = yes
        self.no = no
        self.trace = trace
        self.operator = operator
        self.relations = relations
        self.kink = np.zeros((1,), np.bool_) if kink is None else kink
        self.close = np.zeros_like(yes) if close is None else close

    @property
    def unsure(self) -> Mask:
        mask: Mask = ~(self.yes | self.no)
        return mask

    @property
    def ndim(self) -> int:
        return self.value.ndim - 1

    @property
    def shape(self) -> tuple[Dim, ...]:
        return tuple(Dim(n, self.trace) for n in self.value.shape[1:])

    def astype(self, dtype: Any, **options: Any) -> Tracked:
        return self.as_number()

    def as_number(self) -> Tracked:
        """1 where true, 0 where false; entries that are not certain leave the sample undecided."""
        self.trace.mark_undecided(self.unsure)
        value = self.value.astype(np.longdouble)
        return Tracked(value, value, Account(grain=0), self.trace)

    def all(self, axis: Any = None) -> Condition:
        return _reduced(self, np.all, np.any, axis)

    def any(self, axis: Any = None) -> Condition:
        return _reduced(self, np.any, np.all, axis)

    def __getitem__(self, index: Any) -> Condition:
        where = (slice(None), *(index if isinstance(index, tuple) else (index,)))
        value, yes, no = (mask[where] for mask in (self.value, self.yes, self.no))
        return Condition(value, yes, no, self.trace, close=self.close[where])

    def __bool__(self) -> bool:
        if self.value.shape == (1,) and not self.unsure.any():
            return bool(self.value[0])
        raise NoRule("a condition on values must go through np.where, so that it holds per sample")

    def per_sample(self, samples: int) -> tuple[Mask, Mask]:
        """Where it certainly holds for all entries, and where it certainly fails for one."""
        held = all_entries(self.yes) & np.ones(samples, np.bool_)
        failed = ~all_entries(~self.no) & np.ones(samples, np.bool_)
        return held, failed

    def nearly(self, samples: int) -> Mask:
        """Where it holds for all entries, some of them only up to rounding."""
        held: Mask = all_entries(self.yes | self.close) & np.ones(samples, np.bool_)
        return held


def as_condition(x: Any, trace: Trace) -> Condition:
    if isinstance(x, Condition):
        return x
    value = np.asarray(x, np.bool_)[None]
    return Condition(value, value, ~value, trace)


_WITH_EQUALITY = (np.equal, np.less_equal, np.greater_equal)


def _compare(ufunc: Any, a: Any, b: Any) -> Condition:
    trace = trace_of(a, b)
    left, right = aligned(as_tracked(a, trace), as_tracked(b, trace))
    value = ufunc(left.value, right.value)
    apart = np.abs(left.value - right.value)
    error = left.error + right.error
    sure = (apart > error) | (error == 0)
    no = ~value & sure
    relation = Relation(ufunc.__name__, left.value, right.value, no)
    close = ~sure & (ufunc in _WITH_EQUALITY)
    return Condition(value, value & sure, no, trace, ufunc.__name__, None, (relation,), close)


def _comparison(ufunc: Any) -> None:
    UFUNCS[ufunc] = lambda a, b, **_: _compare(ufunc, a, b)


for _ufunc in (np.greater, np.greater_equal, np.less, np.less_equal, np.equal, np.not_equal):
    _comparison(_ufunc)


def _pair(a: Any, b: Any) -> tuple[Condition, Condition]:
    trace = trace_of(a, b)
    left, right = as_condition(a, trace), as_condition(b, trace)
    ndim = max(left.value.ndim, right.value.ndim)
    return _padded(left, ndim), _padded(right, ndim)


def _padded(c: Condition, ndim: int) -> Condition:
    shape = (c.value.shape[0], *(1,) * (ndim - c.value.ndim), *c.value.shape[1:])
    value, yes, no, close = (mask.reshape(shape) for mask in (c.value, c.yes, c.no, c.close))
    return Condition(value, yes, no, c.trace, c.operator, None, c.relations, close)


def _both(a: Any, b: Any, **_: Any) -> Condition:
    x, y = _pair(a, b)
    operator = x.operator if x.operator == y.operator else None
    relations = (*x.relations, *y.relations)
    value, yes, no = x.value & y.value, x.yes & y.yes, x.no | y.no
    close = (x.yes | x.close) & (y.yes | y.close)
    return Condition(value, yes, no, x.trace, operator, None, relations, close)


def _one(a: Any, b: Any, **_: Any) -> Condition:
    x, y = _pair(a, b)
    relations = (*x.relations, *y.relations)
    value, yes, no = x.value | y.value, x.yes | y.yes, x.no & y.no
    return Condition(value, yes, no, x.trace, None, None, relations, x.close | y.close)


def _not(a: Any, **_: Any) -> Condition:
    c = as_condition(a, trace_of(a))
    return Condition(~c.value, c.no, c.yes, c.trace, kink=c.kink)


UFUNCS |= {
    np.logical_and: _both,
    np.bitwise_and: _both,
    np.logical_or: _one,
    np.bitwise_or: _one,
    np.logical_not: _not,
    np.invert: _not,
}


def _reduced(c: Condition, value: Any, other: Any, axis: Any) -> Condition:
    axes = hidden(axis, c.ndim)
    return Condition(
        value(c.value, axis=axes),
        value(c.yes, axis=axes),
        other(c.no, axis=axes),
        c.trace,
        c.operator,
        relations=c.relations,
        close=value(c.yes | c.close, axis=axes),
    )


def hidden(axis: Any, ndim: int) -> tuple[int, ...]:
    """Axes of one sample as axes of the batch; None is all of them."""
    if axis is None:
        return tuple(range(1, ndim + 1))
    axes = axis if isinstance(axis, tuple) else (axis,)
    return tuple(int(a) % ndim + 1 for a in axes)


FUNCTIONS[np.all] = lambda a, axis=None, **_: as_condition(a, trace_of(a)).all(axis)
FUNCTIONS[np.any] = lambda a, axis=None, **_: as_condition(a, trace_of(a)).any(axis)
