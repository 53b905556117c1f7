"""What the desk has open: few enough rows, read again when they changed."""

from __future__ import annotations

import pytest

from l10n_flow.catalogs import store
from l10n_flow.errors import UsageError
from l10n_flow.project import Project
from l10n_flow.workflow.review import shelf
from l10n_flow.workflow.review.shelf import OpenCatalogs
from tests.workflow.newsroom import catalog_path, configure, fill, synced, write


@pytest.fixture
def three(project: Project) -> Project:
    """Three articles of two segments each."""
    project = configure(project)
    write(project, a="# Rain\n\nIt fell.\n", b="# Snow\n\nIt fell.\n", c="# Fog\n\nIt came.\n")
    synced(project)
    return project


def test_what_was_unused_longest_goes_until_the_rest_is_few_enough(
    three: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(rows: int, *names: str) -> list[str]:
        monkeypatch.setattr(shelf, "ROWS", rows)
        opened = OpenCatalogs(three)
        for name in names:
            with opened.opened(name, "es"):
                pass
        assert list(opened._texts) == [name for name, _ in opened._books]
        return list(opened._texts)

    assert read(6, "a", "b", "c") == ["a", "b", "c"]
    assert read(5, "a", "b", "c") == ["b", "c"]
    assert read(4, "a", "b", "a", "c") == ["a", "c"]
    assert read(1, "a", "b") == ["b"], "the last stays however long it is"


def test_a_catalog_is_taken_from_the_desk_while_its_file_is_as_it_was(three: Project) -> None:
    opened = OpenCatalogs(three)
    path = catalog_path(three, "es", "b")
    assert opened.catalog(path, "es") == store.load(path, "es")
    for name in "abc":
        with opened.opened(name, "es"):
            pass
    assert [entry.source for entry in opened.catalog(path, "es").entries] == ["Snow", "It fell."]
    fill(three, "es", "b", lambda source: f"«{source}»")
    assert [entry.target for entry in opened.catalog(path, "es").entries] == [
        "«Snow»",
        "«It fell.»",
    ]


def test_an_article_that_is_gone_and_a_language_that_it_has_not_are_mistakes(
    three: Project,
) -> None:
    opened = OpenCatalogs(three)
    with (
        pytest.raises(UsageError, match="'a' is not translated into 'en'"),
        opened.opened("a", "en"),
    ):
        pass
    assert opened.article("a").name == "a"
    (three.content / "a.md").unlink()
    with pytest.raises(UsageError, match="no article 'a'"):
        opened.article("a")
