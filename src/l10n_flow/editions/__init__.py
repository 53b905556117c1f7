"""Editions: one article in one language, as files that a site can publish.

`EDITIONS` has a row for every kind of output; a new one is one function that takes an `Edition`.
"""

from __future__ import annotations

from collections.abc import Mapping

from l10n_flow.editions import markdown, objects, trees
from l10n_flow.editions.edition import Edition, Rules, Selection, Writer, Written, select

__all__ = ["BARE", "EDITIONS", "Edition", "Rules", "Selection", "Writer", "Written", "select"]

EDITIONS: Mapping[str, Writer] = {
    "markdown": markdown.write,
    "hugo": trees.hugo,
    "pelican": trees.pelican,
    "json": objects.write,
}
"""Kinds of output that need nothing but the edition itself."""

BARE: Mapping[str, Writer] = {"markdown": markdown.bare}
"""The same without anything derived (`build --bare`)."""
