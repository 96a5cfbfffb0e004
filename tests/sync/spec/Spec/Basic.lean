import Mathlib

/-! # Definitions that everything else stands on -/

namespace Spec

/-- A vector of `n` reals. -/
abbrev Vec (n : ℕ) := EuclideanSpace ℝ (Fin n)

noncomputable section

/-- A smooth bump. -/
def bump (x : ℝ) : ℝ := Real.exp (-(x * x))

/-- Twice a number. -/
def double (x : ℝ) : ℝ := 2 * x

/-- Shifted and doubled. -/
def shift (x c : ℝ) : ℝ := double x + c

/-- The sum of the squares. -/
def energy {n : ℕ} (v : Vec n) : ℝ := ∑ i, v i * v i

/-- Half of the energy. -/
def half_energy {n : ℕ} (v : Vec n) : ℝ := energy v / 2

/-- One more in every place. -/
def raised {n : ℕ} (v : Vec n) : Fin n → ℝ := fun i => v i + 1

/-- One more than the square. -/
def above (x : ℝ) : ℝ :=
  let t := x * x
  t + 1

/-- A scale and an offset. -/
structure Affine where
  scale : ℝ
  offset : ℝ

/-- What a scale and an offset do to a number. -/
def Affine.run (a : Affine) (x : ℝ) : ℝ := a.scale * x + a.offset

scoped notation "⟦" x "⟧₂" => double x

end

namespace Other

/-- Three times a number. -/
noncomputable def triple (x : ℝ) : ℝ := 3 * x

end Other

end Spec
