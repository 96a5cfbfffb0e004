"""Exact values of functions of finite types and sets, and of the classes that are propositions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

from bridge.errors import NotSupported
from bridge.exact import types
from bridge.exact.primitives import maximum, minimum
from bridge.exact.types import Type, Value


def _size(t: Type) -> int | None:
    """How many elements a type has: exactly for finite types, None for infinitely many."""
    match t:
        case types.FinType(size):
            return size
        case types.Atomic("Nat" | "Int" | "Real" | "Rat" | "NNReal"):
            return None
        case types.FunctionType() | types.LpType() | types.MatrixType():
            return None if types.coordinates(t, None) else 1
        case _:
            raise NotSupported("size", f"the size of {types.describe(t)} is not known here")


def is_inhabited(t: Type) -> bool:
    return _size(t) != 0


def is_nontrivial(t: Type) -> bool:
    size = _size(t)
    return size is None or size > 1


def is_subsingleton(t: Type) -> bool:
    size = _size(t)
    return size is not None and size <= 1


def default(t: Type) -> Value:
    """The default of Lean's and Mathlib's own instances: 0."""
    return types.zero(t)


def supremum(
    t: Type, _index: Type, s: Sequence[int], _nonempty: None, f: Callable[[int], Value]
) -> Value:
    return reduce(lambda a, b: maximum(t, a, b), [f(i) for i in s])


def infimum(
    t: Type, _index: Type, s: Sequence[int], _nonempty: None, f: Callable[[int], Value]
) -> Value:
    return reduce(lambda a, b: minimum(t, a, b), [f(i) for i in s])
