"""Terms of which the text shows that they are not negative, wherever they are evaluated.

`|e|` of such a term is `e` as a function, so it has the derivatives of `e`, and no kink is looked
for where `e` is 0.
"""

from __future__ import annotations

from bridge.core.expr import NAT, Const, Expr, Lit, spine

_ALWAYS = frozenset("Norm.norm Dist.dist abs Real.sqrt Real.exp Nat.cast NNReal.toReal".split())
_BY_BOTH = frozenset("HAdd.hAdd HMul.hMul HDiv.hDiv Max.max".split())


def is_nonnegative(e: Expr) -> bool:
    """Whether a term is a norm, an even power, … or a sum, product or quotient of such terms.

    >>> from fractions import Fraction
    >>> from bridge.core.expr import REAL
    >>> is_nonnegative(Lit(Fraction(1, 2), REAL)), is_nonnegative(Const("Real.pi"))
    (True, False)
    """
    head, args = spine(e)
    if isinstance(head, Lit):
        return head.value >= 0
    if not isinstance(head, Const) or not args:
        return False
    if head.name in _ALWAYS:
        return True
    if head.name == "Inv.inv":
        return is_nonnegative(args[-1])
    if head.name == "HPow.hPow":
        return _is_even(args[1], args[-1]) or is_nonnegative(args[-2])
    if head.name not in _BY_BOTH:
        return False
    left, right = args[-2:]
    is_square = head.name == "HMul.hMul" and left == right
    return is_square or (is_nonnegative(left) and is_nonnegative(right))


def _is_even(type: Expr, exponent: Expr) -> bool:
    return type == NAT and isinstance(exponent, Lit) and exponent.value % 2 == 0
