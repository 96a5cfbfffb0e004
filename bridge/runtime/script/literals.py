"""Numbers and arrays as Python text, exactly."""

from __future__ import annotations

import math
import textwrap
from typing import Any

import numpy as np

WIDTH = 96


def tensor(values: Any, dtype: str) -> str:
    """A torch tensor with exactly these entries."""
    array = np.asarray(values, np.float64)
    if not array.size:
        return f"torch.zeros({array.shape}, dtype={dtype})"
    if array.size > 8 and np.all(array == array.flat[0]):
        return f"torch.full({array.shape}, {number(array.flat[0])}, dtype={dtype})"
    return f"torch.tensor({nested(array)}, dtype={dtype})"


def array(values: Any) -> str:
    """A NumPy array with exactly these entries, as longdouble."""
    wide = np.asarray(values, np.float64)
    if not wide.size:
        return f"np.zeros({wide.shape}, np.longdouble)"
    return f"np.array({nested(wide)}, np.longdouble)"


def nested(values: Any) -> str:
    if values.ndim == 0:
        return number(values[()])
    return "[" + ", ".join(nested(row) for row in values) + "]"


def number(x: Any) -> str:
    value = float(x)
    if math.isfinite(value):
        return repr(value)
    return f'float("{value}")'


def wrapped(text: str, indent: str = "") -> str:
    """The text broken after commas where it is too long for a line."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
