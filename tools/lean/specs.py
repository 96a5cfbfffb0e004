"""The files of `lean_specs` as texts that need nothing but Mathlib: each after its imports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_IMPORT = re.compile(r"^import ([\w.]+)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Spec:
    """One file. `name` is its module, `path` is relative to the Lake project."""

    name: str
    path: Path
    text: str

    @property
    def imports(self) -> tuple[str, ...]:
        return tuple(_IMPORT.findall(self.text))

    @property
    def body(self) -> str:
        """The text with its import lines blank, so that line numbers stay."""
        return _IMPORT.sub("", self.text)


@dataclass(frozen=True)
class Standalone:
    """A spec after everything that it imports; its own first line is line `first`."""

    spec: Spec
    text: str
    first: int


def read_specs(root: Path) -> dict[str, Spec]:
    """All specs of a Lake project, by module name."""
    files = sorted(f for f in root.rglob("*.lean") if f.name != "lakefile.lean")
    specs = {}
    for file in files:
        path = file.relative_to(root)
        name = ".".join(path.with_suffix("").parts)
        specs[name] = Spec(name, path, file.read_text(encoding="utf-8"))
    return specs


def standalone(spec: Spec, specs: dict[str, Spec]) -> Standalone:
    """The spec as one file. What it imports stands in sections, so that no `open` leaks.

    The driver elaborates as a Lean module does, where names are private unless it says otherwise.
    """
    head = "import Mathlib\n@[expose] public section\n"
    for needed in _needed(spec, specs)[:-1]:
        head += f"section\n{needed.body}\nend\n"
    return Standalone(spec, head + spec.body, head.count("\n") + 1)


def _needed(spec: Spec, specs: dict[str, Spec]) -> list[Spec]:
    """The spec and the specs that it imports, each after its own imports."""
    order: dict[str, Spec] = {}

    def visit(current: Spec) -> None:
        for name in current.imports:
            if name in specs and name not in order:
                visit(specs[name])
        order[current.name] = current

    visit(spec)
    return list(order.values())
