"""What each rule of `lean.lark` makes, called by lark as it reduces; no tree is built."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from lark import Token

from bridge.errors import NotSupported, SpecError
from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.ast import Argument, Binder, BinderKind, Term
from bridge.syntax.binders import PATTERN, binders, bounded, names_of, premise, span_of, typed
from bridge.syntax.dots import section
from bridge.syntax.items import (
    Atom,
    Big,
    Explicit,
    Group,
    Index,
    Item,
    Named,
    Pipe,
    Run,
    Suffix,
    Symbol,
)
from bridge.syntax.layout import Slice
from bridge.syntax.precedence import group

Children = list[Any]


class Builder:
    """The callbacks; `chunk` is the stretch of text being parsed."""

    chunk: Slice

    # -- places and runs --------------------------------------------------------------------

    def span(self, children: Sequence[Any]) -> Span:
        first, last = children[0], children[-1]
        start = first.start_pos if isinstance(first, Token) else first.span.start
        end = last.end_pos if isinstance(last, Token) else last.span.end
        return Span(self.chunk.source, start, end)

    def run(self, children: Children) -> Run:
        span = self.span(children)
        items = tuple(self.token(c) if isinstance(c, Token) else c for c in children)
        return Run(items, span, any(getattr(i, "dots", False) for i in items))

    def token(self, token: Token) -> Item:
        """A token of a run as an item."""
        assert token.start_pos is not None
        assert token.end_pos is not None
        span = Span(self.chunk.source, token.start_pos, token.end_pos)
        return _TOKENS[token.type](self, str(token), span)

    def term(self, run: Run) -> Term:
        return group(run.items, self.chunk.notations, run.span)

    def runs(self, children: Children) -> list[Run]:
        return [c for c in children if isinstance(c, Run)]

    def rows(self, children: Children) -> list[Run]:
        return [run for row in children if isinstance(row, list) for run in row]

    # -- notations --------------------------------------------------------------------------

    def group(self, children: Children) -> Item:
        literals = tuple(str(c) for c in children if isinstance(c, Token))
        runs = _runs(children)
        inner = tuple(self.term(r) for r in runs)
        return Group(literals, inner, self.span(children), any(r.dots for r in runs))

    def big(self, children: Children) -> Item:
        span, parts = self.span(children), _parts(children)
        notations = self.chunk.notations
        names, domain = bounded(parts["BIG"], notations)
        if "IN" in parts:
            domain = span_of(parts["IN"].items, span, notations)
        if "WITH" in parts:
            whole: Term = domain or ast.Hole("_", span=span)
            condition = self.term(parts["WITH"])
            domain = ast.Operator("_ with _", (whole, condition), span=span)
        type = self.term(parts["COLON"]) if "COLON" in parts else None
        return Big(str(children[0]), typed(names, type), domain, span)

    # -- round brackets ---------------------------------------------------------------------

    def unit(self, children: Children) -> Item:
        span = self.span(children)
        return Atom(ast.Tuple((), span=span), span)

    def paren(self, children: Children) -> Item:
        span, runs = self.span(children), children[1]
        items = tuple(self.term(r) for r in runs)
        term = ast.Tuple(items, span=span) if len(items) > 1 else items[0]
        return Atom(section(term, span) if any(r.dots for r in runs) else term, span)

    def ascription(self, children: Children) -> Item:
        span, runs = self.span(children), _runs(children)
        inner = self.term(runs[0])
        if runs[0].dots:
            inner = section(inner, span)
        if len(runs) == 1:
            return Atom(ast.Ascription(inner, None, span=span), span)
        type = self.term(runs[1])
        bound = _as_binders(inner, type, BinderKind.EXPLICIT, None, span)
        return Atom(ast.Ascription(inner, type, span=span), span, bound)

    def named(self, children: Children) -> Item:
        span, (name, value) = self.span(children), _runs(children)
        target = self.term(name)
        if not isinstance(target, ast.Ident | ast.Hole):
            raise SpecError("syntax", "the name of an argument is needed here", name.span)
        text = target.name if isinstance(target, ast.Ident) else target.text
        return Named(Argument(self.term(value), text, span=span), span)

    def _binder_only(self, children: Children, kind: BinderKind) -> Item:
        """A bracket that can only be a binder: `{x : T}`, `⦃x⦄`, `[inst : C]`, with a default."""
        span = self.span(children)
        names, *rest = (self.term(r) for r in _runs(children))
        type, default = (*rest, None, None)[:2]
        bound = _as_binders(names, type, kind, default, span)
        if not bound:
            raise NotSupported("binder", "this binder is not read", span)
        return Atom(ast.Opaque("binder", span.text, span=span), span, bound)

    def default_binder(self, children: Children) -> Item:
        return self._binder_only(children, BinderKind.EXPLICIT)

    def instance_binder(self, children: Children) -> Item:
        return self._binder_only(children, BinderKind.INSTANCE)

    def typed_brace(self, children: Children) -> Item:
        return self._binder_only(children, BinderKind.IMPLICIT)

    def default_brace(self, children: Children) -> Item:
        names, type, default = _runs(children)
        known = names_of(self.term(names))
        if known is not None and len(known) > 1 or names.span.text.startswith("_"):
            return self._binder_only(children, BinderKind.IMPLICIT)
        return self._binder_only(children, BinderKind.IMPLICIT)

    def strict_binder(self, children: Children) -> Item:
        return self._binder_only(children, BinderKind.STRICT_IMPLICIT)

    # -- other brackets ---------------------------------------------------------------------

    def anonymous(self, children: Children) -> Item:
        span = self.span(children)
        runs = children[1] if isinstance(children[1], list) else []
        term = ast.Anonymous(tuple(self.term(r) for r in runs), span=span)
        return Atom(term, span, dots=any(r.dots for r in runs))

    def brackets(self, children: Children) -> Item:
        span, opener = self.span(children), str(children[0])
        runs = children[1] if isinstance(children[1], list) else []
        items = tuple(self.term(r) for r in runs)
        bound: tuple[Binder, ...] = ()
        if opener == "[" and len(items) == 1:
            bound = (Binder(("_",), items[0], BinderKind.INSTANCE, span=span),)
        dots = any(r.dots for r in runs)
        return Atom(ast.ListLiteral(opener, items, span=span), span, bound, dots=dots)

    def index(self, children: Children) -> Item:
        runs = children[1]
        inner = tuple(self.term(r) for r in runs)
        mark = str(children[-1])[1:]
        return Index(inner, mark, self.span(children), any(r.dots for r in runs))

    def slice(self, children: Children) -> Item:
        inner = tuple(self.term(r) for r in _runs(children))
        return Index(inner, ":", self.span(children))

    def empty_brace(self, children: Children) -> Item:
        span = self.span(children)
        return Atom(ast.StructInstance((), (), span=span), span)

    def braces(self, children: Children) -> Item:
        span, entries = self.span(children), children[1]
        if any(isinstance(e, ast.FieldValue) for e in entries):
            return Atom(ast.StructInstance((), self.fields(entries), span=span), span)
        items = tuple(self.term(r) for r in entries)
        bound: tuple[Binder, ...] = ()
        if len(items) == 1:
            bound = _as_binders(items[0], None, BinderKind.IMPLICIT, None, span)
        dots = any(r.dots for r in entries)
        return Atom(ast.ListLiteral("{", items, span=span), span, bound, dots=dots)

    def typed_braces(self, children: Children) -> Item:
        span, type = self.span(children), self.term(children[3])
        return Atom(ast.StructInstance((), self.fields(children[1]), type, span=span), span)

    def update(self, children: Children) -> Item:
        span, lists = self.span(children), [c for c in children if isinstance(c, list)]
        sources = tuple(self.term(r) for r in lists[0] if isinstance(r, Run))
        fields = self.fields(lists[1]) if len(lists) > 1 else ()
        types = _runs(children)
        type = self.term(types[0]) if types else None
        return Atom(ast.StructInstance(sources, fields, type, span=span), span)

    def entries(self, children: Children) -> list[Run | ast.FieldValue]:
        return [c for c in children if isinstance(c, Run | ast.FieldValue)]

    def fields(self, entries: Sequence[Run | ast.FieldValue]) -> tuple[ast.FieldValue, ...]:
        """The fields of an instance; a lone name `x` means `x := x`, `..` has no value."""
        return tuple(e if isinstance(e, ast.FieldValue) else self._punned(e) for e in entries)

    def _punned(self, run: Run) -> ast.FieldValue:
        first = run.items[0]
        if isinstance(first, Named) and first.argument.name == "..":
            return ast.FieldValue("..", (), first.argument.value, span=run.span)
        term = self.term(run)
        if not isinstance(term, ast.Ident):
            raise SpecError("syntax", "a field `name := value` is needed here", run.span)
        return ast.FieldValue(term.name, (), term, span=run.span)

    def field_value(self, children: Children) -> ast.FieldValue:
        runs = _runs(children)
        head, value = runs[0], self.term(runs[-1])
        if len(runs) == 3:
            value = ast.Ascription(value, self.term(runs[1]), span=value.span)
        name, bound = self._field_head(head)
        return ast.FieldValue(name, bound, value, span=self.span(children))

    def field_alternatives(self, children: Children) -> ast.FieldValue:
        head, alternatives = children
        name, bound = self._field_head(head)
        value = match_function(alternatives, head.span)
        return ast.FieldValue(name, bound, value, span=head.span)

    def _field_head(self, head: Run) -> tuple[str, tuple[Binder, ...]]:
        first, *rest = head.items
        if not isinstance(first, Atom) or not isinstance(first.term, ast.Ident | ast.ListLiteral):
            raise SpecError("syntax", "the name of a field is needed here", head.span)
        name = first.term.name if isinstance(first.term, ast.Ident) else first.span.text
        while rest and isinstance(rest[0], Suffix | Index):
            name, rest = head.span.source.text[first.span.start : rest[0].span.end], rest[1:]
        return name, tuple(b for item in rest for b in _binder(item))

    def set_builder(self, children: Children) -> Item:
        """`{x ∈ s | p}`, `{f x | (x : T) (h : p)}`."""
        span, parts = self.span(children), _parts(children)
        head, body = parts["LBRACE"], next(c for c in children if isinstance(c, list))
        if len(body) > 1:
            raise NotSupported("syntax", "this kind of set is not read", span)
        collected = [i for i in body[0].items if isinstance(i, Atom) and i.binders]
        if len(collected) == len(body[0].items) and not _is_name(head):
            return Atom(self._image(head, binders(body[0]), span), span)
        names, domain = bounded(head, self.chunk.notations)
        type = self.term(parts["COLON"]) if "COLON" in parts else None
        binder = typed(names, type)[0] if names else Binder(("_",), span=span)
        condition = self.term(body[0])
        if domain is not None:
            condition = _linked("∧", self._member(head, names, domain, span), condition)
        return Atom(ast.SetBuilder(binder, condition, span=span), span)

    def _member(self, head: Run, names: Sequence[Binder], domain: Term, span: Span) -> Term:
        in_set = any(isinstance(i, Symbol) and i.text == "∈" for i in head.items[:2])
        if not in_set:
            return domain
        pattern = names[0].type if names[0].names == (PATTERN,) else None
        member = pattern or ast.Ident(names[0].names[0], span=names[0].span)
        return ast.Operator("_ ∈ _", (member, domain), span=span)

    def image(self, children: Children) -> Item:
        """`{f x | x : T}`"""
        span, (head, names, type) = self.span(children), _runs(children)
        return Atom(self._image(head, binders(names, self.term(type)), span), span)

    def _image(self, head: Run, bound: tuple[Binder, ...], span: Span) -> Term:
        """`{f x | (x : T)}` is `{y | ∃ x, f x = y}`."""
        value = ast.Ident("x0✝", span=span)
        equal = ast.Operator("_ = _", (self.term(head), value), span=span)
        inner = ast.Exists(bound, equal, span=span)
        return ast.SetBuilder(Binder((value.name,), span=span), inner, span=span)

    def subtype(self, children: Children) -> Item:
        """`{x : T // p}` is `Subtype fun (x : T) => p`."""
        span, parts = self.span(children), _parts(children)
        names, domain = bounded(parts["LBRACE"], self.chunk.notations)
        type = self.term(parts["COLON"]) if "COLON" in parts else None
        body = self.term(parts["SLASHES"])
        if domain is not None:
            member = self._member(parts["LBRACE"], names, domain, span)
            body = _linked("∧", member, body)
        predicate = lambda_(typed(names, type), body, span)
        head = ast.Ident("Subtype", span=span)
        return Atom(ast.Apply(head, (Argument(predicate, span=span),), span=span), span)

    # -- functions and quantifiers -------------------------------------------------------------

    def fun(self, children: Children) -> Item:
        span, (head, *rest) = self.span(children), _runs(children)
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
        head, *rest = _runs(children)
        body = self.term(rest[-1])
        type = self.term(rest[0]) if len(rest) > 1 else None
        bound = [b for item in head.items if (b := _bounded_group(item)) is not None]
        if bound and len(bound) == len(head.items):
            for names, condition in reversed(bound):
                body = make(names, body if condition is None else _linked(link, condition, body))
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
        names = [b for item in items[:at] for b in _binder(item)]
        condition = premise(names, items[at:], notations, head.span)
        return make(tuple(names), _linked(link, condition, body))

    # -- let, have, if, match -------------------------------------------------------------------

    def let(self, children: Children) -> Item:
        span, runs = self.span(children), _runs(children)
        value = self.term(runs[-2])
        return self._let(children, runs[:-2], value, self.term(runs[-1]), span)

    have = let

    def let_match(self, children: Children) -> Item:
        span, runs = self.span(children), _runs(children)
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
        if first.term == ast.Ident("rec"):
            raise NotSupported("let-rec", "a local recursive function is not read", span)
        if isinstance(first.term, ast.Ident | ast.Hole):
            name = first.term.name if isinstance(first.term, ast.Ident) else "_"
            bound = tuple(b for item in items[1:] for b in _binder(item))
            return Atom(ast.Let(name, bound, type, value, body, is_have, span=span), span, tail=True)
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
        span, (*names, condition, then, otherwise) = self.span(children), _runs(children)
        hypothesis = None
        if names:
            known = names_of(self.term(names[0]))
            hypothesis = known[0] if known else "_"
        branches = (self.term(condition), self.term(then), self.term(otherwise))
        return Atom(ast.If(*branches, hypothesis, span=span), span, tail=True)

    def if_let(self, children: Children) -> Item:
        """`if let p := e then a else b` is a match with a last alternative `_`."""
        span = self.span(children)
        pattern, value, then, otherwise = (self.term(r) for r in _runs(children))
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
        run = _runs(children)[-1]
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


# -- tokens as items ------------------------------------------------------------------------------


LONGEST_NUMBER = 999  # digits


def _number(b: Builder, text: str, span: Span) -> Item:
    plain = text.replace("_", "")
    exponent = plain.lower().partition("e")[2].lstrip("+-") if "x" not in plain.lower() else ""
    if len(plain) > LONGEST_NUMBER or len(exponent) > len(str(LONGEST_NUMBER)):
        raise NotSupported("long-number", "a number with too many digits", span)
    if plain[:2].lower() in ("0x", "0b", "0o"):
        return Atom(ast.Number(Fraction(int(plain, 0)), span=span), span)
    decimal = any(c in plain for c in ".eE")
    return Atom(ast.Number(Fraction(plain), decimal, span=span), span)


def _block(what: str) -> Callable[[Builder, str, Span], Item]:
    return lambda b, text, span: Atom(ast.Opaque(what, span.text, span=span), span, tail=True)


_TOKENS: dict[str, Callable[[Builder, str, Span], Item]] = {
    "IDENT": lambda b, text, span: Atom(ast.Ident(text, span=span), span),
    "EXPLICIT": lambda b, text, span: Atom(ast.Ident(text, True, span=span), span),
    "DOTIDENT": lambda b, text, span: Atom(ast.DotIdent(text, span=span), span),
    "FIELD": lambda b, text, span: Suffix(text, span),
    "PIPE": lambda b, text, span: Pipe(text, span),
    "NUMBER": _number,
    "STRING": lambda b, text, span: Atom(ast.String(text, span=span), span),
    "HOLE": lambda b, text, span: Atom(ast.Hole(text, span=span), span),
    "CDOT": lambda b, text, span: Atom(ast.Hole("·", span=span), span, dots=True),
    "SORT": lambda b, text, span: Atom(ast.Sort(text[:4].strip("*"), span=span), span),
    "OP": lambda b, text, span: Symbol(text, span),
    "AT": lambda b, text, span: Explicit(span),
    "BY": lambda b, text, span: Atom(ast.By(text, b.chunk.notations, span=span), span),
    "DO": _block("do"),
    "CALC": _block("calc"),
    "QUOTE": lambda b, text, span: Atom(ast.Opaque("quotation", text, span=span), span),
    "NOFUN": lambda b, text, span: Atom(ast.Opaque("nofun", text, span=span), span),
    "DOTS": lambda b, text, span: Named(
        Argument(ast.Hole("..", span=span), "..", span=span), span
    ),
}


# -- shared ---------------------------------------------------------------------------------------


def _runs(children: Children) -> list[Run]:
    return [c for c in children if isinstance(c, Run)]


def _parts(children: Children) -> dict[str, Run]:
    """Each run by the terminal before it."""
    found: dict[str, Run] = {}
    for before, child in zip(children, children[1:], strict=False):
        if isinstance(child, Run) and isinstance(before, Token):
            found[before.type] = child
    return found


def _as_binders(
    names: Term, type: Term | None, kind: BinderKind, default: Term | None, span: Span
) -> tuple[Binder, ...]:
    known = names_of(names)
    if known is not None:
        return (Binder(known, type, kind, default, span=span),)
    if kind is BinderKind.EXPLICIT and isinstance(names, ast.Anonymous | ast.Tuple) and type:
        pattern = ast.Ascription(names, type, span=span)
        return (Binder((PATTERN,), pattern, kind, default, span=span),)
    return ()


def _binder(item: Item) -> tuple[Binder, ...]:
    from bridge.syntax.binders import binder

    return binder(item)


def _is_name(run: Run) -> bool:
    return len(run.items) == 1 and isinstance(run.items[0], Atom) and names_of(run.items[0].term) is not None


def _is_relation(item: Item) -> bool:
    return isinstance(item, Symbol | Group) and not isinstance(item, Explicit)


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


def _linked(link: str, premise: Term, body: Term) -> Term:
    if link == "→":
        return ast.Arrow(premise, body, span=premise.span)
    return ast.Operator("_ ∧ _", (premise, body), span=premise.span)


def lambda_(bound: tuple[Binder, ...], body: Term, span: Span) -> Term:
    """A lambda; binders that are patterns become a match on a fresh name."""
    plain: list[Binder] = []
    for binder in reversed(bound):
        if binder.names == (PATTERN,):
            assert binder.type is not None
            name = f"x{len(plain)}✝"
            alternative = ast.Alternative((binder.type,), body, span=span)
            body = ast.Match((ast.Ident(name, span=binder.span),), (alternative,), span=span)
            plain.insert(0, Binder((name,), span=binder.span))
        else:
            plain.insert(0, binder)
    return ast.Lambda(tuple(plain), body, span=span)


def match_function(alternatives: Sequence[ast.Alternative], span: Span) -> Term:
    """`fun | p => e | …`: a lambda over fresh names that are matched."""
    names = [f"x{i}✝" for i in range(len(alternatives[0].patterns))]
    match = ast.Match(
        tuple(ast.Ident(name, span=span) for name in names), tuple(alternatives), span=span
    )
    return ast.Lambda(tuple(Binder((name,), span=span) for name in names), match, span=span)
