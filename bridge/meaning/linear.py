"""Matrices, linear maps and L2 spaces: Mathlib's definitions, by coordinates."""

from __future__ import annotations

from bridge.exact import primitives as exact
from bridge.exact import types
from bridge.lower import calculus, sums
from bridge.meaning.table import Meaning


def _same(
    field: types.Type, domain: types.Type, codomain: types.Type, f: types.Value
) -> types.Value:
    """A bundled map is what it is applied as."""
    return f


_SPACES = "{𝕜 : Type} {E : Type} {F : Type}"

MATRICES = (
    Meaning(
        "Matrix.of",
        "Matrix.of {m : Type} {n : Type} {α : Type} (f : m → n → α) : Matrix m n α",
        body="f",
        examples=("Matrix.of ![![1, 2], ![3, (4 : ℝ)]] 1 0 = 3",),
    ),
    Meaning(
        "Matrix.mulVec",
        "Matrix.mulVec {m : Type} {n : Type} {α : Type} [Semiring α] [Fintype n] "
        "(M : Matrix m n α) (v : n → α) : m → α",
        body="fun i => ∑ j, M i j * v j",
        examples=("((Matrix.of ![![1, 2], ![3, (4 : ℝ)]]) *ᵥ ![1, 1]) 1 = 7",),
    ),
    Meaning(
        "Matrix.vecMul",
        "Matrix.vecMul {m : Type} {n : Type} {α : Type} [Semiring α] [Fintype m] "
        "(v : m → α) (M : Matrix m n α) : n → α",
        body="fun j => ∑ i, v i * M i j",
        examples=("(![1, 1] ᵥ* (Matrix.of ![![1, 2], ![3, (4 : ℝ)]])) 1 = 6",),
    ),
    Meaning(
        "Matrix.transpose",
        "Matrix.transpose {m : Type} {n : Type} {α : Type} (M : Matrix m n α) : Matrix n m α",
        body="fun j i => M i j",
        examples=("(Matrix.of ![![1, 2], ![3, (4 : ℝ)]])ᵀ 0 1 = 3",),
    ),
    Meaning(
        "Matrix.trace",
        "Matrix.trace {n : Type} {R : Type} [Fintype n] [AddCommMonoid R] (A : Matrix n n R) : R",
        body="∑ i, A i i",
        examples=("Matrix.trace (Matrix.of ![![1, 2], ![3, (4 : ℝ)]]) = 5",),
    ),
    Meaning(
        "Matrix.vecMulVec",
        "Matrix.vecMulVec {m : Type} {n : Type} {α : Type} [Mul α] (w : m → α) (v : n → α) "
        ": Matrix m n α",
        body="fun i j => w i * v j",
        examples=("Matrix.vecMulVec ![1, (2 : ℝ)] ![3, 4] 1 0 = 6",),
    ),
    Meaning(
        "Matrix.diagonal",
        "Matrix.diagonal {n : Type} {α : Type} [DecidableEq n] [Zero α] (d : n → α) : Matrix n n α",
        body="fun i j => if i = j then d i else 0",
        examples=(
            "Matrix.diagonal ![1, (2 : ℝ)] 1 1 = 2",
            "Matrix.diagonal ![1, (2 : ℝ)] 0 1 = 0",
        ),
    ),
    Meaning(
        "dotProduct",
        "dotProduct {m : Type} {α : Type} [Fintype m] [Mul α] [AddCommMonoid α] "
        "(v : m → α) (w : m → α) : α",
        body="∑ i, v i * w i",
        examples=("![1, (2 : ℝ)] ⬝ᵥ ![3, 4] = 11",),
    ),
    Meaning(
        "Matrix.vecEmpty",
        "Matrix.vecEmpty {α : Type} : Fin 0 → α",
        exact=lambda a: types.Table(lambda i: None),
        examples=("(![] : Fin 0 → ℝ) = ![]",),
    ),
    Meaning(
        "Matrix.vecCons",
        "Matrix.vecCons {α : Type} {n : Nat} (h : α) (t : Fin n → α) : Fin (n + 1) → α",
        exact=lambda a, n, h, t: types.Table(lambda i: t(i - 1) if i else h),
        examples=("![(1 : ℝ), 2] 1 = 2",),
    ),
    Meaning(
        "Matrix.mulVecLin",
        "Matrix.mulVecLin {m : Type} {n : Type} {R : Type} [CommSemiring R] [Fintype n] "
        "(M : Matrix m n R) : (n → R) →ₗ[R] (m → R)",
        body="{ toFun := fun v => Matrix.mulVec M v }",
        examples=("(Matrix.of ![![1, 2], ![3, (4 : ℝ)]]).mulVecLin ![1, 1] 0 = 3",),
    ),
)

LP_SPACES = (
    Meaning(
        "WithLp.toLp",
        "WithLp.toLp (p : ENNReal) {V : Type} (x : V) : WithLp p V",
        lower=calculus.last,
        exact=lambda p, v, x: x,
        examples=("(WithLp.toLp 2 ![1, (2 : ℝ)]).ofLp 1 = 2",),
    ),
    Meaning(
        "WithLp.ofLp",
        "WithLp.ofLp {p : ENNReal} {V : Type} (x : WithLp p V) : V",
        lower=calculus.last,
        exact=lambda p, v, x: x,
        examples=("(WithLp.toLp 2 ![1, (2 : ℝ)]).ofLp 0 = 1",),
    ),
    Meaning(
        "WithLp.equiv",
        "WithLp.equiv (p : ENNReal) (V : Type) : LinearEquiv ℝ (WithLp p V) V",
        body="{ toFun := fun x => WithLp.ofLp x, invFun := fun x => WithLp.toLp p x }",
        examples=("WithLp.equiv 2 (Fin 2 → ℝ) (WithLp.toLp 2 ![1, 2]) 1 = 2",),
    ),
    Meaning(
        "EuclideanSpace.equiv",
        "EuclideanSpace.equiv (ι : Type) (𝕜 : Type) [RCLike 𝕜] [Fintype ι] "
        ": EuclideanSpace 𝕜 ι ≃L[𝕜] (ι → 𝕜)",
        body="{ toFun := fun x => WithLp.ofLp x, invFun := fun x => WithLp.toLp 2 x }",
        examples=("(EuclideanSpace.equiv (Fin 2) ℝ) (WithLp.toLp 2 ![1, 2]) 1 = 2",),
    ),
    Meaning(
        "PiLp.continuousLinearEquiv",
        "PiLp.continuousLinearEquiv (p : ENNReal) (𝕜 : Type) {ι : Type} (β : ι → Type) "
        ": PiLp p β ≃L[𝕜] ((i : ι) → β i)",
        body="{ toFun := fun x => WithLp.ofLp x, invFun := fun x => WithLp.toLp p x }",
        examples=(
            "(PiLp.continuousLinearEquiv 2 ℝ (fun _ : Fin 2 => ℝ)) (WithLp.toLp 2 ![1, 2]) 1 = 2",
        ),
    ),
    Meaning(
        "Norm.norm",
        "Norm.norm {E : Type} [Norm E] (x : E) : ℝ",
        lower=sums.norm,
        exact=types.norm,
        examples=(
            "‖(-2 : ℝ)‖ = 2",
            "‖(![3, -4] : Fin 2 → ℝ)‖ = 4",
            "‖(WithLp.toLp 2 ![3, 4] : EuclideanSpace ℝ (Fin 2))‖ = 5",
        ),
    ),
    Meaning(
        "Inner.inner",
        "Inner.inner (𝕜 : Type) {E : Type} [InnerProductSpace 𝕜 E] (x : E) (y : E) : 𝕜",
        lower=sums.inner,
        exact=lambda k, e, x, y: types.inner(e, x, y),
        examples=(
            "inner ℝ (2 : ℝ) 3 = 6",
            "inner ℝ (WithLp.toLp 2 ![1, 2] : EuclideanSpace ℝ (Fin 2)) "
            "(WithLp.toLp 2 ![3, 4]) = 11",
        ),
    ),
    Meaning(
        "innerSL",
        "innerSL (𝕜 : Type) {E : Type} [RCLike 𝕜] [NormedAddCommGroup E] [InnerProductSpace 𝕜 E] "
        ": E →L[𝕜] (E →L[𝕜] 𝕜)",
        body="{ toFun := fun x => { toFun := fun y => Inner.inner 𝕜 x y } }",
        examples=("innerSL ℝ (2 : ℝ) 3 = 6",),
    ),
)

# Bundled maps are what they are applied as: constructors and projections below are the identity.
BUNDLED = (
    Meaning(
        "LinearMap.mk",
        f"LinearMap.mk {_SPACES} (toFun : E → F) : LinearMap 𝕜 E F",
        lower=calculus.last,
        exact=_same,
        examples=("(⟨⟨fun x => 2 * x, by simp⟩, by simp⟩ : ℝ →ₗ[ℝ] ℝ) 3 = 6",),
    ),
    Meaning(
        "LinearMap.toFun",
        f"LinearMap.toFun {_SPACES} (f : LinearMap 𝕜 E F) : E → F",
        lower=calculus.last,
        exact=_same,
        examples=("(LinearMap.id : ℝ →ₗ[ℝ] ℝ).toFun 3 = 3",),
    ),
    Meaning(
        "ContinuousLinearMap.mk",
        f"ContinuousLinearMap.mk {_SPACES} (toLinearMap : LinearMap 𝕜 E F) "
        ": ContinuousLinearMap 𝕜 E F",
        lower=calculus.last,
        exact=_same,
        examples=("(⟨LinearMap.id, by simp⟩ : ℝ →L[ℝ] ℝ) 3 = 3",),
    ),
    Meaning(
        "ContinuousLinearMap.toLinearMap",
        f"ContinuousLinearMap.toLinearMap {_SPACES} (f : ContinuousLinearMap 𝕜 E F) "
        ": LinearMap 𝕜 E F",
        lower=calculus.last,
        exact=_same,
        examples=("(1 : ℝ →L[ℝ] ℝ).toLinearMap 3 = 3",),
    ),
    Meaning(
        "LinearEquiv.mk",
        f"LinearEquiv.mk {_SPACES} (toFun : E → F) (invFun : F → E) : LinearEquiv 𝕜 E F",
        lower=calculus.equivalence,
        exact=lambda k, e, f, to, back: (to, back),
        examples=("({ toFun := fun x => 2 * x, invFun := fun x => x / 2 } : ℝ ≃ₗ[ℝ] ℝ) 3 = 6",),
    ),
    Meaning(
        "LinearEquiv.toFun",
        f"LinearEquiv.toFun {_SPACES} (e : LinearEquiv 𝕜 E F) : E → F",
        lower=calculus.forwards,
        exact=lambda k, e, f, pair: pair[0],
        examples=(
            "({ toFun := fun x => 2 * x, invFun := fun x => x / 2 } : ℝ ≃ₗ[ℝ] ℝ).toFun 3 = 6",
        ),
    ),
    Meaning(
        "LinearEquiv.invFun",
        f"LinearEquiv.invFun {_SPACES} (e : LinearEquiv 𝕜 E F) : F → E",
        lower=calculus.backwards,
        exact=lambda k, e, f, pair: pair[1],
        examples=(
            "({ toFun := fun x => 2 * x, invFun := fun x => x / 2 } : ℝ ≃ₗ[ℝ] ℝ).invFun 3 = 3 / 2",
        ),
    ),
    Meaning(
        "ContinuousLinearEquiv.mk",
        f"ContinuousLinearEquiv.mk {_SPACES} (toLinearEquiv : LinearEquiv 𝕜 E F) "
        ": ContinuousLinearEquiv 𝕜 E F",
        lower=calculus.last,
        exact=_same,
        examples=(
            "(⟨{ toFun := fun x => 2 * x, invFun := fun x => x / 2 }, by simp⟩ : ℝ ≃L[ℝ] ℝ) 3 = 6",
        ),
    ),
    Meaning(
        "ContinuousLinearEquiv.toLinearEquiv",
        f"ContinuousLinearEquiv.toLinearEquiv {_SPACES} (e : ContinuousLinearEquiv 𝕜 E F) "
        ": LinearEquiv 𝕜 E F",
        lower=calculus.last,
        exact=_same,
        examples=("(EuclideanSpace.equiv (Fin 1) ℝ).toLinearEquiv (WithLp.toLp 2 ![2]) 0 = 2",),
    ),
)

LINEAR_MAPS = (
    Meaning(
        "DFunLike.coe",
        "DFunLike.coe {F : Type} {α : Type} {β : Type} (f : F) (a : α) : β",
        lower=calculus.application,
        exact=lambda m, a, b, f, x: (f[0] if isinstance(f, tuple) else f)(x),
        examples=("(1 : ℝ →L[ℝ] ℝ) 3 = 3",),
    ),
    Meaning(
        "ContinuousLinearMap.comp",
        "ContinuousLinearMap.comp {R₁ : Type} {M₁ : Type} {M₂ : Type} {M₃ : Type} "
        "(g : M₂ →L[R₁] M₃) (f : M₁ →L[R₁] M₂) : M₁ →L[R₁] M₃",
        body="{ toFun := fun x => g (f x) }",
        examples=("(((2 : ℝ) • (1 : ℝ →L[ℝ] ℝ)) ∘L ((3 : ℝ) • (1 : ℝ →L[ℝ] ℝ))) 1 = 6",),
    ),
    Meaning(
        "LinearMap.comp",
        "LinearMap.comp {𝕜 : Type} {E : Type} {F : Type} {G : Type} "
        "(g : F →ₗ[𝕜] G) (f : E →ₗ[𝕜] F) : E →ₗ[𝕜] G",
        body="{ toFun := fun x => g (f x) }",
        examples=("((LinearMap.id : ℝ →ₗ[ℝ] ℝ) ∘ₗ (LinearMap.id : ℝ →ₗ[ℝ] ℝ)) 2 = 2",),
    ),
    Meaning(
        "ContinuousLinearMap.id",
        "ContinuousLinearMap.id (R₁ : Type) (M₁ : Type) [AddCommMonoid M₁] [Module R₁ M₁] "
        ": M₁ →L[R₁] M₁",
        body="{ toFun := fun x => x }",
        examples=("ContinuousLinearMap.id ℝ ℝ 2 = 2",),
    ),
    Meaning(
        "LinearMap.id",
        "LinearMap.id {𝕜 : Type} {E : Type} : E →ₗ[𝕜] E",
        body="{ toFun := fun x => x }",
        examples=("(LinearMap.id : ℝ →ₗ[ℝ] ℝ) 2 = 2",),
    ),
    Meaning(
        "ContinuousLinearMap.smulRight",
        "ContinuousLinearMap.smulRight {M₁ : Type} {M₂ : Type} {R : Type} {S : Type} "
        "(c : M₁ →L[R] S) (f : M₂) : M₁ →L[R] M₂",
        body="{ toFun := fun x => c x • f }",
        examples=("((1 : ℝ →L[ℝ] ℝ).smulRight (3 : ℝ)) 2 = 6",),
    ),
    Meaning(
        "ContinuousLinearMap.toSpanSingleton",
        "ContinuousLinearMap.toSpanSingleton (R₁ : Type) {M₁ : Type} (x : M₁) : R₁ →L[R₁] M₁",
        body="{ toFun := fun c => c • x }",
        examples=("ContinuousLinearMap.toSpanSingleton ℝ (3 : ℝ) 2 = 6",),
    ),
    Meaning(
        "ContinuousLinearMap.proj",
        "ContinuousLinearMap.proj {R : Type} [Semiring R] {ι : Type} {φ : ι → Type} "
        "[TopologicalSpace R] [AddCommMonoid R] [Module R R] (i : ι) : ((i : ι) → φ i) →L[R] φ i",
        body="{ toFun := fun x => x i }",
        examples=("(ContinuousLinearMap.proj 1 : (Fin 2 → ℝ) →L[ℝ] ℝ) ![1, 2] = 2",),
    ),
    Meaning(
        "ContinuousLinearMap.pi",
        "ContinuousLinearMap.pi {R : Type} [Semiring R] {M : Type} [TopologicalSpace M] "
        "[AddCommMonoid M] [Module R M] {ι : Type} {φ : ι → Type} "
        "(f : (i : ι) → M →L[R] φ i) : M →L[R] ((i : ι) → φ i)",
        body="{ toFun := fun x i => f i x }",
        examples=("(ContinuousLinearMap.pi (fun _ : Fin 2 => (1 : ℝ →L[ℝ] ℝ))) 3 1 = 3",),
    ),
    Meaning(
        "LinearMap.toContinuousLinearMap",
        f"LinearMap.toContinuousLinearMap {_SPACES} (f : E →ₗ[𝕜] F) : E →L[𝕜] F",
        body="{ toFun := fun x => f x }",
        examples=("((LinearMap.id : ℝ →ₗ[ℝ] ℝ).toContinuousLinearMap) 2 = 2",),
    ),
    Meaning(
        "ContinuousLinearEquiv.toContinuousLinearMap",
        f"ContinuousLinearEquiv.toContinuousLinearMap {_SPACES} (e : E ≃L[𝕜] F) : E →L[𝕜] F",
        body="{ toFun := fun x => e x }",
        examples=(
            "(EuclideanSpace.equiv (Fin 1) ℝ).toContinuousLinearMap (WithLp.toLp 2 ![2]) 0 = 2",
        ),
    ),
    Meaning(
        "ContinuousLinearEquiv.symm",
        f"ContinuousLinearEquiv.symm {_SPACES} (e : E ≃L[𝕜] F) : F ≃L[𝕜] E",
        body="{ toFun := e.invFun, invFun := e.toFun }",
        examples=("(EuclideanSpace.equiv (Fin 1) ℝ).symm ![2] 0 = 2",),
    ),
    Meaning(
        "LinearEquiv.symm",
        f"LinearEquiv.symm {_SPACES} (e : LinearEquiv 𝕜 E F) : LinearEquiv 𝕜 F E",
        body="{ toFun := e.invFun, invFun := e.toFun }",
        examples=(
            "({ toFun := fun x => 2 * x, invFun := fun x => x / 2 } : ℝ ≃ₗ[ℝ] ℝ).symm 3 = 3 / 2",
        ),
    ),
    Meaning(
        "ContinuousLinearMap.adjoint",
        f"ContinuousLinearMap.adjoint {_SPACES} [RCLike 𝕜] [NormedAddCommGroup E] "
        "[NormedAddCommGroup F] [InnerProductSpace 𝕜 E] [InnerProductSpace 𝕜 F] [CompleteSpace E] "
        "[CompleteSpace F] (A : E →L[𝕜] F) : F →L[𝕜] E",
        lower=calculus.adjoint,
        exact=exact.adjoint,
        examples=(
            "((3 : ℝ) • (1 : ℝ →L[ℝ] ℝ)).adjoint 2 = 6",
            "(innerSL ℝ (WithLp.toLp 2 ![1, 2] : EuclideanSpace ℝ (Fin 2))).adjoint 3 "
            "= WithLp.toLp 2 ![3, 6]",
        ),
    ),
)
