"""Law: pieces and marks, written as Markdown, are read as the same pieces and marks."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.importers.inlinemarkdown import BREAK, InlineCode, code, image, line, one_line, span
from tests.importers.markdown import rendered_between

Pieces = list[str | InlineCode]

TEXT = st.text(
    st.sampled_from(list("*_~`<>&;#[](){}!\\|:=-+.^1a bé%«\u00a0")), min_size=1, max_size=5
)
LEAF = st.one_of(
    TEXT,
    TEXT.map(code),
    st.just(BREAK),
    TEXT.map(lambda words: image("i.png", words)),
).map(lambda piece: [piece])
TAGS = {"**": "strong", "*": "em", "~~": "del", "sup": "sup"}


def around(mark: str, inside: list[Pieces], address: str = "") -> Pieces:
    """The pieces within a span."""
    opening, closing = span(mark, address)
    return [opening, *flat(inside), closing]


def flat(lists: list[Pieces]) -> Pieces:
    return [piece for pieces in lists for piece in pieces]


NODE: st.SearchStrategy[Pieces] = st.recursive(
    LEAF,
    lambda inner: st.builds(around, st.sampled_from(sorted(TAGS)), st.lists(inner, max_size=3)),
    max_leaves=6,
)
LINK = st.lists(NODE, min_size=1, max_size=2).map(lambda inside: around("[", inside, "/u"))
LINES = st.lists(NODE | LINK, min_size=1, max_size=4).map(flat)


def words(pieces: Pieces) -> str:
    """What the pieces say, without any mark and with blanks collapsed."""
    said = []
    for piece in pieces:
        if isinstance(piece, str):
            said.append(piece)
        elif piece is BREAK:
            said.append(" ")
        elif piece.text.startswith("!"):
            said.append("▣")
        else:
            said.append(piece.plain)
    return re.sub(" +", " ", "".join(said)).strip(" ")


def seen(markup: str) -> str:
    """What a reader of the HTML sees, an image as ▣, blanks collapsed."""
    text = re.sub("<img [^>]*>", "▣", markup)
    text = re.sub("<[^>]*>", "", re.sub("<br />\n", " ", text))
    return re.sub(" +", " ", html.unescape(text)).strip(" ")


@given(LINES)
def test_a_line_says_its_words_whatever_marks_are_in_it(pieces: Pieces) -> None:
    written = line(pieces)
    if written:
        assert seen(rendered_between(written)) == words(pieces)


@given(LINES)
def test_every_link_stays_a_link(pieces: Pieces) -> None:
    if words(pieces):
        found = rendered_between(line(pieces))
        opened = [
            p for p in pieces if isinstance(p, InlineCode) and p.text == "[" and p.kind == "open"
        ]
        assert found.count('<a href="/u">') <= len(opened)
        assert found.count("<a ") == found.count('<a href="/u">') == found.count("</a>")


@given(st.sampled_from(["**", "*", "~~"]), TEXT, TEXT.filter(str.strip), TEXT)
def test_emphasis_is_read_as_emphasis_between_any_neighbours(
    mark: str, before: str, inside: str, after: str
) -> None:
    opening, closing = span(mark)
    found = rendered_between(line([before, opening, inside, closing, after]))
    assert found.count(f"<{TAGS[mark]}>") == found.count(f"</{TAGS[mark]}>") == 1


@given(LINES)
def test_a_heading_s_line_is_one_line(pieces: Pieces) -> None:
    assert "\n" not in one_line(pieces)
