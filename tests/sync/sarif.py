"""The part of the SARIF 2.1.0 schema that lean-bridge writes, checked strictly.

Every object is closed: a property that is not in this table is a problem. Types, required
properties and enumerations are those of the OASIS schema (sarif-schema-2.1.0.json).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TEXT = {"text": (str, True)}
SCHEMA: dict[str, dict[str, tuple[Any, bool]]] = {
    "sarif": {"$schema": (str, False), "version": (("2.1.0",), True), "runs": (["run"], True)},
    "run": {
        "tool": ("tool", True),
        "results": (["result"], False),
        "columnKind": (("utf16CodeUnits", "unicodeCodePoints"), False),
        "originalUriBaseIds": ({"*": "artifactLocation"}, False),
    },
    "tool": {"driver": ("toolComponent", True)},
    "toolComponent": {
        "name": (str, True),
        "semanticVersion": (str, False),
        "rules": (["reportingDescriptor"], False),
    },
    "reportingDescriptor": {
        "id": (str, True),
        "shortDescription": ("multiformatMessageString", False),
        "help": ("multiformatMessageString", False),
        "defaultConfiguration": ("reportingConfiguration", False),
    },
    "reportingConfiguration": {"level": (("none", "note", "warning", "error"), False)},
    "multiformatMessageString": _TEXT,
    "message": _TEXT,
    "result": {
        "ruleId": (str, False),
        "ruleIndex": (int, False),
        "level": (("none", "note", "warning", "error"), False),
        "message": ("message", True),
        "locations": (["location"], False),
        "relatedLocations": (["location"], False),
        "partialFingerprints": ({"*": str}, False),
    },
    "location": {
        "physicalLocation": ("physicalLocation", False),
        "logicalLocations": (["logicalLocation"], False),
        "message": ("message", False),
    },
    "physicalLocation": {
        "artifactLocation": ("artifactLocation", False),
        "region": ("region", False),
    },
    "artifactLocation": {
        "uri": (str, False),
        "uriBaseId": (str, False),
        "description": ("message", False),
    },
    "region": {"startLine": (int, False)},
    "logicalLocation": {"fullyQualifiedName": (str, False)},
}
_URI = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@/%-]+")


def problems(report: Any) -> list[str]:
    """What the schema forbids, in words."""
    found = list(_check(report, "sarif", "$"))
    return found or list(_references(report))


def _check(value: Any, kind: Any, place: str) -> Iterator[str]:
    match kind:
        case list():
            if not isinstance(value, list):
                yield f"{place} is no array"
                return
            for k, item in enumerate(value):
                yield from _check(item, kind[0], f"{place}[{k}]")
        case dict():
            if not isinstance(value, dict):
                yield f"{place} is no object"
                return
            for key, item in value.items():
                yield from _check(item, kind["*"], f"{place}.{key}")
        case tuple():
            if value not in kind:
                yield f"{place} is none of {kind}"
        case str():
            yield from _object(value, SCHEMA[kind], place)
        case _:
            if not isinstance(value, kind) or isinstance(value, bool):
                yield f"{place} is no {kind.__name__}"


def _object(value: Any, schema: dict[str, tuple[Any, bool]], place: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{place} is no object"
        return
    yield from (
        f"{place} has no `{k}`" for k, (_, needed) in schema.items() if needed and k not in value
    )
    for key, item in value.items():
        if key not in schema:
            yield f"{place} may not have `{key}`"
        else:
            yield from _check(item, schema[key][0], f"{place}.{key}")


def _references(report: Any) -> Iterator[str]:
    """Rules by index, lines from 1, URIs in their alphabet."""
    for run in report["runs"]:
        rules = [r["id"] for r in run["tool"]["driver"].get("rules", ())]
        for result in run.get("results", ()):
            index = result.get("ruleIndex", 0)
            if not 0 <= index < len(rules) or rules[index] != result.get("ruleId"):
                yield f"rule {index} is not {result.get('ruleId')}"
            for location in (*result.get("locations", ()), *result.get("relatedLocations", ())):
                physical = location["physicalLocation"]
                if physical["region"]["startLine"] < 1:
                    yield "a line before the first"
                if not _URI.fullmatch(physical["artifactLocation"]["uri"]):
                    yield f"{physical['artifactLocation']['uri']!r} is no URI"
