"""What tests of drafting share."""

from __future__ import annotations

import pytest

from tests.engines import models, network


@pytest.fixture
def packages(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Models from English into Spanish and Persian, and no network."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(models.installed_packages(tmp_path_factory)))
    network.forbid(monkeypatch)
