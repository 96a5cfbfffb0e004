"""Modules in the order in which they must be read: imports first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bridge.errors import BridgeError, Diagnostic, SpecError
from bridge.project.commands import imports_of
from bridge.project.files import module_name, read_source, shown, targets
from bridge.source import Source


@dataclass(frozen=True, slots=True)
class Node:
    """A file that is to be read; `imports` are those modules of the project that it imports."""

    name: str
    source: Source
    imports: tuple[str, ...]


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

    def __post_init__(self) -> None:
        found = [self.root, *(folder for folder, _ in targets(self.root))]
        self._folders = list(dict.fromkeys(f.resolve() for f in found))

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
            imports = self._imports(source)
        except BridgeError as error:
            self._refuse(error)
            return None
        node = Node(name, source, tuple(n for n, _ in imports))
        return _Visit(node, iter(imports))

    def _refuse(self, error: BridgeError) -> None:
        if self.strict:
            raise error
        self.refused.append(error.diagnostic)

    def _imports(self, source: Source) -> list[tuple[str, Path]]:
        """The imports that are files of this project; one that should be and is not is an error."""
        found = []
        for imported in imports_of(source):
            path = self._file(imported.module)
            if path.is_file():
                if self.only is None or path in self.only:
                    found.append((imported.module, path))
            elif self._is_own(imported.module):
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
        if self.only is not None:
            return False
        first = module.partition(".")[0]
        return (self.root / first).is_dir() or (self.root / f"{first}.lean").is_file()
