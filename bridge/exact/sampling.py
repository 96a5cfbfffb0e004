"""Random elements of a type: numbers, functions of the families, whatever constructors make."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import TypeGuard

from bridge.errors import BridgeError, NotSupported
from bridge.exact import functions, scalars, types
from bridge.exact.curves import Curried, Polynomial
from bridge.exact.families import Family
from bridge.exact.magnitudes import SIZES, Generator, entry, number
from bridge.exact.magnitudes import size as length_of
from bridge.exact.scalars import Scalar, Undecided
from bridge.exact.sequences import sequence
from bridge.exact.show import nested
from bridge.exact.types import Type, Value
from bridge.exact.unknowns import Truth, Whole

__all__ = [
    "SIZES", "Arbitrary", "Generator", "NoElement", "Polynomial", "arbitrary", "between_spaces",
    "key", "number", "probes", "sample",
]  # fmt: skip

DEPTH = 3  # of elements of recursive types
DISTINCT = 0.3  # how often the numbers of a list are all different
ATTEMPTS = 24  # at an element of a structure with laws


class NoElement(Exception):
    """The type has no element, or none was found; the draw is rejected."""


def sample(t: Type, generator: random.Random, depth: int = DEPTH) -> Value:
    """A small element; 0 with some probability, so that ties and kinks occur."""
    match t:
        case types.Atomic("Nat"):
            return generator.choice(SIZES)
        case types.Atomic("Int"):
            return entry(generator)
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
            wide = generator.random() < 0.3
            return Fraction(generator.choice((2, 3, 4, 10))) if wide else abs(number(generator))
        case types.SetType(kind) if types.is_finite(kind):
            return tuple(i for i in types.elements(kind) if generator.random() < 0.5)
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
        case types.ListType(kind):
            return listed(kind, length_of(generator, SIZES[-1]), generator, depth)
        case types.MapType(types.FinType(n), types.FinType(m), True) if n == m:
            return _permutation(n, generator)
        case types.OptionType(kind):
            if generator.random() < 0.25:
                return types.Made("Option.none", ())
            return types.Made("Option.some", (sample(kind, generator, depth),))
        case types.SubType():
            return _satisfying(t, generator, depth)
        case types.FamilyType(_, arguments, family) | types.RecordType(_, arguments, family):
            assert isinstance(family, Family)
            return _made(family, arguments, generator, depth)
        case _:
            return types.element(t, _coordinates(len(types.coordinates(t, None)), generator))


def listed(entry: Type, length: int, generator: random.Random, depth: int = DEPTH) -> Value:
    """A list of some length."""
    if entry == types.REAL:
        return tuple(_coordinates(length, generator))
    if entry == types.NATURAL and generator.random() < DISTINCT:
        return tuple(generator.sample(range(max(9, length)), length))
    return tuple(sample(entry, generator, depth) for _ in range(length))


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
    """Numbers; at times of the kinds that hypotheses ask for: all equal, not negative, with sum 1,
    a unit vector."""
    axis = generator.axis() if isinstance(generator, Generator) and count > 1 else None
    if axis is not None:
        length = number(generator)
        return [length * (i == axis % count) for i in range(count)]
    kind = generator.random()
    if 3 * SPECIAL < kind < 5 * SPECIAL or (count > 4 and kind > 0.7):
        return [number(generator) * generator.choice((0, 1, 1))] * count
    numbers = [number(generator) for _ in range(count)]
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
SPECIAL = 0.06  # how often arrays of each special kind are drawn
TOLD = 6  # values of a function without any law that a counterexample shows


def probes(t: Type) -> list[Value]:
    """Some elements of an infinite type, always the same: 0 where it has one, and random ones."""
    generator = random.Random("probes")
    found = []
    with suppress(BridgeError, TypeError):  # a type may have no 0
        zero = types.zero(t)
        nested(t, zero)  # entries are made when they are asked for
        found.append(zero)
    for _ in range(PROBES):
        try:
            found.append(sample(t, generator))
        except NoElement:
            continue
    return found


def _function(t: types.FunctionType, generator: random.Random, depth: int) -> Value:
    if types.is_finite(t.domain):
        entries = {i: sample(t.codomain(i), generator, depth) for i in types.elements(t.domain)}
        return types.Table(lambda i: entries[i])
    if between_spaces(t):
        return functions.polynomial(t, generator, number)
    if (terms := sequence(t, generator)) is not None:
        return terms
    if (uncurried := _uncurried(t)) is not None:
        return Curried(functions.polynomial(uncurried, generator, number))
    return arbitrary(t, generator, depth)


def arbitrary(t: types.FunctionType, generator: random.Random, depth: int = DEPTH) -> Arbitrary:
    return Arbitrary(t, f"{generator.random()}", depth)


def _uncurried(t: types.FunctionType) -> types.FunctionType | None:
    """Of a function of two vectors, the one of their pair."""
    if types.is_finite(t.domain) or not _is_space(t.domain):
        return None
    inner = t.codomain(None)
    if not between_spaces(inner):
        return None
    return types.FunctionType(types.ProductType(t.domain, inner.domain), inner.codomain)


def between_spaces(t: Type) -> TypeGuard[types.FunctionType]:
    """Whether a type is of functions between spaces, whose members `functions` knows."""
    return (
        isinstance(t, types.FunctionType)
        and not types.is_finite(t.domain)
        and _is_space(t.domain)
        and _is_space(t.codomain(None))
    )


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
    if isinstance(x, Whole | Truth):
        raise Undecided("a drawn function is asked at a point that is not known")
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
