"""Differentiable maps with a known derivative, for claims about all f : E → F.

The family is f(x) = c + A x + (P x) * (R x), entry by entry: nonlinear, with the exact derivative
f'(x) v = A v + (P v) * (R x) + (P x) * (R v). It runs on tensors and on tracked arrays alike.
"""

from __future__ import annotations

import string
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PolynomialMap:
    """f itself; `source` is the number of axes of E (0 for real numbers, 1 for ℝᵏ)."""

    c: Any
    A: Any
    P: Any
    R: Any
    source: int

    def __call__(self, x: Any) -> Any:
        return self.c + self._apply(self.A, x) + self._apply(self.P, x) * self._apply(self.R, x)

    def derivative(self, x: Any) -> LinearMap:
        """f'(x) as a linear map with an adjoint."""
        Px, Rx = self._apply(self.P, x), self._apply(self.R, x)
        return LinearMap(
            lambda v: (
                self._apply(self.A, v) + self._apply(self.P, v) * Rx + Px * self._apply(self.R, v)
            ),
            lambda u: (
                self._adjoint(self.A, u)
                + self._adjoint(self.P, u * Rx)
                + self._adjoint(self.R, u * Px)
            ),
        )

    def _letters(self, matrix: Any) -> tuple[str, str]:
        letters = string.ascii_lowercase[: matrix.ndim]
        target = matrix.ndim - self.source
        return letters[:target], letters[target:]

    def _apply(self, matrix: Any, x: Any) -> Any:
        if not self.source:  # of one number: entry by entry, if given several
            return matrix * x
        target, source = self._letters(matrix)
        return _einsum(matrix)(f"{target}{source},{source}->{target}", matrix, x)

    def _adjoint(self, matrix: Any, u: Any) -> Any:
        target, source = self._letters(matrix)
        if isinstance(u, int | float):
            u = u + 0 * self.c
        if not matrix.ndim:
            return matrix * u
        return _einsum(matrix)(f"{target}{source},{target}->{source}", matrix, u)


@dataclass(frozen=True, slots=True)
class LinearMap:
    """A linear map, applied by calling it."""

    apply: Callable[[Any], Any]
    adjoint: Callable[[Any], Any]

    def __call__(self, v: Any) -> Any:
        return self.apply(v)


def _einsum(array: Any) -> Callable[..., Any]:
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(array, torch.Tensor):
        einsum: Callable[..., Any] = torch.einsum
        return einsum
    import numpy as np

    return np.einsum
