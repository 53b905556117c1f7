"""Every generator builds its site from our editions as it builds it from the articles."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from l10n_flow.documents import DIALECTS
from l10n_flow.editions.anchors import HEADING_IDS

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


@pytest.fixture(params=sorted(GENERATORS))
def generator(request: pytest.FixtureRequest) -> Generator:
    found: Generator = GENERATORS[request.param]
    if found.program is None:
        why = f"{found.command[0]} is not here; `make test-sites` installs it"
        assert "CI" not in os.environ, why
        pytest.skip(why)
    return found


@pytest.fixture(params=["untranslated", "translated"])
def edition(request: pytest.FixtureRequest, generator: Generator) -> str:
    kind: str = request.param
    return kind


def test_an_edition_builds_as_the_articles_do(generator: Generator, edition: str) -> None:
    source, found = site(generator.dialect, "source"), site(generator.dialect, edition)
    for name, page in source.pages.items():
        assert found.pages[name].elements == page.elements, name
        assert found.pages[name].raw - page.raw == Counter(), name
    assert found.warnings - source.warnings == Counter()


def test_links_to_headings_lead_to_them_in_every_language(
    generator: Generator, edition: str
) -> None:
    pages_of = site(generator.dialect, edition).pages
    for name, page in pages_of.items():
        for target, fragment in page.links:
            if target in ("", *NAMES):
                assert fragment in pages_of[target or name].ids, (name, target, fragment)


def test_a_page_of_headings_keeps_their_ids(generator: Generator, edition: str) -> None:
    if generator.dialect == "myst":
        pytest.skip("docutils makes ids of targets; links find them by name")
    if DIALECTS[generator.dialect].anchors == "none":
        pytest.skip("an edition has no way to say an id")
    wanted = site(generator.dialect, "source").pages["headings"].ids
    assert wanted <= site(generator.dialect, edition).pages["headings"].ids


def test_our_rule_gives_the_ids_that_the_generator_gives(generator: Generator) -> None:
    found = site(generator.dialect, "source").pages["headings"].ids
    wanted = ours(HEADING_IDS[generator.ids])
    assert wanted == recorded()[generator.ids]
    missing = [(h, i) for h, i in zip(headings(), wanted, strict=True) if i and i not in found]
    assert missing == []


def test_an_edition_that_leaves_words_out_builds(generator: Generator) -> None:
    settings = f"markdown: {{dialect: {generator.dialect}}}\n"
    source = source_of(generator.dialect)
    made = edition_site(generator, source, settings, translated=False, omits=True)
    generator.build(made)


@cache
def source_of(dialect: str) -> Path:
    """The site of the articles; what its editions lie beside is made anew in each run."""
    return source_site(GENERATORS[dialect], TOOLS / "work" / dialect)


@cache
def site(dialect: str, kind: str) -> Site:
    """What the generator makes of the articles or of our editions, built once."""
    generator, source = GENERATORS[dialect], source_of(dialect)
    if kind == "source":
        return built(generator, source)
    settings = f"markdown: {{dialect: {dialect}}}\n"
    made = edition_site(generator, source, settings, translated=kind == "translated")
    return built(generator, made, NOTICE if kind == "untranslated" else "")


def built(generator: Generator, folder: Path, notice: str = "") -> Site:
    said = generator.build(folder)
    out = folder / generator.output
    found = {
        name: pages.read(out / page, notice)
        for name, page in zip(NAMES, generator.pages, strict=True)
    }
    return Site(found, Counter(warnings(said)))
