"""Reduction, types of terms, and unification.

First-order unification with Miller patterns. Abbreviations unfold first, other definitions last;
natural numbers are compared by polynomial normal form; proofs and instances are always equal.
"""

from __future__ import annotations

from enum import IntEnum
from functools import partial
from math import inf

from bridge.core import work
from bridge.core.dims import Polynomial, is_arithmetic, nat, polynomial
from bridge.core.environment import Inductive
from bridge.core.expr import (
    ERASED,
    INT,
    NAT,
    PROP,
    TYPE,
    App,
    BVar,
    Const,
    Erased,
    Expr,
    FVar,
    Lam,
    Let,
    Lit,
    Meta,
    Pi,
    Sort,
    abstract,
    apply,
    fresh_fvar,
    instantiate,
    instantiate_all,
    map_children,
    spine,
)
from bridge.elaborate.context import Context
from bridge.errors import InternalError


class Transparency(IntEnum):
    """How far reduction looks: only at the head, through abbreviations, through definitions."""

    NONE = 0
    REDUCIBLE = 1
    DEFAULT = 2


REDUCIBLE, DEFAULT = Transparency.REDUCIBLE, Transparency.DEFAULT


def whnf(cx: Context, e: Expr, mode: Transparency = REDUCIBLE) -> Expr:
    """Weak head normal form."""
    while (reduced := step(cx, e, mode)) is not None:
        e = reduced
    return cx.resolve(e)


def step(cx: Context, e: Expr, mode: Transparency) -> Expr | None:
    """One step of head reduction, or None if the head is stuck."""
    work.step()
    e = cx.resolve(e)
    match e:
        case Let(_, _, value, body):
            return instantiate(body, value)
        case FVar() if e in cx.values:
            return cx.values[e]
        case Const() | App():
            head, args = spine(e)
            head = cx.resolve(head)
            if isinstance(head, App):
                return apply(head, *args)
            if isinstance(head, Lam) and args:
                return _beta(head, args)
            if isinstance(head, Let) or (isinstance(head, FVar) and head in cx.values):
                reduced = step(cx, head, mode)
                return None if reduced is None else apply(reduced, *args)
            if isinstance(head, Const):
                return unfold(cx, head, args, mode)
    return None


def _beta(fn: Expr, args: tuple[Expr, ...]) -> Expr:
    used = 0
    while isinstance(fn, Lam) and used < len(args):
        fn = fn.body
        used += 1
    return apply(instantiate_all(fn, args[:used]), *args[used:])


def unfold(cx: Context, head: Const, args: tuple[Expr, ...], mode: Transparency) -> Expr | None:
    """The definition of `head` applied, or the field that a projection of a constructor picks."""
    definition = cx.definition(head.name)
    if definition is None:
        return None
    if definition.field_index is not None and definition.structure is not None:
        return _project(cx, definition.structure.parameters, definition.field_index, args, mode)
    if head.name in TABLE_PROJECTIONS:
        return _project_table(cx, *TABLE_PROJECTIONS[head.name], args, mode)
    if definition.kind == "cases" and definition.inductive is not None:
        return _choose(cx, definition.inductive, args, mode)
    if definition.value is None or mode < (REDUCIBLE if definition.unfoldable else DEFAULT):
        return None
    arity = 0
    value = definition.value
    while isinstance(value, Lam):
        arity, value = arity + 1, value.body
    if len(args) < min(arity, 1):
        return None
    unfolded = _beta(definition.value, args)
    return _chosen(cx, unfolded, mode) if definition.by_cases else unfolded


def _chosen(cx: Context, e: Expr, mode: Transparency) -> Expr | None:
    """A definition by cases unfolds only as far as the cases are decided."""
    while isinstance(e, Let):
        e = instantiate(e.body, e.value)
    head, args = spine(e)
    definition = cx.definition(head.name) if isinstance(head, Const) else None
    if definition is None or definition.kind != "cases" or definition.inductive is None:
        return None
    chosen = _choose(cx, definition.inductive, args, mode)
    if chosen is None:
        return None
    return _chosen(cx, chosen, mode) if _is_cases(cx, chosen) else chosen


def _is_cases(cx: Context, e: Expr) -> bool:
    head = spine(e)[0]
    definition = cx.definition(head.name) if isinstance(head, Const) else None
    return definition is not None and definition.kind == "cases"


def _choose(
    cx: Context, inductive: Inductive, args: tuple[Expr, ...], mode: Transparency
) -> Expr | None:
    """`casesOn` of a constructor: that constructor's branch at its fields."""
    position = inductive.parameters + 1 + inductive.indices
    if len(args) < position + 1 + len(inductive.constructors):
        return None
    made = constructed(cx, args[position], mode)
    if made is None or made[0] not in inductive.constructors:
        return None
    branch = args[position + 1 + inductive.constructors.index(made[0])]
    return _beta(branch, (*made[1], *args[position + 1 + len(inductive.constructors) :]))


def constructed(
    cx: Context, e: Expr, mode: Transparency = DEFAULT
) -> tuple[str, tuple[Expr, ...]] | None:
    """The constructor that a term is made with, and its fields."""
    e = whnf(cx, e, mode)
    head, args = spine(e)
    match head, args:
        case Lit(value, type), () if cx.resolve(type) == NAT:
            below = (nat(int(value) - 1),)
            return ("Nat.succ", below) if value else ("Nat.zero", ())
        case Lit(value, type), () if cx.resolve(type) == INT:
            return "Int.ofNat", (nat(int(value)),)
        case Const("HAdd.hAdd"), (_, _, t, _, a, b) if cx.resolve(t) == NAT:
            n = cx.resolve(b)
            if isinstance(n, Lit) and n.value >= 1:
                rest = nat(int(n.value) - 1)
                return "Nat.succ", (a if n.value == 1 else _natural("HAdd.hAdd", a, rest),)
            return None
        case Const(name), _:
            made = cx.definition(name)
            if made is None or made.kind != "constructor" or made.inductive is None:
                return None
            return name, args[made.inductive.parameters :]
        case _:
            return None


# Projections of types of the meaning table: how many parameters, and the field of the constructor.
TABLE_PROJECTIONS = {
    "Fin.val": (1, 0),
    "Subtype.val": (2, 0),
    "Prod.fst": (2, 0),
    "Prod.snd": (2, 1),
    "Array.toList": (1, 0),
    "Vector.toArray": (2, 0),
}


def _project_table(
    cx: Context, parameters: int, index: int, args: tuple[Expr, ...], mode: Transparency
) -> Expr | None:
    if len(args) <= parameters:
        return None
    made = constructed(cx, args[parameters], mode)
    return None if made is None else apply(made[1][index], *args[parameters + 1 :])


def _project(
    cx: Context, parameters: int, index: int, args: tuple[Expr, ...], mode: Transparency
) -> Expr | None:
    if len(args) <= parameters:
        return None
    head, fields = spine(whnf(cx, args[parameters], mode))
    if not isinstance(head, Const):
        return None
    made = cx.definition(head.name)
    if made is None or made.kind != "constructor" or made.structure is None:
        return None
    return apply(fields[made.structure.parameters + index], *args[parameters + 1 :])


def infer(cx: Context, e: Expr) -> Expr:
    """The type of an elaborated term."""
    work.step()
    e = cx.resolve(e)
    match e:
        case FVar(_, _, type) | Meta(_, type) | Lit(_, type):
            return type
        case Const(name):
            definition = cx.definition(name)
            if definition is None:
                raise InternalError("no-definition", f"`{name}` has no definition")
            return definition.type
        case App():
            return _type_of_application(cx, *spine(e))
        case Lam(name, type, body, kind):
            x = fresh_fvar(name, type)
            return Pi(name, type, abstract(infer(cx, instantiate(body, x)), x), kind)
        case Let(_, _, value, body):
            return infer(cx, instantiate(body, value))
        case Pi():
            return _sort_of_pi(cx, e)
        case Sort():
            return TYPE
        case Erased():
            return ERASED
        case BVar():
            raise InternalError("loose-variable", "a bound variable has escaped its binder")


def _type_of_application(cx: Context, head: Expr, args: tuple[Expr, ...]) -> Expr:
    type = infer(cx, head)
    given: list[Expr] = []  # arguments that `type` does not have in it yet
    for arg in args:
        if not isinstance(type, Pi):
            type, given = whnf(cx, instantiate_all(type, given), DEFAULT), []
        if not isinstance(type, Pi):
            return ERASED
        type = type.body
        given.append(arg)
    return whnf(cx, instantiate_all(type, given), Transparency.NONE)


def _sort_of_pi(cx: Context, e: Pi) -> Expr:
    x = fresh_fvar(e.name, e.type)
    codomain = whnf(cx, infer(cx, instantiate(e.body, x)))
    return PROP if codomain == PROP else TYPE


def is_proposition(cx: Context, type: Expr) -> bool:
    """Whether terms of this type are proofs."""
    type = cx.resolve(type)
    if isinstance(type, Meta | Erased):
        return False
    return whnf(cx, infer(cx, type)) == PROP


def unify(cx: Context, a: Expr, b: Expr) -> bool:
    """Make `a` and `b` equal by filling holes; on failure no hole has changed."""
    filled = len(cx.assignment)
    if _unify(cx, a, b):
        return True
    cx.empty_again(filled)
    return False


def _unify(cx: Context, a: Expr, b: Expr) -> bool:
    a, b = cx.resolve(a), cx.resolve(b)
    if a == b or isinstance(a, Erased) or isinstance(b, Erased):
        return True
    if _flex(cx, a, b) or _flex(cx, b, a):
        return True
    if is_arithmetic(a) or is_arithmetic(b):
        return _unify_naturals(cx, a, b)
    if _unify_rigid(cx, a, b):
        return True
    return _unify_unfolded(cx, a, b)


def _flex(cx: Context, a: Expr, b: Expr) -> bool:
    """Solve `?m x y = b` for distinct variables x, y; `?f a = g b` also pairwise."""
    head, args = spine(a)
    head = cx.resolve(head)
    if not isinstance(head, Meta):
        return False
    variables = [cx.resolve(x) for x in args]
    if all(isinstance(x, FVar) for x in variables) and len(set(variables)) == len(variables):
        value = cx.fill(b)
        if _occurs(head, value):
            return False
        for x in reversed(variables):
            assert isinstance(x, FVar)
            value = Lam(x.name, x.type, abstract(value, x))
        cx.assignment[head.id] = value
        return _unify_types(cx, head, value)
    return False


def _unify_types(cx: Context, hole: Meta, value: Expr) -> bool:
    expected, actual = cx.resolve(hole.type), cx.resolve(infer(cx, value))
    if isinstance(expected, Sort) or isinstance(actual, Erased):
        return True
    return _unify(cx, expected, actual)


def _occurs(hole: Meta, e: Expr) -> bool:
    found = False

    def go(e: Expr, _crossed: int) -> Expr:
        nonlocal found
        if found or not e.marks.unfilled or e.marks.newest < hole.id:
            return e
        found = e == hole
        return e if found else map_children(e, go)

    go(e, 0)
    return found


def _unify_rigid(cx: Context, a: Expr, b: Expr) -> bool:
    match a, b:
        case (Pi(name, s, p), Pi(_, t, q)) | (Lam(name, s, p), Lam(_, t, q)):
            if not unify(cx, s, t):
                return False
            x = fresh_fvar(name, s)
            return unify(cx, instantiate(p, x), instantiate(q, x))
        case (Lam(name, s, p), f) | (f, Lam(name, s, p)) if not isinstance(f, Pi | Sort | Lit):
            x = fresh_fvar(name, s)
            return unify(cx, instantiate(p, x), App(f, x))
        case Lit(value, s), Lit(other, t):
            return value == other and unify(cx, s, t)
        case App(), App():
            return _unify_spines(cx, a, b)
    return False


def _unify_spines(cx: Context, a: Expr, b: Expr) -> bool:
    (f, xs), (g, ys) = spine(a), spine(b)
    f, g = cx.resolve(f), cx.resolve(g)
    if isinstance(f, Meta) or isinstance(g, Meta):
        assert isinstance(a, App)
        assert isinstance(b, App)
        return unify(cx, a.arg, b.arg) and unify(cx, a.fn, b.fn)
    if f != g or len(xs) != len(ys):
        return False
    filled = len(cx.assignment)
    if all(_unify(cx, x, y) for x, y in zip(xs, ys, strict=True)):
        return True
    cx.empty_again(filled)
    return False


def _unify_unfolded(cx: Context, a: Expr, b: Expr) -> bool:
    for mode in (REDUCIBLE, DEFAULT) if cx.through_definitions else (REDUCIBLE,):
        left, right = step(cx, a, mode), step(cx, b, mode)
        if left is not None and right is not None:
            above, below = _height(cx, a), _height(cx, b)  # unfold what may be defined by the other
            left, right = left if above >= below else None, right if above <= below else None
        if left is not None or right is not None:
            return _unify(cx, a if left is None else left, b if right is None else right)
    return False


def _height(cx: Context, e: Expr) -> float:
    """How far above other definitions the head of a term is; what needs none comes first."""
    head = cx.resolve(spine(e)[0])
    definition = cx.definition(head.name) if isinstance(head, Const) else None
    return inf if definition is None or definition.value is None else definition.height


def _unify_naturals(cx: Context, a: Expr, b: Expr) -> bool:
    for mode in (REDUCIBLE, DEFAULT):
        reduce = partial(whnf, cx, mode=mode)
        p, q = polynomial(cx.fill(a), reduce), polynomial(cx.fill(b), reduce)
        if p == q:
            return True
        solved = _solve_linear(p, q) or _solve_linear(q, p)
        if solved is not None:
            cx.assignment[solved[0].id] = solved[1]
            return True
    a, b = (whnf(cx, e, DEFAULT) for e in (a, b))
    return isinstance(a, App) and isinstance(b, App) and _unify_spines(cx, a, b)


def _solve_linear(p: Polynomial, q: Polynomial) -> tuple[Meta, Expr] | None:
    """`k * ?n + rest = q` gives `?n := (q - rest) / k`, where that is a natural number."""
    holes = [m for m in p if len(m) == 1 and isinstance(m[0], Meta)]
    if len(holes) != 1 or p[holes[0]] < 1 or holes[0] in q:
        return None
    difference = dict(q)
    for monomial, coefficient in p.items():
        if monomial != holes[0]:
            difference[monomial] = difference.get(monomial, 0) - coefficient
    factor = p[holes[0]]
    if any(c < 0 or c % factor for c in difference.values()):
        return None
    hole = holes[0][0]
    assert isinstance(hole, Meta)
    return hole, _from_polynomial({m: c // factor for m, c in difference.items() if c})


def _from_polynomial(p: Polynomial) -> Expr:
    total: Expr | None = None
    for monomial, coefficient in p.items():
        term: Expr | None = None if coefficient == 1 and monomial else nat(coefficient)
        for factor in monomial:
            term = factor if term is None else _natural("HMul.hMul", term, factor)
        assert term is not None
        total = term if total is None else _natural("HAdd.hAdd", total, term)
    return nat(0) if total is None else total


def _natural(operator: str, a: Expr, b: Expr) -> Expr:
    return apply(Const(operator), NAT, NAT, NAT, ERASED, a, b)
