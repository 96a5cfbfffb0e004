"""`exp`, `log`, `√`, `sin`, `cos`, `arctan` and `π` as symbols with true facts about them.

Identities are normal forms: an exponential of a sum is a product of generators, one for each
monomial of the exponent (in a unit that divides all its coefficients), a logarithm of a product is
a sum over irreducible factors, sines and cosines of sums are expanded. What is left, the solver is
told in facts: signs, bounds, monotonicity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import gcd
from typing import cast

from flint import arb, fmpq, fmpz

from bridge.exact import scalars
from bridge.exact.scalars import ONE, ZERO
from bridge.exact.symbols.formulas import atom, joined
from bridge.exact.symbols.quotients import Quotient, polynomial, quotient
from bridge.exact.symbols.ring import Again, Generator, Poly, key, rational
from bridge.exact.symbols.session import Session
from bridge.exact.truth import implication
from bridge.exact.unknowns import Proposition, Symbol

Number = Symbol | Fraction
MOST_MULTIPLES = 24  # of a unit; beyond, a multiple is a generator of its own
MOST_APPLICATIONS = 4  # of one function that are compared with each other
LARGEST_POOL = 300  # numbers at which bounds are stated lie within
TIGHT = 2**70


# -- arithmetic of numbers --------------------------------------------------------------------


def add(a: Number, b: Number) -> Number:
    return cast(Number, scalars.add(a, b))


def mul(a: Number, b: Number) -> Number:
    return cast(Number, scalars.mul(a, b))


def sub(a: Number, b: Number) -> Number:
    return add(a, mul(Fraction(-1), b))


def raised(a: Number, n: int) -> Number:
    """`a ^ n` for a number that is not 0."""
    if isinstance(a, Fraction):
        return a**n
    return a.power(n) if n >= 0 else cast(Symbol, a.inverse()).power(-n)


def positive(session: Session, a: Number, relation: str = ">") -> Proposition:
    """`a > 0`, or another relation to 0."""
    if isinstance(a, Fraction):
        return a > 0 if relation == ">" else a >= 0 if relation == "≥" else a == 0
    return session.compared(cast(Quotient, a), relation)


# -- terms ------------------------------------------------------------------------------------


def _terms(session: Session, a: Number) -> Iterator[tuple[Fraction, Number]]:
    """A number as a sum of rational multiples of monomials over its denominator."""
    if isinstance(a, Fraction):
        if a:
            yield a, ONE
        return
    q = cast(Quotient, a)
    for monomial, c in zip(q.num.monoms(), q.num.coeffs(), strict=True):
        yield (
            rational(c),
            quotient(session, session.ring.context.from_dict({monomial: fmpq(1)}), q.den),
        )


def _text(a: Number) -> tuple[str, str]:
    return ("1", "1") if isinstance(a, Fraction) else (key(a.num), key(a.den))  # type: ignore[attr-defined]


def _bases(session: Session, a: Number) -> frozenset[int]:
    if isinstance(a, Fraction):
        return frozenset()
    q = cast(Quotient, a)
    return session.bases(q.num, q.den)


def _unit(session: Session, family: str, base: Number, c: Fraction) -> tuple[Fraction, int]:
    """The unit of a monomial, and how often `c` has it; a finer one needs a new beginning."""
    place = (family, *_text(base))
    unit = session.units.get(place)
    if unit is None:
        unit = session.units[place] = abs(c)
    if (c / unit).denominator != 1:
        session.units[place] = Fraction(
            gcd(unit.numerator * c.denominator, c.numerator * unit.denominator),
            unit.denominator * c.denominator,
        )
        raise Again
    return unit, int(c / unit)


def _generator(session: Session, g: Generator, *facts: Proposition) -> Symbol:
    return session.use(g, facts)


def _raw(session: Session, p: Poly, relation: str = "=") -> Proposition:
    """An atom that is not rewritten, for the relation itself."""
    return atom(p, relation, session.bases(p))


def _bounds(session: Session, g: Generator) -> tuple[Proposition, ...]:
    """Where a constant lies, in rational numbers."""
    assert g.enclosure is not None
    low, high = _rational_bounds(g.enclosure())
    x = session.ring.gen(g)
    above = _raw(session, x - session.ring.constant(low), ">")
    return above, _raw(session, x - session.ring.constant(high), "<")


def _rational_bounds(b: arb) -> tuple[Fraction, Fraction]:
    scaled = b * TIGHT
    low = scaled.lower().floor().unique_fmpz()
    high = scaled.upper().ceil().unique_fmpz()
    if low is None or high is None:
        raise scalars.Undecided("an enclosure is too wide")
    return Fraction(int(low) - 1, TIGHT), Fraction(int(high) + 1, TIGHT)


def _constant(session: Session, name: str, enclosure: Callable[[], arb], **kind: object) -> Symbol:
    """A constant that is known by where it lies."""
    g = session.ring.generator(
        ("constant", name),
        lambda i: Generator(i, name, enclosure=enclosure, **kind),  # type: ignore[arg-type]
    )
    if not g.facts:
        g.facts = _bounds(session, g)  # type: ignore[assignment]
    return session.use(g)


# -- exp --------------------------------------------------------------------------------------


def exp(session: Session, a: Number) -> Number:
    value: Number = ONE
    for c, base in _terms(session, a):
        value = mul(value, _exp_term(session, c, base))
    _applied(session, "exp", a, value, _exp_facts)
    return value


def _exp_term(session: Session, c: Fraction, base: Number) -> Number:
    """`exp (c * base)` for a monomial."""
    inside = _logarithm_of(session, base)
    if inside is not None:
        return _power(session, inside, c)
    unit, k = _unit(session, "exp", base, c)
    if abs(k) > MOST_MULTIPLES:
        unit, k = c, 1
    argument = mul(unit, base)

    def make(i: int) -> Generator:
        found = _bases(session, base)
        enclosed = None if found else lambda: session.enclosed(argument).exp()
        return Generator(i, f"exp({argument})", bases=found, positive=True, enclosure=enclosed)

    g = session.ring.generator(("exp", unit, *_text(base)), make)
    session.exponents[g.index] = argument
    x = session.ring.gen(g)
    facts = [_raw(session, x, ">")]
    if not g.bases:
        facts += _bounds(session, g)
    return raised(session.use(g, facts), k)


def _logarithm_of(session: Session, base: Number) -> Poly | None:
    """What a monomial is the logarithm of, if it is one logarithm."""
    if isinstance(base, Fraction):
        return None
    q = cast(Quotient, base)
    used = session.ring.used(q.num)
    if len(used) != 1 or not q.den.is_constant() or q.num.total_degree() != 1:
        return None
    return used[0].log_of


def _power(session: Session, f: Poly, c: Fraction) -> Number:
    """`|f| ^ c` for a polynomial that is not 0."""
    size = cast(Number, scalars.absolute(polynomial(session, f)))
    if c.denominator == 1:
        return raised(size, int(c))
    return raised(_root(session, size, c.denominator), c.numerator)


def _root(session: Session, a: Number, n: int) -> Number:
    """The positive n-th root of a positive number."""
    if n == 2:
        return sqrt(session, a)
    q = session.number(a)
    inside = session.ring.multiply(q.num, session.ring.power(q.den, n - 1))
    return mul(
        _root_generator(session, inside, n), quotient(session, session.ring.constant(ONE), q.den)
    )


def _root_generator(session: Session, inside: Poly, n: int) -> Symbol:
    def make(i: int) -> Generator:
        found = session.bases(inside)
        enclosed = None if found else lambda: session.enclosure(inside).root(n)
        name = f"({key(inside)})^(1/{n})"
        return Generator(
            i, name, bases=found, positive=True, relation=(n, inside), enclosure=enclosed
        )

    g = session.ring.generator(("root", n, key(inside)), make)
    x = session.ring.gen(g)
    facts = [_raw(session, x**n - inside), _raw(session, x, ">")]
    if not g.bases:
        facts += _bounds(session, g)
    return session.use(g, facts)


def _exp_facts(session: Session, a: Number, v: Number) -> Iterator[Proposition]:
    """`1 + a ≤ exp a`, with equality at 0 only, and bounds at the numbers of the pool."""
    yield positive(session, sub(v, add(ONE, a)), "≥")
    yield implication(positive(session, a), positive(session, sub(v, ONE)))
    yield implication(positive(session, sub(ZERO, a)), positive(session, sub(ONE, v)))
    yield implication(positive(session, sub(ZERO, a), "≥"), positive(session, sub(ONE, v), "≥"))
    for c in session.pool:
        if abs(c) <= LARGEST_POOL:
            low, high = _rational_bounds(arb(fmpq(c.numerator, c.denominator)).exp())
            if low > 0:
                yield implication(positive(session, sub(a, c), "≥"), positive(session, sub(v, low)))
            yield implication(positive(session, sub(c, a), "≥"), positive(session, sub(high, v)))


def _applied(
    session: Session,
    name: str,
    a: Number,
    value: Number,
    facts: Callable[[Session, Number, Number], Iterator[Proposition]],
) -> None:
    """State what is known of a function at an argument, once on each path."""
    if not _bases(session, a):
        return
    owner = session.here().owner(_bases(session, a))
    place = (name, *_text(a))
    if place in owner.applied:
        return
    others = [x for p in owner.chain() for k, x in p.applied.items() if k[0] == name]
    owner.applied[place] = (a, value)
    for fact in facts(session, a, value):
        session.note(fact)
    for b, w in others[:MOST_APPLICATIONS]:
        for x, y in ((sub(a, b), sub(value, w)), (sub(b, a), sub(w, value))):
            for relation in (">", "≥"):
                above = positive(session, x, relation)
                session.note(implication(above, positive(session, y, relation)))


# -- log --------------------------------------------------------------------------------------


def log(session: Session, a: Number) -> Number:
    """Of a positive number."""
    if isinstance(a, Fraction):
        return _log_rational(session, a)
    q = cast(Quotient, a)
    value = sub(_log_polynomial(session, q.num), _log_polynomial(session, q.den))
    _applied(session, "log", a, value, _log_facts)
    return value


def _log_rational(session: Session, a: Fraction) -> Number:
    total: Number = ZERO
    for part, sign in ((a.numerator, 1), (a.denominator, -1)):
        for prime, exponent in fmpz(abs(part)).factor():
            p = int(prime)
            term = _constant(session, f"log({p})", lambda p=p: arb(p).log(), positive=True)  # type: ignore[misc]
            session.logarithm(term, session.ring.constant(Fraction(p)))
            total = add(total, mul(Fraction(sign * int(exponent)), term))
    return total


def _log_polynomial(session: Session, p: Poly) -> Number:
    """`log |p|`, by its factors."""
    if p.is_constant():
        return _log_rational(session, abs(rational(p.leading_coefficient())))
    content, factors = p.factor()
    total = _log_rational(session, abs(rational(content)))
    for f, exponent in factors:
        total = add(total, mul(Fraction(int(exponent)), _log_factor(session, f)))
    return total


def _log_factor(session: Session, f: Poly) -> Number:
    g = _single(session, f)
    if g is not None and g.index in session.exponents:
        return session.exponents[g.index]
    if g is not None and g.relation is not None and g.positive:
        n, inside = g.relation
        return mul(Fraction(1, n), _log_polynomial(session, inside))

    def make(i: int) -> Generator:
        found = session.bases(f)
        enclosed = None if found else lambda: abs(session.enclosure(f)).log()
        return Generator(i, f"log({key(f)})", bases=found, enclosure=enclosed, log_of=f)

    made = session.ring.generator(("log", key(f)), make)
    return session.use(made, () if made.bases else _bounds(session, made))


def _single(session: Session, f: Poly) -> Generator | None:
    """The generator that a polynomial is."""
    used = session.ring.used(f)
    return used[0] if len(used) == 1 and f == session.ring.gen(used[0]) else None


def _log_facts(session: Session, a: Number, v: Number) -> Iterator[Proposition]:
    """`log a ≤ a - 1`, its sign, and bounds at the numbers of the pool."""
    yield positive(session, sub(sub(a, ONE), v), "≥")
    yield implication(positive(session, sub(a, ONE)), positive(session, v))
    yield implication(positive(session, sub(ONE, a)), positive(session, sub(ZERO, v)))
    yield implication(positive(session, sub(a, ONE), "≥"), positive(session, v, "≥"))
    for c in session.pool:
        if c > 0:
            low, high = _rational_bounds(arb(fmpq(c.numerator, c.denominator)).log())
            yield implication(positive(session, sub(a, c), "≥"), positive(session, sub(v, low)))
            yield implication(positive(session, sub(c, a), "≥"), positive(session, sub(high, v)))


# -- sqrt -------------------------------------------------------------------------------------


def sqrt(session: Session, a: Number) -> Number:
    """Of a positive number."""
    if isinstance(a, Fraction):
        return _sqrt_rational(session, a)
    q = cast(Quotient, a)
    inside = session.ring.multiply(q.num, q.den)
    size = scalars.absolute(polynomial(session, q.den))
    return mul(_sqrt_polynomial(session, inside), cast(Number, scalars.inv(size)))


def _sqrt_rational(session: Session, a: Fraction) -> Number:
    value: Number = Fraction(1, a.denominator)
    for prime, exponent in fmpz(a.numerator * a.denominator).factor():
        p, e = int(prime), int(exponent)
        value = mul(value, Fraction(p) ** (e // 2))
        if e % 2:
            value = mul(value, _root_generator(session, session.ring.constant(Fraction(p)), 2))
    return value


def _sqrt_polynomial(session: Session, p: Poly) -> Number:
    """Squares come out; factors whose sign is known have roots of their own."""
    content, factors = p.factor()
    c = rational(content)
    value, rest, sign = _sqrt_rational(session, abs(c)), session.ring.constant(ONE), c > 0
    for f, exponent in factors:
        half, odd = divmod(int(exponent), 2)
        if half:
            size = cast(Number, scalars.absolute(polynomial(session, f)))
            value = mul(value, raised(size, half))
        if not odd:
            continue
        known = session.known_sign(f)
        if known:
            value = mul(value, _sqrt_factor(session, f if known > 0 else -f))
            sign = sign is (known > 0)
        else:
            rest = session.ring.multiply(rest, f)
    if rest.is_constant():
        return value
    return mul(value, _root_generator(session, rest if sign else -rest, 2))


def _sqrt_factor(session: Session, f: Poly) -> Number:
    g = _single(session, f)
    if g is not None and g.index in session.exponents:
        return exp(session, mul(Fraction(1, 2), session.exponents[g.index]))
    return _root_generator(session, f, 2)


# -- sin, cos ---------------------------------------------------------------------------------

Turn = tuple[Number, Number]  # cosine and sine


def _compose(a: Turn, b: Turn) -> Turn:
    cosine = sub(mul(a[0], b[0]), mul(a[1], b[1]))
    return cosine, add(mul(a[0], b[1]), mul(a[1], b[0]))


def _turn(session: Session, a: Number) -> Turn:
    turn: Turn = (ONE, ZERO)
    for c, base in _terms(session, a):
        turn = _compose(turn, _turn_of_term(session, c, base))
    return turn


def _turn_of_term(session: Session, c: Fraction, base: Number) -> Turn:
    known = _half_turns(session, c, base)
    if known is not None:
        return known
    unit, k = _unit(session, "turn", base, c)
    if abs(k) > MOST_MULTIPLES // 2:
        unit, k = c, 1
    cosine, sine = _turn_generators(session, unit, base)
    turn: Turn = (ONE, ZERO)
    for _ in range(abs(k)):
        turn = _compose(turn, (cosine, sine if k > 0 else mul(Fraction(-1), sine)))
    return turn


def _turn_generators(session: Session, unit: Fraction, base: Number) -> Turn:
    argument = mul(unit, base)
    found = _bases(session, base)

    def cosine(i: int) -> Generator:
        enclosed = None if found else lambda: session.enclosed(argument).cos()
        return Generator(i, f"cos({argument})", bases=found, enclosure=enclosed)

    c = session.ring.generator(("cos", unit, *_text(base)), cosine)
    x = session.ring.gen(c)

    def sine(i: int) -> Generator:
        enclosed = None if found else lambda: session.enclosed(argument).sin()
        relation = (2, session.ring.constant(ONE) - x**2)
        return Generator(i, f"sin({argument})", bases=found, relation=relation, enclosure=enclosed)

    s = session.ring.generator(("sin", unit, *_text(base)), sine)
    y = session.ring.gen(s)
    circle = _raw(session, x**2 + y**2 - session.ring.constant(ONE))
    first, second = session.use(c), session.use(s, (circle,))
    if not found:
        for fact in (*_bounds(session, c), *_bounds(session, s)):
            session.note(fact)
    else:
        _turn_facts(session, argument, first, second)
    return first, second


def _turn_facts(session: Session, a: Number, cosine: Number, sine: Number) -> None:
    """`1 - a² / 2 ≤ cos a`, and `|sin a| ≤ |a|`."""
    half = mul(Fraction(1, 2), mul(a, a))
    session.note(positive(session, sub(cosine, sub(ONE, half)), "≥"))
    session.note(implication(positive(session, a, "≥"), positive(session, sub(a, sine), "≥")))
    negative = sub(ZERO, a)
    below = positive(session, add(sine, negative), "≥")
    session.note(implication(positive(session, negative, "≥"), below))


def _half_turns(session: Session, c: Fraction, base: Number) -> Turn | None:
    """At multiples of `π / 4` and `π / 6`, and at integers times `π`."""
    if isinstance(base, Fraction):
        return None
    q = cast(Quotient, base)
    used = session.ring.used(q.num)
    place = session.ring.known.get(("constant", "π"))
    if place not in used or not q.den.is_constant() or q.num.degrees()[place.index] != 1:
        return None
    if len(used) == 1:
        return _special(session, c % 2)
    whole = all(g.integer for g in used if g is not place)
    return _sign_turn(session, c, base) if whole and c.denominator == 1 else None


def _sign_turn(session: Session, c: Fraction, base: Number) -> Turn:
    if c % 2 == 0:
        return ONE, ZERO

    def make(i: int) -> Generator:
        one = session.ring.constant(ONE)
        return Generator(i, f"cos({base})", bases=_bases(session, base), relation=(2, one))

    g = session.ring.generator(("parity", *_text(base)), make)
    x = session.ring.gen(g)
    return session.use(g, (_raw(session, x**2 - session.ring.constant(ONE)),)), ZERO


def _special(session: Session, c: Fraction) -> Turn | None:
    """Cosine and sine of `c π` for `0 ≤ c < 2`."""
    if 12 % c.denominator or c.denominator == 12:
        return None
    quarter, rest = divmod(c, Fraction(1, 2))
    root = {Fraction(0): (Fraction(1), Fraction(0))}
    values: dict[Fraction, Callable[[], Turn]] = {
        Fraction(0): lambda: root[Fraction(0)],
        Fraction(1, 6): lambda: (_half_root(session, 3), Fraction(1, 2)),
        Fraction(1, 4): lambda: (_half_root(session, 2), _half_root(session, 2)),
        Fraction(1, 3): lambda: (Fraction(1, 2), _half_root(session, 3)),
    }
    turn = values[rest]()
    for _ in range(int(quarter)):
        turn = (mul(Fraction(-1), turn[1]), turn[0])
    return turn


def _half_root(session: Session, n: int) -> Number:
    return mul(Fraction(1, 2), _sqrt_rational(session, Fraction(n)))


def sin(session: Session, a: Number) -> Number:
    return _turn(session, a)[1]


def cos(session: Session, a: Number) -> Number:
    return _turn(session, a)[0]


# -- arctan, π --------------------------------------------------------------------------------


def arctan(session: Session, a: Number) -> Number:
    q = session.number(a)
    if q.num.leading_coefficient() < 0:
        return mul(Fraction(-1), arctan(session, mul(Fraction(-1), a)))
    found = _bases(session, a)

    def make(i: int) -> Generator:
        enclosed = None if found else lambda: session.enclosed(a).atan()
        return Generator(i, f"arctan({a})", bases=found, enclosure=enclosed)

    g = session.ring.generator(("arctan", key(q.num), key(q.den)), make)
    if not found:
        return session.use(g, _bounds(session, g))
    v = session.use(g)
    _applied(session, "arctan", a, v, _arctan_facts)
    return v


def _arctan_facts(session: Session, a: Number, v: Number) -> Iterator[Proposition]:
    """Within `± π / 2`, with the sign of `a`, closer to 0 than `a`."""
    quarter = mul(Fraction(1, 2), pi(session))
    yield joined(True, (positive(session, add(quarter, v)), positive(session, sub(quarter, v))))
    for x, y in ((a, v), (sub(ZERO, a), sub(ZERO, v))):
        yield implication(positive(session, x), positive(session, y))
        yield implication(positive(session, x, "≥"), positive(session, sub(x, y), "≥"))


def pi(session: Session) -> Symbol:
    return _constant(session, "π", arb.pi, positive=True)


FUNCTIONS: dict[str, Callable[[Session, Number], Number]] = {
    "exp": exp,
    "log": log,
    "sqrt": sqrt,
    "sin": sin,
    "cos": cos,
    "arctan": arctan,
}
