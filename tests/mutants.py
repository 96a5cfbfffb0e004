"""Edits of lean_specs that change its meaning, for tests that must see them.

`MUTANTS` are false, `REFUSED` no longer well typed, `EQUIVALENT` other ways to say the same.
An edit that mixes up two dimensions is refused where they differ; it stands a second time among
the mutants, in specs that are made square first, where nothing but a value can tell.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

SPECS = Path(__file__).parents[1] / "lean_specs"


@dataclass(frozen=True)
class Edit:
    """`old`, which occurs once in the file, becomes `new`."""

    old: str
    new: str


@dataclass(frozen=True)
class Mutant:
    """Edits of one file; `red` are theorems that must not stay green (of `EQUIVALENT`: must).

    `square` makes the three dimensions of the network one.
    """

    name: str
    file: str
    edits: tuple[Edit, ...]
    red: tuple[str, ...]
    square: bool = False
    reason: str = ""

    def apply(self, folder: Path) -> Path:
        """A copy of lean_specs with the edits."""
        copy = folder / "lean_specs"
        shutil.copytree(SPECS, copy)
        path = copy / "LeanSpecs" / self.file
        text = path.read_text(encoding="utf-8")
        for edit in self.edits:
            assert text.count(edit.old) == 1, f"{self.name}: {edit.old} must occur once"
            text = text.replace(edit.old, edit.new)
        path.write_text(squared(text) if self.square else text, encoding="utf-8")
        return copy


def squared(text: str) -> str:
    one = text.replace("{inDim hidDim outDim : ℕ}", "{d : ℕ}")
    return re.sub(r"\b(inDim|hidDim|outDim)\b", "d", one)


def mutant(name: str, file: str, old: str, new: str, *red: str, square: bool = False) -> Mutant:
    return Mutant(name, file, (Edit(old, new),), red, square)


def in_lemma(lemma: str, old: str, new: str) -> Edit:
    """An edit in the statement of a lemma of the network."""
    text = (SPECS / "LeanSpecs" / "Mlp.lean").read_text(encoding="utf-8")
    start = text.index(f"lemma {lemma}")
    statement = text[start : text.index(":= by", start)]
    assert statement.count(old) == 1, f"{lemma}: {old} must occur once"
    return Edit(statement, statement.replace(old, new))


def stated(
    name: str, lemma: str, old: str, new: str, *, square: bool = False, reason: str = ""
) -> Mutant:
    """A mutant of one lemma's statement."""
    return Mutant(name, "Mlp.lean", (in_lemma(lemma, old, new),), (lemma,), square, reason)


GRADIENTS = ("grad_W2_mse", "grad_b2_mse", "grad_b1_mse", "grad_x_mse", "grad_W1_mse")
KINKS = "(hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0)"
SOME = "(hx : ∃ i : Fin hidDim, z1 W1 b1 x i ≠ 0)"
MSE = "(n : ℝ)⁻¹ * ‖y - t‖ ^ 2"
MSE_GRAD = "  (2 / (n : ℝ)) • (y - t)\n"
LOSS = ("hasFDerivAt_mse", "mseGrad_eq_adjoint_fderiv")
MASK = "if 0 < x then 1 else 0"
LAYER = "fun x => matCLM W x + b"
ADJOINT_OF_W2 = "(matCLM (toMatrix W2)).adjoint (mseGrad (y W1 b1 W2 b2 x) t)"
OUTER_X = "(matApplyLin (m := m) (n := n) x).adjoint δ = outer δ x"
RESIDUAL = "mseGrad (n := outDim) (mlpVecMat W1 b1 W2 b2 x) t"

LOSS_MUTANTS = (
    mutant("2/n becomes 1/n", "Mse.lean", MSE_GRAD, "  (1 / (n : ℝ)) • (y - t)\n",
           LOSS[1], *GRADIENTS),
    mutant("the gradient is that of the sum", "Mse.lean", MSE_GRAD, "  (2 : ℝ) • (y - t)\n",
           LOSS[1], *GRADIENTS),
    mutant("the residual is reversed", "Mse.lean", MSE_GRAD, "  (2 / (n : ℝ)) • (t - y)\n",
           LOSS[1], *GRADIENTS),
    mutant("the residual forgets the target", "Mse.lean", MSE_GRAD, "  (2 / (n : ℝ)) • y\n",
           LOSS[1], *GRADIENTS),
    mutant("the loss takes the absolute value", "Mse.lean", MSE, "(n : ℝ)⁻¹ * ∑ i, |y i - t i|",
           *LOSS),
    mutant("the loss leaves out an entry", "Mse.lean", MSE,
           "(n : ℝ)⁻¹ * ∑ i : Fin n, if (i : ℕ) = 0 then 0 else (y i - t i) ^ 2", *LOSS),
    mutant("the mean becomes a sum", "Mse.lean", MSE, "‖y - t‖ ^ 2", *LOSS),
    mutant("the norm has the fourth power", "Mse.lean", MSE, "(n : ℝ)⁻¹ * ‖y - t‖ ^ 4", *LOSS),
    mutant("the derivative of the loss has the other sign", "Mse.lean",
           "innerSL ℝ (y - t)", "innerSL ℝ (t - y)", "hasFDerivAt_mse"),
    mutant("the derivative of the loss is taken at the target", "Mse.lean",
           "innerSL ℝ (y - t)) y", "innerSL ℝ (y - t)) t", "hasFDerivAt_mse"),
    mutant("the loss at the target is that at 0", "Mse.lean",
           "mse t t = 0 ∧", "mse t 0 = 0 ∧", "mse_at_target"),
    mutant("the gradient at the target is the target", "Mse.lean",
           "t] (1 : ℝ) = 0 := by", "t] (1 : ℝ) = t := by", "mse_at_target"),
)  # fmt: skip

RELU_MUTANTS = (
    mutant("the mask is dropped", "Relu.lean", MASK, "1",
           "hasFDerivAt_reluVec", "hasFDerivAt_mlp_wrt_b1", "grad_b1_mse", "grad_W1_mse"),
    mutant("ReLU' becomes ReLU", "Relu.lean", MASK, "max x 0",
           "hasFDerivAt_reluVec", "hasFDerivAt_mlp_wrt_x", "grad_x_mse"),
    mutant("the mask is that of the other side", "Relu.lean", MASK, "if x < 0 then 1 else 0",
           "hasFDerivAt_reluVec", "hasFDerivAt_mlp_wrt_b1", "grad_b1_mse"),
    mutant("ReLU becomes the absolute value", "Relu.lean", "  max x 0\n", "  |x|\n",
           "hasFDerivAt_reluVec", "hasFDerivAt_mlp_wrt_b1", "grad_b1_mse"),
    mutant("the mask looks at the direction", "Relu.lean",
           "dx i * reluDeriv (x i) := by", "dx i * reluDeriv (dx i) := by", "reluDerivCLM_apply"),
    mutant("the mask is not symmetric", "Relu.lean",
           "inner ℝ dx (reluDerivCLM x δ) := by", "inner ℝ dx (reluDerivCLM dx δ) := by",
           "reluDerivCLM_inner"),
    mutant("the adjoint masks with the cotangent", "Relu.lean",
           "adjoint δ = reluDerivCLM (n := n) x δ", "adjoint δ = reluDerivCLM (n := n) δ δ",
           "reluDerivCLM_adjoint_apply"),
    mutant("ReLU is differentiable everywhere", "Relu.lean",
           " (hx : ∀ i : Fin n, x i ≠ 0)", "", "hasFDerivAt_reluVec"),
    mutant("ReLU is differentiable if some entry is no kink", "Relu.lean",
           "(hx : ∀ i : Fin n, x i ≠ 0)", "(hx : ∃ i : Fin n, x i ≠ 0)", "hasFDerivAt_reluVec"),
)  # fmt: skip

LAYER_MUTANTS = (
    mutant("the weights lose their sign in the input derivative", "Linear.lean",
           "∑ i, W i j * δ i", "∑ i, |W i j| * δ i", "linear_input_deriv_spec_eq_adjoint"),
    mutant("the input derivative leaves out a row", "Linear.lean",
           "∑ i, W i j * δ i", "∑ i : Fin m, if (i : ℕ) = 0 then 0 else W i j * δ i",
           "linear_input_deriv_spec_eq_adjoint"),
    Mutant("the weights are transposed in the input derivative", "Linear.lean",
           (Edit("linearInputDeriv {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (δ : Vec m) : Vec n",
                 "linearInputDeriv {n : ℕ} (W : Matrix (Fin n) (Fin n) ℝ) (δ : Vec n) : Vec n"),
            Edit("∑ i, W i j * δ i", "∑ i, W j i * δ i"),
            Edit("linear_input_deriv_spec_eq_adjoint (δ : Vec m) :\n    linearInputDeriv W δ "
                 "= (matCLM (m := m) (n := n) W)",
                 "linear_input_deriv_spec_eq_adjoint (A : Matrix (Fin n) (Fin n) ℝ) (δ : Vec n) :\n"
                 "    linearInputDeriv A δ = (matCLM (m := n) (n := n) A)")),
           ("linear_input_deriv_spec_eq_adjoint",)),
    mutant("the bias is dropped", "Linear.lean", LAYER, "fun x => matCLM W x",
           "grad_b2_mse", "hasFDerivAt_mlp_wrt_b1", "grad_b1_mse"),
    mutant("the bias is counted twice", "Linear.lean", LAYER, "fun x => matCLM W x + b + b",
           "grad_b2_mse", "hasFDerivAt_mlp_wrt_b1", "grad_b1_mse"),
    mutant("the Jacobian is that of twice the layer", "Linear.lean",
           "J[affine W b, x] = matCLM W", "J[affine W b, x] = (2 : ℝ) • matCLM W",
           "jacobian_affine"),
    mutant("the derivative of the layer has the other sign", "Linear.lean",
           "HasFDerivAt (affine W b) (matCLM W) x", "HasFDerivAt (affine W b) (-matCLM W) x",
           "hasFDerivAt_affine"),
    Mutant("the outer product is swapped", "Weights.lean",
           (Edit("lemma matApplyLin_adjoint_apply {m n : ℕ} (x : Vec n) (δ : Vec m) :",
                 "lemma matApplyLin_adjoint_apply {n : ℕ} (x : Vec n) (δ : Vec n) :"),
            Edit(OUTER_X, "(matApplyLin (m := n) (n := n) x).adjoint δ = outer x δ")),
           ("matApplyLin_adjoint_apply",)),
    mutant("the outer product adds", "Weights.lean", "δ i * x j", "δ i + x j",
           "matApplyLin_adjoint_apply", "grad_W2_mse", "grad_W1_mse"),
    mutant("a plain matrix loses its sign", "Weights.lean",
           "fun i j => W i j\n", "fun i j => |W i j|\n",
           "toMatrix_toMatE", "hasFDerivAt_mlp_wrt_W2", "grad_W2_mse"),
)  # fmt: skip

NETWORK_MUTANTS = (
    stated("n is the hidden dimension", "grad_b2_mse", RESIDUAL,
           "(2 / (hidDim : ℝ)) • (mlpVecMat W1 b1 W2 b2 x - t)"),
    stated("n is the input dimension", "grad_b2_mse", RESIDUAL,
           "(2 / (inDim : ℝ)) • (mlpVecMat W1 b1 W2 b2 x - t)"),
    stated("the seed is 2", "grad_W2_mse", "(1 : ℝ)", "(2 : ℝ)"),
    stated("a1 becomes z1", "grad_W2_mse", "(a1 W1 b1 x)", "(z1 W1 b1 x)"),
    stated("a1 becomes z1 in the derivative", "hasFDerivAt_mlp_wrt_W2",
           "(a1 W1 b1 x)", "(z1 W1 b1 x)"),
    stated("prediction and target change places", "grad_W1_mse",
           "(mseGrad (y W1 b1 W2 b2 x) t)", "(mseGrad t (y W1 b1 W2 b2 x))"),
    stated("the gradient in b1 has no mask", "grad_b1_mse",
           f"reluDerivCLM (z1 W1 b1 x)\n          ({ADJOINT_OF_W2})", ADJOINT_OF_W2),
    stated("the mask of b1 has no bias", "grad_b1_mse",
           "reluDerivCLM (z1 W1 b1 x)", "reluDerivCLM (matCLM (toMatrix W1) x)"),
    stated("the mask of W1 has no bias", "grad_W1_mse",
           "reluDerivCLM (z1 W1 b1 x)", "reluDerivCLM (matCLM (toMatrix W1) x)"),
    mutant("the pre-activation counts its bias twice", "Mlp.lean",
           "def z1 : Vec hidDim :=\n  affineMat W1 b1 x",
           "def z1 : Vec hidDim :=\n  affineMat W1 ((2 : ℝ) • b1) x",
           "grad_b1_mse", "grad_W1_mse"),
    stated("no kinks is dropped", "grad_b1_mse", f" {KINKS}", ""),
    stated("no kinks is dropped from a derivative", "hasFDerivAt_mlp_wrt_W1", f" {KINKS}", ""),
    stated("no kinks is weakened to one entry", "grad_b1_mse", KINKS, SOME),
    stated("no kinks is weakened to one entry of a derivative", "hasFDerivAt_mlp_wrt_b1",
           KINKS, SOME),
    stated("no kinks becomes a size", "grad_W1_mse", KINKS, "(hx : 0 < hidDim)"),
    stated("no kinks is said of the prediction", "grad_x_mse", KINKS,
           "(hx : ∀ i : Fin outDim, y W1 b1 W2 b2 x i ≠ 0)"),
    mutant("the chain rule evaluates g elsewhere", "Chain.lean",
           "(hg : HasFDerivAt g g' (f x))", "(hg : HasFDerivAt g g' (f (x + x)))",
           "adjoint_fderiv_comp_apply_one"),
    mutant("the chain rule loses a seed", "Chain.lean",
           "f'.adjoint (g'.adjoint (1 : ℝ)) := by", "f'.adjoint (g'.adjoint (0 : ℝ)) := by",
           "adjoint_fderiv_comp_apply_one"),
)  # fmt: skip


def mixed_up(square: bool) -> tuple[Mutant, ...]:
    """Edits that only a square network can hide from its dimensions."""
    return (
        stated("W2 is not transposed", "grad_b1_mse", "(matCLM (toMatrix W2)).adjoint (",
               "(matCLM (toMatrix W2)) (", square=square),
        stated("W2 is transposed in the derivative", "hasFDerivAt_mlp_wrt_b1",
               "(matCLM (toMatrix W2)).comp", "(matCLM (toMatrix W2)).adjoint.comp", square=square),
        stated("W1 is not transposed", "grad_x_mse", "(matCLM (toMatrix W1)).adjoint\n",
               "(matCLM (toMatrix W1))\n", square=square),
        stated("W1 and W2 change places", "hasFDerivAt_mlp_wrt_x",
               "matCLM (toMatrix W2) ∘L reluDerivCLM (z1 W1 b1 x) ∘L matCLM (toMatrix W1)",
               "matCLM (toMatrix W1) ∘L reluDerivCLM (z1 W1 b1 x) ∘L matCLM (toMatrix W2)",
               square=square),
        stated("the mask is on the wrong side of W2", "grad_b1_mse",
               f"reluDerivCLM (z1 W1 b1 x)\n          ({ADJOINT_OF_W2})",
               "(matCLM (toMatrix W2)).adjoint\n          "
               "(reluDerivCLM (z1 W1 b1 x) (mseGrad (y W1 b1 W2 b2 x) t))", square=square),
        stated("the outer product of W2 is swapped", "grad_W2_mse",
               "outer (mseGrad (y W1 b1 W2 b2 x) t) (a1 W1 b1 x)",
               "outer (a1 W1 b1 x) (mseGrad (y W1 b1 W2 b2 x) t)", square=square),
        stated("x becomes a1", "grad_W1_mse", "t))) x", "t))) (a1 W1 b1 x)", square=square),
        stated("a1 becomes x", "grad_W2_mse", "(a1 W1 b1 x)", "x", square=square),
    )  # fmt: skip


MUTANTS = (
    *LOSS_MUTANTS, *RELU_MUTANTS, *LAYER_MUTANTS, *NETWORK_MUTANTS, *mixed_up(square=True)
)  # fmt: skip

REFUSED = (
    *mixed_up(square=False),
    mutant("the outer product is swapped", "Weights.lean", OUTER_X,
           OUTER_X.replace("outer δ x", "outer x δ"), "matApplyLin_adjoint_apply"),
    mutant("the weights are transposed in the input derivative", "Linear.lean",
           "∑ i, W i j * δ i", "∑ i, W j i * δ i", "linear_input_deriv_spec_eq_adjoint"),
    mutant("the plain matrix is transposed", "Weights.lean",
           "fun i j => W i j\n", "fun i j => W j i\n", "toMatrix_toMatE"),
)  # fmt: skip

EQUIVALENT = (
    Mutant("the residual is minus its reverse", "Mse.lean",
           (Edit(MSE_GRAD, "  (2 / (n : ℝ)) • -(t - y)\n"),), (LOSS[1], *GRADIENTS),
           reason="-(t - y) = y - t in every vector space"),
    Mutant("the mask keeps the kink", "Relu.lean",
           (Edit(MASK, "if 0 ≤ x then 1 else 0"),),
           ("hasFDerivAt_reluVec", "hasFDerivAt_mlp_wrt_b1", "grad_b1_mse", "grad_W1_mse"),
           reason="the masks differ at 0 only, which the hypothesis excludes"),
    stated("the mask looks at a1", "grad_b1_mse",
           "reluDerivCLM (z1 W1 b1 x)", "reluDerivCLM (a1 W1 b1 x)",
           reason="0 < max z 0 exactly if 0 < z"),
    Mutant("the norm is a sum of squares", "Mse.lean",
           (Edit(MSE, "(n : ℝ)⁻¹ * ∑ i, (y i - t i) ^ 2"),), (*LOSS, *GRADIENTS),
           reason="the squared Euclidean norm is the sum of the squared entries"),
    Mutant("the bias comes first", "Linear.lean", (Edit(LAYER, "fun x => b + matCLM W x"),),
           ("hasFDerivAt_affine", "grad_b1_mse", "grad_b2_mse"), reason="+ commutes"),
)  # fmt: skip
