"""The founding page: imported, translated, and published in three languages."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

from l10n_flow.project import Project, find
from l10n_flow.workflow.building.build import build
from l10n_flow.workflow.checking.article import context_of
from l10n_flow.workflow.checking.readback import read_back
from l10n_flow.workflow.import_ import import_
from l10n_flow.workflow.sync import sync
from tests.workflow.newsroom import fill

pytest.importorskip("jinja2")
pytest.importorskip("nh3")
pytest.importorskip("lxml")

FURNITURE = {
    "en": ("Latest content", "to read", "No comments"),
    "es": ("Últimas publicaciones", "de lectura", "Sin comentarios"),
    "fa": ("تازه‌ترین مطالب", "دقیقه مطالعه", "بدون دیدگاه"),
}


def _said(word: str, source: str) -> str:
    del source
    return word


def test_the_furniture_of_the_founding_page_is_in_the_language_of_each_page(
    project: Project, shared: Path
) -> None:
    import_(project, [shared / "seed" / "article-page.txt"])
    file = project.root / "l10n-flow.yaml"
    file.write_text(
        "source: en\nlocales: [es, fa]\npublish: {empty: publish}\n"
        "site: {url: https://news.example/}\n",
        "utf-8",
    )
    project = find(project.root)
    (article,) = [
        a
        for a in project.articles()
        if "interview" in a.path.read_text("utf-8")[:900] and len(a.path.read_text("utf-8")) > 4000
    ]
    text = article.path.read_text("utf-8")
    article.path.write_text(text.replace("\n---\n", "\ncomments: 0\n---\n", 1), "utf-8")
    sync(project, project.articles(), project.languages)
    for locale, word in (("es", "Palabras en español"), ("fa", "واژه‌های فارسی")):
        for one in project.articles():
            fill(project, locale, one.name, partial(_said, word))
    report = build(project, project.articles(), project.languages, to="site")
    assert report.failures == ()
    for locale, words in FURNITURE.items():
        home = (project.output / "site" / locale / "index.html").read_text("utf-8")
        place = f"{locale}/{Path(article.relative).with_suffix('.html')}"
        page = (project.output / "site" / place).read_text("utf-8")
        others = [said for other, found in FURNITURE.items() if other != locale for said in found]
        assert all(said in page for said in words), (locale, words)
        assert words[0] in home
        assert not [said for said in others if said in page or said in home]
        assert len(re.findall("<h2[ >]", page)) == 3
        assert len(re.findall(r'<article class="site-card', home)) == 9
    context = context_of(project, project.languages)
    found = read_back(context, project.articles())
    assert [(one.check, one.message) for one in found] == []
