"""Markdown: what is a segment, of what kind, and what stands around it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.documents import Document, ParseOptions, read, render
from l10n_flow.documents.markdown.parsing import plain_text
from tests.documents.markup import words


def parsed(text: str, options: ParseOptions | None = None) -> Document:
    return read(text.encode(), Path("a.md"), options)


def sources(text: str) -> list[str]:
    return [segment.source for segment in parsed(text).segments]


def edition(text: str, *targets: str) -> str:
    """The article with its segments translated, in order."""
    document = parsed(text)
    keys = [segment.key for segment in document.segments]
    rendered = render(document, dict(zip(keys, targets, strict=True)))
    assert rendered.refusals == ()
    return rendered.text.decode()


# Kinds.


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a", ["paragraph"]),
        ("# a\n\n## b\n\n###### c", ["heading 1", "heading 2", "heading 6"]),
        ("a\n=\n\nb\n-", ["heading 1", "heading 2"]),
        ("- a\n\n  b", ["item", "item"]),
        ("> a", ["quote"]),
        ("> - a", ["item"]),
        ("- > a", ["quote"]),
        ("> # a", ["heading 1"]),
        ("[^1]: a", ["footnote"]),
        ("[^1]: - a", ["item"]),
        ("a\n: b", ["term", "definition"]),
        ("|a|\n|-|\n|b|", ["cell", "cell"]),
        ("<p>a</p>", ["html"]),
        ('[r]: /u "a"', ["link title"]),
        ("- [ ] a", ["item"]),
        ("> [!NOTE]\n> a", ["quote"]),
        ("---\ntitle: a\n---\nb", ["field: title", "paragraph"]),
    ],
)
def test_a_segment_s_kind_is_the_nearest_block(text: str, kinds: list[str]) -> None:
    assert [segment.kind for segment in parsed(text).segments] == kinds


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("mud\n\n> silt\n", ["mud\n", "silt\n"]),
        ("- mud\n- silt\n", ["- mud\n", "- silt\n"]),
        ("- mud\n  - ice\n", ["", "- ice\n"]),
        ("- mud\n\n  ice\n", ["mud\n", "ice\n"]),
        ("> - mud\n", ["- mud\n"]),
        ("mud\n: silt\n", ["", ": silt\n"]),
    ],
)
def test_what_goes_with_the_words_of_a_block_when_they_go(text: str, blocks: list[str]) -> None:
    assert [text[slice(*slot.block)] for slot in parsed(text).slots] == blocks


# What is not prose.


@pytest.mark.parametrize(
    "text",
    [
        "    indented\n",
        "```\nfenced\n```\n",
        "```words of the info string\n```\n",
        "~~~\nunclosed\n",
        "> ```\n> quoted\n",
        "***\n",
        "<!-- comment -->\n",
        "[r]: /url\n",
        "`code` `and code`\n",
        "![](image.png)\n",
        "[](/empty)\n",
        "https://example.org\n",
        "<https://example.org>\n",
        "[^1]\n\n[^1]:\n",
        "| |\n|-|\n| `x` |\n",
        "&nbsp;\n",
        "…\n",
        "<br>\n",
        "{{< toc >}}\n",
        "# {#only-an-id}\n",
    ],
)
def test_what_says_nothing_to_a_reader_is_no_segment(text: str) -> None:
    assert sources(text) == []


# Definitions.


@pytest.mark.parametrize(
    ("definition", "tips"),
    [
        ('[r]: /u "one"', ["one"]),
        ("[r]: /u 'one'", ["one"]),
        ("[r]: /u (one)", ["one"]),
        ('[r]: /u\n"one"', ["one"]),
        ('[r]: /u "one\ntwo"', ["one two"]),
        ('[r]: </u v> "one"', ["one"]),
        ('[r]:\n/u\n"one"', ["one"]),
        ('[r]: /u "a \\"b\\""', ['a \\"b\\"']),
        ('[r]: /u "one" x', []),
        ("[r]: /u", []),
        ('[r]: /u ""', []),
        ('[R]: /u "one"\n[r]: /v "two"', ["one"]),
        ('[r]: /u"one"', []),
        ('[r "x"]: /u "one"', ["one"]),
    ],
)
def test_the_title_of_a_link_definition_is_prose(definition: str, tips: list[str]) -> None:
    segments = parsed(definition + "\n").segments
    assert [s.source for s in segments if s.kind == "link title"] == tips


def test_definitions_inside_quotes_lists_and_between_paragraphs() -> None:
    text = '> [a]: /1 "one"\n\n- [b]: /2 "two"\n\nWords\n\n[c]: /3 "three"\n'
    assert sources(text) == ["one", "two", "Words", "three"]


# Links that are written back.


@pytest.mark.parametrize(
    "link",
    [
        "[a](/u)",
        "[a](/u 't')",
        '[a](/u "t")',
        "[a](/u (t))",
        "[a](<u v>)",
        "[a](\n/u\n)",
        "[a]( /u )",
        "[a](/u\n't')",
        "[a](/u_(v))",
        "[a](#f)",
        "[a](?q=1&amp;r=2)",
        "[a](/u\\))",
        "[a][r]",
        "[a][]",
        "[a]",
        "[a *b*][r]",
        "![a](/u)",
        "![a][r]",
        "[![a](/i)](/u)",
        "[![a][r]][r]",
        "[a `]` b](/u)",
        "[a \\] b](/u)",
        "[a [b] c](/u)",
        '[a]({{< ref "/u" >}})',
        "[a](/u?{{ q }})",
        '![a]({{ site.url }}/i.png "t")',
        "<a href='/u'>a</a>",
    ],
)
def test_a_translated_link_still_leads_where_it_led(link: str) -> None:
    definitions = "\n\n[r]: /ref\n[a]: /ref\n"
    text = f"One {link} two.{definitions}"
    document = parsed(text)
    segment = document.segments[0]
    for place in ("Uno {} dos.", "{} dos.", "Uno {}"):
        target = place.format(segment.source.removeprefix("One ").removesuffix(" two."))
        rendered = render(document, {segment.key: target})
        assert rendered.refusals == ()
        again = read(rendered.text, Path("a.md"))
        assert [link.target for link in again.links] == [link.target for link in document.links]


@pytest.mark.parametrize("prefix", ["", "> ", "- ", "> > ", "1. "])
def test_a_link_may_be_wrapped_anywhere(prefix: str) -> None:
    more = prefix.replace("-", " ").replace("1.", "  ")
    text = f'{prefix}See [the\n{more}story](/long\n{more}"its\n{more}title").\n'
    assert sources(text) == ['See [the story]({1} "its title").']


# Notes.


def test_a_note_is_for_the_next_segment_wherever_that_is() -> None:
    text = "<!-- l10n: note one -->\n\n```\ncode\n```\n\n- a\n- b\n"
    assert [(s.source, s.note) for s in parsed(text).segments] == [("a", "one"), ("b", "")]


def test_directives_may_span_lines_and_several_may_share_a_comment_s_block() -> None:
    text = "<!-- l10n: note one\n   two -->\n<!--l10n:context menu-->\n\nOpen\n"
    (segment,) = parsed(text).segments
    assert (segment.note.split(), segment.context) == (["one", "two"], "menu")


def test_what_is_skipped_is_skipped_whatever_it_is() -> None:
    text = (
        "<!-- l10n: skip -->\n\n# a\n\n- b\n\n|c|\n|-|\n\n<p title='d'>e</p>\n\n"
        "[^f]: g\n\n[h]: /h 'i'\n\n<!-- l10n: resume -->\n\nj\n"
    )
    assert sources(text) == ["j"]


def test_an_ordinary_comment_is_no_directive() -> None:
    document = parsed("<!-- l10n is great: skip -->\n\n<!-- skip -->\n\na\n")
    assert [s.source for s in document.segments] == ["a"]
    assert document.warnings == ()


# What readers see.

WORD = st.sampled_from(
    [
        "Paz",
        "صلح",
        "1399.",
        "-",
        "#",
        "+",
        "=",
        ">",
        "|",
        "*",
        "_",
        "~~~",
        "`",
        "<",
        ">",
        "[x]",
        "[",
        "]",
        "(",
        ")",
        "!",
        "{#id}",
        "{.c}",
        "\\",
        "&",
        "&amp;",
        "$",
        "^",
        ":",
        "می‌خواهم",
        "\u206610\u2069",
        "«¿Qué?»",
        "https://example.org",
        "a@b.c",
        "1)",
        "---",
        "===",
        "<b>",
        "</b>",
        "<div>",
        "<!--",
        "-->",
        "<script>",
        "{{",
        "}}",
        "{%",
        "snake_case",
        "2*3*4",
        "[^1]",
        "[a]:",
        "```",
        "…",
    ]
)
PLACE = st.sampled_from(
    [
        "Peace\n",
        "# Peace\n",
        "# Peace #\n",
        "Peace\n===\n",
        "- Peace\n",
        "1. Peace\n",
        "> Peace\n",
        "> - Peace\n",
        "| Peace | x |\n|---|---|\n",
        "[^n]: Peace\n\nx[^n]\n",
        "Peace\n: x\n",
        "x\n: Peace\n",
        "<p>Peace</p>\n",
        "- [ ] Peace\n",
        "> [!TIP]\n> Peace\n",
        "x\n\nPeace\n\ny\n",
    ]
)


def readable(text: str) -> str:
    """The letters and digits, which no escaping may touch."""
    return "".join(c for c in text if c.isalnum())


@settings(max_examples=200)
@given(place=PLACE, drawn=st.lists(WORD, min_size=1, max_size=5))
def test_no_letter_of_a_translation_is_lost_or_shown_twice(place: str, drawn: list[str]) -> None:
    """And no stray backslash is shown, unless the translator wrote it."""
    target = " ".join(["Hola", *drawn, "fin"])
    document = parsed(place)
    segment = next(s for s in document.segments if s.source == "Peace")
    rendered = render(document, {segment.key: target})
    if not rendered.splices:
        return
    shown, was = words(rendered.text), words(document.text)
    before, _, after = was.partition("Peace")
    inner = shown.removeprefix(before.rstrip()).removesuffix(after.lstrip())
    marks = ("<b>", "</b>", "&amp;", "[^1]")
    if not any(mark in drawn for mark in marks):
        assert readable(inner) == readable(target)
    if "\\" not in drawn and "`" not in drawn and "```" not in drawn:
        assert "\\" not in shown


@pytest.mark.parametrize(
    ("place", "targets", "shown"),
    [
        ("Peace\n", ["1399. سال"], "1399. سال"),
        ("Peace\n", ["+ más"], "+ más"),
        ("Peace\n", ["= x"], "= x"),
        ("Peace\n", ["C:\\dir"], "C:\\dir"),
        ("Peace\n", ["[x] hecho"], "[x] hecho"),
        ("> Peace\n", ["[!NOTE] hecho"], "[!NOTE] hecho"),
        ("# Peace\n", ["C #"], "C #"),
        ("# Peace\n", ["Hola {#id}"], "Hola {#id}"),
        ("|Peace|\n|-|\n", ["a|b"], "a|b"),
        ("|Peace|\n|-|\n", ["`a|b` c"], "a|b c"),
        ("|Peace|\n|-|\n", ["C:\\"], "C:\\"),
        ("<p>Peace</p>\n", ["1 < 2 <b>x"], "1 < 2 <b>x"),
        ("Peace\n", ["a <script>b</script>"], "a <script>b</script>"),
        ("Peace\n", ["`<b>` c"], "<b> c"),
        ("Peace\n", ["&lt;b> &copy; c"], "<b> © c"),
        ("Peace\n", ["\u200f# صلح"], "\u200f# صلح"),
    ],
)
def test_a_reader_sees_what_the_translator_meant(
    place: str, targets: list[str], shown: str
) -> None:
    assert words(edition(place, *targets).encode()) == shown


def test_marks_of_a_translation_are_marks() -> None:
    article = "Peace **and** `bread`, [here](/x)\nand *there*.\n"
    assert sources(article) == ["Peace **and** `bread`, [here]({1}) and *there*."]
    text = edition(article, "**نان** و `bread` و *صلح*، [اینجا]({1})")
    assert text == "**نان** و `bread` و *صلح*، [اینجا](/x)\n"


# Headings' words.


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Peace", "Peace"),
        ("*Two* **banks**", "Two banks"),
        ('`code` and [link](/x "t")', "code and link"),
        ("![alt](i.png) x", "alt x"),
        ("a &amp; b \\* c", "a & b * c"),
        ("a <b>b</b>", "a b"),
        ("یک\u200cدو", "یک\u200cدو"),
        ("# x", "# x"),
        ("- x", "- x"),
        ("", ""),
        ("1. x", "1. x"),
    ],
)
def test_the_plain_text_of_a_heading_is_its_words(source: str, expected: str) -> None:
    assert plain_text(source) == expected


TAG_ON_LINES = (
    "See <a href='x'\n{p}title='The law'\n{p}  lang=en\n{p}>it</a> and <code\n{p}class=c>x</code>."
)


@pytest.mark.parametrize(
    ("around", "prefix"),
    [("{}", ""), ("- {}", "  "), ("> {}", "> "), ("> {}", ">"),
     ("1. > {}", "   > "), ("* * {}", "      "),
     ("> - {}", ">   "), ("x\n: {}", "  "),
     ("[^1]: {}\n\nx[^1]", "    "), ("- a\n\n  > {}", "  >  ")],
)  # fmt: skip
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_a_tag_on_lines_is_the_segment_that_it_is_on_one(
    around: str, prefix: str, eol: str
) -> None:
    tag = TAG_ON_LINES.format(p=prefix).replace(f"\n{prefix}>it", ">it")
    article = around.format(tag).replace("\n", eol).encode()
    document = read(article, Path("a.md"))
    (segment,) = [s for s in document.segments if s.source.startswith("See")]
    assert segment.source == "See <a {1} title='The law' {2}>it</a> and <code {3}>x</code>."
    assert [p.value for p in segment.placeholders] == ["href='x'", "lang=en", "class=c"]
    assert render(document, {s.key: s.source for s in document.segments}).text == article
    rendered = render(document, {segment.key: segment.source.replace("See", "Vea")})
    assert b"Vea <a href='x' title='The law' lang=en>it</a> and <code class=c>x" in rendered.text
    assert not rendered.refusals
