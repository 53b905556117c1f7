"""No word is lost: not to another program, not to a crash, not to a full disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from l10n_flow.project import Project
from tests.workflow import newsroom

from .conftest import Desk, Window, looking

playwright = pytest.importorskip("playwright.sync_api", reason="make test-browser installs it")
expect = playwright.expect


def test_a_change_on_disk_is_shown_at_once_in_a_row_that_nobody_edits(
    window: Window, desk: Desk
) -> None:
    window.edit()
    window.open("Floods")
    changed = desk.text().replace("باران بند آمد.", "باران تمام شد.")
    desk.catalog().write_text(changed, "utf-8")
    expect(window.page.locator(".row", has_text="The rain is over.")).to_contain_text(
        "باران تمام شد.", timeout=8000
    )


def test_a_program_that_only_wraps_lines_anew_is_no_change_of_the_words(
    window: Window, desk: Desk
) -> None:
    window.edit()
    window.open("The rain is over.").fill("دیگر باران نمی‌بارد.")
    wrapped = desk.text().replace('msgstr "باران بند آمد."', 'msgstr ""\n"باران "\n"بند آمد."')
    desk.catalog().write_text(wrapped.replace("راهنمایان", "راه‌نمایان"), "utf-8")
    row = window.page.locator(".row", has_text="The pilots")
    expect(row).to_contain_text("راه‌نمایان", timeout=8000)
    expect(window.page.locator("[data-changed]")).to_have_count(0)
    window.field.press("Control+Enter")
    expect(window.page.locator("#saving")).to_have_attribute("data-saving", "saved")
    assert "دیگر باران نمی‌بارد." in desk.text()


def test_new_text_of_the_author_is_announced_and_nobodys_search_is_left(
    window: Window, desk: Desk
) -> None:
    window.edit()
    window.open("The rain is over.")
    search = window.page.get_by_placeholder("Find words")
    search.focus()
    changed = desk.text().replace("باران بند آمد.", "باران تمام شد.")
    desk.catalog().write_text(changed + '\nmsgid "A new paragraph"\nmsgstr ""\n', "utf-8")
    expect(window.page.locator("#notice")).to_contain_text("new text", timeout=8000)
    expect(window.field).to_have_value("باران تمام شد.")
    expect(search).to_be_focused()


def test_a_conflict_shows_both_texts_and_keeps_mine(window: Window, desk: Desk) -> None:
    window.provokes(412)
    window.edit()
    field = window.open("The rain is over.")
    field.fill("دیگر باران نمی‌بارد.")
    changed = desk.text().replace("باران بند آمد.", "باران تمام شد.")
    desk.catalog().write_text(changed, "utf-8")
    window.page.keyboard.press("Control+Enter")
    expect(window.page.locator("[data-conflict]")).to_be_visible()
    expect(window.page.locator(".theirs")).to_have_text("باران تمام شد.")
    expect(window.page.locator(".mine")).to_have_text("دیگر باران نمی‌بارد.")
    expect(window.field).to_have_value("دیگر باران نمی‌بارد.")
    assert desk.text() == changed
    window.page.get_by_role("button", name="Take this text").click()
    expect(window.field).to_have_value("باران تمام شد.")
    window.page.get_by_role("button", name="Keep mine").click()
    window.field.press("Control+Enter")
    expect(window.page.locator("[data-conflict]")).to_have_count(0)
    assert "دیگر باران نمی‌بارد." in desk.text()


def test_a_segment_that_the_author_deletes_keeps_the_words(window: Window, desk: Desk) -> None:
    window.provokes(410)
    window.edit()
    window.open("The river does not wait.").fill("رود منتظر نمی‌ماند.")
    text = desk.text()
    start = text.index("#. quote") if "#. quote" in text else text.index('msgid "The river')
    desk.catalog().write_text(text[:start].rstrip("\n") + "\n", "utf-8")
    expect(window.page.locator(".row.is-gone")).to_be_visible(timeout=8000)
    expect(window.field).to_have_value("رود منتظر نمی‌ماند.")
    window.field.press("Control+Enter")
    expect(window.page.locator("#notice textarea")).to_have_value("رود منتظر نمی‌ماند.")
    window.edit()
    expect(window.page.locator("[data-note=lost] textarea")).to_have_value("رود منتظر نمی‌ماند.")


class Program:
    """The program itself, which can be killed and started again."""

    def __init__(self, project: Project, port: int, home: Path) -> None:
        self.command = [
            sys.executable, "-c", "from l10n_flow.cli.entry import main; main()", "review",
            "--no-browser", "--port", str(port), "--by", "Leila N.", "-C", str(project.root),
        ]  # fmt: skip
        self.environment = os.environ | {"XDG_STATE_HOME": str(home)}

    def start(self) -> str:
        """The address that it prints."""
        self.process = subprocess.Popen(
            self.command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=self.environment,
        )  # fmt: skip
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def end(self, how: signal.Signals = signal.SIGKILL) -> tuple[int, str, str]:
        """Its exit code, and what else it said."""
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=20)
        return self.process.returncode, out, err


@pytest.fixture
def program(rain: Project, tmp_path: Path, free_port: int) -> Iterator[Program]:
    """The program for `rain`; it is dead afterwards."""
    made = Program(rain, free_port, tmp_path)
    yield made
    if made.process.poll() is None:
        made.end()


def test_the_desk_is_killed_in_mid_word_and_nothing_is_lost(
    chromium: Any, rain: Project, program: Program
) -> None:
    with looking(chromium, program.start()) as window:
        window.provokes()
        window.edit()
        field = window.open("Floods")
        field.press_sequentially("سیل\u200c")
        program.end()
        field.press_sequentially("ها")
        window.page.keyboard.press("Control+Enter")
        expect(window.page.locator("#saving")).to_have_attribute("data-saving", "lost")
        expect(window.page.locator("#announced")).to_contain_text("kept in this browser")
        expect(field).to_have_value("سیل\u200cها")
        program.start()
        expect(window.page.locator("#saving")).to_have_attribute(
            "data-saving", "saved", timeout=15000
        )
        expect(window.page.locator(".row.is-open .source")).to_contain_text("Mud")
    catalog = newsroom.catalog_path(rain, "fa", "rain")
    assert 'msgstr "سیل\u200cها"' in catalog.read_text("utf-8")


def test_after_a_crash_of_both_the_draft_is_found_on_disk(chromium: Any, program: Program) -> None:
    with looking(chromium, program.start()) as window:
        window.edit()
        with window.page.expect_response(lambda answer: "/draft/" in answer.url):
            window.open("Floods").press_sequentially("نیمه\u200cکاره")
    program.end()
    with looking(chromium, program.start()) as window:  # another browser, with nothing in it
        window.edit()
        expect(window.field).to_have_value("نیمه\u200cکاره")
        expect(window.page.locator("#saving")).to_have_attribute("data-saving", "typing")


def test_a_reload_in_mid_word_finds_the_words_of_the_browser(window: Window, desk: Desk) -> None:
    window.edit()
    window.open("Floods").press_sequentially("سیل")
    window.page.reload()
    window.ready()
    expect(window.field).to_have_value("سیل")


def test_a_session_that_ends_in_mid_word_leaves_the_field_and_goes_on_after_signing_in(
    window: Window, desk: Desk
) -> None:
    window.edit()
    window.open("Floods").fill("سیل")
    window.provokes(401)
    window.page.context.clear_cookies()
    window.field.press("Control+Enter")
    said = window.page.locator("#saving")
    expect(said).to_contain_text("open the desk’s address again")
    expect(window.field).to_have_value("سیل")
    window.page.context.new_page().goto(desk.server.address)
    expect(window.page.locator("#rows")).not_to_contain_text("Token")
    window.field.press("Control+Enter")
    expect(said).to_have_attribute("data-saving", "saved")
    assert 'msgstr "سیل"' in desk.text()


def test_the_program_ends_cleanly_and_says_where_drafts_are(
    program: Program, free_port: int
) -> None:
    for how in (signal.SIGINT, signal.SIGTERM):
        assert program.start().startswith(f"http://127.0.0.1:{free_port}/?token=")
        code, out, err = program.end(how)
        assert (code, out) == (0, "")
        assert ".l10n-flow/drafts/" in err
        assert "Traceback" not in err


def test_a_full_disk_says_not_saved_and_the_words_stay(
    chromium: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from l10n_flow.errors import FileError
    from l10n_flow.workflow.review.desk import Desk as Below

    def full(*_: object, **__: object) -> None:
        raise FileError("cannot be written: No space left on device")

    with looking(chromium, desk.server.address) as window:
        window.provokes(507)
        window.edit()
        field = window.open("Floods")
        field.fill("سیل")
        monkeypatch.setattr(Below, "save", full)
        window.page.keyboard.press("Control+Enter")
        expect(window.page.locator("#saving")).to_have_attribute("data-saving", "failed")
        expect(window.page.locator("#notice")).to_contain_text("No space left on device")
        expect(field).to_have_value("سیل")
        monkeypatch.undo()
        window.field.press("Control+Enter")
        expect(window.page.locator("#saving")).to_have_attribute("data-saving", "saved")
    assert 'msgstr "سیل"' in desk.text()
