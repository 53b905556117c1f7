"""The way through the articles: what stands is told again, the rest is worked on and remembered."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n_flow.files import reading
from l10n_flow.files.fences import fence, look_again
from l10n_flow.files.reading import NEVER, bytes_of
from l10n_flow.files.writing import disk_clock
from l10n_flow.project import Article, Project
from l10n_flow.workflow.incremental import runner
from l10n_flow.workflow.incremental.ledger import (
    ABSENT,
    PRESENT,
    Ledger,
    Record,
    digest_of,
    packed,
    seen,
)
from l10n_flow.workflow.incremental.runner import Done, Scope, begun, each_article, standing, worked
from tests.workflow.newsroom import built, edition, synced, write

BODIES = {"dikes": "Dikes hold.\n", "floods": "Water rises.\n", "wells": "Wells run dry.\n"}


@pytest.fixture
def scope(project: Project) -> Scope:
    write(project, **BODIES)
    return Scope(project=project, locales=("es",), articles=project.articles())


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.json", "mark")


def sized(scope: Scope, article: Article) -> Done[int]:
    """How many bytes the article has; one of dry wells is to be looked at again."""
    data = bytes_of(article.path) or b""
    record = Record({scope.project.named(article.path): seen(data)}, (str(len(data)),))
    return Done(len(data), None if b"dry" in data else packed(record))


def restored(article: Article, record: Record) -> int | None:
    """The size, below zero to tell that it is from the ledger."""
    return -int(record.notes[0]) if record.notes[0].isdecimal() else None


def sizes(scope: Scope, ledger: Ledger) -> dict[str, int]:
    found = each_article(scope, ledger, sized, restore=restored, label="Measuring")
    measured = {article.name: size for article, size in found}
    ledger.save()
    return measured


def test_every_article_comes_once_and_in_order(scope: Scope, ledger: Ledger) -> None:
    assert list(sizes(scope, ledger).items()) == [(n, len(t)) for n, t in BODIES.items()]


def test_what_stands_is_told_from_the_ledger_and_the_rest_is_done(
    scope: Scope, ledger: Ledger
) -> None:
    sizes(scope, ledger)
    write(scope.project, floods="Rain.\n")
    again = sizes(scope, ledger)
    assert again == {
        "dikes": -len(BODIES["dikes"]),
        "floods": len("Rain.\n"),
        "wells": len(BODIES["wells"]),
    }


def test_work_that_must_be_done_again_is_no_longer_in_the_ledger(
    scope: Scope, ledger: Ledger
) -> None:
    sizes(scope, ledger)
    write(scope.project, floods="The riverbed is dry.\n")
    sizes(scope, ledger)
    assert ledger.record("floods") is None


def test_a_record_of_which_nothing_can_be_made_is_as_good_as_none(
    scope: Scope, ledger: Ledger
) -> None:
    sizes(scope, ledger)
    record = ledger.record("dikes")
    assert record is not None
    ledger.enter("dikes", record._replace(notes=("odd",)))
    ledger.save()
    assert sizes(scope, ledger)["dikes"] == len(BODIES["dikes"])


def test_workers_are_not_sent_the_articles_of_all_nor_who_listens(
    scope: Scope, ledger: Ledger
) -> None:
    def seen_of_the_scope(sent: Scope, article: Article) -> Done[int]:
        return Done(len(sent.articles), None)

    found = worked(scope, ledger, seen_of_the_scope, scope.articles, label="Looking")
    assert {count for _, count in found} == {0}


LATER = time.time_ns() + 3600 * 10**9
"""A moment before which every file of a test has been left alone for long."""

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps no time of the last change")


def a_record(folder: Path, **files: str) -> Record:
    """A record of files as they are now; `_` in a name is its dot."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return Record({n.replace("_", "."): digest_of(t.encode()) for n, t in files.items()})


def stands(record: Record, folder: Path) -> bool:
    return standing(record, folder, NEVER) is not None


def stamped(record: Record, folder: Path) -> Record:
    """The record with stamps, as if its files had been left alone for long."""
    found = standing(record, folder, LATER)
    assert found is not None
    return found


def test_work_stands_while_its_files_hold_what_they_held(tmp_path: Path) -> None:
    record = a_record(tmp_path, a_md="Rain", b_md="Mud")
    assert stands(record, tmp_path)
    (tmp_path / "b.md").write_text("Silt")
    assert not stands(record, tmp_path)
    (tmp_path / "b.md").write_text("Mud")
    assert stands(record, tmp_path)
    (tmp_path / "b.md").unlink()
    assert not stands(record, tmp_path)


def test_a_file_may_be_known_to_be_absent_or_just_there(tmp_path: Path) -> None:
    record = Record({"a.md": ABSENT, "b.md": PRESENT})
    (tmp_path / "b.md").write_text("whatever")
    assert stands(record, tmp_path)
    (tmp_path / "b.md").write_text("something else")
    assert stands(record, tmp_path)
    (tmp_path / "a.md").write_text("")
    assert not stands(record, tmp_path)


@pytest.mark.parametrize("name", ["folder", "a.md/below", "long" * 100])
def test_what_no_file_can_be_is_absent(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.md").write_text("Rain")
    assert stands(Record({name: ABSENT}), tmp_path)
    assert not stands(Record({name: digest_of(b"Rain")}), tmp_path)


def test_files_outside_of_the_project_have_their_whole_path(tmp_path: Path) -> None:
    record = a_record(tmp_path, a_md="Rain")
    elsewhere = Record({f"{tmp_path.as_posix()}/a.md": record.files["a.md"]})
    assert stands(elsewhere, tmp_path / "project")


@on_posix
def test_a_file_with_its_stamp_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = stamped(a_record(tmp_path, a_md="Rain"), tmp_path)
    monkeypatch.setattr(runner, "bytes_of", None)
    assert standing(record, tmp_path, LATER) is record


def test_a_file_that_changed_a_moment_ago_has_no_stamp(tmp_path: Path) -> None:
    record = a_record(tmp_path, a_md="Rain")
    assert standing(record, tmp_path, time.time_ns()) is record
    assert standing(record, tmp_path, NEVER) is record


@on_posix
def test_a_touched_file_is_read_once_and_has_a_new_stamp(tmp_path: Path) -> None:
    record = stamped(a_record(tmp_path, a_md="Rain"), tmp_path)
    os.utime(tmp_path / "a.md", (1, 1))
    again = standing(record, tmp_path, LATER)
    assert again is not None
    assert again != record
    assert standing(again, tmp_path, LATER) is again


def in_place(path: Path, text: str) -> None:
    with path.open("r+") as file:
        file.write(text)
        file.truncate()


def whole(path: Path, text: str) -> None:
    path.with_suffix(".new").write_text(text)
    path.with_suffix(".new").replace(path)


def with_its_old_time(path: Path, text: str) -> None:
    """As `rsync --times`, `tar` and `cp --preserve` do."""
    was = path.stat()
    path.write_text(text)
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


def long_ago(path: Path, text: str) -> None:
    path.write_text(text)
    os.utime(path, (1, 1))


def linked(path: Path, text: str) -> None:
    other = path.with_suffix(".other")
    other.write_text(text)
    path.unlink()
    path.symlink_to(other)


SAVES = [in_place, whole, with_its_old_time, long_ago, linked]


@pytest.mark.parametrize("save", SAVES)
def test_another_text_of_the_same_size_is_seen_however_it_is_saved(
    tmp_path: Path, save: Callable[[Path, str], None]
) -> None:
    record = stamped(a_record(tmp_path, a_md="Rain"), tmp_path)
    time.sleep(0.02)  # a tick of the disk's clock: else there would be no stamp
    save(tmp_path / "a.md", "Hail")
    assert not stands(record, tmp_path)
    save(tmp_path / "a.md", "Rain")
    assert stands(record, tmp_path)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(SAVES), st.sampled_from(["Rain", "Hail"]), st.sampled_from([0, 0.03])
        ),
        max_size=8,
    )
)
@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nothing_stale_stands_whatever_is_saved_how_quickly(
    tmp_path: Path, saves: list[tuple[Callable[[Path, str], None], str, float]]
) -> None:
    """Law: with stamps as with digests alone, on a disk with a clock of hundredths of seconds."""
    path = tmp_path / "a.md"
    path.unlink(missing_ok=True)
    record = a_record(tmp_path, a_md="Rain")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "TICK", 20_000_000)
        for save, text, pause in saves:
            record = standing(record, tmp_path, disk_clock(tmp_path)) or record
            save(path, text)
            assert stands(record, tmp_path) == (text == "Rain")
            time.sleep(pause)


def test_a_stamp_is_no_way_out_of_the_project(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    (project / "content").mkdir(parents=True)
    fence(project)
    record = stamped(a_record(project / "content", a_md="Rain"), project / "content")
    record = Record({f"content/{name}": held for name, held in record.files.items()})
    assert stands(record, project)
    (project / "content").rename(outside)
    (project / "content").symlink_to(outside)
    look_again()
    assert not stands(record, project)


def test_the_clock_is_the_disks_or_ours_if_that_is_earlier(project: Project) -> None:
    before = time.time_ns()
    moment = begun(project)
    assert before - 10**9 < moment <= time.time_ns()
    assert begun(project, dry_run=True) == NEVER
    assert list(project.state.iterdir()) == []


def test_an_edit_right_after_a_build_is_built(newsroom: Project) -> None:
    """However often: the same size, within one second, with the same time."""
    built(newsroom)
    path = newsroom.content / "brief.md"
    was = path.stat()
    for text in ("Mud.\n", "Ice.\n", "Fog.\n", "Mud.\n"):
        write(newsroom, brief=text)
        os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
        synced(newsroom)
        built(newsroom)
        assert text in edition(newsroom, "en", "brief")


@on_posix
def test_what_was_left_alone_is_not_read_by_a_build(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(newsroom)
    monkeypatch.setattr("l10n_flow.workflow.building.build.begun", lambda *_, **__: LATER)
    built(newsroom)  # reads all, for the last time
    monkeypatch.setattr(runner, "bytes_of", None)
    report = built(newsroom)
    assert report.unchanged == report.articles > 0
