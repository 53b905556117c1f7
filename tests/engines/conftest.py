"""Folders of packages for the tests of engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines import models, network


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is cached is the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package file that translates English into Spanish, word by word."""
    file = tmp_path_factory.mktemp("packages") / "en_es.argosmodel"
    return models.gloss_package(file, "en", "es", models.SPANISH)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder where packages are looked for."""
    place = tmp_path / "packages"
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(place))
    return place


@pytest.fixture
def both(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of packages, with models from English into Spanish and into Persian."""
    place = models.installed_packages(tmp_path_factory)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(place))
    return place


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a socket fails."""

    network.forbid(monkeypatch)
