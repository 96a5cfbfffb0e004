"""Derivatives, decided exactly, also where pieces of a function meet.

A function is differentiable at a point if every branch that a direction can select has the same
partials. Branches are told apart by the slopes that decided ties (`Branch.forms`): each is a
hyperplane of directions, and every side of every one of them is visited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from bridge.exact import scalars, types
from bridge.exact.scalars import (
    NO_SLOPE,
    ONE,
    ZERO,
    Branch,
    Dual,
    Scalar,
    Undecided,
    UnknownDerivative,
)
from bridge.exact.types import Type, Value

MAX_FORMS = 6  # independent ties at one point; 2 to that many branches are visited
Form = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Derivative:
    """The images of the basis, or None where there is no derivative."""

    columns: list[Value] | None


def derivative(f: Callable[[Value], Value], at: Value, domain: Type, codomain: Type) -> Derivative:
    """The Fréchet derivative of `f` at a point of a finite-dimensional space."""
    n = types.dimension(domain)
    first, reached, forms = _partials(f, at, domain, codomain, _generic(n))
    if any(NO_SLOPE in column for column in first):
        if forms:
            raise UnknownDerivative("pieces meet where one of them has no derivative")
        return Derivative(None)
    if forms and not _same([_values(f, at, codomain)], [reached]):
        return Derivative(None)  # it jumps
    visited: set[Form] = set()
    while new := [form for form in forms if form not in visited]:
        visited.update(new)
        if len(visited) > MAX_FORMS:
            raise Undecided(f"more than {MAX_FORMS} pieces of the function meet here")
        for direction in _sides(sorted(visited), n):
            other, values, more = _partials(f, at, domain, codomain, direction)
            if not _same([*first, reached], [*other, values]):
                return Derivative(None)
            forms = forms | more
    return Derivative([types.element(codomain, column) for column in first])


def _values(f: Callable[[Value], Value], at: Value, codomain: Type) -> list[Scalar]:
    return [scalars.plain(c) for c in types.coordinates(codomain, f(at))]


def one_sided(
    f: Callable[[Value], Value], at: Scalar, field: Type, codomain: Type, side: Fraction
) -> Value | None:
    """The slope of a function of a real as its argument comes from one side; None where the
    function jumps there."""
    columns, reached, _ = _partials(f, at, field, codomain, (side,))
    if NO_SLOPE in columns[0]:
        raise Undecided("whether a function has a slope from one side")
    if not _same([_values(f, at, codomain)], [reached]):
        return None
    return types.element(codomain, columns[0])


def comes_up(s: Callable[[Value], Value], at: Scalar, side: Fraction) -> bool:
    """Whether a set of reals has points arbitrarily close to a real on one side of it."""
    branch = Branch((side,))
    inside = bool(s(Dual(scalars.plain(at), (ONE,), branch)))
    if branch.flat:
        raise UnknownDerivative("a condition ties to first order, so its branch cannot be told")
    return inside


def _generic(n: int) -> Form:
    """A direction that no simple form is orthogonal to."""
    return tuple(Fraction(1 + 7 * i * i + 3 * i, 1 + i) * (-1) ** i for i in range(n))


def _partials(
    f: Callable[[Value], Value], at: Value, domain: Type, codomain: Type, direction: Form
) -> tuple[list[list[Scalar]], list[Scalar], set[Form]]:
    """The partials and the value of the branch that a direction selects, and the forms that
    selected it."""
    branch = Branch(direction)
    n = len(direction)
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
    return (
        columns,
        [value for value, _ in known],
        {form for raw in branch.forms if (form := _normal(raw)) is not None},
    )


def _normal(form: tuple[Scalar, ...]) -> Form | None:
    """A form up to scaling; None if it is zero everywhere."""
    if not all(isinstance(c, Fraction) for c in form):
        raise Undecided("a tie is decided by a slope that is no rational number")
    rational = [c for c in form if isinstance(c, Fraction)]
    lead = next((c for c in rational if c), None)
    return None if lead is None else tuple(c / lead for c in rational)


def _sides(forms: list[Form], n: int) -> Iterator[Form]:
    """One direction for every combination of signs of the forms.

    Independent forms allow every combination, and a direction follows by solving. Dependent ones
    do not, and which they allow is not decided here.
    """
    solve = _right_inverse(forms, n)
    if solve is None:
        raise Undecided("the pieces that meet here depend on each other")
    for signs in product((1, -1), repeat=len(forms)):
        yield tuple(
            sum((Fraction(s) * solve[k][i] for k, s in enumerate(signs)), ZERO) for i in range(n)
        )


def _right_inverse(forms: list[Form], n: int) -> list[Form] | None:
    """Directions v_k with form_j(v_k) = 1 if j = k else 0; None if the forms are dependent."""
    rows = [[*form, *(ONE if j == k else ZERO for j in range(len(forms)))]
            for k, form in enumerate(forms)]  # fmt: skip
    pivots: list[int] = []
    for k in range(len(rows)):
        pivot = next((i for i in range(n) if rows[k][i]), None)
        if pivot is None:
            return None
        pivots.append(pivot)
        rows[k] = [c / rows[k][pivot] for c in rows[k]]
        for j in range(len(rows)):
            if j != k and rows[j][pivot]:
                factor = rows[j][pivot]
                rows[j] = [a - factor * b for a, b in zip(rows[j], rows[k], strict=True)]
    directions = [[ZERO] * n for _ in forms]
    for row, pivot in zip(rows, pivots, strict=True):
        for k in range(len(forms)):
            directions[k][pivot] = row[n + k]
    return [tuple(d) for d in directions]


def _same(a: list[list[Scalar]], b: list[list[Scalar]]) -> bool:
    pairs = zip((x for c in a for x in c), (x for c in b for x in c), strict=True)
    return all(scalars.equal(x, y) for x, y in pairs)
