"""The neutral shape of our terms: nested tuples of strings, the same as `lean_shape` makes.

An application is `("app", f, x, …)`, a notation `("_+_", a, b)`, a binder `("()", name, type)`;
names stay strings. Parentheses leave no trace, so that only structure is compared.
"""

from __future__ import annotations

from typing import Any

from bridge.syntax import ast
from bridge.syntax.ast import Binder, Term
from bridge.syntax.tactics import parse_tactics

Shape = Any  # a string, a number, None, or a tuple of shapes


def shape(term: Term | None) -> Shape:
    match term:
        case None:
            return None
        case ast.Ident(name, explicit):
            return ("@", name) if explicit else name
        case ast.DotIdent(name):
            return f".{name}"
        case ast.Hole(text) | ast.Sort(text) | ast.String(text):
            return text
        case ast.Number(value, _):
            return value
        case ast.Apply(fn, args):
            return ("app", shape(fn), *(_argument(a) for a in args))
        case ast.Project(inner, name):
            return ("proj", shape(inner), name)
        case ast.Operator(args=()):
            return term.sign
        case ast.Operator(args=args):
            return (term.sign.replace(" ", ""), *(shape(a) for a in args))
        case ast.BigOperator(symbol, binders, body, domain):
            return (symbol, bound(binders), shape(domain), shape(body))
        case ast.Lambda(binders, body):
            return curried("fun", bound(binders), shape(body))
        case ast.Forall(binders, body):
            return curried("∀", bound(binders), shape(body))
        case ast.Exists(binders, body, unique):
            return curried("∃!" if unique else "∃", bound(binders), shape(body))
        case ast.Arrow(domain, codomain):
            return ("_→_", shape(domain), shape(codomain))
        case _:
            return _other(term)


def _other(term: Term) -> Shape:
    match term:
        case ast.Let(name, binders, type, value, body, is_have):
            word = "have" if is_have else "let"
            return (word, name, bound(binders), shape(type), shape(value), shape(body))
        case ast.If(condition, then, otherwise, hypothesis):
            return ("if", hypothesis, shape(condition), shape(then), shape(otherwise))
        case ast.Match(discriminants, alternatives):
            rows = tuple((tuple(map(shape, a.patterns)), shape(a.rhs)) for a in alternatives)
            return ("match", tuple(map(shape, discriminants)), rows)
        case ast.By():
            return ("by", *(_tactic(t) for t in parse_tactics(term)))
        case ast.Anonymous(args):
            return ("⟨⟩", *map(shape, args))
        case ast.Tuple(items):
            return ("tuple", *map(shape, items))
        case ast.Ascription(inner, type):
            return ("_:_", shape(inner), shape(type))
        case ast.StructInstance(sources, fields, _):
            made = tuple((f.name, bound(f.binders), shape(f.value)) for f in fields)
            return ("struct", tuple(map(shape, sources)), made)
        case ast.SetBuilder(binder, body):
            return ("set", bound((binder,)), shape(body))
        case ast.ListLiteral(bracket, items):
            return (bracket, *map(shape, items))
        case _:
            raise AssertionError(f"no shape for {term}")


def curried(word: str, binders: Shape, body: Shape) -> Shape:
    """One binder at a time: `∀ x y, p` and `∀ x, ∀ y, p` are one."""
    for binder in reversed(binders):
        body = (word, binder, body)
    return body


def _argument(argument: ast.Argument) -> Shape:
    if argument.name == "..":
        return ".."
    value = shape(argument.value)
    return value if argument.name is None else (":=", argument.name, value)


def bound(binders: tuple[Binder, ...]) -> Shape:
    """One entry a name: its kind of bracket, the name, the type."""
    return tuple((b.kind.value, name, shape(b.type)) for b in binders for name in b.names)


def _tactic(tactic: ast.Tactic) -> Shape:
    match tactic:
        case ast.TacticLet(kind, name, binders, type, value):
            return (kind, name, bound(binders), shape(type), shape(value))
        case ast.TacticExact(kind, term):
            return (kind, shape(term))
        case ast.TacticIntro(names):
            return ("intro", *names)
        case ast.TacticOther(word, _):
            return (word,)
