"""Whatever an article holds can be printed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.visible import isolated, named, reading, visible, width
from tests.reports.samples import HOSTILE

ANY_TEXT = st.text(st.characters(exclude_categories=()))
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@given(ANY_TEXT | st.sampled_from(HOSTILE))
def test_nothing_visible_acts(text: str) -> None:
    shown = visible(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert not set(shown) & set(TURNING)
    assert "##[" not in shown
    shown.encode()


@given(ANY_TEXT)
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    "text", ["می‌رود", "¿Qué?", "和平 👩‍👩‍👧", "a\u00a0b", "e\u0301", "# [a](b)"]
)
def test_words_of_any_language_stay_as_they_are(text: str) -> None:
    assert visible(text) == text


def test_invisible_characters_have_names_or_numbers() -> None:
    assert named("\u200c\u00ad\u2062") == "⟨ZWNJ⟩⟨SHY⟩⟨U+2062⟩"


def test_two_persian_words_side_by_side_keep_their_places() -> None:
    assert isolated("'صلح', 'باران'") == "'\u2068صلح\u2069', '\u2068باران\u2069'"


def test_a_run_of_persian_words_stays_one_run() -> None:
    assert isolated("has 'هیچ‌کس آن را ۵' here") == "has '\u2068هیچ‌کس آن را ۵\u2069' here"


def test_a_persian_line_that_begins_with_a_latin_name_runs_from_the_right() -> None:
    assert reading("WHO گفت", "fa") == "\u2067WHO گفت\u2069"
    assert reading("La palabra صلح", "es") == "\u2066La palabra صلح\u2069"
    assert reading("صلح", "") == "\u2068صلح\u2069"


@pytest.mark.parametrize(
    ("text", "columns"),
    [("paz", 3), ("和平", 4), ("می‌رود", 5), ("رودخانهٔ", 7), ("e\u0301", 1), ("ﾊﾝ", 2), ("", 0)],
)
def test_width_is_counted_in_columns(text: str, columns: int) -> None:
    assert width(text) == columns
