"""Code runs on tracked arrays with its own numbers tracked as well.

`np.sqrt(2) / 3` in a reference is a number before any tracked array takes part. While code is
followed, the `np` that it sees makes tracked numbers of such, so that what they lose is known. The
`torch` and `math` that the functions of a test see compute on tracked arrays.
"""

from __future__ import annotations

import importlib
import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
import torch

from bridge.runtime.tracked.account import Account
from bridge.runtime.tracked.array import UFUNCS, Dim, NoRule, Tracked, as_tracked
from bridge.runtime.tracked.trace import Trace

_PI = np.array([np.longdouble("3.14159265358979323846264338327950288")])
_FOREIGN = frozenset({"bridge", "numpy", "torch", "pytest", *sys.stdlib_module_names})
CODE, REFERENCE = "torch_code", "numpy_reference"  # modules that lie beside each other
_RENAMED = {"atan": "arctan", "asinh": "arcsinh", "fabs": "abs"}  # what NumPy calls otherwise
Namespace = dict[str, Any]
_traces: list[Trace] = []  # of what is followed now, the innermost last


def followed_trace() -> Trace:
    """The trace of the code that is running."""
    return _traces[-1]


@contextmanager
def following(trace: Trace, *functions: Any) -> Iterator[None]:
    """While it lasts, these functions and the generated ones that they call track their numbers."""
    ours = {
        "np": (np, _Numpy(trace)),
        "math": (math, _Math(trace)),
        "torch": (torch, _Torch(trace)),
    }
    changed: list[tuple[Namespace, str, Any]] = []
    _traces.append(trace)
    try:
        for namespace in _namespaces(functions):
            code = namespace.get(CODE)
            beside = reference_beside(code) if isinstance(code, ModuleType) else None
            for name, (library, stand_in) in {**ours, CODE: (code, beside)}.items():
                if stand_in is not None and namespace.get(name) is library:
                    namespace[name] = stand_in
                    changed.append((namespace, name, library))
        yield
    finally:
        _traces.pop()
        for namespace, name, library in changed:
            namespace[name] = library


def reference_beside(module: ModuleType) -> ModuleType | None:
    """The references of the same definitions as a module of torch code."""
    package, _, _ = module.__name__.rpartition(".")
    try:
        return importlib.import_module(f"{package}.{REFERENCE}" if package else REFERENCE)
    except ModuleNotFoundError:
        return None


def _namespaces(functions: Any) -> list[Namespace]:
    """The global names of the functions, of what they close over, and of what these can call."""
    found: dict[int, Namespace] = {}
    pending, seen = list(functions), set[int]()
    while pending:
        value = pending.pop()
        if isinstance(value, FunctionType) and id(value) not in seen:
            seen.add(id(value))
            found |= {id(names): names for names in _reached(value.__globals__)}
            pending += _closed_over(value)
    return list(found.values())


_known: dict[int, tuple[Namespace, list[Namespace]]] = {}  # modules stay, and so do these


def _reached(names: Namespace) -> list[Namespace]:
    """The namespaces that code of one can call into; looked for once, while nothing is replaced."""
    if id(names) in _known:
        return _known[id(names)][1]
    found: dict[int, Namespace] = {}
    pending: list[Any] = [names]
    while pending:
        own = pending.pop()
        where = str(own.get("__name__")).partition(".")[0]
        if where in _FOREIGN or id(own) in found:
            continue
        found[id(own)] = own
        for value in own.values():
            if isinstance(value, ModuleType):
                pending.append(vars(value))
            elif isinstance(value, FunctionType):
                pending.append(value.__globals__)
                inner = (f for f in _closed_over(value) if isinstance(f, FunctionType))
                pending += [f.__globals__ for f in inner]
    reached = list(found.values())
    if len(_traces) <= 1:
        _known[id(names)] = (names, reached)
    return reached


def _closed_over(function: FunctionType) -> list[Any]:
    return [c.cell_contents for c in function.__closure__ or () if _is_filled(c)]


def _is_filled(cell: Any) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:  # of a name that is not given yet
        return False


class _Numpy:
    """`np`, of which functions of plain numbers give tracked ones."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace

    def __getattr__(self, name: str) -> Any:
        if name == "pi":
            return Tracked(_PI, _PI, Account(2), self._trace)
        if name == "float64":
            return lambda x: as_tracked(x, self._trace)
        found = getattr(np, name)
        return self._applied(found) if found in UFUNCS else found

    def _applied(self, ufunc: Any) -> Callable[..., Any]:
        def apply(*operands: Any, **options: Any) -> Any:
            if all(map(_is_number, operands)):
                operands = tuple(as_tracked(x, self._trace) for x in operands)
            return ufunc(*operands, **options)

        return apply


def _is_number(x: Any) -> bool:
    """Whether it is a number or an array of numbers that nothing follows yet."""
    if isinstance(x, Dim) or isinstance(getattr(x, "trace", None), Trace):
        return False
    return np.asarray(x).dtype.kind in "iuf"


class _Math:
    """`math`, as far as generated code uses it."""

    def __init__(self, trace: Trace) -> None:
        self._numpy = _Numpy(trace)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._numpy, _RENAMED.get(name, name))


class _Torch:
    """`torch`, as far as generated code uses it, on tracked arrays."""

    def __init__(self, trace: Trace) -> None:
        self._numpy = _Numpy(trace)

    def __getattr__(self, name: str) -> Any:
        if name in _TORCH:
            return _TORCH[name]
        if name == "bool":
            return torch.bool
        known = _RENAMED.get(name, name)
        if getattr(np, known, None) not in UFUNCS:
            raise NoRule(f"torch.{name} has no rule in bridge.runtime.tracked")
        return getattr(self._numpy, known)


def _clamp(x: Any, *, min: Any = None, max: Any = None) -> Any:
    low = x if min is None else np.maximum(x, min)
    return low if max is None else np.minimum(low, max)


_TORCH: dict[str, Callable[..., Any]] = {
    "clamp": _clamp,
    "where": np.where,
    "einsum": np.einsum,
    "outer": np.outer,
    "permute": np.transpose,
    "broadcast_to": np.broadcast_to,
    "zeros": lambda shape, **_: np.zeros(shape),
    "full": lambda shape, value, **_: np.broadcast_to(value, shape),
    "eye": lambda n, dtype=None, **_: np.eye(n, dtype=bool if dtype is torch.bool else float),
    "arange": lambda n, **_: np.arange(n),
    "sum": lambda x, dim=None: np.sum(x, axis=dim),
    "prod": lambda x, dim=None: np.prod(x, axis=dim),
    "amax": lambda x, dim=None: np.max(x, axis=dim),
    "amin": lambda x, dim=None: np.min(x, axis=dim),
}
