"""An article that is looked up is the one that a walk through all of them would find."""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from l10n_flow.config.settings import Config
from l10n_flow.lookup import Articles, select
from l10n_flow.project import Project, folded

FOLDERS = st.sampled_from(["a", "A", "b", "e\u0301", "\u00e9", ".h", "site", "en", "es"])
FILES = st.sampled_from(["a.md", "A.md", "a.txt", "b.md", "site.md", ".h.md", "x.png", "c", "é.md"])
PATHS = st.builds(
    lambda folders, file: "/".join([*folders, file]), st.lists(FOLDERS, max_size=3), FILES
)
CONFIGS: Mapping[str, Config] = {
    "one folder": Config(source="en", locales=("es",), content="content"),
    "the root": Config(source="en", locales=("es",), content=".", exclude=("b/**",)),
    "two folders": Config(
        source="en", locales=("es",), content=".", roots={"a/en": "a/{lang}/{path}", "b": ""}
    ),
}


@pytest.mark.parametrize("kind", CONFIGS)
@given(paths=st.lists(PATHS, max_size=12), asked=st.lists(PATHS, max_size=4))
@example(paths=["a/a.md", "A/a.md"], asked=["a/a.md", "A/a.md"])
@example(paths=["a/b/a.md", "A/b.md"], asked=[])
@example(paths=["a/en/a.md", "a/es/a.md", "b/b.md", "c.md"], asked=[])
@settings(max_examples=60, deadline=None)
def test_what_is_looked_up_is_what_a_walk_finds(
    kind: str, paths: list[str], asked: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        project = Project(Path(temporary), CONFIGS[kind])
        for path in paths:
            place = project.content / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.exists():
                place.write_text("x", "utf-8")
        walked = {one.relative: one for one in project.articles()}
        by_name = {one.name: one for one in walked.values()}
        by_fold = {folded(one.relative): one for one in walked.values()}
        for path in [*paths, *asked]:
            name = path.rpartition(".")[0]
            fresh = Articles(project)
            assert fresh.get(path) == walked.get(path)
            assert Articles(project).named(name) == by_name.get(name)
            assert Articles(project).spelled(path) == by_fold.get(folded(path))
            folder = path.rpartition("/")[0] + "/"
            below = [one for one in walked.values() if one.relative.startswith(folder)]
            assert list(Articles(project).below(folder).articles) == below
        assert dict(Articles(project)) == walked
        assert len(Articles(project)) == len(walked)


@pytest.fixture
def newsroom(project: Project) -> Project:
    for path in ("news/2026/brief.md", "news/rain.md", "opinion.md", "deep/er/talk.md"):
        (project.content / path).parent.mkdir(parents=True, exist_ok=True)
        (project.content / path).write_text("x", "utf-8")
    return project


@pytest.mark.parametrize(
    "name",
    ["news/rain", "news/rain.md", "content/news/rain.md", "locales/es/LC_MESSAGES/news/rain.po"],
)
def test_who_names_an_article_waits_for_no_others(
    newsroom: Project, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    scandir = os.scandir

    def noted(path: str) -> object:
        looked.append(os.path.relpath(path, newsroom.content))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", noted)
    (article,) = select(newsroom, [name], newsroom.root).articles
    assert article.name == "news/rain"
    assert sorted(set(looked)) == [".", "news"]


def test_who_names_a_folder_hears_what_in_it_cannot_be_an_article(newsroom: Project) -> None:
    (newsroom.content / "news" / "rain.txt").write_text("x", "utf-8")
    (newsroom.content / "site.md").write_text("x", "utf-8")
    found = select(newsroom, ["news"], newsroom.root)
    assert [one.name for one in found.articles] == ["news/2026/brief", "news/rain"]
    assert ["rain.txt" in str(misfit) for misfit in found.misfits] == [True]
    assert not select(newsroom, ["news/rain"], newsroom.root).misfits


@pytest.mark.parametrize("name", ["a/" * 3000 + "b", "/", "//", "..", "../../x", "a//b", "\0", ""])
def test_no_path_makes_a_look_stumble(newsroom: Project, name: str) -> None:
    articles = Articles(newsroom)
    assert articles.get(name) is None
    assert articles.named(name) is None
    assert articles.spelled(name) is None


def test_a_million_articles_travel_to_another_process_as_their_project(newsroom: Project) -> None:
    articles = Articles(newsroom)
    assert len(articles) == 4
    packed = pickle.dumps(articles)
    assert b"rain" not in packed
    assert dict(pickle.loads(packed)) == dict(articles)
