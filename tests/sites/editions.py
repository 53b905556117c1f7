"""A site of one dialect, and its editions in the places where the generator looks for articles."""

from __future__ import annotations

import shutil
from pathlib import Path

from l10n_flow.project import find
from l10n_flow.workflow.building.build import build
from l10n_flow.workflow.sync import sync
from tests.whole_site import invented
from tests.workflow.newsroom import fill

from .generators import HEADINGS, HERE, Generator

NOTICE = "این مطلب هنوز ترجمه نشده"
"""How the notice of a Persian edition begins in which nothing is translated."""
SETTINGS = """\
source: en
locales: [fa]
content: {content}
include: ["**/*.md"]
"""


def source_site(generator: Generator, folder: Path) -> Path:
    """A copy of the generator's site in `folder`, with the page of headings."""
    site = folder / "source"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / generator.dialect, site)
    page = generator.top + HEADINGS.read_text("utf-8")
    (site / generator.content / "headings.md").write_text(page, "utf-8", newline="")
    return site


def edition_site(
    generator: Generator,
    source: Path,
    settings: str,
    *,
    translated: bool,
    omits: bool = False,
) -> Path:
    """The site with the Persian editions of its articles in their places.

    `translated` gives every segment words that nobody wrote; else nothing is translated. `omits`
    gives them to those of an even length, and leaves out the others.
    """
    name = "partly" if omits else "translated" if translated else "untranslated"
    site = source.parent / name

    def words(source: str) -> str | None:
        return None if omits and len(source) % 2 else invented(source, "fa")

    made = shutil.ignore_patterns(".docusaurus", "cache", Path(generator.output).name)
    shutil.copytree(source, site, ignore=made, dirs_exist_ok=True)
    publish = f"publish: {{empty: publish, untranslated: {'omit' if omits else 'source'}}}\n"
    text = SETTINGS.format(content=generator.content) + publish + settings
    (site / "l10n-flow.yaml").write_text(text, "utf-8")
    project = find(site)
    sync(project, project.articles(), project.languages)
    if translated or omits:
        for article in project.articles():
            fill(project, "fa", article.name, words)
    report = build(project, project.articles(), ["fa"], out=source.parent / "editions")
    assert report.failures == report.findings == (), (report.failures, report.findings)
    shutil.copytree(source.parent / "editions" / "fa", site / generator.content, dirs_exist_ok=True)
    shutil.rmtree(source.parent / "editions")
    for left in ("l10n-flow.yaml", "locales", ".l10n-flow"):
        place = site / left
        shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    return site
