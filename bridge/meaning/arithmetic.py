"""Operators over numbers, arrays and maps; which one it is, the type decides."""

from __future__ import annotations

from bridge.exact import primitives as exact
from bridge.exact import truth, types
from bridge.lower import arithmetic, kinds, propositions, sums
from bridge.meaning.table import Meaning


def _binary(constant: str, cls: str) -> str:
    return f"{constant} {{α : Type}} {{β : Type}} {{γ : Type}} [{cls} α] (a : α) (b : β) : γ"


ARITHMETIC = (
    Meaning(
        "HAdd.hAdd",
        _binary("HAdd.hAdd", "Add"),
        lower=arithmetic.add,
        exact=exact.add,
        examples=(
            "(2 : ℝ) + 3 = 5",
            "(![1, 2] + ![3, 4] : Fin 2 → ℝ) 1 = 6",
        ),
    ),
    Meaning(
        "HSub.hSub",
        _binary("HSub.hSub", "Sub"),
        lower=arithmetic.subtract,
        exact=exact.sub,
        examples=(
            "(2 : ℕ) - 3 = 0",
            "(2 : ℝ) - 3 = -1",
            "(1 : Fin 3) - 2 = 2",
        ),
    ),
    Meaning(
        "HMul.hMul",
        _binary("HMul.hMul", "Mul"),
        lower=arithmetic.multiply,
        exact=exact.mul,
        examples=(
            "(2 : ℝ) * 3 = 6",
            "(![1, 2] * ![3, 4] : Fin 2 → ℝ) 1 = 8",
        ),
    ),
    Meaning(
        "HDiv.hDiv",
        _binary("HDiv.hDiv", "Div"),
        domain="b ≠ 0",
        lower=arithmetic.divide,
        exact=exact.div,
        examples=(
            "(1 : ℝ) / 0 = 0",
            "(7 : ℕ) / 2 = 3",
            "(7 : ℕ) / 0 = 0",
            "(6 : ℝ) / 4 = 3 / 2",
        ),
    ),
    Meaning(
        "HMod.hMod",
        _binary("HMod.hMod", "Div"),
        exact=exact.mod,
        examples=(
            "7 % 3 = 1",
            "7 % 0 = 7",
        ),
    ),
    Meaning(
        "HPow.hPow",
        _binary("HPow.hPow", "Pow"),
        lower=arithmetic.power,
        exact=exact.power,
        examples=(
            "(2 : ℝ) ^ 3 = 8",
            "(0 : ℝ) ^ 0 = 1",
            "(2 : ℝ) ^ (-1 : ℤ) = 1 / 2",
            "(4 : ℝ) ^ (1 / 2 : ℝ) = 2",
            "(0 : ℝ) ^ (0 : ℝ) = 1",
        ),
    ),
    Meaning(
        "HSMul.hSMul",
        _binary("HSMul.hSMul", "SMul"),
        lower=arithmetic.smul,
        exact=exact.smul,
        examples=(
            "(2 : ℝ) • (3 : ℝ) = 6",
            "((2 : ℝ) • ![1, 2] : Fin 2 → ℝ) 1 = 4",
        ),
    ),
    Meaning(
        "Neg.neg",
        "Neg.neg {α : Type} [Neg α] (a : α) : α",
        lower=arithmetic.negative,
        exact=exact.neg,
        examples=("-(2 : ℝ) = 0 - 2",),
    ),
    Meaning(
        "Inv.inv",
        "Inv.inv {α : Type} [Inv α] (a : α) : α",
        domain="a ≠ 0",
        lower=arithmetic.inverse,
        exact=exact.inverse,
        examples=(
            "(0 : ℝ)⁻¹ = 0",
            "(2 : ℝ)⁻¹ = 1 / 2",
        ),
    ),
    Meaning(
        "Max.max",
        "Max.max {α : Type} [Max α] (a : α) (b : α) : α",
        lower=arithmetic.binary_at("maximum"),
        exact=exact.maximum,
        examples=(
            "max (2 : ℝ) 3 = 3",
            "max 2 3 = 3",
        ),
    ),
    Meaning(
        "Min.min",
        "Min.min {α : Type} [Min α] (a : α) (b : α) : α",
        lower=arithmetic.binary_at("minimum"),
        exact=exact.minimum,
        examples=("min (2 : ℝ) 3 = 2",),
    ),
    Meaning(
        "abs",
        "abs {α : Type} [LinearOrder α] (a : α) : α",
        lower=arithmetic.unary_at("abs"),
        exact=exact.absolute,
        examples=("|(-2 : ℝ)| = 2",),
    ),
    Meaning(
        "Nat.cast",
        "Nat.cast {R : Type} [Semiring R] (n : Nat) : R",
        lower=arithmetic.cast_to,
        exact=exact.cast,
        examples=("((2 : ℕ) : ℝ) = 2",),
    ),
    Meaning(
        "Int.cast",
        "Int.cast {R : Type} [Ring R] (n : Int) : R",
        exact=exact.cast,
        examples=("((-2 : ℤ) : ℝ) = -2",),
    ),
    Meaning(
        "NNReal.toReal",
        "NNReal.toReal (x : NNReal) : Real",
        lower=lambda x: x,
        exact=lambda x: x,
        examples=("((2 : NNReal) : ℝ) = 2",),
    ),
    Meaning(
        "Fin.val",
        "Fin.val {n : Nat} (i : Fin n) : Nat",
        lower=kinds.coordinate,
        exact=lambda n, i: i,
        examples=("((2 : Fin 3) : ℕ) = 2",),
    ),
    Meaning(
        "Nat.succ",
        "Nat.succ (n : Nat) : Nat",
        body="n + 1",
        unfoldable=True,
        examples=("Nat.succ 2 = 3",),
    ),
    Meaning(
        "id", "id {α : Type} (a : α) : α", body="a", unfoldable=True, examples=("id (2 : ℝ) = 2",)
    ),
    Meaning(
        "Function.comp",
        "Function.comp {α : Type} {β : Type} {δ : Type} (f : β → δ) (g : α → β) : α → δ",
        body="fun x => f (g x)",
        unfoldable=True,
        examples=("((fun x : ℝ => x + 1) ∘ fun x : ℝ => 2 * x) 3 = 7",),
    ),
    Meaning(
        "Function.const",
        "Function.const {α : Type} (β : Type) (a : α) : β → α",
        body="fun _ => a",
        unfoldable=True,
        examples=("Function.const ℝ (2 : ℝ) 5 = 2",),
    ),
)

LOGIC = (
    Meaning(
        "True",
        "True : Prop",
        lower=propositions.truth(True),
        exact=lambda: True,
        examples=("True",),
    ),
    Meaning(
        "False",
        "False : Prop",
        lower=propositions.truth(False),
        exact=lambda: False,
        examples=("¬ False",),
    ),
    Meaning(
        "Eq",
        "Eq {α : Type} (a : α) (b : α) : Prop",
        lower=propositions.equal,
        exact=types.equal,
        examples=(
            "(1 : ℝ) = 1",
            "¬ (1 : ℝ) = 2",
        ),
    ),
    Meaning(
        "Ne",
        "Ne {α : Type} (a : α) (b : α) : Prop",
        lower=propositions.not_equal,
        exact=exact.not_equal,
        examples=("(1 : ℝ) ≠ 2",),
    ),
    Meaning(
        "LT.lt",
        "LT.lt {α : Type} [LT α] (a : α) (b : α) : Prop",
        lower=propositions.compare("less"),
        exact=exact.less,
        examples=(
            "(1 : ℝ) < 2",
            "¬ (1 : ℝ) < 1",
        ),
    ),
    Meaning(
        "LE.le",
        "LE.le {α : Type} [LE α] (a : α) (b : α) : Prop",
        lower=propositions.compare("less_equal"),
        exact=exact.less_or_equal,
        examples=("(1 : ℝ) ≤ 1",),
    ),
    Meaning(
        "GT.gt",
        "GT.gt {α : Type} [LT α] (a : α) (b : α) : Prop",
        body="b < a",
        lower=propositions.compare("greater"),
        examples=("(2 : ℝ) > 1",),
    ),
    Meaning(
        "GE.ge",
        "GE.ge {α : Type} [LE α] (a : α) (b : α) : Prop",
        body="b ≤ a",
        lower=propositions.compare("greater_equal"),
        examples=("(1 : ℝ) ≥ 1",),
    ),
    Meaning(
        "And",
        "And (a : Prop) (b : Prop) : Prop",
        lower=propositions.logic("logical_and"),
        exact=lambda a, b: truth.conjunction((a, b)),
        examples=("1 < 2 ∧ 2 < 3",),
    ),
    Meaning(
        "Or",
        "Or (a : Prop) (b : Prop) : Prop",
        lower=propositions.logic("logical_or"),
        exact=lambda a, b: truth.disjunction((a, b)),
        examples=("1 < 2 ∨ 3 < 2",),
    ),
    Meaning(
        "Not",
        "Not (a : Prop) : Prop",
        lower=propositions.negation,
        exact=truth.negation,
        examples=("¬ 2 < 1",),
    ),
    Meaning(
        "Iff",
        "Iff (a : Prop) (b : Prop) : Prop",
        lower=propositions.both,
        exact=truth.equivalence,
        examples=("(1 < 2 ↔ 2 < 3)",),
    ),
    Meaning(
        "Exists",
        "Exists {α : Type} (p : α → Prop) : Prop",
        exact=exact.exists,
        examples=("∃ i : Fin 3, (i : ℕ) = 2",),
    ),
    Meaning(
        "ite",
        "ite {α : Type} (c : Prop) [Decidable c] (t : α) (e : α) : α",
        lower=propositions.if_then_else,
        exact=exact.choose,
        examples=(
            "(if 1 < 2 then (5 : ℝ) else 6) = 5",
            "(if 2 < 1 then (5 : ℝ) else 6) = 6",
        ),
    ),
    Meaning(
        "Membership.mem",
        "Membership.mem {α : Type} {γ : Type} [Inhabited γ] (c : γ) (a : α) : Prop",
        exact=exact.member,
        lower=propositions.member,
        examples=(
            "2 ∈ Finset.range 3",
            "¬ 3 ∈ Finset.range 3",
        ),
    ),
)

SUMS = (
    Meaning(
        "Finset.univ",
        "Finset.univ {α : Type} [Fintype α] : Finset α",
        lower=sums.universe,
        exact=types.elements,
        examples=("∑ i ∈ (Finset.univ : Finset (Fin 3)), (1 : ℝ) = 3",),
    ),
    Meaning(
        "Finset.range",
        "Finset.range (n : Nat) : Finset Nat",
        lower=sums.interval,
        exact=range,
        examples=("∑ i ∈ Finset.range 4, (i : ℝ) = 6",),
    ),
    Meaning(
        "Finset.sum",
        "Finset.sum {ι : Type} {M : Type} [AddCommMonoid M] (s : Finset ι) (f : ι → M) : M",
        lower=sums.reduce("sum"),
        exact=exact.fold_sum,
        examples=(
            "∑ i : Fin 3, (i : ℝ) = 3",
            "∑ i : Fin 0, (1 : ℝ) = 0",
        ),
    ),
    Meaning(
        "Finset.prod",
        "Finset.prod {ι : Type} {M : Type} [CommMonoid M] (s : Finset ι) (f : ι → M) : M",
        lower=sums.reduce("prod"),
        exact=exact.fold_product,
        examples=(
            "∏ i : Fin 3, ((i : ℝ) + 1) = 6",
            "∏ i : Fin 0, (2 : ℝ) = 1",
        ),
    ),
)
