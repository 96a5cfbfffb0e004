"""The pytest plugin as users run it: options, exit codes, the table, JSON, also under xdist."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bridge.runtime import settings

ROOT = Path(__file__).resolve().parents[2]
CLAIMS = str(ROOT / "tests/runtime/mini/claims.py")
QUICK = "test_definition_mse or test_chain or test_reluDeriv_self_adjoint"

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """pytest in this process, where torch is loaded already: exit code and output."""
    before = settings.current()
    empty = tmp_path / "pytest.ini"
    empty.write_text("[pytest]\n", encoding="utf-8")

    def inner(*arguments: str) -> tuple[int, str]:
        code = pytest.main(["-c", str(empty), "-s", "-p", "no:cacheprovider", *arguments])
        told = capsys.readouterr()
        return int(code), told.out + told.err

    yield inner
    settings.use(before)


def run_workers(*arguments: str) -> tuple[int, str]:
    """pytest with workers of pytest-xdist."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", CLAIMS, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def results(path: Path) -> dict[str, dict[str, Any]]:
    data = json.loads(path.read_text("utf-8"))
    assert data["schema"] == "lean-bridge/verify/1"
    assert data["results"]
    return {r["name"]: r for r in data["results"]}


def test_all_results_are_reported(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "results.json"
    code, told = run(CLAIMS, "-k", QUICK, "--lean-json", str(target), "--lean-draws", "30")
    assert code == 0, told
    found = results(target)
    assert {name: r["verdict"] for name, r in found.items()} == {
        "Mini.mse": "pass",
        "Mini.chain": "pass",
        "Mini.reluDeriv_self_adjoint": "holds",
    }
    modes = {s["mode"] for s in found["Mini.chain"]["subjects"]}
    assert {"autograd.grad", "func.jacfwd", "jvp of vjp", "vmap of vjp"} <= modes
    assert "Mini.chain" in told


def test_results_survive_xdist(tmp_path: Path) -> None:
    target = tmp_path / "results.json"
    chosen = ("-k", "test_definition_mse or test_reluDeriv_self_adjoint")
    code, told = run_workers(*chosen, "--lean-json", str(target), "--lean-draws", "20", "-n", "2")
    assert code == 0, told
    found = results(target)
    assert {name: r["verdict"] for name, r in found.items()} == {
        "Mini.mse": "pass",
        "Mini.reluDeriv_self_adjoint": "holds",
    }
    assert {s["mode"] for s in found["Mini.mse"]["subjects"]} >= {"eager", "batch", "vmap of vjp"}


def test_only_the_wanted_subject_runs(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "results.json"
    options = ("--lean-subject", "torch.nn", "--lean-json", str(target), "--lean-draws", "20")
    code, told = run(CLAIMS, "-k", QUICK, *options)
    assert code == 0, told
    subjects = {s["name"] for r in results(target).values() for s in r["subjects"]}
    assert subjects == {"torch.nn"}


NO_SUBJECT = "no test has this subject (there are: lowered, torch.nn)"


def test_a_subject_that_no_test_has_is_an_error(run: Run) -> None:
    code, told = run(CLAIMS, "-k", QUICK, "--lean-subject", "torch.mm")
    assert code == pytest.ExitCode.USAGE_ERROR
    assert NO_SUBJECT in told


def test_a_subject_that_no_test_has_is_an_error_under_xdist(tmp_path: Path) -> None:
    code, told = run_workers("--lean-subject", "torch.mm", "-n", "1")
    assert code == pytest.ExitCode.USAGE_ERROR
    assert NO_SUBJECT in told


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


def test_a_claim_whose_every_check_is_skipped_is_not_green(run: Run, tmp_path: Path) -> None:
    test, target = tmp_path / "test_skipped.py", tmp_path / "results.json"
    test.write_text(WITHOUT_MODES, encoding="utf-8")
    code, told = run(str(test), "-k", "forward or vmap", "--lean-json", str(target))
    assert "2 skipped" in told
    assert code == pytest.ExitCode.TESTS_FAILED
    assert "not green: User.double: unsupported:" in told
    found = results(target)["User.double"]
    assert found["verdict"] == "unsupported"
    assert {s["verdict"] for s in found["subjects"]} == {"unsupported"}


def test_an_unsupported_mode_does_not_undo_the_others(run: Run, tmp_path: Path) -> None:
    test, target = tmp_path / "test_partly.py", tmp_path / "results.json"
    test.write_text(WITHOUT_MODES, encoding="utf-8")
    code, told = run(str(test), "--lean-json", str(target))
    assert code == 0, told
    found = results(target)["User.double"]
    assert found["verdict"] == "pass"
    missing = {s["mode"] for s in found["subjects"] if s["verdict"] == "unsupported"}
    assert {"func.jacfwd", "vmap of vjp"} <= missing


def test_a_failure_leaves_a_script_where_it_is_wanted(run: Run, tmp_path: Path) -> None:
    test, scripts = tmp_path / "test_wrong.py", tmp_path / "scripts"
    test.write_text(WITHOUT_MODES.replace("return 2 * u", "return u"), encoding="utf-8")
    target = tmp_path / "results.json"
    code, told = run(str(test), "--lean-json", str(target), "--lean-scripts", str(scripts))
    assert code == pytest.ExitCode.TESTS_FAILED
    found = results(target)["User.double"]
    assert found["verdict"] == "fail"
    assert sorted(found["scripts"]) == sorted(str(path) for path in scripts.iterdir())
    assert found["scripts"]
    assert found["scripts"][0] in told
