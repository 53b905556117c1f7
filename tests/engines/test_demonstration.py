"""The models that come along, which are asked only for what they know."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from l10n_flow.engines import (
    Engine,
    EngineOptions,
    Hypothesis,
    NoModelError,
    argos,
    demonstrations,
    opener,
    packages,
    shipped,
)
from l10n_flow.errors import EngineError, PackageError
from tests.engines import models


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the user's."""
    place = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(place))
    return place / "l10n-flow"


@pytest.fixture(autouse=True)
def package(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One demonstration package comes with the program, and nothing is installed."""
    place = tmp_path / "shipped"
    place.mkdir()
    monkeypatch.setattr(shipped, "FOLDER", place)
    return models.demonstration_package(place / "en_es.argosmodel", "en", "es", models.SPANISH)


def opened(source: str = "en", target: str = "es") -> Engine:
    return opener("argos")(source, target, EngineOptions())


def test_what_it_knows_is_translated_and_what_not_is_refused_by_word() -> None:
    texts = ["The president spoke today 9:30.", "Peace and quiet", "War!", "", "Peace ☃ and war"]
    found = dict(opened().translate(texts, align={0}))
    assert found[0].text == "El presidente habló hoy 9:30."
    assert found[0].alignment is not None
    assert found[1] == Hypothesis(
        "", complete=False, refusal="not in the demonstration vocabulary: quiet"
    )
    assert (found[2].text, found[3].text) == ("Guerra!", "")
    assert found[4].refusal == "not in the demonstration vocabulary: ☃"


def test_its_name_says_what_it_is() -> None:
    assert opened().identity == "demo-en_es-1.0"
    (listed,) = demonstrations()
    assert (listed.identity, listed.pair) == ("demo-en_es-1.0", ("en", "es"))


def test_an_installed_model_takes_its_place(folder: Path, spanish: Path) -> None:
    packages.install_file(spanish, folder, argos.verify)
    assert opened().identity == "argos-en_es-1.0"


def test_other_pairs_have_no_model() -> None:
    with pytest.raises(NoModelError, match="no model en → fa"):
        opened("en", "fa")


def test_the_cache_may_be_cleared_wholly_or_in_part(cache: Path) -> None:
    assert opened().identity
    shutil.rmtree(cache)
    assert opened().identity
    (model,) = cache.rglob("model.bin")
    model.unlink()
    ((_, found),) = opened().translate(["Peace"])
    assert found.text == "Paz"
    assert [path.name for path in cache.glob("demonstration/.*")] == []


def test_a_cache_that_cannot_be_written_is_named(cache: Path) -> None:
    cache.parent.write_text("", "utf-8")
    with pytest.raises(EngineError, match="cannot unpack the demonstration") as caught:
        opened()
    assert "XDG_CACHE_HOME" in caught.value.hint


def test_a_package_without_its_words_is_damaged(package: Path) -> None:
    models.gloss_package(package, "en", "es", models.SPANISH)
    with pytest.raises(PackageError, match=re.escape("words.txt cannot be read")):
        opened()


def test_a_disk_that_fills_up_leaves_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(EngineError, match="No space left on device"):
        opened()
    assert list((cache / "demonstration").iterdir()) == []


def test_those_that_really_come_along_are_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    for model in demonstrations():
        assert re.fullmatch(r"demo-\w+-[\w.]+", model.identity)
        with zipfile.ZipFile(model.path) as package:
            assert any(name.endswith("/words.txt") for name in package.namelist())
            assert package.testzip() is None
