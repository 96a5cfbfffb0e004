"""Structures: anonymous constructors, instances by fields, parents, leading-dot names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bridge.core.environment import Structure
from bridge.core.expr import ERASED, Const, Erased, Expr, Meta, Pi, apply, instantiate, spine
from bridge.core.show import show
from bridge.elaborate.coercions import coerce
from bridge.elaborate.context import Context, head_constant
from bridge.elaborate.instances import is_erased, synthesize
from bridge.elaborate.names import declared_later, visible
from bridge.elaborate.proofs import learn_given
from bridge.elaborate.unify import DEFAULT, infer, is_proposition, whnf
from bridge.errors import NotSupported, SpecError
from bridge.source import Span
from bridge.syntax.ast import (
    Anonymous,
    BinderKind,
    FieldValue,
    Lambda,
    Project,
    StructInstance,
    Term,
)

# Mathlib's bundled maps: data fields of the structure itself, and the structure that it extends.
# Their proof fields carry no data and may be given or not.
BUNDLED: dict[str, tuple[tuple[str, ...], tuple[str, str] | None]] = {
    "LinearMap": (("toFun",), None),
    "ContinuousLinearMap": ((), ("toLinearMap", "LinearMap")),
    "LinearEquiv": (("toFun", "invFun"), None),
    "Equiv": (("toFun", "invFun"), None),
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
        fields = dict(zip(slots, (_additive_part(name.name, a) for a in term.args), strict=False))
        if len(fields) < len(slots):
            raise SpecError("missing-field", f"`{name.name}` needs {', '.join(slots)}", term.span)
        return _bundled(cx, name.name, params, fields, term.span)
    if (constructor := _only_constructor(cx, name.name)) is not None:
        values = _grouped(term, _explicit_fields(cx, constructor, params))
        return _apply_constructor(cx, Const(constructor, term.span), params, list(values))
    structure = _structure(cx, name.name, term.span)
    items = term.args
    if len(items) > len(structure.fields):
        last = Anonymous(items[len(structure.fields) - 1 :], span=term.span)
        items = (*items[: len(structure.fields) - 1], last)
    fields = dict(zip(structure.fields, items, strict=False))
    return _construct(cx, structure, params, _Given(fields, (), term.span))


def _additive_part(name: str, value: Term) -> Term:
    """A linear map extends an additive one: `⟨⟨f, _⟩, _⟩`."""
    nested = name == "LinearMap" and isinstance(value, Anonymous) and value.args
    return value.args[0] if nested and isinstance(value, Anonymous) else value


def _only_constructor(cx: Context, name: str) -> str | None:
    """The constructor of an inductive type that has one; None for structures, whose fields may
    be left out."""
    definition = cx.definition(name)
    if definition is None or definition.structure is not None or definition.inductive is None:
        return None
    constructors = definition.inductive.constructors
    return constructors[0] if len(constructors) == 1 else None


def _explicit_fields(cx: Context, constructor: str, params: tuple[Expr, ...]) -> int:
    type = infer(cx, apply(Const(constructor), *params))
    count = 0
    while isinstance(type, Pi):
        count, type = count + (type.kind is BinderKind.EXPLICIT), type.body
    return count


def _grouped(term: Anonymous, slots: int) -> tuple[Term, ...]:
    """Items beyond the last field belong to it."""
    if len(term.args) <= slots:
        return term.args
    return (*term.args[: slots - 1], Anonymous(term.args[slots - 1 :], span=term.span))


def pair(cx: Context, items: tuple[Term, ...], expected: Expr | None) -> Expr:
    """`(a, b, c)`, which is `(a, (b, c))`."""
    if len(items) == 1:
        return cx.elaborate(cx, items[0], expected)
    type = None if expected is None else whnf(cx, expected)
    sides: tuple[Expr | None, ...] = (None, None)
    if type is not None and head_constant(type) == "Prod":
        sides = spine(type)[1]
    first = cx.elaborate(cx, items[0], sides[0])
    if sides[0] is not None:
        first = coerce(cx, first, sides[0], items[0].span)
    second = pair(cx, items[1:], sides[1])
    if sides[1] is not None:
        second = coerce(cx, second, sides[1], items[1].span)
    return apply(Const("Prod.mk"), infer(cx, first), infer(cx, second), first, second)


def instance(cx: Context, term: StructInstance, expected: Expr | None) -> Expr:
    """`{ field := value }` at a structure type."""
    if term.type is not None:
        expected = cx.elaborate(cx, term.type, None)
    elif term.sources and (expected is None or isinstance(whnf(cx, expected), Meta)):
        expected = infer(cx, cx.elaborate(cx, term.sources[0], None))
    type = head_of(cx, expected, term.span, "`{ … }`")
    name, params = spine(type)
    assert isinstance(name, Const)
    fields = {f.name: _field_value(f) for f in term.fields}
    if name.name in BUNDLED:
        if term.sources:
            raise NotSupported(
                "structure-update", f"an update of a `{name.name}` is not handled yet", term.span
            )
        return _bundled(cx, name.name, params, fields, term.span)
    given = _Given(fields, term.sources, term.span)
    return _construct(cx, _structure(cx, name.name, term.span), params, given)


@dataclass(frozen=True, slots=True)
class _Given:
    """The fields that `{ s with f := a }` gives, and the structures that it takes the rest of."""

    fields: dict[str, Term]
    sources: tuple[Term, ...]
    span: Span | None

    def below(self, names: set[str]) -> _Given:
        """What is given for a parent with these fields; used up here."""
        own = {name: self.fields.pop(name) for name in list(self.fields) if name in names}
        return replace(self, fields=own)

    def from_source(self, cx: Context, name: str) -> Term | None:
        """A field that is not given, of the first source that has it."""
        for source in self.sources:
            type = whnf(cx, infer(cx, cx.elaborate(cx, source, None)))
            definition = cx.definition(head_constant(type) or "")
            known = None if definition is None else definition.structure
            if known is not None and name in _all_fields(cx, known):
                return Project(source, name, span=self.span)
        return None


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
    definition = cx.definition(name)
    if definition is None or definition.structure is None:
        raise NotSupported("not-a-structure", f"`{name}` is no structure known here", span)
    return definition.structure


def _construct(cx: Context, s: Structure, params: tuple[Expr, ...], given: _Given) -> Expr:
    own = {name: given.fields.pop(name) for name in s.fields if name in given.fields}
    values = dict(zip(_parameter_names(cx, s), params, strict=True))
    e: Expr = apply(Const(s.constructor, given.span), *params)
    for name in s.fields:
        type = whnf(cx, infer(cx, e), DEFAULT)
        if not isinstance(type, Pi):
            raise SpecError("too-many-fields", f"`{s.name}` takes fewer fields", given.span)
        if name in s.parents and name not in own:
            values[name] = _parent(cx, s, type.type, given)
            values |= inherited_fields(cx, values[name])
        elif _is_silent(cx, type.type):
            values[name] = _silent(cx, type.type, own.get(name))
        elif (value := own.get(name) or given.from_source(cx, name)) is not None:
            values[name] = _field(cx, type, value)
        else:
            values[name] = _default(cx, s, type.type, name, values, given.span)
        e = apply(e, values[name])
    for extra in given.fields:
        raise SpecError("unknown-field", f"`{s.name}` has no field `{extra}`", given.span)
    return e


def _parameter_names(cx: Context, s: Structure) -> list[str]:
    names: list[str] = []
    definition = cx.definition(s.name)
    type = None if definition is None else definition.type
    while isinstance(type, Pi):
        names.append(type.name)
        type = type.body
    return names


def _default(
    cx: Context,
    s: Structure,
    type: Expr,
    name: str,
    values: dict[str, Expr],
    span: Span | None,
) -> Expr:
    """The value that the structure itself gives to a field, by its parameters and other fields."""
    definition = cx.definition(s.name)
    source = None if definition is None else definition.source
    declared = () if source is None else source.fields
    default = next((f.default for f in declared if f.name == name), None)
    if source is None or default is None:
        raise SpecError("missing-field", f"the field `{name}` is missing", span)
    if any(f.name == name and f.binders for f in declared):
        raise NotSupported("field-default", f"the default of `{name}` has arguments", span)
    with cx.elsewhere(replace(source.scope, namespace=s.name), values):
        return coerce(cx, cx.elaborate(cx, default, type), type, default.span)


def _parent(cx: Context, s: Structure, type: Expr, given: _Given) -> Expr:
    """What a structure extends: built from the fields that are given for it, which are used up;
    the parent of a class, where none is given, is found like any instance."""
    head, params = spine(whnf(cx, type))
    assert isinstance(head, Const)
    parent = _structure(cx, head.name, given.span)
    below = given.below(_all_fields(cx, parent))
    if not below.fields and not given.sources and s.is_class:
        return synthesize(cx, type, given.span)
    return _construct(cx, parent, params, below)


def inherited_fields(cx: Context, parent: Expr) -> dict[str, Expr]:
    """The fields of a parent structure, by name, as projections."""
    head, params = spine(whnf(cx, cx.fill(infer(cx, parent))))
    definition = cx.definition(head.name) if isinstance(head, Const) else None
    if definition is None or definition.structure is None:
        return {}
    found: dict[str, Expr] = {}
    for name in definition.structure.fields:
        found[name] = apply(Const(f"{definition.name}.{name}"), *params, parent)
        if name in definition.structure.parents:
            found |= inherited_fields(cx, found[name])
    return found


def _all_fields(cx: Context, s: Structure) -> set[str]:
    found = set(s.fields)
    for name in s.parents:
        projection = cx.definition(f"{s.name}.{name}")
        if projection is not None:
            type = projection.type
            while isinstance(type, Pi):
                type = type.body
            found |= _all_fields(cx, _structure(cx, head_constant(type) or "", None))
    return found


def _apply_constructor(
    cx: Context, make: Const, params: tuple[Expr, ...], values: list[Term]
) -> Expr:
    e = apply(make, *params)
    for value in values:
        type = whnf(cx, infer(cx, e), DEFAULT)
        if not isinstance(type, Pi):
            raise SpecError("too-many-fields", f"`{make.name}` takes fewer fields", make.span)
        silent = _is_silent(cx, type.type)
        e = apply(e, _silent(cx, type.type, value) if silent else _field(cx, type, value))
    return e


def _silent(cx: Context, type: Expr, given: Term | None) -> Expr:
    """What is kept of a field without data; a proof may tell what other fields are."""
    if given is not None and is_proposition(cx, type):
        learn_given(cx, given, type)
    return ERASED


def _is_silent(cx: Context, type: Expr) -> bool:
    """Whether a field of this type carries no data."""
    return isinstance(type, Erased) or is_erased(cx, type) or is_proposition(cx, type)


def _field(cx: Context, pi: Pi, value: Term) -> Expr:
    return coerce(cx, cx.elaborate(cx, value, pi.type), pi.type, value.span)


def to_parents(cx: Context, obj: Expr) -> list[Expr]:
    """`obj` as an element of each structure that its own structure extends."""
    name, params = spine(whnf(cx, infer(cx, obj)))
    if not isinstance(name, Const):
        return []
    if name.name in BUNDLED:
        parent = BUNDLED[name.name][1]
        return [apply(Const(f"{name.name}.{parent[0]}"), *params, obj)] if parent else []
    definition = cx.definition(name.name)
    if definition is None or definition.structure is None:
        return []
    parents = definition.structure.parents
    return [apply(Const(f"{name.name}.{parent}"), *params, obj) for parent in parents]


def dot_constant(cx: Context, name: str, expected: Expr | None, span: Span | None) -> Expr:
    """`.name` in the namespace of the expected type's head."""
    result = expected
    while result is not None and isinstance(reduced := whnf(cx, result), Pi):
        result = instantiate(reduced.body, cx.hole(reduced.type))
    type = head_of(cx, result, span, f"`.{name}`")
    full = f"{head_constant(type)}.{name}"
    constant = visible(cx, full)
    if constant is None:
        raise declared_later(cx, full, name, span) or SpecError(
            "unknown-constant", f"`{show(type)}` has no `{name}`", span
        )
    return Const(constant, span)
