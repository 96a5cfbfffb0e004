"""Core terms, as in Lean's kernel: types and values in one syntax, fully applied and explicit.

Locally nameless: bound variables are de Bruijn indices, free ones carry unique ids, so equality
of terms is equality up to renaming, and the normal form of a statement can be hashed. Names and
spans are for people and take no part in equality.

Proofs and Mathlib's instances are erased to `Erased`; a project's own instances are terms.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import count
from typing import ClassVar, NamedTuple, TypeAlias, assert_never

from bridge.core.work import step
from bridge.source import Span
from bridge.syntax.ast import BinderKind

_fresh = count(1)


class Marks(NamedTuple):
    """What a term is known to contain, so that most of it need not be searched.

    `loose` is 1 more than the largest index of a variable bound outside, `newest` the largest id
    of a free variable or hole, `unfilled` whether there is a hole or a function literal applied.
    """

    loose: int
    newest: int
    unfilled: bool


_CLOSED = Marks(0, 0, False)


@dataclass(frozen=True, slots=True)
class BVar:
    """A variable bound `index` binders further out."""

    index: int

    @property
    def marks(self) -> Marks:
        return Marks(self.index + 1, 0, False)


@dataclass(frozen=True, slots=True)
class FVar:
    """A free variable: a parameter of a declaration, or a binder that was opened."""

    id: int
    name: str = field(compare=False)
    type: Expr = field(compare=False, repr=False)

    @property
    def marks(self) -> Marks:
        return Marks(0, self.id, False)


@dataclass(frozen=True, slots=True)
class Meta:
    """A hole that elaboration fills. None is left in a finished term."""

    id: int
    type: Expr = field(compare=False, repr=False)
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def marks(self) -> Marks:
        return Marks(0, self.id, True)


@dataclass(frozen=True, slots=True)
class Const:
    """A constant by its full Lean name: of the meaning table, or a declaration of the project."""

    name: str
    span: Span | None = field(default=None, compare=False, repr=False)
    marks: ClassVar[Marks] = _CLOSED


@dataclass(frozen=True, slots=True)
class App:
    fn: Expr
    arg: Expr
    span: Span | None = field(default=None, compare=False, repr=False)
    marks: Marks = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        a, b = self.fn.marks, self.arg.marks
        if a is b is _CLOSED:
            marks = Marks(0, 0, True) if isinstance(self.fn, Lam) else _CLOSED
        else:
            unfilled = a.unfilled or b.unfilled or isinstance(self.fn, Lam)
            marks = Marks(max(a.loose, b.loose), max(a.newest, b.newest), unfilled)
        object.__setattr__(self, "marks", marks)


@dataclass(frozen=True, slots=True)
class Lam:
    name: str = field(compare=False)
    type: Expr
    body: Expr
    kind: BinderKind = field(default=BinderKind.EXPLICIT, compare=False)
    marks: Marks = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "marks", _bound(self.type.marks, self.body.marks))


@dataclass(frozen=True, slots=True)
class Pi:
    name: str = field(compare=False)
    type: Expr
    body: Expr
    kind: BinderKind = field(default=BinderKind.EXPLICIT, compare=False)
    marks: Marks = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "marks", _bound(self.type.marks, self.body.marks))


@dataclass(frozen=True, slots=True)
class Let:
    name: str = field(compare=False)
    type: Expr
    value: Expr
    body: Expr
    marks: Marks = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        a, b = _bound(self.type.marks, self.body.marks), self.value.marks
        marks = Marks(max(a.loose, b.loose), max(a.newest, b.newest), a.unfilled or b.unfilled)
        object.__setattr__(self, "marks", marks)


def _bound(type: Marks, body: Marks) -> Marks:
    """The marks of a binder."""
    if type is body is _CLOSED:
        return _CLOSED
    loose = max(type.loose, body.loose - 1)
    return Marks(loose, max(type.newest, body.newest), type.unfilled or body.unfilled)


@dataclass(frozen=True, slots=True)
class Lit:
    """A numeral at its type: `2 : ℕ`, `0.5 : ℝ`, and `1 : E →L[ℝ] E`."""

    value: Fraction
    type: Expr

    @property
    def marks(self) -> Marks:
        return self.type.marks


@dataclass(frozen=True, slots=True)
class Sort:
    """`Prop` or `Type` (universe levels are erased)."""

    name: str
    marks: ClassVar[Marks] = _CLOSED


@dataclass(frozen=True, slots=True)
class Erased:
    """A proof or a Mathlib instance: present in the text, without computational meaning."""

    what: str = field(default="proof", compare=False)
    marks: ClassVar[Marks] = _CLOSED


Expr: TypeAlias = (
    BVar | FVar | Meta | Const | App | Lam | Pi | Let | Lit | Sort | Erased
)  # fmt: skip

PROP = Sort("Prop")
TYPE = Sort("Type")
NAT = Const("Nat")
REAL = Const("Real")
INT = Const("Int")
ERASED = Erased()


def fresh_fvar(name: str, type: Expr) -> FVar:
    """A free variable that occurs nowhere else."""
    return FVar(next(_fresh), name, type)


def fresh_meta(type: Expr, span: Span | None = None) -> Meta:
    """A hole that occurs nowhere else."""
    return Meta(next(_fresh), type, span)


def map_children(e: Expr, f: Callable[[Expr, int], Expr]) -> Expr:
    """The term with `f(child, binders_crossed)` for each child; itself if nothing changes."""
    step()
    match e:
        case BVar() | FVar() | Meta() | Const() | Sort() | Erased():
            return e
        case App(fn, arg, span):
            new_fn, new_arg = f(fn, 0), f(arg, 0)
            return e if new_fn is fn and new_arg is arg else App(new_fn, new_arg, span)
        case Lam(name, type, body, kind):
            new_type, new_body = f(type, 0), f(body, 1)
            return (
                e if new_type is type and new_body is body else Lam(name, new_type, new_body, kind)
            )
        case Pi(name, type, body, kind):
            new_type, new_body = f(type, 0), f(body, 1)
            return (
                e if new_type is type and new_body is body else Pi(name, new_type, new_body, kind)
            )
        case Let(name, type, value, body):
            new_type, new_value, new_body = f(type, 0), f(value, 0), f(body, 1)
            same = new_type is type and new_value is value and new_body is body
            return e if same else Let(name, new_type, new_value, new_body)
        case Lit(number, type):
            new_type = f(type, 0)
            return e if new_type is type else Lit(number, new_type)
        case _:
            assert_never(e)


def instantiate(body: Expr, value: Expr) -> Expr:
    """`body` with its outermost bound variable replaced by `value` (which has no loose ones)."""

    def go(e: Expr, depth: int) -> Expr:
        if e.marks.loose <= depth:
            return e
        if isinstance(e, BVar):
            if e.index == depth:
                return value
            return BVar(e.index - 1) if e.index > depth else e
        return map_children(e, lambda child, crossed: go(child, depth + crossed))

    return go(body, 0)


def instantiate_all(body: Expr, values: Sequence[Expr]) -> Expr:
    """`body` under as many binders as there are values (without loose variables), outermost first.

    >>> instantiate_all(App(BVar(1), BVar(0)), (NAT, REAL)) == App(NAT, REAL)
    True
    """
    count = len(values)

    def go(e: Expr, depth: int) -> Expr:
        if e.marks.loose <= depth:
            return e
        if isinstance(e, BVar):
            place = e.index - depth
            return values[count - 1 - place] if place < count else BVar(e.index - count)
        return map_children(e, lambda child, crossed: go(child, depth + crossed))

    return go(body, 0) if values else body


def instantiate_inside(body: Expr, value: Expr) -> Expr:
    """`instantiate` for a value that mentions variables bound outside of both."""

    def go(e: Expr, depth: int) -> Expr:
        if e.marks.loose <= depth:
            return e
        if isinstance(e, BVar):
            if e.index == depth:
                return lift(value, depth)
            return BVar(e.index - 1) if e.index > depth else e
        return map_children(e, lambda child, crossed: go(child, depth + crossed))

    return go(body, 0)


def lift(e: Expr, by: int) -> Expr:
    """`e` put under `by` more binders."""

    def go(e: Expr, depth: int) -> Expr:
        if e.marks.loose <= depth:
            return e
        if isinstance(e, BVar):
            return BVar(e.index + by)
        return map_children(e, lambda child, crossed: go(child, depth + crossed))

    return go(e, 0) if by else e


def abstract(e: Expr, variable: FVar | Meta) -> Expr:
    """`e` with `variable` turned into the outermost bound variable; inverse of `instantiate`."""

    def go(e: Expr, depth: int) -> Expr:
        if e.marks.newest < variable.id and e.marks.loose <= depth:
            return e
        if e == variable:
            return BVar(depth)
        if isinstance(e, BVar):
            return BVar(e.index + 1) if e.index >= depth else e
        return map_children(e, lambda child, crossed: go(child, depth + crossed))

    return go(e, 0)


def replace_fvars(e: Expr, values: dict[FVar, Expr]) -> Expr:
    """`e` with free variables replaced by closed-in-context terms."""
    if not values:
        return e

    oldest = min(v.id for v in values)

    def go(e: Expr, _crossed: int) -> Expr:
        if e.marks.newest < oldest:
            return e
        return values.get(e, e) if isinstance(e, FVar) else map_children(e, go)

    return go(e, 0)


def apply(fn: Expr, *args: Expr) -> Expr:
    """`fn a b …`."""
    for arg in args:
        fn = App(fn, arg)
    return fn


def spine(e: Expr) -> tuple[Expr, tuple[Expr, ...]]:
    """The head of an application and all its arguments.

    >>> spine(apply(Const("f"), NAT, REAL)) == (Const("f"), (NAT, REAL))
    True
    """
    args: list[Expr] = []
    while isinstance(e, App):
        args.append(e.arg)
        e = e.fn
    return e, tuple(reversed(args))


def lambda_over(variables: tuple[FVar, ...], body: Expr, kind: BinderKind | None = None) -> Expr:
    """`fun variables => body`."""
    for v in reversed(variables):
        body = Lam(v.name, v.type, abstract(body, v), kind or BinderKind.EXPLICIT)
    return body


def pi_over(variables: tuple[tuple[FVar, BinderKind], ...], body: Expr) -> Expr:
    """`(variables) → body`."""
    for v, kind in reversed(variables):
        body = Pi(v.name, v.type, abstract(body, v), kind)
    return body


def free_variables(e: Expr) -> tuple[FVar, ...]:
    """The free variables, each once, in order of first occurrence."""
    found: dict[FVar, None] = {}

    def go(e: Expr, _crossed: int) -> Expr:
        if isinstance(e, FVar):
            found.setdefault(e)
            return e
        return map_children(e, go) if e.marks.newest else e

    go(e, 0)
    return tuple(found)


def holes(e: Expr) -> tuple[Meta, ...]:
    """The holes, each once, in order of first occurrence."""
    found: dict[Meta, None] = {}

    def go(e: Expr, _crossed: int) -> Expr:
        if isinstance(e, Meta):
            found.setdefault(e)
            return e
        return map_children(e, go) if e.marks.unfilled else e

    go(e, 0)
    return tuple(found)


def constants(e: Expr) -> tuple[Const, ...]:
    """The constants, each once, in order of first occurrence."""
    found: dict[Const, None] = {}

    def go(e: Expr, _crossed: int) -> Expr:
        if isinstance(e, Const):
            found.setdefault(e)
            return e
        return map_children(e, go)

    go(e, 0)
    return tuple(found)


def has_loose_bvar(body: Expr, index: int = 0) -> bool:
    """Whether the variable bound `index` binders outside `body` occurs in it."""
    hit = False

    def go(e: Expr, depth: int) -> Expr:
        nonlocal hit
        if hit or e.marks.loose <= index + depth:
            return e
        if isinstance(e, BVar):
            hit = e.index == index + depth
            return e
        return map_children(e, lambda child, crossed: go(child, depth + crossed))

    go(body, 0)
    return hit
