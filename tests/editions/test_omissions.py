"""What is left out leaves everything else where it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.documents import Document, read, splice
from l10n_flow.editions.omissions import can_go, omit
from tests.documents.markup import skeleton
from tests.documents.strategies import ARTICLE


def an_article(words: str) -> Document:
    return read(words.encode("utf-8", "replace"), Path("article.md"))


def without(words: str, gone: str = "gone") -> str:
    """The article without the slots that say so."""
    document = an_article(words)
    gaps = [slot for slot in document.slots if gone in slot.segment.source.lower() and can_go(slot)]
    return splice(document.text, omit(document, gaps).splices).decode()


@pytest.mark.parametrize(
    ("article", "left"),
    [
        ("gone\n\nmud\n", "mud\n"),
        ("mud\n\ngone\n\nsilt\n", "mud\n\nsilt\n"),
        ("mud\n# gone\nsilt\n", "mud\n\nsilt\n"),
        ("mud\n\ngone\n    and more\n\nsilt\n", "mud\n\nsilt\n"),
        ("- mud\n- gone\n\n\nsilt\n", "- mud\n\n\nsilt\n"),
        ("- mud\n\n- gone\n\n- silt\n", "- mud\n\n- silt\n"),
        ("- mud\n\n  gone\n- silt\n", "- mud\n\n- silt\n"),
        ("- gone\n  - mud\n", "- <!-- -->\n  - mud\n"),
        ("- - gone\n- mud\n", "- mud\n"),
        ("1. mud\n2. gone\n3. silt\n", "1. mud\n3. silt\n"),
        ("1. gone\n2. silt\n", "1. <!-- -->\n2. silt\n"),
        ("- mud\n\ngone\n\n- silt\n", "- mud\n\n<!-- -->\n\n- silt\n"),
        ("- mud\n\ngone\n\n    code\n", "- mud\n\n<!-- -->\n\n    code\n"),
        ("> gone\n>\n> mud\n", "> mud\n"),
        ("> gone\n\nmud\n", "mud\n"),
        ("> - gone\n> - mud\n", "> - mud\n"),
        ("<div>\ngone\n<p>mud</p>\n</div>\n", "<div>\n<!-- -->\n<p>mud</p>\n</div>\n"),
        ("gone  \nand gone\n***\nmud\n", "***\nmud\n"),
        ("gone\r\n\r\nmud\r\n", "mud\r\n"),
        ("[gone](x) ![gone](i.png)\n\nmud\n", "mud\n"),
        ("[![gone](i.png)](x)\n", "[![gone](i.png)](x)\n"),
        ("gone\r1. gone\n", ""),
    ],
)
def test_words_go_and_the_rest_stays(article: str, left: str) -> None:
    assert without(article) == left


@settings(max_examples=80)
@given(words=ARTICLE, data=st.data())
def test_all_other_slots_stay_in_order_and_kind(words: str, data: st.DataObject) -> None:
    document = an_article(words.replace("l10n: skip", "l10n: note s"))
    gaps = [s for s in document.slots if can_go(s) and data.draw(st.booleans(), repr(s.segment))]
    omitted = omit(document, gaps)
    again = an_article(splice(document.text, omitted.splices).decode())
    gone = set(omitted.gaps)
    left = [(s.segment.kind, s.segment.source) for s in document.slots if s not in gone]
    assert [(segment.kind, segment.source) for segment in again.segments] == left


NOTES = st.sampled_from(
    [
        "<!-- l10n: note n -->\n",
        "<!-- l10n: context n -->\n\n",
        "> <!-- l10n: note n -->\n",
        "- <!-- l10n: note n -->\n",
        "  <!-- l10n: note x -->\n",
    ]
)


@given(before=ARTICLE, note=NOTES, after=ARTICLE)
def test_comments_to_translators_go_and_leave_every_block(
    before: str, note: str, after: str
) -> None:
    document = an_article((before + note + after).replace("l10n: skip", "l10n: note s"))
    again = an_article(splice(document.text, omit(document, ()).splices).decode())
    assert [(s.kind, s.source) for s in again.segments] == [
        (s.kind, s.source) for s in document.segments
    ]
    assert not again.directives


def test_a_blog_keeps_its_blocks_when_every_third_is_left_out(
    posts: Callable[[int], list[Path]],
) -> None:
    """As a browser sees it: what is left has the tags that it had."""
    gone: set[str] = set()
    for post in posts(9):
        document = read(post.read_bytes(), post)
        gaps = [slot for slot in document.slots[::3] if can_go(slot)]
        omitted = omit(document, gaps)
        assert omitted.gaps == tuple(gaps), post.name
        text = splice(document.text, omitted.splices)
        gone.update(slot.segment.source for slot in gaps)
        left = [(s.kind, s.source) for s in read(text, post).segments]
        assert left == [
            (s.segment.kind, s.segment.source) for s in document.slots if s not in gaps
        ], post.name
        every = iter(skeleton(document.text))
        assert all(tag in every for tag in skeleton(text)), post.name
    assert len(gone) > 3 * len(posts(9))
