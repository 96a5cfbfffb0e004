"""Round, square and angle brackets, and notations: what `lean.lark` makes of them."""

from __future__ import annotations

from lark import Token

from bridge.errors import NotSupported, SpecError
from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.ast import Argument, Binder, BinderKind, Term
from bridge.syntax.binders import PATTERN, bounded, names_of, span_of, typed
from bridge.syntax.building import Base, Children, parts_of, runs_of
from bridge.syntax.dots import section
from bridge.syntax.items import Atom, Big, Group, Index, Item, Named, Run


class Brackets(Base):
    """The callbacks of the rules with these brackets."""

    def group(self, children: Children) -> Item:
        literals = tuple(str(c) for c in children if isinstance(c, Token))
        runs = runs_of(children)
        inner = tuple(self.term(r) for r in runs)
        return Group(literals, inner, self.span(children), any(r.dots for r in runs))

    def big(self, children: Children) -> Item:
        span, parts = self.span(children), parts_of(children)
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
        span, runs = self.span(children), runs_of(children)
        inner = self.term(runs[0])
        if runs[0].dots:
            inner = section(inner, span)
        if len(runs) == 1:
            return Atom(ast.Ascription(inner, None, span=span), span)
        type = self.term(runs[1])
        bound = as_binders(inner, type, BinderKind.EXPLICIT, None, span)
        return Atom(ast.Ascription(inner, type, span=span), span, bound)

    def named(self, children: Children) -> Item:
        span, (name, value) = self.span(children), runs_of(children)
        target = self.term(name)
        if not isinstance(target, ast.Ident | ast.Hole):
            raise SpecError("syntax", "the name of an argument is needed here", name.span)
        text = target.name if isinstance(target, ast.Ident) else target.text
        return Named(Argument(self.term(value), text, span=span), span)

    def _binder_only(self, children: Children, kind: BinderKind) -> Item:
        """A bracket that can only be a binder: `{x : T}`, `⦃x⦄`, `[inst : C]`, with a default."""
        span = self.span(children)
        names, *rest = (self.term(r) for r in runs_of(children))
        type, default = (*rest, None, None)[:2]
        bound = as_binders(names, type, kind, default, span)
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
        return self._binder_only(children, BinderKind.IMPLICIT)

    def strict_binder(self, children: Children) -> Item:
        return self._binder_only(children, BinderKind.STRICT_IMPLICIT)

    def anonymous(self, children: Children) -> Item:
        span = self.span(children)
        runs = children[1] if isinstance(children[1], list) else []
        term = ast.Anonymous(tuple(self.term(r) for r in runs), span=span)
        return Atom(term, span, dots=any(r.dots for r in runs))

    def brackets(self, children: Children) -> Item:
        span, opener = self.span(children), str(children[0])
        runs = children[1] if isinstance(children[1], list) else []
        if opener == "!![" or (runs and isinstance(runs[0], list)):
            return self._matrix(opener, runs, span)
        items = tuple(self.term(r) for r in runs)
        bound: tuple[Binder, ...] = ()
        if opener == "[" and len(items) == 1:
            bound = (Binder(("_",), items[0], BinderKind.INSTANCE, span=span),)
        dots = any(r.dots for r in runs)
        return Atom(ast.ListLiteral(opener, items, span=span), span, bound, dots=dots)

    def _matrix(self, opener: str, given: list[Run] | list[list[Run]], span: Span) -> Item:
        """`!![a, b; c, d]`: each row is a literal of its own."""
        if opener != "!![":
            raise SpecError("syntax", f"`;` is not expected inside `{opener}`", span)
        rows = [r for r in given if isinstance(r, list)]
        rows = rows or ([[r for r in given if isinstance(r, Run)]] if given else [])
        items = tuple(
            ast.ListLiteral("![", tuple(self.term(r) for r in row), span=span) for row in rows
        )
        dots = any(r.dots for row in rows for r in row)
        return Atom(ast.ListLiteral(opener, items, span=span), span, dots=dots)

    def index(self, children: Children) -> Item:
        runs = children[1]
        inner = tuple(self.term(r) for r in runs)
        mark = str(children[-1])[1:]
        return Index(inner, mark, self.span(children), any(r.dots for r in runs))

    def slice(self, children: Children) -> Item:
        inner = tuple(self.term(r) for r in runs_of(children))
        return Index(inner, ":", self.span(children))


def as_binders(
    names: Term, type: Term | None, kind: BinderKind, default: Term | None, span: Span
) -> tuple[Binder, ...]:
    known = names_of(names)
    if known is not None:
        return (Binder(known, type, kind, default, span=span),)
    if kind is BinderKind.EXPLICIT and isinstance(names, ast.Anonymous | ast.Tuple) and type:
        pattern = ast.Ascription(names, type, span=span)
        return (Binder((PATTERN,), pattern, kind, default, span=span),)
    return ()
