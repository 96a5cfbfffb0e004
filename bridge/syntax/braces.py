"""Braces: sets, subtypes, structure instances, implicit binders."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.errors import NotSupported, SpecError
from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.ast import Argument, Binder, BinderKind, Term
from bridge.syntax.binders import PATTERN, binder, binders, bounded, names_of, typed
from bridge.syntax.brackets import as_binders
from bridge.syntax.building import Base, Children, parts_of, runs_of
from bridge.syntax.functions import lambda_, linked, match_function
from bridge.syntax.items import Atom, Index, Item, Named, Run, Suffix, Symbol


class Braces(Base):
    """The callbacks of the rules with braces."""

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
            bound = as_binders(items[0], None, BinderKind.IMPLICIT, None, span)
        dots = any(r.dots for r in entries)
        return Atom(ast.ListLiteral("{", items, span=span), span, bound, dots=dots)

    def typed_braces(self, children: Children) -> Item:
        span, type = self.span(children), self.term(children[3])
        return Atom(ast.StructInstance((), self.fields(children[1]), type, span=span), span)

    def update(self, children: Children) -> Item:
        span, lists = self.span(children), [c for c in children if isinstance(c, list)]
        sources = tuple(self.term(r) for r in lists[0] if isinstance(r, Run))
        fields = self.fields(lists[1]) if len(lists) > 1 else ()
        types = runs_of(children)
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
        runs = runs_of(children)
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
        return name, tuple(b for item in rest for b in binder(item))

    def set_builder(self, children: Children) -> Item:
        """`{x ∈ s | p}`, `{f x | (x : T) (h : p)}`."""
        span, parts = self.span(children), parts_of(children)
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
            condition = linked("∧", self._member(head, names, domain, span), condition)
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
        span, (head, names, type) = self.span(children), runs_of(children)
        return Atom(self._image(head, binders(names, self.term(type)), span), span)

    def _image(self, head: Run, bound: tuple[Binder, ...], span: Span) -> Term:
        """`{f x | (x : T)}` is `{y | ∃ x, f x = y}`."""
        value = ast.Ident("x0✝", span=span)
        equal = ast.Operator("_ = _", (self.term(head), value), span=span)
        inner = ast.Exists(bound, equal, span=span)
        return ast.SetBuilder(Binder((value.name,), span=span), inner, span=span)

    def subtype(self, children: Children) -> Item:
        """`{x : T // p}` is `Subtype fun (x : T) => p`."""
        span, parts = self.span(children), parts_of(children)
        names, domain = bounded(parts["LBRACE"], self.chunk.notations)
        type = self.term(parts["COLON"]) if "COLON" in parts else None
        body = self.term(parts["SLASHES"])
        if domain is not None:
            member = self._member(parts["LBRACE"], names, domain, span)
            body = linked("∧", member, body)
        predicate = lambda_(typed(names, type), body, span)
        head = ast.Ident("Subtype", span=span)
        return Atom(ast.Apply(head, (Argument(predicate, span=span),), span=span), span)


def _is_name(run: Run) -> bool:
    return (
        len(run.items) == 1
        and isinstance(run.items[0], Atom)
        and names_of(run.items[0].term) is not None
    )
