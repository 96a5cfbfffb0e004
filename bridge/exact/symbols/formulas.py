"""Propositions about unknowns, in negation normal form.

An atom compares a polynomial with 0. A proposition with a quantifier holds the cases of its body.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from bridge.exact.symbols.ring import Generator, Poly, key
from bridge.exact.unknowns import Proposition, Truth

OPPOSITE = {"=": "≠", "≠": "=", ">": "≤", "≤": ">", "≥": "<", "<": "≥"}


class Asking(Truth):
    """A formula that asks the session's path when Python needs to know."""

    __slots__ = ()

    def __bool__(self) -> bool:
        from bridge.exact.symbols.session import running

        return running().fork(self)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, eq=False)
class Atom(Asking):
    """`polynomial relation 0`; the polynomial's leading coefficient is positive."""

    polynomial: Poly
    relation: str
    bases: frozenset[int]
    text: str = field(default="")

    def negated(self) -> Atom:
        return Atom(self.polynomial, OPPOSITE[self.relation], self.bases, self.text)


@dataclass(frozen=True, slots=True, eq=False)
class Junction(Asking):
    """All of the parts, or one of them."""

    all: bool
    parts: tuple[Formula, ...]
    bases: frozenset[int]

    def negated(self) -> Junction:
        return Junction(not self.all, tuple(p.negated() for p in self.parts), self.bases)


@dataclass(frozen=True, slots=True)
class Case:
    """One path of a proposition's evaluation: where `condition` holds its value is `value`, and the
    numbers that were made on it satisfy `facts`."""

    condition: tuple[Formula, ...]
    facts: tuple[Formula, ...]
    value: Formula | bool


@dataclass(frozen=True, slots=True, eq=False)
class Quantified(Asking):
    """`∀` or `∃` over unknowns; `derived` are the numbers that depend on them. The cases leave
    nothing out, and no two of them hold at once."""

    universal: bool
    bound: tuple[Generator, ...]
    derived: tuple[Generator, ...]
    premises: tuple[Formula, ...]  # that the unknowns satisfy
    cases: tuple[Case, ...]
    bases: frozenset[int]

    def negated(self) -> Quantified:
        cases = tuple(Case(c.condition, c.facts, negated(c.value)) for c in self.cases)
        return Quantified(
            not self.universal, self.bound, self.derived, self.premises, cases, self.bases
        )


@dataclass(frozen=True, slots=True, eq=False)
class Unknown(Asking):
    """Nothing can be told of it."""

    bases: frozenset[int] = frozenset()

    def negated(self) -> Unknown:
        return self


Formula: TypeAlias = Atom | Junction | Quantified | Unknown
UNKNOWN = Unknown()


def negated(f: Formula | bool) -> Formula | bool:
    return not f if isinstance(f, bool) else f.negated()


def atom(p: Poly, relation: str, bases: frozenset[int]) -> Atom:
    """With the sign of the leading coefficient moved into the relation."""
    flipped = {">": "<", "<": ">", "≥": "≤", "≤": "≥"}
    if p.leading_coefficient() < 0:
        p, relation = -p, flipped.get(relation, relation)
    return Atom(p, relation, bases, key(p))


def joined(every: bool, parts: Iterable[Proposition]) -> Proposition:
    """The conjunction (or disjunction), without parts that are decided and with none twice."""
    kept: dict[object, Formula] = {}
    for part in parts:
        if isinstance(part, bool):
            if part is not every:
                return part
            continue
        assert isinstance(part, Atom | Junction | Quantified | Unknown)
        inner = part.parts if isinstance(part, Junction) and part.all is every else (part,)
        for p in inner:
            kept.setdefault((p.text, p.relation) if isinstance(p, Atom) else id(p), p)
    found = tuple(kept.values())
    if len(found) <= 1:
        return found[0] if found else every
    return Junction(every, found, frozenset().union(*(p.bases for p in found)))
