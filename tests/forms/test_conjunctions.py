"""Conjunctions become claims part by part; those without a derivative stay one proposition."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bridge.config import Settings
from bridge.errors import InternalError
from bridge.forms.claim import Claim
from bridge.pipeline import Build, build
from bridge.validate import validate

DEFINITIONS = """\
import Mathlib

namespace Parts

def cube (x : ℝ) : ℝ := x ^ 3
def scaled {n : ℕ} (k : ℝ) (x : Fin n → ℝ) : Fin n → ℝ := fun i => k * x i
def HasSlope (f : ℝ → ℝ) (f' x : ℝ) : Prop := HasDerivAt f f' x ∧ deriv f x = f'

"""
# A statement, its form, and the forms of its parts.
STATEMENTS = {
    "(x : ℝ) : cube x = x ^ 3 ∧ 0 ≤ x ^ 2": ("proposition", ""),
    "(x : ℝ) : deriv cube x = 3 * x ^ 2": ("equation", ""),
    "(x y : Fin 3 → ℝ) : x + y = y + x ∧ x = x": ("exact", ""),
    "(x : ℝ) : cube 0 = 0 ∧ deriv cube x ≤ 3 * x ^ 2": ("exact", ""),
    "(x : ℝ) : DifferentiableAt ℝ cube x ∧ cube 0 = 0": ("exact", ""),
    # no part of a conjunction, so that the exact evaluator decides the whole
    "(x : ℝ) : (∀ y, HasDerivAt cube (3 * y ^ 2) y) ∧ cube 0 = 0": ("exact", ""),
    "(x : ℝ) : DifferentiableAt ℝ cube x ∧ HasDerivAt cube (3 * x ^ 2) x": ("exact", ""),
    "(x : ℝ) : deriv cube x = 3 * x ^ 2 ∧ deriv cube x ≤ 3 * x ^ 2": ("exact", ""),
    "(x : ℝ) : HasDerivAt cube (3 * x ^ 2) x ∧ cube 0 = 0": ("conjunction", "DI"),
    "(x : ℝ) : 0 ≤ x ^ 2 ∧ deriv cube x = 3 * x ^ 2": ("conjunction", "PE"),
    "(x : ℝ) : (deriv cube x = 3 * x ^ 2 ∧ cube 1 = 1) ∧ cube 0 < 1": ("conjunction", "EIP"),
    "(x : ℝ) : HasSlope cube (3 * x ^ 2) x": ("conjunction", "DE"),
    "(x : ℝ) : let d := 3 * x ^ 2; HasDerivAt cube d x ∧ 0 ≤ d": ("conjunction", "DP"),
    "{n : ℕ} (k : ℝ) (x v : Fin n → ℝ) (i : Fin n) : scaled k x i = k * x i ∧ "
    "fderiv ℝ (scaled (n := n) k) x v i = k * v i": ("conjunction", "IE"),
    "{n : ℕ} (k : ℝ) (x : Fin n → ℝ) : (∀ i, scaled k x i = k * x i) ∧ "
    "fderiv ℝ (scaled (n := n) k) x x = scaled k x": ("conjunction", "PE"),
    "(x : ℝ) : HasDerivAt cube (3 * (x + 1) ^ 2) (x + 1) ∧ HasDerivAt cube 12 2": (
        "conjunction",
        "DD",
    ),
}


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("parts")
    lines = [f"theorem t{k} {text} := by sorry\n" for k, text in enumerate(STATEMENTS)]
    (folder / "Parts.lean").write_text(DEFINITIONS + "\n".join(lines) + "\nend Parts\n", "utf-8")
    return build(Settings(folder, specs="Parts.lean"))


def name(statement: str) -> str:
    return f"Parts.t{[*STATEMENTS].index(statement)}"


def initials(claim: Claim) -> str:
    return "".join(type(c.goal).__name__[0] for c in claim.conjuncts if c.number)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_each_statement_has_one_form_and_its_parts_have_theirs(
    statement: str, parts: Build
) -> None:
    form, goals = STATEMENTS[statement]
    theorem = parts.theorems[name(statement)]
    assert (theorem.form, theorem.exact_verdict) == (form, "holds")
    claim = parts.package.claims.get(theorem.name)
    assert (initials(claim) if claim else "") == goals


def test_each_part_stands_under_its_lean_text(parts: Build) -> None:
    text = parts.files["tests/test_parts.py"]
    for stated in ("HasDerivAt cube (3 * x ^ 2) x", "cube 0 = 0", "∀ i : Fin n, "):
        assert f'    check.conjunct("{stated}' in text
    for claim in parts.package.claims.values():
        numbered = [c for c in claim.conjuncts if c.number]
        test = parts.package.checks[claim.name].text
        assert test.count("check.conjunct(") == len(numbered)


@pytest.mark.parametrize(
    ("old", "new"),
    [("dx * (3 * x**2)", "dx * (2 * x**2)"), ("return k * v", "return k + v")],
    ids=["the first part", "the second part"],
)
def test_a_wrong_function_of_a_part_is_an_internal_error(old: str, new: str, parts: Build) -> None:
    path = "numpy_reference/parts.py"
    text = parts.files[path]
    assert old in text
    wrong = replace(parts.package, files={**parts.files, path: text.replace(old, new)})
    found = validate(wrong, parts.elaborated.environment).values()
    assert found
    assert all(isinstance(error, InternalError) for error in found)
    assert all(re.search(r"the emitted `t\d+_[12]", str(error)) for error in found)
