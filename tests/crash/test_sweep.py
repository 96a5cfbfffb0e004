"""Whatever the text, reading ends: in a module or in diagnostics, soon, and without a traceback."""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bridge.errors import BridgeError
from bridge.project.commands import read_module
from bridge.source import Source
from bridge.syntax import parse_term
from bridge.syntax.ast import Module

SPECS = sorted((Path(__file__).parents[2] / "lean_specs").rglob("*.lean"))
PIECES = (
    "( ) [ ] { } ⟨ ⟩ ⦃ ⦄ ‖ | ⟪ ⟫ := => ↦ : , ; . .. @ @[ · ∑ ∏ ∫ ∀ ∃ fun let have match with if "
    "then else by do calc where in open theorem def structure instance end section namespace "
    "variable notation infixl /- -/ -- \" ' ` $ ? _ x 1 1.5 ℝ →L[ →L[ℝ] ⁻¹ † ^ * + - = ≤ \n \n  "
    "termination_by deriving sorry s!\"{ «a" .split(" ")
)  # fmt: skip
SECONDS = 8.0


def refusal(action: Callable[[], object]) -> BridgeError | None:
    try:
        action()
    except BridgeError as error:
        return error
    return None


def read(text: str) -> Module:
    """The module of a text, with every statement and value asked for."""
    found, _ = read_module(Source("Mutant.lean", text), eager=False)
    for declaration in found.declarations:
        if (error := refusal(declaration.read_header)) is not None:
            assert error.diagnostic.code
            assert error.diagnostic.render()
        else:
            assert refusal(lambda d=declaration: d.value) is None  # type: ignore[misc]
        assert declaration.proof
    assert found.declared == len(found.declarations)
    return found


def mutants(generator: random.Random) -> Iterator[str]:
    texts = [f.read_text(encoding="utf-8") for f in SPECS]
    assert len(texts) > 5
    while True:
        text = generator.choice(texts)
        at, length = generator.randrange(len(text)), generator.randrange(1, 30)
        match generator.randrange(4):
            case 0:
                yield text[:at] + text[at + length :]
            case 1:
                yield text[:at] + generator.choice(PIECES) + text[at:]
            case 2:
                yield text[:at]
            case _:
                other = generator.choice(texts)
                cut = generator.randrange(len(other))
                yield text[:at] + other[cut : cut + length] + text[at:]


@pytest.mark.parametrize("seed", range(3))
def test_mutated_specs_are_read_or_refused(seed: int) -> None:
    stop, count = time.monotonic() + SECONDS / 3, 0
    for text in mutants(random.Random(seed)):
        read(text)
        count += 1
        if time.monotonic() > stop:
            break
    assert count > 5


@pytest.mark.parametrize("seed", range(20))
def test_soup_of_tokens_is_read_or_refused(seed: int) -> None:
    generator = random.Random(seed)
    for _ in range(40):
        soup = " ".join(generator.choices(PIECES, k=generator.randrange(1, 25)))
        read(f"theorem a : {soup}\n\ntheorem b : 1 = 1 := rfl\n")


DEEP = {
    "parentheses": "(" * 5000 + "x" + ")" * 5000,
    "open parentheses": "(" * 5000,
    "brackets": "[" * 3000 + "]" * 3000,
    "norms": "‖" * 3001 + "x" + "‖" * 3001,
    "arrows": "a → " * 20000 + "a",
    "negations": "¬" * 20000 + "a",
    "sums": "a + " * 20000 + "a",
    "powers": "a ^ " * 20000 + "a",
    "lambdas": "fun x => " * 5000 + "x",
    "quantifiers": "∀ x, " * 5000 + "p x",
    "lets": "let x := 1; " * 5000 + "x",
    "ifs": "if p then 1 else " * 5000 + "2",
    "sections": "(" * 150 + "· + 1" + ")" * 150,
    "applications": "f (" * 150 + "x" + ")" * 150,
    "fields": "x" + ".y" * 5000,
    "suffixes": "(x)" + "⁻¹" * 5000,
    "matches": "match x with | 0 => " * 2000 + "1",
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_ends_in_a_term_or_a_diagnostic(name: str) -> None:
    error = refusal(lambda: parse_term(DEEP[name]))
    assert error is None or error.diagnostic.code in ("too-deep", "syntax")


def cost(text: str) -> float:
    started = time.process_time()
    read(text)
    return time.process_time() - started


UNIT = {
    "declarations": "theorem t (x : ℝ) : ∑ i, f i * x + |x - 1| ≤ ‖g x‖ ^ 2 := by\n  simp [h]\n\n",
    "operators": "theorem t : a + b * c ^ 2 = d := rfl\n",
    "open attributes": "@[simp\n",
    "quotes": 'theorem t : "a" = s!"{x}" := rfl\n',
    "bars": "theorem t : |a| + |b - |c| | = 0 := rfl\n",
    "comments": "/- a /- b -/ -/ -- c\n",
    "docs": "/-- a -/\n@[simp]\n",
}


@pytest.mark.parametrize("name", UNIT)
def test_time_grows_linearly_with_the_text(name: str) -> None:
    read(UNIT[name] * 10)  # the parser is made
    short, long = cost(UNIT[name] * 200), cost(UNIT[name] * 1600)
    assert long < 8 * 3 * max(short, 0.01)


def test_a_long_statement_takes_linear_time() -> None:
    def text(n: int) -> str:
        return "theorem t : " + " + ".join(f"f (x {i}) * ‖y {i}‖" for i in range(n)) + " = 0 := h\n"

    read(text(10))
    short, long = cost(text(200)), cost(text(1600))
    assert long < 8 * 3 * max(short, 0.01)


@pytest.mark.parametrize(
    "text", ['notation "⟪" x "⟫\n ⟪ => x + y\n/-- "\n', 'infixl:65 " +\n+ " => f\n']
)
def test_a_symbol_that_runs_over_its_line_ends_no_reading(text: str) -> None:
    assert read(f"{text}theorem a : 1 = 1 := rfl\n").declared == 1
