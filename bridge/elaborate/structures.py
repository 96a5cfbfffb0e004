"""Structures: anonymous constructors, instances by fields, parents, leading-dot names."""

from __future__ import annotations

from bridge.core.environment import Structure
from bridge.core.expr import ERASED, Const, Erased, Expr, Pi, apply, instantiate, spine
from bridge.core.show import show
from bridge.elaborate.coercions import coerce
from bridge.elaborate.context import Context, head_constant
from bridge.elaborate.names import known
from bridge.elaborate.unify import DEFAULT, infer, is_proposition, whnf
from bridge.errors import NotSupported, SpecError
from bridge.source import Span
from bridge.syntax.ast import Anonymous, FieldValue, Lambda, StructInstance, Term

# Mathlib's bundled maps: data fields of the structure itself, and the structure that it extends.
# Their proof fields carry no data and may be given or not.
BUNDLED: dict[str, tuple[tuple[str, ...], tuple[str, str] | None]] = {
    "LinearMap": (("toFun",), None),
    "ContinuousLinearMap": ((), ("toLinearMap", "LinearMap")),
    "LinearEquiv": (("toFun", "invFun"), None),
    "ContinuousLinearEquiv": ((), ("toLinearEquiv", "LinearEquiv")),
}
_PROOF_FIELDS = frozenset(
    """
    map_add' map_smul' cont left_inv right_inv continuous_toFun continuous_invFun
    """.split()
)


def head_of(cx: Context, expected: Expr | None, span: Span | None, what: str) -> Expr:
    """The expected type with a constant as its head, needed to know which structure is meant."""
    type = None if expected is None else whnf(cx, expected)
    if type is None or head_constant(type) is None:
        raise NotSupported(
            "unknown-structure", f"the type of {what} cannot be determined here", span
        )
    return type


def anonymous(cx: Context, term: Anonymous, expected: Expr | None) -> Expr:
    """`⟨a, b⟩` at a structure type; proofs are dropped, trailing items group to the right."""
    type = head_of(cx, expected, term.span, "`⟨…⟩`")
    name, params = spine(type)
    assert isinstance(name, Const)
    if name.name in BUNDLED:
        own, parent = BUNDLED[name.name]
        slots = (parent[0],) if parent else own
        fields = dict(zip(slots, term.args, strict=False))
        if len(fields) < len(slots):
            raise SpecError("missing-field", f"`{name.name}` needs {', '.join(slots)}", term.span)
        return _bundled(cx, name.name, params, fields, term.span)
    structure = _structure(cx, name.name, term.span)
    items = term.args
    if len(items) > len(structure.fields):
        last = Anonymous(items[len(structure.fields) - 1 :], span=term.span)
        items = (*items[: len(structure.fields) - 1], last)
    return _construct(
        cx, structure, params, dict(zip(structure.fields, items, strict=False)), term.span
    )


def instance(cx: Context, term: StructInstance, expected: Expr | None) -> Expr:
    """`{ field := value }` at a structure type."""
    if term.type is not None:
        expected = cx.elaborate(cx, term.type, None)
    if term.sources:
        raise NotSupported("structure-update", "`{ s with … }` is not handled yet", term.span)
    type = head_of(cx, expected, term.span, "`{ … }`")
    name, params = spine(type)
    assert isinstance(name, Const)
    fields = {f.name: _field_value(f) for f in term.fields}
    if name.name in BUNDLED:
        return _bundled(cx, name.name, params, fields, term.span)
    return _construct(cx, _structure(cx, name.name, term.span), params, fields, term.span)


def _field_value(field: FieldValue) -> Term:
    return Lambda(field.binders, field.value, span=field.span) if field.binders else field.value


def _bundled(
    cx: Context, name: str, params: tuple[Expr, ...], fields: dict[str, Term], span: Span | None
) -> Expr:
    own, parent = BUNDLED[name]
    data = {k: v for k, v in fields.items() if k not in _PROOF_FIELDS}
    make = Const(f"{name}.mk", span)
    if parent and parent[0] not in data:
        inner = _bundled(cx, parent[1], params, data, span)
        return apply(make, *params, inner)
    slots = (parent[0],) if parent else own
    for extra in data.keys() - set(slots):
        raise SpecError("unknown-field", f"`{name}` has no field `{extra}`", span)
    for missing in set(slots) - data.keys():
        raise SpecError("missing-field", f"the field `{missing}` of `{name}` is missing", span)
    return _apply_constructor(cx, make, params, [data[s] for s in slots])


def _structure(cx: Context, name: str, span: Span | None) -> Structure:
    definition = cx.environment.definition(name)
    if definition is None or definition.structure is None:
        raise NotSupported("not-a-structure", f"`{name}` is no structure known here", span)
    return definition.structure


def _construct(
    cx: Context, s: Structure, params: tuple[Expr, ...], fields: dict[str, Term], span: Span | None
) -> Expr:
    for extra in fields.keys() - set(s.fields):
        raise SpecError("unknown-field", f"`{s.name}` has no field `{extra}`", span)
    values: list[Term | None] = [fields.get(f) for f in s.fields]
    return _apply_constructor(cx, Const(s.constructor, span), params, values, s.fields)


def _apply_constructor(
    cx: Context,
    make: Const,
    params: tuple[Expr, ...],
    values: list[Term] | list[Term | None],
    names: tuple[str, ...] = (),
) -> Expr:
    e = apply(make, *params)
    for i, value in enumerate(values):
        type = whnf(cx, infer(cx, e), DEFAULT)
        if not isinstance(type, Pi):
            raise SpecError("too-many-fields", f"`{make.name}` takes fewer fields", make.span)
        e = apply(e, _field(cx, type, value, names[i] if names else type.name, make.span))
    return e


def _field(cx: Context, pi: Pi, value: Term | None, name: str, span: Span | None) -> Expr:
    if isinstance(pi.type, Erased) or is_proposition(cx, pi.type):
        return ERASED
    if value is None:
        raise SpecError("missing-field", f"the field `{name}` is missing", span)
    return coerce(cx, cx.elaborate(cx, value, pi.type), pi.type, value.span)


def to_parent(cx: Context, obj: Expr) -> Expr | None:
    """`obj` as an element of the structure that its own structure extends."""
    type = whnf(cx, infer(cx, obj))
    name, params = spine(type)
    if not isinstance(name, Const) or name.name not in BUNDLED:
        return None
    parent = BUNDLED[name.name][1]
    return apply(Const(f"{name.name}.{parent[0]}"), *params, obj) if parent else None


def dot_constant(cx: Context, name: str, expected: Expr | None, span: Span | None) -> Expr:
    """`.name` in the namespace of the expected type's head."""
    result = expected
    while result is not None and isinstance(reduced := whnf(cx, result), Pi):
        result = instantiate(reduced.body, cx.hole(reduced.type))
    type = head_of(cx, result, span, f"`.{name}`")
    constant = known(cx, f"{head_constant(type)}.{name}")
    if constant is None:
        raise SpecError("unknown-constant", f"`{show(type)}` has no `{name}`", span)
    return Const(constant, span)
