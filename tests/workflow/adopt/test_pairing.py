"""Which article a translated file is of: by a key, its path, its address, its date."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from l10n_flow import documents
from l10n_flow.config.settings import Config
from l10n_flow.documents import Document, ParseOptions
from l10n_flow.project import Article, Project
from l10n_flow.workflow.adopt.originals import EditionShelf, Held
from l10n_flow.workflow.adopt.pairing import Paired, address, paired


def document(fields: str) -> Document:
    front = "".join(f"{field.strip()}\n" for field in fields.split(";") if field)
    data = f"---\n{front}---\n\nText.\n" if front else "Text.\n"
    return documents.read(data.encode(), Path("page.md"), ParseOptions())


def found(articles: Mapping[str, str], files: Mapping[str, str], locale: str = "es") -> Paired:
    """The pairs of these files with these articles, each with the fields of its front matter."""
    shelf = EditionShelf(
        Project(Path("/p"), Config(source="en")),
        locale,
        {
            name: Held(Article(name, "content/", f"{name}.md"), document(fields), "en")
            for name, fields in articles.items()
        },
    )
    return paired([(Path(path), path, document(files[path])) for path in files], shelf)


def names(pairs: Paired) -> dict[str, str]:
    return {article: page[0].as_posix() for article, page in pairs.pages.items()}


@pytest.mark.parametrize(
    ("why", "articles", "path", "fields", "article"),
    [
        ("the path", {"a/rain": "", "b/rain": ""}, "es/b/rain.md", "", "b/rain"),
        ("the deeper path", {"rain": "", "x/a/rain": ""}, "es/a/rain.md", "", "x/a/rain"),
        ("two paths are as good", {"a/rain": "", "b/rain": ""}, "es/rain.md", "", None),
        ("the nearer parts count", {"x/a/rain": "", "y/b/rain": ""}, "x/b/rain.md", "", "y/b/rain"),
        ("two share a part only", {"a/rain": "", "b/rain": ""}, "c/rain.md", "", None),
        ("the language is no folder", {"a/rain": "", "b/rain": ""}, "a/es/rain.md", "", "a/rain"),
        ("the language is at the end", {"a/rain": ""}, "a/rain.es.md", "", "a/rain"),
        ("after an underscore", {"a/rain": ""}, "a/RAIN_ES.MD".lower(), "", "a/rain"),
        ("a word that ends like it", {"a/ranes": ""}, "a/ranes.md", "", "a/ranes"),
        ("an index of another folder", {"a/index": ""}, "es/b/index.md", "", None),
        ("an index of its folder", {"a/index": ""}, "es/a/index.md", "", "a/index"),
        ("the first index", {"index": ""}, "es/index.md", "", "index"),
        ("a readme of another folder", {"a/README": ""}, "es/b/README.md", "", None),
        ("a key", {"a/rain": "translationKey: r", "b/mud": ""}, "b/mud.md",
         "translationKey: r", "a/rain"),
        ("a path as a key", {"a/rain": "", "mud": ""}, "x.md", "original: a/rain.md", "a/rain"),
        ("a key that is a file", {"rain": "", "mud": ""}, "x.md", "original: rain.md", "rain"),
        ("a key that is a word", {"rain": "", "mud": ""}, "x.md", "original: rain", None),
        ("the first one's key", {"a": "translationKey: r", "b": "translationKey: r"}, "x.md",
         "translationKey: r", "a"),
        ("an address", {"rain": "slug: the-rain"}, "x.md", "slug: /the-rain/", "rain"),
        ("an address with signs", {"rain": "permalink: /a/rain/"}, "x.md",
         "permalink: a/rain", "rain"),
        ("the first one's address", {"a": "slug: r", "b": "slug: r"}, "x.md", "slug: r", "a"),
        ("a path before an address", {"rain": "", "mud": "slug: m"}, "es/rain.md", "slug: m",
         "rain"),
        ("the day", {"rain": "date: 2024-03-01 08:00"}, "x.md", "date: 2024-03-01", "rain"),
        ("the day of its name", {"2024-03-01-rain": "date: 2023-01-01"},
         "es/2024-03-01-lluvia.md", "date: 2022-02-02", "2024-03-01-rain"),
        ("a day of two", {"a": "date: 2024-03-01", "b": "date: 2024-03-01"}, "x.md",
         "date: 2024-03-01", None),
        ("an address before a day", {"a": "date: 2024-03-01", "b": "slug: b"}, "x.md",
         "date: 2024-03-01; slug: b", "b"),
        ("an address of none", {"a": "slug: r"}, "x.md", "slug: s", None),
        ("a day that is no day", {"a": "date: soon"}, "x.md", "date: soon", None),
        ("nothing", {"rain": "title: Rain"}, "x.md", "title: Rain", None),
    ],
)  # fmt: skip
def test_a_file_is_of_the_article_that_it_names(
    why: str, articles: Mapping[str, str], path: str, fields: str, article: str | None
) -> None:
    pairs = found(articles, {path: fields})
    assert names(pairs) == ({article: path} if article else {}), why
    assert pairs.alone == (() if article else (Path(path),))
    assert pairs.failures == ()


@pytest.mark.parametrize(
    ("files", "taken", "refused"),
    [
        (["es/rain.md", "es/a/rain.md"], "es/a/rain.md", ["es/rain.md"]),
        (["b/rain.md", "c/rain.md"], None, ["b/rain.md", "c/rain.md"]),
        (["b/rain.md", "c/rain.md", "d/rain.md"], None, ["b/rain.md", "c/rain.md", "d/rain.md"]),
        (["a/rain.md", "b/rain.md", "c/rain.md"], "a/rain.md", ["b/rain.md", "c/rain.md"]),
    ],
)
def test_of_files_that_claim_one_article_the_surest_is_taken(
    files: list[str], taken: str | None, refused: list[str]
) -> None:
    pairs = found({"x/a/rain": ""}, dict.fromkeys(files, ""))
    assert names(pairs) == ({"x/a/rain": taken} if taken else {})
    assert sorted(str(failure).partition(":")[0] for failure in pairs.failures) == refused
    said = [str(failure) for failure in pairs.failures]
    assert f"and so does {taken or files[0]}" in said[0]
    assert taken or f"and so does {files[1]}" in said[-1]


def test_a_key_and_a_path_as_a_key_are_as_sure() -> None:
    files = {"x.md": "translationKey: r", "y.md": "original: a/rain.md", "es/a/rain.md": ""}
    pairs = found({"a/rain": "translationKey: r"}, files)
    assert names(pairs) == {}
    assert {str(failure).partition(":")[0] for failure in pairs.failures} == files.keys()


def test_a_file_does_not_translate_itself() -> None:
    assert found({"a": ""}, {"content/a.md": ""}).alone == (Path("content/a.md"),)


@pytest.mark.parametrize(
    ("path", "article", "locale", "expected"),
    [
        ("es/lluvia.md", "rain", "es", "lluvia"),
        ("es/rain.md", "news/rain", "es", ""),
        ("pt_BR/chuva.pt-BR.md", "rain", "pt-BR", "chuva"),
        ("chuva_pt_br.md", "rain", "pt-BR", "chuva"),
        ("2024-03-01-lluvia.md", "2024-02-28-lluvia", "es", ""),
        ("es/2024-03-01-lluvia.md", "rain", "es", "lluvia"),
        ("es/_index.md", "news/about", "es", ""),
        ("es/README.md", "about", "es", ""),
        ("es/lluvia.es.html", "rain", "es", "lluvia"),
    ],
)
def test_the_address_of_a_page_is_its_files_name_if_that_is_another(
    path: str, article: str, locale: str, expected: str
) -> None:
    assert address(path, article, locale) == expected
