import Mathlib

open scoped BigOperators Matrix Topology
open Matrix Real Finset

namespace Layers
noncomputable section
variable {m n k d : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (b : Fin m → ℝ) (x : Fin n → ℝ)

def dense : Fin m → ℝ := W *ᵥ x + b
def relu (x : ℝ) : ℝ := max x 0
def reluVec (x : Fin n → ℝ) : Fin n → ℝ := fun i => relu (x i)
def sigmoid (x : ℝ) : ℝ := 1 / (1 + Real.exp (-x))
def softplus (x : ℝ) : ℝ := Real.log (1 + Real.exp x)
def logSumExp (z : Fin n → ℝ) : ℝ := Real.log (∑ i, Real.exp (z i))
def softmax (z : Fin n → ℝ) (i : Fin n) : ℝ := Real.exp (z i) / ∑ j, Real.exp (z j)
def mean (x : Fin n → ℝ) : ℝ := (∑ i, x i) / n
def variance (x : Fin n → ℝ) : ℝ := (∑ i, (x i - mean x) ^ 2) / n
def layerNorm (ε : ℝ) (γ β x : Fin n → ℝ) : Fin n → ℝ :=
  fun i => γ i * ((x i - mean x) / √(variance x + ε)) + β i
def attention (Q K : Matrix (Fin n) (Fin d) ℝ) (V : Matrix (Fin n) (Fin k) ℝ) : Matrix (Fin n) (Fin k) ℝ :=
  let S := (1 / √(d : ℝ)) • (Q * Kᵀ)
  Matrix.of (fun i j => softmax (S i) j) * V
def mse (y t : Fin n → ℝ) : ℝ := (1 / (n : ℝ)) * ∑ i, (y i - t i) ^ 2
def crossEntropy (z : Fin n → ℝ) (c : Fin n) : ℝ := - Real.log (softmax z c)
def leaky (a x : ℝ) : ℝ := if 0 ≤ x then x else a * x
def gelu (x : ℝ) : ℝ := x / 2 * (1 + Real.tanh (√(2 / Real.pi) * (x + 0.044715 * x ^ 3)))
def conv1 (w : Fin (k + 1) → ℝ) (x : Fin (n + k) → ℝ) : Fin n → ℝ :=
  fun i => ∑ j : Fin (k + 1), w j * x ⟨i + j, by omega⟩

variable {W b x}

theorem dense_apply (i : Fin m) : dense W b x i = ∑ j, W i j * x j + b i := by sorry
theorem dense_apply_false (i : Fin m) : dense W b x i = ∑ j, (W i j * x j + b i) := by sorry
theorem dense_fderiv (v : Fin n → ℝ) : fderiv ℝ (dense W b) x v = W *ᵥ v := by sorry
theorem dense_fderiv_false (v : Fin n → ℝ) : fderiv ℝ (dense W b) x v = dense W b v := by sorry
theorem dense_weights (H : Matrix (Fin m) (Fin n) ℝ) : fderiv ℝ (fun W => (fun i => dense (fun i j => W i j) b x i : Fin m → ℝ)) (fun i j => W i j : Fin m → Fin n → ℝ) H = H *ᵥ x := by sorry
theorem relu_deriv (y : ℝ) (h : y ≠ 0) : deriv relu y = if y > 0 then 1 else 0 := by sorry
theorem relu_deriv_false (y : ℝ) (h : y ≠ 0) : deriv relu y = 1 := by sorry
theorem sigmoid_deriv (y : ℝ) : HasDerivAt sigmoid (sigmoid y * (1 - sigmoid y)) y := by sorry
theorem sigmoid_deriv_false (y : ℝ) : HasDerivAt sigmoid (sigmoid y) y := by sorry
theorem softplus_deriv (y : ℝ) : deriv softplus y = sigmoid y := by sorry
theorem softplus_deriv_false (y : ℝ) : deriv softplus y = softplus y := by sorry
theorem softmax_sum (z : Fin (n + 1) → ℝ) : ∑ i, softmax z i = 1 := by sorry
theorem softmax_sum_false (z : Fin n → ℝ) : ∑ i, softmax z i = 1 := by sorry
theorem softmax_pos (z : Fin n → ℝ) (i : Fin n) : 0 < softmax z i := by sorry
theorem softmax_shift (z : Fin n → ℝ) (c : ℝ) : softmax (fun i => z i + c) = softmax z := by sorry
theorem softmax_shift_false (z : Fin n → ℝ) (c : ℝ) : softmax (fun i => z i * c) = softmax z := by sorry
theorem softmax_jac (z v : Fin n → ℝ) (i : Fin n) : fderiv ℝ (fun z => softmax z i) z v = softmax z i * (v i - ∑ j, softmax z j * v j) := by sorry
theorem softmax_jac_false (z v : Fin n → ℝ) (i : Fin n) : fderiv ℝ (fun z => softmax z i) z v = softmax z i * v i := by sorry
theorem softmax_pderiv (z : Fin n → ℝ) (i j : Fin n) : deriv (fun t => softmax (Function.update z j t) i) (z j) = softmax z i * ((if i = j then 1 else 0) - softmax z j) := by sorry
theorem lse_grad (z v : Fin (n + 1) → ℝ) : fderiv ℝ logSumExp z v = softmax z ⬝ᵥ v := by sorry
theorem lse_grad_false (z v : Fin (n + 1) → ℝ) : fderiv ℝ logSumExp z v = z ⬝ᵥ v := by sorry
theorem ce_grad (z v : Fin (n + 1) → ℝ) (c : Fin (n + 1)) : fderiv ℝ (fun z => crossEntropy z c) z v = ∑ i, (softmax z i - (if i = c then 1 else 0)) * v i := by sorry
theorem ce_grad_false (z v : Fin (n + 1) → ℝ) (c : Fin (n + 1)) : fderiv ℝ (fun z => crossEntropy z c) z v = ∑ i, ((if i = c then 1 else 0) - softmax z i) * v i := by sorry
theorem mse_grad (y t v : Fin n → ℝ) : fderiv ℝ (fun y => mse y t) y v = ∑ i, 2 / n * (y i - t i) * v i := by sorry
theorem mse_grad_false (y t v : Fin n → ℝ) : fderiv ℝ (fun y => mse y t) y v = ∑ i, 1 / n * (y i - t i) * v i := by sorry
theorem ln_const (ε c : ℝ) (γ β : Fin n → ℝ) (hε : 0 < ε) : layerNorm ε γ β (fun _ => c) = β := by sorry
theorem ln_const_false (ε c : ℝ) (γ β : Fin n → ℝ) (hε : 0 < ε) : layerNorm ε γ β (fun _ => c) = γ := by sorry
theorem ln_shift (ε c : ℝ) (γ β x : Fin n → ℝ) : layerNorm ε γ β (fun i => x i + c) = layerNorm ε γ β x := by sorry
theorem att_rows (Q K : Matrix (Fin (n + 1)) (Fin d) ℝ) : attention Q K (fun _ _ => 1 : Matrix (Fin (n + 1)) (Fin k) ℝ) = fun _ _ => 1 := by sorry
theorem att_rows_false (Q K : Matrix (Fin (n + 1)) (Fin d) ℝ) (V : Matrix (Fin (n + 1)) (Fin k) ℝ) : attention Q K V = V := by sorry
theorem att_lin (Q K : Matrix (Fin n) (Fin d) ℝ) (V V' : Matrix (Fin n) (Fin k) ℝ) : attention Q K (V + V') = attention Q K V + attention Q K V' := by sorry
theorem leaky_rel (a y : ℝ) (h : 0 ≤ a) (h' : a ≤ 1) : leaky a y = max y (a * y) := by sorry
theorem leaky_rel_false (a y : ℝ) : leaky a y = max y (a * y) := by sorry
theorem gelu_zero : gelu 0 = 0 ∧ deriv gelu 0 = 1 / 2 := by sorry
theorem conv_one (x : Fin (n + 1) → ℝ) (i : Fin n) : conv1 ![1, 2] x i = x i.castSucc + 2 * x i.succ := by sorry
theorem conv_one_false (x : Fin (n + 1) → ℝ) (i : Fin n) : conv1 ![1, 2] x i = x i.succ + 2 * x i.castSucc := by sorry
theorem net_grad (t v : Fin m → ℝ) (hz : ∀ i, dense W b x i ≠ 0) : fderiv ℝ (fun c => ∑ i, (reluVec (dense W c x) i - t i) ^ 2) b v = ∑ i, 2 * (reluVec (dense W b x) i - t i) * (if 0 < dense W b x i then 1 else 0) * v i := by sorry
theorem net_grad_false (t v : Fin m → ℝ) (hz : ∀ i, dense W b x i ≠ 0) : fderiv ℝ (fun c => ∑ i, (reluVec (dense W c x) i - t i) ^ 2) b v = ∑ i, 2 * (reluVec (dense W b x) i - t i) * v i := by sorry
theorem sq_hess (y : ℝ) : deriv (deriv (fun x : ℝ => x ^ 2 / 2)) y = 1 := by sorry
lemma sg (y : ℝ) : sigmoid y + sigmoid (-y) = 1 := by sorry
theorem diff_relu : ¬ DifferentiableAt ℝ relu 0 := by sorry
theorem diff_mse (t : Fin n → ℝ) : Differentiable ℝ (fun y : Fin n → ℝ => mse y t) := by sorry
theorem const_der (c y : ℝ) : deriv (fun _ => c) y = 0 := by sorry
theorem tr_grad (A X : Matrix (Fin n) (Fin n) ℝ) (t : ℝ) : deriv (fun t : ℝ => (A * (X + t • (1 : Matrix (Fin n) (Fin n) ℝ))).trace) t = A.trace := by sorry
theorem tr_grad_false (A X : Matrix (Fin n) (Fin n) ℝ) (t : ℝ) : deriv (fun t : ℝ => (A * (X + t • (1 : Matrix (Fin n) (Fin n) ℝ))).trace) t = X.trace := by sorry
end
end Layers
