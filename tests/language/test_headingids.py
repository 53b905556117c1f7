"""The ids of headings: what generators made of one page, and laws for any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.language import HEADING_IDS, heading_ids
from tests.sites.headings_file import headings, ours, recorded

RULES = sorted(HEADING_IDS)
HONEST = [name for name in RULES if not name.startswith("kramdown")]
"""The rules that never give one id twice."""


@pytest.mark.parametrize("name", RULES)
def test_headings_get_the_ids_that_the_generator_gave_them(name: str) -> None:
    assert dict(zip(headings(), ours(HEADING_IDS[name]), strict=True)) == dict(
        zip(headings(), recorded()[name], strict=True)
    )
    assert ours(HEADING_IDS[name]) == recorded()[name]


@pytest.mark.parametrize("name", HONEST)
@given(texts=st.lists(st.sampled_from(["a", "a 1", "a_1", "a-1", "b", "!", "ب", "section"])))
def test_no_two_headings_of_a_page_share_an_id(name: str, texts: list[str]) -> None:
    found = [i for i in heading_ids(HEADING_IDS[name], [(t, None) for t in texts]) if i]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("name", RULES)
@given(texts=st.lists(st.text(), max_size=4))
def test_any_words_have_an_id_without_blanks_or_none(name: str, texts: list[str]) -> None:
    for found in heading_ids(HEADING_IDS[name], [(text, None) for text in texts]):
        assert not set(found) & set(" \t\n")


def test_an_id_that_the_author_gave_is_kept_and_counts_as_the_generator_counts() -> None:
    page = [("Why", None), ("How", "why"), ("Why", None)]
    found = {name: heading_ids(rule, page) for name, rule in HEADING_IDS.items()}
    assert found["hugo"] == ["why", "why", "why-1"]
    assert found["python-markdown"] == ["why_1", "why", "why_2"]
    assert found["github"] == ["why-1", "why", "why-2"]
