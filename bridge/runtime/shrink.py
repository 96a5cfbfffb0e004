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
RESERVE = 40  # of these, kept for the layouts at the end
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
    for step in (_sizes, _arrays, _sizes, _entries, _setup):
        step(search)
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
    """Equal sizes together, then every size in turn, the smallest first."""
    sizes = search.best.batch.sizes
    equal = [tuple(n for n in sizes if sizes[n] == size) for size in dict.fromkeys(sizes.values())]
    for names in (*(group for group in equal if len(group) > 1), *((name,) for name in sizes)):
        _smaller(search, names)


def _smaller(search: _Search, names: tuple[str, ...]) -> None:
    """Give the names a smaller size in common; for 1, whichever index will do. Never 0: arrays
    without entries are harder to read."""
    now = min(search.best.batch.sizes[name] for name in names)
    for size in sorted({*range(1, min(now, 5)), now // 2, now - 1} - {-1, 0}):
        sizes = {**search.best.batch.sizes, **dict.fromkeys(names, size)}
        if search.attempt(search.runner.resized(search.best, sizes)):
            return
        if size == 1 and _one_index(search, names):
            return


def _one_index(search: _Search, names: tuple[str, ...]) -> bool:
    """Leave one index of these sizes, trying the last ones first."""
    start = search.best
    sizes = {**start.batch.sizes, **dict.fromkeys(names, 1)}
    last = min(*(start.batch.sizes[name] for name in names), MOST_INDICES)
    for i in reversed(range(1, last)):
        batch = start.batch
        for name in names:
            batch = _in_front(batch, name, i)
        if search.attempt(search.runner.resized(replace(start, batch=batch), sizes)):
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


def _arrays(search: _Search) -> None:
    """Every array as a whole: zeros, ones, rounded."""
    for key in _all_arrays(search.best.batch):
        for change in (np.zeros_like, np.ones_like, np.rint):
            values = _all_arrays(search.best.batch)[key]
            if search.attempt(_with(search.best.batch, key, change(values))):
                break


def _entries(search: _Search) -> None:
    """Entry by entry, until nothing changes."""
    progress = True
    while progress and search.left > RESERVE:
        changed = [_entry(search, key, i) for key, i in _places(search.best.batch)]
        progress = any(changed)


def _setup(search: _Search) -> None:
    """Layouts and required gradients one by one, where not all of them can go."""
    if search.best.batch.count != 1 or not search.best.plan:
        return
    search.left = max(search.left, RESERVE)
    for key in search.best.plan[0].layouts:
        setup = search.best.plan[0]
        others = {k: v for k, v in setup.layouts.items() if k != key}
        search.attempt(search.best.batch, [replace(setup, layouts=others)])
    for key in search.best.plan[0].require_grad:
        setup = search.best.plan[0]
        fewer = replace(setup, require_grad=setup.require_grad - {key})
        search.attempt(search.best.batch, [fewer])


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
