"""Writing at the desk, as a translator does it."""

from __future__ import annotations

import time
from typing import Any

import pytest

from .conftest import Desk, Window

playwright = pytest.importorskip("playwright.sync_api", reason="make test-browser installs it")
expect = playwright.expect


def test_an_article_is_opened_from_the_desk(window: Window) -> None:
    window.page.get_by_role("link", name="Persian: Rain over the harbour").click()
    window.ready()
    expect(window.page.locator("#rows > .row")).to_have_count(7)
    assert window.page.locator("#rows .target").first.get_attribute("dir") == "rtl"


def test_persian_with_a_half_space_arrives_in_the_file_byte_for_byte(
    window: Window, desk: Desk
) -> None:
    before = desk.text()
    window.edit()
    field = window.open("Floods")
    field.press_sequentially("سیل")
    window.page.keyboard.press("Control+Shift+Digit2")
    field.press_sequentially("ها")
    assert field.input_value() == "سیل\u200cها"
    window.page.keyboard.press("Control+Enter")
    expect(window.page.locator("#saving")).to_have_attribute("data-saving", "saved")
    expect(window.page.locator(".row.is-open .source")).to_contain_text("Mud")
    after = desk.catalog().read_bytes()
    assert 'msgid "Floods"\nmsgstr "سیل\u200cها"\n'.encode() in after
    changed = {line for line in desk.text().split("\n") if line not in before.split("\n")}
    assert {line for line in changed if not line.startswith('"PO-Revision-Date')} == {
        'msgstr "سیل\u200cها"'
    }
    expect(window.page.locator("#announced")).to_have_text("Saved")


def test_a_segment_is_approved_by_keyboard_and_it_is_written_how(
    window: Window, desk: Desk
) -> None:
    window.edit()
    window.open("The rain is over.")
    window.page.keyboard.press("Control+Shift+Enter")
    expect(window.page.locator(".row.is-open .source")).to_contain_text("pilots")
    expect(window.page.locator(".row.is-reviewed")).to_have_count(1)
    state = desk.text().partition('msgid "The rain is over."')[0].rpartition("# l10n-flow:")[2]
    assert "r=Leila%20N." in state
    assert "y=one" in state


def test_marks_of_the_original_are_inserted_by_key_and_by_button(window: Window) -> None:
    window.edit()
    field = window.open("Mud")
    window.page.keyboard.press("Control+Period")
    first = field.input_value()
    assert first
    window.page.keyboard.press("Alt+Shift+Digit2")
    assert field.input_value() != first
    before = field.input_value()
    window.page.get_by_role("button", name="Insert {1}", exact=True).click()
    assert field.input_value() == before + "{1}"
    window.page.keyboard.press("Control+z")
    assert field.input_value() == before


def test_quotation_marks_and_isolates_go_around_what_is_chosen(window: Window) -> None:
    window.edit()
    field = window.open("Floods")
    field.fill("سیل")
    field.press("Control+a")
    window.page.keyboard.press("Control+Shift+Digit9")
    assert field.input_value() == "«سیل»"
    field.press("Control+a")
    window.page.keyboard.press("Control+Shift+Digit8")
    assert field.input_value() == "\u2068«سیل»\u2069"
    window.page.get_by_role("button", name="Show invisible characters").click()
    expect(window.page.locator(".invisibles span")).to_have_text(["FSI", "PDI"])
    window.page.get_by_role("button", name="Turn the field’s direction").click()
    assert field.get_attribute("dir") == "ltr"


def test_the_mirror_behind_the_field_has_exactly_its_text_and_size(window: Window) -> None:
    window.edit()
    field = window.open("Mud")
    field.fill("گِل [همه‌جا]({1}) را گرفته است و **هیچ‌کس** نمی‌داند چرا. " * 6)
    same = field.evaluate(
        """(field) => {
            const layer = field.parentElement.querySelector('.mirror');
            return [layer.firstChild.data === field.value,
                    field.scrollHeight <= field.clientHeight + 1,
                    Math.abs(layer.scrollHeight - field.scrollHeight) <= 2,
                    CSS.highlights.get('words-tag').size];
        }"""
    )
    assert same == [True, True, True, 6]
    # What breaks lines elsewhere, in a browser or with a font that this machine does not have.
    styles = field.evaluate(
        """(field) => [field, field.parentElement.querySelector('.mirror')].map((one) => {
            const found = getComputedStyle(one);
            return ['fontFamily', 'fontSize', 'lineHeight', 'textAlign', 'textRendering',
                    'letterSpacing', 'wordSpacing', 'whiteSpace', 'overflowWrap', 'wordBreak',
                    'tabSize', 'textIndent', 'textTransform', 'fontKerning', 'direction',
                    'paddingLeft', 'paddingRight', 'width'].map((name) => found[name]);
        })"""
    )
    assert styles[0] == styles[1]


def test_an_error_blocks_approval_and_is_said_while_typing(window: Window, desk: Desk) -> None:
    window.provokes(422)
    window.edit()
    field = window.open("Mud")
    field.fill("گل همه جا.")
    expect(window.page.locator(".finding.is-error").first).to_be_visible()
    before = desk.text()
    window.page.keyboard.press("Control+Shift+Enter")
    expect(window.page.locator("#saving")).to_have_attribute("data-saving", "failed")
    expect(window.page.locator(".finding.is-error").first).to_be_visible()
    assert field.input_value() == "گل همه جا."
    assert desk.text() == before
    window.page.keyboard.press("Control+Enter")
    expect(window.page.locator("#saving")).to_have_attribute("data-saving", "saved")


def test_after_the_last_segment_everybody_is_told_that_it_was(window: Window) -> None:
    window.edit()
    window.open("The river does not wait.").fill("رود صبر نمی‌کند.")
    window.page.keyboard.press("Control+Enter")
    expect(window.page.locator("#saving")).to_have_text(
        "Saved. That was the last segment of this list"
    )
    window.open("Floods").press("End")
    window.page.keyboard.type("!")
    window.page.keyboard.press("Control+Enter")
    expect(window.page.locator("#saving")).to_have_text("Everything is saved")


def test_reading_on_with_alt_and_the_arrows_keeps_what_was_typed(window: Window) -> None:
    window.edit()
    field = window.open("Floods")
    field.fill("سیل")
    window.page.keyboard.press("Alt+ArrowDown")
    expect(window.page.locator(".row.is-open .source")).to_contain_text("Mud")
    expect(window.page.locator(".row .unsaved")).to_have_text("سیل")
    window.page.keyboard.press("Alt+ArrowUp")
    expect(window.field).to_have_value("سیل")
    window.page.get_by_role("button", name="Discard my changes").click()
    expect(window.field).to_have_value("")
    expect(window.page.locator("#saving")).to_have_attribute("data-saving", "saved")


def test_the_row_that_is_left_shows_its_words_though_they_are_slow_to_be_kept(
    window: Window,
) -> None:
    def slowly(route: Any) -> None:
        time.sleep(0.5)
        route.continue_()

    window.edit()
    window.page.route("**/draft/**", slowly)
    window.open("Floods").fill("سیل")
    window.page.keyboard.press("Alt+ArrowDown")
    expect(window.page.locator(".row.is-open .source")).to_contain_text("Mud")
    expect(window.page.locator(".row .unsaved")).to_have_text("سیل")


def test_words_of_a_page_that_is_left_in_mid_word_are_kept_by_the_server_too(
    window: Window, desk: Desk
) -> None:
    window.edit()
    window.open("Floods").press_sequentially("سیل")
    window.page.goto(desk.base)
    kept = desk.project.state.parent / "drafts/fa/rain.json"
    for _ in range(100):
        if kept.exists() and "سیل" in kept.read_text("utf-8"):
            break
        window.page.wait_for_timeout(50)
    assert "سیل" in kept.read_text("utf-8")


def test_comments_and_sending_back_stand_in_the_catalog(window: Window, desk: Desk) -> None:
    window.edit()
    window.open("The rain is over.")
    window.page.get_by_text("Comments and history").click()
    window.page.get_by_label("Comment", exact=True).fill("زمان فعل؟")
    window.page.get_by_role("button", name="Send back with this note").click()
    expect(window.page.locator(".row.is-open .comments")).to_contain_text("زمان فعل؟")
    expect(window.page.locator(".row.is-open .word").first).to_contain_text("needs work")
    assert "زمان فعل؟" in desk.text()


def test_the_list_of_keys_opens_and_closes_by_keyboard(window: Window) -> None:
    window.edit()
    window.page.keyboard.press("Escape")
    window.page.keyboard.press("?")
    expect(window.page.get_by_role("dialog")).to_be_visible()
    window.page.keyboard.press("Escape")
    expect(window.page.get_by_role("dialog")).to_be_hidden()
    field = window.open("Floods")
    field.press("?")
    assert field.input_value() == "?"


def test_too_much_text_is_refused_with_the_limit_named_and_stays_in_the_field(
    window: Window, desk: Desk
) -> None:
    window.edit()
    window.open("Floods")
    window.page.evaluate(
        """() => {
            const field = document.querySelector('.row.is-open textarea[name=target]');
            field.value = 'x'.repeat(10_000_000);
            field.dispatchEvent(new Event('input', { bubbles: true }));
        }"""
    )
    expect(window.page.locator("#notice")).to_contain_text("1,000,000 bytes")
    expect(window.page.locator("[data-confirm]")).to_be_disabled()
    assert 'msgid "Floods"\nmsgstr ""' in desk.text()
