"""Which texts of other people's catalogs are known to be Markdown or HTML.

A catalog says so by the files that its entries come from, or by what po4a writes about each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import polib

_FILES = (".md", ".mdwn", ".markdown", ".mdx", ".html", ".htm", ".xhtml")
_MARKDOWN_TITLE = re.compile(r"^type: Title #+$", re.MULTILINE)
"""Other formats that po4a reads as text underline their titles."""
_CONTENT = re.compile(r"^type: (?:Content|Attribute '\w+') of: ((?:<\w+>)*<(?:p|li|td|th|h[1-6])>)")
_DOCBOOK = re.compile("<(?:article|book|chapter|info|para|sect[1-5]|simplesect)>")


def pages(catalog: Sequence[polib.POEntry]) -> Sequence[bool]:
    """For each entry, whether it is known to be Markdown or HTML.

    An entry that names no file is what the others of its catalog are.

    >>> one = polib.POEntry(msgid="Peace", occurrences=[("docs/a.md", "3")])
    >>> pages([one, polib.POEntry(msgid="War", occurrences=[("a.c", "3")])])
    [True, False]
    """
    whole = any(_MARKDOWN_TITLE.search(entry.comment or "") for entry in catalog)
    return [whole if not entry.occurrences else _is_page(entry) for entry in catalog]


def _is_page(entry: polib.POEntry) -> bool:
    if "markdown-text" in entry.flags or _MARKDOWN_TITLE.search(entry.comment or ""):
        return True
    content = _CONTENT.match(entry.comment or "")
    if content is not None and _DOCBOOK.search(content[1]) is None:
        return True
    return all(str(file).lower().endswith(_FILES) for file, _ in entry.occurrences)
