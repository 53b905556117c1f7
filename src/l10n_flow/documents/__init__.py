"""Documents: text with slots.

`read` turns a file's bytes into a `Document`; `render` puts translations into its slots. A new
kind of file needs a `Format` in a row of `FORMATS`, ours or a package's (`l10n_flow.formats`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from l10n_flow import patterns as re
from l10n_flow.documents import htmlpage, plaintext
from l10n_flow.documents.added import accepted
from l10n_flow.documents.document import (
    DEFAULT_TRANSLATED,
    About,
    Document,
    Field,
    Format,
    FrontMatter,
    Heading,
    Link,
    ParseOptions,
    Slot,
    Splice,
    Warned,
)
from l10n_flow.documents.markdown import parsing as markdown
from l10n_flow.documents.markdown.dialects import DIALECTS, Dialect
from l10n_flow.documents.markdown.marked import Mark, Marked, Opaque, marked, names
from l10n_flow.documents.markdown.markwriting import Unwritable, written
from l10n_flow.documents.render import Refusal, Rendered, render, splice
from l10n_flow.entrypoints import Rows
from l10n_flow.errors import DocumentError, Place, PluginError

__all__ = [
    "DEFAULT_TRANSLATED",
    "DIALECTS",
    "FORMATS",
    "About",
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
    "format_of",
    "marked",
    "names",
    "read",
    "read_metadata",
    "render",
    "splice",
    "written",
]

_BUILT_IN: Mapping[str, Format] = {
    suffix: form
    for form in (markdown.MARKDOWN, plaintext.TEXT, htmlpage.HTML, markdown.MDX)
    for suffix in form.suffixes
}
FORMATS = Rows("formats", _BUILT_IN, accepted, names=r"\.[a-z0-9]+")
"""The kinds of file that can be an article, by suffix, including those of packages."""


def read(data: bytes, path: Path, options: ParseOptions | None = None) -> Document:
    """The document in a file's bytes; `path` chooses the format and names the file in errors.

    Raises `DocumentError` for another suffix, and with the line for bytes that are not UTF-8.

    >>> read("سلام".encode(), Path("a.txt")).segments[0].source
    'سلام'
    """
    form = format_of(path)
    _refuse_other_encodings(data, path)
    try:
        return form.parse(data, options or ParseOptions())
    except PluginError as error:
        raise DocumentError(error.what, Place(path), hint=error.hint) from error


def format_of(path: Path) -> Format:
    """The format that the path's suffix chooses. Raises `DocumentError` for another suffix.

    >>> format_of(Path("a.HTM")).grammar
    'html'
    """
    try:
        form = FORMATS.get(path.suffix.lower())
    except PluginError as error:
        raise DocumentError(error.what, Place(path), hint=error.hint) from error
    if form is not None:
        return form
    known = ", ".join(FORMATS)
    hint = "install the plugin that reads it, or name it in 'exclude' (docs/plugins.md)"
    raise DocumentError(f"not a kind of article (known: {known})", Place(path), hint=hint)


def read_metadata(data: bytes, path: Path, options: ParseOptions | None = None) -> Document:
    """The same as `read`, but without the body if that is quicker; only for a file's metadata.

    A file of an unknown kind is read as Markdown, because an output may have written it with front
    matter.
    """
    _refuse_other_encodings(data, path)
    try:
        form = FORMATS.get(path.suffix.lower(), markdown.MARKDOWN)
        return (form.metadata or form.parse)(data, options or ParseOptions())
    except PluginError as error:
        raise DocumentError(error.what, Place(path), hint=error.hint) from error


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
