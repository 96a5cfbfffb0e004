"""Lean names as Python names: the same wherever Python allows it, and never two for one.

Python compares identifiers after NFKC normalisation, forbids some characters that Lean allows, and
has words of its own; what these touch is respelled, and what then collides is numbered.
"""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Iterable

MODULES = ("np", "torch", "math", "NDArray", "Tensor")
RESERVED = frozenset({*keyword.kwlist, *dir(builtins), *MODULES})


def respell(name: str) -> str:
    """A Lean name as a Python identifier.

    >>> respell("f'"), respell("«my def»"), respell("x₁"), respell("lambda"), respell("Vec.norm")
    ('f_prime', 'my_def', 'x1', 'lambda_', 'Vec_norm')
    """
    plain = unicodedata.normalize("NFKC", re.sub("[«»✝]", "", name))
    text = "".join(_character(c) for c in plain)
    if not text[:1].isidentifier() or text[0] == "_":
        text = f"u_{text.lstrip('_')}"  # private names are Python's, and those of the runtime
    text = unicodedata.normalize("NFKC", text)
    return f"{text}_" if text in RESERVED else text


def _character(c: str) -> str:
    if c in "'′":
        return "_prime"
    if c in ". ":
        return "_"
    if f"a{c}".isidentifier():
        return c
    return {"!": "_bang", "?": "_p"}.get(c, f"_u{ord(c):x}")


class Namespace:
    """Python names by key, no two alike. Locals may not hide what their body calls."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._names: dict[object, str] = {}

    def name(self, key: object, lean: str) -> str:
        """The name of `key`, which Lean calls `lean`; the same each time."""
        if key not in self._names:
            self._names[key] = self._free(respell(lean))
        return self._names[key]

    def known(self, key: object) -> str | None:
        return self._names.get(key)

    def given(self) -> tuple[str, ...]:
        """All names given out so far."""
        return tuple(self._names.values())

    def _free(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}_{number}" if wanted[-1].isdigit() else f"{wanted}{number}"
        self._taken.add(name)
        return name


def shortest(full_names: Iterable[str]) -> dict[str, str]:
    """For each full name, as many of its last components as tell it from the others.

    >>> shortest(["A.mse", "A.B.grad", "A.C.grad"])
    {'A.mse': 'mse', 'A.B.grad': 'B.grad', 'A.C.grad': 'C.grad'}
    """
    names = tuple(dict.fromkeys(full_names))
    counts: dict[str, int] = {}
    for name in names:
        for suffix in _suffixes(name):
            counts[suffix] = counts.get(suffix, 0) + 1
    return {name: next(s for s in _suffixes(name) if counts[s] == 1 or s == name) for name in names}


def _suffixes(name: str) -> list[str]:
    """`grad`, `B.grad`, `A.B.grad`."""
    parts = name.split(".")
    return [".".join(parts[k:]) for k in reversed(range(len(parts)))]


def module_names(paths: Iterable[str]) -> dict[str, str]:
    """Module names for Lean files: what follows their common folder, in Python's style.

    >>> module_names(["S/Mse.lean", "S/Nn/MlpMse.lean"])
    {'S/Mse.lean': 'mse', 'S/Nn/MlpMse.lean': 'nn_mlp_mse'}
    """
    parts = {p: p.removesuffix(".lean").split("/") for p in paths}
    folders = [p[:-1] for p in parts.values()]
    shared = 0
    while folders and all(len(f) > shared and f[shared] == folders[0][shared] for f in folders):
        shared += 1
    namespace = Namespace({"_lean", "subjects", "conftest"})
    return {
        path: namespace.name(path, "_".join(map(_snake, names[shared:])))
        for path, names in sorted(parts.items())
    }


def _snake(word: str) -> str:
    """`MlpMse` as `mlp_mse`."""
    text = ""
    for previous, c in zip(f"_{word}", word, strict=False):
        text += f"_{c}" if c.isupper() and (previous.islower() or previous.isdigit()) else c
    return text.lower()
