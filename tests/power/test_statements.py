"""`lean-bridge verify` on copies of lean_specs with a fault in the Lean text: red, at the theorems
that depend on it, with a counterexample that a person can follow."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bridge.cli import main
from tests import mutants
from tests.mutants import MUTANTS, REFUSED, Mutant

SETTINGS = """\
[tool.lean-bridge]
specs = "lean_specs"
out = "generated"
package = "generated"
bindings = "lean_specs/bindings.toml"
"""


@dataclass(frozen=True)
class Told:
    """A run of `verify`: the exit code, its results by theorem, and what it printed."""

    code: int
    results: dict[str, Any]
    out: str
    err: str

    def reason(self, theorem: str) -> str:
        return str(self.results[f"LeanSpecs.{theorem}"]["reason"])


def found(pool: tuple[Mutant, ...], name: str) -> Mutant:
    (mutant,) = (m for m in pool if m.name == name)
    return mutant


def only(file: Path, *lemmas: str) -> None:
    """Leave these lemmas in a Lean file, and all definitions."""
    text = file.read_text(encoding="utf-8")
    blocks = re.compile(r"/--(?:(?!-/).)*-/\nlemma (\w+).*?\n(?=\n)", re.DOTALL)
    kept = blocks.sub(lambda m: m[0] if m[1] in lemmas else "", text)
    assert kept.count("lemma ") == len(lemmas)
    file.write_text(kept, encoding="utf-8")


@pytest.fixture
def verify(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Runs `verify` on a file of a mutant's copy, of which only these lemmas are left, if any."""

    def run(mutant: Mutant, file: str, *lemmas: str) -> Told:
        path = mutant.apply(tmp_path) / "LeanSpecs" / file
        if lemmas:
            only(path, *lemmas)
        (tmp_path / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        answer = tmp_path / "answer.json"
        code = main(["verify", str(path), "--draws", "20", "--json", str(answer)])
        told = capsys.readouterr()
        results = json.loads(answer.read_text("utf-8"))["results"] if answer.exists() else []
        return Told(code, {r["name"]: r for r in results}, told.out, told.err)

    return run


def assert_both_sides_are_shown(told: Told, theorem: str) -> None:
    """The statement at a point in exact arithmetic; the subject, at a shrunk sample."""
    result = told.results[f"LeanSpecs.{theorem}"]
    assert result["verdict"] == "fail"
    assert f"LeanSpecs.{theorem}  {result['file']}:{result['line']}" in told.out
    reason = told.reason(theorem)
    assert "the statement is false in exact arithmetic" in reason
    sides = ("left side  =", "right side ="), ("true derivative    =", "claimed derivative =")
    assert any(all(side in reason for side in pair) for pair in sides)
    assert "so its check fails as well" in reason
    assert re.search(r"\n    (?:\w+ = 1(?:, )?)+\n", reason), "sizes are not shrunk"
    assert "as the statement says" in reason
    assert "from lowered" in reason or "from torch.nn" in reason


@pytest.mark.parametrize("name", ["2/n becomes 1/n", "the residual is reversed"])
def test_a_wrong_gradient_of_the_loss(verify: Any, name: str) -> None:
    told = verify(found(MUTANTS, name), "Mse.lean")
    assert told.code == 1
    assert_both_sides_are_shown(told, "mseGrad_eq_adjoint_fderiv")
    assert told.results["LeanSpecs.hasFDerivAt_mse"]["verdict"] == "pass"  # does not mention it
    assert "3 theorems: 2 pass, 1 fail" in told.out


def test_a_wrong_gradient_of_the_loss_is_told_further_up(verify: Any) -> None:
    told = verify(found(MUTANTS, "2/n becomes 1/n"), "Mlp.lean", "grad_b2_mse")
    assert told.code == 1
    assert_both_sides_are_shown(told, "grad_b2_mse")


def test_a_dropped_mask(verify: Any) -> None:
    told = verify(found(MUTANTS, "the mask is dropped"), "Relu.lean")
    assert told.code == 1
    assert_both_sides_are_shown(told, "hasFDerivAt_reluVec")
    assert {r["verdict"] for r in told.results.values()} == {"fail", "holds", "pass"}


def test_an_outer_product_that_is_swapped_does_not_fit(verify: Any) -> None:
    told = verify(found(REFUSED, "the outer product is swapped"), "Weights.lean")
    assert told.code == 1
    reason = told.reason("matApplyLin_adjoint_apply")
    assert re.match(r"lean_specs/LeanSpecs/Weights\.lean:\d+:\d+: \[type-mismatch\]", reason)
    assert "\n  in LeanSpecs.matApplyLin_adjoint_apply" in reason
    assert "^" in reason


def test_an_outer_product_that_is_swapped_in_a_square_spec(verify: Any) -> None:
    told = verify(found(MUTANTS, "the outer product is swapped"), "Weights.lean")
    assert told.code == 1
    reason = told.reason("matApplyLin_adjoint_apply")
    assert "n := 2" in reason
    assert "left side  =" in reason
    assert "right side =" in reason


def test_an_activation_that_becomes_the_pre_activation(verify: Any) -> None:
    told = verify(found(MUTANTS, "a1 becomes z1"), "Mlp.lean", "grad_W2_mse")
    assert told.code == 1
    assert_both_sides_are_shown(told, "grad_W2_mse")


def test_a_dropped_bias(verify: Any) -> None:
    """Red at the theorem that mentions it, and at the definitions that modules are bound to."""
    told = verify(found(MUTANTS, "the bias is dropped"), "Mlp.lean", "grad_b2_mse")
    assert told.code == 1
    assert_both_sides_are_shown(told, "grad_b2_mse")
    assert told.results["LeanSpecs.affine"]["verdict"] == "fail"
    assert told.results["LeanSpecs.mse"]["verdict"] == "pass"


@pytest.mark.parametrize("lemma", ["grad_b1_mse", "hasFDerivAt_mlp_wrt_b1"])
def test_a_dropped_hypothesis_is_found_at_a_kink(verify: Any, lemma: str) -> None:
    edit = mutants.in_lemma(lemma, f" {mutants.KINKS}", "")
    mutant = Mutant("no kinks is dropped", "Mlp.lean", (edit,), (lemma,))
    told = verify(mutant, "Mlp.lean", lemma)
    assert told.code == 1
    assert told.results[f"LeanSpecs.{lemma}"]["verdict"] == "fail"
    assert "not differentiable there" in told.reason(lemma)


@pytest.mark.parametrize(
    ("name", "conjunct"),
    [
        ("the loss at the target is that at 0", "mse t 0 = 0"),
        ("the gradient at the target is the target", "VJP[mse (n := n) t, t] (1 : ℝ) = t"),
    ],
)
def test_one_wrong_conjunct(verify: Any, name: str, conjunct: str) -> None:
    told = verify(found(MUTANTS, name), "Mse.lean", "mse_at_target")
    assert told.code == 1
    reason = told.reason("mse_at_target")
    assert f"where this conjunct is false: {conjunct}\n" in reason
    assert f"  conjunct  {conjunct}\n" in reason
    lines = told.results["LeanSpecs.mse_at_target"]["subjects"]
    assert {s["conjunct"] for s in lines if s["verdict"] == "fail"} == {conjunct}
    assert {s["verdict"] for s in lines if s["conjunct"] != conjunct} & {"pass", "holds"}
