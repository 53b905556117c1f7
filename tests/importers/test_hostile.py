"""Laws of pages nested anyhow: no traceback, no script, and no word lost in silence."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pyromark
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.errors import DocumentError
from l10n_flow.importers.page import parse, read_page
from l10n_flow.importers.profile import Profile, folded

RAIN = "<p>Rain fell on both banks of the river for the whole of the night, and nobody slept.</p>"
FERRIES = "<p>The ferries stayed where they were, and so did the people who came to take them.</p>"

WORDS = st.sampled_from(
    ["alder", "birch", "cedar", "می‌روم", "elm &lt;b&gt;", "*fir*", "1. gum", "|"]
)
TAGS = st.sampled_from(
    [
        "p", "div", "span", 'a|href="../x"', 'a|href="javascript:alert(1)"', 'a|href="#n"', "b",
        "em", "sup", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th", "caption",
        "figure", "figcaption", "blockquote", "cite", "pre", "code", "h1", "h2", "h3", "h6", "hr",
        "br", "details", "summary", "section", "aside", "nav", "form", "button", "label",
        "select", "option", "picture", 'source|srcset="a.png,b.png"', "video", "audio",
        'iframe|src="https://v.example/1"', 'iframe|srcdoc="x"', 'object|data="c.pdf"',
        'img|src="i.png"', 'sup|data-fn="n"', 'li|id="n"', 'div|class="share"',
        'div|class="wp-caption"', 'p|class="wp-caption-text"', 'div|class="pullquote"',
        'div|data-attrs="{&quot;url&quot;:5}"', "noscript", "template", "svg", "math", "center",
        "font", "main", "article", "header", "footer", 'div|hidden=""', 'span|dir="rtl"',
        'bdo|dir="rtl"', "ruby", "rt", "mark", "small", "q", "address",
    ]
)  # fmt: skip


def element(tag: str, inside: list[str]) -> str:
    name, _, attribute = tag.partition("|")
    return f"<{name} {attribute}>{''.join(inside)}</{name}>"


TREES = st.recursive(
    WORDS | st.just(" "),
    lambda inner: st.builds(element, TAGS, st.lists(inner, max_size=4)),
    max_leaves=14,
)
BODIES = st.lists(TREES, max_size=5).map("".join)
DANGER = re.compile(r"<(script|iframe|object|style|svg)|\son\w+=|=\"\s*(javascript|data):")
UNSEEN = ("noscript", "iframe", "template", "select", "svg")
"""Elements whose text no reader of the page sees."""
LETTERS = re.compile(r"[^\W\d_]{2,}")


@settings(max_examples=60, deadline=None)  # trafilatura reads each page
@given(BODIES)
def test_every_word_is_in_the_article_or_in_the_account(body: str) -> None:
    """And the article has no script and no link that does something."""
    page = f"<html><title>T</title><body><article>{RAIN}{body}{FERRIES}</article></body></html>"
    parsed = parse(page, Path("page.html"))
    try:
        imported = read_page(parsed, Profile("plain"))
    except DocumentError:
        return
    assert imported.article is not None
    article = imported.article
    shown = [block.markdown for block in article.blocks]
    shown += [article.title, article.summary, article.subtitle, *article.tags, *article.authors]
    shown += [use.text for use in imported.uses] + [what for _, what in imported.warnings]
    said = folded(html.unescape(" ".join(shown)).replace("\\", ""))
    unseen = " or ".join(f"ancestor-or-self::{name}" for name in UNSEEN)
    for text in parsed.tree.xpath(f"//article//text()[not({unseen})]"):
        for word in LETTERS.findall(folded(text)):
            assert word in said, (word, article.blocks)
    rendered = pyromark.html("\n\n".join(block.markdown for block in article.blocks))
    assert not DANGER.search(rendered)
