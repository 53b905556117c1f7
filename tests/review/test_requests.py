"""What the desk reads from a browser's request."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from starlette.requests import Request

from l10n_flow.review.interface import wording
from l10n_flow.review.people import Person, Role
from l10n_flow.review.requests import DeskRequest, given

NOW = datetime(2026, 11, 29, tzinfo=UTC)


def asked(
    query: str = "", form: dict[str, str] | None = None, if_match: str | None = None
) -> DeskRequest:
    headers = [] if if_match is None else [(b"if-match", if_match.encode())]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "query_string": query.encode(),
        "headers": headers,
        "server": ("localhost", 8600),
    }
    sent = given(Request(scope), urlencode(form or {}).encode())
    return DeskRequest(Person("Ana", Role.REVIEWER, b""), wording("en"), sent, NOW)


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("", 1),
        ("page=0", 1),
        ("page=1", 1),
        ("page=2", 2),
        ("page=99999999", 99_999_999),
        ("page=100000000", 1),
        ("page=-2", 1),
        ("page=x", 1),
        ("page=%C2%B2", 1),
    ],
)
def test_a_page_has_a_number_of_up_to_eight_digits_or_is_the_first(query: str, page: int) -> None:
    assert asked(query).number == page


def test_an_address_comes_before_the_form_and_the_form_before_the_default() -> None:
    request = asked("list=a", {"list": "b", "id": "c"})
    named = [request.parameter(name, "none") for name in ("list", "id", "engine")]
    assert named == ["a", "c", "none"]


def test_line_ends_of_a_browser_are_those_of_catalogs() -> None:
    assert asked(form={"target": "Uno\r\ndos\rtres\n"}).field("target") == "Uno\ndos\ntres\n"


@pytest.mark.parametrize(("count", "read"), [(200, 200), (201, 0)])
def test_a_form_with_more_fields_than_any_of_ours_has_none(count: int, read: int) -> None:
    assert len(asked(form={f"f{n}": "" for n in range(count)}).given.form) == read


@pytest.mark.parametrize(
    ("if_match", "etag"), [(None, None), ('"a1"', "a1"), (' "a1" ', "a1"), ("a1", "a1")]
)
def test_the_version_that_a_page_has_read_is_named_without_quotes(
    if_match: str | None, etag: str | None
) -> None:
    assert asked(if_match=if_match).etag == etag
