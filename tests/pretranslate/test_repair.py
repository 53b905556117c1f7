"""A language's own signs, and markup that stays what it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.documents.markdown.marked import marked, names
from l10n_flow.pretranslate.repair import repaired


@pytest.mark.parametrize(
    ("locale", "source", "target", "expected"),
    [
        ("es", "**When** does it start?", "**Cuándo** empieza?", "¿**Cuándo** empieza?"),
        ("es", "[Who]({1}) won?", "[Quién]({1}) ganó?", "¿[Quién]({1}) ganó?"),
        ("fa", "They **go**.", "آنها **می روند**.", "آنها **می\u200cروند**."),
        ("fa", "The `ك` key, 3 times", "کلید `ك`, 3 بار", "کلید `ك`، ۳ بار"),
        ("fa", "See {1}", "ببينيد {1}", "ببینید {1}"),
        ("de", "Peace", "Frieden", "Frieden"),
    ],
)
def test_words_are_repaired_and_markup_is_not(
    locale: str, source: str, target: str, expected: str
) -> None:
    assert repaired(target, locale, source=marked(source).text) == expected


PIECES = st.sampled_from(
    ["**", "*", "`ك 1`", "{1}", "[", "]({2})", "<b>", "</b>", "می رود", "كتاب ها", "?", " ", "12",
     "¿", ", ", "\ufffc", "\ue000", "\\*", "&amp;", "\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=10).map("".join), st.sampled_from(["fa", "es", "en"]))
def test_no_repair_adds_or_takes_a_mark(target: str, locale: str) -> None:
    mended = repaired(target, locale, source="What?")
    assert names(marked(mended)) == names(marked(target))
    assert repaired(mended, locale, source="What?") == mended
