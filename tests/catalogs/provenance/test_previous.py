"""Previous texts that Babel moved among the translator's comments, and broke."""

from __future__ import annotations

import pytest

from l10n_flow.catalogs.provenance.previous import is_moved, restored


@pytest.mark.parametrize(
    ("comments", "kept", "found"),
    [
        (["see 4"], ["see 4"], []),
        (['| msgid "War"'], [], ['| msgid "War"']),
        (
            ['| msgctxt "title"', '| msgid "War"', "z"],
            ["z"],
            ['| msgctxt "title"', '| msgid "War"'],
        ),
        (['| msgid ""', '| "War "', '| "ends"'], [], ['| msgid ""', '| "War "', '| "ends"']),
        (["a", '| msgid "The', "  long", 'way"', "z"], ["a", "z"], ['| msgid "The long way"']),
        (['| msgid "a \\"b"', "z"], ["z"], ['| msgid "a \\"b"']),
        (['| msgid "never', "ends"], ['| msgid "never', "ends"], []),  # it begins nothing
        (['| msgid "never', '| msgid "War"'], ['| msgid "never'], ['| msgid "War"']),
        (['| "rest"', '| msgid "War"'], ['| "rest"'], ['| msgid "War"']),
        (['| msgid "War"', "z", '| "rest"'], ["z"], ['| msgid "War"', '| "rest"']),
        (['| msgid "War"', '| "never ends'], ['| "never ends'], ['| msgid "War"']),
    ],
)
def test_whole_statements_are_previous_texts_and_all_else_is_a_comment(
    comments: list[str], kept: list[str], found: list[str]
) -> None:
    assert restored(comments) == (tuple(kept), tuple(found))


@pytest.mark.parametrize(
    ("comment", "moved"),
    [
        ('| msgid "War"', True),
        ('| msgctxt "War"', True),
        ('| msgstr "War"', False),
        ('| "War"', False),
        ('msgid "War"', False),
        ('|msgid "War"', False),
    ],
)
def test_a_line_of_a_previous_text_names_its_keyword(comment: str, moved: bool) -> None:
    assert is_moved(comment) is moved
