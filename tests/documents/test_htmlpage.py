"""HTML as an article: what it says about itself, and what leads away from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.documents import Document, read


def page(html: str) -> Document:
    return read(html.encode(), Path("page.html"))


def test_a_page_says_its_language_title_and_date() -> None:
    front = page(
        "<html LANG='fa'><title> صلح </title><meta name=description content=خبر>"
        '<meta property="article:published_time" content="2026-10-12"><p>x'
    ).front
    assert front is not None
    assert [front.value(name) for name in ("lang", "title", "description", "date")] == [
        "fa",
        "صلح",
        "خبر",
        "2026-10-12",
    ]


def test_a_fragment_says_nothing_about_itself() -> None:
    assert page("<p>Peace</p>").front is None


def test_addresses_of_a_page_are_links() -> None:
    links = page('<p><a href="b.html">b</a><img SRC=c.png></p><iframe src="/d"></iframe>').links
    assert [link.target for link in links] == ["b.html", "c.png", "/d"]


@pytest.mark.parametrize("suffix", [".html", ".htm", ".HTML"])
def test_pages_are_known_by_their_suffix(suffix: str) -> None:
    assert read(b"<p>Peace", Path("a" + suffix)).segments[0].source == "Peace"
