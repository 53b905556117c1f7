"""What is spliced in without a proof holds: any words between the source's marks in their order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from l10n_flow.documents import DIALECTS, ParseOptions, read, render
from l10n_flow.documents.fit import cleaned, fit
from l10n_flow.documents.markdown.delimiters import DEFAULT, defused
from l10n_flow.documents.render import _MARKS, holds, is_tame, plainly_filled

from .strategies import ARTICLE, INLINE

DIALECT = st.sampled_from(sorted(DIALECTS))
SIGNS = st.text("aéب۱1 .,:;!?()'\"-+=/%@^$«»“”—¿…\u200c\t", max_size=8)
STARTS = st.sampled_from(
    ["", "", "a", "¿", "«", "*(", "_¿", "![", "...", "…", "`a`", "[", "(", "“"]
)

PREFIX = st.sampled_from(
    ["", "# ", "- ", "> ", "| ", "1. ", "[^1]: ", "term\n: ", "> [!NOTE] ", "* "]
)
BEGIN = st.sampled_from(
    ["", "a ", "*(a)* ", "**[@a](/b)** ", "![a](b.png) ", "... ", "[`a`](b) ", "`a` "]
)
ADDRESS = st.sampled_from(
    [
        "https://e.org/a_b",
        "http://a.b/?c=d&e=f*g*",
        "https://e.org/~x",
        "https://e.org/(a)",
        "https://e.org/%5B",
        "<https://e.org/a_b?c=*d>",
        "<mailto:a@e.org>",
        "<a@e.org>",
    ]
)
AFTER = st.sampled_from(
    ["", "\n", "\n\nend\n", "\n===\n", "\n| - |\n| b |\n", "\n- b\n", " {#c}\n"]
)
LINE = st.builds(
    "{}{}{}{}".format,
    PREFIX,
    BEGIN,
    st.lists(INLINE | ADDRESS | st.just(" "), min_size=1, max_size=6).map("".join),
    AFTER,
)


def alike(source: str, data: st.DataObject) -> str:
    """A translation with the source's marks in their order, and anything else between them."""
    marks = _MARKS.findall(source)
    if data.draw(st.booleans(), label="placeholders change places"):
        numbers = iter(
            data.draw(st.permutations([m for m in marks if m.startswith("{") and len(m) > 1]))
        )
        marks = [next(numbers) if m.startswith("{") and len(m) > 1 else m for m in marks]
    gaps = _MARKS.split(source)
    pieces = [data.draw(STARTS) + data.draw(SIGNS)]
    for mark, gap in zip(marks, gaps[1:], strict=True):
        pieces += [mark, data.draw(st.just(gap) | SIGNS)]
    if data.draw(st.booleans(), label="begins as the source"):
        pieces[0] = gaps[0]
    return "".join(pieces)


@settings(max_examples=200)
@given(words=ARTICLE | LINE, dialect=DIALECT, data=st.data())
@example("See https://e.org/a_b for *more*.\n", "commonmark", None)
def test_whatever_is_tame_holds(words: str, dialect: str, data: st.DataObject | None) -> None:
    """And what is plain at once is what a closer look finds."""
    options = ParseOptions(dialect=DIALECTS[dialect])
    document = read(words.encode("utf-8", "replace"), Path("a.md"), options)
    targets = {
        segment.key: alike(segment.source, data) if data else segment.source.replace("e", "é")
        for segment in document.segments
    }
    rendered = render(document, targets)
    assert holds(document, rendered.splices)
    begins = (*DEFAULT, *options.dialect.delimiters)
    signs = [sign for sign in begins if not sign.startswith("{")]
    for slot in document.slots:
        target = targets[slot.segment.key]
        if not target or options.opaque_pattern(target.encode()) is not None:
            continue
        filled = plainly_filled(slot, target, signs)
        if filled is not None:
            assert cleaned(slot, target) == target
            assert defused(target, slot.segment.source, slot.place, begins) == target
            assert fit(slot, target) == (filled, True)
            assert is_tame(slot, target)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("See [us](/about) now.", "Véanos [aquí]({1}) ya.", "Véanos [aquí](/about) ya."),
        ("See [us] now.\n\n[us]: /about", "Véanos [aquí]({1}).", "Véanos [aquí][us]."),
        ("[Us] now.\n\n[us]: /about", "[Aquí]({1}), ya.", "[Aquí][Us], ya."),
        ("See `a_b`.", "Véase `a_b`.", "Véase `a_b`."),
        ("See [us](/about).", "Véanos [aquí] ({1}).", None),
        ("Peace", "Paz {", None),
        ("Peace", "1399. paz", None),
        ("Peace", "https://example.org", None),
        ("| Peace |\n| --- |", "Paz", "Paz"),
    ],
)
def test_plain_translations_are_filled_at_once(
    source: str, target: str, expected: str | None
) -> None:
    slot = read(source.encode(), Path("a.md")).slots[0]
    assert plainly_filled(slot, target) == expected


PROVED = [
    # an article, a translation of its first segment, and whether that is filled in at once
    # ("plain"), after a closer look ("tame"), or only with a proof that the blocks are the same
    ("Peace now.", "Paz ya.", "plain"),
    ("Peace now.", "«Paz» ya.", "plain"),
    ("Peace now.", "¿Paz?", "plain"),
    ("Peace now.", "1399.", "proved"),
    ("Peace now.", "- Paz", "proved"),
    ("Peace now.", "Paz #", "proved"),
    ("Peace now.", "Paz \\\\", "proved"),
    ("Peace now.", "Paz }", "proved"),
    ("Peace now.", "Paz ]: x", "proved"),
    ("Peace now.", "Paz://x", "proved"),
    ("Peace now.", "[TOC]", "proved"),
    ("Peace now.", "[!x", "proved"),
    ("Peace now.", "import x", "proved"),
    ("Peace now.", "…", "tame"),
    ("Peace now.", "(Paz)", "plain"),
    ("*Peace* now.", "*Paz* ya.", "plain"),
    ("*Peace* now.", "Paz *ya*.", "plain"),
    ("*Peace* now.", "_Paz_ ya.", "proved"),
    ("*Peace* now.", "Paz ya.", "proved"),
    ("# Peace", "Paz", "plain"),
    ("Peace\n===", "Paz", "plain"),
    ("- Peace", "Paz", "plain"),
    ("> Peace", "Paz", "plain"),
    ("| Peace |\n| --- |", "Paz|", "proved"),
    ("| Peace |\n| --- |", "Paz", "plain"),
    ("[a](/x) [b](/y)", "[a]({1}) [b]({2})x", "plain"),
    ("[a](/x) [b](/y)", "[b]({2}) [a]({1})x", "tame"),
    ("[a](/x)", "[b]({1}", "tame"),
    ("[a](/x) b", "[c](d {1}) e", "tame"),
    ("![a](/x) b", "![c]({1}) d", "plain"),
    ("[a][b] c\n\n[b]: /x", "[d]({1}) e", "plain"),
    ("[b] c\n\n[b]: /x", "[d]({1}) e", "plain"),
    ("[a{b}][b{c}] c\n\n[b{c}]: /x", "[d]({1}) e", "proved"),
    ("See https://e.org/a now", "Vea {1} ya", "tame"),
    ("See https://e.org/a now", "Vea {1}x ya", "tame"),
    ("See https://e.org/a now", "{1}", "proved"),
    ("See <https://e.org/a_b> now", "Vea {1} ya", "tame"),
    ("See <a@e.org> now", "Vea {1} ya", "proved"),
    ("`a` b", "`a` c", "plain"),
    ("`a` b", "c `a`", "proved"),
    ("`a` b", "`d` c", "proved"),
    ("[`a`](/x) b", "[`a`]({1}) c", "plain"),
    ("b `a`", "c `a`", "plain"),
    ("a <b>c</b>", "d <b>e</b>", "proved"),
    ("a <br> c", "d <br> e", "proved"),
    ("a\\\nb", "c\nd", "proved"),
    ("a{{ x }} b", "c{{ x }} d", "proved"),
    ("a[^1] b\n\n[^1]: c", "d[^1] e", "plain"),
    ("**a *b* c**", "**d *e* f**", "plain"),
    ("a ~~b~~", "c ~~d~~", "plain"),
    ("a * b", "c * d", "plain"),
    ("a_b", "c_d", "plain"),
    ("---\ntitle: Peace\n---\n", "Paz", "proved"),
    ("<p>Peace</p>", "Paz", "tame"),
    ('[a](/x "Peace")', '[b]({1} "Paz")', "tame"),
]


@pytest.mark.parametrize(("article", "target", "how"), PROVED)
def test_a_translation_is_proved_only_where_it_could_change_a_block(
    article: str, target: str, how: str
) -> None:
    slot = read(article.encode(), Path("a.md")).slots[0]
    is_plain = plainly_filled(slot, target) is not None
    assert ("plain" if is_plain else "tame" if is_tame(slot, target) else "proved") == how
