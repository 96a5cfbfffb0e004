"""Operators over numbers, arrays and maps; which one it is, the type decides."""

from __future__ import annotations

from bridge.lower import primitives as lower
from bridge.meaning.table import Meaning


def _binary(constant: str, cls: str) -> str:
    return f"{constant} {{α : Type}} {{β : Type}} {{γ : Type}} [{cls} α] (a : α) (b : β) : γ"


ARITHMETIC = (
    Meaning("HAdd.hAdd", _binary("HAdd.hAdd", "Add"), lower=lower.add),
    Meaning("HSub.hSub", _binary("HSub.hSub", "Sub"), lower=lower.subtract),
    Meaning("HMul.hMul", _binary("HMul.hMul", "Mul"), lower=lower.multiply),
    Meaning("HDiv.hDiv", _binary("HDiv.hDiv", "Div"), domain="b ≠ 0", lower=lower.divide),
    Meaning("HMod.hMod", _binary("HMod.hMod", "Div")),
    Meaning("HPow.hPow", _binary("HPow.hPow", "Pow"), lower=lower.power),
    Meaning("HSMul.hSMul", _binary("HSMul.hSMul", "SMul"), lower=lower.smul),
    Meaning("Neg.neg", "Neg.neg {α : Type} [Neg α] (a : α) : α", lower=lower.negative),
    Meaning(
        "Inv.inv", "Inv.inv {α : Type} [Inv α] (a : α) : α", domain="a ≠ 0", lower=lower.inverse
    ),
    Meaning(
        "Max.max",
        "Max.max {α : Type} [Max α] (a : α) (b : α) : α",
        lower=lower.binary_at("maximum"),
    ),
    Meaning(
        "Min.min",
        "Min.min {α : Type} [Min α] (a : α) (b : α) : α",
        lower=lower.binary_at("minimum"),
    ),
    Meaning("abs", "abs {α : Type} [LinearOrder α] (a : α) : α", lower=lower.unary_at("abs")),
    Meaning("Nat.cast", "Nat.cast {R : Type} [Semiring R] (n : Nat) : R", lower=lower.cast_to),
    Meaning("Int.cast", "Int.cast {R : Type} [Ring R] (n : Int) : R"),
    Meaning("Fin.val", "Fin.val {n : Nat} (i : Fin n) : Nat", lower=lower.coordinate),
    Meaning("Nat.succ", "Nat.succ (n : Nat) : Nat", body="n + 1", unfoldable=True),
    Meaning("id", "id {α : Type} (a : α) : α", body="a", unfoldable=True),
    Meaning(
        "Function.comp",
        "Function.comp {α : Type} {β : Type} {δ : Type} (f : β → δ) (g : α → β) : α → δ",
        body="fun x => f (g x)",
        unfoldable=True,
    ),
    Meaning(
        "Function.const",
        "Function.const {α : Type} (β : Type) (a : α) : β → α",
        body="fun _ => a",
        unfoldable=True,
    ),
)

LOGIC = (
    Meaning("True", "True : Prop", lower=lower.truth(True)),
    Meaning("False", "False : Prop", lower=lower.truth(False)),
    Meaning("Eq", "Eq {α : Type} (a : α) (b : α) : Prop", lower=lower.equal),
    Meaning("Ne", "Ne {α : Type} (a : α) (b : α) : Prop", lower=lower.not_equal),
    Meaning("LT.lt", "LT.lt {α : Type} [LT α] (a : α) (b : α) : Prop", lower=lower.compare("less")),
    Meaning(
        "LE.le", "LE.le {α : Type} [LE α] (a : α) (b : α) : Prop", lower=lower.compare("less_equal")
    ),
    Meaning(
        "GT.gt",
        "GT.gt {α : Type} [LT α] (a : α) (b : α) : Prop",
        body="b < a",
        lower=lower.compare("greater"),
    ),
    Meaning(
        "GE.ge",
        "GE.ge {α : Type} [LE α] (a : α) (b : α) : Prop",
        body="b ≤ a",
        lower=lower.compare("greater_equal"),
    ),
    Meaning("And", "And (a : Prop) (b : Prop) : Prop", lower=lower.logic("logical_and")),
    Meaning("Or", "Or (a : Prop) (b : Prop) : Prop", lower=lower.logic("logical_or")),
    Meaning("Not", "Not (a : Prop) : Prop", lower=lower.negation),
    Meaning("Iff", "Iff (a : Prop) (b : Prop) : Prop", lower=lower.both),
    Meaning("Exists", "Exists {α : Type} (p : α → Prop) : Prop"),
    Meaning(
        "ite",
        "ite {α : Type} (c : Prop) [Decidable c] (t : α) (e : α) : α",
        lower=lower.if_then_else,
    ),
    Meaning(
        "Membership.mem",
        "Membership.mem {α : Type} {γ : Type} [Inhabited γ] (c : γ) (a : α) : Prop",
    ),
)

SUMS = (
    Meaning("Finset.univ", "Finset.univ {α : Type} [Fintype α] : Finset α", lower=lower.universe),
    Meaning("Finset.range", "Finset.range (n : Nat) : Finset Nat", lower=lower.interval),
    Meaning(
        "Finset.sum",
        "Finset.sum {ι : Type} {M : Type} [AddCommMonoid M] (s : Finset ι) (f : ι → M) : M",
        lower=lower.reduce("sum"),
    ),
    Meaning(
        "Finset.prod",
        "Finset.prod {ι : Type} {M : Type} [CommMonoid M] (s : Finset ι) (f : ι → M) : M",
        lower=lower.reduce("prod"),
    ),
)
