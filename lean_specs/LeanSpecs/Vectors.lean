import Mathlib.Analysis.InnerProductSpace.PiL2

/-! # Vectors -/

namespace LeanSpecs

noncomputable section

/-- Real vectors with `n` entries and the Euclidean norm. -/
abbrev Vec (n : ℕ) := EuclideanSpace ℝ (Fin n)

/-- A vector as the plain function of its entries; `(coords n).symm` goes back. -/
abbrev coords (n : ℕ) := EuclideanSpace.equiv (𝕜 := ℝ) (ι := Fin n)

end

end LeanSpecs
