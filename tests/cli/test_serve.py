"""`l10n-flow serve`: one address, and an end by Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request

import pytest

from l10n_flow.project import Project

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
