"""A notation counts in files that import its own, after its declaration, where its scope is open;
there it means what its own file says, and elsewhere it means nothing or what Lean means by it."""

import json
from pathlib import Path
from typing import Any

import pytest

from bridge.cli import main
from bridge.errors import BridgeError
from bridge.project import read_project

TWICE = 'def twice (x y : ℝ) : ℝ := 2 * x + 2 * y\ninfixl:65 " ⊞ " => twice\n'
MINUS = 'def minus (x y : ℝ) : ℝ := x - y\ninfixl:65 " ⊞ " => minus\n'


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    (tmp_path / "lakefile.toml").write_text('[[lean_lib]]\nname = "Lib"\n', encoding="utf-8")
    folder = tmp_path / "Lib"
    folder.mkdir()
    return folder


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.lean").write_text(text, encoding="utf-8")


def scanned(path: Path) -> tuple[list[str], dict[str, str]]:
    """The claims, and the messages of what was refused by name."""
    main(["scan", str(path), "--json", "out.json", "--jobs", "1"])
    found: dict[str, Any] = json.loads(Path("out.json").read_text(encoding="utf-8"))
    return found["claims"], {r["name"]: r["message"] for r in found["refusals"]}


def test_a_notation_of_a_file_that_is_not_imported_is_refused_where_it_stands(lib: Path) -> None:
    write(lib, A=TWICE, B="theorem blind (x : ℝ) : x ⊞ x = 4 * x := by ring\n")
    claims, refused = scanned(lib.parent)
    assert (claims, list(refused)) == ([], ["blind"])
    project = read_project([lib], lib.parent, strict=False)
    with pytest.raises(BridgeError) as raised:
        project.declarations["blind"].read_header()
    shown = raised.value.diagnostic.render()
    assert "`⊞` is not Lean, or a notation that is not in scope" in shown
    line, caret = [text for text in shown.splitlines() if "⊞ x" in text or "^" in text]
    assert caret.index("^") == line.index("⊞")


def test_each_of_two_files_gives_the_same_symbol_its_own_meaning(
    lib: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        lib,
        A=TWICE,
        B=MINUS,
        C="import Lib.A\ntheorem doubles (x y : ℝ) : x ⊞ y = 2 * x + 2 * y := rfl\n",
        D="import Lib.B\ntheorem subtracts (x y : ℝ) : x ⊞ y = x - y := rfl\n",
    )
    assert scanned(lib.parent) == (["doubles", "subtracts"], {})
    capsys.readouterr()
    assert main(["verify", str(lib)]) == 0, capsys.readouterr().out


def test_what_two_imported_files_declare_differently_means_neither(lib: Path) -> None:
    write(
        lib,
        A=TWICE,
        B=MINUS,
        C="import Lib.A\nimport Lib.B\ntheorem t (x y : ℝ) : x ⊞ y = x - y := rfl\n",
    )
    claims, refused = scanned(lib.parent)
    assert claims == []
    assert "whether `_ ⊞ _` is the notation of Lib/A.lean:2 or Lib/B.lean:2" in refused["t"]


def test_a_symbol_of_leans_own_keeps_its_meaning_outside_the_scope_of_another_one(
    lib: Path,
) -> None:
    declare = "def left (x y : ℝ) : ℝ := x\n"
    theorem = "theorem {} (x y : ℝ) : x ⊓ y = {} := rfl\n"
    scope = 'namespace N\nscoped infixl:69 " ⊓ " => left\nend N\n'
    write(
        lib,
        A=declare + theorem.format("before", "min x y") + 'infixl:69 " ⊓ " => left\n',
        B="import Lib.A\n" + theorem.format("after", "x"),
        C=theorem.format("elsewhere", "min x y"),
        D=declare.replace("left", "left'") + scope.replace("left", "left'")
        + theorem.format("closed", "min x y") + "open N\n" + theorem.format("opened", "x"),
    )  # fmt: skip
    assert scanned(lib.parent) == (["after", "before", "closed", "elsewhere", "opened"], {})
    assert main(["verify", str(lib)]) == 0


def test_arithmetic_that_a_file_declares_anew_is_not_taken_for_that_of_numbers(lib: Path) -> None:
    write(
        lib,
        A='def left (x y : ℝ) : ℝ := x\nlocal infixl:65 " + " => left\n'
        "theorem t (x y : ℝ) : x + y = x := rfl\n",
    )
    assert scanned(lib.parent) == (["t"], {})
    assert main(["verify", str(lib)]) == 0


def test_a_module_passes_on_what_it_imports_publicly(lib: Path) -> None:
    theorem = "theorem {} (x y : ℝ) : x ⊞ y = 2 * x + 2 * y := rfl\n"
    write(
        lib,
        A="module\n" + TWICE,
        B="module\nimport Lib.A\n" + theorem.format("direct"),
        C="module\npublic import Lib.B\n" + theorem.format("hidden"),
        D="module\nimport all Lib.B\n" + theorem.format("whole"),
        E="import Lib.C\n" + theorem.format("no_module"),
        F="module\npublic import Lib.A\n",
        G="module\nimport Lib.F\n" + theorem.format("passed_on"),
    )
    claims, refused = scanned(lib.parent)
    assert claims == ["direct", "no_module", "passed_on", "whole"]
    assert list(refused) == ["hidden"]


def test_a_notation_behind_an_import_that_cannot_be_followed_is_not_guessed(
    tmp_path: Path,
) -> None:
    theorem = "theorem {} (x y : ℝ) : x ⊓ y = min x y := rfl\n"
    folder = tmp_path / "Lib"
    folder.mkdir()
    write(
        folder,
        A='def left (x y : ℝ) : ℝ := x\ninfixl:69 " ⊓ " => left\n',
        B="import Lib.Away\n" + theorem.format("behind"),
        C="import Lib.B\n" + theorem.format("further_behind"),
        D="import Mathlib\n" + theorem.format("known"),
    )
    claims, refused = scanned(folder)
    assert claims == ["known"]
    assert list(refused) == ["behind", "further_behind"]
    assert "whether `_ ⊓ _` is the notation of A.lean:2" in refused["behind"]


def test_names_in_a_notation_mean_what_its_reader_imports(lib: Path) -> None:
    write(
        lib,
        A='def f (x : ℝ) : ℝ := x\nnamespace N\nnotation "♯" x => f x\nend N\n',
        B="def N.f (x : ℝ) : ℝ := 2 * x\n",
        C="import Lib.A\ntheorem t (x : ℝ) : (♯ x) = x := rfl\n",
    )
    assert scanned(lib.parent) == (["t"], {})
    assert main(["verify", str(lib)]) == 0


def test_a_scan_follows_changes_of_the_notation_and_of_the_import(lib: Path) -> None:
    theorem = "theorem t (x y : ℝ) : x ⊞ y = 2 * x + 2 * y := rfl\n"
    write(lib, A=TWICE, C="import Lib.A\n" + theorem)
    assert scanned(lib.parent) == (["t"], {})
    assert scanned(lib / "C.lean") == (["t"], {})
    write(lib, A=TWICE.replace("⊞", "⊟"))
    for path in (lib.parent, lib / "C.lean"):
        assert list(scanned(path)[1]) == ["t"]
    write(lib, A=TWICE)
    assert scanned(lib / "C.lean") == (["t"], {})
    write(lib, C=theorem)
    for path in (lib.parent, lib / "C.lean"):
        assert list(scanned(path)[1]) == ["t"]


def test_a_scan_follows_changes_of_a_file_that_is_imported_from_outside_the_library(
    lib: Path,
) -> None:
    write(lib.parent, Outside=TWICE)
    write(lib, C="import Outside\ntheorem t (x y : ℝ) : x ⊞ y = 2 * x + 2 * y := rfl\n")
    assert scanned(lib.parent) == (["t"], {})
    write(lib.parent, Outside=TWICE.replace("⊞", "⊟"))
    assert list(scanned(lib.parent)[1]) == ["t"]
