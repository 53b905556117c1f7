"""Markdown editions: the article's text, with translations and a front matter that says all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from l10n_flow.documents import Document, Heading, Slot, Splice, render, splice
from l10n_flow.documents.markdown import plain_text
from l10n_flow.editions.edition import Edition, Otherwise, Written
from l10n_flow.editions.metadata import metadata
from l10n_flow.editions.omissions import Omitted, can_go, omit
from l10n_flow.language import direction, heading_anchor, isolate, language_tag, unique

__all__ = ["bare", "write"]


def bare(edition: Edition) -> Written:
    """The document with its translations and nothing else: nothing derived, nothing marked."""
    rendered = render(edition.document, edition.selection.translations)
    return Written(rendered.text, rendered.refusals)


def write(edition: Edition) -> Written:
    """The document with its translations, its front matter completed, its headings anchored.

    What is not translated stands in the source's language and is marked as such, or is left out,
    as the rules say.
    """
    document, chosen = edition.document, edition.selection.translations
    omitted = _omitted(edition)
    otherwise = None if edition.is_source else _marked(edition, omitted.gaps)
    rendered = render(document, chosen, otherwise)
    splices = [
        *metadata(edition),
        *rendered.splices,
        *omitted.splices,
        *_anchors(document, edition.rules.anchors, omitted.splices),
    ]
    # Words in the source's language that cannot be marked stand unmarked: nobody's mistake.
    refusals = tuple(r for r in rendered.refusals if r.slot.segment.key in chosen)
    return Written(splice(document.text, _apart(splices)), refusals)


def _apart(splices: Iterable[Splice]) -> list[Splice]:
    """The splices in order; of two that touch the same bytes the first."""
    kept: list[Splice] = []
    for s in sorted(splices, key=_position):
        if not kept or kept[-1].end <= s.start:
            kept.append(s)
    return kept


def _position(splice: Splice) -> tuple[int, int]:
    return splice.start, splice.end


def _omitted(edition: Edition) -> Omitted:
    """What is not for readers, and the words that the rules leave out."""
    chosen = edition.selection.translations
    if edition.is_source or edition.rules.untranslated != "omit":
        return omit(edition.document, ())
    gaps = [s for s in edition.document.slots if s.segment.key not in chosen and can_go(s)]
    return omit(edition.document, gaps)


def _marked(edition: Edition, omitted: Iterable[Slot]) -> Otherwise:
    """Words that stay in the source's language say so, where the place can hold that."""
    source = edition.facts.source
    opening = f'<span lang="{language_tag(source)}" dir="{direction(source)}">'
    gone = frozenset(slot.start for slot in omitted)

    def marked(slot: Slot) -> str | None:
        words = slot.segment.source
        if slot.start in gone:
            return None
        if slot.place in ("block", "heading", "setext", "cell", "html"):
            return f"{opening}{words}</span>"
        return isolate(words, source, within=edition.facts.locale)

    return marked


def _anchors(document: Document, mode: str, omitted: Sequence[Splice]) -> Iterator[Splice]:
    """Every heading keeps the id that the source's words give it, so that no link breaks."""
    if mode == "none":
        return
    seen = {heading.id: 0 for heading in document.headings if heading.id}
    for heading in document.headings:
        if heading.id:
            continue
        words = document.text[heading.start : heading.end].decode()
        anchor = heading_anchor(plain_text(words))
        if not anchor:
            continue
        anchor = unique(anchor, seen)
        if any(gap.start <= heading.start < gap.end for gap in omitted):
            continue
        if mode == "html":
            yield Splice(heading.start, heading.start, f'<a id="{anchor}"></a>'.encode())
        else:
            yield _attribute(document.text, heading, anchor)


_TAIL = re.compile(rb"(?:[ \t]+#+(?=[ \t\r\n]|\Z))?(?P<attributes>[ \t]*\{)?")
_OWN_LINE = re.compile(
    rb"[ \t]*(?:\r\n|[\r\n])[ \t>]*\{"
    rb"(?=[^{}\r\n]*\}[ \t]*(?:\r\n|[\r\n])[ \t>]*(?:=+|-+)[ \t]*(?:[\r\n]|\Z))"
)
"""The attributes of an underlined heading on a line of their own, above the underline."""


def _attribute(text: bytes, heading: Heading, anchor: str) -> Splice:
    """`{#id}` after the words and the `#`s that close the heading; else in the braces there."""
    tail = _OWN_LINE.match(text, heading.end)
    if tail is not None:
        return Splice(tail.end(), tail.end(), f"#{anchor} ".encode())
    tail = _TAIL.match(text, heading.end)
    at = tail.end() if tail else heading.end
    if tail is not None and tail["attributes"]:
        return Splice(at, at, f"#{anchor} ".encode())
    return Splice(at, at, f" {{#{anchor}}}".encode())
