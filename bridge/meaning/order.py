"""Integers and rationals, intervals of indices, order and injectivity of functions."""

from __future__ import annotations

from bridge.exact import order as exact
from bridge.exact import types
from bridge.meaning.table import Meaning

_ORDERED = "{α : Type} {β : Type} [Preorder α] [Preorder β]"

INTEGERS = (
    Meaning(
        "Int.ofNat",
        "Int.ofNat (n : Nat) : Int",
        exact=lambda n: n,
        examples=("Int.ofNat 2 = 2",),
    ),
    Meaning(
        "Int.negSucc",
        "Int.negSucc (n : Nat) : Int",
        exact=lambda n: -n - 1,
        examples=("Int.negSucc 2 = -3",),
    ),
    Meaning(
        "Int.natAbs",
        "Int.natAbs (m : Int) : Nat",
        exact=abs,
        examples=("Int.natAbs (-3) = 3", "Int.natAbs 2 = 2"),
    ),
    Meaning(
        "Int.toNat",
        "Int.toNat (n : Int) : Nat",
        exact=lambda n: max(n, 0),
        examples=("Int.toNat (-3) = 0", "Int.toNat 2 = 2"),
    ),
    Meaning(
        "Int.sign",
        "Int.sign (n : Int) : Int",
        exact=lambda n: (n > 0) - (n < 0),
        examples=("Int.sign (-3) = -1", "Int.sign 0 = 0"),
    ),
    Meaning(
        "Rat",
        "Rat : Type",
        exact=lambda: types.RATIONAL,
        examples=("(1 : ℚ) / 2 + 1 / 2 = 1",),
    ),
    Meaning(
        "Rat.cast",
        "Rat.cast {K : Type} [DivisionRing K] (q : Rat) : K",
        exact=lambda t, q: q,
        examples=("(((1 : ℚ) / 2 : ℚ) : ℝ) = 1 / 2",),
    ),
    Meaning(
        "Dvd.dvd",
        "Dvd.dvd {α : Type} [Semiring α] (a : α) (b : α) : Prop",
        exact=exact.divides,
        examples=("2 ∣ 4", "¬ 2 ∣ 3", "0 ∣ 0", "¬ 0 ∣ 2", "(2 : ℝ) ∣ 3"),
    ),
    Meaning(
        "Nat.choose",
        "Nat.choose (n : Nat) (k : Nat) : Nat",
        exact=exact.choose,
        examples=("Nat.choose 4 2 = 6", "Nat.choose 2 3 = 0"),
    ),
    Meaning(
        "Nat.factorial",
        "Nat.factorial (n : Nat) : Nat",
        exact=exact.factorial,
        examples=("Nat.factorial 4 = 24", "Nat.factorial 0 = 1"),
    ),
    Meaning(
        "Nat.gcd",
        "Nat.gcd (m : Nat) (n : Nat) : Nat",
        exact=exact.gcd,
        examples=("Nat.gcd 4 6 = 2",),
    ),
    Meaning(
        "Nat.pred",
        "Nat.pred (n : Nat) : Nat",
        body="n - 1",
        unfoldable=True,
        examples=("Nat.pred 2 = 1", "Nat.pred 0 = 0"),
    ),
    Meaning(
        "Nat.ceil",
        "Nat.ceil {α : Type} [LinearOrderedField α] (a : α) : Nat",
        exact=lambda t, a: max(-exact.floor(-a), 0),
        examples=("⌈(5 / 2 : ℝ)⌉₊ = 3", "⌈(-5 / 2 : ℝ)⌉₊ = 0"),
    ),
    Meaning(
        "Nat.floor",
        "Nat.floor {α : Type} [LinearOrderedField α] (a : α) : Nat",
        exact=lambda t, a: max(exact.floor(a), 0),
        examples=("⌊(5 / 2 : ℝ)⌋₊ = 2", "⌊(-5 / 2 : ℝ)⌋₊ = 0"),
    ),
    Meaning(
        "Int.fract",
        "Int.fract (x : Real) : Real",
        body="x - (⌊x⌋ : ℝ)",
        examples=("Int.fract (5 / 2) = 1 / 2",),
    ),
)

INTERVALS = tuple(
    Meaning(
        f"Finset.{name}",
        f"Finset.{name} {{α : Type}} [Preorder α] {binders} : Finset α",
        exact=interval,
        examples=examples,
    )
    for name, binders, interval, examples in (
        ("Icc", "(a : α) (b : α)", exact.closed, ("∑ i ∈ Finset.Icc (1 : ℕ) 3, (i : ℝ) = 6",)),
        ("Ico", "(a : α) (b : α)", exact.right_open, ("∑ i ∈ Finset.Ico (1 : ℕ) 3, (i : ℝ) = 3",)),
        ("Ioc", "(a : α) (b : α)", exact.left_open, ("∑ i ∈ Finset.Ioc (1 : ℕ) 3, (i : ℝ) = 5",)),
        (
            "Ioo",
            "(a : α) (b : α)",
            exact.open_interval,
            ("∑ i ∈ Finset.Ioo (1 : ℕ) 3, (i : ℝ) = 2",),
        ),
        ("Iic", "(b : α)", exact.at_most, ("(Finset.Iic (1 : Fin 3)).card = 2",)),
        ("Iio", "(b : α)", exact.below, ("(Finset.Iio (1 : Fin 3)).card = 1",)),
        ("Ici", "(a : α)", exact.at_least, ("(Finset.Ici (1 : Fin 3)).card = 2",)),
        ("Ioi", "(a : α)", exact.above, ("(Finset.Ioi (1 : Fin 3)).card = 1",)),
    )
)

FUNCTIONS = (
    Meaning(
        "Function.Injective",
        "Function.Injective {α : Type} {β : Type} (f : α → β) : Prop",
        # Mathlib's `f a₁ = f a₂ → a₁ = a₂` turned round, so that draws meet the premise
        body="∀ a₁ a₂, a₁ ≠ a₂ → f a₁ ≠ f a₂",
        examples=(
            "Function.Injective (fun i : Fin 2 => (i : ℕ))",
            "¬ Function.Injective (fun _ : Fin 2 => (0 : ℕ))",
        ),
    ),
    Meaning(
        "Function.Surjective",
        "Function.Surjective {α : Type} {β : Type} (f : α → β) : Prop",
        body="∀ b, ∃ a, f a = b",
        examples=("¬ Function.Surjective (fun i : Fin 2 => (0 : Fin 2))",),
    ),
    Meaning(
        "Function.Bijective",
        "Function.Bijective {α : Type} {β : Type} (f : α → β) : Prop",
        body="Function.Injective f ∧ Function.Surjective f",
        examples=("Function.Bijective (fun i : Fin 2 => i.rev)",),
    ),
    *(
        Meaning(
            name,
            f"{name} {_ORDERED} (f : α → β) : Prop",
            body=f"∀ a b, {premise} → {conclusion}",
            examples=examples,
        )
        for name, premise, conclusion, examples in (
            ("Monotone", "a ≤ b", "f a ≤ f b", ("Monotone (fun i : Fin 2 => (i : ℕ))",)),
            ("Antitone", "a ≤ b", "f b ≤ f a", ("¬ Antitone (fun i : Fin 2 => (i : ℕ))",)),
            ("StrictMono", "a < b", "f a < f b", ("¬ StrictMono (fun _ : Fin 2 => (0 : ℕ))",)),
            ("StrictAnti", "a < b", "f b < f a", ("¬ StrictAnti (fun _ : Fin 2 => (0 : ℕ))",)),
        )
    ),
    Meaning(
        "Nat.iterate",
        "Nat.iterate {α : Type} (f : α → α) (n : Nat) (a : α) : α",
        body="match n with | 0 => a | k + 1 => Nat.iterate f k (f a)",
        exact=exact.iterate,
        examples=("(fun x : ℝ => 2 * x)^[3] 1 = 8", "(fun x : ℝ => 2 * x)^[0] 1 = 1"),
    ),
    Meaning(
        "Continuous",
        "Continuous {X : Type} {Y : Type} [TopologicalSpace X] [TopologicalSpace Y] (f : X → Y) "
        ": Prop",
        body="∀ x, ContinuousAt f x",
        exact=exact.continuous,
        examples=("Continuous (fun i : Fin 2 => (i : ℝ))",),
    ),
    Meaning(
        "Classical.choose",
        "Classical.choose {α : Type} {p : α → Prop} (h : ∃ x, p x) : α",
        exact=exact.chosen,
        examples=("Classical.choose (p := fun i : Fin 3 => (i : ℕ) = 2) (by decide) = 2",),
    ),
)

ORDER = (*INTEGERS, *INTERVALS, *FUNCTIONS)
