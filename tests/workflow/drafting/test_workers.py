"""Drafts made by several processes: the same catalogs, whoever dies or presses Ctrl-C meanwhile."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n_flow.catalogs import store
from l10n_flow.documents import Document, ParseOptions
from l10n_flow.engines import is_remote, libretranslate
from l10n_flow.engines.fake import FakeEngine
from l10n_flow.errors import FileError, Place
from l10n_flow.pretranslate.drafts import Reason
from l10n_flow.project import Article, Project
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.drafting import pairs
from l10n_flow.workflow.drafting import pretranslate as drafting
from l10n_flow.workflow.drafting.pairs import PretranslateOptions, batches, stoppable
from l10n_flow.workflow.drafting.pretranslate import (
    PretranslateReport,
    pretranslate,
)
from l10n_flow.workflow.incremental import parallel
from l10n_flow.workflow.incremental.parallel import sealed
from tests.engines import models, network
from tests.workflow.newsroom import catalog, catalog_path, fill, synced, write

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)
FAKE = PretranslateOptions(engine="fake")


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few segments travel together; processes are forked, as in a process of its own."""
    monkeypatch.setattr(batches, "__defaults__", (12,))
    monkeypatch.setattr(parallel, "_threads", threading.active_count)
    monkeypatch.setattr(pairs, "LOOKS", 0)


@pytest.fixture
def articles(project: Project) -> Project:
    """Eight articles, some of whose paragraphs are the same, one of them translated."""
    for number in range(8):
        paragraphs = [f"The talks number {number % (n + 1)}{n} went on." for n in range(8)]
        write(project, **{f"a{number}": "# Talks\n\n" + "\n\n".join(paragraphs) + "\n"})
    synced(project)
    fill(project, "es", "a7", lambda source: "Charlas" if source == "Talks" else None)
    return project


def drafted(
    project: Project, workers: str = "1", options: PretranslateOptions = FAKE
) -> PretranslateReport:
    project = replace(project, config=replace(project.config, workers=workers))
    return pretranslate(project, project.articles(), ["es", "fa"], now=NOW, options=options)


def on_file(project: Project) -> Mapping[str, bytes]:
    return {
        path.relative_to(project.root).as_posix(): path.read_bytes()
        for path in sorted(project.catalogs.rglob("*.po"))
    }


def put_back(project: Project, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        (project.root / name).write_bytes(data)
    project.answers.unlink(missing_ok=True)


def by_workers(monkeypatch: pytest.MonkeyPatch, does: Callable[[str], None]) -> None:
    """Every worker does this before it translates a text, and the process of the command never."""
    here, answer = os.getpid(), FakeEngine._disguise

    def disguise(self: FakeEngine, text: str) -> str:
        if os.getpid() != here:
            does(text)
        return answer(self, text)

    monkeypatch.setattr(FakeEngine, "_disguise", disguise)


def test_a_server_is_asked_by_this_process_alone_whatever_workers_says(
    articles: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert is_remote(libretranslate.open_pair)
    by_workers(monkeypatch, lambda _: (tmp_path / "asked").touch())
    monkeypatch.setattr(drafting, "opener", lambda _: libretranslate.open_pair)
    assert drafted(articles, "4").catalogs
    assert not (tmp_path / "asked").exists()


@pytest.mark.parametrize("workers", ["2", "5"])
def test_any_number_of_workers_makes_the_same_catalogs_and_the_same_report(
    articles: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, workers: str
) -> None:
    untranslated = on_file(articles)
    alone = drafted(articles)
    expected = on_file(articles)
    put_back(articles, untranslated)
    by_workers(monkeypatch, lambda _: (tmp_path / str(os.getpid())).touch())
    together = drafted(articles, workers)
    assert on_file(articles) == expected != untranslated
    assert together == alone
    assert len(list(tmp_path.glob("[0-9]*"))) > 1


def test_an_engine_with_threads_of_its_own_is_opened_by_each_worker(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(models.installed_packages(tmp_path_factory)))
    network.forbid(monkeypatch)
    sentences = ("The president spoke today.", "They signed the agreement.", "Peace and war")
    for number in range(6):
        write(project, **{f"a{number}": "\n\n".join((*sentences, f"- {number} **new** war\n"))})
    synced(project)
    untranslated = on_file(project)
    options = PretranslateOptions(engine="argos")
    alone = drafted(project, options=options)
    expected = on_file(project)
    put_back(project, untranslated)
    assert drafted(project, "2", options) == alone
    assert on_file(project) == expected
    assert alone.engines == ("argos-en_es-1.0", "argos-en_fa-1.0")


def test_all_workers_remember_what_was_translated_when_the_work_began(articles: Project) -> None:
    report = drafted(articles, "2")
    assert sum(found.drafts["memory"] for found in report.catalogs) == 7
    titles = [e for n in range(8) for e in catalog(articles, "es", f"a{n}").entries[:1]]
    assert {(title.source, title.target) for title in titles} == {("Talks", "Charlas")}


def test_a_worker_that_is_killed_costs_its_batch_which_is_done_again(
    articles: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    untranslated = on_file(articles)
    drafted(articles)
    expected = on_file(articles)
    put_back(articles, untranslated)
    texts: list[str] = []

    def deadly(text: str) -> None:
        texts.append(text)
        if len(texts) == 9 and not (tmp_path / "died").exists():
            (tmp_path / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)

    by_workers(monkeypatch, deadly)
    report = drafted(articles, "2")
    assert (tmp_path / "died").exists()
    assert not report.failures
    assert on_file(articles) == expected


def test_workers_share_the_store_of_translations_and_leave_it_whole(
    articles: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    untranslated = on_file(articles)
    assert drafted(articles, "4").warnings == ()
    expected = on_file(articles)
    with sqlite3.connect(articles.answers) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for name, data in untranslated.items():
        (articles.root / name).write_bytes(data)

    def never(self: FakeEngine, text: str) -> str:
        raise AssertionError(text)

    monkeypatch.setattr(FakeEngine, "_disguise", never)
    drafted(articles)
    assert on_file(articles) == expected


def test_ctrl_c_stays_ignored_where_the_command_was_called_in_the_background(
    tmp_path: Path,
) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with stoppable(tmp_path / "stop"):
            os.kill(os.getpid(), signal.SIGINT)
            assert not (tmp_path / "stop").exists()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_ctrl_c_where_the_command_was_called_ends_all_workers_and_is_told_as_it_is(
    articles: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    command, texts = os.getpid(), []

    def press(text: str) -> None:
        texts.append(text)
        if len(texts) == 5:
            with contextlib.suppress(FileExistsError):  # once: a second one would end pytest
                (tmp_path / "pressed").touch(exist_ok=False)
                os.kill(command, signal.SIGINT)

    by_workers(monkeypatch, press)
    before = signal.getsignal(signal.SIGINT)
    report = drafted(articles, "2")
    assert signal.getsignal(signal.SIGINT) is before
    assert report.stopped
    assert not list(articles.state.glob("stop-*"))
    told = {(found.article, found.locale): found for found in report.catalogs}
    for article in articles.articles():
        for locale in ("es", "fa"):
            found = told[article.name, locale]
            entries = catalog(articles, locale, article.name).entries
            empty = [entry.source for entry in entries if not entry.target]
            assert [left.source for left in found.left] == empty
            assert {left.reason for left in found.left} <= {Reason.STOPPED}
    assert any(found.left for found in report.catalogs)


def test_a_disk_that_is_full_names_the_catalog_and_the_others_are_drafted(
    articles: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = catalog_path(articles, "es", "a2")
    save = store.save_bytes

    def no_room(data: bytes, path: Path, **options: object) -> object:
        if path == full:
            raise FileError("cannot be written: no space left on device", Place(path))
        return save(data, path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "save_bytes", no_room)
    before = full.read_bytes()
    report = drafted(articles, "2")
    (failure,) = report.failures
    assert failure.where is not None
    assert failure.where.path == full
    assert full.read_bytes() == before
    assert len(report.catalogs) == 15


def test_nothing_that_grows_with_the_project_travels_to_a_worker(
    articles: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sizes: list[int] = []

    def weighed(
        work: Callable[[object], object], items: Sequence[object], *_: object, **__: object
    ) -> object:
        if isinstance(work, pairs.PairDrafting):
            sizes.append(Path(sealed(work, tmp_path).path).stat().st_size)
        return map(work, items)

    monkeypatch.setattr(drafting, "spread", weighed)
    untranslated = on_file(articles)
    drafted(articles, "2")
    put_back(articles, untranslated)
    for number in range(8, 60):
        text = f"# Talks\n\nOn day {number} of the talks nothing was said.\n"
        write(articles, **{f"a{number}": text})
    synced(articles)
    for number in range(8, 60):
        fill(articles, "es", f"a{number}", lambda source: f"ES {source}")
    drafted(articles, "2")
    few, _, many, _ = sizes
    assert many <= few + 16


def test_what_has_no_gaps_is_not_read_again(
    articles: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted(articles)
    drafted(articles)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a catalog is read")

    monkeypatch.setattr(store, "parse", never)
    assert drafted(articles).catalogs == ()
    monkeypatch.undo()
    fill(articles, "fa", "a3", lambda source: "")
    assert [found.article for found in drafted(articles).catalogs] == ["a3"]


def test_machine_drafts_that_nobody_has_touched_are_gaps_for_renew_alone(
    articles: Project,
) -> None:
    drafted(articles)
    drafted(articles)
    assert drafted(articles).catalogs == ()
    renewed = drafted(articles, options=replace(FAKE, renew=True))
    assert sum(found.drafted for found in renewed.catalogs) == 2 * 8 * 9 - 8


def test_a_dry_run_writes_nothing_and_says_the_same_with_workers(articles: Project) -> None:
    options = replace(FAKE, dry_run=True)
    before = on_file(articles)
    assert drafted(articles, "2", options) == drafted(articles, "1", options)
    assert on_file(articles) == before
    assert not (articles.state / "pretranslate").exists()


def test_who_names_an_article_has_no_other_read_for_its_language(
    articles: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted(articles)
    fill(articles, "es", "a3", lambda source: "")
    read: list[str] = []
    of_article = articlefiles.read

    def noted(article: Article, options: ParseOptions) -> Document:
        read.append(article.name)
        return of_article(article, options)

    monkeypatch.setattr(articlefiles, "read", noted)
    (chosen,) = (article for article in articles.articles() if article.name == "a3")
    report = pretranslate(articles, [chosen], ["es", "fa"], now=NOW, options=FAKE)
    assert report.catalogs[0].drafts["memory"] == 1
    assert set(read) == {"a3"}
    write(articles, a5="---\nlang: fa\n---\n\nگفتگو\n")
    fill(articles, "es", "a3", lambda source: "")
    pretranslate(articles, [chosen], ["es", "fa"], now=NOW, options=FAKE)
    assert set(read) == {"a3", "a5"}
