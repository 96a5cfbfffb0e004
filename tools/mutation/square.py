"""The same project with some dimensions made equal, where that leaves it well typed.

A change that mixes up two dimensions is no type error there, so only a value can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bridge.errors import SpecError
from tools.mutation.project import read

_SEVERAL = re.compile(r"\{(\w+)((?: \w+)+) : ℕ\}")


def _squared(text: str, start: int, end: int) -> str:
    """In a stretch of the text, the first dimension of a binder instead of its others.

    >>> _squared("variable {m n : ℕ} (x : Vec n) : f (n := n) x", 0, 45)
    'variable {m : ℕ} (x : Vec m) : f (n := m) x'
    """
    found = _SEVERAL.search(text, start, end)
    if found is None:
        return text
    first, others = found[1], found[2].split()
    part = text[start:end].replace(found[0], f"{{{first} : ℕ}}")
    one = rf"\b(?:{'|'.join(others)})\b"
    meant = re.compile(rf"(?<!\(){one}|{one}(?!\s*:=)")  # not the name of a named argument
    return text[:start] + meant.sub(first, part) + text[end:]


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """From each `variable` to the end, and each statement, last ones first."""
    starts = [m.start() for m in re.finditer(r"^(variable|lemma|theorem) ", text, re.MULTILINE)]
    for start in reversed(starts):
        end = len(text) if text.startswith("variable", start) else text.find("\n\n", start)
        yield start, len(text) if end < 0 else end


def square(folder: Path, specs: str) -> int:
    """Make equal what can be made equal, in the files of a project; how often."""
    made = 0
    place = folder / specs
    for path in [place] if place.is_file() else sorted(place.rglob("*.lean")):
        for start, end in _stretches(path.read_text(encoding="utf-8")):
            text = path.read_text(encoding="utf-8")
            changed = _squared(text, start, min(end, len(text)))
            if changed == text:
                continue
            path.write_text(changed, encoding="utf-8")
            if _is_read(folder, specs):
                made += 1
            else:
                path.write_text(text, encoding="utf-8")
    return made


def _is_read(folder: Path, specs: str) -> bool:
    try:
        return not read(folder, specs).done.refusals
    except SpecError:
        return False
