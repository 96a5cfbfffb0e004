"""Groups a flat run of items by the notation table (Pratt's method).

In: the items of one run. Out: one term. Application binds tighter than every operator; a trailing
`fun`, `∀`, `let`, `if` … is the last argument or operand. Rules that start alike are followed
together, so that no text is read twice and time stays linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

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
    Lambda,
    Operator,
    Project,
    Sort,
    Term,
)
from bridge.syntax.items import (
    Atom,
    Big,
    Explicit,
    Group,
    Index,
    Item,
    Named,
    Pipe,
    Suffix,
    Symbol,
)
from bridge.syntax.notation import MAX, Notations, Rule

_NOTHING: frozenset[str] = frozenset()
_MIN = 10


def group(items: Sequence[Item], notations: Notations, span: Span) -> Term:
    """The term that a run of items means."""
    if len(items) == 1:
        only = items[0]
        if isinstance(only, Atom):
            return only.term
    parser = Pratt(items, notations, span)
    term = parser.term(0)
    if parser.at < len(items):
        raise parser.unexpected()
    return term


@dataclass(slots=True)
class Pratt:
    """One pass over the items of a run."""

    items: Sequence[Item]
    notations: Notations
    span: Span
    at: int = 0
    closers: list[frozenset[str]] = field(default_factory=list)

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
            if isinstance(item, Pipe) and level <= _MIN:
                left = self.pipe(left, item)
                continue
            if isinstance(item, Suffix | Index):
                left = self.arguments(self.suffixes(left), level)  # after a postfix: `T†.comp S`
                continue
            if not isinstance(item, Symbol | Group) or self._closes(item.text):
                return left
            extended = self.trailing(left, item, level, start)
            if extended is None:
                return left
            left = extended

    def _closes(self, text: str) -> bool:
        return bool(self.closers) and text in self.closers[-1]

    def leading(self, level: int) -> Term:
        item = self.peek()
        match item:
            case Symbol() | Group() if item.text in self.notations.leading:
                operand = self.prefix(item)
                return self.arguments(operand, level) if self._is_head(item.text) else operand
            case Big(symbol, binders, domain, span):
                self.at += 1
                body = self.term(self.notations.big_level(symbol))
                return BigOperator(symbol, binders, body, domain, span=span.to(_end(body, span)))
            case Atom(tail=True):
                self.at += 1
                return item.term
            case Atom():
                return self.arguments(self.atom(item), level)
            case Explicit() if isinstance(inner := self._after(), Atom):
                self.at += 1
                return self.arguments(self.atom(inner), level)
            case _:
                raise self.unexpected()

    def _after(self) -> Item | None:
        return self.items[self.at + 1] if self.at + 1 < len(self.items) else None

    def _is_head(self, text: str) -> bool:
        return text in self.notations.heads

    # -- notations -----------------------------------------------------------------------------

    def prefix(self, item: Symbol | Group) -> Term:
        """A notation that starts with a literal."""
        if self.at + 1 == len(self.items) and isinstance(item, Symbol):
            section = self._bare_prefix(item)
            if section is not None:
                return section
        term, level = self.follow(self.notations.leading[item.text], 0, (), item.span)
        return self.suffixes(term) if level >= MAX else term

    def _bare_prefix(self, item: Symbol) -> Term | None:
        """`(↑)`: the function that the prefix stands for."""
        rules = self.notations.leading[item.text]
        if len(self.items) > 1 or any(len(r.parts) != 2 or r.parts[1] is not None for r in rules):
            return None
        self.at += 1
        name = Ident("x0✝", span=item.span)
        body = Operator(rules[0].key, (name,), span=item.span)
        return Lambda((Binder((name.name,), span=item.span),), body, span=item.span)

    def follow(
        self, rules: Sequence[Rule], part: int, args: tuple[Term, ...], first: Span
    ) -> tuple[Term, int]:
        """The rest of the rules' parts, from `part` on; all rules agree up to there."""
        while True:
            literal = self._by_literal(rules, part)
            if literal is not None:
                rules, part, inner = literal
                args += inner
                continue
            arguments = [r for r in rules if part < len(r.parts) and r.parts[part] is None]
            complete = next((r for r in rules if len(r.parts) == part), None)
            if complete is not None and (not arguments or not self._starts_term()):
                last = self.items[self.at - 1].span
                return Operator(complete.key, args, span=first.to(last)), complete.level
            if not arguments:
                raise self.unexpected()
            rules = arguments
            args = (*args, self.argument_of(rules, part, len(args)))
            part += 1

    def _by_literal(
        self, rules: Sequence[Rule], part: int
    ) -> tuple[list[Rule], int, tuple[Term, ...]] | None:
        """The rules that go on with the next item as a literal, where they stand after it, and
        the terms inside it if it is a group."""
        item = self.peek()
        if isinstance(item, Symbol):
            fitting = [r for r in rules if part < len(r.parts) and r.parts[part] == item.text]
            if fitting:
                self.at += 1
                return fitting, part + 1, ()
        elif isinstance(item, Group):
            parts = item.parts
            fitting = [r for r in rules if r.parts[part : part + len(parts)] == parts]
            if fitting:
                self.at += 1
                return fitting, part + len(parts), item.inner
        return None

    def _starts_term(self) -> bool:
        item = self.peek()
        if isinstance(item, Symbol | Group):
            return item.text in self.notations.leading and item.text not in self.notations.trailing
        return isinstance(item, Atom | Big | Explicit)

    def argument_of(self, rules: Sequence[Rule], part: int, index: int) -> Term:
        following = frozenset(
            literal
            for r in rules
            if part + 1 < len(r.parts) and (literal := r.parts[part + 1]) is not None
        )
        level = min(r.levels[index] for r in rules)
        self.closers.append(following or (self.closers[-1] if self.closers else _NOTHING))
        try:
            return self.term(level)
        finally:
            self.closers.pop()

    def trailing(self, left: Term, item: Symbol | Group, level: int, start: int) -> Term | None:
        rules = self.notations.trailing.get(item.text, ())
        fitting = [r for r in rules if r.level >= level]
        if not fitting:
            return None
        if item.text in ("→", "->"):
            return self.arrow(left, start, fitting[0])
        term, _ = self.follow(fitting, 1, (left,), self.items[start].span)
        return term

    def arrow(self, left: Term, start: int, rule: Rule) -> Term:
        """`A → B`, or the dependent `(x : A) → B`."""
        item, single = self.items[start], self.at == start + 1
        self.at += 1
        right = self.term(rule.levels[1])
        span = item.span.to(_end(right, item.span))
        if single and isinstance(item, Atom) and item.binders:
            return Forall(item.binders, right, span=span)
        return Arrow(left, right, span=span)

    def pipe(self, left: Term, item: Pipe) -> Term:
        """`e |>.field a b`."""
        self.at += 1
        term = left
        for name in item.name.split("."):
            term = Project(term, name, span=item.span)
        return self.arguments(term, 0)

    # -- application ---------------------------------------------------------------------------

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
                    args.append(_argument(self.atom(item)))
                case Explicit() if isinstance(inner := self._after(), Atom):
                    self.at += 1
                    args.append(_argument(self.atom(inner)))
                case Symbol() | Group() if self._starts_argument(item.text):
                    args.append(_argument(self.prefix(item)))
                case _:
                    break
        if not args or isinstance(fn, Sort):
            return fn
        last = self.items[self.at - 1].span
        return Apply(fn, tuple(args), span=None if fn.span is None else fn.span.to(last))

    def _starts_argument(self, text: str) -> bool:
        return (
            text in self.notations.leading
            and not self._closes(text)
            and text not in self.notations.trailing
            and self._is_head(text)
        )

    def atom(self, item: Atom) -> Term:
        self.at += 1
        return self.suffixes(item.term)

    def suffixes(self, term: Term) -> Term:
        """Fields, indices and postfix operators that bind as tightly as an atom."""
        while True:
            item = self.peek()
            match item:
                case Suffix(name, span):
                    self.at += 1
                    for part in name.split("."):
                        term = Project(term, part, span=_from(term, span))
                case Index():
                    term = self.index(term, item)
                case Explicit() if isinstance(pattern := self._after(), Atom):
                    self.at += 2
                    whole = _from(term, pattern.span)
                    term = Operator("_@_", (term, pattern.term), span=whole)
                case Symbol() | Group() if (rule := self._postfix(item)) is not None:
                    self.at += 1
                    inner = item.inner if isinstance(item, Group) else ()
                    term = Operator(rule.key, (term, *inner), span=_from(term, item.span))
                case _:
                    return term

    def index(self, term: Term, item: Index) -> Term:
        """`a[i]`, `a[i]!`, `a[i]?`, `a[i]'proof`, `a[i:j]`."""
        self.at += 1
        args = (term, *item.inner)
        holes = ", ".join("_" for _ in item.inner)
        if item.mark != "'":
            symbol = f"_[{holes}]{item.mark}"
        else:
            proof = self.peek()
            if not isinstance(proof, Atom):
                raise self.unexpected()
            self.at += 1
            symbol, args = f"_[{holes}]'_", (*args, proof.term)
        return Operator(symbol, args, span=_from(term, item.span))

    def _postfix(self, item: Symbol | Group) -> Rule | None:
        if self._closes(item.text):
            return None
        length = len(item.parts) if isinstance(item, Group) else 1
        for rule in self.notations.trailing.get(item.text, ()):
            if len(rule.parts) == length + 1 and rule.level >= MAX:
                return rule
        return None


def _argument(term: Term) -> Argument:
    return Argument(term, span=term.span)


def _from(term: Term, last: Span) -> Span | None:
    return None if term.span is None else term.span.to(last)


def _end(term: Term, default: Span) -> Span:
    return term.span or default
