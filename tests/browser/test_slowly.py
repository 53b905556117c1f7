"""A server that is slow, a line that is cut, a second tab: nobody's words are lost by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from .conftest import Desk, Window, looking

playwright = pytest.importorskip("playwright.sync_api", reason="make test-browser installs it")
expect = playwright.expect


@contextmanager
def saving(window: Window, field: Any) -> Iterator[Callable[[], None]]:
    """The field is saved at once, and the answer is late until it is let."""
    waiting: list[Any] = []
    window.page.route("**/save/**", lambda route: waiting.append((route, route.fetch())))

    def let() -> None:
        for route, answer in waiting:
            route.fulfill(response=answer)
        window.page.unroute("**/save/**")

    with window.page.expect_request("**/save/**"):
        field.press("Control+Enter")
    yield let


def says(window: Window, state: str) -> None:
    expect(window.page.locator("#saving")).to_have_attribute("data-saving", state)


def test_words_typed_while_a_save_is_on_its_way_stay_in_the_field(
    window: Window, desk: Desk
) -> None:
    window.edit()
    field = window.open("Floods")
    field.press_sequentially("سیل")
    with saving(window, field) as let:
        field.press_sequentially("\u200cها")
        let()
    expect(window.page.locator("#announced")).to_contain_text("Saved")
    says(window, "typing")
    expect(window.page.locator(".row.is-open .source")).to_have_text("Floods")
    expect(window.field).to_have_value("سیل\u200cها")
    assert 'msgstr "سیل"' in desk.text()
    window.page.reload()
    window.ready()
    expect(window.field).to_have_value("سیل\u200cها")
    window.field.press("Control+Enter")
    says(window, "saved")
    expect(window.page.locator(".row.is-open .source")).to_contain_text("Mud")
    assert 'msgstr "سیل\u200cها"' in desk.text()


def test_whoever_goes_elsewhere_while_a_save_is_on_its_way_arrives_there(
    window: Window, desk: Desk
) -> None:
    window.edit()
    field = window.open("Floods")
    field.fill("سیل")
    with saving(window, field) as let:
        window.page.locator(".row", has_text="pilots").locator("a.number").click()
        let()
    expect(window.page.locator(".row.is-open .source")).to_contain_text("pilots")
    expect(window.page.locator(".row.is-open")).to_have_count(1)
    expect(window.page.locator(".row", has_text="Floods")).to_contain_text("سیل")
    says(window, "saved")
    assert 'msgstr "سیل"' in desk.text()


def test_words_typed_while_a_save_is_refused_are_those_of_the_conflict(
    window: Window, desk: Desk
) -> None:
    window.provokes(412)
    window.edit()
    field = window.open("The rain is over.")
    field.fill("دیگر باران نمی‌بارد")
    desk.catalog().write_text(desk.text().replace("باران بند آمد.", "باران تمام شد."), "utf-8")
    with saving(window, field) as let:
        field.press_sequentially("، خدا را شکر")
        window.page.locator(".row", has_text="pilots").locator("a.number").click()
        let()
    mine = "دیگر باران نمی‌بارد، خدا را شکر"
    expect(window.page.locator(".row.is-open .theirs")).to_have_text("باران تمام شد.")
    expect(window.page.locator(".row.is-open .mine")).to_have_text(mine)
    expect(window.field).to_have_value(mine)
    window.field.press("Control+Enter")
    says(window, "saved")
    assert mine in desk.text()


def test_what_one_tab_saves_does_not_take_the_words_of_another(window: Window, desk: Desk) -> None:
    window.edit()
    window.open("Floods").press_sequentially("سیل")
    other = window.page.context.new_page()
    other.goto(window.page.url)
    other.locator("html[data-ready]").wait_for(state="attached")
    there = other.locator(".row.is-open textarea[name=target]")
    expect(there).to_have_value("سیل")
    there.fill("توفان بزرگ")
    with window.page.expect_response("**/save/**"):
        window.field.press("Control+Enter")
    assert 'msgstr "سیل"' in desk.text()
    other.reload()
    other.locator("html[data-ready]").wait_for(state="attached")
    expect(there).to_have_value("توفان بزرگ")


def test_each_tab_finds_its_own_words_again(window: Window) -> None:
    window.edit()
    window.open("Floods").press_sequentially("سیل")
    other = window.page.context.new_page()
    other.goto(window.page.url)
    other.locator("html[data-ready]").wait_for(state="attached")
    other.locator(".row.is-open textarea[name=target]").fill("توفان بزرگ")
    window.page.reload()
    window.ready()
    expect(window.field).to_have_value("سیل")


def test_words_of_another_browser_stand_beside_those_of_this_one(
    chromium: Any, window: Window, desk: Desk
) -> None:
    window.edit()
    with window.page.expect_response("**/draft/**"):
        window.open("Floods").press_sequentially("سیل")
    with looking(chromium, desk.server.address) as home:
        home.edit()
        expect(home.field).to_have_value("سیل")
        with home.page.expect_response("**/draft/**"):
            home.field.press_sequentially(" بزرگ")
    window.page.reload()
    window.ready()
    expect(window.field).to_have_value("سیل")
    beside = window.page.locator("[data-note=beside]")
    expect(beside).to_contain_text("سیل بزرگ")
    beside.get_by_role("button", name="Take this text").click()
    expect(window.field).to_have_value("سیل بزرگ")
    window.field.press("Control+Enter")
    says(window, "saved")
    window.open("Floods")
    expect(window.field).to_have_value("سیل بزرگ")
    expect(window.page.locator("[data-note=beside]")).to_have_count(0)


def test_words_beside_are_thrown_away_for_good(window: Window) -> None:
    window.edit()
    window.open("Floods").press_sequentially("سیل")
    other = window.page.context.new_page()
    other.goto(window.page.url)
    other.locator("html[data-ready]").wait_for(state="attached")
    with other.expect_response("**/draft/**"):
        other.locator(".row.is-open textarea[name=target]").fill("توفان بزرگ")
    other.close()
    window.page.reload()
    window.ready()
    beside = window.page.locator("[data-note=beside]")
    expect(beside).to_contain_text("توفان بزرگ")
    with window.page.expect_response("**/draft/**drop=1"):
        beside.get_by_role("button", name="Throw these words away").click()
    window.page.reload()
    window.ready()
    expect(window.field).to_have_value("سیل")
    expect(window.page.locator("[data-note=beside]")).to_have_count(0)


def test_a_note_about_a_save_that_failed_goes_with_the_next_save(window: Window) -> None:
    window.provokes(422)
    window.edit()
    window.open("Floods").fill("سیل\0ها")
    window.field.press("Control+Enter")
    expect(window.page.locator("#notice")).to_contain_text("U+0000, after “سیل”")
    says(window, "failed")
    window.field.fill("سیل")
    window.field.press("Control+Enter")
    says(window, "saved")
    expect(window.page.locator("#notice")).to_be_empty()


def test_a_comment_that_was_not_left_is_found_again(window: Window, desk: Desk) -> None:
    window.edit()
    window.open("Floods").fill("سیل")
    window.page.get_by_text("Comments and history").click()
    window.page.get_by_label("Comment", exact=True).fill("Which river?")
    window.field.press("Control+Enter")
    expect(window.page.locator(".row.is-open .source")).to_contain_text("Mud")
    window.open("Floods")
    comment = window.page.get_by_label("Comment", exact=True)
    expect(comment).to_have_value("Which river?")
    window.page.get_by_role("button", name="Leave the comment").click()
    expect(window.page.locator(".comments")).to_contain_text("Which river?")
    expect(comment).to_have_value("")
    assert "Which river?" in desk.text()


def test_a_long_persian_text_is_kept_while_it_is_typed(window: Window) -> None:
    window.edit()
    field = window.open("Floods")
    with window.page.expect_response(lambda answer: "/draft/" in answer.url) as kept:
        field.fill("بارانِ بندر، " * 1100)
    assert kept.value.status == 204
    says(window, "typing")


def test_a_cut_line_says_that_a_segment_cannot_be_opened(window: Window) -> None:
    window.provokes()
    window.edit()
    window.open("Floods").press_sequentially("سیل")
    window.page.context.set_offline(True)
    window.page.keyboard.press("Alt+ArrowDown")
    expect(window.page.locator("#notice")).to_contain_text("does not answer")
    says(window, "lost")
    expect(window.field).to_have_value("سیل")
    window.field.press_sequentially("\u200cها")
    window.page.context.set_offline(False)
    says(window, "typing")
    expect(window.page.locator("#notice")).to_be_empty()
    window.page.keyboard.press("Alt+ArrowDown")
    expect(window.page.locator(".row.is-open .source")).to_contain_text("Mud")
    expect(window.page.locator(".row", has_text="Floods")).to_contain_text("سیل\u200cها")


def test_what_is_damaged_in_the_browser_hides_no_other_words(window: Window) -> None:
    window.edit()
    window.page.route("**/draft/**", lambda route: route.fulfill(status=204))
    window.open("Floods").press_sequentially("سیل")
    window.page.evaluate(
        """() => {
            const [own] = Object.keys(localStorage).filter((key) => key.includes("#"));
            const words = localStorage.getItem(own);
            localStorage.clear();
            for (const tab of ["#!", "#~"]) localStorage.setItem(own.replace(/#.*/, tab), "{");
            localStorage.setItem(own, words);
        }"""
    )
    other = window.page.context.new_page()
    other.route("**/draft/**", lambda route: route.fulfill(status=204))
    other.goto(window.page.url)
    other.locator("html[data-ready]").wait_for(state="attached")
    expect(other.locator(".row.is-open textarea[name=target]")).to_have_value("سیل")
