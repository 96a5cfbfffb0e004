"""Real numbers as the evaluator has them: rationals, certified balls, symbols, duals over these.

A dual number carries the partial derivatives in the coordinates of one point, for the branch that
a direction selects: values that tie are compared by their slope along that direction, and the
slopes that decided are remembered, since flipping one of them leads to another branch.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count
from operator import index
from typing import TypeAlias

from flint import arb, ctx, fmpq

from bridge.exact.unknowns import Domain, Proposition, Symbol, Whole, domain

PRECISION = 256
AGREE = Fraction(1, 2**80)  # balls this close (relatively) count as equal
ctx.prec = PRECISION


class Undecided(Exception):
    """The exact value cannot be determined here; the message says why."""


_order = count()


class NotShown(Undecided):
    """A `∀` or `∃` over infinitely many elements that was looked at, and may be false."""


class Exhausted(Undecided):
    """One that was not looked at: what the quantifiers of a statement may cost is spent."""


class UnknownDerivative(Undecided):
    """Whether there is a derivative cannot be told: what a statement says there may be false."""


@dataclass(slots=True, eq=False)
class Branch:
    """One differentiation in `size` coordinates: which of the pieces that meet at a point is taken.

    Values that tie are compared by how they change: along `direction`, if there is one; else each
    change (a linear form in the direction) that is independent of those before is positive,
    negative or 0 as `sides` says, positive beyond. Any such choice is that of some directions, but
    for 0 everywhere.
    """

    size: int
    direction: tuple[Fraction, ...] | None = None
    sides: tuple[int, ...] = ()
    taken: list[int] = field(default_factory=list)  # the side of each independent form
    thin: list[bool] = field(default_factory=list)  # whether the tie is a piece of its own
    forms: list[tuple[Scalar, ...]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    flat: bool = False  # a condition tied to first order: its branch is not determined
    order: int = field(default_factory=lambda: next(_order))

    def sign(self, form: tuple[Scalar, ...], thin: bool) -> int:
        """The sign of a change; 0 where nothing changes to first order, and, where the tie itself
        is a `thin` piece of its own, on that piece."""
        if self.direction is not None:
            return self._flat(sign(_dot(form, self.direction)), thin)
        if any(isinstance(p, Dual) for p in form):
            raise Undecided("a tie is decided by a slope that is differentiated itself")
        residue, weights = list(form), list[Scalar]()
        for row in self.rows:
            factor = residue[row.pivot]
            weights.append(factor)
            if not is_zero(factor):
                residue = [sub(p, mul(factor, q)) for p, q in zip(residue, row.form, strict=True)]
        pivot = next((i for i, p in enumerate(residue) if not is_zero(p)), None)
        if pivot is None:
            return self._flat(self._dependent(weights, thin), thin)
        return self._new(form, residue, weights, pivot, thin and self.size > 1)

    def _flat(self, decided: int, thin: bool) -> int:
        """Note that first order leaves open what a condition is."""
        self.flat = self.flat or (decided == 0 and thin)
        return decided

    def _new(
        self,
        form: tuple[Scalar, ...],
        residue: list[Scalar],
        weights: list[Scalar],
        pivot: int,
        thin: bool,
    ) -> int:
        """An independent form: its side is a choice."""
        place = len(self.taken)
        side = self.sides[place] if place < len(self.sides) else 1
        self.taken.append(side)
        self.thin.append(thin)
        self.forms.append(form)
        scale = inv(residue[pivot])
        # this row = scale * (form - Σ weights * rows), each row in terms of the forms themselves
        terms = [neg(mul(scale, w)) for w in _in_forms(weights, self.rows)]
        self.rows.append(Row(pivot, tuple(mul(scale, p) for p in residue), (*terms, scale)))
        return side

    def _dependent(self, weights: list[Scalar], thin: bool) -> int:
        """A combination of earlier forms: its sign follows where all its terms agree."""
        terms = _in_forms(weights, self.rows)
        if thin and self.size > 1:  # where all of these are 0 there may be a piece of its own
            self.thin = [t or not is_zero(c) for t, c in zip(self.thin, terms, strict=True)]
        signs = {sign(c) * s for c, s in zip(terms, self.taken, strict=True) if not is_zero(c)}
        if len(signs) > 1:
            raise Undecided("the pieces that meet here depend on each other")
        return next(iter(signs), 0)


@dataclass(frozen=True, slots=True)
class Row:
    """A form with 1 at its pivot, and what combination of the independent forms it is."""

    pivot: int
    form: tuple[Scalar, ...]
    terms: tuple[Scalar, ...]


def _in_forms(weights: list[Scalar], rows: list[Row]) -> list[Scalar]:
    """A combination of rows as one of the forms that they were made of."""
    total: list[Scalar] = [ZERO] * len(rows)
    for weight, row in zip(weights, rows, strict=True):
        for i, term in enumerate(row.terms):
            total[i] = add(total[i], mul(weight, term))
    return total


def _dot(form: tuple[Scalar, ...], direction: tuple[Fraction, ...]) -> Scalar:
    total: Scalar = ZERO
    for partial, component in zip(form, direction, strict=True):
        total = add(total, mul(partial, component))
    return total


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
Irrational: TypeAlias = arb | Symbol
Plain: TypeAlias = Fraction | Dual | Irrational | NoSlope
Scalar: TypeAlias = Plain | Root
ZERO, ONE = Fraction(0), Fraction(1)


def ball(a: Scalar) -> arb:
    """A number without infinitesimal part as a ball."""
    if isinstance(a, Dual | Root | NoSlope):
        raise Undecided("a derivative is needed where only an enclosure is known")
    if isinstance(a, Symbol):
        raise Undecided("an enclosure is needed where a number is unknown")
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
    return a, (ZERO,) * branch.size


def smooth(a: Scalar) -> bool:
    """Whether a number has all its partials."""
    return not isinstance(a, Dual) or NO_SLOPE not in a.partials


def _without_slope(a: Plain, b: Plain) -> bool:
    """Whether a partial is missing on one side; if on both, they may make up for each other."""
    if not isinstance(a, NoSlope) and not isinstance(b, NoSlope):
        return False
    if isinstance(a, NoSlope | Dual) and isinstance(b, NoSlope | Dual):
        raise UnknownDerivative("two functions meet that have no derivative")
    return True


def _has_symbol(a: Plain, b: Plain) -> bool:
    """Whether symbols are computed with; a ball beside them says too little."""
    if not isinstance(a, Symbol) and not isinstance(b, Symbol):
        return False
    if isinstance(a, arb) or isinstance(b, arb):
        raise Undecided("an enclosure meets an unknown number")
    return True


def add(a: Scalar, b: Scalar) -> Scalar:
    a, b = plain(a), plain(b)
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a + b
    if _without_slope(a, b):
        return NO_SLOPE
    branch = _outermost(a, b)
    if branch is None:
        return a + b if _has_symbol(a, b) else ball(a) + ball(b)  # type: ignore[operator]
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
            raise UnknownDerivative("a function without derivative is multiplied by 0")
        return NO_SLOPE
    if (isinstance(a, Fraction) and a == 0) or (isinstance(b, Fraction) and b == 0):
        return ZERO
    branch = _outermost(a, b)
    if branch is None:
        return a * b if _has_symbol(a, b) else ball(a) * ball(b)  # type: ignore[operator]
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
    if isinstance(a, Symbol):
        return ZERO if a.compared("=") else a.inverse()
    return ZERO if sign(a) == 0 else arb(1) / ball(a)


def power(a: Scalar, n: int) -> Scalar:
    """`a ^ n` for a natural `n`; even powers of a root are exact."""
    n = index(n)
    if isinstance(a, Root) and n % 2 == 0:
        return power(a.square, n // 2)
    if isinstance(a, Symbol):
        return a.power(n)
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
    symbolic = isinstance(a.value, Symbol) and not any(_is_dual(p) for p in a.partials)
    if not (exact or symbolic) or all(sign(p) == 0 for p in a.partials):
        raise UnknownDerivative(why)
    return Dual(ZERO, (NO_SLOPE,) * len(a.partials), a.branch)


def _is_dual(a: Scalar) -> bool:
    return isinstance(a, Dual | NoSlope)


def sqrt(a: Scalar) -> Plain:
    """Mathlib's square root: 0 below 0."""
    a = plain(a)
    if isinstance(a, Dual):
        return _sqrt_dual(a)
    if not is_positive(a):
        return ZERO
    if isinstance(a, Fraction) and (root := _exact_root(a)) is not None:
        return root
    running = domain()
    return _symbolic(running, "sqrt", a) if running is not None else ball(a).sqrt()


def _symbolic(running: Domain, name: str, a: Plain) -> Plain:
    """A function at a number, among unknowns."""
    if not isinstance(a, Fraction | Symbol):
        raise Undecided("an enclosure meets an unknown number")
    return running.function(name, a)


def is_positive(a: Plain) -> bool:
    return bool(a.compared(">")) if isinstance(a, Symbol) else sign(a) > 0


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
        raise UnknownDerivative("a function without derivative decides a condition")
    if isinstance(a, Dual):
        return sign(a.value) or _slope_sign(a, first_order_enough)
    if isinstance(a, Symbol):
        return 0 if a.compared("=") else 1 if a.compared(">") else -1
    if a > 0:
        return 1
    if a < 0:
        return -1
    if a.is_zero():
        return 0
    raise Undecided("the sign of a number cannot be told from its enclosure")


def _slope_sign(a: Dual, first_order_enough: bool) -> int:
    return a.branch.sign(a.partials, not first_order_enough)


def is_zero(a: Scalar) -> bool:
    return bool(compared(a, "="))


def compared(a: Scalar, relation: str) -> Proposition:
    """`a = 0`, `a > 0` or `a ≥ 0`; of a symbol, as a proposition about it."""
    a = plain(a)
    if isinstance(a, Symbol):
        return a.compared(relation)
    found = sign(a)
    return found > 0 or (found == 0 and relation == "≥") if relation != "=" else found == 0


def _not_negative(a: Scalar) -> bool:
    a = plain(a)
    return bool(a.compared("≥")) if isinstance(a, Symbol) else sign(a, True) >= 0


def maximum(a: Scalar, b: Scalar) -> Scalar:
    return a if _not_negative(sub(a, b)) else b


def absolute(a: Scalar) -> Scalar:
    return a if _not_negative(a) else neg(a)


def equal(a: Scalar, b: Scalar) -> Proposition:
    """Equality of numbers; two balls that overlap and agree to 80 bits count as equal."""
    difference = sub(a, b)
    if not isinstance(difference, arb):
        return compared(difference, "=")
    size = ball(plain(a))
    if not difference.contains(0):
        return False
    if abs(difference) < ball(AGREE) * (1 + abs(size)):
        return True
    raise Undecided("two numbers agree as far as their enclosures tell")


Function = Callable[[arb], arb]


def transcendental(
    name: str,
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
            raise UnknownDerivative("a function of one that has no derivative may have one")
        if isinstance(a, Dual):
            return chain(a, apply(a.value), slope(a.value))
        running = domain()
        return function(ball(a)) if running is None else _symbolic(running, name, a)

    return apply


exp: Callable[[Scalar], Scalar] = transcendental(
    "exp", lambda b: b.exp(), lambda a: exp(a), {ZERO: ONE}, injective=True
)
sin: Callable[[Scalar], Scalar] = transcendental(
    "sin", lambda b: b.sin(), lambda a: cos(a), {ZERO: ZERO}
)
cos: Callable[[Scalar], Scalar] = transcendental(
    "cos", lambda b: b.cos(), lambda a: neg(sin(a)), {ZERO: ONE}
)
arctan: Callable[[Scalar], Scalar] = transcendental(
    "arctan", lambda b: b.atan(), lambda a: inv(add(ONE, mul(a, a))), {ZERO: ZERO}, injective=True
)
_log = transcendental("log", lambda b: b.log(), inv, {ONE: ZERO})


def log(a: Scalar) -> Scalar:
    """Mathlib's logarithm: `log |a|`, and 0 at 0."""
    a = plain(a)
    where = sign(a.value if isinstance(a, Dual) else a)
    if where == 0:
        if isinstance(a, Dual):
            return singular(a, "a logarithm is differentiated at 0")
        return ZERO
    return _log(a if where > 0 else neg(a))


def pi() -> Irrational:
    running = domain()
    return arb.pi() if running is None else running.pi()


def of_integer(n: int | Whole) -> Scalar:
    """An integer as a real number."""
    return n.real() if isinstance(n, Whole) else Fraction(n)


def integer_power(a: Scalar, n: int) -> Scalar:
    """`a ^ n` for an integer `n`, with `0⁻¹ = 0`."""
    return power(a, n) if n >= 0 else inv(power(a, -n))


def real_power(a: Scalar, b: Scalar) -> Scalar:
    """Mathlib's `a ^ b` for real `b`: `exp (b log a)` above 0, `0 ^ 0 = 1`, `0 ^ b = 0`, and
    `exp (b log |a|) cos (π b)` below 0."""
    a, b = plain(a), plain(b)
    if isinstance(b, Fraction) and b.denominator == 1 and b >= 0:
        return power(a, int(b))
    where = sign(a.value if isinstance(a, Dual) else a)
    if isinstance(b, Fraction) and b.denominator == 1 and where:
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
    if is_zero(b):
        return ONE
    if is_zero(sub(b, ONE)):
        return a
    return chain(a, ZERO, ZERO) if sign(sub(b, ONE)) > 0 else singular(a, why)


def _cosine_of_turns(b: Plain) -> Scalar:
    """`cos (π b)`, exact at halves."""
    return ZERO if isinstance(b, Fraction) and b.denominator == 2 else cos(mul(pi(), b))
