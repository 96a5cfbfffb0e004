import Mathlib

open scoped Matrix BigOperators InnerProductSpace
open Finset

noncomputable section
variable {m n k : ℕ} (A : Matrix (Fin m) (Fin n) ℝ) (B : Matrix (Fin n) (Fin k) ℝ)

theorem a1 (x : Fin n → ℝ) (i : Fin m) : (A *ᵥ x) i = ∑ j, A i j * x j := by sorry
theorem a1_false (x : Fin n → ℝ) (i : Fin m) : (A *ᵥ x) i = ∑ j, (A i j + x j) := by sorry
theorem a2 (x : Fin m → ℝ) : x ᵥ* A = Aᵀ *ᵥ x := by sorry
theorem a2_false (x : Fin m → ℝ) : x ᵥ* A = - (Aᵀ *ᵥ x) := by sorry
theorem a3 : (A * B)ᵀ = Bᵀ * Aᵀ := by sorry
theorem a3_false : (A * B)ᵀ = (2 : ℝ) • (Bᵀ * Aᵀ) := by sorry
theorem a4 (C : Matrix (Fin n) (Fin m) ℝ) : Matrix.trace (A * C) = Matrix.trace (C * A) := by sorry
theorem a4_false (C : Matrix (Fin n) (Fin m) ℝ) : (A * C).trace = - (C * A).trace := by sorry
theorem a5 (u : Fin m → ℝ) (v : Fin n → ℝ) (w : Fin n → ℝ) : Matrix.vecMulVec u v *ᵥ w = (v ⬝ᵥ w) • u := by sorry
theorem a5_false (u : Fin m → ℝ) (v : Fin n → ℝ) (w : Fin n → ℝ) : Matrix.vecMulVec u v *ᵥ w = u := by sorry
theorem a6 (d : Fin n → ℝ) (x : Fin n → ℝ) : Matrix.diagonal d *ᵥ x = fun i => d i * x i := by sorry
theorem a6_false (d : Fin n → ℝ) (x : Fin n → ℝ) : Matrix.diagonal d *ᵥ x = fun i => d i + x i := by sorry
theorem a7 (x : Fin n → ℝ) : (1 : Matrix (Fin n) (Fin n) ℝ) *ᵥ x = x := by sorry
theorem a8 (M : Matrix (Fin 2) (Fin 2) ℝ) : M.det = M 0 0 * M 1 1 - M 0 1 * M 1 0 := by sorry
theorem a8_false (M : Matrix (Fin 2) (Fin 2) ℝ) : M.det = M 0 0 * M 1 1 + M 0 1 * M 1 0 := by sorry
theorem a9 : !![1, 2; 3, (4 : ℝ)] * !![0, 1; 1, 0] = !![2, 1; 4, 3] := by sorry
theorem a9_false : !![1, 2; 3, (4 : ℝ)] * !![0, 1; 1, 0] = !![2, 1; 3, 4] := by sorry
theorem a10 (a b : ℝ) : ![a, b] ⬝ᵥ ![b, a] = 2 * a * b := by sorry
theorem a10_false (a b : ℝ) : ![a, b] ⬝ᵥ ![b, a] = a * b := by sorry
theorem a11 (a b : ℝ) : !![a, b; b, a]ᵀ = !![a, b; b, a] := by sorry
theorem a12 (a b : ℝ) : ![a, b] 1 = b := by sorry
theorem a13 (X : Matrix (Fin m) (Fin n) ℝ) : (Xᵀ * X).trace = ∑ i, ∑ j, X i j ^ 2 := by sorry
theorem a13_false (X : Matrix (Fin m) (Fin n) ℝ) : (Xᵀ * X).trace = ∑ i, ∑ j, X i j := by sorry
theorem a14 (x : Fin n → ℝ) (y : Fin m → ℝ) : Matrix.of (fun i j => y i * x j) = Matrix.vecMulVec y x := by sorry
theorem a15 (M : Matrix (Fin n) (Fin n) ℝ) : M ^ 2 = M * M := by sorry
theorem a15_false (M : Matrix (Fin n) (Fin n) ℝ) : M ^ 2 = fun i j => M i j ^ 2 := by sorry
theorem a16 (M : Matrix (Fin 2) (Fin 2) ℝ) (h : M.det ≠ 0) : M * M⁻¹ = 1 := by sorry
theorem a17 : A ⊙ A = A.map (fun x => x ^ 2) := by sorry
theorem a18 (M : Matrix (Fin n) (Fin n) ℝ) (h : M.IsSymm) : Mᵀ = M := by sorry
theorem a19 (x : Fin n → ℝ) : Aᵀ.mulVec (A.mulVec x) = (Aᵀ * A).mulVec x := by sorry
theorem a20 (X Y : Matrix (Fin m) (Fin n) ℝ) (t : ℝ) : (X + t • Y)ᵀ = Xᵀ + t • Yᵀ := by sorry

-- sums
theorem s1 (n : ℕ) : ∑ i ∈ range (n + 1), (i : ℝ) = n * (n + 1) / 2 := by sorry
theorem s1_false (n : ℕ) : ∑ i ∈ range (n + 1), (i : ℝ) = n * n / 2 := by sorry
theorem s2 (f g : Fin n → ℝ) : ∑ i, (f i + g i) = ∑ i, f i + ∑ i, g i := by sorry
theorem s3 (f : Fin n → ℝ) (c : ℝ) : ∑ i, c * f i = c * ∑ i, f i := by sorry
theorem s3_false (f : Fin n → ℝ) (c : ℝ) : ∑ i, c * f i = ∑ i, f i := by sorry
theorem s4 (f : Fin m → Fin n → ℝ) : ∑ i, ∑ j, f i j = ∑ j, ∑ i, f i j := by sorry
theorem s5 (f : Fin (n + 1) → ℝ) : ∑ i, f i = f 0 + ∑ i : Fin n, f i.succ := by sorry
theorem s5_false (f : Fin (n + 1) → ℝ) : ∑ i, f i = f 0 + ∑ i : Fin n, f i.castSucc := by sorry
theorem s6 (f : Fin (n + 1) → ℝ) : ∑ i, f i = ∑ i : Fin n, f (Fin.castSucc i) + f (Fin.last n) := by sorry
theorem s7 (f : ℕ → ℝ) (n : ℕ) : ∑ i ∈ range n, (f (i + 1) - f i) = f n - f 0 := by sorry
theorem s8 (x : ℝ) (h : x ≠ 1) (n : ℕ) : ∑ i ∈ range n, x ^ i = (x ^ n - 1) / (x - 1) := by sorry
theorem s8_false (x : ℝ) (h : x ≠ 1) (n : ℕ) : ∑ i ∈ range n, x ^ i = (x ^ n + 1) / (x - 1) := by sorry
theorem s9 (f : Fin n → ℝ) : ∏ i, (2 * f i) = 2 ^ n * ∏ i, f i := by sorry
theorem s9_false (f : Fin n → ℝ) : ∏ i, (2 * f i) = 2 * ∏ i, f i := by sorry
theorem s10 (f : Fin n → ℝ) (i : Fin n) : ∑ j, (if i = j then f j else 0) = f i := by sorry
theorem s11 (s : Finset (Fin n)) (f : Fin n → ℝ) : ∑ i ∈ s, f i + ∑ i ∈ sᶜ, f i = ∑ i, f i := by sorry
theorem s12 (f : Fin n → ℝ) : ∑ i ∈ univ.filter (fun i => 0 < f i), f i = ∑ i, max (f i) 0 := by sorry
theorem s12_false (f : Fin n → ℝ) : ∑ i ∈ univ.filter (fun i => 0 < f i), f i = ∑ i, f i := by sorry
theorem s13 (f : Fin n → ℝ) : ∑ i with 0 < f i, f i = ∑ i, max (f i) 0 := by sorry
theorem s14 (f : Fin m × Fin n → ℝ) : ∑ p, f p = ∑ i, ∑ j, f (i, j) := by sorry
theorem s15 (c : ℝ) : ∑ _i : Fin n, c = n * c := by sorry
theorem s16 (c : ℝ) : ∑ _i : Fin n, c = Fintype.card (Fin n) • c := by sorry
theorem s17 (c : ℝ) : (Finset.univ : Finset (Fin n)).sum (fun _ => c) = (n : ℝ) * c := by sorry

-- order, choices
theorem o1 (x : ℝ) : max x 0 - max (-x) 0 = x := by sorry
theorem o1_false (x : ℝ) : max x 0 + max (-x) 0 = x := by sorry
theorem o2 (x y : ℝ) : max x y = (x + y + |x - y|) / 2 := by sorry
theorem o3 (x y : ℝ) : min x y = (x + y - |x - y|) / 2 := by sorry
theorem o3_false (x y : ℝ) : min x y = (x + y + |x - y|) / 2 := by sorry
theorem o4 (x y : ℝ) : |x + y| ≤ |x| + |y| := by sorry
theorem o4_false (x y : ℝ) : |x + y| < |x| + |y| := by sorry
theorem o5 (x : ℝ) : (if x > 0 then x else 0) = max 0 x := by sorry
theorem o6 (x : ℝ) : x ∈ Set.Icc (0 : ℝ) 1 ↔ 0 ≤ x ∧ x ≤ 1 := by sorry
theorem o7 (x : ℝ) : ‖x‖ = |x| := by sorry
theorem o8 (x : ℝ) : √(x ^ 2) = |x| := by sorry
theorem o8_false (x : ℝ) : √(x ^ 2) = x := by sorry
theorem o9 (x y : ℝ) : Real.exp (x + y) = Real.exp x * Real.exp y := by sorry
theorem o9_false (x y : ℝ) : Real.exp (x * y) = Real.exp x * Real.exp y := by sorry
theorem o10 (x : ℝ) : Real.sin x ^ 2 + Real.cos x ^ 2 = 1 := by sorry
theorem o11 (x : ℝ) : Real.tanh x = (Real.exp x - Real.exp (-x)) / (Real.exp x + Real.exp (-x)) := by sorry
theorem o12 (i : Fin (n + 1)) : i ≤ Fin.last n := by sorry
theorem o13 (i j : Fin n) : i = j ↔ i.val = j.val := by sorry
theorem o14 (i : Fin 3) : (i + 1) + 2 = i := by sorry
theorem o14_false (i : Fin 3) : (i + 1) + 1 = i := by sorry
theorem o15 (i : Fin n) (h : (i : ℕ) + 1 < n) : ((⟨i + 1, h⟩ : Fin n) : ℕ) = i + 1 := by sorry
theorem o16 (x : ℝ) (hx : 0 ≤ x) : x.sqrt * x.sqrt = x := by sorry
theorem o17 (x y : ℝ) : x ^ 2 + y ^ 2 ≥ 2 * x * y := by sorry
theorem o18 (x : Fin n → ℝ) (i : Fin n) : |x i| ≤ ‖x‖ := by sorry
theorem o18_false (x : Fin n → ℝ) (i : Fin n) : |x i| < ‖x‖ := by sorry
theorem o19 (x : ℝ) : ∃ y, y = x + 1 := by sorry
theorem o20 (a b c : ℝ) (h : a ≤ b) (hc : 0 ≤ c) : a * c ≤ b * c := by sorry
theorem o20_false (a b c : ℝ) (h : a ≤ b) : a * c ≤ b * c := by sorry
theorem o21 (x : ℝ) : Real.log (Real.exp x) = x := by sorry
theorem o22 (x y : ℝ) : x ⊔ y = max x y ∧ x ⊓ y = min x y := by sorry
theorem o23 (x : ℝ) : Real.cosh x ^ 2 - Real.sinh x ^ 2 = 1 := by sorry
theorem o24 (x y : ℝ) (hx : 0 < x) : Real.rpow x y = x ^ y := by sorry
theorem o26 (x : ℝ) : Real.sqrt |x| ^ 2 = |x| := by sorry
theorem o27 (p q : ℝ × ℝ) : p = q ↔ p.1 = q.1 ∧ p.2 = q.2 := by sorry
theorem o28 (x : ℝ) : x⁺ - x⁻ = x := by sorry
theorem o29 (l x u : Fin n → ℝ) (h : l ≤ x) (h' : x ≤ u) : l ≤ u := by sorry
theorem o29_false (l x u : Fin n → ℝ) (h : l ≤ x) (h' : x ≤ u) : l < u := by sorry
theorem o30 (x y : Fin n → ℝ) (h : x < y) : ∑ i, x i < ∑ i, y i := by sorry
theorem o30_false (x y : Fin n → ℝ) (h : x < y) (i : Fin n) : x i < y i := by sorry
theorem o31 (a b c d : ℝ) (h : (a, b) ≤ (c, d)) : a + b ≤ c + d := by sorry
theorem o31_false (a b c d : ℝ) (h : (a, b) < (c, d)) : a < c := by sorry
theorem o32 (a : ℝ) (h : a ≤ 0) : a = a ∧ ∀ x : ℝ, a ≤ x ^ 2 := by sorry
theorem o32_false (a : ℝ) : a = a ∧ ∀ x : ℝ, a ≤ x ^ 2 := by sorry
theorem o33 (A : Matrix (Fin m) (Fin n) ℝ) : (Aᵀ * A).PosSemidef := by sorry
theorem o33_false (A : Matrix (Fin n) (Fin n) ℝ) : (Aᵀ + A).PosSemidef := by sorry
theorem o34 : Monotone (fun x : ℝ => max x 0) := by sorry
theorem o34_false : StrictMono (fun x : ℝ => max x 0) := by sorry
theorem o35 : ConvexOn ℝ Set.univ (fun x : Fin n → ℝ => ∑ i, max (x i) 0) := by sorry
theorem o35_false : ConcaveOn ℝ Set.univ (fun x : Fin n → ℝ => ∑ i, max (x i) 0) := by sorry
theorem o36 : LipschitzWith 2 (fun x : ℝ => 2 * x) := by sorry
theorem o36_false : LipschitzWith 1 (fun x : ℝ => 2 * x) := by sorry
theorem o37 (x : ℝ) : (SignType.sign x : ℝ) * x = |x| := by sorry
theorem o37_false (x : ℝ) : (SignType.sign x : ℝ) * x = x := by sorry
theorem o38 (s : Finset (Fin n)) : (s ∩ ∅).card = 0 := by sorry
theorem o38_false (s : Finset (Fin n)) : (s ∪ ∅).card = 0 := by sorry
theorem o39 : (fun x : ℝ => max x 0) ∘ (fun x => max x 0) = fun x => max x 0 := by sorry
theorem o39_false : (fun x : ℝ => max x 0) ∘ (fun x => max x 0) = fun x => x := by sorry
end
