"""The clock and the folder that every command begins with."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n_flow.cli import options
from l10n_flow.errors import UsageError
from l10n_flow.project import Project

from .conftest import Command


def test_source_date_epoch_takes_the_clocks_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793613600")
    assert options.now() == datetime(2026, 11, 2, 10, tzinfo=UTC)


def test_the_clock_is_in_utc_and_whole_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    now = options.now()
    assert (now.tzinfo, now.microsecond) == (UTC, 0)


@pytest.mark.parametrize("value", ["yesterday", "1e9", "9" * 30])
def test_a_wrong_source_date_epoch_is_a_usage_error(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(UsageError, match="it counts the seconds since 1970"):
        options.now()


def test_so_many_processes_work_as_are_asked_for(project: Project) -> None:
    assert options.select(project.root, None, None, "03").project.config.workers == "3"
    assert options.select(project.root, None, None, "auto").project.config.workers == "auto"
    assert options.select(project.root, None, None, None).project.config == project.config
    with pytest.raises(UsageError, match="--workers 'many'") as caught:
        options.select(project.root, None, None, "many")
    assert caught.value.hint.startswith("it takes ")


def test_names_are_meant_from_the_folder_that_is_given(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (project.content / "a.md").write_text("x")
    monkeypatch.chdir(tmp_path)

    chosen = options.select(Path("project/content"), ["a.md"], ["fa"])

    assert chosen.project == project
    assert [article.name for article in chosen.articles] == ["a"]
    assert chosen.locales == ("fa",)


def test_a_folder_that_is_none_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a folder"):
        options.open_project(tmp_path / "nowhere")


def test_a_port_is_one_that_machines_have(l10n_flow: Command) -> None:
    for port, said in (("-1", "greater than or equal to 0 "), ("65536", "or equal to 65535 ")):
        answer = l10n_flow("serve", f"--port={port}")
        assert answer.code == 2
        assert f"{said}(l10n-flow serve --help tells how)" in answer.err
