import Mathlib

open Real Set

noncomputable section
namespace FunctionLaws
variable (f g : ℝ → ℝ) (x y a b c : ℝ)

-- rules of differentiation, and each without one of its hypotheses
theorem chain (hf : DifferentiableAt ℝ f (g x)) (hg : DifferentiableAt ℝ g x) :
    deriv (fun t => f (g t)) x = deriv f (g x) * deriv g x := by sorry
theorem chain_false (hg : DifferentiableAt ℝ g x) :
    deriv (fun t => f (g t)) x = deriv f (g x) * deriv g x := by sorry
theorem chain_outer_false (hf : DifferentiableAt ℝ f (g x)) :
    deriv (fun t => f (g t)) x = deriv f (g x) * deriv g x := by sorry
theorem chain_continuous_false (hf : Continuous f) (hg : Continuous g) :
    deriv (fun t => f (g t)) x = deriv f (g x) * deriv g x := by sorry
theorem chain_smooth_outer_false (hf : Differentiable ℝ f) :
    deriv (fun t => f (g t)) x = deriv f (g x) * deriv g x := by sorry
theorem product (hf : DifferentiableAt ℝ f x) (hg : DifferentiableAt ℝ g x) :
    deriv (fun t => f t * g t) x = deriv f x * g x + f x * deriv g x := by sorry
theorem product_false (hf : DifferentiableAt ℝ f x) :
    deriv (fun t => f t * g t) x = deriv f x * g x + f x * deriv g x := by sorry
theorem product_continuous_false (hf : Continuous f) (hg : Differentiable ℝ g) :
    deriv (fun t => f t * g t) x = deriv f x * g x + f x * deriv g x := by sorry
theorem quotient (hf : DifferentiableAt ℝ f x) (hg : DifferentiableAt ℝ g x) (h : g x ≠ 0) :
    deriv (fun t => f t / g t) x = (deriv f x * g x - f x * deriv g x) / g x ^ 2 := by sorry
theorem quotient_false (hf : DifferentiableAt ℝ f x) (hg : DifferentiableAt ℝ g x) (h : g x ≠ 0) :
    deriv (fun t => f t / g t) x = (f x * deriv g x - deriv f x * g x) / g x ^ 2 := by sorry
theorem quotient_rough_false (hf : DifferentiableAt ℝ f x) (h : g x ≠ 0) :
    deriv (fun t => f t / g t) x = (deriv f x * g x - f x * deriv g x) / g x ^ 2 := by sorry
theorem difference (hf : DifferentiableAt ℝ f x) (hg : DifferentiableAt ℝ g x) :
    deriv (fun t => f t - g t) x = deriv f x - deriv g x := by sorry
theorem difference_false : deriv (fun t => f t - g t) x = deriv f x - deriv g x := by sorry
theorem multiple : deriv (fun t => c * f t) x = c * deriv f x := by sorry
theorem translate : deriv (fun t => f (t + a)) x = deriv f (x + a) := by sorry
theorem translate_false : deriv (fun t => f (t + a)) x = deriv f x := by sorry
theorem absolute_false (hf : Differentiable ℝ f) : DifferentiableAt ℝ (fun t => |f t|) x := by sorry
theorem absolute_off_zero (hf : Differentiable ℝ f) (h : f x ≠ 0) :
    DifferentiableAt ℝ (fun t => |f t|) x := by sorry
theorem maximum_false (hf : Differentiable ℝ f) (hg : Differentiable ℝ g) :
    DifferentiableAt ℝ (fun t => max (f t) (g t)) x := by sorry
theorem maximum (hf : Differentiable ℝ f) (hg : Differentiable ℝ g) (h : f x < g x) :
    DifferentiableAt ℝ (fun t => max (f t) (g t)) x := by sorry
theorem square (hf : DifferentiableAt ℝ f x) : deriv (fun t => f t ^ 2) x = 2 * f x * deriv f x := by sorry
theorem square_false : deriv (fun t => f t ^ 2) x = 2 * f x * deriv f x := by sorry

-- continuity
theorem differentiable_continuous (hf : Differentiable ℝ f) : Continuous f := by sorry
theorem continuous_differentiable_false (hf : Continuous f) : Differentiable ℝ f := by sorry
theorem continuous_at_false : ContinuousAt f x := by sorry
theorem monotone_continuous_false (hf : Monotone f) : Continuous f := by sorry
theorem monotone_differentiable_false (hf : Monotone f) (h : Continuous f) : DifferentiableAt ℝ f x := by sorry
theorem lipschitz_continuous (K : NNReal) (hf : LipschitzWith K f) : Continuous f := by sorry
theorem lipschitz_differentiable_false (K : NNReal) (hf : LipschitzWith K f) : DifferentiableAt ℝ f x := by sorry
theorem continuous_lipschitz_false (hf : Continuous f) : |f x - f y| ≤ 100 * |x - y| := by sorry
theorem bounded_continuous_false (h : ∀ t, |f t| ≤ 1) : Continuous f := by sorry

-- order
theorem monotone_slope (hf : Monotone f) : 0 ≤ deriv f x := by sorry
theorem monotone_slope_false (hf : Monotone f) : 0 < deriv f x := by sorry
theorem strict_slope_false (hf : StrictMono f) (h : Differentiable ℝ f) : 0 < deriv f x := by sorry
theorem monotone_compose (hf : Monotone f) (hg : Monotone g) (h : x ≤ y) : f (g x) ≤ f (g y) := by sorry
theorem monotone_compose_false (hf : Monotone f) (h : x ≤ y) : f (g x) ≤ f (g y) := by sorry
theorem monotone_strict_false (hf : Monotone f) (h : x < y) : f x < f y := by sorry
theorem monotone_sum (hf : Monotone f) (hg : Monotone g) (h : x ≤ y) : f x + g x ≤ f y + g y := by sorry
theorem monotone_product_false (hf : Monotone f) (hg : Monotone g) (h : x ≤ y) :
    f x * g x ≤ f y * g y := by sorry
theorem antitone_compose (hf : Antitone f) (hg : Antitone g) (h : x ≤ y) : f (g x) ≤ f (g y) := by sorry
theorem written_monotone (hf : ∀ s t, s ≤ t → f s ≤ f t) : f x ≤ f (max x y) := by sorry
theorem written_monotone_false (hf : ∀ s t, s ≤ t → f s ≤ f t) : f (max x y) ≤ f x := by sorry

-- convexity
theorem convex_middle (hf : ConvexOn ℝ univ f) : f ((x + y) / 2) ≤ (f x + f y) / 2 := by sorry
theorem convex_middle_false (hf : ConvexOn ℝ univ f) : f ((x + y) / 2) < (f x + f y) / 2 := by sorry
theorem strict_middle (hf : StrictConvexOn ℝ univ f) (h : x ≠ y) : f ((x + y) / 2) < (f x + f y) / 2 := by sorry
theorem middle_false : f ((x + y) / 2) ≤ (f x + f y) / 2 := by sorry
theorem convex_differentiable_false (hf : ConvexOn ℝ univ f) : DifferentiableAt ℝ f x := by sorry
theorem tangent (hf : ConvexOn ℝ univ f) (h : DifferentiableAt ℝ f x) : f x + deriv f x * (y - x) ≤ f y := by sorry
theorem tangent_differentiable_false (h : Differentiable ℝ f) : f x + deriv f x * (y - x) ≤ f y := by sorry
theorem tangent_kink_false (hf : ConvexOn ℝ univ f) : f x + deriv f x * (y - x) ≤ f y := by sorry
theorem convex_monotone_false (hf : ConvexOn ℝ univ f) (h : x ≤ y) : f x ≤ f y := by sorry
theorem concave_middle (hf : ConcaveOn ℝ univ f) : (f x + f y) / 2 ≤ f ((x + y) / 2) := by sorry
theorem jensen (hf : ConvexOn ℝ univ f) (ha : 0 ≤ a) (h : a ≤ 1) :
    f (a * x + (1 - a) * y) ≤ a * f x + (1 - a) * f y := by sorry
theorem jensen_false (hf : ConvexOn ℝ univ f) (ha : 0 ≤ a) :
    f (a * x + (1 - a) * y) ≤ a * f x + (1 - a) * f y := by sorry
theorem stationary (hf : ConvexOn ℝ univ f) (hd : Differentiable ℝ f) (h : deriv f x = 0) : f x ≤ f y := by sorry
theorem stationary_false (hd : Differentiable ℝ f) (h : deriv f x = 0) : f x ≤ f y := by sorry
theorem stationary_kink_false (hf : ConvexOn ℝ univ f) (h : deriv f x = 0) : f x ≤ f y := by sorry

-- Lipschitz constants
theorem lipschitz_bound (K : NNReal) (hf : LipschitzWith K f) : |f x - f y| ≤ K * |x - y| := by sorry
theorem lipschitz_bound_false (K : NNReal) (hf : LipschitzWith K f) : |f x - f y| ≤ K * |x - y| / 2 := by sorry
theorem lipschitz_compose (K L : NNReal) (hf : LipschitzWith K f) (hg : LipschitzWith L g) :
    |f (g x) - f (g y)| ≤ K * L * |x - y| := by sorry
theorem lipschitz_compose_false (K L : NNReal) (hf : LipschitzWith K f) (hg : LipschitzWith L g) :
    |f (g x) - f (g y)| ≤ (K + L) * |x - y| := by sorry
theorem lipschitz_slope (K : NNReal) (hf : LipschitzWith K f) : |deriv f x| ≤ K := by sorry
theorem lipschitz_slope_false (K : NNReal) (hf : LipschitzWith K f) : |deriv f x| < K := by sorry
theorem written_lipschitz (L : ℝ) (hf : ∀ s t, |f s - f t| ≤ L * |s - t|) : |f x - f 0| ≤ L * |x| := by sorry
theorem written_lipschitz_false (L : ℝ) (hf : ∀ s t, |f s - f t| ≤ L * |s - t|) : |f x| ≤ L * |x| := by sorry
theorem contraction_false (h : ∀ s t, |f s - f t| ≤ |s - t|) : |f x| ≤ |x| := by sorry

-- symmetries and bounds
theorem even_slope (h : ∀ t, f (-t) = f t) : deriv f (-x) = -deriv f x := by sorry
theorem even_slope_false (h : ∀ t, f (-t) = f t) : deriv f (-x) = deriv f x := by sorry
theorem even_at_zero (h : ∀ t, f (-t) = f t) : deriv f 0 = 0 := by sorry
theorem odd_at_zero (h : ∀ t, f (-t) = -f t) : f 0 = 0 := by sorry
theorem odd_slope_false (h : ∀ t, f (-t) = -f t) : deriv f 0 = 0 := by sorry
theorem odd_product (hf : Function.Odd f) (hg : Function.Odd g) : f (-x) * g (-x) = f x * g x := by sorry
theorem odd_compose_false (hf : Function.Odd f) (hg : Function.Even g) : f (g (-x)) = -f (g x) := by sorry
theorem even_compose (hf : Function.Odd f) (hg : Function.Even g) : f (g (-x)) = f (g x) := by sorry
theorem additive_zero (h : ∀ s t, f (s + t) = f s + f t) : f 0 = 0 := by sorry
theorem additive_double (h : ∀ s t, f (s + t) = f s + f t) : f (2 * x) = 2 * f x := by sorry
theorem additive_false (h : ∀ s t, f (s + t) = f s + f t) : f x = x := by sorry
theorem bounded_square (h : ∀ t, |f t| ≤ c) : f x ^ 2 ≤ c ^ 2 := by sorry
theorem bounded_square_false (h : ∀ t, |f t| ≤ c) : f x ^ 2 ≤ c := by sorry
theorem nonneg_sum (hf : ∀ t, 0 ≤ f t) (hg : ∀ t, 0 ≤ g t) : 0 ≤ f x + g x := by sorry
theorem nonneg_difference_false (hf : ∀ t, 0 ≤ f t) (hg : ∀ t, 0 ≤ g t) : 0 ≤ f x - g x := by sorry
theorem injective (h : Function.Injective f) (he : f x = f y) : x = y := by sorry
theorem injective_false (he : f x = f y) : x = y := by sorry
theorem strict_injective_false (h : Monotone f) (he : f x = f y) : x = y := by sorry

-- vectors
theorem lines_false {n : ℕ} (F : EuclideanSpace ℝ (Fin n) → ℝ) (u v : EuclideanSpace ℝ (Fin n)) :
    F (u + v) = F u + F v := by sorry
theorem vector_continuous_false {n : ℕ} (F : EuclideanSpace ℝ (Fin n) → ℝ) : Continuous F := by sorry
theorem vector_differentiable_false {n : ℕ} (F : EuclideanSpace ℝ (Fin n) → ℝ) (hF : Continuous F) :
    Differentiable ℝ F := by sorry
theorem vector_sum {n : ℕ} (F G : EuclideanSpace ℝ (Fin n) → ℝ) (u v : EuclideanSpace ℝ (Fin n))
    (hF : DifferentiableAt ℝ F u) (hG : DifferentiableAt ℝ G u) :
    fderiv ℝ (fun t => F t + G t) u v = fderiv ℝ F u v + fderiv ℝ G u v := by sorry
theorem vector_sum_false {n : ℕ} (F G : EuclideanSpace ℝ (Fin n) → ℝ) (u : EuclideanSpace ℝ (Fin n))
    (hF : DifferentiableAt ℝ F u) :
    fderiv ℝ (fun t => F t + G t) u = fderiv ℝ F u + fderiv ℝ G u := by sorry
theorem vector_convex {n : ℕ} (F : EuclideanSpace ℝ (Fin n) → ℝ) (hF : ConvexOn ℝ univ F)
    (u v : EuclideanSpace ℝ (Fin n)) : F ((1 / 2 : ℝ) • u + (1 / 2 : ℝ) • v) ≤ (F u + F v) / 2 := by sorry
theorem vector_convex_false {n : ℕ} (F : EuclideanSpace ℝ (Fin n) → ℝ)
    (u v : EuclideanSpace ℝ (Fin n)) : F ((1 / 2 : ℝ) • u + (1 / 2 : ℝ) • v) ≤ (F u + F v) / 2 := by sorry
theorem vector_lipschitz {n : ℕ} (K : NNReal) (F : EuclideanSpace ℝ (Fin n) → ℝ) (hF : LipschitzWith K F)
    (u v : EuclideanSpace ℝ (Fin n)) : |F u - F v| ≤ K * ‖u - v‖ := by sorry
theorem vector_lipschitz_false {n : ℕ} (K : NNReal) (F : EuclideanSpace ℝ (Fin n) → ℝ) (hF : LipschitzWith K F)
    (u v : EuclideanSpace ℝ (Fin n)) : |F u - F v| ≤ ‖u - v‖ := by sorry

end FunctionLaws
