"""Words that readers see within a mark: titles of links, `alt` and `title` of HTML tags.

They are no part of the sentence around them, so an engine gets each as a text of its own, and its
translation takes the place of the words in the mark.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from l10n_flow.documents.attributes import PROSE_NAMES
from l10n_flow.documents.markdown.marked import Marked, marked

_ATTRIBUTE = re.compile(
    rf"""\s(?:{PROSE_NAMES})\s*=\s*(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)
_LINK_TITLE = re.compile(r"""\]\([^\s()]*\s+(?:"(.*)"|'(.*)')\s*\)\Z""", re.DOTALL)


def attribute_words(m: Marked) -> list[str]:
    """Return the words in titles of links and attributes of tags, as they are written there.

    >>> attribute_words(marked('<img {1} alt="A &quot;cat&quot;"> [here]({2} "The list") **x**'))
    ['The list', 'A &quot;cat&quot;']
    """
    found = [match[match.lastindex or 0] for one in _spellings(m) for match in _in(one)]
    return [words for words in found if words.strip()]


def with_attribute_words(text: str, translated: Mapping[str, str]) -> tuple[str, frozenset[str]]:
    """Return inline Markdown with translations for the words in its marks, and which were replaced.

    `translated` has plain text by the words as `attribute_words` returns them. A mark whose
    spelling also stands elsewhere in the text, in code, stays as it is.

    >>> with_attribute_words('<b title="Law">a</b>', {"Law": 'La "ley"', "Peace": "Paz"})
    ('<b title="La &quot;ley&quot;">a</b>', frozenset({'Law'}))
    """
    replaced: set[str] = set()
    spellings = list(_spellings(marked(text)))
    for spelling in dict.fromkeys(spellings):
        if text.count(spelling) != spellings.count(spelling):
            continue
        pieces, end = [], 0
        for match in _in(spelling):
            words = match[match.lastindex or 0]
            if words in translated:
                start, until = match.span(match.lastindex or 0)
                pieces += [spelling[end:start], _encoded(translated[words])]
                end = until
                replaced.add(words)
        text = text.replace(spelling, "".join([*pieces, spelling[end:]]))
    return text, frozenset(replaced)


def _encoded(words: str) -> str:
    """The words between quotation marks, in HTML as in a link's title (CommonMark 6.3)."""
    return html.escape(words).replace("\\", "&#92;")


def _spellings(m: Marked) -> Iterator[str]:
    """The marks and items that may have such words."""
    for mark in m.marks:
        yield from (part for part in (mark.opening, mark.closing) if _may(part))
    for opaque in m.opaques:
        if opaque.kind != "code" and _may(opaque.written):
            yield opaque.written


def _may(spelling: str) -> bool:
    return '"' in spelling or "'" in spelling


def _in(spelling: str) -> Iterator[re.Match[str]]:
    return (_ATTRIBUTE if spelling[0] == "<" else _LINK_TITLE).finditer(spelling)
