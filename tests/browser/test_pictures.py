"""The pictures of the docs: `PICTURES=docs/images make test-browser` takes them anew.

Pixels differ between machines, so nothing is compared: that every picture can be taken is tested,
and that the docs have each of them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from l10n_flow.project import find
from tests.workflow import newsroom

from .conftest import Desk, Window, looking, served

playwright = pytest.importorskip("playwright.sync_api", reason="make test-browser installs it")
expect = playwright.expect

ROOT = Path(__file__).parents[2]
SMALL = {"viewport": {"width": 390, "height": 844}}
WIDE = {"viewport": {"width": 1280, "height": 800}}
ARTICLE = "features/harbour-pilots"


@pytest.fixture
def newsroom_desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk for the sample newsroom of this repository."""
    for name in ("content", "locales", "models"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("l10n-flow.yaml", "taxonomy.yaml", "terms.yaml"):
        shutil.copy(ROOT / name, tmp_path)
    newsroom.synced(find(tmp_path))
    with served(find(tmp_path)) as desk:
        yield desk


def desk_page(window: Window, desk: Desk) -> None:
    window.page.locator("[data-dismiss]").click()
    window.page.mouse.move(0, 0)


def editor(window: Window, desk: Desk) -> None:
    window.edit(ARTICLE)
    frame = window.page.frame_locator(".preview iframe")
    if window.page.locator(".preview").is_visible():
        expect(frame.locator(".here")).to_be_visible()
    expect(window.page.locator(".aside button").first).to_be_visible()


def conflict(window: Window, desk: Desk) -> None:
    window.provokes(412)
    window.edit(ARTICLE)
    window.open("How a word gets in").fill("واژه\u200cها چگونه راه می\u200cیابند")
    file = desk.catalog("fa", ARTICLE)
    text = file.read_text("utf-8")
    assert "واژه چگونه وارد فهرست می\u200cشود" in text
    file.write_text(text.replace("واژه چگونه وارد فهرست می\u200cشود", "راه واژه به فهرست"), "utf-8")
    window.field.press("Control+Enter")
    expect(window.page.locator("[data-conflict]")).to_be_visible()
    window.page.locator(".row.is-open").scroll_into_view_if_needed()


PICTURES = {
    "review-desk": (desk_page, "en-GB", WIDE),
    "review-desk-fa": (desk_page, "fa-IR", WIDE),
    "review-editor": (editor, "en-GB", WIDE),
    "review-editor-fa": (editor, "fa-IR", WIDE),
    "review-conflict": (conflict, "en-GB", WIDE),
    "review-conflict-fa": (conflict, "fa-IR", WIDE),
    "review-narrow": (editor, "en-GB", SMALL),
    "review-narrow-fa": (editor, "fa-IR", SMALL),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_taken(name: str, chromium: Any, newsroom_desk: Desk, tmp_path: Path) -> None:
    prepare, language, settings = PICTURES[name]
    with looking(chromium, newsroom_desk.server.address, locale=language, **settings) as window:
        prepare(window, newsroom_desk)
        window.page.wait_for_timeout(400)
        folder = Path(os.environ.get("PICTURES") or tmp_path)
        window.page.screenshot(path=folder / f"{name}.png", caret="initial")
    assert (folder / f"{name}.png").stat().st_size > 10_000
    assert (ROOT / "docs" / "images" / f"{name}.png").is_file()
