"""Notions of algebra: units, unique existence, the adjugate of a matrix."""

from __future__ import annotations

from bridge.exact import algebra as exact
from bridge.meaning.table import Meaning

ALGEBRA = (
    Meaning(
        "ExistsUnique",
        "ExistsUnique {α : Type} (p : α → Prop) : Prop",
        body="∃ x, p x ∧ ∀ y, ¬ p y ∨ y = x",
        examples=("∃! i : Fin 3, i = 1", "¬ ∃! i : Fin 3, i < 2"),
    ),
    Meaning(
        "IsUnit",
        "IsUnit {M : Type} [Monoid M] (a : M) : Prop",
        exact=exact.is_unit,
        examples=("IsUnit (2 : ℝ)", "¬ IsUnit (2 : ℤ)", "IsUnit (!![1, 2; 3, (4 : ℝ)])"),
    ),
    Meaning(
        "Matrix.adjugate",
        "Matrix.adjugate {n : Type} {α : Type} [DecidableEq n] [Fintype n] [CommRing α] "
        "(A : Matrix n n α) : Matrix n n α",
        body="fun i j => Matrix.det (Matrix.of fun k l => "
        "if k = j then (if l = i then 1 else 0) else A k l)",
        examples=("(!![1, 2; 3, (4 : ℝ)]).adjugate 0 1 = -2",),
    ),
)
