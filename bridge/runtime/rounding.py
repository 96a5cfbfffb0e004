"""Whether a subject computes with operations that round numbers on which nothing else rounds.

In the exact lane sums, products and choices give the same bits in any order. A root, an elimination
or a division by 3 on the way to an exact result does not, and that is no fault.
"""

from __future__ import annotations

import math
from typing import Any

from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from bridge.runtime.laws import Comparison
from bridge.runtime.overflow import run_in_reverse
from bridge.runtime.samples import Batch
from bridge.runtime.subjects import Subject

# Their gradients (`tanh_backward`) and variants (`exp_`, `_softmax`) count as well.
ROUNDING = frozenset(
    "exp exp2 expm1 log log2 log10 log1p sqrt rsqrt sin cos tan atan atan2 asin acos sinh cosh "
    "tanh asinh acosh atanh erf erfc erfinv sigmoid log_sigmoid softmax log_softmax logsumexp "
    "softplus gelu silu mish elu celu selu norm renorm lgamma digamma var std var_mean std_mean "
    "cdist cdist_forward pdist_forward cosine_similarity cholesky lu_with_info "
    "binary_cross_entropy lerp addcdiv hypot logaddexp logaddexp2 batch_norm "
    "scaled_dot_product_attention".split()
)
FAMILIES = ("linalg_", "native_", "lu_", "triangular_", "cholesky_", "scaled_dot_product", "norm_")
QUOTIENTS = ("div", "true_divide")
POWERS = ("pow", "float_power")


class Rounding(TorchDispatchMode):  # type: ignore[no-untyped-call] # untyped in PyTorch
    """Notes whether an operation ran that need not be exact on exact numbers."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.seen = False

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.seen = self.seen or _rounds(func.overloadpacket.__name__, args)
        return func(*args, **(kwargs or {}))


def _rounds(operation: str, args: Any) -> bool:
    name = operation.partition("_backward")[0].strip("_")
    if name in QUOTIENTS or name == "reciprocal":
        return not _powers_of_two(args[name in QUOTIENTS])
    if name in POWERS:
        return not _natural(args[1])
    return name in ROUNDING or name.startswith(FAMILIES)


def _powers_of_two(divisor: Any) -> bool:
    if isinstance(divisor, Tensor):
        mantissa = divisor.detach().double().frexp().mantissa.abs()
        return bool(((mantissa == 0.5) | (mantissa == 0)).all())
    return not divisor or abs(math.frexp(divisor)[0]) == 0.5


def _natural(exponent: Any) -> bool:
    if isinstance(exponent, Tensor):
        return bool(((exponent >= 0) & (exponent == exponent.round())).all())
    return bool(exponent >= 0 and exponent == int(exponent))


def rounds(comparison: Comparison, subject: Subject, sample: Batch) -> bool:
    """Whether something that the subject computes for the comparison may round."""
    with Rounding() as watched:
        finished = run_in_reverse(comparison, subject, sample)
    return finished and watched.seen
