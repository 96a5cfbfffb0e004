"""What a proposition says, one by one."""

from __future__ import annotations

from bridge.core.environment import Environment
from bridge.core.expr import (
    App,
    BVar,
    Const,
    Expr,
    Lam,
    Let,
    Pi,
    apply,
    instantiate_inside,
    lift,
    spine,
)
from bridge.core.show import show


def conjuncts(proposition: Expr, environment: Environment) -> tuple[Expr, ...]:
    """`A`, `B` and `C` of `A ∧ B ∧ C`; any other proposition alone.

    `let`s around them, and definitions of the project that stand for them, are looked through.
    """
    e = opened(proposition, environment)
    match spine(e):
        case Const("And"), sides:
            return tuple(part for side in sides for part in conjuncts(side, environment))
        case _:
            return (e,)


def quantified(proposition: Expr, environment: Environment) -> Pi | None:
    """The `∀` that a proposition is: `VJPCorrect f jvp vjp` is `∀ x dx δ, …` by definition, `f = g`
    between functions is `∀ x, f x = g x`, and `s = t` between sets `∀ x, x ∈ s ↔ x ∈ t`."""
    e = opened(proposition, environment)
    match e, spine(e):
        case Pi(), _:
            return e
        case _, (Const(name), args) if (body := _stated(name, environment)) is not None:
            return quantified(apply_inside(body, *args), environment)
        case _, (Const("Eq") as equal, (Pi() as functions, left, right)):
            sides = (apply(lift(side, 1), BVar(0)) for side in (left, right))
            body = apply(equal, functions.body, *sides)
            return Pi(_argument(left, right), functions.type, body, functions.kind)
        case _, (Const("Eq"), (App(Const("Set"), element), left, right)):
            sides = (apply(lift(side, 1), BVar(0)) for side in (left, right))
            return Pi(_argument(left, right), element, apply(Const("Iff"), *sides))
        case _:
            return None


def _stated(name: str, environment: Environment) -> Expr | None:
    """What a constant of Mathlib, such as `Monotone`, states by definition: a `∀`."""
    definition = environment.definition(name)
    if definition is None or definition.source is not None or definition.value is None:
        return None
    body = definition.value
    while isinstance(body, Lam):
        body = body.body
    return definition.value if isinstance(body, Pi) else None


def apply_inside(f: Expr, *args: Expr) -> Expr:
    """`f a b …` without its own lambdas."""
    for i, arg in enumerate(args):
        if not isinstance(f, Lam):
            return apply(f, *args[i:])
        f = instantiate_inside(f.body, arg)
    return f


def _argument(*functions: Expr) -> str:
    """What one of the functions calls its argument."""
    return next((f.name for f in functions if isinstance(f, Lam)), "x")


def written(proposition: Expr) -> str:
    """The proposition as the Lean file has it; as a term where it stands in no file."""
    span = getattr(proposition, "span", None)
    return show(proposition) if span is None else " ".join(span.text.split())


def opened(proposition: Expr, environment: Environment) -> Expr:
    """The proposition with its own head in front."""
    head, args = spine(proposition)
    match head:
        case Let(_, _, value, body):
            inside = apply(instantiate_inside(body, value), *args)
        case Lam(_, _, body) if args:
            inside = apply(instantiate_inside(body, args[0]), *args[1:])
        case Const(name):
            definition = environment.definition(name)
            if definition is None or definition.source is None or definition.value is None:
                return proposition
            if definition.by_cases:
                return proposition
            inside = apply(definition.value, *args)
        case _:
            return proposition
    return opened(inside, environment)
