"""Nothing that axe finds (WCAG 2.2 AA), in both directions; no page has to be scrolled sideways."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Desk, Window, looking

playwright = pytest.importorskip("playwright.sync_api", reason="make test-browser installs it")
expect = playwright.expect

LANGUAGES = ["en-GB", "es-ES", "fa-IR"]
PLACES: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1360, "height": 900}},
    "390 px": {"viewport": {"width": 390, "height": 844}},
    "200 %": {"viewport": {"width": 680, "height": 450}, "device_scale_factor": 2},
    "dark": {"viewport": {"width": 1360, "height": 900}, "color_scheme": "dark"},
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def found(window: Window) -> list[str]:
    """What axe says about the page as it is.

    The page is looked at from its top: anywhere else the bar that stays at the top covers some link
    in part, and axe finds what is left of it too small.
    """
    from axe_playwright_python.sync_playwright import Axe

    window.page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    options = {"runOnly": {"type": "tag", "values": RULES}}
    result = Axe().run(window.page, options=options)
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in result.response["violations"]
        for node in one["nodes"]
    ]


def fits(window: Window) -> bool:
    wide: int = window.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wide <= 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing(chromium: Any, desk: Desk, language: str, place: str) -> None:
    with looking(chromium, desk.server.address, locale=language, **PLACES[place]) as window:
        assert found(window) == []
        assert fits(window)
        window.edit()
        assert found(window) == []
        assert fits(window)
        field = window.open("Mud")
        field.fill("گل")
        expect(window.page.locator(".finding").first).to_be_visible()
        window.page.wait_for_timeout(300)
        assert found(window) == []
        assert fits(window)
        window.page.locator("[data-open-keys]").click()
        assert found(window) == []
        window.page.keyboard.press("Escape")
        window.provokes(412)
        window.open("The rain is over.").fill("دیگر باران نمی‌بارد.")
        desk.catalog().write_text(desk.text().replace("باران بند آمد.", "باران تمام شد."), "utf-8")
        window.field.press("Control+Enter")
        expect(window.page.locator("[data-conflict]")).to_be_visible()
        assert found(window) == []
        assert fits(window)


def test_axe_finds_nothing_on_the_page_that_asks_for_a_token(chromium: Any, desk: Desk) -> None:
    with looking(chromium, desk.base) as window:
        (said,) = window.complaints
        assert said.endswith("401 (Unauthorized)")
        window.complaints.clear()
        assert found(window) == []


def test_moving_and_saving_are_announced_and_the_focus_goes_along(window: Window) -> None:
    window.edit()
    window.open("The rain is over.").press("Control+Enter")
    expect(window.page.locator("#announced")).to_have_text("Saved")
    expect(window.field).to_be_focused()
    assert window.field.get_attribute("aria-label") == "Translation of segment 5"


def test_whoever_wants_calm_sees_nothing_move(chromium: Any, desk: Desk) -> None:
    with looking(chromium, desk.server.address, reduced_motion="reduce") as window:
        window.edit()
        window.open("Floods")
        moved = window.page.locator(".row.is-open").evaluate(
            "(row) => getComputedStyle(row).animationName + document.getAnimations().length"
        )
        assert moved == "none0"
