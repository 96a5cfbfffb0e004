"""The numbers that a statement has, and the definitions that it rests on; and how its variables
are used: as a size, which must stay small, or in arithmetic only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest
from math import isqrt

from bridge.core.environment import Environment
from bridge.core.expr import (
    NAT,
    REAL,
    App,
    BVar,
    Const,
    Expr,
    Lam,
    Lit,
    Pi,
    constants,
    map_children,
    spine,
)
from bridge.errors import BridgeError

MOST = 40  # definitions that are looked through
NUMERALS = 24  # that are drawn, with their neighbours
NUMBERS = frozenset(("Real", "Nat", "Int", "Rat", "NNReal", "ENNReal"))
ENCLOSING = frozenset(
    "Real.exp Real.log Real.sqrt Real.sin Real.cos Real.tan Real.tanh Real.sinh Real.cosh Real.pi "
    "Real.arctan Real.rpow Real.sigmoid Norm.norm Real.logb Real.arcsin Real.arccos".split()
)
DERIVATIVES = frozenset(
    "fderiv HasFDerivAt HasGradientAt gradient DifferentiableAt Differentiable deriv HasDerivAt "
    "HasStrictFDerivAt fderivWithin".split()
)
ROUNDING = frozenset("Int.floor Int.ceil Nat.floor Nat.ceil round Int.toNat".split())
COSTLY = frozenset("Matrix.det Matrix.adjugate Matrix.inv Finset.powerset Equiv.Perm".split())


@dataclass(frozen=True, slots=True)
class Written:
    """What is drawn because a statement has it."""

    numbers: tuple[Fraction, ...] = ()
    enclosed: bool = False  # whether exponentials, roots and the like occur
    modest: bool = False  # whether reals are exponents, or are rounded to what may be a size
    ceiling: int = 20  # of sizes, given what depends on them

    @property
    def naturals(self) -> tuple[int, ...]:
        return tuple(int(x) for x in self.numbers if x.denominator == 1 and 0 <= x <= 10**9)


def written(statement: Expr, environment: Environment) -> Written:
    """Numerals and their quotients, with their neighbours, negatives, roots and divisors."""
    terms = list(_closure(statement, environment))
    names = {c.name for e in terms for c in constants(e)}
    beside = zip_longest(*map(_neighbours, _literals(terms)[:NUMERALS]))
    return Written(
        numbers=tuple(dict.fromkeys(x for row in beside for x in row if x is not None)),
        enclosed=bool(names & ENCLOSING),
        modest=bool(names & ROUNDING) or any(map(_has_real_exponent, terms)),
        ceiling=4
        if names & COSTLY or {"Matrix", "Inv.inv"} <= names
        else 6
        if names & DERIVATIVES
        else 20,
    )


def numerals(statement: Expr, environment: Environment) -> tuple[Fraction, ...]:
    """The numerals and their quotients alone, but for 0 and 1."""
    return tuple(x for x in _literals(_closure(statement, environment)) if x not in (0, 1))


def _literals(terms: Iterable[Expr]) -> list[Fraction]:
    found: dict[Fraction, None] = {}
    for e in terms:
        _collect(e, found)
    return list(found)


def _has_real_exponent(e: Expr) -> bool:
    """Whether a power has an exponent that is no natural number, and no numeral either."""
    found = False

    def go(e: Expr, _crossed: int) -> Expr:
        nonlocal found
        head, args = spine(e)
        if head == Const("HPow.hPow") and len(args) == 6 and args[1] != NAT:
            found = found or not isinstance(args[5], Lit)
        return e if found else map_children(e, go)

    go(e, 0)
    return found


def _closure(statement: Expr, environment: Environment) -> Iterator[Expr]:
    """The statement and the values of the definitions that it unfolds to."""
    pending, seen = [statement], set[str]()
    while pending:
        e = pending.pop(0)
        yield e
        for constant in constants(e):
            if constant.name not in seen and len(seen) < MOST:
                seen.add(constant.name)
                pending += _value(environment, constant.name)


def _value(environment: Environment, name: str) -> list[Expr]:
    """The value of a definition; none of what cannot be elaborated, which is told elsewhere."""
    with suppress(BridgeError):
        definition = environment.definition(name)
        if definition is not None and definition.value is not None:
            return [definition.value]
    return []


def _neighbours(x: Fraction) -> Iterator[Fraction]:
    """The number itself, one more and less, a little more and less, its root, its divisors."""
    little = x / 1000 if x else Fraction(1, 1000)
    yield from (x, x + 1, x - 1, x + little, x - little)
    root = _root(x)
    if root is not None and x > 1:
        yield root
    if x.denominator == 1 and 3 < x < 10**4:
        divisor = next((d for d in range(2, 100) if x % d == 0 and d < x), None)
        if divisor is not None:
            yield from (Fraction(divisor), x / divisor)
    if x > 1000:
        yield from (10 * x, Fraction(isqrt(int(x))))


def _root(x: Fraction) -> Fraction | None:
    if x < 0:
        return None
    p, q = isqrt(x.numerator), isqrt(x.denominator)
    return Fraction(p, q) if p * p == x.numerator and q * q == x.denominator else None


def _collect(e: Expr, found: dict[Fraction, None]) -> None:
    def go(e: Expr, _crossed: int) -> Expr:
        if (x := _number(e)) is not None:
            found.setdefault(x)
            return e
        return map_children(e, go)

    go(e, 0)


def _number(e: Expr) -> Fraction | None:
    """The value of a numeral, of a quotient or a power of two, of a negative."""
    match e:
        case Lit(value, Const(name)) if name in NUMBERS:
            return value
        case App():
            head, args = spine(e)
            return _computed(head.name, args) if isinstance(head, Const) else None
    return None


def _computed(name: str, args: tuple[Expr, ...]) -> Fraction | None:
    if name == "Neg.neg":
        x = _number(args[-1])
        return None if x is None else -x
    if name not in ("HDiv.hDiv", "HPow.hPow") or len(args) != 6:
        return None
    a, b = (_number(x) for x in args[4:])
    if a is None or b is None:
        return None
    if name == "HDiv.hDiv":
        return a / b if b and args[2] == REAL else None
    return a ** int(b) if b.denominator == 1 and 0 <= b <= 400 and abs(a) <= 100 else None


# Sizes

ARITHMETIC = frozenset(
    "HAdd.hAdd HSub.hSub HMul.hMul HDiv.hDiv HMod.hMod HSMul.hSMul LE.le LT.lt GE.ge GT.gt Eq Ne "
    "Max.max Min.min Nat.cast Int.cast Rat.cast Dvd.dvd abs Neg.neg And Or Not Iff ite Even Odd "
    "Nat.gcd Nat.lcm Nat.Coprime Nat.sqrt Nat.log Nat.dist Nat.ModEq Nat.sub Nat.succ Nat.pred "
    "Int.natAbs Int.toNat Norm.norm Inv.inv Real.sqrt Real.exp Real.log Decidable.decide "
    "Membership.mem Set.Icc Set.Ioo Set.Ico Set.Ioc Set.Ici Set.Iic Set.Ioi Set.Iio".split()
)


def is_size(rest: Expr, environment: Environment) -> bool:
    """Whether the outermost bound variable of a term is used otherwise than in arithmetic: as the
    size of an array, an exponent, a number of steps.

    >>> is_size(App(Const("Fin"), BVar(0)), None)
    True
    """
    return not _arithmetic(rest, 0, environment, frozenset())


def _arithmetic(e: Expr, index: int, environment: Environment, inside: frozenset[str]) -> bool:
    """Whether a bound variable meets nothing but arithmetic in a term."""
    if e.marks.loose <= index:
        return True
    match e:
        case Pi(_, type, body) | Lam(_, type, body):
            return _arithmetic(type, index, environment, inside) and _arithmetic(
                body, index + 1, environment, inside
            )
        case App():
            return _meets_arithmetic(e, index, environment, inside)
        case BVar():
            return True
        case _:
            parts: list[tuple[Expr, int]] = []

            def note(child: Expr, crossed: int) -> Expr:
                parts.append((child, crossed))
                return child

            map_children(e, note)
            return all(_arithmetic(c, index + k, environment, inside) for c, k in parts)


def _meets_arithmetic(e: App, index: int, environment: Environment, inside: frozenset[str]) -> bool:
    head, args = spine(e)
    bare = [i for i, a in enumerate(args) if a.marks.loose > index]
    if not isinstance(head, Const):
        # a function of the statement takes any number that it is given
        return all(_arithmetic(a, index, environment, inside) for a in (head, *args))
    name = head.name
    if name == "HPow.hPow":
        exponent = args[5:]
        return not any(_mentions(a, index) for a in exponent) and all(
            _arithmetic(a, index, environment, inside) for a in args
        )
    if name in ARITHMETIC:
        return all(_arithmetic(a, index, environment, inside) for a in args)
    if not any(_mentions(args[i], index) for i in bare):
        return True
    return _unfolded(name, args, index, environment, inside)


def _mentions(e: Expr, index: int) -> bool:
    """Whether a bound variable occurs in a term."""
    if e.marks.loose <= index:
        return False
    if isinstance(e, BVar):
        return e.index == index
    found = False

    def go(child: Expr, crossed: int) -> Expr:
        nonlocal found
        found = found or _mentions(child, index + crossed)
        return child

    map_children(e, go)
    return found


def _unfolded(
    name: str, args: tuple[Expr, ...], index: int, environment: Environment, inside: frozenset[str]
) -> bool:
    """Whether a definition of the project uses the arguments that mention the variable in
    arithmetic alone; one that calls itself does not."""
    if name in inside or len(inside) > 5:
        return False
    definition = environment.definition(name)
    if definition is None or definition.source is None or definition.value is None:
        return False
    body, opened = definition.value, 0
    wanted = [i for i, a in enumerate(args) if _mentions(a, index)]
    while isinstance(body, Lam) and opened < len(args):
        body, opened = body.body, opened + 1
    if opened < len(args):
        return False
    return all(_arithmetic(args[i], index, environment, inside) for i in wanted) and all(
        _arithmetic(body, opened - 1 - i, environment, inside | {name}) for i in wanted
    )
