"""Finite index types and sets, bijections, and classes that say something about a type."""

from __future__ import annotations

from bridge.exact import finite as exact
from bridge.exact import types
from bridge.lower import cardinality, propositions
from bridge.meaning.table import Meaning

FIN = (
    Meaning(
        "Fin.cast",
        "Fin.cast {n : Nat} {m : Nat} (eq : n = m) (i : Fin n) : Fin m",
        exact=lambda n, m, _, i: i,
        examples=("((Fin.cast rfl (1 : Fin 2) : Fin 2) : ℕ) = 1",),
    ),
    Meaning(
        "Fin.castLE",
        "Fin.castLE {n : Nat} {m : Nat} (h : n ≤ m) (i : Fin n) : Fin m",
        exact=lambda n, m, _, i: i,
        examples=("((Fin.castLE (by decide) (1 : Fin 2) : Fin 5) : ℕ) = 1",),
    ),
    Meaning(
        "Fin.castSucc",
        "Fin.castSucc {n : Nat} (i : Fin n) : Fin (n + 1)",
        exact=lambda n, i: i,
        examples=("((1 : Fin 2).castSucc : ℕ) = 1",),
    ),
    Meaning(
        "Fin.castAdd",
        "Fin.castAdd {n : Nat} (m : Nat) (i : Fin n) : Fin (n + m)",
        exact=lambda n, m, i: i,
        examples=("(Fin.castAdd 3 (1 : Fin 2) : ℕ) = 1",),
    ),
    Meaning(
        "Fin.natAdd",
        "Fin.natAdd (n : Nat) {m : Nat} (i : Fin m) : Fin (n + m)",
        exact=lambda n, m, i: n + i,
        examples=("(Fin.natAdd 3 (1 : Fin 2) : ℕ) = 4",),
    ),
    Meaning(
        "Fin.succ",
        "Fin.succ {n : Nat} (i : Fin n) : Fin (n + 1)",
        exact=lambda n, i: i + 1,
        examples=("((1 : Fin 2).succ : ℕ) = 2",),
    ),
    Meaning(
        "Fin.last",
        "Fin.last (n : Nat) : Fin (n + 1)",
        exact=lambda n: n,
        examples=("(Fin.last 2 : ℕ) = 2",),
    ),
    Meaning(
        "Fin.rev",
        "Fin.rev {n : Nat} (i : Fin n) : Fin n",
        exact=lambda n, i: n - 1 - i,
        examples=("((0 : Fin 3).rev : ℕ) = 2",),
    ),
    Meaning(
        "Fin.divNat",
        "Fin.divNat {m : Nat} {n : Nat} (i : Fin (m * n)) : Fin m",
        exact=lambda m, n, i: i // n,
        examples=("((Fin.divNat (5 : Fin (2 * 3)) : Fin 2) : ℕ) = 1",),
    ),
    Meaning(
        "Fin.modNat",
        "Fin.modNat {m : Nat} {n : Nat} (i : Fin (m * n)) : Fin n",
        exact=lambda m, n, i: i % n,
        examples=("((Fin.modNat (5 : Fin (2 * 3)) : Fin 3) : ℕ) = 2",),
    ),
    Meaning(
        "Fin.append",
        "Fin.append {m : Nat} {n : Nat} {α : Type} (a : Fin m → α) (b : Fin n → α) "
        ": Fin (m + n) → α",
        exact=lambda m, n, t, a, b: types.Table(lambda i: a(i) if i < m else b(i - m)),
        examples=("Fin.append ![1, 2] ![3] 2 = 3", "Fin.append ![1, 2] ![3] 1 = 2"),
    ),
)

EQUIVALENCES = (
    Meaning(
        "Equiv",
        "Equiv (α : Type) (β : Type) : Type",
        exact=lambda a, b: types.MapType(a, b, True),
        examples=("(Equiv.refl (Fin 2)) 1 = 1",),
    ),
    Meaning(
        "Equiv.mk",
        "Equiv.mk {α : Type} {β : Type} (toFun : α → β) (invFun : β → α) : Equiv α β",
        exact=lambda a, b, there, back: (there, back),
        examples=("(Equiv.mk (fun i : Fin 2 => i.rev) (fun i : Fin 2 => i.rev)) 0 = 1",),
    ),
    Meaning(
        "Equiv.toFun",
        "Equiv.toFun {α : Type} {β : Type} (self : Equiv α β) : α → β",
        exact=lambda a, b, e: e[0],
        examples=("(Equiv.refl (Fin 2)).toFun 1 = 1",),
    ),
    Meaning(
        "Equiv.invFun",
        "Equiv.invFun {α : Type} {β : Type} (self : Equiv α β) : β → α",
        exact=lambda a, b, e: e[1],
        examples=("(Equiv.refl (Fin 2)).invFun 1 = 1",),
    ),
    Meaning(
        "Equiv.symm",
        "Equiv.symm {α : Type} {β : Type} (e : Equiv α β) : Equiv β α",
        body="{ toFun := e.invFun, invFun := e.toFun }",
        examples=("(Equiv.refl (Fin 2)).symm 1 = 1",),
    ),
    Meaning(
        "Equiv.refl",
        "Equiv.refl (α : Type) : Equiv α α",
        body="{ toFun := fun x => x, invFun := fun x => x }",
        examples=("(Equiv.refl (Fin 2)) 0 = 0",),
    ),
    Meaning(
        "Equiv.trans",
        "Equiv.trans {α : Type} {β : Type} {γ : Type} (e₁ : Equiv α β) (e₂ : Equiv β γ) "
        ": Equiv α γ",
        body="{ toFun := fun x => e₂ (e₁ x), invFun := fun x => e₁.invFun (e₂.invFun x) }",
        examples=("((Equiv.refl (Fin 2)).trans (Equiv.refl (Fin 2))) 1 = 1",),
    ),
    Meaning(
        "Equiv.Perm",
        "Equiv.Perm (α : Type) : Type",
        body="Equiv α α",
        unfoldable=True,
        examples=("(Equiv.refl (Fin 2) : Equiv.Perm (Fin 2)) 1 = 1",),
    ),
    Meaning(
        "finProdFinEquiv",
        "finProdFinEquiv {m : Nat} {n : Nat} : Equiv (Prod (Fin m) (Fin n)) (Fin (m * n))",
        exact=lambda m, n: (lambda p: p[1] + n * p[0], lambda i: (i // n, i % n)),
        examples=("((finProdFinEquiv ((1 : Fin 2), (2 : Fin 3)) : Fin (2 * 3)) : ℕ) = 5",),
    ),
    Meaning(
        "Eq.mp",
        "Eq.mp {α : Type} {β : Type} (h : α = β) (a : α) : β",
        exact=lambda a, b, _, x: x,
        examples=("(Eq.mp rfl (2 : ℕ) : ℕ) = 2",),
    ),
    Meaning(
        "Eq.mpr",
        "Eq.mpr {α : Type} {β : Type} (h : α = β) (b : β) : α",
        exact=lambda a, b, _, x: x,
        examples=("(Eq.mpr rfl (2 : ℕ) : ℕ) = 2",),
    ),
    Meaning(
        "cast",
        "cast {α : Type} {β : Type} (h : α = β) (a : α) : β",
        exact=lambda a, b, _, x: x,
        examples=("(cast rfl (2 : ℕ) : ℕ) = 2",),
    ),
)

# Classes that are propositions: true or false of a type, so an instance argument is a hypothesis.
CLASSES = (
    Meaning(
        "Nonempty",
        "Nonempty (α : Type) : Prop",
        lower=cardinality.is_inhabited,
        exact=exact.is_inhabited,
        examples=(
            "Nonempty (Fin 1)",
            "¬ Nonempty (Fin 0)",
            "Nonempty ℝ",
        ),
    ),
    Meaning(
        "Inhabited",
        "Inhabited (α : Type) : Prop",
        lower=cardinality.is_inhabited,
        exact=exact.is_inhabited,
        examples=("Inhabited ℕ",),
    ),
    Meaning(
        "Nontrivial",
        "Nontrivial (α : Type) : Prop",
        lower=cardinality.is_nontrivial,
        exact=exact.is_nontrivial,
        examples=(
            "Nontrivial ℝ",
            "¬ Nontrivial (Fin 1)",
        ),
    ),
    Meaning(
        "Subsingleton",
        "Subsingleton (α : Type) : Prop",
        lower=cardinality.is_subsingleton,
        exact=exact.is_subsingleton,
        examples=(
            "Subsingleton (Fin 1)",
            "¬ Subsingleton ℝ",
        ),
    ),
    Meaning(
        "NeZero",
        "NeZero {R : Type} (n : R) : Prop",
        lower=propositions.is_nonzero,
        exact=lambda t, n: not types.equal(t, n, types.zero(t)),
        examples=("NeZero 3", "¬ NeZero 0"),
    ),
    Meaning(
        "Fact", "Fact (p : Prop) : Prop", body="p", unfoldable=False, examples=("Fact (1 < 2)",)
    ),
    Meaning(
        "Inhabited.default",
        "Inhabited.default {α : Type} [Inhabited α] : α",
        exact=exact.default,
        examples=("(default : ℝ) = 0",),
    ),
)

FINSETS = (
    Meaning(
        "Finset.Nonempty",
        "Finset.Nonempty {α : Type} (s : Finset α) : Prop",
        exact=lambda t, s: len(s) > 0,
        examples=("(Finset.range 1).Nonempty", "¬ (Finset.range 0).Nonempty"),
    ),
    Meaning(
        "Finset.card",
        "Finset.card {α : Type} (s : Finset α) : Nat",
        exact=lambda t, s: len(s),
        examples=("(Finset.range 3).card = 3",),
    ),
    Meaning(
        "Fintype.card",
        "Fintype.card (α : Type) [Fintype α] : Nat",
        lower=cardinality.card,
        exact=lambda t: len(types.elements(t)),
        examples=("Fintype.card (Fin 4) = 4",),
    ),
    Meaning(
        "Finset.filter",
        "Finset.filter {α : Type} (p : α → Prop) [DecidablePred p] (s : Finset α) : Finset α",
        exact=lambda t, p, s: tuple(x for x in s if p(x)),
        examples=("(Finset.filter (fun x => 1 < x) (Finset.range 4)).card = 2",),
    ),
    Meaning(
        "Finset.sup'",
        "Finset.sup' {α : Type} {β : Type} [SemilatticeSup α] (s : Finset β) (H : s.Nonempty) "
        "(f : β → α) : α",
        exact=exact.supremum,
        examples=("Finset.sup' (Finset.range 3) (by simp) (fun i => (i : ℝ)) = 2",),
    ),
    Meaning(
        "Finset.inf'",
        "Finset.inf' {α : Type} {β : Type} [SemilatticeInf α] (s : Finset β) (H : s.Nonempty) "
        "(f : β → α) : α",
        exact=exact.infimum,
        examples=("Finset.inf' (Finset.range 3) (by simp) (fun i => (i : ℝ)) = 0",),
    ),
)

FINITE = (*FIN, *EQUIVALENCES, *CLASSES, *FINSETS)
