"""Real numbers as the evaluator has them: rationals, certified balls, duals over either.

A dual number carries the partial derivatives in the coordinates of one point, for the branch that
a direction selects: values that tie are compared by their slope along that direction, and the
slopes that decided are remembered, since flipping one of them leads to another branch.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count
from typing import TypeAlias

from flint import arb, ctx, fmpq

PRECISION = 256
AGREE = Fraction(1, 2**80)  # balls this close (relatively) count as equal
ctx.prec = PRECISION


class Undecided(Exception):
    """The exact value cannot be determined here; the message says why."""


_order = count()


class UnknownDerivative(Undecided):
    """Whether there is a derivative cannot be told: what a statement says there may be false."""


@dataclass(slots=True, eq=False)
class Branch:
    """One differentiation: the direction that decides ties, and the slopes that it decided."""

    direction: tuple[Fraction, ...]
    forms: list[tuple[Scalar, ...]] = field(default_factory=list)
    flat: bool = False  # a condition tied to first order: its branch is not determined
    order: int = field(default_factory=lambda: next(_order))


@dataclass(frozen=True, slots=True, eq=False)
class Dual:
    """`value + Σ partials[i] ε_i` of one differentiation; inner ones are the later ones."""

    value: Scalar
    partials: tuple[Scalar, ...]
    branch: Branch


@dataclass(frozen=True, slots=True, eq=False)
class Root:
    """The nonnegative square root of a scalar, kept so that its even powers stay exact."""

    square: Scalar


@dataclass(frozen=True, slots=True)
class NoSlope:
    """What stands for the partials of a function that has no derivative: of `√x`, `x⁻¹` and `log x`
    at 0. Sums with what has one, and products with what is not 0, have none either; all else is
    undecided."""


NO_SLOPE = NoSlope()
Plain: TypeAlias = Fraction | Dual | arb | NoSlope
Scalar: TypeAlias = Plain | Root
ZERO, ONE = Fraction(0), Fraction(1)


def ball(a: Scalar) -> arb:
    """A number without infinitesimal part as a ball."""
    if isinstance(a, Dual | Root | NoSlope):
        raise Undecided("a derivative is needed where only an enclosure is known")
    return arb(fmpq(a.numerator, a.denominator)) if isinstance(a, Fraction) else a


def plain(a: Scalar) -> Plain:
    """A root as a number: exact for perfect squares, else a ball."""
    return sqrt(a.square) if isinstance(a, Root) else a


def _outermost(a: Scalar, b: Scalar) -> Branch | None:
    """The branch whose partials are looked at first: the latest differentiation."""
    branches = [x.branch for x in (a, b) if isinstance(x, Dual)]
    return max(branches, key=lambda branch: branch.order) if branches else None


def parts(a: Scalar, branch: Branch) -> tuple[Scalar, tuple[Scalar, ...]]:
    """The value and partials of `a` in one differentiation; those of a constant are 0."""
    if isinstance(a, Dual) and a.branch is branch:
        return a.value, a.partials
    return a, (ZERO,) * len(branch.direction)


def smooth(a: Scalar) -> bool:
    """Whether a number has all its partials."""
    return not isinstance(a, Dual) or NO_SLOPE not in a.partials


def _without_slope(a: Plain, b: Plain) -> bool:
    """Whether a partial is missing on one side; if on both, they may make up for each other."""
    if not isinstance(a, NoSlope) and not isinstance(b, NoSlope):
        return False
    if isinstance(a, NoSlope | Dual) and isinstance(b, NoSlope | Dual):
        raise Undecided("two functions meet that have no derivative")
    return True


def add(a: Scalar, b: Scalar) -> Scalar:
    a, b = plain(a), plain(b)
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a + b
    if _without_slope(a, b):
        return NO_SLOPE
    branch = _outermost(a, b)
    if branch is None:
        return ball(a) + ball(b)
    (x, dx), (y, dy) = parts(a, branch), parts(b, branch)
    return Dual(add(x, y), tuple(add(p, q) for p, q in zip(dx, dy, strict=True)), branch)


def neg(a: Scalar) -> Scalar:
    a = plain(a)
    if isinstance(a, NoSlope):
        return a
    if isinstance(a, Dual):
        return Dual(neg(a.value), tuple(neg(p) for p in a.partials), a.branch)
    return -a


def sub(a: Scalar, b: Scalar) -> Scalar:
    return ZERO if a is b else add(a, neg(b))


def mul(a: Scalar, b: Scalar) -> Scalar:
    if isinstance(a, Root) and isinstance(b, Root) and a.square is b.square:
        return a.square
    a, b = plain(a), plain(b)
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a * b
    if _without_slope(a, b):
        if sign(b if isinstance(a, NoSlope) else a) == 0:
            raise Undecided("a function without derivative is multiplied by 0")
        return NO_SLOPE
    if (isinstance(a, Fraction) and a == 0) or (isinstance(b, Fraction) and b == 0):
        return ZERO
    branch = _outermost(a, b)
    if branch is None:
        return ball(a) * ball(b)
    (x, dx), (y, dy) = parts(a, branch), parts(b, branch)
    partials = tuple(add(mul(x, q), mul(p, y)) for p, q in zip(dx, dy, strict=True))
    return Dual(mul(x, y), partials, branch)


def inv(a: Scalar) -> Plain:
    """`a⁻¹`, with `0⁻¹ = 0`."""
    a = plain(a)
    if isinstance(a, Fraction):
        return 1 / a if a else ZERO
    if isinstance(a, Dual):
        if sign(a.value) == 0:
            return singular(a, "a reciprocal is differentiated where its denominator is 0")
        slope = neg(mul(inv(a.value), inv(a.value)))
        return chain(a, inv(a.value), slope)
    return ZERO if sign(a) == 0 else arb(1) / ball(a)


def power(a: Scalar, n: int) -> Scalar:
    """`a ^ n` for a natural `n`; even powers of a root are exact."""
    if isinstance(a, Root) and n % 2 == 0:
        return power(a.square, n // 2)
    result: Scalar = ONE
    for _ in range(n):
        result = mul(result, a)
    return result


def chain(a: Dual, value: Scalar, slope: Scalar) -> Plain:
    """A function of a dual number, from its value and slope there."""
    return Dual(value, tuple(mul(slope, p) for p in a.partials), a.branch)


def singular(a: Dual, why: str) -> Dual:
    """`√a`, `a⁻¹` or `log a` where `a` is 0: without derivative if `a` changes to first order."""
    exact = isinstance(a.value, Fraction) and all(isinstance(p, Fraction) for p in a.partials)
    if not exact or not any(a.partials):
        raise UnknownDerivative(why)
    return Dual(ZERO, (NO_SLOPE,) * len(a.partials), a.branch)


def sqrt(a: Scalar) -> Plain:
    """Mathlib's square root: 0 below 0."""
    a = plain(a)
    if isinstance(a, Dual):
        return _sqrt_dual(a)
    if sign(a) <= 0:
        return ZERO
    if isinstance(a, Fraction):
        return _exact_root(a) or ball(a).sqrt()
    return ball(a).sqrt()


def _exact_root(a: Fraction) -> Fraction | None:
    from math import isqrt

    p, q = isqrt(a.numerator), isqrt(a.denominator)
    return Fraction(p, q) if p * p == a.numerator and q * q == a.denominator else None


def _sqrt_dual(a: Dual) -> Plain:
    where = sign(a.value)
    if where == 0:
        return singular(a, "a square root is differentiated at 0")
    if where < 0:
        return ZERO if smooth(a) else singular(a, "a square root of what has no derivative")
    root = sqrt(a.value)
    return chain(a, root, inv(mul(Fraction(2), root)))


def sign(a: Scalar, first_order_enough: bool = False) -> int:
    """-1, 0 or 1. Ties of duals are decided by the slope along the branch's direction.

    `first_order_enough` is for `max` and `|·|`, where two branches that tie to first order have
    the same derivative, whichever is taken.
    """
    a = plain(a)
    if isinstance(a, Fraction):
        return (a > 0) - (a < 0)
    if not smooth(a) or isinstance(a, NoSlope):
        raise Undecided("a function without derivative decides a condition")
    if isinstance(a, Dual):
        return sign(a.value) or _slope_sign(a, first_order_enough)
    if a > 0:
        return 1
    if a < 0:
        return -1
    if a.is_zero():
        return 0
    raise Undecided("the sign of a number cannot be told from its enclosure")


def _slope_sign(a: Dual, first_order_enough: bool) -> int:
    slope: Scalar = ZERO
    for partial, component in zip(a.partials, a.branch.direction, strict=True):
        slope = add(slope, mul(partial, component))
    a.branch.forms.append(a.partials)
    decided = sign(slope)
    if decided == 0 and not first_order_enough:
        a.branch.flat = True
    return decided


def maximum(a: Scalar, b: Scalar) -> Scalar:
    return a if sign(sub(a, b), True) >= 0 else b


def absolute(a: Scalar) -> Scalar:
    return a if sign(a, True) >= 0 else neg(a)


def equal(a: Scalar, b: Scalar) -> bool:
    """Equality of numbers; two balls that overlap and agree to 80 bits count as equal."""
    difference = sub(a, b)
    if not isinstance(difference, arb):
        return sign(difference) == 0
    size = ball(plain(a))
    if not difference.contains(0):
        return False
    if abs(difference) < ball(AGREE) * (1 + abs(size)):
        return True
    raise Undecided("two numbers agree as far as their enclosures tell")


Function = Callable[[arb], arb]


def transcendental(
    function: Function,
    slope: Callable[[Scalar], Scalar],
    exact: dict[Fraction, Fraction],
    *,
    injective: bool = False,
) -> Callable[[Scalar], Scalar]:
    """A function of balls lifted to all scalars, with its derivative and its exact values."""

    def apply(a: Scalar) -> Scalar:
        a = plain(a)
        if isinstance(a, Fraction) and a in exact:
            return exact[a]
        if not injective and not smooth(a):
            raise Undecided("a function of one that has no derivative may have one")
        if isinstance(a, Dual):
            return chain(a, apply(a.value), slope(a.value))
        return function(ball(a))

    return apply


exp: Callable[[Scalar], Scalar] = transcendental(
    lambda b: b.exp(), lambda a: exp(a), {ZERO: ONE}, injective=True
)
sin: Callable[[Scalar], Scalar] = transcendental(lambda b: b.sin(), lambda a: cos(a), {ZERO: ZERO})
cos: Callable[[Scalar], Scalar] = transcendental(
    lambda b: b.cos(), lambda a: neg(sin(a)), {ZERO: ONE}
)
arctan: Callable[[Scalar], Scalar] = transcendental(
    lambda b: b.atan(), lambda a: inv(add(ONE, mul(a, a))), {ZERO: ZERO}, injective=True
)
_log = transcendental(lambda b: b.log(), inv, {ONE: ZERO})


def log(a: Scalar) -> Scalar:
    """Mathlib's logarithm: `log |a|`, and 0 at 0."""
    a = plain(a)
    where = sign(a.value if isinstance(a, Dual) else a)
    if where == 0:
        if isinstance(a, Dual):
            return singular(a, "a logarithm is differentiated at 0")
        return ZERO
    return _log(a if where > 0 else neg(a))


def integer_power(a: Scalar, n: int) -> Scalar:
    """`a ^ n` for an integer `n`, with `0⁻¹ = 0`."""
    return power(a, n) if n >= 0 else inv(power(a, -n))


def real_power(a: Scalar, b: Scalar) -> Scalar:
    """Mathlib's `a ^ b` for real `b`: `exp (b log a)` above 0, `0 ^ 0 = 1`, `0 ^ b = 0`, and
    `exp (b log |a|) cos (π b)` below 0."""
    a, b = plain(a), plain(b)
    where = sign(a.value if isinstance(a, Dual) else a)
    if isinstance(b, Fraction) and b.denominator == 1 and (where or b >= 0):
        return integer_power(a, int(b))
    if where == 0:
        return _power_at_zero(a, b)
    if b == Fraction(1, 2) and where > 0:
        return sqrt(a)
    positive = exp(mul(b, log(a)))
    return positive if where > 0 else mul(positive, _cosine_of_turns(b))


def _power_at_zero(a: Plain, b: Plain) -> Scalar:
    if not isinstance(a, Dual) and not isinstance(b, Dual):
        return ONE if sign(b) == 0 else ZERO
    why = "a real power is differentiated at 0"
    if not isinstance(a, Dual) or isinstance(b, Dual) or not smooth(a):
        raise UnknownDerivative(why)
    return chain(a, ZERO, ZERO) if sign(sub(b, ONE)) > 0 else singular(a, why)


def _cosine_of_turns(b: Plain) -> Scalar:
    """`cos (π b)`, exact at halves."""
    return ZERO if isinstance(b, Fraction) and b.denominator == 2 else cos(mul(arb.pi(), b))
