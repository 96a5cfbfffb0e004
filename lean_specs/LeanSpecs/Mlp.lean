import LeanSpecs.Linear
import LeanSpecs.Mse
import LeanSpecs.Relu
import LeanSpecs.Weights

/-! A two-layer perceptron with squared error: derivatives of the network, gradients of the loss. -/

namespace LeanSpecs

open scoped LeanSpecs

noncomputable section

/-- The affine layer with weights from the Hilbert space `Mat`. -/
def affineMat {inDim outDim : ℕ} (W : Mat outDim inDim) (b : Vec outDim) :
    Vec inDim → Vec outDim :=
  affine (inDim := inDim) (outDim := outDim) (toMatrix W) b

/-- Linear, ReLU, linear. -/
def mlpVecMat {inDim hidDim outDim : ℕ} (W1 : Mat hidDim inDim) (b1 : Vec hidDim)
    (W2 : Mat outDim hidDim) (b2 : Vec outDim) : Vec inDim → Vec outDim :=
  fun x =>
    let z1 := affineMat W1 b1 x
    let a1 := reluVec z1
    affineMat W2 b2 a1

section

variable {inDim hidDim outDim : ℕ}
variable (W1 : Mat hidDim inDim) (b1 : Vec hidDim)
variable (W2 : Mat outDim hidDim) (b2 : Vec outDim)
variable (x : Vec inDim) (t : Vec outDim)

/-- What enters the ReLU. -/
def z1 : Vec hidDim :=
  affineMat W1 b1 x

/-- What leaves the ReLU. -/
def a1 : Vec hidDim :=
  reluVec (z1 W1 b1 x)

/-- The prediction. -/
def y : Vec outDim :=
  mlpVecMat W1 b1 W2 b2 x

/-! ### Derivatives of the network -/

/-- The network is linear in its last weights, up to the bias.
Upstream: `hasFDerivAt_mlp_wrt_W2`. -/
lemma hasFDerivAt_mlp_wrt_W2 :
    HasFDerivAt (fun W2 : Mat outDim hidDim => mlpVecMat W1 b1 W2 b2 x)
      (matApplyLin (m := outDim) (n := hidDim) (a1 W1 b1 x)) W2 := by
  sorry

/-- A change of the first bias passes through the mask and the last layer.
Upstream: `hasFDerivAt_mlp_wrt_b1`. -/
lemma hasFDerivAt_mlp_wrt_b1 (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
    HasFDerivAt (fun b1 : Vec hidDim => mlpVecMat W1 b1 W2 b2 x)
      ((matCLM (toMatrix W2)).comp (reluDerivCLM (z1 W1 b1 x))) b1 := by
  sorry

/-- A change of the input passes through both layers and the mask between them.
Upstream: `hasFDerivAt_mlp_wrt_x`. -/
lemma hasFDerivAt_mlp_wrt_x
    (hx : ∀ i : Fin hidDim,
      let z := z1 W1 b1 x
      z i ≠ 0) :
    HasFDerivAt (mlpVecMat W1 b1 W2 b2)
      ((matCLM (toMatrix W2)).comp
        ((reluDerivCLM (z1 W1 b1 x)).comp (matCLM (toMatrix W1)))) x := by
  sorry

/-- A change of the first weights acts on the input, then passes on like a change of the bias.
Upstream: `hasFDerivAt_mlp_wrt_W1`. -/
lemma hasFDerivAt_mlp_wrt_W1 (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
    HasFDerivAt (fun W1 : Mat hidDim inDim => mlpVecMat W1 b1 W2 b2 x)
      ((matCLM (toMatrix W2)).comp
        ((reluDerivCLM (z1 W1 b1 x)).comp (matApplyLin (m := hidDim) (n := inDim) x))) W1 := by
  sorry

/-! ### Gradients of the loss -/

/-- In the last weights: residual times hidden activation.
Upstream: `grad_W2_mse`. -/
lemma grad_W2_mse :
    VJP[fun W2 : Mat outDim hidDim => mse t (mlpVecMat W1 b1 W2 b2 x), W2] (1 : ℝ)
      = outer (mseGrad (y W1 b1 W2 b2 x) t) (a1 W1 b1 x) := by
  sorry

/-- In the last bias: the residual.
Upstream: `grad_b2_mse`. -/
lemma grad_b2_mse :
    VJP[fun b2 : Vec outDim => mse t (mlpVecMat W1 b1 W2 b2 x), b2] (1 : ℝ)
      = mseGrad (mlpVecMat W1 b1 W2 b2 x) t := by
  sorry

/-- In the first bias: the residual, pulled back through the last layer and the mask.
Upstream: `grad_b1_mse`. -/
lemma grad_b1_mse (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
    VJP[fun b1 : Vec hidDim => mse t (mlpVecMat W1 b1 W2 b2 x), b1] (1 : ℝ)
      = reluDerivCLM (z1 W1 b1 x)
          ((matCLM (toMatrix W2)).adjoint (mseGrad (y W1 b1 W2 b2 x) t)) := by
  sorry

/-- In the input: pulled back once more, through the first layer.
Upstream: `grad_x_mse`. -/
lemma grad_x_mse (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
    (fderiv ℝ (fun x : Vec inDim => mse t (mlpVecMat W1 b1 W2 b2 x)) x).adjoint (1 : ℝ)
      = (matCLM (toMatrix W1)).adjoint
          (reluDerivCLM (z1 W1 b1 x)
            ((matCLM (toMatrix W2)).adjoint (mseGrad (y W1 b1 W2 b2 x) t))) := by
  sorry

/-- In the first weights: the first bias' gradient times the input.
Upstream: `grad_W1_mse`. -/
lemma grad_W1_mse (hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0) :
    VJP[fun W1 : Mat hidDim inDim => mse t (mlpVecMat W1 b1 W2 b2 x), W1] (1 : ℝ)
      = outer
          (reluDerivCLM (z1 W1 b1 x)
            ((matCLM (toMatrix W2)).adjoint (mseGrad (y W1 b1 W2 b2 x) t))) x := by
  sorry

end

end

end LeanSpecs
