"""What a site puts beside an article, and what of that is the article's all the same."""

from __future__ import annotations

from typing import Any

from lxml import html

from l10n_flow.importers.area import _belongs, _is_links, _is_tags, _Spot, kind_of, known_area
from l10n_flow.importers.declared import words_of

APART = _Spot(between=False, after=False, opens=False, beside=False, tight=False)


def fragment(written: str) -> Any:
    return html.fragment_fromstring(written)


KINDS = [
    ('<div class="share-buttons">', "sharing"),
    ('<div class="post-sharing">', "sharing"),
    ('<p class="social">', "sharing"),
    ('<div class="related-items">', "related"),
    ('<div id="more-posts">', "related"),
    ('<div class="readmore">', "related"),
    ('<div class="ad">', "advertisement"),
    ('<div class="top-ads_1">', "advertisement"),
    ('<div class="adapt">', ""),
    ('<div class="roads">', ""),
    ('<div class="newsletter">', "newsletter"),
    ('<div class="signup">', "newsletter"),
    ('<ol class="comment-list">', "comments"),
    ('<ul class="nav">', "navigation"),
    ('<div class="breadcrumbs">', "navigation"),
    ('<p class="article-info">', "byline"),
    ('<p class="date">', "byline"),
    ('<p class="update">', ""),
    ('<ul class="tags">', "tags"),
    ('<ul class="tag-links">', "tags"),
    ('<p class="tagline">', ""),
    ('<p class="CATEGORIES">', "tags"),
    ('<p class="sr-only">', "furniture"),
    ('<p class="blueprint">', ""),
    ('<p class="lead" id="cookie-note">', "furniture"),
    ('<p class="elementor-widget elementor-widget-button">', ""),
    ('<p class="elementor-widget-share">', ""),
    ('<p class="x elementor-widget share">', "sharing"),
    ("<nav>", "navigation"),
    ("<form>", "form"),
    ("<aside>", "related"),
    ("<footer>", "footer"),
    ('<svg class="share">', "picture without an address"),
    ('<p class="text">', ""),
    ("<p>", ""),
]


def test_furniture_is_known_by_its_names_or_its_element() -> None:
    for written, kind in KINDS:
        unit = fragment(f"{written}words</{written[1:].partition(' ')[0].rstrip('>')}>")
        area = fragment("<main></main>")
        area.append(unit)
        assert kind_of(unit, area) == kind, written


def test_what_stands_in_furniture_is_furniture_up_to_the_area_itself() -> None:
    area = fragment('<div class="share"><div class="nav"><p>Home</p></div><p>Rain</p></div>')
    inner, outer = area.xpath(".//p")
    assert (kind_of(inner, area), kind_of(outer, area)) == ("navigation", "")
    assert kind_of(outer, None) == "sharing"


SENTENCE = "<p>Nobody slept that night.</p>"
LONG = "<p>one two three four five six seven eight</p>"


PLACES: list[tuple[str, set[str], bool]] = [
    ("<p><img src=a></p>", set(), True),
    ("<p><img src=a></p>", {"after"}, False),
    ("<p><img src=a></p>", {"after", "beside"}, True),
    ("<p><img src=a></p>", {"after", "tight"}, True),
    ("<p><img src=a width=1></p>", set(), False),  # it counts readers
    ("<p><img src=a height=1></p>", set(), False),
    ("<table><tr><td>a</table>", {"between"}, True),
    ("<table><tr><td>a</table>", {"beside"}, False),
    ("<hr>", {"between"}, True),
    ("<blockquote>a</blockquote>", set(), False),
    ('<div class="pullquote">a</div>', {"between"}, True),
    ('<div class="quote">a</div>', {"between"}, False),
    ("<p><a href=a.pdf>Tables</a></p>", {"between"}, True),
    ("<p><a href=a.PDF?x=1>Tables</a></p>", {"between"}, True),
    ("<p><a href=a.pdfs>Tables</a></p>", {"between", "beside"}, False),
    ("<p><a href=a.pdf>Tables</a></p>", {"beside"}, False),
    ("<h2>Mud</h2>", {"between", "beside"}, True),
    ("<h2>Mud</h2>", {"opens", "beside"}, True),
    ("<h2>Mud</h2>", {"beside", "after"}, False),
    ("<h2>Mud</h2>", {"between"}, False),
    (LONG, {"beside"}, True),
    (LONG.replace("one ", ""), {"beside"}, False),
    (LONG, {"between"}, False),
    (SENTENCE, {"between", "beside"}, True),
    (SENTENCE, {"beside"}, False),
    (SENTENCE.replace(".", ""), {"between", "beside"}, False),
    ("<p>Nobody slept here.</p>", {"between", "beside"}, True),
    ("<p>Nobody slept.</p>", {"between", "beside"}, False),
    ("<p>چه کسی خوابید؟</p>", {"between", "beside"}, True),
]


def test_what_was_left_out_is_the_article_s_by_what_it_is_and_where_it_stands() -> None:
    for written, places, belongs in PLACES:
        unit = fragment(written)
        spot = APART._replace(**dict.fromkeys(places, True))
        assert _belongs(unit, words_of(unit), spot) is belongs, (written, places)


LINKED = [
    ("<p><a>sixth</a> ofall</p>", False),
    ("<p><a>sevenths</a> of</p>", True),
    ("<p><a>four</a> <a>five</a></p>", True),
    ("<p><a>123456</a>1234</p>", False),  # six of ten letters
    ("<p><a>1234567</a>123</p>", True),
    ("<p></p>", False),
]


def test_a_block_is_links_if_more_than_six_tenths_of_its_words_are() -> None:
    for written, is_links in LINKED:
        unit = fragment(written)
        assert _is_links(unit, words_of(unit)) is is_links, written


TAGGED = [
    ('<ul class="tags"><li><a>rain</a><li><a>mud</a></ul>', True),
    ('<p class="tag-list"><a>rain</a></p>', True),
    ('<p class="post_tag"><a>rain</a></p>', True),
    ('<p class="tagged"><a>rain</a></p>', False),
    ('<p class="tag-rain"><a>rain</a></p>', False),
    ('<p class="tags">rain and mud</p>', False),
    ("<p><a>rain</a></p>", False),
]


def test_a_list_of_tags_has_their_name_and_is_links() -> None:
    for written, are_tags in TAGGED:
        assert _is_tags(fragment(written)) is are_tags, written
        inner = fragment(f'<div class="tags"><div>{written}</div></div>').xpath("./div/*")[0]
        assert _is_tags(inner) is ("<a>" in written)
        far = fragment(f'<div class="tags"><div><div>{written}</div></div></div>').xpath(
            "./div/div/*"
        )
        assert _is_tags(far[0]) is are_tags
        article = fragment(f'<article class="tags">{written}</article>')
        assert _is_tags(article[0]) is are_tags


AREAS = [
    ("<main><p>a</p></main><article><p>b</p></article>", "article"),
    ("<main><p>a</p></main><div class=entry-content><p>b</p></div>", "div"),
    ("<div itemprop=articleBody><p>b</p></div><div class=post-content><p>a</p></div>", "div"),
    ("<article></article><main><p>b</p></main>", "main"),
    ("<div><p>b</p></div>", ""),
]


def test_an_area_is_what_the_page_itself_calls_the_article() -> None:
    for body, tag in AREAS:
        found = known_area(html.document_fromstring(f"<body>{body}</body>"))
        assert (found.element.tag if found else "") == tag, body
        if found:
            assert found.element.text_content() == "b"
            assert found.taken == [True]
