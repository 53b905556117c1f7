"""Every route, without and with the wrong credentials: from the table of routes itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from l10n_flow.review.people import Role
from l10n_flow.review.room import Room
from l10n_flow.review.routes import OPEN, ROUTES, DeskRoute
from l10n_flow.workflow.init import init

from .conftest import NOW, PORT, TOKENS, Visitor, furnished, rained, seated, stranger_to

WRITES = [row for row in ROUTES if row.method == "POST"]
CHANGES = [row for row in ROUTES if row.role > Role.READER]


def named(row: DeskRoute) -> str:
    return f"{row.method} {row.path}"


def address(row: DeskRoute, room: Room) -> str:
    """An address that the route answers, of a segment that is there."""
    first = room.desk.sheet("news/rain", "fa").rows[0].id
    parts = {"{id}": first, "{locale}": "fa", "{article:path}": "news/rain", "{token}": "none"}
    path = row.path
    for part, value in parts.items():
        path = path.replace(part, value)
    return path


def disk(room: Room) -> dict[str, bytes]:
    folder = room.project.root
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A desk for all who are refused: each sees that it is as it was."""
    return furnished(rained(init(tmp_path_factory.mktemp("desk"), "en", ["es", "fa"]).project))


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A desk for all who are let in and bring no words: each finds what the first one did."""
    return furnished(rained(init(tmp_path_factory.mktemp("desk"), "en", ["es", "fa"]).project))


@pytest.mark.parametrize("row", ROUTES, ids=named)
def test_without_a_token_nothing_is_shown_and_nothing_is_changed(
    row: DeskRoute, shut: Room
) -> None:
    before = disk(shut)
    answer = stranger_to(shut).ask(row.method, address(row, shut), sec_fetch_site="same-origin")
    assert answer.status == 401
    assert 'name="token"' in answer.text
    assert "Rain" not in answer.text
    assert disk(shut) == before


@pytest.mark.parametrize("row", ROUTES, ids=named)
@pytest.mark.parametrize(
    "wrong",
    [
        {"authorization": "Bearer a wrong token, long enough"},
        {"authorization": f"Basic {TOKENS[Role.REVIEWER]}"},
        {"authorization": "Bearer "},
        {"cookie": f"l10n-flow-{PORT}=1.UmF2aQ.0"},
        {"cookie": f"l10n-flow-{PORT}=9999999999.UmF2aQ.{'0' * 64}"},
        {"cookie": f"l10n-flow-{PORT}=%%%"},
    ],
    ids=["token", "scheme", "empty", "old cookie", "forged cookie", "damaged cookie"],
)
def test_wrong_credentials_open_nothing(row: DeskRoute, wrong: dict[str, str], shut: Room) -> None:
    before = disk(shut)
    stranger = Visitor(stranger_to(shut).app, wrong)
    answer = stranger.ask(row.method, address(row, shut), sec_fetch_site="same-origin")
    assert answer.status == 401
    assert "Rain" not in answer.text
    assert disk(shut) == before


@pytest.mark.parametrize("row", ROUTES, ids=named)
def test_with_the_right_role_a_route_answers(row: DeskRoute, visited: Room) -> None:
    person = seated(stranger_to(visited), visited, row.role)
    answer = person.ask(row.method, address(row, visited), sec_fetch_site="same-origin")
    assert answer.status not in (401, 403, 405, 421)


@pytest.mark.parametrize("row", ROUTES, ids=named)
def test_a_program_shows_its_token_in_a_header_and_needs_no_page(
    row: DeskRoute, visited: Room
) -> None:
    program = stranger_to(visited)
    program.headers = {"authorization": f"Bearer {TOKENS[row.role]}"}
    assert program.ask(row.method, address(row, visited)).status not in (401, 403, 405, 421)


@pytest.mark.parametrize("row", [row for row in ROUTES if row.role > Role.READER], ids=named)
def test_a_role_below_is_told_so_and_changes_nothing(row: DeskRoute, shut: Room) -> None:
    before = disk(shut)
    below = seated(stranger_to(shut), shut, Role(row.role - 1))
    answer = below.ask(row.method, address(row, shut), sec_fetch_site="same-origin")
    assert answer.status == 403
    assert "role" in answer.text
    assert disk(shut) == before


@pytest.mark.parametrize("row", WRITES, ids=named)
@pytest.mark.parametrize(
    "elsewhere",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "origin": f"http://127.0.0.1:{PORT}"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
        {},
    ],
    ids=["cross-site", "another port", "typed", "lying origin", "old browser", "null", "silent"],
)
def test_a_write_that_no_page_of_ours_sent_is_refused_whatever_the_cookie(
    row: DeskRoute, elsewhere: dict[str, str], shut: Room
) -> None:
    before = disk(shut)
    reviewer = seated(stranger_to(shut), shut, Role.REVIEWER)
    reviewer.headers |= elsewhere
    assert reviewer.ask(row.method, address(row, shut)).status == 403
    assert disk(shut) == before


def test_a_browser_that_says_only_its_origin_may_write(room: Room, reviewer: Visitor) -> None:
    row = room.desk.sheet("news/rain", "fa").rows[1]
    reviewer.headers |= {"origin": f"http://127.0.0.1:{PORT}"}
    form = {"target": "سیل"}
    address = f"/save/{row.id}/fa/news/rain"
    assert reviewer.ask("POST", address, form, if_match=row.etag).status == 200


@pytest.mark.parametrize("row", OPEN, ids=named)
def test_what_is_open_to_all_shows_and_changes_nothing_of_the_project(
    row: DeskRoute, room: Room, stranger: Visitor
) -> None:
    before = disk(room)
    path = row.path.replace("{version}", room.static.version).replace("{name:path}", "desk.css")
    answer = stranger.ask(row.method, path, sec_fetch_site="same-origin")
    assert "Rain" not in answer.text
    assert disk(room) == before


def test_a_page_says_that_nothing_is_there_whatever_is_asked_of_it(reviewer: Visitor) -> None:
    for method, path, status in (("GET", "/nowhere", 404), ("PATCH", "/", 405)):
        answer = reviewer.ask(method, path, sec_fetch_site="same-origin")
        assert answer.status == status
        assert answer.text.startswith("<!doctype html>")


def test_every_route_that_writes_asks_for_more_than_a_reader() -> None:
    assert all(row.role > Role.READER for row in CHANGES)
    assert {row.path for row in WRITES} - {row.path for row in CHANGES} == {
        "/findings/{id}/{locale}/{article:path}",
        "/preview/{locale}/{article:path}",
        "/sign-out",
    }


def test_the_address_with_the_token_leads_to_one_without_and_the_browser_is_remembered(
    room: Room, stranger: Visitor
) -> None:
    token = TOKENS[Role.TRANSLATOR].replace(" ", "+")
    answer = stranger.get(f"/edit/fa/news/rain?at=1&token={token}")
    assert (answer.status, answer.headers["location"]) == (303, "/edit/fa/news/rain?at=1")
    (cookie,) = answer.cookies
    assert cookie.startswith(f"l10n-flow-{PORT}=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    value = cookie.partition("=")[2].partition(";")[0]
    person = room.sessions.whose(value, NOW)
    assert person is not None
    assert person.name == "Tara"


def test_a_token_leads_to_no_other_host(stranger: Visitor) -> None:
    token = TOKENS[Role.READER].replace(" ", "+")
    answer = stranger.get(f"//evil.example/?token={token}")
    assert (answer.status, "location" in answer.headers) == (404, False)


def test_an_old_link_does_no_harm_to_somebody_who_is_known(reviewer: Visitor) -> None:
    answer = reviewer.get("/?token=the+token+of+an+earlier+start")
    assert (answer.status, answer.headers["location"]) == (303, "/")


def test_a_wrong_token_gets_a_page_that_says_what_to_do(stranger: Visitor) -> None:
    answer = stranger.get("/?token=the+token+of+an+earlier+start")
    assert answer.status == 401
    assert "earlier start of the desk" in answer.text
    assert "l10n-flow review" in answer.text


def test_a_token_can_be_given_by_hand(stranger: Visitor) -> None:
    answer = stranger.post("/sign-in", {"token": f" {TOKENS[Role.READER]} "})
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert answer.cookies
    assert stranger.post("/sign-in", {"token": "wrong"}).status == 401


def test_signing_out_takes_the_cookie_away(reviewer: Visitor) -> None:
    answer = reviewer.post("/sign-out")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    (cookie,) = answer.cookies
    assert "Max-Age=0" in cookie


def test_a_translator_cannot_approve_by_saying_so_in_the_form(
    room: Room, sits: Callable[[Role], Visitor]
) -> None:
    row = room.desk.sheet("news/rain", "fa").rows[0]
    form = {"target": row.target, "state": "reviewed"}
    answer = sits(Role.TRANSLATOR).post(f"/save/{row.id}/fa/news/rain", form, if_match=row.etag)
    assert answer.status == 403
    assert room.desk.row("news/rain", "fa", row.id).state.label == "translated"
