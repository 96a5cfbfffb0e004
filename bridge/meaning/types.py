"""Types, and the classes that Mathlib puts on them (erased: they carry no data for us)."""

from __future__ import annotations

from bridge.meaning.table import Meaning

TYPES = (
    Meaning("Nat", "Nat : Type"),
    Meaning("Int", "Int : Type"),
    Meaning("Real", "Real : Type"),
    Meaning("Bool", "Bool : Type"),
    Meaning("NNReal", "NNReal : Type"),
    Meaning("ENNReal", "ENNReal : Type"),
    Meaning("Fin", "Fin (n : Nat) : Type"),
    Meaning("Prod", "Prod (α : Type) (β : Type) : Type"),
    Meaning("Finset", "Finset (α : Type) : Type"),
    Meaning("Set", "Set (α : Type) : Type", body="α → Prop"),
    Meaning("WithLp", "WithLp (p : ENNReal) (V : Type) : Type"),
    Meaning(
        "PiLp",
        "PiLp (p : ENNReal) {ι : Type} (α : ι → Type) : Type",
        body="WithLp p ((i : ι) → α i)",
        unfoldable=True,
    ),
    Meaning(
        "EuclideanSpace",
        "EuclideanSpace (𝕜 : Type) (n : Type) : Type",
        body="PiLp 2 (fun _ : n => 𝕜)",
        unfoldable=True,
    ),
    Meaning("Matrix", "Matrix (m : Type) (n : Type) (α : Type) : Type", body="m → n → α"),
    Meaning("LinearMap", "LinearMap (𝕜 : Type) (E : Type) (F : Type) : Type"),
    Meaning("ContinuousLinearMap", "ContinuousLinearMap (𝕜 : Type) (E : Type) (F : Type) : Type"),
    Meaning("LinearEquiv", "LinearEquiv (𝕜 : Type) (E : Type) (F : Type) : Type"),
    Meaning(
        "ContinuousLinearEquiv", "ContinuousLinearEquiv (𝕜 : Type) (E : Type) (F : Type) : Type"
    ),
)

# Classes of one type argument whose only role is to license notation, laws or a topology.
ERASED_CLASSES = frozenset(
    ["Add", "Sub", "Neg", "Mul", "Div", "Inv", "Zero", "One", "SMul", "Pow", "LT", "LE", "Max", "Min", "Inhabited", "Nonempty", "DecidableEq", "Decidable", "DecidablePred", "DecidableRel", "Fintype", "Finite", "Unique", "Subsingleton", "Nontrivial", "NeZero", "Fact", "AddMonoid", "AddCommMonoid", "AddGroup", "AddCommGroup", "Monoid", "CommMonoid", "Group", "CommGroup", "Semiring", "CommSemiring", "Ring", "CommRing", "Field", "DivisionRing", "Module", "Algebra", "Preorder", "PartialOrder", "LinearOrder", "NormedAddCommGroup", "SeminormedAddCommGroup", "NormedSpace", "InnerProductSpace", "CompleteSpace", "NontriviallyNormedField", "NormedField", "RCLike", "TopologicalSpace", "FiniteDimensional", "Norm", "NNNorm", "NormedRing", "NormedCommRing", "NormedAlgebra", "ContinuousAdd", "ContinuousSMul", "IsTopologicalAddGroup", "T2Space", "ContinuousConstSMul", "IsOrderedRing", "IsStrictOrderedRing", "LinearOrderedField"]
)
