"""Editions: one article in one language, as files that a site can publish.

A kind of output is an `Output`; `workflow/building/outputs.py` has the table.
"""

from __future__ import annotations

from l10n_flow.editions.edition import Edition, EditionWords, Output, Rules, Writer, Written, select

__all__ = ["Edition", "EditionWords", "Output", "Rules", "Writer", "Written", "select"]
