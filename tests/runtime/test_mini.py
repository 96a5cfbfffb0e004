"""The mini suite, as pytest collects a generated module: green on both subjects."""

from tests.runtime.mini import claims
from tests.runtime.mini.claims import *  # noqa: F403 - pytest collects the imported tests here


def test_the_suite_is_not_empty() -> None:
    found = [f for name, f in vars(claims).items() if name.startswith("test_")]
    assert len(found) >= 11
    assert sum(len(f.lean_cases) for f in found) >= 65
