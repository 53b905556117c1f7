"""Bytes of pages: which are text, in what encoding, and what is said of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.errors import DocumentError
from l10n_flow.importers.source import (
    MAXIMUM_BYTES,
    decode,
    decode_html,
    is_html,
    lines,
    refuse_articles,
)

PAGE = Path("page.txt")
TEXT = "España — ایران\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_with_a_byte_order_mark_or_in_utf_8_is_read(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), PAGE) == TEXT


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "page.txt: the page is empty (save it again)"),
        (b" \n\t ", "page.txt: the page is empty (save it again)"),
        (
            "Rain\nEspaña".encode("cp1252"),
            (
                "page.txt:2: not UTF-8 (save it as UTF-8, for example: "
                "iconv -f WINDOWS-1252 -t UTF-8 PAGE > NEW)"
            ),
        ),
        (
            "Rain".encode("utf-16-le"),
            (
                "page.txt: not a text (is this the right file? UTF-16 needs a byte order mark; "
                "UTF-8 needs nothing)"
            ),
        ),
    ],
)
def test_what_is_no_text_says_how_to_save_it(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(data, PAGE)
    assert str(caught.value) == message


def test_a_page_beyond_all_measure_is_refused() -> None:
    with pytest.raises(DocumentError, match="17 MiB are too much for a page"):
        decode(b"x" * (MAXIMUM_BYTES + 2**20), PAGE)


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "us-ascii"])
def test_the_declared_encoding_of_html_is_what_browsers_take_it_for(charset: str) -> None:
    html = f'<meta charset="{charset}">“España” €'
    assert decode_html(html.encode("cp1252"), PAGE) == html


def test_a_persian_page_in_an_old_encoding_is_read() -> None:
    html = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">سلام'
    assert decode_html(html.encode("cp1256"), PAGE).endswith("سلام")


@pytest.mark.parametrize("charset", ["klingon", "rot13", "unicode_escape", "idna"])
def test_an_encoding_that_no_page_has_is_refused(charset: str) -> None:
    with pytest.raises(DocumentError, match=f"the page says it is in '{charset}'"):
        decode_html(f"<meta charset={charset}>a".encode(), PAGE)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.html", b"anything", True),
        ("a.txt", b"\xef\xbb\xbf<!doctype HTML>", True),
        ("a", b"<?xml version='1.0'?>\n<html xmlns='x'>", True),
        ("a", b"<!-- saved from a site --> <html>", True),
        ("a.txt", b"<b> is a tag", False),
        ("a.md", b"# Title", False),
    ],
)
def test_html_is_known_by_its_name_or_its_start(name: str, data: bytes, expected: bool) -> None:
    assert is_html(data, Path(name)) is expected


def test_lines_have_the_numbers_that_an_editor_shows() -> None:
    found = lines("a\r\n\r\nb\rc\u2028d\x07\n")
    assert [(line.number, line.text) for line in found] == [(1, "a"), (3, "b"), (4, "c d")]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("rain.md", "# Rain", "Markdown, not a page"),
        ("rain.MDX", "Rain", "Markdown, not a page"),
        ("rain.txt", "---\r\ntitle: Rain\r\n---\r\n\r\nIt fell.", "front matter"),
        ("rain.txt", "+++\ntitle = 'Rain'\n+++\nIt fell.", "front matter"),
        ("rain", "From: <x>\nSubject: Rain\nMIME-Version: 1.0\n\n", "web archive"),
    ],
)
def test_what_is_an_article_already_is_refused_with_what_to_do(
    name: str, text: str, message: str
) -> None:
    with pytest.raises(DocumentError, match=message) as caught:
        refuse_articles(text, Path(name))
    assert caught.value.hint


@pytest.mark.parametrize(
    "text", ["Rain\n\nIt fell.", "---\n\nIt fell.\n\n---\n", "Note: it fell.\n"]
)
def test_a_page_is_no_article(text: str) -> None:
    refuse_articles(text, Path("page.txt"))


def test_the_hint_for_a_persian_page_names_its_old_encoding() -> None:
    with pytest.raises(DocumentError, match="iconv -f WINDOWS-1256"):
        decode_html("<html lang=fa><body dir=rtl>سلام".encode("cp1256"), PAGE)


def test_utf_16_and_an_xml_declaration_are_understood() -> None:
    html = "<!doctype html><p>سلام"
    assert is_html(b"\xff\xfe" + html.encode("utf-16-le"), Path("page"))
    xhtml = "<?xml version='1.0' encoding='windows-1256'?><html>سلام</html>"
    assert decode_html(xhtml.encode("cp1256"), PAGE).endswith("سلام</html>")
