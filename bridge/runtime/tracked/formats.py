"""Floating-point formats: what a subject computes in, and what the oracle computes in.

`rounding_error(k, u)` is Higham's γ_k = k u / (1 - k u): k roundings, each with relative error at
most u, are together off by at most γ_k.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Format:
    """A binary format: `precision` significant bits, exponents from `emin` to `emax`."""

    name: str
    precision: int
    emin: int
    emax: int

    @property
    def unit(self) -> float:
        """u: the largest relative error of one rounding."""
        return math.ldexp(1.0, -self.precision)

    @property
    def tiny(self) -> np.longdouble:
        """The smallest normal number."""
        return np.longdouble(np.ldexp(np.longdouble(1), self.emin))

    @property
    def largest(self) -> np.longdouble:
        """The largest power of two that is finite here."""
        return np.longdouble(np.ldexp(np.longdouble(1), self.emax))

    @property
    def finest(self) -> int:
        """Exponent of the smallest subnormal number."""
        return self.emin - self.precision + 1


FLOAT64 = Format("float64", 53, -1022, 1023)
FLOAT32 = Format("float32", 24, -126, 127)
FLOAT16 = Format("float16", 11, -14, 15)
BFLOAT16 = Format("bfloat16", 8, -126, 127)

_wide = np.finfo(np.longdouble)

# np.longdouble has 64 bits on x86, 113 on aarch64 Linux and 53 on Windows and macOS for ARM. In the
# last case the oracle's own error is as large as a float64 subject's, and the bounds double.
ORACLE = Format("longdouble", int(_wide.nmant) + 1, int(_wide.minexp), int(_wide.maxexp) - 1)


def rounding_error(rounds: int, unit: float) -> float:
    """γ_k; infinite when k roundings say nothing any more.

    >>> rounding_error(1, 0.25)
    0.3333333333333333
    """
    lost = rounds * unit
    return lost / (1 - lost) if lost < 0.5 else math.inf
