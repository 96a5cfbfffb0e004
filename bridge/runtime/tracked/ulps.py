"""Errors of transcendental functions, in roundings, pinned.

The largest error seen of torch 2.13 on CPU (eager and vectorised kernels, float32 and float64) and
of np.longdouble, in units in the last place against python-flint balls, rounded up and doubled.
`benchmarks/calibrate_ulps.py` measures them again and says where a pin is too small.
"""

from __future__ import annotations

ULPS = {
    "exp": 4,
    "expm1": 6,
    "log": 4,
    "log1p": 6,
    "sqrt": 4,
    "sin": 4,
    "cos": 4,
    "arctan": 4,
    "arcsinh": 10,
    "tanh": 8,
    "sinh": 6,
    "cosh": 4,
    "power": 4,
}
