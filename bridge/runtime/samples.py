"""Samples: what the reference and the subject get, from one batch of drawn arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from bridge.runtime.inputs import Values
from bridge.runtime.maps import PolynomialMap
from bridge.runtime.tracked import Dim, Trace, Tracked
from bridge.runtime.variables import Variable


class Sample:
    """The variables of a claim, as attributes."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(f"the claim draws no variable {name}") from None


@dataclass(frozen=True, slots=True)
class Batch:
    """`count` samples: arrays by key (see `Variable.arrays`), sample axis first, shared numbers.

    `extra` holds arrays that the claim does not see: directions and weights of derived checks.
    """

    variables: tuple[Variable, ...]
    sizes: Mapping[str, int]
    arrays: Mapping[str, Values]
    numbers: Mapping[str, int]
    count: int
    grain: int | None = None
    extra: Mapping[str, Values] = field(default_factory=dict)

    def take(self, index: Any) -> Batch:
        """Some samples of the batch."""
        return replace(
            self,
            count=len(np.arange(self.count)[index]),
            arrays={k: v[index] for k, v in self.arrays.items()},
            extra={k: v[index] for k, v in self.extra.items()},
        )

    def updated(self, arrays: Mapping[str, Values]) -> Batch:
        return replace(self, arrays={**self.arrays, **arrays})


def assemble(batch: Batch, array: Callable[[str], Any], number: Callable[[int], Any]) -> Sample:
    """A sample whose arrays come from `array(key)` and whose numbers pass through `number`."""
    return Sample({v.name: _value(v, batch, array, number) for v in batch.variables})


def _value(
    v: Variable, batch: Batch, array: Callable[[str], Any], number: Callable[[int], Any]
) -> Any:
    if v.kind == "array":
        return array(v.name)
    if v.kind == "map":
        c, A, P, R = (array(f"{v.name}.{part}") for part in ("c", "A", "P", "R"))
        return PolynomialMap(c, A, P, R, source=len(v.axes))
    value = batch.numbers[v.name]
    return number(value) if v.kind == "natural" else value


def tracked_sample(batch: Batch, trace: Trace) -> Sample:
    """The whole batch as one sample of tracked arrays."""
    return assemble(
        batch,
        lambda key: Tracked.inputs(batch.arrays[key], trace, grain=batch.grain),
        lambda n: Dim(n, trace),
    )
