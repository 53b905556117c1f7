"""Markdown editions: the article's text, with translations and a front matter that says all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from l10n_flow.documents import Document, FrontMatter, Heading, Slot, Splice, render, splice
from l10n_flow.documents.fit import quoted_scalar
from l10n_flow.documents.markdown import plain_text
from l10n_flow.editions.derived import as_yaml, derive
from l10n_flow.editions.edition import Edition, Otherwise, Written
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
    document, rules = edition.document, edition.rules
    omits = rules.untranslated == "omit" and not edition.is_source
    otherwise = None if edition.is_source or omits else _marked(edition)
    rendered = render(document, edition.selection.translations, otherwise)
    splices = [*rendered.splices]
    if omits:
        splices.extend(_omissions(edition))
    splices.extend(_anchors(document, rules.anchors))
    splices.extend(_without_directives(document))
    splices.extend(_metadata(edition))
    return Written(splice(document.text, _apart(splices)), rendered.refusals)


def _apart(splices: list[Splice]) -> list[Splice]:
    """The splices in order, without those that lie inside one that cuts more away."""
    kept: list[Splice] = []
    for s in sorted(splices, key=lambda s: (s.start, s.end)):
        if kept and kept[-1].end > s.start and not kept[-1].text:
            continue
        while kept and kept[-1].start >= s.start and kept[-1].end <= s.end and not s.text:
            kept.pop()
        kept.append(s)
    return kept


def _marked(edition: Edition) -> Otherwise:
    """Words that stay in the source's language say so, where the place can hold that."""
    source = edition.facts.source
    opening = f'<span lang="{language_tag(source)}" dir="{direction(source)}">'

    def marked(slot: Slot) -> str | None:
        words = slot.segment.source
        if slot.place in ("block", "heading", "setext", "cell", "html"):
            return f"{opening}{words}</span>"
        return isolate(words, source, within=edition.facts.locale)

    return marked


def _omissions(edition: Edition) -> Iterator[Splice]:
    """What is not translated goes, with its block; a field stays, since pages need their titles."""
    text = edition.document.text
    for slot in edition.document.slots:
        if slot.segment.key in edition.selection.translations:
            continue
        start, end = slot.block
        if end > start:
            yield Splice(start, _past_blank_lines(text, end), b"")
        elif slot.place in ("block", "cell", "html", "text"):
            yield Splice(slot.start, slot.end, b"")


def _without_directives(document: Document) -> Iterator[Splice]:
    """What authors tell translators is not for readers; the blocks around it stay apart."""
    text = document.text
    for start, end in document.directives:
        line = max(text.rfind(b"\n", 0, start), text.rfind(b"\r", 0, start)) + 1
        if text[line:start].strip():
            # After the mark of a quote or an item only the comment itself can go.
            yield Splice(start, start + len(text[start:end].rstrip()), b"")
            continue
        after = _past_blank_lines(text, end)
        apart = line == 0 or after == len(text) or _BLANK_LINE_BEFORE.search(text[:line])
        yield Splice(line, after, b"" if apart else _line_end(text).encode())


_BLANK_LINE_BEFORE = re.compile(rb"(?:\r\n|\n|\r)[ \t>]*(?:\r\n|\n|\r)\Z")
_BLANK_LINES = re.compile(rb"(?:[ \t]*(?:\r\n?|\n))*")


def _past_blank_lines(text: bytes, offset: int) -> int:
    match = _BLANK_LINES.match(text, offset)
    return match.end() if match else offset


def _anchors(document: Document, mode: str) -> Iterator[Splice]:
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
        if mode == "html":
            yield Splice(heading.start, heading.start, f'<a id="{anchor}"></a>'.encode())
        else:
            at = _end_of_heading(document.text, heading)
            yield Splice(at, at, f" {{#{anchor}}}".encode())


_CLOSING_MARKS = re.compile(rb"[ \t]+#+(?=[ \t]*(?:[\r\n]|\Z))")


def _end_of_heading(text: bytes, heading: Heading) -> int:
    """Where attributes go: after the words, or after the `#`s that close the heading."""
    match = _CLOSING_MARKS.match(text, heading.end)
    return match.end() if match else heading.end


def _metadata(edition: Edition) -> Iterator[Splice]:
    """The front matter completed, and the notice for readers."""
    document = edition.document
    front = document.front
    derived = derive(edition.facts)
    start = len(document.text) - len(document.text.removeprefix(b"\xef\xbb\xbf"))
    eol = _line_end(document.text)
    if front is None:
        block = f"---\n{as_yaml(derived)}---\n\n".replace("\n", eol)
        yield Splice(start, start, block.encode() + _notice(edition, eol))
        return
    if front.fields or front.inside == front.close:
        yield from _derived_fields(document, front, derived, eol)
        yield from _own_fields(front, edition.fields)
    notice = _notice(edition, eol)
    if notice:
        body = _past_blank_lines(document.text, front.end)
        missing = 2 - min(2, len(_LINE_END.findall(document.text, front.end - 1, body)))
        yield Splice(body, body, eol.encode() * missing + notice)


def _derived_fields(
    document: Document, front: FrontMatter, derived: Mapping[str, object], eol: str
) -> Iterator[Splice]:
    """The derived fields at the end; one that the source has already is replaced in its place."""
    rest = dict(derived)
    for name, value in derived.items():
        scalars = [f for f in front.fields if f.path[0] == name]
        if len(scalars) == 1 and len(scalars[0].path) == 1 and isinstance(value, str):
            field = scalars[0]
            spelled = quoted_scalar(value, field.style if field.style in ("'", '"') else "")
            gap = " " if field.start == field.end else ""
            yield Splice(field.start, field.end, (gap + spelled).encode())
            del rest[name]
        elif (found := _lines_of(document.text, front, name)) is not None:
            yield Splice(*found, b"")
    if rest:
        before = document.text[front.inside : front.close]
        gap = "" if before.endswith((b"\n", b"\r")) or not before else eol
        lines = gap + as_yaml(rest).replace("\n", eol)
        yield Splice(front.close, front.close, lines.encode())


def _lines_of(text: bytes, front: FrontMatter, name: str) -> tuple[int, int] | None:
    """The lines of a top-level key with its whole value."""
    pattern = re.compile(
        rb"^" + re.escape(name.encode()) + rb"[ \t]*:[^\r\n]*(?:\r\n?|\n)"
        rb"(?:(?:[ \t]+[^\r\n]*|[ \t]*-(?:[ \t][^\r\n]*)?|[ \t]*)(?:\r\n?|\n))*",
        re.MULTILINE,
    )
    match = pattern.search(text, front.inside, front.close)
    return match.span() if match else None


def _own_fields(front: FrontMatter, fields: Mapping[str, str]) -> Iterator[Splice]:
    for field in front.fields:
        name = ".".join(part for part in field.path if isinstance(part, str))
        if name in fields and fields[name] != field.value:
            style = field.style if field.style in ("'", '"') else ""
            yield Splice(field.start, field.end, quoted_scalar(fields[name], style).encode())


def _notice(edition: Edition, eol: str) -> bytes:
    """The notice as the first block of the body, when the rules want it there."""
    notice = edition.notice
    if notice is None or edition.rules.notice != "body":
        return b""
    words = notice.text
    if language_tag(edition.facts.locale) != notice.lang:
        words = f'<span lang="{notice.lang}" dir="{direction(notice.lang)}">{words}</span>'
    return f"> {words}{eol}{eol}".encode()


_LINE_END = re.compile(rb"\r\n?|\n")


def _line_end(text: bytes) -> str:
    r"""The line end that the document uses first."""
    match = _LINE_END.search(text)
    return match.group().decode() if match else "\n"
