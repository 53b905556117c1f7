"""Plain text as Markdown with exactly that text."""

from __future__ import annotations

import re

_MARKS = re.compile(
    r"""
    \\(?=[!-/:-@\[-`{-~])       # a backslash that would take the next mark's meaning
  | `
  | \*(?!\s|$)|(?<=\S)\*        # emphasis, unless blanks stand on both sides
  | _(?![^\W_])|(?<![^\W_])_    # emphasis, unless it is within a word
  | ~(?![\s\d])|(?<=\S)~        # strikethrough; "~50" alone is common and harmless
  | <(?=[A-Za-z/!?])            # a tag, a comment, an address
  | &(?=\#?\w+;)                # an entity
  | \[(?=\^)|\](?=[(\[:])       # a footnote; a link or a definition
  | (?<=\{)[{%]                 # what the templates of site generators read
    """,
    re.VERBOSE,
)
"""Begins or ends something inside a paragraph (CommonMark 0.31.2, section 6, and the extensions
that `documents/markdown/parsing.py` turns on)."""

_LINE_START = re.compile(
    r"""
    (?=[-+*](?:\s|$)|-[-\s:|]*$|\#{1,6}(?:\s|$)|>|:|~~~|=+\s*$|\|)  # all but numbers
  | \d{1,9}(?=[.)](?:\s|$))                                         # an ordered list
    """,
    re.VERBOSE,
)
"""Begins a line that is not a paragraph's: a list, a rule, a heading, a quotation, a definition, a
fence, a table (CommonMark, sections 4 and 5)."""

_CLOSING_HASHES = re.compile(r"#+$")


def escaped(text: str) -> str:
    r"""Return the text with a backslash before every mark that Markdown would read in a paragraph.

    There are no more backslashes than necessary, because translators see them.

    >>> escaped("2 * 3, snake_case, *not* <b>, AT&T &amp; [1](x)")
    '2 * 3, snake_case, \\*not\\* \\<b>, AT&T \\&amp; [1\\](x)'
    """
    return _MARKS.sub(r"\\\g<0>", text)


def as_block(inline: str) -> str:
    r"""Return inline Markdown as a paragraph; the start of another block is escaped.

    >>> as_block("1399. The year"), as_block("# 1"), as_block("- no"), as_block("-no")
    ('1399\\. The year', '\\# 1', '\\- no', '-no')
    """
    found = _LINE_START.match(inline)
    return f"{inline[: found.end()]}\\{inline[found.end() :]}" if found else inline


def heading(inline: str, level: int) -> str:
    r"""Return inline Markdown as a heading of this level, 1 to 6.

    A final brace is an entity: pulldown-cmark reads attributes there even after a backslash.

    >>> heading("In C#", 2), heading("Set {a}", 3)
    ('## In C\\#', '### Set {a&#125;')
    """
    inline = _CLOSING_HASHES.sub(r"\\\g<0>", inline)
    if inline.endswith("}"):
        inline = inline[:-1] + "&#125;"
    return "#" * level + " " + inline
