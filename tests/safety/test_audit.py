"""Generated files are read back, and only what lean-bridge means to write passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge import validate as validation
from bridge.config import Settings
from bridge.emit import text as escaping
from bridge.emit.audit import Meant, audit, problems
from bridge.errors import InternalError
from bridge.pipeline import build, elaborate, emitted

GOOD = '"""Doc."""\n\nimport numpy as np\n\n\ndef f(x):\n    """Doc."""\n    return np.exp(x)\n'
MEANT = Meant(frozenset({"f"}), "generated", frozenset({"numpy_reference/a.py"}))


def found(code: str, path: str = "numpy_reference/a.py") -> list[str]:
    return list(problems(path, code, MEANT))


def test_what_is_meant_passes() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("np.exp(x)", "np.exp(y)"),
        ("np.exp(x)", "eval(x)"),
        ("np.exp(x)", "open(x)"),
        ("np.exp(x)", "np.load(x)"),
        ("np.exp(x)", "np.exp.__globals__"),
        ("np.exp(x)", "__import__('os')"),
        ("np.exp(x)", "(y := x)"),
        ("np.exp(x)", "f'{x}'"),
        ("np.exp(x)", "[y for y in x]"),
        ("np.exp(x)", "(await x)"),
        ("np.exp(x)", "(yield x)"),
        ("import numpy as np", "import os"),
        ("import numpy as np", "import numpy as np, os"),
        ("import numpy as np", "from os import system as np"),
        ("import numpy as np", "from numpy import load as np"),
        ("import numpy as np", "from .b import f as np"),
        ("import numpy as np", "from .. import np"),
        ("import numpy as np", "import numpy as np\nnp.exp(1)"),
        ("import numpy as np", "import numpy as np\nif np: pass"),
        ("import numpy as np", "import numpy as np\nclass A: pass"),
        ("import numpy as np", "import numpy as np\nprint = np"),
        ("def f(x)", "def g(x)"),
        ("def f(x)", "@np.exp\ndef f(x)"),
        ("def f(x)", "async def f(x)"),
        ("def f(x)", "def f(x, eval=1)"),
        ('    """Doc."""', "    x.y()"),
        ('    """Doc."""', "    def g(): return eval"),
        ('    """Doc."""', "    global f"),
        ('    """Doc."""', "    for x in x: pass"),
        ('    """Doc."""', "    del x"),
        ('    """Doc."""', "    with x: pass"),
        ('    """Doc."""', '    """Doc.""" + x'),
        ('"""Doc."""\n\nimport', "import"),
        ("return", "retur"),
        ("return np", "return\0 np"),
    ],
)
def test_what_is_not_meant_is_found(old: str, new: str) -> None:
    code = GOOD.replace(old, new, 1)
    assert code != GOOD
    if new == "def f(x, eval=1)":
        code = code.replace("np.exp(x)", "eval(x)")
    assert found(code)


def test_an_unmeant_file_is_a_bug_of_ours_and_is_not_written() -> None:
    with pytest.raises(InternalError, match=r"numpy_reference/a\.py"):
        audit({"numpy_reference/a.py": GOOD.replace("np.exp", "eval")}, MEANT)


def test_every_file_that_is_generated_for_the_specs_passes() -> None:
    """The audit runs inside; it must have something to look at."""
    settings = Settings(Path(__file__).parents[2], bindings="lean_specs/bindings.toml")
    package = emitted(settings, elaborate(settings))
    assert len(package.files) > 10


LEAN = "import Mathlib\n\n/-- DOC -/\nnoncomputable def f (x : ℝ) : ℝ := x + 1\n"


def test_code_that_escapes_a_docstring_is_caught_before_it_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the escaping gone, the audit is what stands between a comment and `import`."""
    monkeypatch.setattr(escaping, "escape", lambda text: text)
    ran = tmp_path / "ran"
    doc = f'x"""\n__import__("pathlib").Path({str(ran)!r}).touch()\n"""'
    (tmp_path / "Spec.lean").write_text(LEAN.replace("DOC", doc), encoding="utf-8")
    with pytest.raises(InternalError) as caught:
        build(Settings(tmp_path, specs="Spec.lean"))
    assert caught.value.diagnostic.code == "unmeant-code"
    assert not ran.exists()


def test_nothing_is_run_of_what_the_audit_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("run before the audit")

    monkeypatch.setattr(escaping, "escape", lambda text: text)
    monkeypatch.setattr(validation, "loaded", never)
    (tmp_path / "Spec.lean").write_text(LEAN.replace("DOC", 'x"""\nx.y()\n"""'), encoding="utf-8")
    with pytest.raises(InternalError, match="generated file"):
        build(Settings(tmp_path, specs="Spec.lean"))


@pytest.mark.parametrize(
    "name", ['a"""b', "a b", "{{ x }}", "a;b", "import", "__init__", "ℝ", "-c"]
)
def test_any_file_name_becomes_a_module_inside_the_folder(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.lean").write_text(LEAN, encoding="utf-8")
    settings = Settings(tmp_path, specs=f"{name}.lean")
    package = emitted(settings, elaborate(settings))
    (module,) = set(package.modules.values())
    assert module.isidentifier()
    assert f"numpy_reference/{module}.py" in package.files


def test_lean_names_never_hide_what_tests_and_python_need(tmp_path: Path) -> None:
    names = ["vjp", "jvp", "jacobian", "__class__", "_values", "eval", "np", "torch", "divide"]
    text = "import Mathlib\n\n" + "\n".join(
        f"noncomputable def {n} (x : ℝ) : ℝ := x + {k}" for k, n in enumerate(names)
    )
    (tmp_path / "Spec.lean").write_text(text, encoding="utf-8")
    settings = Settings(tmp_path, specs="Spec.lean")
    package = emitted(settings, elaborate(settings))
    made = {e.name for e in package.library.emitted.values()}
    assert len(made) == len(names)
    assert not made & set(names)
    assert not any(n.startswith("_") for n in made)
