"""Input values: one function per class of inputs, each (random generator, shape) -> values.

Exact lane: small integers and dyadics. Bound lane: ordinary numbers, wide exponents, decimals,
large offsets, constant rows, exact zeros of either sign, numbers near the underflow threshold.
All values are representable in the subject's format.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from bridge.runtime.tracked.formats import Format
from bridge.runtime.variables import Shape

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Grid:
    """Integer multiples of 2^grain up to `span` steps on either side of 0."""

    span: int
    grain: int


# From generous to small: the first for which the reference's certificate holds is used.
GRIDS = (Grid(6, -1), Grid(4, 0), Grid(2, 0), Grid(1, 0))


def on_grid(rng: Generator, shape: Shape, grid: Grid) -> Values:
    steps = rng.integers(-grid.span, grid.span + 1, shape)
    return np.ldexp(steps.astype(np.float64), grid.grain)


def sparse(rng: Generator, shape: Shape, grid: Grid) -> Values:
    """Half of the entries are 0: ties and kinks are reached exactly."""
    return on_grid(rng, shape, grid) * rng.integers(0, 2, shape)


def constant_rows(rng: Generator, shape: Shape, grid: Grid) -> Values:
    """Every row is one number repeated; such inputs can be expanded, with stride 0."""
    rows = on_grid(rng, (*shape[:-1], 1), grid) if len(shape) > 1 else on_grid(rng, shape, grid)
    return np.broadcast_to(rows, shape).copy()


EXACT: dict[str, Callable[[Generator, Shape, Grid], Values]] = {
    "integers": on_grid,
    "sparse": sparse,
    "constant rows": constant_rows,
}


def normal(rng: Generator, shape: Shape, fmt: Format) -> Values:
    return rng.standard_normal(shape)


def wide(rng: Generator, shape: Shape, fmt: Format) -> Values:
    """Exponents over a range in which a product of eight factors still fits the format."""
    reach = fmt.emax // 10
    return rng.standard_normal(shape) * np.exp2(rng.integers(-reach, reach + 1, shape))


def decimals(rng: Generator, shape: Shape, fmt: Format) -> Values:
    """Numbers a person would type, with up to three decimals."""
    return rng.integers(-3000, 3001, shape) / 10.0 ** rng.integers(0, 4, shape)


def offset(rng: Generator, shape: Shape, fmt: Format) -> Values:
    """About half of the arrays hold large, nearly equal numbers: saturation, cancellation."""
    values = rng.standard_normal(shape)
    return values + 10.0 ** rng.integers(1, 9) if rng.integers(0, 2) else values


def zeros(rng: Generator, shape: Shape, fmt: Format) -> Values:
    """Exact zeros of either sign among ordinary numbers."""
    drop = rng.integers(0, 2, shape)
    return np.copysign(drop * rng.standard_normal(shape), rng.standard_normal(shape))


def tiny(rng: Generator, shape: Shape, fmt: Format) -> Values:
    """About half of the arrays lie just above the underflow threshold, some entries below."""
    values = rng.standard_normal(shape)
    if rng.integers(0, 2):
        return values
    with np.errstate(under="ignore"):
        return np.ldexp(values, int(rng.integers(fmt.emin - 3, fmt.emin // 2)))


def repeated(rng: Generator, shape: Shape, fmt: Format) -> Values:
    """Constant rows of ordinary numbers."""
    head = (*shape[:-1], 1) if len(shape) > 1 else shape
    return np.broadcast_to(rng.standard_normal(head), shape).copy()


BOUND: dict[str, Callable[[Generator, Shape, Format], Values]] = {
    "normal": normal,
    "wide exponents": wide,
    "decimals": decimals,
    "large offset": offset,
    "zeros": zeros,
    "near underflow": tiny,
    "repeated": repeated,
}


def representable(values: Values, fmt: Format) -> Values:
    """The values rounded to the format (bound lane: float64 or float32)."""
    if fmt.name == "float32":
        return values.astype(np.float32).astype(np.float64)
    return values


def cotangents(rng: Generator, values: Values) -> Values:
    """The cotangents of a batch: random, ones, one-hot, zero, in turn; sample axis first."""
    result = values.copy()
    flat = result.reshape(len(result), -1)
    for i in range(len(flat)):
        if i % 6 == 1:
            flat[i] = 1
        elif i % 6 == 3 and flat.shape[1]:
            flat[i] = 0
            flat[i, rng.integers(flat.shape[1])] = 1
        elif i % 6 == 5:
            flat[i] = 0
    return result
