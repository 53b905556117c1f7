"""XML, read safely: the doorway to lxml for what other programs read and write.

A file cannot make the reader fetch, expand or allocate anything: no DTD is loaded, no entity is
resolved, no address is opened, no tree may be huge (OWASP, XML External Entity Prevention).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from l10n_flow import extras
from l10n_flow.errors import FileError, InputError, Place, UsageError
from l10n_flow.files.reading import opened

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute `xml:lang`."""

SAFE: Mapping[str, bool] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""The options of every parser."""


def library(format_: str, path: Path | None = None, *, extra: str = "exchange") -> Any:
    """Lxml's etree, which ships no types.

    Raises `UsageError` when it is not installed: only some formats need it.
    """
    try:
        from lxml import etree  # noqa: PLC0415 - optional
    except ImportError as error:
        what, hint = extras.lacking(format_, extra, error)
        raise UsageError(what, Place(path) if path else None, hint=hint) from error
    return etree


def streamed(path: Path, format_: str, root: str, *, max_bytes: int) -> Iterator[tuple[str, Any]]:
    """Yield the starts and ends of a file's elements while it is read, the root's start first.

    Raises `InputError` with file and line for a file that cannot be read, is not well-formed (see
    `malformed`), is larger than `max_bytes`, or declares entities; `UsageError` as `library` does.
    """
    etree = library(format_, path)
    try:
        with opened(path, max_bytes=max_bytes) as file:
            refuse_packed(file.read(4), path)
            file.seek(0)
            kinds = ("start", "end")
            events = etree.iterparse(file, events=kinds, encoding=_encoding(file), **SAFE)
            try:
                first = next(events)
                refuse_entities(first[1], path)
                yield first
                yield from events
            except (etree.XMLSyntaxError, StopIteration) as error:
                raise malformed(error, events.error_log, path, root) from error
    except FileError as error:
        raise InputError(error.what, error.where, hint=error.hint) from error
    except OSError as error:
        what = f"cannot be read: {error.strerror or type(error).__name__}"
        raise InputError(what, Place(path)) from error


def local_name(element: Any) -> str:
    """The element's name without its namespace; "" for an entity, which has none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def forget(element: Any) -> None:
    """Free the memory of the element's content, and of all that was read before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def refuse_entities(root: Any, path: Path) -> None:
    """Raise `InputError` for a document that declares entities; none of our formats needs one."""
    document_type = root.getroottree().docinfo.internalDTD
    if document_type is not None and any(True for _ in document_type.iterentities()):
        raise InputError(
            "declares entities, which it does not need",
            Place(path, 1),
            hint="take the <!ENTITY …> lines out of its DOCTYPE, or don't trust the file",
        )


_PACKED = {b"PK\x03\x04": "a ZIP archive", b"\x1f\x8b": "packed with gzip"}


def refuse_packed(head: bytes, path: Path) -> None:
    """Raise `InputError` for a package, as tools hand several files over in (.xlz, .sdlppx)."""
    for signature, what in _PACKED.items():
        if head.startswith(signature):
            raise InputError(f"is {what}", Place(path), hint="unpack it, and name the files in it")


_CALLED_WIDE = re.compile(
    rb"""\s*<\?xml[^>]*encoding=["'](?:utf|ucs)-?(?:16|32|2|4)""", re.IGNORECASE
)


def _encoding(file: BinaryIO) -> str | None:
    """The encoding of a file whose first line names the wrong one; None for any other.

    An editor that saves a file of UTF-16 as UTF-8 leaves that line as it is. The file is at its
    beginning before and after.

    >>> import io
    >>> _encoding(io.BytesIO(b'<?xml version="1.0" encoding="utf-16"?><tmx/>'))
    'utf-8'
    """
    head = file.read(200)
    file.seek(0)
    return "utf-8" if _CALLED_WIDE.match(head) else None


_LIMITS = {
    "Excessive depth": "more elements within each other",
    "Resource limit exceeded": "a longer text",
}
"""How libxml2's messages about its limits begin, and what is meant."""
_POSITION = re.compile(r", line \d+, column \d+$")


def malformed(error: Exception, log: Any, path: Path, root: str) -> InputError:
    """The error of lxml about a file that is not well-formed XML, as an `InputError`.

    `root` is the name of the root element, whose end tag ends such a file.
    """
    line = getattr(error, "lineno", None) or None
    what = str(error.args[0]) if error.args else "it is empty"
    if line is None and log:
        line, what = log[0].line, log[0].message
    what = _POSITION.sub("", what)
    for begins, beyond in _LIMITS.items():
        if what.startswith(begins):
            hint = "export the file again, or don't trust it"
            return InputError(
                f"has {beyond} than any such file needs", Place(path, line), hint=hint
            )
    hint = f"export the file again; one that was cut off ends without </{root}>"
    if "ncoding" in what or "UTF" in what:
        hint = "the file is not in the encoding that its first line names: save it as UTF-8"
    elif "invalid Char" in what or "invalid xmlChar" in what:
        hint = "delete that character: XML cannot hold it"
    elif "declaration allowed only" in what:
        hint = "delete what is before <?xml; if it is another file, keep the two apart"
    elif "ntity" in what:
        hint = "write & as &amp;; no other entities than XML's own are needed"
    return InputError(f"is not well-formed XML: {what}", Place(path, line), hint=hint)
