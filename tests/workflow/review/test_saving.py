"""What becomes of an entry: words are saved, approved, taken back, commented on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from l10n_flow.catalogs.provenance import origins
from l10n_flow.errors import UsageError
from l10n_flow.model import Entry, How, Origin, State
from l10n_flow.workflow.review.saving import (
    approved,
    commented,
    named,
    needing_work,
    sent_back,
    translated,
)

from .conftest import NOON

EMPTY = Entry("Peace")
DRAFT = origins.drafted(EMPTY, "Pas", Origin("mt", "argos-1.9", 0.4), NOON)
DONE = Entry("Peace", "Paz")
BATCH = origins.reviewed(DONE, "Ana", NOON, how="batch")
SINGLE = origins.reviewed(DONE, "Ana", NOON, how="one")


def reviewer(entry: Entry) -> str:
    return entry.origin.reviewer if entry.origin else ""


@pytest.mark.parametrize("before", [EMPTY, DRAFT, DONE, BATCH, SINGLE])
def test_new_words_wait_for_a_review(before: Entry) -> None:
    after = translated(before, "La paz")
    assert (after.target, after.state, after.fuzzy) == ("La paz", State.TRANSLATED, False)


@pytest.mark.parametrize("before", [BATCH, SINGLE])
def test_reviewed_words_that_are_saved_again_stay_reviewed(before: Entry) -> None:
    assert translated(before, "Paz") == before


@pytest.mark.parametrize("before", [DRAFT, DONE, SINGLE])
def test_words_kept_as_a_draft_are_vouched_for_by_nobody(before: Entry) -> None:
    after = translated(before, "Paz", draft=True)
    assert (after.target, after.state, reviewer(after)) == ("Paz", State.DRAFT, "")


@pytest.mark.parametrize("before", [EMPTY, DRAFT, DONE, SINGLE])
def test_words_that_are_deleted_take_their_origin_along(before: Entry) -> None:
    after = translated(before, "")
    assert (after.target, after.state, after.origin) == ("", State.UNTRANSLATED, None)


@pytest.mark.parametrize(
    ("before", "words", "how", "says"),
    [
        (DONE, "Paz", "one", ("Eva", "one", False)),
        (DONE, "La paz", "one", ("Eva", "one", True)),
        (DRAFT, "Pas", "batch", ("Eva", "batch", False)),
        (BATCH, "Paz", "one", ("Eva", "one", False)),  # somebody has looked at it by itself
        (BATCH, "Paz", "batch", ("Ana", "batch", False)),
        (SINGLE, "Paz", "one", ("Ana", "one", False)),
        (SINGLE, "Paz", "batch", ("Ana", "one", False)),
        (SINGLE, "La paz", "batch", ("Eva", "batch", True)),
    ],
)
def test_an_approval_says_who_vouches_and_a_lesser_one_replaces_none(
    before: Entry, words: str, how: How, says: tuple[str, str, bool]
) -> None:
    after = approved(before, words, "Eva", NOON, how)
    assert (after.target, after.state) == (words, State.REVIEWED)
    assert after.origin is not None
    assert (after.origin.reviewer, after.origin.how, after.origin.changed) == says


def test_needs_work_is_a_switch_and_leaves_an_empty_entry_alone() -> None:
    assert needing_work(EMPTY) == EMPTY
    assert needing_work(DRAFT).state is State.TRANSLATED
    marked = needing_work(SINGLE)
    assert (marked.state, marked.target, reviewer(marked)) == (State.DRAFT, "Paz", "")


@pytest.mark.parametrize("before", [EMPTY, DRAFT, DONE, SINGLE])
def test_what_is_sent_back_is_a_draft_with_a_note(before: Entry) -> None:
    after = sent_back(before, "Which peace?", "Eva", NOON)
    assert after.state is (State.UNTRANSLATED if before is EMPTY else State.DRAFT)
    assert after.comments == ("Eva, 2026-11-29: Which peace?",)


def test_a_comment_is_added_below_those_before_and_passes_for_no_mark() -> None:
    before = replace(DONE, comments=("first",))
    text = '\r\n Which one?  \r\n\r\n l10n-flow:o=mt \n| msgid "x"\nFile: a.c, line:3'
    assert commented(before, text, " Eva  Sol ", NOON).comments == (
        "first",
        "Eva Sol, 2026-11-29: Which one?",
        "“l10n-flow:o=mt”",
        '“| msgid "x"”',
        "“File: a.c, line:3”",
    )


@pytest.mark.parametrize("by", ["", " \n "])
def test_nobody_can_vouch_or_comment(by: str) -> None:
    for act in (named, lambda name: approved(DONE, "Paz", name, NOON, "one"),
                lambda name: commented(DONE, "x", name, NOON)):  # fmt: skip
        with pytest.raises(UsageError, match="nobody's name"):
            act(by)
    with pytest.raises(UsageError, match="a comment without words"):
        commented(DONE, " \n ", "Eva", NOON)
