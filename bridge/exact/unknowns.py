"""Unknown numbers and propositions about them, as the evaluator sees them; `bridge.exact.symbols`
has the only ones that there are.

The evaluator never looks inside: it computes with an unknown as with any number. Where it needs to
know (a condition, a sign, an index), `bool()` or `index()` of the unknown asks the path that is at
hand, and the evaluation is repeated for each answer that is possible.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, Self, TypeAlias


class Truth(ABC):
    """A proposition about unknowns."""

    @abstractmethod
    def __bool__(self) -> bool: ...

    @abstractmethod
    def negated(self) -> Truth: ...


Proposition: TypeAlias = bool | Truth


class Symbol(ABC):
    """A real number: unknown, or known and not rational."""

    @abstractmethod
    def __add__(self, other: Symbol | Fraction) -> Symbol | Fraction: ...

    @abstractmethod
    def __mul__(self, other: Symbol | Fraction) -> Symbol | Fraction: ...

    @abstractmethod
    def __neg__(self) -> Self: ...

    @abstractmethod
    def inverse(self) -> Symbol | Fraction:
        """The reciprocal of a number that is known not to be 0."""

    @abstractmethod
    def power(self, n: int) -> Symbol | Fraction: ...

    @abstractmethod
    def compared(self, relation: str) -> Proposition:
        """`self = 0`, `self > 0` or `self ≥ 0`, by its symbol."""

    @abstractmethod
    def shown(self, digits: int) -> str:
        """The number for people: digits of a constant."""

    def __radd__(self, other: Fraction) -> Symbol | Fraction:
        return self + other

    def __rmul__(self, other: Fraction) -> Symbol | Fraction:
        return self * other


class Whole(ABC):
    """An integer: unknown. Arithmetic, comparison and `index()` are Python's."""

    @abstractmethod
    def __index__(self) -> int: ...

    @abstractmethod
    def real(self) -> Symbol | Fraction: ...


class Domain(ABC):
    """Who computes with unknowns while an evaluation runs."""

    @abstractmethod
    def conjunction(self, parts: Iterable[Proposition]) -> Proposition: ...

    @abstractmethod
    def function(self, name: str, a: Symbol | Fraction) -> Symbol | Fraction:
        """`exp`, `log` and `sqrt` of a positive number; `sin`, `cos`, `arctan`."""

    @abstractmethod
    def pi(self) -> Symbol: ...

    @abstractmethod
    def floor(self, a: Symbol) -> Whole | int: ...

    @abstractmethod
    def unknown(self) -> Truth:
        """A proposition of which nothing can be told."""

    @abstractmethod
    def quantified(self, universal: bool, type: Any, body: Callable[[Any], Any]) -> Proposition:
        """`∀` or `∃` over a type with infinitely many elements."""


class _Running:
    domain: Domain | None = None
    epoch: object = None


def domain() -> Domain | None:
    """Who computes with unknowns; None where all numbers are known."""
    return _Running.domain


def epoch() -> object:
    """What values may be remembered for: they hold under what is assumed now."""
    return _Running.epoch


def enter(new: Domain | None, epoch: object) -> tuple[Domain | None, object]:
    """Make `new` the domain; what was before is returned, and is to be restored."""
    before = _Running.domain, _Running.epoch
    _Running.domain, _Running.epoch = new, epoch
    return before
