"""Faults that only several pages show together, on a site of five files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from l10n_flow.site.readback.pagefacts import BodyBlock, BuiltAlternate, BuiltPage, Reference
from l10n_flow.site.readback.together import BuiltSite, faults, same_words

URL = "https://n.example"
LANGUAGES = ("en", "es")


def address(place: str) -> str:
    return f"{URL}/{place}"


def alternates(name: str) -> tuple[BuiltAlternate, ...]:
    own = [BuiltAlternate(lang, address(f"{lang}/{name}")) for lang in LANGUAGES]
    return (*own, BuiltAlternate("x-default", address(f"en/{name}")))


def edition(lang: str) -> BuiltPage:
    """The page of an article in one language."""
    data: dict[str, Any] = {
        "@id": address(f"{lang}/rain.html"),
        "identifier": "rain",
        "version": "aa.bb",
        "datePublished": "2026-10-05",
        "author": [{"name": "Ana Ruiz"}],
        "image": "a.png",
    }
    if lang == "en":
        data["workTranslation"] = [{"@id": address("es/rain.html")}]
    else:
        data["translationOfWork"] = {"@id": address("en/rain.html")}
    return BuiltPage(
        f"{lang}/rain.html",
        lang,
        address(f"{lang}/rain.html"),
        alternates("rain.html"),
        (Reference(7, "a", "rain.html#mud"),),
        ("mud",),
        (BodyBlock("h1", 3, f"{lang} 1", False), BodyBlock("p", 5, f"{lang} 2", False)),
        ("category/brief/index.html",),
        data,
    )


def entry(place: str) -> list[list[str]]:
    return [[one.lang, one.address] for one in alternates(place)]


MAP = BuiltPage(
    "sitemap.xml",
    references=(Reference(2, "loc", address("en/rain.html")),),
    data={"urls": {address(f"{lang}/rain.html"): entry("rain.html") for lang in LANGUAGES}},
)
PAGES = {
    page.place: page
    for page in (*map(edition, LANGUAGES), BuiltPage("en/index.html", "en", address("en/")), MAP)
}
FILES = frozenset({*PAGES, "en/a.png", "es/a.png", "en/old/index.html"})
EN, ES = PAGES["en/rain.html"], PAGES["es/rain.html"]


def found(*pages: BuiltPage, url: str = URL, gone: str = "", **more: Any) -> list[str]:
    """The faults of the site with these pages changed or new, and one page gone."""
    all_ = {**PAGES, **{page.place: page for page in pages}}
    all_.pop(gone, None)
    whole = BuiltSite(all_, (FILES | all_.keys()) - {gone}, url, **more)
    return [
        f"{place}:{one.line or '-'} {one.check} ({one.detail}) {one.message}"
        for place, one in faults(whole)
    ]


def test_categories_that_a_project_translates_may_differ() -> None:
    page = replace(ES, categories=("category/x/index.html", "b"))
    assert any("its categories are" in one for one in found(page))
    assert not any(
        "its categories are" in one for one in found(page, own=frozenset({"categories"}))
    )


def data(page: BuiltPage, **changed: Any) -> BuiltPage:
    kept = {**page.data, **changed}
    return replace(page, data={key: value for key, value in kept.items() if value is not None})


def links(*addresses: str) -> BuiltPage:
    return replace(ES, references=tuple([Reference(9, "a", one) for one in addresses]))


def test_a_right_site_has_no_fault() -> None:
    assert found() == []


def spelled(page: BuiltPage, **lang: str) -> BuiltPage:
    """The page with other addresses for some languages; "" leaves a language out."""
    ways = {**dict(page.alternates), **{key.replace("_", "-"): way for key, way in lang.items()}}
    return replace(page, alternates=tuple([BuiltAlternate(*one) for one in ways.items() if one[1]]))


GOOD = [
    "rain.html", "", "#", "#mud", "#top", "#TOP", "rain.html#mud", "../en/rain.html#mud", "a.png",
    "./a.png?x=1", "../en/", "../en", "../en/old/", "../en/old#x", address("en/rain.html"),
    address("en/rain.html#mud"), URL, f"{URL}/en/", "https://other.example/x", "/x", "//b.example",
    "mailto:a@b.example", "rain.html#%6Dud", "%61.png", " a.png ", "https://n.example.org/x",
]  # fmt: skip
BAD = [
    ("gone.html", "a link leads to 'gone.html', which is not there"),
    ("#gone", "a link leads to '#gone', where nothing has that id"),
    ("rain.html#gone", "a link leads to 'rain.html#gone', where nothing has that id"),
    ("../en/rain.html#Mud", "a link leads to '../en/rain.html#Mud', where nothing has that id"),
    ("../../x", "a link leads to '../../x', which is out of the site"),
    ("../x", "a link leads to '../x', which is not there"),
    ("../fr/", "a link leads to '../fr/', which is not there"),
    (f"{URL}/gone", f"a link leads to '{URL}/gone', which is not there"),
    ("http://[", "'http://[' is not an address"),
    ("%C3%A1.html", "a link leads to 'á.html', which is not there"),
]  # fmt: skip


@pytest.mark.parametrize("good", GOOD)
def test_a_link_to_what_is_there_is_right(good: str) -> None:
    root = BuiltPage("index.html")
    assert [one for one in found(links(good), root) if "page-link" in one] == []


@pytest.mark.parametrize(("bad", "message"), BAD)
def test_a_link_to_what_is_not_there_is_a_fault(bad: str, message: str) -> None:
    assert found(links(bad)) == [f"es/rain.html:9 page-link ({bad}) {message}"]


def test_a_picture_and_an_entry_are_called_so() -> None:
    gone = (Reference(0, "img", "x.png"), Reference(1, "source", "y"), Reference(2, "link", "z"))
    assert found(replace(ES, references=gone)) == [
        "es/rain.html:- page-link (x.png) an image leads to 'x.png', which is not there",
        "es/rain.html:1 page-link (y) an image leads to 'y', which is not there",
        "es/rain.html:2 page-link (z) a link leads to 'z', which is not there",
    ]
    plan = replace(MAP, references=(Reference(2, "loc", address("x")),))
    assert found(plan) == [
        f"sitemap.xml:2 page-link ({URL}/x) an entry leads to '{URL}/x', which is not there"
    ]


TOGETHER: dict[str, tuple[BuiltPage, ...]] = {
    "no canonical address": (replace(ES, canonical=""),),
    "another canonical address": (replace(ES, canonical=address("es/ñ")),),
    "no canonical address on the page for what is not there":
     (BuiltPage("en/404.html", "en"), BuiltPage("record.html", "en"), BuiltPage("x.html")),
    "no alternates": (replace(ES, alternates=()),),
    "no alternates of a page without data": (replace(ES, alternates=(), data={}),),
    "two pages for one language":
     (replace(ES, alternates=(BuiltAlternate("es", address("x")), *ES.alternates)),),
    "not itself": (spelled(ES, es=""),),
    "not the other": (spelled(ES, en=""),),
    "the other's page is not there": (spelled(ES, en=address("en/á.html")),),
    "the other's page is in another language": (spelled(ES, en=address("es/x.html")),
     BuiltPage("es/x.html", "es", address("es/x.html"), ES.alternates[1:])),
    "no default": (spelled(ES, x_default=""),),
    "a default of none of them": (spelled(ES, x_default=address("en/á.html")),),
    "an original that is not there":
     (data(ES, translationOfWork={"@id": address("en/á.html")}),),
    "a translation that is not there":
     (data(EN, workTranslation=[{"@id": address("es/á.html")}, {"@id": "http://["}]),),
    "a translation that is not named": (data(EN, workTranslation=None),),
    "two pages in capitals and accents": (BuiltPage("es/Rain.html"), BuiltPage("a\u0301.html"),
     BuiltPage("á.html")),
    "a control in an address": (BuiltPage("a\u2068.html"), BuiltPage("b\x07.html")),
    "one canonical address twice": (replace(ES, place="es/z.html", data={}, alternates=()),),
    "one edition twice":
     (replace(data(ES), place="es/z.html", canonical=address("es/z.html"), alternates=()),),
    "another kind of block": (replace(ES, blocks=(ES.blocks[0], BodyBlock("li", 8, "", False))),),
    "words beside a picture":
     (replace(ES, blocks=(
         ES.blocks[0], BodyBlock("figure", 8, "", False), BodyBlock("figcaption", 9, "", False))),),
    "a block more": (replace(ES, blocks=(*ES.blocks, BodyBlock("p", 8, "", False))),),
    "no blocks": (replace(ES, blocks=()),),
    "another kind of block in an older page": (data(replace(ES, blocks=()), version="ab.cc"),),
    "another date": (data(ES, datePublished="2026-10-06", dateModified="2026-10-07"),),
    "another number of authors and corrections":
     (data(ES, author=[{}, {}], correction=[{}], articleSection="x"),),
    "other categories": (replace(ES, categories=("category/x/index.html", "b")),),
    "no categories": (replace(ES, categories=()),),
    "another picture": (data(ES, image="b.png"),),
    "the same picture by its whole address": (data(ES, image=address("es/a.png")),),
    "a picture at an address that is none": (data(ES, image="http://["),),
    "a placeholder": (replace(ES, left=((8, "{1}"), (0, "{{ x }}"), (9, "\ufdd0"))),),
    "a placeholder of the original": (replace(EN, left=((8, "{1}"),)),
     replace(ES, left=((8, "{1}"), (9, "{2}")))),
    "a command of the original":
     (replace(EN, left=((8, "{{ x }}"),)), replace(ES, left=((8, "{{ x }}"),))),
    "a placeholder in a list": (BuiltPage("es/index.html", left=((3, "{1}"), (4, "{{ x }}"))),),
    "a site map without a page": (replace(MAP, data={"urls": {}}),),
    "a site map with other languages":
     (replace(MAP, data={"urls": {**MAP.data["urls"], ES.canonical: [["es", "x"]]}}),),
    "a site map that is none": (replace(MAP, data={}),),
}  # fmt: skip


def expected() -> dict[str, str]:
    """The faults of each contradiction, from `together.txt`."""
    blocks = Path(__file__).with_name("together.txt").read_text("utf-8").split("\n=== ")[1:]
    return {title: rows.strip() for title, _, rows in (block.partition("\n") for block in blocks)}


@pytest.mark.parametrize(("title", "rows"), expected().items())
def test_pages_that_contradict_each_other_are_faults(title: str, rows: str) -> None:
    assert "\n".join(found(*TOGETHER[title])) == rows


def test_every_contradiction_is_there() -> None:
    assert expected().keys() == TOGETHER.keys()


def test_without_the_sites_address_the_pages_own_ones_count() -> None:
    pages = [replace(page, canonical=page.place) for page in (EN, ES)]
    relative = [
        spelled(page, en="rain.html", es="rain.html", x_default="rain.html") for page in pages
    ]
    assert [one for one in found(pages[0], pages[1], url="") if "canonical" in one] == []
    assert [one for one in found(*relative, url="") if "canonical" in one] == []


def test_a_language_that_leaves_text_out_has_other_blocks() -> None:
    fewer = replace(ES, blocks=ES.blocks[:1])
    assert [one for one in found(fewer) if "page-blocks" in one]
    assert not [one for one in found(fewer, omits=frozenset({"es"})) if "page-blocks" in one]


def test_words_of_the_original_are_named_where_they_are_not_marked() -> None:
    block = BodyBlock("p", 5, "en 2", False)
    pages = {**PAGES, "es/rain.html": replace(ES, blocks=(ES.blocks[0], block))}
    whole = BuiltSite(pages, FILES, URL)
    assert list(same_words(whole, pages["es/rain.html"])) == [block]
    assert list(same_words(whole, EN)) == []
    marked = replace(ES, blocks=(block._replace(is_marked=True), block._replace(words="")))
    assert list(same_words(whole, marked)) == []
    assert list(same_words(whole, replace(pages["es/rain.html"], lang="en"))) == []


def test_a_page_that_is_gone_is_missed_by_the_site_map_too() -> None:
    missed = {one.partition(" ")[0] for one in found(gone="en/rain.html")}
    assert missed == {"sitemap.xml:2", "es/rain.html:-"}
