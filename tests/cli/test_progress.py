"""On a terminal long work shows how far it is; never beside JSON, and not where nothing is to be
said."""

from __future__ import annotations

import io
from contextlib import redirect_stderr
from pathlib import Path

import pytest

from l10n_flow.cli import output
from l10n_flow.project import Project
from tests.workflow import newsroom

from .conftest import Command

LONG = {
    "sync": ["sync"],
    "pretranslate": ["pretranslate", "--engine", "fake"],
    "build": ["build"],
    "check": ["check"],
    "status": ["status"],
    "run": ["run"],
    "approve": ["approve", "rain", "--by", "Ana", "--locale", "es"],
    "export": ["exchange", "export"],
    "import": ["exchange", "import", "rain.xliff"],
    "adopt": ["adopt", "old.po", "--locale", "es"],
    "memory": ["memory", "export", "all.tmx"],
    "search": ["memory", "search", "Mud.", "--locale", "es"],
}
QUIET = {name: [*words, "-q"] for name, words in LONG.items() if name not in ("status", "search")}
JSON = {name: [*words, "--json"] for name, words in LONG.items() if name != "memory"}


ERASED = "\x1b[2K"
"""What a bar leaves behind."""


@pytest.fixture
def terminal(project: Project, monkeypatch: pytest.MonkeyPatch, l10n_flow: Command) -> io.StringIO:
    """A terminal as stderr, where a bar is drawn at once, beside a project with some work."""
    newsroom.write(project, rain=newsroom.BRIEF)
    newsroom.synced(project)
    newsroom.fill(project, "es", "rain", newsroom.SPANISH.get)
    l10n_flow("exchange", "export", "--locale", "es", "--out", ".")
    next(project.root.glob("*.xl*")).rename("rain.xliff")
    Path("old.po").write_bytes(newsroom.catalog_path(project, "es", "rain").read_bytes())
    monkeypatch.setattr(output, "PATIENCE", 0.0)
    monkeypatch.setattr(output, "BETWEEN", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    return stream


@pytest.mark.parametrize("words", LONG.values(), ids=LONG)
def test_a_command_reports_how_far_it_is(
    words: list[str], terminal: io.StringIO, l10n_flow: Command
) -> None:
    with redirect_stderr(terminal):
        assert l10n_flow(*words).code in (0, 1)
    assert ERASED in terminal.getvalue()


@pytest.mark.parametrize("words", [*QUIET.values(), *JSON.values()], ids=" ".join)
def test_quietly_and_as_json_it_shows_no_bar(
    words: list[str], terminal: io.StringIO, l10n_flow: Command
) -> None:
    with redirect_stderr(terminal):
        assert l10n_flow(*words).code in (0, 1)
    assert ERASED not in terminal.getvalue()
