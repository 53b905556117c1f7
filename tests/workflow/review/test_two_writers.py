"""The desk and another program save one catalog, five hundred times, and no word is lost."""

from __future__ import annotations

import multiprocessing
import os
import random
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import polib
import pytest

from l10n_flow.catalogs import store
from l10n_flow.model import Key
from l10n_flow.project import Project, find
from l10n_flow.workflow.review.desk import Desk
from l10n_flow.workflow.review.refusals import Stale
from tests.workflow.newsroom import catalog_path, configure, synced, write

from .conftest import NOON

SAVES = 250
"""By each of the two; five hundred in all."""
SEGMENTS = 10
"""Few, so that the two often want one file, and what they save is written quickly."""
AGAIN = 100
"""By each in turn, where the order is certain."""


def source(number: int) -> str:
    return f"Paragraph {number} of the report, which is so long that some tools break its line."


@pytest.fixture
def report(project: Project) -> Project:
    project = configure(project)
    text = "\n\n".join(source(number) for number in range(SEGMENTS))
    write(project, report=f"{text}\n")
    synced(project)
    return project


def drawn(who: str, first: int) -> Iterator[tuple[str, str]]:
    """What one of the two writes: every second paragraph is theirs; the words are new each time."""
    chance = random.Random(who)
    for number in range(SAVES):
        yield source(chance.randrange(first, SEGMENTS, 2)), f"{who} {number}"


def saved_at_a_desk(root: Path, who: str, first: int) -> None:
    """One after the other at a desk of one's own, as another server has.

    A program that knows no locks may put back what it has read, between two looks of the desk.
    """
    desk = Desk(find(root))
    ids = {row.source: row.id for row in desk.sheet("report", "es").rows}
    for text, words in drawn(who, first):
        while True:
            row = desk.row("report", "es", ids[text])
            try:
                desk.save("report", "es", row.id, row.etag, words, by=who, now=NOON)
            except Stale:
                continue
            break


def saved_by_a_program(root: Path, who: str, first: int) -> None:
    """By a program that knows of no locks: it looks whether the file is still what it read, and
    replaces it."""
    path = catalog_path(find(root), "es", "report")
    for text, words in drawn(who, first):
        while True:
            before = path.read_bytes()
            beside = path.with_name("other.po~")
            beside.write_bytes(with_words(before, text, words))
            if path.read_bytes() == before:
                beside.replace(path)
                break


def with_words(data: bytes, text: str, words: str) -> bytes:
    head, found, rest = data.partition(f'msgid "{text}"\n'.encode())
    assert found
    return head + found + f'msgstr "{words}"\n'.encode() + rest.partition(b"\n")[2]


def assert_said(project: Project, who: str, first: int) -> None:
    live = store.load(catalog_path(project, "es", "report"), "es").live
    for text, words in dict(drawn(who, first)).items():
        assert live[Key(None, text)].target == words


def beside(work: Callable[[Path, str, int], None], project: Project) -> None:
    """One does the work in a process of their own, the other saves at the desk meanwhile."""
    forked = multiprocessing.get_context("fork") if hasattr(os, "fork") else None
    context = forked or multiprocessing.get_context("spawn")
    other = context.Process(target=work, args=(project.root, "el otro", 1))
    other.start()
    saved_at_a_desk(project.root, "la mesa", 0)
    other.join(200)
    assert other.exitcode == 0


def test_two_desks_lose_no_word_of_either(report: Project) -> None:
    beside(saved_at_a_desk, report)
    assert_said(report, "la mesa", 0)
    assert_said(report, "el otro", 1)


def test_the_desk_never_overwrites_words_of_a_program_that_knows_no_locks(report: Project) -> None:
    beside(saved_by_a_program, report)
    assert_said(report, "el otro", 1)


def test_a_program_that_writes_the_file_its_own_way_in_between_is_read_each_time(
    report: Project,
) -> None:
    path = catalog_path(report, "es", "report")
    desk = Desk(report)
    ids = {row.source: row.id for row in desk.sheet("report", "es").rows}
    turns = list(islice(zip(drawn("la mesa", 0), drawn("el otro", 1), strict=True), AGAIN))
    for mine, theirs in turns:
        row = desk.row("report", "es", ids[mine[0]])
        desk.save("report", "es", row.id, row.etag, mine[1], by="Ana", now=NOON)
        file = polib.pofile(str(path))  # wraps every line that is longer than it likes
        found = file.find(theirs[0])
        assert found is not None
        found.msgstr = theirs[1]
        file.save()
    live = store.load(path, "es").live
    words = dict(turn for pair in turns for turn in pair)
    assert len(words) == SEGMENTS
    assert {key.source: live[key].target for key in live} == words
