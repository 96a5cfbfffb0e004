"""Backends: how array programs are spelled in a library. Each is a folder here, found by discovery.

A backend folder holds `backend.py` with `BACKEND`, and templates with the layout of its modules.
"""

from __future__ import annotations

import importlib
import pkgutil

from bridge.backends.base import Backend

__all__ = ["Backend", "discover"]


def discover() -> dict[str, Backend]:
    """All backends by name."""
    folders = sorted(m.name for m in pkgutil.iter_modules(__path__) if m.ispkg)
    modules = (importlib.import_module(f"{__name__}.{name}.backend") for name in folders)
    found: list[Backend] = [module.BACKEND for module in modules]
    return {backend.name: backend for backend in found}
