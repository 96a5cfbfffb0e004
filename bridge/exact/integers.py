"""Exact values of number theory: primes, roots, Fibonacci numbers, squares."""

from __future__ import annotations

from math import isqrt
from operator import index

from bridge.errors import NotSupported
from bridge.exact import types
from bridge.exact.primitives import less
from bridge.exact.types import Type, Value

__all__ = ["fibonacci", "is_prime", "is_square", "isqrt"]


def is_prime(n: int) -> bool:
    n = index(n)
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))


def fibonacci(n: int) -> int:
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def is_square(t: Type, a: Value) -> bool:
    """`∃ r, a = r * r`: of whole numbers, and of every real that is not negative."""
    if t in (types.NATURAL, types.INTEGER):
        whole = index(a)
        return whole >= 0 and isqrt(whole) ** 2 == whole
    if t in (types.REAL, types.NNREAL):
        return not less(t, a, types.zero(t))
    raise NotSupported("square", f"squares in {types.describe(t)} have no exact value here")


def divisors(n: int) -> tuple[int, ...]:
    """None of 0, as in Mathlib."""
    n = index(n)
    return tuple(d for d in range(1, n + 1) if n % d == 0)


def falling(n: int, k: int) -> int:
    n, result = index(n), 1
    for i in range(k):
        result *= max(n - i, 0)
    return result
