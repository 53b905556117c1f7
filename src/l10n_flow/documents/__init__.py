"""Documents: text with slots.

`read` turns a file's bytes into a `Document`; `render` puts translations into its slots. A new
kind of file is one module and one row of `FORMATS`.
"""

from __future__ import annotations

import re
from pathlib import Path

from l10n_flow.documents import htmlpage, plaintext
from l10n_flow.documents.document import (
    DEFAULT_TRANSLATED,
    Document,
    Field,
    Format,
    FrontMatter,
    Heading,
    Link,
    ParseOptions,
    Slot,
    Warned,
)
from l10n_flow.documents.markdown import parsing as markdown
from l10n_flow.documents.markdown.dialects import DIALECTS, Dialect
from l10n_flow.documents.markdown.marked import Mark, Marked, Opaque, marked, names
from l10n_flow.documents.markdown.markwriting import Unwritable, written
from l10n_flow.documents.render import Refusal, Rendered, Splice, render, splice
from l10n_flow.errors import DocumentError, Place

__all__ = [
    "DEFAULT_TRANSLATED",
    "DIALECTS",
    "FORMATS",
    "Dialect",
    "Document",
    "Field",
    "Format",
    "FrontMatter",
    "Heading",
    "Link",
    "Mark",
    "Marked",
    "Opaque",
    "ParseOptions",
    "Refusal",
    "Rendered",
    "Slot",
    "Splice",
    "Unwritable",
    "Warned",
    "marked",
    "names",
    "read",
    "read_metadata",
    "render",
    "splice",
    "written",
]

FORMATS: dict[str, Format] = {
    ".md": markdown.parse,
    ".markdown": markdown.parse,
    ".txt": plaintext.parse,
    ".html": htmlpage.parse,
    ".htm": htmlpage.parse,
    ".mdx": markdown.parse_mdx,
}
"""The kinds of file that can be an article, by suffix."""


def read(data: bytes, path: Path, options: ParseOptions | None = None) -> Document:
    """The document in a file's bytes; `path` chooses the format and names the file in errors.

    Raises `DocumentError` for another suffix, and with the line for bytes that are not UTF-8.

    >>> read("سلام".encode(), Path("a.txt")).segments[0].source
    'سلام'
    """
    parse = FORMATS.get(path.suffix.lower())
    if parse is None:
        known = ", ".join(FORMATS)
        raise DocumentError(f"not a kind of article (known: {known})", Place(path))
    _refuse_other_encodings(data, path)
    return parse(data, options or ParseOptions())


def read_metadata(data: bytes, path: Path, options: ParseOptions | None = None) -> Document:
    """What `read` gives, without the body: only the front matter and its slots."""
    _refuse_other_encodings(data, path)
    is_page = FORMATS.get(path.suffix.lower()) is htmlpage.parse
    parse = htmlpage.parse_metadata if is_page else markdown.parse_metadata
    return parse(data, options or ParseOptions())


def _refuse_other_encodings(data: bytes, path: Path) -> None:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n?|\n", data[: error.start])) + 1
        raise DocumentError(
            f"byte {data[error.start]:#04x} is not UTF-8",
            Place(path, line),
            hint="save the file as UTF-8",
        ) from None
