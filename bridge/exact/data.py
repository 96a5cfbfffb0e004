"""Exact values of functions on lists, which are tuples."""

from __future__ import annotations

from bridge.exact import types
from bridge.exact.primitives import fold_product, fold_sum
from bridge.exact.scalars import Undecided
from bridge.exact.types import Type, Value


def text(code: int) -> str:
    """The text that a literal stands for (see `bridge.elaborate.strings`)."""
    return code.to_bytes((code.bit_length() + 7) // 8)[1:].decode()


def entry(a: Type, xs: tuple[Value, ...], i: int) -> Value:
    """The entry at an index; where a proof of `i < length` is false, there is none."""
    if i >= len(xs):
        raise Undecided(f"entry {i} of {len(xs)} is asked for")
    return xs[i]


def fold_left(a: Type, b: Type, f: Value, start: Value, items: tuple[Value, ...]) -> Value:
    for item in items:
        start = f(start)(item)
    return start


def fold_right(a: Type, b: Type, f: Value, start: Value, items: tuple[Value, ...]) -> Value:
    for item in reversed(items):
        start = f(item)(start)
    return start


def list_sum(t: Type, items: tuple[Value, ...]) -> Value:
    return fold_sum(types.NATURAL, t, range(len(items)), lambda i: items[i])


def list_product(t: Type, items: tuple[Value, ...]) -> Value:
    return fold_product(types.NATURAL, t, range(len(items)), lambda i: items[i])
