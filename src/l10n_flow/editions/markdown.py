"""Markdown editions: the article's text with translations and complete front matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from l10n_flow.documents import Document, Slot, Splice, Warned, htmltags, render, splice
from l10n_flow.documents.document import Grammar, Unfit
from l10n_flow.editions import plain, webpage
from l10n_flow.editions.anchors import anchors, is_plain_anchor, rule_of
from l10n_flow.editions.edition import Edition, Otherwise, Written
from l10n_flow.editions.metadata import metadata, own_metadata, unsound
from l10n_flow.editions.omissions import Omitted, Proof, can_go, omit, spelled
from l10n_flow.language.bidi import isolate
from l10n_flow.language.tags import direction, language_tag


def bare(edition: Edition) -> Written:
    """The document with its translations only: nothing is derived or marked."""
    rendered = render(edition.document, edition.selection.translations)
    return Written(rendered.text, rendered.refusals)


def write(edition: Edition, additions: Sequence[Splice] = ()) -> Written:
    """The document with its translations, complete front matter, and anchors of its headings.

    As the rules say, untranslated text is left out, or kept in the source's language, marked or
    unmarked. `additions` are inserted before the words at their positions.
    """
    document, chosen, rules = edition.document, edition.selection.translations, edition.rules
    marks = not edition.is_source and rules.mark == "span"
    beside = _OTHERS.get(document.format.grammar)
    if beside is not None:
        return beside(edition, _marked(edition, ()) if marks else None)
    omitted = _omitted(edition)
    otherwise = _marked(edition, omitted.gaps) if marks else None
    # Words in the source's language that cannot be marked stay unmarked, without a warning.
    rendered = render(document, chosen, otherwise)
    top, words, refusals = list(metadata(edition)), rendered.splices, rendered.refusals
    ids = list(anchors(document, rules.anchors, rule_of(rules.ids), words, omitted.splices))
    gone = omitted.splices
    columns = [c for c in _columns(edition) if not any(g.start <= c.start < g.end for g in gone)]

    def together(some: Sequence[Splice], gaps: Omitted) -> list[Splice]:
        return _apart([*top, *words, *columns, *gaps.splices, *some])

    # Our own reading proves nothing about ids in a form of another dialect.
    read = ids if rules.anchors in (*_KNOWN_TO_ALL, document.options.dialect.anchors) else []
    kept = ids
    if _is_doubtful(document, top, words, omitted, read):
        # Words on both sides of removed text may join; a comment separates them.
        for gaps in (omitted, omitted.behind_comments()) if omitted.splices else (omitted,):
            proof = Proof(document, gaps, own_metadata(edition), columns)
            sound = proof.sound(read, partial(together, gaps=gaps))
            if sound or proof.holds(together((), gaps)):
                kept, omitted = sound if read else ids, gaps
                break
        else:
            return Written(document.text, refusals, Warned(_OTHER_BLOCKS, _body(document), _REMEDY))
    apart = together(kept, omitted)
    if omitted.splices:
        apart = spelled(document, omitted, apart)
    lost = tuple(Warned(_NO_ID, anchor.start) for anchor in ids if anchor not in kept)
    if additions:
        apart = _apart([*apart, *additions])  # a new front matter comes before a mark at the top
    return Written(splice(document.text, apart), refusals, unsound(edition, apart), lost)


_OTHERS: Mapping[Grammar, Callable[[Edition, Otherwise | None], Written]] = {
    "html": webpage.write,
    "other": plain.write,
}
"""By grammar of the body: writers for editions without Markdown's headings and blocks."""

_KNOWN_TO_ALL = ("attribute", "html")
_OTHER_BLOCKS = "with its translations, the edition would have other blocks than the article"
_REMEDY = "put blank lines around what comes first in it, and around its comments"
_NO_ID = "this heading is without its id, which would change the blocks around it"


def _is_doubtful(
    document: Document,
    top: Sequence[Splice],
    words: Sequence[Splice],
    omitted: Omitted,
    ids: Sequence[Splice],
) -> bool:
    """Whether spliced text could join with other text, so that the result must be read again."""
    if omitted.splices:
        return bool(words or ids or top)
    text = document.text
    return not (
        all(is_plain_anchor(text, anchor) for anchor in ids)
        and all(is_plain_notice(text, s) for s in top if s.start >= _body(document))
    )


_DELIMITER_ROW = re.compile(
    rb"\n(?=[^\n]*\|)[ \t>]*\|?[ \t]*:?-++:?[ \t]*"
    rb"(?>(?:\|[ \t]*:?-++:?[ \t]*)*)\|?[ \t]*\r?(?=\n|\Z)"
)
_TO_THE_LEFT = re.compile(rb":(?=-+[ \t]*(?:[|\r\n]|\Z))")
_END_OF_TABLE = re.compile(rb"\n[ \t>]*\r?(?=\n|\Z)")


def _columns(edition: Edition) -> Iterator[Splice]:
    """The columns at the left, where lines begin in the article and end in the edition.

    `:---` becomes `----`: generators write it as `text-align: left`, also on a page in Persian. A
    column at the right stays, since numbers stand there.
    """
    document = edition.document
    if edition.is_source or direction(edition.facts.locale) == direction(edition.facts.source):
        return
    text, at = document.text, 0
    for slot in document.slots:
        if slot.place != "cell" or slot.start < at:
            continue
        at = _end(text, slot.end)
        row = _DELIMITER_ROW.match(text, at)
        if row is not None:
            found = _TO_THE_LEFT.finditer(text, *row.span())
            yield from (Splice(*sign.span(), b"-") for sign in found)
            below = _END_OF_TABLE.search(text, row.end())
            at = below.start() if below is not None else len(text)


def _end(text: bytes, at: int) -> int:
    """The end of the line at a position."""
    found = text.find(b"\n", at)
    return found if found >= 0 else len(text)


_PLAIN_START = re.compile(rb"#{1,6}[ \t]|[A-Za-z*\x80-\xff]")


def is_plain_notice(text: bytes, notice: Splice) -> bool:
    r"""Whether a notice is certainly separate from what follows: a heading, or a paragraph.

    >>> [is_plain_notice(text, Splice(0, 0, b"> x\n\n")) for text in (b"# Peace", b"    code")]
    [True, False]
    """
    return not notice.text or _PLAIN_START.match(text, notice.end) is not None


def _body(document: Document) -> int:
    """The end of the front matter."""
    return document.front.end if document.front is not None else 0


def _apart(splices: Iterable[Splice]) -> list[Splice]:
    """The splices in order; of two for the same bytes, only the first."""
    kept: list[Splice] = []
    for s in sorted(splices, key=_position):
        if not kept or kept[-1].end <= s.start:
            kept.append(s)
    return kept


def _position(splice: Splice) -> tuple[int, int]:
    return splice.start, splice.end


_NOTHING = Omitted((), ())


def _omitted(edition: Edition) -> Omitted:
    """Text that is not for readers, and the words that the rules leave out."""
    document, chosen = edition.document, edition.selection.translations
    gaps: list[Slot] = []
    if not edition.is_source and edition.rules.untranslated == "omit":
        gaps = [s for s in document.slots if s.segment.key not in chosen and can_go(s)]
    return omit(document, gaps) if gaps or document.directives else _NOTHING


def _marked(edition: Edition, omitted: Iterable[Slot]) -> Otherwise:
    """A function that marks words in the source's language, if their place allows a mark."""
    source = edition.facts.source
    opening = f'<span lang="{language_tag(source)}" dir="{direction(source)}">'
    gone = frozenset(slot.start for slot in omitted)
    places = _HOLD_TAGS if edition.document.format.grammar != "other" else frozenset()

    def marked(slot: Slot) -> str | None:
        words = slot.segment.source
        if slot.start in gone or _NOT_PROSE.search(words) or _holds_lines(slot):
            return None
        if slot.place in places:
            link = _ONE_LINK.fullmatch(words) if slot.segment.kind == "item" else None
            if link is not None:
                return f"[{opening}{link['words']}</span>]{link['target']}"
            return _put_into(opening, words, slot)
        return isolate(words, source, within=edition.facts.locale)

    return marked


_HOLD_TAGS = frozenset(("block", "heading", "setext", "cell", "html"))
"""Places in which tags are read as tags."""


def _put_into(opening: str, words: str, slot: Slot) -> str | None:
    """The words in a span; None if an incomplete tag in them would turn the span into text."""
    made = f"{opening}{words}</span>"
    try:
        read = htmltags.contained(
            made, words, htmltags.HTML if slot.place == "html" else htmltags.MARKDOWN
        )
    except Unfit:
        return None
    return made if read.startswith(opening) and read.endswith("</span>") else None


_ONE_LINK = re.compile(r"\[(?P<words>[^\[\]\\{}]+)\](?P<target>\([^()\s]*\))")
"""An item that is one link gets its mark within the link, because programs read such lists, too:
mdBook refuses a `SUMMARY.md` in which an item begins with anything else."""


def _holds_lines(slot: Slot) -> bool:
    """Whether opaque text in the slot is a line or an attribute of its generator."""
    return any(
        placeholder.kind == "opaque" and placeholder.value.startswith((":::", "{:", "{% "))
        for placeholder in slot.segment.placeholders
    )


_NOT_PROSE = re.compile(
    r"(?:^|\s)(?:!!!|\?\?\?\+?|:::+|///|\+\+\+|===)(?:\s|$|\w)|^\([\w.:-]+\)=|^\*\[[^\]]+\]:"
    r"|^(?:import|export)\s.*[;'\"{}=]|^</?[A-Z]|^[{%]"
    r"|^\[\[?(?:toc|TOC)\]\]?$|\{:?[ ]*[.#][^{}]*\}$"
)
"""Lines of dialects other than the configured one: admonitions, tabs, containers, targets,
abbreviations, modules, components, attributes of the paragraph. A mark would turn them into
text."""
