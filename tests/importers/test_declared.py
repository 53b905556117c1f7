"""What a page declares about its article, in the order of trust."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n_flow.importers.declared import Declared, declared, joined, words_of
from l10n_flow.importers.page import parse

HERE = "https://news.example/2026/rain/"


def page(head: str = "", body: str = "<p>Rain</p>", saved_from: str = "") -> Declared:
    text = f"<html><head>{head}</head><body>{body}</body></html>"
    return declared(parse(text, Path("page.html")).tree, saved_from)


def ld(*nodes: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(list(nodes))}</script>'


def meta(**contents: str) -> str:
    return "".join(
        f'<meta name="{k.replace("__", ":")}" content="{v}">' for k, v in contents.items()
    )


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Rain &amp; mud",
    "description": "Nine  metres.",
    "datePublished": "2026-03-09",
    "dateModified": "2026-03-10",
    "articleSection": ["Water", "News"],
    "keywords": "rain, mud؛ Orsa",
    "author": [{"@type": "Person", "name": "Ana Ruiz"}, "Amir"],
    "image": ["/a.jpg", {"url": "/b.jpg"}, {"contentUrl": "/c.jpg"}, {"caption": "no"}, 7],
    "url": HERE,
}


def test_an_article_s_object_is_trusted_before_everything_else() -> None:
    said = meta(description="Less.", date="2026-01-01", author="Site", keywords="x, y")
    found = page(ld(ARTICLE) + said + "<title>Rain - News</title>")
    assert list(found.titles) == ["Rain & mud", "Rain - News"]
    assert list(found.summaries) == ["Nine metres.", "Less."]
    assert list(found.published) == ["2026-03-09", "2026-01-01"]
    assert list(found.modified) == ["2026-03-10"]
    assert list(found.sections) == ["Water", "News"]
    assert list(found.tags) == ["rain", "mud", "Orsa"]
    assert list(found.authors) == ["Ana Ruiz", "Amir"]
    assert list(found.images) == ["/a.jpg", "/b.jpg", "/c.jpg"]
    assert (found.address, found.base, found.free) == (HERE, HERE, True)


def test_what_elements_say_comes_after_what_is_declared_for_machines() -> None:
    body = (
        "<h1>Rain</h1><p itemprop=description>Nine<br>metres</p>"
        "<time itemprop=datePublished datetime=2026-03-01></time>"
        "<time class=entry-date datetime=2026-03-02></time>"
        "<time class='entry-date updated' datetime=2026-03-03></time>"
        "<a rel='tag' href=/t>#mud</a><a rel='category tag' href=/c>News</a>"
        "<a rel=author href=/a>Ana</a>"
    )
    found = page(meta(article__published_time="2026-02-28"), body)
    assert list(found.summaries) == ["Nine metres"]
    assert list(found.published) == ["2026-02-28", "2026-03-01", "2026-03-02", "2026-03-03"]
    assert list(found.modified) == ["2026-03-03"]
    assert (list(found.tags), list(found.authors)) == (["mud"], ["Ana"])


def test_of_several_articles_the_one_with_the_page_s_title_is_meant() -> None:
    other = {"@type": "Article", "headline": "Snow", "description": "White."}
    mine = {"@type": ["Thing", "BlogPosting"], "headline": "Rain", "description": "Wet."}
    assert list(page(ld(other, mine), "<h1>Rain</h1>").summaries) == ["Wet."]
    assert list(page(ld(other, mine), "<h1>Fog</h1>").summaries) == ["White."]
    assert list(page(ld({"@type": "Recipe", "description": "Soup."})).summaries) == []


def test_references_within_the_object_are_followed_and_the_page_s_own_object_fills_gaps() -> None:
    graph = {
        "@graph": [
            {"@type": "WebPage", "@id": "#page", "description": "The page.", "headline": "P"},
            {"@type": "Article", "headline": "Rain", "author": {"@id": "#ana"}},
            {"@type": "Person", "@id": "#ana", "name": "Ana"},
        ]
    }
    found = page(ld(graph))
    assert list(found.authors) == ["Ana"]
    assert list(found.titles) == ["Rain"]
    assert list(found.summaries) == ["The page."]


def test_objects_that_nest_too_deeply_and_scripts_that_are_no_json_are_passed_over() -> None:
    deep: object = ARTICLE
    for _ in range(10):
        deep = {"a": deep}
    assert list(page(ld(deep)).titles) == ["Rain & mud"]
    assert list(page(ld({"a": deep})).titles) == []
    broken = '<script type="application/ld+json">{"@type": </script>'
    inner = '//<![CDATA[\n{"@type": "Article", "headline": "R"}\n//]]>'
    wrapped = f'<script type="application/ld+json">{inner}</script>'
    assert list(page(broken + wrapped).titles) == ["R"]


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ([{"@type": "Organization", "name": "News"}], ["Meta Name"]),
        (["https://a.example/ana", "@ana", "ana@a.example", "—", "x" * 81], ["Meta Name"]),
        (["x" * 80], ["x" * 80]),
        (["The Site"], ["Meta Name"]),
        (["Ana", "ANA", "Amir"], ["Ana", "Amir"]),
        ([], ["Meta Name"]),
    ],
)
def test_sites_and_addresses_are_no_authors(author: list[object], expected: list[str]) -> None:
    site = "<meta property='og:site_name' content='The site'>"
    found = page(ld(ARTICLE | {"author": author}) + site + meta(author="Meta Name"))
    assert list(found.authors) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<link rel=canonical href='/2026/rain/'><meta property='og:url' content='{HERE}'>", HERE),
        ("<meta property='og:url' content='{HERE}'>", HERE),
        ("<link rel=canonical href='ftp://news.example/'>", ""),
        ("<link rel='shortlink canonical' href='{HERE}'>", HERE),
        ("", ""),
    ],
)
def test_a_page_s_address_is_the_first_whole_one_and_a_path_is_completed(
    head: str, expected: str
) -> None:
    assert page(head.replace("{HERE}", HERE)).address == expected


def test_addresses_are_completed_with_the_base_or_with_where_the_page_is() -> None:
    link = f"<link rel=canonical href='{HERE}'>"
    assert page(link + "<base href='/img/'>").base == "https://news.example/img/"
    assert page(link, saved_from="https://saved.example/a").base == "https://saved.example/a"
    assert page("", saved_from="https://saved.example/a").address == "https://saved.example/a"
    assert page(link).base == HERE
    assert page("").base == ""
    main = ld({"@type": "Article", "mainEntityOfPage": {"@id": HERE}})
    assert page(main).address == HERE


def test_editions_in_other_languages_are_known_by_their_tags() -> None:
    links = "".join(
        f"<link rel=alternate hreflang={tag} href='{href}'>"
        for tag, href in (
            ("es", "/es/lluvia"),
            ("es", "/es/otra"),
            ("FA-ir", "/fa/baran"),
            ("x-default", "/other"),
            ("en", HERE),
            ("¿?", "/x"),
            ("zh", ""),
            ("zh-Hant", "/yu"),
        )
    )
    found = page(f"<link rel=canonical href='{HERE}'>{links}")
    assert dict(found.alternates) == {
        "es": "https://news.example/es/lluvia",
        "fa-IR": "https://news.example/fa/baran",
        "zh-Hant": "https://news.example/yu",
    }


@pytest.mark.parametrize(
    ("head", "free"),
    [
        (ld(ARTICLE), True),
        (ld(ARTICLE | {"isAccessibleForFree": False}), False),
        (ld(ARTICLE | {"isAccessibleForFree": "False"}), False),
        (ld(ARTICLE | {"isAccessibleForFree": True}), True),
        (ld(ARTICLE | {"isAccessibleForFree": "yes"}), True),
        (ld(ARTICLE | {"isAccessibleForFree": "a"}), True),
        (ld(ARTICLE) + meta(article__content_tier="metered"), False),
        (meta(article__content_tier="free"), True),
    ],
)
def test_a_page_that_must_be_paid_for_says_so(head: str, free: bool) -> None:
    assert page(head).free is free


def test_the_words_of_an_element_are_parted_where_a_reader_sees_them_parted() -> None:
    text = (
        "<div>One<br>two<b>three</b><p>four</p>five<script>no</script><style>no</style> six</div>"
    )
    tree = parse(text, Path("a.html")).tree
    assert words_of(tree.xpath("//div")[0]) == "One twothree four five six"


@pytest.mark.parametrize("address", ["", "  ", "mailto:a@b.example", "http://[", "//", "x"])
def test_what_is_no_address_of_the_web_is_none(address: str) -> None:
    assert joined("", address) == ""
