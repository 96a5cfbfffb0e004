"""The smallest counterexample that still fails: one sample, plain layout, small numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from bridge.runtime.execution import PLAIN, Setup
from bridge.runtime.inputs import Values
from bridge.runtime.laws import DIRECTION
from bridge.runtime.outcome import Mismatch
from bridge.runtime.samples import Batch

ATTEMPTS = 400
MOST_INDICES = 16


class Rerun(Protocol):
    """What shrinking needs of a runner."""

    def again(self, mismatch: Mismatch, batch: Batch, plan: list[Setup]) -> Mismatch | None: ...

    def resized(self, mismatch: Mismatch, sizes: dict[str, int]) -> Batch | None: ...


@dataclass(slots=True)
class _Search:
    """The best mismatch so far, and how many attempts are left."""

    runner: Rerun
    best: Mismatch
    left: int = ATTEMPTS

    def attempt(self, batch: Batch | None, plan: list[Setup] | None = None) -> bool:
        """Whether the batch fails as well; it is then the best."""
        if batch is None or self.left <= 0:
            return False
        self.left -= 1
        try:
            found = self.runner.again(self.best, batch, plan or self.best.plan)
        except Exception:  # a candidate outside what claim or subject can take
            return False
        if found is None or _kind(found) != _kind(self.best):
            return False
        self.best = found
        return True


def _kind(mismatch: Mismatch) -> str:
    """A wrong value stays a wrong value, an exception the same exception."""
    return mismatch.text.split(":")[0]


def shrunk(runner: Rerun, mismatch: Mismatch) -> Mismatch:
    """A mismatch of the same kind that is easier to read."""
    search = _Search(runner, mismatch)
    _one_sample(search)
    search.attempt(search.best.batch, [PLAIN] * search.best.batch.count)
    _sizes(search)
    _numbers(search)
    search.attempt(search.best.batch, [PLAIN] * search.best.batch.count)
    return search.best


def _one_sample(search: _Search) -> None:
    best = search.best
    one = slice(best.bad, best.bad + 1)
    if search.attempt(best.batch.take(one), best.plan[one] or [PLAIN]):
        return
    two = [0, best.bad] if best.bad else [0, 1]
    if best.batch.count > 2:
        search.attempt(best.batch.take(two), [PLAIN, PLAIN])


def _sizes(search: _Search) -> None:
    """Every size in turn, the smallest first; for 1, whichever index will do."""
    for name in search.best.batch.sizes:
        for size in range(search.best.batch.sizes[name]):
            sizes = {**search.best.batch.sizes, name: size}
            if search.attempt(search.runner.resized(search.best, sizes)):
                break
            if size == 1 and _one_index(search, name):
                break


def _one_index(search: _Search, name: str) -> bool:
    """Leave one index of this size, trying the last ones first."""
    start = search.best
    sizes = {**start.batch.sizes, name: 1}
    for i in reversed(range(1, min(start.batch.sizes[name], MOST_INDICES))):
        moved = replace(start, batch=_in_front(start.batch, name, i))
        if search.attempt(search.runner.resized(moved, sizes)):
            return True
    return False


def _in_front(batch: Batch, name: str, i: int) -> Batch:
    """The batch with index `i` and index 0 of a size exchanged."""
    arrays, extra = dict(batch.arrays), dict(batch.extra)
    for v in batch.variables:
        for axis, size in enumerate(v.axes if v.kind == "array" else ()):
            if size == name and v.name in arrays:
                for held, key in ((arrays, v.name), (extra, DIRECTION + v.name)):
                    if key in held:
                        held[key] = _exchanged(held[key], axis - len(v.axes), i)
    return replace(batch, arrays=arrays, extra=extra)


def _exchanged(values: Values, axis: int, i: int) -> Values:
    order = np.arange(values.shape[axis])
    order[[0, i]] = order[[i, 0]]
    return np.take(values, order, axis)


def _numbers(search: _Search) -> None:
    """Whole arrays first, then entry by entry, until nothing changes."""
    for key in _all_arrays(search.best.batch):
        for change in (np.zeros_like, np.ones_like, np.rint):
            values = _all_arrays(search.best.batch)[key]
            if search.attempt(_with(search.best.batch, key, change(values))):
                break
    progress = True
    while progress and search.left > 0:
        changed = [_entry(search, key, i) for key, i in _places(search.best.batch)]
        progress = any(changed)


def _places(batch: Batch) -> Iterator[tuple[str, int]]:
    return ((key, i) for key, values in _all_arrays(batch).items() for i in range(values.size))


def _all_arrays(batch: Batch) -> Mapping[str, Values]:
    return {**batch.arrays, **batch.extra}


def _entry(search: _Search, key: str, i: int) -> bool:
    values = _all_arrays(search.best.batch)[key]
    current = float(values.ravel()[i])
    for candidate in (0.0, 1.0, 2.0, float(np.rint(current)), -1.0):
        if _complexity(candidate) < _complexity(current):
            changed = values.copy()
            changed.ravel()[i] = candidate
            if search.attempt(_with(search.best.batch, key, changed)):
                return True
    return False


def _complexity(x: float) -> float:
    """How hard a number is to read: 0, then 1, small integers, halves, anything else."""
    if x == int(x) and abs(x) < 1e6:
        return 2 * abs(x) + (x < 0)
    return 1e7 + (2 * x != int(2 * x)) if abs(x) < 1e6 else 1e9


def _with(batch: Batch, key: str, values: Values) -> Batch:
    if key in batch.extra:
        return replace(batch, extra={**batch.extra, key: values})
    return batch.updated({key: values})


def resized_arrays(batch: Batch, sizes: dict[str, int]) -> Batch | None:
    """The leading part of every declared array; None where an index no longer exists."""
    arrays, extra = dict(batch.arrays), dict(batch.extra)
    for v in batch.variables:
        if v.kind == "index" and batch.numbers[v.name] >= v.shape(sizes)[0]:
            return None
        if v.name not in batch.arrays and v.kind == "array":
            continue
        for key, shape in v.arrays(sizes).items():
            arrays[key] = _leading(arrays[key], shape)
            if DIRECTION + key in extra:
                extra[DIRECTION + key] = _leading(extra[DIRECTION + key], shape)
    return replace(batch, sizes=sizes, arrays=arrays, extra=extra)


def _leading(values: Values, shape: tuple[int, ...]) -> Values:
    ahead = values.ndim - len(shape)
    return values[(slice(None),) * ahead + tuple(slice(n) for n in shape)]


def cropped(values: Values, shape: tuple[int, ...]) -> Values:
    """An array of undeclared axes (a cotangent, a weight), cut to a smaller shape."""
    return _leading(values, shape)
