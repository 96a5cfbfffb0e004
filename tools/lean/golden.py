"""Golden files of Lean's own syntax trees, and how a text is compared with the one they are of.

A golden file holds the SHA-256 of the code that was parsed and one tree a line. In a tree, a node
is `[kind, child, …]`, an atom its text, an identifier `{"i": name}`, a missing piece `null`. Doc
comments are left out: the code is the text without comments, blank lines and trailing blanks.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

Tree: TypeAlias = "list[Any] | dict[str, str] | str | None"

_DOC_COMMENTS = ("Lean.Parser.Command.docComment", "Lean.Parser.Command.moduleDoc")


@dataclass(frozen=True)
class Golden:
    """The hash of a text's code, and the trees of its commands, or pairs of a term and its tree."""

    sha256: str
    trees: tuple[Tree, ...]


def code_of(text: str) -> str:
    """A Lean text without comments, blank lines and trailing blanks.

    >>> code_of("def a := 1 -- one\\n\\n/- /- two -/ -/\\ndef b := \\"--\\"")
    'def a := 1\\ndef b := "--"'
    """
    kept, at, depth = [], 0, 0
    text = text.replace("\r\n", "\n")
    while at < len(text):
        pair = text[at : at + 2]
        if pair == "/-" or (pair == "-/" and depth):
            depth += 1 if pair == "/-" else -1
            at += 2
        elif depth:
            at += 1
        elif pair == "--":
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
        elif text[at] == '"':
            end = _end_of_string(text, at)
            kept.append(text[at:end])
            at = end
        else:
            kept.append(text[at])
            at += 1
    lines = (line.rstrip() for line in "".join(kept).split("\n"))
    return "\n".join(line for line in lines if line)


def _end_of_string(text: str, start: int) -> int:
    at = start + 1
    while at < len(text) and text[at] != '"':
        at += 2 if text[at] == "\\" else 1
    return at + 1


def hash_of(text: str) -> str:
    return hashlib.sha256(code_of(text).encode()).hexdigest()


def without_comments(tree: Tree) -> Tree:
    """The tree without its doc comments."""
    if not isinstance(tree, list):
        return tree
    kind, *children = tree
    return [kind, *(without_comments(c) for c in children if not _is_comment(c))]


def _is_comment(tree: Tree) -> bool:
    return isinstance(tree, list) and tree[0] in _DOC_COMMENTS


def leaves(tree: Tree) -> str:
    """What a tree was parsed from, without the blanks between tokens."""
    match tree:
        case [_, *children]:
            return "".join(leaves(c) for c in children)
        case {"i": name}:
            return name
        case str(text):
            return "".join(text.split())
        case _:
            return ""


def write(path: Path, golden: Golden) -> None:
    """Write a golden file, one tree a line, so that a change is seen where it is."""
    rows = ",\n".join(
        json.dumps(tree, ensure_ascii=False, separators=(",", ":")) for tree in golden.trees
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'{{"sha256": "{golden.sha256}",\n"trees": [\n{rows}\n]}}\n', encoding="utf-8", newline="\n"
    )


def read(path: Path) -> Golden:
    data = json.loads(path.read_text(encoding="utf-8"))
    return Golden(data["sha256"], tuple(data["trees"]))
