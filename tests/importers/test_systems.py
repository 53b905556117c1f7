"""Pages built as well-known systems build them: the same article, whatever stands around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.errors import DocumentError
from l10n_flow.importers.imported import ImportedPage
from l10n_flow.importers.page import parse, read_page
from l10n_flow.importers.profile import load

PAGE = Path("page.html")
GENERIC = load(Path(load.__code__.co_filename).parent / "profiles" / "generic.yaml")
ONE = "Rain fell on both banks of the river for the whole of the night, and nobody slept."
TWO = "In the morning the gauge stood at nine metres, which is two more than the school has."
THREE = "The ferries stayed where they were, and so did the people who had come to take them."
A, B, C = (f"<p>{words}</p>" for words in (ONE, TWO, THREE))


def read(body: str, head: str = "") -> ImportedPage:
    text = f"<!doctype html><html><head><title>Rain</title>{head}</head><body>{body}</body></html>"
    return read_page(parse(text, PAGE), GENERIC)


def markdown(imported: ImportedPage) -> str:
    assert imported.article is not None
    return "\n\n".join(block.markdown for block in imported.article.blocks)


CASES = (Path(__file__).parent / "systems.txt").read_text("utf-8").split("=== ")[1:]
"""Name, the page's body, and what stands between the first and the second paragraph."""
SYSTEMS = dict(case.split("\n", 1) for case in CASES)


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_article_is_whole_and_in_order_in_the_pages_of(system: str) -> None:
    body, between = SYSTEMS[system].format(ONE=ONE, TWO=TWO, THREE=THREE).split("\n---\n")
    said = markdown(read(body))
    places = [said.find(words) for words in (ONE, between.strip(), TWO, THREE)]
    assert -1 not in places, said
    assert sorted(places[2:]) == places[2:]
    assert places[0] < places[1] < places[3]
    assert not any(
        words in said for words in ("Share this", "Previous", "Hits", "[a = 1", "1\n2\n```")
    )


def test_lines_of_date_and_author_at_the_start_are_no_paragraphs() -> None:
    imported = read(
        f"<article><p>Analysis</p><h1>Rain</h1><p>By Ana Ruiz</p><p>12 October 2026</p>{A}{B}{C}"
    )
    assert imported.article is not None
    assert (imported.article.authors, str(imported.article.day)) == (("Ana Ruiz",), "2026-10-12")
    assert markdown(imported) == f"{ONE}\n\n{TWO}\n\n{THREE}"


def test_what_stands_between_title_and_text_is_summary_or_subtitle_and_lead_image() -> None:
    body = (
        "<div class=item><h1>Rain</h1><p class=lead>A night on both of the banks.</p>"
        f"<figure><img src='/a.jpg' alt=A><figcaption>By Ana</figcaption></figure>"
        f"<div itemprop=articleBody>{A}{B}{C}</div></div>"
    )
    found = read(body).article
    assert found is not None
    assert (found.summary, found.subtitle) == ("A night on both of the banks.", "")
    assert found.image == ("/a.jpg", "A", "By Ana")
    declared = read(body, "<meta name=description content='Nine metres.'>").article
    assert declared is not None
    assert (declared.summary, declared.subtitle) == (
        "Nine metres.",
        "A night on both of the banks.",
    )


def test_a_header_with_the_title_holds_summary_and_picture_and_no_text() -> None:
    top = (
        "<header class=gh-article-header><a class=gh-article-tag href='/tag/sea'>Sea</a>"
        "<h1>Rain</h1><p class=gh-article-excerpt>A night on both of the banks of the river.</p>"
        "<div><h4><a>Ana Ruiz</a></h4><time datetime=2026-10-12>12 oct</time></div>"
        "<figure><img src='/a.jpg' alt=A><figcaption>By Ana</figcaption></figure></header>"
    )
    imported = read(f"<article>{top}<section class=gh-content>{A}{B}{C}</section></article>")
    assert imported.article is not None
    assert markdown(imported) == f"{ONE}\n\n{TWO}\n\n{THREE}"
    assert imported.article.summary == "A night on both of the banks of the river."
    assert imported.article.image == ("/a.jpg", "A", "By Ana")


@pytest.mark.parametrize("end", ["انتهای پیام", "انتهای پیام/", "انتهای پیام ."])
def test_what_agencies_write_below_their_texts_is_no_text(end: str) -> None:
    said = markdown(read(f"<article><h1>Rain</h1>{A}{B}<p>{end}</p></article>"))
    assert said == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize("name", ["related", "wp-block-related", "read-also"])
def test_links_to_other_articles_within_the_text_go_with_their_heading(name: str) -> None:
    others = "<h3>Lee también</h3><ul><li><a href='/snow'>Snow on both of the banks</a></li></ul>"
    imported = read(f"<article><h1>Rain</h1>{A}{B}<div class={name}>{others}</div>{C}</article>")
    assert markdown(imported) == f"{ONE}\n\n{TWO}\n\n{THREE}"
    assert imported.dropped()["related"] == 2


def test_a_list_of_tags_below_the_text_is_no_text() -> None:
    tags = "<div class=tags><ul><li><a rel=Index href='/tag/s'>Flood</a></li></ul></div>"
    for body in (
        f"<article><div class=item>{A}{B}{C}</div>{tags}</article>",
        f"<article class='post tag-sea'><div>{A}{B}{C}<ul><li>Floods</li></ul></div></article>",
    ):
        said = markdown(read(f"<h1>Rain</h1>{body}"))
        assert "/tag/s" not in said
        assert THREE in said


@pytest.mark.parametrize(
    "tags", ["div", "b", "blockquote", "ul><li", "table><tr><td", "figure", "a"]
)
def test_deep_nesting_is_read_or_refused_and_never_a_traceback(tags: str) -> None:
    for depth in (60, 120, 240, 10_000):
        try:
            read(f"<article>{A}{B}{C}<p>And then:</p>" + f"<{tags}>" * depth + "x")
        except DocumentError:
            continue


def test_a_long_page_is_read_in_one_go() -> None:
    imported = read("<article>" + (A + B + C) * 700 + "</article>")
    assert imported.article is not None
    assert imported.article.count("paragraph") == 2100


@pytest.mark.parametrize(
    ("head", "above", "day"),
    [
        ("<meta name='dc.date' content='۱۴۰۵/۰۷/۱۲'>", "", "2026-10-04"),
        ("", "<time>lunes, 12 de octubre de 2026 10:45</time>", "2026-10-12"),
        ("", "<time datetime='2026-10-12'>hace dos días</time>", "2026-10-12"),
        ("", "<div><span>12</span> <span>octubre</span> <span>2026</span></div>", "2026-10-12"),
        ("", "<div><b>تاریخ انتشار</b> : ۱۲ مهر ۱۴۰۵ - ۱۰:۴۵</div>", "2026-10-04"),
        ("", "<p>By Ana Ruiz | October 12, 2026 | 3 min read</p>", "2026-10-12"),
        ("", "<p>یکشنبه ۱۲ مهر ۱۴۰۵ - ۴ اکتبر ۲۰۲۶</p>", "2026-10-04"),
        (
            "",
            "<time datetime='2026-11-02T10:15:00+00:00'>Mon, 11/02/2026 - 10:15</time>",
            "2026-11-02",
        ),
        ("", "<time datetime='2026-02-11'>11/02/2026</time>", "2026-02-11"),
        ("", "<p>11/02/2026</p>", "2026-02-11"),
        ("<link rel=canonical href='https://a.example/2026/10/12/rain'>", "", "2026-10-12"),
        (
            (
                '<script type=\'application/ld+json\'>{"@type": "NewsArticle", '
                '"datePublished": "Sun Oct 04 2026 00:15:00 GMT+0330 (Iran Time)"}</script>'
            ),
            "",
            "2026-10-04",
        ),
    ],
)
def test_a_page_s_date_is_found_where_it_stands(head: str, above: str, day: str) -> None:
    beside = "<ul><li>1 January 2020</li></ul>" if above else ""
    body = f"{beside}<article><h1>Rain</h1>{above}{A}{B}{C}</article><p>2 January 2020</p>"
    found = read(body, head).article
    assert found is not None
    assert str(found.day) == day


@pytest.mark.parametrize(
    ("line", "day", "name"),
    [
        ("3 November 2026, by Omid Sayyah", "2026-11-03", "Omid Sayyah"),
        ("By Ana Ruiz on Monday, October 12, 2026", "2026-10-12", "Ana Ruiz"),
        ("Por Marta Ruiz, 5 de noviembre de 2026", "2026-11-05", "Marta Ruiz"),
        ("Por Marta Ruiz el 5 de noviembre de 2026 a las 9:15", "2026-11-05", "Marta Ruiz"),
        ("نویسنده: امید صیاد - ۲۱ مهر ۱۴۰۵", "2026-10-13", "امید صیاد"),
        ("توسط مینا کرمی منتشر شده در ۱۴ آبان ۱۴۰۵", "2026-11-05", "مینا کرمی"),
    ],
)
@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_date_and_an_author_may_stand_in_one_phrase(
    line: str, day: str, name: str, tag: str
) -> None:
    found = read(f"<main><h1>Rain</h1><{tag}>{line}</{tag}><div>{A}{B}{C}</div></main>").article
    assert found is not None
    assert (str(found.day), found.authors) == (day, (name,))
    assert line not in "".join(block.markdown for block in found.blocks)


@pytest.mark.parametrize(
    "lines",
    [
        ["Thu 5 Nov 2026 06.00 GMT", "Last modified on Thu 5 Nov 2026 09.12 GMT"],
        ["Puerto Miraval - <time datetime='2026-11-05'>05 nov 2026 - 05:40 CET</time>"],
        ["Port Miraval, 5 November 2026", "Updated: 6 November 2026"],
        ["۱۴ آبان ۱۴۰۵", "به‌روزرسانی: ۱۵ آبان ۱۴۰۵"],
    ],
)
def test_a_line_that_says_where_and_when_is_no_text(lines: list[str]) -> None:
    above = "".join(f"<p>{line}</p>" for line in lines)
    dated = "<meta name=date content=2026-11-05>" if len(lines[0]) > 12 else ""
    imported = read(f"<main><h1>Rain</h1><div>{above}{A}{B}{C}</div></main>", dated)
    assert markdown(imported) == f"{ONE}\n\n{TWO}\n\n{THREE}"
    assert imported.article is not None
    assert str(imported.article.day) == "2026-11-05"


def test_a_time_of_day_with_a_point_is_one() -> None:
    found = read(f"<main><h1>Rain</h1><p>Thu 5 Nov 2026 06.00 GMT</p>{A}{B}{C}</main>").article
    assert found is not None
    assert str(found.day) == "2026-11-05"


def test_a_phrase_with_anything_else_is_text() -> None:
    line = "By Ana Ruiz, whose report of 3 November 2026 nobody read"
    imported = read(f"<main><h1>Rain</h1><p>{line}</p><div>{A}{B}{C}</div></main>")
    assert imported.article is not None
    assert (imported.article.day, imported.article.authors) == (None, ())


def test_the_author_of_a_page_of_drupal_is_who_submitted_it() -> None:
    by = "<span class='field field--name-uid'><span>Nadia Osei</span></span>"
    comment = "<span class='field field--name-uid'><span>Reader</span></span>"
    found = read(
        f"<article><h1>Rain</h1><footer>Submitted by {by}</footer><div>{A}{B}{C}</div>"
        f"<section><article>{comment}</article></section></article>"
    ).article
    assert found is not None
    assert found.authors == ("Nadia Osei",)


def test_an_address_with_a_month_only_is_no_day() -> None:
    head = "<link rel=canonical href='https://a.example/2026/10/rain'>"
    found = read(f"<article><h1>Rain</h1>{A}{B}{C}</article><p>2 January 2020</p>", head).article
    assert found is not None
    assert found.day is None


def test_the_day_of_a_change_may_stand_in_the_page() -> None:
    found = read(
        f"<article><h1>Rain</h1><p>Published 12 October 2026 · Updated 14 October 2026</p>{A}{B}{C}"
    ).article
    assert found is not None
    assert (str(found.day), str(found.updated)) == ("2026-10-12", "2026-10-14")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            (
                "<span class=katex><span class=katex-mathml><math><mi>x</mi>"
                "<annotation encoding='application/x-tex'>x^2</annotation></math></span>"
                "<span class=katex-html>x2</span></span>"
            ),
            "Here `x^2` stands at the mark.",
        ),
        ("<script type='math/tex'>y^2</script>", "Here `y^2` stands at the mark."),
        ("<i>now<span class=sr-only> (opens a tab)</span></i>", "Here *now* stands at the mark."),
        ("<img class=emoji src='/1.svg' alt='🙂'>", "Here 🙂 stands at the mark."),
        ("it<img src='/p.gif' width=1 height=1>", "Here it stands at the mark."),
    ],
    ids=["KaTeX", "MathJax", "for screen readers", "emoji", "counter"],
)
def test_what_is_drawn_or_unseen_is_said_once_or_not_at_all(written: str, said: str) -> None:
    assert said in markdown(
        read(f"<article>{A}<p>Here {written} stands at the mark.</p>{B}{C}</article>")
    )


def test_a_file_to_take_home_stays() -> None:
    block = "<div class=wp-block-file><a href='/f.pdf'>The report</a></div>"
    assert "[The report](/f.pdf)" in markdown(read(f"<article>{A}{block}{B}{C}</article>"))


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("نویسنده: آدا لورن", ("آدا لورن",)),
        ("خبرنگار : لیلا نیک‌نام", ("لیلا نیک‌نام",)),
        ("Autora: Ana Ruiz", ("Ana Ruiz",)),
        ("خبرنگار : ۷۱۴۶۲", ()),
        ("Texto: the words of the law are what they are", ()),
        ("The author: Ana Ruiz", ()),
    ],
)
def test_a_line_beside_the_title_that_says_who_wrote_is_the_author(
    line: str, author: tuple[str, ...]
) -> None:
    meta = f"<div class=meta><span>کد خبر: ۸۵۲۳</span><span>{line}</span></div>"
    imported = read(f"<div>{meta}<h1>Rain</h1><div class=body>{A}{B}{C}</div></div>")
    assert imported.article is not None
    assert imported.article.authors == author


def test_the_words_about_an_author_are_no_authors() -> None:
    box = (
        "<div class=author-box><p>Ana writes about rivers and the people who live there.</p></div>"
    )
    found = read(f"<div class=content><h1>Rain</h1><div>{A}{B}{C}</div>{box}</div>").article
    assert found is not None
    assert found.authors == ()
    by = "<span class=author>By Ana Ruiz-Peña</span>"
    found = read(f"<div class=content><h1>Rain</h1>{by}<div>{A}{B}{C}</div></div>").article
    assert found is not None
    assert found.authors == ("Ana Ruiz-Peña",)


def test_what_stands_in_the_foot_of_the_page_is_not_the_articles() -> None:
    """The foot of a quotation says whose words they are."""
    quoted = f"<blockquote><p>{TWO}</p><footer>Ilse Brandt</footer></blockquote>"
    body = f"<div><main><h1>Rain</h1>{A}{quoted}{C}</main><footer>© 2026 River Press</footer></div>"
    said = markdown(read(body))
    assert "© 2026" not in said
    assert "Ilse Brandt" in said
    assert said.endswith(THREE)


def test_a_title_below_a_sites_name_and_a_menu_is_not_said_again() -> None:
    above = "<div>River Press</div><p>Code: 12345</p><p>Monday</p><h3>After the flood</h3>"
    said = read(f"{above}<h1>Rain</h1>{A}{B}{C}")
    assert "Rain\n" not in markdown(said)
    assert markdown(said).startswith(ONE)


def test_a_picture_that_was_saved_with_the_page_gets_no_address_that_never_was() -> None:
    html = f"""<!-- saved from url=(0027)https://press.example/rain/ --><html lang=en>
    <title>Rain</title>
    <main><h1>Rain</h1>{A}<p><img src="./rain%20now_files/map.svg" alt="A map">{TWO}</p>
    <p><img src="other_files/map.svg" alt="B">{THREE}</p></main></html>"""
    page = read_page(parse(html, Path("rain now.html")), GENERIC)
    assert "![A map](rain%20now_files/map.svg)" in markdown(page)
    assert "![B](https://press.example/rain/other_files/map.svg)" in markdown(page)
    wanted = "'./rain%20now_files/map.svg' was saved with the page: copy it to the article"
    assert [what for _, what in page.warnings if "saved" in what] == [wanted]


@pytest.mark.parametrize(
    ("published", "beside", "day"),
    [
        ("2026-10-04T22:30:00Z", "<p>5 October 2026</p>", "2026-10-05"),
        ("2026-10-04T22:30:00 GMT", "<p>5 October 2026</p>", "2026-10-05"),
        ("Sun, 04 Oct 2026 22:30:00 +0000", "<p>5 October 2026</p>", "2026-10-05"),
        ("2026-10-04T20:45:00.000Z", "<p>۱۳ مهر ۱۴۰۵ - ۰۰:۱۵</p>", "2026-10-05"),
        ("2026-10-05T00:30:00+03:30", "", "2026-10-05"),
        ("2026-10-04T22:30:00Z", "<p>20 October 2026</p>", "2026-10-04"),
        ("2026-10-04T22:30:00Z", "", "2026-10-04"),
    ],
)
def test_a_moment_in_utc_near_midnight_gives_way_to_the_day_of_the_page(
    published: str, beside: str, day: str
) -> None:
    head = f"<meta property='article:published_time' content='{published}'>"
    found = read(f"<main><h1>Rain</h1>{beside}<div>{A}{B}{C}</div></main>", head).article
    assert found is not None
    assert str(found.day) == day


@pytest.mark.parametrize(
    "otherwise",
    [
        "<link rel=canonical href='https://a.example/2026/10/05/rain/'>",
        "<meta name=date content='2026-10-05T02:00:00+03:30'>",
        "<meta name=date content='2026-10-05'>",
    ],
)
def test_a_moment_in_utc_gives_way_to_what_the_page_declares_otherwise(otherwise: str) -> None:
    head = f"<meta property='article:published_time' content='2026-10-04T22:30:00Z'>{otherwise}"
    found = read(f"<main><h1>Rain</h1><div>{A}{B}{C}</div></main>", head).article
    assert found is not None
    assert str(found.day) == "2026-10-05"


def test_the_day_of_a_change_near_midnight_is_the_visible_one() -> None:
    head = (
        "<meta property='article:published_time' content='2026-10-05T10:00:00Z'>"
        "<meta property='article:modified_time' content='2026-10-06T22:30:00Z'>"
    )
    above = "<p>5 October 2026</p><p>Updated 7 October 2026</p>"
    found = read(f"<main><h1>Rain</h1>{above}<div>{A}{B}{C}</div></main>", head).article
    assert found is not None
    assert str(found.updated) == "2026-10-07"


@pytest.mark.parametrize("words", ["Two boats at school", "Notes from a night on both banks of it"])
@pytest.mark.parametrize(
    ("described", "name"),
    [
        ("", "summary"),
        ("Two boats at school", "summary"),
        ("Notes from a night on both banks of it", "summary"),
        ("What the river did to us", "subtitle"),
    ],
)
def test_what_the_page_calls_its_subtitle_is_no_heading_of_the_text(
    words: str, described: str, name: str
) -> None:
    """Newsletters such as Substack's have `h3.subtitle` above the text."""
    head = f"<meta name=description content='{described}'>" if described else ""
    above = f"<div><h1>Rain</h1><h3 class='subtitle x'>{words}</h3><div>Oct 12, 2026</div></div>"
    found = read(f"<article>{above}<div class=body>{A}{B}{C}</div></article>", head)
    assert found.article is not None
    assert markdown(found) == f"{ONE}\n\n{TWO}\n\n{THREE}"
    facts = {"summary": found.article.summary, "subtitle": found.article.subtitle}
    assert words in (facts[name], facts["subtitle"])
    assert facts["summary"] == (described or words)


@pytest.mark.parametrize(
    ("link", "authors"),
    [
        ("<a href='https://a.example/autor/marta-ruiz/'>Marta Ruiz</a>", ("Marta Ruiz",)),
        ("By <a href='/by/ana'>Ana Ruiz</a>, <a href='/by/b'>Ben Ito</a>", ("Ana Ruiz", "Ben Ito")),
        ("<a href='/@ana'><img src='/a.jpg' alt=Ana></a><a href='/@ana'>Ana R.</a>", ("Ana R.",)),
        ("<nav><a href='/people/all'>Our people</a></nav>", ()),
        ("<a href='/people/'>People</a>", ()),
    ],
)
def test_a_link_below_the_title_to_an_author_names_who_wrote(
    link: str, authors: tuple[str, ...]
) -> None:
    more = "<div>More by <a href='/by/cee'>Cee Dee</a></div>"
    body = f"<article><h1>Rain</h1><div>{link}</div><div>{A}{B}{C}</div></article>{more}"
    found = read(body).article
    assert found is not None
    assert found.authors == authors


def test_a_line_with_a_place_and_a_day_is_no_subtitle() -> None:
    head = "<meta name=description content='What the river did to us, and we to it'>"
    line = (
        "<div><span>Puerto Miraval - </span><time>05 nov 2026 - 06:40<abbr>CET</abbr></time></div>"
    )
    found = read(f"<article><h1>Rain</h1>{line}<div>{A}{B}{C}</div></article>", head).article
    assert found is not None
    assert (str(found.day), found.subtitle) == ("2026-11-05", "")
