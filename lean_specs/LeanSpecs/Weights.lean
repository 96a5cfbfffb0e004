import LeanSpecs.Notation

/-! Weight matrices as a Hilbert space, so that a gradient in the weights is again a matrix. -/

namespace LeanSpecs

noncomputable section

/-- Weight matrices with the Frobenius norm. -/
abbrev Mat (m n : ℕ) := PiLp 2 (fun _ : Fin m => PiLp 2 (fun _ : Fin n => ℝ))

/-- A plain matrix as an element of the Hilbert space of weights. -/
def toMatE {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) : Mat m n :=
  WithLp.toLp 2 fun i : Fin m =>
    WithLp.toLp 2 fun j : Fin n => W i j

/-- Weights as a plain matrix: the same entries. -/
def toMatrix {m n : ℕ} (W : Mat m n) : Matrix (Fin m) (Fin n) ℝ :=
  fun i j => W i j

/-- Going to the Hilbert space and back changes no entry.
Upstream: `toMatrix_toMatE`. -/
lemma toMatrix_toMatE {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) :
    toMatrix (m := m) (n := n) (toMatE W) = W := by
  funext i j
  rfl

/-- `W ↦ W x`, the layer as a function of its weights, as a linear map. -/
def matApplyLM {m n : ℕ} (x : Vec n) : Mat m n →ₗ[ℝ] Vec m :=
  { toFun := fun W => WithLp.toLp 2 ((toMatrix W).mulVec x.ofLp)
    map_add' := by
      intro V W
      sorry
    map_smul' := by
      intro c W
      sorry }

/-- `W ↦ W x` as a continuous linear map: in finite dimension nothing is added. -/
def matApplyLin {m n : ℕ} (x : Vec n) : Mat m n →L[ℝ] Vec m := by
  refine ⟨matApplyLM (m := m) (n := n) x, ?_⟩
  exact LinearMap.continuous_of_finiteDimensional (matApplyLM (m := m) (n := n) x)

/-- The outer product `δ xᵀ`. -/
def outer {m n : ℕ} (δ : Vec m) (x : Vec n) : Mat m n :=
  WithLp.toLp 2 fun i : Fin m =>
    WithLp.toLp 2 fun j : Fin n => δ.ofLp i * x.ofLp j

/-- Reverse mode through `W ↦ W x` is the outer product with `x`.
Upstream: `matApplyLin_adjoint_apply`. -/
lemma matApplyLin_adjoint_apply {m n : ℕ} (x : Vec n) (δ : Vec m) :
    (matApplyLin (m := m) (n := n) x).adjoint δ = outer (m := m) (n := n) δ x := by
  sorry

end

end LeanSpecs
