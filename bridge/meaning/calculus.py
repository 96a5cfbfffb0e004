"""Derivatives. Total as in Mathlib: `fderiv`, `deriv` and `∇` are 0 where there is none."""

from __future__ import annotations

from bridge.exact import calculus as exact
from bridge.exact import continuity
from bridge.lower import calculus as lower
from bridge.meaning.table import Meaning

_FIELD = "[NontriviallyNormedField 𝕜]"
_E = "{E : Type} [NormedAddCommGroup E] [NormedSpace 𝕜 E]"
_F = "{F : Type} [NormedAddCommGroup F] [NormedSpace 𝕜 F]"

CALCULUS = (
    Meaning(
        "fderiv",
        f"fderiv (𝕜 : Type) {_FIELD} {_E} {_F} (f : E → F) (x : E) : E →L[𝕜] F",
        domain="DifferentiableAt 𝕜 f x",
        lower=lower.derivative,
        exact=exact.fderiv,
        examples=(
            "fderiv ℝ (fun x : ℝ => x ^ 2) 3 1 = 6",
            "fderiv ℝ (fun x : ℝ => |x|) 0 = 0",
        ),
    ),
    Meaning(
        "HasFDerivAt",
        f"HasFDerivAt {{𝕜 : Type}} {_FIELD} {_E} {_F} (f : E → F) (f' : E →L[𝕜] F) (x : E) : Prop",
        lower=lower.has_derivative,
        exact=exact.has_fderiv,
        examples=(
            "HasFDerivAt (fun x : ℝ => x ^ 2) ((6 : ℝ) • (1 : ℝ →L[ℝ] ℝ)) 3",
            "¬ HasFDerivAt (fun x : ℝ => |x|) (0 : ℝ →L[ℝ] ℝ) 0",
        ),
    ),
    Meaning(
        "DifferentiableAt",
        f"DifferentiableAt (𝕜 : Type) {_FIELD} {_E} {_F} (f : E → F) (x : E) : Prop",
        lower=lower.differentiable_at,
        exact=exact.differentiable,
        examples=(
            "DifferentiableAt ℝ (fun x : ℝ => x ^ 2) 3",
            "¬ DifferentiableAt ℝ (fun x : ℝ => max x 0) 0",
            "¬ DifferentiableAt ℝ (fun x : ℝ => if 0 < x then (1 : ℝ) else 0) 0",
        ),
    ),
    Meaning(
        "Differentiable",
        f"Differentiable (𝕜 : Type) {_FIELD} {_E} {_F} (f : E → F) : Prop",
        body="∀ x, DifferentiableAt 𝕜 f x",
        lower=lower.differentiable,
        examples=("¬ Differentiable ℝ (fun x : ℝ => |x|)",),
    ),
    Meaning(
        "deriv",
        f"deriv {{𝕜 : Type}} {_FIELD} {_F} (f : 𝕜 → F) (x : 𝕜) : F",
        domain="DifferentiableAt 𝕜 f x",
        lower=lower.real_derivative,
        exact=exact.deriv,
        examples=(
            "deriv (fun x : ℝ => x ^ 3) 2 = 12",
            "deriv (fun x : ℝ => |x|) 0 = 0",
            "deriv (deriv (fun x : ℝ => x ^ 3)) 2 = 12",
        ),
    ),
    Meaning(
        "lineDeriv",
        f"lineDeriv (𝕜 : Type) {_FIELD} {_F} {{E : Type}} [AddCommGroup E] [Module 𝕜 E] "
        "(f : E → F) (x : E) (v : E) : F",
        body="deriv (fun t : 𝕜 => f (x + t • v)) 0",
        examples=("lineDeriv ℝ (fun x : ℝ => x ^ 2) 3 2 = 12",),
    ),
    Meaning(
        "HasDerivAt",
        f"HasDerivAt {{𝕜 : Type}} {_FIELD} {_F} (f : 𝕜 → F) (f' : F) (x : 𝕜) : Prop",
        lower=lower.has_real_derivative,
        exact=exact.has_deriv,
        examples=(
            "HasDerivAt (fun x : ℝ => x ^ 2) 6 3",
            "HasDerivAt Real.exp 1 0",
            "¬ HasDerivAt (fun x : ℝ => |x|) 0 0",
        ),
    ),
    Meaning(
        "iteratedDeriv",
        f"iteratedDeriv {{𝕜 : Type}} {_FIELD} {_F} (n : Nat) (f : 𝕜 → F) (x : 𝕜) : F",
        body="match n with | 0 => f x | k + 1 => deriv (iteratedDeriv k f) x",
        examples=(
            "iteratedDeriv 2 (fun x : ℝ => x ^ 3) 2 = 12",
            "iteratedDeriv 0 (fun x : ℝ => x ^ 3) 2 = 8",
        ),
    ),
    # A function that the evaluator knows to be differentiable at a point is piecewise analytic
    # there, with pieces that agree to first order: so it is strictly differentiable as well.
    Meaning(
        "HasStrictDerivAt",
        f"HasStrictDerivAt {{𝕜 : Type}} {_FIELD} {_F} (f : 𝕜 → F) (f' : F) (x : 𝕜) : Prop",
        body="HasDerivAt f f' x",
        examples=(
            "HasStrictDerivAt (fun x : ℝ => x ^ 2) 6 3",
            "¬ HasStrictDerivAt (fun x : ℝ => |x|) 0 0",
        ),
    ),
    Meaning(
        "HasStrictFDerivAt",
        f"HasStrictFDerivAt {{𝕜 : Type}} {_FIELD} {_E} {_F} (f : E → F) (f' : E →L[𝕜] F) (x : E) "
        ": Prop",
        body="HasFDerivAt f f' x",
        examples=(
            "HasStrictFDerivAt (fun x : ℝ => x ^ 2) ((6 : ℝ) • (1 : ℝ →L[ℝ] ℝ)) 3",
            "¬ HasStrictFDerivAt (fun x : ℝ => |x|) (0 : ℝ →L[ℝ] ℝ) 0",
        ),
    ),
    Meaning(
        "HasDerivWithinAt",
        f"HasDerivWithinAt {{𝕜 : Type}} {_FIELD} {_F} (f : 𝕜 → F) (f' : F) (s : Set 𝕜) (x : 𝕜) "
        ": Prop",
        exact=exact.has_deriv_within,
        examples=(
            "HasDerivWithinAt (fun x : ℝ => x ^ 2) 6 Set.univ 3",
            "HasDerivWithinAt (fun x : ℝ => |x|) 1 (Set.Ici 0) 0",
            "¬ HasDerivWithinAt (fun x : ℝ => |x|) 1 (Set.Iic 0) 0",
            "¬ HasDerivWithinAt (fun x : ℝ => |x|) 1 Set.univ 0",
        ),
    ),
    Meaning(
        "derivWithin",
        f"derivWithin {{𝕜 : Type}} {_FIELD} {_F} (f : 𝕜 → F) (s : Set 𝕜) (x : 𝕜) : F",
        exact=exact.deriv_within,
        examples=(
            "derivWithin (fun x : ℝ => x ^ 2) (Set.Icc 0 1) 1 = 2",
            "derivWithin (fun x : ℝ => |x|) (Set.Iic 0) 0 = -1",
        ),
    ),
    Meaning(
        "DifferentiableWithinAt",
        f"DifferentiableWithinAt (𝕜 : Type) {_FIELD} {_E} {_F} (f : E → F) (s : Set E) (x : E) "
        ": Prop",
        exact=exact.differentiable_within,
        examples=(
            "DifferentiableWithinAt ℝ (fun x : ℝ => |x|) (Set.Ici 0) 0",
            "¬ DifferentiableWithinAt ℝ (fun x : ℝ => |x|) Set.univ 0",
        ),
    ),
    Meaning(
        "DifferentiableOn",
        f"DifferentiableOn (𝕜 : Type) {_FIELD} {_E} {_F} (f : E → F) (s : Set E) : Prop",
        body="∀ x, x ∈ s → DifferentiableWithinAt 𝕜 f s x",
        examples=("¬ DifferentiableOn ℝ (fun x : ℝ => |x|) Set.univ",),
    ),
    Meaning(
        "ContinuousAt",
        "ContinuousAt {X : Type} {Y : Type} [TopologicalSpace X] [TopologicalSpace Y] (f : X → Y) "
        "(x : X) : Prop",
        exact=exact.continuous_at,
        examples=(
            "ContinuousAt (fun x : ℝ => x ^ 2) 3",
            "ContinuousAt (fun x : ℝ => |x|) 0",
            "¬ ContinuousAt (fun x : ℝ => if 0 < x then (1 : ℝ) else 0) 0",
        ),
    ),
    Meaning(
        "ContinuousWithinAt",
        "ContinuousWithinAt {X : Type} {Y : Type} [TopologicalSpace X] [TopologicalSpace Y] "
        "(f : X → Y) (s : Set X) (x : X) : Prop",
        exact=continuity.continuous_within,
        examples=(
            "ContinuousWithinAt (fun x : ℝ => if 0 < x then (1 : ℝ) else 0) (Set.Iic 0) 0",
            "¬ ContinuousWithinAt (fun x : ℝ => if 0 < x then (1 : ℝ) else 0) (Set.Ici 0) 0",
        ),
    ),
    Meaning(
        "ContinuousOn",
        "ContinuousOn {X : Type} {Y : Type} [TopologicalSpace X] [TopologicalSpace Y] (f : X → Y) "
        "(s : Set X) : Prop",
        body="∀ x, x ∈ s → ContinuousWithinAt f s x",
        examples=("¬ ContinuousOn (fun x : ℝ => if 0 < x then (1 : ℝ) else 0) (Set.Ici 0)",),
    ),
    Meaning(
        "ContDiff",
        f"ContDiff (𝕜 : Type) {_FIELD} {_E} {_F} (n : Nat) (f : E → F) : Prop",
        exact=continuity.smooth,
        examples=("ContDiff ℝ 2 (fun x : ℝ => x) ∨ True",),
    ),
    Meaning(
        "gradient",
        "gradient {𝕜 : Type} {F : Type} [RCLike 𝕜] [NormedAddCommGroup F] [InnerProductSpace 𝕜 F] "
        "[CompleteSpace F] (f : F → 𝕜) (x : F) : F",
        domain="DifferentiableAt 𝕜 f x",
        lower=lower.gradient,
        exact=exact.gradient,
        examples=(
            "∇ (fun x : ℝ => x ^ 2) 3 = 6",
            "gradient (fun x : EuclideanSpace ℝ (Fin 2) => ‖x‖ ^ 2) (WithLp.toLp 2 ![1, 2]) "
            "= WithLp.toLp 2 ![2, 4]",
        ),
    ),
    Meaning(
        "HasGradientAt",
        "HasGradientAt {𝕜 : Type} {F : Type} [RCLike 𝕜] [NormedAddCommGroup F] "
        "[InnerProductSpace 𝕜 F] [CompleteSpace F] (f : F → 𝕜) (f' : F) (x : F) : Prop",
        lower=lower.has_gradient,
        exact=exact.has_gradient,
        examples=("HasGradientAt (fun x : ℝ => x ^ 2) 6 3",),
    ),
)
