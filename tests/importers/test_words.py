"""Law: the words of a page are the words of its article, whatever Markdown would make of them."""

from __future__ import annotations

import html
import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.importers.page import parse, read_page
from l10n_flow.importers.profile import Profile
from l10n_flow.importers.source import tidy
from tests.importers.markdown import rendered_between

RAIN = "Rain fell on both banks of the river for the whole of the night, and nobody slept."
FERRIES = "The ferries stayed where they were, and so did the people who had come to take them."
LITERAL = st.sampled_from(
    [
        *("*", "_", "#", "1.", "[", "]", "<", "{{", "}}", "|", "`", "~~", "\\", "&amp;", "[^1]:"),
        *(
            "می‌روم",
            "España",
            "n\u0303",
            "a\u00a0b",
            "\u200fع",
            "--",
            "===",
            ">",
            ":",
            "+",
            "{%",
            "$x$",
        ),
    ]
)
TEXTS = st.lists(LITERAL | st.just(" "), max_size=8).map("".join).map(tidy)


@settings(max_examples=60)  # trafilatura reads each page
@given(TEXTS)
def test_a_text_comes_out_of_its_page_as_it_went_in(text: str) -> None:
    said = f"{text} the gauge stood at nine metres, which is two more than the school has {text}"
    paragraphs = "".join(f"<p>{html.escape(p)}</p>" for p in (RAIN, said, FERRIES))
    page = f"<html><title>Rain</title><body><article>{paragraphs}</article></body></html>"
    imported = read_page(parse(page, Path("page.html")), Profile("plain"))
    assert imported.article is not None
    assert [block.kind for block in imported.article.blocks] == ["paragraph"] * 3
    found = html.unescape(rendered_between(imported.article.blocks[1].markdown)[3:-4])
    assert found == re.sub(" +", " ", said).strip(" ")


LETTERS = st.sampled_from(
    [*"abcé ", "می‌روم", "n\u0303", "\u00a0", "\u200f", "سه‌شنبه", "کـ", "\u2067", "’", "—"]
)
NAMES = st.lists(LETTERS, min_size=3, max_size=9).map("".join).map(tidy)


@settings(max_examples=60)
@given(NAMES.filter(lambda name: len(re.findall(r"[^\W_]", name)) > 3), st.booleans())
def test_a_title_and_a_summary_keep_every_letter(name: str, has_heading: bool) -> None:
    name = re.sub(" +", " ", name)
    written = html.escape(name)
    head = (
        f"<meta property=og:title content='{written}'><meta name=description content='{written}!'>"
    )
    heading = f"<h1>{written}</h1>" if has_heading else ""
    page = (
        f"<html><head>{head}</head><body><article>{heading}<p>{RAIN}</p><p>{FERRIES}</p></article>"
    )
    found = read_page(parse(page, Path("page.html")), Profile("plain")).article
    assert found is not None
    assert found.title == name
    assert found.summary in (name + "!", "")
