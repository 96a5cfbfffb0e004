"""Types, and the classes that Mathlib puts on them (erased: they carry no data for us)."""

from __future__ import annotations

from bridge.exact import types
from bridge.lower import kinds as lower
from bridge.meaning.table import Meaning

TYPES = (
    Meaning(
        "Nat",
        "Nat : Type",
        lower=lower.number_type("Nat"),
        exact=lambda: types.NATURAL,
        examples=("(5 : ℕ) = 2 + 3",),
    ),
    Meaning(
        "Int",
        "Int : Type",
        lower=lower.number_type("Int"),
        exact=lambda: types.INTEGER,
        examples=("(2 : ℤ) - 3 = -1",),
    ),
    Meaning(
        "Real",
        "Real : Type",
        lower=lower.number_type("Real"),
        exact=lambda: types.REAL,
        examples=("(1 : ℝ) / 2 + 1 / 2 = 1",),
    ),
    Meaning(
        "Bool",
        "Bool : Type",
        lower=lower.number_type("Bool"),
        exact=lambda: types.PROPOSITION,
        examples=("true = true",),
    ),
    Meaning(
        "NNReal",
        "NNReal : Type",
        lower=lower.number_type("NNReal"),
        exact=lambda: types.NNREAL,
        examples=("∀ x : NNReal, x = x",),
    ),
    Meaning(
        "ENNReal",
        "ENNReal : Type",
        lower=lower.number_type("ENNReal"),
        exact=lambda: types.Atomic("ENNReal"),
        examples=("(2 : ENNReal) = 2",),
    ),
    Meaning(
        "Fin",
        "Fin (n : Nat) : Type",
        lower=lower.fin,
        exact=types.indices,
        examples=(
            "∀ i : Fin 3, (i : ℕ) < 3",
            "(2 : Fin 3) + 2 = 1",
        ),
    ),
    Meaning(
        "Prod",
        "Prod (α : Type) (β : Type) : Type",
        lower=lower.product,
        exact=types.ProductType,
        examples=("((1, 2) : ℕ × ℕ) = (1, 2)",),
    ),
    Meaning(
        "Finset",
        "Finset (α : Type) : Type",
        lower=lower.finset,
        exact=types.SetType,
        examples=("∀ s : Finset (Fin 2), s = s",),
    ),
    Meaning(
        "Set",
        "Set (α : Type) : Type",
        body="α → Prop",
        examples=("(1 : ℝ) ∈ (fun x => 0 < x : Set ℝ)",),
    ),
    Meaning(
        "WithLp",
        "WithLp (p : ENNReal) (V : Type) : Type",
        lower=lower.with_lp,
        exact=types.LpType,
        examples=("(WithLp.toLp 2 (fun i : Fin 1 => (1 : ℝ)) : WithLp 2 (Fin 1 → ℝ)) 0 = 1",),
    ),
    Meaning(
        "PiLp",
        "PiLp (p : ENNReal) {ι : Type} (α : ι → Type) : Type",
        body="WithLp p ((i : ι) → α i)",
        unfoldable=True,
        examples=(
            "(WithLp.toLp 2 (fun i : Fin 1 => (1 : ℝ)) : PiLp 2 (fun _ : Fin 1 => ℝ)) 0 = 1",
        ),
    ),
    Meaning(
        "EuclideanSpace",
        "EuclideanSpace (𝕜 : Type) (n : Type) : Type",
        body="PiLp 2 (fun _ : n => 𝕜)",
        unfoldable=True,
        examples=("‖(WithLp.toLp 2 ![3, 4] : EuclideanSpace ℝ (Fin 2))‖ = 5",),
    ),
    Meaning(
        "Matrix",
        "Matrix (m : Type) (n : Type) (α : Type) : Type",
        body="m → n → α",
        lower=lower.matrix,
        exact=types.MatrixType,
        examples=(
            "(1 : Matrix (Fin 2) (Fin 2) ℝ) 0 1 = 0",
            "(1 : Matrix (Fin 2) (Fin 2) ℝ) 1 1 = 1",
        ),
    ),
    Meaning(
        "LinearMap",
        "LinearMap (𝕜 : Type) (E : Type) (F : Type) : Type",
        lower=lower.map_type,
        exact=lambda k, e, f: types.MapType(e, f),
        examples=("(LinearMap.id : ℝ →ₗ[ℝ] ℝ) 3 = 3",),
    ),
    Meaning(
        "ContinuousLinearMap",
        "ContinuousLinearMap (𝕜 : Type) (E : Type) (F : Type) : Type",
        lower=lower.map_type,
        exact=lambda k, e, f: types.MapType(e, f),
        examples=("(1 : ℝ →L[ℝ] ℝ) 3 = 3",),
    ),
    Meaning(
        "LinearEquiv",
        "LinearEquiv (𝕜 : Type) (E : Type) (F : Type) : Type",
        lower=lower.equiv_type,
        exact=lambda k, e, f: types.MapType(e, f, True),
        examples=("(WithLp.equiv 2 (Fin 1 → ℝ)).symm ![2] 0 = 2",),
    ),
    Meaning(
        "ContinuousLinearEquiv",
        "ContinuousLinearEquiv (𝕜 : Type) (E : Type) (F : Type) : Type",
        lower=lower.equiv_type,
        exact=lambda k, e, f: types.MapType(e, f, True),
        examples=("(EuclideanSpace.equiv (Fin 1) ℝ).symm ![2] 0 = 2",),
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
    SemilatticeSup SemilatticeInf Lattice Star StarRing OrderedSemiring Semifield
    IsOrderedRing IsStrictOrderedRing LinearOrderedField OfNat OfScientific BEq Hashable Repr
    ToString Coe CoeTail CoeHead CoeFun CoeOut LawfulBEq NatCast IntCast RatCast Bot Top
    LocallyFiniteOrder LocallyFiniteOrderBot LocallyFiniteOrderTop OrderBot OrderTop BoundedOrder
    CharZero NoZeroDivisors IsDomain Dist MetricSpace PseudoMetricSpace
    PseudoEMetricSpace EMetricSpace EmptyCollection Ord
    SupSet InfSet AndOp OrOp XorOp ShiftLeft ShiftRight Complement
    """.split()
)
