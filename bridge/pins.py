"""The libraries that decide statements, at the versions with which they do: what is decided must
not depend on the machine. The versions are part of the tool, so a lock notices when they change.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from bridge.errors import SpecError

PINS = {"z3-solver": "5.4.1.0", "python-flint": "0.9.0"}


def check_pins() -> None:
    """Raise if another version of one of them is installed."""
    for name, wanted in PINS.items():
        found = _installed(name)
        if found != wanted:
            raise SpecError(
                "wrong-version",
                f"{name} {found or '(none)'} is installed; statements are decided with {wanted}",
                hint=f"python -m pip install {name}=={wanted}",
            )


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
