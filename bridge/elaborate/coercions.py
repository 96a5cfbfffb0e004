"""Coercions: the arrows that Lean inserts where a term is used at another type than its own."""

from __future__ import annotations

from bridge.core.expr import (
    ERASED,
    NAT,
    PROP,
    REAL,
    TYPE,
    App,
    Const,
    Expr,
    FVar,
    Lam,
    Meta,
    Pi,
    Sort,
    apply,
    fresh_fvar,
    instantiate,
    map_children,
    spine,
)
from bridge.core.show import show
from bridge.elaborate.context import Context, head_constant
from bridge.elaborate.sorts import ELEMENTS, as_type
from bridge.elaborate.unify import DEFAULT, infer, unify, whnf
from bridge.errors import BridgeError, NotSupported, SpecError
from bridge.source import Span

_PARENT_MAPS = {
    "ContinuousLinearMap": "ContinuousLinearMap.toLinearMap",
    "ContinuousLinearEquiv": "ContinuousLinearEquiv.toContinuousLinearMap",
}
_BUNDLED = ("LinearMap", "ContinuousLinearMap", "LinearEquiv", "ContinuousLinearEquiv")


def coerce(cx: Context, e: Expr, expected: Expr, span: Span | None) -> Expr:
    """`e` at type `expected`, through a coercion if need be; a mismatch is a `SpecError`."""
    actual = infer(cx, e)
    if unify(cx, actual, expected):
        return e
    if cx.resolve(expected) == TYPE:
        e = as_type(cx, e, span)
        actual = infer(cx, e)
    coerced = e if actual == TYPE else _coercion(cx, e, whnf(cx, actual), whnf(cx, expected))
    if coerced is not None and unify(cx, infer(cx, coerced), expected):
        return coerced
    error = _mismatch(cx, actual, expected, span)
    if not (_is_stuck(cx, actual) or _is_stuck(cx, expected)):
        raise error
    cx.waiting.append((lambda: unify(cx, actual, expected), error))
    return e


def _is_stuck(cx: Context, type: Expr) -> bool:
    """Whether a type mentions `?xs ++ ys`, which can equal a list once more is known of it."""
    found = False

    def go(e: Expr, _crossed: int) -> Expr:
        nonlocal found
        head, args = spine(e)
        if head == Const("List.append") and len(args) == 3:
            found = found or isinstance(args[1], Meta) or isinstance(args[2], Meta)
        return e if found else map_children(e, go)

    go(cx.fill(type), 0)
    return found


def _mismatch(cx: Context, actual: Expr, expected: Expr, span: Span | None) -> BridgeError:
    have, want = show(cx.fill(actual), 0), show(cx.fill(expected), 0)
    if not (is_plain(cx, actual) and is_plain(cx, expected)):
        return NotSupported(
            "coercion", f"a coercion from `{have}` to `{want}` would be needed here", span
        )
    return SpecError(
        "type-mismatch",
        f"this has type `{have}`, but `{want}` is needed here",
        span,
        hint="the dimensions differ; are two arguments swapped?" if _alike(have, want) else None,
    )


PLAIN = frozenset(
    "Nat Int Rat Real Bool String Char Fin List Option Prod Matrix EuclideanSpace PiLp WithLp "
    "Complex NNReal ENNReal".split()
)


def is_plain(cx: Context, type: Expr) -> bool:
    """Whether all coercions and operators of a type are known here: of numbers, truth values, and
    arrays of them; the project and Mathlib may declare others for any other type."""
    type = whnf(cx, type)
    if isinstance(type, Pi):
        argument = fresh_fvar(type.name, type.type)
        return is_plain(cx, type.type) and is_plain(cx, instantiate(type.body, argument))
    head, args = spine(type)
    if isinstance(head, Sort):
        return not args
    if not isinstance(head, Const) or head.name not in PLAIN:
        return False
    return all(is_plain(cx, a) for a in args if cx.resolve(infer(cx, a)) == TYPE)


def _alike(have: str, want: str) -> bool:
    return have.split(" ")[0] == want.split(" ")[0]


def _coercion(cx: Context, e: Expr, actual: Expr, expected: Expr) -> Expr | None:
    source, target = head_constant(actual), head_constant(expected)
    if source == "Bool" and expected == PROP:
        return apply(Const("Eq"), actual, e, Const("Bool.true"))
    if actual == PROP and target == "Bool":
        return apply(Const("Decidable.decide"), e, ERASED)
    if source == "Fin" and target in ("Nat", "Int", "Rat", "Real"):
        (n,) = spine(actual)[1]
        value = apply(Const("Fin.val"), n, e)
        return value if target == "Nat" else _coercion(cx, value, NAT, expected)
    if source == "Nat" and target in ("Real", "Int", "Rat", "NNReal"):
        return apply(Const("Nat.cast"), expected, ERASED, e)
    if source == "Finset" and target == "Set":
        from bridge.elaborate.sets import as_set

        return as_set(cx, e, spine(actual)[1][0])
    if source in ELEMENTS.values():
        return _coercion(cx, e, whnf(cx, actual, DEFAULT), expected)
    if source == "Subtype":
        base, holds = spine(actual)[1]
        value = apply(Const("Subtype.val"), base, holds, e)
        return value if unify(cx, base, expected) else _coercion(cx, value, base, expected)
    if source in ("Nat", "Int") and (constant := _constant(cx, e, actual, expected)) is not None:
        return constant
    if source == "Nat" and isinstance(expected, FVar):
        return apply(Const("Nat.cast"), expected, ERASED, e)  # by a class of the type variable
    if source == "NNReal" and target == "Real":
        return apply(Const("NNReal.toReal"), e)
    if source == "SignType" and target in ("Int", "Rat", "Real"):
        return apply(Const("SignType.cast"), expected, ERASED, ERASED, ERASED, e)
    if source == "Int" and target in ("Rat", "Real"):
        return apply(Const("Int.cast"), expected, ERASED, e)
    if source == "Rat" and target == "Real":
        return apply(Const("Rat.cast"), REAL, ERASED, e)
    if (declared := _declared(cx, e, actual, expected)) is not None:
        return declared
    if isinstance(whnf(cx, expected, DEFAULT), Pi):
        return as_function(cx, e, actual)
    if source in _PARENT_MAPS and source != target:
        parent = apply(Const(_PARENT_MAPS[source]), *spine(actual)[1], e)
        reached = head_constant(infer(cx, parent))
        if reached == target:
            return parent
        return _coercion(cx, parent, infer(cx, parent), expected)
    return None


def _declared(cx: Context, e: Expr, actual: Expr, expected: Expr) -> Expr | None:
    found = declared_coercion(cx, actual, expected)
    return None if found is None else App(found, e)


def declared_coercion(cx: Context, source: Expr, target: Expr) -> Expr | None:
    """The function between two types that the project declares as a coercion, if it does."""
    from bridge.elaborate.search import Search  # looks at instances, whose values are coerced

    if isinstance(source, Meta) or isinstance(target, Meta):
        return None
    if not cx.environment.instances("Coe", cx.scope):
        return None
    found = Search(cx).find("Coe", (source, target), "coe", None)
    return found if isinstance(found, Const | App) else None


def _constant(cx: Context, e: Expr, actual: Expr, expected: Expr) -> Expr | None:
    """A number as a multiple of the identity matrix, or as a constant function."""
    if head_constant(expected) == "Matrix":
        rows, columns, entry = spine(expected)[1]
        value = _entry(cx, e, actual, entry)
        if value is None or not unify(cx, rows, columns):
            return None
        return apply(Const("Matrix.diagonal"), rows, entry, ERASED, ERASED, Lam("_", rows, value))
    functions = whnf(cx, expected, DEFAULT)
    if not isinstance(functions, Pi):
        return None
    value = _entry(cx, e, actual, functions.body)
    return None if value is None else Lam("_", functions.type, value)


def _entry(cx: Context, e: Expr, actual: Expr, entry: Expr) -> Expr | None:
    """A number as one of the entries of an array, which are numbers again."""
    return e if actual == entry else _coercion(cx, e, actual, whnf(cx, entry))


def as_function(cx: Context, e: Expr, type: Expr | None = None) -> Expr | None:
    """`e` as a function: bundled maps by `DFunLike.coe`, `WithLp` arrays by `ofLp`."""
    type = whnf(cx, infer(cx, e) if type is None else type)
    head, args = spine(type)
    match head:
        case Const("Equiv"):
            return apply(Const("DFunLike.coe"), type, args[0], args[1], e)
        case Const(name) if name in _BUNDLED:
            return apply(Const("DFunLike.coe"), type, args[1], args[2], e)
        case Const("WithLp"):
            return apply(Const("WithLp.ofLp"), args[0], args[1], e)
        case _:
            return None
