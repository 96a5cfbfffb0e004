"""What is known of a function that was drawn: the laws that hypotheses and goals speak about.

Each answer is True, False, or None where it is not known; none is a guess. On a function that is
no `Known`, nothing may rest.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

from bridge.exact.polynomials import End

Law: TypeAlias = Literal[
    "continuous", "differentiable",  # everywhere
    "monotone", "antitone", "strictly_monotone", "strictly_antitone",
    "convex", "concave", "strictly_convex", "strictly_concave",  # on the whole space
    "even", "odd", "additive", "injective", "surjective",
]  # fmt: skip


class Known:
    """A function of which laws are known; a member of a family says more than this."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The function as a formula."""
        return "a function"

    def holds(self, law: Law) -> bool | None:
        return None

    def continuous_at(self, x: Fraction) -> bool | None:
        """At a point of the line."""
        return self.holds("continuous") or None

    @property
    def range(self) -> tuple[End, End] | None:
        """Infimum and supremum of the values."""
        return None

    def within(self, low: End, high: End) -> bool | None:
        """Whether all values are between two bounds."""
        if self.range is None:
            return None
        return low <= self.range[0] and self.range[1] <= high

    def lipschitz_with(self, constant: Fraction) -> bool | None:
        return None

    def periodic(self, period: Fraction) -> bool | None:
        return None


def both(*answers: bool | None) -> bool | None:
    """Their conjunction.

    >>> both(True, None), both(None, False), both(True, True)
    (None, False, True)
    """
    if False in answers:
        return False
    return None if None in answers else True
