"""What decides statements is pinned, in one place that the lock covers."""

from pathlib import Path

import pytest

from bridge import pins
from bridge.errors import SpecError

ROOT = Path(__file__).parent.parent


def test_the_pins_are_those_of_the_package_and_of_the_lock_file() -> None:
    for name, version in pins.PINS.items():
        assert f'"{name}=={version}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        assert f"{name}=={version}\n" in (ROOT / "requirements.txt").read_text(encoding="utf-8")


def test_another_version_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    pins.check_pins()
    monkeypatch.setitem(pins.PINS, "z3-solver", "1.2.3")
    with pytest.raises(SpecError, match=r"statements are decided with 1\.2\.3") as raised:
        pins.check_pins()
    assert raised.value.diagnostic.hint == "python -m pip install z3-solver==1.2.3"
