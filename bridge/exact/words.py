"""Exact values of machine words and bits: Python integers, kept below the word's size."""

from __future__ import annotations

from bridge.errors import NotSupported
from bridge.exact import types
from bridge.exact.primitives import less
from bridge.exact.types import WORD, WORD_SIZE, Made, Type, Value

BITS = 32


def _needs_bits(t: Type) -> None:
    if t not in (types.NATURAL, WORD):
        raise NotSupported("bits", f"operations on bits of {types.describe(t)} have no exact value")


def conjunction(t: Type, a: int, b: int) -> int:
    _needs_bits(t)
    return a & b


def disjunction(t: Type, a: int, b: int) -> int:
    _needs_bits(t)
    return a | b


def exclusive(t: Type, a: int, b: int) -> int:
    _needs_bits(t)
    return a ^ b


def left(t: Type, a: int, b: int) -> int:
    """Of words, the distance counts modulo 32."""
    _needs_bits(t)
    if t == WORD:
        return (a << b % BITS) % WORD_SIZE
    if b > LONGEST:
        raise NotSupported("shift", f"a shift by more than {LONGEST} bits is not evaluated")
    return a << b


LONGEST = 4096


def right(t: Type, a: int, b: int) -> int:
    _needs_bits(t)
    return a >> (b % BITS if t == WORD else b)


def complement(t: Type, a: int) -> int:
    if t != WORD:
        raise NotSupported("bits", f"`~~~` on {types.describe(t)} has no exact value here")
    return WORD_SIZE - 1 - a


def logarithm(base: int, n: int) -> int:
    """The largest k with base ^ k ≤ n; 0 where there is none or no largest."""
    if base < 2:
        return 0
    k = 0
    while base ** (k + 1) <= n:
        k += 1
    return k


def truncated_quotient(a: int, b: int) -> int:
    if b == 0:
        return 0
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


def truncated_remainder(a: int, b: int) -> int:
    return a - b * truncated_quotient(a, b)


def compare(t: Type, a: Value, b: Value) -> Made:
    if less(t, a, b):
        return Made("Ordering.lt", ())
    return Made("Ordering.gt" if less(t, b, a) else "Ordering.eq", ())
