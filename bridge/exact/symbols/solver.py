"""Formulas as z3 sees them, and what it says of them.

A formula is translated to something that it *implies*: what cannot be told becomes true, and of
numbers like `exp x` only facts are handed over. So where z3 finds no model there is none, and a
model that it finds is no more than a proposal. The only bound is `rlimit`, which counts z3's steps:
every machine gets the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, assert_never

import z3

from bridge.exact.symbols.formulas import Atom, Case, Formula, Junction, Quantified, Unknown
from bridge.exact.symbols.ring import Generator, Poly, Ring, key, rational
from bridge.exact.symbols.trial import ALLOCATIONS, ENDED, foreseen

BRIEF, LONG = 60_000, 400_000  # z3's steps for one question: at a fork, and at the end
STEPS_PER_UNIT = 20  # of z3, that cost as much as one step of ours
MOST = {BRIEF: 10**8, 2 * BRIEF: 10**8, LONG: 4 * 10**8}  # allocations, of what may be hard
CUBIC = 3  # degree from which on a question may be
FORESEEN, HARD = 300, 15_000  # steps that such a question costs, and one that came to no end
HIGHEST_BELOW_QUANTIFIER = 3
HIGHEST = 24  # degree of a polynomial that z3 is asked about: inside one step nothing is counted
COUNT = "rlimit count"
UNSAT, SAT, UNKNOWN = "unsat", "sat", "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """`unsat`, `sat` with a model, or `unknown`."""

    found: str
    model: Any = None


@dataclass(slots=True)
class Solver:
    """Asks z3 about formulas over one ring; one context of z3 for each, so that no question
    depends on another statement's."""

    ring: Ring
    _context: Any = None
    _spent: int = 0
    _polynomials: dict[str, Any] = field(default_factory=dict)
    _variables: dict[int, Any] = field(default_factory=dict)

    @property
    def context(self) -> Any:
        """Made when z3 is first asked: many decisions need it not."""
        if self._context is None:
            self._context = z3.Context()
        return self._context

    def ask(self, formulas: Iterable[Formula], limit: int) -> Answer:
        """Whether all of them can hold at once."""
        asked = list(formulas)
        if any(_degree(f) > _highest(f) for f in asked):
            return Answer(UNKNOWN)
        parts = [self.translated(f) for f in asked]
        solver = self._solver(asked)
        solver.set("rlimit", limit)
        for part in parts:
            solver.add(part)
        if any(map(_may_be_hard, asked)):
            said = foreseen(
                lambda: _checked(solver), lambda: _statistic(solver, ALLOCATIONS), MOST[limit]
            )
            if said != SAT:
                self.ring.budget.spend(HARD if said == ENDED else FORESEEN)
                return Answer(UNKNOWN if said == ENDED else said)
        found = _checked(solver)
        self._pay(solver)
        return Answer(found, solver.model() if found == SAT else None)

    def _pay(self, solver: Any) -> None:
        """Count z3's steps, of which its statistics tell the sum so far."""
        total = _statistic(solver, COUNT) or self._spent
        self.ring.budget.spend(20 + (total - self._spent) // STEPS_PER_UNIT)
        self._spent = total

    def _solver(self, asked: list[Formula]) -> Any:
        """The complete procedures know real numbers only."""
        if any(self._has_integer(f) for f in asked):
            return z3.Solver(ctx=self.context)
        if any(_has_quantifier(f) for f in asked):
            return z3.Tactic("nlqsat", ctx=self.context).solver()
        return z3.SolverFor("QF_NRA", ctx=self.context)

    def _has_integer(self, f: Formula | bool) -> bool:
        match f:
            case Atom(p):
                return any(g.integer for g in self.ring.used(p))
            case Junction(_, parts):
                return any(map(self._has_integer, parts))
            case Quantified(bound=bound, derived=derived, cases=cases):
                inside = (f for c in cases for f in (*c.condition, *c.facts, c.value))
                own = any(g.integer for g in (*bound, *derived))
                return own or any(map(self._has_integer, inside))
            case _:
                return False

    def variable(self, g: Generator) -> Any:
        if g.index not in self._variables:
            make = z3.Int if g.integer else z3.Real
            self._variables[g.index] = make(f"g{g.index}", self.context)
        return self._variables[g.index]

    def translated(self, f: Formula) -> Any:
        match f:
            case Atom(p, relation, _, text):
                return _related(self.polynomial(p, text), relation)
            case Junction(every, parts):
                join = z3.And if every else z3.Or
                return join([self.translated(p) for p in parts])
            case Unknown():
                return z3.BoolVal(True, self.context)
            case Quantified():
                return self._quantified(f)
            case _:
                assert_never(f)

    def _quantified(self, f: Quantified) -> Any:
        body = z3.Or([self._case(c) for c in f.cases] or [z3.BoolVal(False, self.context)])
        inner = [self.variable(g) for g in f.derived]
        if inner:
            body = z3.Exists(inner, body)
        bound = [self.variable(g) for g in f.bound]
        premises = z3.And(
            [self.translated(p) for p in f.premises] or [z3.BoolVal(True, self.context)]
        )
        if not bound:
            return body
        if f.universal:
            return z3.ForAll(bound, z3.Implies(premises, body))
        return z3.Exists(bound, z3.And(premises, body))

    def _case(self, c: Case) -> Any:
        parts = [self.translated(p) for p in (*c.condition, *c.facts)]
        if isinstance(c.value, bool):
            parts.append(z3.BoolVal(c.value, self.context))
        else:
            parts.append(self.translated(c.value))
        return z3.And(parts)

    def polynomial(self, p: Poly, text: str = "") -> Any:
        text = text or key(p)
        if text not in self._polynomials:
            self._polynomials[text] = self._sum(p)
        return self._polynomials[text]

    def _sum(self, p: Poly) -> Any:
        used = self.ring.used(p)
        coefficients = [rational(c) for c in p.coeffs()]
        whole = all(g.integer for g in used) and all(c.denominator == 1 for c in coefficients)
        terms = [
            self._term(monomial, c, whole)
            for monomial, c in zip(p.monoms(), coefficients, strict=True)
        ]
        return z3.Sum(terms) if len(terms) != 1 else terms[0]

    def _term(self, monomial: tuple[int, ...], c: Fraction, whole: bool) -> Any:
        factors = []
        for i, exponent in enumerate(monomial):
            if exponent:
                v = self.variable(self.ring.generators[i])
                v = z3.ToReal(v) if v.is_int() and not whole else v
                factors += [v] * int(exponent)
        number = (
            z3.IntVal(int(c), self.context)
            if whole
            else z3.RealVal(f"{c.numerator}/{c.denominator}", self.context)
        )
        if not factors:
            return number
        product = z3.Product(factors) if len(factors) > 1 else factors[0]
        return product if c == 1 else number * product


def _checked(solver: Any) -> str:
    try:
        return str(solver.check())
    except z3.Z3Exception:
        return UNKNOWN


def _statistic(solver: Any, name: str) -> int:
    """A count of z3's; 0 where it has none yet."""
    statistics = solver.statistics()
    known = name in list(statistics.keys())
    return int(statistics.get_key_value(name)) if known else 0


def _may_be_hard(f: Formula) -> bool:
    return _degree(f) >= (CUBIC - 1 if _has_quantifier(f) else CUBIC)


def _related(e: Any, relation: str) -> Any:
    match relation:
        case "=":
            return e == 0
        case "≠":
            return e != 0
        case ">":
            return e > 0
        case "≥":
            return e >= 0
        case "<":
            return e < 0
        case _:
            return e <= 0


def _degree(f: Formula | bool) -> int:
    """The largest total degree of a polynomial in a formula."""
    match f:
        case Atom(p):
            return int(p.total_degree())
        case Junction(_, parts):
            return max(map(_degree, parts), default=0)
        case Quantified(cases=cases):
            inside = (f for c in cases for f in (*c.condition, *c.facts, c.value))
            return max(map(_degree, inside), default=0)
        case _:
            return 0


def _highest(f: Formula) -> int:
    return HIGHEST_BELOW_QUANTIFIER if _has_quantifier(f) else HIGHEST


def _has_quantifier(f: Formula) -> bool:
    if isinstance(f, Junction):
        return any(_has_quantifier(p) for p in f.parts)
    return isinstance(f, Quantified)
