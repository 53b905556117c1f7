"""The sample newsroom's whole site, as validators, crawlers and browsers read it.

`python -m tests.site.test_newspaper` takes the pictures of it anew that the documentation shows.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from .newspaper import ROOT, published

etree = pytest.importorskip("lxml.etree")
pytest.importorskip("jinja2")
pytest.importorskip("nh3")

SCHEMAS = Path(__file__).parent / "schemas"
VNU = ROOT / "build" / "sites" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
PICTURES = ROOT / "docs" / "images"


@pytest.fixture(scope="module")
def site(published_newsroom: Path) -> Path:
    return published_newsroom / "build" / "site"


def pages(site: Path) -> Sequence[Path]:
    return sorted(site.rglob("*.html"))


def test_feeds_and_the_map_are_what_their_standards_ask_for(site: Path) -> None:
    atom = etree.RelaxNG(etree.parse(str(SCHEMAS / "atom.rng")))
    feeds = sorted(site.rglob("feed.xml"))
    assert len(feeds) > 20
    for feed in feeds:
        assert atom.validate(etree.parse(str(feed))), (feed, atom.error_log)
    plan = etree.XMLSchema(etree.parse(str(SCHEMAS / "sitemap.xsd")))
    assert plan.validate(etree.parse(str(site / "sitemap.xml"))), plan.error_log


def test_every_address_within_the_site_leads_somewhere(site: Path) -> None:
    ids = {
        page: set(re.findall(r'\bid="([^"]+)"', page.read_text("utf-8"))) for page in pages(site)
    }
    for page in pages(site):
        text = page.read_text("utf-8")
        for address in re.findall(r'(?:href|src)="([^"]*)"', text):
            parts = urlsplit(address)
            if parts.scheme or page.name == "404.html":
                continue
            target = page.parent / unquote(parts.path) if parts.path else page
            target = Path(os.path.normpath(target))
            assert target.is_file(), (page, address)
            if parts.fragment:
                assert unquote(parts.fragment) in ids[target], (page, address)


def test_alternates_are_reciprocal_across_the_whole_site(site: Path) -> None:
    named: dict[str, set[tuple[str, str]]] = {}
    for page in pages(site):
        text = page.read_text("utf-8")
        own = re.search(r'<link rel="canonical" href="([^"]*)"', text)
        if own:
            found = re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)"', text)
            named[own[1]] = set(found)
    assert len(named) > 50
    for address, others in named.items():
        for _, other in others:
            assert named[other] == others, (address, other)


def test_linked_data_of_every_article_names_its_languages_both_ways(site: Path) -> None:
    articles: dict[str, dict[str, Any]] = {}
    for page in pages(site):
        found = re.search(
            r'<script type="application/ld\+json">(.*?)</script>', page.read_text("utf-8")
        )
        if found:
            data = json.loads(found[1])
            articles[data["@id"]] = data
    assert len(articles) == 21
    for address, data in articles.items():
        assert {"headline", "datePublished", "author", "inLanguage", "publisher"} <= set(data)
        for work in data.get("workTranslation", []):
            assert articles[work["@id"]]["translationOfWork"]["@id"] == address
        original = data.get("translationOfWork")
        if original:
            ids = [work["@id"] for work in articles[original["@id"]]["workTranslation"]]
            assert address in ids


KEPT = ("2026-09-28: ", "2026-10-30: ")
"""A list that an article keeps in its own language for all editions (`l10n: skip`)."""

ARABIC = re.compile(r"[\u0600-\u06ff]")


def test_the_language_that_a_page_says_is_the_one_that_its_words_are_in(site: Path) -> None:
    """A validator does not notice Persian under lang="en": we do."""
    for page in pages(site):
        body = re.search(
            r'<div class="site-body">(.*?)</div>\n<footer', page.read_text("utf-8"), re.DOTALL
        )
        if body is None:
            continue
        tree = etree.fromstring(f"<div>{body[1]}</div>", etree.HTMLParser(encoding="utf-8"))
        top = page.relative_to(site).parts[0]
        for block in tree.iter("p", "li", "h2", "h3", "td"):
            words = "".join(block.itertext())
            letters = [c for c in words if c.isalpha()]
            if len(letters) < 20 or words.startswith(KEPT):
                continue
            spans = block.xpath(".//*[@lang]")
            lang = block.get("lang") or (spans[0].get("lang") if spans else top)
            is_arabic = sum(bool(ARABIC.match(c)) for c in letters) > len(letters) / 2
            assert is_arabic == (lang == "fa"), (page, words)


# With what is not in every place: `make test-sites` and CI have it.


def _needs(is_there: object, what: str) -> None:
    if not is_there:
        if os.environ.get("CI"):
            pytest.fail(f"{what} must be there in CI")
        pytest.skip(f"{what} is not there")


@pytest.mark.sites
def test_every_page_is_valid_html(site: Path) -> None:
    java = shutil.which("java")
    _needs(java, "Java")
    _needs(VNU.is_file(), "vnu-jar (make test-sites installs it)")
    command = [str(java), "-jar", str(VNU), "--skip-non-html", "--format", "gnu", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


EXTRUCT = """
import extruct, json, pathlib, sys
told = {}
for page in sorted(pathlib.Path(sys.argv[1]).rglob("*.html")):
    found = extruct.extract(page.read_text("utf-8"), syntaxes=["json-ld", "opengraph"])
    told[page.relative_to(sys.argv[1]).as_posix()] = found
json.dump(told, sys.stdout)
"""


@pytest.mark.sites
def test_another_program_reads_the_data_that_pages_have_for_machines(site: Path) -> None:
    python = ROOT / "build" / "sites" / "venv" / "bin" / "python"
    has_extruct = (
        python.exists()
        and not subprocess.run(
            [str(python), "-c", "import extruct"], capture_output=True, check=False
        ).returncode
    )
    _needs(has_extruct, "extruct (make test-sites installs it)")
    done = subprocess.run(
        [str(python), "-c", EXTRUCT, str(site)], capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    articles = {place: found["json-ld"] for place, found in told.items() if found["json-ld"]}
    assert len(articles) == 21
    for place, (data,) in articles.items():
        (graph,) = told[place]["opengraph"]
        graphed = dict(graph["properties"])
        assert data["@type"] == "NewsArticle"
        assert data["inLanguage"] == place.partition("/")[0]
        assert graphed["og:title"] == data["headline"]
        assert graphed["og:url"] == data["@id"]
        assert data["identifier"].endswith(".md")


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("google-chrome")


SHOWN = (
    ("site-home-en.png", "en/index.html", 1200, 1330),
    ("site-home-es.png", "es/index.html", 1200, 1330),
    ("site-home-fa.png", "fa/index.html", 1200, 1330),
    ("site-article-en.png", "en/features/*.html", 1000, 1400),
    ("site-article-es.png", "es/features/*.html", 1000, 1400),
    ("site-article-fa.png", "fa/features/*.html", 1000, 1400),
)


def photographed(site: Path, page: str, target: Path, width: int, height: int) -> None:
    (source,) = site.glob(page)
    with tempfile.TemporaryDirectory() as profile:
        command = [
            str(chromium()), "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            f"--user-data-dir={profile}", f"--window-size={width},{height}",
            "--virtual-time-budget=4000", f"--screenshot={target}", source.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)


@pytest.mark.sites
@pytest.mark.parametrize(("name", "page", "width", "height"), SHOWN)
def test_a_browser_shows_the_page(
    site: Path, tmp_path: Path, name: str, page: str, width: int, height: int
) -> None:
    _needs(chromium(), "Chromium")
    photographed(site, page, tmp_path / name, width, height)
    picture = (tmp_path / name).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 50_000  # an empty page of this size has 10 kB
    assert (PICTURES / name).is_file()


def main() -> None:
    """The pictures in the documentation are those of the pages as they are now."""
    with tempfile.TemporaryDirectory() as folder:
        site = published(Path(folder))
        for name, page, width, height in SHOWN:
            photographed(site, page, PICTURES / name, width, height)


if __name__ == "__main__":
    main()
