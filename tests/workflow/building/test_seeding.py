"""Addresses: seeded once from a translated title, and kept."""

from __future__ import annotations

import json

import pytest

from l10n_flow.errors import ConfigError
from l10n_flow.project import Project
from l10n_flow.workflow.building.build import build
from tests.workflow.newsroom import (
    BRIEF,
    SPANISH,
    built,
    catalog_path,
    configure,
    fill,
    front,
    synced,
    translate,
    write,
)


def test_a_slug_is_seeded_from_the_translated_title_and_stays(newsroom: Project) -> None:
    built(newsroom)
    assert front(newsroom, "es", "brief")["slug"] == "lluvia"
    assert front(newsroom, "fa", "brief")["slug"] == "rain"
    frozen = newsroom.frozen_path("es").read_text("utf-8")
    assert frozen.endswith("articles:\n  brief:\n    slug: lluvia\n")
    assert not newsroom.frozen_path("fa").exists()
    translate(newsroom, "es", "brief", Rain="Aguacero")
    built(newsroom)
    assert front(newsroom, "es", "brief")["slug"] == "lluvia"
    assert newsroom.frozen_path("es").read_text("utf-8") == frozen


def test_a_slug_that_somebody_wrote_is_the_editions(newsroom: Project) -> None:
    built(newsroom)
    frozen = newsroom.frozen_path("es")
    frozen.write_text(frozen.read_text("utf-8").replace("lluvia", "la-lluvia"), "utf-8")
    built(newsroom)
    assert front(newsroom, "es", "brief")["slug"] == "la-lluvia"
    frozen.unlink()
    built(newsroom)
    assert front(newsroom, "es", "brief")["slug"] == "lluvia"
    assert frozen.exists(), "seeded anew"


def test_slugs_are_unique_in_a_language_whichever_articles_are_built(project: Project) -> None:
    write(project, a=BRIEF, b=BRIEF, c="---\nlang: es\ntitle: Otra\nslug: lluvia\n---\n")
    synced(project)
    for name in ("a", "b"):
        fill(project, "es", name, SPANISH.get)
    (only_b,) = [article for article in project.articles() if article.name == "b"]
    build(project, [only_b], ["es"])
    assert front(project, "es", "b")["slug"] == "lluvia-2"
    built(project)
    assert front(project, "es", "a")["slug"] == "lluvia-3"
    assert front(project, "es", "b")["slug"] == "lluvia-2"
    assert front(project, "es", "c")["slug"] == "lluvia"


def test_a_machines_title_names_no_address(newsroom: Project) -> None:
    path = catalog_path(newsroom, "es", "brief")
    text = path.read_text("utf-8").replace('msgid "Rain"', '#, fuzzy\nmsgid "Rain"')
    path.write_text(text, "utf-8")
    built(newsroom)
    assert front(newsroom, "es", "brief")["slug"] == "rain"
    assert not newsroom.frozen_path("es").exists()


def test_an_edition_that_nobody_has_seen_has_no_address_yet(newsroom: Project) -> None:
    newsroom = configure(newsroom, "publish: {untranslated: hide-article}\n")
    translate(newsroom, "es", "brief", **{"Mud.": ""})
    built(newsroom)
    assert not newsroom.frozen_path("es").exists()
    translate(newsroom, "es", "brief", Rain="Aguacero", **{"Mud.": "Lodo."})
    built(newsroom)
    assert front(newsroom, "es", "brief")["slug"] == "aguacero"
    assert newsroom.frozen_path("es").exists()


def test_frozen_values_that_cannot_be_read_stop_the_build(newsroom: Project) -> None:
    newsroom.frozen_path("es").parent.mkdir(exist_ok=True)
    newsroom.frozen_path("es").write_text("articles: [\n")
    with pytest.raises(ConfigError):
        built(newsroom)


def test_a_title_that_is_translated_later_names_the_address(newsroom: Project) -> None:
    translate(newsroom, "es", "brief", Rain="")
    built(newsroom)
    built(newsroom)
    assert front(newsroom, "es", "brief")["slug"] == "rain"
    translate(newsroom, "es", "brief", Rain="Aguacero")
    built(newsroom)
    assert front(newsroom, "es", "brief")["slug"] == "aguacero"


def test_articles_whose_addresses_are_known_are_not_read_again(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(newsroom)
    built(newsroom)

    def read(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("l10n_flow.documents.read_metadata", read)
    built(newsroom)


@pytest.mark.parametrize("note", ["[]", "soon", '["en", {"slug": 3}, {"es": "", "fa": ""}]'])
def test_an_odd_ledger_of_addresses_is_as_good_as_none(newsroom: Project, note: str) -> None:
    built(newsroom)
    path = next(p for p in (newsroom.state / "seeds").iterdir() if b'"brief"' in p.read_bytes())
    line = json.dumps(json.dumps(["en", {"slug": "rain"}, {"en": "", "es": "Lluvia", "fa": ""}]))
    held = path.read_text("utf-8")
    assert line in held.replace("\\\\u", "\\u"), held
    path.write_text(held.replace(line, json.dumps(note)), "utf-8")
    newsroom.frozen_path("es").unlink()
    built(newsroom)
    assert front(newsroom, "es", "brief")["slug"] == "lluvia"


def test_a_damaged_catalog_keeps_no_other_language_from_its_address(newsroom: Project) -> None:
    fill(newsroom, "fa", "brief", {"Rain": "باران"}.get)
    catalog_path(newsroom, "es", "brief").write_bytes(b'msgid "broken')
    built(newsroom)
    assert "باران" in (newsroom.catalogs / "fa" / "frozen.yaml").read_text("utf-8")
