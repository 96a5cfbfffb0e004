"""Which files a file sees: itself, what it imports, and what these pass on to it.

A file that begins with `module` passes on its `public` imports only, but all of them to
`import all` and to files that are no modules (Lean's `importModules`).
"""

from __future__ import annotations

from dataclasses import dataclass

from bridge.project.graph import Node
from bridge.syntax.ast import Import

_UNKNOWN = 1  # the bit of the files that an import leads to which could not be followed


@dataclass(frozen=True, slots=True)
class _Sight:
    """Sets of files as bits: what a file sees itself, what it shows to modules that import it,
    and all that it needs."""

    own: int = _UNKNOWN
    shown: int = _UNKNOWN
    whole: int = _UNKNOWN


class Reach:
    """The files in order of import."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._own: dict[str, int] = {}
        self._sights: dict[str, _Sight] = {}
        self._foreign: dict[int, str] = {}  # modules of unknown libraries, by who imports them

    def add(self, node: Node) -> None:
        """Add a file; those that it imports must have been added, where they could be read."""
        bit = 2 << len(self._bits)
        own = shown = whole = bit
        for imported in node.imports:
            sight = self._sights.get(imported.module, _Sight())
            whole |= sight.whole
            own |= _seen_by(node, imported, sight)
            shown |= sight.shown if imported.public else 0
        shown = shown if node.is_module else whole
        self._sights[node.name] = _Sight(own, shown, whole)
        self._bits[node.source.path], self._own[node.source.path] = bit, own
        if node.foreign:
            self._foreign[bit] = node.foreign

    def sees(self, reader: str, file: str) -> bool | None:
        """Whether the file at path `reader` sees the other; None where an import that could not be
        followed may lead there. What is no file of the project sees everything."""
        own, bit = self._own.get(reader), self._bits.get(file)
        if own is None or bit is None or own & bit:
            return True
        return None if own & _UNKNOWN else False

    def foreign(self, reader: str) -> str | None:
        """A module of a library that is not known here and that the file at path `reader` sees:
        its notations and coercions may occur in the file."""
        own = self._own.get(reader, 0)
        return next((module for bit, module in self._foreign.items() if own & bit), None)


def _seen_by(node: Node, imported: Import, sight: _Sight) -> int:
    if not node.is_module:
        return sight.whole
    return sight.own if imported.whole else sight.shown
