"""Lean definitions become the functions that a person would write, and these compute the same.

`Programs.lean` is a catalogue of definitions; `golden/` holds what is emitted for them, which is
also run: against the exact evaluator, at several sizes, 0 and 1 among them.
"""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from bridge.config import Settings
from bridge.emit.load import loaded
from bridge.emit.package import Package, emit_package
from bridge.errors import InternalError
from bridge.pipeline import Elaborated, elaborate
from bridge.validate import validate

HERE = Path(__file__).parent
GOLDEN = ("numpy_reference", "torch_code")


@cache
def built() -> tuple[Elaborated, Package]:
    settings = Settings(HERE, specs="Programs.lean")
    done = elaborate(settings)
    definitions = list(done.definitions.values())
    return done, emit_package(settings, done.environment, definitions)


def test_every_definition_of_the_catalogue_is_emitted() -> None:
    done, package = built()
    names = {name for name, d in done.definitions.items() if d.kind == "def"}
    assert len(names) > 40
    assert not done.refusals
    assert not package.refused
    assert {name for name, _ in package.library.emitted} >= names


@pytest.mark.parametrize("folder", GOLDEN)
def test_emitted_functions_are_as_recorded(folder: str, update_golden: bool) -> None:
    text = built()[1].files[f"{folder}/programs.py"]
    golden = HERE / "golden" / f"{folder}.py"
    if update_golden:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_emitted_functions_agree_with_the_exact_evaluator() -> None:
    done, package = built()
    assert validate(package, done.environment) == {}


EDITS = (
    ("numpy_reference", "Wx + b", "Wx - b"),
    ("numpy_reference", '"ij,jk->ik", A, B', '"ij,kj->ik", A, B'),
    ("numpy_reference", "np.sum(A, axis=0)", "np.sum(A, axis=1)"),
    ("numpy_reference", "np.where(x < 0, a * x, x)", "np.where(x <= 1, a * x, x)"),
    ("numpy_reference", "np.log(1 + np.exp(x))", "np.log(1 + np.exp(-x))"),
    ("numpy_reference", "0.044715 * x**3", "0.044716 * x**3"),
    ("torch_code", "Wx + b", "Wx + 2 * b"),
    ("torch_code", "torch.sum(A, dim=0)", "torch.sum(A, dim=1)"),
    ("torch_code", "torch.maximum(lo,", "torch.minimum(lo,"),
    ("torch_code", "torch.tanh", "torch.sin"),
)


@pytest.mark.parametrize(("folder", "old", "new"), EDITS, ids=lambda text: text[:24])
def test_a_wrong_function_is_an_internal_error(folder: str, old: str, new: str) -> None:
    done, package = built()
    path = f"{folder}/programs.py"
    text = package.files[path]
    assert old in text
    wrong = Package(
        package.library, package.claims, files={**package.files, path: text.replace(old, new, 1)}
    )
    found = validate(wrong, done.environment).values()
    assert any(isinstance(e, InternalError) and "the emitted" in str(e) for e in found)


def test_references_import_nothing_but_their_library() -> None:
    _, package = built()
    for folder, library in (("numpy_reference", "numpy"), ("torch_code", "torch")):
        with loaded(package.files, folder) as module:
            assert module.matvec.__module__.startswith(module.__name__)
            assert library in sys.modules
        text = package.files[f"{folder}/programs.py"]
        imported = [line.split()[1] for line in text.splitlines() if line.startswith("import ")]
        assert set(imported) <= {"numpy", "torch", "math"}
        assert "bridge" not in text.replace("lean-bridge", "")


def test_golden_files_are_clean_for_the_linter() -> None:
    ruff = Path(sys.executable).with_name("ruff")
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [ruff, *command, str(HERE / "golden")], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout
