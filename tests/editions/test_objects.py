"""An article's object with all its editions, value by value."""

from __future__ import annotations

import json

from l10n_flow.editions.objects import has, joined
from l10n_flow.project import Project
from l10n_flow.workflow.building.build import build
from tests.workflow.newsroom import configure, fill, synced, write

RAIN = """\
---
title: Rain
slug: rain
summary: ""
date: 2020-09-29
draft: FALSE
featured: true
weight: 5
ratio: 1.5
large: 1e400
hex: 0x1F
empty: ~
authors: [ana, {name: Bea}]
extra: {a: {b: [1, 2]}, none: {}}
---

# Floods

Mud.
"""


def test_an_object_has_every_value_in_its_type(project: Project) -> None:
    write(project, rain=RAIN)
    project = configure(project)
    synced(project)
    fill(project, "fa", "rain", {"Rain": "باران NATO", "Mud.": "گل."}.get)
    assert build(project, project.articles(), project.languages, to="json").failures == ()
    text = (project.output / "json" / "rain.json").read_text("utf-8")
    assert '"title": "باران' in text  # people can read it, too
    whole = json.loads(text)
    assert [whole[name] for name in ("generator", "article", "source")] == [
        "l10n-flow", "rain", "en",
    ]  # fmt: skip
    english, persian = whole["editions"]["en"], whole["editions"]["fa"]
    assert english["fields"] == {
        "date": "2020-09-29",
        "draft": False,
        "featured": True,
        "weight": 5,
        "ratio": 1.5,
        "large": "1e400",
        "hex": "0x1F",
        "empty": None,
        "authors": ["ana", {"name": "Bea"}],
        "extra": {"a": {"b": [1, 2]}},
    }
    assert (english["title"], english["slug"], english["summary"]) == ("Rain", "rain", "")
    assert (english["displayed_date"], english["reading_time"]) == ("September 29, 2020", 1)
    assert english["markdown"].startswith("# Floods\n\nMud.")
    assert (english["lang"], english["dir"], english["notice"]) == ("en", "ltr", "")
    assert (persian["lang"], persian["dir"], persian["displayed_date"]) == (
        "fa", "rtl", "۸ مهر ۱۳۹۹",
    )  # fmt: skip
    assert persian["title"] == "باران \u2068NATO\u2069"
    assert "گل." in persian["markdown"]
    assert persian["notice"]
    assert persian["translation"]["status"] == "partial"
    assert persian["slug"] == "باران-nato"
    assert persian["fields"]["authors"] == ["ana", {"name": "Bea"}]


def test_editions_that_stay_are_kept_from_the_former_object() -> None:
    held = joined("rain", "en", {"es": b'{"a": 1}', "fa": b'{"b": 2}'}, None, ())
    again = json.loads(joined("rain", "en", {"en": b'{"c": 3}'}, held, ("fa", "ar")))
    assert again["editions"] == {"en": {"c": 3}, "fa": {"b": 2}}
    for damaged in (b"", b"{", b"[]", b'{"editions": []}', b"[" * 100_000):
        found = json.loads(joined("rain", "en", {}, damaged, ("fa",)))
        assert found["editions"] == {}


def test_an_object_has_an_edition_with_a_translation() -> None:
    def held(**translation: object) -> bytes:
        return json.dumps({"editions": {"fa": translation, "es": "x"}}).encode()

    assert has(held(translation={"status": "partial"}), "fa")
    assert has(held(), "fa")
    assert not has(held(translation={"status": "untranslated"}), "fa")
    assert not has(held(), "es")
    assert not has(held(), "ar")
