import Mathlib
open Real

/-! Derivatives where pieces of functions meet, wherever that is. -/

noncomputable section
namespace Kinks

theorem shifted_false (c : ℝ) (x : ℝ) : DifferentiableAt ℝ (fun t : ℝ => |t - c|) x := by sorry
theorem shifted (c x : ℝ) (h : x ≠ c) :
    HasDerivAt (fun t : ℝ => |t - c|) (if c < x then 1 else -1) x := by sorry
theorem at_kink (c : ℝ) : deriv (fun t : ℝ => |t - c|) c = 0 := by sorry
theorem at_kink_false (c : ℝ) : deriv (fun t : ℝ => |t - c|) c = 1 := by sorry
theorem cube_kink_false (x : ℝ) : DifferentiableAt ℝ (fun t : ℝ => |t ^ 3 - 5|) x := by sorry
theorem smoothed (x : ℝ) : HasDerivAt (fun t : ℝ => t * |t|) (2 * |x|) x := by sorry
theorem smoothed_false (x : ℝ) : HasDerivAt (fun t : ℝ => t * |t|) (2 * x) x := by sorry
theorem cancel (x : ℝ) : DifferentiableAt ℝ (fun t : ℝ => max t 0 + min t 0) x := by sorry
theorem cancel_false (x : ℝ) : DifferentiableAt ℝ (fun t : ℝ => max t 0 - min t 0) x := by sorry
theorem relu_of_product_false (a b : ℝ) :
    DifferentiableAt ℝ (fun t : ℝ => max (t * b) 0) a := by sorry
theorem relu_of_product (a b : ℝ) (h : a * b ≠ 0) :
    HasDerivAt (fun t : ℝ => max (t * b) 0) (if 0 < a * b then b else 0) a := by sorry
theorem squared_relu (x : ℝ) : HasDerivAt (fun t : ℝ => max t 0 ^ 2) (2 * max x 0) x := by sorry
theorem step_false (x : ℝ) : HasDerivAt (fun t : ℝ => if 4 < t then (1 : ℝ) else 0) 0 x := by sorry
theorem step (x : ℝ) : deriv (fun t : ℝ => if 4 < t then (1 : ℝ) else 0) x = 0 := by sorry
theorem pieces (x : ℝ) :
    HasDerivAt (fun t : ℝ => if t ≤ 1 then t ^ 2 else 2 * t - 1) (if x ≤ 1 then 2 * x else 2) x := by
  sorry
theorem pieces_false (x : ℝ) :
    HasDerivAt (fun t : ℝ => if t ≤ 1 then t ^ 2 else 2 * t) (if x ≤ 1 then 2 * x else 2) x := by sorry
theorem larger_false {n : ℕ} (v w : EuclideanSpace ℝ (Fin n)) (i : Fin n) :
    DifferentiableAt ℝ (fun v : EuclideanSpace ℝ (Fin n) => max (v i) (w i)) v := by sorry
theorem larger {n : ℕ} (v w : EuclideanSpace ℝ (Fin n)) (i : Fin n) (h : v i ≠ w i) :
    DifferentiableAt ℝ (fun v : EuclideanSpace ℝ (Fin n) => max (v i) (w i)) v := by sorry
theorem size_squared (n : ℕ) (v w : EuclideanSpace ℝ (Fin n)) :
    fderiv ℝ (fun v : EuclideanSpace ℝ (Fin n) => |‖v - w‖| ^ 2) v = 2 • innerSL ℝ (v - w) := by
  sorry
theorem size_squared_false (n : ℕ) (v w : EuclideanSpace ℝ (Fin n)) :
    fderiv ℝ (fun v : EuclideanSpace ℝ (Fin n) => |‖v - w‖| ^ 2) v = innerSL ℝ (v - w) := by sorry
theorem size_of_square (a x : ℝ) :
    HasDerivAt (fun t : ℝ => |(t ^ 2 + (t - a) * (t - a)) / 4|) (x - a / 2) x := by sorry
theorem size_of_product_false (a x : ℝ) :
    HasDerivAt (fun t : ℝ => |t * (t - a)|) (2 * x - a) x := by sorry
theorem root_slope (x : ℝ) (h : x ≠ 0) : HasDerivAt Real.sqrt (1 / (2 * √x)) x := by sorry
theorem root_slope_false (x : ℝ) : HasDerivAt Real.sqrt (1 / (2 * √x)) x := by sorry
theorem log_size (x : ℝ) (h : x ≠ 0) : HasDerivAt (fun t => log |t|) x⁻¹ x := by sorry
theorem quotient (a x : ℝ) (h : x + a ≠ 0) :
    HasDerivAt (fun t : ℝ => t / (t + a)) (a / (x + a) ^ 2) x := by sorry
theorem quotient_false (a x : ℝ) : HasDerivAt (fun t : ℝ => t / (t + a)) (a / (x + a) ^ 2) x := by
  sorry

end Kinks
