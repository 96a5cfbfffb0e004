"""Connectives, over truth values and over propositions about unknowns.

A side that decides alone is enough, also where others cannot be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from bridge.exact.scalars import Undecided
from bridge.exact.unknowns import Proposition, Truth, domain

Tried: TypeAlias = Proposition | Undecided


def tried(parts: Iterable[Callable[[], Proposition]]) -> Iterator[Tried]:
    """The values of parts, one by one; a doubt is a value."""
    for part in parts:
        try:
            yield part()
        except Undecided as reason:
            yield reason


def truth_value(p: object) -> bool:
    """A truth value; what is none (a type that stands where a proposition does) is not judged."""
    if not isinstance(p, bool):
        raise Undecided("a proposition that is not read as one")
    return p


def negation(p: Proposition) -> Proposition:
    return p.negated() if isinstance(p, Truth) else not truth_value(p)


def conjunction(parts: Iterable[Tried]) -> Proposition:
    """False as soon as one part is, also where another is undecided."""
    unknown: list[Proposition] = []
    doubt: Undecided | None = None
    for part in parts:
        if isinstance(part, Undecided):
            doubt = part
        elif isinstance(part, Truth):
            unknown.append(part)
        elif not truth_value(part):
            return False
    running = domain()
    if unknown and running is not None:
        return running.conjunction([*unknown, *([running.unknown()] if doubt else [])])
    if doubt is not None:
        raise doubt
    return True


def disjunction(parts: Iterable[Tried]) -> Proposition:
    """True as soon as one part is."""
    return negation(conjunction(p if isinstance(p, Undecided) else negation(p) for p in parts))


def equivalence(a: Proposition, b: Proposition) -> Proposition:
    if not isinstance(a, Truth):
        return b if truth_value(a) else negation(b)
    if not isinstance(b, Truth):
        return a if truth_value(b) else negation(a)
    return conjunction((implication(a, b), implication(b, a)))


def implication(a: Proposition, b: Proposition) -> Proposition:
    return disjunction((negation(a), b))
