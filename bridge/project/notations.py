"""`notation`, `infixl`, `prefix` … declared in a file, as rules of the notation table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bridge.errors import NotSupported
from bridge.project.headings import Heading
from bridge.source import Source, Span
from bridge.syntax.ast import Apply, Argument, Ident, Notation, Scope, Term
from bridge.syntax.layout import Slice
from bridge.syntax.lexer import Raw
from bridge.syntax.notation import LEAD, MAX, Big, Notations, Rule, declared, infix, infixl, infixr
from bridge.syntax.parser import term_of

_LEVELS = {"max": MAX, "arg": MAX, "lead": LEAD, "min": 10}
_BINDERS = ["(", "...", ")"]


@dataclass(frozen=True, slots=True)
class Declared:
    """A notation, and how it is parsed: as an operator or as a binder notation."""

    notation: Notation
    rule: Rule | None
    big: Big | None


def notation_from(
    source: Source, heading: Heading, tokens: list[Raw], scope: Scope, notations: Notations
) -> Declared:
    """The notation that a command declares."""
    span = Span(source, tokens[0].start, tokens[-1].end)
    arrow = next((i for i, t in enumerate(tokens) if t.text in ("=>", "↦")), None)
    if arrow is None:
        raise NotSupported("notation", "this notation has no expansion", span)
    level, items = _level(tokens[1:arrow])
    namespace = _namespace(heading, scope)
    local = "local" in heading.modifiers
    owner = f"{source.path}:{span.line}"
    if (big := _big(items)) is not None:
        made = Notation(f"{big.symbol}✝{owner}", (), None, scope, namespace, local, span=span)
        return Declared(made, None, big)
    body = Slice(source, tokens[min(arrow + 1, len(tokens) - 1)].start, tokens[-1].end, notations)
    rule, params, expansion = _rule(tokens[0].text, items, level, term_of(body), span)
    rule = replace(rule, owner=owner)
    made = Notation(rule.key, params, expansion, scope, namespace, local, span=span)
    return Declared(made, rule, None)


def told_apart(active: Iterable[Declared]) -> tuple[Rule, ...]:
    """The rules of notations that count at one place; one for those with the same text, owned by
    all of their places, so that it means nothing, where they mean different things."""
    groups: dict[str, list[Declared]] = {}
    for one in active:
        if one.rule is not None:
            groups.setdefault(one.rule.shown, []).append(one)
    return tuple(_one_rule(group) for group in groups.values())


def _one_rule(same: list[Declared]) -> Rule:
    *earlier, rule = [d.rule for d in same if d.rule is not None]
    if all(_meaning(d.notation) == _meaning(same[0].notation) for d in same):
        return rule
    return replace(rule, owner=" or ".join(r.owner for r in (*earlier, rule)))


def _meaning(notation: Notation) -> object:
    scope = notation.scope
    return notation.params, notation.expansion, scope.namespace, scope.opens


def _rule(
    kind: str, items: list[Raw], level: int | None, expansion: Term, span: Span
) -> tuple[Rule, tuple[str, ...], Term]:
    if kind in ("notation", "notation3"):
        parts, levels, params = _parts(items, span)
        own = level if level is not None else _default_level(parts)
        return declared(parts, own, levels), params, expansion
    literal = next((_literal(t.text) for t in items if t.kind == "string"), None)
    if literal is None:
        raise NotSupported("notation", "the symbol of this notation is missing", span)
    rule = _fixity(kind, literal, LEAD if level is None else level)
    names = ("a✝", "b✝")[: len(rule.levels)]
    arguments = tuple(Argument(Ident(p)) for p in names)
    return rule, names, Apply(expansion, arguments, span=expansion.span)


def _namespace(heading: Heading, scope: Scope) -> str | None:
    """The namespace whose opening makes a `scoped` notation usable; None for everywhere."""
    if "scoped" not in heading.modifiers:
        return None
    return heading.namespace or scope.namespace


def _level(tokens: list[Raw]) -> tuple[int | None, list[Raw]]:
    """A leading `:65`, and what follows; `(name := …)` and `(priority := …)` are dropped."""
    while len(tokens) > 2 and tokens[0].text == "(" and tokens[2].text == ":=":
        close = next((i for i, t in enumerate(tokens) if t.text == ")"), len(tokens) - 1)
        tokens = tokens[close + 1 :]
    if len(tokens) > 1 and tokens[0].text == ":":
        return _number(tokens[1].text), _level(tokens[2:])[1]
    return None, tokens


def _number(text: str) -> int:
    return _LEVELS.get(text) or (int(text) if text.isdigit() else 0)


def _literal(text: str) -> str:
    """The symbol in a string; Mathlib pads some with blanks."""
    return text.removeprefix('"').removesuffix('"').strip()


def _big(items: list[Raw]) -> Big | None:
    """`"∑ " (...) ", " r:67:(scoped f => e)`: a binder notation, and the level of its body."""
    texts = [t.text for t in items]
    if len(items) < 5 or items[0].kind != "string" or texts[1:4] != _BINDERS:
        return None
    level = next((int(t) for t in texts[4:] if t.isdigit()), 0)
    symbol = _literal(texts[0])
    return Big(symbol, level) if " " not in symbol else None


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
    if not any(part is not None for part in parts[:2]):
        raise NotSupported(
            "notation", "a notation that begins with two arguments is not read", span
        )
    return tuple(parts), tuple(levels), tuple(params)


def _default_level(parts: tuple[str | None, ...]) -> int:
    closed = parts[0] is not None and parts[-1] is not None
    return MAX if closed else LEAD


def _fixity(kind: str, literal: str, level: int) -> Rule:
    match kind:
        case "infixl":
            return infixl(level, literal)
        case "infixr":
            return infixr(level, literal)
        case "infix":
            return infix(level, literal)
        case "prefix":
            return Rule((literal, None), level, (level,))
        case _:
            return Rule((None, literal), level, (level,))
