"""Counts the declarations of a Lean project a second way, by lines, and compares file by file.

`python tools/count.py PATH`: removes comments, then counts the lines that begin, after attributes
and modifiers, with a declaration's keyword. Shares no code with the reader. A file in which the two
counts differ is printed with the lines that only this count has.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from bridge.project import read_project

KINDS = (
    "theorem lemma def abbrev structure class inductive instance example opaque axiom alias "
    "irreducible_def"
).split()
MODIFIERS = "private protected public noncomputable unsafe partial nonrec scoped local meta".split()
BEFORE = rf"(?:@\[(?:[^\[\]]|\[[^\]]*\])*\]|(?:{'|'.join(MODIFIERS)})\b)\s*"
DECLARATION = re.compile(rf"\s*(?:{BEFORE})*(?:{'|'.join(KINDS)})(?![\w'!?])")
MARK = re.compile(r"/-|-/|--[^\n]*|\n")


def without_comments(text: str) -> str:
    """The text with comments, which nest, blanked out; lines keep their numbers."""
    kept, depth, last = [], 0, 0
    for mark in MARK.finditer(text):
        if not depth:
            kept.append(text[last : mark.start()])
        if mark[0] == "/-":
            depth += 1
        elif mark[0] == "-/":
            depth = max(depth - 1, 0)
        elif mark[0] == "\n":
            kept.append("\n")
        last = mark.end()
        if depth and mark[0].startswith("--") and "-/" in mark[0]:
            depth -= mark[0].count("-/")
    return "".join(kept) + ("" if depth else text[last:])


def declarations(text: str) -> Iterator[tuple[int, str]]:
    """Line number and line of each declaration, up to `#exit`."""
    for number, line in enumerate(without_comments(text).split("\n"), 1):
        if line.startswith("#exit"):
            return
        if DECLARATION.match(line):
            yield number, line.strip()


def main() -> int:
    parser = argparse.ArgumentParser(description="declarations, counted a second way")
    parser.add_argument("path", type=Path)
    root: Path = parser.parse_args().path.resolve()
    files = sorted(root.rglob("*.lean")) if root.is_dir() else [root]
    base = root if root.is_dir() else root.parent
    project = read_project(files, base, strict=False)
    ours = lines = 0
    for module in project.modules.values():
        found = list(declarations((base / module.path).read_text(encoding="utf-8")))
        ours, lines = ours + module.declared, lines + len(found)
        if module.declared != len(found):
            heads = {d.head.line for d in module.declarations if d.head}
            print(f"{module.path}: {module.declared} read, {len(found)} by lines")
            for number, line in found:
                if number not in heads:
                    print(f"  {number:5}: {line}")
    print(f"{ours:,} read, {lines:,} by lines")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
