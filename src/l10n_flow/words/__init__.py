"""What notices and pages say to readers, in the reader's language: gettext catalogs.

The messages are English, in the templates of the site and marked `N_("…")` in the code. `site.pot`
has all of them, and `site/<tag>.po` their words in a language; a project's own `site.po` comes
before ours. `python -m tests.words.update` brings template and catalogs up to date. The words of
the review desk lie beside them, in `desk/`, and are read by the same reader.
"""

from __future__ import annotations

from l10n_flow.words.reading import (
    DESK,
    FOLDER,
    N_,
    TEMPLATE,
    Words,
    filled,
    languages,
    messages,
    shipped,
)

__all__ = [
    "DESK",
    "FOLDER",
    "N_",
    "TEMPLATE",
    "Words",
    "filled",
    "languages",
    "messages",
    "shipped",
]
