"""What is shown of a text's marks, and of what could not be done."""

from __future__ import annotations

from itertools import product

import pytest
from starlette.responses import Response

from l10n_flow.errors import CatalogError, FileError, InputError, L10nFlowError, UsageError
from l10n_flow.review import responses
from l10n_flow.review.interface import wording
from l10n_flow.review.people import Role
from l10n_flow.review.requests import DeskRequest, Given
from l10n_flow.review.responses import pieces
from l10n_flow.review.room import Room, address
from l10n_flow.workflow.review.refusals import TooLong, Unholdable, Vanished

from .conftest import NAMES, NOW


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", []),
        ("words", [""]),
        ("{1}", ["tag"]),
        ("{x} {1", [""]),
        ("a <br> b", ["", "tag", ""]),
        ("a < b", [""]),
        ("word[^1]", ["", "tag"]),
        ("word[^ 1]", [""]),
        ("`ls -l` and `", ["code", ""]),
        ("**a** and __b__", ["mark", "", "mark", "", "mark", "", "mark"]),
        ("*a*", ["mark", "", "mark"]),
        ("**`a`**{1}", ["mark", "code", "mark", "tag"]),
        ("[the site]({1})", ["mark", "", "mark", "tag", ""]),
        ("[no link] (at all)", [""]),
    ],
)
def test_a_text_is_shown_in_pieces_that_are_the_whole_text(text: str, kinds: list[str]) -> None:
    found = list(pieces(text))
    assert "".join(piece for _, piece in found) == text
    assert [kind for kind, _ in found] == kinds


FAILURES: tuple[tuple[L10nFlowError, int, str], ...] = (
    (Vanished("s1"), 410, "deleted"),
    (TooLong(1_000_000), 413, "1000000 bytes"),
    (Unholdable("a\0", 1), 422, "U+0000, after “a”"),
    (CatalogError("line 7 is no catalog"), 422, "line 7 is no catalog"),
    (FileError("no space left"), 507, "no space left"),
    (UsageError("no article"), 404, "no article"),
    (InputError("nobody knows"), 500, "nobody knows"),
)
ASKED: tuple[tuple[dict[str, str], dict[str, str], str], ...] = (
    ({}, {"target": "words"}, ""),
    ({"hx-request": "true"}, {"target": "my words", "text": "no"}, "my words"),
    ({"hx-request": "true"}, {"text": "my note"}, "my note"),
)


def test_what_could_not_be_done_is_a_page_or_a_note_beside_ones_words(room: Room) -> None:
    person = room.people.named(NAMES[Role.REVIEWER])
    assert person is not None
    for (error, status, said), (headers, form, kept) in product(FAILURES, ASKED):

        def failing(_room: Room, _request: DeskRequest, error: L10nFlowError = error) -> Response:
            raise error

        given = Given("POST", "/", {}, {}, form, headers, {}, "http://localhost")
        request = DeskRequest(person, wording("en"), given, NOW)
        answer = responses.failing(room, request, failing)
        text = bytes(answer.body).decode()
        assert answer.status_code == status
        assert said in text
        if kept:  # only where there is no field any more that has them
            assert (kept in text) is isinstance(error, Vanished)
        assert text.startswith("<!doctype html>") is not bool(headers)
        assert answer.headers.get("hx-retarget") == ("#notice" if headers else None)


def test_an_address_has_what_is_known_and_nothing_that_a_path_cannot_hold() -> None:
    assert address("edit") == "/edit"
    assert address("edit", "fa", "news/a b?c") == "/edit/fa/news/a%20b%3Fc"
    assert address("rows", "fa", "a", page=0, text="", list=None, at="é") == (
        "/rows/fa/a?page=0&at=%C3%A9"
    )
