"""Asks a real Lean 4 parser which declarations a project has, and compares with the reader's.

`python tools/lean/declarations.py PATH`: every command of every file as Lean's own parser cuts it,
with Lean's core syntax and that of `Mathlib.lean` in this folder. A declaration that only one of
the two sees is printed with its line. The parser does not know the notations and commands that a
project declares: where it does not, it reports what it can and goes on at the next command.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from install import Frontend, InstallError, install

from bridge.project import read_project
from bridge.project.split import split
from bridge.source import Source
from bridge.syntax.commands import KINDS

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MARK = "@answer "
LEAN = "Lean.Parser.Command."
EXIT = f"{LEAN}exit"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("path", type=Path)
    parser.add_argument(
        "--folder", type=Path, default=ROOT / ".lean", help="where Lean is installed"
    )
    options = parser.parse_args()
    root: Path = options.path.resolve()
    files = sorted(root.rglob("*.lean")) if root.is_dir() else [root]
    base = root if root.is_dir() else root.parent
    try:
        frontend = install(options.folder)
    except InstallError as error:
        print(error, file=sys.stderr)
        return 1
    names = [file.relative_to(base).as_posix() for file in files]
    compare(names, base, ask(frontend, names, base))
    return 0


def ask(frontend: Frontend, names: list[str], base: Path) -> dict[str, list[tuple[int, str]]]:
    """The commands of each file by line and kind, in Lean's reading."""
    job = frontend.folder / "job"
    shutil.rmtree(job, ignore_errors=True)
    for number, name in enumerate(names):  # numbered: a path may have any character
        copy = job / f"{number}.lean"
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(base / name, copy)
    shutil.copy(HERE / "Count.lean", job)
    (job / "files.txt").write_text(
        "".join(f"{number}.lean\n" for number in range(len(names))), encoding="utf-8"
    )
    said = frontend.run("job/Count.lean")
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    ended = 0
    for line in said.splitlines():
        if line.startswith(MARK):
            file, number, kind = line.removeprefix(MARK).split(" ", 2)
            found[names[int(file.removesuffix(".lean"))]].append((int(number), kind))
            ended += kind == f"{LEAN}eoi"
    if ended != len(names):
        raise SystemExit(f"Lean stopped after {ended} of {len(names)} files\n{said[-2000:]}")
    return found


def until_exit(commands: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Lean's parser goes on after `#exit`, its elaborator does not."""
    for line, kind in commands:
        if kind == EXIT:
            return
        yield line, kind


def compare(names: list[str], base: Path, answers: Mapping[str, list[tuple[int, str]]]) -> None:
    project = read_project([base / name for name in names], base, strict=False)
    seen = after = counted = by_lean = told = 0
    for name in names:
        source = Source(name, (base / name).read_text(encoding="utf-8"))
        ours = Counter(source.position(c.keyword)[0] for c in split(source) if c.word in KINDS)
        read = [line for line, kind in until_exit(answers[name]) if kind in KINDS]
        theirs = Counter(read)
        counted += sum(ours.values())
        by_lean += len(read)
        after += sum(kind in KINDS for _, kind in answers[name]) - len(read)
        lines = source.text.split("\n")
        for side, only in (("here", ours - theirs), ("Lean", theirs - ours)):
            for line in sorted(only.elements()):
                print(f"{name}:{line}: only {side}: {lines[line - 1].strip()}")
                told += 1
    seen = sum(module.declared for module in project.modules.values())
    assert seen == counted, "the reader sees what its splitter cuts"
    print(f"{seen:,} seen here, {by_lean:,} by Lean's parser, {told:,} by one alone")
    print(f"{after:,} more after `#exit`, in Lean's reading")


if __name__ == "__main__":
    sys.exit(main())
