"""Nothing that axe finds (WCAG 2.2 AA) on the pages that readers open, in both directions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.site.newspaper import published

from .test_accessible import PLACES, RULES

pytest.importorskip("playwright.sync_api", reason="make test-browser installs it")
pytest.importorskip("jinja2")
pytest.importorskip("nh3")

PAGES = (
    "index.html", "404.html", "{}/index.html", "{}/404.html", "{}/category/report/index.html",
    "{}/features/*.html", "{}/explainers/*.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("newsroom"))


@pytest.mark.parametrize("language", ["en", "es", "fa"])
@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing_on_pages(chromium: Any, site: Path, language: str, place: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": {"type": "tag", "values": RULES}}
    window = chromium.new_page(**PLACES[place])
    said = []
    for pattern in PAGES:
        (page,) = site.glob(pattern.format(language))
        window.goto(page.as_uri())
        found = Axe().run(window, options=options).response["violations"]
        said += [
            f"{pattern}: {one['id']}: {node['target']} {node['failureSummary']}"
            for one in found
            for node in one["nodes"]
        ]
    window.close()
    assert said == []
