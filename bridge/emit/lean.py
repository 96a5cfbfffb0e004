"""The Lean text of a declaration, as docstrings quote it: no comments, no proofs."""

from __future__ import annotations

import textwrap

from bridge.syntax.ast import Declaration


def lean_text(declaration: Declaration) -> list[str]:
    """The statement of a theorem, or a definition with its value."""
    head, span = declaration.head, declaration.span
    if head is None or span is None:
        return []
    if declaration.kind in ("theorem", "lemma"):
        text = span.source.text[head.start : span.end]
        return _tidy(_without_comments(_statement(declaration, text)))
    return _without_proofs(_tidy(_without_comments(span.source.text[head.start : span.end])))


def quoted(declaration: Declaration) -> list[str]:
    """What the declaration means, and its text."""
    doc = doc_lines(declaration)
    return [*doc, *([""] if doc else []), *lean_text(declaration)]


def doc_lines(declaration: Declaration) -> list[str]:
    """The first paragraph of the doc comment: what the declaration means."""
    text = (declaration.doc or "").removeprefix("/--").removesuffix("-/").strip()
    first = text.partition("\n\n")[0]
    return [line.strip() for line in first.split("\n")] if first else []


def _statement(declaration: Declaration, text: str) -> str:
    """The text up to the `:=` before the proof."""
    stated = declaration.statement
    start = stated.find(declaration.kind)
    return stated[start:] if start >= 0 else text.partition(":=")[0]


def _without_comments(text: str) -> str:
    kept, i, depth = "", 0, 0
    while i < len(text):
        if text.startswith("/-", i):
            depth, i = depth + 1, i + 2
        elif depth and text.startswith("-/", i):
            depth, i = depth - 1, i + 2
        elif not depth and text.startswith("--", i):
            i = text.find("\n", i) if "\n" in text[i:] else len(text)
        else:
            kept += "" if depth else text[i]
            i += 1
    return kept


def _tidy(text: str) -> list[str]:
    """The lines without blank ones, the first at the margin."""
    lines = [line.rstrip() for line in text.split("\n") if line.strip()]
    first, rest = lines[0].strip(), textwrap.dedent("\n".join(lines[1:]))
    return [first, *(f"  {line}" for line in rest.split("\n") if line)]


def _without_proofs(lines: list[str]) -> list[str]:
    """Fields that hold proofs are left out: `map_add' := by …` with the lines of the proof."""
    kept: list[str] = []
    inside: int | None = None
    for number, line in enumerate(lines):
        depth = len(line) - len(line.lstrip())
        if inside is not None and depth > inside:
            continue
        inside = depth if number and line.rstrip().endswith(":= by") else None
        kept.append(f"{line} …" if inside is not None else line)
    return kept
