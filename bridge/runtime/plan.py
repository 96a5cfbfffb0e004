"""Which sizes, formats and input classes a claim is run on.

Sizes: all pairwise distinct, square twins, 1, 0 for one name at a time, and around 16, 32, 64 for
one name at a time (64 or 65 always occurs). Sizes come from `sizes`, so that a claim that divides
by a size can be given powers of two instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from numpy.random import Generator

from bridge.runtime.inputs import BOUND
from bridge.runtime.tracked.formats import BFLOAT16, FLOAT16, FLOAT32, FLOAT64, Format

Lane = Literal["exact", "bound"]
ANY_SIZES = (2, 3, 4, 5, 6, 7)
POWERS_OF_TWO = (2, 4, 1, 8, 16, 32)
THRESHOLDS = (15, 16, 17, 31, 32, 33, 63)


@dataclass(frozen=True, slots=True)
class Cell:
    """One batch: a lane, a format, an input class, sizes, and how many samples are wanted."""

    lane: Lane
    format: Format
    inputs: str
    sizes: Mapping[str, int]
    count: int
    powers_of_two: bool = False


def cells(rng: Generator, names: tuple[str, ...], draws: int, *, powers_of_two: bool) -> list[Cell]:
    """The plan for a claim over these size names; about `draws` samples in all."""
    sizes = _Sizes(rng, names, POWERS_OF_TWO if powers_of_two else ANY_SIZES)
    plan = [*_exact(sizes, powers_of_two), *_bound(_Sizes(rng, names, ANY_SIZES))]
    planned = sum(cell.count for cell in plan)
    return [_scaled(cell, draws / planned) for cell in plan]


def _scaled(cell: Cell, factor: float) -> Cell:
    count = max(1, round(cell.count * factor))
    return Cell(cell.lane, cell.format, cell.inputs, cell.sizes, count, cell.powers_of_two)


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Ways to give every name a size."""

    rng: Generator
    names: tuple[str, ...]
    pool: tuple[int, ...]

    def distinct(self) -> dict[str, int]:
        pool = self.pool[: max(len(self.names) + 1, 3)]
        pool += tuple(range(pool[-1] + 1, pool[-1] + 1 + len(self.names) - len(pool)))
        chosen = self.rng.permutation(len(pool))[: len(self.names)]
        return {name: int(pool[i]) for name, i in zip(self.names, chosen, strict=True)}

    def square(self, size: int | None = None) -> dict[str, int]:
        n = self.pool[int(self.rng.integers(2))] if size is None else size
        return dict.fromkeys(self.names, n)

    def one_at(self, size: int, small: int = 3) -> list[dict[str, int]]:
        """For each name: that name has the given size, the others are small."""
        return [
            {other: size if other == name else self._small(small) for other in self.names}
            for name in self.names
        ]

    def large(self) -> list[dict[str, int]]:
        """For each name: 64 or 65 there, and for one of the names another threshold."""
        plan = self.one_at(64 + int(self.rng.integers(2)))
        if self.names:
            other = self.one_at(int(self.rng.choice(THRESHOLDS)))
            plan.append(other[int(self.rng.integers(len(self.names)))])
        return plan

    def _small(self, most: int) -> int:
        return min(self.pool[int(self.rng.integers(2))], most)


def _exact(sizes: _Sizes, powers: bool) -> list[Cell]:
    large = [s if not powers else _to_powers(s) for s in sizes.large()]
    plan = [
        *(("integers", FLOAT64, sizes.distinct(), 6) for _ in range(2)),
        *(("sparse", FLOAT64, sizes.distinct(), 6) for _ in range(1)),
        ("integers", FLOAT64, sizes.square(), 6),
        ("sparse", FLOAT64, sizes.square(), 3),
        ("constant rows", FLOAT64, sizes.square(), 4),
        ("integers", FLOAT64, sizes.square(1), 3),
        *(("integers", FLOAT64, s, 2) for s in sizes.one_at(0)),
        *(("integers", FLOAT64, s, 2) for s in large),
        ("integers", FLOAT32, sizes.distinct(), 6),
        ("constant rows", FLOAT32, sizes.square(), 3),
        *(("integers", FLOAT32, s, 1) for s in large[: len(sizes.names)]),
        ("integers", BFLOAT16, sizes.square(1), 2),
        ("integers", BFLOAT16, sizes.square(2), 2),
        ("integers", FLOAT16, sizes.square(2), 2),
    ]
    return [Cell("exact", f, inputs, s, n, powers) for inputs, f, s, n in plan]


def _to_powers(sizes: dict[str, int]) -> dict[str, int]:
    return {name: 1 << (n - 1).bit_length() if n > 1 else n for name, n in sizes.items()}


def _bound(sizes: _Sizes) -> list[Cell]:
    plan = []
    for fmt in (FLOAT64, FLOAT32):
        for i, inputs in enumerate(BOUND):
            chosen = sizes.square() if i % 3 == 2 else sizes.distinct()
            plan.append(Cell("bound", fmt, inputs, chosen, 6 if inputs == "normal" else 3))
        plan += [Cell("bound", fmt, "normal", s, 1) for s in sizes.large()]
    return plan
