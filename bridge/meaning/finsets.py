"""More of finite sets and sets: what they are made by, images, bounds, extrema."""

from __future__ import annotations

from bridge.exact import finsets as exact
from bridge.exact.lists import distinct
from bridge.meaning.table import Meaning

_A, _AB = "{α : Type}", "{α : Type} {β : Type}"

FINITE_SETS = (
    Meaning(
        "Singleton.singleton",
        f"Singleton.singleton {_AB} (a : α) : β",
        exact=exact.single,
        examples=("({2} : Finset ℕ).card = 1", "(2 : ℝ) ∈ ({2} : Set ℝ)"),
    ),
    Meaning(
        "Insert.insert",
        f"Insert.insert {_AB} (a : α) (s : β) : β",
        exact=exact.insert,
        examples=(
            "({1, 2, 1} : Finset ℕ).card = 2",
            "(1 : ℝ) ∈ ({1, 2} : Set ℝ)",
            "(insert 2 (Finset.range 2)).card = 3",
        ),
    ),
    Meaning(
        "Finset.image",
        f"Finset.image {_AB} [DecidableEq β] (f : α → β) (s : Finset α) : Finset β",
        exact=exact.image,
        examples=("((Finset.range 4).image (fun x => x / 2)).card = 2",),
    ),
    Meaning(
        "Finset.erase",
        f"Finset.erase {_A} [DecidableEq α] (s : Finset α) (a : α) : Finset α",
        exact=exact.erase,
        examples=("((Finset.range 4).erase 2).card = 3",),
    ),
    Meaning(
        "Finset.sup",
        f"Finset.sup {_AB} [SemilatticeSup α] [OrderBot α] (s : Finset β) (f : β → α) : α",
        exact=exact.bounded_supremum,
        examples=("(Finset.range 4).sup (fun x => 2 * x) = 6",),
    ),
    Meaning(
        "Finset.max'",
        f"Finset.max' {_A} [LinearOrder α] (s : Finset α) (H : s.Nonempty) : α",
        exact=exact.largest,
        examples=("(Finset.range 4).max' (by simp) = 3",),
    ),
    Meaning(
        "Finset.min'",
        f"Finset.min' {_A} [LinearOrder α] (s : Finset α) (H : s.Nonempty) : α",
        exact=exact.smallest,
        examples=("(Finset.range 4).min' (by simp) = 0",),
    ),
    Meaning(
        "Finset.powerset",
        f"Finset.powerset {_A} (s : Finset α) : Finset (Finset α)",
        exact=exact.powerset,
        examples=("(Finset.range 3).powerset.card = 8",),
    ),
    Meaning(
        "Finset.powersetCard",
        f"Finset.powersetCard {_A} (n : Nat) (s : Finset α) : Finset (Finset α)",
        exact=lambda t, n, s: tuple(p for p in exact.powerset(t, s) if len(p) == n),
        examples=("((Finset.range 4).powersetCard 2).card = 6",),
    ),
    Meaning(
        "Finset.product",
        f"Finset.product {_AB} (s : Finset α) (t : Finset β) : Finset (Prod α β)",
        exact=lambda a, b, s, t: tuple((x, y) for x in s for y in t),
        examples=("(Finset.range 2 ×ˢ Finset.range 3).card = 6",),
    ),
    Meaning(
        "Finset.biUnion",
        f"Finset.biUnion {_AB} [DecidableEq β] (s : Finset α) (t : α → Finset β) : Finset β",
        exact=lambda a, b, s, t: distinct(b, [y for x in s for y in t(x)]),
        examples=("((Finset.range 3).biUnion (fun x => Finset.range x)).card = 2",),
    ),
    Meaning(
        "Finset.expect",
        "Finset.expect {ι : Type} {M : Type} [AddCommMonoid M] [Module ℚ M] "
        "(s : Finset ι) (f : ι → M) : M",
        body="((s.card : ℝ)⁻¹) • ∑ i ∈ s, f i",
        examples=("Finset.expect (Finset.range 3) (fun i => (i : ℝ)) = 1",),
    ),
    Meaning(
        "Disjoint",
        f"Disjoint {_A} [PartialOrder α] [OrderBot α] (a : α) (b : α) : Prop",
        exact=exact.disjoint,
        examples=("Disjoint ({1} : Finset ℕ) {2}", "¬ Disjoint ({1} : Finset ℕ) {1, 2}"),
    ),
    Meaning(
        "iSup",
        "iSup {α : Type} {ι : Type} [SupSet α] (s : ι → α) : α",
        exact=exact.least_upper_bound,
        examples=("(⨆ i : Fin 3, (i : ℝ)) = 2",),
    ),
    Meaning(
        "iInf",
        "iInf {α : Type} {ι : Type} [InfSet α] (s : ι → α) : α",
        exact=exact.greatest_lower_bound,
        examples=("(⨅ i : Fin 3, (i : ℝ)) = 0",),
    ),
)


def _defined(name: str, signature: str, body: str, *examples: str) -> Meaning:
    """An entry that Mathlib defines by others."""
    return Meaning(name, f"{name} {signature}", body=body, examples=examples)


_F = "{α : Type} {β : Type} (f : α → β)"
_BALL = f"{_A} [PseudoMetricSpace α] (x : α) (ε : Real) : Set α"

SETS = (
    _defined(
        "setOf",
        f"{_A} (p : α → Prop) : Set α",
        "p",
        "(1 : ℝ) ∈ {x : ℝ | 0 < x}",
        "(-1 : ℝ) ∉ {x : ℝ | 0 < x}",
    ),
    _defined(
        "Set.range",
        "{α : Type} {ι : Type} (f : ι → α) : Set α",
        "fun y => ∃ i, f i = y",
        "(2 : ℕ) ∈ Set.range (fun i : Fin 3 => (i : ℕ))",
    ),
    _defined(
        "Set.image",
        f"{_F} (s : Set α) : Set β",
        "fun y => ∃ x, x ∈ s ∧ f x = y",
        "(2 : ℕ) ∈ Set.image (fun i : Fin 3 => (i : ℕ)) Set.univ",
    ),
    _defined(
        "Set.preimage",
        f"{_F} (s : Set β) : Set α",
        "fun x => f x ∈ s",
        "(2 : ℝ) ∈ Set.preimage (fun x : ℝ => x ^ 2) (Set.Ici 4)",
    ),
    _defined(
        "Set.Nonempty", f"{_A} (s : Set α) : Prop", "∃ x, x ∈ s", "(Set.Iic (1 : ℝ)).Nonempty"
    ),
    _defined(
        "Set.Subset",
        f"{_A} (s : Set α) (t : Set α) : Prop",
        "∀ x, x ∈ s → x ∈ t",
        "¬ Set.Icc (0 : ℝ) 2 ⊆ Set.Icc 0 1",
    ),
    _defined(
        "Set.uIcc",
        f"{_A} [Lattice α] (a : α) (b : α) : Set α",
        "fun x => min a b ≤ x ∧ x ≤ max a b",
        "(1 : ℝ) ∈ Set.uIcc 2 0",
    ),
    _defined(
        "Set.InjOn",
        f"{_F} (s : Set α) : Prop",
        "∀ x y, x ∈ s → y ∈ s → x ≠ y → f x ≠ f y",
        "¬ Set.InjOn (fun x : ℝ => x ^ 2) Set.univ",
    ),
    _defined(
        "Set.MapsTo",
        f"{_F} (s : Set α) (t : Set β) : Prop",
        "∀ x, x ∈ s → f x ∈ t",
        "¬ Set.MapsTo (fun x : ℝ => x + 1) (Set.Ici 0) (Set.Iic 0)",
    ),
    _defined(
        "Set.SurjOn",
        f"{_F} (s : Set α) (t : Set β) : Prop",
        "∀ y, y ∈ t → ∃ x, x ∈ s ∧ f x = y",
        "Set.SurjOn (fun i : Fin 2 => i.rev) Set.univ Set.univ",
    ),
    _defined(
        "Set.EqOn",
        f"{_AB} (f₁ : α → β) (f₂ : α → β) (s : Set α) : Prop",
        "∀ x, x ∈ s → f₁ x = f₂ x",
        "¬ Set.EqOn (fun x : ℝ => x) (fun x => -x) Set.univ",
    ),
    _defined(
        "Set.prod",
        f"{_AB} (s : Set α) (t : Set β) : Set (Prod α β)",
        "fun p => p.1 ∈ s ∧ p.2 ∈ t",
        "((1 : ℝ), (2 : ℝ)) ∈ Set.Iic 1 ×ˢ Set.Ici 2",
    ),
    _defined(
        "Metric.ball",
        _BALL,
        "fun y => Dist.dist y x < ε",
        "(1 : ℝ) ∈ Metric.ball 0 2",
        "(2 : ℝ) ∉ Metric.ball 0 2",
    ),
    _defined(
        "Metric.closedBall", _BALL, "fun y => Dist.dist y x ≤ ε", "(2 : ℝ) ∈ Metric.closedBall 0 2"
    ),
    _defined("Metric.sphere", _BALL, "fun y => Dist.dist y x = ε", "(2 : ℝ) ∈ Metric.sphere 0 2"),
    _defined(
        "upperBounds",
        f"{_A} [LE α] (s : Set α) : Set α",
        "fun x => ∀ a, a ∈ s → a ≤ x",
        "(2 : ℝ) ∉ upperBounds (Set.Ici 0)",
    ),
    _defined(
        "lowerBounds",
        f"{_A} [LE α] (s : Set α) : Set α",
        "fun x => ∀ a, a ∈ s → x ≤ a",
        "(2 : ℝ) ∉ lowerBounds (Set.Ici 0)",
    ),
    _defined(
        "IsLeast",
        f"{_A} [LE α] (s : Set α) (a : α) : Prop",
        "a ∈ s ∧ ∀ b, b ∈ s → a ≤ b",
        "¬ IsLeast (Set.Ioi (0 : ℝ)) 0",
    ),
    _defined(
        "IsGreatest",
        f"{_A} [LE α] (s : Set α) (a : α) : Prop",
        "a ∈ s ∧ ∀ b, b ∈ s → b ≤ a",
        "¬ IsGreatest (Set.Iio (0 : ℝ)) 0",
    ),
    _defined(
        "IsMinOn",
        f"{_F} [Preorder β] (s : Set α) (a : α) : Prop",
        "∀ x, x ∈ s → f a ≤ f x",
        "¬ IsMinOn (fun x : ℝ => x) Set.univ 0",
    ),
    _defined(
        "IsMaxOn",
        f"{_F} [Preorder β] (s : Set α) (a : α) : Prop",
        "∀ x, x ∈ s → f x ≤ f a",
        "¬ IsMaxOn (fun x : ℝ => x) Set.univ 0",
    ),
    _defined(
        "BddAbove",
        f"{_A} [LE α] (s : Set α) : Prop",
        "∃ x, ∀ a, a ∈ s → a ≤ x",
        "BddAbove (fun i : Fin 2 => i = 0)",
    ),
    _defined(
        "BddBelow",
        f"{_A} [LE α] (s : Set α) : Prop",
        "∃ x, ∀ a, a ∈ s → x ≤ a",
        "BddBelow (fun i : Fin 2 => i = 0)",
    ),
)

FINSETS = (*FINITE_SETS, *SETS)
