"""Rules that move entries about, or make constant arrays of a tracked array's shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from bridge.runtime.tracked import account as accounts
from bridge.runtime.tracked.array import FUNCTIONS, Tracked, as_tracked, trace_of
from bridge.runtime.tracked.trace import Reals


def _moved(x: Any, move: Callable[[Reals], Reals]) -> Tracked:
    a = as_tracked(x, trace_of(x))
    return a.like(move(a.value), move(a.magnitude))


def transpose(a: Any, axes: Sequence[int] | None = None) -> Tracked:
    order = tuple(reversed(range(a.ndim))) if axes is None else axes
    return _moved(a, lambda v: np.transpose(v, (0, *(int(i) % a.ndim + 1 for i in order))))


def swapaxes(a: Any, axis1: int, axis2: int) -> Tracked:
    first, second = (i + 1 if i >= 0 else i for i in (axis1, axis2))
    return _moved(a, lambda v: np.swapaxes(v, first, second))


def reshape(a: Any, shape: Any, **_: Any) -> Tracked:
    sizes = shape if isinstance(shape, tuple | list) else (shape,)
    return _moved(a, lambda v: v.reshape(len(v), *(int(n) for n in sizes)))


def expand_dims(a: Any, axis: int) -> Tracked:
    return _moved(a, lambda v: np.expand_dims(v, axis + 1 if axis >= 0 else axis))


def squeeze(a: Any, axis: int) -> Tracked:
    return _moved(a, lambda v: np.squeeze(v, axis + 1 if axis >= 0 else axis))


def broadcast_to(a: Any, shape: Sequence[int]) -> Tracked:
    x = as_tracked(a, trace_of(a))
    sizes = tuple(int(n) for n in shape)

    def spread(v: Reals) -> Reals:
        padded = v.reshape(len(v), *(1,) * (len(sizes) - x.ndim), *v.shape[1:])
        return np.broadcast_to(padded, (len(v), *sizes))

    return x.like(spread(x.value), spread(x.magnitude))


def diagonal(a: Any, **_: Any) -> Tracked:
    return _moved(a, lambda v: np.diagonal(v, axis1=1, axis2=2))


def diag(a: Any, **_: Any) -> Tracked:
    """The matrix with this diagonal, or the diagonal of this matrix."""
    if a.ndim == 2:
        return diagonal(a)
    return _moved(a, lambda v: v[:, :, None] * np.eye(v.shape[1], dtype=np.longdouble))


def flip(a: Any, axis: int | None = None) -> Tracked:
    x = as_tracked(a, trace_of(a))
    axes = tuple(range(1, x.ndim + 1)) if axis is None else (axis % x.ndim + 1,)
    return _moved(a, lambda v: np.flip(v, axes))


def joined(join: Callable[..., Any], arrays: Sequence[Any], axis: int = 0) -> Tracked:
    """np.stack and np.concatenate."""
    trace = trace_of(*arrays)
    parts = [as_tracked(x, trace) for x in arrays]
    samples = max(len(x.value) for x in parts)
    account = parts[0].account
    for x in parts[1:]:
        account = accounts.either(account, x.account)
    along = axis + 1 if axis >= 0 else axis

    def join_all(select: Callable[[Tracked], Reals]) -> Reals:
        every = [np.broadcast_to(select(x), (samples, *x.value.shape[1:])) for x in parts]
        result: Reals = join(every, axis=along)
        return result

    return Tracked(join_all(lambda x: x.value), join_all(lambda x: x.magnitude), account, trace)


def filled(a: Any, number: Any) -> Tracked:
    """A constant array of the shape of `a`."""
    trace = trace_of(a)
    return Tracked.constant(np.full(tuple(int(n) for n in a.shape), number), trace)


FUNCTIONS |= {
    np.transpose: transpose,
    np.matrix_transpose: lambda a: swapaxes(a, -1, -2),
    np.swapaxes: swapaxes,
    np.reshape: reshape,
    np.ravel: lambda a, **_: reshape(a, (-1,)),
    np.expand_dims: expand_dims,
    np.squeeze: squeeze,
    np.broadcast_to: broadcast_to,
    np.diagonal: diagonal,
    np.diag: diag,
    np.flip: flip,
    np.copy: lambda a, **_: a,
    np.stack: lambda arrays, axis=0, **_: joined(np.stack, arrays, axis),
    np.concatenate: lambda arrays, axis=0, **_: joined(np.concatenate, arrays, axis),
    np.zeros_like: lambda a, **_: filled(a, 0),
    np.ones_like: lambda a, **_: filled(a, 1),
    np.full_like: lambda a, number, **_: filled(a, number),
    np.shape: lambda a: a.shape,
    np.ndim: lambda a: a.ndim,
    np.size: lambda a: a.size,
}
