"""Whether a subject's result is off because an intermediate value leaves its format's range.

The closed form of a gradient need not contain the loss, whose value may overflow while the gradient
is small. Nothing is known then about what the subject gives. A run in float64 shows the size of
everything that is computed on the way. It is a run in reverse mode whatever the mode in question:
dispatch modes see nothing useful under `torch.func`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from bridge.runtime.definitions import Definitions
from bridge.runtime.execution import PLAIN, hands
from bridge.runtime.laws import Comparison, Derivative, Vmapped
from bridge.runtime.modes import AGAIN, GRAD, Mode, NotInMode
from bridge.runtime.samples import Batch
from bridge.runtime.subjects import Subject
from bridge.runtime.tracked.formats import FLOAT32, FLOAT64, Format


class Largest(TorchDispatchMode):  # type: ignore[no-untyped-call] # untyped in PyTorch
    """Records the largest absolute value of any result of any operation, and whether a result is
    too small for a format although nothing that it was computed from is 0."""

    def __init__(self, fmt: Format) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.tiny = float(fmt.tiny)
        self.seen = 0.0
        self.vanished = False

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        result = func(*args, **(kwargs or {}))
        for t in result if isinstance(result, tuple | list) else (result,):
            if isinstance(t, Tensor) and t.is_floating_point() and t.numel():
                self.seen = max(self.seen, _size(t))
                self.vanished |= _vanished(func, args, t, self.tiny)
        return result


def _size(t: Tensor) -> float:
    return float(_absolute(t).nan_to_num(nan=0.0).max())


def _absolute(t: Tensor) -> Tensor:
    """Of a zero tensor of autograd, and of what it computes with one, there is nothing to read:
    it has no storage, and trying is a segmentation fault."""
    unread = t._is_zerotensor() or t.is_meta
    return torch.zeros(1, dtype=t.dtype) if unread else t.detach().abs()


PRODUCTS = ("mul", "div", "exp", "pow", "reciprocal", "sigmoid")  # 0 only by underflow


def _vanished(func: Any, args: Any, result: Tensor, tiny: float) -> bool:
    if func.overloadpacket.__name__ not in PRODUCTS:
        return False
    given = [a for a in args if isinstance(a, Tensor) and a.is_floating_point()]
    small = _absolute(result) < tiny
    return bool(small.any()) and not any(bool((_absolute(a) == 0).any()) for a in given)


def _square_leaves(sample: Batch, fmt: Format) -> bool:
    """Whether a number of the sample is so small or large that its square is out of range."""
    if fmt not in (FLOAT32, FLOAT64):  # in narrower ones that is said of ordinary numbers
        return False
    numbers = [np.abs(np.ravel(v)) for v in (*sample.arrays.values(), *sample.extra.values())]
    given = np.concatenate([np.zeros(0), *numbers]).astype(np.longdouble)
    squares = given[given > 0] ** 2
    return bool(((squares < fmt.tiny) | (squares > fmt.largest)).any())


def run_in_reverse(comparison: Comparison, subject: Subject, sample: Batch) -> bool:
    """Compute what the comparison does, in reverse mode in float64, for a dispatch mode to watch;
    False where that ends in an exception."""
    (hand,) = hands(sample, FLOAT64, [PLAIN])
    for reverse, mode in _in_reverse(comparison):
        try:
            reverse.run(sample, hand.tensors, Definitions(subject, mode))
            break
        except NotInMode:  # a second derivative of J v: the first one shows the values as well
            continue
        except Exception:  # what the call itself is worth is judged elsewhere
            return False
    return True


def _in_reverse(comparison: Comparison) -> list[tuple[Comparison, Mode]]:
    """Runs in reverse mode that compute what the comparison does."""
    match comparison:
        case Vmapped(law):
            return [(law, GRAD)]
        case Derivative(law):
            return [(Derivative(law, "autograd"), AGAIN), (law, GRAD)]
        case _:
            return [(comparison, GRAD)]


def overflows(comparison: Comparison, subject: Subject, sample: Batch, fmt: Format) -> bool:
    """Whether on this sample something is computed that the format cannot hold.

    The lowered code is what Lean says, and may overflow anywhere; what a mode makes of it has
    products that it does not have itself. Other subjects answer for what they compute in float64.
    """
    if fmt is FLOAT64 and subject.base is not None:
        return False
    if subject.base is None and _square_leaves(sample, fmt):
        return True
    with Largest(fmt) as largest:
        if not run_in_reverse(comparison, subject, sample):
            return False
    if subject.base is None and largest.vanished:
        return True
    return bool(largest.seen > float(fmt.largest))
