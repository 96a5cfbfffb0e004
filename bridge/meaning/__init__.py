"""What each Lean and Mathlib constant means: one table, read by every stage."""

from __future__ import annotations

from bridge.meaning.algebra import ALGEBRA
from bridge.meaning.analysis import ANALYSIS
from bridge.meaning.arithmetic import ARITHMETIC, LOGIC, SUMS
from bridge.meaning.arrays import COLLECTIONS
from bridge.meaning.calculus import CALCULUS
from bridge.meaning.data import DATA
from bridge.meaning.finite import FINITE
from bridge.meaning.finsets import FINSETS
from bridge.meaning.functions import MORE_FUNCTIONS
from bridge.meaning.linear import BUNDLED, LINEAR_MAPS, LP_SPACES, MATRICES
from bridge.meaning.lists import MORE_LISTS
from bridge.meaning.maps import MAPS
from bridge.meaning.order import ORDER
from bridge.meaning.real import REAL_FUNCTIONS
from bridge.meaning.sets import SETS_AND_PARTS
from bridge.meaning.subtypes import SUBTYPES
from bridge.meaning.table import Meaning, Table
from bridge.meaning.types import TYPES
from bridge.meaning.words import MACHINE

__all__ = ["TABLE", "Meaning", "Table"]

TABLE = Table()
for _entries in (
    TYPES, ARITHMETIC, LOGIC, SUMS, REAL_FUNCTIONS, MATRICES, LP_SPACES, BUNDLED, LINEAR_MAPS,
    CALCULUS, DATA, FINITE, MAPS, ORDER, SETS_AND_PARTS, ANALYSIS, MACHINE, COLLECTIONS,
    SUBTYPES, ALGEBRA, MORE_LISTS, FINSETS, MORE_FUNCTIONS,
):  # fmt: skip
    for _entry in _entries:
        TABLE.add(_entry)
