"""`read`: from a file's bytes to a document, or an error that says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.documents import FORMATS, Document, read
from l10n_flow.errors import DocumentError


@pytest.mark.parametrize("suffix", [*FORMATS, ".MD", ".Txt"])
def test_the_suffix_chooses_the_format_whatever_its_case(suffix: str) -> None:
    document = read(b"# Peace", Path("content/a" + suffix))
    expected = "Peace" if suffix.lower() in (".md", ".markdown", ".mdx") else "# Peace"
    assert [s.source for s in document.segments] == [expected]


@pytest.mark.parametrize("name", ["a.rst", "a", "a.md.bak", ".md"])
def test_another_suffix_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(DocumentError, match=r"not a kind of article \(known: .md, .markdown, .txt"):
        read(b"Peace", Path(name))


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"\xff", "a.md:1: byte 0xff is not UTF-8"),
        (b"one\ntwo\xe9\nthree", "a.md:2: byte 0xe9 is not UTF-8"),
        (b"one\r\ntwo\r\n\x80", "a.md:3: byte 0x80 is not UTF-8"),
        (b"one\rtwo\r\xff", "a.md:3: byte 0xff is not UTF-8"),
        ("a\n\nb".encode("utf-16"), "a.md:1: byte 0xff is not UTF-8"),
        (b"cut off \xd8", "a.md:1: byte 0xd8 is not UTF-8"),
        (b"surrogate \xed\xa0\x80", "a.md:1: byte 0xed is not UTF-8"),
        (b"overlong \xc0\xaf", "a.md:1: byte 0xc0 is not UTF-8"),
    ],
)
def test_bytes_that_are_not_utf_8_are_told_with_their_line(data: bytes, where: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(data, Path("a.md"))
    assert str(caught.value) == f"{where} (save the file as UTF-8)"


def test_a_document_knows_its_language_and_the_line_of_an_offset() -> None:
    document = read(b"---\nlang: fa\n---\n\nPeace\r\nand\rbread\n", Path("a.md"))
    assert document.language == "fa"
    offsets = [document.text.index(word) for word in (b"lang", b"Peace", b"and", b"bread")]
    assert [document.line(offset) for offset in offsets] == [2, 5, 6, 7]
    assert str(document.place(0, Path("a.md"))) == "a.md:1"
    assert read(b"Peace", Path("a.md")).language is None


def headings(text: str) -> list[tuple[str, int, str | None]]:
    document: Document = read(text.encode(), Path("a.md"))
    return [(document.text[h.start : h.end].decode(), h.level, h.id) for h in document.headings]


def test_headings_are_known_with_level_and_id() -> None:
    text = "# One\n\n## *Two* ##\n\nThree\nmore\n---\n\n### Four {#vier .x}\n\n> #### سلام\n\n#\n"
    assert headings(text) == [
        ("One", 1, None),
        ("*Two*", 2, None),
        ("Three\nmore", 2, None),
        ("Four", 3, "vier"),
        ("سلام", 4, None),
    ]


def test_a_skipped_heading_is_a_heading_all_the_same() -> None:
    text = "<!-- l10n: skip -->\n\n# One\n\n<!-- l10n: resume -->\n\n# Two\n"
    assert [words for words, _, _ in headings(text)] == ["One", "Two"]


def links(text: str) -> list[tuple[str, str]]:
    document = read(text.encode(), Path("a.md"))
    return [
        (link.target, document.text[link.start : link.end].decode() if link.start >= 0 else "")
        for link in document.links
    ]


def test_every_target_is_known_and_where_it_is_spelled() -> None:
    text = (
        "[a](/one) ![b](<two three.png> 'T') <https://four> <img src=\"five.png\">\n\n"
        "<p><a href='six'>x</a></p>\n\n{{< ref >}}\n"
    )
    assert links(text) == [
        ("/one", "/one"),
        ("two three.png", "<two three.png>"),
        ("https://four", ""),
        ("five.png", "five.png"),
        ("six", "six"),
    ]


def test_a_reference_s_target_is_spelled_in_its_definition() -> None:
    found = links("[a][b]\n\n[b]: /target 'T'\n")
    assert ("/target", "") in found
    assert any(target == "/target" and "/target" in spelled for target, spelled in found)
