"""Where the files of a project are, and what people may call an article."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.config.settings import Config
from l10n_flow.errors import FileError, UsageError
from l10n_flow.files.writing import replace_file
from l10n_flow.lookup import select
from l10n_flow.project import Article, Project, find

NEWSROOM = {
    "news/brief.md": "Brief",
    "news/2026/velan.markdown": "Velan",
    "opinion.txt": "Opinion",
    "rúbrica/ترجمه.md": "ترجمه",
}


@pytest.fixture
def newsroom(project: Project) -> Project:
    for relative, text in NEWSROOM.items():
        write(project.content / relative, text)
    return project


def write(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(project: Project, *asked: str, cwd: Path | None = None) -> list[str]:
    return [article.name for article in select(project, asked, cwd or project.root).articles]


def with_config(project: Project, config: Config) -> Project:
    return Project(project.root, config)


ALL = ["news/2026/velan", "news/brief", "opinion", "rúbrica/ترجمه"]


def test_articles_are_the_files_that_are_included_in_order(newsroom: Project) -> None:
    write(newsroom.content / "news/photo.jpg")
    assert names(newsroom) == ALL
    assert [a.relative for a in newsroom.articles()][:2] == [
        "news/2026/velan.markdown",
        "news/brief.md",
    ]
    assert all(a.path == newsroom.content / a.relative for a in newsroom.articles())


def test_a_project_without_a_content_folder_has_no_articles(project: Project) -> None:
    project.content.rmdir()
    assert project.articles() == ()


def test_hidden_files_and_folders_are_passed_over(newsroom: Project) -> None:
    write(newsroom.content / ".obsidian/notes.md")
    write(newsroom.content / "news/.brief.md")
    assert names(newsroom) == ALL


def test_excluded_files_are_no_articles(newsroom: Project) -> None:
    config = Config(exclude=("news/**", "**/ترجمه.md"))
    assert names(with_config(newsroom, config)) == ["opinion"]


@pytest.mark.parametrize(
    ("glob", "found"),
    [
        ("*.txt", ["opinion"]),
        ("*/*.md", ["news/brief", "rúbrica/ترجمه"]),
        ("**/*.m?", ["news/brief", "rúbrica/ترجمه"]),
        ("news/**", ["news/2026/velan", "news/brief"]),
        ("./opinion.txt", ["opinion"]),
        ("**", ALL),
    ],
)
def test_patterns_of_inclusion(newsroom: Project, glob: str, found: list[str]) -> None:
    assert names(with_config(newsroom, Config(include=(glob,)))) == found


def test_brackets_in_a_pattern_are_brackets(project: Project) -> None:
    write(project.content / "[slug].md")
    assert names(with_config(project, Config(include=("[slug].md",)))) == ["[slug]"]


def test_of_two_files_with_one_name_the_second_is_told_with_both(newsroom: Project) -> None:
    before = newsroom.articles()
    write(newsroom.content / "news/brief.txt")
    assert newsroom.articles() == before
    (misfit,) = newsroom.inventory().misfits
    assert str(misfit) == (
        "content/news/brief.txt: news/brief.md and news/brief.txt have the same name, "
        "'news/brief', and would share their catalogs (rename one, or list it under 'exclude' "
        "in l10n-flow.yaml)"
    )


@pytest.fixture
def links(tmp_path: Path) -> None:
    try:
        (tmp_path / "link").symlink_to(tmp_path)
    except (OSError, NotImplementedError):
        pytest.skip("this system does not let us make symbolic links")
    (tmp_path / "link").unlink()


@pytest.mark.usefixtures("links")
def test_links_are_followed_to_files_of_the_project_only(newsroom: Project, tmp_path: Path) -> None:
    write(tmp_path / "secret.md")
    write(newsroom.root / "drafts/idea.md")
    (newsroom.content / "outside.md").symlink_to(tmp_path / "secret.md")
    (newsroom.content / "inside.md").symlink_to(newsroom.root / "drafts/idea.md")
    (newsroom.content / "nowhere.md").symlink_to(newsroom.root / "gone.md")
    (newsroom.content / "loop").symlink_to(newsroom.content, target_is_directory=True)

    assert names(newsroom) == ["inside", *ALL]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("news/brief", ["news/brief"]),
        ("news/brief.md", ["news/brief"]),
        ("content/news/brief.md", ["news/brief"]),
        ("./content/../content/news/brief.md", ["news/brief"]),
        ("news", ["news/2026/velan", "news/brief"]),
        ("news/", ["news/2026/velan", "news/brief"]),
        ("content/news/2026", ["news/2026/velan"]),
        ("content", ALL),
        (".", ALL),
        ("locales/es/LC_MESSAGES/news/brief.po", ["news/brief"]),
        ("locales/pot/opinion.pot", ["opinion"]),
        ("news/*", ["news/brief"]),
        ("news/**", ["news/2026/velan", "news/brief"]),
        ("**/*.md", ["news/brief", "rúbrica/ترجمه"]),
        ("content/*.txt", ["opinion"]),
        ("rúbrica/ترجمه", ["rúbrica/ترجمه"]),
    ],
)
def test_what_people_may_call_an_article(newsroom: Project, asked: str, found: list[str]) -> None:
    assert names(newsroom, asked) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("brief.md", ["news/brief"]),
        ("../opinion.txt", ["opinion"]),
        (".", ["news/2026/velan", "news/brief"]),
        ("*.md", ["news/brief"]),
        ("opinion", ["opinion"]),
        ("../../locales/fa/LC_MESSAGES/opinion.po", ["opinion"]),
    ],
)
def test_paths_are_meant_from_the_current_folder(
    newsroom: Project, asked: str, found: list[str]
) -> None:
    assert names(newsroom, asked, cwd=newsroom.content / "news") == found


def test_an_absolute_path_is_an_article(newsroom: Project) -> None:
    assert names(newsroom, str(newsroom.content / "opinion.txt")) == ["opinion"]


def test_articles_asked_for_twice_are_chosen_once_in_order(newsroom: Project) -> None:
    assert names(newsroom, "opinion", "news", "news/brief") == ALL[:3]


def test_an_article_comes_before_a_folder_of_the_same_name(newsroom: Project) -> None:
    write(newsroom.content / "news.md")
    assert names(newsroom, "news") == ["news"]
    assert names(newsroom, "news/") == ["news/2026/velan", "news/brief"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("news/breif", "no article 'news/breif' (did you mean 'news/brief'?)"),
        ("zzz", "no article 'zzz' ('l10n-flow status' lists the articles)"),
        (
            "taxonomy.yaml",
            "'taxonomy.yaml' is not an article of this project "  # noqa: ISC004 - one sentence
            "('include' and 'exclude' in l10n-flow.yaml say what is an article)",
        ),
        ("*.html", "no article '*.html' ('l10n-flow status' lists the articles)"),
    ],
)
def test_a_name_that_means_nothing_is_an_error(newsroom: Project, asked: str, said: str) -> None:
    write(newsroom.root / "taxonomy.yaml")
    with pytest.raises(UsageError) as caught:
        names(newsroom, asked)
    assert str(caught.value) == said


def test_a_name_in_an_empty_project_is_an_error_that_says_so(project: Project) -> None:
    with pytest.raises(UsageError, match="'content' has no articles yet"):
        names(project, "a")


@pytest.mark.parametrize("name", ["brief", "news/brief"])
def test_a_catalog_outside_of_the_project_is_none_of_its_articles(
    newsroom: Project, name: str
) -> None:
    """Another project's catalog may have an article's name and lie in the same folders."""
    beside = newsroom.root.with_name("another")
    for folder in (beside, newsroom.root, newsroom.content):
        path = write(folder / "po" / "es" / "LC_MESSAGES" / f"{name}.po")
        with pytest.raises(UsageError, match="not an article of this project"):
            names(newsroom, str(path))


@pytest.mark.parametrize(
    ("roots", "relative", "expected"),
    [
        ({}, "news/a.md", ("content", "news/a.md")),
        ({"docs": "{lang}/{path}"}, "news/a.md", ("content", "news/a.md")),
        ({"docs": "", "blog": ""}, "blog/a.md", ("blog", "a.md")),
        ({"docs": "", "docs-es": ""}, "docs-es/docs/a.md", ("docs-es", "docs/a.md")),
    ],
)
def test_an_article_lies_in_one_of_the_content_folders(
    roots: dict[str, str], relative: str, expected: tuple[str, str]
) -> None:
    project = Project(Path("/p"), Config(roots=roots))
    article = Article("a", "/p/content/", relative)
    assert project.root_of(article) == expected


@given(st.text(min_size=1, max_size=20).filter(lambda name: "\0" not in name))
def test_no_name_makes_select_stumble(name: str) -> None:
    project = Project(Path(__file__).parent / "no-such-project", Config())
    with pytest.raises(UsageError):
        select(project, [name], project.root)


def test_every_file_of_an_article_is_found_by_its_name(newsroom: Project) -> None:
    (article,) = select(newsroom, ["news/brief"], newsroom.root).articles
    root = newsroom.root

    assert newsroom.catalog_path(article, "fa") == root / "locales/fa/LC_MESSAGES/news/brief.po"
    assert newsroom.template_path(article) == root / "locales/pot/news/brief.pot"
    assert newsroom.edition_path(article, "fa") == root / "build/markdown/fa/news/brief.md"


def test_dots_in_a_name_are_part_of_it(project: Project) -> None:
    write(project.content / "v1.2/release.notes.md")
    (article,) = project.articles()
    assert article.name == "v1.2/release.notes"
    assert project.catalog_path(article, "es").name == "release.notes.po"
    assert names(project, "locales/es/LC_MESSAGES/v1.2/release.notes.po") == [article.name]


def test_a_project_is_found_from_any_folder_in_it(newsroom: Project) -> None:
    assert find(newsroom.content / "news" / "2026") == newsroom


def test_the_nearest_project_wins(newsroom: Project) -> None:
    write(newsroom.content / "l10n-flow.yaml", "source: es\n")
    assert find(newsroom.content / "news").config.source == "es"


def test_without_a_project_init_is_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no l10n-flow\.yaml .*l10n-flow init"):
        find(tmp_path)


def test_languages_are_chosen_in_the_projects_order_whatever_their_spelling() -> None:
    project = Project(Path(os.sep), Config(source="en", locales=("es", "pt-BR", "fa")))
    assert project.select_locales(["fa,pt_br", "FA"]) == ("pt-BR", "fa")
    assert project.select_locales([]) == ("en", "es", "pt-BR", "fa")


def test_a_language_that_the_project_lacks_is_an_error_that_lists_those_it_has() -> None:
    project = Project(Path(os.sep), Config())
    with pytest.raises(UsageError) as caught:
        project.select_locales(["es,de"])
    assert str(caught.value) == "'de' is not a language of this project (it has en, es, fa)"


def test_no_article_takes_the_name_of_the_editions_own_words(project: Project) -> None:
    (project.content / "site.md").write_text("# Site\n", encoding="utf-8")
    (project.content / "a.md").write_text("# A\n", encoding="utf-8")
    found = project.inventory()
    assert [article.name for article in found.articles] == ["a"]
    assert str(found.misfits[0]).startswith("content/site.md: an article named 'site'")


def test_a_folder_that_cannot_be_read_is_told_and_the_rest_is_found(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.content / "a.md").write_text("# A\n", encoding="utf-8")
    (project.content / "shut").mkdir()
    scan = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("shut/"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = project.inventory()
    assert [article.name for article in found.articles] == ["a"]
    (misfit,) = found.misfits
    assert str(misfit).endswith("content/shut: the folder cannot be read: Permission denied")


def test_a_link_in_a_circle_is_passed_over(project: Project) -> None:
    (project.content / "a.md").write_text("# A\n", encoding="utf-8")
    try:
        (project.content / "loop.md").symlink_to("loop.md")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    assert [article.name for article in project.articles()] == ["a"]


def test_everything_of_a_project_has_its_place(project: Project) -> None:
    root = project.root
    places = {
        project.content: "content",
        project.catalogs: "locales",
        project.output: "build",
        project.taxonomy: "taxonomy.yaml",
        project.memories: "memory",
        project.terms: "terms.yaml",
        project.locks: ".l10n-flow/locks",
        project.state: ".l10n-flow/state",
        project.answers: ".l10n-flow/answers.sqlite",
        project.frozen_path("es"): "locales/es/frozen.yaml",
    }
    assert {path: path.relative_to(root).as_posix() for path in places} == places


@pytest.mark.parametrize(
    ("files", "note"),
    [
        (["a.rst"], "content/a.rst: .rst files are skipped: reStructuredText is not read; "),
        (["b.rst", "a.rst"], "content/b.rst (and 1 more): .rst files are skipped: "),
        (["c.rst", "x.adoc", "a.rst", "b.rst"], "content/c.rst (and 2 more): .rst files are "),
    ],
)
def test_files_of_a_kind_that_is_not_read_are_one_note_with_how_many_there_are(
    files: list[str], note: str
) -> None:
    project = Project(Path("/p"), Config())
    notes = project.sorted_out(files).notes(project)
    assert notes[-1].startswith(note)
    assert notes[-1].endswith("; 'exclude: [\"**/*.rst\"]' in l10n-flow.yaml ends this warning")
    assert len(notes) == len({Path(name).suffix for name in files})


PLACED = {"content": "content/{name}.{lang}{suffix}"}
SEVERAL = {"docs": "docs/{lang}/{path}", "blog": ""}
LOOKED_AT = [
    # roots, content, include, exclude, a file of the content folder, whether it is an article
    ({}, "content", ("**/*.md",), (), "a.md", True),
    ({}, "content", ("**/*.md",), (), "a.txt", False),
    ({}, "content", ("**/*.md",), ("drafts/**",), "drafts/a.md", False),
    ({}, "content", ("**/*.md",), ("drafts/**",), "news/drafts.md", True),
    (PLACED, "content", ("**/*.md",), (), "a.md", True),
    (PLACED, "content", ("**/*.md",), (), "a.es.md", False),
    (PLACED, "content", ("**/*.md",), (), "a.de.md", True),
    ({"en": "{lang}/{path}"}, "en", ("**/*.md",), (), "es/a.md", True),
    ({".": "{lang}/{path}"}, ".", ("**/*.md",), (), "es/a.md", False),
    (SEVERAL, ".", ("*.md",), (), "docs/a.md", True),
    (SEVERAL, ".", ("*.md",), (), "docs/x/a.md", False),
    (SEVERAL, ".", ("**/*.md",), (), "docs/es/a.md", False),
    (SEVERAL, ".", ("**/*.md",), (), "blog/es/a.md", True),
    (SEVERAL, ".", ("**/*.md",), ("drafts/**",), "blog/drafts/a.md", False),
    (SEVERAL, ".", ("**/*.md",), ("blog/**",), "blog/a.md", True),
]


@pytest.mark.parametrize(("roots", "content", "include", "exclude", "file", "expected"), LOOKED_AT)
def test_what_is_asked_about_one_file_is_what_is_found_among_all(
    roots: dict[str, str],
    content: str,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    file: str,
    expected: bool,
) -> None:
    config = Config(content=content, roots=roots, include=include, exclude=exclude)
    project = Project(Path("/p"), config)
    last = "blog/z.md" if roots == SEVERAL else "z.md"
    found = [article.relative for article in project.sorted_out([file, last]).articles]
    assert (file in found) == project.would_hold(file) == expected
    assert (last in found) == project.would_hold(last)


def test_a_file_in_no_content_folder_is_no_article() -> None:
    project = Project(Path("/p"), Config(content=".", roots=SEVERAL))
    assert not project.would_hold("readme.md")
    assert project.roots == ("docs", "blog")
    assert Project(Path("/p"), Config(roots=PLACED)).roots == ("",)


def test_names_that_are_one_on_many_systems_are_told_apart_by_their_spelling() -> None:
    project = Project(Path("/p"), Config())
    found = project.sorted_out(["Rain.md", "rain.md", "site-map.md", "a.md"])
    assert [article.name for article in found.articles] == ["Rain", "a", "site-map"]
    (misfit,) = found.misfits
    assert str(misfit) == (
        "content/rain.md: Rain.md and rain.md differ only in the case or the spelling of letters, "
        "and would be one file on many systems (rename one, or list it under 'exclude' in "
        "l10n-flow.yaml)"
    )


def test_an_edition_lies_in_the_output_folder_or_where_its_pattern_says() -> None:
    project = Project(Path("/p"), Config(roots=PLACED))
    article = Article("a", "/p/content/", "a.md")
    assert project.edition_path(article, "es") == Path("/p/content/a.es.md")
    elsewhere = Project(Path("/p"), Config(roots={"blog": PLACED["content"], "docs": ""}))
    doc = Article("docs/a", "/p/", "docs/a.md")
    assert elsewhere.edition_path(doc, "es") == Path("/p/build/markdown/es/docs/a.md")


@pytest.mark.usefixtures("links")
def test_a_link_among_the_editions_does_not_lead_to_the_articles(project: Project) -> None:
    project.output.mkdir()
    (project.output / "es").symlink_to(project.content, target_is_directory=True)
    opened = find(project.root)
    with pytest.raises(FileError, match="leads out of"):
        replace_file(opened.output / "es" / "a.md", b"Barro")
    replace_file(opened.output / "a.md", b"Mud")
    assert not (project.content / "a.md").exists()


@pytest.mark.parametrize(
    ("name", "what"),
    [
        (b"bad\xff.md", "its name is not UTF-8"),
        (b"two\nlines.md", "its name holds the character U+000A"),
        (b"red\x1b[31m.md", "its name holds the character U+001B"),
    ],
)
def test_a_file_whose_name_nothing_can_hold_is_told_and_stops_nobody(
    newsroom: Project, name: bytes, what: str
) -> None:
    try:
        (newsroom.root / "content" / os.fsdecode(name)).write_text("Rain.", "utf-8")
    except OSError:
        pytest.skip("this file system refuses such a name")
    before = newsroom.articles()
    found = newsroom.inventory()
    (misfit,) = found.misfits
    assert what in str(misfit)
    assert "rename it" in str(misfit)
    assert found.articles == before != ()
