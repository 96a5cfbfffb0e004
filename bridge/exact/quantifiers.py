"""`∀` and `∃` over infinitely many elements: what the solver shows, or a counterexample or witness
among some elements; never a guess."""

from __future__ import annotations

from collections.abc import Callable

from bridge.exact.sampling import probes
from bridge.exact.scalars import Exhausted, NotShown, Undecided
from bridge.exact.types import Type, Value
from bridge.exact.unknowns import Proposition, domain


def over_infinitely_many(universal: bool, t: Type, p: Callable[[Value], Value]) -> Proposition:
    """Whether all elements of a type (or some element) have a property."""
    running = domain()
    if running is not None:
        return running.quantified(universal, t, p)
    from bridge.exact.symbols.quantified import decided  # evaluates in its turn

    try:
        return decided(universal, t, p)
    except Undecided as reason:
        if any(_settles(p, x, universal) for x in probes(t)):
            return not universal
        if isinstance(reason, Exhausted):
            raise
        raise NotShown(str(reason)) from None


def _settles(p: Callable[[Value], Value], x: Value, universal: bool) -> bool:
    """Whether one element shows that a `∀` is false, or an `∃` true."""
    try:
        return bool(p(x)) is not universal
    except Undecided:
        return False
