"""Arrays through which the NumPy references run, with a rigorous bound per entry."""

from bridge.runtime.tracked import contraction, pointwise, shaping  # registers the rules
from bridge.runtime.tracked.array import Dim, NoRule, Tracked
from bridge.runtime.tracked.conditions import Condition, Relation
from bridge.runtime.tracked.formats import BFLOAT16, FLOAT16, FLOAT32, FLOAT64, ORACLE, Format
from bridge.runtime.tracked.trace import Trace

__all__ = [
    "BFLOAT16",
    "FLOAT16",
    "FLOAT32",
    "FLOAT64",
    "ORACLE",
    "Condition",
    "Dim",
    "Format",
    "NoRule",
    "Relation",
    "Trace",
    "Tracked",
    "contraction",
    "pointwise",
    "shaping",
]
