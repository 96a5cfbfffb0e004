"""Samples that meet hypotheses by construction, where drawing until they do is hopeless.

A construction knows no theorem. It changes one variable at a time (onto the half-odd grid k + 1/2,
to its absolute value, to another variable of the same shape, ...) or puts two in order, and is
chosen by the acceptance measured. Where one change is not enough, two are composed; where two are
not, changes are added as long as more hypotheses hold on more samples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from bridge.runtime.inputs import Values
from bridge.runtime.samples import Batch

ENOUGH = 0.1  # acceptance below which a construction is looked for
GOOD = 0.5  # acceptance with which the search for one ends
SINGLES = 2_000  # changes that are tried, at most
PAIRS = 4_000  # compositions of two that are tried; where there are more, none is
SWEEPS = 3  # over all changes, adding those that help
TRIES = 12_000  # batches judged for one claim after which it is drawn without further search

Make = Callable[[Batch], Batch]
Rate = Callable[[Batch], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Change:
    """Told as `name` where it is used."""

    name: str
    make: Make


def half_odd(values: Values) -> Values:
    return np.floor(values) + 0.5


def weights(values: Values) -> Values:
    """1/2, 1/4, …, and the last one twice, in the order of the values: positive, with sum 1."""
    n = values.shape[-1] if values.ndim > 1 else 0
    if not n:
        return values
    halves = 0.5 ** np.minimum(np.arange(1, n + 1), max(n - 1, 0)).astype(values.dtype)
    order = np.argsort(np.argsort(-values, axis=-1), axis=-1)
    made: Values = np.asarray(halves[order], values.dtype)
    return made


def unit_vector(values: Values) -> Values:
    """1 at the largest entry, else 0."""
    if values.ndim < 2 or not values.shape[-1]:
        return values
    largest = np.argmax(values, axis=-1)[..., None]
    made: Values = np.where(np.arange(values.shape[-1]) == largest, 1.0, 0.0)
    return made


OF_ONE: dict[str, Callable[[Values], Values]] = {
    "k + 1/2": half_odd,
    "absolute value": np.abs,
    "absolute value + 1": lambda v: np.abs(v) + 1,
    "0": np.zeros_like,
    "1": np.ones_like,
    "sorted": lambda v: np.sort(v, axis=-1) if v.ndim > 1 else v,
    "weights with sum 1": weights,
    "a unit vector": unit_vector,
    "symmetric": lambda v: v + np.swapaxes(v, -1, -2) if _square(v) else v,
}


def _square(v: Values) -> bool:
    return v.ndim > 2 and v.shape[-1] == v.shape[-2]


def changes(batch: Batch) -> Iterator[Change]:
    """All single changes: of one variable, of all at once, two put in order, one set to another."""
    for name, change in OF_ONE.items():
        for key in batch.arrays:
            yield Change(f"{key} := {name}", _of_one(key, change))
        yield Change(f"all := {name}", _of_all(change))
    alike = [
        (key, other)
        for key, values in batch.arrays.items()
        for other, others in batch.arrays.items()
        if key != other and values.shape == others.shape
    ]
    for key, other in alike:
        yield Change(f"{key} ≤ {other}", _in_order(key, other))
    for key, other in alike:
        yield Change(f"{key} := {other}", _copied(key, other))


def _of_one(key: str, change: Callable[[Values], Values]) -> Make:
    return lambda batch: batch.updated({key: change(batch.arrays[key])})


def _of_all(change: Callable[[Values], Values]) -> Make:
    return lambda batch: batch.updated({k: change(v) for k, v in batch.arrays.items()})


def _in_order(low: str, high: str) -> Make:
    def make(batch: Batch) -> Batch:
        a, b = batch.arrays[low], batch.arrays[high]
        return batch.updated({low: np.minimum(a, b), high: np.maximum(a, b)})

    return make


def _copied(key: str, other: str) -> Make:
    return lambda batch: batch.updated({key: batch.arrays[other]})


@dataclass(slots=True)
class Search:
    """The last construction that helped, and how many batches were judged to find those."""

    found: Change | None = None
    tries: int = field(default=0, init=False)

    def construction(self, batch: Batch, rate: Rate) -> Change | None:
        """One with which enough samples of this batch are accepted, or the best there is.

        `rate`: of a batch, which share is accepted, and which share of the hypotheses holds.
        """
        if self.found and rate(self.found.make(batch))[0] >= ENOUGH:
            return self.found
        if self.tries < TRIES:
            self.found = self._best(batch, rate)
        return self.found

    def _best(self, batch: Batch, rate: Rate) -> Change | None:
        """The mildest change with a good acceptance, else the best one or composition.

        Mild changes leave both sides of a condition in play: with all signs positive a missing
        mask would go unseen. None if nothing helps.
        """
        singles = list(islice(changes(batch), SINGLES))
        rated = [(self._accepted(change, batch, rate), change) for change in singles]
        best = max(rated, key=lambda r: r[0], default=None)
        if best is None:
            return None
        if best[0] >= ENOUGH:
            return next((change for rated_as, change in rated if rated_as >= GOOD), best[1])
        pairs = [_in_turn([a, b]) for a in singles for b in singles if a.name < b.name]
        composed = pairs if len(pairs) <= PAIRS else []
        rated = [best, *((self._accepted(change, batch, rate), change) for change in composed)]
        best = max(rated, key=lambda r: r[0])
        if best[0] < ENOUGH and (climbed := self._climb(singles, batch, rate)):
            best = max([best, (self._accepted(climbed, batch, rate), climbed)], key=lambda r: r[0])
        return best[1] if best[0] > 0 else None

    def _accepted(self, change: Change, batch: Batch, rate: Rate) -> float:
        self.tries += 1
        return rate(change.make(batch))[0]

    def _climb(self, singles: list[Change], batch: Batch, rate: Rate) -> Change | None:
        """Changes one after another, each kept if with it more of the hypotheses hold."""
        taken: list[Change] = []
        best, made = rate(batch), batch
        for _ in range(SWEEPS):
            before = len(taken)
            for change in singles:
                self.tries += 1
                candidate = change.make(made)
                rated = rate(candidate)
                if rated > best:
                    best, made = rated, candidate
                    taken.append(change)
                if best[0] >= GOOD:
                    return _in_turn(taken)
            if len(taken) == before:
                break
        return _in_turn(taken) if taken else None


def _in_turn(steps: list[Change]) -> Change:
    def make(batch: Batch) -> Batch:
        for step in steps:
            batch = step.make(batch)
        return batch

    return Change(", ".join(step.name for step in steps), make)
