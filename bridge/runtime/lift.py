"""The batch lift: a subject that takes a batch, against the closed form sample by sample.

With B samples and a summed loss, the gradient in a shared variable must be the sum of the closed
forms, and a batched variable's result must hold row by row. Which variables carry the batch axis
follows from the claim: one dry run records to which arguments each variable is passed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import torch
from torch import Tensor

from bridge.runtime.definitions import Definitions, as_tensor
from bridge.runtime.inputs import Values
from bridge.runtime.laws import Law, Tensors
from bridge.runtime.modes import Function, Mode
from bridge.runtime.samples import Batch
from bridge.runtime.subjects import Definition, Reduction, Subject
from bridge.runtime.tracked import Trace, Tracked
from bridge.runtime.tracked import account as accounts

BATCH_SIZES = (1, 2, 3, 5)
EXACT_MEAN_SIZES = (1, 2)  # a mean over 3 samples rounds

Role = Literal["rows", "shared"]


@dataclass(frozen=True, slots=True)
class Lift:
    """Which keys carry the batch axis, and whether results come by row or summed."""

    rows: frozenset[str]
    summed: bool
    mean: bool


class NotLiftable(Exception):
    """The claim uses a batched value where the subject takes none."""


@dataclass(slots=True)
class Probe:
    """`py` for the dry run: runs the subject on one sample and records where variables go."""

    subject: Subject
    keys: dict[int, str]
    roles: dict[str, Role] = field(default_factory=dict)
    batched: list[Any] = field(default_factory=list)
    reductions: set[Reduction] = field(default_factory=set)
    at: tuple[str, str] | None = None  # ("vjp" or "jvp", key)

    def __getattr__(self, name: str) -> Definition:
        definition = self.subject.find(name)
        return lambda *args: self._called(definition, args)

    def _called(self, definition: Any, args: tuple[Any, ...]) -> Any:
        rows: tuple[str, ...] = getattr(definition, "batch", ())
        names = getattr(definition, "arguments", ("",) * len(args))
        for name, arg in zip(names, args, strict=True):
            self._note(arg, "rows" if name in rows else "shared")
        result = definition(*args)
        if rows:
            self.reductions.add(definition.reduction)
            self.batched.append(result)
        return result

    def _note(self, arg: Any, role: Role) -> None:
        if role == "shared" and any(arg is value for value in self.batched):
            raise NotLiftable
        key = self.keys.get(id(arg))
        if key is not None and self.roles.setdefault(key, role) != role:
            raise NotLiftable

    def vjp(self, f: Function, x: Any) -> Callable[[Any], Tensor]:
        return lambda u: self._derivative("vjp", f, x, u)

    def jvp(self, f: Function, x: Any) -> Callable[[Any], Tensor]:
        return lambda v: self._derivative("jvp", f, x, v)

    def _derivative(self, which: str, f: Function, x: Any, along: Any) -> Tensor:
        key = self.keys.get(id(x))
        if key is None or self.at is not None:
            raise NotLiftable
        self.at = (which, key)
        y = f(x)
        reduced = bool(self.reductions & {"sum", "mean"})
        of_result: Role = "shared" if reduced else "rows"  # one cotangent for a summed loss
        self._note(along, self.roles.get(key, "shared") if which == "jvp" else of_result)
        return torch.zeros_like(as_tensor(y) if which == "jvp" else x)


def find_lift(law: Law, subject: Subject, batch: Batch) -> Lift | None:
    """How the law runs on a batch; None if it does not."""
    if not subject.takes_batches or any(v.kind == "map" for v in batch.variables):
        return None
    tensors = {k: torch.from_numpy(np.array(v[0])) for k, v in batch.arrays.items()}
    probe = Probe(subject, {id(t): k for k, t in tensors.items()})
    try:
        law.run(batch, tensors, probe)  # type: ignore[arg-type] # stands in for Definitions
    except NotLiftable:
        return None
    if not probe.batched:
        return None  # nothing that the claim calls takes a batch
    rows = frozenset(k for k, role in probe.roles.items() if role == "rows")
    pulled_at = probe.at[1] if probe.at is not None and probe.at[0] == "vjp" else None
    reduced = bool(probe.reductions & {"sum", "mean"})
    summed = reduced if pulled_at is None else pulled_at not in rows
    return Lift(rows, summed, "mean" in probe.reductions) if rows else None


class LiftedDefinitions(Definitions):
    """Definitions on a batch: a mean over the batch is turned into the sum."""

    def __init__(self, subject: Subject, mode: Mode, size: int) -> None:
        super().__init__(subject, mode)
        self._size = size

    def __getattr__(self, name: str) -> Callable[..., Any]:
        call = super().__getattr__(name)
        if getattr(self._subject.find(name), "reduction", "rows") != "mean":
            return call
        return lambda *args: self._size * call(*args)


@dataclass(frozen=True, slots=True)
class Lifted:
    """The law on batches; in a `Batch`, keys in `lift.rows` have the batch axis after the first."""

    law: Law
    lift: Lift
    size: int

    @property
    def label(self) -> str:
        return self.law.label

    def run(self, batch: Batch, tensors: Tensors, py: Definitions) -> Tensor:
        lifted = LiftedDefinitions(py._subject, py._mode, self.size)
        return self.law.run(batch, tensors, lifted)

    def expect(self, batch: Batch, trace: Trace) -> Tracked:
        inner = Trace(trace.format, batch.count * self.size)
        each = self.law.expect(self.flat(batch), inner)
        trace.undecided |= inner.undecided.reshape(-1, self.size).any(axis=1)
        trace.outside |= inner.outside.reshape(-1, self.size).any(axis=1)
        return self._gathered(each, batch.count, trace)

    def flat(self, batch: Batch) -> Batch:
        """One sample per row."""
        arrays = {k: self._flat(k, v) for k, v in batch.arrays.items()}
        return replace(batch, count=batch.count * self.size, arrays=arrays)

    def _flat(self, key: str, values: Values) -> Values:
        if key in self.lift.rows:
            return values.reshape(len(values) * self.size, *values.shape[2:])
        return np.repeat(values, self.size, axis=0)

    def grouped(self, flat: Batch) -> Batch:
        """Samples in groups of one batch each; shared variables from the first of the group."""
        arrays = {k: self._grouped(k, v) for k, v in flat.arrays.items()}
        return replace(flat, count=flat.count // self.size, arrays=arrays)

    def _grouped(self, key: str, values: Values) -> Values:
        groups = values.reshape(len(values) // self.size, self.size, *values.shape[1:])
        return groups if key in self.lift.rows else groups[:, 0]

    def _gathered(self, each: Tracked, count: int, trace: Trace) -> Tracked:
        shape = (count, self.size, *each.value.shape[1:])
        full = (count * self.size, *each.value.shape[1:])
        value = np.broadcast_to(each.value, full).reshape(shape)
        magnitude = np.broadcast_to(each.magnitude, full).reshape(shape)
        account = accounts.summed(each.account, self.size + 1, trace.format)
        if self.lift.mean and self.size & (self.size - 1):
            account = accounts.inexact(account)
        if self.lift.summed:
            value, magnitude = value.sum(axis=1), magnitude.sum(axis=1)
        return Tracked(value, magnitude, account, trace)
