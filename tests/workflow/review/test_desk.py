"""What people see at the desk, and what is on disk when they have saved."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from l10n_flow.catalogs.po import entrylines
from l10n_flow.errors import FileError, UsageError
from l10n_flow.model import Severity, State, digest
from l10n_flow.project import Project
from l10n_flow.workflow.review.choosing import chosen
from l10n_flow.workflow.review.desk import Desk
from l10n_flow.workflow.review.refusals import Blocked, Stale, TooLong, Vanished
from tests.workflow.newsroom import synced, write

from .conftest import ARTICLE, NOON, at, on_disk, put

LATER = NOON + timedelta(hours=1)


# What is shown


def test_the_overview_says_how_far_each_article_is_and_whose_turn_it_is(desk: Desk) -> None:
    spanish, persian = desk.overview().rows
    assert (spanish.article, spanish.title, spanish.locale) == ("floods", "Rain on the coast", "es")
    assert list(spanish.counts.values()) == [2, 2, 1, 1]
    assert (spanish.machine, spanish.changed, spanish.total) == (1, 1, 6)
    assert (spanish.waits_for, persian.waits_for) == ("translator", "translator")
    assert persian.counts[State.UNTRANSLATED] == 6


def test_a_catalog_that_cannot_be_read_is_a_row_with_its_reason(desk: Desk, po: Path) -> None:
    po.write_bytes(b'msgid "a"\nmsgstr "b\n')
    spanish, persian = desk.overview().rows
    assert spanish.problem == (
        "locales/es/LC_MESSAGES/floods.po:2: a text without a closing quote (end it with a "
        "double quote)"
    )
    assert (spanish.title, spanish.total) == ("Rain on the coast", 6)
    assert (persian.problem, persian.total) == ("", 6)


def test_an_article_that_cannot_be_read_is_a_row_with_its_reason(
    desk: Desk, project: Project
) -> None:
    (project.content / "other.md").write_bytes(b"\xff")
    rows = desk.overview().rows
    assert [(row.article, "is not UTF-8" in row.problem) for row in rows] == [
        ("floods", False), ("floods", False), ("other", True), ("other", True),
    ]  # fmt: skip


def test_a_language_without_a_catalog_says_what_to_do(desk: Desk, po: Path) -> None:
    po.unlink()
    assert "run: l10n-flow sync" in desk.overview().rows[0].problem


def test_an_article_that_changed_since_sync_says_so(desk: Desk, project: Project) -> None:
    write(project, floods=ARTICLE + "\nMore rain.\n")
    row = desk.overview().rows[0]
    assert "run l10n-flow sync" in row.problem
    assert row.counts[State.UNTRANSLATED] == 3
    assert desk.sheet("floods", "es").missing == 1


def test_a_sheet_has_the_segments_in_reading_order_with_all_that_is_known(desk: Desk) -> None:
    sheet = desk.sheet("floods", "fa")
    assert (sheet.direction, sheet.source_direction, sheet.source_locale) == ("rtl", "ltr", "en")
    assert [(row.number, row.kind) for row in sheet.rows] == [
        (1, "field: title"), (2, "heading 1"), (3, "paragraph"), (4, "paragraph"),
        (5, "paragraph"), (6, "paragraph"),
    ]  # fmt: skip
    row = sheet.rows[3]
    assert (row.source, row.id) == ("Read [the report]({1}).", digest(None, row.source))
    assert [one.value for one in row.placeholders] == ["https://example.org/report"]
    assert row.placeable == ("[the report]({1})", "{1}")
    assert row.notes == ("{1} = https://example.org/report",)
    draft = at(desk, "Nobody was hurt.")
    assert (draft.machine, draft.confidence, draft.state) == (True, 0.4, State.DRAFT)
    assert at(desk, "Mud is everywhere.").previous_source == "Mud is there."


def test_what_is_asked_for_is_told_apart_by_who_has_to_do_what(desk: Desk) -> None:
    rows = desk.sheet("floods", "es").rows
    said = {row.id: row.source for row in rows}

    def found(options: str, text: str = "") -> list[str]:
        return [said[one] for one in chosen(rows, options, text)]

    assert found("draft") == ["Nobody was hurt."]
    assert found("changed") == ["Mud is everywhere."]
    assert found("translated") == ["Floods"]
    assert found("reviewed") == ["Rain on the coast"]
    assert len(found("untranslated")) == 2
    assert found("needs-work") == []
    assert found("", "LODO") == ["Mud is everywhere."]
    assert said[chosen(rows, order="confidence")[0]] == "Nobody was hurt."


def test_a_sheet_can_be_asked_for_what_is_wrong(desk: Desk, project: Project) -> None:
    put(project, "es", {"Read [the report]({1}).": lambda e: replace(e, target="Lea el informe.")})
    sheet = desk.sheet("floods", "es", checked=True)
    (wrong,) = chosen(sheet.rows, "findings")
    row = desk.row("floods", "es", wrong)
    assert row.findings is not None
    assert [(one.check, one.severity) for one in row.findings] == [("link", Severity.ERROR)]


def test_what_is_not_there_is_said(desk: Desk) -> None:
    with pytest.raises(UsageError, match="no article 'droughts'"):
        desk.sheet("droughts", "es")
    with pytest.raises(UsageError, match="'floods' is not translated into 'de'"):
        desk.sheet("floods", "de")


# What is saved


def test_saved_words_are_on_disk_and_only_their_lines_have_changed(desk: Desk, po: Path) -> None:
    before = po.read_bytes().split(b"\n")
    row = at(desk, "Floods")
    after = desk.save("floods", "es", row.id, row.etag, "Inundaciones", by="Ana", now=NOON)
    assert (after.target, after.state) == ("Inundaciones", State.TRANSLATED)
    assert after == desk.row("floods", "es", row.id) == at(Desk(desk.project), "Floods")
    now = po.read_bytes().split(b"\n")
    assert len(now) == len(before)
    assert {new for old, new in zip(before, now, strict=True) if old != new} == {
        b'msgstr "Inundaciones"', b'"PO-Revision-Date: 2026-11-29 12:00+0000\\n"',
    }  # fmt: skip


def test_the_words_of_a_half_space_and_an_isolate_are_those_bytes(desk: Desk) -> None:
    row = at(desk, "Floods", "fa")
    words = "سیل‌ها \u2068(A)\u2069"
    desk.save("floods", "fa", row.id, row.etag, words, by="مینو", now=NOON)
    data = desk.project.catalog_path(desk.project.articles()[0], "fa").read_bytes()
    assert f'msgstr "{words}"'.encode() in data


def test_an_approval_says_who_when_how_and_whether_the_words_are_new(desk: Desk, po: Path) -> None:
    for source, words, opened, expected in [
        ("Floods", "Riadas", True, ("one", False)),
        ("Nobody was hurt.", "No hubo heridos.", True, ("one", True)),
        ("Mud is everywhere.", "Hay lodo.", False, ("command", False)),
    ]:
        row = at(desk, source)
        desk.save("floods", "es", row.id, row.etag, words, by="Ana", now=LATER,
                  state=State.REVIEWED, opened=opened)  # fmt: skip
        entry = on_disk(po, source)
        assert entry.state is State.REVIEWED
        assert entry.origin is not None
        assert (entry.origin.reviewer, entry.origin.time) == ("Ana", "2026-11-29T13:00:00Z")
        assert (entry.origin.how, entry.origin.changed) == expected
        assert entry.previous_source is None
    kept = on_disk(po, "Nobody was hurt.").origin
    assert kept is not None
    assert (kept.kind, kept.machine) == ("mt", digest("Nadie fue herido."))


def test_a_confirmed_machine_draft_is_still_known_for_one(desk: Desk, po: Path) -> None:
    row = at(desk, "Nobody was hurt.")
    desk.save("floods", "es", row.id, row.etag, row.target, by="Ana", now=LATER)
    entry = on_disk(po, "Nobody was hurt.")
    assert (entry.state, entry.is_machine_made) == (State.TRANSLATED, True)


def test_saving_what_is_there_already_writes_nothing(desk: Desk, po: Path) -> None:
    before = po.stat().st_mtime_ns
    for source in ("Floods", "Rain on the coast"):
        row = at(desk, source)
        desk.save("floods", "es", row.id, row.etag, row.target, by="Eva", now=LATER)
    assert po.stat().st_mtime_ns == before
    assert at(desk, "Rain on the coast").state is State.REVIEWED


def test_a_review_in_passing_becomes_one_of_the_segment_by_itself_and_not_back(desk: Desk) -> None:
    row = at(desk, "Floods")
    hows = []
    for opened in (False, True, False):
        row = desk.save("floods", "es", row.id, row.etag, row.target, by="Ana", now=LATER,
                        state=State.REVIEWED, opened=opened)  # fmt: skip
        assert row.origin is not None
        hows.append(row.origin.how)
    assert hows == ["command", "one", "one"]


def test_a_segment_can_be_emptied_and_written_again(desk: Desk, po: Path) -> None:
    row = at(desk, "Nobody was hurt.")
    row = desk.save("floods", "es", row.id, row.etag, "", by="Ana", now=NOON)
    assert (row.state, on_disk(po, "Nobody was hurt.").origin) == (State.UNTRANSLATED, None)
    row = desk.save(
        "floods", "es", row.id, row.etag, "Nadie", by="Ana", now=NOON, state=State.DRAFT
    )
    assert on_disk(po, "Nobody was hurt.").state is State.DRAFT


def test_reviewed_words_that_are_kept_as_a_draft_are_nobodys_any_more(desk: Desk, po: Path) -> None:
    row = at(desk, "Rain on the coast")
    for state in (State.DRAFT, State.TRANSLATED):
        row = desk.save("floods", "es", row.id, row.etag, row.target, now=NOON, state=state)
        assert on_disk(po, "Rain on the coast").state is state


def test_line_ends_of_a_browser_are_those_of_a_catalog(desk: Desk, po: Path) -> None:
    row = at(desk, "Floods")
    desk.save("floods", "es", row.id, row.etag, "Uno\r\nDos", by="Ana", now=NOON)
    assert on_disk(po, "Floods").target == "Uno\nDos"


# Conflicts


def test_words_that_somebody_else_changed_are_shown_and_not_overwritten(
    desk: Desk, project: Project
) -> None:
    row = at(desk, "Floods")
    put(project, "es", {"Floods": lambda e: replace(e, target="Crecidas")})
    with pytest.raises(Stale) as caught:
        desk.save("floods", "es", row.id, row.etag, "Inundaciones", by="Ana", now=NOON)
    stale = caught.value
    assert (stale.mine, stale.theirs.target, stale.base) == ("Inundaciones", "Crecidas", "Riadas")
    after = desk.save("floods", "es", row.id, stale.theirs.etag, stale.mine, by="Ana", now=NOON)
    assert after.target == "Inundaciones"


def test_a_desk_that_was_started_again_knows_a_conflict_without_its_base(
    desk: Desk, project: Project
) -> None:
    row = at(desk, "Floods")
    put(project, "es", {"Floods": lambda e: replace(e, target="Crecidas")})
    with pytest.raises(Stale) as caught:
        Desk(project).save("floods", "es", row.id, row.etag, "Otra", by="Ana", now=NOON)
    assert caught.value.base is None


def test_two_who_write_the_same_words_do_not_contradict_each_other(
    desk: Desk, project: Project
) -> None:
    row = at(desk, "Floods")
    one = desk.save("floods", "es", row.id, row.etag, "Crecidas", by="Ana", now=NOON,
                    state=State.REVIEWED)  # fmt: skip
    other = Desk(project).save("floods", "es", row.id, row.etag, "Crecidas", by="Eva", now=LATER,
                               state=State.REVIEWED)  # fmt: skip
    assert one.origin == other.origin
    again = desk.save("floods", "es", row.id, row.etag, "Crecidas", by="Eva", now=LATER)
    assert again.state is State.REVIEWED


def test_a_note_that_sync_wrote_anew_is_no_conflict(desk: Desk, project: Project, po: Path) -> None:
    row = at(desk, "Floods")
    put(project, "es", {"Floods": lambda e: replace(e, notes=("heading 2",), comments=("why?",))})
    desk.save("floods", "es", row.id, row.etag, "Inundaciones", by="Ana", now=NOON)
    entry = on_disk(po, "Floods")
    assert (entry.target, entry.notes, entry.comments) == (
        "Inundaciones", ("heading 2",), ("why?",),
    )  # fmt: skip


def test_somebody_elses_words_beside_mine_stay(desk: Desk, project: Project, po: Path) -> None:
    row = at(desk, "Floods")
    put(project, "es", {"Nobody was hurt.": lambda e: replace(e, target="Nadie.", fuzzy=False)})
    desk.save("floods", "es", row.id, row.etag, "Inundaciones", by="Ana", now=NOON)
    assert on_disk(po, "Nobody was hurt.").target == "Nadie."
    assert on_disk(po, "Floods").target == "Inundaciones"


def test_a_text_that_the_author_deleted_is_no_place_for_words(desk: Desk, project: Project) -> None:
    row = at(desk, "Mud is everywhere.")
    write(project, floods=ARTICLE.replace("Mud is everywhere.\n", ""))
    synced(project)
    with pytest.raises(Vanished, match="no longer in the article"):
        desk.save("floods", "es", row.id, row.etag, "Lodo", by="Ana", now=NOON)
    with pytest.raises(Vanished):
        desk.row("floods", "es", row.id)


def test_what_changed_on_disk_is_noticed_for_two_questions_to_the_system(
    desk: Desk, project: Project
) -> None:
    version = desk.sheet("floods", "es").version
    assert not desk.changed("floods", "es", version)
    put(project, "es", {"Floods": lambda e: replace(e, target="Crecidas")})
    assert desk.changed("floods", "es", version)
    version = desk.version("floods", "es")
    write(project, floods=ARTICLE + "\nMore.\n")
    assert desk.changed("floods", "es", version)
    row = at(desk, "Floods")
    version = desk.version("floods", "es")
    desk.save("floods", "es", row.id, row.etag, "Riadas y más", by="Ana", now=NOON)
    assert desk.changed("floods", "es", version)


# Refusals


def test_what_readers_would_see_broken_cannot_be_approved_and_can_be_saved(desk: Desk) -> None:
    row = at(desk, "Read [the report]({1}).")
    with pytest.raises(Blocked) as caught:
        desk.save("floods", "es", row.id, row.etag, "Lea el informe.", by="Ana", now=NOON,
                  state=State.REVIEWED)  # fmt: skip
    assert [finding.check for finding in caught.value.findings] == ["link"]
    after = desk.save("floods", "es", row.id, row.etag, "Lea el informe.", by="Ana", now=NOON)
    assert after.state is State.TRANSLATED


def test_words_being_typed_are_checked_without_being_saved(desk: Desk) -> None:
    row = at(desk, "The river rose by **12 metres** in [one night]({1}).")
    found = desk.findings("floods", "es", row.id, "El río subió 13 metros.")
    assert found[0].severity is Severity.ERROR
    assert {"number", "link"} <= {finding.check for finding in found}
    assert desk.findings("floods", "es", row.id, "") == ()


@pytest.mark.parametrize(
    "target",
    ["El río subió **12 metros** en [una noche]({1}) {7}.", "Subió **12 metros** en [una]({7})."],
)
def test_a_number_that_stands_for_nothing_is_one_finding(desk: Desk, target: str) -> None:
    row = at(desk, "The river rose by **12 metres** in [one night]({1}).")
    found = desk.findings("floods", "es", row.id, target)
    assert [one.message for one in found if "{7}" in one.message] == [found[0].message]


def test_words_that_no_page_can_hold_cannot_be_approved(desk: Desk) -> None:
    row = at(desk, "Nobody was hurt.")
    with pytest.raises(Blocked):
        desk.save("floods", "es", row.id, row.etag, "<script>alert(1)</script>", by="Ana",
                  now=NOON, state=State.REVIEWED)  # fmt: skip


def test_nothing_is_approved_by_nobody_and_nobody_approves_nothing(desk: Desk) -> None:
    row = at(desk, "Floods")
    with pytest.raises(UsageError, match="nobody's name"):
        desk.save("floods", "es", row.id, row.etag, "Riadas", now=NOON, state=State.REVIEWED)
    with pytest.raises(UsageError, match="nothing to approve"):
        desk.save("floods", "es", row.id, row.etag, "", by="Ana", now=NOON, state=State.REVIEWED)


def test_a_novel_in_a_segment_is_refused_with_the_limit(desk: Desk, po: Path) -> None:
    row, before = at(desk, "Floods"), po.read_bytes()
    with pytest.raises(TooLong, match="longer than 1,000,000 bytes"):
        desk.save("floods", "es", row.id, row.etag, "x" * 10_000_000, by="Ana", now=NOON)
    assert po.read_bytes() == before


def test_a_full_disk_says_so_and_the_file_is_as_it_was(
    desk: Desk, po: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, before = at(desk, "Floods"), po.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match=r"no space left on device \(free some space"):
        desk.save("floods", "es", row.id, row.etag, "Inundaciones", by="Ana", now=NOON)
    monkeypatch.undo()
    assert po.read_bytes() == before
    saved = desk.save("floods", "es", row.id, row.etag, "Inundaciones", by="Ana", now=NOON)
    assert saved.target == "Inundaciones"


# Coming and going


def test_a_segment_goes_back_with_a_note_and_nobody_vouches_for_it_any_more(
    desk: Desk, po: Path
) -> None:
    row = at(desk, "Rain on the coast")
    after = desk.send_back("floods", "es", row.id, row.etag, "Which coast?\nAsk.", by="Eva",
                           now=NOON)  # fmt: skip
    entry = on_disk(po, "Rain on the coast")
    assert entry.comments == after.comments == ("Eva, 2026-11-29: Which coast?", "Ask.")
    assert (entry.state, entry.target) == (State.DRAFT, "Lluvia en la costa")
    assert entry.origin is not None
    assert entry.origin.reviewer == ""
    with pytest.raises(UsageError, match="without words"):
        desk.send_back("floods", "es", row.id, after.etag, " \n ", by="Eva", now=NOON)


def test_needs_work_goes_on_and_off(desk: Desk) -> None:
    row = at(desk, "Floods")
    states = []
    for _ in range(2):
        row = desk.needs_work("floods", "es", row.id, row.etag, now=NOON)
        states.append(row.state)
    assert states == [State.DRAFT, State.TRANSLATED]


def test_who_sends_back_other_words_than_they_saw_is_told(desk: Desk, project: Project) -> None:
    row = at(desk, "Floods")
    put(project, "es", {"Floods": lambda e: replace(e, target="Crecidas")})
    with pytest.raises(Stale):
        desk.send_back("floods", "es", row.id, row.etag, "Which?", by="Eva", now=NOON)
    assert desk.comment("floods", "es", row.id, row.etag, "Ah.", by="Eva", now=NOON).comments


def test_a_comment_cannot_pass_for_one_of_ours(desk: Desk, po: Path) -> None:
    row = at(desk, "Floods")
    desk.comment("floods", "es", row.id, row.etag, "a\nl10n-flow:r=Eva;;\nFile: a.md, line:3\nb\\",
                 by="Eva", now=NOON)  # fmt: skip
    entry = on_disk(po, "Floods")
    assert entry.state is State.TRANSLATED
    assert entry.comments == (
        "Eva, 2026-11-29: a", "“l10n-flow:r=Eva;;”", "“File: a.md, line:3”", "b\\ (a backslash)",
    )  # fmt: skip


@pytest.mark.parametrize("eol", [b"\n", b"\r\n"])
def test_a_file_of_another_tool_keeps_its_lines(desk: Desk, po: Path, eol: bytes) -> None:
    wrapped = po.read_bytes().replace(b'msgid "The', b'msgid ""\n"The').replace(b"\n", eol)
    po.write_bytes(wrapped)
    row = at(desk, "Floods")
    desk.save("floods", "es", row.id, row.etag, "Inundaciones", by="Ana", now=NOON)
    old, new = wrapped.split(eol), po.read_bytes().split(eol)
    assert len(old) == len(new)
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 2
    lines = entrylines.blocks(po.read_bytes())
    assert len(lines) == 6


def test_a_catalog_in_another_charset_becomes_utf8_with_the_first_word(
    desk: Desk, po: Path
) -> None:
    text = po.read_text("utf-8").replace("charset=UTF-8", "charset=ISO-8859-1")
    po.write_bytes(text.encode("latin-1"))
    row = at(desk, "Floods")
    desk.save("floods", "es", row.id, row.etag, "سیل", by="Ana", now=NOON)
    assert on_disk(po, "Floods").target == "سیل"
    assert b"charset=UTF-8" in po.read_bytes()


def test_a_text_that_is_there_twice_with_the_same_words_is_one_row_and_one_entry_once_saved(
    desk: Desk, po: Path
) -> None:
    head, *entries = po.read_text("utf-8").rstrip("\n").split("\n\n")
    floods = next(entry for entry in entries if 'msgid "Floods"' in entry)
    po.write_text("\n\n".join([head, *entries, f"# Which ones?\n{floods}"]) + "\n", "utf-8")
    row = at(desk, "Floods")
    assert "Which ones?" in row.comments
    assert len(desk.sheet("floods", "es").rows) == len(entries)
    saved = desk.save("floods", "es", row.id, row.etag, "Avenidas", by="Ana", now=NOON)
    assert saved.target == on_disk(po, "Floods").target == "Avenidas"
    assert po.read_text("utf-8").count('msgid "Floods"') == 1
    mud = at(desk, "Mud is everywhere.")
    desk.save("floods", "es", mud.id, mud.etag, "Barro.", by="Ana", now=NOON)
    assert on_disk(po, "Mud is everywhere.").target == "Barro."
    assert on_disk(po, "Floods").comments == ("Which ones?",)


def test_a_text_that_is_there_twice_with_other_words_is_refused_with_its_line(
    desk: Desk, po: Path
) -> None:
    text = po.read_text("utf-8")
    po.write_text(f'{text}\nmsgid "Floods"\nmsgstr "Otra cosa"\n', "utf-8")
    (problem, _) = [row.problem for row in desk.overview().rows]
    assert "'Floods' is translated a second time; first in line" in problem
    assert "keep one of the two entries" in problem
