"""What a whole evaluation shares: the subject's format, and the samples that say nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bridge.runtime.tracked.formats import Format

Reals = NDArray[np.longdouble]
Mask = NDArray[np.bool_]


@dataclass(slots=True)
class Trace:
    """Marks per sample, collected while the reference runs.

    `undecided`: a condition was nearer to its threshold than rounding can tell. `outside`: Lean's
    total function and the numerical one differ there (a division by 0, a logarithm of -1).
    `kinked`: a derivative was taken where a condition changes sides. `no_subject`: nothing but the
    reference runs, so that the root of a square is exact, as it need not be in a norm of a library.
    `total`: Lean's total functions are what is asked for, so that nothing is outside their domain.
    """

    format: Format
    size: int
    no_subject: bool = False
    total: bool = False
    undecided: Mask = field(init=False)
    outside: Mask = field(init=False)
    kinked: Mask = field(init=False)

    def __post_init__(self) -> None:
        self.undecided = np.zeros(self.size, np.bool_)
        self.outside = np.zeros(self.size, np.bool_)
        self.kinked = np.zeros(self.size, np.bool_)

    def mark_undecided(self, entries: Any) -> None:
        self.undecided |= any_entry(entries)

    def mark_outside(self, entries: Any) -> None:
        self.outside |= any_entry(entries)

    def mark_kinked(self, entries: Any) -> None:
        self.kinked |= any_entry(entries)

    @property
    def usable(self) -> Mask:
        """The samples that a subject can be compared on."""
        return ~self.undecided if self.total else ~(self.undecided | self.outside)


def any_entry(entries: Any) -> Mask:
    """(samples, ...) -> (samples,): whether any entry of the sample is marked."""
    marked: Mask = np.asarray(entries, np.bool_)
    return np.asarray(marked.any(axis=tuple(range(1, marked.ndim))), np.bool_)


def all_entries(entries: Mask) -> Mask:
    """(samples, ...) -> (samples,): whether every entry of the sample is marked."""
    return ~any_entry(~entries)
