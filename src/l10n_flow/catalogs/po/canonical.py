"""The canonical form of a catalog, written and read: byte for byte what `msgcat --no-wrap` writes.

There is one writer, so that a diff shows only what changed. There are two differences from msgcat:
it drops flags that gettext (0.21 and 1.0) does not know, and the `range:` of an obsolete entry;
here both are kept, unknown flags after the known ones. The state comment is written below the
other translators' comments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from l10n_flow.catalogs.po import commentlines
from l10n_flow.catalogs.provenance import origins
from l10n_flow.errors import CatalogError
from l10n_flow.model import Catalog, Entry, Key, Origin

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
UNHOLDABLE = "\x00\x04"
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
    if not (head.isascii() and body.isascii()) and is_utf8(catalog.headers) is None:
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
    message = header_text(catalog.headers)
    fuzzy = "fuzzy" in catalog.header_flags and bool(message)
    flags = [flag for flag in catalog.header_flags if flag != "fuzzy"]
    if not (message or catalog.comments or flags):
        return ""
    if is_utf8(catalog.headers) is False:
        raise CatalogError("the header names a charset other than UTF-8", hint="change it to UTF-8")
    _refuse_texts(message, [message])
    _refuse_remarks(catalog.comments)
    for comment in catalog.comments:
        _refuse_reference(comment)
    head = "".join([f"# {comment}\n" if comment else "#\n" for comment in catalog.comments])
    if fuzzy or flags:
        head += f"#, {commentlines.flag_line(flags, fuzzy=fuzzy)}\n"
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
        head += (
            f"#, {commentlines.flag_line(entry.flags, fuzzy=fuzzy) if entry.flags else 'fuzzy'}\n"
        )
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
    line = commentlines.reference_line(entry.references)
    if commentlines.references(line) != entry.references or "\n" in line or "\r" in line:
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


# The header: the translation of the empty text, read as "Name: value" lines.

_CHARSET = re.compile(r"(charset=)([^\s;]+)", re.IGNORECASE)


def fields(message: str) -> tuple[tuple[str, str], ...]:
    r"""The fields of a header's text, in order; a line without a colon has the name "".

    >>> fields("Language: fa\nX-Note: a: b\n")
    (('Language', 'fa'), ('X-Note', 'a: b'))
    """
    if not message:
        return ()
    found = []
    for line in message.removesuffix("\n").split("\n"):
        name, colon, value = line.partition(":")
        found.append((name, value.removeprefix(" ")) if colon else ("", line))
    return tuple(found)


def header_text(headers: Sequence[tuple[str, str]]) -> str:
    r"""The header's text: the inverse of `fields`.

    Raises `CatalogError` for a field that would be read back differently: one with a newline, or
    with a colon in its name.

    >>> header_text((("Language", "fa"),))
    'Language: fa\n'
    """
    for name, value in headers:
        if "\n" in name or "\n" in value or ":" in (name or value):
            raise CatalogError(f"the header cannot hold the field {name or value!r}")
    return "".join([f"{name}: {value}\n" if name else f"{value}\n" for name, value in headers])


def is_utf8(headers: Sequence[tuple[str, str]]) -> bool | None:
    """Whether the header names UTF-8 as the charset; None when it names none."""
    for name, value in headers:
        charset = _CHARSET.search(value) if name.lower() == "content-type" else None
        if charset:
            return charset[2].lower() in {"utf-8", "utf8"}
    return None


def _in_utf8(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """`headers` with UTF-8 as the charset in place of any other, because a `str` has no charset.

    >>> _in_utf8((("Content-Type", "text/plain; charset=ISO-8859-1"),))
    (('Content-Type', 'text/plain; charset=UTF-8'),)
    """
    if is_utf8(headers) is not False:
        return headers
    return tuple(
        (name, _CHARSET.sub(r"\1UTF-8", value)) if name.lower() == "content-type" else (name, value)
        for name, value in headers
    )


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
    for sign in UNHOLDABLE:
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
    if commentlines.solaris_reference(comment) is not None:
        raise _refusal("a comment that gettext reads as a reference", comment)


def _refusal(what: str, near: str) -> CatalogError:
    return CatalogError(f"a PO file cannot hold {what} (in {near[:60]!r})")


# Reading: only the shape that is written above; `store` reads any other with polib. One regular
# expression cuts a text into entries, and only comments and texts with a backslash are examined
# further: several times as fast as polib (benchmarks/catalogs.py).

_STRING = r'(?:"[^\n]*"\n)'
_ENTRY = re.compile(
    r"((?>(?:#(?: [^\n]*+)?\n)*))"  # translators' comments
    r"((?>(?:#\.(?: [^\n]*+)?\n)*))"  # notes
    r"(?>(?:#: ([^\n]*)\n)?)"
    r"(?>(?:#, ([^\n]*)\n)?)"
    r"((?>(?:#\| [^\n]*+\n)*))"  # previous texts
    rf"(?>(?:msgctxt ((?>{_STRING}+)))?)"
    rf'msgid "([^\n]*)"\n((?>{_STRING}*))'
    rf'msgstr "([^\n]*)"\n((?>{_STRING}*))'
    r"(?:\n|\Z)"
    r"|((?>(?:#[^\n]*+\n)+))(?:\n|\Z)"  # an obsolete entry: each of its lines begins with "#"
    r"|([\s\S]+)"  # anything else: not for us
)
_PREVIOUS = re.compile(rf"(?:msgctxt ((?>{_STRING}+)))?msgid ((?>{_STRING}+))")

_BACKSLASH, _QUOTE = "\x00", "\x04"
"""Stand-ins while a text is unescaped: no text of a catalog holds these two."""
_IN_ORDER = (
    (r"\\", _BACKSLASH),
    (r"\"", _QUOTE),
    *((escape, sign) for sign, escape in _ESCAPES.items() if sign not in '\\"'),
)


class _UnfitError(Exception):
    """The text is not in the shape that this reader can read."""


def read(text: str, locale: str) -> Catalog | None:
    r"""The catalog in `text`; None if it is not in canonical shape, whether valid or not.

    >>> read('msgid "Peace"\nmsgstr "Paz"\n', "es").entries[0].target
    'Paz'
    >>> read('msgid "Peace"\nmsgstr "Pa" "z"\n', "es") is None
    True
    """
    if "\r" in text or "\x00" in text or "\x04" in text:
        return None
    try:
        entries = [_entry(parts) for parts in _ENTRY.findall(text)]
    except _UnfitError:
        return None
    if len({(entry.context, entry.source) for entry in entries}) != len(entries):
        return None
    return assembled(entries, locale)


def places(text: str) -> dict[Key, int] | None:
    r"""The line of each entry's `msgid`, obsolete ones left out; None for a text `read` refuses.

    >>> places('msgid ""\nmsgstr ""\n\nmsgid "Peace"\nmsgstr "Paz"\n')
    {Key(context=None, source='Peace'): 4}
    """
    if "\r" in text or "\x00" in text or "\x04" in text:
        return None
    found: dict[Key, int] = {}
    line, at = 1, 0
    try:
        for match in _ENTRY.finditer(text):
            if match[12]:
                return None
            if match[11]:
                continue
            context, source = match[6], match[7]
            key = Key(_joined(context) if context else None, _unescaped(source) + _joined(match[8]))
            line += text.count("\n", at, match.start(7))
            at = match.start(7)
            if key.source:
                found.setdefault(key, line)
    except _UnfitError:
        return None
    return found


def assembled(entries: Sequence[Entry], locale: str) -> Catalog:
    """The catalog of these entries: the one without source is its header; obsolete ones are last.

    An obsolete entry without words is dropped, as msgcat does, because it has nothing to revive.
    The header names UTF-8 in place of any other charset, because the text is decoded already.
    """
    headers: tuple[tuple[str, str], ...] = ()
    comments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    live, obsolete = [], []
    for entry in entries:
        if entry.obsolete:
            if entry.target:
                obsolete.append(entry)
        elif entry.source or entry.context is not None:
            live.append(entry)
        else:
            headers = _in_utf8(fields(entry.target))
            comments = entry.comments
            flags = ("fuzzy", *entry.flags) if entry.fuzzy else entry.flags
    return Catalog(locale, tuple(live + obsolete), headers, comments, flags)


def _entry(parts: Sequence[str], *, obsolete: bool = False) -> Entry:
    """The entry of one match of `_ENTRY`; a part that is not there is ""."""
    (comments, notes, places, marks, previous, context,
     source, source_rest, target, target_rest, block, anything) = parts  # fmt: skip
    if anything:
        raise _UnfitError
    if block:
        return _obsolete_entry(block)
    source = _text(source, source_rest)
    target = _text(target, target_rest)
    if not (comments or notes or marks or context or previous or places or obsolete):
        return Entry(source, target)
    remarks, origin = _remarks(comments) if comments else ((), None)
    if not source and not context:
        remarks, origin = _header_remarks(parts), None
    flags = () if marks in {"", "fuzzy"} else commentlines.flags(marks)
    previous_context, previous_source = _previous_of(previous) if previous else (None, None)
    return Entry(
        source,
        target,
        _joined(context) if context else None,
        (marks == "fuzzy" or "fuzzy" in flags) and target != "",
        origin,
        previous_source,
        previous_context,
        remarks,
        _notes(notes) if notes else (),
        commentlines.references(places) if places else (),
        tuple([flag for flag in flags if flag != "fuzzy"]) if flags else (),
        obsolete,
    )


def _rows(joined: str, skip: int) -> tuple[str, ...]:
    """The comments in `joined` without their signs, the first `skip` characters of each line."""
    if "\\\n" in joined:
        raise _UnfitError  # gettext would read the next line as part of this one
    return tuple([row[skip:] for row in joined[:-1].split("\n")])


@lru_cache(maxsize=256)
def _notes(joined: str) -> tuple[str, ...]:
    """The notes; most of a catalog's say the same, such as *type: Plain text*."""
    return _rows(joined, 3)


def _remarks(comments: str) -> tuple[tuple[str, ...], Origin | None]:
    if "ile:" in comments or "# | msg" in comments:
        raise _UnfitError  # gettext may take it for a reference; Babel made it of a previous text
    rows = _rows(comments, 2)
    return origins.separate(rows) if "l10n-" in comments else (rows, None)


def _header_remarks(parts: Sequence[str]) -> tuple[str, ...]:
    """The comments above the header. Raises `_UnfitError` if it has anything else of an entry."""
    comments, notes, places, _, previous, *_ = parts
    if notes or places or previous:
        raise _UnfitError
    return _rows(comments, 2) if comments else ()


def _obsolete_entry(block: str) -> Entry:
    """The entry of a block whose statements begin with "#~ "; it is read like a live one."""
    rows = f"\n{block}".replace("\n#~| ", "\n#| ").replace("\n#~ ", "\n")[1:]
    match = _ENTRY.fullmatch(rows)
    if match is None or match[11] or match[12]:
        raise _UnfitError
    return _entry(match.groups(""), obsolete=True)


def _previous_of(rows: str) -> tuple[str | None, str | None]:
    match = _PREVIOUS.fullmatch(rows[3:].replace("\n#| ", "\n"))
    if match is None:
        raise _UnfitError
    return None if match[1] is None else _joined(match[1]), _joined(match[2])


def _text(first: str, rest: str) -> str:
    """The text whose first line has these characters between its quotes, and the other lines."""
    if rest:
        return _unescaped(first) + _joined(rest)
    return _unescaped(first) if "\\" in first or '"' in first else first


def _joined(quoted: str) -> str:
    """The text of quoted lines, each of which ends with a quote that is no escaped one."""
    if '\\"\n' in quoted:  # or with an escaped backslash before it
        return "".join([_unescaped(line[1:-1]) for line in quoted[:-1].split("\n")])
    return _unescaped(quoted[1:-2].replace('"\n"', ""))


def _unescaped(text: str) -> str:
    """The text between two quotes, unescaped; cutting and joining is faster than a search."""
    if "\\" not in text:
        if '"' in text:
            raise _UnfitError
        return text
    plain = text.replace(r"\"", _QUOTE)
    if "\\" not in plain and '"' not in plain:
        return plain.replace(_QUOTE, '"')  # no escape but that of the quote: nearly all of prose
    for escape, character in _IN_ORDER:
        text = text.replace(escape, character)
        if "\\" not in text:
            break  # mostly behind the newlines
    if '"' in text or "\\" in text:
        raise _UnfitError
    return text.replace(_QUOTE, '"').replace(_BACKSLASH, "\\")
