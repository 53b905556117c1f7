"""Which texts of other people's catalogs are known to be Markdown or HTML.

A catalog says so by the files that its entries come from, or by what po4a writes about each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import polib

from l10n_flow.documents.document import Grammar

_MARKDOWN = (".md", ".mdwn", ".markdown", ".mdx")
_HTML = (".html", ".htm", ".xhtml")
_MARKDOWN_TITLE = re.compile(r"^type: Title #+$", re.MULTILINE)
"""Other formats that po4a reads as text underline their titles."""
_CONTENT = re.compile(r"^type: (?:Content|Attribute '\w+') of: ((?:<\w+>)*<(?:p|li|td|th|h[1-6])>)")
_DOCBOOK = re.compile("<(?:article|book|chapter|info|para|sect[1-5]|simplesect)>")


def grammars(catalog: Sequence[polib.POEntry]) -> Sequence[Grammar]:
    """For each entry, what it is known to be written in; "other" where that is not known.

    An entry that names no file is what the others of its catalog are.

    >>> one = polib.POEntry(msgid="Peace", occurrences=[("docs/a.md", "3")])
    >>> grammars([one, polib.POEntry(msgid="War", occurrences=[("a.c", "3")])])
    ['markdown', 'other']
    """
    titled = any(_MARKDOWN_TITLE.search(entry.comment or "") for entry in catalog)
    whole: Grammar = "markdown" if titled else "other"
    return [whole if not entry.occurrences else _grammar(entry) for entry in catalog]


def _grammar(entry: polib.POEntry) -> Grammar:
    if "markdown-text" in entry.flags or _MARKDOWN_TITLE.search(entry.comment or ""):
        return "markdown"
    content = _CONTENT.match(entry.comment or "")
    if content is not None and _DOCBOOK.search(content[1]) is None:
        return "html"
    files = [str(file).lower() for file, _ in entry.occurrences]
    if all(file.endswith(_HTML) for file in files):
        return "html"
    return "markdown" if all(file.endswith((*_MARKDOWN, *_HTML)) for file in files) else "other"
