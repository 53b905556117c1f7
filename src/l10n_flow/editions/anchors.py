"""Anchors: every heading of an edition keeps the id that the source's words give it.

Links name a heading by that id. A translated heading would get another one from the generator, so
the edition says the source's, in a form that the article's dialect takes for an id.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

from l10n_flow.documents import Document, Heading, Splice
from l10n_flow.documents.markdown.parsing import plain_text
from l10n_flow.editions.lines import line_end, next_line, start_of_line
from l10n_flow.language import HEADING_IDS, HeadingIds, heading_ids

__all__ = ["FORMS", "anchors", "ids_of", "rule_of"]


def rule_of(name: str) -> HeadingIds:
    """The rule that a dialect's row names; GitHub's where ids are nobody's or not known."""
    return HEADING_IDS.get(name, HEADING_IDS["github"])


def ids_of(document: Document, rule: HeadingIds) -> list[str]:
    """The ids of the document's headings, in order; "" for one that has none."""
    words = [(_words(document, heading, rule), heading.id) for heading in document.headings]
    return list(_ids_of(tuple(words), rule))


@lru_cache(maxsize=64)
def _ids_of(headings: tuple[tuple[str, str | None], ...], rule: HeadingIds) -> tuple[str, ...]:
    """The same for every edition of an article."""
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
    """What must be written so that every heading of the edition has its source's id.

    `changes` are the words that the edition exchanges, `omitted` what it leaves out. A heading
    whose words stay needs no anchor: the generator makes the same id of them, unless it would
    have to number it and some heading before has changed.
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
"""What is on a heading's line after its words: an image, say, and the `#`s that close it."""
_MARKS = re.compile(rb"(?:[ \t>]|[-+*][ \t]|[0-9]{1,9}[.)][ \t])*")
"""Quotes and lists that a line goes on with or begins."""


def _attribute(text: bytes, heading: Heading, anchor: str) -> Splice:
    """`{#id}` after the words and the `#`s that close the heading; else in the braces there."""
    braces = _OWN_LINE.match(text, heading.end) or _ATTRIBUTES.match(text, heading.end)
    if braces is not None:
        return Splice(braces.end(), braces.end(), f"#{anchor} ".encode())
    rest = _REST.match(text, heading.end)
    at = heading.end if rest is None else rest.end("shown")
    if rest is not None and rest["closing"]:
        at = rest.end("closing")
    return Splice(at, at, f" {{#{anchor}}}".encode())


def _kramdown(text: bytes, heading: Heading, anchor: str) -> Splice:
    """`{: id="…"}` on the line below: kramdown's `{#id}` takes no id that begins with a digit."""
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
    """A comment of MDX, which Docusaurus takes for the id from 3.10 on."""
    rest = _REST.match(text, heading.end)
    at = heading.end if rest is None else rest.end("shown")
    return Splice(at, at, f" {{/* #{anchor} */}}".encode())


def _myst(text: bytes, heading: Heading, anchor: str) -> Splice:
    """`(id)=` on the line above."""
    opening = _opening(text, heading)
    line = f"({anchor})={line_end(text)}{opening.before}"
    return Splice(opening.at, opening.at, line.encode())


BOM = b"\xef\xbb\xbf"


class _Opening(NamedTuple):
    """What the line of a heading's first word begins with."""

    at: int
    """Where the heading itself begins, after quotes and lists."""
    before: str
    """What a further line must begin with to stay in the same quotes and lists."""
    is_underlined: bool


def _opening(text: bytes, heading: Heading) -> _Opening:
    line = start_of_line(text, heading.start, len(BOM) if text.startswith(BOM) else 0)
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
"""How an anchor is written, by the word that `anchors` in the configuration has for it."""
