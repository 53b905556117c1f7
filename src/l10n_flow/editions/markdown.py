"""Markdown editions: the article's text, with translations and a front matter that says all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial

from l10n_flow.documents import Document, Slot, Splice, Warned, htmlpage, render, splice, tags
from l10n_flow.documents.segments import Unfit
from l10n_flow.editions import page
from l10n_flow.editions.anchors import anchors, rule_of
from l10n_flow.editions.edition import Edition, Otherwise, Written
from l10n_flow.editions.metadata import metadata, told, unsound
from l10n_flow.editions.omissions import Omitted, can_go, omit, spelled
from l10n_flow.editions.proof import Proof, is_plain_anchor, is_plain_notice
from l10n_flow.language import direction, isolate, language_tag

__all__ = ["bare", "write"]


def bare(edition: Edition) -> Written:
    """The document with its translations and nothing else: nothing derived, nothing marked."""
    rendered = render(edition.document, edition.selection.translations)
    return Written(rendered.text, rendered.refusals)


def write(edition: Edition, additions: Sequence[Splice] = ()) -> Written:
    """The document with its translations, its front matter completed, its headings anchored.

    What is not translated stands in the source's language and is left out, or marked as such, or
    left as it is, as the rules say. `additions` go in before the words that they stand at.
    """
    document, chosen, rules = edition.document, edition.selection.translations, edition.rules
    marks = not edition.is_source and rules.mark == "span"
    if htmlpage.is_page(document):
        return page.write(edition, _marked(edition, ()) if marks else None)
    omitted = _omitted(edition)
    otherwise = _marked(edition, omitted.gaps) if marks else None
    rendered = render(document, chosen, otherwise)
    # Words in the source's language that cannot be marked stand unmarked: nobody's mistake.
    refusals = tuple(r for r in rendered.refusals if r.slot.segment.key in chosen)
    top, words = list(metadata(edition)), rendered.splices
    ids = list(anchors(document, rules.anchors, rule_of(rules.ids), words, omitted.splices))

    def together(some: Sequence[Splice], gaps: Omitted) -> list[Splice]:
        return _apart([*top, *words, *gaps.splices, *some])

    # Of ids in a form of another dialect our own reading would tell nothing.
    read = ids if rules.anchors in (*_KNOWN_TO_ALL, document.options.dialect.anchors) else []
    kept = ids
    if _is_doubtful(document, top, words, omitted, read):
        # Words on both sides of what was cut out may join; a comment keeps them apart.
        for gaps in (omitted, omitted.behind_comments()) if omitted.splices else (omitted,):
            proof = Proof(document, gaps, told(edition))
            sound = proof.sound(read, partial(together, gaps=gaps))
            if sound or proof.holds(together((), gaps)):
                kept, omitted = sound if read else ids, gaps
                break
        else:
            return Written(document.text, refusals, Warned(_OTHER_BLOCKS, _body(document), _MEND))
    apart = spelled(document, omitted, together(kept, omitted))
    lost = tuple(Warned(_NO_ID, anchor.start) for anchor in ids if anchor not in kept)
    if additions:
        apart = _apart([*additions, *apart])
    return Written(splice(document.text, apart), refusals, unsound(edition, apart), lost)


_KNOWN_TO_ALL = ("attribute", "html")
_OTHER_BLOCKS = "put together, it would have other blocks than the article"
_MEND = "put blank lines around what stands first in it, and around its comments"
_NO_ID = "this heading is without its id, which would change the blocks around it"


def _is_doubtful(
    document: Document,
    top: Sequence[Splice],
    words: Sequence[Splice],
    omitted: Omitted,
    ids: Sequence[Splice],
) -> bool:
    """Whether what is spliced in could join with something, so that only reading again tells."""
    if omitted.splices:
        return bool(words or ids or top)
    text = document.text
    return not (
        all(is_plain_anchor(text, anchor) for anchor in ids)
        and all(is_plain_notice(text, s) for s in top if s.start >= _body(document))
    )


def _body(document: Document) -> int:
    """Where the front matter ends."""
    return document.front.end if document.front is not None else 0


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
        if slot.start in gone or _NOT_PROSE.search(words) or _holds_lines(slot):
            return None
        if slot.place in ("block", "heading", "setext", "cell", "html"):
            link = _ONE_LINK.fullmatch(words) if slot.segment.kind == "item" else None
            if link is not None:
                return f"[{opening}{link['words']}</span>]{link['target']}"
            return _put_into(opening, words, slot)
        return isolate(words, source, within=edition.facts.locale)

    return marked


def _put_into(opening: str, words: str, slot: Slot) -> str | None:
    """The words in a span; None where half a tag of theirs would make words of the span's."""
    made = f"{opening}{words}</span>"
    try:
        read = tags.contained(made, words, tags.HTML if slot.place == "html" else tags.MARKDOWN)
    except Unfit:
        return None
    return made if read.startswith(opening) and read.endswith("</span>") else None


_ONE_LINK = re.compile(r"\[(?P<words>[^\[\]\\{}]+)\](?P<target>\([^()\s]*\))")
"""An item of a list of links keeps its mark within the link: programs read such lists, too. mdBook
refuses a `SUMMARY.md` in which an item begins with anything else."""


def _holds_lines(slot: Slot) -> bool:
    """Whether what is opaque in the slot is a line or an attribute of its generator's."""
    return any(
        placeholder.kind == "opaque" and placeholder.value.startswith((":::", "{:", "{% "))
        for placeholder in slot.segment.placeholders
    )


_NOT_PROSE = re.compile(
    r"(?:^|\s)(?:!!!|\?\?\?\+?|:::+|///|\+\+\+|===)(?:\s|$|\w)|^\([\w.:-]+\)=|^\*\[[^\]]+\]:"
    r"|^(?:import|export)\s.*[;'\"{}=]|^</?[A-Z]|^[{%]"
    r"|^\[\[?(?:toc|TOC)\]\]?$|\{:?[ ]*[.#][^{}]*\}$"
)
"""Lines of a dialect that nobody named in the configuration: admonitions, tabs, containers,
targets, abbreviations, modules, components, attributes of the paragraph. A mark would make words of
them."""
