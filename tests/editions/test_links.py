"""Where links lead, and how they are spelled anew."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.documents import Link, read, splice
from l10n_flow.editions.links import relinked, target_path
from l10n_flow.paths import way
from tests.documents import markup


@pytest.mark.parametrize(
    ("target", "article", "path"),
    [
        ("b.md", "a.md", "b.md"),
        ("b.md", "news/a.md", "news/b.md"),
        ("../b.md#top", "news/a.md", "b.md"),
        ("../b.md?x=1#top", "news/a.md", "b.md"),
        ("./maps/./one%20two.png", "a.md", "maps/one two.png"),
        ("%D8%B3%DB%8C%D9%84.md", "a.md", "سیل.md"),
        ("../../b.md", "news/a.md", "../b.md"),
        ("%2e%2e/b.md", "a.md", "../b.md"),
        ("a:b.md", "a.md", None),
        ("HTTPS://example.org", "a.md", None),
        ("//example.org/x", "a.md", None),
        ("/x", "a.md", None),
        ("#top", "a.md", None),
        ("?page=2", "a.md", None),
        ("", "a.md", None),
        ("{{ site.url }}/x", "a.md", None),
        ("{% link x.md %}", "a.md", None),
    ],
)
def test_a_relative_link_means_a_path_in_the_content_folder(
    target: str, article: str, path: str | None
) -> None:
    assert target_path(target, article) == path


def relink(text: str, answers: Mapping[str, str | None], article: str = "news/a.md") -> str:
    document = read(text.encode(), Path(article))
    asked: list[str] = []

    def resolve(path: str, link: Link) -> str | None:
        asked.append(path)
        return answers.get(path)

    found = splice(document.text, relinked(document, article, resolve)).decode()
    assert len(asked) == sum(target_path(k.target, article) is not None for k in document.links)
    return found


def test_only_what_is_not_right_is_spelled_anew() -> None:
    answers = {"news/b.md": "../en/b.md", "news/c.md": None}
    text = '[b](b.md#top "b") [c](c.md) ![b](b.md) <https://e.org/b.md>\n'
    assert relink(text, answers) == (
        '[b](../en/b.md#top "b") [c](c.md) ![b](../en/b.md) <https://e.org/b.md>\n'
    )


def test_blanks_and_brackets_are_encoded_and_other_letters_are_too() -> None:
    answers = {"news/b.md": "../en/b (2) سیل.md"}
    assert relink("[b](b.md)\n", answers) == "[b](../en/b%20%282%29%20%D8%B3%DB%8C%D9%84.md)\n"


def test_definitions_and_html_are_links_too() -> None:
    answers = {"news/b.md": "../en/b.md"}
    text = '[b][r] <a href="b.md?x">b</a>\n\n<img src="b.md">\n\n[r]: b.md "tip"\n'
    assert relink(text, answers) == text.replace("b.md", "../en/b.md")


def test_links_stand_where_they_stood_after_a_byte_order_mark_and_front_matter() -> None:
    text = "\ufeff---\r\ntitle: سیل\r\n---\r\n> سیل [b](b.md)\r\n"
    assert relink(text, {"news/b.md": "../en/b.md"}) == text.replace("b.md", "../en/b.md")


HOSTILE_NAMES = [
    "x'onclick=location=name'y.md",
    'x" onclick=alert(1) y.md',
    "x onclick=alert(1).md",
    "x><script>alert(1)<y.md",
    "x'><img src=y onerror='z.md",
    "&quot; onclick=x &lt;b.md",
    "javascript:alert(1).md",
    "data:x,y.md",
    ",x, y.md",
    "$$x$$ `y` \\z.md",
    "{{x}} {% y %}.md",
    "a|b *c* _d_ [e](f) (g.md",
    "سیل ۲.md",
    "#x?y.md",
    "100%.md",
    "a\nb\tc.md",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
@pytest.mark.parametrize(
    "text",
    [
        '<a href="b.md">x</a>\n',
        "<a href='b.md'>x</a>\n",
        "<a href=b.md>x</a>\n",
        "<a href=b.md#y class=z>x</a>\n",
        "<div>\n<a href = 'b.md?q=1'>x</a>\n</div>\n",
        "<img srcset='b.md 1x, b.md 2x'>\n",
        "<img src=b.md alt=x>\n",
        "[x](b.md)\n",
        "[x](<b.md> 'tip')\n",
        "[x](<b.md#a b>)\n",
        '[x](b.md#a&quot;b\\)c "tip")\n',
        "[x][r]\n\n[r]: b.md#y 'tip'\n",
        "[x][r]\n\n[r]: b.md#a\\)&quot;b\n",
        "| [x](b.md) |\n|---|\n| ![x](b.md) |\n",
    ],
)
def test_no_name_of_a_file_gets_out_of_its_link(text: str, name: str) -> None:
    before, after = (read_by_a_browser(t) for t in (text, relink(text, {"b.md": name}, "a.md")))
    assert after.words == before.words
    assert [names for names, _ in after.tags] == [names for names, _ in before.tags]
    for (_, told), (_, meant) in zip(after.tags, before.tags, strict=True):
        assert [address.replace("b.md", name) for address in meant] == told


class Browser(HTMLParser):
    """What is there for a reader: tags with the names of their attributes, addresses, words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[list[str], list[str]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [tag, *(name for name, _ in attrs)]
        values = [value or "" for name, value in attrs if name in ("href", "src", "srcset")]
        parts = [part for value in values for part in re.split(r",?\s+(?:\d+x)?", value) if part]
        self.tags.append((names, [unquote(part.rstrip(",")) for part in parts]))
        assert not any(part.startswith(("javascript:", "data:")) for part in parts)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read_by_a_browser(text: str) -> Browser:
    browser = Browser()
    browser.feed(markup.html(text.encode()))
    browser.close()
    return browser


@given(
    st.lists(st.sampled_from(["a", "b", "es", "..", ".", ""]), min_size=1, max_size=5),
    st.lists(st.sampled_from(["a", "b", "es", "..", ".", ""]), max_size=5),
)
def test_the_way_is_what_the_library_says(there: list[str], folder: list[str]) -> None:
    path, start = "/".join(there), "/".join(folder)
    if path:
        assert way(path, start) == posixpath.relpath(path, start or ".")
