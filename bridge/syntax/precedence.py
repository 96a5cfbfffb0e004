"""Groups a flat run of atoms and operator tokens by the notation table (Pratt's method).

In: the items of one run. Out: one term. Application binds tighter than every operator; a trailing
`fun`, `∀`, `let`, `if` … is the last argument or operand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from bridge.errors import SpecError
from bridge.source import Span
from bridge.syntax.ast import (
    Apply,
    Argument,
    Arrow,
    BigOperator,
    Binder,
    Forall,
    Ident,
    Operator,
    Project,
    Term,
)
from bridge.syntax.notation import BIG_OPERATORS, MAX, Notations, Rule


@dataclass(frozen=True, slots=True)
class Atom:
    """A finished term; `binders` if it may also be the left of a dependent arrow; `tail` if
    nothing can follow it."""

    term: Term
    span: Span
    binders: tuple[Binder, ...] = ()
    tail: bool = False


@dataclass(frozen=True, slots=True)
class Symbol:
    """An operator token."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Group:
    """`VJP[f, x]`, `⟪x, y⟫_`, the `→L[ℝ]` of an arrow: literals with terms between them."""

    literals: tuple[str, ...]
    inner: tuple[Term, ...]
    span: Span

    @property
    def text(self) -> str:
        return self.literals[0]

    @property
    def parts(self) -> tuple[str | None, ...]:
        first, *rest = self.literals
        return (first, *(part for literal in rest for part in (None, literal)))


@dataclass(frozen=True, slots=True)
class Suffix:
    """`.field` right after a term."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Named:
    """`(name := value)`, or `..`."""

    argument: Argument
    span: Span


@dataclass(frozen=True, slots=True)
class Big:
    """`∑ x ∈ s,`"""

    symbol: str
    binders: tuple[Binder, ...]
    domain: Term | None
    span: Span


Item: TypeAlias = Atom | Symbol | Group | Suffix | Named | Big


def group(items: list[Item], notations: Notations, span: Span) -> Term:
    """The term that a run of items means."""
    parser = _Pratt(items, notations, span)
    term = parser.term(0)
    if parser.at < len(items):
        raise parser.unexpected()
    return term


@dataclass(slots=True)
class _Pratt:
    items: list[Item]
    notations: Notations
    span: Span
    at: int = 0
    closers: list[str] = field(default_factory=list)

    def peek(self) -> Item | None:
        return self.items[self.at] if self.at < len(self.items) else None

    def unexpected(self) -> SpecError:
        item = self.peek()
        if item is None:
            end = self.span.end
            place = Span(self.span.source, max(end - 1, self.span.start), end)
            return SpecError("syntax", "a term is missing here", place)
        return SpecError("syntax", f"unexpected `{item.span.text}`", item.span)

    def term(self, level: int) -> Term:
        """A term whose outermost operator binds at least as tightly as `level`."""
        start = self.at
        left = self.leading(level)
        while True:
            item = self.peek()
            if not isinstance(item, Symbol | Group) or item.text in self.closers[-1:]:
                return left
            extended = self.trailing(left, item.text, level, start)
            if extended is None:
                return left
            left = extended

    def leading(self, level: int) -> Term:
        item = self.peek()
        match item:
            case Symbol() | Group() if item.text in self.notations.leading:
                operand = self.prefix(item.text)
                return self.arguments(operand, level) if self._is_head(item.text) else operand
            case Big(symbol, binders, domain, span):
                self.at += 1
                body = self.term(BIG_OPERATORS[symbol])
                return BigOperator(symbol, binders, body, domain, span=span.to(_end(body, span)))
            case Atom(tail=True):
                self.at += 1
                return item.term
            case Atom():
                return self.arguments(self.atom(), level)
            case _:
                raise self.unexpected()

    def _is_head(self, text: str) -> bool:
        """Whether a notation that starts so may be applied: `VJP[f, x] v`, `∇ f x`, not `-f x`."""
        return all(rule.level >= MAX for rule in self.notations.leading[text])

    def prefix(self, text: str) -> Term:
        """A notation that starts with a literal; the first rule that fits is taken."""
        error, start = None, self.at
        for rule in self.notations.leading[text]:
            try:
                return self.suffixes(self.match_rule(rule, 0, [], self.items[start].span))
            except SpecError as failed:
                error, self.at = error or failed, start
        raise error or self.unexpected()

    def match_rule(self, rule: Rule, part: int, args: list[Term], first: Span) -> Term:
        """The rest of a rule's parts, from `part` on."""
        while part < len(rule.parts):
            literal = rule.parts[part]
            if literal is None:
                args.append(self.argument_of(rule, part, len(args)))
            else:
                item = self.peek()
                if isinstance(item, Group) and rule.parts[part:][: len(item.parts)] == item.parts:
                    args += item.inner
                    part += len(item.parts) - 1
                elif not isinstance(item, Symbol) or item.text != literal:
                    raise self.unexpected()
                self.at += 1
            part += 1
        last = self.items[self.at - 1].span
        return Operator(rule.key, tuple(args), span=first.to(last))

    def argument_of(self, rule: Rule, part: int, index: int) -> Term:
        closer = rule.parts[part + 1] if part + 1 < len(rule.parts) else None
        if closer is None:
            return self.term(rule.levels[index])
        self.closers.append(closer)
        try:
            return self.term(rule.levels[index])
        finally:
            self.closers.pop()

    def trailing(self, left: Term, text: str, level: int, start: int) -> Term | None:
        for rule in self.notations.trailing.get(text, ()):
            if rule.level < level:
                continue
            saved, first = self.at, self.items[start].span
            if text in ("→", "->"):
                return self.arrow(left, start, rule)
            try:
                return self.match_rule(rule, 1, [left], first)
            except SpecError:
                others = len(self.notations.trailing[text]) > 1
                if not others:
                    raise
                self.at = saved
        return None

    def arrow(self, left: Term, start: int, rule: Rule) -> Term:
        """`A → B`, or the dependent `(x : A) → B`."""
        item, single = self.items[start], self.at == start + 1
        self.at += 1
        right = self.term(rule.levels[1])
        span = item.span.to(_end(right, item.span))
        if single and isinstance(item, Atom) and item.binders:
            return Forall(item.binders, right, span=span)
        return Arrow(left, right, span=span)

    def arguments(self, fn: Term, level: int) -> Term:
        """`fn a b`: everything that can be an argument."""
        args: list[Argument] = []
        while level < MAX:
            item = self.peek()
            match item:
                case Named(argument):
                    self.at += 1
                    args.append(argument)
                case Atom(tail=True):
                    self.at += 1
                    args.append(Argument(item.term, span=item.span))
                case Atom():
                    args.append(_argument(self.atom()))
                case Symbol() | Group() if self._starts_argument(item.text):
                    args.append(_argument(self.prefix(item.text)))
                case _:
                    break
        if not args:
            return fn
        last = self.items[self.at - 1].span
        return Apply(fn, tuple(args), span=None if fn.span is None else fn.span.to(last))

    def _starts_argument(self, text: str) -> bool:
        return (
            text in self.notations.leading
            and text not in self.closers[-1:]
            and text not in self.notations.trailing
            and self._is_head(text)
        )

    def atom(self) -> Term:
        item = self.peek()
        assert isinstance(item, Atom)
        self.at += 1
        return self.suffixes(item.term)

    def suffixes(self, term: Term) -> Term:
        """Fields and postfix operators that bind as tightly as an atom."""
        while True:
            item = self.peek()
            if isinstance(item, Suffix):
                self.at += 1
                for name in item.name.split("."):
                    span = None if term.span is None else term.span.to(item.span)
                    term = Project(term, name, span=span)
            elif isinstance(item, Symbol) and (rule := self._postfix(item.text)) is not None:
                self.at += 1
                span = None if term.span is None else term.span.to(item.span)
                term = Operator(rule.key, (term,), span=span)
            else:
                return term

    def _postfix(self, text: str) -> Rule | None:
        if text in self.closers[-1:]:
            return None
        for rule in self.notations.trailing.get(text, ()):
            if len(rule.parts) == 2 and rule.level >= MAX:
                return rule
        return None


def _argument(term: Term) -> Argument:
    return Argument(term, span=term.span)


def _end(term: Term, default: Span) -> Span:
    return term.span or default


def is_name(term: Term) -> bool:
    """Whether a term is a plain identifier without dots."""
    return isinstance(term, Ident) and not term.explicit
