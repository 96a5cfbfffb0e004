import Mathlib

open scoped Gradient RealInnerProductSpace Matrix BigOperators InnerProduct
open Real Finset

noncomputable section
variable {m n k : ℕ}

-- derivatives
theorem d1 (x : ℝ) : deriv (fun x => x ^ 2) x = 2 * x := by sorry
theorem d1_false (x : ℝ) : deriv (fun x => x ^ 2) x = 3 * x := by sorry
theorem d2 (x : ℝ) : HasDerivAt (fun x : ℝ => x ^ 3 + x) (3 * x ^ 2 + 1) x := by sorry
theorem d2_false (x : ℝ) : HasDerivAt (fun x : ℝ => x ^ 3 + x) (3 * x ^ 2) x := by sorry
theorem d3 (x : ℝ) : HasDerivAt Real.sin (Real.cos x) x := by sorry
theorem d3_false (x : ℝ) : HasDerivAt Real.sin (-Real.cos x) x := by sorry
theorem d4 (x : ℝ) : deriv Real.exp x = Real.exp x := by sorry
theorem d5 (x : ℝ) (hx : x ≠ 0) : deriv Real.log x = x⁻¹ := by sorry
theorem d5_false (x : ℝ) (hx : x ≠ 0) : deriv Real.log x = x := by sorry
theorem d6 (x : ℝ) (hx : 0 < x) : deriv Real.sqrt x = 1 / (2 * √x) := by sorry
theorem d6_false (x : ℝ) (hx : 0 < x) : deriv Real.sqrt x = 1 / √x := by sorry
theorem d7 (x : ℝ) : deriv (fun x => Real.tanh x) x = 1 - Real.tanh x ^ 2 := by sorry
theorem d7_false (x : ℝ) : deriv (fun x => Real.tanh x) x = 1 - Real.tanh x := by sorry
theorem d8 (x : ℝ) : iteratedDeriv 2 (fun x : ℝ => x ^ 3) x = 6 * x := by sorry
theorem d8_false (x : ℝ) : iteratedDeriv 2 (fun x : ℝ => x ^ 3) x = 3 * x := by sorry
theorem d9 (x : ℝ) : deriv^[2] (fun x : ℝ => x ^ 3) x = 6 * x := by sorry
theorem d9_false (x : ℝ) : deriv^[2] (fun x : ℝ => x ^ 3) x = 3 * x := by sorry
theorem d10 (x : ℝ) : HasStrictDerivAt (fun x : ℝ => x ^ 2) (2 * x) x := by sorry
theorem d10_false (x : ℝ) : HasStrictDerivAt (fun x : ℝ => x ^ 2) x x := by sorry
theorem d11 (x : ℝ) : DifferentiableAt ℝ (fun x : ℝ => |x| ^ 2) x := by sorry
theorem d11_false (x : ℝ) : DifferentiableAt ℝ (fun x : ℝ => |x|) x := by sorry
theorem d12 (x v : ℝ) : fderiv ℝ (fun x : ℝ => x ^ 2) x v = 2 * x * v := by sorry
theorem d12_false (x v : ℝ) : fderiv ℝ (fun x : ℝ => x ^ 2) x v = 2 * x := by sorry
theorem d13 (x v : Fin n → ℝ) : fderiv ℝ (fun x : Fin n → ℝ => ∑ i, x i ^ 2) x v = 2 * (x ⬝ᵥ v) := by sorry
theorem d13_false (x v : Fin n → ℝ) : fderiv ℝ (fun x : Fin n → ℝ => ∑ i, x i ^ 2) x v = x ⬝ᵥ v := by sorry
theorem d14 (f g : ℝ → ℝ) (f' g' x : ℝ) (hf : HasDerivAt f f' x) (hg : HasDerivAt g g' x) : HasDerivAt (fun y => f y * g y) (f' * g x + f x * g') x := by sorry
theorem d14_false (f g : ℝ → ℝ) (f' g' x : ℝ) (hf : HasDerivAt f f' x) (hg : HasDerivAt g g' x) : HasDerivAt (fun y => f y * g y) (f' * g' ) x := by sorry
theorem d15 (f : ℝ → ℝ) (x : ℝ) (hf : DifferentiableAt ℝ f x) : deriv (fun y => 2 * f y) x = 2 * deriv f x := by sorry
theorem d15_false (f : ℝ → ℝ) (x : ℝ) (hf : DifferentiableAt ℝ f x) : deriv (fun y => 2 * f y) x = deriv f x := by sorry
theorem d16 (f g : ℝ → ℝ) (x : ℝ) (hf : Differentiable ℝ f) (hg : Differentiable ℝ g) : deriv (f ∘ g) x = deriv f (g x) * deriv g x := by sorry
theorem d17 (x : ℝ) : HasDerivAt (fun x : ℝ => Real.cos (2 * x)) (-Real.sin (2 * x) * 2) x := by sorry
theorem d18 (f : ℝ → ℝ) (f' x : ℝ) (h : HasDerivAt f f' x) : HasFDerivAt f (ContinuousLinearMap.smulRight (1 : ℝ →L[ℝ] ℝ) f') x := by sorry
theorem d19 (x : ℝ) : HasDerivWithinAt (fun x : ℝ => x ^ 2) (2 * x) Set.univ x := by sorry
theorem d20 (x : ℝ) (h : x ≠ 0) : HasDerivAt (fun y : ℝ => y⁻¹) (-(x ^ 2)⁻¹) x := by sorry
theorem d20_false (x : ℝ) (h : x ≠ 0) : HasDerivAt (fun y : ℝ => y⁻¹) ((x ^ 2)⁻¹) x := by sorry

-- gradients
theorem g1 (x : EuclideanSpace ℝ (Fin n)) : ∇ (fun x : EuclideanSpace ℝ (Fin n) => ‖x‖ ^ 2) x = (2 : ℝ) • x := by sorry
theorem g1_false (x : EuclideanSpace ℝ (Fin n)) : ∇ (fun x : EuclideanSpace ℝ (Fin n) => ‖x‖ ^ 2) x = x := by sorry
theorem g2 (a x : EuclideanSpace ℝ (Fin n)) : HasGradientAt (fun x => ⟪a, x⟫_ℝ) a x := by sorry
theorem g2_false (a x : EuclideanSpace ℝ (Fin n)) : HasGradientAt (fun x => ⟪a, x⟫_ℝ) x x := by sorry
theorem g3 {E : Type*} [NormedAddCommGroup E] [InnerProductSpace ℝ E] [CompleteSpace E] (f : E → ℝ) (x v : E) (h : DifferentiableAt ℝ f x) : fderiv ℝ f x v = ⟪∇ f x, v⟫_ℝ := by sorry
theorem g3_false {E : Type*} [NormedAddCommGroup E] [InnerProductSpace ℝ E] [CompleteSpace E] (f : E → ℝ) (x v : E) (h : DifferentiableAt ℝ f x) : fderiv ℝ f x v = 2 * ⟪∇ f x, v⟫_ℝ := by sorry
theorem g4 (A : Matrix (Fin m) (Fin n) ℝ) (x : EuclideanSpace ℝ (Fin n)) (y : EuclideanSpace ℝ (Fin m)) : ⟪Matrix.toEuclideanLin A x, y⟫_ℝ = ⟪x, Matrix.toEuclideanLin Aᵀ y⟫_ℝ := by sorry
theorem g4_false (A : Matrix (Fin m) (Fin n) ℝ) (x : EuclideanSpace ℝ (Fin n)) (y : EuclideanSpace ℝ (Fin m)) : ⟪Matrix.toEuclideanLin A x, y⟫_ℝ = 2 * ⟪x, Matrix.toEuclideanLin Aᵀ y⟫_ℝ := by sorry
theorem g5 {E F : Type*} [NormedAddCommGroup E] [InnerProductSpace ℝ E] [CompleteSpace E] [NormedAddCommGroup F] [InnerProductSpace ℝ F] [CompleteSpace F] (A : E →L[ℝ] F) (x : E) (y : F) : ⟪A x, y⟫_ℝ = ⟪x, (A†) y⟫_ℝ := by sorry
theorem g6 {E F G : Type*} [NormedAddCommGroup E] [InnerProductSpace ℝ E] [CompleteSpace E] [NormedAddCommGroup F] [InnerProductSpace ℝ F] [CompleteSpace F] [NormedAddCommGroup G] [InnerProductSpace ℝ G] [CompleteSpace G] (A : E →L[ℝ] F) (B : F →L[ℝ] G) : (B ∘L A)† = A† ∘L B† := by sorry
theorem g6_false {E : Type*} [NormedAddCommGroup E] [InnerProductSpace ℝ E] [CompleteSpace E] (A : E →L[ℝ] E) (B : E →L[ℝ] E) : (B ∘L A)† = B† ∘L A† := by sorry
theorem g7 (x : EuclideanSpace ℝ (Fin 2)) : gradient (fun x : EuclideanSpace ℝ (Fin 2) => x 0 * x 1) x = !₂[x 1, x 0] := by sorry
theorem g8 (x y : EuclideanSpace ℝ (Fin n)) : ‖x + y‖ ^ 2 = ‖x‖ ^ 2 + 2 * ⟪x, y⟫_ℝ + ‖y‖ ^ 2 := by sorry
theorem g8_false (x y : EuclideanSpace ℝ (Fin n)) : ‖x + y‖ ^ 2 = ‖x‖ ^ 2 + ⟪x, y⟫_ℝ + ‖y‖ ^ 2 := by sorry
theorem g9 (x y : EuclideanSpace ℝ (Fin n)) : inner ℝ x y ≤ ‖x‖ * ‖y‖ := by sorry
theorem g10 (x : EuclideanSpace ℝ (Fin n)) : ‖x‖ = √(∑ i, x i ^ 2) := by sorry
theorem g10_false (x : EuclideanSpace ℝ (Fin n)) : ‖x‖ = ∑ i, x i ^ 2 := by sorry
theorem g11 (x y : EuclideanSpace ℝ (Fin n)) : dist x y = ‖x - y‖ := by sorry
theorem g12 (x : EuclideanSpace ℝ (Fin n)) : ⟪x, x⟫_ℝ = ‖x‖ ^ 2 := by sorry
end
