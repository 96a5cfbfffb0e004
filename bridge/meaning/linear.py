"""Matrices, linear maps and L2 spaces: Mathlib's definitions, by coordinates."""

from __future__ import annotations

from bridge.exact import primitives as exact
from bridge.exact import types
from bridge.lower import primitives as lower
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
    ),
    Meaning(
        "Matrix.mulVec",
        "Matrix.mulVec {m : Type} {n : Type} {α : Type} [Semiring α] [Fintype n] "
        "(M : Matrix m n α) (v : n → α) : m → α",
        body="fun i => ∑ j, M i j * v j",
    ),
    Meaning(
        "Matrix.vecMul",
        "Matrix.vecMul {m : Type} {n : Type} {α : Type} [Semiring α] [Fintype m] "
        "(v : m → α) (M : Matrix m n α) : n → α",
        body="fun j => ∑ i, v i * M i j",
    ),
    Meaning(
        "Matrix.transpose",
        "Matrix.transpose {m : Type} {n : Type} {α : Type} (M : Matrix m n α) : Matrix n m α",
        body="fun j i => M i j",
    ),
    Meaning(
        "Matrix.trace",
        "Matrix.trace {n : Type} {R : Type} [Fintype n] [AddCommMonoid R] (A : Matrix n n R) : R",
        body="∑ i, A i i",
    ),
    Meaning(
        "Matrix.vecMulVec",
        "Matrix.vecMulVec {m : Type} {n : Type} {α : Type} [Mul α] (w : m → α) (v : n → α) "
        ": Matrix m n α",
        body="fun i j => w i * v j",
    ),
    Meaning(
        "Matrix.diagonal",
        "Matrix.diagonal {n : Type} {α : Type} [DecidableEq n] [Zero α] (d : n → α) : Matrix n n α",
        body="fun i j => if i = j then d i else 0",
    ),
    Meaning(
        "dotProduct",
        "dotProduct {m : Type} {α : Type} [Fintype m] [Mul α] [AddCommMonoid α] "
        "(v : m → α) (w : m → α) : α",
        body="∑ i, v i * w i",
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
    ),
)

LP_SPACES = (
    Meaning(
        "WithLp.toLp",
        "WithLp.toLp (p : ENNReal) {V : Type} (x : V) : WithLp p V",
        lower=lower.last,
        exact=lambda p, v, x: x,
    ),
    Meaning(
        "WithLp.ofLp",
        "WithLp.ofLp {p : ENNReal} {V : Type} (x : WithLp p V) : V",
        lower=lower.last,
        exact=lambda p, v, x: x,
    ),
    Meaning(
        "WithLp.equiv",
        "WithLp.equiv (p : ENNReal) (V : Type) : LinearEquiv ℝ (WithLp p V) V",
        body="{ toFun := fun x => WithLp.ofLp x, invFun := fun x => WithLp.toLp p x }",
    ),
    Meaning(
        "EuclideanSpace.equiv",
        "EuclideanSpace.equiv (ι : Type) (𝕜 : Type) [RCLike 𝕜] [Fintype ι] "
        ": EuclideanSpace 𝕜 ι ≃L[𝕜] (ι → 𝕜)",
        body="{ toFun := fun x => WithLp.ofLp x, invFun := fun x => WithLp.toLp 2 x }",
    ),
    Meaning(
        "PiLp.continuousLinearEquiv",
        "PiLp.continuousLinearEquiv (p : ENNReal) (𝕜 : Type) {ι : Type} (β : ι → Type) "
        ": PiLp p β ≃L[𝕜] ((i : ι) → β i)",
        body="{ toFun := fun x => WithLp.ofLp x, invFun := fun x => WithLp.toLp p x }",
    ),
    Meaning(
        "Norm.norm", "Norm.norm {E : Type} [Norm E] (x : E) : ℝ", lower=lower.norm, exact=types.norm
    ),
    Meaning(
        "Inner.inner",
        "Inner.inner (𝕜 : Type) {E : Type} [InnerProductSpace 𝕜 E] (x : E) (y : E) : 𝕜",
        lower=lower.inner,
        exact=lambda k, e, x, y: types.inner(e, x, y),
    ),
    Meaning(
        "innerSL",
        "innerSL (𝕜 : Type) {E : Type} [RCLike 𝕜] [NormedAddCommGroup E] [InnerProductSpace 𝕜 E] "
        ": E →L[𝕜] (E →L[𝕜] 𝕜)",
        body="{ toFun := fun x => { toFun := fun y => Inner.inner 𝕜 x y } }",
    ),
)

# Bundled maps are what they are applied as: constructors and projections below are the identity.
BUNDLED = (
    Meaning(
        "LinearMap.mk",
        f"LinearMap.mk {_SPACES} (toFun : E → F) : LinearMap 𝕜 E F",
        lower=lower.last,
        exact=_same,
    ),
    Meaning(
        "LinearMap.toFun",
        f"LinearMap.toFun {_SPACES} (f : LinearMap 𝕜 E F) : E → F",
        lower=lower.last,
        exact=_same,
    ),
    Meaning(
        "ContinuousLinearMap.mk",
        f"ContinuousLinearMap.mk {_SPACES} (toLinearMap : LinearMap 𝕜 E F) "
        ": ContinuousLinearMap 𝕜 E F",
        lower=lower.last,
        exact=_same,
    ),
    Meaning(
        "ContinuousLinearMap.toLinearMap",
        f"ContinuousLinearMap.toLinearMap {_SPACES} (f : ContinuousLinearMap 𝕜 E F) "
        ": LinearMap 𝕜 E F",
        lower=lower.last,
        exact=_same,
    ),
    Meaning(
        "LinearEquiv.mk",
        f"LinearEquiv.mk {_SPACES} (toFun : E → F) (invFun : F → E) : LinearEquiv 𝕜 E F",
        lower=lower.equivalence,
        exact=lambda k, e, f, to, back: (to, back),
    ),
    Meaning(
        "LinearEquiv.toFun",
        f"LinearEquiv.toFun {_SPACES} (e : LinearEquiv 𝕜 E F) : E → F",
        lower=lower.forwards,
        exact=lambda k, e, f, pair: pair[0],
    ),
    Meaning(
        "LinearEquiv.invFun",
        f"LinearEquiv.invFun {_SPACES} (e : LinearEquiv 𝕜 E F) : F → E",
        lower=lower.backwards,
        exact=lambda k, e, f, pair: pair[1],
    ),
    Meaning(
        "ContinuousLinearEquiv.mk",
        f"ContinuousLinearEquiv.mk {_SPACES} (toLinearEquiv : LinearEquiv 𝕜 E F) "
        ": ContinuousLinearEquiv 𝕜 E F",
        lower=lower.last,
        exact=_same,
    ),
    Meaning(
        "ContinuousLinearEquiv.toLinearEquiv",
        f"ContinuousLinearEquiv.toLinearEquiv {_SPACES} (e : ContinuousLinearEquiv 𝕜 E F) "
        ": LinearEquiv 𝕜 E F",
        lower=lower.last,
        exact=_same,
    ),
)

LINEAR_MAPS = (
    Meaning(
        "DFunLike.coe",
        "DFunLike.coe {F : Type} {α : Type} {β : Type} (f : F) (a : α) : β",
        lower=lower.application,
        exact=lambda m, a, b, f, x: (f[0] if isinstance(f, tuple) else f)(x),
    ),
    Meaning(
        "ContinuousLinearMap.comp",
        "ContinuousLinearMap.comp {R₁ : Type} {M₁ : Type} {M₂ : Type} {M₃ : Type} "
        "(g : M₂ →L[R₁] M₃) (f : M₁ →L[R₁] M₂) : M₁ →L[R₁] M₃",
        body="{ toFun := fun x => g (f x) }",
    ),
    Meaning(
        "LinearMap.comp",
        "LinearMap.comp {𝕜 : Type} {E : Type} {F : Type} {G : Type} "
        "(g : F →ₗ[𝕜] G) (f : E →ₗ[𝕜] F) : E →ₗ[𝕜] G",
        body="{ toFun := fun x => g (f x) }",
    ),
    Meaning(
        "ContinuousLinearMap.id",
        "ContinuousLinearMap.id (R₁ : Type) (M₁ : Type) [AddCommMonoid M₁] [Module R₁ M₁] "
        ": M₁ →L[R₁] M₁",
        body="{ toFun := fun x => x }",
    ),
    Meaning(
        "LinearMap.id",
        "LinearMap.id {𝕜 : Type} {E : Type} : E →ₗ[𝕜] E",
        body="{ toFun := fun x => x }",
    ),
    Meaning(
        "ContinuousLinearMap.smulRight",
        "ContinuousLinearMap.smulRight {M₁ : Type} {M₂ : Type} {R : Type} {S : Type} "
        "(c : M₁ →L[R] S) (f : M₂) : M₁ →L[R] M₂",
        body="{ toFun := fun x => c x • f }",
    ),
    Meaning(
        "ContinuousLinearMap.toSpanSingleton",
        "ContinuousLinearMap.toSpanSingleton (R₁ : Type) {M₁ : Type} (x : M₁) : R₁ →L[R₁] M₁",
        body="{ toFun := fun c => c • x }",
    ),
    Meaning(
        "ContinuousLinearMap.proj",
        "ContinuousLinearMap.proj {R : Type} [Semiring R] {ι : Type} {φ : ι → Type} "
        "[TopologicalSpace R] [AddCommMonoid R] [Module R R] (i : ι) : ((i : ι) → φ i) →L[R] φ i",
        body="{ toFun := fun x => x i }",
    ),
    Meaning(
        "ContinuousLinearMap.pi",
        "ContinuousLinearMap.pi {R : Type} [Semiring R] {M : Type} [TopologicalSpace M] "
        "[AddCommMonoid M] [Module R M] {ι : Type} {φ : ι → Type} "
        "(f : (i : ι) → M →L[R] φ i) : M →L[R] ((i : ι) → φ i)",
        body="{ toFun := fun x i => f i x }",
    ),
    Meaning(
        "LinearMap.toContinuousLinearMap",
        f"LinearMap.toContinuousLinearMap {_SPACES} (f : E →ₗ[𝕜] F) : E →L[𝕜] F",
        body="{ toFun := fun x => f x }",
    ),
    Meaning(
        "ContinuousLinearEquiv.toContinuousLinearMap",
        f"ContinuousLinearEquiv.toContinuousLinearMap {_SPACES} (e : E ≃L[𝕜] F) : E →L[𝕜] F",
        body="{ toFun := fun x => e x }",
    ),
    Meaning(
        "ContinuousLinearEquiv.symm",
        f"ContinuousLinearEquiv.symm {_SPACES} (e : E ≃L[𝕜] F) : F ≃L[𝕜] E",
        body="{ toFun := e.invFun, invFun := e.toFun }",
    ),
    Meaning(
        "LinearEquiv.symm",
        f"LinearEquiv.symm {_SPACES} (e : LinearEquiv 𝕜 E F) : LinearEquiv 𝕜 F E",
        body="{ toFun := e.invFun, invFun := e.toFun }",
    ),
    Meaning(
        "ContinuousLinearMap.adjoint",
        f"ContinuousLinearMap.adjoint {_SPACES} [RCLike 𝕜] [NormedAddCommGroup E] "
        "[NormedAddCommGroup F] [InnerProductSpace 𝕜 E] [InnerProductSpace 𝕜 F] [CompleteSpace E] "
        "[CompleteSpace F] (A : E →L[𝕜] F) : F →L[𝕜] E",
        lower=lower.adjoint,
        exact=exact.adjoint,
    ),
)
