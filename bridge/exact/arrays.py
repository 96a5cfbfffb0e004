"""Elements of array families as plain arrays, and back."""

from __future__ import annotations

from bridge.core.arrays import ArrayFamily
from bridge.errors import NotSupported
from bridge.exact import types
from bridge.exact.families import Family
from bridge.exact.types import Made, Type, Value

Families = dict[str, ArrayFamily]


def plain_type(families: Families, t: Type) -> Type:
    """A type in which every array family is replaced by the arrays that its elements are."""
    if isinstance(t, types.FunctionType):
        codomain = t.codomain
        return types.FunctionType(t.domain, lambda i: plain_type(families, codomain(i)))
    if isinstance(t, types.FamilyType) and t.name in families:
        return plain_type(families, _content_type(families[t.name], t)[1])
    return t


def to_plain(families: Families, t: Type, value: Value) -> Value:
    """An element of a type as an element of its `plain_type`."""
    if isinstance(t, types.FunctionType) and isinstance(t.domain, types.FinType):
        codomain = t.codomain
        return types.Table(lambda i: to_plain(families, codomain(i), value(i)))
    if isinstance(t, types.FamilyType) and t.name in families:
        position, content = _content_type(families[t.name], t)
        return to_plain(families, content, value.fields[position])
    return value


def from_plain(families: Families, t: Type, value: Value) -> Value:
    """The inverse of `to_plain`."""
    if isinstance(t, types.FunctionType) and isinstance(t.domain, types.FinType):
        codomain = t.codomain
        return types.Table(lambda i: from_plain(families, codomain(i), value(i)))
    if isinstance(t, types.FamilyType) and t.name in families:
        return _built(families, t, value)
    return value


def _family(t: types.FamilyType) -> Family:
    assert isinstance(t.family, Family)
    return t.family


def _made(t: types.FamilyType) -> tuple[str, dict[int, Value]]:
    """The constructor that the indices of a type tell, and the fields that they tell."""
    family = _family(t)
    for constructor in family.constructors:
        telescope = family.telescope(constructor)
        known = family.at_indices(t.arguments, telescope)
        if known is not None:
            told = {i: known[v] for i, v in enumerate(telescope.fields) if v in known}
            return constructor, told
    raise NotSupported("no-array", f"no constructor of `{t.name}` is at these indices")


def _content_type(family: ArrayFamily, t: types.FamilyType) -> tuple[int, Type]:
    constructor, told = _made(t)
    literal = _family(t)
    telescope = literal.telescope(constructor)
    position = family.content[constructor]
    known = dict(zip(telescope.parameters, t.arguments, strict=False))
    known |= {telescope.fields[i]: v for i, v in told.items()}
    return position, literal.reader.evaluate(telescope.fields[position].type, known)


def _built(families: Families, t: types.FamilyType, value: Value) -> Made:
    constructor, told = _made(t)
    position, content = _content_type(families[t.name], t)
    inner = from_plain(families, content, value)
    count = len(_family(t).telescope(constructor).fields)
    fields = (inner if i == position else told.get(i) for i in range(count))
    return Made(constructor, tuple(fields))
