"""Words within marks: which there are, and how their translations take their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.documents.markdown.attributewords import attribute_words, with_attribute_words
from l10n_flow.documents.markdown.marked import marked, names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<img {1} alt=\"A cat\" title='Tom'> by the sea", ["A cat", "Tom"]),
        ("[here]({1} \"The list\"), ![a]({2} 'The cat')", ["The list", "The cat"]),
        ('<abbr {1} title="Our Law">law</abbr>', ["Our Law"]),
        ('`<img alt="code">` and <img {1} alt="">', []),
        ('<img {1} data-title="no">, <span class="no">a</span>', []),
    ],
)
def test_words_within_marks_are_found_in_titles_and_attributes(text: str, words: list[str]) -> None:
    assert attribute_words(marked(text)) == words


def test_a_translation_takes_the_place_of_the_words_wherever_the_mark_went() -> None:
    text = 'Junto al <img {1} alt="A cat" title="A cat"> mar [aquí]({2} "The list")'
    found = with_attribute_words(text, {"A cat": "Un gato", "The list": "La lista"})
    assert found == (
        'Junto al <img {1} alt="Un gato" title="Un gato"> mar [aquí]({2} "La lista")',
        frozenset({"A cat", "The list"}),
    )


def test_a_mark_that_also_stands_in_code_stays_as_it_is() -> None:
    text = '`<b title="Law">` es <b title="Law">ley</b>'
    assert with_attribute_words(text, {"Law": "Ley"}) == (text, frozenset())


@given(st.text(min_size=1))
def test_no_translation_breaks_the_mark_around_it(words: str) -> None:
    for text in ('<b {1} title="Law">a</b> c', "<b {1} title='Law'>a</b> c", '[a]({1} "Law") c'):
        after, replaced = with_attribute_words(text, {"Law": words})
        assert replaced == {"Law"}
        if "\n" not in words and "\r" not in words:
            assert names(marked(after)) == names(marked(text))


def test_a_mark_behind_one_that_stays_is_translated() -> None:
    text = '`<b title="Law">` <b title="Law">ley</b> <i title="Peace">paz</i>'
    assert with_attribute_words(text, {"Law": "Ley", "Peace": "Paz"}) == (
        '`<b title="Law">` <b title="Law">ley</b> <i title="Paz">paz</i>',
        frozenset({"Peace"}),
    )
