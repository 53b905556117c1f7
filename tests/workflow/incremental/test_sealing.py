"""Work that travels: small whatever the project's size, and only what was sent is opened."""

from __future__ import annotations

import pickle
from functools import partial
from pathlib import Path

import pytest

from l10n_flow.errors import FileError
from l10n_flow.files import fence, fenced
from l10n_flow.workflow.incremental.sealing import Snapshot, opened_work, sealed


def looked_up(values: Snapshot[str, int], more: Snapshot[str, int], name: str) -> tuple[int, bool]:
    return values[name], values is more


def numbers(count: int) -> Snapshot[str, int]:
    return Snapshot({f"news/{number}": number for number in range(count)})


def test_work_comes_out_as_it_went_in(tmp_path: Path) -> None:
    values = numbers(10)
    work = opened_work(sealed(partial(looked_up, values, values), tmp_path))
    assert work("news/7") == (7, True)


def test_what_travels_is_as_small_for_ten_thousand_articles_as_for_ten(tmp_path: Path) -> None:
    sizes = []
    for count in (10, 10_000):
        seal = sealed(partial(looked_up, numbers(count), numbers(1)), tmp_path)
        sizes.append((Path(seal.path).stat().st_size, len(pickle.dumps(seal))))
    assert sizes[0] == sizes[1]


def test_a_snapshot_is_read_when_it_is_asked(tmp_path: Path) -> None:
    seal = sealed(partial(looked_up, numbers(3), numbers(1)), tmp_path)
    for path in tmp_path.iterdir():
        if str(path) != seal.path:
            path.unlink()
    work = opened_work(seal)
    with pytest.raises(FileError):
        work("news/1")


def test_a_file_that_holds_anything_else_is_not_opened(tmp_path: Path) -> None:
    seal = sealed(partial(looked_up, numbers(3), numbers(1)), tmp_path)
    Path(seal.path).write_bytes(pickle.dumps(print))
    with pytest.raises(FileError, match="does not hold what was written"):
        opened_work(seal)


def test_who_opens_the_work_is_fenced_as_who_sealed_it(tmp_path: Path) -> None:
    fence(tmp_path / "project")
    seal = sealed(partial(looked_up, numbers(3), numbers(1)), tmp_path)
    before = fenced()
    fence(tmp_path / "elsewhere")
    opened_work(seal)
    assert fenced() == before


def test_what_cannot_travel_says_so(tmp_path: Path) -> None:
    with pytest.raises((pickle.PicklingError, AttributeError)):
        sealed(lambda number: number, tmp_path)
