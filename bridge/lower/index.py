"""Index notation: what a term computes, entry by entry.

`Scalar` is a real (or natural) number that may depend on indices, `Array` a table of them, `Place`
a coordinate along one axis, `Condition` a decidable proposition. Binders (`Build`, `Reduce`,
`Every`) carry indices with unique ids. No axes, no broadcasting: `bridge.lower.axes` finds those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from fractions import Fraction
from functools import cache
from hashlib import sha256
from itertools import count
from typing import Any, TypeAlias

from bridge.core.work import step
from bridge.ir.dims import Dim

_fresh = count(1)
Shape: TypeAlias = tuple[Dim, ...]

# -- places -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Index:
    """A bound coordinate. `name` is the one it has in Lean."""

    id: int
    name: str = field(compare=False)
    size: Dim = field(compare=False)


@dataclass(frozen=True, slots=True)
class Position:
    """A fixed coordinate, `0 : Fin (n + 1)`."""

    value: int
    size: Dim


Place: TypeAlias = Index | Position

# -- arrays -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Variable:
    """A parameter, or the variable of a derivative."""

    id: int
    name: str = field(compare=False)
    shape: Shape = field(compare=False)


@dataclass(frozen=True, slots=True)
class Named:
    """A `let`: the array `term` under its Lean name. Closed in indices; equal when `key` is."""

    name: str = field(compare=False)
    term: Array = field(compare=False)
    key: str = field(repr=False)

    @property
    def shape(self) -> Shape:
        return self.term.shape


@dataclass(frozen=True, slots=True)
class Build:
    """`fun indices => body`."""

    indices: tuple[Index, ...]
    body: Scalar

    @property
    def shape(self) -> Shape:
        return tuple(i.size for i in self.indices)


@dataclass(frozen=True, slots=True)
class Function:
    """A function that is emitted: a definition of the project, or the transpose of a linear one.

    `linear` says that it is linear in its last argument.
    """

    name: str
    adjoint: bool = False
    linear: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Sampled:
    """A function variable of a theorem, or its derivative (whose first argument is the point)."""

    name: str
    derivative: bool = False
    adjoint: bool = False


Callee: TypeAlias = Function | Sampled


@dataclass(frozen=True, slots=True)
class Call:
    """A saturated call; `sizes` are the natural numbers that no argument's shape tells.

    A call whose arguments have free indices is meant for each of their values; that is only
    built where the callee works entry by entry. `unfold` gives the same array without the call.
    """

    callee: Callee
    sizes: tuple[Scalar, ...]
    args: tuple[Array, ...]
    shape: Shape = field(compare=False)
    unfold: Callable[[tuple[Array, ...]], Array] | None = field(
        default=None, compare=False, repr=False
    )


@dataclass(frozen=True, slots=True)
class Derivative:
    """`D (fun variable => body) at`, applied to `direction`; its adjoint if `reverse`.

    Without a direction the Jacobian: the axes of the body, then those of the variable.
    """

    variable: Variable
    body: Array
    at: Array
    direction: Array | None
    reverse: bool = False

    @property
    def shape(self) -> Shape:
        if self.direction is None:
            return (*self.body.shape, *self.variable.shape)
        return self.variable.shape if self.reverse else self.body.shape


Array: TypeAlias = Variable | Named | Build | Call | Derivative

# -- scalars ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Access:
    """`array places`, all axes given."""

    array: Array
    places: tuple[Place, ...]

    def __post_init__(self) -> None:
        if len(self.places) != len(self.array.shape):
            raise ValueError("an access gives one place per axis")


@dataclass(frozen=True, slots=True)
class Constant:
    value: Fraction


@dataclass(frozen=True, slots=True)
class Symbol:
    """A real constant by name: `pi`."""

    name: str


@dataclass(frozen=True, slots=True)
class Size:
    """A natural number that dimensions determine."""

    dim: Dim


@dataclass(frozen=True, slots=True)
class Coordinate:
    """The number of a place: `(i : ℕ)`."""

    place: Place


@dataclass(frozen=True, slots=True)
class Unary:
    op: str  # negative, abs, exp, log, sqrt, sin, …
    arg: Scalar


@dataclass(frozen=True, slots=True)
class Binary:
    op: str  # add, subtract, multiply, divide, power, maximum, minimum
    left: Scalar
    right: Scalar


@dataclass(frozen=True, slots=True)
class Reduce:
    """`∑ index, body` and the like. `note` is the text in Lean."""

    op: str  # sum, prod, max
    index: Index
    body: Scalar
    note: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Select:
    """`if condition then left else right`."""

    condition: Condition
    left: Scalar
    right: Scalar


Scalar: TypeAlias = (
    Access | Constant | Symbol | Size | Coordinate | Unary | Binary | Reduce | Select
)

# -- conditions ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Truth:
    value: bool


@dataclass(frozen=True, slots=True)
class Compare:
    op: str  # equal, not_equal, less, less_equal
    left: Scalar
    right: Scalar


@dataclass(frozen=True, slots=True)
class Same:
    """`i = j`: Kronecker's delta as a condition."""

    left: Place
    right: Place


@dataclass(frozen=True, slots=True)
class Logic:
    op: str  # logical_and, logical_or
    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Negation:
    arg: Condition


@dataclass(frozen=True, slots=True)
class Every:
    """`∀ index, body`."""

    index: Index
    body: Condition


Condition: TypeAlias = Truth | Compare | Same | Logic | Negation | Every
Node: TypeAlias = Place | Array | Scalar | Condition

_NODES = (
    Index, Position, Variable, Named, Build, Call, Derivative, Access, Constant, Symbol, Size,
    Coordinate, Unary, Binary, Reduce, Select, Truth, Compare, Same, Logic, Negation, Every,
)  # fmt: skip
ZERO, ONE = Constant(Fraction(0)), Constant(Fraction(1))


def fresh_variable(name: str, shape: Shape) -> Variable:
    """A variable that occurs nowhere else."""
    return Variable(next(_fresh), name, shape)


def fresh_index(name: str, size: Dim) -> Index:
    """An index that occurs nowhere else."""
    return Index(next(_fresh), name, size)


@cache
def _children(cls: type[Any]) -> tuple[str, ...]:
    skipped = {
        "shape",
        "callee",
        "op",
        "note",
        "name",
        "key",
        "id",
        "size",
        "dim",
        "value",
        "unfold",
    }
    return tuple(f.name for f in fields(cls) if f.name not in skipped)


def map_children(node: Any, f: Callable[[Any], Any]) -> Any:
    """The node with `f` applied to each node directly below it; itself if nothing changes.

    Binders are children too. Nothing is done about capture: see `substitute`.
    """
    step()
    if isinstance(node, Named):
        term = f(node.term)
        return node if term is node.term else named(node.name, term)
    changed: dict[str, Any] = {}
    for name in _children(node.__class__):
        old = getattr(node, name)
        if isinstance(old, tuple):
            new: Any = tuple(f(child) for child in old)
            if any(a is not b for a, b in zip(old, new, strict=True)):
                changed[name] = new
        elif isinstance(old, _NODES):
            new = f(old)
            if new is not old:
                changed[name] = new
    return _rebuild(node, changed) if changed else node


def _rebuild(node: Any, changed: dict[str, Any]) -> Any:
    values = {f.name: getattr(node, f.name) for f in fields(node)}
    return type(node)(**{**values, **changed})


def children(node: Node) -> Iterator[Any]:
    """The nodes directly below."""
    found: list[Any] = []

    def visit(child: Any) -> Any:
        found.append(child)
        return child

    map_children(node, visit)
    return iter(found)


def free_indices(node: Node) -> tuple[Index, ...]:
    """The indices that no binder of the node binds, in order of first occurrence."""
    known: dict[int, tuple[Index, ...]] = {}  # by identity: what is shared is searched once

    def go(n: Any) -> tuple[Index, ...]:
        if id(n) not in known:
            known[id(n)] = search(n)
        return known[id(n)]

    def search(n: Any) -> tuple[Index, ...]:
        match n:
            case Index():
                return (n,)
            case Build(indices, body):
                return tuple(i for i in go(body) if i not in indices)
            case Reduce(_, index, body) | Every(index, body):
                return tuple(i for i in go(body) if i != index)
            case Named():
                return ()
            case _:
                return tuple(dict.fromkeys(i for child in children(n) for i in go(child)))

    return go(node)


def mentions(node: Node, array: Array) -> bool:
    """Whether an array occurs in a node."""
    searched: set[int] = set()  # by identity: what is shared is searched once

    def go(n: Any) -> bool:
        if id(n) in searched:
            return False
        searched.add(id(n))
        return n == array or any(go(child) for child in children(n))

    return go(node)


def substitute(
    node: Any, places: dict[Index, Place], arrays: dict[Variable, Array] | None = None
) -> Any:
    """The node at other places, and with other arrays for its variables; binders are renewed."""
    step()
    arrays = arrays or {}
    match node:
        case Index():
            return places.get(node, node)
        case Variable():
            return arrays.get(node, node)
        case Build(indices, body):
            fresh = tuple(fresh_index(i.name, i.size) for i in indices)
            inner = {**places, **dict(zip(indices, fresh, strict=True))}
            return Build(fresh, substitute(body, inner, arrays))
        case Reduce(op, index, body, note):
            new = fresh_index(index.name, index.size)
            return Reduce(op, new, substitute(body, {**places, index: new}, arrays), note)
        case Every(index, body):
            new = fresh_index(index.name, index.size)
            return Every(new, substitute(body, {**places, index: new}, arrays))
        case Named() if not arrays:
            return node  # closed in indices
        case Derivative(variable, body, at, direction, reverse):
            new_variable = fresh_variable(variable.name, variable.shape)
            return Derivative(
                new_variable,
                substitute(body, places, {**arrays, variable: new_variable}),
                substitute(at, places, arrays),
                None if direction is None else substitute(direction, places, arrays),
                reverse,
            )
        case Access(array, at):
            moved = tuple(substitute(p, places, arrays) for p in at)
            return access(substitute(array, places, arrays), moved)
        case _:
            return map_children(node, lambda child: substitute(child, places, arrays))


def access(array: Array, places: tuple[Place, ...]) -> Scalar:
    """The entry of an array; of a table that is spelled out, the entry itself."""
    if isinstance(array, Build):
        entry: Scalar = substitute(array.body, dict(zip(array.indices, places, strict=True)))
        return entry
    return Access(array, places)


def build(indices: tuple[Index, ...], body: Scalar) -> Array:
    """The array with these entries; `fun i => x i` is `x`."""
    match body:
        case Access(array, places) if places == indices and not (
            set(free_indices(array)) & set(indices)
        ):
            return array
        case _:
            return Build(indices, body)


def named(name: str, term: Array) -> Named:
    """A named array; two of the same content are the same."""
    return Named(name, term, sha256(key(term).encode()).hexdigest())


def without_names(node: Any) -> Any:
    """The node with the content of every `let` in its place."""
    if isinstance(node, Named):
        return without_names(node.term)
    changed = map_children(node, without_names)
    match changed:
        case Access(Build() as array, places):
            return access(array, places)
        case _:
            return changed


def key(node: Node) -> str:
    """Text that is equal for nodes that are equal up to names of bound indices."""
    numbers: dict[Index, str] = {}

    def go(n: Any) -> str:
        match n:
            case Index(id):
                return numbers.get(n, f"#{id}")
            case Named():
                return n.key
            case Build(indices, _):
                for i in indices:
                    numbers[i] = f"${len(numbers)}:{i.size}"
            case Reduce(_, index, _) | Every(index, _):
                numbers[index] = f"${len(numbers)}:{index.size}"
            case Variable(id, name):
                return f"{name}#{id}"
            case _:
                pass
        tag = " ".join(
            str(getattr(n, f)) for f in ("op", "callee", "value", "name", "dim", "reverse")
            if hasattr(n, f)
        )  # fmt: skip
        return f"({type(n).__name__} {tag} {' '.join(go(c) for c in children(n))})"

    return go(node)
