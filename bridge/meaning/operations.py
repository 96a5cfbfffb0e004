"""The operations that Mathlib's classes give to a type, and which class brings which.

An instance that the project declares for a type of its own says what such an operation does there.
Laws and topologies are erased, so only classes with operations stand here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operation:
    """One constant as a field of a class.

    `shape` is the field's type: `T` the type that has the instance, `S` the other type that the
    class is about, `p` a proposition, `r` ℝ, `b` `Bool`, `n` ℕ. `types` are the places of the
    class's arguments among those of the constant, `operands` the places of the field's, `same` the
    places of types that must be the one that has the instance.
    """

    constant: str
    of: str
    field: str
    shape: str
    types: tuple[int, ...]
    operands: tuple[int, ...]
    same: tuple[int, ...] = ()


_HOMOGENEOUS = ("Add", "Sub", "Mul", "Div", "Mod")
_EMPTY, _EMPTY_FIELD = "EmptyCollection", "emptyCollection"
OPERATIONS = (
    *(
        Operation(f"H{c}.h{c}", c, c.lower(), "TTT", (0,), (4, 5), (1, 2)) for c in _HOMOGENEOUS
    ),
    Operation("HSMul.hSMul", "SMul", "smul", "STT", (0, 1), (4, 5), (2,)),
    Operation("HPow.hPow", "Pow", "pow", "TST", (0, 1), (4, 5), (2,)),
    *(Operation(f"{c}.{c.lower()}", c, c.lower(), "TT", (0,), (2,)) for c in ("Neg", "Inv")),
    *(Operation(f"{c}.{c.lower()}", c, c.lower(), "TTT", (0,), (2, 3)) for c in ("Max", "Min")),
    *(Operation(f"{c}.{c.lower()}", c, c.lower(), "TTp", (0,), (2, 3)) for c in ("LE", "LT")),
    Operation("GE.ge", "LE", "le", "TTp", (0,), (3, 2)),
    Operation("GT.gt", "LT", "lt", "TTp", (0,), (3, 2)),
    Operation("Norm.norm", "Norm", "norm", "Tr", (0,), (2,)),
    Operation("Dist.dist", "Dist", "dist", "TTr", (0,), (2, 3)),
    Operation("Inner.inner", "Inner", "inner", "TTS", (0, 1), (3, 4)),
    Operation("BEq.beq", "BEq", "beq", "TTb", (0,), (2, 3)),
    Operation("Dvd.dvd", "Dvd", "dvd", "TTp", (0,), (2, 3)),
    Operation("Nat.cast", "NatCast", "natCast", "nT", (0,), (2,)),
    Operation("Inhabited.default", "Inhabited", "default", "T", (0,), ()),
    Operation("Coe.coe", "Coe", "coe", "ST", (0, 1), (2,)),
    Operation(f"{_EMPTY}.{_EMPTY_FIELD}", _EMPTY, _EMPTY_FIELD, "T", (0,), ()),
)  # fmt: skip
BY_CONSTANT = {operation.constant: operation for operation in OPERATIONS}

# Numerals: which class and field says what a numeral is.
NUMERALS = {
    0: Operation("0", "Zero", "zero", "T", (0,), ()),
    1: Operation("1", "One", "one", "T", (0,), ()),
}
ANY_NUMERAL = "OfNat"

FIELDS: dict[str, Operation] = {
    operation.field: operation for operation in (*OPERATIONS, *NUMERALS.values())
} | {"le": BY_CONSTANT["LE.le"], "lt": BY_CONSTANT["LT.lt"]}

_EXTENDS = {
    "AddSemigroup": "Add",
    "AddMonoid": "AddSemigroup Zero",
    "AddCommMonoid": "AddMonoid",
    "SubNegMonoid": "AddMonoid Neg Sub",
    "AddGroup": "SubNegMonoid",
    "AddCommGroup": "AddGroup AddCommMonoid",
    "Semigroup": "Mul",
    "Monoid": "Semigroup One Pow",
    "CommMonoid": "Monoid",
    "DivInvMonoid": "Monoid Inv Div",
    "Group": "DivInvMonoid",
    "CommGroup": "Group CommMonoid",
    "AddMonoidWithOne": "NatCast AddMonoid One",
    "Semiring": "AddCommMonoid Monoid AddMonoidWithOne OfNat",
    "CommSemiring": "Semiring CommMonoid Dvd",
    "Ring": "Semiring AddCommGroup IntCast",
    "CommRing": "Ring CommSemiring",
    "DivisionRing": "Ring DivInvMonoid RatCast",
    "Semifield": "CommSemiring DivInvMonoid",
    "Field": "CommRing DivisionRing Semifield",
    "Preorder": "LE LT",
    "PartialOrder": "Preorder",
    "SemilatticeSup": "PartialOrder Max",
    "SemilatticeInf": "PartialOrder Min",
    "Lattice": "SemilatticeSup SemilatticeInf",
    "DistribLattice": "Lattice",
    "LinearOrder": "DistribLattice Ord",
    "LinearOrderedField": "Field LinearOrder",
    "PseudoEMetricSpace": "TopologicalSpace",
    "EMetricSpace": "PseudoEMetricSpace",
    "PseudoMetricSpace": "Dist PseudoEMetricSpace",
    "MetricSpace": "PseudoMetricSpace EMetricSpace",
    "SeminormedAddCommGroup": "AddCommGroup Norm NNNorm PseudoMetricSpace",
    "NormedAddCommGroup": "SeminormedAddCommGroup MetricSpace",
    "NormedRing": "Ring NormedAddCommGroup",
    "NormedCommRing": "NormedRing CommRing",
    "NormedDivisionRing": "DivisionRing NormedRing",
    "NormedField": "Field NormedCommRing NormedDivisionRing",
    "NontriviallyNormedField": "NormedField",
    "RCLike": "NontriviallyNormedField Star",
    "MulAction": "SMul",
    "DistribMulAction": "MulAction",
    "Module": "DistribMulAction",
    "NormedSpace": "Module",
    "InnerProductSpace": "NormedSpace Inner",
    "Algebra": "Module",
    "NormedAlgebra": "Algebra NormedSpace",
}

# Classes that choose nothing: what they say of a type is a proposition, or the same for every
# instance of them.
WITHOUT_CHOICE = frozenset(
    """
    Decidable DecidableEq DecidablePred DecidableRel Fintype Finite Nonempty Subsingleton
    Nontrivial NeZero Fact CompleteSpace FiniteDimensional T2Space CharZero NoZeroDivisors IsDomain
    ContinuousAdd ContinuousSMul IsTopologicalAddGroup ContinuousConstSMul IsOrderedRing
    IsStrictOrderedRing LawfulBEq Repr ToString Hashable Coe CoeTail CoeHead CoeFun CoeOut
    LocallyFiniteOrder LocallyFiniteOrderBot LocallyFiniteOrderTop
    """.split()
)


def _below(name: str) -> frozenset[str]:
    parents = _EXTENDS.get(name, "").split()
    return frozenset({name}).union(*(_below(parent) for parent in parents))


_PROVIDED = {name: _below(name) for name in _EXTENDS}


def provided(name: str) -> frozenset[str]:
    """A class and all that it extends."""
    return _PROVIDED.get(name, frozenset({name}))


def providers(name: str) -> tuple[str, ...]:
    """A class, then those that extend it."""
    return (name, *(c for c, below in _PROVIDED.items() if name in below and c != name))


# The classes of which all is known that they bring.
KNOWN = frozenset({*_EXTENDS, *(o.of for o in OPERATIONS), "Zero", "One", ANY_NUMERAL})

# Every class with operations, and the fields that say them.
CLASSES = {
    name: tuple(field for field, o in FIELDS.items() if o.of in provided(name))
    for name in {*_EXTENDS, *(o.of for o in FIELDS.values()), ANY_NUMERAL}
}
