"""A failure's script runs on torch and numpy alone, and fails there as the check did."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from bridge.runtime import Check, Subject, module, operation, settings
from bridge.runtime.case import Case
from bridge.runtime.script.closure import Closure
from bridge.runtime.script.source import Unavailable
from bridge.runtime.script.write import file_name
from tests.runtime.checking import cases, of_subject, run
from tests.runtime.mini import claims, user_code
from tests.runtime.mini.mutants import MUTANTS
from tests.runtime.mini.subjects import TORCH_NN

USER = Subject("user", {"mlp": operation(user_code.mlp, batch="x")}, base=TORCH_NN)
WRONG_MODULE = Subject(
    "module",
    {
        "mlp": module(
            lambda W1, b1, W2, b2, x: nn.Sequential(
                nn.Linear(W1.shape[1], len(b1)), nn.Softplus(), nn.Linear(len(b1), len(b2))
            ),
            parameters={"0.weight": "W1", "0.bias": "b1", "2.weight": "W2", "2.bias": "b2"},
            batch="x",
        )
    },
    base=TORCH_NN,
)
FAILURES = {
    "user's Function": (claims.test_hasFDerivAt_mlp_wrt_x, USER, "reverse"),
    "user's Function, loss of a library": (claims.test_grad_x, USER, "reverse"),
    "second order": (claims.test_grad_x, USER, "nested"),
    "module in place": (claims.test_grad_W2, WRONG_MODULE, "reverse"),
    "module under vmap": (claims.test_grad_W2, WRONG_MODULE, "vmap"),
    "module on a batch": (claims.test_grad_b1, WRONG_MODULE, "batch"),
    "module in forward mode": (claims.test_hasFDerivAt_mlp_wrt_x, WRONG_MODULE, "forward"),
}
LAST_LINES = """
import sys
assert "bridge" not in sys.modules and "tests" not in sys.modules
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    before = settings.current()
    settings.use(settings.Settings(scripts=tmp_path))
    yield tmp_path
    settings.use(before)


def written(case: Case, folder: Path) -> tuple[Path, str]:
    record, told = run(case)
    assert record.verdict == "fail"
    (path,) = folder.iterdir()
    assert record.script == str(path)
    assert str(path) in told
    return path, told


def run_alone(text: str, elsewhere: Path) -> subprocess.CompletedProcess[str]:
    """`python -I`: neither the current folder nor PYTHONPATH nor user packages are importable."""
    script = elsewhere / "alone.py"
    script.write_text(text, encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-I", str(script)]
    return subprocess.run(
        command, cwd=elsewhere, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


def without_last_assertion(text: str) -> str:
    head, assertion, _ = text.rpartition("assert bool((off <= bound).all())")
    assert assertion
    return head + LAST_LINES


@pytest.mark.parametrize("name", FAILURES)
def test_the_script_says_what_it_needs_and_imports_nothing_else(name: str, folder: Path) -> None:
    test, subject, group = FAILURES[name]
    path, told = written(of_subject(test, subject, group), folder)
    assert told.rstrip().endswith("needs torch and numpy")
    imported = [
        line.split()[1].partition(".")[0]
        for line in path.read_text("utf-8").splitlines()
        if line.startswith(("import ", "from "))
    ]
    assert set(imported) - set(sys.stdlib_module_names) == {"torch"}


def test_the_script_fails_on_its_own(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path, _ = written(of_subject(*FAILURES["module on a batch"]), folder)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    text = path.read_text("utf-8")
    failed = run_alone(text, elsewhere)
    assert failed.returncode == 1
    assert "AssertionError: off by" in failed.stderr
    passed = run_alone(without_last_assertion(text), elsewhere)
    assert passed.returncode == 0, passed.stderr


def test_the_script_passes_once_the_bug_is_repaired(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path, _ = written(of_subject(claims.test_grad_x, USER, "reverse"), folder)
    repaired = path.read_text("utf-8").replace("SLOPE = 1", "SLOPE = 0")
    done = run_alone(repaired, tmp_path_factory.mktemp("elsewhere"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("the claim holds on this sample\n")


def test_an_identity_has_a_script_with_both_references(folder: Path) -> None:
    def wrong(check: Check) -> None:
        check.draw(x="n")
        check.identity(lambda s: np.einsum("i,i->", s.x, s.x), lambda s: np.sum(s.x))

    path, _ = written(cases(wrong)[0], folder)
    assert "np.einsum('i,i->', s.x, s.x)" in path.read_text("utf-8")


def test_what_has_no_source_is_imported_from_its_module_or_refused(folder: Path) -> None:
    """The mutants are made by functions, so their classes have no text of their own."""
    (mutant,) = (m for m in MUTANTS if m.name == "mask dropped")
    told = run(of_subject(claims.test_grad_x, mutant, "reverse"))[1]
    assert "script    none: " in told or "the subject's own module" in told


def test_names_never_leave_the_folder() -> None:
    case = Case("../../etc/«λ»\n", "f.lean", test_names_never_leave_the_folder)
    assert Path(file_name(case)).name == file_name(case)
    assert file_name(case) != file_name(Case("../../etc/«μ»\n", "f.lean", case.test))


def test_closures_keep_the_values_of_free_variables() -> None:
    factor, offset = 3, 4

    def affine(x: float) -> float:
        return factor * x + offset

    closure = Closure()
    closure.need("affine", affine)
    made: dict[str, object] = {}
    exec("\n".join(closure.others), made)
    assert made["affine"](2) == 10  # type: ignore[operator]


def test_two_things_of_one_name_are_refused() -> None:
    closure = Closure()
    closure.need("relu", torch.relu)
    with pytest.raises(Unavailable, match="two different things are called relu"):
        closure.need("relu", torch.nn.functional.relu6)
