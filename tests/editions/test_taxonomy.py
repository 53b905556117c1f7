"""Labels of ids: found, or missed at a place and with advice."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest

from l10n_flow.documents import ParseOptions
from l10n_flow.documents.markdown import parsing as markdown
from l10n_flow.editions.taxonomy import TaxonomyLabels, as_json, from_json, labels, parse
from l10n_flow.errors import ConfigError, Place

PARTS = ("categories", "authors", "tags")
FIELDS = {"category": "categories", "categories": "categories", "author": "authors",
          "tags": "tags"}  # fmt: skip
USED = Place(Path("content/a.md"), 4)


def taxonomy(folder: Path, written: str) -> TaxonomyLabels:
    file = folder / "taxonomy.yaml"
    file.write_text(dedent(written), encoding="utf-8")
    return parse(file.read_bytes(), file, PARTS)


@pytest.fixture
def themes(tmp_path: Path) -> TaxonomyLabels:
    return taxonomy(
        tmp_path,
        """\
        categories:
          interview: {en: Interview, es: Entrevista, fa: گفت‌وگو}
          politics:
            en: Politics
            es: Política
            no: Politikk
            zh: 政治
            pt-BR: Política nacional
          2024: {en: The year 2024}
        authors:
          omid-ravandi: {en: Omid Ravandi, es: Omid Ravandi, fa: امید راوندی}
        """,
    )


def message(error: ConfigError, folder: Path) -> str:
    return str(error).replace(folder.as_posix() + "/", "")


@pytest.mark.parametrize(
    ("part", "id_", "locale", "expected"),
    [
        ("categories", "interview", "fa", "گفت‌وگو"),
        ("categories", "interview", "es-MX", "Entrevista"),
        ("categories", "interview", "es_mx", "Entrevista"),
        ("categories", "politics", "no", "Politikk"),
        ("categories", "politics", "pt_br", "Política nacional"),
        ("categories", "politics", "zh-Hans-CN", "政治"),
        ("categories", "politics", "zh-SG", "政治"),
        ("categories", "2024", "en", "The year 2024"),
        ("authors", "omid-ravandi", "fa", "امید راوندی"),
    ],
)
def test_an_id_has_a_label_in_each_language(
    themes: TaxonomyLabels, part: str, id_: str, locale: str, expected: str
) -> None:
    assert themes.label(part, id_, locale) == expected


@pytest.mark.parametrize(
    ("part", "id_", "locale", "expected"),
    [
        (
            "categories", "politics", "fa",
            ("taxonomy.yaml:3:3: 'politics' has no label in فارسی (fa); content/a.md:4 shows it"
            " (add fa: … to its labels)"),
        ),
        (  # another script is another text
            "categories", "politics", "zh-Hant",
            ("taxonomy.yaml:3:3: 'politics' has no label in 繁體中文 (zh-Hant);"
            " content/a.md:4 shows it (add zh-Hant: … to its labels)"),
        ),
        (
            "categories", "politics", "pt",
            ("taxonomy.yaml:3:3: 'politics' has no label in português (pt); content/a.md:4 shows it"
            " (add pt: … to its labels)"),
        ),
        (
            "categories", "interveiw", "fa",
            ("content/a.md:4: 'interveiw' is not in categories of taxonomy.yaml"
            " (did you mean 'interview'?)"),
        ),
        (
            "categories", "weather", "fa",
            ("content/a.md:4: 'weather' is not in categories of taxonomy.yaml"
            " (add it to categories, with a label per language)"),
        ),
        (
            "categories", "interview, politics", "fa",
            ("content/a.md:4: 'interview, politics' is not in categories of taxonomy.yaml"
            " (write several ids as a list: [interview, politics])"),
        ),
    ],
)  # fmt: skip
def test_a_missing_label_is_an_error_that_says_where_and_what_to_do(
    themes: TaxonomyLabels, tmp_path: Path, part: str, id_: str, locale: str, expected: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        themes.label(part, id_, locale, USED)
    assert message(caught.value, tmp_path) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("categoris:\n  a: {en: A}\n",
         "taxonomy.yaml:1:1: unknown key 'categoris' (did you mean 'categories'?)"),
        ("categories:\n  a: {en: A}\n  a: {en: B}\n", "taxonomy.yaml:3:3: not YAML: 'a' appears"),
        ("categories:\n  a: {en: A, en: B}\n", "taxonomy.yaml:2:14: not YAML: 'en' appears twice"),
        ("categories:\n  a: {pt-BR: A, pt_br: B}\n",
         "taxonomy.yaml:2:17: 'categories.a' has two labels in pt-BR"),
        ("categories:\n  a: {english: A}\n",
         "taxonomy.yaml:2:7: 'english' is not a language tag (such as es, fa or pt-BR)"),
        ("categories:\n  a: A\n",
         "taxonomy.yaml:2:3: 'categories.a' must be a mapping of keys to values, not 'A'"),
        ("categories: [a, b]\n",
         "taxonomy.yaml:1:1: 'categories' must be a mapping of keys to values, not a list"),
        ("categories:\n  a: {en: ' '}\n",
         "taxonomy.yaml:2:7: 'categories.a.en' must be a text, not ' '"),
        ("categories:\n  a: {en: 3}\n",
         "taxonomy.yaml:2:7: 'categories.a.en' must be a text, not 3"),
        ("- a\n", "taxonomy.yaml:1:1: the file must be a mapping of keys to values, not a list"),
        ("a: [\n", "taxonomy.yaml:2:1: not YAML"),
    ],
)  # fmt: skip
def test_a_taxonomy_of_another_shape_is_refused_with_its_place(
    tmp_path: Path, written: str, expected: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        taxonomy(tmp_path, written)
    assert message(caught.value, tmp_path).startswith(expected)


def test_an_empty_taxonomy_and_an_empty_part_are_fine(tmp_path: Path) -> None:
    assert taxonomy(tmp_path, "").parts == {}
    assert taxonomy(tmp_path, "categories:\n").parts == {}


@pytest.mark.parametrize(("id_", "line"), [("politics", 3), ("2024", 9)])
def test_a_label_that_is_missing_is_named_with_its_line(
    themes: TaxonomyLabels, tmp_path: Path, id_: str, line: int
) -> None:
    with pytest.raises(ConfigError) as caught:
        themes.label("categories", id_, "fa")
    found = message(caught.value, tmp_path).partition(" (add")[0]
    assert found == f"taxonomy.yaml:{line}:3: '{id_}' has no label in فارسی (fa)"
    assert themes.label("categories", id_, "en")


def labels_in(written: str, taxonomy: TaxonomyLabels, locale: str) -> dict[str, str | list[str]]:
    document = markdown.parse(f"---\n{dedent(written)}---\nText.\n".encode(), ParseOptions())
    assert document.front is not None
    return labels(document.front, taxonomy, FIELDS, locale,
                  lambda offset: document.place(offset, Path("content/a.md")))  # fmt: skip


def test_the_ids_of_an_article_are_labelled_in_their_own_shape(themes: TaxonomyLabels) -> None:
    written = """\
        title: interview
        categories: [interview, politics]
        author: omid-ravandi
        tags: [whatever, not-in-the-taxonomy]
        category:
    """
    assert labels_in(written, themes, "es") == {
        "categories": ["Entrevista", "Política"],
        "author": "Omid Ravandi",
    }
    assert labels_in("category: interview\nauthor: [omid-ravandi]\n", themes, "fa") == {
        "category": "گفت‌وگو",
        "author": ["امید راوندی"],
    }
    assert labels_in("category: 2024\n", themes, "en") == {"category": "The year 2024"}


def test_an_unknown_id_is_named_with_its_line_in_the_article(themes: TaxonomyLabels) -> None:
    with pytest.raises(ConfigError, match=r"^content/a\.md:4: 'polotics' .*'politics'\?"):
        labels_in("title: x\ncategories:\n- polotics\n", themes, "es")


def test_without_a_taxonomy_ids_have_no_labels() -> None:
    assert labels_in("categories: [interview]\n", TaxonomyLabels(), "es") == {}


def test_the_labels_of_the_sample_project_are_complete() -> None:
    file = Path(__file__).parents[2] / "taxonomy.yaml"
    found = parse(file.read_bytes(), file, ["categories", "authors", "people"])
    for part, ids in found.parts.items():
        assert all(found.label(part, id_, locale) for id_ in ids for locale in ("en", "es", "fa"))


def test_a_taxonomy_that_is_kept_as_json_is_the_one_that_was_read(themes: TaxonomyLabels) -> None:
    assert from_json(json.loads(json.dumps(as_json(themes))), themes.file) == themes


@pytest.mark.parametrize(
    "odd", [None, [], {}, {"parts": [], "places": []}, {"parts": {"a": {"b": {"en": 1}}}}]
)
def test_json_of_another_shape_is_refused(odd: object) -> None:
    with pytest.raises((TypeError, KeyError, ValueError, AttributeError)):
        from_json(odd, Path("taxonomy.yaml"))


@pytest.mark.parametrize("label", ["<script>alert(1)</script>", "A <b>b</b>", "x <img", "{{< x"])
def test_a_label_is_words_only(tmp_path: Path, label: str) -> None:
    with pytest.raises(
        ConfigError, match=r"the label of 'categories.peace' holds .*which only the article"
    ) as e:
        taxonomy(
            tmp_path,
            f"""\
            categories:
              peace:
                es: "{label}"
            """,
        )
    assert str(e.value.where).endswith("taxonomy.yaml:3:5")
