"""Markdown editions: the article's text with translations and complete front matter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from html import escape
from typing import NamedTuple

from l10n_flow.documents import Document, Heading, Slot, Splice, Warned, render, splice, tags
from l10n_flow.documents.document import (
    Grammar,
    Unfit,
    beginning,
    line_end,
    next_line,
    start_of_line,
)
from l10n_flow.documents.markdown.parsing import plain_text
from l10n_flow.editions import page, plain
from l10n_flow.editions.edition import Edition, Otherwise, Written
from l10n_flow.editions.metadata import metadata, own_metadata, unsound
from l10n_flow.editions.omissions import (
    Omitted,
    Proof,
    can_go,
    omit,
    spelled,
)
from l10n_flow.language import (
    HEADING_IDS,
    HeadingIds,
    direction,
    heading_ids,
    isolate,
    language_tag,
)

__all__ = [
    "FORMS",
    "anchors",
    "bare",
    "ids_of",
    "is_plain_anchor",
    "is_plain_notice",
    "rule_of",
    "write",
]


# Anchors: every heading of an edition keeps the id that is made of the source's words.
#
# Links name a heading by that id. A generator would give a translated heading another id, so the
# edition contains the source's, in a form that the article's dialect reads as an id.


def rule_of(name: str) -> HeadingIds:
    """The rule named in a dialect's row; GitHub's if the ids are unknown."""
    return HEADING_IDS.get(name, HEADING_IDS["github"])


def ids_of(document: Document, rule: HeadingIds) -> list[str]:
    """The ids of the document's headings, in order; "" for a heading without an id."""
    words = [(_words(document, heading, rule), heading.id) for heading in document.headings]
    return list(_ids_of(tuple(words), rule))


@lru_cache(maxsize=64)
def _ids_of(headings: tuple[tuple[str, str | None], ...], rule: HeadingIds) -> tuple[str, ...]:
    """The ids, cached, because they are the same for every edition of an article."""
    return tuple(heading_ids(rule, headings))


def _words(document: Document, heading: Heading, rule: HeadingIds) -> str:
    written = document.text[heading.start : heading.end].decode()
    return written if rule.marked else plain_text(written, smart=rule.smart)


def anchors(
    document: Document,
    form: str,
    rule: HeadingIds,
    changes: Sequence[Splice],
    omitted: Sequence[Splice],
) -> Iterator[Splice]:
    """The splices that give every heading of the edition the id of its source.

    `changes` are the words that the edition replaces, `omitted` those it leaves out. A heading with
    unchanged words needs no anchor: the generator makes the same id, unless the id has a number and
    a heading before it has changed.
    """
    if form not in FORMS or not document.headings:
        return
    changed = sorted(s.start for s in changes if document.text[s.start : s.end] != s.text)
    undisturbed = True
    for heading, wanted in zip(document.headings, ids_of(document, rule), strict=True):
        if any(gap.start <= heading.start < gap.end for gap in omitted):
            undisturbed = False
            continue
        if heading.id is not None or not wanted:
            continue
        first = bisect_left(changed, heading.start)
        is_changed = first < len(changed) and changed[first] <= heading.end
        if not is_changed and (
            undisturbed or rule.anchor(_words(document, heading, rule)) == wanted
        ):
            continue
        undisturbed = False
        yield FORMS[form](document.text, heading, wanted)


# The forms


_ATTRIBUTES = re.compile(rb"(?:[ \t]+#+(?=[ \t]))?[ \t]*\{(?!/\*)")
_OWN_LINE = re.compile(
    rb"[ \t]*(?:\r\n|[\r\n])[ \t>]*\{"
    rb"(?=[^{}\r\n]*\}[ \t]*(?:\r\n|[\r\n])[ \t>]*(?:=+|-+)[ \t]*(?:[\r\n]|\Z))"
)
"""The attributes of an underlined heading on a line of their own, above the underline."""
_REST = re.compile(rb"(?P<shown>[^\r\n]*?)(?P<closing>[ \t]+#+)?[ \t]*(?=[\r\n]|\Z)")
"""What is on a heading's line after its words, such as an image, and the closing `#`s."""
_MARKS = re.compile(rb"(?:[ \t>]|[-+*][ \t]|[0-9]{1,9}[.)][ \t])*")
"""Marks of quotes and lists that a line continues or begins."""


def _attribute(text: bytes, heading: Heading, anchor: str) -> Splice:
    """`{#id}` after the words and the closing `#`s of the heading, or in the braces there."""
    braces = _OWN_LINE.match(text, heading.end) or _ATTRIBUTES.match(text, heading.end)
    if braces is not None:
        return Splice(braces.end(), braces.end(), f"#{anchor} ".encode())
    rest = _REST.match(text, heading.end)
    at = heading.end if rest is None else rest.end("shown")
    if rest is not None and rest["closing"]:
        at = rest.end("closing")
    return Splice(at, at, f" {{#{anchor}}}".encode())


def _kramdown(text: bytes, heading: Heading, anchor: str) -> Splice:
    """`{: id="…"}` on the line below, because kramdown's `{#id}` cannot begin with a digit."""
    opening = _opening(text, heading)
    end = next_line(text, heading.end)
    if opening.is_underlined:
        end = next_line(text, end)
    eol = line_end(text)
    broken = "" if text[:end].endswith((b"\n", b"\r")) else eol
    line = f'{broken}{opening.before}{{: id="{escape(anchor)}"}}'
    return Splice(end, end, f"{line}{'' if broken else eol}".encode())


def _html(_text: bytes, heading: Heading, anchor: str) -> Splice:
    return Splice(heading.start, heading.start, f'<a id="{escape(anchor)}"></a>'.encode())


def _mdx(text: bytes, heading: Heading, anchor: str) -> Splice:
    """A comment of MDX, which Docusaurus reads as the id from 3.10 on."""
    rest = _REST.match(text, heading.end)
    at = heading.end if rest is None else rest.end("shown")
    return Splice(at, at, f" {{/* #{anchor} */}}".encode())


def _myst(text: bytes, heading: Heading, anchor: str) -> Splice:
    """`(id)=` on the line above."""
    opening = _opening(text, heading)
    line = f"({anchor})={line_end(text)}{opening.before}"
    return Splice(opening.at, opening.at, line.encode())


class _Opening(NamedTuple):
    """The beginning of the line with a heading's first word."""

    at: int
    """Where the heading itself begins, after quotes and lists."""
    before: str
    """The prefix of a further line in the same quotes and lists."""
    is_underlined: bool


def _opening(text: bytes, heading: Heading) -> _Opening:
    line = start_of_line(text, heading.start, beginning(text))
    marks = _MARKS.match(text, line)
    at = marks.end() if marks else line
    before = re.sub(r"[^>\s]", " ", text[line:at].decode())
    return _Opening(at, before, not text.startswith(b"#", at))


FORMS: Mapping[str, Callable[[bytes, Heading, str], Splice]] = {
    "attribute": _attribute,
    "kramdown": _kramdown,
    "html": _html,
    "mdx": _mdx,
    "myst": _myst,
}
"""By value of `anchors` in the configuration, the function that writes an anchor."""


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
    rendered = render(document, chosen, otherwise)
    # Words in the source's language that cannot be marked stay unmarked, without a warning.
    refusals = tuple(r for r in rendered.refusals if r.slot.segment.key in chosen)
    top, words = list(metadata(edition)), rendered.splices
    ids = list(anchors(document, rules.anchors, rule_of(rules.ids), words, omitted.splices))

    def together(some: Sequence[Splice], gaps: Omitted) -> list[Splice]:
        return _apart([*top, *words, *gaps.splices, *some])

    # Our own reading proves nothing about ids in a form of another dialect.
    read = ids if rules.anchors in (*_KNOWN_TO_ALL, document.options.dialect.anchors) else []
    kept = ids
    if _is_doubtful(document, top, words, omitted, read):
        # Words on both sides of removed text may join; a comment separates them.
        for gaps in (omitted, omitted.behind_comments()) if omitted.splices else (omitted,):
            proof = Proof(document, gaps, own_metadata(edition))
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
    "html": page.write,
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


_BEFORE_WORDS = re.compile(rb"#{1,6}[ \t]+")
_PLAIN_ANCHOR = re.compile(
    rb"[ ]\{#[\w.:\x80-\xff-]+\}"
    rb"|[ ]\{/\*[ ]#[\w.:\x80-\xff-]+[ ]\*/\}"
    rb'|<a id="[\w.:\x80-\xff-]+"></a>'
)
_REST_IS_BLANK = re.compile(rb"[ \t]*(?:[\r\n]|\Z)")
_PLAIN_START = re.compile(rb"#{1,6}[ \t]|[A-Za-z*\x80-\xff]")


def is_plain_anchor(text: bytes, anchor: Splice) -> bool:
    r"""Whether an anchor certainly stays in its heading.

    The heading has `#`s and is in no quote or list, and its line has only its words.

    >>> text = b"# Peace\n\n> # War\n"
    >>> [is_plain_anchor(text, Splice(at, at, b" {#x}")) for at in (7, 16)]
    [True, False]
    """
    opening = _BEFORE_WORDS.match(text, start_of_line(text, anchor.start))
    if opening is None or _PLAIN_ANCHOR.fullmatch(anchor.text) is None:
        return False
    return anchor.start == opening.end() or (
        anchor.start > opening.end() and _REST_IS_BLANK.match(text, anchor.start) is not None
    )


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
        read = tags.contained(made, words, tags.HTML if slot.place == "html" else tags.MARKDOWN)
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
