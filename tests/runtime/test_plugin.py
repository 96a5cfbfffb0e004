"""The pytest plugin as users run it: options, exit codes, the table, JSON, also under xdist."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLAIMS = "tests/runtime/mini/claims.py"
QUICK = "test_definition_mse or test_chain or test_reluDeriv_self_adjoint"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


def results(path: Path) -> dict[str, dict[str, Any]]:
    data = json.loads(path.read_text("utf-8"))
    assert data["schema"] == "lean-bridge/verify/1"
    assert data["results"]
    return {r["name"]: r for r in data["results"]}


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "xdist"])
def test_all_results_arrive(workers: tuple[str, ...], tmp_path: Path) -> None:
    target = tmp_path / "results.json"
    done = run(CLAIMS, "-k", QUICK, "--lean-json", str(target), "--lean-draws", "30", *workers)
    assert done.returncode == 0, done.stdout
    found = results(target)
    assert set(found) == {"Mini.mse", "Mini.chain", "Mini.reluDeriv_self_adjoint"}
    assert {name: r["verdict"] for name, r in found.items()} == {
        "Mini.mse": "pass",
        "Mini.chain": "pass",
        "Mini.reluDeriv_self_adjoint": "holds",
    }
    modes = {s["mode"] for s in found["Mini.chain"]["subjects"]}
    assert {"autograd.grad", "func.jvp", "vjp of vjp", "vmap of vjp"} <= modes
    assert "Mini.chain" in done.stdout


def test_only_the_wanted_subject_runs(tmp_path: Path) -> None:
    target = tmp_path / "results.json"
    options = ("--lean-subject", "torch.nn", "--lean-json", str(target), "--lean-draws", "20")
    done = run(CLAIMS, "-k", QUICK, *options)
    assert done.returncode == 0, done.stdout
    subjects = {s["name"] for r in results(target).values() for s in r["subjects"]}
    assert subjects == {"torch.nn"}


@pytest.mark.parametrize("workers", [(), ("-n", "1")], ids=["alone", "xdist"])
def test_a_subject_that_no_test_has_is_an_error(workers: tuple[str, ...]) -> None:
    done = run(CLAIMS, "-k", QUICK, "--lean-subject", "torch.mm", *workers)
    assert done.returncode not in (0, 1, 5)
    told = done.stdout + done.stderr
    assert "no test has this subject (there are: lowered, torch.nn)" in told


WITHOUT_MODES = """
import torch
from bridge.runtime import Subject, claim


class Double(torch.autograd.Function):
    @staticmethod
    def forward(x):
        return 2 * x

    @staticmethod
    def setup_context(ctx, inputs, output):
        pass

    @staticmethod
    def backward(ctx, u):
        return 2 * u


@claim("User.double", file="User.lean", subjects=[Subject("user", {"double": Double.apply})])
def test_double(check):
    check.draw(x="n", δ="n")
    check.equal(lambda s, py: py.vjp(lambda x: py.double(x), s.x)(s.δ), lambda s: 2 * s.δ)
"""


def test_a_claim_whose_every_check_is_skipped_is_not_green(tmp_path: Path) -> None:
    test, target = tmp_path / "test_user.py", tmp_path / "results.json"
    test.write_text(WITHOUT_MODES, encoding="utf-8")
    done = run(str(test), "-k", "forward or vmap", "--lean-json", str(target))
    assert "2 skipped" in done.stdout
    assert done.returncode == 1
    assert "not green: User.double: unsupported:" in done.stdout
    found = results(target)["User.double"]
    assert found["verdict"] == "unsupported"
    assert {s["verdict"] for s in found["subjects"]} == {"unsupported"}


def test_a_mode_that_is_not_supported_does_not_undo_the_others(tmp_path: Path) -> None:
    test, target = tmp_path / "test_user.py", tmp_path / "results.json"
    test.write_text(WITHOUT_MODES, encoding="utf-8")
    done = run(str(test), "--lean-json", str(target))
    assert done.returncode == 0, done.stdout
    found = results(target)["User.double"]
    assert found["verdict"] == "pass"
    assert {s["mode"] for s in found["subjects"] if s["verdict"] == "unsupported"} >= {"func.jvp"}


def test_a_failure_leaves_a_script_where_it_is_wanted(tmp_path: Path) -> None:
    test, scripts = tmp_path / "test_user.py", tmp_path / "scripts"
    test.write_text(WITHOUT_MODES.replace("return 2 * u", "return u"), encoding="utf-8")
    target = tmp_path / "results.json"
    done = run(str(test), "--lean-json", str(target), "--lean-scripts", str(scripts))
    assert done.returncode == 1
    found = results(target)["User.double"]
    assert found["verdict"] == "fail"
    assert sorted(found["scripts"]) == sorted(str(path) for path in scripts.iterdir())
    assert found["scripts"]
