"""The way through the articles: what stands is told again, the rest is worked on and remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.files import bytes_of
from l10n_flow.project import Article, Project
from l10n_flow.workflow.incremental.ledger import Ledger, Record, packed, seen
from l10n_flow.workflow.incremental.runner import Done, Scope, each_article, worked
from tests.workflow.newsroom import write

BODIES = {"dikes": "Dikes hold.\n", "floods": "Water rises.\n", "wells": "Wells run dry.\n"}


@pytest.fixture
def scope(project: Project) -> Scope:
    write(project, **BODIES)
    return Scope(project=project, locales=("es",), articles=project.articles())


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.json", "mark")


def sized(scope: Scope, article: Article) -> Done[int]:
    """How many bytes the article has; one of dry wells is to be looked at again."""
    data = bytes_of(article.path) or b""
    record = Record({scope.project.named(article.path): seen(data)}, (str(len(data)),))
    return Done(len(data), None if b"dry" in data else packed(record))


def restored(article: Article, record: Record) -> int | None:
    """The size, below zero to tell that it is from the ledger."""
    return -int(record.notes[0]) if record.notes[0].isdecimal() else None


def sizes(scope: Scope, ledger: Ledger) -> dict[str, int]:
    found = each_article(scope, ledger, sized, restore=restored, label="Measuring")
    measured = {article.name: size for article, size in found}
    ledger.save()
    return measured


def test_every_article_comes_once_and_in_order(scope: Scope, ledger: Ledger) -> None:
    assert list(sizes(scope, ledger).items()) == [(n, len(t)) for n, t in BODIES.items()]


def test_what_stands_is_told_from_the_ledger_and_the_rest_is_done(
    scope: Scope, ledger: Ledger
) -> None:
    sizes(scope, ledger)
    write(scope.project, floods="Rain.\n")
    again = sizes(scope, ledger)
    assert again == {
        "dikes": -len(BODIES["dikes"]),
        "floods": len("Rain.\n"),
        "wells": len(BODIES["wells"]),
    }


def test_work_that_must_be_done_again_is_no_longer_in_the_ledger(
    scope: Scope, ledger: Ledger
) -> None:
    sizes(scope, ledger)
    write(scope.project, floods="The riverbed is dry.\n")
    sizes(scope, ledger)
    assert ledger.record("floods") is None


def test_a_record_of_which_nothing_can_be_made_is_as_good_as_none(
    scope: Scope, ledger: Ledger
) -> None:
    sizes(scope, ledger)
    record = ledger.record("dikes")
    assert record is not None
    ledger.enter("dikes", record._replace(notes=("odd",)))
    ledger.save()
    assert sizes(scope, ledger)["dikes"] == len(BODIES["dikes"])


def test_workers_are_not_sent_the_articles_of_all_nor_who_listens(
    scope: Scope, ledger: Ledger
) -> None:
    def seen_of_the_scope(sent: Scope, article: Article) -> Done[int]:
        return Done(len(sent.articles), None)

    found = worked(scope, ledger, seen_of_the_scope, scope.articles, label="Looking")
    assert {count for _, count in found} == {0}
