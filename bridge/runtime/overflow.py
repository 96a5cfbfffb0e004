"""Whether a subject's result is off because an intermediate value leaves its format's range.

The closed form of a gradient need not contain the loss, whose value may overflow while the gradient
is small. Nothing is known then about what the subject gives. A run in float64 shows the size of
everything that is computed on the way. It is a run in reverse mode whatever the mode in question:
dispatch modes see nothing useful under `torch.func`.
"""

from __future__ import annotations

from typing import Any

from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from bridge.runtime.definitions import Definitions
from bridge.runtime.execution import PLAIN, hands
from bridge.runtime.laws import Comparison, Derivative, Vmapped
from bridge.runtime.modes import AGAIN, GRAD, Mode, NotInMode
from bridge.runtime.samples import Batch
from bridge.runtime.subjects import Subject
from bridge.runtime.tracked.formats import FLOAT64, Format


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
    return float(t.detach().abs().nan_to_num(nan=0.0).max())


PRODUCTS = ("mul", "div", "exp", "pow", "reciprocal", "sigmoid")  # 0 only by underflow


def _vanished(func: Any, args: Any, result: Tensor, tiny: float) -> bool:
    if func.overloadpacket.__name__ not in PRODUCTS:
        return False
    given = [a for a in args if isinstance(a, Tensor) and a.is_floating_point()]
    small = result.detach().abs() < tiny
    return bool(small.any()) and not any(bool((a == 0).any()) for a in given)


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

    The lowered code is what Lean says, and may overflow anywhere; other subjects answer for what
    they compute in float64.
    """
    if fmt is FLOAT64 and subject.base is not None:
        return False
    (hand,) = hands(sample, FLOAT64, [PLAIN])
    with Largest(fmt) as largest:
        for reverse, mode in _in_reverse(comparison):
            try:
                reverse.run(sample, hand.tensors, Definitions(subject, mode))
                break
            except NotInMode:  # a second derivative of J v: the first one shows the values as well
                continue
            except Exception:  # what the call itself is worth is judged elsewhere
                return False
    if subject.base is None and largest.vanished:
        return True
    return bool(largest.seen > float(fmt.largest))
