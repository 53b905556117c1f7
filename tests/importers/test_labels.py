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
