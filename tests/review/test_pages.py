"""What is shown, and what stays text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.errors import UsageError
from l10n_flow.project import Project
from l10n_flow.review.interface import wording
from l10n_flow.review.pages import table
from l10n_flow.review.people import Role
from l10n_flow.review.requests import DeskRequest, Given
from l10n_flow.review.room import Room
from l10n_flow.review.unsaved import UnsavedDraft
from l10n_flow.workflow.review.desk import Desk
from l10n_flow.workflow.review.overview import Overview
from tests.workflow import newsroom

from .conftest import NOW, Visitor, seated, stranger_to


def catalog(project: Project, name: str = "news/rain", locale: str = "fa") -> Path:
    return project.catalogs / locale / "LC_MESSAGES" / f"{name}.po"


def test_the_desk_has_a_line_for_each_article_and_language(reviewer: Visitor) -> None:
    text = reviewer.get("/").text
    assert "Rain" in text
    assert 'href="/edit/fa/news/rain"' in text
    assert 'href="/edit/es/news/rain"' in text


def test_a_catalog_that_cannot_be_read_is_a_line_with_its_reason(
    rain: Project, reviewer: Visitor
) -> None:
    text = catalog(rain).read_text("utf-8")
    catalog(rain).write_text(text.replace('باران بند آمد."', "باران بند آمد."), "utf-8")
    page = reviewer.get("/").text
    assert "Cannot be opened" in page
    assert "rain.po:" in page
    assert 'href="/edit/es/news/rain"' in page
    answer = reviewer.get("/edit/fa/news/rain")
    assert answer.status == 422
    assert "rain.po" in answer.text


def test_an_article_that_is_not_there_is_told(reviewer: Visitor) -> None:
    assert reviewer.get("/edit/fa/news/snow").status == 404
    assert reviewer.get("/edit/xx/news/rain").status == 404
    assert reviewer.get("/open/none/fa/news/rain").status == 410
    nothing = reviewer.get("/nothing")
    assert nothing.status == 404
    assert "<title>" in nothing.text  # a page of the desk, with the way back


def test_a_list_stays_as_it_was_until_it_is_asked_anew(room: Room, reviewer: Visitor) -> None:
    first = reviewer.get("/list/fa/news/rain?filter=untranslated", hx_request="true").text
    name = first.partition('data-list="')[2].partition('"')[0]
    row = next(r for r in room.desk.sheet("news/rain", "fa").rows if r.source == "Floods")
    form = {"target": "سیل", "list": name, "next": "1"}
    reviewer.post(f"/save/{row.id}/fa/news/rain", form, if_match=row.etag)
    again = reviewer.get(f"/list/fa/news/rain?filter=untranslated&list={name}").text
    assert f'id="s-{row.id}"' in again
    anew = reviewer.get("/list/fa/news/rain?filter=untranslated").text
    assert f'id="s-{row.id}"' not in anew


def test_a_list_that_is_forgotten_is_chosen_again(reviewer: Visitor) -> None:
    text = reviewer.get("/edit/fa/news/rain?filter=untranslated&list=unknown").text
    assert "Floods" in text


def test_watching_says_304_until_something_changes(
    room: Room, rain: Project, reviewer: Visitor
) -> None:
    version = room.desk.sheet("news/rain", "fa").version
    address = f"/watch/fa/news/rain?version={version}&tab=1&at=x"
    first = reviewer.get(address)
    assert json.loads(first.text) == {"changed": False, "others": []}
    etag = first.headers["etag"]
    assert reviewer.get(address, if_none_match=etag).status == 304
    text = catalog(rain).read_text("utf-8")
    catalog(rain).write_text(text.replace("باران بند آمد.", "باران تمام شد."), "utf-8")
    assert json.loads(reviewer.get(address, if_none_match=etag).text)["changed"]


def test_others_in_the_same_catalog_are_seen_at_their_segment(
    room: Room, reviewer: Visitor, sits: Callable[[Role], Visitor]
) -> None:
    asked = f"/watch/fa/news/rain?version={room.desk.sheet('news/rain', 'fa').version}"
    reviewer.get(f"{asked}&tab=1&at=abc")
    said = sits(Role.TRANSLATOR).get(f"{asked}&tab=2&at=def")
    assert json.loads(said.text)["others"] == [["abc", "Ravi"]]
    own = reviewer.get(f"{asked}&tab=3&at=")
    assert ["abc", ""] in json.loads(own.text)["others"]


HOSTILE = """\
---
title: "<script>alert(1)</script>"
date: 2026-09-29
---

Words with <b onclick="alert(2)">markup</b> & <img src=x onerror=alert(3)> "quotes' </textarea>
"""


def test_hostile_words_stay_text_on_every_page(
    rain: Project, room: Room, reviewer: Visitor
) -> None:
    newsroom.write(rain, bad=HOSTILE)
    newsroom.synced(rain)
    newsroom.fill(rain, "fa", "bad", lambda source: source)
    for row in room.desk.sheet("bad", "fa").rows:
        pages = [reviewer.get(f"/edit/fa/bad?at={row.id}"), reviewer.get(f"/open/{row.id}/fa/bad")]
        pages += [reviewer.get("/"), reviewer.get("/rows/fa/bad")]
        for page in pages:
            assert page.status == 200
            assert "<script>alert" not in page.text
            assert "<img" not in page.text
            assert "<b onclick" not in page.text


def test_the_page_speaks_the_language_that_the_browser_wants(reviewer: Visitor) -> None:
    page = reviewer.get("/", accept_language="fa-IR,fa;q=0.9").text
    assert '<html lang="fa" dir="rtl">' in page
    assert '<html lang="en" dir="ltr">' in reviewer.get("/", accept_language="de").text


# Rows page by page


def row(number: int) -> str:
    return f"Paragraph {number} of many."


@pytest.fixture
def long(rain: Project, room: Room) -> Room:
    """An article of 120 paragraphs in `rain`, of which the first 60 are translated."""
    newsroom.write(rain, long="\n\n".join(row(n) for n in range(1, 121)) + "\n")
    newsroom.synced(rain)
    done = {row(n): f"بند {n}" for n in range(1, 61)}
    newsroom.fill(rain, "fa", "long", done.get)
    return room


def asked(room: Room, **query: str) -> DeskRequest:
    person = room.people.named("Ravi")
    assert person is not None
    parts = {"article": query.pop("article", "long"), "locale": "fa"}
    given = Given("GET", "/", parts, query, {}, {}, {}, "")
    return DeskRequest(person, wording("en"), given, NOW)


def shown(room: Room, *, opens: bool = True, **query: str) -> tuple[object, ...]:
    """The page, its first and last place, its first and last row, and the one that is open."""
    found = table(room, asked(room, **query), opens=opens)
    ends = [found.rows[at].source for at in (0, -1)] if found.rows else ["", ""]
    numbers = [int(one.split()[1]) if one else 0 for one in ends]
    open_ = int(found.open.source.split()[1]) if found.open else 0
    return (found.number, found.first, found.last, *numbers, open_)


def test_rows_come_fifty_a_page_and_the_first_that_waits_is_open(long: Room) -> None:
    assert shown(long) == (2, 51, 100, 51, 100, 61)
    assert shown(long, opens=False) == (1, 1, 50, 1, 50, 0)
    assert shown(long, page="1") == (1, 1, 50, 1, 50, 1)
    assert shown(long, page="2") == (2, 51, 100, 51, 100, 51)
    assert shown(long, page="3") == (3, 101, 120, 101, 120, 101)
    assert shown(long, page="4", opens=False) == (3, 101, 120, 101, 120, 0)
    for odd in ("0", "-1", "x", "²", "9" * 9):
        assert shown(long, page=odd, opens=False)[0] == 1


def test_a_row_that_is_asked_for_is_open_on_its_page(long: Room) -> None:
    rows = long.desk.sheet("long", "fa").rows
    assert shown(long, at=rows[110].id) == (3, 101, 120, 101, 120, 111)
    assert shown(long, at=rows[49].id, page="3") == (1, 1, 50, 1, 50, 50)
    assert shown(long, at="none", page="2") == (2, 51, 100, 51, 100, 0)
    assert shown(long, text="many. and nothing") == (1, 0, 0, 0, 0, 0)
    assert shown(long, text="Paragraph 7 ", at=rows[1].id) == (1, 1, 11, 7, 79, 0)
    assert shown(long, filter="untranslated", opens=False) == (1, 1, 50, 61, 110, 0)
    assert shown(long, filter="nonsense", opens=False)[:3] == (1, 1, 50)


def test_a_list_of_findings_has_the_rows_that_have_some(long: Room, rain: Project) -> None:
    newsroom.fill(rain, "fa", "long", {row(5): "بند 6"}.get)
    sources = [one.source for one in table(long, asked(long, filter="findings"), opens=False).rows]
    assert row(5) in sources
    assert row(61) not in sources


def test_words_of_segments_that_are_gone_are_kept_apart(long: Room) -> None:
    rows = long.desk.sheet("long", "fa").rows
    for id_ in (rows[3].id, "gone"):
        long.drafts.keep(
            "Ravi", "long", "fa", id_, UnsavedDraft("نیمه", "etag", "2026-11-29T10:00:00Z")
        )
    found = table(long, asked(long), opens=False)
    assert set(found.drafts) == {rows[3].id, "gone"}
    assert set(found.lost) == {"gone"}


def test_an_article_that_is_not_on_the_desk_is_an_error(long: Room) -> None:
    with pytest.raises(UsageError, match="no article 'snow'"):
        table(long, asked(long, article="snow"), opens=True)


def test_the_desk_finds_articles_by_words_and_by_whom_they_wait_for(
    long: Room, reviewer: Visitor
) -> None:
    def found(query: str) -> list[str]:
        text = reviewer.get(f"/?{query}").text
        return [
            name
            for name in ("fa/long", "es/long", "fa/news/rain", "es/news/rain")
            if f'href="/edit/{name}"' in text
        ]

    assert found("") == ["fa/long", "es/long", "fa/news/rain", "es/news/rain"]
    assert found("text=RAIN") == ["fa/news/rain", "es/news/rain"]
    assert found("text=long&waits=translator") == ["fa/long", "es/long"]
    assert found("waits=reviewer&text=rain") == []
    assert found("page=7") == found("")


@pytest.fixture
def many(room: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A desk with 101 articles in one language, of which every tenth waits."""
    first = room.desk.overview().rows[0]
    rows = tuple(
        replace(
            first,
            article=f"a{number:03}",
            title=f"Title {number}",
            waits_for=("reviewer" if number == 100 else "translator") if number % 10 == 0 else "",
        )
        for number in range(101)
    )
    monkeypatch.setattr(Desk, "overview", lambda _: Overview(rows))
    return room


def test_articles_come_fifty_a_page_and_those_that_wait_come_first(
    many: Room, reviewer: Visitor
) -> None:
    def found(query: str) -> list[str]:
        return re.findall(r'href="/edit/\w+/(a\d+)"', reviewer.get(f"/?{query}").text)

    order = [f"a{n:03}" for n in sorted(range(101), key=lambda n: (n % 10 != 0, n))]
    assert found("") == found("page=1") == order[:50]
    assert found("page=2") == order[50:100]
    assert found("page=3") == found("page=4") == order[100:]
    assert found("waits=reviewer") == ["a100"]
    assert found("waits=translator&text=title%2010") == ["a010"]
    text = reviewer.get("/?page=2").text
    assert "Page 2 of 3" in text
    assert ('rel="prev"' in text, 'rel="next"' in text) == (True, True)
    counted = re.findall(r"(All|Waits for a \w+) <b>(\d+)</b>", text)
    assert counted == [
        ("All", "101"),
        ("Waits for a translator", "10"),
        ("Waits for a reviewer", "1"),
    ]
    assert "Page" not in reviewer.get("/?waits=translator").text


def test_only_articles_of_the_desk_are_listed_counted_and_opened(many: Room, long: Room) -> None:
    few = seated(stranger_to(replace(many, article_names=frozenset({"a010"}))), many, Role.READER)
    text = few.get("/").text
    assert re.findall(r'href="/edit/\w+/(a\d+)"', text) == ["a010"]
    assert "All <b>1</b>" in text
    for what in ("edit", "list", "rows"):
        answer = few.get(f"/{what}/fa/long")
        assert answer.status == 404
        assert "is not on this desk" in answer.text


def test_a_row_is_opened_and_the_one_that_was_open_is_closed(long: Room, reviewer: Visitor) -> None:
    first, second, third = long.desk.sheet("long", "fa").rows[:3]
    text = reviewer.get(f"/open/{second.id}/fa/long?before={first.id}").text
    assert (f'id="s-{first.id}"' in text, f'id="s-{second.id}"' in text) == (True, True)
    assert f'id="s-{third.id}"' not in text
    assert text.count('name="target"') == 1
    assert f'id="s-{first.id}"' not in reviewer.get(f"/open/{second.id}/fa/long").text


def test_findings_are_those_of_the_words_that_are_being_typed(
    room: Room, reviewer: Visitor
) -> None:
    mud = next(r for r in room.desk.sheet("news/rain", "fa").rows if r.source.startswith("Mud"))
    asked_at = f"/findings/{mud.id}/fa/news/rain"
    assert "is-error" in reviewer.post(asked_at, {"target": "گل"}).text
    assert "is-error" not in reviewer.post(asked_at, {"target": "گل [همه جا]({1})."}).text


def test_a_style_of_another_version_or_of_no_name_is_not_there(
    room: Room, stranger: Visitor
) -> None:
    version = room.static.version
    answer = stranger.get(f"/static/{version}/desk.css")
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    for path in (f"{version}/none.css", f"{version}/desk", f"{version}x/desk.css"):
        assert stranger.get(f"/static/{path}").status == 404


def test_the_editor_opens_a_row_and_a_list_none(reviewer: Visitor) -> None:
    assert 'name="target"' in reviewer.get("/edit/fa/news/rain").text
    assert 'name="target"' not in reviewer.get("/list/fa/news/rain").text


@pytest.mark.parametrize("order", ["document", "confidence"])
def test_rows_stand_in_the_order_that_is_asked_for(reviewer: Visitor, order: str) -> None:
    text = reviewer.get(f"/edit/fa/news/rain?order={order}").text
    assert ('value="confidence" selected' in text) is (order == "confidence")
