"""What a project says about its own constants: a TOML file beside its settings.

```toml
[restated]                      # definitions that loop, told again by recursion
"Spec.Tensor.sum" = '''
sum {α : Type} [Add α] [Zero α] : ∀ {s : Shape}, Tensor α s → α
  | .scalar, .scalar x => x
  | .dim _ _, .dim f => ∑ i, sum (f i)
'''
```

A restated definition has the signature of the one that it restates, is read where that one stands,
and is compared with it by the exact evaluator; lowering takes its value in place of the original's.
Array types need no word: see `bridge.lower.families`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bridge.errors import SpecError

_KEYS = frozenset({"restated"})


@dataclass(frozen=True, slots=True)
class ProjectMeanings:
    """Lean text by the name of the definition that it restates."""

    restated: Mapping[str, str] = field(default_factory=dict)


def read_meanings(paths: Iterable[Path]) -> ProjectMeanings:
    """All files together."""
    restated: dict[str, str] = {}
    for path in paths:
        table = _table(path)
        for name, text in table.get("restated", {}).items():
            if not isinstance(text, str):
                raise SpecError("bad-meanings", f"{path.name}: `restated.{name}` must be text")
            restated[name] = text.strip()
    return ProjectMeanings(restated)


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
