"""Settings: `[tool.lean-bridge]` of pyproject.toml, or a file of the same keys."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bridge.errors import SpecError

_KEYS = frozenset({"specs", "out", "package", "bindings", "meanings", "accepted"})


@dataclass(frozen=True, slots=True)
class Accepted:
    """Verdicts other than pass and holds that the project accepts for a theorem, with a reason."""

    name: str  # a full name or a glob
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the Lean files are and where Python goes; paths are relative to `root`."""

    root: Path
    specs: str = "lean_specs"
    out: str = "generated"
    package: str = "generated"
    bindings: str | None = None
    meanings: tuple[str, ...] = ()
    accepted: tuple[Accepted, ...] = ()

    @property
    def out_path(self) -> Path:
        return self.root / self.out

    @property
    def lock_path(self) -> Path:
        return self.out_path / "bridge.lock"

    @property
    def bindings_path(self) -> Path | None:
        return None if self.bindings is None else self.root / self.bindings

    def digest_text(self) -> str:
        """The settings that the output depends on, as text."""
        return repr((self.specs, self.out, self.package, self.bindings, self.meanings))


def load(config: Path | None, start: Path) -> Settings:
    """The settings of `config`, else of the nearest pyproject.toml that has some, else defaults."""
    if config is not None:
        table = _read(config)
        return _settings(config.resolve().parent, table.get("tool", {}).get("lean-bridge", table))
    for folder in (start.resolve(), *start.resolve().parents):
        file = folder / "pyproject.toml"
        if file.is_file():
            table = _read(file).get("tool", {}).get("lean-bridge")
            if table is not None:
                return _settings(folder, table)
    return Settings(start.resolve())


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SpecError("no-settings", f"{file.name}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SpecError("bad-settings", f"{file.name} is no TOML: {error}") from error


def _settings(root: Path, table: dict[str, Any]) -> Settings:
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise SpecError(
            "bad-settings", f"unknown setting `{unknown[0]}`", hint=f"known: {sorted(_KEYS)}"
        )
    accepted = tuple(_accepted(entry) for entry in table.get("accepted", ()))
    plain = {k: _text(k, v) for k, v in table.items() if k not in ("accepted", "meanings")}
    return Settings(root, **plain, meanings=tuple(table.get("meanings", ())), accepted=accepted)


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise SpecError("bad-settings", f"the setting `{key}` must be a string")
    return value


def _accepted(entry: dict[str, str]) -> Accepted:
    try:
        return Accepted(entry["name"], entry["verdict"], entry["reason"])
    except KeyError as missing:
        raise SpecError("bad-settings", f"an accepted verdict needs a {missing}") from None
