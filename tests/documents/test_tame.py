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


@settings(max_examples=600)
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
