"""Subtypes: elements of a type that satisfy something, and sets used as types."""

from __future__ import annotations

from bridge.exact import types
from bridge.meaning.table import Meaning

_OF = "{α : Type} {p : α → Prop}"

SUBTYPES = (
    Meaning(
        "Subtype",
        "Subtype {α : Type} (p : α → Prop) : Type",
        exact=types.SubType,
        examples=("∀ i : {i : Fin 3 // i < 2}, (i : Fin 3) < 2",),
    ),
    Meaning(
        "Subtype.mk",
        f"Subtype.mk {_OF} (val : α) (property : p val) : Subtype p",
        exact=lambda a, p, x, _: x,
        examples=("((⟨2, by norm_num⟩ : {x : ℝ // 0 < x}) : ℝ) = 2",),
    ),
    Meaning(
        "Subtype.val",
        f"Subtype.val {_OF} (self : Subtype p) : α",
        exact=lambda a, p, x: x,
        examples=("(⟨2, by norm_num⟩ : {x : ℝ // 0 < x}).val = 2",),
    ),
    Meaning(
        "Finset.Elem",
        "Finset.Elem {α : Type} (s : Finset α) : Type",
        body="Subtype (fun x => x ∈ s)",
        exact=lambda a, s: types.SubType(a, lambda x: types.member(a, s, x), tuple(s)),
        unfoldable=True,
        examples=("Fintype.card (Finset.range 3) = 3",),
    ),
    Meaning(
        "Set.Elem",
        "Set.Elem {α : Type} (s : Set α) : Type",
        body="Subtype (fun x => x ∈ s)",
        exact=types.SubType,
        unfoldable=True,
        examples=("∀ x : Set.Icc (0 : ℕ) 3, (x : ℕ) ≤ 3",),
    ),
    Meaning(
        "PNat",
        "PNat : Type",
        body="{n : ℕ // 0 < n}",
        unfoldable=True,
        examples=("((⟨2, by norm_num⟩ : ℕ+) : ℕ) = 2",),
    ),
    Meaning(
        "unitInterval",
        "unitInterval : Set ℝ",
        body="Set.Icc 0 1",
        unfoldable=True,
        examples=("(1 : ℝ) ∈ unitInterval",),
    ),
    Meaning(
        "Finset.attach",
        "Finset.attach {α : Type} (s : Finset α) : Finset (Finset.Elem s)",
        exact=lambda a, s: tuple(s),
        examples=("∑ i ∈ (Finset.range 3).attach, (i : ℕ) = 3",),
    ),
)
