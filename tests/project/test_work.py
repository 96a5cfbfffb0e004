"""What one declaration may cost: terms that double are read as what they share, or refused at the
same place on every machine."""

from pathlib import Path

from bridge.config import Settings
from bridge.scan import Scan, scan

DEEP = 150


def scanned(folder: Path, text: str) -> Scan:
    file = folder / "Spec.lean"
    file.write_text(f"import Mathlib\n\n{text}", encoding="utf-8")
    return scan(file, Settings(folder), jobs=1)


def doubled(last: str, step: str) -> str:
    lets = "".join(f"  let a{k + 1} := {step.format(a=f'a{k}')}\n" for k in range(DEEP))
    return f"{lets}  {last}"


def test_a_number_that_doubles_with_every_let_is_read(tmp_path: Path) -> None:
    text = "noncomputable def f (a0 : ℝ) : ℝ :=\n" + doubled(f"a{DEEP}", "{a} + {a}")
    found = scanned(tmp_path, f"{text}\n\ntheorem told (x : ℝ) : f x = x := by\n  sorry\n")
    assert list(found.claims()) == ["told"]


def test_a_function_that_doubles_with_every_let_is_refused_and_the_next_theorem_is_read(
    tmp_path: Path,
) -> None:
    text = "noncomputable def f (a0 : ℝ → ℝ) : ℝ → ℝ :=\n"
    text += doubled(f"a{DEEP}", "fun x => {a} ({a} x)")
    text += "\n\ntheorem large (x : ℝ) : f (fun y => y) x = x := by\n  sorry\n"
    found = scanned(tmp_path, f"{text}\ntheorem small (x : ℝ) : x + 0 = x := by\n  sorry\n")
    (refused,) = found.every("refused")
    assert (refused.name, refused.code, refused.line) == ("large", "too-much-work", DEEP + 6)
    assert list(found.claims()) == ["small"]
