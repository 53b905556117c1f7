"""The state comment says what an `Origin` holds, and nothing that it says is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalogs.po import canonical
from l10n_flow.catalogs.provenance import origins
from l10n_flow.errors import CatalogError
from l10n_flow.model import Catalog, Entry, Origin, State, digest
from tests.catalogs.strategies import remarks, state_comments

NOON = datetime(2026, 11, 2, 12, 30, 59, 999, tzinfo=UTC)


@given(state_comments)
def test_every_origin_is_read_back(origin: Origin) -> None:
    comment = origins.write_comment(origin)
    assert origins.read_comment(comment) == origin
    assert comment.split() == [comment]
    assert not comment.endswith("\\")


@given(st.lists(remarks), state_comments, st.lists(remarks))
def test_the_state_comment_is_found_among_others(
    above: list[str], origin: Origin, below: list[str]
) -> None:
    comments = [*above, origins.write_comment(origin), *below]
    assert origins.separate(comments) == ((*above, *below), origin)


@pytest.mark.parametrize(
    "damaged",
    [
        "l10n-flow:o",
        "l10n-flow:o=mt;",
        "l10n-flow:o=mt;;e=x",
        "l10n-flow:=mt",
        "l10n-flow:o=mt;o=tm",
        "l10n-flow:s=much",
        "l10n-flow:s=nan",
        "l10n-flow:s=inf",
        "l10n-flow:n=perhaps",
        "l10n-flow:e=%FF",
        "l10n-flow:e=argos 1.9",
        "l10n-flow: o=mt",
        " l10n-flow:o=mt",
        "l10n-flow",
        "L10N-FLOW:o=mt",
        "l10n-flow:ignore=number",
        "l10n-flow:ignore=number;h=9c2e51d3a0b7",
    ],
)
def test_a_damaged_state_comment_stays_a_plain_comment(damaged: str) -> None:
    assert origins.read_comment(damaged) is None
    assert origins.separate(["a", damaged]) == (("a", damaged), None)
    written = f'# {damaged}\nmsgid "a"\nmsgstr "b"\n'
    catalog = canonical.read(written, "es")
    assert catalog is not None
    assert catalog.entries[0].comments == (damaged,)
    assert canonical.write(catalog) == written


def test_fields_in_another_order_and_fields_of_a_later_version_are_read() -> None:
    origin = origins.read_comment("l10n-flow:x2=a%3Bb;s=1;o=mt;zz=")
    assert origin == Origin("mt", score=1, others=(("x2", "a;b"), ("zz", "")))
    assert origins.write_comment(origin) == "l10n-flow:o=mt;s=1;x2=a%3Bb;zz=;;"


def test_letters_of_any_script_stay_readable() -> None:
    origin = Origin(reviewer="آنا گارسیا")
    assert origins.write_comment(origin) == "l10n-flow:r=آنا%20گارسیا;;"


def test_of_two_state_comments_the_last_counts_and_the_first_is_kept() -> None:
    comments = ["l10n-flow:o=mt", "l10n-flow:o=tm"]
    assert origins.separate(comments) == (("l10n-flow:o=mt",), Origin("tm"))
    entry = Entry("a", "b", origin=Origin("tm"), comments=("l10n-flow:o=mt",))
    catalog = Catalog("es", (entry,))
    assert canonical.read(canonical.write(catalog), "es") == catalog


def test_a_machine_draft_says_who_made_it_of_what_and_when() -> None:
    before = Entry("Peace", context="title", previous_source="War", previous_context="x")
    draft = origins.drafted(before, "Paz", Origin("mt", "argos-1.9", 0.1235), NOON)
    assert draft.state is State.DRAFT
    assert draft.is_machine_made
    assert (draft.previous_source, draft.previous_context) == (None, None)
    assert draft.origin == Origin(
        "mt",
        "argos-1.9",
        0.1235,
        digest("Paz"),
        digest("title", "Peace"),
        time="2026-11-02T12:30:59Z",
    )


def test_a_memory_draft_says_which_article_it_comes_from() -> None:
    draft = origins.drafted(Entry("Peace"), "Paz", Origin("tm", "treaty", 0.9), NOON)
    assert draft.state is State.DRAFT
    assert not draft.is_machine_made
    assert draft.origin is not None
    assert (draft.origin.kind, draft.origin.engine) == ("tm", "treaty")


def test_a_review_keeps_where_the_words_come_from_and_ends_when_they_change() -> None:
    draft = origins.drafted(Entry("Peace"), "Paz", Origin("mt", "argos-1.9", 1), NOON)
    entry = origins.reviewed(draft, "ana", NOON + timedelta(hours=1), how="one")
    assert entry.state is State.REVIEWED
    assert entry.origin is not None
    assert (entry.origin.kind, entry.origin.engine) == ("mt", "argos-1.9")
    assert entry.origin.time == "2026-11-02T13:30:59Z"


def test_a_review_says_how_it_was_made_and_whether_the_words_are_the_reviewers() -> None:
    entry = origins.reviewed(Entry("Peace", "Paz"), "ana", NOON, how="one", changed=True)
    assert entry.origin is not None
    assert origins.write_comment(entry.origin) == (
        "l10n-flow:h=634e58334f74;r=ana;v=bc033d9bfdfc;y=one;n=1;t=2026~11~02T12:30:59Z;;"
    )
    again = origins.reviewed(entry, "eva", NOON, how="batch")
    assert again.origin is not None
    assert (again.origin.how, again.origin.changed) == ("batch", False)


def test_a_review_from_before_there_was_such_a_field_still_holds() -> None:
    comment = "l10n-flow:h=634e58334f74;r=ana;v=bc033d9bfdfc;t=2026~11~02T12:30:59Z;;"
    origin = origins.read_comment(comment)
    assert Entry("Peace", "Paz", origin=origin).state is State.REVIEWED
    assert origin is not None
    assert (origin.how, origin.changed) == ("", False)
    assert origins.write_comment(origin) == comment


def test_how_a_later_version_reviews_is_kept() -> None:
    comment = "l10n-flow:r=ana;v=bc033d9bfdfc;y=two~readers;t=2026~11~02T12:30:59Z;;"
    origin = origins.read_comment(comment)
    assert origin is not None
    assert origin.how == "two-readers"
    assert origins.write_comment(origin) == comment


def test_times_are_written_in_utc() -> None:
    tehran = timezone(timedelta(hours=3, minutes=30))
    entry = origins.reviewed(Entry("a", "b"), "ana", NOON.astimezone(tehran), how="one")
    assert entry.origin is not None
    assert entry.origin.time == "2026-11-02T12:30:59Z"


def test_a_time_without_an_offset_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="offset"):
        origins.reviewed(Entry("a", "b"), "ana", datetime(2026, 11, 2), how="one")  # noqa: DTZ001  the mistake


@pytest.mark.parametrize(("entry", "by"), [(Entry("a"), "ana"), (Entry("a", "b"), "")])
def test_nobody_can_vouch_for_nothing(entry: Entry, by: str) -> None:
    with pytest.raises(ValueError, match="words and a reviewer"):
        origins.reviewed(entry, by, NOON, how="one")


@pytest.mark.parametrize("score", [float("inf"), float("nan")])
def test_a_score_that_could_not_be_read_back_is_refused(score: float) -> None:
    for origin in (Origin(score=score), Origin(confidence=score)):
        with pytest.raises(CatalogError, match="cannot hold the score"):
            origins.write_comment(origin)


@pytest.mark.parametrize(
    ("comments", "plain", "kind"),
    [
        (["l10n-", "flow:o=mt;;"], (), "mt"),
        (["a", "l10n-flow:o=m", "t;;", "b"], ("a", "b"), "mt"),
        (["l10n-flow:o=m", "t;", ";", "b"], ("b",), "mt"),
        (["l10n-flow:o=m", "t", "l10n-flow:o=tm;;"], ("l10n-flow:o=m", "t"), "tm"),
        (["l10n-flow:o=m", "t"], ("t",), "m"),  # as once, without an end
        (["l10n-", "a"], ("l10n-", "a"), None),
        (["l10n-"], ("l10n-",), None),
        (["l10n-flow:ignore=a,", "b;h=9c2e51d3a0b7", "c"],
         ("l10n-flow:ignore=a,b;h=9c2e51d3a0b7", "c"), None),
        (["l10n-flow: ignore=long-", "words", "c"], ("l10n-flow: ignore=long-words", "c"), None),
        (["l10n-flow:ignore=a", "b;h=9c2e51d3a0b7"],
         ("l10n-flow:ignore=a b;h=9c2e51d3a0b7",), None),
        (["l10n-flow:ignore=a", ";h=9c2e51d3a0b7"], ("l10n-flow:ignore=a;h=9c2e51d3a0b7",), None),
        (["l10n-flow:ignore=a-"], ("l10n-flow:ignore=a-",), None),
    ],
)  # fmt: skip
def test_a_comment_of_ours_that_a_tool_broke_is_joined_to_its_end_and_no_further(
    comments: list[str], plain: tuple[str, ...], kind: str | None
) -> None:
    found, origin = origins.separate(comments)
    assert (found, origin.kind if origin else None) == (plain, kind)


@pytest.mark.parametrize("name", ["o", "", "a b", "a=b", "a;b"])
def test_a_field_that_could_not_be_read_back_is_refused(name: str) -> None:
    with pytest.raises(CatalogError, match="cannot hold a field"):
        origins.write_comment(Origin(others=((name, "x"),)))
