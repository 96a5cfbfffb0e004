"""What generated tests import: claims, subjects, samples. See `docs/generated-code.md`.

Names are loaded on first use, so that the pytest plugin can read `settings` and `records` without
importing torch.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bridge.runtime.check import Check, CheckFailed
    from bridge.runtime.claims import claim, definition
    from bridge.runtime.definitions import Definitions
    from bridge.runtime.modes import Function
    from bridge.runtime.samples import Sample
    from bridge.runtime.subjects import Subject, lowered, module, operation

_HOME = {
    "Check": "check",
    "CheckFailed": "check",
    "Definitions": "definitions",
    "Function": "modes",
    "Sample": "samples",
    "Subject": "subjects",
    "claim": "claims",
    "definition": "claims",
    "lowered": "subjects",
    "module": "subjects",
    "operation": "subjects",
}

__all__ = [
    "Check",
    "CheckFailed",
    "Definitions",
    "Function",
    "Sample",
    "Subject",
    "claim",
    "definition",
    "lowered",
    "module",
    "operation",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"bridge.runtime has no {name}")
    return getattr(import_module(f"bridge.runtime.{_HOME[name]}"), name)
