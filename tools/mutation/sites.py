"""The terms of a declaration that a change can take the place of, each with its text and scope.

Parentheses are no syntax, so a span may hold half of a pair; `balanced` gives it the other half.
Types of arguments, and proofs, are left alone: what they say is not what the project checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.ast import Declaration, Node, Term
from bridge.syntax.tactics import parse_tactics

Area = tuple[int, int]


def balanced(text: str, start: int, end: int) -> Area:
    """The stretch with the parentheses that pair with those inside.

    >>> text = "f ((a b).c d)"
    >>> start, end = balanced(text, 4, 10)
    >>> text[start:end]
    '(a b).c'
    """
    depth = lowest = 0
    for sign in text[start:end]:
        depth += (sign == "(") - (sign == ")")
        lowest = min(lowest, depth)
    for _ in range(-lowest):
        start = text.rindex("(", 0, start)
    for _ in range(depth - lowest):
        end = text.index(")", end) + 1
    return start, end


@dataclass(frozen=True, slots=True)
class Site:
    """A term in its text. `outermost` where nothing around it can swallow what stands there."""

    node: Term
    text: str  # of the whole file
    start: int
    end: int
    scope: tuple[str, ...]  # the variables that it may mention
    outermost: bool = False

    @property
    def old(self) -> str:
        return self.text[self.start : self.end]

    def area(self, node: Node) -> Area:
        assert node.span is not None
        return balanced(self.text, node.span.start, node.span.end)

    def part(self, node: Node) -> str:
        start, end = self.area(node)
        return self.text[start:end]

    def between(self, left: Node, right: Node) -> Area:
        """The text between two parts."""
        return self.area(left)[1], self.area(right)[0]


def sites(declaration: Declaration, hypotheses: frozenset[str]) -> Iterator[Site]:
    """The terms of a statement, with its hypotheses; of a definition, those of its value."""
    scope = [n for b in declaration.scope.variables for n in b.names]
    for binder in declaration.binders:
        if binder.type is not None and hypotheses & set(binder.names):
            yield from _below(binder.type, tuple(scope), outermost=True)
        scope += binder.names
    body = declaration.value if declaration.kind not in STATED else declaration.type
    if isinstance(body, ast.By):
        yield from _of_tactics(body, tuple(scope))
    elif body is not None:
        yield from _below(body, tuple(scope), outermost=True)


STATED = ("theorem", "lemma")


def _of_tactics(block: ast.By, scope: tuple[str, ...]) -> Iterator[Site]:
    for tactic in parse_tactics(block):
        match tactic:
            case ast.TacticLet(_, name, _, _, value):
                if value is not None:
                    yield from _below(value, scope, outermost=True)
                scope = (*scope, name)
            case ast.TacticExact(_, term):
                yield from _below(term, scope, outermost=True)


def _site(node: Term, scope: tuple[str, ...], outermost: bool) -> Iterator[Site]:
    if isinstance(node.span, Span):
        text = node.span.source.text
        start, end = balanced(text, node.span.start, node.span.end)
        yield Site(node, text, start, end, scope, outermost)


def _below(node: Term, scope: tuple[str, ...], outermost: bool = False) -> Iterator[Site]:
    """A term and the terms in it; the head of an application is no term of its own."""
    if isinstance(node, ast.By | ast.Sort | ast.Hole):
        return
    yield from _site(node, scope, outermost)
    match node:
        case ast.Apply(ast.Project(term), args):
            yield from _below(term, scope)
            yield from _arguments(args, scope)
        case ast.Apply(_, args):
            yield from _arguments(args, scope)
        case ast.Let(name, _, _, value, body):
            yield from _below(value, scope)
            yield from _below(body, (*scope, name))
        case ast.Lambda(binders, body) | ast.Forall(binders, body) | ast.Exists(binders, body):
            yield from _below(body, _with(scope, binders), isinstance(node, ast.Forall))
        case ast.BigOperator(_, binders, body, _):
            yield from _below(body, _with(scope, binders))
        case ast.If(condition, then, otherwise, hypothesis):
            yield from _below(condition, scope, outermost=True)
            inner = scope if hypothesis is None else (*scope, hypothesis)
            for branch in (then, otherwise):
                yield from _below(branch, inner)
        case ast.Ascription(term, _):
            yield from _below(term, scope)
        case ast.FieldValue(_, binders, value):
            yield from _below(value, _with(scope, binders))
        case _:
            for child in _children(node):
                yield from _below(child, scope)


def _arguments(args: tuple[ast.Argument, ...], scope: tuple[str, ...]) -> Iterator[Site]:
    for argument in args:
        if argument.name is None:
            yield from _below(argument.value, scope)


def _with(scope: tuple[str, ...], binders: tuple[ast.Binder, ...]) -> tuple[str, ...]:
    return (*scope, *(n for b in binders for n in b.names))


def _children(node: Node) -> Iterator[Term]:
    for field in fields(node):
        value = getattr(node, field.name)
        for child in value if isinstance(value, tuple) else (value,):
            if isinstance(child, Node) and not isinstance(child, ast.Binder):
                yield child  # type: ignore[misc]
