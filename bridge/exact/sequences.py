"""Sequences that are drawn: closed forms, so that what a hypothesis says of every term (`∀ k, 0 ≤
a k`) can be decided and not only probed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from bridge.exact import scalars, types
from bridge.exact.magnitudes import number
from bridge.exact.scalars import Scalar
from bridge.exact.types import FunctionType, Type, Value
from bridge.exact.unknowns import Proposition, Whole

KINDS = ("constant", "linear", "square", "reciprocal", "alternating", "bump", "late")
WHOLE_KINDS = ("constant", "linear", "square", "bump", "late")
INDICES = (types.Atomic("Nat"), types.Atomic("Int"))
RARE = 0.1  # how often a sequence without any law is drawn instead
FORMULA = 0.4  # how often one formula tells all terms, not the first few one by one
TO_ZERO = 0.6  # how often 1 / (k + 1) is drawn alone
MOST_FIRST = 5  # terms that are told one by one
BOUND = Fraction(2)  # of all terms, of some sequences


@dataclass(frozen=True, slots=True)
class Sequence:
    """`k ↦ constant + slope * t k`, with `t` of the kind; entries are reals or integers."""

    kind: str
    constant: Fraction
    slope: Fraction
    at: int
    codomain: Type

    def __call__(self, k: Value) -> Value:
        if self.codomain == types.REAL:
            return scalars.add(self.constant, scalars.mul(self.slope, self._term(k)))
        return int(self.constant) + int(self.slope) * self._whole_term(k)

    def _term(self, k: Value) -> Scalar:
        x = k.real() if isinstance(k, Whole) else Fraction(k)
        match self.kind:
            case "constant":
                return Fraction(0)
            case "linear":
                return x
            case "square":
                return scalars.power(scalars.sub(x, Fraction(self.at)), 2)
            case "reciprocal":
                return scalars.inv(scalars.add(x, Fraction(1)))
            case "alternating":
                return Fraction(1 if k % 2 == 0 else -1)
            case _:
                return Fraction(1 if self._is_there(k) else 0)

    def _whole_term(self, k: Value) -> Value:
        match self.kind:
            case "constant":
                return 0
            case "linear":
                return k
            case "square":
                return (k - self.at) * (k - self.at)
            case _:
                return 1 if self._is_there(k) else 0

    def _is_there(self, k: Value) -> Proposition:
        """Whether a term is the one that differs, or one of those from there on."""
        here: Proposition = k == self.at if self.kind == "bump" else k >= self.at
        return here

    @property
    def text(self) -> str:
        """The sequence as Lean would write it."""
        forms = {
            "constant": "",
            "linear": "k",
            "square": f"(k - {self.at}) ^ 2",
            "reciprocal": "1 / (k + 1)",
            "alternating": "(-1) ^ k",
            "bump": f"(if k = {self.at} then 1 else 0)",
            "late": f"(if {self.at} ≤ k then 1 else 0)",
        }
        form = forms[self.kind]
        if not form or not self.slope:
            return f"k ↦ {self.constant}"
        scaled = form if self.slope == 1 else f"{_factor(self.slope)} * {form}"
        return f"k ↦ {self.constant} + {scaled}" if self.constant else f"k ↦ {scaled}"


@dataclass(frozen=True, slots=True)
class Begun:
    """Some terms, and from the last of them on steps of one size; at negative places the first."""

    first: tuple[Fraction, ...]
    step: Fraction
    codomain: Type

    def __call__(self, k: Value) -> Value:
        for place, term in enumerate(self.first[:-1]):
            if (k <= 0) if place == 0 else (k == place):
                return self._entry(term)
        if len(self.first) == 1 and k <= 0:
            return self._entry(self.first[0])
        further = k - (len(self.first) - 1)
        if self.codomain != types.REAL:
            return int(self.first[-1]) + int(self.step) * further
        x = further.real() if isinstance(further, Whole) else Fraction(further)
        return scalars.add(self.first[-1], scalars.mul(self.step, x))

    def _entry(self, term: Fraction) -> Value:
        return term if self.codomain == types.REAL else int(term)

    @property
    def text(self) -> str:
        told = ", ".join(map(str, self.first))
        return f"the sequence {told}, then {_signed(self.step)} each time"


def _signed(x: Fraction) -> str:
    return f"+{x}" if x >= 0 else str(x)


def _factor(x: Fraction) -> str:
    return str(x) if x >= 0 and x.denominator == 1 else f"({x})"


def sequence(t: FunctionType, generator: random.Random) -> Sequence | Begun | None:
    """A sequence of a type, unless it is no type of sequences, or one without laws is wanted."""
    codomain = t.codomain(None) if t.domain in INDICES else None
    if codomain not in (types.REAL, *INDICES) or generator.random() < RARE:
        return None
    if generator.random() > FORMULA:
        return _begun(codomain, generator)
    at = generator.choice((0, 0, 1, 2, 3, 10))
    kind = generator.choice(KINDS if codomain == types.REAL else WHOLE_KINDS)
    if t.domain != codomain == types.Atomic("Nat") and kind == "linear":
        kind = "square"  # a natural number at negative places as well
    if codomain == types.NATURAL and kind == "square":
        at = 0  # as Lean reads the formula, where a difference of natural numbers stops at 0
    constant, slope = _entries(codomain, 2, generator)
    if kind == "reciprocal" and generator.random() < TO_ZERO:
        constant, slope = Fraction(0), slope or Fraction(1)  # positive, and by no fixed number
    return Sequence(kind, constant, slope, at, codomain)


def _entries(codomain: Type, count: int, generator: random.Random) -> list[Fraction]:
    if codomain == types.REAL:
        return [number(generator) for _ in range(count)]
    small = (0, 0, 1, 1, 2, 3, 4) if codomain == types.Atomic("Nat") else (0, 1, -1, 2, -2, 3)
    return [Fraction(generator.choice(small)) for _ in range(count)]


def _begun(codomain: Type, generator: random.Random) -> Begun:
    """Of the kinds that hypotheses ask for: bounded, positive, increasing, decreasing."""
    first = _entries(codomain, generator.randint(1, MOST_FIRST), generator)
    step = Fraction(0) if generator.random() < 0.6 else abs(_entries(codomain, 1, generator)[0])
    mode = generator.choice(("any", "bounded", "not negative", "positive", "up", "down", "strict"))
    if mode == "bounded":
        first, step = [max(min(x, BOUND), -BOUND) for x in first], Fraction(0)
    if mode in ("not negative", "positive"):
        first = [abs(x) for x in first]
    if mode == "positive":
        first = [x or Fraction(1) for x in first]
    if mode in ("up", "down"):
        first.sort(reverse=mode == "down")
    if mode == "down":
        step = Fraction(0) if codomain != types.REAL or generator.random() < 0.5 else -step
    if mode == "strict":
        first, step = list(dict.fromkeys(sorted(first))), step or Fraction(1)
    return Begun(tuple(first), step, codomain)
