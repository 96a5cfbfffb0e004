"""Kinds of changes: for a term, the texts that may stand in its place.

Whether what comes out is well typed is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from bridge.syntax import ast
from tools.mutation.sites import Site

SIGNS: dict[str, tuple[str, ...]] = {
    "+": ("-", "*"), "-": ("+",), "*": ("+", "/"), "/": ("*",), "≠": ("=",), "=": ("≠",),
    "<": ("≤", ">"), ">": ("≥", "<"), "≤": ("<", "≥"), "≥": (">", "≤"), "∧": ("∨",), "∨": ("∧",),
}  # fmt: skip
NOT_COMMUTING = frozenset({"-", "/", "^", "<", "≤", ">", "≥", "∘L", "∘"})
TERMS = frozenset({"+", "-", "*", "/", "•", "^", "∧", "∘L", "∘"})
TAKEN_OFF = frozenset({"adjoint", "transpose", "symm", "ofLp"})
_IDENTIFIER = re.compile(r"[^\W\d][\w'!?]*")
_SIMPLE = re.compile(r"[\w.']+|\|[^|]*\|")


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds a term in its project."""

    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of the same type, by name
    terms: tuple[tuple[str, frozenset[str]], ...] = ()  # of its file, with their variables
    dimensions: frozenset[str] = frozenset()
    transposed: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """How what a definition makes from so many arguments is transposed."""


def closed(text: str) -> bool:
    """Whether a text can be an argument as it stands.

    >>> closed("(a) + (b)"), closed("(a + b)"), closed("W1")
    (False, True, True)
    """
    if _SIMPLE.fullmatch(text):
        return True
    depth = 0
    for i, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return sign == ")" and i == len(text) - 1
    return False


def argument(text: str) -> str:
    return text if closed(text) else f"({text})"


def placed(site: Site, new: str) -> str:
    """A text as it has to be written in place of a term."""
    enclosed = site.text[site.start - 1] == "(" and site.text[site.end : site.end + 1] == ")"
    return new if enclosed or site.outermost else argument(new)


def _operator(site: Site, count: int = 2) -> tuple[str, ...] | None:
    """The sign of an infix operator, with the texts of its operands."""
    node = site.node
    if not isinstance(node, ast.Operator) or len(node.args) != count:
        return None
    parts = node.sign.split()
    if count == 2 and (len(parts) != 3 or parts[0] != "_" or parts[2] != "_"):
        return None
    return (node.sign.strip("_ "), *(site.part(a) for a in node.args))


def change_sign(site: Site, _: Around) -> Iterator[str]:
    """`a + b` to `a - b`, `≠` to `=`, `<` to `≤` …"""
    found = _operator(site)
    if found and isinstance(site.node, ast.Operator):
        start, end = site.between(*site.node.args)
        for sign in SIGNS.get(found[0], ()):
            gap = site.text[start:end].replace(found[0], sign)
            yield site.text[site.start : start] + gap + site.text[end : site.end]


def drop_operand(site: Site, _: Around) -> Iterator[str]:
    found = _operator(site)
    if found and found[0] in TERMS:
        yield from found[1:]


def swap_operands(site: Site, _: Around) -> Iterator[str]:
    found = _operator(site)
    if found and found[0] in NOT_COMMUTING and isinstance(site.node, ast.Operator):
        start, end = site.between(*site.node.args)
        yield argument(found[2]) + site.text[start:end] + argument(found[1])


def double(site: Site, _: Around) -> Iterator[str]:
    """`a + b` to `a + b + b`."""
    found = _operator(site)
    if found and found[0] in ("+", "-", "*"):
        sign, a, b = found
        yield f"{site.old} {sign} {argument(b)}"
        yield f"{argument(a)} + {argument(a)} {sign} {argument(b)}"


def negate(site: Site, _: Around) -> Iterator[str]:
    if isinstance(site.node, ast.Operator | ast.Apply | ast.Ident | ast.Ascription):
        yield f"-{argument(site.old)}"


def absolute_value(site: Site, _: Around) -> Iterator[str]:
    if isinstance(site.node, ast.Operator | ast.Apply) and not site.outermost:
        yield f"|{site.old}|"


def change_numeral(site: Site, _: Around) -> Iterator[str]:
    if isinstance(site.node, ast.Number) and site.node.value.denominator == 1:
        n = int(site.node.value)
        yield from (str(k) for k in dict.fromkeys((n + 1, n - 1)) if k >= 0)


def replace_by_numeral(site: Site, _: Around) -> Iterator[str]:
    if not isinstance(site.node, ast.Number | ast.Ascription | ast.Lambda):
        yield from ("0", "1")


def replace_by_variable(site: Site, _: Around) -> Iterator[str]:
    """One variable by another, or a whole term by one of the variables in scope."""
    yield from (name for name in dict.fromkeys(site.scope) if name != site.old)


def swap_variables(site: Site, _: Around) -> Iterator[str]:
    """Two variables change places, everywhere in a statement or a value."""
    if not site.outermost:
        return
    mentioned = sorted(set(_IDENTIFIER.findall(site.old)) & set(site.scope))
    for a, b in combinations(mentioned, 2):
        other = {a: b, b: a}
        yield _IDENTIFIER.sub(lambda m, o=other: o.get(m[0], m[0]), site.old)  # type: ignore[misc]


def _applied(site: Site) -> list[ast.Argument]:
    node = site.node
    return [a for a in node.args if a.name is None] if isinstance(node, ast.Apply) else []


def swap_arguments(site: Site, _: Around) -> Iterator[str]:
    for a, b in combinations(_applied(site), 2):
        (s, e), (t, f) = site.area(a), site.area(b)
        if site.text[s:e] != site.text[t:f]:
            text = site.text
            yield (text[site.start : s] + argument(text[t:f]) + text[e:t] + argument(text[s:e])
                   + text[f : site.end])  # fmt: skip


def exchange_calls(site: Site, _around: Around) -> Iterator[str]:
    """`f (g x)` to `g (f x)`."""
    args = _applied(site)
    inner = args[-1].value if args else None
    if isinstance(inner, ast.Apply) and (inner_args := [a for a in inner.args if a.name is None]):
        s, _ = site.area(inner)
        t, f = site.area(inner_args[-1])
        outer_head = site.text[site.start : site.area(args[-1])[0]].rstrip("( \n")
        yield f"{site.text[s:t].rstrip('( ')} ({outer_head} {argument(site.text[t:f])})"


def drop_call(site: Site, _: Around) -> Iterator[str]:
    """`f x` to `x`: a mask, a wrapper, a root."""
    yield from (site.part(a) for a in _applied(site))
    if isinstance(site.node, ast.Operator) and len(site.node.args) == 1:
        yield site.part(site.node.args[0])


def move_out(site: Site, _: Around) -> Iterator[str]:
    """`f (a + b)` to `f a + b`."""
    args: list[ast.Node] = [*_applied(site)]
    if isinstance(site.node, ast.Operator) and len(site.node.args) == 1:
        args = [site.node.args[0]]
    if not args:
        return
    last = args[-1].value if isinstance(args[-1], ast.Argument) else args[-1]
    if isinstance(last, ast.Operator) and len(last.args) == 2 and last.sign in ("_ + _", "_ - _"):
        s, e = site.area(args[-1])
        a, b = (argument(site.part(x)) for x in last.args)
        before, after = site.text[site.start : s].rstrip("("), site.text[e : site.end].lstrip(")")
        yield f"{before}{a}{after}{last.sign.strip('_')}{b}"


def transpose(site: Site, around: Around) -> Iterator[str]:
    """An adjoint, a transposition or an equivalence's inverse, added or taken off."""
    match site.node:
        case ast.Apply(ast.Ident(name), args):
            field = around.transposed.get((name, len(args)))
            if field is not None:
                yield f"{argument(site.old)}.{field}"
        case ast.Apply(ast.Project(term, field), (value,)) if field in TAKEN_OFF:
            yield f"{argument(site.part(term))} {argument(site.part(value))}"
        case ast.Project(term, field) if field in TAKEN_OFF:
            yield site.part(term)
        case ast.Ident(name) if name.rpartition(".")[2] in TAKEN_OFF:
            yield name.rpartition(".")[0]
        case ast.Operator("_†" | "_ᵀ", (term,)):
            yield site.part(term)


def replace_constant(site: Site, around: Around) -> Iterator[str]:
    """A definition by another one of the same type; `max` by `min`."""
    match site.node:
        case ast.Ident(name) | ast.Apply(ast.Ident(name)) if name not in site.scope:
            for other in around.alike.get(name, ()):
                yield other + site.old[len(name) :]


def swap_branches(site: Site, _: Around) -> Iterator[str]:
    match site.node:
        case ast.If(condition, then, otherwise, None):
            c, a, b = (site.part(x) for x in (condition, then, otherwise))
            yield f"if {c} then {argument(b)} else {argument(a)}"
            yield f"if ¬({c}) then {argument(a)} else {argument(b)}"
            yield from (a, b)


def change_quantifier(site: Site, _: Around) -> Iterator[str]:
    """`∀` to `∃`, `∃` to `∀`, `∑` to `∏`, `∏` to `∑`."""
    other = {"∀": "∃", "∃": "∀", "∑": "∏", "∏": "∑"}.get(site.old[:1])
    if isinstance(site.node, ast.Forall | ast.Exists | ast.BigOperator) and other:
        yield other + site.old[1:]


def leave_out_an_index(site: Site, _: Around) -> Iterator[str]:
    """The first entry of an array, or the first summand of a sum, becomes 0."""
    match site.node:
        case ast.BigOperator(_, (ast.Binder((name,)),), body, None) | ast.Lambda(
            (ast.Binder((name,)),), body
        ) if name != "_":
            s, e = site.area(body)
            less = f"if ({name} : ℕ) = 0 then 0 else {site.text[s:e]}"
            less = less if isinstance(site.node, ast.Lambda) else f"({less})"
            yield site.text[site.start : s] + less + site.text[e : site.end]


def weaken(site: Site, _: Around) -> Iterator[str]:
    """A claim for all elements that are not excluded becomes one for the others."""
    if isinstance(site.node, ast.Forall) and site.outermost:
        yield f"¬({site.old})"


def take_another_dimension(site: Site, around: Around) -> Iterator[str]:
    """A term is scaled as if a mean were over another dimension."""
    if not isinstance(site.node, ast.Apply | ast.Operator):
        return
    for a in sorted(around.dimensions & set(site.scope)):
        yield f"({a} : ℝ)⁻¹ • {argument(site.old)}"
        yield f"({a} : ℝ) • {argument(site.old)}"


def borrow_term(site: Site, around: Around) -> Iterator[str]:
    """A term becomes one that stands elsewhere in its file."""
    if isinstance(site.node, ast.Apply | ast.Ident | ast.Operator):
        for text, variables in around.terms:
            if variables <= set(site.scope) and text != site.old:
                yield text


Kind = Callable[[Site, Around], Iterator[str]]
KINDS: tuple[Kind, ...] = (
    change_sign, drop_operand, swap_operands, double, negate, absolute_value, change_numeral,
    replace_by_numeral, replace_by_variable, swap_variables, swap_arguments, exchange_calls,
    drop_call, move_out, transpose, replace_constant, swap_branches, change_quantifier,
    leave_out_an_index, weaken, take_another_dimension, borrow_term,
)  # fmt: skip
