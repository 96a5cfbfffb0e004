"""Determinants of matrices of exact numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from flint import fmpq, fmpq_mat

from bridge.core.work import TooMuchWork, step
from bridge.exact import scalars
from bridge.exact.scalars import ONE, ZERO, Scalar

LARGEST = 12  # rows, where entries are no fractions: each subset of the columns is visited


def determinant(rows: list[list[Scalar]]) -> Scalar:
    """Of fractions by elimination, of other numbers without any division."""
    step(len(rows) ** 2)
    if len(rows) > 3 and all(isinstance(x, Fraction) for row in rows for x in row):
        return _of_fractions(rows)
    if len(rows) > LARGEST:
        told = f"a determinant of {len(rows)} rows that are no fractions takes too many steps"
        raise TooMuchWork("too-much-work", told)
    return _expanded(rows)


def _of_fractions(rows: list[list[Scalar]]) -> Fraction:
    entries = [[fmpq(x.numerator, x.denominator) for x in row] for row in rows]  # type: ignore[union-attr]
    found = fmpq_mat(entries).det()
    return Fraction(int(found.p), int(found.q))


def _expanded(rows: list[list[Scalar]]) -> Scalar:
    """Along the rows from the last one on; each minor once, by the columns that are in it."""
    size = len(rows)
    minors: dict[tuple[int, ...], Scalar] = {(): ONE}
    for row in reversed(rows):
        larger: dict[tuple[int, ...], Scalar] = {}
        count = len(next(iter(minors))) + 1
        for columns in combinations(range(size), count):
            step(count)
            larger[columns] = _along(row, columns, minors)
        minors = larger
    return minors[tuple(range(size))]


def _along(
    row: list[Scalar], columns: tuple[int, ...], minors: dict[tuple[int, ...], Scalar]
) -> Scalar:
    total: Scalar = ZERO
    for place, j in enumerate(columns):
        term = scalars.mul(row[j], minors[columns[:place] + columns[place + 1 :]])
        total = scalars.add(total, term if place % 2 == 0 else scalars.neg(term))
    return total
