"""Restore the previous text of a draft from the comment that Babel makes of it.

Babel does not support `#|`: it writes `#| msgid "War"` as the translator's comment
`# | msgid "War"`, wrapped at blanks like any other. Without the previous text, a translator does
not see what a draft was made for.
"""

from __future__ import annotations

from collections.abc import Sequence

from l10n_flow import patterns as re

_FIRST = re.compile(r"\| (?:msgctxt|msgid) \"")
_WHOLE = re.compile(r"\| (?:(?P<keyword>msgctxt|msgid) )?(?P<text>\"(?:[^\"\\]|\\.)*\")")


def is_moved(comment: str) -> bool:
    """Whether a translator's comment was a line of a previous text.

    >>> is_moved('| msgid "War"'), is_moved("see 4")
    (True, False)
    """
    return _FIRST.match(comment) is not None


def restored(comments: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The other comments, and the lines of previous texts as they were before Babel.

    What is not a complete statement stays a comment.

    >>> restored(["see 4", '| msgid "The long way', 'home"'])
    (('see 4',), ('| msgid "The long way home"',))
    >>> restored(['| "home"'])  # the rest of nothing
    (('| "home"',), ())
    """
    kept: list[str] = []
    found: list[str] = []
    at = 0
    while at < len(comments):
        is_part = is_moved(comments[at]) or (found and comments[at].startswith('| "'))
        statement, end = _statement(comments, at) if is_part else ("", at + 1)
        if statement:
            found.append(statement)
        else:
            kept.append(comments[at])
        at = end
    return tuple(kept), tuple(found)


def _statement(comments: Sequence[str], at: int) -> tuple[str, int]:
    """The statement that begins at a comment, and the index after it; "" if it never ends."""
    written = comments[at]
    for end in range(at + 1, len(comments) + 1):
        if _WHOLE.fullmatch(written):
            return written, end
        if end < len(comments):
            written = f"{written} {comments[end].strip()}"
    return "", at + 1
