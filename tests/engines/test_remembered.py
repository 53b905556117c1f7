"""What is kept about a model, and when it is believed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from l10n_flow.engines import remembered


@pytest.fixture
def parts(tmp_path: Path) -> tuple[Path, ...]:
    """The files of a model."""
    place = tmp_path / "model"
    place.mkdir()
    for name in ("model.bin", "vocabulary.json"):
        (place / name).write_text(name, "utf-8")
    return tuple(sorted(place.iterdir()))


def test_a_digest_changes_with_any_part_and_its_name(parts: tuple[Path, ...]) -> None:
    first = remembered.digest(parts)
    assert remembered.digest(parts) == first
    parts[1].write_text("other", "utf-8")
    second = remembered.digest(parts)
    renamed = parts[1].rename(parts[1].with_name("other.json"))
    third = remembered.digest((parts[0], renamed))
    assert len({first, second, third}) == 3
    assert all(len(found) == 12 for found in (first, second, third))


def test_a_digest_is_not_computed_twice(
    parts: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = remembered.digest(parts)
    monkeypatch.setattr("hashlib.file_digest", None)
    assert remembered.digest(parts) == first


def test_notes_are_forgotten_when_the_model_is_another(parts: tuple[Path, ...]) -> None:
    digest = remembered.digest(parts)
    remembered.remember(parts, "attention", [1, 2])
    assert remembered.recall(parts, "attention") == [1, 2]
    assert remembered.digest(parts) == digest
    os.utime(parts[0], (1, 1))
    assert remembered.recall(parts, "attention") is None
    assert remembered.digest(parts) == digest


@pytest.mark.parametrize("junk", ["", "[", "[]", '{"stamps": 1}', "\udcff"])
def test_damaged_notes_are_no_notes(parts: tuple[Path, ...], junk: str) -> None:
    digest = remembered.digest(parts)
    (parts[0].parent / remembered.NAME).write_bytes(junk.encode("utf-8", "surrogateescape"))
    assert remembered.recall(parts, "attention") is None
    assert remembered.digest(parts) == digest


def test_where_the_model_cannot_be_written_to_the_user_s_cache_is_used(
    parts: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    (parts[0].parent / remembered.NAME).mkdir()  # nothing can be written there, even by root
    remembered.remember(parts, "attention", 7)
    assert remembered.recall(parts, "attention") == 7
    assert len(list((remembered.cache() / "models").iterdir())) == 1
    remembered.cache().rename(remembered.cache().with_name("gone"))
    remembered.cache().write_text("", "utf-8")
    remembered.remember(parts, "attention", 8)
    assert remembered.recall(parts, "attention") is None  # nowhere to write: no failure
