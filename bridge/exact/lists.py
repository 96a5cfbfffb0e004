"""Exact values of more functions on lists, which are tuples, and of sets made of lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cmp_to_key
from itertools import pairwise as neighbours

from bridge.exact import types
from bridge.exact.primitives import maximum, minimum
from bridge.exact.types import Made, Type, Value

Items = tuple[Value, ...]


def option(found: Sequence[Value]) -> Made:
    """`some` of the first, `none` of nothing."""
    return Made("Option.some", (found[0],)) if found else Made("Option.none", ())


def distinct(t: Type, xs: Sequence[Value]) -> Items:
    """Without repetitions, in order of first occurrence."""
    found: list[Value] = []
    for x in xs:
        if not types.member(t, found, x):
            found.append(x)
    return tuple(found)


def last_distinct(t: Type, xs: Items) -> Items:
    """`List.dedup` keeps the last of equal elements."""
    return distinct(t, xs[::-1])[::-1]


def count(t: Type, a: Value, xs: Items) -> int:
    return sum(bool(types.equal(t, a, x)) for x in xs)


def is_permutation(t: Type, xs: Items, ys: Items) -> bool:
    return len(xs) == len(ys) and all(count(t, x, xs) == count(t, x, ys) for x in xs)


def index_of(t: Type, a: Value, xs: Items) -> int:
    """The first place of an element; the length where it is none."""
    return next((i for i, x in enumerate(xs) if types.equal(t, a, x)), len(xs))


def erase(t: Type, xs: Items, a: Value) -> Items:
    at = index_of(t, a, xs)
    return xs[:at] + xs[at + 1 :]


def every_pair(t: Type, holds: Callable[[Value], Value], xs: Items) -> bool:
    return all(holds(x)(y) for i, x in enumerate(xs) for y in xs[i + 1 :])


def chained(t: Type, holds: Callable[[Value], Value], xs: Items) -> bool:
    return all(holds(x)(y) for x, y in neighbours(xs))


def scan(a: Type, b: Type, f: Value, start: Value, xs: Items) -> Items:
    found = [start]
    for x in xs:
        found.append(f(found[-1])(x))
    return tuple(found)


def scan_right(a: Type, b: Type, f: Value, start: Value, xs: Items) -> Items:
    found = [start]
    for x in reversed(xs):
        found.insert(0, f(x)(found[0]))
    return tuple(found)


def filter_map(a: Type, b: Type, f: Value, xs: Items) -> Items:
    return tuple(y for x in xs for y in f(x).fields)


def take_while(t: Type, p: Callable[[Value], Value], xs: Items) -> Items:
    return xs[: next((i for i, x in enumerate(xs) if not p(x)), len(xs))]


def drop_while(t: Type, p: Callable[[Value], Value], xs: Items) -> Items:
    return xs[len(take_while(t, p, xs)) :]


def largest(t: Type, xs: Items) -> Made:
    return option([_folded(t, maximum, xs)] if xs else [])


def smallest(t: Type, xs: Items) -> Made:
    return option([_folded(t, minimum, xs)] if xs else [])


def _folded(t: Type, operation: Callable[[Type, Value, Value], Value], xs: Items) -> Value:
    result = xs[0]
    for x in xs[1:]:
        result = operation(t, result, x)
    return result


def is_part(t: Type, xs: Items, ys: Items) -> bool:
    """Whether the first can be had from the second by leaving out elements."""
    rest = iter(ys)
    return all(any(types.equal(t, x, y) for y in rest) for x in xs)


def sort(t: Type, before: Callable[[Value], Value], xs: Items) -> Items:
    """Stable; what stands in `xs` earlier stays earlier where the relation holds both ways."""

    def compare(x: Value, y: Value) -> int:
        return int(bool(before(y)(x))) - int(bool(before(x)(y)))

    return tuple(sorted(xs, key=cmp_to_key(compare)))
