"""The words that changed are shown as words, and the sentence around them is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.workflow.review import difference as module
from l10n_flow.workflow.review.difference import difference

texts = st.lists(
    st.sampled_from(
        ["Rain.", " ", "mud", "{1}", "**", "می‌رود", "۱۲٫۵", "\n", "<a {1}>", "It", "ended."]
    ),
    max_size=12,
).map("".join)


def shown(before: str, now: str, locale: str = "en") -> str:
    """The pieces in one line: [-gone-], {+new+}, and < > around a sentence that changed."""
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(
        ("<{}>" if piece.is_in_changed else "{}").format(marks[piece.kind].format(piece.text))
        for piece in difference(before, now, locale)
    )


@given(texts, texts)
def test_both_texts_can_be_read_from_the_pieces(before: str, now: str) -> None:
    pieces = difference(before, now, "en")
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == now


def test_only_the_sentence_with_the_change_is_marked() -> None:
    assert shown("It rained. Two ferries left. Nobody saw.",
                 "It rained. Three ferries left. Nobody saw.") == (
        "It rained. <[-Two-]><{+Three+}>< ferries left. >Nobody saw."
    )  # fmt: skip


def test_a_number_a_word_with_a_half_space_and_a_mark_change_as_a_whole() -> None:
    assert shown("آب ۱۲٫۵ متر بالا می‌رود", "آب ۱۳٫۵ متر بالا می‌آید", "fa") == (
        "<آب ><[-۱۲٫۵-]><{+۱۳٫۵+}>< متر بالا ><[-می‌رود-]><{+می‌آید+}>"
    )
    assert shown("a **b**", "a `b`") == "<a ><[-**-]><{+`+}><b><[-**-]><{+`+}>"


def test_a_text_of_no_sane_length_is_shown_as_another_one_at_once() -> None:
    before = "a " * 100_000
    assert [piece.kind for piece in difference(before, f"{before}b", "en")] == ["gone", "new"]


@pytest.mark.parametrize(("before", "is_compared"), [("a b", True), ("a b ", False)])
def test_so_many_words_are_compared_and_no_more(
    monkeypatch: pytest.MonkeyPatch, before: str, *, is_compared: bool
) -> None:
    monkeypatch.setattr(module, "_MAX_LENGTH", 3)
    for one, other in ((before, "a"), ("a", before)):
        assert ("same" in [piece.kind for piece in difference(one, other, "en")]) is is_compared
