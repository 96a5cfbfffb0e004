"""Rules for sums of products: einsum, matrix products, sums, means and extremes along axes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from bridge.runtime.tracked import account as accounts
from bridge.runtime.tracked.account import Account, inexact
from bridge.runtime.tracked.array import FUNCTIONS, UFUNCS, NoRule, Tracked, as_tracked, trace_of
from bridge.runtime.tracked.conditions import hidden
from bridge.runtime.tracked.pointwise import divide
from bridge.runtime.tracked.trace import Reals


def einsum(subscripts: str, *operands: Any, **_: Any) -> Tracked:
    """Any einsum of one sample; the hidden sample axis rides along as an ellipsis."""
    if "." in subscripts:
        raise NoRule("an einsum with an ellipsis has no rule in bridge.runtime.tracked")
    trace = trace_of(*operands)
    arrays = [as_tracked(x, trace) for x in operands]
    inputs, output = _parts(subscripts)
    batch = ",".join(f"...{s}" for s in inputs) + f"->...{output}"
    account, first = arrays[0].account, arrays[0]
    peak = first.peak
    for x in arrays[1:]:
        account = accounts.times(account, x.account, (peak, x.peak), trace.format)
        peak = peak * x.peak
    account = accounts.summed(account, _terms(inputs, output, arrays), trace.format)
    return Tracked(
        _einsum(batch, [x.value for x in arrays]),
        _einsum(batch, [x.magnitude for x in arrays]),
        account,
        trace,
    )


def _einsum(subscripts: str, arrays: list[Reals]) -> Reals:
    result: Reals = np.einsum(subscripts, *arrays)
    return result


def _parts(subscripts: str) -> tuple[list[str], str]:
    left, arrow, right = subscripts.replace(" ", "").partition("->")
    if not arrow:  # NumPy's rule: letters that occur once, in alphabetical order
        letters = left.replace(",", "")
        right = "".join(sorted(c for c in set(letters) if letters.count(c) == 1))
    return left.split(","), right


def _terms(inputs: list[str], output: str, arrays: list[Tracked]) -> int:
    sizes = {c: n for s, x in zip(inputs, arrays, strict=True) for c, n in _sizes(s, x)}
    return math.prod(n for c, n in sizes.items() if c not in output)


def _sizes(letters: str, x: Tracked) -> list[tuple[str, int]]:
    return list(zip(letters, x.value.shape[1:], strict=True))


def matmul(x: Any, y: Any, **_: Any) -> Tracked:
    trace = trace_of(x, y)
    a, b = as_tracked(x, trace), as_tracked(y, trace)
    forms = {(1, 1): "j,j->", (2, 1): "ij,j->i", (1, 2): "i,ij->j", (2, 2): "ij,jk->ik"}
    if (a.ndim, b.ndim) not in forms:
        raise NoRule(f"matmul of {a.ndim} and {b.ndim} axes has no rule")
    return einsum(forms[a.ndim, b.ndim], a, b)


def dot(x: Any, y: Any, **_: Any) -> Tracked:
    trace = trace_of(x, y)
    a, b = as_tracked(x, trace), as_tracked(y, trace)
    return a * b if 0 in (a.ndim, b.ndim) else matmul(a, b)


def sum_(a: Any, axis: Any = None, *, keepdims: bool = False, **_: Any) -> Tracked:
    x = as_tracked(a, trace_of(a))
    axes = hidden(axis, x.ndim)
    terms = math.prod(x.value.shape[i] for i in axes)
    return Tracked(
        x.value.sum(axis=axes, keepdims=keepdims),
        x.magnitude.sum(axis=axes, keepdims=keepdims),
        accounts.summed(x.account, terms, x.trace.format),
        x.trace,
    )


def mean(a: Any, axis: Any = None, *, keepdims: bool = False, **_: Any) -> Tracked:
    x = as_tracked(a, trace_of(a))
    terms = math.prod(x.value.shape[i] for i in hidden(axis, x.ndim))
    return divide(sum_(x, axis, keepdims=keepdims), terms)


def _extreme(
    function: Any, a: Any, axis: Any = None, *, keepdims: bool = False, **_: Any
) -> Tracked:
    x = as_tracked(a, trace_of(a))
    axes = hidden(axis, x.ndim)
    account: Account = x.account if x.exact else inexact(x.account)
    return Tracked(
        function(x.value, axis=axes, keepdims=keepdims),
        x.magnitude.max(axis=axes, keepdims=keepdims),
        account,
        x.trace,
    )


def prod(a: Any, axis: Any = None, **_: Any) -> Tracked:
    """The product along one axis (or of all entries), entry by entry."""
    x = as_tracked(a, trace_of(a))
    flat = x.value.reshape(len(x.value), -1) if axis is None else x.value
    along = 1 if axis is None else hidden(axis, x.ndim)[0]
    sizes = x.magnitude.reshape(flat.shape)
    rest = [n for place, n in enumerate(flat.shape[1:], 1) if place != along]
    result = Tracked.constant(np.ones(rest), x.trace)
    for i in range(flat.shape[along]):
        result = result * x.like(*(np.take(v, i, axis=along)[...] for v in (flat, sizes)))
    return result


UFUNCS[np.matmul] = matmul
FUNCTIONS |= {
    np.einsum: einsum,
    np.dot: dot,
    np.vdot: lambda x, y: einsum("i,i->", x, y),
    np.inner: lambda x, y: einsum("i,i->", x, y),
    np.outer: lambda x, y, **_: einsum("i,j->ij", x, y),
    np.trace: lambda x, **_: einsum("ii->", x),
    np.sum: sum_,
    np.mean: mean,
    np.prod: prod,
    np.max: lambda a, axis=None, **o: _extreme(np.max, a, axis, **o),
    np.min: lambda a, axis=None, **o: _extreme(np.min, a, axis, **o),
}
