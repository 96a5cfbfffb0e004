"""How much reading one declaration may cost, in counted steps: every run on every machine stops
at the same place.

A step is a node of a term or of index notation that is looked at. Each declaration has its own
allowance, whoever asks for it first, so the order of reading does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf

from bridge.errors import BridgeError, NotSupported

ALLOWANCE = 1_000_000
_left: float = inf  # outside of every `limited`, nothing is counted


class TooMuchWork(NotSupported):
    """A declaration has used up its steps."""


@contextmanager
def limited(allowance: int = ALLOWANCE) -> Iterator[None]:
    """Inside the block, so many steps at most. A block inside it has an allowance of its own."""
    global _left
    outer, _left = _left, allowance
    try:
        yield
        _refuse_overrun()  # the refusal was taken for that of one of several readings
    except BridgeError:
        _refuse_overrun()
        raise
    finally:
        _left = outer


def step() -> None:
    """Count one step; refused when there is none left."""
    global _left
    _left -= 1
    if _left < 0:
        _refuse_overrun()


def _refuse_overrun() -> None:
    if _left < 0:
        raise TooMuchWork(
            "too-much-work",
            "reading this takes more steps than one declaration is allowed: its terms grow where"
            " definitions and `let`s are unfolded",
        )
