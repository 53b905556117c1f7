"""What a package's format gives is checked before it is used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from l10n_flow.documents.added import accepted
from l10n_flow.documents.document import (
    About,
    Document,
    Format,
    ParseOptions,
    Slot,
    Splice,
    Unfit,
)
from l10n_flow.entrypoints import Addition
from l10n_flow.errors import PluginError
from l10n_flow.model import Segment

ADDITION = Addition("formats", ".srt", "subtitles:FORMAT", "subtitles", "1.0")
TEXT = b"one two"
ONE = Segment("one", "subtitle")
ABOUT = About("es", {}, "", "en")


def spelled(slot: Slot, target: str) -> str:
    if target == "long":
        raise Unfit("is too long")
    return target.upper()


def form(*slots: Slot, text: bytes = TEXT, about: list[Splice] | None = None) -> Format:
    """A format that reads any file as these slots in this text."""

    def parse(given: bytes, options: ParseOptions) -> Document:
        assert given == TEXT
        return Document(text, slots, made, options)

    def written(document: Document, about_edition: About) -> Iterator[Splice]:
        assert about_edition == ABOUT
        yield from about or ()

    made = Format(
        "subtitles",
        (".srt", ".vtt"),
        parse,
        metadata=parse,
        about=None if about is None else written,
        places={"subtitle": spelled},
    )
    return made


def slot(start: int, end: int, place: str = "subtitle") -> Slot:
    return Slot(start, end, ONE, place)


@pytest.mark.parametrize("slots", [(), (slot(0, 3), slot(3, 7)), (slot(0, 7, "block"),)])
def test_a_right_document_is_of_the_checked_format(slots: tuple[Slot, ...]) -> None:
    found = accepted(ADDITION, form(*slots))
    assert found.metadata is not None
    for parse in (found.parse, found.metadata):
        document = parse(TEXT, ParseOptions())
        assert (document.text, document.slots) == (TEXT, slots)
        assert document.format.parse is found.parse


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (form(text=b"one"), "gives a document with another text"),
        (form(text=b"one twz"), "gives a document with another text"),
        (form(slot(0, 4), slot(3, 7)), "gives slots that overlap, are empty or lie outside"),
        (form(slot(3, 3)), "gives slots that overlap, are empty or lie outside"),
        (form(slot(3, 8)), "gives slots that overlap, are empty or lie outside"),
        (form(slot(-1, 3)), "gives slots that overlap, are empty or lie outside"),
        (form(slot(0, 3), slot(4, 7, "x")), "has a slot in the place 'x', which is unknown"),
    ],
)
def test_an_impossible_document_is_the_packages_mistake(given: Format, says: str) -> None:
    with pytest.raises(PluginError, match=says):
        accepted(ADDITION, given).parse(TEXT, ParseOptions())


def test_an_error_of_the_packages_code_names_the_package() -> None:
    def broken(*_: object) -> Any:
        raise ValueError("odd")

    given = form()._replace(parse=broken, places={"subtitle": broken}, about=broken)
    found = accepted(ADDITION, given)
    document = form().parse(TEXT, ParseOptions())
    assert found.about is not None
    with pytest.raises(PluginError, match=r"the format '.srt' of subtitles 1.0 .*ValueError: odd"):
        found.parse(TEXT, ParseOptions())
    with pytest.raises(PluginError, match="ValueError: odd"):
        found.places["subtitle"](slot(0, 3), "x")
    with pytest.raises(PluginError, match="ValueError: odd"):
        list(found.about(document, ABOUT))


def test_words_that_do_not_fit_are_no_mistake_of_the_package() -> None:
    found = accepted(ADDITION, form())
    assert found.about is None
    assert found.places["subtitle"](slot(0, 3), "uno") == "UNO"
    with pytest.raises(Unfit, match="is too long"):
        found.places["subtitle"](slot(0, 3), "long")


@pytest.mark.parametrize(
    ("splices", "is_right"),
    [
        ([Splice(0, 0, b"a"), Splice(0, 3, b"b"), Splice(7, 7, b"c")], True),
        ([Splice(0, 3, b"a"), Splice(2, 4, b"b")], False),
        ([Splice(7, 8, b"a")], False),
        ([Splice(-1, 0, b"a")], False),
        ([Splice(3, 2, b"a")], False),
    ],
)
def test_what_is_said_about_an_edition_lies_in_it_and_once(
    splices: list[Splice], is_right: bool
) -> None:
    given = form(about=splices)
    about = accepted(ADDITION, given).about
    assert about is not None
    document = given.parse(TEXT, ParseOptions())
    if is_right:
        assert list(about(document, ABOUT)) == splices
        return
    with pytest.raises(PluginError, match="outside of it, or twice"):
        list(about(document, ABOUT))


def test_another_thing_than_a_format_for_these_files_is_refused() -> None:
    with pytest.raises(PluginError, match=r"is no l10n_flow\.plugins\.Format"):
        accepted(ADDITION, "x")
    with pytest.raises(PluginError, match=r"says of itself that it is for \.ttml, \.xml"):
        accepted(ADDITION, form()._replace(suffixes=(".ttml", ".xml")))
    with pytest.raises(PluginError, match="that it is for no files"):
        accepted(ADDITION, form()._replace(suffixes=()))
    odd = form()._replace(parse=lambda text, options: text)  # type: ignore[arg-type, return-value]
    with pytest.raises(PluginError, match="gives bytes where a Document is wanted"):
        accepted(ADDITION, odd).parse(TEXT, ParseOptions())
