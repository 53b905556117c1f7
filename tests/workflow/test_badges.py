"""Completeness as small pictures."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from l10n_flow.reports import Completeness
from l10n_flow.workflow.badges import badge, save_badges

SVG = "{http://www.w3.org/2000/svg}"


def row(percent: int, locale: str = "es", article: str = "") -> Completeness:
    return Completeness(locale, article, (0,) * 4, (100 - percent, 0, percent, 0))


def texts(picture: str) -> list[str | None]:
    return [text.text for text in ET.fromstring(picture).iter(f"{SVG}text")]


def fills(picture: str) -> list[str | None]:
    return [box.get("fill") for box in ET.fromstring(picture).iter(f"{SVG}rect")][1:]


def test_each_language_and_the_sum_have_a_badge(tmp_path: Path) -> None:
    rows = [row(97), row(71, "fa"), row(88, ""), row(3, article="brief")]
    names = [path.name for path in save_badges(tmp_path / "badges", rows)]
    assert names == ["es.svg", "fa.svg", "all.svg"]


def test_a_badge_speaks_its_language(tmp_path: Path) -> None:
    save_badges(tmp_path, [row(97), row(71, "fa"), row(88, "")])
    assert texts((tmp_path / "es.svg").read_text("utf-8")) == ["español", "97 %"]
    assert texts((tmp_path / "fa.svg").read_text("utf-8")) == ["۷۱٪", "فارسی"]
    assert texts((tmp_path / "all.svg").read_text("utf-8")) == ["translated", "88 %"]


def test_what_has_not_changed_is_not_written(tmp_path: Path) -> None:
    save_badges(tmp_path, [row(97), row(71, "fa")])
    assert save_badges(tmp_path, [row(97), row(72, "fa")]) == (tmp_path / "fa.svg",)


def test_a_share_is_rounded_down(tmp_path: Path) -> None:
    almost = Completeness("es", "", (0,) * 4, (1, 0, 999, 0))
    save_badges(tmp_path, [almost])
    assert texts((tmp_path / "es.svg").read_text("utf-8")) == ["español", "99 %"]


def test_the_colour_goes_with_the_share() -> None:
    colours = [fills(badge("es", "x", share))[1] for share in (0, 24, 25, 50, 75, 90, 99, 100)]
    assert colours[0] == colours[1]
    assert colours[5] == colours[6]
    assert len(set(colours)) == 6


def test_the_name_is_on_the_right_where_one_reads_from_there() -> None:
    assert texts(badge("فارسی", "۷۱٪", 71, "fa")) == ["۷۱٪", "فارسی"]


@pytest.mark.parametrize("words", ["a<b>&\"'", "]]>", "</text><script>", "\x1b\u202e\x00"])
def test_words_stay_words(words: str) -> None:
    picture = badge(words, words, 50)
    root = ET.fromstring(picture)
    assert {part.tag.removeprefix(SVG) for part in root.iter()} == {
        "svg", "title", "clipPath", "rect", "g", "text",
    }  # fmt: skip
    shown = texts(picture)[0]
    assert shown == words or "\x1b" in words


def test_a_picture_says_what_it_shows_to_those_who_cannot_see_it() -> None:
    root = ET.fromstring(badge("español", "97 %", 97, "es"))
    assert (root.get("role"), root.get("aria-label")) == ("img", "español: 97 %")


def test_boxes_stand_side_by_side_and_fill_the_picture() -> None:
    root = ET.fromstring(badge("和平", "100 %", 100, "zh"))
    _, first, second = root.iter(f"{SVG}rect")
    assert first.get("x") == "0"
    assert second.get("x") == first.get("width")
    width = float(first.get("width") or 0) + float(second.get("width") or 0)
    assert float(root.get("width") or 0) == width


def test_a_project_without_words_is_complete(tmp_path: Path) -> None:
    save_badges(tmp_path, [Completeness("es", "", (0,) * 4, (0,) * 4)])
    assert texts((tmp_path / "es.svg").read_text("utf-8")) == ["español", "100 %"]
