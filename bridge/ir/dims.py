"""Sizes of axes: polynomials over named dimensions, in normal form."""

from __future__ import annotations

from dataclasses import dataclass

Monomial = tuple[str, ...]  # factors, sorted; () is the constant


@dataclass(frozen=True, slots=True)
class Dim:
    """A natural number that depends on dimensions.

    >>> n = Dim.symbol("n")
    >>> str(n + Dim.constant(1)), n * n == n * n
    ('n + 1', True)
    """

    terms: tuple[tuple[Monomial, int], ...]

    def __post_init__(self) -> None:
        if list(self.terms) != sorted(self.terms, key=_order) or any(not c for _, c in self.terms):
            raise ValueError("a dimension must be in normal form")

    @staticmethod
    def symbol(name: str) -> Dim:
        return Dim((((name,), 1),))

    @staticmethod
    def constant(value: int) -> Dim:
        return Dim((((), value),) if value else ())

    def __add__(self, other: Dim) -> Dim:
        return _normal([*self.terms, *other.terms])

    def __sub__(self, other: Dim) -> Dim:
        return _normal([*self.terms, *((m, -c) for m, c in other.terms)])

    def __mul__(self, other: Dim) -> Dim:
        return _normal(
            [(tuple(sorted(m + k)), c * d) for m, c in self.terms for k, d in other.terms]
        )

    @property
    def value(self) -> int | None:
        """The number, if the dimension is fixed."""
        if not self.terms:
            return 0
        return self.terms[0][1] if self.terms[0][0] == () else None

    @property
    def name(self) -> str | None:
        """The name, if the dimension is one variable."""
        match self.terms:
            case (((name,), 1),):
                return name
            case _:
                return None

    @property
    def symbols(self) -> frozenset[str]:
        return frozenset(name for monomial, _ in self.terms for name in monomial)

    @property
    def is_nonnegative(self) -> bool:
        """Whether no value of the variables makes it negative, as far as coefficients show."""
        return all(c > 0 for _, c in self.terms)

    @property
    def is_positive(self) -> bool:
        """Whether it is at least 1 for all values of the variables, as far as coefficients show."""
        return self.is_nonnegative and any(m == () for m, _ in self.terms)

    def substitute(self, values: dict[str, Dim]) -> Dim:
        """The dimension at other values of its variables."""
        total = Dim(())
        for monomial, coefficient in self.terms:
            product = Dim.constant(coefficient)
            for name in monomial:
                product *= values.get(name, Dim.symbol(name))
            total += product
        return total

    def __str__(self) -> str:
        text = ""
        for monomial, coefficient in self.terms:
            factors = [str(abs(coefficient))] if abs(coefficient) != 1 or not monomial else []
            sign = ("-" if coefficient < 0 else "") if not text else f" {'+-'[coefficient < 0]} "
            text += sign + " * ".join([*factors, *monomial])
        return text or "0"


def _order(term: tuple[Monomial, int]) -> tuple[int, Monomial]:
    return -len(term[0]), term[0]


def _normal(terms: list[tuple[Monomial, int]]) -> Dim:
    total: dict[Monomial, int] = {}
    for monomial, coefficient in terms:
        total[monomial] = total.get(monomial, 0) + coefficient
    return Dim(tuple(sorted(((m, c) for m, c in total.items() if c), key=_order)))
