"""Values that hypotheses suggest for a variable: where the two sides of a comparison meet.

Both sides are evaluated at a few values of the variable; a difference that is linear or quadratic
in it tells where it is 0. What is suggested is then tried, so nothing here needs to be right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import islice, pairwise
from math import isqrt

from flint import arb

from bridge.core.expr import Const, Expr, FVar, Pi, free_variables, fresh_fvar, instantiate, spine
from bridge.errors import BridgeError
from bridge.exact import scalars, types
from bridge.exact.draw import Draw
from bridge.exact.evaluator import Evaluator
from bridge.exact.scalars import Undecided
from bridge.exact.types import Type, Value

COMPARISONS = frozenset(("LE.le", "LT.lt", "GE.ge", "GT.gt", "Eq", "Ne"))
INTERVALS = frozenset("Icc Ioo Ico Ioc Ici Iic Ioi Iio".split())
MOST = 8  # comparisons that are looked at
Of = Callable[[Fraction], Value | None]  # the element of a type that a number stands for


def of_number(t: Type) -> Of | None:
    """How a number becomes an element: an array with all entries equal, a list of that length."""
    match t:
        case types.Atomic("Nat"):
            return lambda x: int(x) if x >= 0 and x.denominator == 1 else None
        case types.Atomic("Int"):
            return lambda x: int(x) if x.denominator == 1 else None
        case types.Atomic("NNReal"):
            return lambda x: x if x >= 0 else None
        case types.Atomic("Real" | "Rat"):
            return lambda x: x
        case types.FinType(n):
            return lambda x: int(x) if x.denominator == 1 and 0 <= x < n else None
        case types.ListType(entry):
            one = of_number(entry)
            return None if one is None else lambda x: _repeated(one(Fraction(1)), x)
        case types.FunctionType() | types.LpType() | types.MatrixType():
            return _filled(t)
        case _:
            return None


def _repeated(entry: Value, x: Fraction) -> Value | None:
    return (entry,) * int(x) if x.denominator == 1 and 0 <= x <= 20 else None


def _filled(t: Type) -> Of | None:
    parts = types.fibers(t)
    if not parts:
        return None
    inner = [(i, of_number(fiber)) for i, fiber in parts]
    if any(make is None for _, make in inner):
        return None

    def fill(x: Fraction) -> Value | None:
        entries = {i: make(x) for i, make in inner if make is not None}
        return None if None in entries.values() else types.Table(lambda i: entries[i])

    return fill


def roots(
    evaluator: Evaluator, hypotheses: list[Expr], variable: FVar, make: Of, draw: Draw
) -> list[Fraction]:
    """Where sides of comparisons meet that mention a variable, in increasing order."""
    found: set[Fraction] = set()
    sides = (pair for h in hypotheses for pair in _compared(evaluator, h, draw))
    for left, right, values in islice(sides, MOST):
        if any(variable in free_variables(side) for side in (left, right)):
            found.update(_meeting(evaluator, left, right, variable, make, draw.values | values))
    return sorted(found)


def tight(
    evaluator: Evaluator, hypotheses: list[Expr], variable: FVar, t: Type, draw: Draw
) -> Value | None:
    """An array of which each entry is where the sides of a comparison under a `∀` over its indices
    meet: the bound that a hypothesis gives it."""
    make, parts = of_number(t), types.fibers(t)
    over_indices = [
        h
        for h in hypotheses
        if isinstance(h, Pi)
        and variable in free_variables(h)
        and not evaluator.is_proposition(h.type)
    ]
    if make is None or not parts or not over_indices or isinstance(t, types.MatrixType):
        return None
    entries: dict[Value, Value] = {}
    for i, fiber in parts:
        one = of_number(fiber)
        at = None if one is None else _bound(evaluator, over_indices, variable, make, draw, i)
        if one is None or at is None or (entry := one(at)) is None:
            return None
        entries[i] = entry
    return types.Table(lambda i: entries[i])


def _bound(
    evaluator: Evaluator, hypotheses: list[Pi], variable: FVar, make: Of, draw: Draw, i: Value
) -> Fraction | None:
    """The largest number that a comparison at one index suggests for the entry there."""
    found: list[Fraction] = []
    for h in hypotheses:
        index = fresh_fvar(h.name, h.type)
        for left, right, inner in _compared(evaluator, instantiate(h.body, index), draw):
            values = draw.values | inner | {index: i}
            found += _meeting(evaluator, left, right, variable, make, values)
    return max(found, default=None)


def _compared(
    evaluator: Evaluator, e: Expr, draw: Draw
) -> Iterator[tuple[Expr, Expr, dict[FVar, Value]]]:
    """The sides of the comparisons in a hypothesis; under a `∀` over indices, at the first and the
    last of them."""
    if isinstance(e, Pi):
        if evaluator.is_proposition(e.type):
            yield from _compared(evaluator, instantiate(e.body, Const("True.intro")), draw)
            return
        index = fresh_fvar(e.name, e.type)
        for at in _ends(evaluator, e.type, draw):
            for left, right, values in _compared(evaluator, instantiate(e.body, index), draw):
                yield left, right, {index: at, **values}
        return
    head, args = spine(e)
    name = head.name if isinstance(head, Const) else ""
    if name in COMPARISONS:
        yield args[-2], args[-1], {}
    elif name in ("And", "Or", "Not"):
        for part in args:
            yield from _compared(evaluator, part, draw)
    elif name == "Membership.mem":
        yield from _in_interval(args)


def _in_interval(args: tuple[Expr, ...]) -> Iterator[tuple[Expr, Expr, dict[FVar, Value]]]:
    for collection, x in (args[-2:], args[-2:][::-1]):
        head, inner = spine(collection)
        kind = head.name.rpartition(".")[2] if isinstance(head, Const) else ""
        if kind in INTERVALS:
            for end in inner[-(1 if "i" in kind else 2) :]:
                yield x, end, {}


def _ends(evaluator: Evaluator, type: Expr, draw: Draw) -> list[Value]:
    with suppress(BridgeError, KeyError):
        t = evaluator.evaluate(type, draw.values)
        if types.is_finite(t) and (inside := types.elements(t)):
            return [inside[0], inside[-1]][: len(inside)]
    return []


def _meeting(
    evaluator: Evaluator,
    left: Expr,
    right: Expr,
    variable: FVar,
    make: Of,
    values: dict[FVar, Value],
) -> list[Fraction]:
    """Where a difference is 0, if it is linear or quadratic in the variable."""

    def difference(x: Fraction) -> Fraction | arb:
        changed = values | {variable: make(x)}
        sides = [evaluator.evaluate(e, changed) for e in (left, right)]
        numbers = [Fraction(s) if isinstance(s, int) else scalars.plain(s) for s in sides]
        found = scalars.plain(scalars.sub(numbers[0], numbers[1]))
        if not isinstance(found, Fraction | arb):
            raise Undecided("a side is no number")
        return found

    try:
        d0, d1, d2, d3 = (difference(Fraction(x)) for x in range(4))
    except (BridgeError, Undecided, TypeError, AttributeError, KeyError, ValueError):
        return []
    return _zeros(*(_near(d) for d in (d0, d1, d2, d3)))


def _near(x: Fraction | arb) -> Fraction | None:
    """A number, or one with few digits near it."""
    if isinstance(x, Fraction):
        return x
    if not x.is_finite() or abs(x) > 10**12:
        return None
    return Fraction(round(float(x.mid()) * 10**6), 10**6)


def _zeros(*d: Fraction | None) -> list[Fraction]:
    """Of the quadratic with these values at 0, 1, 2, and where it turns; the value at 3 tells
    whether it is one.

    >>> _zeros(Fraction(-4), Fraction(-3), Fraction(0), Fraction(5))
    [Fraction(2, 1), Fraction(-2, 1), Fraction(0, 1)]
    """
    known = [x for x in d if x is not None]
    if len(known) < 4:
        return []
    d0, d1, d2, d3 = known
    a = (d2 - 2 * d1 + d0) / 2
    b = d1 - d0 - a
    if a == 0:
        return [-d0 / b] if b else []
    if d3 != d0 + 3 * b + 9 * a:
        # elsewhere it may still bend once, as `|x| - 50` does: what the last two values suggest
        return [3 - d3 / (d3 - d2)] if d3 != d2 else []
    turn, root = -b / (2 * a), _root(b * b - 4 * a * d0)
    return [turn] if root is None else [turn + root / (2 * a), turn - root / (2 * a), turn]


def _root(x: Fraction) -> Fraction | None:
    """A square root, to some digits where it is not rational."""
    if x < 0:
        return None
    scale = 10**6
    p, q = isqrt(x.numerator), isqrt(x.denominator)
    if p * p == x.numerator and q * q == x.denominator:
        return Fraction(p, q)
    return Fraction(isqrt(int(x * scale * scale)), scale)


def around(found: list[Fraction]) -> Iterator[Fraction]:
    """The roots themselves, between them, beside them, and far out on both sides."""
    ends = found or [Fraction(0)]
    for a, b in pairwise(ends):
        yield (a + b) / 2
        yield a + (b - a) / 10
    yield from ends
    low, high = ends[0], ends[-1]
    for x in ends:
        little = abs(x) / 100 or Fraction(1, 100)
        yield from (x + 1, x - 1, x + little, x - little)
    for k in (Fraction(1, 2), Fraction(2), Fraction(10), Fraction(1000)):
        yield from (high + k * (abs(high) or 1), low - k * (abs(low) or 1))
    yield from (Fraction(0), Fraction(1), Fraction(-1), high / 2, Fraction(1, 2))
