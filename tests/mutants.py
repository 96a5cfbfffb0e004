"""Edits of lean_specs that change its meaning, for tests that must see them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

SPECS = Path(__file__).parents[1] / "lean_specs"
KINKS = "(hx : ∀ i : Fin hidDim, z1 W1 b1 x i ≠ 0)"


@dataclass(frozen=True)
class Mutant:
    """`old` becomes `new` in one file; `red` are theorems that must not stay green."""

    name: str
    file: str
    old: str
    new: str
    red: tuple[str, ...]
    every: bool = False  # replace every occurrence

    def apply(self, folder: Path) -> Path:
        """A copy of lean_specs with the edit."""
        copy = folder / "lean_specs"
        shutil.copytree(SPECS, copy)
        path = copy / "LeanSpecs" / self.file
        text = path.read_text(encoding="utf-8")
        assert self.old in text, f"{self.name}: the text to change is not there"
        path.write_text(text.replace(self.old, self.new, -1 if self.every else 1), encoding="utf-8")
        return copy


GRADIENTS = ("grad_W2_mse", "grad_b2_mse", "grad_b1_mse", "grad_x_mse", "grad_W1_mse")
MUTANTS = (
    Mutant(
        "2/n becomes 1/n",
        "Mse.lean",
        "  (2 / (n : ℝ)) • (y - t)\n",
        "  (1 / (n : ℝ)) • (y - t)\n",
        ("mseGrad_eq_adjoint_fderiv", *GRADIENTS),
    ),
    Mutant(
        "the residual is reversed",
        "Mse.lean",
        "  (2 / (n : ℝ)) • (y - t)\n",
        "  (2 / (n : ℝ)) • (t - y)\n",
        ("mseGrad_eq_adjoint_fderiv", *GRADIENTS),
    ),
    Mutant(
        "the residual forgets the target",
        "Mse.lean",
        "  (2 / (n : ℝ)) • (y - t)\n",
        "  (2 / (n : ℝ)) • y\n",
        ("mseGrad_eq_adjoint_fderiv", *GRADIENTS),
    ),
    Mutant(
        "the mask is dropped",
        "Relu.lean",
        "if x > 0 then 1 else 0",
        "1",
        ("hasFDerivAt_reluVec", "hasFDerivAt_mlp_wrt_b1", "grad_b1_mse", "grad_W1_mse"),
    ),
    Mutant(
        "ReLU' becomes ReLU",
        "Relu.lean",
        "if x > 0 then 1 else 0",
        "max x 0",
        ("hasFDerivAt_reluVec", "hasFDerivAt_mlp_wrt_x", "grad_x_mse"),
    ),
    Mutant(
        "the weights are transposed in the input derivative",
        "Linear.lean",
        "∑ i, W i j * δ i",
        "∑ i, |W i j| * δ i",
        ("linear_input_deriv_spec_eq_adjoint",),
    ),
    Mutant(
        "a1 becomes z1",
        "Mlp.lean",
        "= outer (mseGrad (y W1 b1 W2 b2 x) t) (a1 W1 b1 x)",
        "= outer (mseGrad (y W1 b1 W2 b2 x) t) (z1 W1 b1 x)",
        ("grad_W2_mse",),
    ),
    Mutant(
        "the bias is dropped",
        "Linear.lean",
        "(matCLM (m := outDim) (n := inDim) W) x + b",
        "(matCLM (m := outDim) (n := inDim) W) x",
        ("grad_b2_mse", "hasFDerivAt_mlp_wrt_b1", "grad_b1_mse"),
    ),
    Mutant(
        "the pre-activation in the mask has no bias",
        "Mlp.lean",
        "def z1 : Vec hidDim :=\n  affineMat W1 b1 x",
        "def z1 : Vec hidDim :=\n  affineMat W1 ((2 : ℝ) • b1) x",
        ("grad_b1_mse", "grad_W1_mse"),
    ),
    Mutant(
        "no kinks is dropped",
        "Mlp.lean",
        f"lemma grad_b1_mse {KINKS} :",
        "lemma grad_b1_mse :",
        ("grad_b1_mse",),
    ),
    Mutant(
        "no kinks is dropped from a derivative",
        "Mlp.lean",
        f"lemma hasFDerivAt_mlp_wrt_W1 {KINKS} :",
        "lemma hasFDerivAt_mlp_wrt_W1 :",
        ("hasFDerivAt_mlp_wrt_W1",),
    ),
    Mutant(
        "no kinks is weakened to one coordinate",
        "Mlp.lean",
        f"lemma grad_W1_mse {KINKS} :",
        "lemma grad_W1_mse (hx : 0 < hidDim) :",
        ("grad_W1_mse",),
    ),
    Mutant(
        "the loss takes the absolute value",
        "Mse.lean",
        "(n : ℝ)⁻¹ * ‖y - t‖ ^ 2",
        "(n : ℝ)⁻¹ * ∑ i, |y i - t i|",
        ("hasFDerivAt_mse", "mseGrad_eq_adjoint_fderiv"),
    ),
    Mutant(
        "the mean becomes a sum",
        "Mse.lean",
        "(n : ℝ)⁻¹ * ‖y - t‖ ^ 2",
        "‖y - t‖ ^ 2",
        ("hasFDerivAt_mse", "mseGrad_eq_adjoint_fderiv"),
    ),
    Mutant(
        "the chain rule forgets the inner derivative's argument",
        "Chain.lean",
        "(hg : HasFDerivAt g g' (f x))",
        "(hg : HasFDerivAt g g' (f (x + x)))",
        ("adjoint_fderiv_comp_apply_one",),
    ),
)
