"""Drift for programs. `schema` changes when a field changes its meaning."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from bridge.changes import Change

SCHEMA = "lean-bridge/check/1"


def drift_json(changes: Sequence[Change], refreshed: Sequence[str]) -> str:
    """`{schema, in_sync, changes, refreshed}`."""
    data = {
        "schema": SCHEMA,
        "in_sync": not changes,
        "changes": [asdict(c) for c in changes],
        "refreshed": list(refreshed),
    }
    return json.dumps(data, indent=1, ensure_ascii=False)
