"""Whether something is differentiated in a term."""

from __future__ import annotations

from bridge.errors import NotSupported
from bridge.lower.index import Condition, Derivative, Named, Node, children


def has_derivative(node: Node) -> bool:
    if isinstance(node, Derivative):
        return True
    if isinstance(node, Named):
        return has_derivative(node.term)
    return any(has_derivative(child) for child in children(node))


def decidable(condition: Condition) -> Condition:
    """The condition; refused if it is about derivatives, which references do not compute."""
    if has_derivative(condition):
        raise NotSupported(
            "derivative-in-condition", "a condition on derivatives is checked against no subject"
        )
    return condition
