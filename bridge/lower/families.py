"""Inductive types in lowering: constructors, `casesOn`, and families that are arrays in disguise.

A family whose indices leave one constructor with one field is what that field is: an element of
`Tensor α (.dim n s)` is a function `Fin n → Tensor α s`, and one of `Tensor α .scalar` an `α`. That
is read off the declaration, so that a project's own array type needs no word about its meaning;
matches then disappear, and the evaluator, which runs the type literally, checks the result.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Protocol

from bridge.core.environment import Definition, Environment, Inductive
from bridge.core.expr import (
    Const,
    Expr,
    FVar,
    Lit,
    Pi,
    free_variables,
    fresh_fvar,
    instantiate,
    spine,
)
from bridge.errors import InternalError, NotSupported
from bridge.ir.dims import Dim
from bridge.lower.index import Constant, Size, Truth
from bridge.lower.values import (
    TYPES,
    UNIT,
    Choose,
    Content,
    FamilyType,
    Made,
    RecordType,
    Value,
    apply,
    as_type,
)


class Evaluates(Protocol):
    """What is needed of the evaluation."""

    environment: Environment

    def open(self, e: Expr, variables: dict[FVar, Value]) -> Value: ...


class Stuck(Exception):
    """How an index is made depends on a variable."""


class StuckAtSize(NotSupported):
    """Whether a dimension is 0 or a successor depends on a variable: on any of `symbols`."""

    def __init__(self, symbols: frozenset[str]) -> None:
        names = ", ".join(sorted(symbols))
        super().__init__("stuck-match", f"a match whose case depends on the dimension {names}")
        self.symbols = symbols


def is_read(definition: Definition) -> bool:
    return definition.inductive is not None or definition.structure is not None


def parameters(definition: Definition) -> int:
    """How many arguments of a constructor or type come before fields and indices."""
    if definition.structure is not None:
        return definition.structure.parameters
    assert definition.inductive is not None
    return definition.inductive.parameters


def _constructors(definition: Definition) -> tuple[str, ...]:
    if definition.structure is not None:
        return (definition.structure.constructor,)
    assert definition.inductive is not None
    return definition.inductive.constructors


def family_type(
    evaluation: Evaluates, definition: Definition, args: tuple[Value, ...]
) -> FamilyType:
    """The type at these parameters and indices; with its content if it has just one."""
    try:
        fitting = [_at(evaluation, name, args) for name in _constructors(definition)]
    except Stuck:
        return FamilyType(definition.name, args)
    found = [c for c in fitting if c is not None]
    if len(found) != 1:
        return FamilyType(definition.name, args)

    def build(choose: Choose) -> Value:
        return _built(evaluation, found[0], choose)

    return FamilyType(definition.name, args, _content(evaluation, found[0]), build)


def _content(evaluation: Evaluates, opened: Opened) -> Content | None:
    """The one field that is not known from the indices."""
    name, fields, known = opened
    open_fields = [v for v in fields if v not in known]
    if len(open_fields) != 1:
        return None
    (own,) = open_fields
    kind = evaluation.open(own.type, known)
    if not isinstance(kind, TYPES):
        return None
    place = fields.index(own)

    def wrap(value: Value) -> Value:
        return Made(name, tuple(value if v == own else known[v] for v in fields))

    def unwrap(value: Value) -> Value:
        if not isinstance(value, Made):
            raise InternalError("not-made", f"an element made by `{name}` was expected")
        return value.fields[place]

    return Content(kind, wrap, unwrap)


def _built(evaluation: Evaluates, opened: Opened, choose: Choose) -> Value:
    """An element whose fields are chosen one by one; proofs and instances carry nothing."""
    name, fields, indices = opened
    known = dict(indices)
    for variable in fields:
        if variable not in known:
            kind = evaluation.open(variable.type, known)
            is_data = isinstance(kind, TYPES) and not isinstance(kind, RecordType)
            known[variable] = choose(variable.name, as_type(kind)) if is_data else UNIT
    return Made(name, tuple(known[v] for v in fields))


Opened = tuple[str, tuple[FVar, ...], dict[FVar, Value]]


def _at(evaluation: Evaluates, constructor: str, args: tuple[Value, ...]) -> Opened | None:
    """A constructor's fields and what the type's arguments say about them; None if it is of
    another index."""
    definition = evaluation.environment.definition(constructor)
    if definition is None:
        raise InternalError("no-definition", f"`{constructor}` has no definition")
    count, type, variables = parameters(definition), definition.type, list[FVar]()
    while isinstance(type, Pi):
        variables.append(fresh_fvar(type.name, type.type))
        type = instantiate(type.body, variables[-1])
    known = dict(zip(variables[:count], args, strict=False))
    fields = tuple(variables[count:])
    patterns = spine(type)[1][count:]
    for pattern, value in zip(patterns, args[count:], strict=True):
        if not _match(evaluation, pattern, value, fields, known):
            return None
    return constructor, fields, known


def _match(
    evaluation: Evaluates,
    pattern: Expr,
    value: Value,
    fields: tuple[FVar, ...],
    known: dict[FVar, Value],
) -> bool:
    """Whether an index has the form that a constructor gives it; its variables become known."""
    if isinstance(pattern, FVar) and pattern in fields and pattern not in known:
        known[pattern] = value
        return True
    head, args = spine(pattern)
    if isinstance(head, Const) and head.name == "HAdd.hAdd" and isinstance(args[-1], Lit):
        less = _minus(value, int(args[-1].value))
        return less is not None and _match(evaluation, args[-2], less, fields, known)
    made = evaluation.environment.definition(head.name) if isinstance(head, Const) else None
    if made is None or made.kind != "constructor":
        if not known.keys() >= set(free_variables(pattern)):
            raise Stuck
        return evaluation.open(pattern, known) == value
    name, parts = view(value)
    own = args[parameters(made) :]
    return name == made.name and all(
        _match(evaluation, a, v, fields, known) for a, v in zip(own, parts, strict=True)
    )


def _minus(value: Value, k: int) -> Value | None:
    """`n` for `n + k`; None if the number is too small."""
    match value:
        case Constant(number):
            return Constant(number - k) if number >= k else None
        case Size(dim):
            rest = dim - Dim.constant(k)
            if rest.value is not None:
                return Constant(Fraction(rest.value)) if rest.value >= 0 else None
            if rest.is_nonnegative:
                return Size(rest)
    raise Stuck


def view(value: Value) -> tuple[str, tuple[Value, ...]]:
    """The constructor of an element and its fields."""
    match value:
        case Made(name, fields):
            return name, fields
        case Constant(number) if number.denominator == 1 and number >= 0:
            return ("Nat.succ", (Constant(number - 1),)) if number else ("Nat.zero", ())
        case Size(dim) if dim.value is not None:
            return view(Constant(Fraction(dim.value)))
        case Size(dim) if dim.is_positive:
            return "Nat.succ", (Size(dim - Dim.constant(1)),)
        case Truth(decided):
            return f"Bool.{str(decided).lower()}", ()
        case _:
            raise Stuck


def cases(inductive: Inductive, args: tuple[Expr, ...], evaluate: Callable[[Expr], Value]) -> Value:
    """`T.casesOn` of an element whose constructor is known: that branch alone is evaluated."""
    position = inductive.parameters + 1 + inductive.indices
    try:
        element = evaluate(args[position])
        constructor, fields = view(element)
    except Stuck:
        if isinstance(element, Size):
            raise StuckAtSize(element.dim.symbols) from None
        raise NotSupported(
            "stuck-match", f"a match on `{inductive.name}` whose case depends on a variable"
        ) from None
    branch = evaluate(args[position + 1 + inductive.constructors.index(constructor)])
    rest = (evaluate(a) for a in args[position + 1 + len(inductive.constructors) :])
    return apply(branch, *fields, *rest)


def arity(type: Expr) -> int:
    """How many arguments a constant takes."""
    count = 0
    while isinstance(type, Pi):
        count, type = count + 1, type.body
    return count
