"""From a page's bytes to its text, or to an error that says how to save the page better."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Any, NamedTuple

from l10n_flow.errors import DocumentError, Place

MAXIMUM_BYTES = 16 * 2**20
"""The maximum size of a page: the largest article that we tested is 100 times smaller. It keeps a
disk image from being imported by mistake."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_ARTICLE_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx"})
_FRONT_MATTER = re.compile(
    r"\s*(?:---\s*\n(?:[^\n]*\n)*?---|\+\+\+\s*\n(?:[^\n]*\n)*?\+\+\+)\s*(?:\n|$)"
)
_ARCHIVE = re.compile(r"(?=(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,12}MIME-Version:)[\w-]+:")
_FIELD = re.compile(r"""^["']?[\w.-]+["']?\s*[:=]""", re.MULTILINE)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([-\w.:]{1,40})""", re.IGNORECASE
)
_XML_DECLARED = re.compile(rb"""\s*<\?xml[^>]*\bencoding\s*=\s*["']([-\w.:]{1,40})["']""")
_RIGHT_TO_LEFT = re.compile(
    rb"""\b(?:dir\s*=\s*["']?rtl|lang\s*=\s*["']?(?:fa|ar|ur|ps))\b""", re.IGNORECASE
)
_HEAD = 4096
_DECLARED_WITHIN = 1024
"""HTML Living Standard, "Specifying the document's character encoding": within the first 1024
bytes."""

_AS_BROWSERS_READ = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""Encoding Standard, "Names and labels": the meaning of these labels in a `meta` element."""

_OF_PAGES = re.compile(
    r"ascii|utf-(8|16(-[bl]e)?)|cp\d+|iso8859-\d+|koi8-\w|mac-\w+|gb\w+|big5\w*|euc_\w+"
    r"|shift_jis\w*|iso2022_\w+|tis-620"
)
"""Python's names of encodings for pages; it has other codecs, too."""

_LINE_END = re.compile("\r\n|\r|\n")
_SEPARATORS = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_FEEDS = re.compile("[\x0b\x0c\x1c-\x1f]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]")


class SourceLine(NamedTuple):
    """A non-empty line and its number in the file, counted from 1."""

    number: int
    text: str
    """Without blanks at the ends and control characters; Unicode's blanks inside stay."""


def placed(element: Any, words: str) -> SourceLine:
    """Return words with the line of their element in the file; 0 where lxml does not know it."""
    return SourceLine(element.sourceline or 0, words)


def is_html(data: bytes, path: Path) -> bool:
    """Whether a page is HTML, by its suffix or its first characters.

    >>> is_html(b"<!DOCTYPE html><p>a", Path("page")), is_html(b"a < b", Path("page.txt"))
    (True, False)
    """
    if path.suffix.lower() in _HTML_SUFFIXES:
        return True
    encoding, start = _marked(data[:_DECLARED_WITHIN])
    if encoding:  # of two bytes a letter, perhaps; the end may be half of one
        start = start.decode(encoding, errors="ignore").encode()
    return _HTML_START.match(start) is not None


def is_docx(data: bytes, path: Path) -> bool:
    """Whether the file is a Word document: a zip archive with its content type.

    >>> is_docx(b"<html>", Path("a.docx"))
    False
    """
    return path.suffix.lower() in (".docx", ".docm", ".dotx") and data[:2] == b"PK"


def refuse_articles(text: str, path: Path) -> None:
    r"""Raise `DocumentError` for a text that is an article already, or for a web archive.

    Read as a page, Markdown would become its own marks, and its front matter the title.

    >>> refuse_articles("Rain\n\nIt fell.", Path("page.txt"))
    """
    hint = "nothing has to be imported: copy it into the content folder"
    if path.suffix.lower() in _ARTICLE_SUFFIXES:
        raise DocumentError("this is Markdown, not a page", Place(path), hint=hint)
    front = _FRONT_MATTER.match(text.replace("\r\n", "\n"))
    if front is not None and _FIELD.search(front[0]):
        raise DocumentError("this is an article with front matter", Place(path, 1), hint=hint)
    if _ARCHIVE.match(text):
        hint = "save the page as “HTML only” and import that"
        raise DocumentError("this is a web archive (MHTML)", Place(path, 1), hint=hint)


def decode(data: bytes, path: Path) -> str:
    r"""Return the text of a plain-text page: UTF-8, or UTF-16 with a byte order mark.

    Raises `DocumentError` with the line of the first byte that is neither, and for a page that is
    empty, above `MAXIMUM_BYTES` or not text at all.

    >>> decode(b"\xef\xbb\xbfPaz", Path("page.txt"))
    'Paz'
    """
    _refuse_unusable(data, path)
    encoding, text = _marked(data)
    return _decoded(text, encoding or "utf-8", path)


def decode_html(data: bytes, path: Path) -> str:
    r"""Return the text of an HTML page, in the encoding of its byte order mark or `meta`.

    Without either it is UTF-8. Raises `DocumentError` as `decode` does, and for an encoding that
    Python does not support.

    >>> decode_html(b'<meta charset=iso-8859-1>Espa\xf1a', Path("page.html"))
    '<meta charset=iso-8859-1>España'
    """
    _refuse_unusable(data, path)
    encoding, text = _marked(data)
    return _decoded(text, encoding or _declared(data, path) or "utf-8", path)


def lines(text: str) -> tuple[SourceLine, ...]:
    r"""Return the non-empty lines of a page with their numbers.

    >>> lines("\r\n A\xa0 \r\n\x00\rB\tC")
    (SourceLine(number=2, text='A'), SourceLine(number=4, text='B C'))
    """
    numbered = enumerate(_LINE_END.split(text), start=1)
    tidied = (SourceLine(number, tidy(written)) for number, written in numbered)
    return tuple(line for line in tidied if line.text)


def tidy(text: str) -> str:
    """Return the text without control characters and without blanks at its ends."""
    return clean(text).strip()


def clean(text: str) -> str:
    """Return the text with blanks for tabs and line ends, without control and non-characters."""
    return _CONTROLS.sub("", _SEPARATORS.sub(" ", text))


def for_xml(text: str) -> str:
    r"""Return the text without characters that XML excludes, also where a reference names them.

    >>> for_xml("a\ufffeb\x0cc\n\td&#xfffe;&#65;")
    'ab c\n\td&#65;'
    """
    return _REFERENCE.sub(_sound, _CONTROLS.sub("", _FEEDS.sub(" ", text)))


_REFERENCE = re.compile("&#(?:x([0-9a-f]+)|([0-9]+));?", re.IGNORECASE)
_SOUND = re.compile("[\t\n\r -\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


def _sound(reference: re.Match[str]) -> str:
    """Return the reference, if XML has such a character."""
    if len(reference[0]) > len("&#0001114111;"):
        return ""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return reference[0] if number < 0x110000 and _SOUND.match(chr(number)) else ""


def _refuse_unusable(data: bytes, path: Path) -> None:
    if len(data) > MAXIMUM_BYTES:
        size = f"{len(data) / 2**20:.0f} MiB"
        hint = f"pages up to {MAXIMUM_BYTES // 2**20} MiB are read; is this the right file?"
        raise DocumentError(f"{size} are too much for a page", Place(path), hint=hint)
    if not data.strip():
        raise DocumentError("the page is empty", Place(path), hint="save it again")


def _marked(data: bytes) -> tuple[str, bytes]:
    """Return the encoding that a byte order mark names, "" without one, and the bytes after it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, data[len(mark) :]
    return "", data


def _declared(data: bytes, path: Path) -> str:
    start = data[:_DECLARED_WITHIN]
    match = _DECLARED.search(start) or _XML_DECLARED.match(start)
    if match is None:
        return ""
    label = match[1].decode("ascii")
    try:
        name = codecs.lookup(label).name
    except LookupError:
        name = ""
    if not _OF_PAGES.fullmatch(name):
        hint = "save the page as UTF-8 and remove or correct its charset"
        raise DocumentError(f"the page says it is in '{label}'", Place(path), hint=hint)
    return _AS_BROWSERS_READ.get(name, name)


def _decoded(data: bytes, encoding: str, path: Path) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        guess = "WINDOWS-1256" if _RIGHT_TO_LEFT.search(data[:_HEAD]) else "WINDOWS-1252"
        hint = f"save it as UTF-8, for example: iconv -f {guess} -t UTF-8 PAGE > NEW"
        raise DocumentError(f"not {encoding.upper()}", Place(path, line), hint=hint) from error
    if text.count("\x00") > len(text) // 16:
        hint = "is this the right file? UTF-16 needs a byte order mark; UTF-8 needs nothing"
        raise DocumentError("not a text", Place(path), hint=hint)
    return text
