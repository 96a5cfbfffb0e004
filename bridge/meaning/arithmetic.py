"""Operators over numbers, arrays and maps; which one it is, the type decides."""

from __future__ import annotations

from bridge.exact import primitives as exact
from bridge.exact import types
from bridge.lower import primitives as lower
from bridge.meaning.table import Meaning


def _binary(constant: str, cls: str) -> str:
    return f"{constant} {{α : Type}} {{β : Type}} {{γ : Type}} [{cls} α] (a : α) (b : β) : γ"


ARITHMETIC = (
    Meaning("HAdd.hAdd", _binary("HAdd.hAdd", "Add"), lower=lower.add, exact=exact.add),
    Meaning("HSub.hSub", _binary("HSub.hSub", "Sub"), lower=lower.subtract, exact=exact.sub),
    Meaning("HMul.hMul", _binary("HMul.hMul", "Mul"), lower=lower.multiply, exact=exact.mul),
    Meaning(
        "HDiv.hDiv",
        _binary("HDiv.hDiv", "Div"),
        domain="b ≠ 0",
        lower=lower.divide,
        exact=exact.div,
    ),
    Meaning("HMod.hMod", _binary("HMod.hMod", "Div"), exact=exact.mod),
    Meaning("HPow.hPow", _binary("HPow.hPow", "Pow"), lower=lower.power, exact=exact.power),
    Meaning("HSMul.hSMul", _binary("HSMul.hSMul", "SMul"), lower=lower.smul, exact=exact.smul),
    Meaning(
        "Neg.neg", "Neg.neg {α : Type} [Neg α] (a : α) : α", lower=lower.negative, exact=exact.neg
    ),
    Meaning(
        "Inv.inv",
        "Inv.inv {α : Type} [Inv α] (a : α) : α",
        domain="a ≠ 0",
        lower=lower.inverse,
        exact=exact.inverse,
    ),
    Meaning(
        "Max.max",
        "Max.max {α : Type} [Max α] (a : α) (b : α) : α",
        lower=lower.binary_at("maximum"),
        exact=exact.maximum,
    ),
    Meaning(
        "Min.min",
        "Min.min {α : Type} [Min α] (a : α) (b : α) : α",
        lower=lower.binary_at("minimum"),
        exact=exact.minimum,
    ),
    Meaning(
        "abs",
        "abs {α : Type} [LinearOrder α] (a : α) : α",
        lower=lower.unary_at("abs"),
        exact=exact.absolute,
    ),
    Meaning(
        "Nat.cast",
        "Nat.cast {R : Type} [Semiring R] (n : Nat) : R",
        lower=lower.cast_to,
        exact=exact.cast,
    ),
    Meaning("Int.cast", "Int.cast {R : Type} [Ring R] (n : Int) : R", exact=exact.cast),
    Meaning(
        "Fin.val",
        "Fin.val {n : Nat} (i : Fin n) : Nat",
        lower=lower.coordinate,
        exact=lambda n, i: i,
    ),
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
    Meaning("True", "True : Prop", lower=lower.truth(True), exact=lambda: True),
    Meaning("False", "False : Prop", lower=lower.truth(False), exact=lambda: False),
    Meaning("Eq", "Eq {α : Type} (a : α) (b : α) : Prop", lower=lower.equal, exact=types.equal),
    Meaning(
        "Ne", "Ne {α : Type} (a : α) (b : α) : Prop", lower=lower.not_equal, exact=exact.not_equal
    ),
    Meaning(
        "LT.lt",
        "LT.lt {α : Type} [LT α] (a : α) (b : α) : Prop",
        lower=lower.compare("less"),
        exact=exact.less,
    ),
    Meaning(
        "LE.le",
        "LE.le {α : Type} [LE α] (a : α) (b : α) : Prop",
        lower=lower.compare("less_equal"),
        exact=exact.less_or_equal,
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
    Meaning(
        "And",
        "And (a : Prop) (b : Prop) : Prop",
        lower=lower.logic("logical_and"),
        exact=lambda a, b: a and b,
    ),
    Meaning(
        "Or",
        "Or (a : Prop) (b : Prop) : Prop",
        lower=lower.logic("logical_or"),
        exact=lambda a, b: a or b,
    ),
    Meaning("Not", "Not (a : Prop) : Prop", lower=lower.negation, exact=lambda a: not a),
    Meaning(
        "Iff",
        "Iff (a : Prop) (b : Prop) : Prop",
        lower=lower.both,
        exact=lambda a, b: bool(a) == bool(b),
    ),
    Meaning("Exists", "Exists {α : Type} (p : α → Prop) : Prop", exact=exact.exists),
    Meaning(
        "ite",
        "ite {α : Type} (c : Prop) [Decidable c] (t : α) (e : α) : α",
        lower=lower.if_then_else,
        exact=exact.choose,
    ),
    Meaning(
        "Membership.mem",
        "Membership.mem {α : Type} {γ : Type} [Inhabited γ] (c : γ) (a : α) : Prop",
        exact=exact.member,
    ),
)

SUMS = (
    Meaning(
        "Finset.univ",
        "Finset.univ {α : Type} [Fintype α] : Finset α",
        lower=lower.universe,
        exact=types.elements,
    ),
    Meaning(
        "Finset.range", "Finset.range (n : Nat) : Finset Nat", lower=lower.interval, exact=range
    ),
    Meaning(
        "Finset.sum",
        "Finset.sum {ι : Type} {M : Type} [AddCommMonoid M] (s : Finset ι) (f : ι → M) : M",
        lower=lower.reduce("sum"),
        exact=exact.fold_sum,
    ),
    Meaning(
        "Finset.prod",
        "Finset.prod {ι : Type} {M : Type} [CommMonoid M] (s : Finset ι) (f : ι → M) : M",
        lower=lower.reduce("prod"),
        exact=exact.fold_product,
    ),
)
