"""Surface terms as Lean text, with no more parentheses than precedence asks for.

Law: `parse_term(show(t)) == t` for every parsed `t`. Statements in generated files are printed
here, so that a change of layout or comments in the Lean file changes nothing downstream.
"""

from __future__ import annotations

from fractions import Fraction

from bridge.syntax import ast
from bridge.syntax.ast import Argument, Binder, BinderKind, Declaration, Term
from bridge.syntax.binders import PATTERN
from bridge.syntax.notation import DEFAULT, LEAD, MAX, Notations, Rule

_ARGUMENT = MAX
_BRACKETS = {
    BinderKind.EXPLICIT: "()",
    BinderKind.IMPLICIT: "{}",
    BinderKind.STRICT_IMPLICIT: "⦃⦄",
    BinderKind.INSTANCE: "[]",
}
_CLOSERS = {"[": "]", "#[": "]", "![": "]", "!![": "]", "!₂[": "]", "{": "}"}


def show(term: Term, notations: Notations = DEFAULT) -> str:
    """The term as text."""
    return Printer(notations).term(term, 0)


def show_statement(declaration: Declaration, notations: Notations = DEFAULT) -> str:
    """`theorem name binders : type`, on one line."""
    printer = Printer(notations)
    parts = [declaration.kind, declaration.name.rpartition(".")[2]]
    parts += [printer.binder(b) for b in declaration.binders]
    head = " ".join(parts)
    return head if declaration.type is None else f"{head} : {printer.term(declaration.type, 0)}"


class Printer:
    """Prints with the rules of one notation table."""

    def __init__(self, notations: Notations) -> None:
        self.notations = notations
        self.rules = {rule.key: rule for rule in reversed(notations.rules)}

    def term(self, term: Term, level: int) -> str:
        """The text, in parentheses if the term binds more loosely than `level`."""
        text, own = self._print(term)
        return text if own >= level else f"({text})"

    def _print(self, term: Term) -> tuple[str, int]:
        match term:
            case ast.Ident(name, explicit):
                return ("@" if explicit else "") + name, MAX
            case ast.DotIdent(name):
                return f".{name}", MAX
            case ast.Hole(text) | ast.Sort(text) | ast.String(text):
                return text, MAX
            case ast.Number(value, decimal):
                return _number(value, decimal), MAX
            case ast.Apply(fn, args):
                return self._apply(fn, args), LEAD
            case ast.Project(inner, field):
                return f"{self._object(inner)}.{field}", MAX
            case ast.Operator():
                return self._operator(term)
            case ast.BigOperator():
                return self._big(term)
            case ast.Anonymous(args):
                return f"⟨{self._list(args)}⟩", MAX
            case ast.Tuple(items):
                return f"({self._list(items)})", MAX
            case ast.Ascription(inner, type):
                shown = "" if type is None else f" {self.term(type, 0)}"
                return f"({self.term(inner, 0)} :{shown})", MAX
            case ast.StructInstance():
                return self._structure(term), MAX
            case ast.SetBuilder(binder, body):
                return f"{{{self._bound((binder,))} | {self.term(body, 0)}}}", MAX
            case ast.ListLiteral("!![", rows):
                return f"!![{'; '.join(self._row(r) for r in rows)}]", MAX
            case ast.ListLiteral(bracket, items):
                return f"{bracket}{self._list(items)}{_CLOSERS[bracket]}", MAX
            case _:
                return self._trailing(term), 0

    def _row(self, row: Term) -> str:
        return self._list(row.items) if isinstance(row, ast.ListLiteral) else self.term(row, 0)

    def _trailing(self, term: Term) -> str:
        """Constructs that extend as far to the right as they can."""
        match term:
            case ast.Lambda(binders, body):
                return f"fun {self.binders(binders)} => {self.term(body, 0)}"
            case ast.Forall(binders, body):
                return f"∀ {self._bound(binders)}, {self.term(body, 0)}"
            case ast.Exists(binders, body, unique):
                mark = "∃!" if unique else "∃"
                return f"{mark} {self._bound(binders)}, {self.term(body, 0)}"
            case ast.Arrow(domain, codomain):
                return f"{self.term(domain, 26)} → {self.term(codomain, 25)}"
            case ast.Let():
                return self._let(term)
            case ast.If(condition, then, otherwise, hypothesis):
                name = "" if hypothesis is None else f"{hypothesis} : "
                parts = (self.term(t, 0) for t in (condition, then, otherwise))
                return f"if {name}" + "{} then {} else {}".format(*parts)
            case ast.Match(discriminants, alternatives):
                rows = "".join(self._alternative(a) for a in alternatives)
                return f"match {self._list(discriminants)} with{rows}"
            case ast.By(text):
                return f"by {' '.join(text.split())}"
            case ast.Opaque(_, text):
                return text
            case _:
                return self._print(term)[0]

    def _apply(self, fn: Term, args: tuple[Argument, ...]) -> str:
        return " ".join([self.term(fn, MAX), *(self._argument(a) for a in args)])

    def _argument(self, argument: Argument) -> str:
        if argument.name == "..":
            return ".."
        if argument.name is not None:
            return f"({argument.name} := {self.term(argument.value, 0)})"
        return self.term(argument.value, _ARGUMENT)

    def _object(self, term: Term) -> str:
        shown = self.term(term, MAX)
        return f"({shown})" if isinstance(term, ast.Number) else shown

    def _operator(self, term: ast.Operator) -> tuple[str, int]:
        rule = self.rules.get(term.symbol)
        if rule is None:
            return self._unknown(term)
        args = iter(zip(term.args, rule.levels, strict=True))
        pieces = [self._piece(part, args) for part in rule.parts]
        return _joined(rule, pieces), rule.level

    def _unknown(self, term: ast.Operator) -> tuple[str, int]:
        """A notation of another file, or `a[i]`: its key with the arguments in their places."""
        shape = term.symbol.partition("✝")[0]
        if shape.count("_") != len(term.args):
            return shape, MAX
        first, *rest = shape.split("_")
        pairs = zip(term.args, rest, strict=True)
        text = first + "".join(self.term(arg, MAX) + after for arg, after in pairs)
        return text, MAX if not shape.endswith("_") else 0

    def _piece(self, part: str | None, args) -> str:  # type: ignore[no-untyped-def]
        if part is not None:
            return part
        arg, level = next(args)
        return self.term(arg, level)

    def _big(self, term: ast.BigOperator) -> tuple[str, int]:
        level = self.notations.big_level(term.symbol)
        domain = self._domain(term.domain)
        body = self.term(term.body, level)
        return f"{term.symbol} {self._bound(term.binders)}{domain}, {body}", level

    def _domain(self, domain: Term | None) -> str:
        """`∈ s`, `with p`, or both."""
        match domain:
            case None:
                return ""
            case ast.Operator("_ with _", (whole, condition)):
                members = "" if isinstance(whole, ast.Hole) else f" ∈ {self.term(whole, 51)}"
                return f"{members} with {self.term(condition, 0)}"
            case ast.Operator("_.._", (start, end)):
                return f" ∈ {self.term(start, 51)}..{self.term(end, 51)}"
            case _:
                return f" ∈ {self.term(domain, 51)}"

    def _let(self, term: ast.Let) -> str:
        keyword = "have" if term.is_have else "let"
        binders = "".join(f" {self.binder(b)}" for b in term.binders)
        type = "" if term.type is None else f" : {self.term(term.type, 0)}"
        value, body = self.term(term.value, 0), self.term(term.body, 0)
        return f"{keyword} {term.name}{binders}{type} := {value}; {body}"

    def _alternative(self, alternative: ast.Alternative) -> str:
        return f" | {self._list(alternative.patterns)} => {self.term(alternative.rhs, 0)}"

    def _structure(self, term: ast.StructInstance) -> str:
        sources = f"{self._list(term.sources)} with " if term.sources else ""
        fields = ", ".join(self._field(f) for f in term.fields)
        type = "" if term.type is None else f" : {self.term(term.type, 0)}"
        return f"{{ {sources}{fields}{type} }}" if sources or fields else "{}"

    def _field(self, f: ast.FieldValue) -> str:
        head = " ".join([f.name, *(self.binder(b) for b in f.binders)])
        return f"{head} := {self.term(f.value, 0)}"

    def _list(self, terms: tuple[Term, ...]) -> str:
        return ", ".join(self.term(t, 0) for t in terms)

    def _bound(self, binders: tuple[Binder, ...]) -> str:
        """Binders of `∀`, `∑` …: a single name needs no parentheses."""
        only = binders[0]
        plain = only.kind is BinderKind.EXPLICIT and only.default is None
        plain = plain and only.names != (PATTERN,)
        single = len(binders) == len(only.names) == 1
        if single and plain and only.type is not None:
            return f"{only.names[0]} : {self.term(only.type, 0)}"
        return self.binders(binders)

    def binders(self, binders: tuple[Binder, ...]) -> str:
        return " ".join(self.binder(b) for b in binders)

    def binder(self, binder: Binder) -> str:
        """`(x y : T := d)`, `[C]`, or a bare name."""
        names = " ".join(binder.names)
        if binder.type is None and binder.kind is BinderKind.EXPLICIT:
            given = binder.default
            return names if given is None else f"({names} := {self.term(given, 0)})"
        if binder.names == (PATTERN,) and binder.type is not None:
            return self.term(binder.type, MAX)
        opener, closer = _BRACKETS[binder.kind][0], _BRACKETS[binder.kind][1]
        if binder.type is None:
            return f"{opener}{names}{closer}"
        type = self.term(binder.type, 0)
        if binder.kind is BinderKind.INSTANCE and binder.names == ("_",):
            return f"[{type}]"
        default = "" if binder.default is None else f" := {self.term(binder.default, 0)}"
        return f"{opener}{names} : {type}{default}{closer}"


def _number(value: Fraction, decimal: bool) -> str:
    if not decimal:
        return str(value)
    scaled = value
    digits = 0
    while scaled.denominator != 1:
        scaled, digits = scaled * 10, digits + 1
    text = str(scaled.numerator).rjust(digits + 1, "0")
    return f"{text[: len(text) - digits]}.{text[len(text) - digits :] or '0'}"


def _joined(rule: Rule, pieces: list[str]) -> str:
    """Binary operators stand between spaces, an arrow's bracket part is closed up."""
    infix = rule.parts[0] is None and rule.parts[-1] is None
    if infix and len(pieces) == 3:
        return " ".join(pieces)
    if infix and len(pieces) == 5:
        return f"{pieces[0]} {pieces[1]}{pieces[2]}{pieces[3]} {pieces[4]}"
    word = rule.parts[0] is not None and rule.parts[0][-1].isalpha()
    text = (" " if word else "").join(p for p in pieces)
    return text.replace(" , ", ", ") if word else "".join(", " if p == "," else p for p in pieces)
