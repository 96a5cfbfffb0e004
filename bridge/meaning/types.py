"""Types, and the classes that Mathlib puts on them (erased: they carry no data for us)."""

from __future__ import annotations

from bridge.exact import types
from bridge.lower import primitives as lower
from bridge.meaning.table import Meaning

TYPES = (
    Meaning("Nat", "Nat : Type", lower=lower.number_type("Nat"), exact=lambda: types.NATURAL),
    Meaning("Int", "Int : Type", lower=lower.number_type("Int"), exact=lambda: types.INTEGER),
    Meaning("Real", "Real : Type", lower=lower.number_type("Real"), exact=lambda: types.REAL),
    Meaning(
        "Bool", "Bool : Type", lower=lower.number_type("Bool"), exact=lambda: types.PROPOSITION
    ),
    Meaning("NNReal", "NNReal : Type", lower=lower.number_type("NNReal")),
    Meaning(
        "ENNReal",
        "ENNReal : Type",
        lower=lower.number_type("ENNReal"),
        exact=lambda: types.Atomic("ENNReal"),
    ),
    Meaning("Fin", "Fin (n : Nat) : Type", lower=lower.fin, exact=types.FinType),
    Meaning(
        "Prod", "Prod (α : Type) (β : Type) : Type", lower=lower.product, exact=types.ProductType
    ),
    Meaning("Finset", "Finset (α : Type) : Type", lower=lower.finset),
    Meaning("Set", "Set (α : Type) : Type", body="α → Prop"),
    Meaning(
        "WithLp", "WithLp (p : ENNReal) (V : Type) : Type", lower=lower.with_lp, exact=types.LpType
    ),
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
    Meaning(
        "Matrix",
        "Matrix (m : Type) (n : Type) (α : Type) : Type",
        body="m → n → α",
        lower=lower.matrix,
        exact=types.MatrixType,
    ),
    Meaning(
        "LinearMap",
        "LinearMap (𝕜 : Type) (E : Type) (F : Type) : Type",
        lower=lower.map_type,
        exact=lambda k, e, f: types.MapType(e, f),
    ),
    Meaning(
        "ContinuousLinearMap",
        "ContinuousLinearMap (𝕜 : Type) (E : Type) (F : Type) : Type",
        lower=lower.map_type,
        exact=lambda k, e, f: types.MapType(e, f),
    ),
    Meaning(
        "LinearEquiv",
        "LinearEquiv (𝕜 : Type) (E : Type) (F : Type) : Type",
        lower=lower.equiv_type,
        exact=lambda k, e, f: types.MapType(e, f, True),
    ),
    Meaning(
        "ContinuousLinearEquiv",
        "ContinuousLinearEquiv (𝕜 : Type) (E : Type) (F : Type) : Type",
        lower=lower.equiv_type,
        exact=lambda k, e, f: types.MapType(e, f, True),
    ),
)

# Classes of one type argument whose only role is to license notation, laws or a topology.
ERASED_CLASSES = frozenset(
    """
    Add Sub Neg Mul Div Inv Zero One SMul Pow LT LE Max Min Inhabited Nonempty DecidableEq
    Decidable DecidablePred DecidableRel Fintype Finite Unique Subsingleton Nontrivial
    NeZero Fact AddMonoid AddCommMonoid AddGroup AddCommGroup Monoid CommMonoid Group
    CommGroup Semiring CommSemiring Ring CommRing Field DivisionRing Module Algebra Preorder
    PartialOrder LinearOrder NormedAddCommGroup SeminormedAddCommGroup NormedSpace
    InnerProductSpace CompleteSpace NontriviallyNormedField NormedField RCLike
    TopologicalSpace FiniteDimensional Norm NNNorm NormedRing NormedCommRing NormedAlgebra
    ContinuousAdd ContinuousSMul IsTopologicalAddGroup T2Space ContinuousConstSMul
    IsOrderedRing IsStrictOrderedRing LinearOrderedField OfNat OfScientific BEq Hashable Repr
    ToString Coe CoeTail CoeHead CoeFun CoeOut LawfulBEq NatCast IntCast Bot Top
    """.split()
)
