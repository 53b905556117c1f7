"""What `init` sees in a folder: a site generator's settings, folders for languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.config import load
from l10n_flow.workflow.init import init
from l10n_flow.workflow.proposing import propose


def lay(root: Path, *files: str, text: str = "") -> None:
    """Files, and folders where a name ends with a slash."""
    for name in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(exist_ok=True) if name.endswith("/") else path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("files", "text", "dialect", "content"),
    [
        (("mkdocs.yml", "docs/"), "site_name: x\n", "mkdocs", "docs"),
        (("mkdocs.yml",), "docs_dir: './pages/'\ntheme: !!python/name:x\n", "mkdocs", "pages"),
        (("docusaurus.config.ts", "docs/"), "", "docusaurus", "docs"),
        (("docs/.vitepress/config.mts",), "", "vitepress", "docs"),
        ((".vitepress/config.js", "src/"), "", "vitepress", "src"),
        (("hugo.toml",), "", "hugo", "content"),
        (("hugo.yaml",), "contentDir: words\n", "hugo", "words"),
        (("config.toml",), 'baseURL = "https://example.org/"\n', "hugo", "content"),
        (("config/_default/hugo.toml",), "", "hugo", "content"),
        (("_config.yml", "_posts/"), "", "jekyll", "_posts"),
        (("book.toml",), '[book]\nsrc = "text"\n', "mdbook", "text"),
        (("book.toml", "src/"), "[book]\n", "mdbook", "src"),
        (("docs/conf.py",), 'extensions = ["myst_parser"]\n', "myst", "docs"),
        (("docs/source/conf.py",), "extensions = ['myst_parser']\n", "myst", "docs/source"),
        (("myst.yml", "docs/"), "", "myst", "docs"),
        (("vault/.obsidian/",), "", "obsidian", "vault"),
        (("astro.config.mjs", "src/content/docs/"), "", "mdx", "src/content/docs"),
    ],
)
def test_the_settings_of_a_generator_propose_its_dialect_and_where_its_articles_are(
    tmp_path: Path, files: tuple[str, ...], text: str, dialect: str, content: str
) -> None:
    lay(tmp_path, *files, text=text)
    report = init(tmp_path, "en")
    config = load(tmp_path / "l10n-flow.yaml")
    assert (config.dialect, config.content) == (dialect, content)
    assert ("markdown.dialect", dialect) in [(s.key, s.value) for s in report.proposed]
    assert all(setting.because for setting in report.proposed)


@pytest.mark.parametrize(
    ("files", "text"),
    [
        (("config.toml",), "[tool]\nname = 'x'\n"),
        (("conf.py",), "extensions = ['sphinx.ext.autodoc']\n"),
        (("readme.md",), ""),
        ((), ""),
    ],
)
def test_what_is_no_such_site_proposes_nothing(
    tmp_path: Path, files: tuple[str, ...], text: str
) -> None:
    lay(tmp_path, *files, text=text)
    assert init(tmp_path, "en").proposed == ()
    assert load(tmp_path / "l10n-flow.yaml").dialect == "commonmark"


def test_folders_for_languages_are_languages_and_not_english_articles(tmp_path: Path) -> None:
    lay(tmp_path, "content/en/a.md", "content/es/a.md", "content/pt-br/a.md")
    report = init(tmp_path, "en")
    config = load(tmp_path / "l10n-flow.yaml")
    assert (config.content, config.locales) == ("content/en", ("es", "pt-BR"))
    assert report.articles == 1


@pytest.mark.parametrize(
    ("files", "exclude", "locales", "pages"),
    [
        (
            ("content/a.md", "content/es/a.md", "content/fa/a.md", "content/fa/b.md"),
            ("es/**", "fa/**"),
            ("es", "fa"),
            (("content/es/**", "es"), ("content/fa/**", "fa")),
        ),
        (
            ("mkdocs.yml", "docs/x/a.md", "docs/x/a.es.md", "docs/b.md", "docs/b.zh-Hant.md"),
            ("**/*.zh-Hant.md", "**/*.es.md"),
            ("zh-Hant", "es"),
            (("docs/**/*.zh-Hant.md", "zh-Hant"), ("docs/**/*.es.md", "es")),
        ),
        (
            ("astro.config.mjs", "src/content/docs/a.mdx", "src/content/docs/pt-br/a.mdx"),
            ("pt-br/**",),
            ("pt-BR",),
            (("src/content/docs/pt-br/**", "pt-BR"),),
        ),
    ],
)
def test_translated_pages_beside_the_articles_are_none_themselves(
    tmp_path: Path,
    files: tuple[str, ...],
    exclude: tuple[str, ...],
    locales: tuple[str, ...],
    pages: tuple[tuple[str, str], ...],
) -> None:
    lay(tmp_path, *files)
    report = init(tmp_path, "en")
    config = load(tmp_path / "l10n-flow.yaml")
    assert (tuple(config.exclude), config.locales, report.pages) == (exclude, locales, pages)


@pytest.mark.parametrize(
    "files",
    [
        ("content/a.md", "content/es/b.md"),  # of another page
        ("content/a.es.md",),  # of no page
        ("content/a.md", "content/a.min.md", "content/v1.2.md"),  # no language
        ("content/a.md", "content/a.en.md", "content/en/a.md"),  # the articles' own
        ("content/a.md", "content/js/a.md"),
    ],
)
def test_other_pages_are_articles(tmp_path: Path, files: tuple[str, ...]) -> None:
    lay(tmp_path, *files)
    assert propose(tmp_path, "en").pages == ()


def test_languages_that_somebody_asks_for_are_theirs(tmp_path: Path) -> None:
    lay(tmp_path, "content/en/a.md", "content/es/a.md")
    init(tmp_path, "en", ["fa"])
    config = load(tmp_path / "l10n-flow.yaml")
    assert (config.content, config.locales) == ("content/en", ("fa",))


@pytest.mark.parametrize("names", [("en",), ("es", "fa"), ("en", "js", "css"), ("en", "news")])
def test_other_folders_are_no_languages(tmp_path: Path, names: tuple[str, ...]) -> None:
    lay(tmp_path, *(f"content/{name}/a.md" for name in names))
    assert propose(tmp_path, "en").locales == ()


def test_attribute_lists_of_python_markdown_are_used_where_they_are_on(tmp_path: Path) -> None:
    lay(tmp_path, "mkdocs.yml", text="markdown_extensions: [attr_list]\n")
    init(tmp_path, "en")
    assert load(tmp_path / "l10n-flow.yaml").anchors == "attribute"


def test_editions_are_not_where_docusaurus_empties_a_folder(tmp_path: Path) -> None:
    lay(tmp_path, "docusaurus.config.js", "docs/a.md")
    init(tmp_path, "en")
    assert load(tmp_path / "l10n-flow.yaml").output == "editions"
    assert "/editions/" in (tmp_path / ".gitignore").read_text("utf-8")


def test_a_folder_outside_of_the_project_is_not_proposed(tmp_path: Path) -> None:
    lay(tmp_path, "mkdocs.yml", text="docs_dir: ../docs\n")
    init(tmp_path, "en")
    assert load(tmp_path / "l10n-flow.yaml").content == "content"
