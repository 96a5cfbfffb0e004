"""Instances of the project's own classes: found, not assumed.

Mathlib's classes are erased; a class of the project is a structure, and an instance argument is
the instance in scope: a local one, a parent of a local one, or the only global one that fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from bridge.core.expr import ERASED, Const, Expr, Meta, Pi, apply, instantiate, map_children, spine
from bridge.core.show import show
from bridge.elaborate.context import Context, Retract, head_constant
from bridge.elaborate.unify import infer, is_proposition, unify, whnf
from bridge.errors import BridgeError, NotSupported
from bridge.meaning.types import ERASED_CLASSES
from bridge.source import Span
from bridge.syntax.ast import BinderKind

MAX_DEPTH = 8


def is_erased(cx: Context, type: Expr) -> bool:
    """Whether a type is a class of Mathlib, whose instances are not looked at."""
    return head_constant(cx.resolve(type)) in ERASED_CLASSES


def instance_argument(cx: Context, type: Expr, span: Span | None) -> Expr:
    """The argument for `[C α]`: erased for Mathlib's classes; otherwise found as soon as the
    arguments of the class are known."""
    if is_erased(cx, type) or head_constant(whnf(cx, type)) is None:
        return ERASED
    if is_proposition(cx, type):
        return ERASED
    if not _open(cx, type):
        return synthesize(cx, type, span)
    hole = cx.hole(type, span)
    cx.instances.append((hole, span))
    return hole


def settle_instances(cx: Context) -> None:
    """Find the instances that had to wait for their arguments, and those that these bring up."""
    while cx.instances:
        _find(cx, *cx.instances.pop(0))


def settle_known(cx: Context) -> None:
    """Find the instances whose arguments are known by now; the others wait on."""
    waiting, cx.instances = cx.instances, []
    for hole, span in waiting:
        if _open(cx, hole.type):
            cx.instances.append((hole, span))
        else:
            _find(cx, hole, span)


def _find(cx: Context, hole: Meta, span: Span | None) -> None:
    root = cx.fill(hole)
    if isinstance(spine(root)[0], Meta):
        unify(cx, root, synthesize(cx, cx.fill(hole.type), span))


def _open(cx: Context, type: Expr) -> bool:
    """Whether a class is applied to something that is not known yet."""
    found = False

    def go(e: Expr, _crossed: int) -> Expr:
        nonlocal found
        found = found or isinstance(e, Meta)
        return e if found else map_children(e, go)

    go(cx.fill(type), 0)
    return found


def synthesize(cx: Context, type: Expr, span: Span | None, depth: int = 0) -> Expr:
    """The instance of a class at its arguments."""
    for candidate in _local(cx):
        with cx.shallow():
            fits = unify(cx, infer(cx, candidate), type)
        if fits:
            return candidate
    if depth > MAX_DEPTH:
        raise NotSupported("deep-instance", "the search for an instance goes too deep", span)
    name = head_constant(whnf(cx, type)) or ""
    tried = (_global(cx, c, type, span, depth) for c in cx.environment.instances(name, cx.scope))
    found = [instance for instance in tried if instance is not None]
    if len(found) == 1:
        return found[0]
    shown = show(cx.fill(type))
    if not found:
        raise NotSupported("no-instance", f"there is no instance of `{shown}` in scope", span)
    raise NotSupported("ambiguous-instance", f"several instances of `{shown}` fit", span)


def _local(cx: Context) -> Iterator[Expr]:
    """Local instances, the latest first, each followed by its parents."""
    for instance in reversed(cx.local_instances()):
        yield from _with_parents(cx, instance)


def _with_parents(cx: Context, instance: Expr) -> Iterator[Expr]:
    yield instance
    head, params = spine(whnf(cx, infer(cx, instance)))
    definition = cx.definition(head.name) if isinstance(head, Const) else None
    if definition is None or definition.structure is None:
        return
    for name in definition.structure.parents:
        parent = apply(Const(f"{definition.name}.{name}"), *params, instance)
        yield from _with_parents(cx, parent)


def _global(cx: Context, candidate: str, type: Expr, span: Span | None, depth: int) -> Expr | None:
    """A declared instance at the arguments that are wanted; None if it is of another type."""
    try:
        definition = cx.definition(candidate)
        if definition is None:
            return None
        with cx.attempt():
            return _applied(cx, Const(candidate, span), definition.type, type, span, depth)
    except (BridgeError, Retract):
        return None


def _applied(
    cx: Context, instance: Expr, own: Expr, type: Expr, span: Span | None, depth: int
) -> Expr:
    """A global instance applied to what makes it of the wanted type."""
    wanted: list[tuple[Meta, Expr]] = []
    while isinstance(own, Pi):
        if own.kind is BinderKind.INSTANCE and is_erased(cx, own.type):
            argument: Expr = ERASED
        else:
            argument = cx.hole(own.type, span)
            if own.kind is BinderKind.INSTANCE and isinstance(argument, Meta):
                wanted.append((argument, own.type))
        instance, own = apply(instance, argument), instantiate(own.body, argument)
    with cx.shallow():
        if not unify(cx, own, type):
            raise Retract
    for hole, needed in wanted:
        cx.assignment[hole.id] = synthesize(cx, needed, span, depth + 1)
    return cx.fill(instance)
