"""Settings: `[tool.lean-bridge]` of pyproject.toml, or a file of the same keys."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bridge.pyproject import complete, find_table

LOCK = "bridge.lock"


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
        return self.out_path / LOCK

    @property
    def bindings_path(self) -> Path | None:
        return None if self.bindings is None else self.root / self.bindings

    def table(self) -> dict[str, Any]:
        """The settings as the table that they come from, with defaults."""
        table = {k: v for k, v in asdict(self).items() if k != "root"}
        return complete({k: list(v) if isinstance(v, tuple) else v for k, v in _given(table)})


def _given(table: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(k, v) for k, v in table.items() if v is not None]


def load(config: Path | None, start: Path) -> Settings:
    """The settings of `config`, else of the nearest pyproject.toml that has some, else defaults."""
    root, table = find_table(None if config is None else str(config), str(start))
    accepted = tuple(Accepted(**entry) for entry in table.pop("accepted"))
    return Settings(Path(root), **table | {"meanings": tuple(table["meanings"])}, accepted=accepted)
