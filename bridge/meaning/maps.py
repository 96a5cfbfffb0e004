"""Maps between products and arrays, functions changed at one argument, sets of reals, rounding."""

from __future__ import annotations

from bridge.exact import reals as exact
from bridge.exact import types
from bridge.exact.determinants import determinant
from bridge.meaning.table import Meaning

_PAIR = "(R : Type) (M₁ : Type) (M₂ : Type)"
_THREE = "{R : Type} {M₁ : Type} {M₂ : Type} {M₃ : Type}"
_ENTRIES = "{m : Type} {n : Type} {R : Type}"

UPDATES = (
    Meaning(
        "Function.update",
        "Function.update {α : Type} {β : Type} [DecidableEq α] (f : α → β) (a' : α) (v : β) "
        "(a : α) : β",
        body="if a = a' then v else f a",
        examples=("Function.update ![1, 2] 0 5 0 = 5", "Function.update ![1, 2] 0 5 1 = 2"),
    ),
    Meaning(
        "Pi.single",
        "Pi.single {ι : Type} {M : Type} [Zero M] [DecidableEq ι] (i : ι) (x : M) (j : ι) : M",
        body="if j = i then x else 0",
        examples=("(Pi.single 1 5 : Fin 2 → ℝ) 1 = 5", "(Pi.single 1 5 : Fin 2 → ℝ) 0 = 0"),
    ),
    Meaning(
        "EuclideanSpace.single",
        "EuclideanSpace.single {ι : Type} {𝕜 : Type} [RCLike 𝕜] [DecidableEq ι] (i : ι) (a : 𝕜) "
        ": EuclideanSpace 𝕜 ι",
        body="WithLp.toLp 2 (Pi.single i a)",
        examples=("(EuclideanSpace.single 1 5 : EuclideanSpace ℝ (Fin 2)) 1 = 5",),
    ),
)

PRODUCT_MAPS = (
    Meaning(
        "ContinuousLinearMap.fst",
        f"ContinuousLinearMap.fst {_PAIR} : (M₁ × M₂) →L[R] M₁",
        body="{ toFun := fun p => p.1 }",
        examples=("ContinuousLinearMap.fst ℝ ℝ ℝ (1, 2) = 1",),
    ),
    Meaning(
        "ContinuousLinearMap.snd",
        f"ContinuousLinearMap.snd {_PAIR} : (M₁ × M₂) →L[R] M₂",
        body="{ toFun := fun p => p.2 }",
        examples=("ContinuousLinearMap.snd ℝ ℝ ℝ (1, 2) = 2",),
    ),
    Meaning(
        "ContinuousLinearMap.inl",
        f"ContinuousLinearMap.inl {_PAIR} : M₁ →L[R] (M₁ × M₂)",
        body="{ toFun := fun x => (x, 0) }",
        examples=("ContinuousLinearMap.inl ℝ ℝ ℝ 1 = (1, 0)",),
    ),
    Meaning(
        "ContinuousLinearMap.inr",
        f"ContinuousLinearMap.inr {_PAIR} : M₂ →L[R] (M₁ × M₂)",
        body="{ toFun := fun x => (0, x) }",
        examples=("ContinuousLinearMap.inr ℝ ℝ ℝ 1 = (0, 1)",),
    ),
    Meaning(
        "ContinuousLinearMap.prod",
        f"ContinuousLinearMap.prod {_THREE} (f₁ : M₁ →L[R] M₂) (f₂ : M₁ →L[R] M₃) "
        ": M₁ →L[R] (M₂ × M₃)",
        body="{ toFun := fun x => (f₁ x, f₂ x) }",
        examples=("(ContinuousLinearMap.prod (1 : ℝ →L[ℝ] ℝ) (0 : ℝ →L[ℝ] ℝ)) 2 = (2, 0)",),
    ),
    Meaning(
        "ContinuousLinearMap.coprod",
        f"ContinuousLinearMap.coprod {_THREE} (f₁ : M₁ →L[R] M₃) (f₂ : M₂ →L[R] M₃) "
        ": (M₁ × M₂) →L[R] M₃",
        body="{ toFun := fun p => f₁ p.1 + f₂ p.2 }",
        examples=("(ContinuousLinearMap.coprod (1 : ℝ →L[ℝ] ℝ) (1 : ℝ →L[ℝ] ℝ)) (2, 3) = 5",),
    ),
)

MATRIX_MAPS = (
    Meaning(
        "Matrix.toLin'",
        f"Matrix.toLin' {_ENTRIES} [CommSemiring R] [Fintype n] (M : Matrix m n R) "
        ": (n → R) →ₗ[R] (m → R)",
        body="{ toFun := fun v => Matrix.mulVec M v }",
        examples=("Matrix.toLin' (Matrix.of ![![1, (2 : ℝ)]]) ![3, 4] 0 = 11",),
    ),
    Meaning(
        "Matrix.toEuclideanLin",
        f"Matrix.toEuclideanLin {_ENTRIES} [RCLike R] [Fintype n] (M : Matrix m n R) "
        ": EuclideanSpace R n →ₗ[R] EuclideanSpace R m",
        body="{ toFun := fun v => WithLp.toLp 2 (Matrix.mulVec M (WithLp.ofLp v)) }",
        examples=(
            "Matrix.toEuclideanLin (Matrix.of ![![1, (2 : ℝ)]]) (WithLp.toLp 2 ![3, 4]) 0 = 11",
        ),
    ),
    Meaning(
        "Matrix.map",
        "Matrix.map {m : Type} {n : Type} {α : Type} {β : Type} (M : Matrix m n α) (f : α → β) "
        ": Matrix m n β",
        body="fun i j => f (M i j)",
        examples=("(Matrix.of ![![1, (2 : ℝ)]]).map (fun x => x + 1) 0 1 = 3",),
    ),
    Meaning(
        "Matrix.submatrix",
        "Matrix.submatrix {l : Type} {o : Type} {m : Type} {n : Type} {α : Type} "
        "(A : Matrix m n α) (r_reindex : l → m) (c_reindex : o → n) : Matrix l o α",
        body="fun i j => A (r_reindex i) (c_reindex j)",
        examples=(
            "(Matrix.of ![![1, (2 : ℝ)]]).submatrix (fun i : Fin 1 => i) (fun j : Fin 2 => j.rev) "
            "0 0 = 2",
        ),
    ),
)

INTERVALS = tuple(
    Meaning(
        f"Set.{name}",
        f"Set.{name} {{α : Type}} [Preorder α] {binders} : Set α",
        body=f"fun x => {body}",
        examples=examples,
    )
    for name, binders, body, examples in (
        ("Icc", "(a : α) (b : α)", "a ≤ x ∧ x ≤ b", ("(1 : ℝ) ∈ Set.Icc 0 1",)),
        ("Ioo", "(a : α) (b : α)", "a < x ∧ x < b", ("¬ (1 : ℝ) ∈ Set.Ioo 0 1",)),
        ("Ico", "(a : α) (b : α)", "a ≤ x ∧ x < b", ("(0 : ℝ) ∈ Set.Ico 0 1",)),
        ("Ioc", "(a : α) (b : α)", "a < x ∧ x ≤ b", ("(1 : ℝ) ∈ Set.Ioc 0 1",)),
        ("Ici", "(a : α)", "a ≤ x", ("(1 : ℝ) ∈ Set.Ici 1",)),
        ("Iic", "(b : α)", "x ≤ b", ("(1 : ℝ) ∈ Set.Iic 1",)),
        ("Ioi", "(a : α)", "a < x", ("¬ (1 : ℝ) ∈ Set.Ioi 1",)),
        ("Iio", "(b : α)", "x < b", ("(0 : ℝ) ∈ Set.Iio 1",)),
    )
)

ROUNDING = (
    Meaning(
        "Int.floor",
        "Int.floor {α : Type} [LinearOrderedField α] (a : α) : Int",
        exact=lambda t, a: exact.floor(a),
        examples=("⌊(5 / 2 : ℝ)⌋ = 2", "⌊(-1 / 2 : ℝ)⌋ = -1"),
    ),
    Meaning(
        "Int.ceil",
        "Int.ceil {α : Type} [LinearOrderedField α] (a : α) : Int",
        exact=lambda t, a: -exact.floor(-a),
        examples=("⌈(5 / 2 : ℝ)⌉ = 3",),
    ),
    Meaning(
        "Even",
        "Even {α : Type} [Add α] (a : α) : Prop",
        exact=exact.even,
        examples=("Even 4", "¬ Even 3", "Even (3 : ℝ)"),
    ),
    Meaning(
        "Odd",
        "Odd {α : Type} [Semiring α] (a : α) : Prop",
        exact=exact.odd,
        examples=("Odd 3", "¬ Odd 4"),
    ),
    Meaning(
        "Real.toNNReal",
        "Real.toNNReal (r : Real) : NNReal",
        exact=lambda r: exact.maximum(r, exact.ZERO),
        examples=(
            "((Real.toNNReal (-1) : NNReal) : ℝ) = 0",
            "((Real.toNNReal 2 : NNReal) : ℝ) = 2",
        ),
    ),
    Meaning(
        "List.Forall",
        "List.Forall {α : Type} (p : α → Prop) (l : List α) : Prop",
        exact=lambda t, p, xs: all(p(x) for x in xs),
        examples=("List.Forall (fun x => x < 3) [1, 2]", "¬ List.Forall (fun x => x < 2) [1, 2]"),
    ),
    Meaning(
        "PUnit", "PUnit : Type", body="Unit", unfoldable=True, examples=("∀ u : PUnit, u = u",)
    ),
    Meaning(
        "PUnit.unit",
        "PUnit.unit : PUnit",
        exact=lambda: 0,
        examples=("PUnit.unit = PUnit.unit",),
    ),
    Meaning(
        "Matrix.det",
        "Matrix.det {n : Type} {R : Type} [DecidableEq n] [Fintype n] [CommRing R] "
        "(M : Matrix n n R) : R",
        exact=lambda n, t, m: determinant(
            [[m(i)(j) for j in types.elements(n)] for i in types.elements(n)]
        ),
        examples=("Matrix.det (Matrix.of ![![1, 2], ![3, (4 : ℝ)]]) = -2",),
    ),
)

MAPS = (*UPDATES, *PRODUCT_MAPS, *MATRIX_MAPS, *INTERVALS, *ROUNDING)
