"""The table `[tool.lean-bridge]`, found and checked; plain data, for a quick start."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

DEFAULTS: dict[str, Any] = {
    "specs": "lean_specs",
    "out": "generated",
    "package": "generated",
    "bindings": None,
    "meanings": [],
    "accepted": [],
}
_ACCEPTED = ("name", "verdict", "reason")


def find_table(config: str | None, start: str) -> tuple[str, dict[str, Any]]:
    """The root and the settings of `config`, else of the nearest pyproject.toml, else defaults."""
    if config is not None:
        table = _read(config)
        return os.path.dirname(os.path.realpath(config)), complete(_own(table) or table)
    first = folder = os.path.realpath(start)
    while True:
        file = os.path.join(folder, "pyproject.toml")
        if os.path.isfile(file) and (own := _own(_read(file))) is not None:
            return folder, complete(own)
        if folder == (above := os.path.dirname(folder)):
            return first, complete({})
        folder = above


def complete(table: dict[str, Any]) -> dict[str, Any]:
    """The table with defaults filled in, and every value of the right kind."""
    unknown = sorted(set(table) - set(DEFAULTS))
    if unknown:
        _refuse(f"unknown setting `{unknown[0]}`", f"known: {', '.join(sorted(DEFAULTS))}")
    for key, value in table.items():
        if key == "meanings":
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                _refuse("the setting `meanings` must be a list of strings")
        elif key == "accepted":
            for entry in value if isinstance(value, list) else [value]:
                _check_accepted(entry)
        elif not isinstance(value, str):
            _refuse(f"the setting `{key}` must be a string")
    return DEFAULTS | table


def _check_accepted(entry: Any) -> None:
    if not isinstance(entry, dict):
        _refuse("`accepted` must be a list of tables")
    for key in _ACCEPTED:
        if not isinstance(entry.get(key), str):
            _refuse(f"an accepted verdict needs a `{key}`")
    if extra := sorted(set(entry) - set(_ACCEPTED)):
        _refuse(f"an accepted verdict has no `{extra[0]}`")


def _own(table: dict[str, Any]) -> dict[str, Any] | None:
    tool = table.get("tool", {})
    own = tool.get("lean-bridge") if isinstance(tool, dict) else None
    if own is not None and not isinstance(own, dict):
        _refuse("`tool.lean-bridge` must be a table")
    return own


def _read(file: str) -> dict[str, Any]:
    import tomllib

    name = os.path.basename(file)
    try:
        with open(file, "rb") as opened:
            return tomllib.load(opened)
    except OSError as error:
        _refuse(f"{name}: {error.strerror}", code="no-settings")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        _refuse(f"{name} is no TOML: {error}")


def _refuse(message: str, hint: str | None = None, code: str = "bad-settings") -> NoReturn:
    from bridge.errors import SpecError

    raise SpecError(code, message, hint=hint)
