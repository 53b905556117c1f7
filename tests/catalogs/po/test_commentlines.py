"""References and flags are read as gettext reads them."""

from __future__ import annotations

import pytest

from l10n_flow.catalogs.po import commentlines
from tests.catalogs.gettext_tools import msgcat

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def as_msgcat_sees(comment: str) -> str:
    """What msgcat makes of a comment line above an entry."""
    written = msgcat(f'{HEAD}{comment}\nmsgid "a"\nmsgstr "b"\n')
    return written.removeprefix(HEAD).removesuffix('msgid "a"\nmsgstr "b"\n').removesuffix("\n")


@pytest.mark.parametrize(
    "said",
    [
        "a.md",
        "a.md:3 b.md",
        "a.md:003",
        "a.md:3 a.md:3 a.md :3 a.md : 3",
        "c:x :4",
        "5: a: 3",
        "f:1:2",
        "  a.md\tb.md  ",
        "a:b",
        ":4",
        "یادداشت.md:7",
        "a\u2028b:3",
    ],
)
def test_references_are_those_that_msgcat_finds(said: str) -> None:
    places = commentlines.references(said)
    assert f"#: {commentlines.reference_line(places)}" == as_msgcat_sees(f"#: {said}")


def test_a_file_name_with_blanks_is_enclosed_as_gettext_1_does() -> None:
    line = commentlines.reference_line(("my notes.md:7", "my notes.md", "a.md"))
    assert line == "\u2068my notes.md\u2069:7 \u2068my notes.md\u2069 a.md"
    assert commentlines.references(line) == ("my notes.md:7", "my notes.md", "a.md")
    assert commentlines.references("\u2068unclosed name") == ("unclosed name",)
    assert commentlines.reference_line(("notes: part one",)) == "\u2068notes: part one\u2069"


@pytest.mark.parametrize(
    "said",
    [
        "fuzzy",
        "fuzzy, c-format",
        "no-wrap, python-format , fuzzy",
        "fuzzy,c-format,,",
        "python-brace-format, python-format, range: 0..9, no-wrap",
        "fuzzy c-format",
        "ycp-format, kde-format, c-format, javascript-format, java-format",
    ],
)
def test_known_flags_are_written_as_msgcat_writes_them(said: str) -> None:
    flags = commentlines.flags(said)
    others = [flag for flag in flags if flag != "fuzzy"]
    line = commentlines.flag_line(others, fuzzy="fuzzy" in flags)
    assert f"#, {line}" == as_msgcat_sees(f"#, {said}")


def test_flags_have_the_order_of_gettext_and_unknown_ones_come_last_in_their_own() -> None:
    flags = ("my b", "my a", "no-wrap", "range: 0..9", "ycp-format", "objc-format", "c-format")
    assert commentlines.flag_line(flags, fuzzy=False) == (
        "c-format, objc-format, ycp-format, range: 0..9, no-wrap, my b, my a"
    )
    assert commentlines.flag_line((), fuzzy=True) == "fuzzy"


def test_signs_that_nobody_sees_are_shown_in_a_comment() -> None:
    told = commentlines.held("\x00\x1f \x7f\x80\x9f\xa0\u2028\ud800\\")
    assert told == "␀␟ ␡��\xa0��\\ (a backslash)"


@pytest.mark.parametrize(
    "said",
    [
        "File: a.md, line:5",
        "File: a.md,line:5  ",
        "file:a.md,  line:05",
        "File: a.md, line: 5",
        "File: a.md, line:5x",
        "File: a.md",
        " File: a.md, line:5",
        "see File: a.md, line:5",
    ],
)
def test_a_comment_is_a_reference_exactly_when_msgcat_takes_it_for_one(said: str) -> None:
    place = commentlines.solaris_reference(said)
    assert as_msgcat_sees(f"# {said}") == (f"#: {place}" if place else f"# {said}")
