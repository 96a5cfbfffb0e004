"""Drift as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from bridge import __version__
from bridge.changes import Change
from bridge.report.classes import CLASSES, remedy
from bridge.report.text import short

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def drift_sarif(changes: Sequence[Change]) -> str:
    """One run; every class of drift is a rule, every change a result on its Lean line."""
    driver = {
        "name": "lean-bridge",
        "semanticVersion": __version__,
        "rules": [_rule(kind, text) for kind, text in CLASSES.items()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The root of the project."}}},
        "results": [_result(c) for c in changes],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1)


def _rule(kind: str, text: str) -> dict[str, Any]:
    return {
        "id": kind,
        "shortDescription": {"text": text},
        "help": {"text": remedy(kind)},
        "defaultConfiguration": {"level": "error"},
    }


def _result(c: Change) -> dict[str, Any]:
    place = _location(c.file, c.line)
    place["logicalLocations"] = [{"fullyQualifiedName": c.name}]
    result: dict[str, Any] = {
        "ruleId": c.kind,
        "ruleIndex": list(CLASSES).index(c.kind),
        "level": "error",
        "message": {"text": f"{c.name}: {short(c)}"},
        "locations": [place],
        "partialFingerprints": {"driftOf/v1": f"{c.kind}:{c.name}"},
    }
    if c.origin is not None and c.origin.file:
        below = _location(c.origin.file, c.origin.line)
        result["relatedLocations"] = [below | {"message": {"text": f"`{c.origin.name}` changed"}}]
    return result


def _location(file: str, line: int) -> dict[str, Any]:
    artifact = {"uri": quote(file), "uriBaseId": "ROOT"}
    return {"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": line}}}
