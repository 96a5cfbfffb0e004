"""Quantifiers over the elements of a finite collection, or below a bound: each one is visited.

`∃ x, x ∈ s ∧ p x`, `∀ x, x ∈ s → p x`, `∃ k, k < n ∧ p k`, `∃ k, p k ∧ k ∣ n` and
`∀ k, k ≤ n → p k` range over infinite types, but what one condition leaves is finite.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import isqrt

from bridge.core.expr import (
    NAT,
    BVar,
    Const,
    Expr,
    Lam,
    fresh_fvar,
    has_loose_bvar,
    instantiate,
    spine,
)
from bridge.exact.types import Value

Evaluate = Callable[[Expr], Value]
MANY = 10_000  # elements, beyond which they are not visited


def candidates(type: Expr, condition: Expr, evaluate: Evaluate) -> Sequence[Value] | None:
    """The elements that meet a condition on the outermost bound variable, where the condition says
    that they are few; None where it does not."""
    head, args = spine(condition)
    if not isinstance(head, Const):
        return None
    match head.name, args:
        case "Membership.mem", (_, _, _, collection, BVar(0)):
            found = _outside(collection, evaluate)
        case "LT.lt", (_, _, BVar(0), bound) if type == NAT:
            found = _below(_outside(bound, evaluate))
        case "LE.le", (_, _, BVar(0), bound) if type == NAT:
            limit = _outside(bound, evaluate)
            found = _below(limit + 1 if isinstance(limit, int) else None)
        case "Dvd.dvd", (_, _, BVar(0), multiple) if type == NAT:
            found = _divisors(_outside(multiple, evaluate))
        case _:
            return None
    few = isinstance(found, tuple | list | range) and len(found) <= MANY
    return found if few else None


def _below(limit: Value) -> Value:
    return range(max(limit, 0)) if isinstance(limit, int) else None


def _divisors(n: Value) -> Value:
    if not isinstance(n, int) or not 0 < n <= MANY**2:
        return None
    small = [d for d in range(1, isqrt(n) + 1) if n % d == 0]
    return [*small, *(n // d for d in reversed(small) if d * d != n)]


def _outside(e: Expr, evaluate: Evaluate) -> Value:
    """The value of a term that does not mention the bound variable; None for others."""
    if has_loose_bvar(e):
        return None
    return evaluate(instantiate(e, fresh_fvar("_", NAT)))


def of_existence(type: Expr, predicate: Expr, evaluate: Evaluate) -> Sequence[Value] | None:
    """The elements among which a witness of `∃ x, condition ∧ …` is."""
    if not isinstance(predicate, Lam):
        return None
    found = (candidates(type, condition, evaluate) for condition in _joined(predicate.body))
    return next((few for few in found if few is not None), None)


def _joined(e: Expr) -> Iterator[Expr]:
    """The parts of a conjunction; any of them may say that the elements are few."""
    head, args = spine(e)
    if head == Const("And") and len(args) == 2:
        for part in args:
            yield from _joined(part)
    else:
        yield e
