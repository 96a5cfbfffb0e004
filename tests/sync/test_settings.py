"""The quick readers of settings and lock read what the libraries read, or leave it to them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from bridge.errors import SpecError
from bridge.pyproject import complete, find_table, plain_table
from bridge.quick import parse

PLAIN = (
    '[tool.lean-bridge]\nspecs = "a"\n',
    '[project]\nname = "x"\n\n[tool.lean-bridge]\n# a comment\nspecs = "a b"\nout="c"\n\n[tool.x]\ny = 1\n',
    '[tool.lean-bridge]\r\nspecs = "a"\r\n[tool.other]\r\nspecs = "b"\r\n',
    "[tool.lean-bridge]\n",
    '[tool.lean-bridge]\nspecs = "a"',
    'x = [\n  "b",\n]\n[tool.lean-bridge]\n  specs = "a"\n',
)
NOT_PLAIN = (
    "",
    '[tool.other]\nspecs = "a"\n',
    '# [tool.lean-bridge]\nspecs = "a"\n',
    '[tool]\nlean-bridge = { specs = "a" }\n',
    '[tool]\nlean-bridge.specs = "a"\n',
    '[tool."lean-bridge"]\nspecs = "a"\n',
    '[tool."lean\\u002dbridge"]\nspecs = "a"\n',
    '[ tool . lean-bridge ]\nspecs = "a"\n',
    "[tool.lean-bridge]\nspecs = 'a'\n",
    '[tool.lean-bridge]\nspecs = "a" # why\n',
    '[tool.lean-bridge]\nspecs = "a\\u0062"\n',
    '[tool.lean-bridge]\nspecs = "é"\n',
    '[tool.lean-bridge]\n"specs" = "a"\n',
    '[tool.lean-bridge]\nmeanings = ["a"]\n',
    '[tool.lean-bridge]\nmeanings = [\n"a"\n]\n',
    '[tool.lean-bridge]\nspecs = "a"\n[[tool.lean-bridge.accepted]]\nname = "x"\n',
    'x = """\n[tool.lean-bridge]\nspecs = "fake"\n"""\n[tool.lean-bridge]\nspecs = "a"\n',
    "x = '''\n[tool.lean-bridge]\nspecs = \"fake\"\n'''\n",
)


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_table_is_what_the_library_reads(text: str) -> None:
    assert plain_table(text.encode()) == tomllib.loads(text)["tool"]["lean-bridge"]


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_everything_else_is_left_to_the_library(text: str, tmp_path: Path) -> None:
    assert plain_table(text.encode()) is None
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    own = tomllib.loads(text).get("tool", {}).get("lean-bridge", {})
    expected = own if "accepted" not in own else None
    if expected is not None:
        assert find_table(None, str(tmp_path)) == (str(tmp_path), complete(expected))


@pytest.mark.parametrize(
    "text", ['[tool.lean-bridge]\nspecs = "a"\nspecs = "b"\n', '[tool.lean-bridge]\nspecs = "a\n']
)
def test_wrong_toml_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SpecError, match="is no TOML"):
        find_table(None, str(tmp_path))


@pytest.mark.parametrize(
    "table",
    [
        {"specs": 3}, {"unknown": "x"}, {"meanings": "a"}, {"meanings": [1]}, {"accepted": ["x"]},
        {"accepted": [{"name": "x", "verdict": "fail"}]},
        {"accepted": [{"name": "x", "verdict": "fail", "reason": "y", "more": "z"}]},
    ],
)  # fmt: skip
def test_a_wrong_setting_is_refused(table: dict[str, object]) -> None:
    with pytest.raises(SpecError) as caught:
        complete(table)
    assert caught.value.diagnostic.code == "bad-settings"


def test_the_lock_reads_as_json(project: Path) -> None:
    text = (project / "generated" / "bridge.lock").read_text(encoding="utf-8")
    assert parse(text) == json.loads(text)


@pytest.mark.parametrize("text", ["", "{", "{} {}", "{'a': 1}", "[1,]", '{"a": 1', "nul"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse(text)
    with pytest.raises(ValueError, match=r".*"):
        json.loads(text)
