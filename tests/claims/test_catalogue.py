"""Every kind of statement becomes a check that is green where it is true and red where it is not.

`True.lean` and `False.lean` go through `lean-bridge verify`; the second holds a false twin of each
theorem in the first.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from bridge.cli import main

HERE = Path(__file__).parent
WRONG_CONJUNCT = {
    "slope_and_value": ["cube 0 = 1"],
    "slope_and_bound": ["deriv cube x = 2 * x ^ 2"],
    "both_arguments": ["HasGradientAt (fun y : Vec n => ‖y‖ ^ 2) ((2 : ℝ) • y) (y + y)"],
    "chain_and_sum": ["deriv (fun y => f y + y) x = f'"],
    "behind_names": ["HasDerivAt f f' x", "deriv f x = f'"],
}  # in False.lean
SUBJECT = {
    "cube_has_deriv", "cube_deriv", "shifted_deriv", "sq_norm_gradient", "log_deriv", "relu_deriv",
    "matrix_jacobian", "chain", "everywhere", "twice_deriv", "sine.correct",
    "smooth_deriv (s := sine)", "square_over_type", "inner_deriv", *WRONG_CONJUNCT,
    "norm_gradient", "squares_at", "slope_at", "half_square_loss", "partial_of_squares",
    "partial_of_product", "gradient_of_entry", "curvature", "within", "hessian",
    "hessian_of_gradient", "function_deriv", "slope_as_indicator", "slope_as_sign",
    "bounded_scaling",
}  # fmt: skip
REFERENCE = {
    "linear_map_zero", "adjoint_pairs", "dot_comm", "square_nonneg", "max_le_iff", "entries",
    "grid_total", "first_of_sum", "layer_difference", "sum_over_type", "ring_square",
    "mean_times_size", "mean_of_constant", "quotient_of_fact", "scaling_is_adjoint", "let_square",
    "energy_pos", "between_bounds",
}  # fmt: skip


def verdicts(file: str, folder: Path) -> dict[str, dict[str, Any]]:
    out = folder / f"{file}.json"
    main(["verify", str(HERE / file), "--draws", "10", "--json", str(out)])
    results = json.loads(out.read_text(encoding="utf-8"))["results"]
    return {r["name"].removeprefix("Catalogue."): r for r in results}


@pytest.fixture(scope="module")
def true(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    return verdicts("True.lean", tmp_path_factory.mktemp("true"))


@pytest.fixture(scope="module")
def false(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    return verdicts("False.lean", tmp_path_factory.mktemp("false"))


def test_every_statement_becomes_a_check(true: dict[str, Any]) -> None:
    assert set(true) == SUBJECT | REFERENCE | {"smooth_deriv"}  # of any element, as well


@pytest.mark.parametrize("name", sorted(SUBJECT))
def test_a_true_statement_about_a_derivative_passes(name: str, true: dict[str, Any]) -> None:
    assert true[name]["verdict"] == "pass", true[name]["reason"]


@pytest.mark.parametrize("name", sorted(REFERENCE))
def test_a_true_statement_without_one_holds(name: str, true: dict[str, Any]) -> None:
    assert true[name]["verdict"] == "holds", true[name]["reason"]


@pytest.mark.parametrize("name", sorted(SUBJECT | REFERENCE))
def test_its_false_twin_fails_with_a_counterexample(name: str, false: dict[str, Any]) -> None:
    assert false[name]["verdict"] == "fail"
    assert "false in exact arithmetic" in false[name]["reason"]


@pytest.mark.parametrize("name", WRONG_CONJUNCT)
def test_a_false_conjunction_says_which_part_is_false(name: str, false: dict[str, Any]) -> None:
    result = false[name]
    failed = {s["conjunct"] for s in result["subjects"] if s["verdict"] == "fail"}
    assert sorted(failed) == WRONG_CONJUNCT[name]
    assert f"where this conjunct is false: {WRONG_CONJUNCT[name][0]}" in result["reason"]
    for text in WRONG_CONJUNCT[name]:
        assert f"  conjunct  {text}\n" in result["reason"]
