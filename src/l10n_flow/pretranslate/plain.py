"""Which texts are words alone, and which may hold markup.

The test errs on the side of markup: a bracket may be a link or not, and then it is taken for one.
What CommonMark says is no markup (`snake_case`, `2 * 3`) is let through.
"""

from __future__ import annotations

import re

__all__ = ["plain", "wordless"]

_MARKUP = re.compile(
    r"[`\\\[\]{}]"  # code, escapes, links, placeholders
    r"|<(?![\s\d=])|(?<![\s\d=])>"  # tags, autolinks; not a comparison
    r"|&\#?\w+;"  # entities
    r"|~~|~(?=\S[^~]*~)"  # strikethrough, with two tildes or with one
    r"|(?<!\s)\*|\*(?!\s)"  # emphasis; between blanks a star is a star (CommonMark 6.2)
    r"|(?<![^\W_])_|_(?![^\W_])"  # the same; inside a word an underscore is one
    r"|://|\bwww\.|@\w"  # addresses
    r"|\n",
    re.IGNORECASE,
)


def plain(text: str) -> bool:
    r"""Whether a line is words alone, so that an engine cannot break anything in it.

    >>> [plain(t) for t in ("Peace at last", "snake_case", "2 * 3 < 7", "R&D, ~5 %", "a_b_c")]
    [True, True, True, True, True]
    >>> [plain(t) for t in ("*now*", "a `b`", "{1}", "[x]", "<b>", "&amp;", "\\*", "_x_", "~x~")]
    [False, False, False, False, False, False, False, False, False]
    """
    return _MARKUP.search(text) is None


def wordless(text: str) -> bool:
    """Whether a text has no letter: a number, a dash, a date in digits.

    >>> [wordless(t) for t in ("12.5 %", "—", "5 km", "۱۴۰۵")]
    [True, True, False, True]
    """
    return not any(character.isalpha() for character in text)
