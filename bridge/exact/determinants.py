"""Determinants of small matrices of exact numbers."""

from __future__ import annotations

from bridge.exact import scalars
from bridge.exact.scalars import ONE, ZERO, Scalar


def determinant(rows: list[list[Scalar]]) -> Scalar:
    """By expansion along the first row."""
    if not rows:
        return ONE
    total: Scalar = ZERO
    for j, entry in enumerate(rows[0]):
        minor = determinant([[*row[:j], *row[j + 1 :]] for row in rows[1:]])
        term = scalars.mul(entry, minor)
        total = scalars.add(total, term if j % 2 == 0 else scalars.neg(term))
    return total
