"""A day at the newsroom: an article comes in, is translated on the desk and published."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from l10n_flow.project import Project
from l10n_flow.workflow.building.build import build
from l10n_flow.workflow.checking.check import check
from tests.workflow.newsroom import configure, synced, write

from .conftest import looking, served

pytest.importorskip("playwright.sync_api", reason="make test-browser installs it")

TIDE = "---\ntitle: High water\ndate: 2026-11-02\n---\n\nThe tide is late.\n"
WORDS = {"High water": "جزر و مد", "The tide is late.": "مد دیر کرده است."}


def git(root: Path, *asked: str) -> str:
    who = ["-c", "user.name=Sample", "-c", "user.email=sample@news.example"]
    done = subprocess.run(
        ["git", *who, *asked], cwd=root, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_from_the_article_to_the_page_through_the_desk(chromium: Any, project: Project) -> None:
    write(project, tide=TIDE)
    project = configure(project, "site: {url: 'https://news.example/'}\n")
    synced(project)
    git(project.root, "init", "-q")
    git(project.root, "config", "user.name", "Sample")
    git(project.root, "config", "user.email", "sample@news.example")
    git(project.root, "add", "-A")
    git(project.root, "commit", "-q", "-m", "The tide")
    with (
        served(project, commits=True) as desk,
        looking(chromium, desk.server.address) as window,
    ):
        window.edit("tide")
        for done, (source, words) in enumerate(WORDS.items(), 1):
            window.open(source).fill(words)
            window.page.keyboard.press("Control+Shift+Enter")
            for _ in range(100):
                if desk.text(article="tide").count("r=Leila%20N.") == done:
                    break
                window.page.wait_for_timeout(100)
        assert desk.text(article="tide").count("r=Leila%20N.") == len(WORDS)
    log = git(project.root, "log", "--format=%an %s", "--name-only").split("\n\n")
    assert log[0].startswith("Leila N Review tide"), log  # git drops the point at the end
    assert git(project.root, "status", "--porcelain", "locales") == ""
    assert build(project, project.articles(), project.languages, to="site").failures == ()
    page = (project.output / "site/fa/tide.html").read_text("utf-8")
    assert "<h1>جزر و مد</h1>" in page
    assert "<p>مد دیر کرده است.</p>" in page
    assert "Leila N" in page.partition('class="site-credits"')[2]
    found = check(project, project.articles(), ("fa",), whole=True).findings
    assert [one for one in found if one.check.startswith("page-")] == []
