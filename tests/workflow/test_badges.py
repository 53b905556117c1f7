"""Completeness as badges that shields.io draws."""

from __future__ import annotations

import json
from pathlib import Path

from l10n_flow.reports import Completeness
from l10n_flow.workflow.badges import badge, save_badges


def row(percent: int, locale: str = "es", article: str = "") -> Completeness:
    return Completeness(locale, article, (0,) * 4, (100 - percent, 0, percent, 0))


def held(file: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(file.read_text("utf-8"))
    return found


def test_each_language_and_the_sum_have_a_badge(tmp_path: Path) -> None:
    rows = [row(97), row(71, "fa"), row(88, ""), row(3, article="brief")]
    names = [path.name for path in save_badges(tmp_path / "badges", rows)]
    assert names == ["es.json", "fa.json", "all.json"]


def test_a_badge_is_what_shields_io_asks_for_in_its_language(tmp_path: Path) -> None:
    save_badges(tmp_path, [row(97), row(71, "fa"), row(88, "")])
    shown = ["label", "message", "color"]
    found = {path.stem: held(path) for path in tmp_path.iterdir()}
    assert all(list(one) == ["schemaVersion", *shown] for one in found.values())
    assert all(one["schemaVersion"] == 1 for one in found.values())
    assert {name: [one[key] for key in shown] for name, one in found.items()} == {
        "es": ["español", "97 %", "green"],
        "fa": ["فارسی", "۷۱٪", "yellow"],
        "all": ["translated", "88 %", "yellowgreen"],
    }


def test_what_has_not_changed_is_not_written(tmp_path: Path) -> None:
    save_badges(tmp_path, [row(97), row(71, "fa")])
    assert save_badges(tmp_path, [row(97), row(72, "fa")]) == (tmp_path / "fa.json",)


def test_a_share_is_rounded_down_and_so_is_its_colour(tmp_path: Path) -> None:
    save_badges(tmp_path, [Completeness("es", "", (0,) * 4, (1, 0, 999, 0))])
    assert held(tmp_path / "es.json")["message"] == "99 %"
    assert held(tmp_path / "es.json")["color"] == "green"


def test_the_colour_goes_with_the_share() -> None:
    shares = (0, 24, 25, 49, 50, 74, 75, 89, 90, 99, 100)
    names = "red red orange orange yellow yellow yellowgreen yellowgreen green green brightgreen"
    assert [badge("es", share)["color"] for share in shares] == names.split()


def test_a_share_that_is_inexact_by_a_hair_is_the_whole_number() -> None:
    assert badge("es", 0.29 * 100)["message"] == "29 %"


def test_a_project_without_words_is_complete(tmp_path: Path) -> None:
    save_badges(tmp_path, [Completeness("es", "", (0,) * 4, (0,) * 4)])
    assert held(tmp_path / "es.json")["message"] == "100 %"
