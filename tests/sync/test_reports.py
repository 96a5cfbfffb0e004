"""Drift as people and programs read it: text, GitHub annotations, SARIF, JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bridge.changes import Change, Origin
from bridge.commands import check
from bridge.report.classes import CLASSES
from bridge.report.github import drift_annotations
from bridge.report.json import drift_json
from bridge.report.sarif import drift_sarif
from bridge.report.text import drift_text
from tests.sync import sarif
from tests.sync.edits import EDITS
from tests.sync.project import Edit, changes, copy

CLAIMS, BASIC = "Spec/Claims.lean", "Spec/Basic.lean"
TITLES = ("a factor", "another constant", "the only hypothesis", "a theorem", "what is called")
FORMATS = ("text", "json", "github", "sarif")


@pytest.fixture(scope="module")
def found(project: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Change]:
    """Drift of several classes at once."""
    root = copy(project, tmp_path_factory.mktemp("many"))
    for edit in EDITS:
        if edit.title in TITLES:
            edit.apply(root)
    (root / "generated" / "tests" / "test_claims.py").unlink()
    return changes(root)


def test_there_is_something_to_report(found: list[Change]) -> None:
    assert len({c.kind for c in found}) >= 6


def test_text_has_one_line_per_change_with_file_line_name_and_class(found: list[Change]) -> None:
    lines = drift_text(found).splitlines()
    for change in found:
        head = f"{change.file}:{change.line}: {change.name}: "
        (line,) = [t for t in lines if t.startswith(head) and t.endswith(f"[{change.kind}]")]
        assert change.message in line


def test_text_shows_old_above_new(found: list[Change]) -> None:
    text = drift_text(found)
    assert re.search(r"    old  def double .*2 \* x\n    new  def double .*3 \* x\n", text)


def test_explain_says_what_a_class_means_and_what_to_do(found: list[Change]) -> None:
    text = drift_text(found, explain=True)
    for kind in {c.kind for c in found}:
        assert f"    why: {CLASSES[kind]}" in text
    assert "lean-bridge gen" in text


def test_annotations_stand_on_the_lean_lines(found: list[Change], project: Path) -> None:
    pattern = r"::error file=([^,:]+),line=(\d+),title=([^,:]+)::(.+)"
    for line, change in zip(drift_annotations(found).split("\n"), found, strict=True):
        match = re.fullmatch(pattern, line)
        assert match, line
        assert (match[1], int(match[2])) == (change.file, change.line)
    (statement,) = [c for c in found if c.kind == "statement"]
    text = (project / CLAIMS).read_text(encoding="utf-8").splitlines()
    assert "theorem shift_zero" in text[statement.line - 1]


HOSTILE = Change(
    "statement", "a,b:c%\r\n::error::x", "A,b: %.lean", 3, "m\r\n::set-output name=x::y", "o", "n",
    origin=Origin("x\n::error::", "a\nb.lean", 1, "::stop-commands::x", "y"),
)  # fmt: skip


def test_nothing_ends_an_annotation_early() -> None:
    text = drift_annotations([HOSTILE])
    assert "\n" not in text
    assert "\r" not in text
    assert text.count("::error") == 1
    assert re.fullmatch(r"::error file=[^,:]*,line=3,title=[^,:]*::.*", text)


@pytest.mark.parametrize("many", [True, False])
def test_sarif_is_valid(many: bool, found: list[Change]) -> None:
    report = json.loads(drift_sarif([*found, HOSTILE] if many else []))
    assert sarif.problems(report) == []
    assert len(report["runs"][0]["results"]) == (len(found) + 1 if many else 0)


def test_sarif_places_and_rules_are_those_of_the_changes(found: list[Change]) -> None:
    run = json.loads(drift_sarif(found))["runs"][0]
    rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
    for change, result in zip(found, run["results"], strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert rules[result["ruleIndex"]] == result["ruleId"] == change.kind
        assert place["artifactLocation"]["uri"] == change.file
        assert place["region"]["startLine"] == change.line
    below = next(r for r in run["results"] if r["ruleId"] == "below")
    assert below["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == BASIC


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), "2.0.0"),
        (("runs",), {}),
        (("runs", 0, "tool"), {}),
        (("runs", 0, "results", 0, "message"), {}),
        (("runs", 0, "results", 0, "level"), "bad"),
        (("runs", 0, "results", 0, "ruleIndex"), 99),
        (("runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"), 0),
        (("runs", 0, "results", 0, "unknown"), 1),
    ],
)
def test_the_sarif_check_finds_what_the_schema_forbids(
    path: tuple[Any, ...], value: object, found: list[Change]
) -> None:
    report = json.loads(drift_sarif(found))
    inner = report
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    assert sarif.problems(report)


def test_json_has_every_field_of_a_change(found: list[Change]) -> None:
    report = json.loads(drift_json(found, ["tests/test_claims.py"]))
    assert report["schema"] == "lean-bridge/check/1"
    assert report["in_sync"] is False
    assert [c["name"] for c in report["changes"]] == [c.name for c in found]
    assert set(report["changes"][0]) >= {"kind", "file", "line", "old", "new", "path", "affected"}


@pytest.mark.parametrize("style", FORMATS)
def test_every_format_is_green_where_nothing_changed(
    style: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check.run(project / "pyproject.toml", [], style) == 0
    shown = capsys.readouterr().out
    if style in ("json", "sarif"):
        assert json.loads(shown)
    else:
        assert shown == "in sync: 13 theorems, 12 generated files\n"


@pytest.mark.parametrize("style", FORMATS)
def test_every_format_is_red_after_a_change(
    style: str, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy(project, tmp_path)
    Edit("", CLAIMS, "shift x 0 = double x", "shift x 1 = double x").apply(root)
    assert check.run(root / "pyproject.toml", [], style) == 1
    assert "Spec.shift_zero" in capsys.readouterr().out


def test_places_are_those_of_the_checkout_on_github(
    project: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = copy(project, tmp_path)
    Edit("", CLAIMS, "shift x 0 = double x", "shift x 1 = double x").apply(root)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    check.run(root / "pyproject.toml", [], "github")
    assert capsys.readouterr().out.startswith(f"::error file=project/{CLAIMS},line=14,")


def test_a_cosmetic_edit_is_green_and_says_what_would_be_refreshed(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy(project, tmp_path)
    Edit("", CLAIMS, "/-- The bump is even. -/", "/-- The bump is symmetric. -/").apply(root)
    assert check.run(root / "pyproject.toml", [], "text") == 0
    shown = capsys.readouterr().out
    assert "2 files would be refreshed by `lean-bridge gen` (no drift)" in shown
