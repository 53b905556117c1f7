"""Hugo, Jekyll and Pelican show our editions as one article in several languages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin

import pytest

from l10n_flow.project import find
from l10n_flow.workflow.building.build import build
from l10n_flow.workflow.sync import sync
from tests.sites.generators import TOOLS

pytestmark = pytest.mark.sites

ROOT = Path(__file__).parents[2]
PAGE = (
    '<html lang="{lang}" dir="{dir}"><title>{title}</title>{others}<time datetime="{date}"></time>'
    "{content}</html>"
)


class System(NamedTuple):
    """A generator, its site around our folder, and its template for an article."""

    program: Callable[[], str | None]
    arguments: tuple[str, ...]
    content: str
    files: Mapping[str, str]
    output: str


def _tool(name: str) -> str | None:
    places = [TOOLS / folder / "bin" / name for folder in ("venv", name)]
    there = next((str(place) for place in places if place.exists()), None)
    return there or shutil.which(name)


def _page(**parts: str) -> str:
    return PAGE.format_map(parts)


SYSTEMS = {
    "hugo": System(
        lambda: _tool("hugo"),
        (),
        "content",
        {
            "config/_default/hugo.yaml": "baseURL: https://example.org/\n"
            "defaultContentLanguage: en\n"
            "defaultContentLanguageInSubdir: true\ndisableKinds: [RSS, sitemap, taxonomy, term]\n"
            "markup: {goldmark: {renderer: {unsafe: true}}}\n",
            "layouts/_shortcodes/version.html": "1",
            "layouts/_shortcodes/toc.html": "",
            "layouts/all.html": _page(
                lang="{{ site.Language.Lang }}",
                dir="{{ .Params.dir }}",
                title="{{ .Title }}",
                others='{{ range .Translations }}<link hreflang="{{ .Language.Lang }}" '
                'href="{{ .RelPermalink }}">{{ end }}',
                date='{{ if .IsPage }}{{ .Date.Format "2006-01-02" }}{{ end }}',
                content="{{ .Content }}",
            ),
        },
        "public",
    ),
    "jekyll": System(
        lambda: _tool("jekyll"),
        ("build", "--quiet"),
        ".",
        {
            "_config.yml": "markdown: kramdown\n"
            "defaults: [{scope: {path: ''}, values: {layout: a}}]\n",
            "_layouts/a.html": _page(
                lang="{{ page.lang }}",
                dir="{{ page.direction }}",
                title="{{ page.title }}",
                others="{% assign same = site.pages | where: 'ref', page.ref %}{% for p in same %}"
                "{% if p.lang != page.lang %}"
                '<link hreflang="{{ p.lang }}" href="{{ p.url }}">{% endif %}{% endfor %}',
                date='{{ page.date | date: "%Y-%m-%d" }}',
                content="{{ content }}",
            ),
        },
        "_site",
    ),
    "pelican": System(
        lambda: _tool("pelican"),
        ("content", "-s", "pelicanconf.py", "-o", "public", "--quiet"),
        "content",
        {
            "pelicanconf.py": 'SITENAME = "x"\nTIMEZONE = "UTC"\nDEFAULT_LANG = "en"\n'
            'ARTICLE_TRANSLATION_ID = "translation_id"\nARTICLE_PATHS = ["en", "es", "fa"]\n'
            'STATIC_PATHS = ARTICLE_PATHS\nTHEME_TEMPLATES_OVERRIDES = ["templates"]\n'
            'ARTICLE_URL = ARTICLE_SAVE_AS = "{lang}/{slug}.html"\n'
            'ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = "{lang}/{slug}.html"\n'
            "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None\n",
            "templates/article.html": _page(
                lang="{{ article.lang }}",
                dir="{{ article.dir }}",
                title="{{ article.title }}",
                others="{% for t in article.translations %}"
                '<link hreflang="{{ t.lang }}" href="/{{ t.url }}">{% endfor %}',
                date='{{ article.date.strftime("%Y-%m-%d") }}',
                content="{{ article.content }}",
            ),
        },
        "public",
    ),
}


@pytest.fixture(scope="module", params=SYSTEMS)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample newsroom's pages, by the generator."""
    system = SYSTEMS[request.param]
    program = system.program()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail(f"{request.param} is not installed")
        pytest.skip(f"{request.param} is not installed: make test-sites")
    top = tmp_path_factory.mktemp(request.param)
    for name in ("content", "locales"):
        shutil.copytree(ROOT / name, top / "room" / name)
    for name in ("l10n-flow.yaml", "taxonomy.yaml", "terms.yaml"):
        shutil.copy(ROOT / name, top / "room")
    project = find(top / "room")
    sync(project, project.articles(), project.languages)
    site = top / "site"
    out = site / system.content
    report = build(project, project.articles(), project.languages, to=request.param, out=out)
    assert report.failures == ()
    for name, text in system.files.items():
        file = site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    if (out / "languages.yaml").exists():
        (out / "languages.yaml").rename(site / "config" / "_default" / "languages.yaml")
    done = subprocess.run(
        [program, *system.arguments],
        cwd=site,
        env=os.environ | {"LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return site / system.output


def articles(pages: Path) -> dict[str, str]:
    """Every page with a title of the newsroom's, by its address."""
    found = {}
    for path in pages.rglob("*.html"):
        text = path.read_text("utf-8")
        address = "/" + path.relative_to(pages).as_posix().removesuffix("index.html")
        if re.search(r'<time datetime="2026-', text):
            found[address] = text
    return found


def others(text: str) -> dict[str, str]:
    return {
        lang: unquote(address)
        for lang, address in re.findall(r'<link hreflang="(\w+)" href="([^"]+)">', text)
    }


def test_every_page_knows_its_other_languages(pages: Path) -> None:
    found = articles(pages)
    assert len(found) >= 17
    for address, text in found.items():
        lang = re.search(r'<html lang="(\w+)"', text)
        assert lang is not None
        for other, there in others(text).items():
            assert there in found, (address, there)
            assert others(found[there])[lang[1]] == address
            assert f'<html lang="{other}"' in found[there]


def test_direction_dates_and_joiners_are_there(pages: Path) -> None:
    found = articles(pages)
    persian = {a: t for a, t in found.items() if '<html lang="fa"' in t}
    assert len(persian) >= 5
    assert [a for a, text in persian.items() if '<html lang="fa" dir="rtl"' not in text] == []
    river = next(t for t in persian.values() if "«رودخانه منتظر معاهده نمی‌ماند»</title>" in t)
    assert '<time datetime="2026-10-12">' in river
    assert "می‌کند" in river
    assert any("رودخانه-منتظر-معاهده-نمی-ماند" in address for address in persian)


def test_links_between_articles_and_to_images_lead_somewhere(pages: Path) -> None:
    for address, text in articles(pages).items():
        body = text.partition("</time>")[2]
        for link in re.findall(r'(?:href|src)="(?![a-z]+:)([^"#]+)', body):
            there = unquote(urljoin(address, link)).lstrip("/")
            assert (
                any((pages / there / name).is_file() for name in ("", "index.html"))
                or (pages / there).is_file()
            ), (address, link)
