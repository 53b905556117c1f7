"""Words that nobody has saved yet are on disk, each person's and each tab's."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.review.unsaved import Drafts, UnsavedDraft

HALF = UnsavedDraft("نیمه\ud800", "e1", "2026-11-29T10:00:00Z", "one")
OTHER = UnsavedDraft("otra", "e2", "2026-11-29T10:01:00Z")
RAIN = ("news/rain", "fa")


def test_they_are_there_after_a_restart_as_they_were(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep("Ana", *RAIN, "s1", HALF)
    drafts.keep("Ana", *RAIN, "s2", OTHER)
    drafts.keep("Bo", *RAIN, "s1", OTHER)
    drafts.keep("Bo", "news/rain", "es", "s1", HALF)
    for kept in (drafts, Drafts(tmp_path)):
        assert kept.of("Ana", *RAIN) == {"s1": HALF, "s2": OTHER}
        assert kept.of("Bo", *RAIN) == {"s1": OTHER}
        assert kept.of("Bo", "news/rain", "es") == {"s1": HALF}
        assert kept.of("Cy", *RAIN) == kept.of("Ana", "sport", "fa") == {}
        assert kept.count() == 4
    assert "نیمه".encode() in (tmp_path / "fa" / "news" / "rain.json").read_bytes()


@pytest.mark.parametrize(
    ("words", "tab", "is_dropped"),
    [
        ("more", "one", True),  # the tab in which they were typed
        ("more", "two", False),
        ("more", "", False),
        (HALF.words, "two", True),  # the same words, wherever they were typed
        ("", None, True),
    ],
)
def test_they_go_when_their_own_tab_has_saved_or_the_same_words_are(
    tmp_path: Path, words: str, tab: str | None, is_dropped: bool
) -> None:
    Drafts(tmp_path).keep("Ana", *RAIN, "s1", HALF)
    drafts = Drafts(tmp_path)  # after a restart
    drafts.drop("Ana", *RAIN, "s1", words=words, tab=tab)
    left = {} if is_dropped else {"s1": HALF}
    assert drafts.of("Ana", *RAIN) == Drafts(tmp_path).of("Ana", *RAIN) == left
    assert any(tmp_path.iterdir()) is not is_dropped


def test_what_is_dropped_takes_nobody_else_s_along(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    for person, segment in (("Ana", "s1"), ("Ana", "s2"), ("Bo", "s1")):
        drafts.keep(person, *RAIN, segment, HALF)
    drafts.drop("Ana", *RAIN, "s1")
    drafts.drop("Ana", *RAIN, "none")
    drafts.drop("Cy", *RAIN, "s1")
    for kept in (drafts, Drafts(tmp_path)):
        assert kept.of("Ana", *RAIN) == {"s2": HALF}
        assert kept.of("Bo", *RAIN) == {"s1": HALF}
    drafts.drop("Ana", *RAIN, "s2")
    assert b'"Ana"' not in (tmp_path / "fa" / "news" / "rain.json").read_bytes()


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b'{"Ana": []}',
        b'{"Ana": {"s1": "words"}}',
        b'{"Ana": {"s1": {"words": "a", "etag": "e"}}}',
    ],
)
def test_a_damaged_file_has_none_and_is_written_anew(tmp_path: Path, held: bytes) -> None:
    path = tmp_path / "fa" / "news" / "rain.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(held)
    drafts = Drafts(tmp_path)
    assert drafts.of("Ana", *RAIN) == {}
    drafts.keep("Ana", *RAIN, "s1", HALF)
    assert Drafts(tmp_path).of("Ana", *RAIN) == {"s1": HALF}


def test_a_file_of_an_earlier_version_knows_no_tab(tmp_path: Path) -> None:
    path = tmp_path / "fa" / "news" / "rain.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"Ana": {"s1": {"words": "a", "etag": "e", "time": "t"}}}', "utf-8")
    assert Drafts(tmp_path).of("Ana", *RAIN) == {"s1": UnsavedDraft("a", "e", "t")}
