"""Editions beside their sources, and several content folders: patterns of paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.errors import ConfigError
from l10n_flow.project import Project, find
from l10n_flow.workflow.checking.check import check
from l10n_flow.workflow.status import status

from .newsroom import built, fill, synced

LAYOUTS = {
    "docusaurus": (
        "content: {docs: 'i18n/{lang}/docusaurus-plugin-content-docs/current/{path}'}\n",
        "docs",
        "i18n/es/docusaurus-plugin-content-docs/current/news/a.md",
    ),
    "folders beside": (
        "content: docs\noutput: 'docs/{lang}/{path}'\n",
        "docs",
        "docs/es/news/a.md",
    ),
    "jekyll": (
        "content: _docs/en\noutput: '_docs/{lang}/{path}'\n",
        "_docs/en",
        "_docs/es/news/a.md",
    ),
    "hugo": (
        "content: content/en\noutput: 'content/{lang}/{path}'\n",
        "content/en",
        "content/es/news/a.md",
    ),
    "suffixes": (
        "content: content\noutput: 'content/{name}.{lang}{suffix}'\n",
        "content",
        "content/news/a.es.md",
    ),
}


def configured(project: Project, settings: str) -> Project:
    (project.root / "l10n-flow.yaml").write_text(f"locales: [es, fa]\n{settings}", "utf-8")
    return find(project.root)


def put(project: Project, path: str, text: str) -> Path:
    file = project.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def translated(project: Project) -> Project:
    synced(project)
    for article in project.articles():
        fill(project, "es", article.name, lambda source: source.replace("Mud", "Lodo"))
    return project


@pytest.fixture(params=sorted(LAYOUTS))
def site(request: pytest.FixtureRequest, project: Project) -> tuple[Project, str, str]:
    settings, root, place = LAYOUTS[request.param]
    project = configured(project, settings)
    put(project, f"{root}/news/a.md", "Mud [b](../b.md) ![m](m.svg)\n")
    put(project, f"{root}/b.md", "Mud\n")
    put(project, f"{root}/news/m.svg", "<svg/>")
    return translated(project), root, place


def test_editions_lie_where_the_pattern_says(site: tuple[Project, str, str]) -> None:
    project, root, place = site
    report = built(project)
    assert report.failures == ()
    page = (project.root / place).read_text("utf-8")
    assert "Lodo" in page
    assert (project.root / root / "news/a.md").read_text() == "Mud [b](../b.md) ![m](m.svg)\n"
    assert not (project.root / "build").exists(), "the article is its own edition"
    assert {e.locale for e in report.editions if e.outcome == "written"} == {"es"}


def test_editions_are_not_read_back_as_articles(site: tuple[Project, str, str]) -> None:
    project, _, _ = site
    before = project.articles()
    built(project)
    assert project.articles() == before
    again = built(project)
    assert again.unchanged == len(before)


def test_links_alternates_and_images_lead_somewhere(site: tuple[Project, str, str]) -> None:
    project, _, place = site
    built(project)
    page = project.root / place
    text = page.read_text("utf-8")
    link, image = (text.partition(f"[{word}](")[2].partition(")")[0] for word in ("b", "m"))
    assert (page.parent / link).is_file()
    assert "Lodo" in (page.parent / link).read_text("utf-8"), "in the same language"
    assert (page.parent / image).is_file()
    alternate = text.partition("\n  en: ")[2].partition("\n")[0].strip('"')
    assert (page.parent / alternate).resolve() == project.articles()[-1].path.resolve()
    found = check(project, project.articles(), project.languages).findings
    assert not [one for one in found if one.check.startswith("edition-")]


def test_a_file_that_l10n_flow_did_not_write_is_refused(site: tuple[Project, str, str]) -> None:
    project, _, place = site
    mine = put(project, place, "By hand.\n")
    (failure,) = built(project).failures
    assert "not overwritten: l10n-flow did not write it" in str(failure)
    assert failure.hint == "move or delete it, and build again"
    assert mine.read_text() == "By hand.\n"
    mine.unlink()
    assert built(project).failures == ()


def test_an_edition_that_somebody_changed_is_refused(site: tuple[Project, str, str]) -> None:
    project, root, place = site
    built(project)
    page = project.root / place
    page.write_text(page.read_text("utf-8") + "By hand.\n", "utf-8")
    put(project, f"{root}/news/a.md", "Mud [b](../b.md) ![m](m.svg)\n\nSilt\n")
    (failure,) = built(project).failures
    assert "not overwritten: it was edited since it was built" in str(failure)
    assert page.read_text("utf-8").endswith("By hand.\n")


def test_a_clone_knows_its_editions_by_what_they_say(site: tuple[Project, str, str]) -> None:
    project, root, place = site
    built(project)
    for path in project.state.rglob("*.json"):
        path.unlink()
    put(project, f"{root}/news/a.md", "Mud [b](../b.md) ![m](m.svg)\n\nSilt\n")
    assert built(project).failures == ()
    assert "Silt" in (project.root / place).read_text("utf-8")


# Several content folders


def test_several_content_folders_have_names_and_links_of_their_own(project: Project) -> None:
    project = configured(
        project, "content:\n  docs: 'i18n/{lang}/docs/{path}'\n  blog: 'i18n/{lang}/blog/{path}'\n"
    )
    put(project, "docs/index.md", "Mud [b](../blog/index.md)\n")
    put(project, "blog/index.md", "Mud\n")
    assert [one.name for one in translated(project).articles()] == ["blog/index", "docs/index"]
    assert built(project).failures == ()
    page = (project.root / "i18n/es/docs/index.md").read_text("utf-8")
    assert "Lodo [b](../blog/index.md)" in page
    assert (project.catalogs / "es/LC_MESSAGES/blog/index.po").exists()
    names = [one.article.name for one in status(project, project.articles(), ["es"]).articles]
    assert names == ["blog/index", "docs/index"]


def test_several_content_folders_may_have_the_usual_output(project: Project) -> None:
    project = configured(project, "content: [docs, blog]\n")
    put(project, "docs/a.md", "Mud [b](../blog/b.md)\n")
    put(project, "blog/b.md", "Mud\n")
    assert built(translated(project)).failures == ()
    pages = sorted(p.relative_to(project.output).as_posix() for p in project.output.rglob("*.md"))
    assert pages == [
        f"markdown/{tag}/{name}" for tag in ("en", "es") for name in ("blog/b.md", "docs/a.md")
    ]


@pytest.mark.parametrize(
    "settings",
    [
        "output: 'docs/{path}'\n",
        "output: 'docs/{lang}'\n",
        "output: '../{lang}/{path}'\n",
        "output: '/x/{lang}/{path}'\n",
        "output: '.git/{lang}/{path}'\n",
        "output: 'x/{language}/{path}'\n",
        "output: 'locales/{lang}/{path}'\n",
        "content: [docs, docs/news]\n",
        "content: {../docs: 'x/{lang}/{path}'}\n",
    ],
)
def test_a_pattern_that_places_nothing_is_an_error(project: Project, settings: str) -> None:
    with pytest.raises(ConfigError):
        configured(project, settings)
