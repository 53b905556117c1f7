"""The words of notices and pages in the reader's language: gettext catalogs.

The messages are English, in the templates of the site and marked `N_("…")` in the code. `site.pot`
has all of them, and `site/<tag>.po` has their words in a language; a project's own `site.po` is
preferred to ours. `python -m tests.words.update` updates template and catalogs. The words of the
review desk are in `desk/` and are read by the same reader.
"""

from __future__ import annotations

from l10n_flow.words.pofile import (
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
