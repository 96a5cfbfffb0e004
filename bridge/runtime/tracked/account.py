"""How far a subject's result may be from the exact value: the bookkeeping, as scalars per array.

Every entry of a tracked array is a sum of products of inputs. Write it out in full; `magnitude` is
the same sum with every product in absolute value. Whatever the order of summation and association,
each product takes part in at most k roundings, so the computed entry is within
`γ_k · magnitude + floor` of the exact one (Higham, Accuracy and Stability, section 3.1).

**k.** `rounds` counts the reference's roundings on the longest path, with T - 1 for a sum of T
terms in any order. The subject runs another program for the same products: autograd computes each
operation once forward and its local derivative once backward. A backward step costs at most two
roundings where the reference's operation costs at least one (multiply by the incoming cotangent,
add to what other uses contributed), and a constant may be rounded on its own. So the subject is
granted 2 k + 8; the fixed part pays for seeds, for a mean's scaling and for casts.

**floor.** A product below the smallest normal number loses up to half the smallest subnormal. Each
product is charged the smallest normal number, 2^(p-1) times as much as gradual underflow costs:
that pays for flushing to zero, and for an association in which the lost product is still multiplied
by others.

**grain.** With `grain = g`, every product is an integer multiple of 2^g. If besides no magnitude
exceeds 2^(p+g), every partial sum in any order is an integer multiple of 2^g below 2^p such units,
so it is exactly representable. The same holds for every partial product: its remaining factors are
multiples of their own grains, so its width (bits from grain to magnitude) is at most the width of
the full product; where a remaining factor is 0 the product is 0 whatever was rounded before. Then
the subject's result is exact in any order. `grain = None`: no such claim.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from bridge.runtime.tracked.formats import ORACLE, Format, rounding_error

NOTHING = np.longdouble(0)


@dataclass(frozen=True, slots=True)
class Account:
    """The scalars of the bound, for one array."""

    rounds: int = 0
    floor: np.longdouble = NOTHING
    grain: int | None = None

    def error_per_magnitude(self, fmt: Format) -> float:
        """The factor of `magnitude` in the bound: the subject's error plus the oracle's own."""
        if self.rounds == 0:
            return 0.0
        return rounding_error(2 * self.rounds + 8, fmt.unit) + rounding_error(
            self.rounds + 2, ORACLE.unit
        )


def plus(a: Account, b: Account, fmt: Format) -> Account:
    return Account(
        max(a.rounds, b.rounds) + 1, a.floor + b.floor + fmt.tiny, coarsest_common(a.grain, b.grain)
    )


def either(a: Account, b: Account) -> Account:
    """The account of an array whose entries come from `a` or from `b`."""
    return Account(
        max(a.rounds, b.rounds), max(a.floor, b.floor), coarsest_common(a.grain, b.grain)
    )


def times(
    a: Account, b: Account, peaks: tuple[np.longdouble, np.longdouble], fmt: Format
) -> Account:
    """One product; `peaks` are the largest magnitudes of the two arrays."""
    floor = a.floor * (peaks[1] + b.floor) + b.floor * peaks[0] + fmt.tiny
    grain = None if a.grain is None or b.grain is None else a.grain + b.grain
    return Account(a.rounds + b.rounds + 1, floor, grain)


def summed(a: Account, terms: int, fmt: Format) -> Account:
    """The sum of `terms` entries in any order."""
    if terms <= 1:
        return a
    return Account(a.rounds + terms - 1, terms * (a.floor + fmt.tiny), a.grain)


def inexact(a: Account) -> Account:
    return replace(a, grain=None)


def coarsest_common(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else min(a, b)


def fits(grain: int | None, peak: np.longdouble, fmt: Format) -> bool:
    """Whether all sums up to `peak` of multiples of 2^grain are exact in the format."""
    if grain is None or grain < fmt.finest:
        return False
    top = min(fmt.precision + grain, fmt.emax)
    return bool(peak <= np.ldexp(np.longdouble(1), top))
