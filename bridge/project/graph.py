"""Modules in the order in which they must be read: imports first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bridge.errors import BridgeError, Diagnostic, SpecError
from bridge.project.commands import header_of
from bridge.project.files import module_name, read_source, shown, targets
from bridge.source import Source
from bridge.syntax.ast import Import


@dataclass(frozen=True, slots=True)
class Node:
    """A file that is to be read; `imports` are those of its imports that lead to files of its
    project, also where there is no such file."""

    name: str
    source: Source
    is_module: bool
    imports: tuple[Import, ...]
    foreign: str = ""  # a module that it imports of a library that is not known here


LIBRARIES = frozenset(
    "Init Lean Std Lake Batteries Aesop Qq ProofWidgets Plausible ImportGraph LeanSearchClient Cli "
    "Mathlib".split()
)  # whose notations and coercions the tool knows, or refuses by name


@dataclass(slots=True)
class _Visit:
    node: Node
    left: Iterator[tuple[str, Path]]


@dataclass(slots=True)
class Graph:
    """The files below `root`. Strict: a file or import that is missing is an error; otherwise it
    is collected in `refused`, and the rest goes on. With `only`, no other files are read."""

    root: Path
    base: Path
    strict: bool
    only: frozenset[Path] | None = None
    refused: list[Diagnostic] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _folders: list[Path] = field(init=False)
    _names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        found = [self.root, *(folder for folder, _ in targets(self.root))]
        self._folders = list(dict.fromkeys(f.resolve() for f in found))
        self._names = frozenset(p for f in self.only or () for p in f.with_suffix("").parts)

    def order(self, files: list[Path]) -> list[Node]:
        """The nodes of the files and of what they import, each after its imports."""
        done: list[Node] = []
        for file in files:
            done += self._below(module_name(file, self.root), file)
        return done

    def _below(self, name: str, path: Path) -> Iterator[Node]:
        """Depth first, without recursion: chains of imports are long."""
        first = self._enter(name, path)
        stack = [first] if first is not None else []
        while stack:
            visit = stack[-1]
            following = next(visit.left, None)
            if following is None:
                yield stack.pop().node
            elif (entered := self._enter(*following)) is not None:
                stack.append(entered)

    def _enter(self, name: str, path: Path) -> _Visit | None:
        if name in self._seen:
            return None
        self._seen.add(name)
        try:
            source = read_source(path, self.base)
            is_module, imports = header_of(source)
            following = self._following(imports)
        except BridgeError as error:
            self._refuse(error)
            return None
        own = tuple(i for i in imports if i.module in following or self._is_own(i.module))
        away = (i.module for i in imports if i.module not in following)
        foreign = next((m for m in away if m.partition(".")[0] not in LIBRARIES), "")
        return _Visit(Node(name, source, is_module, own, foreign), iter(following.items()))

    def _refuse(self, error: BridgeError) -> None:
        if self.strict:
            raise error
        self.refused.append(error.diagnostic)

    def _following(self, imports: list[Import]) -> dict[str, Path]:
        """The imports that are to be read as well; one that is missing is an error."""
        found = {}
        for imported in imports:
            path = self._file(imported.module)
            if path.is_file():
                if self.only is None or path in self.only:
                    found[imported.module] = path
            elif self.only is None and self._is_own(imported.module):
                self._refuse(
                    SpecError(
                        "missing-import",
                        f"`{imported.module}` is imported, but there is no file "
                        f"{shown(path, self.base)}",
                        imported.span,
                    )
                )
        return found

    def _file(self, module: str) -> Path:
        inner = module.replace(".", "/") + ".lean"
        return next((f / inner for f in self._folders if (f / inner).is_file()), self.root / inner)

    def _is_own(self, module: str) -> bool:
        """Whether a module is of this project by its name: where no lakefile tells what is, by that
        of a folder or file."""
        first = module.partition(".")[0]
        if self.only is not None:
            return first in self._names
        return (self.root / first).is_dir() or (self.root / f"{first}.lean").is_file()
