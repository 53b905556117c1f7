"""Law: a taxonomy with more labels is the old text with lines added, and means just that."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow import yamltext
from l10n_flow.errors import ConfigError
from l10n_flow.importers.labels import with_labels

FILE = Path("taxonomy.yaml")
TEXTS = {
    "one part": "categories:\n  news: {en: News}\n",
    "no final newline": "categories:\n  news: {en: News}",
    "comments and blank lines around": (
        "# top\ncategories:   # ids\n  news:\n    en: News\n\n    es: Noticias   # more\n"
        "  # the last one\n\n# people\nauthors:\n  ana: {en: Ana}\n"
    ),
    "the part in the middle": "a:\n  x: {en: X}\ncategories:\n    news: {en: News}\nb: {}\n",
    "an empty part": "categories:\nauthors:\n  ana: {en: Ana}\n",
    "an empty part at the end": "authors:\n  ana: {en: Ana}\ncategories:\n",
}
NAMES = st.text(st.sampled_from("aé ب:#,{}[]'\"&*!-?|>%@1yn"), min_size=1, max_size=6).filter(
    lambda name: name.strip() == name
)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@settings(max_examples=25)  # YAML is read four times in each
@given(ids=st.lists(NAMES, min_size=1, max_size=3, unique=True), label=NAMES)
def test_only_lines_are_added(text: str, ids: list[str], label: str) -> None:
    new = {f"zz{id_}": {"fa": label} for id_ in ids}
    result = with_labels(text, FILE, "categories", new)
    kept = [row for row in result.splitlines() if "zz" not in row]
    assert kept == text.splitlines()
    before = yamltext.load(text, FILE).data
    after = yamltext.load(result, FILE).data
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert after == {**before, "categories": {**(before["categories"] or {}), **new}}


def test_a_part_in_braces_is_for_a_person_to_continue() -> None:
    with pytest.raises(ConfigError) as caught:
        with_labels(
            "a: {}\ncategories: {news: {en: News}}\n", FILE, "categories", {"x": {"en": "X"}}
        )
    assert str(caught.value) == (
        "taxonomy.yaml:2:1: 'categories' is not written line by line "
        "(add to it by hand: x: {en: X})"
    )


WRITTEN = [
    # a taxonomy, and the line at which the new one comes
    ("categories:\n  news: {en: News}\n", 3),
    ("categories:\n  news: {en: News}", 3),
    ("categories:\n  news:\n    en: News\n\n  # more\n\n# people\nauthors: {}\n", 4),
    ("categories:\n  news: {en: News}\n\n\n", 3),
    ("categories:\n    news: {en: News}\nauthors: {}\n", 3),
    ("authors: {}\n\ncategories:\n# none\n", 4),
    ("categories:\nauthors: {}\n", 2),
    ("authors: {}\ncategories: # none\n\ntags: {}\n", 3),
]


@pytest.mark.parametrize(("text", "line"), WRITTEN)
def test_a_new_line_comes_below_the_last_one_of_its_part(text: str, line: int) -> None:
    rows = with_labels(text, FILE, "categories", {"x": {"en": "X"}, "y": {}}).splitlines()
    indent = "    " if "    news" in text else "  "
    assert rows[line - 1 : line + 1] == [f"{indent}x: {{en: X}}", f"{indent}y: {{}}"]
    assert [*rows[: line - 1], *rows[line + 1 :]] == text.splitlines()


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("Rain", "Rain"),
        ("Rain-5", "Rain-5"),
        ("R", "R"),
        ("نیم‌فاصله", "نیم‌فاصله"),
        ("l'eau", "'l''eau'"),
        ("true", "'true'"),
        ("Null", "'Null'"),
        ("5", "'5'"),
        ("a: b", "'a: b'"),
        ("a b-", "'a b-'"),
        ("", "''"),
    ],
)
def test_a_label_has_quotes_where_yaml_needs_them(label: str, written: str) -> None:
    text = with_labels("categories:\n", FILE, "categories", {"x": {"en": label}})
    assert text == f"categories:\n  x: {{en: {written}}}\n"


@pytest.mark.parametrize(
    "text", ["categories: [a]\n", "categories: news\n", "categories:\n  x: {en: X}\n"]
)
def test_a_part_that_is_a_list_or_has_the_id_is_for_a_person(text: str) -> None:
    with pytest.raises(ConfigError, match="'categories' is not written line by line") as caught:
        with_labels(text, FILE, "categories", {"x": {"en": "Y"}})
    assert caught.value.hint == "add to it by hand: x: {en: Y}"
