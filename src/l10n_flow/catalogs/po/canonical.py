"""The canonical form of a catalog, written: byte for byte what `msgcat --no-wrap` writes.

There is one writer, so that a diff shows only what changed. There are two differences from msgcat:
it drops flags that gettext (0.21 and 1.0) does not know, and the `range:` of an obsolete entry;
here both are kept, unknown flags after the known ones. The state comment is written below the
other translators' comments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from l10n_flow.catalogs.po import header, lines
from l10n_flow.catalogs.po.reading import read
from l10n_flow.catalogs.provenance import origins
from l10n_flow.errors import CatalogError
from l10n_flow.model import Catalog, Entry

__all__ = ["encode", "read", "write", "write_body", "write_header"]

_ESCAPES = {
    "\\": r"\\",
    '"': r"\"",
    "\n": r"\n",
    "\t": r"\t",
    "\r": r"\r",
    "\a": r"\a",
    "\b": r"\b",
    "\f": r"\f",
    "\v": r"\v",
}
_TO_ESCAPE = re.compile(r'[\\"\n\t\r\a\x08\f\v]')
_CONTROLS = "\n\t\r\a\b\f\v"
_UNHOLDABLE = "\x00\x04"
"""gettext cuts a string at NUL and takes EOT for the border between context and source."""
_UNHOLDABLE_REMARK = re.compile(r"[\r\x00]|\\\n")


def write(catalog: Catalog) -> str:
    r"""The whole file, live entries before obsolete ones, each group in the catalog's order.

    What a PO file cannot contain raises `CatalogError` and is never dropped: NUL or EOT in a
    text; a line break, NUL or final backslash in a comment; a comment that reads as a reference
    or as the state comment; two entries with one key; an entry with neither source nor context;
    an obsolete entry without words; a previous context without a previous source; a header that
    names a charset other than UTF-8, or none when the text is not ASCII. The fuzzy flag of an
    entry without words is dropped, as msgcat does.

    Law: `read(write(catalog), catalog.locale) == catalog` for any other catalog.

    >>> print(write(Catalog("es", (Entry('A "b"', "Uno\ndos", fuzzy=True),))))
    #, fuzzy
    msgid "A \"b\""
    msgstr ""
    "Uno\n"
    "dos"
    <BLANKLINE>
    """
    head = write_header(catalog)
    body = write_body(catalog.entries)
    if not (head.isascii() and body.isascii()) and header.is_utf8(catalog.headers) is None:
        raise CatalogError(
            "the header names no charset, and the text is not ASCII",
            hint='add "Content-Type: text/plain; charset=UTF-8" to the header',
        )
    return f"{head}\n{body}" if head and body else head + body


def encode(text: str) -> bytes:
    """`text` in UTF-8. Raises `CatalogError` for a lone surrogate, which UTF-8 cannot encode."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        near = text[max(0, error.start - 20) : error.start]
        raise CatalogError(f"half a surrogate pair after {near!r} cannot be written") from error


def write_header(catalog: Catalog) -> str:
    """Only the header with its comments; "" for a catalog that has neither.

    `write` returns this, an empty line and `write_body`, so that a template and a new catalog of
    the same segments can share one body. Raises `CatalogError` as `write` does.
    """
    message = header.text(catalog.headers)
    fuzzy = "fuzzy" in catalog.header_flags and bool(message)
    flags = [flag for flag in catalog.header_flags if flag != "fuzzy"]
    if not (message or catalog.comments or flags):
        return ""
    if header.is_utf8(catalog.headers) is False:
        raise CatalogError("the header names a charset other than UTF-8", hint="change it to UTF-8")
    _refuse_texts(message, [message])
    _refuse_remarks(catalog.comments)
    for comment in catalog.comments:
        _refuse_reference(comment)
    head = "".join([f"# {comment}\n" if comment else "#\n" for comment in catalog.comments])
    if fuzzy or flags:
        head += f"#, {lines.flag_line(flags, fuzzy=fuzzy)}\n"
    return f'{head}msgid ""\nmsgstr {_quoted(message)}\n'


def write_body(entries: Sequence[Entry]) -> str:
    """Only the entries, with an empty line between them. Raises `CatalogError` as `write` does.

    The way of quoting is chosen once for all texts: in a body without control characters, as most
    are, each text needs only two calls of `str.replace`.
    """
    _refuse_keys(entries)
    texts = _texts(entries)
    all_texts = "".join(texts)
    _refuse_texts(all_texts, texts)
    _refuse_remarks([line for entry in entries for line in (*entry.comments, *entry.notes)])
    quoted = _quoted if any(sign in all_texts for sign in _CONTROLS) else _quoted_line
    blocks = [_block(entry, quoted) for entry in entries if not entry.obsolete]
    if len(blocks) < len(entries):
        blocks += [_block(entry, quoted) for entry in entries if entry.obsolete]
    return "\n".join(blocks)


def _block(entry: Entry, quoted: Callable[[str], str]) -> str:
    head = _translators_comments(entry) if entry.comments or entry.origin is not None else ""
    if entry.notes:
        head += "".join([f"#. {note}\n" if note else "#.\n" for note in entry.notes])
    if entry.references:
        head += f"#: {_references(entry)}\n"
    fuzzy = entry.fuzzy and entry.target != ""
    if fuzzy or entry.flags:
        head += f"#, {lines.flag_line(entry.flags, fuzzy=fuzzy) if entry.flags else 'fuzzy'}\n"
    if entry.previous_source is not None:
        head += _previous(entry, quoted)
    context = f"msgctxt {quoted(entry.context)}\n" if entry.context is not None else ""
    body = f"{context}msgid {quoted(entry.source)}\nmsgstr {quoted(entry.target)}\n"
    return head + (_prefixed("#~ ", body) if entry.obsolete else body)


def _translators_comments(entry: Entry) -> str:
    comments = entry.comments
    for comment in comments:
        _refuse_reference(comment)
    if entry.origin is not None:
        comments = (*comments, origins.write_comment(entry.origin))
    if any(map(origins.is_ours, comments)) and origins.separate(comments) != (
        entry.comments,
        entry.origin,
    ):
        raise _refusal("a comment that would be read as the state comment", entry.source)
    return "".join([f"# {comment}\n" if comment else "#\n" for comment in comments])


def _references(entry: Entry) -> str:
    line = lines.reference_line(entry.references)
    if lines.references(line) != entry.references or "\n" in line or "\r" in line:
        raise _refusal(f"the references {entry.references}", entry.source)
    return line


def _previous(entry: Entry, quoted: Callable[[str], str]) -> str:
    context, source = entry.previous_context, entry.previous_source or ""
    before = f"msgctxt {quoted(context)}\n" if context is not None else ""
    return _prefixed("#~| " if entry.obsolete else "#| ", f"{before}msgid {quoted(source)}\n")


def _prefixed(prefix: str, statements: str) -> str:
    return prefix + statements[:-1].replace("\n", f"\n{prefix}") + "\n"


def _quoted_line(text: str) -> str:
    """A text without control characters, between quotes."""
    return '"' + text.replace("\\", r"\\").replace('"', r"\"") + '"'


def _quoted(text: str) -> str:
    """Any text, between quotes; a text with a newline before its end is written line by line."""
    if "\n" not in text[:-1]:
        return f'"{_TO_ESCAPE.sub(_escape, text)}"'
    pieces = text.removesuffix("\n").split("\n")
    last = pieces.pop() + ("\n" if text.endswith("\n") else "")
    pieces = [f"{piece}\n" for piece in pieces] + [last]
    return "\n".join(['""', *(f'"{_TO_ESCAPE.sub(_escape, piece)}"' for piece in pieces)])


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES[match[0]]


# Refusing


def _texts(entries: Sequence[Entry]) -> list[str]:
    """Every text of the entries, for the checks that look at all of them at once."""
    texts = [entry.source for entry in entries] + [entry.target for entry in entries]
    texts += [entry.context for entry in entries if entry.context is not None]
    for entry in entries:
        if entry.previous_source is not None:
            texts.append(entry.previous_source)
            texts.append(entry.previous_context or "")
    return texts


def _refuse_keys(entries: Sequence[Entry]) -> None:
    seen: set[tuple[str | None, str]] = set()
    for entry in entries:
        key = entry.context, entry.source
        if key in seen:
            raise _refusal("two entries with one source and context", entry.source)
        seen.add(key)
        if not entry.source and entry.context is None:
            raise _refusal("an entry without a source: that is the header's place", entry.target)
        if entry.obsolete and not entry.target:
            raise _refusal("an obsolete entry without a translation", entry.source)
        if entry.previous_context is not None and entry.previous_source is None:
            raise _refusal("a previous context without a previous source", entry.source)


def _refuse_texts(all_texts: str, texts: Sequence[str]) -> None:
    for sign in _UNHOLDABLE:
        if sign in all_texts:
            wrong = next(text for text in texts if sign in text)
            raise _refusal(f"the character U+{ord(sign):04X}", wrong)


def _refuse_remarks(remarks: Sequence[str]) -> None:
    """Refuse comments that a PO file cannot contain.

    After a final backslash gettext reads the next line as part of the comment.
    """
    joined = "\n".join(remarks) + "\n"
    if remarks and (joined.count("\n") != len(remarks) or _UNHOLDABLE_REMARK.search(joined)):
        wrong = next(r for r in remarks if "\n" in r or _UNHOLDABLE_REMARK.search(f"{r}\n"))
        raise _refusal("a line break, NUL or final backslash in a comment", wrong)


def _refuse_reference(comment: str) -> None:
    if lines.solaris_reference(comment) is not None:
        raise _refusal("a comment that gettext reads as a reference", comment)


def _refusal(what: str, near: str) -> CatalogError:
    return CatalogError(f"a PO file cannot hold {what} (in {near[:60]!r})")
