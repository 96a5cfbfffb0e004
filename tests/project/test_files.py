"""Which files a project has, and in which order they are read."""

from pathlib import Path

import pytest

from bridge.errors import SpecError
from bridge.project import read_project
from bridge.project.files import project_files, targets


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_a_toml_lakefile_names_its_libraries(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "lakefile.toml": '[[lean_lib]]\nname = "A"\n[[lean_lib]]\nname = "B"\nsrcDir = "src"\n'
            '[[lean_exe]]\nname = "run"\nroot = "Main"\n',
            "A.lean": "import A.X\n", "A/X.lean": "", "src/B/Y.lean": "", "Main.lean": "",
            "Other.lean": "", ".lake/packages/C/C.lean": "",
        },
    )  # fmt: skip
    found = [f.relative_to(tmp_path.resolve()).as_posix() for f in project_files(tmp_path)]
    assert set(found) == {"A.lean", "A/X.lean", "Main.lean", "src/B/Y.lean"}


def test_a_lean_lakefile_is_read_as_far_as_its_targets_go(tmp_path: Path) -> None:
    text = """
    import Lake
    open Lake DSL
    -- lean_lib Ignored
    lean_lib «One» where
      srcDir := "src"
      roots := #[`One, `Two.Three]
    @[default_target]
    lean_exe run where
      root := `Main
    """
    write(tmp_path, {"lakefile.lean": text.replace("\n    ", "\n")})
    assert [(f.name, m) for f, m in targets(tmp_path)] == [
        ("src", "One"), ("src", "Two.Three"), (tmp_path.name, "Main")
    ]  # fmt: skip


def test_imports_are_read_first_and_pass_their_notations_on(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "lakefile.toml": 'name = "a"\n',
            "A.lean": "import Z\ntheorem t : a ⊞⊞ b = c := rfl\n",
            "Z.lean": 'infixl:65 " ⊞⊞ " => plus\nlocal notation "♯" => x\n',
        },
    )
    project = read_project([tmp_path / "A.lean"], tmp_path)
    assert list(project.modules) == ["Z", "A"]
    assert list(project.declarations) == ["t"]


def test_long_chains_and_circles_of_imports_are_no_problem(tmp_path: Path) -> None:
    files = {f"M{i}.lean": f"import M{i + 1}\ndef x{i} := 1\n" for i in range(1500)}
    write(tmp_path, {"lakefile.toml": "", **files, "M1500.lean": "import M0\n"})
    project = read_project([tmp_path / "M0.lean"], tmp_path)
    assert len(project.declarations) == 1500


def test_a_folder_without_lakefile_takes_its_root_from_its_imports(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"Lib/Sub/A.lean": "import Lib.Sub.B\nimport Lib.Away\n", "Lib/Sub/B.lean": "def b := 1\n",
         "Lib/Away.lean": "def away := 1\n"},
    )  # fmt: skip
    project = read_project([tmp_path / "Lib" / "Sub"], tmp_path)
    assert list(project.modules) == ["Lib.Sub.B", "Lib.Sub.A"]


def test_a_lakefile_that_is_no_toml_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, {"lakefile.toml": "[[", "A.lean": ""})
    with pytest.raises(SpecError, match="no TOML"):
        project_files(tmp_path)
