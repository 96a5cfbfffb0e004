import Mathlib

abbrev Vec (n : ℕ) := EuclideanSpace ℝ (Fin n)

def dot {n : ℕ} (x y : Fin n → ℝ) : ℝ := ∑ i, x i * y i
def matvec {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (b : Fin m → ℝ) (x : Fin n → ℝ) : Fin m → ℝ := fun i => ∑ j, W i j * x j + b i
def matmul {m n k : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) (B : Matrix (Fin n) (Fin k) ℝ) : Matrix (Fin m) (Fin k) ℝ := A * B
def gram {m n : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) : Matrix (Fin n) (Fin n) ℝ := A.transpose * A
def tr {n : ℕ} (A : Matrix (Fin n) (Fin n) ℝ) : ℝ := A.trace
def quad {n : ℕ} (A : Matrix (Fin n) (Fin n) ℝ) (x : Fin n → ℝ) : ℝ := x ⬝ᵥ A.mulVec x
def mean {n : ℕ} (x : Fin n → ℝ) : ℝ := (∑ i, x i) / n
def variance {n : ℕ} (x : Fin n → ℝ) : ℝ := (∑ i, (x i - mean x) ^ 2) / n
def center {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := fun i => x i - mean x
def softplus (x : ℝ) : ℝ := Real.log (1 + Real.exp x)
def sigmoid (x : ℝ) : ℝ := 1 / (1 + Real.exp (-x))
def logistic {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := fun i => sigmoid (x i)
def softmax {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := fun i => Real.exp (x i) / ∑ j, Real.exp (x j)
def logsumexp {n : ℕ} (x : Fin n → ℝ) : ℝ := Real.log (∑ j, Real.exp (x j))
def layerNorm {n : ℕ} (ε : ℝ) (x : Fin n → ℝ) : Fin n → ℝ := fun i => (x i - mean x) / Real.sqrt (variance x + ε)
def delta {n : ℕ} : Matrix (Fin n) (Fin n) ℝ := fun i j => if i = j then 1 else 0
def diag {n : ℕ} (d : Fin n → ℝ) : Matrix (Fin n) (Fin n) ℝ := Matrix.diagonal d
def lower {n : ℕ} (A : Matrix (Fin n) (Fin n) ℝ) : Matrix (Fin n) (Fin n) ℝ := fun i j => if (j : ℕ) ≤ i then A i j else 0
def head {n : ℕ} (x : Fin (n + 1) → ℝ) : ℝ := x 0
def clip (lo hi x : ℝ) : ℝ := max lo (min x hi)
def leaky (a x : ℝ) : ℝ := if x < 0 then a * x else x
def bilinear {m n : ℕ} (A : Fin m → Fin n → ℝ) (x : Fin m → ℝ) (y : Fin n → ℝ) : ℝ := ∑ i, ∑ j, x i * A i j * y j
def outerAdd {m n : ℕ} (x : Fin m → ℝ) (y : Fin n → ℝ) : Fin m → Fin n → ℝ := fun i j => x i + y j
def geo {n : ℕ} (x : Fin n → ℝ) : ℝ := ∏ i, x i
def ramp {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := fun i => (i : ℕ) * x i
def normalize {n : ℕ} (x : Vec n) : Vec n := ‖x‖⁻¹ • x
def dist2 {n : ℕ} (x y : Vec n) : ℝ := ‖x - y‖ ^ 2
def kl {n : ℕ} (p q : Fin n → ℝ) : ℝ := ∑ i, p i * Real.log (p i / q i)
def conv {n k : ℕ} (x : Fin (n + k) → ℝ) : ℝ := ∑ i, x i
def attention {n d : ℕ} (Q K V : Matrix (Fin n) (Fin d) ℝ) : Matrix (Fin n) (Fin d) ℝ :=
  fun i c => ∑ j, softmax (fun j => (∑ a, Q i a * K j a) / Real.sqrt d) j * V j c
def batched {b m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (X : Fin b → Fin n → ℝ) : Fin b → Fin m → ℝ :=
  fun k => W.mulVec (X k)
def half (x : ℝ) : ℝ := x / 2 + 0.5
def cube (x : ℝ) : ℝ := x ^ 3
def area (r : ℝ) : ℝ := Real.pi * r ^ 2
def gelu (x : ℝ) : ℝ := x / 2 * (1 + Real.tanh (Real.sqrt (2 / Real.pi) * (x + 0.044715 * x ^ 3)))
def huber (x : ℝ) : ℝ := if |x| ≤ 1 then x ^ 2 / 2 else |x| - 1 / 2
def isZero {n : ℕ} (x : Fin n → ℝ) : ℝ := if ∀ i, x i = 0 then 1 else 0
def constant {n : ℕ} (c : ℝ) : Fin n → ℝ := fun _ => c
def total {m n : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) : ℝ := ∑ i, ∑ j, A i j
def colsum {m n : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) : Fin n → ℝ := fun j => ∑ i, A i j
def twice {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := (2 : ℝ) • x
def neg {n : ℕ} (x : Fin n → ℝ) : Fin n → ℝ := -x
