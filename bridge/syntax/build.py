"""lark's trees to surface terms. The grammar's rules, one small function each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from lark import Token, Tree

from bridge.errors import NotSupported, SpecError
from bridge.source import Source, Span
from bridge.syntax import ast
from bridge.syntax.ast import Argument, Binder, BinderKind, Term
from bridge.syntax.notation import Notations
from bridge.syntax.precedence import Atom, Big, Group, Item, Named, Suffix, Symbol, group

Branch = Tree[Token] | Token
CDOT = "·"


@dataclass(slots=True)
class Builder:
    """Builds the terms of one stretch of text."""

    source: Source
    notations: Notations

    def span(self, *nodes: Branch) -> Span:
        tokens = [t for n in nodes for t in ([n] if isinstance(n, Token) else _tokens(n))]
        starts = [t.start_pos for t in tokens if t.start_pos is not None]
        ends = [t.end_pos for t in tokens if t.end_pos is not None]
        return Span(self.source, min(starts, default=0), max(ends, default=0))

    def term(self, run: Branch) -> Term:
        """A `run` as a term."""
        assert isinstance(run, Tree)
        if run.data == "term":
            return self.term(run.children[0])
        span = self.span(run)
        return group([self.item(child) for child in run.children], self.notations, span)

    def item(self, node: Branch) -> Item:
        assert isinstance(node, Tree)
        span = self.span(node)
        match node.data:
            case "op":
                return Symbol(str(node.children[0]), span)
            case "group":
                literals = tuple(str(c) for c in node.children if isinstance(c, Token))
                return Group(literals, tuple(self.term(r) for r in self._runs(node)), span)
            case "field":
                return Suffix(str(node.children[0]), span)
            case "dots":
                return Named(Argument(ast.Hole("..", span=span), "..", span=span), span)
            case "named":
                return self._named(node, span)
            case "big":
                return self._big(node, span)
            case _:
                made = _ITEMS.get(node.data)
                if made is None:
                    raise NotSupported("syntax", "this syntax is not read here", span)
                return made(self, node, span)

    def _named(self, node: Tree[Token], span: Span) -> Item:
        name, value = self._runs(node)
        target = self.term(name)
        if not isinstance(target, ast.Ident):
            raise SpecError("syntax", "the name of an argument is needed here", self.span(name))
        return Named(Argument(self.term(value), target.name, span=span), span)

    def _big(self, node: Tree[Token], span: Span) -> Item:
        runs = self._runs(node)
        symbol = str(node.children[0])
        names, domain = self._membership(runs[0])
        marks = {c.type for c in node.children if isinstance(c, Token)}
        if "IN" in marks:
            domain = self.term(runs[-1])
        type = self.term(runs[1]) if "COLON" in marks else None
        return Big(symbol, _typed(names, type), domain, span)

    def _runs(self, node: Tree[Token]) -> list[Tree[Token]]:
        return [c for c in node.children if isinstance(c, Tree) and c.data == "run"]

    def _list(self, node: Tree[Token]) -> list[Tree[Token]]:
        """The runs of the `runs` child."""
        for child in node.children:
            if isinstance(child, Tree) and child.data == "runs":
                return self._runs(child)
        return []

    # -- binders ---------------------------------------------------------------------------

    def binders(self, run: Tree[Token], type: Tree[Token] | None = None) -> tuple[Binder, ...]:
        """`x (y : T) {z} _` as binders; names without type take the one after the colon."""
        made = [b for child in run.children for b in self.binder(child)]
        return _typed(made, None if type is None else self.term(type))

    def binder(self, node: Branch) -> tuple[Binder, ...]:
        item = self.item(node)
        if isinstance(item, Atom):
            if item.binders:
                return item.binders
            match item.term:
                case ast.Ident(name) | ast.Hole(name):
                    return (Binder((name,), span=item.span),)
                case ast.ListLiteral("{", names) if all(isinstance(n, ast.Ident) for n in names):
                    return (_implicit(names, item.span),)
                case ast.Apply() as names_term:
                    return (_names_binder(names_term, item.span),)
                case ast.Anonymous() | ast.Tuple():
                    return (Binder((PATTERN,), item.term, span=item.span),)
                case ast.ListLiteral("[", (type,)):
                    return (Binder(("_",), type, BinderKind.INSTANCE, span=item.span),)
        raise NotSupported("binder", "this binder is not read", item.span)

    def _membership(self, run: Tree[Token]) -> tuple[list[Binder], Term | None]:
        """`x y ∈ s`: the names, and the set."""
        items = run.children
        for i, child in enumerate(items):
            if isinstance(child, Tree) and child.data == "op" and child.children[0] == "∈":
                rest = [self.item(c) for c in items[i + 1 :]]
                domain = group(rest, self.notations, self.span(*items[i + 1 :]))
                return [b for c in items[:i] for b in self.binder(c)], domain
        return [b for c in items for b in self.binder(c)], None

    def _quantified(
        self, node: Tree[Token], make: Callable[[tuple[Binder, ...], Term], Term], link: str
    ) -> Term:
        """`∀ x > 0, p`: the bounded form is written out with `link`."""
        head, *rest = self._runs(node)
        body = self.term(rest[-1])
        type = rest[0] if len(rest) > 1 else None
        items = head.children
        for i, child in enumerate(items):
            if isinstance(child, Tree) and child.data == "op" and i > 0:
                names = [b for c in items[:i] for b in self.binder(c)]
                condition = [_name_atom(names[-1]), *(self.item(c) for c in items[i:])]
                premise = group(condition, self.notations, self.span(head))
                return make(tuple(names), _linked(link, premise, body))
        return make(self.binders(head, type), body)

    # -- the rest of terms ------------------------------------------------------------------

    def alternatives(self, node: Tree[Token]) -> tuple[ast.Alternative, ...]:
        return tuple(
            alternative
            for child in node.children
            if isinstance(child, Tree) and child.data == "alternative"
            for alternative in self._alternative(child)
        )

    def _alternative(self, node: Tree[Token]) -> list[ast.Alternative]:
        rhs = self.term(self._runs(node)[-1])
        rows = [c for c in node.children if isinstance(c, Tree) and c.data == "runs"]
        span = self.span(node)
        return [
            ast.Alternative(tuple(self.term(p) for p in self._runs(row)), rhs, span=span)
            for row in rows
        ]

    def fields(self, node: Tree[Token]) -> tuple[ast.FieldValue, ...]:
        return tuple(
            self._field(child)
            for child in node.children
            if isinstance(child, Tree) and child.data == "field_value"
        )

    def _field(self, node: Tree[Token]) -> ast.FieldValue:
        runs = self._runs(node)
        head, value = runs[0], self.term(runs[-1])
        if len(runs) == 3:
            value = ast.Ascription(value, self.term(runs[1]), span=value.span)
        name = self.item(head.children[0])
        if not isinstance(name, Atom) or not isinstance(name.term, ast.Ident):
            raise SpecError("syntax", "the name of a field is needed here", self.span(head))
        binders = tuple(b for c in head.children[1:] for b in self.binder(c))
        return ast.FieldValue(name.term.name, binders, value, span=self.span(node))


PATTERN = "✝pattern"


def _tokens(tree: Tree[Token]) -> list[Token]:
    return list(tree.scan_values(lambda v: isinstance(v, Token)))


def _typed(binders: list[Binder], type: Term | None) -> tuple[Binder, ...]:
    if type is None:
        return tuple(binders)
    return tuple(
        Binder(b.names, type, b.kind, b.default, span=b.span) if b.type is None else b
        for b in binders
    )


def _implicit(names: tuple[Term, ...], span: Span) -> Binder:
    return Binder(
        tuple(n.name for n in names if isinstance(n, ast.Ident)),
        None,
        BinderKind.IMPLICIT,
        span=span,
    )


def names_of(term: Term) -> tuple[str, ...]:
    """The names in `x y z` (read as an application), for binders."""
    match term:
        case ast.Ident(name) | ast.Hole(name):
            return (name,)
        case ast.Apply(fn, args):
            return (*names_of(fn), *(n for a in args for n in names_of(a.value)))
        case _:
            raise NotSupported("binder", "this binder is not read", term.span)


def _names_binder(term: Term, span: Span) -> Binder:
    return Binder(names_of(term), span=span)


def _name_atom(binder: Binder) -> Item:
    assert binder.span is not None
    return Atom(ast.Ident(binder.names[-1], span=binder.span), binder.span)


def _linked(link: str, premise: Term, body: Term) -> Term:
    if link == "→":
        return ast.Arrow(premise, body, span=premise.span)
    return ast.Operator("_ ∧ _", (premise, body), span=premise.span)


Make = Callable[[Builder, Tree[Token], Span], Atom]


def _ident(b: Builder, n: Tree[Token], span: Span) -> Atom:
    return Atom(ast.Ident(str(n.children[0]), span=span), span)


def _explicit(b: Builder, n: Tree[Token], span: Span) -> Atom:
    return Atom(ast.Ident(str(n.children[1]), True, span=span), span)


def _dot_ident(b: Builder, n: Tree[Token], span: Span) -> Atom:
    return Atom(ast.DotIdent(str(n.children[0]), span=span), span)


def _number(b: Builder, n: Tree[Token], span: Span) -> Atom:
    text = str(n.children[0])
    if text[:2].lower() in ("0x", "0b"):
        return Atom(ast.Number(Fraction(int(text, 0)), span=span), span)
    return Atom(ast.Number(Fraction(text), any(c in text for c in ".eE"), span=span), span)


def _string(b: Builder, n: Tree[Token], span: Span) -> Atom:
    return Atom(ast.String(str(n.children[0]), span=span), span)


def _hole(b: Builder, n: Tree[Token], span: Span) -> Atom:
    return Atom(ast.Hole(str(n.children[0]), span=span), span)


def _sort(b: Builder, n: Tree[Token], span: Span) -> Atom:
    return Atom(ast.Sort(str(n.children[0])[:4].strip("*"), span=span), span)


def _by(b: Builder, n: Tree[Token], span: Span) -> Atom:
    return Atom(ast.By(str(n.children[0]), b.notations, span=span), span)


def _unit(b: Builder, n: Tree[Token], span: Span) -> Atom:
    return Atom(ast.Tuple((), span=span), span)


def _paren(b: Builder, n: Tree[Token], span: Span) -> Atom:
    items = [b.term(r) for r in b._list(n)]
    if len(items) > 1:
        return Atom(ast.Tuple(tuple(items), span=span), span)
    return Atom(_sections(items[0], span), span)


def _sections(term: Term, span: Span) -> Term:
    """`(· + 1)` is a function of the dots, from left to right."""
    names: list[str] = []
    body = _replace_dots(term, names)
    if not names:
        return term
    return ast.Lambda(tuple(Binder((name,), span=span) for name in names), body, span=span)


def _replace_dots(term: Term, names: list[str]) -> Term:
    match term:
        case ast.Hole("·"):
            names.append(f"x{len(names)}✝")
            return ast.Ident(names[-1], span=term.span)
        case ast.Operator(symbol, args):
            new = tuple(_replace_dots(a, names) for a in args)
            return ast.Operator(symbol, new, span=term.span)
        case ast.Apply(fn, args):
            fn = _replace_dots(fn, names)
            new_args = tuple(
                Argument(_replace_dots(a.value, names), a.name, span=a.span) for a in args
            )
            return ast.Apply(fn, new_args, span=term.span)
        case ast.Project(inner, name):
            return ast.Project(_replace_dots(inner, names), name, span=term.span)
        case _:
            return term


def _ascription(b: Builder, n: Tree[Token], span: Span) -> Atom:
    runs = b._runs(n)
    inner = b.term(runs[0])
    if len(runs) == 1:
        return Atom(ast.Ascription(inner, None, span=span), span)
    type = b.term(runs[1])
    binders = _as_binders(inner, type, BinderKind.EXPLICIT, None, span)
    return Atom(ast.Ascription(inner, type, span=span), span, binders)


def _as_binders(
    names: Term, type: Term | None, kind: BinderKind, default: Term | None, span: Span
) -> tuple[Binder, ...]:
    try:
        return (Binder(names_of(names), type, kind, default, span=span),)
    except NotSupported:
        return ()


def _binder_only(kind: BinderKind) -> Make:
    """A bracket that can only be a binder: `{x : T}`, `⦃x⦄`, `[inst : C]`, with a default."""

    def make(b: Builder, n: Tree[Token], span: Span) -> Atom:
        names, *rest = (b.term(r) for r in b._runs(n))
        type, default = (*rest, None, None)[:2]
        binders = _as_binders(names, type, kind, default, span)
        if not binders:
            raise NotSupported("binder", "this binder is not read", span)
        return Atom(ast.Opaque("binder", span.text, span=span), span, binders)

    return make


def _anonymous(b: Builder, n: Tree[Token], span: Span) -> Atom:
    return Atom(ast.Anonymous(tuple(b.term(r) for r in b._list(n)), span=span), span)


def _brackets(b: Builder, n: Tree[Token], span: Span) -> Atom:
    opener = str(n.children[0])
    rows = [c for c in n.children if isinstance(c, Tree) and c.data == "rows"]
    if rows:
        runs = [r for row in rows[0].children if isinstance(row, Tree) for r in b._runs(row)]
        return Atom(ast.ListLiteral(opener, tuple(b.term(r) for r in runs), span=span), span)
    items = tuple(b.term(r) for r in b._list(n))
    binders: tuple[Binder, ...] = ()
    if opener == "[" and len(items) == 1:
        binders = (Binder(("_",), items[0], BinderKind.INSTANCE, span=span),)
    return Atom(ast.ListLiteral(opener, items, span=span), span, binders)


def _empty_brace(b: Builder, n: Tree[Token], span: Span) -> Atom:
    return Atom(ast.StructInstance((), (), span=span), span)


def _braces(b: Builder, n: Tree[Token], span: Span) -> Atom:
    items = tuple(b.term(r) for r in b._list(n))
    binders: tuple[Binder, ...] = ()
    if len(items) == 1:
        binders = _as_binders(items[0], None, BinderKind.IMPLICIT, None, span)
    return Atom(ast.ListLiteral("{", items, span=span), span, binders)


def _set_builder(b: Builder, n: Tree[Token], span: Span) -> Atom:
    head, *rest = b._runs(n)
    type = rest[0] if len(rest) > 1 else None
    names, domain = b._membership(head)
    body = b.term(rest[-1])
    binder = _typed(names, None if type is None else b.term(type))[0]
    if domain is not None:
        member = ast.Operator("_ ∈ _", (ast.Ident(binder.names[0]), domain), span=span)
        body = _linked("∧", member, body)
    return Atom(ast.SetBuilder(binder, body, span=span), span)


def _structure(b: Builder, n: Tree[Token], span: Span) -> Atom:
    fields = next(c for c in n.children if isinstance(c, Tree) and c.data == "fields")
    return Atom(ast.StructInstance((), b.fields(fields), span=span), span)


def _update(b: Builder, n: Tree[Token], span: Span) -> Atom:
    sources = tuple(b.term(r) for r in b._list(n))
    fields = [c for c in n.children if isinstance(c, Tree) and c.data == "fields"]
    return Atom(ast.StructInstance(sources, b.fields(fields[0]) if fields else (), span=span), span)


def _fun(b: Builder, n: Tree[Token], span: Span) -> Atom:
    head, *rest = b._runs(n)
    type = rest[0] if len(rest) > 1 else None
    return Atom(lambda_(b.binders(head, type), b.term(rest[-1]), span), span, tail=True)


def lambda_(binders: tuple[Binder, ...], body: Term, span: Span) -> Term:
    """A lambda; binders that are patterns become a match on a fresh name."""
    plain: list[Binder] = []
    for binder in reversed(binders):
        if binder.names == (PATTERN,):
            assert binder.type is not None
            name = f"x{len(plain)}✝"
            alternative = ast.Alternative((binder.type,), body, span=span)
            body = ast.Match((ast.Ident(name, span=binder.span),), (alternative,), span=span)
            plain.insert(0, Binder((name,), span=binder.span))
        else:
            plain.insert(0, binder)
    return ast.Lambda(tuple(plain), body, span=span)


def _fun_match(b: Builder, n: Tree[Token], span: Span) -> Atom:
    alternatives = b.alternatives(_child(n, "alternatives"))
    names = [f"x{i}✝" for i in range(len(alternatives[0].patterns))]
    match = ast.Match(tuple(ast.Ident(name, span=span) for name in names), alternatives, span=span)
    binders = tuple(Binder((name,), span=span) for name in names)
    return Atom(ast.Lambda(binders, match, span=span), span, tail=True)


def _child(n: Tree[Token], data: str) -> Tree[Token]:
    return next(c for c in n.children if isinstance(c, Tree) and c.data == data)


def _forall(b: Builder, n: Tree[Token], span: Span) -> Atom:
    term = b._quantified(n, lambda bs, body: ast.Forall(bs, body, span=span), "→")
    return Atom(term, span, tail=True)


def _exists(b: Builder, n: Tree[Token], span: Span) -> Atom:
    unique = str(n.children[0]) == "∃!"
    term = b._quantified(n, lambda bs, body: ast.Exists(bs, body, unique, span=span), "∧")
    return Atom(term, span, tail=True)


def _let(b: Builder, n: Tree[Token], span: Span) -> Atom:
    keyword = str(n.children[0])
    is_have = keyword.startswith("have")
    runs = b._runs(n)
    value, body = b.term(runs[-2]), b.term(runs[-1])
    heads = runs[:-2]
    typed = any(isinstance(c, Token) and c.type == "COLON" for c in n.children)
    type = b.term(heads.pop()) if typed else None
    if not heads:
        return Atom(ast.Let("this", (), type, value, body, is_have, span=span), span, tail=True)
    first = b.item(heads[0].children[0])
    if isinstance(first, Atom) and isinstance(first.term, ast.Anonymous | ast.Tuple):
        alternative = ast.Alternative((first.term,), body, span=span)
        return Atom(ast.Match((value,), (alternative,), span=span), span, tail=True)
    if not isinstance(first, Atom) or not isinstance(first.term, ast.Ident | ast.Hole):
        raise NotSupported("let", "this kind of `let` is not read", span)
    name = first.term.name if isinstance(first.term, ast.Ident) else "_"
    binders = tuple(x for c in heads[0].children[1:] for x in b.binder(c))
    return Atom(ast.Let(name, binders, type, value, body, is_have, span=span), span, tail=True)


def _show(b: Builder, n: Tree[Token], span: Span) -> Atom:
    runs = b._runs(n)
    block = [c for c in n.children if isinstance(c, Token) and c.type == "BY"]
    value: Term
    if block:
        value = ast.By(str(block[0]), b.notations, span=b.span(block[0]))
    else:
        value = b.term(runs[1])
    return Atom(ast.Ascription(value, b.term(runs[0]), span=span), span, tail=True)


def _suffices(b: Builder, n: Tree[Token], span: Span) -> Atom:
    return Atom(ast.Opaque("suffices", span.text, span=span), span, tail=True)


def _if(b: Builder, n: Tree[Token], span: Span) -> Atom:
    runs = b._runs(n)
    *names, condition, then, otherwise = runs
    hypothesis = names_of(b.term(names[0]))[0] if names else None
    term = ast.If(b.term(condition), b.term(then), b.term(otherwise), hypothesis, span=span)
    return Atom(term, span, tail=True)


def _match(b: Builder, n: Tree[Token], span: Span) -> Atom:
    subjects = _child(n, "discriminants")
    discriminants = tuple(b.term(b._runs(c)[-1]) for c in subjects.children if isinstance(c, Tree))
    alternatives = b.alternatives(_child(n, "alternatives"))
    return Atom(ast.Match(discriminants, alternatives, span=span), span, tail=True)


_ITEMS: dict[str, Make] = {
    "ident": _ident, "explicit": _explicit, "dot_ident": _dot_ident, "number": _number,
    "string": _string, "hole": _hole, "sort": _sort, "by": _by, "unit": _unit, "paren": _paren,
    "ascription": _ascription, "default_binder": _binder_only(BinderKind.EXPLICIT),
    "anonymous": _anonymous, "brackets": _brackets,
    "instance_binder": _binder_only(BinderKind.INSTANCE), "empty_brace": _empty_brace,
    "braces": _braces, "typed_brace": _binder_only(BinderKind.IMPLICIT),
    "default_brace": _binder_only(BinderKind.IMPLICIT), "set_builder": _set_builder,
    "structure": _structure, "update": _update,
    "strict_binder": _binder_only(BinderKind.STRICT_IMPLICIT), "fun": _fun,
    "fun_match": _fun_match, "forall": _forall, "exists": _exists, "let": _let, "have": _let,
    "show": _show, "suffices": _suffices, "if_": _if, "match": _match,
}  # fmt: skip
