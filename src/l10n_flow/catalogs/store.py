"""Catalogs on disk: the only importer of polib, and the only writer of PO files.

Most catalogs are in canonical form and read without polib (`canonical`). Any other is checked line
by line (`grammar`) and then read by polib, so that it is either read without loss or refused with
its file, its line and a remedy; a refused file is left as it is.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar
from urllib.parse import unquote

import polib

from l10n_flow.catalogs.po import canonical, grammar
from l10n_flow.catalogs.provenance import origins, previous
from l10n_flow.errors import CatalogError, ChangedUnderneath, Place
from l10n_flow.files.reading import bytes_of
from l10n_flow.files.sharing import locked
from l10n_flow.files.writing import changed, create_file, replace_file
from l10n_flow.language.tags import is_language_tag, subtags
from l10n_flow.model import Catalog, Entry, Key

_P = ParamSpec("_P")
_T = TypeVar("_T")

ATTEMPTS = 5
"""How often work on a catalog is done when somebody saves it meanwhile."""

_CHARSET = re.compile(rb'(?:"|\\n)Content-Type:[^\n"]*charset=([A-Za-z0-9_.:+-]+)', re.IGNORECASE)
_UTF8_NAMES = {"utf-8", "utf8", "us-ascii", "ascii", "charset"}
"""Names of UTF-8 and of ASCII, and the word "charset" that a template has in place of a name."""

_NO_CHARSETS = {"undefined", "idna", "punycode", "unicode-escape", "raw-unicode-escape"}
"""Codecs of Python for other purposes: they raise other errors, or change the text."""


def load(path: Path, locale: str) -> Catalog:
    """The catalog in the file `path`.

    Raises `FileNotFoundError` when there is none, `FileError` when it cannot be read, and
    `CatalogError` as `decode` and `parse` do.
    """
    data = bytes_of(path)
    if data is None:
        raise FileNotFoundError(path)
    return parse(data, path, locale)


def decode(data: bytes, path: Path) -> str:
    r"""The text of a catalog's bytes, without a byte order mark, in the charset its header names.

    Raises `CatalogError` with the line of the first byte that cannot be decoded, for an unknown
    charset, and for UTF-8 whose header names another one, which would be read as other text.

    >>> decode('msgid ""\nmsgstr "Content-Type: x; charset=latin1\\n"\n# é'.encode("latin1"),
    ...        Path("a.po"))[-1]
    'é'
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    is_wide = len(data) > 1 and (data[0] == 0) != (data[1] == 0)  # an ASCII character and a zero
    if is_wide or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        is_wider = data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE))
        what = f"the file is UTF-{32 if is_wider else 16}"
        raise CatalogError(what, Place(path, 1), hint="save it as UTF-8")
    named = _CHARSET.search(data)
    charset = named[1].decode("ascii") if named else "utf-8"
    if charset.lower() in _UTF8_NAMES:
        charset = "utf-8"
    try:
        is_other = codecs.lookup(charset).name in _NO_CHARSETS
        text = data.decode("no charset" if is_other else charset)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogError(
            f"byte {error.start} of the file, {data[error.start]:#04x}, is not {charset.upper()}",
            Place(path, line),
            hint="save the file as UTF-8 and let its header say charset=UTF-8",
        ) from error
    except (LookupError, ValueError) as error:
        line = data.count(b"\n", 0, named.start(1) if named else 0) + 1
        raise CatalogError(
            f"the header names the charset {charset[:_LONGEST]!r}, which is unknown",
            Place(path, line),
            hint="save the file as UTF-8 and let its header say charset=UTF-8",
        ) from error
    if named and charset != "utf-8" and not data.isascii() and _as_utf8(data) not in (None, text):
        raise CatalogError(
            f"the file is UTF-8, but its header names the charset {charset!r}",
            Place(path, data.count(b"\n", 0, named.start(1)) + 1),
            hint="let its header say charset=UTF-8",
        )
    return text


_LONGEST = 40
"""The characters that the name of a charset has at most (RFC 2978, 2.3)."""


def _as_utf8(data: bytes) -> str | None:
    """The text; None when the bytes are in another charset."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def is_in_utf8(data: bytes) -> bool:
    r"""Whether a catalog's header names UTF-8 or no charset.

    >>> is_in_utf8(b'msgid ""\nmsgstr "Content-Type: x; charset=latin1\\n"\n'), is_in_utf8(b"")
    (False, True)
    """
    named = _CHARSET.search(data)
    return named is None or named[1].decode("ascii").lower() in _UTF8_NAMES


def parse(data: str | bytes, path: Path, locale: str) -> Catalog:
    r"""The catalog in a text or in a file's bytes, with everything that other tools added to it.

    `path` is used in messages only. Live entries come first, obsolete ones last, as in canonical
    form. The state comment is the entry's `origin`; a damaged one stays among the comments. Entries
    with one key and the same words, such as a merge by lines leaves, are one (`threeway.joined`).
    Two things are dropped, as msgcat does: the fuzzy flag of an entry without words, and an
    obsolete entry without words. Comments at the end of the file, and notes on the header, are
    added to the header's comments. Raises `CatalogError` with file, line and remedy for what is not
    a catalog, and for bytes as `decode` does.

    Law: `parse(write(catalog), path, catalog.locale) == catalog`.

    >>> catalog = parse('#,fuzzy\nmsgid "Pea"\n"ce"\nmsgstr "Paz"\n', Path("a.po"), "es")
    >>> catalog.entries[0].source, catalog.entries[0].fuzzy
    ('Peace', True)
    """
    text = decode(data, path) if isinstance(data, bytes) else data
    catalog = canonical.read(text, locale)
    return catalog if catalog is not None else parse_strictly(text, path, locale)


def parse_strictly(text: str, path: Path, locale: str) -> Catalog:
    """Read a text that is not in canonical form: check every line, then read it with polib.

    For a text in canonical form the result is the same as that of `parse`, only slower.
    """
    plain = grammar.plain(text, path)
    try:
        messages = polib.pofile(_Lines(plain.text), klass=_WholeFile, encoding="utf-8")
    except OSError as error:
        raise CatalogError(f"polib cannot read the file: {error}", Place(path)) from error
    edge, *between, last = messages
    if edge.msgid != grammar.EDGE or len(between) != len(plain.places):
        raise CatalogError("polib read other entries than the file has", Place(path))
    entries: dict[Key, Entry] = {}
    first: dict[Key, int] = {}
    for message, line in zip(between, plain.places, strict=True):
        entry = _entry(message, Place(path, line))
        if entry.key in entries:
            entry = _once(entries[entry.key], entry, first[entry.key], Place(path, line))
        entries[entry.key] = entry
        first.setdefault(entry.key, line)
    catalog = canonical.assembled(tuple(entries.values()), locale)
    left_over = (*_remarks(last.tcomment), *_remarks(last.comment))
    return replace(catalog, comments=catalog.comments + left_over) if left_over else catalog


def _once(one: Entry, other: Entry, line: int, place: Place) -> Entry:
    """The entry that the one in `line` and another with its key, at `place`, are together."""
    from l10n_flow.catalogs.threeway import joined  # noqa: PLC0415 - few files have a text twice

    entry = joined(one, other)
    if entry is None:
        what = f"{other.source[:40]!r} is translated" if other.source else "the header is there"
        raise CatalogError(
            f"{what} a second time; first in line {line}", place, hint="keep one of the two entries"
        )
    return entry


def in_place(data: bytes, path: Path, locale: str) -> Catalog:
    """The catalog in the bytes of the file in the place of a locale.

    Raises `CatalogError` as `parse` does, for a catalog in another language, and for a file without
    content: no tool writes one, and it is rather a translation that was lost than one to begin.
    """
    refuse_emptied(data, path)
    catalog = parse(data, path, locale)
    stated = other_language(catalog.headers, locale)
    if stated:
        raise CatalogError(
            f"a catalog in {stated}, in the place of the one in {locale}",
            Place(path, language_line(data)),
            hint="bring back the right one, or correct the 'Language' of its header",
        )
    return catalog


def refuse_emptied(data: bytes, path: Path) -> None:
    """Raise `CatalogError` for a catalog's file that has no content."""
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise CatalogError(
            "the file is empty",
            Place(path, 1),
            hint="restore it from version control; where it never had a translation, delete it, "
            "and `l10n-flow sync` makes it anew",
        )


def other_language(headers: Sequence[tuple[str, str]], locale: str) -> str:
    """The language that a header names, if it differs from `locale`; otherwise "".

    A header without a language tag, or with a word such as "Spanish", is accepted. Regions and
    scripts are compared only if both tags have one: `es_MX` differs from `es-ES` but not from `es`.

    >>> headers = [[("Language", tag)] for tag in ("fa_IR", "es_MX", "", "Spanish")]
    >>> [other_language(one, "es") for one in headers]
    ['fa_IR', '', '', '']
    >>> other_language([("Language", "zh_CN")], "zh-Hant")
    'zh_CN'
    """
    stated = next((value.strip() for name, value in headers if name.lower() == "language"), "")
    return stated if is_language_tag(stated) and _differ(stated, locale) else ""


def _differ(stated: str, locale: str) -> bool:
    one, other = subtags(stated), subtags(locale)
    if one.language != other.language:
        return True
    if not all("-" in tag.replace("_", "-") for tag in (stated, locale)):
        return False
    return one.script != other.script or "" != one.region != other.region != ""


def language_line(data: bytes) -> int | None:
    r"""The line of the header's language in a catalog's bytes; None if it has no line of its own.

    >>> language_line(b'msgid ""\nmsgstr ""\n"Language: es\\n"\n')
    3
    """
    at = data.find(b'"Language:')
    return data.count(b"\n", 0, at) + 1 if at >= 0 else None


def lines(data: bytes, path: Path) -> Mapping[Key, int]:
    r"""The line of each live entry's source in a catalog's bytes, for use in messages.

    Raises `CatalogError` as `parse` does.

    >>> lines(b'#,fuzzy\nmsgid "Peace"\nmsgstr "Paz"\n', Path("a.po"))
    {Key(context=None, source='Peace'): 2}
    """
    text = decode(data, path)
    found = canonical.places(text)
    if found is not None:
        return found
    plain = grammar.plain(text, path)
    messages = polib.pofile(_Lines(plain.text), klass=_WholeFile, encoding="utf-8")
    first: dict[Key, int] = {}
    for message, line in zip(messages[1:-1], plain.places, strict=True):
        if message.msgid and not message.obsolete:
            first.setdefault(Key(message.msgctxt, message.msgid), line)
    return first


class _Lines(str):
    """A text whose lines end only at a newline; `str.splitlines` also cuts at U+2028 and others."""

    __slots__ = ()

    def splitlines(self, *_: object) -> list[str]:
        return self.split("\n")


class _WholeFile(polib.POFile):
    """Keeps the header among the entries: polib's dictionary of it loses blanks and repetitions."""

    def find(self, *_: object, **__: object) -> None:
        return None


def _entry(message: polib.POEntry, place: Place) -> Entry:
    comments, origin = origins.separate(_remarks(message.tcomment))
    previous_context, previous_source = message.previous_msgctxt, message.previous_msgid
    if previous_source is None and any(map(previous.is_moved, comments)):
        comments, statements = previous.restored(comments)
        previous_context, previous_source = _previous(statements)
    notes = _remarks(message.comment)
    places = tuple([unquote(name) for name, _ in message.occurrences])
    if not message.msgid and message.msgctxt is None:
        if message.obsolete or message.previous_msgid is not None:
            raise CatalogError(
                "the header, the entry without source, is obsolete or has a previous text",
                place,
                hint="delete its `#~` or `#|`",
            )
        comments = (*_remarks(message.tcomment), *notes, *places)
        notes, places, origin = (), (), None
    return Entry(
        message.msgid,
        message.msgstr,
        message.msgctxt,
        "fuzzy" in message.flags and message.msgstr != "",
        origin,
        previous_source,
        previous_context,
        comments,
        notes,
        tuple(dict.fromkeys(places)),
        tuple(dict.fromkeys(flag for flag in message.flags if flag != "fuzzy")),
        bool(message.obsolete),
    )


def _previous(statements: Sequence[str]) -> tuple[str | None, str | None]:
    """Context and text of `| msgid "…"` lines."""
    rows = "\n".join([f"#{statement}" for statement in statements])
    found = parse(f'{rows}\nmsgid "a"\nmsgstr "b"\n', Path(), "").entries[0]
    return found.previous_context, found.previous_source


def _remarks(joined: str) -> tuple[str, ...]:
    """The comment lines that polib joined, without the edges."""
    return tuple([line[1:-1] for line in joined.split("\n")]) if joined else ()


def save(
    catalog: Catalog, path: Path, *, locks: Path, expected: bytes | None, durable: bool = True
) -> bool:
    """Write `catalog` in canonical form in place of the bytes that it was made from.

    Works as `save_bytes` does. Also raises `CatalogError` as `canonical.write` does.
    """
    data = encoded(catalog, path)
    return save_bytes(data, path, locks=locks, expected=expected, durable=durable)


def encoded(catalog: Catalog, path: Path) -> bytes:
    r"""The bytes of the catalog's file.

    Raises `CatalogError` as `canonical.write` does, naming `path`.

    >>> encoded(Catalog("es", (Entry("Peace", "Paz"),)), Path("a.po"))
    b'msgid "Peace"\nmsgstr "Paz"\n'
    """
    try:
        return canonical.encode(canonical.write(catalog))
    except CatalogError as error:
        raise CatalogError(error.what, Place(path), hint=error.hint) from error


def rewrite(path: Path, change: Callable[[bytes], bytes], *, locks: Path) -> bytes:
    """Replace the file's bytes by what `change` makes of them, and return the new bytes.

    `change` gets the content of the file while its lock is held. Otherwise this works as
    `save_bytes` does: if a program that does not use the lock saves meanwhile, or if the file is
    gone, `ChangedUnderneath` is raised and nothing is written. Errors of `change` are passed on.
    """
    with locked(path, locks):
        found = bytes_of(path)
        if found is None:
            raise changed(path)
        data = change(found)
        if data != found:
            replace_file(path, data, durable=True, expected=found)
    return data


def retried(work: Callable[_P, _T]) -> Callable[_P, _T]:
    """The work, which reads and saves a catalog, done again while others save it meanwhile.

    Raises `ChangedUnderneath` when they do so every time.
    """

    @wraps(work)
    def repeated(*args: _P.args, **options: _P.kwargs) -> _T:
        for _ in range(ATTEMPTS - 1):
            with suppress(ChangedUnderneath):
                return work(*args, **options)
        return work(*args, **options)

    return repeated


def save_bytes(
    data: bytes, path: Path, *, locks: Path, expected: bytes | None, durable: bool = True
) -> bool:
    """Write `data` in place of what the caller read from `path`; True if the file changed.

    `expected` is what the caller read, or None if there was no file; then a new file is made unless
    somebody made one meanwhile. An existing file is read again under its lock, and once more when
    it is replaced, because editors do not use the lock. If it has any other content,
    `ChangedUnderneath` is raised and nothing is written, so that of two people who save at the same
    time the second one sees the first one's words. A file that already contains `data` is not
    touched. Raises `errors.FileError` if it cannot be written.
    """
    if expected is None and create_file(path, data):
        return True
    with locked(path, locks):
        found = bytes_of(path)
        if found == data:
            return False
        if found != expected:
            raise changed(path)
        replace_file(path, data, durable=durable, expected=expected)
    return True
