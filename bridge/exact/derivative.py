"""Derivatives, decided exactly, also where pieces of a function meet.

A function is differentiable at a point if every piece that a direction can select has the same
partials. Pieces are told apart by how values that tie change (`Branch`): both sides of each such
change are visited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from bridge.exact import scalars, types
from bridge.exact.scalars import NO_SLOPE, ONE, ZERO, Branch, Dual, Scalar, UnknownDerivative
from bridge.exact.truth import conjunction
from bridge.exact.types import Type, Value
from bridge.exact.unknowns import Proposition

MAX_PIECES = 64  # that are visited at one point


@dataclass(frozen=True, slots=True)
class Derivative:
    """The images of the basis, or None where there is no derivative."""

    columns: list[Value] | None


@dataclass(frozen=True, slots=True)
class _Piece:
    """One of the pieces that meet at a point: its partials, its value, the sides taken."""

    columns: list[list[Scalar]]
    reached: list[Scalar]
    sides: tuple[int, ...]
    thin: tuple[bool, ...]
    ties: tuple[tuple[Scalar, ...], ...]  # the forms that are 0 on it


def derivative(f: Callable[[Value], Value], at: Value, domain: Type, codomain: Type) -> Derivative:
    """The Fréchet derivative of `f` at a point of a finite-dimensional space."""
    n = types.dimension(domain)
    first: _Piece | None = None
    for piece in _pieces(f, at, domain, codomain, n):
        if any(NO_SLOPE in column for column in piece.columns):
            if piece.sides:
                raise UnknownDerivative("pieces meet where one of them has no derivative")
            return Derivative(None)
        if first is None:
            first = piece
            if piece.sides and not _same([_values(f, at, codomain)], [piece.reached]):
                return Derivative(None)  # it jumps
        elif not _agree(first, piece):
            return Derivative(None)
    assert first is not None
    return Derivative([types.element(codomain, column) for column in first.columns])


def _pieces(
    f: Callable[[Value], Value], at: Value, domain: Type, codomain: Type, n: int
) -> Iterator[_Piece]:
    """Every piece, by every choice of sides."""
    pending: list[tuple[int, ...]] = [()]
    for _ in range(MAX_PIECES):
        sides = pending.pop()
        piece = _piece(f, at, domain, codomain, Branch(n, sides=sides))
        yield piece
        for k in range(len(sides), len(piece.sides)):
            pending.append((*piece.sides[:k], -1))
            if piece.thin[k] and piece.sides[:k].count(0) + 1 < n:
                pending.append((*piece.sides[:k], 0))
        if not pending:
            return
    raise UnknownDerivative(f"more than {MAX_PIECES} pieces of the function meet here")


def _values(f: Callable[[Value], Value], at: Value, codomain: Type) -> list[Scalar]:
    return [scalars.plain(c) for c in types.coordinates(codomain, f(at))]


def one_sided(
    f: Callable[[Value], Value], at: Scalar, field: Type, codomain: Type, side: Fraction
) -> Value | None:
    """The slope of a function of a real as its argument comes from one side; None where the
    function jumps there."""
    piece = _piece(f, at, field, codomain, Branch(1, (side,)))
    if NO_SLOPE in piece.columns[0]:
        raise UnknownDerivative("whether a function has a slope from one side")
    if not _same([_values(f, at, codomain)], [piece.reached]):
        return None
    return types.element(codomain, piece.columns[0])


def comes_up(s: Callable[[Value], Value], at: Scalar, side: Fraction) -> bool:
    """Whether a set of reals has points arbitrarily close to a real on one side of it."""
    branch = Branch(1, (side,))
    inside = bool(s(Dual(scalars.plain(at), (ONE,), branch)))
    if branch.flat:
        raise UnknownDerivative("a condition ties to first order, so its branch cannot be told")
    return inside


def _piece(
    f: Callable[[Value], Value], at: Value, domain: Type, codomain: Type, branch: Branch
) -> _Piece:
    """The partials and the value of the piece that a branch selects."""
    n = branch.size
    inputs: list[Scalar] = [
        Dual(c, tuple(ONE if i == j else ZERO for j in range(n)), branch)
        for i, c in enumerate(map(scalars.plain, types.coordinates(domain, at)))
    ]
    outputs = [
        scalars.plain(c) for c in types.coordinates(codomain, f(types.element(domain, inputs)))
    ]
    if branch.flat:
        raise UnknownDerivative("a condition ties to first order, so its branch cannot be told")
    known = [scalars.parts(c, branch) for c in outputs]
    columns = [[row[i] for _, row in known] for i in range(n)]
    reached, taken = [value for value, _ in known], tuple(branch.taken)
    ties = tuple(f for f, side in zip(branch.forms, taken, strict=True) if side == 0)
    return _Piece(columns, reached, taken, tuple(branch.thin), ties)


def _agree(a: _Piece, b: _Piece) -> bool:
    """Whether two pieces have the same value, and partials that are the same along both."""
    if not b.ties:
        return _same([*a.columns, a.reached], [*b.columns, b.reached])
    if not _same([a.reached], [b.reached]):
        return False
    rows = zip(zip(*a.columns, strict=True), zip(*b.columns, strict=True), strict=True)
    return all(
        _vanishes([scalars.sub(x, y) for x, y in zip(p, q, strict=True)], b.ties) for p, q in rows
    )


def _vanishes(form: list[Scalar], ties: tuple[tuple[Scalar, ...], ...]) -> bool:
    """Whether a linear form is 0 wherever all of the ties are."""
    reduced: list[tuple[int, list[Scalar]]] = []
    for row in (*map(list, ties), form):
        for pivot, other in reduced:
            factor = row[pivot]
            row = [scalars.sub(x, scalars.mul(factor, y)) for x, y in zip(row, other, strict=True)]
        place = next((i for i, x in enumerate(row) if not scalars.is_zero(x)), None)
        if place is None:
            continue
        scale = scalars.inv(row[place])
        reduced.append((place, [scalars.mul(scale, x) for x in row]))
    return len(reduced) <= len(ties)


def _same(a: list[list[Scalar]], b: list[list[Scalar]]) -> bool:
    pairs = zip((x for c in a for x in c), (x for c in b for x in c), strict=True)
    equal: Iterator[Proposition] = (scalars.equal(x, y) for x, y in pairs)
    return bool(conjunction(equal))
