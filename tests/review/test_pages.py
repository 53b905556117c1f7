"""What is shown, and what stays text."""

from __future__ import annotations

import json
from pathlib import Path

from l10n_flow.project import Project
from l10n_flow.review.room import Room
from tests.workflow import newsroom

from .conftest import Visitor


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
    assert reviewer.get("/nothing").status == 404


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
    room: Room, reviewer: Visitor
) -> None:
    version = room.desk.sheet("news/rain", "fa").version
    reviewer.get(f"/watch/fa/news/rain?version={version}&tab=1&at=abc")
    said = reviewer.get(f"/watch/fa/news/rain?version={version}&tab=2&at=")
    assert json.loads(said.text)["others"] == [["abc", "Ravi"]]


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
