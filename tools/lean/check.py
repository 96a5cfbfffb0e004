"""Asks a real Lean 4 front end about every spec: `make lean`. Optional, and no part of the tests.

Each file of `lean_specs`, after its imports, is parsed and type-checked against `Mathlib.lean` of
this folder. `--trees` also writes Lean's own syntax trees, of the specs and of the terms in
`tests/syntax/terms.txt`, as golden files that the tests compare the project's parser with.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import golden
from golden import Golden
from install import Frontend, InstallError, install
from specs import Spec, Standalone, read_specs, standalone

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SPECS = ROOT / "lean_specs"
TERMS = ROOT / "tests" / "syntax" / "terms.txt"
TREES = ROOT / "tests" / "golden_trees"
MARK = "@answer "
NOT_CODE = ("Lean.Parser.Command.moduleDoc", "Lean.Parser.Command.eoi")
DECLARATIONS = ("Lean.Parser.Command.declaration", "lemma")


@dataclass(frozen=True)
class Message:
    """What Lean says about a place in a file."""

    severity: str
    line: int
    column: int
    text: str


@dataclass(frozen=True)
class Answer:
    """Lean's reading of one spec: the trees and messages of its own lines."""

    spec: Spec
    trees: tuple[golden.Tree, ...]
    messages: tuple[Message, ...]

    def of(self, severity: str) -> list[Message]:
        return [m for m in self.messages if m.severity == severity]

    @property
    def declared(self) -> int:
        return sum(isinstance(t, list) and t[0] in DECLARATIONS for t in self.trees)

    @property
    def unproved(self) -> int:
        return sum("declaration uses `sorry`" in m.text for m in self.of("warning"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--trees", action="store_true", help="write the golden trees of the tests")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / ".lean", help="where Lean is installed"
    )
    options = parser.parse_args()
    try:
        frontend = install(options.folder)
    except InstallError as error:
        print(error, file=sys.stderr)
        return 1
    answers, terms = ask(frontend)
    for answer in answers:
        report(answer)
    print(summary(answers))
    failed = any(answer.of("error") for answer in answers)
    if options.trees and not failed:
        write_trees(answers, terms)
    return int(failed)


def ask(frontend: Frontend) -> tuple[list[Answer], list[dict[str, Any]]]:
    """Lean's answers about every spec, and about the terms."""
    specs = read_specs(SPECS)
    texts = [standalone(spec, specs) for spec in specs.values()]
    job = frontend.folder / "job"
    shutil.rmtree(job, ignore_errors=True)
    job.mkdir()
    for text in texts:
        (job / f"{text.spec.name}.lean").write_text(text.text, encoding="utf-8", newline="\n")
    shutil.copy(HERE / "Driver.lean", job)
    shutil.copy(TERMS, job)
    names = "".join(f"job/{text.spec.name}.lean\n" for text in texts)
    (job / "files.txt").write_text(names, encoding="utf-8")
    said = frontend.run("job/Driver.lean")
    records = answers_in(said)
    if len(records) != len(texts) + 1:
        raise SystemExit(f"Lean stopped after {len(records)} files\n{said}")
    *files, terms = records
    return [answer_about(t, r) for t, r in zip(texts, files, strict=True)], terms


def answers_in(said: str) -> list[list[dict[str, Any]]]:
    """The finished answers in what Lean printed, which has other lines too."""
    finished: list[list[dict[str, Any]]] = []
    current: list[dict[str, Any]] = []
    for line in said.splitlines():
        if line.startswith(MARK):
            record = json.loads(line.removeprefix(MARK))
            if record == "done":
                finished.append(current)
                current = []
            else:
                current.append(record)
    return finished


def answer_about(text: Standalone, records: list[dict[str, Any]]) -> Answer:
    own = [r for r in records if r["line"] >= text.first]
    return Answer(
        text.spec,
        tuple(
            golden.without_comments(r["tree"]) for r in own if "tree" in r and is_code(r["tree"])
        ),
        tuple(
            Message(r["severity"], r["line"] - text.first + 1, r["column"], r["text"])
            for r in own
            if "text" in r
        ),
    )


def is_code(tree: golden.Tree) -> bool:
    return isinstance(tree, list) and tree[0] not in (
        "Lean.Parser.Command.moduleDoc",
        "Lean.Parser.Command.eoi",
    )


def report(answer: Answer) -> None:
    """One line for a file, and its errors and warnings."""
    path = (SPECS.relative_to(ROOT) / answer.spec.path).as_posix()
    errors = len(answer.of("error"))
    verdict = f"{errors} errors" if errors else "well typed"
    print(f"{path}: {verdict}, {answer.declared} declarations, {answer.unproved} without proof")
    for message in answer.messages:
        if "declaration uses `sorry`" not in message.text:
            place = f"{path}:{message.line}:{message.column + 1}"
            print(f"  {place}: {message.severity}: {message.text}")


def summary(answers: list[Answer]) -> str:
    verdicts = Counter(bool(answer.of("error")) for answer in answers)
    declared = sum(answer.declared for answer in answers)
    return f"{verdicts[False]} of {len(answers)} files well typed, {declared} declarations"


def write_trees(answers: list[Answer], terms: list[dict[str, Any]]) -> None:
    shutil.rmtree(TREES, ignore_errors=True)
    for answer in answers:
        made = Golden(golden.hash_of(answer.spec.text), answer.trees)
        golden.write(TREES / answer.spec.path.with_suffix(".json").name, made)
    trees = tuple([r["term"], r.get("tree")] for r in terms)
    text = TERMS.read_text(encoding="utf-8")
    golden.write(TREES / "terms.json", Golden(golden.hash_of(text), trees))
    unread = [r for r in terms if "error" in r]
    print(f"{len(terms) - len(unread)} of {len(terms)} terms parsed")
    for record in unread:
        print(f"  `{record['term']}`: {record['error']}")


if __name__ == "__main__":
    sys.exit(main())
