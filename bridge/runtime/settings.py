"""How a run is set up: seed and number of draws. Imports nothing heavy, the plugin sets it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path

DEFAULT_DRAWS = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """`seed` None: from the theorem's name. `draws`: samples per claim, subject and group.

    `scripts`: the folder for standalone scripts of failures; None writes none.
    """

    seed: int | None = None
    draws: int = DEFAULT_DRAWS
    scripts: Path | None = None

    def seed_for(self, theorem: str) -> int:
        return zlib.crc32(theorem.encode()) if self.seed is None else self.seed


_current = Settings()


def current() -> Settings:
    return _current


def use(settings: Settings) -> None:
    global _current
    _current = settings
