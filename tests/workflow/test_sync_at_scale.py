"""Hundreds of articles: in many processes, killed at any moment, and those of a real blog."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n_flow.project import Project
from l10n_flow.workflow.incremental import runner
from l10n_flow.workflow.init import init

from .newsroom import (
    all_bytes,
    catalog,
    fill,
    synced,
    write,
)

# Many articles


@pytest.fixture
def long_list(tmp_path: Path) -> Project:
    project = init(tmp_path / "many", "en", ["es"]).project
    for number in range(runner.WORTHWHILE + 30):
        write(project, **{f"a{number:03}": f"# Report {number}\n\nThe level is {number}.\n"})
    return project


def test_many_processes_do_what_one_does(
    long_list: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    (long_list.content / "bad.md").write_bytes(b"\xff")
    catalogs = 2 * (len(long_list.articles()) - 1)
    together = synced(long_list)
    one = {name: data for name, (data, _) in all_bytes(long_list.catalogs).items()}
    shutil.rmtree(long_list.catalogs)
    shutil.rmtree(long_list.state)
    monkeypatch.setattr(runner, "WORTHWHILE", 10**6)
    alone = synced(long_list)
    other = {name: data for name, (data, _) in all_bytes(long_list.catalogs).items()}
    assert one == other
    assert together.catalogs == alone.catalogs
    assert list(map(str, together.failures)) == list(map(str, alone.failures))
    assert len(one) == catalogs


def test_killing_sync_at_any_moment_leaves_every_catalog_whole(
    long_list: Project,
) -> None:
    """Whatever the moment, each file holds all of its old or all of its new bytes."""
    monkey = random.Random(2026)
    synced(long_list)
    for article in long_list.articles():
        fill(long_list, "es", article.name, lambda source: f"«{source}»")
    sync = "from l10n_flow.cli.entry import main; main()"
    killed = 0
    for turn in range(8):
        for article in long_list.articles():
            with article.path.open("a", encoding="utf-8") as file:
                file.write(f"\nTurn {turn} of {article.name}.\n")
        process = subprocess.Popen(
            [sys.executable, "-c", sync, "sync", "-q"],
            cwd=long_list.root,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(monkey.uniform(0.05, 0.6))
        os.killpg(process.pid, signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        for article in long_list.articles():
            found = catalog(long_list, "es", article.name)
            level = article.name.removeprefix("a").lstrip("0") or "0"
            assert f"«Report {level}»" in {entry.target for entry in found.entries}
    assert killed
    assert synced(long_list).failures == ()
    assert synced(long_list).written == ()
    last = catalog(long_list, "es", "a000").entries
    assert [entry.source for entry in last][-1] == "Turn 7 of a000."


# Acceptance: a real blog


@pytest.fixture
def blog(project: Project, posts: Callable[[int], list[Path]]) -> Project:
    """A blog, translated into Spanish by writing « » around every text."""
    for post in posts(4):
        shutil.copy(post, project.content)
    synced(project, "es")
    for article in project.articles():
        fill(project, "es", article.name, lambda source: f"«{source}»")
    synced(project, "es")
    return project


def test_one_word_changed_in_every_twentieth_paragraph_makes_as_many_drafts(blog: Project) -> None:
    """And a paragraph on top of every post, afterwards, one new entry each and no draft."""
    changed = 0
    for article in blog.articles():
        text = article.path.read_text("utf-8")
        for entry in catalog(blog, "es", article.name).entries[::20]:
            words = entry.source.split(" ")
            plain = [n for n, word in enumerate(words) if word.isalpha()]
            if len(words) > 3 and plain and text.count(entry.source) == 1:
                words[plain[len(plain) // 2]] = "replaced"
                text = text.replace(entry.source, " ".join(words))
                changed += 1
        article.path.write_text(text, encoding="utf-8", newline="")
    report = synced(blog, "es")
    merged = [c.merged for c in report.catalogs]
    assert changed >= len(blog.articles())
    assert sum(m.fuzzy for m in merged) == changed
    assert sum(m.added for m in merged) == 0
    assert sum(m.obsolete for m in merged) == changed

    for article in blog.articles():
        text = article.path.read_text("utf-8")
        top = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
        at = top.end() if top else 0
        new = "\nThis archive has moved to another shore.\n\n"
        article.path.write_text(text[:at] + new + text[at:], encoding="utf-8", newline="")
    report = synced(blog, "es")
    assert {(c.merged.added, c.merged.fuzzy, c.merged.obsolete) for c in report.catalogs} == {
        (1, 0, 0)
    }
    assert len(report.catalogs) == len(blog.articles())
