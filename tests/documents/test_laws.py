"""The three laws of documents, for any article and any translation."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.documents import DIALECTS, FORMATS, Document, ParseOptions, read, render
from l10n_flow.model import Key

from .pages import PAGE, PIECE
from .strategies import ARTICLE, TRANSLATION

SUFFIXES = st.sampled_from(sorted(FORMATS))


DIALECT = st.sampled_from(["commonmark", *DIALECTS])


def an_article(words: str, suffix: str, dialect: str = "commonmark") -> Document:
    options = ParseOptions(dialect=DIALECTS[dialect])
    return read(words.encode("utf-8", "replace"), Path("article" + suffix), options)


def identity(document: Document) -> dict[Key, str]:
    return {segment.key: segment.source for segment in document.segments}


@given(words=ARTICLE | st.text(), suffix=SUFFIXES, dialect=DIALECT)
def test_identity_gives_back_every_byte(words: str, suffix: str, dialect: str) -> None:
    document = an_article(words, suffix, dialect)
    assert render(document, identity(document)).text == document.text
    assert render(document, {}).text == document.text


@given(words=ARTICLE | st.text(), suffix=SUFFIXES, dialect=DIALECT)
def test_slots_are_in_order_and_apart(words: str, suffix: str, dialect: str) -> None:
    document = an_article(words, suffix, dialect)
    at = 0
    for slot in document.slots:
        assert at <= slot.start < slot.end <= len(document.text)
        assert slot.segment.source == slot.segment.source.strip(" \t")
        at = slot.end


@settings(max_examples=150)
@given(words=ARTICLE, suffix=SUFFIXES, dialect=DIALECT, data=st.data())
def test_no_translation_changes_the_document_around_it(
    words: str, suffix: str, dialect: str, data: st.DataObject
) -> None:
    document = an_article(words, suffix, dialect)
    translations = {
        key: data.draw(TRANSLATION, label=repr(key.source)) for key in identity(document)
    }
    rendered = render(document, translations)
    again = an_article(rendered.text.decode(), suffix, dialect)
    assert [(s.segment.kind, s.place) for s in again.slots] == [
        (s.segment.kind, s.place) for s in document.slots
    ]
    assert again.shape == document.shape
    assert gaps(rendered.text, again) == gaps(document.text, document)


@settings(max_examples=120)
@given(words=PAGE, dialect=DIALECT, data=st.data())
def test_no_translation_changes_a_page_around_it(
    words: str, dialect: str, data: st.DataObject
) -> None:
    document = an_article(words, ".html", dialect)
    assert render(document, identity(document)).text == document.text
    said = TRANSLATION | st.lists(PIECE, min_size=1, max_size=4).map("".join)
    translations = {key: data.draw(said, label=repr(key.source)) for key in identity(document)}
    rendered = render(document, translations)
    again = an_article(rendered.text.decode(), ".html", dialect)
    assert [(s.segment.kind, s.place) for s in again.slots] == [
        (s.segment.kind, s.place) for s in document.slots
    ]
    assert again.shape == document.shape
    assert gaps(rendered.text, again) == gaps(document.text, document)


def gaps(text: bytes, document: Document) -> list[bytes]:
    """What lies between the slots."""
    edges = [0, *(edge for s in document.slots for edge in (s.start, s.end)), len(text)]
    return [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


@given(words=ARTICLE, suffix=SUFFIXES, dialect=DIALECT, data=st.data())
def test_what_is_rendered_can_be_translated_back(
    words: str, suffix: str, dialect: str, data: st.DataObject
) -> None:
    """Putting the sources back into a rendered document gives the segments of the original."""
    document = an_article(words, suffix, dialect)
    targets = {k: data.draw(TRANSLATION) for k in identity(document)}
    rendered = an_article(render(document, targets).text.decode(), suffix, dialect)
    back = {
        after.segment.key: before.segment.source
        for before, after in zip(document.slots, rendered.slots, strict=True)
    }
    again = an_article(render(rendered, back).text.decode(), suffix, dialect)
    assert len(again.slots) == len(document.slots)


def test_every_post_comes_back_byte_for_byte(posts: Callable[[int], list[Path]]) -> None:
    for post in posts(1):
        data = post.read_bytes()
        document = read(data, post)
        assert render(document, identity(document)).text == data, post.name
        assert document.slots, post.name


def test_a_blog_in_capitals_keeps_its_blocks(posts: Callable[[int], list[Path]]) -> None:
    """Every translation differs here, so that every slot is spliced and every post proved."""
    for post in posts(1):
        document = read(post.read_bytes(), post)
        loud = {
            s.key: s.source.replace(" by ", " bý ") if s.kind == "html" else f"«{s.source}»"
            for s in document.segments
        }
        rendered = render(document, loud)
        assert rendered.refusals == (), post.name
        again = read(rendered.text, post)
        assert again.shape == document.shape, post.name


def _lines(text: str, first: str, others: str) -> str:
    """The text with a prefix before each line; before a blank line without its blanks."""
    lines = re.findall(r".*\n|.+", text)
    return (
        first
        + "".join((others if line.strip() else others.rstrip()) + line for line in lines)[
            len(others) :
        ]
    )


WRAPPED: dict[str, Callable[[str], str]] = {
    "quoted": lambda text: _lines(text, "> ", "> "),
    "quoted without blanks": lambda text: _lines(text, ">> ", ">> "),
    "in a list": lambda text: _lines(text, "-   ", "    "),
    "in a list, by tabs": lambda text: _lines(text, "-\t", "\t"),
    "in a list in a quote": lambda text: _lines(text, "> 1. ", ">    "),
    "in a footnote": lambda text: "x[^n]\n\n" + _lines(text, "[^n]: ", "    "),
    "with the line ends of Windows": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("how", WRAPPED)
def test_whatever_stands_around_an_article_its_segments_are_the_same(
    posts: Callable[[int], list[Path]], how: str
) -> None:
    for post in posts(3):
        document = read(post.read_bytes(), post)
        body = document.text[document.front.end if document.front else 0 :].decode().strip("\n")
        wrapped = an_article(WRAPPED[how](body), ".md")
        sources = [s.source for s in wrapped.segments if s.source != "x[^n]"]
        assert sources == [s.source for s in an_article(body, ".md").segments], post.name


@pytest.mark.parametrize("suffix", [".md", ".txt", ".html"])
@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\n",
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf---\ntitle: x\n---",
        b"```",
        b"---",
        b"---\n---",
        b"\x00",
        b"\r",
        b"> ",
        b"- \n  ",
        b"[a]: b 'c",
    ],
)
def test_next_to_nothing_is_an_article_too(text: bytes, suffix: str) -> None:
    document = read(text, Path("a" + suffix))
    assert render(document, identity(document)).text == text
