"""Names for the values of a program: the ones they have in Lean, else short ones that tell."""

from __future__ import annotations

from bridge.ir.nodes import Binary, Call, Contract, Expr, Input, Number, Reduce


class Names:
    """Names that are in use; each is given out once."""

    def __init__(self, used: frozenset[str] = frozenset()) -> None:
        self._used = set(used)

    def fresh(self, hint: str) -> str:
        """The hint itself if it is free, else with a number."""
        name, number = hint, 1
        while name in self._used:
            number += 1
            name = f"{hint}_{number}"
        self._used.add(name)
        return name

    def nested(self) -> Names:
        """Names for an inner program, which may hide none of these."""
        return Names(frozenset(self._used))


def hint_for(value: Expr) -> str:
    """What to call a sum.

    >>> from bridge.ir.dims import Dim
    >>> m, n = Dim.symbol("m"), Dim.symbol("n")
    >>> hint_for(Contract((Input("W", (m, n)), Input("x", (n,))), ("ij", "j"), "i"))
    'Wx'
    """
    match value:
        case Contract(operands):
            letters = [_root(o) for o in operands]
            text = "".join(letter or "" for letter in letters)
            return text if None not in letters and len(text) <= 6 else "total"
        case Reduce("sum", Binary("power", _, Number(two))) if two == 2:
            return "sum_sq"
        case Reduce(op, Input(name)):
            return f"{op}_{name}"
        case Reduce(op):
            return {"sum": "total", "prod": "product", "max": "largest", "all": "holds"}[op]
        case _:
            return "total"


def _root(operand: Expr) -> str | None:
    """The name that an operand goes back to, if it is one array or a conversion of one."""
    match operand:
        case Input(name):
            return name
        case Call(_, (), (Input(name),)):
            return name
        case _:
            return None
