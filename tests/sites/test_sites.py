"""Every generator builds its site from our editions as it builds it from the articles."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from l10n_flow.language import HEADING_IDS

from . import pages
from .editions import NOTICE, edition_site, source_site
from .generators import GENERATORS, NAMES, TOOLS, Generator, warnings
from .headings_file import headings, ours, recorded
from .pages import Page

pytestmark = pytest.mark.sites


@dataclass(frozen=True, slots=True)
class Site:
    """What a generator made."""

    pages: dict[str, Page]
    warnings: Counter[str]


@dataclass(frozen=True, slots=True)
class Three:
    """The site of the articles and those of our editions."""

    source: Site
    untranslated: Site
    translated: Site


# What builds a site builds it once: all its tests are one worker's.
EACH = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in sorted(GENERATORS)]


@pytest.fixture(params=EACH)
def generator(request: pytest.FixtureRequest) -> Generator:
    found: Generator = GENERATORS[request.param]
    if found.program is None:
        why = f"{found.command[0]} is not here; `make test-sites` installs it"
        assert "CI" not in os.environ, why
        pytest.skip(why)
    return found


def test_nothing_translated_builds_as_the_articles_do(generator: Generator) -> None:
    three = sites(generator.dialect)
    assert_alike(three.source, three.untranslated)


def test_everything_translated_builds_as_the_articles_do(generator: Generator) -> None:
    three = sites(generator.dialect)
    assert_alike(three.source, three.translated)


def test_links_to_headings_lead_to_them_in_every_language(generator: Generator) -> None:
    three = sites(generator.dialect)
    for name, page in three.source.pages.items():
        for site in (three.untranslated, three.translated):
            assert page.ids <= site.pages[name].ids, name


def test_our_rule_gives_the_ids_that_the_generator_gives(generator: Generator) -> None:
    found = sites(generator.dialect).source.pages["headings"].ids
    wanted = ours(HEADING_IDS[generator.ids])
    assert wanted == recorded()[generator.ids]
    missing = [(h, i) for h, i in zip(headings(), wanted, strict=True) if i and i not in found]
    assert missing == []


def test_words_are_translated_and_readers_are_told_where_they_are_not(
    generator: Generator,
) -> None:
    three = sites(generator.dialect)
    assert "water" in three.source.pages["guide"].text
    assert "water" not in three.translated.pages["guide"].text.replace("-of-water", "")


def assert_alike(source: Site, edition: Site) -> None:
    for name, page in source.pages.items():
        found = edition.pages[name]
        assert found.elements == page.elements, name
        assert found.raw - page.raw == Counter(), name
    assert edition.warnings - source.warnings == Counter()


@cache
def sites(dialect: str) -> Three:
    """Each is built once."""
    generator = GENERATORS[dialect]
    source = source_site(generator, TOOLS / "work" / dialect)
    settings = f"markdown: {{dialect: {dialect}}}\n"
    return Three(
        built(generator, source),
        built(generator, edition_site(generator, source, settings, translated=False), NOTICE),
        built(generator, edition_site(generator, source, settings, translated=True)),
    )


def built(generator: Generator, site: Path, notice: str = "") -> Site:
    said = generator.build(site)
    out = site / generator.output
    found = {
        name: pages.read(out / page, notice)
        for name, page in zip(NAMES, generator.pages, strict=True)
    }
    return Site(found, Counter(warnings(said)))
