"""Random elements of a type: small exact numbers, polynomial maps, whatever constructors make."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

from bridge.errors import BridgeError, NotSupported
from bridge.exact import scalars, types
from bridge.exact.families import Family
from bridge.exact.scalars import Scalar, Undecided
from bridge.exact.show import nested
from bridge.exact.types import Type, Value

SIZES = (0, 1, 2, 2, 3)
DEPTH = 3  # of elements of recursive types
ATTEMPTS = 24  # at an element of a structure with laws


class NoElement(Exception):
    """The type has no element, or none was found; the draw is rejected."""


def sample(t: Type, generator: random.Random, depth: int = DEPTH) -> Value:
    """A small element; 0 with some probability, so that ties and kinks occur."""
    match t:
        case types.Atomic("Nat"):
            return generator.choice(SIZES)
        case types.Atomic("Int"):
            return generator.choice(SIZES) * generator.choice((1, -1))
        case types.Atomic("SignType"):
            return generator.choice((-1, 0, 1))
        case types.Atomic("Rat"):
            return number(generator)
        case types.Atomic("Prop"):
            return generator.random() < 0.5
        case types.Atomic("UInt32"):
            return generator.choice((generator.choice(SIZES), generator.getrandbits(32)))
        case types.Atomic("Ordering"):
            return types.Made(f"Ordering.{generator.choice(('lt', 'eq', 'gt'))}", ())
        case types.Atomic("String"):
            return generator.choice(("", "a", "b", "ab"))
        case types.Atomic("NNReal"):
            return abs(number(generator))
        case types.SetType(entry) if types.is_finite(entry):
            return tuple(i for i in types.elements(entry) if generator.random() < 0.5)
        case types.SetType(types.Atomic("Nat")):
            return tuple(i for i in range(2 * SIZES[-1]) if generator.random() < 0.5)
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
        case types.MapType(types.FinType(n), types.FinType(m), True) if n == m:
            return _permutation(n, generator)
        case types.OptionType(entry):
            if generator.random() < 0.25:
                return types.Made("Option.none", ())
            return types.Made("Option.some", (sample(entry, generator, depth),))
        case types.SubType():
            return _satisfying(t, generator, depth)
        case types.FamilyType(_, arguments, family) | types.RecordType(_, arguments, family):
            assert isinstance(family, Family)
            return _made(family, arguments, generator, depth)
        case _:
            return types.element(t, _coordinates(len(types.coordinates(t, None)), generator))


def _satisfying(t: types.SubType, generator: random.Random, depth: int) -> Value:
    """An element of the base that is in the subtype: by trial, unless all are known."""
    if types.is_finite(t):
        if not (known := list(types.elements(t))):
            raise NoElement("a subtype has no element")
        return generator.choice(known)
    for _ in range(2 * ATTEMPTS):
        if t.holds(x := sample(t.base, generator, depth)):
            return x
    raise NoElement("no element of a subtype was found")


def _coordinates(count: int, generator: random.Random) -> list[Scalar]:
    """Small numbers; at times of the kinds that hypotheses ask for: not negative, with sum 1, a
    unit vector."""
    numbers = [number(generator) for _ in range(count)]
    kind = generator.random()
    if not count or kind > 3 * SPECIAL:
        return [*numbers]
    if kind < SPECIAL:
        largest = generator.randrange(count)
        return [Fraction(i == largest) for i in range(count)]
    if kind < 2 * SPECIAL:
        return [abs(x) for x in numbers]
    halves = [Fraction(1, 2**k) for k in range(1, count)]  # and the last once more: floats hold it
    generator.shuffle(halves)
    return [*halves, 1 - sum(halves, Fraction(0))]


def _permutation(n: int, generator: random.Random) -> Value:
    images = list(range(n))
    generator.shuffle(images)
    return (lambda i: images[i], lambda i: images.index(i))


PROBES = 12
WRITTEN = 0.2  # how often a number is one that the statement has, if it has any
SPECIAL = 0.06  # how often arrays of each special kind are drawn
TOLD = 6  # values of a function without any law that a counterexample shows


def probes(t: Type) -> list[Value]:
    """Some elements of an infinite type, always the same: 0 where it has one, and random ones."""
    generator = random.Random("probes")
    found = []
    with suppress(BridgeError, TypeError):  # a type may have no 0
        found.append(types.zero(t))
    for _ in range(PROBES):
        try:
            found.append(sample(t, generator))
        except NoElement:
            continue
    return found


class Generator(random.Random):
    """Draws the numerals of a statement as well: where pieces of a function meet, for example."""

    def __init__(self, seed: str, numerals: tuple[Fraction, ...] = ()) -> None:
        super().__init__(seed)
        self.numerals = numerals


def number(generator: random.Random) -> Fraction:
    if isinstance(generator, Generator) and generator.numerals and generator.random() < WRITTEN:
        return generator.choice(generator.numerals) * generator.choice((1, -1))
    return Fraction(
        generator.choice((-3, -2, -1, -1, 0, 0, 1, 1, 2, 3)), generator.choice((1, 1, 2))
    )


def _function(t: types.FunctionType, generator: random.Random, depth: int) -> Value:
    if types.is_finite(t.domain):
        entries = {i: sample(t.codomain(i), generator, depth) for i in types.elements(t.domain)}
        return types.Table(lambda i: entries[i])
    if _is_space(t.domain) and _is_space(t.codomain(None)):
        return _polynomial(t, generator)
    seed = generator.random()
    return Arbitrary(t, f"{seed}", depth)


def _is_space(t: Type) -> bool:
    try:
        types.coordinates(t, None)
    except (NotSupported, AttributeError, TypeError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class Arbitrary:
    """A function without any law: random at each argument, the same whenever it is asked."""

    type: types.FunctionType
    seed: str
    depth: int
    asked: dict[str, Value] = field(default_factory=dict, compare=False)

    def __call__(self, x: Value) -> Value:
        at = key(self.type.domain, x)
        value = sample(self.type.codomain(x), random.Random(f"{self.seed} {at}"), self.depth)
        if len(self.asked) < TOLD:
            self.asked.setdefault(at, (x, value))
        return value

    @property
    def text(self) -> str:
        """What is known of it: where it was asked, and what it said."""
        t = self.type
        pairs = (
            f"{nested(t.domain, x)} ↦ {nested(t.codomain(x), y)}" for x, y in self.asked.values()
        )
        return f"a function with {', '.join(pairs)}" if self.asked else "any function"


def key(t: Type, x: Value) -> str:
    """A text that tells two exact elements of a type apart."""
    if types.is_integral(t) or t in (types.PROPOSITION, types.RATIONAL, types.STRING):
        return str(x)
    parts = types.fibers(t)
    if parts is not None:
        return f"[{','.join(key(fiber, x(i)) for i, fiber in parts)}]"
    match t:
        case types.FamilyType(_, arguments, family) | types.RecordType(_, arguments, family):
            assert family is not None
            head = x.constructor if isinstance(x, types.Made) else ""
            return f"{head}({','.join(key(f, v) for f, v in family.fields(arguments, x))})"
        case types.SubType(base):
            return key(base, x)
        case types.ListType(entry):
            return f"[{','.join(key(entry, v) for v in x)}]"
        case types.OptionType(entry):
            return f"{x.constructor}({','.join(key(entry, v) for v in x.fields)})"
        case types.ProductType(left, right):
            return f"({key(left, x[0])},{key(right, x[1])})"
        case _:
            return ",".join(_exact(c) for c in types.coordinates(t, x))


def _exact(a: Scalar) -> str:
    number = scalars.plain(a)
    if not isinstance(number, Fraction):
        raise Undecided("a drawn function is asked at a point that is not known exactly")
    return str(number)


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
            choose = partial(sample, generator=generator, depth=inner)
            made = family.build(arguments, name, choose)
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

    @property
    def text(self) -> str:
        """The map as a formula, with arrays as lists."""
        plain = [str(scalars.plain(c)) for c in self.constant]
        if types.REAL == self.domain == self.codomain:
            ((slope,),), (square,) = self.matrix, self.form
            return (
                f"x ↦ {plain[0]} + {scalars.plain(slope)} * x + ({scalars.plain(square)} * x) ^ 2"
            )
        listed = [[str(scalars.plain(a)) for a in row] for row in (*self.matrix, self.form)]
        *matrix, form = (f"[{', '.join(row)}]" for row in listed)
        steps = ", ".join(str(i + 1) for i in range(len(plain)))
        return f"x ↦ [{', '.join(plain)}] + [{', '.join(matrix)}] x + ({form} · x) ^ 2 * [{steps}]"

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
