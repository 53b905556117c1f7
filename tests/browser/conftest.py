"""A desk, a browser before it, and nothing that goes wrong unseen.

Chromium is the system's own. In CI a missing one is a failure; elsewhere the tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from l10n_flow.project import Project
from l10n_flow.review.people import People
from l10n_flow.review.server import Opened, opened
from tests.workflow import newsroom

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""

# No GPU, no network of its own, and the same pixels everywhere.
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--force-color-profile=srgb", "--font-render-hinting=none",
    "--hide-scrollbars",
]  # fmt: skip

ARTICLE = """\
---
title: Rain over the harbour
date: 2026-09-29
slug: rain
---

# Floods

Mud [everywhere](https://mud.example/), and **nobody** knows why.

The rain is over.

- The pilots stayed at home.
- The gauges read *nine metres*.

> The river does not wait.
"""

PERSIAN = {
    "Rain over the harbour": "باران بر فراز بندر",
    "The rain is over.": "باران بند آمد.",
    "The pilots stayed at home.": "راهنمایان در خانه ماندند.",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything below this folder is a browser test."""
    here = f"{Path(__file__).parent}{os.sep}"
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)


def lacking(what: str) -> None:
    """Without a browser there is no test: a failure where one has to be there."""
    told = f"{what}: make test-browser, and apt-get install chromium fonts-noto-core"
    if os.environ.get("CI"):
        pytest.fail(told)
    pytest.skip(told)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    try:
        from playwright.sync_api import expect, sync_playwright
    except ImportError:
        lacking("playwright is not installed")
    if not CHROMIUM:
        lacking("there is no chromium")
    with sync_playwright() as playwright:
        expect.set_options(timeout=10_000)  # a busy machine is not a failure
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Window:
    """A page of the desk, and all that it complained about."""

    page: Page
    complaints: list[str]
    base: str
    provoked: list[str] = field(default_factory=list)

    def provokes(self, *statuses: int) -> None:
        """The test makes the server refuse, or not answer: the browser and htmx may say so."""
        self.provoked.append("console: htmx")
        self.provoked.extend(
            f"console: Failed to load resource: the server responded with a status of {status}"
            for status in statuses
        )
        if not statuses:
            self.provoked.append("console: Failed to load resource: net::")

    def edit(self, article: str = "rain", locale: str = "fa", **asked: str) -> None:
        """Go to the text of a catalog, and wait until it can be worked on."""
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        self.page.goto(f"{self.base}edit/{locale}/{article}?{query}")
        self.ready()

    def ready(self) -> None:
        """The scripts have started."""
        self.page.locator("html[data-ready]").wait_for(state="attached")

    def open(self, text: str) -> Any:
        """Open the segment whose original holds this text; its field.

        After a review the page itself opens the next segment, maybe while we reach for it.
        """
        row = self.page.locator("#rows > .row:not(.is-open)", has=self.page.get_by_text(text))
        from playwright.sync_api import TimeoutError as PlaywrightTimeout

        is_open = self.page.locator(".row.is-open .source", has_text=text)
        number = row.locator("a.number")
        is_open.or_(number).first.wait_for()
        for _ in range(4):
            if is_open.is_visible():
                break
            with suppress(PlaywrightTimeout):
                number.click(timeout=2000)
        is_open.wait_for()
        return self.page.locator(".row.is-open textarea[name=target]")

    @property
    def field(self) -> Any:
        """The field that is open."""
        return self.page.locator(".row.is-open textarea[name=target]")

    @property
    def saving(self) -> str:
        """What the page says about saving."""
        return self.page.locator("#saving").get_attribute("data-saving") or ""


@dataclass
class Desk:
    """A desk that is open, and its project."""

    project: Project
    server: Opened

    @property
    def base(self) -> str:
        """Its address without a token."""
        return self.server.address.partition("?")[0]

    def catalog(self, locale: str = "fa", article: str = "rain") -> Path:
        """A catalog's file."""
        return newsroom.catalog_path(self.project, locale, article)

    def text(self, locale: str = "fa", article: str = "rain") -> str:
        """What is on disk."""
        return self.catalog(locale, article).read_text("utf-8")


@contextmanager
def served(
    project: Project, people: People | None = None, *, commits: bool = False
) -> Iterator[Desk]:
    """A desk for a project, on a port of its own."""
    server = opened(
        project,
        by="Leila N.",
        clock=lambda: datetime.now(UTC),
        port=0,
        people=people,
        commits=commits,
    )
    up = threading.Event()
    thread = threading.Thread(target=server.serve, kwargs={"started": up.set}, daemon=True)
    thread.start()
    assert up.wait(20)
    try:
        yield Desk(project, server)
    finally:
        server.close()
        thread.join(20)


@contextmanager
def looking(browser: Browser, address: str, **settings: Any) -> Iterator[Window]:
    """A window at an address: it fails for what the console says and for requests elsewhere."""
    settings = {"viewport": {"width": 1360, "height": 900}, "locale": "en-GB", **settings}
    context = browser.new_context(**settings)
    context.set_default_timeout(8000)
    page = context.new_page()
    window = Window(page, [], address.partition("?")[0])

    def complain(what: str) -> None:
        if not what.startswith(tuple(window.provoked)):
            window.complaints.append(what)

    def console(message: Any) -> None:
        if message.type in ("error", "warning"):
            complain(f"console: {message.text}")

    def requested(request: Any) -> None:
        if not request.url.startswith((window.base, "data:", "blob:")):
            complain(f"elsewhere: {request.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: complain(f"script: {error}"))
    page.on("request", requested)
    page.goto(address)
    yield window
    context.close()
    assert window.complaints == []


@pytest.fixture
def rain(project: Project) -> Project:
    """A project with one article, half translated into Persian."""
    newsroom.write(project, rain=ARTICLE)
    newsroom.synced(project)
    newsroom.fill(project, "fa", "rain", PERSIAN.get)
    return project


@pytest.fixture
def desk(rain: Project) -> Iterator[Desk]:
    """The desk of `rain`."""
    with served(rain) as open_desk:
        yield open_desk


@pytest.fixture
def window(chromium: Browser, desk: Desk) -> Iterator[Window]:
    """A window at the desk, signed in."""
    with looking(chromium, desk.server.address) as one:
        yield one


@pytest.fixture
def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
