"""What a project says about its own constants: a TOML file beside its settings.

```toml
arrays = ["Spec.Tensor"]        # inductive families whose elements are arrays

[restated]                      # definitions that loop, told again by recursion
"Spec.Tensor.sum" = '''
sum {α : Type} [Add α] [Zero α] : ∀ {s : Shape}, Tensor α s → α
  | .scalar, .scalar x => x
  | .dim _ _, .dim f => ∑ i, sum (f i)
'''
```

`arrays` is for lowering alone: the evaluator runs a family literally. A restated definition has
the signature of the one that it restates, is read where that one stands, and is compared with it
by the evaluator; lowering takes its value in place of the original's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bridge.errors import SpecError

_KEYS = frozenset({"arrays", "restated"})


@dataclass(frozen=True, slots=True)
class ProjectMeanings:
    """The families that are arrays, and Lean text by the name of the definition it restates."""

    arrays: tuple[str, ...] = ()
    restated: Mapping[str, str] = field(default_factory=dict)


def read_meanings(paths: Iterable[Path]) -> ProjectMeanings:
    """All files together."""
    arrays: list[str] = []
    restated: dict[str, str] = {}
    for path in paths:
        table = _table(path)
        arrays += _strings(table.get("arrays", []), path, "arrays")
        for name, text in table.get("restated", {}).items():
            restated[name] = _strings([text], path, f"restated.{name}")[0].strip()
    return ProjectMeanings(tuple(arrays), restated)


def _table(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SpecError("no-meanings", f"{path.name}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SpecError("bad-meanings", f"{path.name} is no TOML: {error}") from error
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise SpecError("bad-meanings", f"{path.name}: unknown key `{unknown[0]}`")
    return table


def _strings(values: Any, path: Path, key: str) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise SpecError("bad-meanings", f"{path.name}: `{key}` must be text")
    return values
