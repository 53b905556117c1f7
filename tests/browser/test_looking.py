"""What is shown: lists, the preview, right-to-left, and what a hostile article does not do."""

from __future__ import annotations

from typing import Any

import pytest

from l10n_flow.project import Project
from tests.workflow import newsroom

from .conftest import Desk, Window, looking, served

playwright = pytest.importorskip("playwright.sync_api", reason="make test-browser installs it")
expect = playwright.expect


def test_a_filter_narrows_the_list_and_no_row_jumps_away_while_it_is_worked_through(
    window: Window,
) -> None:
    window.edit()
    window.page.get_by_label("Show", exact=True).select_option("untranslated")
    expect(window.page.locator("#rows > .row")).to_have_count(4)
    window.open("Floods").fill("سیل")
    window.page.keyboard.press("Control+Enter")
    expect(window.page.locator("#saving")).to_have_attribute("data-saving", "saved")
    expect(window.page.locator("#rows > .row")).to_have_count(4)
    window.page.get_by_role("button", name="Refresh the list").click()
    expect(window.page.locator("#rows > .row")).to_have_count(3)


def test_words_are_found_without_leaving_the_page(window: Window) -> None:
    window.edit()
    window.page.get_by_label("Find words").press_sequentially("pilots")
    expect(window.page.locator("#rows > .row")).to_have_count(1)
    window.page.get_by_label("Find words").fill("no such words")
    expect(window.page.locator(".count")).to_have_text("No segment is like that.")


def test_a_filtered_list_is_approved_at_once_and_taken_back(window: Window, desk: Desk) -> None:
    before = desk.text()
    window.edit(filter="translated")
    window.page.get_by_role("button", name="Approve all 3").click()
    expect(window.page.locator("#notice")).to_contain_text("Approved: 3")
    assert desk.text().count("y=batch") == 3
    window.page.get_by_role("button", name="Undo").click()
    expect(window.page.locator("#notice")).to_contain_text("Undone: 3")
    assert "y=batch" not in desk.text()
    assert words_of(desk.text()) == words_of(before)


def words_of(catalog: str) -> list[str]:
    return [line for line in catalog.splitlines() if line.startswith("msgstr")]


def test_the_preview_shows_what_is_typed_follows_and_opens(window: Window) -> None:
    window.edit()
    frame = window.page.frame_locator(".preview iframe")
    expect(frame.locator("html")).to_have_attribute("dir", "rtl")
    window.open("Floods").press_sequentially("سیل\u200cها")
    expect(frame.locator(".here")).to_contain_text("سیل\u200cها")
    frame.get_by_text("باران بند آمد.").click()
    expect(window.page.locator(".row.is-open .source")).to_contain_text("The rain is over.")
    expect(frame.locator(".here")).to_contain_text("باران بند آمد.")


@pytest.mark.parametrize("language", ["en-GB", "fa-IR"])
def test_the_page_is_laid_out_in_the_direction_of_its_language(
    chromium: Any, desk: Desk, language: str
) -> None:
    with looking(chromium, desk.server.address, locale=language) as window:
        window.edit()
        boxes = [
            window.page.locator(f"#rows > .row .{name}").first.bounding_box()
            for name in ("source", "target")
        ]
        source, target = (box["x"] for box in boxes if box)
        assert (source < target) == (language == "en-GB")
        assert (
            window.page.locator("#rows .target").first.evaluate(
                "(one) => getComputedStyle(one).direction"
            )
            == "rtl"
        )
        wide = window.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0


HOSTILE = """\
---
title: "<script>document.title = 'taken'</script>"
date: 2026-09-29
slug: hostile
---

# Heading <script>document.title = "taken"</script>

Words <img src="https://evil.example/x.png" onerror="document.title = 'taken'"> and
[a link](javascript:document.title='taken').

<iframe src="https://evil.example/"></iframe>

<svg onload="document.title = 'taken'"><circle r="3"/></svg>

<style>body { background: url(https://evil.example/y.png) }</style>

<form action="https://evil.example/"><input name="a"></form>

![picture](https://evil.example/z.png)
"""


def test_a_hostile_article_stays_text_and_asks_nobody(chromium: Any, project: Project) -> None:
    newsroom.write(project, bad=HOSTILE)
    newsroom.synced(project)
    newsroom.fill(project, "fa", "bad", lambda source: source)
    with served(project) as desk, looking(chromium, desk.server.address) as window:
        window.page.wait_for_load_state("networkidle")
        window.edit("bad")
        frame = window.page.frame_locator(".preview iframe")
        frame.locator("[data-segment]").first.wait_for()
        for number in range(window.page.locator("#rows > .row").count()):
            row = window.page.locator("#rows > .row").nth(number)
            if row.locator("a.number").count():
                row.locator("a.number").click()
            expect(window.field).to_be_visible()
            window.field.press("End")
            window.field.press_sequentially(" <script>x</script>")
            window.page.wait_for_timeout(500)
        assert "taken" not in window.page.title().replace("'taken'", "")
        assert frame.locator("script, iframe, form, object, embed").count() == 0
        assert frame.locator("[onerror], [onload], [href^=javascript]").count() == 0


def test_a_catalog_that_cannot_be_read_is_a_line_and_the_others_work(
    window: Window, desk: Desk
) -> None:
    broken = desk.catalog()
    broken.write_text(desk.text().replace('"باران بند آمد."', '"باران بند آمد.'), "utf-8")
    window.page.reload()
    expect(window.page.locator(".catalog.broken")).to_contain_text("rain.po:")
    window.page.get_by_role("link", name="Spanish: Rain over the harbour").click()
    window.ready()
    expect(window.page.locator("#rows > .row")).to_have_count(7)


def test_the_first_visit_explains_itself_once(window: Window) -> None:
    welcome = window.page.locator("[data-welcome]")
    expect(welcome).to_be_visible()
    window.page.get_by_role("button", name="Understood").click()
    window.page.reload()
    expect(welcome).to_be_hidden()


def test_the_desk_speaks_persian_when_asked(window: Window) -> None:
    window.ready()
    window.page.get_by_label("Language of the desk").select_option("fa")
    expect(window.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(window.page.get_by_role("heading", level=1)).to_have_text("میز بازبینی")


def test_two_windows_see_each_other(chromium: Any, desk: Desk, window: Window) -> None:
    window.edit()
    window.open("Floods")
    with looking(chromium, desk.server.address) as other:
        other.edit()
        expect(other.page.locator(".row", has_text="Floods")).to_contain_text(
            "open in another window of yours", timeout=9000
        )
