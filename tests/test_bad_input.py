"""Bad input gives a diagnostic with file, line, caret, declaration and a hint, and no traceback.

Each case is a Lean text and the exact diagnostic; `# file` lines name the text's file.
"""

from pathlib import Path
from textwrap import dedent

import pytest

from bridge import examining, pipeline
from bridge.config import Settings
from bridge.core.environment import Definition
from bridge.errors import INTERNAL, BridgeError, SpecError
from bridge.exact.theorems import Examined
from bridge.pipeline import Elaborated, elaborate

HEADER = """\
import Mathlib

abbrev Vec (n : ℕ) := EuclideanSpace ℝ (Fin n)
def mulV {m n : ℕ} (W : Matrix (Fin m) (Fin n) ℝ) (x : Vec n) : Fin m → ℝ := W.mulVec x.ofLp
"""


def read(folder: Path, text: str) -> Elaborated:
    (folder / "Spec.lean").write_text(text, encoding="utf-8")
    return elaborate(Settings(folder, specs="Spec.lean"))


def rendered(error: BridgeError) -> str:
    return error.diagnostic.render()


def test_an_unknown_constant_is_refused_with_a_suggestion(tmp_path: Path) -> None:
    done = read(tmp_path, HEADER + "def f (x : ℝ) : ℝ := Real.exq x\n")
    (refusal,) = done.refusals
    assert refusal.diagnostic.render() == dedent("""\
        Spec.lean:5:22: [unknown-constant] `Real.exq` is neither declared in the project nor in the meaning table
            5 | def f (x : ℝ) : ℝ := Real.exq x
              |                      ^^^^^^^^
          in f
          note: a new meaning is one entry in bridge/meaning, see CONTRIBUTING.md
          hint: did you mean `Real.exp` or `Real.sqrt`?""")  # noqa: E501


def test_what_depends_on_a_refused_definition_is_refused_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    done = read(
        tmp_path,
        HEADER + "def f (x : ℝ) : ℝ := Real.exq x\n"
        "theorem t (x : ℝ) : f x = 0 := by sorry\n"
        "theorem u (x : ℝ) : x = x := rfl\n",
    )
    assert [r.name for r in done.refusals] == ["f", "t"]
    assert "u" in done.definitions


def test_a_syntax_error_shows_the_token(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        read(tmp_path, HEADER + "def f (x : ℝ) : ℝ := x + * 2\n")
    assert rendered(caught.value).splitlines()[1:4] == [
        "    5 | def f (x : ℝ) : ℝ := x + * 2",
        "      |                          ^",
        "  in f",
    ]


def test_an_operation_that_a_type_has_not_is_a_type_error(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        read(tmp_path, HEADER + "def f {n : ℕ} (x y : Vec n) : Vec n := x + x / y\n")
    assert rendered(caught.value) == dedent("""\
        Spec.lean:5:44: [no-instance] there is no instance of `Div (Vec n)`
            5 | def f {n : ℕ} (x y : Vec n) : Vec n := x + x / y
              |                                            ^^^^^
          in f""")


def test_a_number_is_no_hypothesis(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        read(tmp_path, HEADER + "theorem t (x : ℝ) (h : 1) : x = x := rfl\n")
    assert rendered(caught.value) == dedent("""\
        Spec.lean:5:24: [type-expected] `1` is a number, but a type is needed here
            5 | theorem t (x : ℝ) (h : 1) : x = x := rfl
              |                        ^
          in t""")


def test_a_name_that_is_declared_later_tells_where(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        read(tmp_path, HEADER + "theorem t : late 1 = 1 := rfl\ndef late (x : ℝ) : ℝ := x\n")
    assert rendered(caught.value) == dedent("""\
        Spec.lean:5:13: [declared-later] `late` is declared only after this, in line 6
            5 | theorem t : late 1 = 1 := rfl
              |             ^^^^
          in t""")


def test_swapped_dimensions_are_a_type_error_with_both_types(tmp_path: Path) -> None:
    text = "def f {m n : ℕ} (W : Matrix (Fin n) (Fin m) ℝ) (x : Vec n) : Fin m → ℝ :=\n  mulV W x\n"
    with pytest.raises(SpecError) as caught:
        read(tmp_path, HEADER + text)
    shown = rendered(caught.value)
    assert "[type-mismatch]" in shown or "[argument-mismatch]" in shown
    assert "Spec.lean:6:" in shown
    assert "in f" in shown
    assert "are two arguments swapped?" in shown


def test_a_missing_import_is_an_error_at_the_import(tmp_path: Path) -> None:
    (tmp_path / "lakefile.toml").write_text("name = 'x'\n")
    (tmp_path / "Lib").mkdir()
    (tmp_path / "Lib" / "A.lean").write_text("import Lib.B\ndef f : ℝ := 1\n", encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        elaborate(Settings(tmp_path, specs="Lib"))
    assert rendered(caught.value).splitlines()[0] == (
        "Lib/A.lean:1:8: [missing-import] `Lib.B` is imported, but there is no file Lib/B.lean"
    )


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="no declaration"):
        read(tmp_path, "-- nothing\n")


def test_a_file_that_is_not_utf8_is_an_error_with_the_byte(tmp_path: Path) -> None:
    (tmp_path / "Spec.lean").write_bytes(b"def f : Nat := 1\n-- \xff\n")
    with pytest.raises(SpecError, match="byte 20 is not UTF-8") as caught:
        elaborate(Settings(tmp_path, specs="Spec.lean"))
    assert caught.value.diagnostic.hint == "save the file as UTF-8"


def test_deep_nesting_ends_in_a_diagnostic(tmp_path: Path) -> None:
    deep = "(" * 5000 + "x" + ")" * 5000
    done = read(tmp_path, HEADER + f"def f (x : ℝ) : ℝ := {deep}\n")
    assert "nested too deeply" in done.refusals[0].diagnostic.message


def test_an_unsolved_implicit_argument_is_an_error_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        read(tmp_path, HEADER + "def zero {n : ℕ} : ℝ := 0\ndef g : ℝ := zero\n")
    assert "implicit argument" in rendered(caught.value)
    assert caught.value.diagnostic.hint == "give it by name, e.g. (n := n)"


def test_a_bug_of_ours_costs_one_theorem_and_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def examine(evaluator: object, theorem: Definition, draws: int, seed: str) -> Examined:
        if theorem.name == "t":
            raise KeyError("α")
        return Examined("holds", draws, draws)

    monkeypatch.setattr(examining, "examine", examine)
    text = "import Mathlib\ntheorem t (x : ℝ) : x = x := rfl\ntheorem u (x : ℝ) : x = x := rfl\n"
    (tmp_path / "Spec.lean").write_text(text, encoding="utf-8")
    made = pipeline.build(Settings(tmp_path, specs="Spec.lean"))
    assert list(made.theorems) == ["u"]
    (refusal,) = made.refusals
    assert refusal.name == "t"
    assert refusal.diagnostic.code == INTERNAL
    assert "a bug in lean-bridge: KeyError: 'α'" in refusal.diagnostic.render()
    assert not made.green(())
