"""Each place of a slot, and what a translation becomes there."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from l10n_flow.documents import Slot, read, render
from l10n_flow.documents.document import Unfit
from l10n_flow.documents.fit import PLACES, cleaned, is_clean, quoted_scalar
from l10n_flow.documents.fit import fit as spelled

ARTICLES = {
    "block": "Peace\n",
    "setext": "Peace\n===\n",
    "heading": "# Peace\n",
    "cell": "| Peace |\n|---|\n",
    "title-double": '[a]: /u "Peace"\n',
    "title-single": "[a]: /u 'Peace'\n",
    "title-round": "[a]: /u (Peace)\n",
    "html": "<p>Peace</p>\n",
    "attribute-double": '<p title="Peace"></p>\n',
    "attribute-single": "<p title='Peace'></p>\n",
    "attribute-bare": "<p title=Peace></p>\n",
    "value-double": '{{< x title="Peace" >}}\n',
    "value-single": "{% x title='Peace' %}\n",
    "value-raw": "{{< x title=`Peace` >}}\n",
    "yaml": "---\ntitle: Peace\n---\n",
    "yaml-literal": "---\ntitle: |-\n  Peace\n---\n",
    "yaml-folded": "---\ntitle: >-\n  Peace\n---\n",
    "toml": "+++\ntitle = 'Peace'\n+++\n",
    "toml-lines": "+++\ntitle = '''\nPeace\n'''\n+++\n",
    "rcdata": "<title>Peace</title>\n",
    "text": "Peace\n",
}
SUFFIXES = {"rcdata": ".html", "text": ".txt"}


def a_slot(place: str) -> Slot:
    path = Path("a" + SUFFIXES.get(place, ".md"))
    (slot,) = read(ARTICLES[place].encode(), path).slots
    assert slot.place == place
    return slot


def fit(slot: Slot, target: str) -> str:
    return spelled(slot, cleaned(slot, target)).text


@given(st.text(" \t\n\u3000\x00\u2028\u200cab", min_size=1, max_size=6))
def test_a_clean_translation_is_one_that_cleaning_leaves_as_it_is(words: str) -> None:
    assert is_clean(words) == (cleaned(a_slot("block"), words) == words)


CHOSEN_SPACES = "\u00a0", "\u202f", "\u2009", "\u3000"


@pytest.mark.parametrize("place", sorted(PLACES))
@pytest.mark.parametrize("space", CHOSEN_SPACES, ids=ascii)
def test_a_space_that_somebody_chose_stays_in_every_place(place: str, space: str) -> None:
    """«25 %» and « Paz » have a space at which no line breaks; HTML folds only the others."""
    words = f"Paz 25{space}%, «{space}sí{space}»"
    document = read(ARTICLES[place].encode(), Path("a" + SUFFIXES.get(place, ".md")))
    (segment,) = document.segments
    edition = render(document, {segment.key: words})
    assert not edition.refusals
    (again,) = read(edition.text, Path("a" + SUFFIXES.get(place, ".md"))).segments
    assert html.unescape(again.source) == words


def test_every_place_is_shown_here() -> None:
    assert set(ARTICLES) == set(PLACES)


@pytest.mark.parametrize("place", sorted(PLACES))
@pytest.mark.parametrize(
    "words", ["Paz", "صلح", "Paz, por fin", "«¿Paz?»", "می‌خواهم \u206610\u2069"]
)
def test_plain_words_are_spelled_as_they_are(place: str, words: str) -> None:
    assert words in html.unescape(fit(a_slot(place), words))


@pytest.mark.parametrize("place", sorted(PLACES))
@pytest.mark.parametrize("nothing", ["", " ", "\n", "—", "***", "`code`", "https://a.b", "&amp;"])
def test_a_translation_that_says_nothing_is_unfit(place: str, nothing: str) -> None:
    with pytest.raises(Unfit, match="has nothing but marks"):
        fit(a_slot(place), nothing)


@pytest.mark.parametrize(
    ("place", "target", "expected"),
    [
        ("toml", "Paz", "'Paz'"),
        ("toml", "Pa'z", '"Pa\'z"'),
        ("toml", 'Pa\'z "ya"', '"Pa\'z \\"ya\\""'),
        ("toml-lines", "Paz\nya", "'''\nPaz\nya\n'''"),
        ("toml-lines", "Paz'''ya\\", '"""\nPaz\'\'\'ya\\\\\n"""'),
    ],
)
def test_words_of_toml_stay_in_their_quotes_or_get_others(
    place: str, target: str, expected: str
) -> None:
    assert fit(a_slot(place), target) == expected


@pytest.mark.parametrize("place", sorted(PLACES))
def test_a_placeholder_that_the_source_lacks_is_unfit(place: str) -> None:
    with pytest.raises(Unfit, match=r"uses \{1\}, which the source does not have"):
        fit(a_slot(place), "Paz {1}")


BLOCK = [
    ("# Paz", "\\# Paz"),
    ("####### Paz", "####### Paz"),
    ("#Paz", "#Paz"),
    ("- Paz", "\\- Paz"),
    ("+ Paz", "\\+ Paz"),
    ("* Paz", "\\* Paz"),
    ("-Paz", "-Paz"),
    ("*Paz*", "*Paz*"),
    ("> Paz", "\\> Paz"),
    (">Paz", "\\>Paz"),
    (": Paz", "&#58; Paz"),
    (":Paz:", ":Paz:"),
    ("~ Paz", "&#126; Paz"),
    ("~~Paz~~", "~~Paz~~"),
    ("~~~ Paz", "&#126;~~ Paz"),
    ("```Paz", "\\```Paz"),
    ("```a``` Paz", "```a``` Paz"),
    ("| Paz", "\\| Paz"),
    ("1. Paz", "1\\. Paz"),
    ("1399. سال", "1399\\. سال"),
    ("1399) سال", "1399\\) سال"),
    ("۱۳۹۹. سال", "۱۳۹۹. سال"),
    ("1234567890. Paz", "1234567890. Paz"),
    ("1.5 Paz", "1.5 Paz"),
    ("[Paz]: /p", "\\[Paz]: /p"),
    ("[^1]: Paz", "\\[^1]: Paz"),
    ("[x] Paz", "\\[x] Paz"),
    ("[ ] Paz", "\\[ ] Paz"),
    ("[X](/x) Paz", "[X](/x) Paz"),
    ("[x]y Paz", "[x]y Paz"),
    ("[!NOTE] Paz", "\\[!NOTE] Paz"),
    ("[![a](b)](c) Paz", "[![a](b)](c) Paz"),
    ("<div>Paz</div>", "&lt;div>Paz&lt;/div>"),
    ("<!-- x --> Paz", "&lt;!-- x --> Paz"),
    ("Paz\n===", "Paz  \n&#61;=="),
    ("Paz\n---", "Paz  \n\\---"),
    ("Paz\n-", "Paz  \n\\-"),
    ("Paz\n|-|", "Paz  \n\\|-|"),
    ("Paz\n:-:", "Paz  \n&#58;-:"),
    ("Paz\n- y", "Paz  \n\\- y"),
    ("Paz\n\n\ny", "Paz  \ny"),
    ("Paz\\\ny", "Paz  \ny"),
    ("Paz  \n   y", "Paz  \ny"),
    ("Paz\r\ny\u2028z", "Paz  \ny  \nz"),
    ("Paz\\", "Paz\\\\"),
    ("Paz\\\\", "Paz\\\\"),
    ("a | b", "a | b"),
    ("Paz {x}", "Paz {x}"),
    ("\x00Pa\x07z\x1b", "Paz"),
    ("\t   Paz   ", "Paz"),
    ("\u3000Paz", "Paz"),
    ("\u2067# صلح\u2069", "\u2067# صلح\u2069"),
    ("\u200f- صلح", "\u200f- صلح"),
]


@pytest.mark.parametrize(("target", "expected"), BLOCK)
def test_a_block_is_lines_that_begin_no_other_block(target: str, expected: str) -> None:
    assert fit(a_slot("block"), target) == expected


@pytest.mark.parametrize(("target", "expected"), BLOCK)
def test_what_fits_a_block_is_not_refused_by_the_proof(target: str, expected: str) -> None:
    document = read(b"Peace\n", Path("a.md"))
    (segment,) = document.segments
    rendered = render(document, {segment.key: target})
    assert rendered.refusals == ()
    assert rendered.text.decode() == expected + "\n"


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1d"])
@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("One{}two.\n", "Uno{}dos."),
        ("# One{}two\n", "Uno{}dos"),
        ("- One{}two\n", "یک{}دو"),
        ("| One{}two | x |\n|---|---|\n", "Uno{}dos"),
        ('![One](a.png "One{}two")\n', '![Uno]({{1}} "Uno{}dos")'),
        ("<p>One{}two</p>\n", "Uno{}dos"),
    ],
)
def test_a_separator_of_lines_that_the_source_has_too_is_no_new_line(
    source: str, target: str, sign: str
) -> None:
    """Pages that were pasted have U+2028, which is no line end in Markdown, HTML or YAML."""
    document = read(source.format(sign).encode(), Path("a.md"))
    segment = document.segments[0]
    rendered = render(document, {segment.key: target.format(sign)})
    assert rendered.refusals == ()
    assert rendered.text.decode().count(sign) == 1
    assert rendered.text.count(b"\n") == source.count("\n")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Paz #", "Paz &#35;"),
        ("Paz ##", "Paz &#35;&#35;"),
        ("Paz#", "Paz#"),
        ("C# #", "C# &#35;"),
        ("Paz {#id}", "Paz &#123;#id}"),
        ("Paz {.c} y {x}", "Paz {.c} y &#123;x}"),
        ("Paz {x} y", "Paz {x} y"),
        ("# Paz", "# Paz"),
        ("1. Paz", "1. Paz"),
        ("Paz\ny pan", "Paz y pan"),
        ("Paz\\", "Paz\\\\"),
    ],
)
def test_a_heading_is_one_line_without_closing_marks_and_attributes(
    target: str, expected: str
) -> None:
    assert fit(a_slot("heading"), target) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Paz\ny pan", "Paz  \ny pan"),
        ("# Paz", "\\# Paz"),
        ("Paz #", "Paz #"),
        ("Paz {#id}", "Paz &#123;#id}"),
        ("Paz\n---", "Paz  \n\\---"),
    ],
)
def test_a_setext_heading_is_a_block_without_attributes(target: str, expected: str) -> None:
    assert fit(a_slot("setext"), target) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Paz | pan", "Paz \\| pan"),
        ("Paz \\| pan", "Paz \\| pan"),
        ("Paz `a|b`", "Paz `a\\|b`"),
        ("Paz\npan", "Paz pan"),
        ("Paz\\", "Paz&#92;"),
        ("Paz\\\\\\", "Paz\\\\&#92;"),
        ("# Paz", "# Paz"),
        ("- Paz", "- Paz"),
    ],
)
def test_a_cell_is_one_line_without_pipes(target: str, expected: str) -> None:
    assert fit(a_slot("cell"), target) == expected


@pytest.mark.parametrize(
    ("place", "target", "expected"),
    [
        ("title-double", 'La "paz"', 'La \\"paz\\"'),
        ("title-double", "L'any", "L'any"),
        ("title-double", 'La \\"paz\\"', 'La \\"paz\\"'),
        ("title-double", "Paz\n\ny pan", "Paz y pan"),
        ("title-double", "Paz\\", "Paz\\\\"),
        ("title-single", "L'any", "L\\'any"),
        ("title-single", 'La "paz"', 'La "paz"'),
        ("title-round", "Paz (y pan)", "Paz \\(y pan\\)"),
    ],
)
def test_the_title_of_a_definition_escapes_its_quotes(
    place: str, target: str, expected: str
) -> None:
    assert fit(a_slot(place), target) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Paz\n\ny pan", "Paz y pan"),
        ("Paz < guerra", "Paz &lt; guerra"),
        ("Paz</p>", "Paz&lt;/p>"),
        ("<b>Paz</b>", "<b>Paz</b>"),
        ("<b>Paz", "&lt;b>Paz"),
        ("<!-- Paz", "&lt;!-- Paz"),
        ("# Paz", "# Paz"),
        ("Paz \\<b>", "Paz \\&lt;b>"),
        ("Paz &amp; pan", "Paz &amp; pan"),
    ],
)
def test_html_is_one_line_without_foreign_tags(target: str, expected: str) -> None:
    assert fit(a_slot("html"), target) == expected


@pytest.mark.parametrize(
    ("place", "target", "expected"),
    [
        ("attribute-double", 'La "paz"', "La &#34;paz&#34;"),
        ("attribute-double", "L'any", "L'any"),
        ("attribute-single", "L'any", "L&#39;any"),
        ("attribute-single", 'La "paz"', 'La "paz"'),
        ("attribute-bare", "La paz", "La&#32;paz"),
        ("attribute-bare", "a=b`", "a&#61;b&#96;"),
        ("attribute-double", 'Paz"><script>', "Paz&#34;&#62;&#60;script&#62;"),
        ("attribute-single", "Paz'><script>", "Paz&#39;&#62;&#60;script&#62;"),
        ("attribute-bare", "x onload=y>", "x&#32;onload&#61;y&#62;"),
        ("attribute-double", "Paz\ny pan", "Paz y pan"),
    ],
)
def test_an_attribute_spells_its_quotes_as_references(
    place: str, target: str, expected: str
) -> None:
    assert fit(a_slot(place), target) == expected


@pytest.mark.parametrize(
    ("place", "target", "expected"),
    [
        ("value-double", 'La "paz" ya', 'La \\"paz\\" ya'),
        ("value-double", "L'any", "L'any"),
        ("value-double", "C:\\paz", "C:\\\\paz"),
        ("value-double", 'La \\"paz\\" \\', 'La \\"paz\\" \\\\'),
        ("value-double", "Una `a` y Paz", "Una `a` y Paz"),
        ("value-single", "L'any", "L\\'any"),
        ("value-single", 'La "paz"', 'La "paz"'),
        ("value-raw", 'La "paz" C:\\paz', 'La "paz" C:\\paz'),
    ],
)
def test_the_value_of_a_command_s_attribute_escapes_its_quotes_and_backslashes(
    place: str, target: str, expected: str
) -> None:
    assert fit(a_slot(place), target) == expected


def test_a_value_in_backticks_cannot_hold_one() -> None:
    with pytest.raises(Unfit, match="holds a backtick, which ends the words"):
        fit(a_slot("value-raw"), "Una `a` y Paz")


def test_it_is_as_written_only_when_neither_the_spelling_nor_the_place_changed_it() -> None:
    written = [
        ("block", "Paz"),
        ("block", "# Paz"),
        ("title-double", 'La "paz"'),
        ("yaml", "No a:"),
    ]
    assert [spelled(a_slot(place), target).as_written for place, target in written] == [
        True,
        False,
        False,
        False,
    ]


WORDS_FOR_YAML = [
    "Paz",
    "La paz: ya",
    "La paz #1",
    "# paz",
    "- paz",
    "? paz",
    "[paz]",
    "{paz}",
    "a, b] }",
    "&paz",
    "*paz*",
    "!paz",
    "|paz",
    ">paz",
    "%paz",
    "@paz",
    "`a` paz",
    "'paz'",
    '"paz"',
    'L\'any "nou"',
    "C:\\paz",
    "---",
    "--- paz",
    "... paz",
    "No",
    "no",
    "Sí",
    "yes",
    "Y",
    "null",
    "~",
    "true",
    ".inf",
    "1399",
    "۱۳۹۹",
    "0x1F",
    "1e3",
    "12:30",
    "2026-10-12",
    "=",
    "<<",
    "paz ",
    " paz",
    "paz:",
    "صلح: «دنیا»",
    "می‌خواهم",
    "a\tb",
    "a\nb",
    "a\n\nb",
    "a\u2028b\u2029c\x85d",
    "\ufeffpaz",
    "paz\x07",
    "👍🏽",
    "",
]


@pytest.mark.parametrize("style", ["", "'", '"'])
@pytest.mark.parametrize("words", WORDS_FOR_YAML)
@pytest.mark.parametrize("around", ["title: {}\n", "seo: {{title: {}, x: 1}}\n", "- {} # c\n"])
def test_a_quoted_scalar_says_the_words_wherever_it_stands(
    words: str, style: str, around: str
) -> None:
    """Whatever reads it: YAML 1.2 and YAML 1.1, in which `no` and `12:30` are not text."""
    text = around.format(quoted_scalar(words, style))
    for version in ((1, 2), (1, 1)):
        yaml = YAML(typ="safe", pure=True)
        yaml.version = version
        data = yaml.load(text)
        while not isinstance(data, str):
            data = next(iter(data.values())) if isinstance(data, dict) else data[0]
        assert data == words


@pytest.mark.parametrize(
    ("words", "style", "expected"),
    [
        ("Paz", "", "Paz"),
        ("Sí", "", "Sí"),
        ("No", "", "'No'"),
        ("Paz: ya", "", "'Paz: ya'"),
        ("Paz", "'", "'Paz'"),
        ("L'any", "'", "'L''any'"),
        ('"Paz"', '"', '"\\"Paz\\""'),
        ("a\nb", "'", '"a\\nb"'),
        ("صلح", "", "صلح"),
    ],
)
def test_a_scalar_keeps_the_source_s_quotes_where_they_can_hold_the_words(
    words: str, style: str, expected: str
) -> None:
    assert quoted_scalar(words, style) == expected


@pytest.mark.parametrize(
    ("article", "target", "expected"),
    [
        ("title: |-\n  Peace\n", "Paz\ny pan", "title: |-\n  Paz\n  y pan\n"),
        ("title: |-\n  Peace\n", "Paz\n\npan", "title: |-\n  Paz\n\n  pan\n"),
        ("title: >-\n    Peace\n", "Paz\ny pan", "title: >-\n    Paz\n\n    y pan\n"),
        ("title: >\n  Peace\n  now\n\nx: 1\n", "Paz", "title: >\n  Paz\n\nx: 1\n"),
        ("title: |+\n  Peace\n\n\nx: 1\n", "Paz", "title: |+\n  Paz\n\n\nx: 1\n"),
        ("title: |\n  Peace\n", "--- Paz", "title: |\n  --- Paz\n"),
        ("title: |\n  Peace\n", "# Paz: [", "title: |\n  # Paz: [\n"),
        ("title: |\n  Peace\n", "Paz\n  pan", "title: |\n  Paz\n    pan\n"),
        ("title: >\n  Peace\n", "Paz\n  pan", "title: >\n  Paz\n\n  pan\n"),
        ("title: | # c\n  Peace\n", "Paz", "title: | # c\n  Paz\n"),
    ],
)
def test_a_block_scalar_keeps_its_header_and_indentation(
    article: str, target: str, expected: str
) -> None:
    document = read(f"---\n{article}---\n".encode(), Path("a.md"))
    (segment,) = document.segments
    rendered = render(document, {segment.key: target})
    assert rendered.refusals == ()
    assert rendered.text.decode() == f"---\n{expected}---\n"
    front = read(rendered.text, Path("a.md")).front
    assert front is not None
    assert (front.value("title") or "").split() == target.split()


@pytest.mark.parametrize(
    ("article", "target", "expected"),
    [
        ("Peace\n", "Paz\n\npan", "Paz\npan\n"),
        ("Peace\r\n\r\nWar\r\n", "Paz\npan", "Paz\npan\r\n\r\nWar\r\n"),
        ("Peace\n", "# <b>Paz</b> | {x}", "# <b>Paz</b> | {x}\n"),
    ],
)
def test_plain_text_knows_no_marks_but_blank_lines(
    article: str, target: str, expected: str
) -> None:
    document = read(article.encode(), Path("a.txt"))
    rendered = render(document, {document.segments[0].key: target})
    assert rendered.text.decode() == expected


@pytest.mark.parametrize(
    ("article", "target", "expected"),
    [
        ("# Peace {% tag %}\n", "{1} paz", "# {% tag %} paz\n"),
        ("# Peace {% tag %} now\n", "Paz {1}", "# Paz {% tag %}\n"),
        ("Peace {% tag %} now\n===\n", "Paz {1}", "Paz {% tag %}\n===\n"),
        ("# Peace {1}: x\n", "Paz {1}", "# Paz &#123;1}\n"),
        ("# Peace\n", "Paz {x}", "# Paz &#123;x}\n"),
        ("# Peace {1} and {% tag %}: x\n", "Paz {2} y {1}", "# Paz {% tag %} y &#123;1}\n"),
        ("# Peace {% tag %} and {1}: x\n", "Paz {1} y {2}", "# Paz {% tag %} y &#123;1}\n"),
    ],
)
def test_braces_at_a_heading_s_end_are_attributes_only_for_the_author(
    article: str, target: str, expected: str
) -> None:
    document = read(article.encode(), Path("a.md"))
    rendered = render(document, {document.segments[0].key: target})
    assert (rendered.text.decode(), rendered.refusals) == (expected, ())
