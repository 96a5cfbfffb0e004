"""How much one declaration may cost, in counted steps: every run on every machine stops at the
same place.

A step of reading is a node of a term or of index notation that is looked at. Each declaration has
its own allowance, whoever asks for it first, so the order of reading does not matter. A step of
evaluation is an element that is visited, or a machine word of a number that grows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf

from bridge.errors import BridgeError, NotSupported

ALLOWANCE = 1_000_000
READING = (
    "reading this takes more steps than one declaration is allowed: its terms grow where"
    " definitions and `let`s are unfolded"
)
_left: float = inf  # outside of every `limited`, nothing is counted
_told = READING


class TooMuchWork(NotSupported):
    """A declaration has used up its steps."""


@contextmanager
def limited(allowance: int = ALLOWANCE, told: str = READING) -> Iterator[None]:
    """Inside the block, so many steps at most; `told` is what an overrun says. A block inside it
    has an allowance of its own."""
    global _left, _told
    outer, _left = (_left, _told), allowance
    _told = told
    try:
        yield
        _refuse_overrun()  # the refusal was taken for that of one of several readings
    except BridgeError:
        _refuse_overrun()
        raise
    finally:
        _left, _told = outer


def step(count: int = 1) -> None:
    """Count so many steps; refused when there are none left."""
    global _left
    _left -= count
    if _left < 0:
        _refuse_overrun()


def left() -> float:
    """How many steps are left in this block."""
    return _left


def _refuse_overrun() -> None:
    if _left < 0:
        raise TooMuchWork("too-much-work", _told)
