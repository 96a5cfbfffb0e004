"""What a claim draws: variables and the shapes they are declared with.

A shape is the names of its sizes, `"hidDim inDim"`; `""` is a real number, `"ℕ"` a natural number,
`"Fin n"` an index below n, `"E -> F"` a differentiable map. A size may be a sum or a product, with
no blanks in it (`n+1`, `2*n`). Equal names are equal sizes.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Sizes = Mapping[str, int]
Shape = tuple[int, ...]
Kind = Literal["array", "natural", "index", "map"]


@dataclass(frozen=True, slots=True)
class Variable:
    """`axes`: the sizes of an array, the source space of a map, the bound of an index."""

    name: str
    kind: Kind
    axes: tuple[str, ...] = ()
    target: tuple[str, ...] = ()

    @property
    def size_names(self) -> tuple[str, ...]:
        """The names that occur in the shape, in order."""
        found = [n for axis in (*self.axes, *self.target) for n in re.findall(r"[^\W\d]\w*", axis)]
        return tuple(dict.fromkeys(found))

    def shape(self, sizes: Sizes) -> Shape:
        return shape_of(self.axes, sizes)

    def arrays(self, sizes: Sizes) -> dict[str, Shape]:
        """The arrays that hold this variable, by key. A map has four, see `bridge.runtime.maps`."""
        source, target = shape_of(self.axes, sizes), shape_of(self.target, sizes)
        if self.kind == "map":
            linear = {f"{self.name}.{part}": (*target, *source) for part in ("A", "P", "R")}
            return {f"{self.name}.c": target, **linear}
        return {self.name: source} if self.kind == "array" else {}


def parse_variable(name: str, shape: str) -> Variable:
    """The variable that `check.draw(name=shape)` declares.

    >>> parse_variable("f", "E -> F").target
    ('F',)
    """
    if shape == "ℕ":
        return Variable(name, "natural")
    if shape.startswith("Fin "):
        return Variable(name, "index", (shape.removeprefix("Fin ").strip(),))
    if "->" in shape:
        source, target = (tuple(part.split()) for part in shape.split("->"))
        return Variable(name, "map", source, target)
    return Variable(name, "array", tuple(shape.split()))


def shape_of(axes: tuple[str, ...], sizes: Sizes) -> Shape:
    return tuple(_size(ast.parse(axis, mode="eval").body, sizes) for axis in axes)


def _size(node: ast.expr, sizes: Sizes) -> int:
    match node:
        case ast.Name(id=name):
            return sizes[name]
        case ast.Constant(value=int(number)):
            return number
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _size(left, sizes) + _size(right, sizes)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return _size(left, sizes) * _size(right, sizes)
    raise ValueError(f"a size is a name, a number, a sum or a product, not {ast.unparse(node)}")


def python_name(name: str) -> str:
    """The name as Python's parser normalises identifiers."""
    return unicodedata.normalize("NFKC", name)


def size_names(variables: tuple[Variable, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(python_name(n) for v in variables for n in v.size_names))
