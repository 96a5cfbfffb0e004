"""A few mutants of `tools/mutants.py`: which there are, what is found, and when it fails."""

from __future__ import annotations

import random
import sys
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from bridge.errors import SpecError
from tools import mutants as script
from tools.mutation import judging
from tools.mutation.judging import Found, at_large_sizes, judge
from tools.mutation.project import Mutant, Read, changed, mutants, read, source_text
from tools.mutation.square import square

ROOT = Path(__file__).parents[1]
RELATIVES = """\
import Mathlib

noncomputable def softmaxDeriv {n : ℕ} (p : Fin n → ℝ) (i j : Fin n) : ℝ :=
  p i * ((if i = j then 1 else 0) - p j)

noncomputable def normalized (x μ v ε : ℝ) : ℝ := (x - μ) / √(v + ε)

noncomputable def scaled (x d : ℝ) : ℝ := x / √d

noncomputable def crossEntropy (σ : ℝ → ℝ) (x t : ℝ) : ℝ := σ x - t

noncomputable def divergence {n : ℕ} (p q : Fin n → ℝ) : ℝ :=
  ∑ i, p i * Real.log (p i / q i)

noncomputable def pooled (a b : ℝ) : ℝ := max a b

def convolved (w : ℕ → ℝ) (x : ℕ → ℝ) (i k : ℕ) : ℝ := w k * x (i + k)

theorem scaled_pos (x d : ℝ) (hx : 0 < x) (hd : 0 < d) : 0 < scaled x d := by sorry
"""

OUTER = """\
import Mathlib

def outer {m n : ℕ} (δ : Fin m → ℝ) (x : Fin n → ℝ) (i : Fin m) (j : Fin n) : ℝ := δ i * x j

theorem outer_eq {m n : ℕ} (δ : Fin m → ℝ) (x : Fin n → ℝ) (i : Fin m) (j : Fin n) :
    outer δ x i j = δ i * x j := by
  rfl
"""

FAULTS = {  # of a network and its loss
    "(1 / (n : ℝ)) • (y - t)",
    "fun y => (‖y - t‖ ^ 2)",
    "(2 / (n : ℝ)) • (t - y)",
    "(2 / (n : ℝ)) • (y)",
    "= ((hidDim : ℝ)⁻¹ • (mseGrad (n := outDim) (mlpVecMat W1 b1 W2 b2 x) t)) := by",
    "if 0 < x then 0 else 1",
    "reluDerivCLM (n := n) x dx i = dx i * (relu (x i)) := by",
    "(reluDerivCLM (z1 W1 0 x)",
    "(matApplyLin (m := m) (n := n) x).adjoint δ = (outer x δ) := by",
    "((matCLM (toMatrix W2)).adjoint (mseGrad (y W1 b1 W2 b2 x) t))) (a1 W1 b1 x) := by",
    "fun y => (n : ℝ)⁻¹ * ‖y - t‖ ^ 1",
    "fun x => (matCLM W x + b + b)",
    "fun x => (matCLM W x)",
    "lemma hasFDerivAt_reluVec {n : ℕ} (x : Vec n)  :",
    "lemma hasFDerivAt_reluVec {n : ℕ} (x : Vec n) (hx : ∃ i : Fin n, x i ≠ 0) :",
    "WithLp.toLp 2 fun j => (∑ i, (if (i : ℕ) = 0 then 0 else W i j * δ i))",
    "WithLp.toLp 2 fun j => (∏ i, W i j * δ i)",
    "WithLp.toLp 2 fun j => ∑ i, (W j i) * δ i",
    "(matCLM (toMatrix W2) ∘L ((matCLM (toMatrix W1)) ∘L (reluDerivCLM (z1 W1 b1 x)))) x := by",
    "((matCLM (toMatrix W2)).adjoint (reluDerivCLM (z1 W1 b1 x) (mseGrad (y W1 b1 W2 b2 x) t)))",
    "((matCLM ((toMatrix W2).transpose)).adjoint (mseGrad (y W1 b1 W2 b2 x) t)) := by",
    "max x 1",
    "min x 0",
    "if 0 ≤ x then 1 else 0",
    "lemma grad_b1_mse (hx : ∀ i : Fin hidDim, z1 W1 b1 x i = 0) :",
    "inner ℝ (reluDerivCLM x δ) dx = inner ℝ δ (reluDerivCLM x dx) := by",
    "fun i j => (-(W i j))",
}

FAULTS_OF_RELATIVES = {
    "p i * (if i = j then 1 else 0)",
    "p i * ((if i = j then 1 else 0) + p j)",
    "p i * ((if i ≠ j then 1 else 0) - p j)",
    "noncomputable def normalized (x μ v ε : ℝ) : ℝ := (x) / √(v + ε)",
    "noncomputable def normalized (x μ v ε : ℝ) : ℝ := (x - μ) / (√v + ε)",
    "noncomputable def scaled (x d : ℝ) : ℝ := x / d",
    "noncomputable def crossEntropy (σ : ℝ → ℝ) (x t : ℝ) : ℝ := t - (σ x)",
    "∑ i, q i * Real.log (q i / p i)",
    "noncomputable def pooled (a b : ℝ) : ℝ := min a b",
    "def convolved (w : ℕ → ℝ) (x : ℕ → ℝ) (i k : ℕ) : ℝ := w k * x (i - k)",
    "theorem scaled_pos (x d : ℝ) (hx : 0 < x)  : 0 < scaled x d := by sorry",
    "theorem scaled_pos (x d : ℝ) (hx : 0 ≤ x) (hd : 0 < d) : 0 < scaled x d := by sorry",
}


@cache
def specs() -> Read:
    return read(ROOT, "lean_specs")


@cache
def every() -> tuple[Mutant, ...]:
    return tuple(mutants(specs(), random.Random(0)))


def new_text(base: Read, mutant: Mutant) -> str:
    lines = mutant.lines(source_text(base.done.project, mutant.file))[1]
    return " ".join(line.strip() for line in lines.splitlines())


def the_mutant(text: str) -> Mutant:
    return next(m for m in every() if text in new_text(specs(), m))


def own(tmp_path: Path, text: str) -> Read:
    (tmp_path / "Own.lean").write_text(text, encoding="utf-8")
    return read(tmp_path, "Own.lean")


def test_the_faults_of_networks_are_among_the_mutants() -> None:
    texts = {new_text(specs(), m) for m in every()}
    assert [f for f in FAULTS if not any(f in t for t in texts)] == []


def test_the_faults_of_other_layers_are_among_the_mutants(tmp_path: Path) -> None:
    base = own(tmp_path, RELATIVES)
    texts = {new_text(base, m) for m in mutants(base, random.Random(0))}
    assert FAULTS_OF_RELATIVES - texts == set()


def test_a_seed_gives_the_same_mutants_in_the_same_order() -> None:
    assert tuple(islice(mutants(specs(), random.Random(0)), 50)) == every()[:50]
    assert tuple(islice(mutants(specs(), random.Random(1)), 50)) != every()[:50]


@pytest.mark.parametrize(
    ("text", "theorem"),
    [
        ("(1 / (n : ℝ)) • (y - t)", "mseGrad_eq_adjoint_fderiv"),
        ("if 0 < x then 0 else 1", "hasFDerivAt_reluVec"),
        ("(x : Vec n) (hx : ∃ i : Fin n, x i ≠ 0) :", "hasFDerivAt_reluVec"),
        ("{x : E}  (hg : HasFDerivAt g g' (f x)) :", "adjoint_fderiv_comp_apply_one"),
    ],
)
def test_a_false_mutant_is_red_and_tells_where(text: str, theorem: str) -> None:
    found = judge(specs(), the_mutant(text))
    assert (found.status, found.theorem) == ("red", f"LeanSpecs.{theorem}")
    assert found.detail


def test_a_true_mutant_is_decided_and_true_at_larger_sizes() -> None:
    text = "HasFDerivAt (reluVec (n := n)) ((reluDerivCLM x).adjoint) x := by"
    found = judge(specs(), the_mutant(text))
    assert found.status == "decided"
    assert found.detail == ("decided at n = 0, 1, 2, 3",)
    assert found.largest > 2


def test_what_lean_would_reject_is_no_mutant() -> None:
    swapped = the_mutant("(matApplyLin (m := m) (n := n) x).adjoint δ = (outer x δ)")
    claim = the_mutant("lemma hasFDerivAt_affine (b : Vec m) (x : Vec n) : matCLM W :=")
    assert {judge(specs(), m).status for m in (swapped, claim)} == {judging.ILL_TYPED}


def test_equal_dimensions_make_mixed_up_ones_a_matter_of_values(tmp_path: Path) -> None:
    (tmp_path / "Own.lean").write_text(OUTER, encoding="utf-8")
    assert square(tmp_path, "Own.lean") == 1
    base = read(tmp_path, "Own.lean")
    mixed_up = "(outer x δ i j) = δ i * x j"
    found = [m for m in mutants(base, random.Random(0)) if mixed_up in new_text(base, m)]
    assert {judge(base, m).status for m in found} == {"red"}


def test_what_is_read_again_is_what_the_whole_project_says(tmp_path: Path) -> None:
    """A change is judged on the declarations that rest on it, all others are kept."""
    base, checked = own(tmp_path, RELATIVES), 0
    for mutant in islice(mutants(base, random.Random(3)), 25):
        text = mutant.applied(source_text(base.done.project, mutant.file))
        (tmp_path / "Own.lean").write_text(text, encoding="utf-8")
        try:
            again = changed(base, mutant)
        except SpecError:
            continue
        whole = read(tmp_path, "Own.lean")
        assert (again.closures, len(again.done.refusals)) == (
            whole.closures,
            len(whole.done.refusals),
        )
        checked += 1
    assert checked > 5


def test_samples_reach_sizes_that_deciding_does_not(tmp_path: Path) -> None:
    base = own(tmp_path, "import Mathlib\n\ntheorem short (n : ℕ) (x : Fin n → ℝ) :\n"
                         "    9 < n → ∑ i : Fin n, x i = 0 := by sorry\n")  # fmt: skip
    theorem = base.done.environment.definition("short")
    assert theorem is not None
    _, shown = at_large_sizes(base.evaluator, theorem)
    assert int(shown[0].removeprefix("n := ")) > 9


@pytest.mark.parametrize(
    ("status", "code"),
    [("green on samples alone", 1), ("false at larger sizes", 1), ("contradiction", 1),
     ("red", 0), ("decided", 0), ("undecided", 0)],
)  # fmt: skip
def test_the_script_fails_where_green_is_not_shown(
    status: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "judge", lambda *_: Found(status, "t", ("why",), 1))
    monkeypatch.setattr(script, "read_bases", lambda *_: (specs(),))
    monkeypatch.setattr(sys, "argv", ["mutants", "--count", "2", "--jobs", "1"])
    assert script.main() == code
    assert "2 well-typed mutants" in capsys.readouterr().out
