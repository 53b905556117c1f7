"""What a site puts beside an article, and what of that is the article's all the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import html

from l10n_flow.importers.account import LineAccount
from l10n_flow.importers.area import (
    Area,
    _address,
    _belongs,
    _is_links,
    _is_tags,
    _Spot,
    _taken,
    _units,
    between,
    clear,
    find,
    kind_of,
    known_area,
    lines_of,
    lost,
)
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
    ("<article><ul><li><p>b</p></ul></article>", "article"),
    ("<div><p>b</p></div>", ""),
]


def test_an_area_is_what_the_page_itself_calls_the_article() -> None:
    for body, tag in AREAS:
        found = known_area(html.document_fromstring(f"<body>{body}</body>"))
        assert (found.element.tag if found else "") == tag, body
        if found:
            assert found.element.text_content() == "b"
            assert found.taken == [True]
            assert [unit.tag for unit in found.units] == ["ul" if "<ul>" in body else "p"]


CUT = [
    # what stands in a `div`, letters of the article, the blocks that it is cut into
    ("<p>a</p><!-- c --><p>b</p>", 0, "p:a p:b"),
    ("<ul><li><p>abcdef</p></ul>", 0, "ul:abcdef"),
    ("<ul><li><p>abcdef</p></ul>", 10, "ul:abcdef"),
    ("<ul><li><p>abcdefg</p></ul>", 10, "p:abcdefg"),
    ("<pre><p>abcdefg</p></pre>", 10, "pre:abcdefg"),
    ("<blockquote><h2>a</h2><p>b</p></blockquote>", 0, "h2:a p:b"),
    ("<p></p><hr><p><img></p><p><img width=1></p>", 0, "hr: p:"),
    ("<section><p>a</p><div>b</div></section><p>c</p>", 0, "p:a div:b p:c"),
]


def test_blocks_are_cut_as_small_as_they_are_one_thing() -> None:
    for written, total, cut in CUT:
        root = fragment(f"<div>{written}</div>")
        assert " ".join(f"{u.tag}:{u.text_content()}" for u in _units(root, total)) == cut, written
    root = fragment("<p>a</p>")
    assert list(_units(root, 0)) == []
    assert list(_units(root, 0, itself=True)) == [root]


LETTERS = "abcdefghijklmnopqrstuvwx"
TAKEN = [
    ("<p>Rain!</p>", {"rain"}, "", True),
    ("<p>Rain</p>", set(), "rain", False),
    (f"<p>{LETTERS}</p>", set(), f"so{LETTERS}", True),
    (f"<p>{LETTERS[1:]}</p>", set(), f"so{LETTERS}", False),
    (f"<p>{LETTERS}</p>", set(), "rain", False),
    ("<p> … </p>", {""}, "", False),
    ("<ul><li>aaaa<li>bbb</ul>", {"aaaa"}, "", True),
    ("<ul><li>aaa<li>bbb</ul>", {"aaa"}, "", False),
    ("<ul><li>aaaa<li>bbb</ul>", set(), "aaaa", True),
    ("<ul><li><b>x</b>yyyy</ul>", {"yyyy"}, "", True),
    ("<ul></ul>", {""}, "", False),
]


def test_a_block_was_taken_if_its_words_were_or_half_of_a_list_s() -> None:
    for written, keys, whole, taken in TAKEN:
        assert _taken(fragment(written), set(keys), whole) is taken, written


def test_a_picture_is_named_by_its_address_wherever_that_stands() -> None:
    for written, address in (
        ("<p><img width=1 src=a><img src=b data-src=c></p>", "b"),
        ("<p><img data-src=c></p>", "c"),
        ("<p><video></video></p>", "video"),
    ):
        assert _address(fragment(written)) == address


def test_what_the_markdown_lacks_is_lost() -> None:
    body = fragment(
        "<div>Rain\n<p>fell <b>all</b> day</p>\n<p>Mud\n came</p><video>no player</video> so</div>"
    )
    assert list(lost([body], "Rain fell **all** day\n\nMud came no player so")) == []
    found = [(line.number, line.text, kind) for line, kind in lost([body], "so rain all day")]
    assert found == [(2, "fell", "text"), (3, "Mud came", "text"), (4, "no player", "media")]
    assert list(lost([body[0]], "fell all day")) == []


def page(body: str) -> Any:
    return html.document_fromstring(f"<html><body>{body}</body></html>")


def test_lines_are_those_of_every_block() -> None:
    assert lines_of(page("<p>a</p><p></p><ul><li><p>b</p><li>c</ul>")) == ["a", "b c"]


STORY = "<p>The river rose at night.</p><p>Nobody slept in the lower town.</p>"
IMPRINT = "<p>All rights are reserved.</p>"
FOUND = [
    (f"<main>{STORY}</main><footer>{IMPRINT}</footer>", "main", [True, True]),
    (f"<main>{STORY}</main><div>{IMPRINT}</div>", "body", [True, True, True]),
    (f"<main>{STORY}<footer>{IMPRINT}</footer></main>", "main", [True, True, True]),
    # the page, the element that is found, and which of its blocks were taken
    (f"<div id=x><main>{STORY}</main><p>Home</p></div>", "main", [True, True]),
    (f"<main><h1>Mud</h1><div>{STORY}</div></main>", "div", [True, True]),
    (f"<main><section>{STORY}</section><p>Home</p><p>Contact</p></main>", "section", [True, True]),
    (f"<main>{STORY.replace('<p>N', '<p>Home</p><p>N')}</main>", "main", [True, False, True]),
    (
        f"<main><header><h1>Mud</h1><p>The river rose at night.</p></header>{STORY}</main>",
        "main",
        [False, False, True, True],
    ),
    (
        f"<main>{STORY}</main><footer><p>Nobody slept in the lower town.</p></footer>",
        "main",
        [True, True],
    ),
    (f"<footer>{STORY}</footer>", "footer", [True, True]),
    ("<main><p>Home</p></main>", "", []),
]


def test_an_area_is_the_smallest_element_with_all_that_was_taken() -> None:
    body = fragment(f"<div>{STORY}{IMPRINT}<p>Mud</p></div>")
    for written, tag, taken in FOUND:
        found = find(page(written), body, "Mud")
        assert (found.element.tag if found else "", found.taken if found else []) == (tag, taken)
    assert find(page(STORY), None, "Mud") is None


def test_what_stands_between_the_title_and_the_area_is_looked_at() -> None:
    tree = page(
        "<p>Menu</p><h1>Mud</h1><p>A summary.</p><p class=share>Share</p>"
        "<h2>mud </h2><p>What happened.</p><ul><li><p>Rain</p><li><p>Snow</p></ul>"
        "<p class=date>Today</p>"
        f"<main>{STORY}</main><p>End</p>"
    )
    main = tree.find(".//main")
    area = Area(main, list(main), [False, True])
    found = [unit.text_content() for unit in between(tree, area, "Mud")]
    assert found == ["What happened.", "RainSnow"]
    assert list(between(tree, area, "Rain")) == []


def cleared(body: str, taken: str, *known: str) -> tuple[str, list[str]]:
    """The words that are left in `main`, and what was recorded of the others."""
    tree = page(body)
    area = tree.find(".//main") if "<main" in body else tree.find("body")
    ledger = LineAccount(Path("a.html"))
    units = list(_units(area, 0))
    clear(Area(area, units, [sign == "+" for sign in taken]), known, ledger)
    left = "|".join(words_of(unit) or unit.tag for unit in _units(area, 0))
    return left, [f"{use.role.name} {use.kind}: {use.text}" for use in ledger.uses]


LONGER = "<p>one two three four five six seven eight</p>"
ENDS = "<p>Nobody slept that night.</p>"
CLEARED = [
    ("<main><p>Home</p><p>a</p><p>b</p></main>", "-++", "a|b", ["DROPPED text: Home"]),
    (f"<main><p>a</p>{ENDS}<p>b</p></main>", "+-+", "a|Nobody slept that night.|b", []),
    (f"<main><p>a</p>{ENDS}</main>", "+-", "a", ["DROPPED text: Nobody slept that night."]),
    (f"<main>{ENDS}<p>a</p></main>", "-+", "a", ["DROPPED text: Nobody slept that night."]),
    (f"<main><p>a</p>{LONGER}</main>", "+-", "a|one two three four five six seven eight", []),
    (f"<main><p>a</p><div>{LONGER}</div></main>", "+-", "a",
     ["DROPPED text: one two three four five six seven eight"]),
    ("<main><h2>Part</h2><p>a</p></main>", "-+", "Part|a", []),
    ("<main><h2>Part</h2><p>x</p><p>a</p></main>", "--+", "a",
     ["DROPPED text: Part", "DROPPED text: x"]),
    ("<main><p>a</p><h2>Part</h2></main>", "+-", "a", ["DROPPED text: Part"]),
    ("<main><p>a</p><p class=share>Share this with all of your very good friends</p><p>b</main>",
     "+-+", "a|b", ["DROPPED sharing: Share this with all of your very good friends"]),
    ("<main><p>a</p><p class=related><a>Floods</a></p><p>b</p></main>", "+++", "a|b",
     ["DROPPED related: Floods"]),
    ("<main><p>a</p><p class=related>Floods came</p><p>b</p></main>", "+++", "a|Floods came|b", []),
    ("<main><h2 class=related>Floods</h2><p>b</p></main>", "++", "b", ["DROPPED related: Floods"]),
    ("<main><p>a</p><p>Ana</p><p>2 November 2026</p><p>b</p></main>", "+--+", "a|b",
     ["META : Ana", "META : 2 November 2026"]),
    ("<main><h1>Mud</h1><p>a</p></main>", "-+", "Mud|a", []),
    ("<body><p>Home</p><p>a</p><p>x</p><p>b</p><p>End</p></body>", "-+-+-", "a|b",
     ["DROPPED text: x"]),
    ("<main><p>a</p><p class=ad><img src=x.png></p><p>b</p></main>", "+-+", "a|b",
     ["DROPPED advertisement: x.png"]),
    ("<main><p class=ad><img src=x.png></p><p>a</p><p class=ad><img src=x.png></p></main>", "-+-",
     "a", []),
    ("<main><p>a</p><p><img src=x.png></p></main>", "+-", "a|p", []),
    ("<main><h1>Mud</h1><p>a</p><div><p><img src=x.png></p></div></main>", "-+-", "Mud|a", []),
]  # fmt: skip


def test_what_is_not_the_article_s_goes_and_is_recorded() -> None:
    for body, taken, left, recorded in CLEARED:
        assert cleared(body, taken, "Mud", "ana", "") == (left, recorded), body
