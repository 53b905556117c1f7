"""Articles that translations of another project can be for: found by name and by language."""

from __future__ import annotations

import pytest

from l10n_flow.project import Project
from l10n_flow.workflow.adopt.originals import EditionShelf
from tests.workflow.newsroom import configure, write

ARTICLES = {
    "news__rain": "See [the gauges][g], [the Tide] and {1}.\n\n[g]: /gauges\n[the tide]: /tide\n",
    "rain": "See [others][G].\n\n[g]: /others\n",
    "guide__index": "# Guide\n",
    "agua": "---\nlang: es\n---\nAgua.\n",
}


@pytest.fixture
def shelf(project: Project) -> EditionShelf:
    write(project, **ARTICLES)
    return EditionShelf.of(project, "es", lambda *_: None)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("src/en/news/rain.md", "news/rain"),
        ("news/rain.md", "news/rain"),
        ("po/es/news/rain.po", "news/rain"),
        ("po\\es\\news\\rain.po", "news/rain"),
        ("wiki__news__rain.po", "news/rain"),
        ("rain.es.po", "rain"),
        ("other/rain.po", "rain"),
        ("rain.fa.po", ""),
        ("../guide.md", "guide/index"),
        ("docs/guide/index.md", "guide/index"),
        ("snow.md", ""),
        ("agua.md", ""),
    ],
)
def test_the_longest_end_of_a_path_that_is_an_article_names_it(
    path: str, name: str, shelf: EditionShelf
) -> None:
    assert shelf.named(path) == name


def test_it_has_the_articles_with_an_edition_in_the_language(shelf: EditionShelf) -> None:
    assert {name: one.language for name, one in shelf.held.items()} == dict.fromkeys(
        ["guide/index", "news/rain", "rain"], "en"
    )


def test_a_label_leads_where_the_first_article_leads(shelf: EditionShelf) -> None:
    assert dict(shelf.labels) == {"g": "/gauges", "the tide": "/tide"}


def test_an_article_that_cannot_be_read_keeps_no_other_away(project: Project) -> None:
    write(configure(project), b="Rain.\n", c="Mud.\n")
    (project.content / "a.md").write_bytes(b"\xff")
    seen: list[tuple[int, int]] = []
    shelf = EditionShelf.of(project, "es", lambda _label, done, all_: seen.append((done, all_)))
    assert list(shelf.held) == ["b", "c"]
    (failure,) = shelf.failures
    assert "a.md:1: byte 0xff is not UTF-8" in str(failure)
    assert seen == [(0, 3), (1, 3), (2, 3)]
