"""`l10n-flow serve`: one address, and an end by Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from types import SimpleNamespace

import pytest
import typer

from l10n_flow.cli import serve
from l10n_flow.project import Project
from tests.workflow.newsroom import write

from .conftest import Command

pytest.importorskip("jinja2")
pytest.importorskip("nh3")


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_serve_prints_where_the_site_is_shows_it_and_ends_when_it_is_told(project: Project) -> None:
    (project.content / "rain.md").write_text(
        "---\ntitle: Rain\ndate: 2020-09-29\n---\nMud.\n", "utf-8"
    )
    code = "from l10n_flow.cli.entry import main; import sys; sys.argv = sys.argv[1:]; main()"
    command = [sys.executable, "-c", code, "l10n-flow", "serve", "--no-browser", "--port", "0"]
    with subprocess.Popen(
        command,
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            assert running.stdout is not None
            address = running.stdout.readline().strip()
            with urllib.request.urlopen(f"{address}en/rain.html", timeout=20) as answer:
                page = answer.read().decode()
            running.send_signal(signal.SIGINT)
            assert running.wait(30) == 0
        finally:
            running.kill()
    assert "<h1>Rain</h1>" in page


class Pauses:
    """What happens between two looks at the files; then somebody presses Ctrl-C."""

    def __init__(self, *acts: Callable[[], object]) -> None:
        self.acts = list(acts)

    def wait(self, _seconds: float) -> bool:
        if not self.acts:
            raise KeyboardInterrupt
        self.acts.pop(0)()
        return False


@pytest.mark.parametrize("options", [[], ["--no-browser"]])
def test_the_address_is_opened_in_a_browser_unless_nobody_wants_one(
    options: list[str], l10n_flow: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    launched: list[str] = []
    monkeypatch.setattr(typer, "launch", launched.append)
    monkeypatch.setattr(serve, "threading", SimpleNamespace(Event=Pauses))
    said = l10n_flow("serve", "--port", "0", *options)
    assert said.out.startswith("http://127.0.0.1:")
    assert launched == ([] if options else [said.out.strip()])
    assert said.code == 0
    assert said.err.endswith("closed\n")


def test_the_site_is_built_anew_when_something_changed_and_only_then(
    l10n_flow: Command, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, rain="# Rain\n")
    page = project.output / "site" / "en" / "rain.html"
    seen: list[str] = []

    def edit() -> None:
        assert "Mud" not in page.read_text("utf-8")
        write(project, rain="# Rain\n\nMud.\n")

    def look() -> None:
        seen.append(page.read_text("utf-8"))
        (project.content / "rain.md").write_bytes(b"\xff")

    pauses = Pauses(edit, look, lambda: None)
    monkeypatch.setattr(serve, "threading", SimpleNamespace(Event=lambda: pauses))
    said = l10n_flow("serve", "--port", "0", "--no-browser")
    assert "Mud" in seen[0]
    assert said.err.count("build/site/: ") == 3
    assert "\nerror: content/rain.md:1: byte 0xff is not UTF-8" in said.err
    assert "Mud" in page.read_text("utf-8")
