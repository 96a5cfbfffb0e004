"""Statements of Mathlib's lemmas that stand in data: casts along them, elements chosen by them.

Only what they say counts, for it tells implicit arguments; a proof is never looked into.
"""

from __future__ import annotations

_ABC = "(a : Nat) (b : Nat) (c : Nat)"
_LISTS = "{α : Type} (as : List α) (bs : List α) (cs : List α)"
_IMAGE = "{α : Type} {β : Type} [LinearOrder α] (s : Finset β) (f : β → α) (h : s.Nonempty)"

LEMMAS = {
    text.split()[0]: text
    for text in (
        f"Nat.mul_assoc {_ABC} : a * b * c = a * (b * c)",
        f"Nat.add_assoc {_ABC} : a + b + c = a + (b + c)",
        "Nat.mul_comm (n : Nat) (m : Nat) : n * m = m * n",
        "Nat.add_comm (n : Nat) (m : Nat) : n + m = m + n",
        "Nat.mul_one (n : Nat) : n * 1 = n",
        "Nat.one_mul (n : Nat) : 1 * n = n",
        "Nat.add_zero (n : Nat) : n + 0 = n",
        "Nat.zero_add (n : Nat) : 0 + n = n",
        f"Nat.mul_add {_ABC} : a * (b + c) = a * b + a * c",
        f"Nat.add_mul {_ABC} : (a + b) * c = a * c + b * c",
        f"List.append_assoc {_LISTS} : as ++ bs ++ cs = as ++ (bs ++ cs)",
        "List.append_nil {α : Type} (as : List α) : as ++ [] = as",
        "List.nil_append {α : Type} (as : List α) : [] ++ as = as",
        "Subtype.property {α : Type} {p : α → Prop} (self : Subtype p) : p self.val",
        "Subtype.prop {α : Type} {p : α → Prop} (x : Subtype p) : p x.val",
        f"Finset.exists_max_image {_IMAGE} : ∃ x, x ∈ s ∧ ∀ y, y ∈ s → f y ≤ f x",
        f"Finset.exists_min_image {_IMAGE} : ∃ x, x ∈ s ∧ ∀ y, y ∈ s → f x ≤ f y",
    )
}
