"""The errors of torch's real functions against certified balls, and whether the pins cover them.

    python -m benchmarks.calibrate_ulps [--samples 20000]

Per function: the largest error seen in units in the last place, of torch in float32 and float64
(on whole arrays, which takes the vectorised kernels, and one by one) and of NumPy's longdouble,
which the oracle computes with. Exit code 1 if an error is larger than half the pin in
`bridge.runtime.tracked.ulps`.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Iterator
from typing import Any

import flint
import numpy as np
import torch

from bridge.runtime.tracked.formats import FLOAT32, FLOAT64, ORACLE, Format
from bridge.runtime.tracked.ulps import ULPS

BALL_BITS = 300
BALLS = {"arctan": "atan", "arcsinh": "asinh"}
POSITIVE = {"log", "sqrt", "power"}
ABOVE_MINUS_ONE = {"log1p"}
ONE_BY_ONE = 500
EXPONENT = 11 / 16  # of powers, a number of every format
Evaluate = Callable[[str, Any], Any]


def points(name: str, count: int, fmt: Format) -> Any:
    """Ordinary, tiny and large arguments at which neither argument nor result overflows."""
    rng = np.random.default_rng(5)
    scale = np.exp2(rng.integers(-20, 7, count).astype(np.float64))
    x = (rng.standard_normal(count) * scale).clip(-80, 80)
    if name in POSITIVE:
        x = np.abs(x) + 2.0**-30
    if name in ABOVE_MINUS_ONE:
        x = np.where(x > -0.99, x, -x)
    return x.astype(np.float32 if fmt is FLOAT32 else np.float64)


def function_of(library: Any, name: str) -> Callable[[Any], Any]:
    return (lambda x: x**EXPONENT) if name == "power" else getattr(library, name)


def whole(name: str, x: Any) -> Any:
    return function_of(torch, name)(torch.from_numpy(x)).numpy()


def one_by_one(name: str, x: Any) -> Any:
    function = function_of(torch, name)
    return np.array([function(torch.tensor(v)).numpy() for v in x[:ONE_BY_ONE]])


def oracle(name: str, x: Any) -> Any:
    return function_of(np, name)(x.astype(np.longdouble))


WAYS: dict[str, tuple[Evaluate, Format]] = {
    "float64": (whole, FLOAT64),
    "float64, one by one": (one_by_one, FLOAT64),
    "float32": (whole, FLOAT32),
    "float32, one by one": (one_by_one, FLOAT32),
    "longdouble": (oracle, ORACLE),
}


def errors(name: str, x: Any, got: Any, fmt: Format) -> Iterator[float]:
    """In units of `fmt.unit` times the exact value, as the pins are counted."""
    exactly = function_of(flint.arb, BALLS.get(name, name))
    for argument, value in zip(x, got, strict=False):
        exact = exactly(flint.arb(float(argument)))
        if exact == 0:
            continue
        numerator, denominator = value.as_integer_ratio()
        off = abs(flint.arb(numerator) / denominator - exact) / abs(exact)
        yield float(off.upper()) / fmt.unit


def largest(name: str, way: str, count: int) -> float:
    evaluate, fmt = WAYS[way]
    x = points(name, count, fmt)
    return max(errors(name, x, evaluate(name, x), fmt), default=math.nan)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--samples", type=int, default=5000)
    options = parser.parse_args()
    flint.ctx.prec = BALL_BITS
    print(f"{'function':10}" + "".join(f"{way:>22}" for way in WAYS) + f"{'pin':>6}")
    small = []
    for name, pin in ULPS.items():
        found = [largest(name, way, options.samples) for way in WAYS]
        print(f"{name:10}" + "".join(f"{e:22.2f}" for e in found) + f"{pin:6}", flush=True)
        small += [name] if 2 * max(found) > pin else []
    print(f"pins too small: {', '.join(small)}" if small else "all pins cover twice the error seen")
    return 1 if small else 0


if __name__ == "__main__":
    raise SystemExit(main())
