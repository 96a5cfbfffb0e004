"""Functions of a real that are no pieces of polynomials: a cube that can be undone, its inverse,
a wave; and maps between spaces that such functions make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import inf

from bridge.exact import scalars, types
from bridge.exact.known import Known, Law, both
from bridge.exact.pieces import Pieces
from bridge.exact.polynomials import End, poly
from bridge.exact.reals import floor
from bridge.exact.scalars import ONE, ZERO, Dual, Scalar
from bridge.exact.types import Type, Value


@dataclass(frozen=True, slots=True, eq=False)
class Cubed(Dual):
    """The cube of a dual number, which its cube root gives back, also where both slopes are 0."""

    base: Dual


class Cube(Pieces):
    """`x ↦ (x - c) ^ 3`."""

    __slots__ = ()

    @property
    def center(self) -> Fraction:
        (formula,) = self.polynomials
        return -formula[2] / 3

    def __call__(self, x: Scalar) -> Scalar:
        base = scalars.plain(_less(x, self.center))
        cube = scalars.plain(scalars.power(base, 3))
        if isinstance(base, Dual) and isinstance(cube, Dual):
            return Cubed(cube.value, cube.partials, cube.branch, base)
        return cube

    @property
    def text(self) -> str:
        return f"x ↦ {_apart(self.center)} ^ 3"


def cube(center: Fraction) -> Cube:
    return Cube((), (poly(-(center**3), 3 * center**2, -3 * center, 1),), ())


ROOT_LAWS: frozenset[Law] = frozenset(
    ("continuous", "monotone", "strictly_monotone", "injective", "surjective")
)
WAVE_LAWS: frozenset[Law] = frozenset(("continuous", "differentiable"))
INHERITED: frozenset[Law] = frozenset(
    ("continuous", "differentiable", "convex", "concave", "even")
)  # by a map from its coordinates along forms that are not 0


@dataclass(frozen=True, slots=True)
class CubeRoot(Known):
    """`x ↦ c + ∛x`, the inverse of a cube; exact on perfect cubes."""

    center: Fraction

    def __call__(self, x: Scalar) -> Scalar:
        return scalars.add(cube_root(x), self.center) if self.center else cube_root(x)

    @property
    def text(self) -> str:
        sign = "-" if self.center < 0 else "+"
        return f"x ↦ ∛x {sign} {abs(self.center)}" if self.center else "x ↦ ∛x"

    def holds(self, law: Law) -> bool:
        return law in ROOT_LAWS or (law == "odd" and self.center == 0)

    def lipschitz_with(self, constant: Fraction) -> bool:
        return False

    @property
    def range(self) -> tuple[End, End]:
        return -inf, inf

    def periodic(self, period: Fraction) -> bool:
        return period == 0


def cube_root(x: Scalar) -> Scalar:
    """Of a number with any sign."""
    x = scalars.plain(x)
    if isinstance(x, Cubed):
        return x.base
    if isinstance(x, Dual):
        if scalars.sign(x.value) == 0:
            return scalars.singular(x, "a cube root is differentiated at 0")
        root = cube_root(x.value)
        return scalars.chain(x, root, scalars.inv(scalars.mul(Fraction(3), scalars.power(root, 2))))
    where = scalars.sign(x)
    if where < 0:
        return scalars.neg(cube_root(scalars.neg(x)))
    if isinstance(x, Fraction):
        p, q = _whole_root(x.numerator), _whole_root(x.denominator)
        if p**3 == x.numerator and q**3 == x.denominator:
            return Fraction(p, q)
    return scalars.exp(scalars.mul(Fraction(1, 3), scalars.log(x)))


def _whole_root(n: int) -> int:
    """The largest whole number whose cube is at most `n`."""
    low, high = 0, 1 << (n.bit_length() // 3 + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**3 <= n else (low, middle - 1)
    return low


@dataclass(frozen=True, slots=True)
class Wave(Known):
    """`x ↦ up + height * sin (speed * (x - start))`, with neither factor 0."""

    height: Fraction
    speed: Fraction
    start: Fraction = ZERO
    up: Fraction = ZERO

    def __call__(self, x: Scalar) -> Scalar:
        angle = scalars.mul(self.speed, _less(x, self.start))
        return scalars.add(self.up, scalars.mul(self.height, scalars.sin(angle)))

    @property
    def text(self) -> str:
        up = f"{self.up} + " if self.up else ""
        return f"x ↦ {up}{self.height} * sin ({self.speed} * {_apart(self.start)})"

    def holds(self, law: Law) -> bool:
        """It is odd about the origin only: a rational start is no quarter of a period."""
        return law in WAVE_LAWS or (law == "odd" and self.start == self.up == 0)

    def lipschitz_with(self, constant: Fraction) -> bool:
        return abs(self.height * self.speed) <= constant

    @property
    def range(self) -> tuple[End, End]:
        return self.up - abs(self.height), self.up + abs(self.height)

    def periodic(self, period: Fraction) -> bool:
        return period == 0  # a rational one, otherwise, would make π rational


@dataclass(frozen=True, slots=True)
class Triangles(Known):
    """The distance to the nearest multiple of a positive period."""

    period: Fraction

    def __call__(self, x: Scalar) -> Scalar:
        half, at = self.period / 2, scalars.plain(x)
        while isinstance(at, Dual):
            at = scalars.plain(at.value)
        nearest = floor(scalars.add(scalars.mul(1 / self.period, at), Fraction(1, 2)))
        apart = scalars.absolute(
            scalars.sub(x, scalars.mul(scalars.of_integer(nearest), self.period))
        )
        return scalars.sub(half, scalars.absolute(scalars.sub(apart, half)))

    @property
    def text(self) -> str:
        return f"x ↦ the distance of x to the nearest multiple of {self.period}"

    def holds(self, law: Law) -> bool:
        return law in ("continuous", "even")

    def lipschitz_with(self, constant: Fraction) -> bool:
        return constant >= 1

    @property
    def range(self) -> tuple[End, End]:
        return ZERO, self.period / 2

    def periodic(self, period: Fraction) -> bool:
        return (period / self.period).denominator == 1


def _less(x: Scalar, c: Fraction) -> Scalar:
    return scalars.sub(x, c) if c else x


def _apart(c: Fraction) -> str:
    return f"(x {'-' if c > 0 else '+'} {abs(c)})" if c else "x"


@dataclass(frozen=True, slots=True)
class Ridges(Known):
    """A map between spaces whose coordinate `j` is a function of a real after a linear form."""

    domain: Type
    codomain: Type
    forms: tuple[tuple[Fraction, ...], ...]
    profiles: tuple[Pieces, ...]

    def __call__(self, x: Value) -> Value:
        at = types.coordinates(self.domain, x)
        outputs = (
            profile(dot(form, at)) for form, profile in zip(self.forms, self.profiles, strict=True)
        )
        return types.element(self.codomain, outputs)

    @property
    def text(self) -> str:
        parts = (
            f"({p.text})({_combination(f)})" for f, p in zip(self.forms, self.profiles, strict=True)
        )
        return f"x ↦ [{', '.join(parts)}]"

    def _active(self) -> list[Pieces]:
        """The profiles of which more is met than one value."""
        return [p for f, p in zip(self.forms, self.profiles, strict=True) if any(f)]

    def holds(self, law: Law) -> bool | None:
        if law in INHERITED:
            return both(*(p.holds(law) for p in self._active()))
        if law == "odd":
            resting = (p for f, p in zip(self.forms, self.profiles, strict=True) if not any(f))
            return both(*(p.odd for p in self._active()), *(p(ZERO) == 0 for p in resting))
        return None

    def lipschitz_with(self, constant: Fraction) -> bool | None:
        """For numbers as values of vectors with their Euclidean norm, exactly."""
        if self.codomain != types.REAL or not _euclidean(self.domain):
            return None
        if constant < 0 or (squares := self._steepness_squared()) is None:
            return None
        return squares <= constant**2

    def _steepness_squared(self) -> End | None:
        steepest = self.profiles[0].lipschitz
        if steepest is None:
            return None
        if steepest == 0 or not any(self.forms[0]):
            return ZERO
        return steepest**2 * sum(c * c for c in self.forms[0])

    @property
    def steepest(self) -> Fraction | None:
        """The least Lipschitz constant, if that is a rational number that is known."""
        squares = self._steepness_squared() if len(self.profiles) == 1 else None
        root = scalars.sqrt(squares) if isinstance(squares, Fraction) else None
        return root if isinstance(root, Fraction) else None

    def times(self, factor: Fraction) -> Ridges:
        return replace(self, profiles=tuple(p.times(factor) for p in self.profiles))


@dataclass(frozen=True, slots=True)
class Polynomial(Known):
    """`x ↦ c + A x + (b · x)² d`, a differentiable map between spaces."""

    domain: Type
    codomain: Type
    constant: tuple[Scalar, ...]
    matrix: tuple[tuple[Scalar, ...], ...]
    form: tuple[Scalar, ...]

    @property
    def text(self) -> str:
        """The map as a formula, with arrays as lists."""
        plain = [str(scalars.plain(c)) for c in self.constant]
        listed = [[str(scalars.plain(a)) for a in row] for row in (*self.matrix, self.form)]
        *matrix, form = (f"[{', '.join(row)}]" for row in listed)
        steps = ", ".join(str(i + 1) for i in range(len(plain)))
        return f"x ↦ [{', '.join(plain)}] + [{', '.join(matrix)}] x + ({form} · x) ^ 2 * [{steps}]"

    def holds(self, law: Law) -> bool | None:
        return True if law in ("continuous", "differentiable", "convex") else None

    def __call__(self, x: Value) -> Value:
        at = types.coordinates(self.domain, x)
        square = scalars.power(dot(self.form, at), 2)
        outputs = [
            scalars.add(scalars.add(c, dot(row, at)), scalars.mul(Fraction(i + 1), square))
            for i, (c, row) in enumerate(zip(self.constant, self.matrix, strict=True))
        ]
        return types.element(self.codomain, outputs)


@dataclass(frozen=True, slots=True)
class Curried:
    """A function of two vectors, one after the other, from one of their pair."""

    of_pair: Polynomial

    def __call__(self, x: Value) -> Value:
        return lambda y: self.of_pair((x, y))

    @property
    def text(self) -> str:
        return f"curried {self.of_pair.text}"


def _euclidean(t: Type) -> bool:
    return isinstance(t, types.LpType) and t.p == 2 and isinstance(t.inner, types.FunctionType)


def _combination(form: tuple[Fraction, ...]) -> str:
    terms = (f"{c} * x {i}" for i, c in enumerate(form) if c)
    return " + ".join(terms) or "0"


def dot(form: tuple[Scalar, ...], at: list[Scalar]) -> Scalar:
    total: Scalar = ZERO
    for a, b in zip(form, at, strict=True):
        if not (isinstance(a, Fraction) and a == 0):
            product = b if isinstance(a, Fraction) and a == ONE else scalars.mul(a, b)
            total = (
                product
                if isinstance(total, Fraction) and total == 0
                else scalars.add(total, product)
            )
    return total
