"""Editions of articles whose format is neither Markdown nor HTML, such as subtitles.

Only the slots of such a format are known. So only words, and the format's own metadata, are put
into the text, and the result is read again.
"""

from __future__ import annotations

from collections.abc import Sequence

from l10n_flow.documents import Document, Splice, Warned, render, splice
from l10n_flow.documents.render import as_many
from l10n_flow.editions.edition import Edition, Otherwise, Written
from l10n_flow.editions.metadata import metadata
from l10n_flow.editions.omissions import kind_of


def write(edition: Edition, otherwise: Otherwise | None) -> Written:
    """The document with its translations and its format's metadata about the edition.

    If untranslated words are left out, the whole block of a slot is removed if the rest is still
    read in the same way. `otherwise` returns the text in place of untranslated words.
    """
    document = edition.document
    rendered = render(document, edition.selection.translations, otherwise)
    gaps = _gaps(edition, rendered.splices)
    words = _without(rendered.splices, gaps)
    fields = _without(list(metadata(edition)), gaps)
    splices = sorted([*fields, *words, *gaps], key=lambda one: (one.start, one.end))
    text = splice(document.text, splices)
    if fields and not _holds(document, [*words, *gaps], text):
        kind = document.format.name
        what = f"the edition's own fields and notice would change the rest of the {kind}"
        return Written(document.text, rendered.refusals, Warned(what, 0, _REMEDY))
    return Written(text, rendered.refusals)


_REMEDY = "tell the authors of the plugin that reads these files"


def _gaps(edition: Edition, words: Sequence[Splice]) -> list[Splice]:
    """The blocks of words that the rules leave out, as many as can be removed."""
    document, chosen = edition.document, edition.selection.translations
    if edition.is_source or edition.rules.untranslated != "omit":
        return []
    slots = [s for s in document.slots if s.segment.key not in chosen and s.block[0] < s.block[1]]
    gaps = {(slot.block[0], slot.block[1]): slot for slot in slots}
    some = [Splice(*block, b"") for block in gaps]

    def hold(group: Sequence[Splice]) -> bool:
        gone = {gaps[one.start, one.end] for one in group}
        left = [kind_of(slot) for slot in document.slots if slot not in gone]
        made = sorted([*_without(words, group), *group], key=lambda one: one.start)
        return list(map(kind_of, _read(document, splice(document.text, made)).slots)) == left

    return as_many(some, hold)


def _without(splices: Sequence[Splice], gaps: Sequence[Splice]) -> list[Splice]:
    """The splices outside of all gaps."""
    return [s for s in splices if not any(g.start <= s.start < g.end for g in gaps)]


def _holds(document: Document, words: Sequence[Splice], text: bytes) -> bool:
    """Whether an edition has exactly the slots of the document without its metadata."""
    splices = sorted(words, key=lambda one: one.start)
    meant = _read(document, splice(document.text, splices)).segments
    slots = iter(_read(document, text).segments)
    return all(any(one.source == other.source for other in slots) for one in meant)


def _read(document: Document, text: bytes) -> Document:
    return document.format.parse(text, document.options)
