"""What stands before a command's keyword: doc comment, attributes, modifiers."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.project.split import Command
from bridge.project.words import MODIFIERS
from bridge.source import Source
from bridge.syntax.lexer import Raw, scan
from bridge.syntax.notation import DEFAULT


@dataclass(frozen=True, slots=True)
class Heading:
    """`namespace` is the `N` of `scoped[N]`."""

    doc: str | None = None
    attributes: tuple[str, ...] = ()
    modifiers: frozenset[str] = frozenset()
    namespace: str | None = None


_PLAIN = Heading()


def heading_of(source: Source, command: Command) -> Heading:
    """The heading of a command."""
    if command.start == command.keyword:
        return _PLAIN
    raw = list(scan(source, command.start, command.keyword, DEFAULT))
    docs = [t.text for t in raw if t.kind == "doc" and not t.text.startswith("/-!")]
    attributes, rest = _attributes([t for t in raw if t.kind != "doc"])
    words = [t.text for t in rest]
    namespace = None
    if "[" in words and words.index("[") + 1 < len(words):
        namespace = words[words.index("[") + 1]
    return Heading(
        docs[-1] if docs else None,
        attributes,
        frozenset(w for w in words if w in MODIFIERS),
        namespace,
    )


def _attributes(tokens: list[Raw]) -> tuple[tuple[str, ...], list[Raw]]:
    """The names in `@[…]`, and the tokens outside."""
    found: list[str] = []
    rest: list[Raw] = []
    depth = 0
    for token in tokens:
        if depth == 0 and token.text in ("@[", "@"):
            depth = 1 if token.text == "@[" else 0
            continue
        if depth == 0:
            rest.append(token)
            continue
        depth += (token.text[-1] in "([") - (token.text in ("]", ")"))
        if token.kind == "ident":
            found.append(token.text)
    return tuple(found), rest
