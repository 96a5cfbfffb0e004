"""Natural-number terms up to polynomial normal form: `Nat.succ n`, `n + 1` and `1 + n` are equal.

A term that is no sum or product (`n / 2`, `f n`) counts as an unknown of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from bridge.core.expr import NAT, Const, Expr, Lit, spine

Monomial = tuple[Expr, ...]  # factors, sorted by their text
Polynomial = dict[Monomial, int]


def polynomial(e: Expr, reduce: Callable[[Expr], Expr] = lambda e: e) -> Polynomial:
    """The normal form of a term of type ℕ; `reduce` brings subterms to weak head normal form."""
    e = reduce(e)
    head, args = spine(e)
    match head, args:
        case Lit(value, _), ():
            return {(): int(value)} if value else {}
        case Const("HAdd.hAdd"), (_, _, _, _, a, b):
            return _add(polynomial(a, reduce), polynomial(b, reduce))
        case Const("HMul.hMul"), (_, _, _, _, a, b):
            return _multiply(polynomial(a, reduce), polynomial(b, reduce))
        case Const("Nat.succ"), (a,):
            return _add(polynomial(a, reduce), {(): 1})
        case _:
            return {(e,): 1}


def _add(p: Polynomial, q: Polynomial) -> Polynomial:
    total = dict(p)
    for monomial, coefficient in q.items():
        total[monomial] = total.get(monomial, 0) + coefficient
    return {m: c for m, c in total.items() if c}


def _multiply(p: Polynomial, q: Polynomial) -> Polynomial:
    total: Polynomial = {}
    for m, a in p.items():
        for n, b in q.items():
            total = _add(total, {tuple(sorted((*m, *n), key=repr)): a * b})
    return total


def is_arithmetic(e: Expr) -> bool:
    """Whether the head of a term is one that `polynomial` looks through."""
    head, args = spine(e)
    match head:
        case Lit(_, type):
            return type == NAT
        case Const("HAdd.hAdd" | "HMul.hMul"):
            return len(args) == 6 and args[0] == NAT
        case Const("Nat.succ"):
            return True
        case _:
            return False


def nat(n: int) -> Lit:
    """The numeral `n : ℕ`."""
    return Lit(Fraction(n), NAT)
