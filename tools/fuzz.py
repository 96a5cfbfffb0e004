"""Hostile and broken Lean, through the reader and through generation.

    python tools/fuzz.py [--read 200000] [--generate 20000] [--seed 0] [--corpus FOLDER]…

Checks that every input ends in a result or a diagnostic, within a bound of processor time; that no
generated file holds a name, a call or an import that was not meant; and that no file is made
outside the output folder. `--corpus` adds Lean files to mutate. A failing input is printed with
its number: `--seed S --only N` runs it alone.
"""

from __future__ import annotations

import argparse
import ast
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

from bridge.config import Settings
from bridge.errors import INTERNAL, BridgeError
from bridge.pipeline import elaborate, emitted
from bridge.project.commands import read_module
from bridge.source import Source
from bridge.write import refuse_clashes

ROOT = Path(__file__).parents[1]
OWN = (ROOT / "lean_specs", ROOT / "tests")
BOUND = 10.0  # seconds of processor time for one input of the size of a declaration
CANARY = "CANARY"
FORBIDDEN = frozenset(
    f"{CANARY} os sys subprocess eval exec compile open __import__ globals getattr setattr "
    "__builtins__ __class__ __subclasses__ system popen builtins importlib".split()
)

DOCS = (
    f'/-- """\nimport os\n{CANARY}()\n""" -/',
    f'/-- \\"\\"\\" {CANARY}() -/',
    f"/-- '''\n{CANARY}()\n''' -/",
    f"/-- {{{{ {CANARY}() }}}} {{% for x in {CANARY} %}} -/",
    f"/-- ends in a backslash \\\n\n{CANARY}() -/",
    '/-- ends in quotes "" -/',
    '/-- ends in a quote "-/',
    f"/-- \r\n{CANARY}()\r -/",
    f"/-- \x0c{CANARY}()\x00\x1b[31m -/",
    f"/-- \u2028{CANARY}()\u2029\u0085 -/",
    f"/-- \u202e{CANARY}()\u2066 -/",
    f"/-- \\N{{BULLET}} \\x41 \\u0041 \\{CANARY} -/",
    "/-- " + "x" * 400 + " -/",
)
NAMES = (
    "f'", "«my def»", "«f(); CANARY()»", '«"""»', "«a\\»",
    "«import os»", "«__import__»", "«../../x»",
    "«a.b»", "«{{ x }}»", "«#»", "lambda", "None", "print", "eval", "exec", "pass", "np",
    "torch", "math", "self", "s", "py", "ref", "check", "claim", "definition", "Check", "LOWERED",
    "__class__", "__init__", "_values", "_lean", "vjp", "jvp", "jacobian", "divide", "sqrt",
    "ſ", "K", "α", "x₁", "x_1", "𝕜", "test_f", "conftest", "ℝ'", "f!", "f?", "É", "async",
)  # fmt: skip
PIECES = (
    "theorem", "lemma", "def", "structure", "inductive", "instance", "axiom", "example", "abbrev",
    ":=", "=>", "|", "where", "by", "sorry", "fun", "∀", "∃", "∑", "let", "have", "match", "with",
    "if", "then", "else", "(", ")", "[", "]", "{", "}", "⟨", "⟩", "⦃", "⦄", ",", ":", ";", ".",
    "..", "@", "@[", "#eval", "/-", "-/", "--", "/--", '"', "'", "«", "»", "\\", "ℝ", "ℕ", "Fin",
    "n", "0", "1.5", "1e9999999", "99999999999999999999", "2^99999", "x", "ᵀ", "†", "⬝ᵥ", "•", "‖",
    "namespace", "section", "end", "open", "variable", "notation", "infixl:65", "scoped", "in",
    "\n", "\n\n", "\t", "\r\n", "\x00", "\ufeff", "\u202e", "\ud7ff", "𝕜", "🙂", "import", "export",
    "mutual", "set_option", "termination_by", "universe", "calc", "do", "return", "_", "?_", "·",
)  # fmt: skip


class Hang(BaseException):
    """An input took longer than the bound."""


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raises `Hang` in what takes too long."""

    def stop(*_: object) -> None:
        raise Hang

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def corpus(folders: list[Path]) -> list[str]:
    """Pieces of Lean files of about the size of a declaration."""
    files = sorted(f for folder in folders for f in folder.rglob("*.lean"))
    texts = (f.read_text(encoding="utf-8", errors="ignore") for f in files[:2000])
    pieces = [p for text in texts for p in text.split("\n\n") if 0 < len(p) < 4000]
    assert len(pieces) > 20, "there is no Lean to mutate"
    return pieces


def broken(generator: random.Random, pieces: list[str]) -> str:
    """A piece of Lean with some of it damaged, or something else altogether."""
    kind = generator.random()
    if kind < 0.05:
        return _unicode(generator, generator.randrange(400))
    if kind < 0.10:
        return _nested(generator)
    if kind < 0.20:
        return " ".join(generator.choices(PIECES, k=generator.randrange(1, 60)))
    text = generator.choice(pieces)
    for _ in range(generator.randrange(1, 6)):
        text = generator.choice(_DAMAGES)(generator, text, pieces)
    return text[:20_000]


def _unicode(generator: random.Random, count: int) -> str:
    points = (generator.randrange(0x110000) for _ in range(count))
    return "".join(chr(p) for p in points if not 0xD800 <= p < 0xE000)


def _nested(generator: random.Random) -> str:
    opener, closer = generator.choice(
        [("(", ")"), ("[", "]"), ("⟨", "⟩"), ("fun x => ", ""), ("/-", "-/"), ("¬", ""), ("-", ""),
         ("x + ", ""), ("∀ x, ", ""), ("let y := ", ""), ("by ", ""), ("{", "}"),
         ("if x then ", ""), ("f (", ")"), ("x ^ ", ""), ("x → ", ""), ("section\n", "end\n"),
         ("namespace A\n", "")]
    )  # fmt: skip
    depth = generator.choice([10, 100, 1000, 3000])
    return f"theorem deep (x : ℝ) : {opener * depth}x{closer * depth} = x := by sorry"


def _delete(generator: random.Random, text: str, _: list[str]) -> str:
    start = generator.randrange(len(text) + 1)
    return text[:start] + text[start + generator.randrange(1, 20) :]


def _insert(generator: random.Random, text: str, _: list[str]) -> str:
    at = generator.randrange(len(text) + 1)
    piece = generator.choice((*PIECES, *DOCS, *NAMES, _unicode(generator, 3)))
    return f"{text[:at]}{piece}{text[at:]}"


def _repeat(generator: random.Random, text: str, _: list[str]) -> str:
    start = generator.randrange(len(text) + 1)
    part = text[start : start + generator.randrange(1, 40)]
    return text[:start] + part * generator.choice([2, 3, 50]) + text[start:]


def _splice(generator: random.Random, text: str, pieces: list[str]) -> str:
    other = generator.choice(pieces)
    return text[: generator.randrange(len(text) + 1)] + other[generator.randrange(len(other)) :]


def _swap(generator: random.Random, text: str, _: list[str]) -> str:
    words = text.split(" ")
    i, j = generator.randrange(len(words)), generator.randrange(len(words))
    words[i], words[j] = words[j], words[i]
    return " ".join(words)


_DAMAGES: tuple[Callable[[random.Random, str, list[str]], str], ...] = (
    _delete, _insert, _insert, _repeat, _splice, _swap,
)  # fmt: skip


def hostile(generator: random.Random) -> str:
    """A file that is mostly right Lean, with names and comments that try to become code."""
    name, arg, claim = (generator.choice(NAMES) for _ in range(3))
    doc, other = generator.choice(DOCS), generator.choice(DOCS)
    body = generator.choice(
        [f"{arg} * {arg} + 2", f"Real.exp {arg}", f"({arg} + 1) / {arg}", f"Real.sqrt {arg}",
         f"let {name} := {arg}; {name} + {name}", f"max {arg} 0", f"(fun {claim} => {claim}) {arg}"]
    )  # fmt: skip
    text = (
        f"import Mathlib\n{generator.choice(DOCS).replace('/--', '/-!')}\n"
        f"namespace {generator.choice(NAMES)}\n\n{doc}\nnoncomputable def {name} "
        f"({arg} : ℝ) : ℝ := {body} -- {CANARY}()\n\n{other}\ntheorem {claim} ({arg} : ℝ) "
        f"(h : 0 < {arg}) : {name} {arg} = {name} {arg} := by\n  rfl\n"
    )
    if generator.random() < 0.5:
        vector = generator.choice(NAMES)
        text += (
            f"\n{generator.choice(DOCS)}\ntheorem {vector}2 {{n : ℕ}} ({vector} : Fin n → ℝ) :\n"
            f"    ∑ {arg}, {vector} {arg} = ∑ {name}, {vector} {name} := by\n  rfl\n"
        )
    return _insert(generator, text, []) if generator.random() < 0.2 else text


def file_name(generator: random.Random) -> str:
    """The name of a Lean file, which becomes the name of a module."""
    if generator.random() < 0.7:
        return "Spec.lean"
    stem = generator.choice(
        ["a b", 'a"""b', "__init__", "conftest", "subjects", "_lean", "os", "numpy", "torch", "ℝ",
         "import", "x'", "{{ x }}", "a;b", "a\nb", "-c", "A.B", "É", "ﬁ", "test_x", "CON", "..."]
    )  # fmt: skip
    return f"{stem}.lean"


def read(text: str) -> str:
    """What the reader makes of a text, every part of it asked for: a word for the statistics."""
    module, _ = read_module(Source("Fuzz.lean", text))
    refused = list(module.refused)
    for declaration in module.declarations:
        try:
            for part in fields(declaration):
                getattr(declaration, part.name)
        except BridgeError as error:
            refused.append(error.diagnostic)
    return "refused" if refused else "read" if module.declarations else "empty"


def generate(text: str, folder: Path, name: str) -> str:
    """The files of a text, looked through."""
    (folder / name).write_text(text, encoding="utf-8", errors="ignore")
    try:
        settings = Settings(folder, specs=name)
        done = elaborate(settings)
        package = emitted(settings, done)
        told = [r.diagnostic for r in done.refusals] + [e.diagnostic for _, e in package.refused]
        assert not any(d.code == INTERNAL for d in told), "a bug is told as a refusal"
        refuse_clashes(package.files)
        for path, code in package.files.items():
            suspicious = unmeant(code)
            assert not suspicious, f"{path} holds {suspicious}"
        assert [p.name for p in folder.iterdir()] == [name], "a file was written"
        return "generated" if package.library.emitted else "refused"
    finally:
        (folder / name).unlink()


def unmeant(code: str) -> set[str]:
    """Names, calls and imports that no Lean file may bring about; independent of the audit."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Name(name) | ast.Attribute(_, name) if name in FORBIDDEN:
                found.add(name)
            case ast.Import(names) | ast.ImportFrom(names=names):
                found |= {a.name for a in names} & FORBIDDEN
            case ast.Global() | ast.Nonlocal() | ast.Try() | ast.With() | ast.ClassDef():
                found.add(type(node).__name__)
            case ast.While() | ast.For() | ast.Await() | ast.JoinedStr() | ast.NamedExpr():
                found.add(type(node).__name__)
    return found


def run(count: int, seed: int, label: str, make: Callable[[random.Random], Callable[[], str]],
        only: int | None = None) -> int:  # fmt: skip
    """Run inputs by number; the number of failures. Prints what happened and how long it took."""
    results: Counter[str] = Counter()
    slowest, failures = (0.0, 0), 0
    for number in range(count) if only is None else [only]:
        case = make(random.Random(f"{seed}/{label}/{number}"))
        started = time.process_time()
        try:
            with bounded(BOUND):
                results[case()] += 1
        except BridgeError as error:
            results[error.kind.split(" (")[0]] += 1
            if error.kind.startswith("internal"):
                failures += 1
                print(f"{label} {number}: {error}", file=sys.stderr)
        except (Exception, Hang):
            failures += 1
            results["failed"] += 1
            print(f"{label} {number}:\n{traceback.format_exc(limit=-4)}", file=sys.stderr)
        slowest = max(slowest, (time.process_time() - started, number))
    shown = ", ".join(f"{n:,} {word}" for word, n in results.most_common())
    print(f"{label}: {sum(results.values()):,} inputs: {shown}; slowest {slowest[0]:.2f} s "
          f"(number {slowest[1]}), {failures} failures", flush=True)  # fmt: skip
    return failures


def read_cases(pieces: list[str]) -> Callable[[random.Random], Callable[[], str]]:
    return lambda generator: lambda: read(broken(generator, pieces))


def generate_cases(folder: Path) -> Callable[[random.Random], Callable[[], str]]:
    def make(generator: random.Random) -> Callable[[], str]:
        text, name = hostile(generator), file_name(generator)
        return lambda: generate(text, folder, name)

    return make


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--read", type=int, default=200_000)
    parser.add_argument("--generate", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int)
    parser.add_argument("--corpus", type=Path, action="append", default=[])
    args = parser.parse_args()
    pieces = corpus([*OWN, *args.corpus])
    failures = run(args.read, args.seed, "read", read_cases(pieces), args.only) if args.read else 0
    if args.generate:
        with tempfile.TemporaryDirectory() as folder:
            cases = generate_cases(Path(folder))
            failures += run(args.generate, args.seed, "generate", cases, args.only)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
