"""The table of attributes, and that every place asks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.documents import read, render
from l10n_flow.documents.attributes import ATTRIBUTES, ValueUse, addresses
from l10n_flow.documents.document import is_translatable
from l10n_flow.documents.htmltags import HTML, contained
from l10n_flow.documents.markdown.marked import marked

PROSE = [name for name, found in ATTRIBUTES.items() if found is ValueUse.PROSE]
ADDRESSES = [name for name, found in ATTRIBUTES.items() if found is not ValueUse.PROSE]


@pytest.mark.parametrize("name", PROSE)
def test_what_people_read_is_prose_everywhere(name: str) -> None:
    article = f'See <i {name}="Note: wet" x="y">it</i>.\n\n<p {name}="Note: dry">Words</p>\n'
    document = read(article.encode(), Path("a.md"))
    inline = f'See <i {name}="Note: wet" {{1}}>it</i>.'
    assert [s.source for s in document.segments] == [inline, "Note: dry", "Words"]
    translations = {s.key: s.source.replace("Note", "javascript") for s in document.segments}
    rendered = render(document, translations)
    assert rendered.refusals == ()
    assert rendered.text.decode() == article.replace("Note", "javascript")
    assert is_translatable(f'<i {name}="words">')
    assert marked(f'<i {name}="words">x</i>').marks[0].name == "<i>"


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_attribute_with_an_address_may_run_code(name: str) -> None:
    for value in ("javascript:x", "data:text/html,x", "java&Tab;script:x"):
        target = f'<a {name}="{value}">x</a>'
        assert contained(target, "", HTML) == target.replace("<", "&lt;")
    assert not is_translatable(f'<i {name}="words">')


@pytest.mark.parametrize("name", ["href", "src", "poster", "cite", "data", "background"])
@pytest.mark.parametrize("quote", ['"', "'", ""])
def test_what_leads_to_a_file_is_a_link(name: str, quote: str) -> None:
    for article in (f"x <b\n{name}={quote}a.png{quote}>y</b>", f"<p {name}={quote}a.png{quote}>"):
        document = read(article.encode(), Path("a.md"))
        assert [link.target for link in document.links] == ["a.png"]
        link = document.links[0]
        assert document.text[link.start : link.end] == b"a.png"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"a.png 1x, b.png 2x", [b"a.png", b"b.png"]),
        (b"a.png, b.png 2x", [b"a.png", b"b.png"]),
        (b"a,b.png 100w,\n  c.png 200w", [b"a,b.png", b"c.png"]),
        (b" , a.png", [b"a.png"]),
        (b"a (x, y), b", [b"a", b"b"]),
        (b"", []),
    ],
)
def test_every_candidate_of_a_srcset_is_an_address(value: bytes, expected: list[bytes]) -> None:
    found = list(addresses(value, ValueUse.CANDIDATES))
    assert [value[start:end] for start, end in found] == expected


@pytest.mark.parametrize(
    ("value", "use", "expected"),
    [
        (b" a b.png\n", ValueUse.ADDRESS, [b"a b.png"]),
        (b" ", ValueUse.ADDRESS, []),
        (b"a.png", ValueUse.CALLED, []),
        (b"a.png", ValueUse.PROSE, []),
        (b"a.png", None, []),
    ],
)
def test_a_reader_is_led_to_no_other_address(
    value: bytes, use: ValueUse | None, expected: list[bytes]
) -> None:
    assert [value[start:end] for start, end in addresses(value, use)] == expected


def test_each_candidate_of_a_srcset_is_a_link_of_its_own() -> None:
    article = (
        b'<img srcset="a.png 1x,\n  b.png 2x" src=c.png>\n\nx <img srcset="d.png, e.png 2x">\n'
    )
    document = read(article, Path("a.md"))
    assert [link.target for link in document.links] == ["a.png", "b.png", "c.png", "d.png", "e.png"]
    assert all(document.text[at:to].decode() == target for target, at, to in document.links)
