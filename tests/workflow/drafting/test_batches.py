"""Batches of catalogs, several processes at once, and everything that can break meanwhile."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n_flow.catalogs import store
from l10n_flow.engines.fake import FakeEngine
from l10n_flow.errors import FileError, InputError
from l10n_flow.model import Entry, State
from l10n_flow.pretranslate.drafts import Reason
from l10n_flow.project import Project
from l10n_flow.workflow.drafting.pairs import CatalogGaps, PretranslateOptions, batches
from l10n_flow.workflow.drafting.pretranslate import (
    PretranslateReport,
    pretranslate,
)
from l10n_flow.workflow.sync import sync
from tests.engines.test_libretranslate import Server, server  # noqa: F401  a fixture
from tests.workflow.newsroom import catalog, catalog_path, configure, fill, synced, write

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)
FAKE = PretranslateOptions(engine="fake")

SCRIPT = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from l10n_flow.engines.fake import FakeEngine
from l10n_flow.project import find
from l10n_flow.workflow.drafting.pretranslate import PretranslateOptions, pretranslate

answer = FakeEngine._disguise
left = int(sys.argv[3])

def counted(self, text):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer(self, text)

FakeEngine._disguise = counted
project = find(Path(sys.argv[1]))
report = pretranslate(project, project.articles(), ["es", "fa"],
                      now=datetime.fromisoformat(sys.argv[2]),
                      options=PretranslateOptions(engine="fake"))
for failure in report.failures:
    print(failure)
for warning in report.warnings:
    print("warning:", warning)
"""


def process(
    project: Project, *, killed_at: int = 0, most: int | None = None
) -> subprocess.Popen[str]:
    """Another process that drafts the project, and can write no file larger than `most`."""

    def limited() -> None:
        import resource

        if most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    arguments = [str(project.root), NOW.isoformat(), str(killed_at)]
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=limited,  # noqa: PLW1509  no thread runs here
    )


def drafted(project: Project, *locales: str) -> PretranslateReport:
    chosen = locales or ("es", "fa")
    return pretranslate(project, project.articles(), chosen, now=NOW, options=FAKE)


def on_file(project: Project) -> Mapping[str, bytes]:
    return {
        path.relative_to(project.root).as_posix(): path.read_bytes()
        for path in sorted(project.catalogs.rglob("*.po"))
    }


@pytest.fixture
def articles(project: Project) -> Project:
    """Six articles, some of whose paragraphs are the same; none is translated."""
    for number in range(6):
        paragraphs = [f"The talks number {number % (n + 1)}{n} went on." for n in range(8)]
        write(project, **{f"a{number}": "# Talks\n\n" + "\n\n".join(paragraphs) + "\n"})
    synced(project)
    return project


def test_a_batch_has_as_many_catalogs_as_have_about_so_many_gaps(articles: Project) -> None:
    article = articles.articles()[0]
    spots = [
        CatalogGaps(article, ("en", "es"), Path(str(n)), gaps)
        for n, gaps in enumerate((3, 4, 9, 1, 1))
    ]
    assert [[spot.gaps for spot in batch] for batch in batches(spots, 7)] == [[3, 4], [9], [1, 1]]
    assert list(batches([], 7)) == []


@pytest.mark.parametrize("size", [1, 10, 4_000])
def test_batches_of_any_size_give_the_same_catalogs(
    articles: Project, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(batches, "__defaults__", (size,))
    report = drafted(articles)
    assert sum(found.drafted for found in report.catalogs) == 6 * 9 * 2
    assert not report.failures
    by_size = on_file(articles)
    for path in articles.catalogs.rglob("*.po"):
        path.unlink()
    sync(articles, articles.articles(), articles.languages)
    monkeypatch.undo()
    drafted(articles)
    assert on_file(articles) == by_size


def test_progress_counts_segments_over_all_batches_and_ends_at_all(
    articles: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "__defaults__", (20,))
    told: dict[str, list[tuple[int, int]]] = {}

    def listen(label: str, done: int, total: int) -> None:
        told.setdefault(label, []).append((done, total))

    write(articles, numbers="12 %\n\n1999\n\nThe talks went on.\n")
    synced(articles)
    chosen = articles.articles()
    pretranslate(articles, chosen, ["es", "fa"], now=NOW, options=FAKE, progress=listen)
    for locale in ("es", "fa"):
        counts = told[f"Translating into {locale}"]
        assert counts == sorted(counts)
        assert counts[-1] == (57, 57)
        assert len(counts) > 50


def test_settings_of_an_engine_that_is_not_there_are_told_with_their_line(project: Project) -> None:
    settings = "{engine: fake, engines: {libretranlate: {url: 'http://localhost'}, fake: {}}}"
    project = configure(project, f"pretranslate: {settings}\n")
    report = pretranslate(project, project.articles(), ["es"], now=NOW)
    (warning,) = report.warnings
    assert "pretranslate.engines.libretranlate: there is no installed engine" in warning
    assert "l10n-flow.yaml:" in warning


def test_a_server_without_attention_gives_drafts_that_say_what_they_lack(
    project: Project,
    server: Server,  # noqa: F811  the fixture of that name
) -> None:
    engines = f"{{libretranslate: {{url: {server.address}}}}}"
    project = configure(project, f"pretranslate: {{engine: libretranslate, engines: {engines}}}\n")
    write(project, brief="**All of it**\n\nThe **talks** and `ls` go on\n\n1999\n")
    synced(project)
    report = pretranslate(project, project.articles(), ["es"], now=NOW)
    assert not report.failures
    entries = {e.source: e for e in catalog(project, "es", "brief").entries}
    assert entries["**All of it**"].target == "**es: All of it**"
    words = entries["The **talks** and `ls` go on"]
    assert words.target == "es: The talks and `ls` go on"
    assert words.origin is not None
    assert words.origin.why == ("mark-lost:**",)
    assert words.notes == ("l10n-flow: ** is missing",)
    assert [question["q"] for question in server.asked] == [["All of it", "The talks and ls go on"]]


def test_drafting_and_syncing_in_turn_changes_nothing_more(articles: Project) -> None:
    drafted(articles)
    before = on_file(articles)
    assert drafted(articles).catalogs == ()
    assert not any(done.is_written for done in synced(articles).catalogs)
    assert drafted(articles).catalogs == ()
    assert on_file(articles) == before


def test_several_processes_at_once_do_what_one_does(articles: Project) -> None:
    untranslated = on_file(articles)
    drafted(articles)
    expected = on_file(articles)
    for name, data in untranslated.items():
        (articles.root / name).write_bytes(data)
    articles.answers.unlink()
    running = [process(articles) for _ in range(3)]
    said = [one.communicate(timeout=120)[0] for one in running]
    assert (said, [one.returncode for one in running]) == ([""] * 3, [0] * 3)
    assert on_file(articles) == expected


@pytest.mark.parametrize("texts", [1, 7, 15])
def test_a_killed_process_loses_nothing_and_the_next_goes_on(articles: Project, texts: int) -> None:
    untranslated = on_file(articles)
    killed = process(articles, killed_at=texts)
    killed.communicate(timeout=120)
    assert killed.returncode == -signal.SIGKILL
    for name in untranslated:
        store.load(articles.root / name, Path(name).parts[1])
    assert not drafted(articles).failures
    after = on_file(articles)
    for name, data in untranslated.items():
        (articles.root / name).write_bytes(data)
    drafted(articles)
    assert on_file(articles) == after


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is POSIX's")
def test_a_store_that_cannot_grow_is_a_warning_and_a_catalog_a_failure(articles: Project) -> None:
    big = "\n\n".join(f"Paragraph {n} tells of the talks." for n in range(300))
    write(articles, big=big + "\n")
    synced(articles)
    before = on_file(articles)
    limited = process(articles, most=8_000)
    said = limited.communicate(timeout=120)[0]
    assert limited.returncode == 0, said
    assert "warning:" in said
    assert "answers.sqlite: the MT cache is not used" in said
    after = on_file(articles)
    for locale in ("es", "fa"):
        name = f"locales/{locale}/LC_MESSAGES/big.po"
        assert f"{name}: cannot be written: file too large" in said
        assert after[name] == before[name]
        assert all(e.target for e in catalog(articles, locale, "a1").entries)
    assert not list(articles.root.rglob("*.tmp"))


def test_a_full_disk_names_the_catalog_and_the_others_are_drafted(
    articles: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = catalog_path(articles, "es", "a2")
    sync_ = os.fsync

    def no_room(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").resolve().name.startswith(".a2.po"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync_(descriptor)

    monkeypatch.setattr(os, "fsync", no_room)
    before = full.read_bytes()
    report = drafted(articles, "es")
    (failure,) = report.failures
    assert isinstance(failure, FileError)
    assert failure.where is not None
    assert failure.where.path == full
    assert "free some space" in failure.hint
    assert full.read_bytes() == before
    assert [found.article for found in report.catalogs] == ["a0", "a1", "a3", "a4", "a5"]


def test_without_a_place_for_locks_every_catalog_says_so(articles: Project) -> None:
    hidden = articles.locks.parent
    for path in sorted(hidden.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    hidden.rmdir()
    hidden.write_text("a file stands here")
    before = on_file(articles)
    report = drafted(articles, "es")
    assert len(report.failures) == 6
    assert all("there is a file where a folder should be" in one.hint for one in report.failures)
    assert any("the MT cache is not used" in warning for warning in report.warnings)
    assert report.catalogs == ()
    assert on_file(articles) == before


def test_a_damaged_store_is_started_anew_and_told(articles: Project) -> None:
    articles.answers.parent.mkdir(parents=True, exist_ok=True)
    articles.answers.write_bytes(b"SQLite format 3\0" + b"rubbish" * 500)
    report = drafted(articles)
    assert not report.failures
    assert [("started again" in warning) for warning in report.warnings] == [True]
    assert not drafted(articles).warnings


def test_a_damaged_memory_is_a_failure_and_the_rest_is_done(articles: Project) -> None:
    articles.memories.mkdir()
    (articles.memories / "old.tmx").write_text("<tmx><body>")
    report = drafted(articles, "es")
    (failure,) = report.failures
    assert isinstance(failure, InputError)
    assert "old.tmx" in str(failure)
    assert len(report.catalogs) == 6


def test_a_catalog_that_goes_away_meanwhile_is_a_failure(
    articles: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = catalog_path(articles, "es", "a2")
    _meanwhile(monkeypatch, gone.unlink)
    report = drafted(articles, "es")
    (failure,) = report.failures
    assert failure.where is not None
    assert failure.where.path == gone
    assert not gone.exists()
    assert len(report.catalogs) == 5


def test_a_draft_that_somebody_confirms_meanwhile_is_not_counted(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, brief="Rain fell all day.\n\nMud.\n")
    synced(project)
    _machine_drafts(project)
    project.answers.unlink()

    def confirm() -> None:
        fill(project, "es", "brief", lambda source: None if source == "Mud." else "Llovió.")

    _meanwhile(monkeypatch, confirm)
    options = replace(FAKE, renew=True)
    report = pretranslate(project, project.articles(), ["es"], now=NOW, options=options)
    assert [found.drafts["engine"] for found in report.catalogs] == [1]
    states = [entry.state for entry in catalog(project, "es", "brief").entries]
    assert states == [State.TRANSLATED, State.DRAFT]


def _machine_drafts(project: Project) -> None:
    drafted(project, "es")
    entries = catalog(project, "es", "brief").entries
    assert [entry.state for entry in entries] == [State.DRAFT, State.DRAFT]


def _meanwhile(monkeypatch: pytest.MonkeyPatch, happens: object) -> None:
    """Something happens once, when the engine is asked its first text."""
    answer, todo = FakeEngine._disguise, [happens]

    def disguise(self: FakeEngine, text: str) -> str:
        while todo:
            todo.pop()()  # type: ignore[operator]  # what the test gave
        return answer(self, text) + "!"

    monkeypatch.setattr(FakeEngine, "_disguise", disguise)


class TestCtrlC:
    """Ctrl-C at any moment: what is drafted is on file, and the report says what is."""

    @pytest.mark.parametrize("moment", range(1, 40, 3))
    def test_while_something_is_saved(
        self, articles: Project, monkeypatch: pytest.MonkeyPatch, moment: int
    ) -> None:
        self._interrupt(monkeypatch, store, "save_bytes", moment)
        self._is_told_as_it_is(articles, drafted(articles))

    @pytest.mark.parametrize("moment", [13, 18, 20, 25, 31])
    def test_while_something_is_read(
        self, articles: Project, monkeypatch: pytest.MonkeyPatch, moment: int
    ) -> None:
        self._interrupt(monkeypatch, store, "parse", moment)
        report = drafted(articles)
        assert report.stopped
        monkeypatch.undo()
        self._is_told_as_it_is(articles, report)

    @pytest.mark.parametrize("moment", [1, 2, 9, 17])
    def test_while_the_engine_works(
        self, articles: Project, monkeypatch: pytest.MonkeyPatch, moment: int
    ) -> None:
        self._interrupt(monkeypatch, FakeEngine, "_disguise", moment)
        report = drafted(articles)
        assert report.stopped
        self._is_told_as_it_is(articles, report)

    def _interrupt(
        self, monkeypatch: pytest.MonkeyPatch, where: object, name: str, moment: int
    ) -> None:
        work, calls = getattr(where, name), iter(range(1, 10_000))

        def interrupted(*arguments: object, **named: object) -> object:
            if next(calls) == moment:
                raise KeyboardInterrupt
            return work(*arguments, **named)

        monkeypatch.setattr(where, name, interrupted)

    def _is_told_as_it_is(self, articles: Project, report: PretranslateReport) -> None:
        told = {(found.article, found.locale): found for found in report.catalogs}
        for article in articles.articles():
            for locale in ("es", "fa"):
                entries: tuple[Entry, ...] = catalog(articles, locale, article.name).entries
                empty = [entry.source for entry in entries if not entry.target]
                found = told.get((article.name, locale))
                if found is not None:
                    assert found.drafted == len(entries) - len(empty)
                    assert [left.source for left in found.left] == empty
                    assert {left.reason for left in found.left} <= {Reason.STOPPED}
                else:
                    assert report.stopped
                    assert len(empty) == len(entries)
