"""What authors say in comments is applied in the order of the text."""

from __future__ import annotations

from l10n_flow.documents.markdown.directives import Directives

SKIP, RESUME = b"<!-- l10n: skip -->", b"<!-- l10n: resume -->"


def applied(*pieces: tuple[int, bytes]) -> Directives:
    directives = Directives()
    for offset, html in pieces:
        directives.apply(html, offset)
    return directives


def test_a_skip_without_resume_leaves_out_the_rest_and_nothing_before_it() -> None:
    directives = applied((40, SKIP))
    assert directives.skipping
    assert [directives.skips(offset) for offset in (0, 39, 40, 41, 9_999)] == [
        False, False, True, True, True,
    ]  # fmt: skip
    directives.end()
    assert [(w.message, w.offset) for w in directives.warnings] == [
        ("`l10n: skip` without `l10n: resume`", 40)
    ]


def test_a_skip_at_the_very_beginning_counts() -> None:
    directives = applied((0, SKIP))
    assert directives.skipping
    assert directives.skips(0)
    directives.end()
    assert len(directives.warnings) == 1


def test_what_stands_between_skip_and_resume_is_left_out_and_what_follows_is_not() -> None:
    directives = applied((10, SKIP), (20, RESUME), (30, SKIP), (40, RESUME))
    assert [directives.skips(offset) for offset in (9, 10, 19, 20, 29, 30, 39, 40)] == [
        False, True, True, False, False, True, True, False,
    ]  # fmt: skip
    assert not directives.skipping
    directives.end()
    assert directives.warnings == []


def test_a_second_skip_begins_where_the_first_one_did_and_a_lone_resume_says_nothing() -> None:
    directives = applied((5, RESUME), (10, SKIP), (20, SKIP), (30, RESUME))
    assert [directives.skips(offset) for offset in (6, 10, 15, 25, 30)] == [
        False, True, True, True, False,
    ]  # fmt: skip
    directives.end()
    assert directives.warnings == []


def test_notes_and_a_context_are_for_the_next_segment_only() -> None:
    directives = applied((0, b"<!-- l10n: note one --><!-- l10n: note two -->"))
    assert directives.has_words
    directives.apply(b"<!-- l10n: context menu -->", 60)
    assert directives.take() == ("menu", "one\ntwo")
    assert not directives.has_words
    assert directives.take() == (None, "")
    directives.apply(b"<!-- l10n: context menu -->", 90)
    assert directives.has_words


def test_a_note_without_words_is_told_with_its_place() -> None:
    for verb in ("note", "context", "skpi", ""):
        directives = applied((7, f"<!-- l10n: {verb} -->".encode()))
        assert not directives.has_words
        ((what, offset),) = [(w.message, w.offset) for w in directives.warnings]
        assert what == f"`l10n: {verb}` is none of: skip, resume, note WORDS, context WORDS"
        assert offset == 7
