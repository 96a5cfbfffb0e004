"""`notation`, `infixl`, `prefix` … declared in a file, as rules of the notation table."""

from __future__ import annotations

import ast as python_ast
import re

from bridge.errors import NotSupported
from bridge.project.scopes import Scopes
from bridge.source import Source, Span
from bridge.syntax.ast import Apply, Argument, Ident, Notation
from bridge.syntax.lexer import Raw, Slice
from bridge.syntax.notation import LEAD, MAX, Rule
from bridge.syntax.parser import term_of

_LEVELS = {"max": MAX, "arg": MAX, "lead": LEAD, "min": 10}


def notation_from(
    source: Source, command: list[Raw], tokens: list[Raw], scopes: Scopes, modifiers: set[str]
) -> tuple[Notation, Rule]:
    """The notation that a command declares, and its rule."""
    span = Span(source, tokens[0].start, tokens[-1].end)
    arrow = next((i for i, t in enumerate(tokens) if t.text in ("=>", "↦")), None)
    if arrow is None:
        raise NotSupported("notation", "this notation has no expansion", span)
    level, items = _level(tokens[1:arrow])
    body = Slice(source, tokens[arrow + 1].start, tokens[-1].end, scopes.active())
    namespace = _namespace(command, scopes, modifiers)
    kind = tokens[0].text
    expansion = term_of(body)
    if kind in ("notation", "notation3"):
        parts, levels, params = _parts(items, span)
        rule = Rule(parts, level if level is not None else _default_level(parts), levels)
    else:
        literal = next((_literal(t.text) for t in items if t.kind == "string"), None)
        if literal is None:
            raise NotSupported("notation", "the symbol of this notation is missing", span)
        rule = _fixity(kind, literal, level or LEAD)
        params = ("a✝", "b✝")[: len(rule.levels)]
        arguments = tuple(Argument(Ident(p)) for p in params)
        expansion = Apply(expansion, arguments, span=expansion.span)
    made = Notation(rule.key, params, expansion, scopes.scope, namespace, span=span)
    return made, rule


def _namespace(command: list[Raw], scopes: Scopes, modifiers: set[str]) -> str | None:
    """The namespace whose opening makes a `scoped` notation usable; None for everywhere."""
    if "scoped" not in modifiers:
        return None
    at = next(i for i, t in enumerate(command) if t.text == "scoped")
    if len(command) > at + 2 and command[at + 1].text == "[":
        return command[at + 2].text
    return scopes.scope.namespace


def _level(tokens: list[Raw]) -> tuple[int | None, list[Raw]]:
    """A leading `:65`, and what follows; `(name := …)` and `(priority := …)` are dropped."""
    while tokens and tokens[0].text == "(":
        close = next((i for i, t in enumerate(tokens) if t.text == ")"), len(tokens) - 1)
        tokens = tokens[close + 1 :]
    if len(tokens) > 1 and tokens[0].text == ":":
        return _number(tokens[1].text), _level(tokens[2:])[1]
    return None, tokens


def _number(text: str) -> int:
    return _LEVELS.get(text) or (int(text) if text.isdigit() else 0)


def _literal(text: str) -> str:
    value = python_ast.literal_eval(text) if re.fullmatch(r'"[^"\\]*"', text) else text.strip('"')
    return str(value).strip()


def _parts(
    items: list[Raw], span: Span
) -> tuple[tuple[str | None, ...], tuple[int, ...], tuple[str, ...]]:
    parts: list[str | None] = []
    levels: list[int] = []
    params: list[str] = []
    i = 0
    while i < len(items):
        token = items[i]
        if token.kind == "string":
            parts += [t for t in _literal(token.text).split(" ") if t]
        elif token.kind == "ident":
            level = 0
            if i + 2 < len(items) and items[i + 1].text == ":":
                level, i = _number(items[i + 2].text), i + 2
            parts.append(None)
            levels.append(level)
            params.append(token.text)
        else:
            raise NotSupported("notation", "this kind of notation is not read", span)
        i += 1
    return tuple(parts), tuple(levels), tuple(params)


def _default_level(parts: tuple[str | None, ...]) -> int:
    closed = parts[0] is not None and parts[-1] is not None
    return MAX if closed else LEAD


def _fixity(kind: str, literal: str, level: int) -> Rule:
    match kind:
        case "infixl":
            return Rule((None, literal, None), level, (level, level + 1))
        case "infixr":
            return Rule((None, literal, None), level, (level + 1, level))
        case "infix":
            return Rule((None, literal, None), level, (level + 1, level + 1))
        case "prefix":
            return Rule((literal, None), level, (level,))
        case _:
            return Rule((None, literal), level, (level,))
