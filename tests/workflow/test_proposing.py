"""What `init` sees in a folder: a site generator's settings, folders for languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.config.settings import load
from l10n_flow.workflow.init import init
from l10n_flow.workflow.proposing import left_out, propose


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
        ((".eleventy.js", "posts/"), "module.exports = () => {};\n", "commonmark", "posts"),
        (("eleventy.config.mjs",), 'x = { dir: { input: "./words/" } }\n', "commonmark", "words"),
        (("eleventy.config.ts",), "c.setInputDirectory('words');\n", "commonmark", "words"),
        (("eleventy.config.js",), 'dir: { input: "." }\n', "commonmark", "content"),
        (("pelicanconf.py",), "PATH = 'words'\n", "mkdocs", "words"),
        (("pelicanconf.py", "content/"), "PATH = 'words'\n", "mkdocs", "words"),
        (("docusaurus.config.js", "blog/"), "", "docusaurus", "blog"),
        (("docusaurus.config.js", "docs/", "blog/"), "", "docusaurus", "docs"),
        (("mkdocs.yml", "hugo.toml", "docs/"), "", "mkdocs", "docs"),
        (("hugo.yml",), "# contentDir: old\nparams:\n  contentDir: a/b/\n", "hugo", "a/b"),
    ],
)
def test_the_settings_of_a_generator_propose_its_dialect_and_where_its_articles_are(
    tmp_path: Path, files: tuple[str, ...], text: str, dialect: str, content: str
) -> None:
    lay(tmp_path, *files, text=text)
    report = init(tmp_path, "en")
    config = load(tmp_path / "l10n-flow.yaml")
    assert (config.dialect, config.content) == (dialect, content)
    proposed = {s.key: s.value for s in report.proposed}
    assert proposed["markdown.dialect"] == dialect
    assert proposed.get("content") == (None if content == "content" else content)
    assert all(setting.because for setting in report.proposed)


@pytest.mark.parametrize(
    ("files", "text"),
    [
        (("config.toml",), "[tool]\nname = 'x'\n"),
        (("conf.py",), "extensions = ['sphinx.ext.autodoc']\n"),
        (("readme.md",), ""),
        (("a/b/.vitepress/config.js",), ""),
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


def test_a_language_with_a_folder_and_with_files_is_one(tmp_path: Path) -> None:
    lay(tmp_path, "content/a.md", "content/a.es.md", "content/es/a.md")
    found = propose(tmp_path, "en")
    assert (found.locales, [tag for _, tag in found.pages]) == (("es",), ["es", "es"])


def test_languages_that_somebody_asks_for_are_theirs(tmp_path: Path) -> None:
    lay(tmp_path, "content/en/a.md", "content/es/a.md")
    report = init(tmp_path, "en", ["fa"])
    assert [setting.key for setting in report.proposed] == ["content"]
    config = load(tmp_path / "l10n-flow.yaml")
    assert (config.content, config.locales) == ("content/en", ("fa",))


@pytest.mark.parametrize(
    ("file", "text", "locales"),
    [
        ("docusaurus.config.js", "i18n: {locales: ['en', 'es', \"pt-BR\"]}\n", "es, pt-BR"),
        ("mkdocs.yml", "languages:\n  - locale: en\n    name: English\n  - locale: fa\n", "fa"),
        ("hugo.toml", "[languages.en]\nweight = 1\n[languages.ar]\n", "ar"),
        (".vitepress/config.ts", "locales: { root: { label: 'x' }, ja: { label: 'y' } }\n", "ja"),
        (
            "astro.config.mjs",
            "locales: { 'zh-tw': {\n  label: 'x' }, menu: {label: ''} }\n",
            "zh-TW",
        ),
    ],
)
def test_the_languages_of_a_site_are_those_of_its_editions(
    tmp_path: Path, file: str, text: str, locales: str
) -> None:
    lay(tmp_path, file, text=text)
    report = init(tmp_path, "en")
    assert ("locales", locales, file) in report.proposed
    assert ", ".join(load(tmp_path / "l10n-flow.yaml").locales) == locales


def test_folders_for_languages_come_before_the_languages_of_a_site(tmp_path: Path) -> None:
    lay(tmp_path, "hugo.toml", text="[languages.en]\n[languages.ar]\n")
    lay(tmp_path, "content/en/a.md", "content/es/a.md")
    report = init(tmp_path, "en")
    assert [s.value for s in report.proposed if s.key == "locales"] == ["es"]
    assert load(tmp_path / "l10n-flow.yaml").locales == ("es",)


def test_without_a_generator_articles_are_where_most_markdown_is(tmp_path: Path) -> None:
    lay(tmp_path, "README.md", "a/1.md", "letters/1.md", "letters/old/2.md", "node_modules/x/1.md")
    lay(tmp_path, "node_modules/2.md", "node_modules/3.md", ".cache/1.md", ".cache/2.md", "b/1.txt")
    report = init(tmp_path, "en")
    assert report.proposed == (("content", "letters", "2 files of Markdown"),)
    assert report.articles == 2
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize(
    ("files", "folder", "because"),
    [
        (("b/1.md",), "b", "1 file of Markdown"),
        (("b/1.md", "a/1.md"), "a", "1 file of Markdown"),  # the first of two with as many
        (("a/1.md", "_drafts/1.mdx", "_drafts/2.md"), "a", "1 file of Markdown"),
        (("a/1.markdown", "a/2.mdx"), "a", "2 files of Markdown"),
    ],
)
def test_which_folder_that_is_and_how_many_files_it_has_is_said(
    tmp_path: Path, files: tuple[str, ...], folder: str, because: str
) -> None:
    lay(tmp_path, *files)
    assert propose(tmp_path, "en").settings == (("content", folder, because),)


@pytest.mark.parametrize(
    ("content", "files", "others"),
    [
        ("docs", ("docs/a.md", "blog/a.md", "blog/b/c.md", "i18n/a.mdx"), {"blog": 2, "i18n": 1}),
        ("docs/en", ("docs/en/a.md", "docs/es/a.md"), {}),
        ("docs", ("blog/README.md", "blog/Changelog.md", "blog/a.txt"), {}),
        ("docs", ("blog/README.md", "blog/a.md"), {"blog": 1}),
        ("docs", ("_posts/a.md", "_site/a.md", "tests/a.md", "vendor/a.md", ".x/a.md"),
         {"_posts": 1}),
    ],
)  # fmt: skip
def test_other_folders_with_markdown_are_named_with_the_number_of_their_files(
    tmp_path: Path, content: str, files: tuple[str, ...], others: dict[str, int]
) -> None:
    lay(tmp_path, *files)
    assert dict(left_out(tmp_path, content)) == others


def test_a_folder_for_articles_that_is_there_is_taken(tmp_path: Path) -> None:
    lay(tmp_path, "content/", "letters/1.md")
    assert init(tmp_path, "en").proposed == ()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("mkdocs.yml", "site_dir: build\n"),
        ("hugo.toml", "publishDir = './build/'\n"),
        (".eleventy.js", 'return { dir: { input: "src", output: "build" } };\n'),
        ("eleventy.config.js", "c.setOutputDirectory('build');\n"),
        ("docs/.vitepress/config.js", "export default { outDir: '../build' }\n"),
    ],
)
def test_editions_are_not_where_a_generator_puts_its_site(
    tmp_path: Path, file: str, text: str
) -> None:
    lay(tmp_path, file, text=text)
    report = init(tmp_path, "en")
    assert ("output", "editions", f"{file} has build/ for the site") in report.proposed
    assert load(tmp_path / "l10n-flow.yaml").output == "editions"


@pytest.mark.parametrize("text", ["site_dir: build-it\n", "site_dir: site\n", "docs_dir: build\n"])
def test_another_folder_leaves_build_to_the_editions(tmp_path: Path, text: str) -> None:
    lay(tmp_path, "mkdocs.yml", text=text)
    assert propose(tmp_path, "en").output == "build"


@pytest.mark.parametrize("names", [("en",), ("es", "fa"), ("en", "js", "css"), ("en", "news")])
def test_other_folders_are_no_languages(tmp_path: Path, names: tuple[str, ...]) -> None:
    lay(tmp_path, *(f"content/{name}/a.md" for name in names))
    assert propose(tmp_path, "en").locales == ()


@pytest.mark.parametrize(
    ("file", "text", "anchors"),
    [
        ("mkdocs.yml", "markdown_extensions: [attr_list]\n", "attribute"),
        ("mkdocs.yml", "markdown_extensions: [toc]\n", None),
        ("hugo.toml", "# attr_list\n", None),
    ],
)
def test_attribute_lists_of_python_markdown_are_used_where_they_are_on(
    tmp_path: Path, file: str, text: str, anchors: str | None
) -> None:
    lay(tmp_path, file, text=text)
    report = init(tmp_path, "en")
    said = [(s.value, s.because) for s in report.proposed if s.key == "anchors"]
    assert said == ([(anchors, f"attr_list in {file}")] if anchors else [])
    assert load(tmp_path / "l10n-flow.yaml").anchors == anchors


def test_editions_are_not_where_docusaurus_empties_a_folder(tmp_path: Path) -> None:
    lay(tmp_path, "docusaurus.config.js", "docs/a.md")
    init(tmp_path, "en")
    assert load(tmp_path / "l10n-flow.yaml").output == "editions"
    assert propose(tmp_path, "en").output == "editions"
    assert "/editions/" in (tmp_path / ".gitignore").read_text("utf-8")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("mkdocs.yml", "docs_dir: ../docs\n"),
        ("mkdocs.yml", "docs_dir: .\n"),
        ("mkdocs.yml", "docs_dir: /srv/docs\n"),
        ("hugo.toml", "contentDir = '/srv/docs/'\n"),
        (".eleventy.js", "dir: { input: '/srv/docs' }\n"),
        (".eleventy.js", "dir: { input: './' }\n"),
    ],
)
def test_a_folder_outside_of_the_project_is_not_proposed(
    tmp_path: Path, file: str, text: str
) -> None:
    lay(tmp_path, file, text=text)
    init(tmp_path, "en")
    assert load(tmp_path / "l10n-flow.yaml").content == "content"
