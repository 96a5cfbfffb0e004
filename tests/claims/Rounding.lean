import Mathlib

open Real
open scoped BigOperators Gradient

/-! True theorems whose own formulas cancel, saturate or hold numbers that no float is (`true_*`), and
for each a twin that is false (`false_*`). -/

noncomputable section

namespace Rounding

abbrev Vec (n : ℕ) := EuclideanSpace ℝ (Fin n)

-- closed numbers

def halfRoot : ℝ := √3 / 2

theorem true_half_root : 0 < halfRoot := by sorry

theorem false_half_root : halfRoot < 0 := by sorry

theorem true_root_square : √5 * √5 = 5 := by sorry

theorem false_root_square : √5 * √5 = 4 := by sorry

theorem true_log_power : log 27 / log 3 = 3 := by sorry

theorem false_log_power : log 27 / log 3 = 4 := by sorry

theorem true_golden : ((1 + √5) / 2) ^ 2 = (1 + √5) / 2 + 1 := by sorry

theorem false_golden : ((1 + √5) / 2) ^ 2 = (1 + √5) / 2 + 2 := by sorry

theorem true_decimals : (0.1 : ℝ) + 0.2 = 0.3 := by sorry

theorem false_decimals : (0.1 : ℝ) + 0.2 = 0.4 := by sorry

theorem true_thirds (n : ℕ) : (1 / 3 : ℝ) * n + (2 / 3) * n = n := by sorry

theorem false_thirds (n : ℕ) : (1 / 3 : ℝ) * n + (1 / 3) * n = n := by sorry

theorem true_exp_log : exp (log 7) = 7 := by sorry

theorem false_exp_log : exp (log 7) = 8 := by sorry

theorem true_quarter_turn : sin (π / 2) = 1 ∧ cos (π / 2) = 0 := by sorry

theorem false_quarter_turn : sin (π / 2) = 1 ∧ cos (π / 2) = 1 := by sorry

theorem true_turns (n : ℕ) : cos (2 * π * n) = 1 := by sorry

theorem false_turns (n : ℕ) : cos (2 * π * n) = -1 := by sorry

theorem true_over_zero (x : ℝ) : (x + √2) / 0 = 0 := by sorry

theorem false_over_zero (x : ℝ) : (x + √2) / 0 = 1 := by sorry

-- numbers among variables

theorem true_sixth_root (x : ℝ) (h : 0 ≤ x) : √(2 * x) = √2 * √x := by sorry

theorem false_sixth_root (x : ℝ) (h : 0 ≤ x) : √(2 * x) = 2 * √x := by sorry

theorem true_decimal_slope (x : ℝ) : HasDerivAt (fun t : ℝ => 0.1 * t + 0.2 * t) 0.3 x := by sorry

theorem false_decimal_slope (x : ℝ) : HasDerivAt (fun t : ℝ => 0.1 * t + 0.2 * t) 0.4 x := by sorry

theorem true_leaky (x : ℝ) : 0.01 * x ≤ max x (0.01 * x) := by sorry

theorem false_leaky (x : ℝ) : 2 * x ≤ max x (0.01 * x) := by sorry

def clamp (x : ℝ) : ℝ := min (max x (-1 / 3)) (1 / 3)

theorem true_clamp (x : ℝ) : |clamp x| ≤ 1 / 3 := by sorry

theorem false_clamp (x : ℝ) : |clamp x| ≤ 3 / 10 := by sorry

theorem true_two_bases (x : ℝ) (h : 0 < x) : log x / log 2 = log 10 / log 2 * (log x / log 10) := by
  sorry

theorem false_two_bases (x : ℝ) (h : 0 < x) : log x / log 2 = log 2 / log 10 * (log x / log 10) := by
  sorry

-- saturation

def sigmoid (x : ℝ) : ℝ := 1 / (1 + exp (-x))

theorem true_sigmoid_mirrored (x : ℝ) : sigmoid x + sigmoid (-x) = 1 := by sorry

theorem false_sigmoid_mirrored (x : ℝ) : sigmoid x + sigmoid (-x) = 2 := by sorry

theorem true_sigmoid_below_one (x : ℝ) : sigmoid x < 1 := by sorry

theorem false_sigmoid_below_one (x : ℝ) : sigmoid x < 1 / 2 := by sorry

theorem true_sigmoid_pair (x : ℝ) : deriv (fun t => sigmoid t + sigmoid (-t)) x = 0 := by sorry

theorem false_sigmoid_pair (x : ℝ) : deriv (fun t => sigmoid t - sigmoid (-t)) x = 0 := by sorry

theorem true_log_sigmoid (x : ℝ) :
    HasDerivAt (fun t => log (sigmoid t)) (1 - sigmoid x) x := by sorry

theorem false_log_sigmoid (x : ℝ) :
    HasDerivAt (fun t => log (sigmoid t)) (sigmoid x) x := by sorry

theorem true_logit (x : ℝ) :
    HasDerivAt (fun t => log (sigmoid t / (1 - sigmoid t))) 1 x := by sorry

theorem false_logit (x : ℝ) :
    HasDerivAt (fun t => log (sigmoid t / (1 - sigmoid t))) 2 x := by sorry

theorem true_tanh_one_minus (x : ℝ) : HasDerivAt tanh (1 - tanh x ^ 2) x := by sorry

theorem false_tanh_one_minus (x : ℝ) : HasDerivAt tanh (1 + tanh x ^ 2) x := by sorry

theorem true_tanh_by_sigmoid (x : ℝ) : deriv (fun t => tanh t - (2 * sigmoid (2 * t) - 1)) x = 0 := by
  sorry

theorem false_tanh_by_sigmoid (x : ℝ) : deriv (fun t => tanh t - (2 * sigmoid t - 1)) x = 0 := by
  sorry

def gelu (x : ℝ) : ℝ := x / 2 * (1 + tanh (√(2 / π) * (x + 0.044715 * x ^ 3)))

theorem true_gelu_odd_part (x : ℝ) : deriv (fun t => gelu t - gelu (-t)) x = 1 := by sorry

theorem false_gelu_odd_part (x : ℝ) : deriv (fun t => gelu t + gelu (-t)) x = 1 := by sorry

-- cancellation

theorem true_cube (x : ℝ) :
    HasDerivAt (fun t : ℝ => (t - 1) ^ 3 - t ^ 3 + 3 * t ^ 2 - 3 * t) 0 x := by sorry

theorem false_cube (x : ℝ) :
    HasDerivAt (fun t : ℝ => (t - 1) ^ 3 - t ^ 3 + 3 * t ^ 2 - 2 * t) 0 x := by sorry

theorem true_quotient_of_itself (x : ℝ) (h : x ≠ 0) : HasDerivAt (fun t => t / t) 0 x := by sorry

theorem false_quotient_of_itself (x : ℝ) (h : x ≠ 0) : HasDerivAt (fun t => t / t) 1 x := by sorry

theorem true_root_of_square (x : ℝ) (h : 0 < x) : HasDerivAt (fun t => √(t ^ 2)) 1 x := by sorry

theorem false_root_of_square (x : ℝ) (h : x < 0) : HasDerivAt (fun t => √(t ^ 2)) 1 x := by sorry

theorem true_exp_of_log (x : ℝ) (h : 0 < x) : HasDerivAt (fun t => exp (log t)) 1 x := by sorry

theorem false_exp_of_log (x : ℝ) (h : 0 < x) : HasDerivAt (fun t => exp (log t)) x x := by sorry

theorem true_hyperbola (x : ℝ) : HasDerivAt (fun t => cosh t ^ 2 - sinh t ^ 2) 0 x := by sorry

theorem false_hyperbola (x : ℝ) : HasDerivAt (fun t => cosh t ^ 2 + sinh t ^ 2) 0 x := by sorry

theorem true_taylor (x : ℝ) :
    deriv (fun t => exp t - 1 - t - t ^ 2 / 2) x = exp x - 1 - x := by sorry

theorem false_taylor (x : ℝ) :
    deriv (fun t => exp t - 1 - t - t ^ 2 / 2) x = exp x - 1 := by sorry

theorem true_turned (a b x : ℝ) :
    deriv (fun t => (a * cos t + b * sin t) ^ 2 + (a * sin t - b * cos t) ^ 2) x = 0 := by sorry

theorem false_turned (a b x : ℝ) :
    deriv (fun t => (a * cos t + b * sin t) ^ 2 + (a * sin t + b * cos t) ^ 2) x = 0 := by sorry

theorem true_double_angle (x : ℝ) : sin (2 * x) = 2 * sin x * cos x := by sorry

theorem false_double_angle (x : ℝ) : sin (2 * x) = 2 * sin x := by sorry

theorem true_second (x : ℝ) :
    deriv (fun s => deriv (fun t => log (exp t + exp t)) s) x = 0 := by sorry

theorem false_second (x : ℝ) :
    deriv (fun s => deriv (fun t => log (exp t + exp (-t))) s) x = 0 := by sorry

-- vectors

def mean {n : ℕ} (x : Vec n) : ℝ := (∑ i, x i) / n

theorem true_variance (x : Vec 3) :
    (∑ i, (x i - mean x) ^ 2) / 3 = (∑ i, x i ^ 2) / 3 - mean x ^ 2 := by sorry

theorem false_variance (x : Vec 3) :
    (∑ i, (x i - mean x) ^ 2) / 3 = (∑ i, x i ^ 2) / 3 + mean x ^ 2 := by sorry

theorem true_variance_gradient (x v : Vec 3) :
    fderiv ℝ (fun x : Vec 3 => (∑ i, x i ^ 2) / 3 - mean x ^ 2) x v
      = 2 / 3 * ∑ i, (x i - mean x) * v i := by sorry

theorem false_variance_gradient (x v : Vec 3) :
    fderiv ℝ (fun x : Vec 3 => (∑ i, x i ^ 2) / 3 - mean x ^ 2) x v
      = 2 / 3 * ∑ i, (x i + mean x) * v i := by sorry

theorem true_centred {n : ℕ} (x v : Vec (n + 1)) :
    fderiv ℝ (fun x : Vec (n + 1) => ∑ i, (x i - mean x)) x v = 0 := by sorry

theorem false_centred {n : ℕ} (x v : Vec (n + 1)) :
    fderiv ℝ (fun x : Vec (n + 1) => ∑ i, (x i - mean x / 2)) x v = 0 := by sorry

def softmax {n : ℕ} (x : Fin n → ℝ) (i : Fin n) : ℝ := exp (x i) / ∑ j, exp (x j)

theorem true_softmax_total {n : ℕ} (x : Fin (n + 1) → ℝ) : ∑ i, softmax x i = 1 := by sorry

theorem false_softmax_total {n : ℕ} (x : Fin (n + 1) → ℝ) : ∑ i, softmax x i = 2 := by sorry

theorem true_softmax_shift {n : ℕ} (x : Fin (n + 1) → ℝ) (c : ℝ) (i : Fin (n + 1)) :
    deriv (fun c => softmax (fun j => x j + c) i) c = 0 := by sorry

theorem false_softmax_shift {n : ℕ} (x : Fin (n + 1) → ℝ) (c : ℝ) (i : Fin (n + 1)) :
    deriv (fun c => exp c * softmax (fun j => x j + c) i) c = 0 := by sorry

theorem true_logsumexp_shift {n : ℕ} (x : Fin (n + 1) → ℝ) (c : ℝ) :
    HasDerivAt (fun c => log (∑ j, exp (x j + c))) 1 c := by sorry

theorem false_logsumexp_shift {n : ℕ} (x : Fin (n + 1) → ℝ) (c : ℝ) :
    HasDerivAt (fun c => log (∑ j, exp (x j + 2 * c))) 1 c := by sorry

theorem true_cross_entropy {n : ℕ} (x v : Fin (n + 1) → ℝ) (k : Fin (n + 1)) :
    fderiv ℝ (fun x : Fin (n + 1) → ℝ => -log (softmax x k)) x v
      = ∑ i, softmax x i * v i - v k := by sorry

theorem false_cross_entropy {n : ℕ} (x v : Fin (n + 1) → ℝ) (k : Fin (n + 1)) :
    fderiv ℝ (fun x : Fin (n + 1) → ℝ => -log (softmax x k)) x v
      = ∑ i, softmax x i * v i + v k := by sorry

theorem true_norm_of_unit (x v : Vec 2) (h : x ≠ 0) :
    fderiv ℝ (fun x : Vec 2 => ∑ i, (x i / ‖x‖) ^ 2) x v = 0 := by sorry

theorem false_norm_of_unit (x v : Vec 2) (h : x ≠ 0) :
    fderiv ℝ (fun x : Vec 2 => ∑ i, x i ^ 2 / ‖x‖) x v = 0 := by sorry

theorem true_layer_norm_shift (x : Vec 3) (ε c : ℝ) (i : Fin 3) (h : 0 < ε) :
    deriv (fun c => (x i + c - (∑ j, (x j + c)) / 3) / √((∑ j, (x j - mean x) ^ 2) / 3 + ε)) c = 0 := by
  sorry

theorem false_layer_norm_shift (x : Vec 3) (ε c : ℝ) (i : Fin 3) (h : 0 < ε) :
    deriv (fun c => (x i + c - (∑ j, (x j + c)) / 2) / √((∑ j, (x j - mean x) ^ 2) / 3 + ε)) c = 0 := by
  sorry

theorem true_log_sum_exp_shift (x y c : ℝ) :
    log (exp (x - c) + exp (y - c)) + c = log (exp x + exp y) := by sorry

theorem false_log_sum_exp_shift (x y c : ℝ) :
    log (exp (x - c) + exp (y - c)) - c = log (exp x + exp y) := by sorry

theorem true_softplus_scaled (x c : ℝ) : c + log (exp (-c) + exp (x - c)) = log (1 + exp x) := by
  sorry

theorem false_softplus_scaled (x c : ℝ) : c + log (exp (-c) + exp (x - c)) = log (1 + exp c) := by
  sorry

end Rounding

end
