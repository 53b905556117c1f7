"""Feeds and the site map, read back."""

from __future__ import annotations

import pytest

from l10n_flow.site.readback.files import feed, site_map

pytest.importorskip("lxml")

FEED = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fa">
<title>سه کرانه، روزنامهٔ سه شهر</title>
<link href="https://n.example/fa/"/>
<entry xml:lang="en"><title>Rain fell all night</title>
<link href="rain.html"/>
<summary xml:lang="fa">باران در سراسر شب بارید</summary></entry>
<entry><title/><link/></entry>
</feed>
"""


def faults(text: str, lang: str = "fa") -> list[tuple[str, int | None, str, str]]:
    found = feed(text.encode(), "fa/feed.xml", lang).faults
    return [(one.check, one.line, one.message, one.detail) for one in found]


def test_a_right_feed_has_its_language_and_its_links() -> None:
    found = feed(FEED.encode(), "fa/feed.xml", "fa")
    assert (found.place, found.lang, found.faults) == ("fa/feed.xml", "fa", ())
    assert [tuple(one) for one in found.references] == [
        (4, "link", "https://n.example/fa/"),
        (6, "link", "rain.html"),
        (8, "link", ""),
    ]
    assert faults(FEED, "") == []


def test_a_feed_that_lies_elsewhere_than_it_says_is_a_fault() -> None:
    told = "it says that it is in 'fa', and it lies in 'en'"
    assert faults(FEED, "en") == [("page-language", 2, told, "")]
    assert [one[2] for one in faults(FEED.replace(' xml:lang="fa">\n', ">\n", 1))] == [
        "it says that it is in '', and it lies in 'fa'"
    ]


def test_words_in_other_letters_than_their_language_are_a_fault() -> None:
    words = "باران در سراسر شب بارید"
    assert faults(FEED.replace("Rain fell all night", words)) == [
        ("page-language", 5, "a title is in Arabic letters, and marked as 'en'", words)
    ]
    english = "The rain fell all night and nobody in the town slept."
    assert faults(FEED.replace(words, english)) == [
        ("page-language", 7, "a summary is in Latin letters, and marked as 'fa'", english)
    ]


def test_a_bidi_control_without_a_partner_is_a_fault() -> None:
    found = faults(FEED.replace("Rain fell", "\u2068Rain fell"))
    title = "\u2068Rain fell all night"
    assert found == [("page-bidi", 5, "a bidi control has no partner", title)]


MAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:x="http://www.w3.org/1999/xhtml">
<url><loc> https://n.example/es/ </loc><x:link hreflang="es" href="a"/><x:link/></url>
<url/>
</urlset>"""


def test_a_site_map_is_its_addresses_with_their_languages() -> None:
    found = site_map(MAP.encode(), "sitemap.xml")
    assert [tuple(one) for one in found.references] == [
        (3, "loc", "https://n.example/es/"),
        (4, "loc", ""),
    ]
    assert found.data == {"urls": {"https://n.example/es/": [["es", "a"], ["", ""]], "": []}}


@pytest.mark.parametrize("damaged", ["", "<a/>", FEED[:-10], MAP])
def test_what_is_no_feed_is_a_fault(damaged: str) -> None:
    (fault,) = feed(damaged.encode(), "fa/feed.xml", "fa").faults
    assert fault.message == "it is not an Atom feed: its XML is damaged, or another format's"


@pytest.mark.parametrize("damaged", ["", "<a/>", MAP[:-10], FEED])
def test_what_is_no_site_map_is_a_fault(damaged: str) -> None:
    (fault,) = site_map(damaged.encode(), "sitemap.xml").faults
    assert fault.message == "it is not a site map: its XML is damaged, or another format's"
