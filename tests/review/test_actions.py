"""What is written, and what is told when it is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.errors import FileError
from l10n_flow.model import State
from l10n_flow.review import lists
from l10n_flow.review.people import Role
from l10n_flow.review.room import Room
from l10n_flow.workflow.review.desk import Desk
from l10n_flow.workflow.review.refusals import LIMIT
from l10n_flow.workflow.review.rows import SegmentRow

from .conftest import Visitor

MUD, OVER = "Mud [everywhere]({1}).", "The rain is over."


def row_of(room: Room, source: str) -> SegmentRow:
    rows = room.desk.sheet("news/rain", "fa").rows
    return next(row for row in rows if row.source == source)


def file(room: Room) -> Path:
    return room.project.catalogs / "fa" / "LC_MESSAGES" / "news" / "rain.po"


def save(
    who: Visitor,
    row: SegmentRow,
    words: str,
    state: str = "translated",
    next: str = "1",  # noqa: A002
) -> str:
    form = {"target": words, "state": state, "next": next}
    address = f"/save/{row.id}/fa/news/rain"
    answer = who.post(address, form, if_match=f'"{row.etag}"', hx_request="true")
    assert answer.status == 200, answer.text
    return answer.text


def test_words_are_saved_and_the_next_segment_is_open(room: Room, reviewer: Visitor) -> None:
    floods = row_of(room, "Floods")
    text = save(reviewer, floods, "سیل\u200cها")
    assert 'msgstr "سیل\u200cها"' in file(room).read_text("utf-8")
    mud = row_of(room, MUD)
    assert f'id="s-{mud.id}"' in text
    assert text.count("is-open") == 1
    assert room.desk.row("news/rain", "fa", floods.id).state is State.TRANSLATED


def event(who: Visitor, row: SegmentRow, words: str, query: str = "") -> dict[str, object]:
    """What the page's script is told after a save."""
    answer = who.post(f"/save/{row.id}/fa/news/rain{query}", {"target": words}, if_match=row.etag)
    assert answer.status == 200
    told: dict[str, object] = json.loads(answer.headers["hx-trigger"])["desk:saved"]
    return told


def test_a_script_is_told_what_was_saved_and_where_it_goes_on(
    room: Room, reviewer: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "PER_PAGE", 2)
    rows = room.desk.sheet("news/rain", "fa").rows
    listed = room.lists.chosen("", lambda: (rows[0].id, "gone", rows[1].id, rows[3].id))
    floods = row_of(room, rows[0].source)
    found = event(reviewer, floods, "باران", f"?list={listed.name}&next=1&filter=draft&text=a")
    assert (found["id"], found["etag"]) == (floods.id, row_of(room, floods.source).etag)
    address = (  # the next row that is still there is on another page
        f"/edit/fa/news/rain?list={listed.name}&at={rows[1].id}&filter=draft&text=a"
    )
    assert (found["next"], found["end"]) == (address, False)
    found = event(reviewer, row_of(room, rows[1].source), "سیل", f"?list={listed.name}&next=1")
    assert (found["next"], found["end"]) == ("", False)
    found = event(reviewer, row_of(room, rows[3].source), "تمام", f"?list={listed.name}&next=1")
    assert (found["next"], found["end"]) == ("", True)
    found = event(reviewer, row_of(room, rows[3].source), "تمام شد", f"?list={listed.name}")
    assert (found["next"], found["end"]) == ("", False)


def test_words_that_are_being_typed_go_with_the_entry_that_has_got_a_comment(
    room: Room, reviewer: Visitor
) -> None:
    row = row_of(room, OVER)
    reviewer.post(f"/draft/{row.id}/fa/news/rain", {"target": "نیمه"}, if_match=row.etag)
    answer = reviewer.post(f"/comment/{row.id}/fa/news/rain", {"text": "؟"}, if_match=row.etag)
    after = row_of(room, OVER)
    assert after.etag != row.etag
    assert after.etag in answer.text
    assert row.etag not in answer.text
    assert "نیمه" in answer.text


def test_what_was_reviewed_stays_so_only_while_nothing_is_changed(
    room: Room, reviewer: Visitor
) -> None:
    row = row_of(room, OVER)
    save(reviewer, row, row.target, "reviewed")
    save(reviewer, row_of(room, OVER), row.target)
    assert row_of(room, OVER).state is State.REVIEWED
    save(reviewer, row_of(room, OVER), "باران تمام شد.")
    assert row_of(room, OVER).state is State.TRANSLATED
    save(reviewer, row_of(room, OVER), "باران تمام شد.", "nonsense")
    assert row_of(room, OVER).state is State.TRANSLATED


def test_people_s_translations_of_a_list_are_approved_together_and_taken_back(
    room: Room, reviewer: Visitor
) -> None:
    rows = room.desk.sheet("news/rain", "fa").rows
    listed = room.lists.chosen("", lambda: tuple(row.id for row in rows))
    text = reviewer.post(f"/approve/fa/news/rain?list={listed.name}").text
    approved = [r for r in room.desk.sheet("news/rain", "fa").rows if r.state is State.REVIEWED]
    assert [row.source for row in approved] == ["Rain", OVER]
    assert all(
        r.origin and (r.origin.reviewer, r.origin.how) == ("Ravi", "batch") for r in approved
    )
    assert "Approved: 2" in text
    assert "Left out: 2" in text
    token = text.partition("/undo/")[2].partition('"')[0]
    text = reviewer.post(f"/undo/{token}").text
    assert "Undone: 2" in text
    assert "/undo/" not in text
    assert row_of(room, OVER).state is State.TRANSLATED
    nothing = reviewer.post("/approve/fa/news/rain?list=unknown").text
    assert "Approved: 0" in nothing
    assert "/undo/" not in nothing


def test_approving_says_who_and_that_it_was_one_by_itself(room: Room, reviewer: Visitor) -> None:
    row = row_of(room, OVER)
    save(reviewer, row, row.target, "reviewed")
    origin = room.desk.row("news/rain", "fa", row.id).origin
    assert origin is not None
    assert (origin.reviewer, origin.how) == ("Ravi", "one")


def test_reading_on_takes_nobodys_review_away(room: Room, reviewer: Visitor) -> None:
    row = row_of(room, OVER)
    save(reviewer, row, row.target, "reviewed")
    save(reviewer, row_of(room, OVER), row.target)
    assert row_of(room, OVER).state is State.REVIEWED


def test_without_the_version_nothing_is_written(room: Room, reviewer: Visitor) -> None:
    row = row_of(room, OVER)
    before = file(room).read_bytes()
    for what in ("save", "comment", "needs-work", "send-back"):
        assert reviewer.post(f"/{what}/{row.id}/fa/news/rain", {"target": "x"}).status == 428
    assert file(room).read_bytes() == before


def test_a_change_on_disk_is_shown_beside_ones_own_words(room: Room, reviewer: Visitor) -> None:
    row = row_of(room, OVER)
    changed = file(room).read_text("utf-8").replace("باران بند آمد.", "باران تمام شد.")
    file(room).write_text(changed, "utf-8")
    answer = reviewer.post(
        f"/save/{row.id}/fa/news/rain", {"target": "دیگر باران نمی‌بارد."}, if_match=row.etag
    )
    assert answer.status == 412
    assert "باران تمام شد." in answer.text
    assert "دیگر باران نمی‌بارد." in answer.text
    assert file(room).read_text("utf-8") == changed
    theirs = row_of(room, OVER)
    assert f"If-Match&#34;: &#34;{theirs.etag}" in answer.text or theirs.etag in answer.text
    save(reviewer, theirs, "دیگر باران نمی‌بارد.")


def test_two_who_write_the_same_are_no_conflict(room: Room, reviewer: Visitor) -> None:
    row = row_of(room, OVER)
    save(reviewer, row, "باران تمام شد.")
    save(reviewer, row, "باران تمام شد.")


def test_what_readers_would_see_broken_is_not_approved(room: Room, reviewer: Visitor) -> None:
    row = row_of(room, MUD)
    answer = reviewer.post(
        f"/save/{row.id}/fa/news/rain", {"target": "گل همه جا.", "state": "reviewed"},
        if_match=row.etag,
    )  # fmt: skip
    assert answer.status == 422
    assert answer.headers["hx-retarget"] == f"#findings-{row.id}"
    assert "is-error" in answer.text
    assert row_of(room, MUD).target == ""


def test_a_translation_that_is_too_long_is_refused_with_the_limit(
    room: Room, reviewer: Visitor
) -> None:
    row = row_of(room, OVER)
    answer = reviewer.post(
        f"/save/{row.id}/fa/news/rain", {"target": "x" * (LIMIT + 1)}, if_match=row.etag,
        hx_request="true",
    )  # fmt: skip
    assert answer.status == 413
    assert "1000000 bytes" in answer.text
    assert answer.headers["hx-retarget"] == "#notice"


@pytest.mark.parametrize("sign", ["\x00", "\x04"])
def test_a_character_that_no_catalog_can_hold_is_named_with_its_place(
    room: Room, reviewer: Visitor, sign: str
) -> None:
    row = row_of(room, OVER)
    before = file(room).read_bytes()
    for what, name in ((f"/save/{row.id}", "target"), (f"/comment/{row.id}", "text")):
        answer = reviewer.post(
            f"{what}/fa/news/rain", {name: f"باران{sign}تمام"}, if_match=row.etag, hx_request="true"
        )
        assert answer.status == 422
        assert f"U+{ord(sign):04X}, after “باران”" in answer.text
        assert "Your words are still in the field" in answer.text
    assert file(room).read_bytes() == before


def test_a_segment_that_the_author_deleted_gives_the_words_back(
    room: Room, reviewer: Visitor
) -> None:
    row = row_of(room, OVER)
    text = file(room).read_text("utf-8")
    file(room).write_text(text[: text.index('msgid "The rain is over."')], "utf-8")
    answer = reviewer.post(
        f"/save/{row.id}/fa/news/rain", {"target": "چه زیباست"}, if_match=row.etag,
        hx_request="true",
    )  # fmt: skip
    assert answer.status == 410
    assert "چه زیباست" in answer.text
    assert "چه زیباست" in reviewer.get("/edit/fa/news/rain").text


def test_a_full_disk_says_not_saved(
    room: Room, reviewer: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> SegmentRow:
        raise FileError("cannot be written: No space left on device")

    monkeypatch.setattr(Desk, "save", full)
    row = row_of(room, OVER)
    answer = reviewer.post(
        f"/save/{row.id}/fa/news/rain", {"target": "x"}, if_match=row.etag, hx_request="true"
    )
    assert answer.status == 507
    assert "Not saved" in answer.text
    assert "No space left on device" in answer.text


def test_unsaved_words_are_kept_on_disk_and_are_in_no_catalog(
    room: Room, reviewer: Visitor
) -> None:
    row = row_of(room, OVER)
    before = file(room).read_bytes()
    answer = reviewer.post(f"/draft/{row.id}/fa/news/rain", {"target": "نیمه"}, if_match=row.etag)
    assert answer.status == 204
    assert file(room).read_bytes() == before
    again = replace(room, drafts=type(room.drafts)(room.drafts.folder))
    kept = again.drafts.of("Ravi", "news/rain", "fa")[row.id]
    assert (kept.words, kept.etag) == ("نیمه", row.etag)
    assert "نیمه" in reviewer.get(f"/open/{row.id}/fa/news/rain").text
    save(reviewer, row, "تمام")
    assert not room.drafts.folder.exists() or not list(room.drafts.folder.rglob("*.json"))


def test_what_one_tab_saves_drops_its_own_unsaved_words_and_not_those_of_another(
    room: Room, reviewer: Visitor
) -> None:
    row = row_of(room, OVER)
    draft, saving = f"/draft/{row.id}/fa/news/rain", f"/save/{row.id}/fa/news/rain"
    reviewer.post(draft, {"target": "توفان", "tab": "two"}, if_match=row.etag)
    answer = reviewer.post(saving, {"target": "نیمه", "tab": "one"}, if_match=row.etag)
    assert answer.status == 200
    assert room.drafts.of("Ravi", "news/rain", "fa")[row.id].words == "توفان"
    reviewer.post(f"{draft}?drop=1", {"target": "نیمه", "tab": "one"})
    assert room.drafts.of("Ravi", "news/rain", "fa")[row.id].words == "توفان"
    reviewer.post(f"{draft}?drop=1", {"target": "توفان", "tab": "one"})
    assert room.drafts.of("Ravi", "news/rain", "fa") == {}


def test_a_note_for_words_that_have_changed_keeps_what_is_typed_in_the_field(
    room: Room, reviewer: Visitor
) -> None:
    row = row_of(room, OVER)
    file(room).write_text(
        file(room).read_text("utf-8").replace("باران بند آمد.", "باران تمام شد."), "utf-8"
    )
    sent = f"/send-back/{row.id}/fa/news/rain"
    answer = reviewer.post(sent, {"text": "زمان فعل؟"}, if_match=row.etag)
    assert answer.status == 412
    assert "Nothing was done" in answer.text
    assert "باران تمام شد.</textarea>" in answer.text
    reviewer.post(f"/draft/{row.id}/fa/news/rain", {"target": "نیمه"}, if_match=row.etag)
    answer = reviewer.post(sent, {"text": "زمان فعل؟"}, if_match=row.etag)
    assert answer.status == 412
    assert "نیمه</textarea>" in answer.text


@pytest.mark.parametrize("state", ["translated", "reviewed"])
def test_what_is_saved_where_a_merge_kept_two_translations_counts(
    room: Room, reviewer: Visitor, state: str
) -> None:
    text = file(room).read_text("utf-8")
    at = text.index('msgid "The rain is over."')
    comment = "# l10n-flow: conflict, the other branch says: “باران ایستاد.”\n# Which one?\n"
    at = text.rindex("\n\n", 0, at) + 2
    file(room).write_text(f"{text[:at]}{comment}{text[at:]}", "utf-8")
    row = row_of(room, OVER)
    assert row.contested == ("باران ایستاد.",)
    opened = reviewer.get(f"/open/{row.id}/fa/news/rain").text
    assert 'data-take="باران ایستاد."' in opened
    assert "the other branch says" not in opened
    sent = {"target": "باران ایستاد.", "state": state}
    assert reviewer.post(f"/save/{row.id}/fa/news/rain", sent, if_match=row.etag).status == 200
    row = row_of(room, OVER)
    assert (row.target, row.state.label, row.contested) == ("باران ایستاد.", state, ())
    assert row.comments == ("Which one?",)


def test_unsaved_words_of_a_segment_that_is_gone_are_shown(room: Room, reviewer: Visitor) -> None:
    reviewer.post("/draft/0123456789ab/fa/news/rain", {"target": "چه زیباست"}, if_match="x")
    text = reviewer.get("/edit/fa/news/rain").text
    assert "چه زیباست" in text
    assert "The author has deleted this text" in text


def test_a_comment_stands_in_the_catalog_and_the_segment_stays_open(
    room: Room, reviewer: Visitor
) -> None:
    row = row_of(room, OVER)
    answer = reviewer.post(
        f"/comment/{row.id}/fa/news/rain", {"text": "بهتر می‌شود؟"}, if_match=row.etag
    )
    assert "is-open" in answer.text
    assert "بهتر می‌شود؟" in file(room).read_text("utf-8")


def test_sending_back_makes_a_draft_with_the_note(room: Room, reviewer: Visitor) -> None:
    row = row_of(room, OVER)
    reviewer.post(f"/send-back/{row.id}/fa/news/rain", {"text": "زمان فعل؟"}, if_match=row.etag)
    back = row_of(room, OVER)
    assert back.state is State.DRAFT
    assert any("زمان فعل؟" in comment for comment in back.comments)


def test_needs_work_goes_there_and_back(room: Room, reviewer: Visitor) -> None:
    row = row_of(room, OVER)
    reviewer.post(f"/needs-work/{row.id}/fa/news/rain", if_match=row.etag)
    assert row_of(room, OVER).state is State.DRAFT
    reviewer.post(f"/needs-work/{row.id}/fa/news/rain", if_match=row_of(room, OVER).etag)
    assert row_of(room, OVER).state is State.TRANSLATED


def test_the_language_of_the_desk_is_remembered(reviewer: Visitor) -> None:
    answer = reviewer.post("/language", {"language": "fa", "back": "/edit/fa/news/rain"})
    assert (answer.status, answer.headers["location"]) == (303, "/edit/fa/news/rain")
    assert "l10n-flow-language=fa" in answer.cookies[0]
    assert "Max-Age=31536000" in answer.cookies[0]  # a year
    assert "HttpOnly" in answer.cookies[0]
    for back in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        answer = reviewer.post("/language", {"language": "xx", "back": back})
        assert (answer.headers["location"], answer.cookies) == ("/", ())


def test_a_reader_sees_and_has_no_field_to_write_in(
    room: Room, sits: Callable[[Role], Visitor]
) -> None:
    row = row_of(room, OVER)
    text = sits(Role.READER).get(f"/open/{row.id}/fa/news/rain").text
    assert " readonly" in text
    assert "data-confirm" not in text
    assert "data-approve" not in sits(Role.TRANSLATOR).get(f"/open/{row.id}/fa/news/rain").text


def wrong(text: str, row: SegmentRow) -> bool:
    """Whether a page says of a closed row that its words have an error."""
    _, _, rest = text.partition(f'id="s-{row.id}"')
    return 'class="wrong"' in rest.partition("</li>")[0]


def test_a_row_whose_saved_words_have_an_error_says_so_until_they_are_right(
    room: Room, reviewer: Visitor
) -> None:
    mud, page = row_of(room, MUD), "/list/fa/news/rain"
    assert not wrong(reviewer.get(page).text, mud)
    assert wrong(save(reviewer, mud, "گل همه جا."), mud)
    over = row_of(room, OVER)
    opened = f"/open/{over.id}/fa/news/rain?before={mud.id}"
    for address in (page, opened, "/rows/fa/news/rain", f"/edit/fa/news/rain?at={over.id}"):
        assert wrong(reviewer.get(address).text, mud), address
        assert not wrong(reviewer.get(address).text, row_of(room, "Floods")), address
    restarted = Desk(room.project)
    assert restarted.faulty("news/rain", "fa", [mud.id, over.id]) == {mud.id}
    save(reviewer, row_of(room, MUD), "گل [همه جا]({1}).")
    assert not wrong(reviewer.get(page).text, mud)
