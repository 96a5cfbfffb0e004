"""Functions that are total in Lean and not in NumPy. Written by lean-bridge.

`where=` is where the two agree; elsewhere `out=` holds Lean's value. The checks read the mask and
count such samples apart.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def divide(a: ArrayLike, b: ArrayLike) -> NDArray:
    """`a / b`, and 0 where `b` is 0."""
    shape = np.broadcast_shapes(np.shape(a), np.shape(b))
    return np.divide(a, b, where=np.not_equal(b, 0), out=np.zeros(shape))


def log(x: ArrayLike) -> NDArray:
    """`Real.log x`, which is `log |x|`, and 0 at 0."""
    mirrored = np.log(np.where(np.equal(x, 0), 1.0, np.abs(x)), out=np.zeros(np.shape(x)))
    return np.log(x, where=np.greater(x, 0), out=mirrored)


def power(x: ArrayLike, y: ArrayLike) -> NDArray:
    """`x ^ y` of real numbers: `|x| ^ y * cos (π y)` below 0, and `0 ^ y` is 0 unless `y` is."""
    size = np.power(np.where(np.equal(x, 0), 1.0, np.abs(x)), y)
    below = np.multiply(size, np.cos(np.multiply(np.pi, y)))
    total = np.where(np.equal(x, 0), np.where(np.equal(y, 0), 1.0, 0.0), below)
    return np.power(x, y, where=np.greater(x, 0), out=total)


def sqrt(x: ArrayLike) -> NDArray:
    """`Real.sqrt x`, which is 0 below 0."""
    return np.sqrt(x, where=np.greater_equal(x, 0), out=np.zeros(np.shape(x)))
