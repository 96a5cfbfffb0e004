"""A short run of `tools/fuzz.py`, and what it must be able to see."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tools import fuzz


def test_broken_lean_ends_in_a_result_or_a_diagnostic() -> None:
    pieces = fuzz.corpus(list(fuzz.OWN))
    assert fuzz.run(600, 3, "read", fuzz.read_cases(pieces)) == 0


def test_hostile_lean_never_becomes_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fuzz.run(100, 3, "generate", fuzz.generate_cases(tmp_path)) == 0
    assert "generated" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_the_fuzzer_sees_a_crash_a_hang_and_a_bug(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang() -> str:
        while True:
            pass

    def crash() -> str:
        raise RecursionError

    monkeypatch.setattr(fuzz, "BOUND", 0.05)
    assert fuzz.run(1, 0, "hang", lambda _: hang) == 1
    assert fuzz.run(2, 0, "crash", lambda _: crash) == 2
    assert "Hang" in capsys.readouterr().err


@pytest.mark.parametrize(
    "code",
    [
        "CANARY()", "import os", "from os import system", "x = eval", "a.__class__", "f'{x}'",
        "def f():\n    global x", "while x:\n    pass", "class A:\n    pass", "(y := 1)",
    ],
)  # fmt: skip
def test_the_fuzzer_knows_code_that_was_not_meant(code: str) -> None:
    assert fuzz.unmeant(f'"""Documentation."""\n{code}\n')


def test_inputs_are_the_same_for_the_same_number() -> None:
    pieces = fuzz.corpus(list(fuzz.OWN))
    assert len({fuzz.broken(random.Random("a"), pieces) for _ in range(3)}) == 1
    assert len({fuzz.hostile(random.Random(str(k))) for k in range(50)}) > 45


@pytest.mark.parametrize(
    "text",
    [
        "def f : ℕ := 0o", "def f : ℕ := 0x_", "def f : ℕ := 0b2", "def f : ℝ := 1e9999999",
        f"def f : ℕ := {'9' * 5000}", "namespace A\n" * 3000, "def f : ℕ := g where | x => 1",
        "instance : C where\n  | 0 => 1", f"/-{'/-' * 3000}", "def f := " + "(" * 3000,
    ],
)  # fmt: skip
def test_what_once_crashed_or_hung_ends_in_a_diagnostic(text: str) -> None:
    with fuzz.bounded(2):
        assert fuzz.read(text) in ("refused", "read", "empty")
