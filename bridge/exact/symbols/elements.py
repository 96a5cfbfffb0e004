"""Elements of a type whose numbers are unknown, or come from elsewhere."""

from __future__ import annotations

from abc import ABC, abstractmethod
from itertools import count, permutations
from operator import index

from bridge.exact import types
from bridge.exact.families import Family
from bridge.exact.sampling import NoElement
from bridge.exact.scalars import Scalar, Undecided
from bridge.exact.types import Type, Value


class Supply(ABC):
    """Where the numbers of elements come from, one after the other."""

    @abstractmethod
    def real(self, name: str, *, nonnegative: bool = False) -> Scalar: ...

    @abstractmethod
    def whole(self, name: str, *, natural: bool) -> Value: ...

    @abstractmethod
    def choice(self, name: str, count: int) -> int:
        """One of so many possibilities."""

    @abstractmethod
    def rational(self, name: str) -> Scalar:
        """A rational number: every real number that a statement holds for is not more than that."""


MOST_ARRANGEMENTS = 6
MOST_ENTRIES = 64  # of one element
DEEPEST = 12  # levels of an element of an indexed family


def element(t: Type, name: str, supply: Supply, depth: int = 0) -> Value:
    """An element of a type."""
    match t:
        case types.Atomic("Real"):
            return supply.real(name)
        case types.Atomic("NNReal"):
            return supply.real(name, nonnegative=True)
        case types.Atomic("Rat"):
            return supply.rational(name)
        case types.Atomic("Nat" | "Int"):
            return supply.whole(name, natural=t == types.NATURAL)
        case types.Atomic("Prop"):
            return bool(supply.choice(name, 2))
        case types.Atomic("SignType"):
            return supply.choice(name, 3) - 1
        case types.Atomic("Ordering"):
            return types.Made(f"Ordering.{('lt', 'eq', 'gt')[supply.choice(name, 3)]}", ())
        case types.FinType(size):
            return _one_of(name, size, supply)
        case types.ProductType(left, right):
            first = element(left, f"{name}.1", supply, depth)
            return (first, element(right, f"{name}.2", supply, depth))
        case types.ListType(entry):
            length = index(supply.whole(f"{name}.length", natural=True))
            return tuple(element(entry, f"{name}[{i}]", supply, depth) for i in range(length))
        case types.OptionType(entry):
            if not supply.choice(name, 2):
                return types.Made("Option.none", ())
            return types.Made("Option.some", (element(entry, name, supply, depth),))
        case types.SetType(entry) if types.is_finite(entry):
            kept = (i for i in types.elements(entry) if supply.choice(f"{i} ∈ {name}", 2))
            return tuple(kept)
        case types.MapType(types.FinType(n), types.FinType(m), True) if n == m and n <= 3:
            images = list(permutations(range(n)))[
                supply.choice(name, len([*permutations(range(n))]))
            ]
            return (lambda i: images[i], images.index)
        case types.MapType(domain, codomain, False):
            places = range(types.dimension(domain))
            columns = [element(codomain, f"{name}[{i}]", supply, depth) for i in places]
            return types.linear(domain, codomain, columns)
        case types.SubType(base, holds, members):
            if members is not None:
                return members[_one_of(name, len(members), supply)]
            if not holds(x := element(base, name, supply, depth)):
                raise NoElement(f"{name} is not in the subtype")
            return x
        case types.FamilyType(_, arguments, family) | types.RecordType(_, arguments, family):
            return _made(family, arguments, name, supply, depth)
    return _array(t, name, supply, depth)


def _array(t: Type, name: str, supply: Supply, depth: int) -> Value:
    parts = types.fibers(t)
    if parts is None:
        raise Undecided(f"{types.describe(t)} has no elements that are unknown numbers")
    if len(parts) > MOST_ENTRIES:
        raise Undecided("an array has too many entries")
    known = {i: element(fiber, f"{name}[{i}]", supply, depth) for i, fiber in parts}
    return types.Table(lambda i: known[i])


def _one_of(name: str, size: int, supply: Supply) -> int:
    if size == 0:
        raise NoElement("there is no index below 0")
    if size > MOST_ENTRIES:
        raise Undecided("an index has too many values")
    return supply.choice(name, size)


def _made(
    family: object, arguments: tuple[Value, ...], name: str, supply: Supply, depth: int
) -> Value:
    """What a constructor makes: the one that the type's indices allow, or any that ends."""
    assert isinstance(family, Family)
    fitting = [
        c
        for c in family.constructors
        if family.at_indices(arguments, family.telescope(c)) is not None
    ]
    if not fitting:
        raise NoElement(f"no constructor of {family.name} has these indices")
    if len(fitting) > 1 and any(family.telescope(c).recursive for c in fitting):
        raise Undecided(f"elements of {family.name} have no bound")
    if depth > DEEPEST:
        raise Undecided(f"an element of {family.name} is nested too deeply")
    chosen = fitting[supply.choice(name, len(fitting))] if len(fitting) > 1 else fitting[0]
    numbers = count(1)

    def choose(t: Type) -> Value:
        return element(t, f"{name}.{next(numbers)}", supply, depth + 1)

    made = family.build(arguments, chosen, choose)
    if made is None:
        raise NoElement(f"no element of {family.name} is made by {chosen}")
    return made
