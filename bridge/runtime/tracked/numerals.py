"""Which real number a float of a reference stands for.

A reference spells Lean's `1 / 10` as `0.1` and `1 / 3` as `1 / 3`; the float is off from what is
meant by up to half a unit of float64. What is decimal with few digits is meant as it is written:
two such numbers are never so near to each other. Anything else counts as off by a rounding of
float64, whatever the format in question.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bridge.runtime.tracked.formats import FLOAT64, Format

DIGITS = 15  # every decimal with so many has a float64 of its own
_FINE = 1024.0  # multiples of its inverse, of ordinary size, are written exactly


def numerals(value: Any, fmt: Format) -> tuple[NDArray[np.longdouble], int]:
    """The numbers meant, as near as the oracle has them, and their roundings in a format; 0 where
    the floats are the numbers themselves."""
    given = np.asarray(value)
    wide = np.asarray(value, np.longdouble)
    if given.dtype != np.float64 or _plain(given):
        return wide, 0
    found = [_meant(float(x)) for x in given.ravel()]
    meant = np.array([x for x, _ in found], np.longdouble).reshape(given.shape)
    if all(rounds is None for _, rounds in found):
        return wide, 0
    certain = all(rounds in (None, 0) for _, rounds in found)
    return meant, 2 if certain else 2 + math.ceil(FLOAT64.unit / fmt.unit)


def _plain(values: NDArray[Any]) -> bool:
    """Whether all are integers or simple dyadic fractions, or no numbers at all."""
    with np.errstate(invalid="ignore", over="ignore"):
        steps = values * _FINE
        simple = (steps == np.rint(steps)) & (np.abs(values) < 2.0**40)
    return bool((simple | ~np.isfinite(values)).all())


def _meant(x: float) -> tuple[np.longdouble, int | None]:
    """The number, and None if it is the float, 0 if it is a decimal near it, 1 if not known."""
    if not math.isfinite(x):
        return np.longdouble(x), None
    written = Fraction(repr(x))
    if written == Fraction(x):
        return np.longdouble(x), None
    digits = repr(x).lower().partition("e")[0].replace(".", "").replace("-", "").strip("0")
    if len(digits) > DIGITS:
        return np.longdouble(x), 1
    numerator, denominator = written.as_integer_ratio()
    return _quotient(numerator, denominator), 0


def _quotient(numerator: int, denominator: int) -> np.longdouble:
    """The quotient of two integers, however large, rounded once or twice in the oracle."""
    return np.longdouble(str(numerator)) / np.longdouble(str(denominator))
