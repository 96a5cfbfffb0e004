"""`open`, `export`, `omit`, `variable` as surface syntax."""

from __future__ import annotations

from bridge.errors import BridgeError, Diagnostic, SpecError
from bridge.source import Source, Span
from bridge.syntax import ast
from bridge.syntax.ast import Binder, BinderKind, Export, Open
from bridge.syntax.layout import Slice
from bridge.syntax.lexer import Raw
from bridge.syntax.notation import Notations
from bridge.syntax.parser import binders_of
from bridge.syntax.regions import depths

_KINDS = {"(": BinderKind.EXPLICIT, "{": BinderKind.IMPLICIT, "⦃": BinderKind.STRICT_IMPLICIT,
          "[": BinderKind.INSTANCE}  # fmt: skip


def opens(tokens: list[Raw]) -> tuple[Open, ...]:
    """`open A B`, `open scoped A`, `open A (x)`, `open A hiding x`, `open A renaming x → y`."""
    words = [t.text for t in tokens]
    scoped = bool(words) and words[0] == "scoped"
    words = words[scoped:]
    if "hiding" in words:
        at = words.index("hiding")
        return (Open(tuple(words[:at]), scoped, hiding=tuple(words[at + 1 :])),)
    if "renaming" in words:
        at = words.index("renaming")
        pairs = [w for w in words[at + 1 :] if w not in ("→", ",", "->")]
        renaming = tuple(zip(pairs[::2], pairs[1::2], strict=False))
        return (Open(tuple(words[:at]), scoped, renaming=renaming),)
    if "(" in words:
        at = words.index("(")
        return (Open(tuple(words[:at]), scoped, only=tuple(words[at + 1 : -1])),)
    return tuple(Open((word,), scoped) for word in words)


def export(tokens: list[Raw], into: str) -> Export:
    names = tuple(t.text for t in tokens[1:] if t.kind == "ident")
    if not tokens:
        raise IndexError
    return Export(tokens[0].text, names, into)


def omitted(source: Source, tokens: list[Raw]) -> tuple[str, ...]:
    """The names of `omit x`, and `omit [C x]` as its text, which is no variable's name."""
    found, opened = [], 0
    for token, depth in zip(tokens, depths(tokens), strict=True):
        if depth == 0 and token.kind == "ident":
            found.append(token.text)
        elif depth == 0 and token.text == "[":
            opened = token.start
        elif depth == 0 and token.text == "]":
            found.append(source.text[opened : token.end])
    return tuple(found)


def variables(
    source: Source, tokens: list[Raw], notations: Notations
) -> tuple[tuple[Binder, ...], list[Diagnostic]]:
    """The binders of a `variable`; one that cannot be read keeps its names with a type that
    nothing accepts, so that what mentions them is refused."""
    if not tokens:
        return (), []
    try:
        chunk = Slice(source, tokens[0].start, tokens[-1].end, notations)
        return binders_of(chunk), []
    except BridgeError as error:
        groups = _groups(tokens)
        if len(groups) < 2:
            return (_unread(source, tokens, error),), [error.diagnostic]
    found: list[Binder] = []
    refused: list[Diagnostic] = []
    for group in groups:
        binders, errors = variables(source, group, notations)
        found += binders
        refused += errors
    return tuple(found), refused


def _groups(tokens: list[Raw]) -> list[list[Raw]]:
    groups: list[list[Raw]] = []
    for token, depth in zip(tokens, depths(tokens), strict=True):
        if not groups or (depth == 0 and token.text in _KINDS):
            groups.append([])
        groups[-1].append(token)
    return groups


def _unread(source: Source, tokens: list[Raw], error: BridgeError) -> Binder:
    kind = _KINDS.get(tokens[0].text, BinderKind.EXPLICIT)
    colon = next((i for i, t in enumerate(tokens) if t.text == ":"), 0)
    names = tuple(t.text for t in tokens[:colon] if t.kind == "ident") or ("_",)
    span = Span(source, tokens[0].start, tokens[-1].end)
    kind_of_error = "syntax" if isinstance(error, SpecError) else "unread"
    what = f"{kind_of_error}: {error.diagnostic.message}"
    return Binder(names, ast.Opaque(what, span.text, span=span), kind, span=span)
