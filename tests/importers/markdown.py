"""What Markdown means: the parser and the extensions that l10n-flow reads articles with."""

from __future__ import annotations

import pyromark

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_GFM
)

_BEFORE, _AFTER = "<p>Before.</p>\n", "\n<p>After.</p>\n"


def rendered_between(block: str) -> str:
    """The HTML of a block that stands between two paragraphs; it must leave both alone."""
    html = pyromark.html(f"Before.\n\n{block}\n\nAfter.\n", options=_OPTIONS)
    assert html.startswith(_BEFORE), html
    assert html.endswith(_AFTER), html
    return html[len(_BEFORE) : -len(_AFTER)]
