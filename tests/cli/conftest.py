"""The command line without a process: what it prints and the code it ends with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from l10n_flow.cli import entry
from l10n_flow.project import Project


@dataclass(frozen=True)
class Said:
    """What a command wrote, and its exit code."""

    code: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture
def l10n_flow(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """Run a command line in the folder of `project`, as a script would: without a terminal."""
    monkeypatch.chdir(project.root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793613600")  # 2026-11-02 10:00 UTC
    monkeypatch.delenv("L10N_FLOW_REVIEWER", raising=False)

    def run(*arguments: str) -> Said:
        capsys.readouterr()
        code = entry.run(arguments)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return run
