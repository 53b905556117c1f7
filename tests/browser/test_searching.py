"""Readers search the site in their language; nobody is asked but the site's own server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from l10n_flow.project import find
from l10n_flow.site import search
from l10n_flow.workflow.building.build import build
from tests.site.newspaper import ROOT, published

from .conftest import lacking
from .test_accessible import RULES

playwright = pytest.importorskip("playwright.sync_api", reason="make test-browser installs it")
pytest.importorskip("jinja2")
pytest.importorskip("nh3")
expect = playwright.expect

PAGEFIND = ROOT / "build" / "searching"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing on the screen."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if not (PAGEFIND / "pagefind_bin").is_dir():
        lacking(f"{PAGEFIND} has no Pagefind")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(PAGEFIND)
        yield published(tmp_path_factory.mktemp("newsroom"))


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("language", "words", "article"),
    [
        ("fa", "نردبان طنابی", "fa/features/"),
        ("es", "prácticos", "es/features/"),
        ("en", "rope ladder", "en/features/thirty-words.html"),
    ],
)
def test_readers_find_an_article_in_their_language(
    chromium: Any, address: str, language: str, words: str, article: str
) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{address}/{language}/index.html")
    assert page.locator("script").count() == 0
    page.locator(".site-to-search").click()
    page.get_by_role("searchbox").fill(words)
    first = page.locator(".site-found li a").first
    expect(first).to_be_visible(timeout=15_000)
    hrefs = page.locator(".site-found a").evaluate_all("(all) => all.map((one) => one.href)")
    assert all(href.startswith(f"{address}/{language}/") for href in hrefs), hrefs
    assert any(f"/{article}" in href for href in hrefs), hrefs
    assert page.locator(".site-found mark").count() > 0
    assert violations(page) == []
    page.get_by_role("searchbox").fill("qqqxyzzy")
    expect(page.locator(".site-said")).not_to_be_empty()
    page.get_by_role("searchbox").fill(words)
    first.click()
    expect(page.locator("article.site-article")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == language
    assert [one for one in asked if not one.startswith(address)] == []
    assert wrong == []
    page.close()


def violations(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": {"type": "tag", "values": RULES}}
    return [one["id"] for one in Axe().run(page, options=options).response["violations"]]


def test_the_index_is_the_same_twice_and_goes_with_pagefind(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    again = published(tmp_path / "again")
    files = sorted(one.relative_to(site) for one in site.rglob("*") if one.is_file())
    assert files == sorted(one.relative_to(again) for one in again.rglob("*") if one.is_file())
    assert all((site / one).read_bytes() == (again / one).read_bytes() for one in files)
    monkeypatch.setattr(search, "is_there", lambda: False)
    project = find(tmp_path / "again")
    build(project, project.articles(), project.languages, to="site")
    assert not list((again / "pagefind").rglob("*.pf_*"))
    assert not (again / "en" / "search.html").exists()
    assert "to-search" not in (again / "en" / "index.html").read_text("utf-8")
    assert not list((tmp_path / "here").iterdir())  # Pagefind writes nothing by itself
