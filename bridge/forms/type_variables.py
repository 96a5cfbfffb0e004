"""What a theorem's type variable is taken as: its classes say whether it is an index type, a space
or a ring of numbers."""

from __future__ import annotations

from collections.abc import Iterator

from bridge.core.expr import BVar, Const, Expr, Pi, spine
from bridge.ir.dims import Dim
from bridge.lower.values import REAL, FinType, SpaceType, Type
from bridge.syntax.ast import BinderKind

_OVER_SCALARS = frozenset({"Module", "NormedSpace", "InnerProductSpace"})  # of their last argument
_SPACE = _OVER_SCALARS | {"NormedAddCommGroup", "SeminormedAddCommGroup"}
_FIELD = frozenset("RCLike NontriviallyNormedField NormedField Field Ring CommRing".split())
_INDEX = frozenset({"Fintype", "Finite", "DecidableEq"})
_OF_INDICES = _INDEX | frozenset(
    "Nonempty Inhabited Nontrivial Unique Subsingleton LE LT Preorder PartialOrder "
    "LinearOrder".split()
)


def type_variable(binder: Pi) -> Type:
    """`Fin k` for a finite type and `ℝᵏ` for a space, with a size k of its own; otherwise `ℝ`."""
    classes = frozenset(_classes(binder.body))
    if classes & _SPACE and not classes & _FIELD:
        return SpaceType(binder.name)
    if classes & _INDEX and classes <= _OF_INDICES:
        return FinType(Dim.symbol(binder.name))
    return REAL


def _classes(rest: Expr) -> Iterator[str]:
    """The classes of the outermost bound variable."""
    depth = 0
    while isinstance(rest, Pi):
        head, args = spine(rest.type)
        if rest.kind is BinderKind.INSTANCE and isinstance(head, Const):
            own = args[-1:] if head.name in _OVER_SCALARS else args[:1]
            if BVar(depth) in own:
                yield head.name
        rest, depth = rest.body, depth + 1
