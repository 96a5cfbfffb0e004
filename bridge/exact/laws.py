"""Hypotheses about a drawn function that are told from what is known of it.

`Differentiable ℝ f`, `LipschitzWith K f`, and what is written out: `∀ x, f (-x) = f x`,
`∀ x y, |f x - f y| ≤ K * |x - y|`, `∀ x y, x ≤ y → f x ≤ f y`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import inf
from typing import TypeAlias

from bridge.core.expr import (
    App,
    BVar,
    Const,
    Expr,
    FVar,
    Lam,
    Pi,
    free_variables,
    fresh_fvar,
    instantiate,
    spine,
)
from bridge.exact import scalars
from bridge.exact.known import Known, Law, both
from bridge.exact.types import Value

Evaluate = Callable[[Expr], Value]
Answer: TypeAlias = bool | None

PLAIN: dict[str, tuple[Law, ...]] = {
    "Continuous": ("continuous",),
    "Differentiable": ("differentiable",),
    "Monotone": ("monotone",),
    "Antitone": ("antitone",),
    "StrictMono": ("strictly_monotone",),
    "StrictAnti": ("strictly_antitone",),
    "Function.Even": ("even",),
    "Function.Odd": ("odd",),
    "Function.Injective": ("injective",),
    "Function.Surjective": ("surjective",),
    "Function.Bijective": ("injective", "surjective"),
}  # the function is the last argument
ON_SETS: dict[str, tuple[Law, int]] = {
    "ConvexOn": ("convex", -1),
    "ConcaveOn": ("concave", -1),
    "StrictConvexOn": ("strictly_convex", -1),
    "StrictConcaveOn": ("strictly_concave", -1),
    "DifferentiableOn": ("differentiable", -2),
    "ContinuousOn": ("continuous", -2),
    "MonotoneOn": ("monotone", -2),
    "AntitoneOn": ("antitone", -2),
}  # and where the function stands; the set is beside it
AT_POINTS = frozenset(("ContinuousAt", "DifferentiableAt"))
SUBJECTS = frozenset((*PLAIN, *ON_SETS, *AT_POINTS, "LipschitzWith"))


def of_constant(name: str, args: tuple[Expr, ...], evaluate: Evaluate) -> Answer:
    """Whether `Continuous f`, `LipschitzWith K f`, … hold, if that is known of `f`."""
    if name in PLAIN:
        return _all(_known(args[-1], evaluate), PLAIN[name])
    if name in ON_SETS:
        law, place = ON_SETS[name]
        answer = _all(_known(args[place], evaluate), (law,))
        everywhere = spine(args[-3 - place])[0] == Const("Set.univ")
        convexity = place == -1  # asks that the set be convex as well
        return answer if everywhere or (answer and not convexity) else None
    if name == "LipschitzWith":
        f, constant = _known(args[-1], evaluate), _number(evaluate(args[-2]))
        return None if f is None or constant is None else f.lipschitz_with(constant)
    f = _known(args[-2], evaluate)
    if f is None:
        return None
    if name == "DifferentiableAt":
        return f.holds("differentiable") or None
    if f.holds("continuous"):
        return True
    point = _number(evaluate(args[-1]))
    return None if point is None else f.continuous_at(point)


def _all(f: Known | None, laws: tuple[Law, ...]) -> Answer:
    return None if f is None else both(*map(f.holds, laws))


def _known(e: Expr, evaluate: Evaluate) -> Known | None:
    """The drawn function that a term is, also as `fun x => f x`."""
    if isinstance(e, Lam) and isinstance(e.body, App) and e.body.arg == BVar(0):
        if e.body.fn.marks.loose:
            return None
        e = e.body.fn
    value = evaluate(e) if isinstance(e, FVar | BVar) else None
    return value if isinstance(value, Known) else None


def _number(value: Value) -> Fraction | None:
    number = Fraction(value) if isinstance(value, int) else value
    return number if isinstance(number, Fraction) else None


# What is written out

Shape: TypeAlias = tuple["Shape", ...] | str | Expr
OPERATIONS = {
    "HAdd.hAdd": "+", "HSub.hSub": "-", "HMul.hMul": "*", "HSMul.hSMul": "*", "Neg.neg": "~",
    "abs": "||", "Norm.norm": "||", "Dist.dist": "dist", "LE.le": "≤", "LT.lt": "<",
    "GE.ge": "≥", "GT.gt": ">", "Eq": "=", "deriv": "deriv",
    "DifferentiableAt": "smooth", "ContinuousAt": "unbroken",
    "HasDerivAt": "slope", "HasFDerivAt": "slope", "HasGradientAt": "slope",
}  # fmt: skip
ARITY = {"~": 1, "||": 1, "slope": 3}
TURNED = {"≥": "≤", ">": "<"}


def of_statement(
    hypothesis: Expr, values: Mapping[FVar, Value], evaluate: Evaluate, is_proof: IsProof
) -> Answer:
    """Whether a hypothesis holds that speaks about a drawn function, if that is known of it."""
    head, args = spine(hypothesis)
    if isinstance(head, Const) and head.name == "And":
        return both(*(of_statement(a, values, evaluate, is_proof) for a in args))
    if isinstance(head, Const) and head.name in SUBJECTS:
        return of_constant(head.name, args, evaluate)
    if not isinstance(hypothesis, Pi):
        return None
    functions = (v for v in free_variables(hypothesis) if isinstance(values.get(v), Known))
    answers = (_answered(values[f], _said(hypothesis, f, is_proof), evaluate) for f in functions)
    return next((answer for answer in answers if answer is not None), None)


IsProof = Callable[[Expr], bool]


def _said(hypothesis: Expr, f: FVar, is_proof: IsProof) -> Shape:
    """What a `∀` says of one function: premises and conclusion."""
    bound: list[FVar] = []
    premises: list[Shape] = []
    while isinstance(hypothesis, Pi):
        variable = fresh_fvar(hypothesis.name, hypothesis.type)
        if is_proof(hypothesis.type):
            premises.append(_shape(hypothesis.type, f, bound))
        else:
            bound.append(variable)
        hypothesis = instantiate(hypothesis.body, variable)
    return ("→", *premises, _shape(hypothesis, f, bound))


def _shape(e: Expr, f: FVar, bound: list[FVar]) -> Shape:
    """A term as operations on the function's values, on `x`, `y`, `z`, and on constants."""
    if isinstance(e, FVar) and e in bound:
        return "xyz"[bound.index(e)] if bound.index(e) < 3 else "?"
    if e == f:
        return "f"
    head, args = spine(e)
    if head == f and len(args) == 1:
        return ("f", _shape(args[0], f, bound))
    variables = free_variables(e)
    if f not in variables and not any(v in variables for v in bound):
        return e
    name = OPERATIONS.get(head.name) if isinstance(head, Const) else None
    if name is None:
        return "?"
    parts = [_shape(a, f, bound) for a in args[-ARITY.get(name, 2) :]]
    if name in TURNED:
        name, parts = TURNED[name], parts[::-1]
    return ("||", ("-", *parts)) if name == "dist" else (name, *parts)


FX, FY = ("f", "x"), ("f", "y")
APART: Shape = ("||", ("-", "x", "y"))
CHANGE: Shape = ("||", ("-", FX, FY))
BACK: Shape = ("f", ("~", "x"))
REST: Shape = ("-", "1", "z")
TO_Y: Shape = ("f", ("+", ("*", "z", "x"), ("*", REST, "y")))
TO_X: Shape = ("f", ("+", ("*", REST, "x"), ("*", "z", "y")))
CHORD_TO_Y: Shape = ("+", ("*", "z", FX), ("*", REST, FY))
CHORD_TO_X: Shape = ("+", ("*", REST, FX), ("*", "z", FY))
WEIGHT: tuple[Shape, Shape] = ("≤", "0", "z"), ("≤", "z", "1")
LAWS: list[tuple[Shape, Law]] = [
    (("→", ("=", BACK, FX)), "even"),
    (("→", ("=", FX, BACK)), "even"),
    (("→", ("=", BACK, ("~", FX))), "odd"),
    (("→", ("=", ("~", FX), BACK)), "odd"),
    (("→", ("=", ("f", ("+", "x", "y")), ("+", FX, FY))), "additive"),
    (("→", ("smooth", "f", "x")), "differentiable"),
    (("→", ("unbroken", "f", "x")), "continuous"),
    (("→", ("≤", "x", "y"), ("≤", FX, FY)), "monotone"),
    (("→", ("<", "x", "y"), ("≤", FX, FY)), "monotone"),
    (("→", ("<", "x", "y"), ("<", FX, FY)), "strictly_monotone"),
    (("→", ("≤", "x", "y"), ("≤", FY, FX)), "antitone"),
    (("→", ("<", "x", "y"), ("≤", FY, FX)), "antitone"),
    (("→", ("<", "x", "y"), ("<", FY, FX)), "strictly_antitone"),
    (("→", *WEIGHT, ("≤", TO_Y, CHORD_TO_Y)), "convex"),
    (("→", *WEIGHT, ("≤", TO_X, CHORD_TO_X)), "convex"),
]


def _answered(f: Known, said: Shape, evaluate: Evaluate) -> Answer:
    for pattern, law in LAWS:
        if _match(pattern, said, evaluate) is not None:
            return f.holds(law)
    for shape, answer in BOUNDS:
        found = _match(shape, said, evaluate)
        if found is not None:
            return answer(f, *found)
    return None


def _match(pattern: Shape, said: Shape, evaluate: Evaluate) -> list[Fraction] | None:
    """The values of the constants `C` of a pattern that a statement has; digits are themselves."""
    if pattern == "_":
        return []
    if pattern == "C" or (isinstance(pattern, str) and pattern.isdigit()):
        number = None if isinstance(said, str | tuple) else _number(evaluate(said))
        if number is None or (pattern != "C" and number != int(str(pattern))):
            return None
        return [number] if pattern == "C" else []
    if isinstance(pattern, str) or not isinstance(said, tuple):
        return [] if pattern == said else None
    if not isinstance(pattern, tuple) or len(pattern) != len(said):
        return None
    found: list[Fraction] = []
    for p, s in zip(pattern, said, strict=True):
        inner = _match(p, s, evaluate)
        if inner is None:
            return None
        found += inner
    return found


def _strictly(f: Known, low: Fraction | float, high: Fraction | float) -> Answer:
    """Whether all values are strictly between two bounds: not told where one is met."""
    if f.range is None:
        return None
    below, above = f.range
    if below < low or above > high:
        return False
    return True if below > low and above < high else None


def _rises(f: Known) -> Answer:
    return f.holds("monotone") if f.holds("differentiable") else None


def _no_slope(f: Known) -> Answer:
    """A function has derivatives everywhere only if it is differentiable."""
    return False if f.holds("differentiable") is False else None


BOUNDS: list[tuple[Shape, Callable[..., Answer]]] = [
    (("→", ("≤", ("||", FX), "C")), lambda f, c: f.within(-c, c)),
    (("→", ("≤", "C", FX)), lambda f, c: f.within(c, inf)),
    (("→", ("≤", FX, "C")), lambda f, c: f.within(-inf, c)),
    (("→", ("=", FX, "C")), lambda f, c: f.within(c, c)),
    (("→", ("<", "C", FX)), lambda f, c: _strictly(f, c, inf)),
    (("→", ("<", FX, "C")), lambda f, c: _strictly(f, -inf, c)),
    (("→", ("<", ("||", FX), "C")), lambda f, c: _strictly(f, -c, c)),
    (("→", ("=", ("f", ("+", "x", "C")), FX)), lambda f, c: f.periodic(c)),
    (("→", ("≤", CHANGE, ("*", "C", APART))), lambda f, c: f.lipschitz_with(c)),
    (("→", ("≤", CHANGE, APART)), lambda f: f.lipschitz_with(scalars.ONE)),
    (("→", ("≤", "0", ("deriv", "f", "x"))), _rises),
    (("→", ("slope", "f", "_", "x")), _no_slope),
]
