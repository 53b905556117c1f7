"""HTML pages, hostile ones included."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.errors import ConfigError, DocumentError, UsageError
from l10n_flow.importers.area import lost
from l10n_flow.importers.imported import ImportedPage, LineRole, PageArticle
from l10n_flow.importers.page import parse, read_page
from l10n_flow.importers.profile import Credit, Profile, load
from l10n_flow.importers.source import SourceLine

PAGE = Path("page.html")
PLAIN = Profile("plain")
TEXT = (
    "<p>Rain fell on both banks of the river for the whole of the night, and nobody slept.</p>"
    "<p>In the morning the gauge stood at nine metres, which is two more than the school has.</p>"
    "<p>The ferries stayed where they were, and so did the people who had come to take them.</p>"
)


def html(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>Rain</title>{head}</head><body>{body}</body></html>"


def read(body: str, head: str = "", profile: Profile = PLAIN) -> ImportedPage:
    return read_page(parse(html(body, head), PAGE), profile)


def article(imported: ImportedPage) -> PageArticle:
    assert imported.article is not None
    return imported.article


def markdown(imported: ImportedPage) -> str:
    return "\n\n".join(block.markdown for block in article(imported).blocks)


@pytest.fixture
def with_selectors(tmp_path: Path) -> Profile:
    file = tmp_path / "delta.yaml"
    file.write_text(
        "html:\n  title: //h2[1]\n  date: //p[@class='when']\n  categories: //li[@class='tag']\n"
        "  authors: //meta[@name='by']/@content\n  credit: string(//p[@class='who'])\n"
        "  body: //div[@id='text']\n  drop: [\"//div[@class='ad']\"]\n",
        encoding="utf-8",
    )
    return load(file)


def test_trafilatura_finds_the_article_among_menus_and_footers() -> None:
    imported = read(f"<nav>Home</nav><article><h1>Rain</h1>{TEXT}</article><footer>(c)</footer>")
    found = article(imported)
    assert found.title == "Rain"
    assert [block.kind for block in found.blocks] == ["paragraph"] * 3


def test_selectors_say_better_than_any_guess(with_selectors: Profile) -> None:
    body = (
        "<h2>Nine metres</h2><p class=when>۲۷ مهر ۱۴۰۵</p><ul><li class=tag>Water<li class=tag>Top"
        "</ul><p class=who>Delta  Weekly</p><div id=text>Short.<div class=ad>Buy!</div>"
        "<div class=ad></div></div>"
    )
    imported = read(body, "<meta name=by content='Ana Ruiz'>", with_selectors)
    found = article(imported)
    assert (found.title, str(found.day)) == ("Nine metres", "2026-10-19")
    assert (found.categories, found.authors) == (("Water", "Top"), ("Ana Ruiz",))
    assert (found.credit, markdown(imported)) == ("Delta Weekly", "Short.")
    assert [use.text for use in imported.lines(LineRole.DROPPED)] == ["Buy!"]


def test_labels_above_the_title_are_no_text(with_selectors: Profile) -> None:
    body = f"<div id=text><p>News</p><p>Water</p><h2>Rain</h2>{TEXT}</div>"
    imported = read(body, profile=with_selectors)
    assert article(imported).title == "Rain"
    assert [block.kind for block in article(imported).blocks] == ["paragraph"] * 3
    assert [use.text for use in imported.lines(LineRole.DROPPED)] == ["News", "Water"]


def test_dates_and_authors_at_the_start_are_no_text_unless_there_is_no_other(
    with_selectors: Profile,
) -> None:
    body = f"<h2>Rain</h2><div id=text><p>2026/10/19</p><p>Published: 2026/10/19</p>{TEXT}</div>"
    assert len(article(read(body, profile=with_selectors)).blocks) == 3
    body = "<h2>Rain</h2><div id=text><p>2026/10/19</p></div>"
    assert markdown(read(body, profile=with_selectors)) == "2026/10/19"


def test_the_language_is_that_of_the_words_or_else_the_declared_one(
    with_selectors: Profile,
) -> None:
    for words, language in ((TEXT, "en"), ("<p>Xyz</p>", "es-MX")):
        page = html(f"<h2>Rain</h2><div id=text>{words}</div>")
        page = page.replace("<html>", "<html lang='es-MX'>")
        assert article(read_page(parse(page, PAGE), with_selectors)).language == language


@pytest.mark.parametrize(
    ("xpath", "message"),
    [("//[", "is not XPath"), ("//p/text()", "must select elements")],
)
def test_a_wrong_selector_is_a_mistake_of_the_profile(
    tmp_path: Path, xpath: str, message: str
) -> None:
    file = tmp_path / "delta.yaml"
    file.write_text(f"html:\n  body: {xpath}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=message) as caught:
        read(TEXT, profile=load(file))
    assert caught.value.where is not None
    assert caught.value.where.line == 2


def test_headings_begin_at_the_second_level_and_keep_their_order() -> None:
    body = f"<article><h1>Rain</h1>{TEXT}<h1>Part</h1>{TEXT}<h3>Section</h3>{TEXT}</article>"
    rows = [row for row in markdown(read(body)).split("\n\n") if row.startswith("#")]
    assert rows == ["## Part", "#### Section"]


def test_a_credit_is_lifted_whether_or_not_it_is_bold() -> None:
    profile = replace(PLAIN, credit=Credit(("Delta Weekly",)), kinds={"opinion": "opinion"})
    for opening in ("Delta Weekly – Opinion: ", "<b>Delta Weekly</b> - Opinion: "):
        imported = read(
            f"<article>{TEXT.replace('<p>', '<p>' + opening, 1)}</article>", "", profile
        )
        assert (article(imported).credit, article(imported).kind) == ("Delta Weekly", "opinion")
        assert markdown(imported).startswith("Rain fell on both banks")


@pytest.mark.parametrize(
    ("opening", "says"),
    [
        ("<b>Delta Weekly – Opinion: Rain</b> fell", "**Delta Weekly – Opinion: Rain** fell"),
        (
            "<b>Delta Weekly – <i>Opinion</i>: The</b> rain fell",
            "**Delta Weekly – *Opinion*: The**",
        ),
    ],
)
def test_a_credit_that_is_part_of_an_emphasis_stays_and_is_told(opening: str, says: str) -> None:
    profile = replace(PLAIN, credit=Credit(("Delta Weekly",)), kinds={"opinion": "opinion"})
    imported = read(f"<article>{TEXT.replace('Rain fell', opening)}</article>", "", profile)
    assert article(imported).credit == "Delta Weekly"
    assert markdown(imported).startswith(says)
    told = [what for _, what in imported.warnings]
    assert "the credit is part of an emphasis; left in the text" in told


def test_the_date_may_stand_in_the_page_only() -> None:
    imported = read(f"<article><h1>Rain</h1><p>19 October 2026</p>{TEXT}</article>")
    assert str(article(imported).day) == "2026-10-19"


def test_a_year_in_the_footer_is_no_date() -> None:
    imported = read(f"<article>{TEXT}</article><footer>Copyright 2019</footer>")
    assert article(imported).day is None
    assert [what for _, what in imported.warnings] == ["no date found"]


def test_a_summary_that_repeats_the_text_is_left_out() -> None:
    repeated = "<meta name=description content='Rain fell on both banks of the river…'>"
    own = "<meta name=description content='One night, nine metres.'>"
    body = f"<article><h1>Rain</h1>{TEXT}</article>"
    assert article(read(body, repeated)).summary == ""
    assert article(read(body, own)).summary == "One night, nine metres."


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "JaVa\nScript:alert(1)", " vbscript:x", "data:text/html,x", "http://["],
)
def test_an_address_that_does_something_is_left_out_with_a_warning(link: str) -> None:
    imported = read(
        f"<article>{TEXT}<p>Please press <a href='{link}'>here</a> at once.</p></article>"
    )
    assert "Please press here at once." in markdown(imported)
    assert any("address was left out" in what for _, what in imported.warnings)


def test_scripts_and_styles_leave_nothing_behind() -> None:
    body = f"<article>{TEXT}<script>alert('x')</script><style>p {{}}</style></article>"
    assert "alert" not in markdown(read(body))


def test_entities_are_text_and_no_document_type_is_believed() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    page = parse(bomb + f"<html><body><article>{TEXT}<p>Then &b; &lt;b&gt;.</p></article>", PAGE)
    said = markdown(read_page(page, PLAIN))
    assert "hahaha" not in said
    assert "\\<b>." in said


@pytest.mark.parametrize(
    "text",
    [
        "<b>" * 5000 + "x",
        "<p>" + "x" * 11_000_000,
        "<!-- nothing -->",
    ],
    ids=["nested without end", "a paragraph beyond all measure", "no element"],
)
def test_a_page_that_would_lose_text_is_refused(text: str) -> None:
    with pytest.raises(DocumentError) as raised:
        parse(text, PAGE)
    assert "XML_PARSE" not in raised.value.what


def test_a_page_without_an_article_says_what_to_do() -> None:
    with pytest.raises(DocumentError, match="no article found"):
        read("<div><script>alert(1)</script></div>")


def test_without_the_libraries_it_says_how_to_install_them(monkeypatch: pytest.MonkeyPatch) -> None:
    page = parse(html(TEXT), PAGE)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(UsageError, match=r"l10n-flow\[html\]"):
        read_page(page, PLAIN)
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(UsageError, match=r"l10n-flow\[html\]"):
        parse(html(TEXT), PAGE)


BODY = f"<article><h1>Rain</h1>{TEXT}%s{TEXT.replace('Rain', 'Snow')}</article>"


def test_invisible_letters_of_title_summary_author_and_tags_stay() -> None:
    head = (
        "<meta property='og:title' content='رودخانه‌ای که می‌آید - سه‌کرانه'>"
        "<meta name=description content='آب‌ها بالا می‌آیند.'>"
        "<meta name=author content='لیلا نیک‌نام'><meta property='article:tag' content='آب‌سنج'>"
    )
    found = article(read(f"<article><h1>رودخانه‌ای که می‌آید</h1>{TEXT}</article>", head))
    assert (found.title, found.summary) == ("رودخانه‌ای که می‌آید", "آب‌ها بالا می‌آیند.")
    assert (found.authors, found.tags) == (("لیلا نیک‌نام",), ("آب‌سنج",))


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("../x", "https://a.example/2026/x"),
        ("y?q=1", "https://a.example/2026/rain/y?q=1"),
        ("?q", "https://a.example/2026/rain/?q"),
        ("#f", "https://a.example/2026/rain/#f"),
        ("/z", "https://a.example/z"),
        ("//b.example/c", "https://b.example/c"),
        ("./", "https://a.example/2026/rain/"),
        ("../../../g", "https://a.example/g"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_a_relative_address_is_completed_with_the_page_s_own(written: str, whole: str) -> None:
    head = "<link rel=canonical href='https://a.example/2026/rain/'>"
    said = markdown(read(BODY % f"<p>See <a href='{written}'>there</a> for all of it.</p>", head))
    assert f"See [there]({whole}) for all of it." in said


def test_a_base_element_wins_over_the_page_s_address() -> None:
    head = "<link rel=canonical href='https://a.example/2026/rain/'><base href='/img/'>"
    assert "![A](https://a.example/img/a.png)" in markdown(
        read(BODY % "<p><img src='a.png' alt='A'></p>", head)
    )


def test_where_a_browser_saved_a_page_from_is_its_address() -> None:
    saved = "<!-- saved from url=(0026)https://a.example/2026/r/ -->"
    text = saved + html(BODY % "<p>See <a href='b'>there</a> for all of it.</p>")
    found = article(read_page(parse(text, PAGE), PLAIN))
    assert found.address == "https://a.example/2026/r/"
    assert any("(https://a.example/2026/r/b)" in block.markdown for block in found.blocks)


@pytest.mark.parametrize(
    ("embedded", "link"),
    [
        ("<iframe title=V src='https://v.example/1'></iframe>", "[V](https://v.example/1)"),
        (
            "<div><iframe data-src='//v.example/1' src='about:blank'></iframe></div>",
            "[https://v.example/1](https://v.example/1)",
        ),
        (
            "<video controls><source src='https://v.example/1.mp4'>Old!</video>",
            "[https://v.example/1.mp4](https://v.example/1.mp4)",
        ),
        (
            "<figure><audio src='https://v.example/1.mp3'></audio><figcaption>C</figure>",
            "[https://v.example/1.mp3](https://v.example/1.mp3)\\\nC",
        ),
        (
            "<amp-youtube data-videoid=x1></amp-youtube>",
            "[https://www.youtube.com/watch?v=x1](https://www.youtube.com/watch?v=x1)",
        ),
        (
            '<div class=vimeo-wrap data-attrs=\'{"videoId":"77"}\'></div>',
            "[https://vimeo.com/77](https://vimeo.com/77)",
        ),
    ],
)
def test_films_and_sounds_stay_as_links_with_their_captions(embedded: str, link: str) -> None:
    assert f"\n\n{link}\n\n" in markdown(read(BODY % embedded))


@pytest.mark.parametrize(
    "film",
    [
        "<p><iframe srcdoc='x'></iframe></p>",
        '<div class=native-video-embed data-attrs=\'{"mediaUploadId": "7"}\'></div>',
    ],
)
def test_a_film_without_an_address_is_a_warning(film: str) -> None:
    imported = read(BODY % film)
    assert "an embedded iframe without an address was left out" in [
        what for _, what in imported.warnings
    ]


@pytest.mark.parametrize(
    ("reference", "definition"),
    [
        (
            "<sup data-fn=u class=fn><a href='#u' id=u-link>1</a></sup>",
            "<ol class=wp-block-footnotes><li id=u>The <i>note</i>. <a href='#u-link'>↩︎</a></ol>",
        ),
        (
            "<a class=footnote-anchor id=footnote-anchor-1 href='#footnote-1'>1</a>",
            (
                "<div class=footnote><a id=footnote-1 href='#footnote-anchor-1'>1</a>"
                "<div class=footnote-content><p>The <i>note</i>.</p></div></div>"
            ),
        ),
        (
            "<sup id='fnref:1'><a href='#fn:1' class=footnote-ref>1</a></sup>",
            (
                "<div class=footnotes><hr><ol><li id='fn:1'><p>The <i>note</i>. "
                "<a href='#fnref:1' class=footnote-backref>↩</a></p></li></ol></div>"
            ),
        ),
        (
            "<a href='#_ftn1' name='_ftnref1'>[1]</a>",
            "<p><a href='#_ftnref1' name='_ftn1'>[1]</a> The <i>note</i>.</p>",
        ),
        (
            "<sup id=cite_ref-1><a href='#cite_note-1'>[1]</a></sup>",
            "<ol class=references><li id=cite_note-1><a href='#cite_ref-1'>^</a> The <i>note</i>.",
        ),
    ],
    ids=["WordPress", "newsletter", "Markdown", "word processor", "wiki"],
)
def test_footnotes_of_every_system_are_markdown_s(reference: str, definition: str) -> None:
    said = markdown(
        read(
            f"<article>{TEXT}<p>The gauge{reference} stood at nine metres.</p>{TEXT}{definition}"
            "</article>"
        )
    )
    assert "The gauge[^1] stood at nine metres." in said
    assert said.endswith("\n\n[^1]: The *note*.")


@pytest.mark.parametrize(
    "picture",
    [
        "<figure><img src='a.png' alt='A'><figcaption>By <b>Ana</b></figcaption></figure>",
        "<div class=wp-caption><img src='a.png' alt=A><p class=wp-caption-text>By <b>Ana</b></div>",
        "<p>[caption id='a' width='3']<img src='a.png' alt='A'> By <b>Ana</b>[/caption]</p>",
        (
            "<table class=tr-caption-container><tr><td><img src='a.png' alt='A'></td></tr>"
            "<tr><td class=tr-caption>By <b>Ana</b></td></tr></table>"
        ),
        (
            "<dl class=gallery-item><dt><img src='a.png' alt='A'></dt>"
            "<dd class='wp-caption-text gallery-caption'>By <b>Ana</b></dd></dl>"
        ),
        (
            "<figure><picture><source srcset='a.webp'><img src='data:x' data-src='a.png' alt='A'>"
            "</picture><figcaption>By <b>Ana</b></figcaption></figure>"
        ),
    ],
    ids=["figure", "classic", "shortcode", "Blogger", "gallery", "late picture"],
)
def test_a_caption_stays_with_its_picture(picture: str) -> None:
    assert "\n\n![A](a.png)\\\nBy **Ana**\n\n" in markdown(read(BODY % picture))


@pytest.mark.parametrize(
    "quote",
    [
        "<figure class=wp-block-pullquote><blockquote><p>A wall cannot lie.</blockquote></figure>",
        "<div class=pullquote><p>A wall cannot lie.</p></div>",
        "<aside class='pull-quote'>A wall cannot lie.</aside>",
    ],
)
def test_a_pull_quote_stays_a_quotation(quote: str) -> None:
    assert "\n\n> A wall cannot lie.\n\n" in markdown(read(BODY % quote))


def test_words_that_run_the_other_way_keep_their_marks() -> None:
    body = BODY % "<p>نسخهٔ <span dir='ltr'>C++ (v2)</span> در سه پایتخت نصب شده است.</p>"
    found = read_page(parse(f"<html dir=rtl><body>{body}</body></html>", PAGE), PLAIN)
    assert '<span dir="ltr">C++ (v2)</span>' in markdown(found)


def test_the_day_is_the_page_s_own() -> None:
    utc = "<meta property='article:published_time' content='2026-10-03T21:15:00Z'>"
    own = "<meta property='article:published_time' content='2026-10-04T00:45:00+03:30'>"
    shown = BODY.replace("</h1>", "</h1><p>۱۲ مهر ۱۴۰۵ - ۰۰:۴۵</p>") % ""
    assert str(article(read(shown, utc)).day) == "2026-10-04"
    assert str(article(read(BODY % "", utc)).day) == "2026-10-03"
    assert str(article(read(BODY % "", own)).day) == "2026-10-04"


def test_words_that_come_in_another_order_are_not_lost() -> None:
    tree = parse(html("<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>"), PAGE).tree
    assert [(line, kind) for line, kind in lost(tree.iter("body"), "Two.\n\nOne.")] == [
        (SourceLine(3, "Three."), "text")
    ]


def test_without_a_heading_the_title_is_what_stands_before_the_site_s_name() -> None:
    page = html(f"<article>{TEXT}</article>").replace("Rain", "Rain\u200cfall — Zeta Post")
    assert article(read_page(parse(page, PAGE), PLAIN)).title == "Rain\u200cfall"


def test_what_is_dropped_is_counted_by_kind() -> None:
    imported = read(
        BODY % "<div class='share-bar'><p>Tell everyone</p></div><form><p>Your name</p></form>"
    )
    assert imported.dropped() == {"sharing": 1, "form": 1}


def test_a_page_that_must_be_paid_for_is_a_warning() -> None:
    head = '<script type=\'application/ld+json\'>{"@type":"Article","isAccessibleForFree":false}'
    imported = read("<article><h1>Rain</h1><p>It fell.</p></article>", head + "</script>")
    assert markdown(imported) == "It fell."
    assert any("not free" in what for _, what in imported.warnings)


def test_json_that_is_none_says_nothing() -> None:
    head = '<script type=\'application/ld+json\'>[{"@type":[},{"author":5}]</script>'
    assert article(read(BODY % "", head)).title == "Rain"


@pytest.mark.parametrize(
    "odd", ["\ufffe", "\uffff", "\ufdd0", "\ufffe" * 500, "&#xfffe", "\x0c", "\x1c", "\x01"]
)
def test_a_page_of_characters_that_no_xml_can_hold_is_an_empty_one(odd: str) -> None:
    """U+FFFE is a byte order mark read the wrong way round: a page of UTF-16 may be full of it."""
    with pytest.raises(DocumentError, match=r"page\.html: no HTML element in it"):
        parse(odd, PAGE)


@pytest.mark.parametrize(
    "odd",
    [
        "\ufffe",
        "\uffff",
        "\ufdef",
        "\x1c",
        "&#xfffe;",
        "&#1;",
        "&#65535;",
        "&#xd800;",
        "&#x110000;",
    ],
)
def test_characters_that_no_xml_can_hold_are_left_out_and_the_words_stay(odd: str) -> None:
    found = read(f"<article><h1>Rain{odd}</h1>{TEXT}<p>{odd}The {odd}end.{odd}</p></article>")
    assert article(found).title == "Rain"
    assert "The end." in " ".join(markdown(found).split())


ENDS = Profile(
    "plain", drop=(re.compile("^Advertisement$"),), article_end=(re.compile("^Related"),)
)
META = "<meta name=description content='It fell'>"
ACCOUNTS = [
    # the page, what stands in its head, what became of the words that are no paragraph of the text
    ("<article><h1>Rain</h1><p>News</p>{TEXT}", "", ["0 title Rain", "0 paragraph News"]),
    ("<article><p>News</p><h2>Rain</h2>{TEXT}", "", ["0 title Rain", "0 dropped text News"]),
    ("<article><h1>Rain</h1><h2>It fell</h2>{TEXT}", META, ["0 title Rain", "0 meta It fell"]),
    (
        "<article><h1>Rain</h1>{TEXT}<p>Advertisement</p><p>Mud</p><p>Related pages</p><p>Snow</p>",
        "",
        [
            "0 title Rain",
            "0 dropped Advertisement",
            "0 dropped Related pages",
            "0 dropped Snow",
            "0 paragraph Mud",
        ],
    ),
    (
        "<article><h1>Rain</h1><h3>a</h3>{TEXT}<h5>b</h5>{TEXT}<h6>c</h6>",
        "",
        ["0 title Rain", "0 heading ### a", "0 heading ##### b", "1 dropped text c"],
    ),
    (
        (
            "<div><h1>Rain</h1><p>A night on both banks of it.</p>"
            "<p>And two more lines of this.</p>"
            "<p>Third line of words is here.</p><p>Short.</p><p>12 March 2026</p>"
            "<div itemprop=articleBody>{TEXT}</div></div>"
        ),
        "",
        [
            "0 title Rain",
            "1 meta A night on both banks of it.",
            "1 meta And two more lines of this.",
            "1 dropped text Third line of words is here.",
            "1 meta 12 March 2026",
        ],
    ),
    (
        (
            "<div><p>Rain</p><h1>Rain</h1><p>A night on both banks of it.</p><h3>By the river</h3>"
            "<div itemprop=articleBody>{TEXT}</div></div>"
        ),
        "",
        ["0 title Rain", "1 meta A night on both banks of it."],
    ),
    (
        "<article><h1>Rain</h1>{TEXT}\n<p>It <span class=sr-only>did not</span> stop.</p>",
        "",
        ["0 title Rain", "0 paragraph It stop.", "2 dropped furniture did not"],
    ),
]


@pytest.mark.parametrize(("body", "head", "expected"), ACCOUNTS)
def test_every_line_around_the_text_is_accounted_for(
    body: str, head: str, expected: list[str]
) -> None:
    imported = read(body.replace("{TEXT}", TEXT), head, ENDS)
    found = [f"{one.line} {one.role.value} {one.kind} {one.text}" for one in imported.uses]
    shown = [" ".join(one.split()) for one in found]
    assert [one for one in shown if one.removeprefix("0 paragraph ") not in TEXT] == expected


def test_headings_that_go_deeper_keep_their_distance() -> None:
    found = markdown(read(f"<article><h1>Rain</h1><h3>a</h3>{TEXT}<h5>b</h5>{TEXT}"))
    assert [line for line in found.split("\n") if line.startswith("#")] == ["## a", "#### b"]


BASE = "<base href='https://a.example/'>"
OG = "<meta property='og:image' content='{}'>"
DAM = "<img {} alt='A dam'>"
BY_ANA = "<figcaption>By Ana</figcaption>"


@pytest.mark.parametrize(
    ("picture", "head", "expected"),
    [
        (DAM.format("src='/a-300x200.jpg'"), BASE + OG.format("/a.jpg"), ("/a.jpg", "A dam", "")),
        (
            f"<figure>{DAM.format('data-src=/a-scaled.jpg')}<figcaption>By Ana</figcaption>",
            BASE + OG.format("/a.jpg"),
            ("/a.jpg", "A dam", "By Ana"),
        ),
        (DAM.format("src='/other.jpg'"), BASE + OG.format("/a.jpg"), ("/a.jpg", "", "")),
        ("", BASE + OG.format("/a.jpg?w=100"), ("/a.jpg?w=100", "", "")),
        (
            DAM.format("src='/a.jpg?w=/1.jpg'"),
            BASE + OG.format("/a.jpg?w=/2.jpg"),
            ("/a.jpg?w=/2.jpg", "A dam", ""),
        ),
        (
            f"<figure><div><div>{DAM.format('src=/a.jpg')}</div></div>{BY_ANA}</figure>",
            BASE + OG.format("/a.jpg"),
            ("/a.jpg", "A dam", "By Ana"),
        ),
        (
            f"<figure><div><div><div>{DAM.format('src=/a.jpg')}</div></div></div>{BY_ANA}</figure>",
            BASE + OG.format("/a.jpg"),
            ("/a.jpg", "A dam", ""),
        ),
        ("", OG.format("a.jpg"), None),
        (
            f"<figure>{DAM.format('src=data:x data-src=/b.jpg')}</figure>",
            BASE,
            ("/b.jpg", "A dam", ""),
        ),
        (f"<figure>{DAM.format('src=data:x')}</figure>", BASE, None),
        (f"<figure>{DAM.format('src=about:blank')}</figure>", "", None),
    ],
)
def test_the_picture_is_the_declared_one_or_the_one_between_title_and_text(
    picture: str, head: str, expected: tuple[str, str, str] | None
) -> None:
    body = f"<div><h1>Rain</h1>{picture}<div itemprop=articleBody>{TEXT}</div></div>"
    found = article(read(body, head))
    whole = expected and (f"https://a.example{expected[0]}", *expected[1:])
    assert (found.image and tuple(found.image)) == whole
    assert [block.kind for block in found.blocks] == ["paragraph"] * 3


def test_the_declared_picture_does_not_open_the_text_a_second_time() -> None:
    head = BASE + OG.format("/a.jpg")
    first = article(read(f"<article><h1>Rain</h1>{DAM.format('src=/a-300x200.jpg')}{TEXT}", head))
    assert [block.kind for block in first.blocks] == ["paragraph"] * 3
    last = article(read(f"<article><h1>Rain</h1>{TEXT}{DAM.format('src=/a-300x200.jpg')}", head))
    assert [block.kind for block in last.blocks][-1] == "other"
