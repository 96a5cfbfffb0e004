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
_HEADER = b"[tool.lean-bridge]"
_ACCEPTED = ("name", "verdict", "reason")


def find_table(config: str | None, start: str) -> tuple[str, dict[str, Any]]:
    """The root and the settings of `config`, else of the nearest pyproject.toml, else defaults."""
    if config is not None:
        table = _read(config)
        return os.path.dirname(os.path.realpath(config)), complete(_own(table) or table)
    first = folder = os.path.realpath(start)
    while True:
        file = os.path.join(folder, "pyproject.toml")
        if os.path.isfile(file) and (own := _table_of(file)) is not None:
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


def _table_of(file: str) -> dict[str, Any] | None:
    with open(file, "rb") as opened:
        plain = plain_table(opened.read())
    return plain if plain is not None else _own(_read(file))


def plain_table(data: bytes) -> dict[str, str] | None:
    """The table, if it is plainly there: a section of its own with nothing but `key = "text"`.

    Reading it so spares a quick check the TOML library. None leaves everything else to that; what
    stands elsewhere in the file is not looked at.
    """
    lines = [line.strip() for line in data.split(b"\n")]
    headers = [k for k, line in enumerate(lines) if line.startswith(b"[")]
    named = [k for k in headers if b"lean-bridge" in lines[k] or b"\\" in lines[k]]
    if b'"""' in data or b"'''" in data or [lines[k] for k in named] != [_HEADER]:
        return None
    end = next((k for k in headers if k > named[0]), len(lines))
    return _strings(lines[named[0] + 1 : end])


def _strings(lines: list[bytes]) -> dict[str, str] | None:
    found: dict[str, str] = {}
    for line in lines:
        key, equals, value = (part.strip() for part in line.partition(b"="))
        if not line or line.startswith(b"#"):
            continue
        text = value[1:-1]
        quoted = len(value) >= 2 and value[:1] == value[-1:] == b'"'
        if not equals or not quoted or not key.isalpha() or not _is_plain(text):
            return None
        if key.decode() in found:
            return None
        found[key.decode()] = text.decode()
    return found


def _is_plain(text: bytes) -> bool:
    """Whether a string stands for itself in TOML."""
    return text.isascii() and text.decode().isprintable() and not {*b'"\\'} & {*text}


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
