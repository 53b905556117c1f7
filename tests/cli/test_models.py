"""`l10n-flow models` as a person or a script types it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from l10n_flow.errors import UsageError
from l10n_flow.workflow import models as workflow
from tests.engines import models, network

from .conftest import Command


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of packages, on a machine without a network."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    network.forbid(monkeypatch)
    return tmp_path / "packages"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package file, English to Spanish."""
    return models.gloss_package(tmp_path / "en_es.argosmodel", "en", "es", models.SPANISH)


def test_a_file_is_installed_listed_and_removed(
    l10n_flow: Command, place: Path, package: Path
) -> None:
    assert l10n_flow("models", "list").out == (
        "no model is installed; get one with: l10n-flow models install en es\n"
    )
    assert l10n_flow("models", "install", str(package)).out == "installed  en → es  1.0\n"
    assert l10n_flow("models", "list").out == (
        f"languages  version  folder\nen → es    1.0      {place / 'translate-en_es-1_0'}\n"
    )
    assert l10n_flow("models", "remove", "en", "es").out == "removed  en → es  1.0\n"
    assert list(place.iterdir()) == []


def test_a_newer_version_says_what_it_replaced(
    l10n_flow: Command, place: Path, package: Path, tmp_path: Path
) -> None:
    newer = models.gloss_package(
        tmp_path / "new.argosmodel", "en", "es", models.SPANISH, version="1.1"
    )
    l10n_flow("models", "install", str(package))
    found = l10n_flow("models", "install", str(newer))
    assert found.out == "installed  en → es  1.1  (instead of 1.0)\n"
    assert [path.name for path in place.iterdir()] == ["translate-en_es-1_1"]


def test_several_files_are_installed_and_silence_is_kept(
    l10n_flow: Command, place: Path, package: Path, tmp_path: Path
) -> None:
    other = models.gloss_package(tmp_path / "en_fa.argosmodel", "en", "fa", models.PERSIAN)
    found = l10n_flow("models", "install", "--quiet", str(package), str(other))
    assert (found.code, found.out, found.err) == (0, "", "")
    assert len(list(place.iterdir())) == 2


def test_the_list_is_there_for_programs(l10n_flow: Command, place: Path, package: Path) -> None:
    l10n_flow("models", "install", str(package))
    (place / "broken").mkdir()
    found = l10n_flow("models", "list", "--json")
    assert found.code == 3
    document = json.loads(found.out)
    assert document["schema"] == 2
    assert document["models"] == [
        {
            "source": "en",
            "target": "es",
            "version": "1.0",
            "identity": "argos-en_es-1.0",
            "path": (place / "translate-en_es-1_0").as_posix(),
        }
    ]
    assert [failure["what"] for failure in document["failures"]] == ["no readable metadata.json"]


@pytest.mark.usefixtures("place")
def test_what_is_neither_a_file_nor_two_languages_is_refused(l10n_flow: Command) -> None:
    found = l10n_flow("models", "install", "es")
    assert found.code == 2
    assert "'es' is neither a package file nor two languages" in found.err
    found = l10n_flow("models", "install", "gone.argosmodel")
    assert found.code == 3
    assert "gone.argosmodel: no such file" in found.err
    found = l10n_flow("models", "remove", "en", "es")
    assert found.code == 2
    assert "no model en → es is installed" in found.err


def test_of_two_languages_the_first_is_the_source(
    l10n_flow: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(source: str, target: str, **_: object) -> None:
        raise UsageError(f"no package from {source} into {target}")

    monkeypatch.setattr(workflow, "install_pair", refused)
    found = l10n_flow("models", "install", "en", "es")
    assert (found.code, found.err) == (2, "error: no package from en into es\n")


def test_a_hostile_file_is_named_and_nothing_is_written(
    l10n_flow: Command, place: Path, package: Path
) -> None:
    with zipfile.ZipFile(package, "a") as file:
        file.writestr("../../evil", "x")
    found = l10n_flow("models", "install", str(package))
    assert found.code == 3
    assert found.err.startswith(f"error: {package}: not a usable model package: the path")
    assert not place.exists()
