"""What Lean and Mathlib provide for the types of the meaning table: which have an addition, an
order, a norm …

A class stands here by the operation that it gives: `Abs` for `|x|`, `Num` for numerals from 2 on,
`Pow` for powers with a natural exponent. For each type that heads a type, the classes that it has
and those that it has not; where a class is in neither list nothing is claimed, because it hangs on
what is imported or opened (`Matrix` has a norm where one is opened). `Entries` are types made of
others, entry by entry, which have a class where all of their parts have it.
"""

from __future__ import annotations

from dataclasses import dataclass

ARITHMETIC = "Add Sub Neg Mul Div Inv Mod Zero One Num Pow"
ALL = frozenset(f"{ARITHMETIC} Abs LE LT Max Min Norm Inner Dist Fintype Decimal Field".split())
_RING = "Add Sub Neg Mul Zero One Num Pow"
_ORDER = "LE LT Max Min"


@dataclass(frozen=True, slots=True)
class Provided:
    """The classes of a type, and those that it certainly has not."""

    has: frozenset[str]
    lacks: frozenset[str]


def _provided(has: str, open_: str = "") -> Provided:
    """Classes that are there, and those of which nothing is known; all others are not."""
    own = frozenset(has.split())
    return Provided(own, ALL - own - frozenset(open_.split()))


NOTHING = _provided("")
PROPOSITIONS = _provided(f"{_ORDER} Fintype", "Inner")  # of `Prop`: an order, no arithmetic

# By the constant that heads a type.
OF_TYPES: dict[str, Provided] = {
    "Nat": _provided(f"Add Sub Mul Div Mod Zero One Num Pow Dist {_ORDER}", "Norm"),
    "Int": _provided(f"{_RING} Div Mod Abs Norm Dist {_ORDER}"),
    "Rat": _provided(f"{_RING} Div Inv Mod Abs Norm Dist Decimal Field {_ORDER}"),
    "Real": _provided(f"{_RING} Div Inv Mod Abs Norm Inner Dist Decimal Field {_ORDER}"),
    "NNReal": _provided(
        f"Add Sub Mul Div Inv Zero One Num Pow Dist Decimal {_ORDER}", "Mod Norm Inner Field"
    ),
    "Fin": _provided(
        f"Add Sub Neg Mul Div Mod Zero One Num Pow Fintype {_ORDER}", "Abs Dist Norm Inv"
    ),
    "List": _provided("LE LT", "Max Min"),
    "Array": _provided("LE LT", "Max Min"),
    "String": _provided("LE LT", "Max Min"),
    "WithLp": _provided("Add Sub Neg Zero Norm Inner Dist", "Fintype"),
    "Matrix": _provided("Add Sub Neg Zero", "LE LT Norm Dist Inner Fintype"),
    "LinearMap": _provided("Add Sub Neg Zero", "Dist Fintype"),
    "ContinuousLinearMap": _provided("Add Sub Neg Zero Norm Dist", "Inner Fintype"),
    "LinearEquiv": _provided("", "Dist Fintype"),
    "ContinuousLinearEquiv": _provided("", "Dist Fintype"),
}
# What the square matrices and the maps of a space into itself have besides.
OF_SQUARES: dict[str, Provided] = {
    "Matrix": _provided(f"{_RING} Inv Div", "LE LT Norm Dist Inner Fintype Mod"),
    "LinearMap": _provided(_RING, "Inv Div LE LT Dist Fintype"),
    "ContinuousLinearMap": _provided(f"{_RING} Norm Dist", "Inv Div LE LT Inner Fintype"),
    "LinearEquiv": _provided("Mul One Inv Div Pow", "Neg Dist Fintype"),
    "ContinuousLinearEquiv": _provided("Mul One Inv Div Pow", "Neg Dist Fintype"),
}
# What functions and pairs have where all their values or parts have it.
BY_ENTRIES = frozenset(f"{ARITHMETIC} Abs LE LT Max Min".split())
# Number types: nothing sums over their elements, and functions of them have no norm.
NUMBERS = frozenset("Nat Int Rat Real NNReal".split())
# By a number type, the number types whose elements it scales by `•`, and those it is raised to.
SCALES = {
    "Nat": NUMBERS,
    "Int": frozenset({"Int", "Rat", "Real"}),
    "Rat": frozenset({"Rat", "Real"}),
    "NNReal": frozenset({"NNReal", "Real"}),
    "Real": frozenset({"Real"}),
}
EXPONENTS = {
    "Nat": NUMBERS,
    "Int": frozenset({"Rat", "Real", "NNReal"}),
    "Rat": frozenset[str](),
    "Real": frozenset({"Real", "NNReal"}),
}


@dataclass(frozen=True, slots=True)
class Demand:
    """A constant needs a class of one of its type arguments."""

    of: str
    place: int


def _demands(text: str) -> tuple[Demand, ...]:
    pairs = (word.split(":") for word in text.split())
    return tuple(Demand(name, int(place)) for name, place in pairs)


_SPACES = "Field:0 Space:2 Space:5"  # of derivatives: a field, and two spaces over it
# By constant: the classes, and the places of their types among its arguments. `Space` is a module
# over the reals; `Scaled` stands for `•`, `Raised` for `^`, which are about two types.
DEMANDS: dict[str, tuple[Demand, ...]] = {
    name: _demands(text)
    for name, text in {
        "HAdd.hAdd": "Add:0",
        "HSub.hSub": "Sub:0",
        "HMul.hMul": "Mul:0",
        "HDiv.hDiv": "Div:0",
        "HMod.hMod": "Mod:0",
        "HSMul.hSMul": "Scaled:0",
        "HPow.hPow": "Raised:0",
        "Neg.neg": "Neg:0",
        "Inv.inv": "Inv:0",
        "Max.max": "Max:0",
        "Min.min": "Min:0",
        "abs": "Abs:0",
        "PosPart.posPart": "Abs:0",
        "NegPart.negPart": "Abs:0",
        "LT.lt": "LT:0",
        "LE.le": "LE:0",
        "GT.gt": "LT:0",
        "GE.ge": "LE:0",
        "Norm.norm": "Norm:0",
        "Dist.dist": "Dist:0",
        "Inner.inner": "Inner:1",
        "innerSL": "Inner:1",
        "ContinuousLinearMap.adjoint": "Inner:1 Inner:2",
        "gradient": "Inner:1",
        "HasGradientAt": "Inner:1",
        "fderiv": _SPACES,
        "HasFDerivAt": _SPACES,
        "HasStrictFDerivAt": _SPACES,
        "DifferentiableAt": _SPACES,
        "Differentiable": _SPACES,
        "DifferentiableOn": _SPACES,
        "DifferentiableWithinAt": _SPACES,
        "ContDiff": _SPACES,
        "deriv": "Field:0 Space:2",
        "HasDerivAt": "Field:0 Space:2",
        "HasStrictDerivAt": "Field:0 Space:2",
        "iteratedDeriv": "Field:0 Space:2",
        "Finset.sum": "Add:1 Zero:1",
        "Finset.prod": "Mul:1 One:1",
        "Finset.univ": "Fintype:0",
        "Fintype.card": "Fintype:0",
        "List.sum": "Add:0 Zero:0",
        "List.prod": "Mul:0 One:0",
        "Monotone": "LE:0 LE:2",
        "Antitone": "LE:0 LE:2",
        "StrictMono": "LT:0 LT:2",
        "StrictAnti": "LT:0 LT:2",
        "Set.Icc": "LE:0",
        "Set.Ioo": "LT:0",
        "Set.Ico": "LE:0",
        "Set.Ioc": "LE:0",
        "Set.Ici": "LE:0",
        "Set.Iic": "LE:0",
        "Set.Ioi": "LT:0",
        "Set.Iio": "LT:0",
    }.items()
}
# How a class is called in Lean, where it is not by its name here.
NAMES = {
    "Abs": "Lattice",
    "Num": "OfNat",
    "Decimal": "OfScientific",
    "Field": "NontriviallyNormedField",
    "Pow": "Monoid",
    "Space": "Module",
    "Scaled": "SMul",
    "Raised": "Pow",
}
