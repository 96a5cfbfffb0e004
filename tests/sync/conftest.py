"""The project of `spec/`, generated once."""

import shutil
from pathlib import Path

import pytest

from tests.sync.project import SPEC, generate


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that is in sync. Tests edit copies of it."""
    root = tmp_path_factory.mktemp("synced") / "project"
    shutil.copytree(SPEC, root)
    generate(root)
    return root
