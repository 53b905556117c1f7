"""Everything in one go."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n_flow import documents
from l10n_flow.documents import Document, ParseOptions
from l10n_flow.errors import EngineError
from l10n_flow.project import Project, find
from l10n_flow.workflow import run as run_module
from l10n_flow.workflow.drafting.pretranslate import PretranslateReport
from l10n_flow.workflow.run import RunReport, run

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)


def with_engine(project: Project, engine: str) -> Project:
    settings = project.root / "l10n-flow.yaml"
    settings.write_text(f"pretranslate: {{engine: {engine}}}\n", "utf-8")
    return find(project.root)


@pytest.fixture(autouse=True)
def brief(project: Project) -> Path:
    path = project.content / "brief.md"
    path.write_text("# Peace\n\nThe talks resume.\n", "utf-8")
    return path


def files(project: Project) -> dict[Path, bytes]:
    """Every file of the project, but for what it remembers of its own work."""
    found = (path for path in project.root.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in found if ".l10n-flow" not in path.parts}


def do(project: Project) -> RunReport:
    return run(project, project.articles(), project.languages, now=NOW, whole=True)


def test_catalogs_drafts_and_editions_come_out(project: Project) -> None:
    report = do(with_engine(project, "fake"))

    assert [c.is_new for c in report.sync.catalogs] == [True, True]
    assert sum(c.drafted for c in report.pretranslate.catalogs) == 4
    assert {e.locale: e.status for e in report.build.editions} == {
        "en": "source",
        "es": "draft",
        "fa": "draft",
    }
    assert [tally.segments for tally in report.status.total("fa")] == [0, 2, 0, 0]
    assert report.failures == ()
    assert (project.output / "markdown" / "fa" / "brief.md").is_file()


def test_a_second_run_changes_no_byte(project: Project) -> None:
    project = with_engine(project, "fake")
    do(project)
    before = files(project)
    do(project)
    assert files(project) == before


def test_an_engine_that_cannot_work_is_a_remark_and_editions_are_built_all_the_same(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(*_: object, **__: object) -> PretranslateReport:
        return PretranslateReport((), failures=(EngineError("ctranslate2 is not installed"),))

    monkeypatch.setattr(run_module, "pretranslate", stumbling)
    report = do(project)
    assert [str(remark) for remark in report.remarks] == ["ctranslate2 is not installed"]
    assert report.failures == ()
    assert len(report.build.editions) == 3


def test_what_several_steps_cannot_read_is_one_failure(project: Project) -> None:
    (project.content / "bad.md").write_bytes(b"caf\xe9\n")
    catalog = project.catalogs / "es" / "LC_MESSAGES" / "brief.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text('msgid "Peace"\nmsgstr "\n', "utf-8")

    report = do(project)

    places = [f.where.path.name for f in report.failures if f.where is not None]
    assert places == ["bad.md", "brief.po"]
    assert catalog.read_text("utf-8") == 'msgid "Peace"\nmsgstr "\n'


def test_stopping_the_engine_stops_the_run(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> PretranslateReport:
        return PretranslateReport((), stopped=True)

    monkeypatch.setattr(run_module, "pretranslate", stopped)
    with pytest.raises(KeyboardInterrupt):
        do(project)
    assert not project.output.exists()


def test_two_broken_articles_with_one_base_name_are_both_told(project: Project) -> None:
    for folder in ("news", "features"):
        (project.content / folder).mkdir()
        (project.content / folder / "index.md").write_bytes(b"caf\xe9\n")
    places = [f.where.path.as_posix() for f in do(project).failures if f.where is not None]
    assert [place.rpartition("content/")[2] for place in places] == [
        "features/index.md",
        "news/index.md",
    ]


def test_an_article_is_read_once_by_all_steps(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = with_engine(project, "fake")
    seen: list[str] = []
    really = documents.read

    def read(data: bytes, path: Path, options: ParseOptions | None = None) -> Document:
        seen.append(path.name)
        return really(data, path, options)

    monkeypatch.setattr(documents, "read", read)
    do(project)
    assert seen == ["brief.md"]
