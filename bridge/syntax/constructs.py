"""Constructs that extend as far to the right as they can: `fun`, `∀`, `let`, `if`, `match`."""

from __future__ import annotations

from collections.abc import Callable

from lark import Token

from bridge.errors import NotSupported
from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.ast import Binder, Term
from bridge.syntax.binders import binder, binders, names_of, premise
from bridge.syntax.building import Base, Children, runs_of
from bridge.syntax.functions import lambda_, linked, match_function
from bridge.syntax.items import Atom, Group, Item, Named, Run, Symbol
from bridge.syntax.precedence import group


class Constructs(Base):
    """The callbacks of these rules."""

    def fun(self, children: Children) -> Item:
        span, (head, *rest) = self.span(children), runs_of(children)
        type = self.term(rest[0]) if len(rest) > 1 else None
        body = self.term(rest[-1])
        term = lambda_(binders(head, type), body, span)
        return Atom(term, span, tail=True, dots=rest[-1].dots)

    def fun_match(self, children: Children) -> Item:
        span = Span(self.chunk.source, children[0].start_pos, children[1][-1].span.end)
        return Atom(match_function(children[1], span), span, tail=True)

    def forall(self, children: Children) -> Item:
        span = self.span(children)
        return self._quantified(
            children, lambda bs, body: ast.Forall(bs, body, span=span), "→", span
        )

    def exists(self, children: Children) -> Item:
        span, unique = self.span(children), str(children[0]) == "∃!"
        return self._quantified(
            children, lambda bs, body: ast.Exists(bs, body, unique, span=span), "∧", span
        )

    def _quantified(
        self,
        children: Children,
        make: Callable[[tuple[Binder, ...], Term], Term],
        link: str,
        span: Span,
    ) -> Item:
        """`∀ x > 0, p`, `∀ᵉ (x ∈ s) (y ∈ t), p`: the bounded form is written out with `link`."""
        head, *rest = runs_of(children)
        body = self.term(rest[-1])
        type = self.term(rest[0]) if len(rest) > 1 else None
        bound = [b for item in head.items if (b := _bounded_group(item)) is not None]
        conditional = any(condition is not None for _, condition in bound)
        if conditional and len(bound) == len(head.items):
            for names, condition in reversed(bound):
                body = make(names, body if condition is None else linked(link, condition, body))
        else:
            body = self._simple(head, type, body, make, link)
        return Atom(body, span, tail=True, dots=rest[-1].dots)

    def _simple(
        self,
        head: Run,
        type: Term | None,
        body: Term,
        make: Callable[[tuple[Binder, ...], Term], Term],
        link: str,
    ) -> Term:
        notations = self.chunk.notations
        items = head.items
        at = next((i for i, x in enumerate(items) if i and _is_relation(x)), None)
        if at is None:
            return make(binders(head, type), body)
        names = [b for item in items[:at] for b in binder(item)]
        condition = premise(names, items[at:], notations, head.span)
        return make(tuple(names), linked(link, condition, body))

    # -- let, have, if, match -------------------------------------------------------------------

    def let(self, children: Children) -> Item:
        span, runs = self.span(children), runs_of(children)
        value = self.term(runs[-2])
        return self._let(children, runs[:-2], value, self.term(runs[-1]), span)

    have = let

    def let_match(self, children: Children) -> Item:
        span, runs = self.span(children), runs_of(children)
        alternatives = next(c for c in children if isinstance(c, list))
        value = match_function(alternatives, span)
        return self._let(children, runs[:-1], value, self.term(runs[-1]), span)

    have_match = let_match

    def _let(
        self, children: Children, heads: list[Run], value: Term, body: Term, span: Span
    ) -> Item:
        is_have = str(children[0]).startswith("have")
        typed_ = any(isinstance(c, Token) and c.type == "COLON" for c in children)
        type = self.term(heads.pop()) if typed_ else None
        if not heads:
            return Atom(ast.Let("this", (), type, value, body, is_have, span=span), span, tail=True)
        items = heads[0].items
        first = items[0]
        if not isinstance(first, Atom):
            raise NotSupported("let", "this kind of `let` is not read", span)
        if isinstance(first.term, ast.Ident | ast.Hole):
            name = first.term.name if isinstance(first.term, ast.Ident) else "_"
            bound = tuple(b for item in items[1:] for b in binder(item))
            return Atom(
                ast.Let(name, bound, type, value, body, is_have, span=span), span, tail=True
            )
        if type is not None:
            value = ast.Ascription(value, type, span=value.span)
        alternative = ast.Alternative((self.term(heads[0]),), body, span=span)
        return Atom(ast.Match((value,), (alternative,), span=span), span, tail=True)

    def show(self, children: Children) -> Item:
        span, type = self.span(children), self.term(children[1])
        last = children[-1]
        value = self.term(last) if isinstance(last, Run) else self._by(last)
        return Atom(ast.Ascription(value, type, span=span), span, tail=True)

    def _by(self, token: Token) -> Term:
        assert token.start_pos is not None
        assert token.end_pos is not None
        place = Span(self.chunk.source, token.start_pos, token.end_pos)
        return ast.By(str(token), self.chunk.notations, span=place)

    def suffices(self, children: Children) -> Item:
        span = self.span(children)
        return Atom(ast.Opaque("suffices", span.text, span=span), span, tail=True)

    def if_(self, children: Children) -> Item:
        span, (*names, condition, then, otherwise) = self.span(children), runs_of(children)
        hypothesis = None
        if names:
            known = names_of(self.term(names[0]))
            hypothesis = known[0] if known else "_"
        branches = (self.term(condition), self.term(then), self.term(otherwise))
        return Atom(ast.If(*branches, hypothesis, span=span), span, tail=True)

    def if_let(self, children: Children) -> Item:
        """`if let p := e then a else b` is a match with a last alternative `_`."""
        span = self.span(children)
        pattern, value, then, otherwise = (self.term(r) for r in runs_of(children))
        rows = (
            ast.Alternative((pattern,), then, span=span),
            ast.Alternative((ast.Hole("_", span=span),), otherwise, span=span),
        )
        return Atom(ast.Match((value,), rows, span=span), span, tail=True)

    def match(self, children: Children) -> Item:
        discriminants, alternatives = (c for c in children if isinstance(c, list | tuple))
        span = Span(self.chunk.source, children[0].start_pos, alternatives[-1].span.end)
        term = ast.Match(tuple(discriminants), tuple(alternatives), span=span)
        return Atom(term, span, tail=True)

    def empty_match(self, children: Children) -> Item:
        span = Span(self.chunk.source, children[0].start_pos, children[-1].end_pos)
        return Atom(ast.Match(tuple(children[1]), (), span=span), span, tail=True)

    def nomatch(self, children: Children) -> Item:
        span = Span(self.chunk.source, children[0].start_pos, children[1][-1].span.end)
        subjects = tuple(self.term(r) for r in children[1])
        return Atom(ast.Match(subjects, (), span=span), span, tail=True)

    def discriminants(self, children: Children) -> list[Term]:
        return [c for c in children if not isinstance(c, Token)]

    def discriminant(self, children: Children) -> Term:
        """`e` or `h : e`; `(generalizing := false) e` says nothing about the value."""
        run = runs_of(children)[-1]
        items = run.items
        if len(items) > 1 and isinstance(items[0], Named):
            items = items[1:]
        return group(items, self.chunk.notations, run.span)

    def alternatives(self, children: Children) -> list[ast.Alternative]:
        return [a for c in children if isinstance(c, tuple) for a in c]

    def alternative(self, children: Children) -> tuple[ast.Alternative, ...]:
        span, rhs = self.span(children), self.term(children[-1])
        rows = [c for c in children if isinstance(c, list)]
        return tuple(
            ast.Alternative(tuple(self.term(p) for p in row), rhs, span=span) for row in rows
        )


def _is_relation(item: Item) -> bool:
    return isinstance(item, Symbol | Group)


def _bounded_group(item: Item) -> tuple[tuple[Binder, ...], Term | None] | None:
    """`(x ∈ s)` as binders and their condition; an ordinary binder has none."""
    if not isinstance(item, Atom):
        return None
    term = item.term
    if item.binders:
        return item.binders, None
    if isinstance(term, ast.Operator) and len(term.args) == 2:
        names = names_of(term.args[0])
        if names is not None:
            return tuple(Binder((n,), span=item.span) for n in names), term
    return None
