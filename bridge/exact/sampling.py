"""Random elements of a type: small exact numbers, polynomial maps, whatever constructors make."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from bridge.errors import NotSupported
from bridge.exact import scalars, types
from bridge.exact.families import Family
from bridge.exact.scalars import Scalar
from bridge.exact.types import Type, Value

SIZES = (0, 1, 2, 2, 3)
DEPTH = 3  # of elements of recursive types
ATTEMPTS = 24  # at an element of a structure with laws


class NoElement(Exception):
    """The type has no element, or none was found; the draw is rejected."""


def sample(t: Type, generator: random.Random, depth: int = DEPTH) -> Value:
    """A small element; 0 with some probability, so that ties and kinks occur."""
    match t:
        case types.Atomic("Nat" | "Int"):
            return generator.choice(SIZES)
        case types.Atomic("Prop"):
            return generator.random() < 0.5
        case types.FinType(size):
            if size == 0:
                raise NoElement("there is no index below 0")
            return generator.randrange(size)
        case types.FunctionType():
            return _function(t, generator, depth)
        case types.ProductType(left, right):
            return (sample(left, generator, depth), sample(right, generator, depth))
        case types.ListType(entry):
            return tuple(sample(entry, generator, depth) for _ in range(generator.choice(SIZES)))
        case types.OptionType(entry):
            if generator.random() < 0.25:
                return types.Made("Option.none", ())
            return types.Made("Option.some", (sample(entry, generator, depth),))
        case types.FamilyType(_, arguments, family) | types.RecordType(_, arguments, family):
            assert isinstance(family, Family)
            return _made(family, arguments, generator, depth)
        case _:
            return types.element(t, [number(generator) for _ in types.coordinates(t, None)])


def number(generator: random.Random) -> Fraction:
    return Fraction(
        generator.choice((-3, -2, -1, -1, 0, 0, 1, 1, 2, 3)), generator.choice((1, 1, 2))
    )


def _function(t: types.FunctionType, generator: random.Random, depth: int) -> Value:
    if isinstance(t.domain, types.FinType):
        entries = [sample(t.codomain(i), generator, depth) for i in types.elements(t.domain)]
        return types.Table(lambda i: entries[i])
    if _is_space(t.domain) and _is_space(t.codomain(None)):
        return _polynomial(t, generator)
    if types.is_integral(t.domain):
        return _sequence(t, generator, depth)
    raise NotSupported("no-sample", "functions of this type cannot be drawn")


def _is_space(t: Type) -> bool:
    try:
        types.coordinates(t, None)
    except (NotSupported, AttributeError, TypeError):
        return False
    return True


def _sequence(t: types.FunctionType, generator: random.Random, depth: int) -> Value:
    """A function of natural numbers: random at each, the same whenever it is asked."""
    seed = generator.random()
    return types.Table(lambda i: sample(t.codomain(i), random.Random(f"{seed} {i}"), depth))


def _made(
    family: Family, arguments: tuple[Value, ...], generator: random.Random, depth: int
) -> Value:
    names = list(family.constructors)
    generator.shuffle(names)
    if depth <= 0:
        names.sort(key=lambda n: family.telescope(n).recursive)
    for _ in range(ATTEMPTS if family.is_structure else 1):
        for name in names:
            inner = depth - 1 if family.telescope(name).recursive else depth
            made = family.build(arguments, name, lambda t, d=inner: sample(t, generator, d))
            if made is not None:
                return made
    raise NoElement(f"no element of {family.name} was found")


@dataclass(frozen=True, slots=True)
class Polynomial:
    """`x ↦ c + A x + (b · x)² d`, a differentiable map between spaces."""

    domain: Type
    codomain: Type
    constant: tuple[Scalar, ...]
    matrix: tuple[tuple[Scalar, ...], ...]
    form: tuple[Scalar, ...]
    text: str = "a quadratic map"

    def __call__(self, x: Value) -> Value:
        at = types.coordinates(self.domain, x)
        square = scalars.power(_dot(self.form, at), 2)
        outputs = [
            scalars.add(scalars.add(c, _dot(row, at)), scalars.mul(Fraction(i + 1), square))
            for i, (c, row) in enumerate(zip(self.constant, self.matrix, strict=True))
        ]
        return types.element(self.codomain, outputs)


def _dot(a: tuple[Scalar, ...], b: list[Scalar]) -> Scalar:
    total: Scalar = scalars.ZERO
    for x, y in zip(a, b, strict=True):
        total = scalars.add(total, scalars.mul(x, y))
    return total


def _polynomial(t: types.FunctionType, generator: random.Random) -> Polynomial:
    codomain = t.codomain(None)
    n, m = types.dimension(t.domain), types.dimension(codomain)

    def numbers(k: int) -> tuple[Scalar, ...]:
        return tuple(number(generator) for _ in range(k))

    return Polynomial(
        t.domain, codomain, numbers(m), tuple(numbers(n) for _ in range(m)), numbers(n)
    )
