"""What stands beside a segment, and the edition as it would look."""

from __future__ import annotations

import pytest

from l10n_flow.model import State
from l10n_flow.project import Project
from l10n_flow.review.guard import PREVIEW_POLICY
from l10n_flow.review.people import Role
from l10n_flow.review.room import Room
from l10n_flow.workflow.review.desk import Desk
from l10n_flow.workflow.review.history import PastWords
from l10n_flow.workflow.review.rows import SegmentRow
from tests.workflow import newsroom

from .conftest import ARTICLE, Visitor, seated

OVER = "The rain is over."


def row_of(room: Room, source: str) -> SegmentRow:
    return next(r for r in room.desk.sheet("news/rain", "fa").rows if r.source == source)


def test_an_engine_is_asked_only_where_somebody_wants_it(
    room: Room, reviewer: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def suggestions(_desk: Desk, *where: str, engine: bool) -> tuple[()]:
        asked.extend([*where, engine])
        return ()

    monkeypatch.setattr(Desk, "suggestions", suggestions)
    row = row_of(room, OVER)
    place = f"/aside/{row.id}/fa/news/rain"
    assert "Ask the machine" in reviewer.get(place).text
    assert "Ask the machine" not in reviewer.get(f"{place}?engine=1").text
    where = ["news/rain", "fa", row.id]
    assert asked == [*where, False, *where, True]
    reader = seated(reviewer, room, Role.READER)
    assert "Ask the machine" not in reader.get(place).text


def test_what_changed_in_the_original_is_marked_only_where_it_did(
    rain: Project, room: Room, reviewer: Visitor
) -> None:
    row = row_of(room, OVER)
    assert "What changed" not in reviewer.get(f"/aside/{row.id}/fa/news/rain").text
    newsroom.write(rain, news__rain=ARTICLE.replace("is over", "is nearly over"))
    newsroom.synced(rain)
    row = row_of(room, "The rain is nearly over.")
    text = reviewer.get(f"/aside/{row.id}/fa/news/rain").text
    assert "What changed in the original" in text
    assert "<ins>" in text


def test_the_preview_runs_nothing_and_shows_words_that_are_being_typed(
    room: Room, reviewer: Visitor
) -> None:
    row = row_of(room, OVER)
    answers = [
        reviewer.get("/preview/fa/news/rain"),
        reviewer.post("/preview/fa/news/rain"),
        reviewer.post("/preview/fa/news/rain", {"target": "دیگر نه."}),  # of no segment
        reviewer.post(f"/preview/fa/news/rain?id={row.id}", {"target": "دیگر نه."}),
    ]
    assert {answer.headers["content-security-policy"] for answer in answers} == {PREVIEW_POLICY}
    assert ["باران بند آمد." in answer.text for answer in answers] == [True, True, True, False]
    assert ["دیگر نه." in answer.text for answer in answers] == [False, False, False, True]
    assert [answer.text.startswith("<!doctype html>") for answer in answers] == [True] + [False] * 3
    assert row_of(room, OVER).target == "باران بند آمد."


def test_who_may_write_can_take_earlier_words_back(
    room: Room, reviewer: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = [
        PastWords(words, State.TRANSLATED, None, "Leila", "2026-11-01T10:00:00Z", "c0", "Begin")
        for words in ("باران بند آمد.", "")
    ]
    monkeypatch.setattr(Desk, "history", lambda *_: past)
    place = f"/history/{row_of(room, OVER).id}/fa/news/rain"
    text = reviewer.get(place).text
    assert text.count("data-take=") == 1
    assert 'data-take="باران بند آمد."' in text
    read = seated(reviewer, room, Role.READER).get(place).text
    assert ("باران بند آمد." in read, "data-take" in read) == (True, False)
