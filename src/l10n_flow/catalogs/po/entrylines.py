"""Find the lines of one entry in a catalog's file, and replace them.

Editing one entry has to give a diff of one entry, whatever tool wrote the file and wherever it
broke the lines. So a file is cut into blocks, one per entry, from its first comment to the last
line of its words. A block is read by the readers of whole catalogs. A new block keeps the spelling
of everything that does not change, and all other bytes of the file stay.
"""

from __future__ import annotations

import codecs
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import canonical, header
from l10n_flow.errors import CatalogError, Place
from l10n_flow.model import Catalog, Entry, Key


class LineRange(NamedTuple):
    """A range of bytes in a file, made of whole lines."""

    start: int
    end: int


@dataclass(slots=True)
class EntryBlocks:
    """The positions of the entries in a file.

    The object is changed in place (`moved`), because a copy would copy fifty thousand numbers at
    every save.
    """

    header: LineRange | None
    starts: array[int]
    """The first byte of each live entry, in the order of the file; `ends` likewise."""
    ends: array[int]

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> LineRange:
        return LineRange(self.starts[index], self.ends[index])

    def moved(self, at: int, by: int) -> EntryBlocks:
        """The positions after the text that ended at byte `at` has grown by `by` bytes."""
        if not by:
            return self
        starts, ends = (_moved(numbers, at, by) for numbers in (self.starts, self.ends))
        header = self.header and LineRange(*(n + by if n >= at else n for n in self.header))
        return EntryBlocks(header, starts, ends)


def _moved(numbers: array[int], at: int, by: int) -> array[int]:
    first = bisect_left(numbers, at)
    return numbers[:first] + array("q", [number + by for number in numbers[first:]])


_BLANK = rb"[ \t\v\f\r]*"
_ROW = re.compile(
    rb"%(blank)s(?:"
    rb"(?P<gone>#~%(blank)s(?=\S))?(?:"
    rb"(?P<context>msgctxt)|(?P<source>msgid)|(?P<target>msgstr)|(?P<text>\")"
    rb"|#~%(blank)s(?=\n|\Z)|(?P<remark>[^\s])"
    rb"))?[^\n]*(?:\n|\Z)" % {b"blank": _BLANK}
)
"""One line, by its kind. A line that is neither a statement nor a text is a remark: a comment, or
part of one that a tool broke. An empty line has no kind, nor has a `#~` with nothing after it."""

_EMPTY_SOURCE = re.compile(rb'%(blank)s(?:msgid)?%(blank)s(?:""%(blank)s)+' % {b"blank": _BLANK})


def blocks(data: bytes) -> EntryBlocks:
    r"""The positions of the header and of the live entries in a catalog's bytes.

    Only for bytes that `store.parse` can read; for others the result is undefined. Law: the blocks,
    read one by one, are the live entries of the catalog, in its order.

    >>> found = blocks(b'msgid ""\nmsgstr ""\n\n# A note\nmsgid "Peace"\nmsgstr "Paz"\n')
    >>> found.header, found[0]
    (LineRange(start=0, end=19), LineRange(start=20, end=56))
    """
    found = EntryBlocks(None, array("q"), array("q"))
    block = _EntryLines()
    at = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    for match in _ROW.finditer(data, at):
        kind = match.lastgroup
        if kind is None:
            continue
        if block.begins_another(kind):
            _keep(found, block)
            block = _EntryLines()
        block.take(kind, match)
    _keep(found, block)
    return found


class _EntryLines:
    """The lines of one entry, as far as they have been read."""

    __slots__ = ("end", "has_context", "is_gone", "is_header", "last", "start")

    def __init__(self) -> None:
        self.start, self.end = -1, -1
        self.last = ""
        """The last statement."""
        self.is_gone = False
        self.has_context = False
        self.is_header = False

    def begins_another(self, kind: str) -> bool:
        return self.last == "target" and kind not in ("target", "text")

    def take(self, kind: str, match: re.Match[bytes]) -> None:
        if self.start < 0:
            self.start = match.start()
        self.end = match.end()
        self.is_gone = self.is_gone or match["gone"] is not None
        if kind == "context":
            self.has_context = True
        elif kind == "source" or (kind == "text" and self.last == "source" and self.is_header):
            self.is_header = _EMPTY_SOURCE.fullmatch(match[0].rstrip(b"\n")) is not None
        if kind not in ("text", "remark"):
            self.last = kind


def _keep(found: EntryBlocks, block: _EntryLines) -> None:
    if block.last != "target" or block.is_gone:
        return
    if block.is_header and not block.has_context:
        found.header = LineRange(block.start, block.end)
        return
    found.starts.append(block.start)
    found.ends.append(block.end)


_TOGETHER = 500
"""Number of entries read together: single reads are slower, and one read needs more memory."""


def entries(data: bytes, where: EntryBlocks, path: Path, locale: str) -> Iterator[Entry]:
    """Yield the entries of a catalog's bytes, the live ones in the order of their blocks.

    Obsolete entries come between them or after them.

    Raises `CatalogError` as `store.parse` does, for a mistake anywhere in the file, at the latest
    after the last entry.
    """
    seen: set[Key] = set()
    firsts = range(0, len(where), _TOGETHER) or (0,)
    total = 0
    for first in firsts:
        last = min(first + _TOGETHER, len(where))
        begin = where.starts[first] if first else 0
        end = where.starts[last] if last < len(where) else len(data)
        try:
            some = store.parse(data[begin:end], path, locale).entries
        except CatalogError:
            some = ()
        total += len(some)
        seen.update([entry.key for entry in some])
        live = sum(not entry.obsolete for entry in some)
        if live != last - first or len(seen) != total:
            store.parse(data, path, locale)  # reports the mistake with its line
            raise _untidy(data, where, path, locale)
        yield from some


def _untidy(data: bytes, where: EntryBlocks, path: Path, locale: str) -> CatalogError:
    """The error for a readable file whose blocks are not its entries: most have a text twice."""
    what, place = "an entry could not be told from its neighbours", Place(path)
    seen: set[Key] = set()
    for starts, ends in zip(where.starts, where.ends, strict=True):
        keys = [entry.key for entry in store.parse(data[starts:ends], path, locale).entries]
        if not seen.isdisjoint(keys):
            what = f"{keys[0].source[:40]!r} is there a second time, with the same words"
            place = Place(path, data.count(b"\n", 0, starts) + 1)
            break
        seen.update(keys)
    return CatalogError(what, place, hint="run `l10n-flow sync`, which tidies the file")


def found(data: bytes, key: Key, path: Path, locale: str) -> tuple[Entry, bytes] | None:
    r"""One live entry of a catalog's bytes, with its lines; None when there is none of that key.

    Only entries that contain the longest word of the source are read, so that this is quick in long
    files, too. Raises `CatalogError` for what cannot be read.

    >>> found(b'msgid "Peace"\nmsgstr "Paz"\n', Key(None, "Peace"), Path("a.po"), "es")[0].target
    'Paz'
    """
    word = max(_PLAIN_WORD.findall(key.source), key=len, default="").encode()
    where = blocks(data)
    for starts, ends in zip(where.starts, where.ends, strict=True):
        block = data[starts:ends]
        if word in block:
            for entry in store.parse(block, path, locale).entries:
                if entry.key == key:
                    return entry, block
    return None


_PLAIN_WORD = re.compile(r"[^\W_]+")


def spliced(data: bytes, rows: Mapping[LineRange, bytes]) -> bytes:
    """The file with some of its lines replaced by `rows`.

    >>> spliced(b"abcdef", {LineRange(4, 5): b"", LineRange(1, 2): b"xy"})
    b'axycdf'
    """
    whole, end = memoryview(data), 0
    pieces: list[bytes | memoryview] = []
    for lines in sorted(rows):
        pieces += [whole[end : lines.start], rows[lines]]
        end = lines.end
    return b"".join((*pieces, whole[end:]))


# Writing a block

_KINDS = ("remark", "note", "place", "flag", "previous", "context", "source", "target")
"""In the order in which gettext writes them."""

_SIGNS: Mapping[bytes, str] = {
    b".": "note",
    b":": "place",
    b",": "flag",
    b"=": "flag",
    b"!": "flag",
    b"|": "previous",
}


def respelled(block: bytes, before: Entry, after: Entry, path: Path) -> bytes:
    r"""The lines of the entry `after`, made from the lines of `before`.

    Comments, flags, source and words that are the same in both keep their lines as another tool
    wrote and broke them; everything else is written in canonical form. Line ends are those of the
    block. Raises `CatalogError` as `canonical.write` does.

    >>> block = b'#, fuzzy\nmsgid ""\n"Pea"\n"ce"\nmsgstr ""\n"Pa"\n"x"\n'
    >>> before, after = Entry("Peace", "Pax", fuzzy=True), Entry("Peace", "Paz")
    >>> print(respelled(block, before, after, Path("a.po")).decode())
    msgid ""
    "Pea"
    "ce"
    msgstr "Paz"
    <BLANKLINE>
    """
    ends = b"\r\n" if b"\r\n" in block else b"\n"
    was, new = (_written(entry, path).replace(b"\n", ends) for entry in (before, after))
    old_rows, new_rows = _by_kind(was), _by_kind(new)
    made = b"".join(
        new_rows[kind] if new_rows[kind] != old_rows[kind] else rows
        for kind, rows in _by_kind(block).items()
    )
    whole = made if _reads_as(made, after, path) else new
    return whole if block.endswith(b"\n") else whole.rstrip(b"\r\n")


def _written(entry: Entry, path: Path) -> bytes:
    return store.encoded(Catalog("", (entry,), _UTF8), path).removeprefix(_UTF8_HEAD)


_UTF8 = (("Content-Type", "text/plain; charset=UTF-8"),)
_UTF8_HEAD = canonical.encode(canonical.write_header(Catalog("", (), _UTF8))) + b"\n"
"""Without a header that names it, the canonical writer refuses what is not ASCII."""


def _by_kind(block: bytes) -> dict[str, bytes]:
    """The block's lines by kind, in gettext's order."""
    found = dict.fromkeys(_KINDS, b"")
    kind = _KINDS[0]
    for match in _ROW.finditer(block):
        group = match.lastgroup
        if group == "remark":
            row = match[0].lstrip()
            kind = _SIGNS.get(row[1:2], "remark") if row.startswith(b"#") else "remark"
        elif group is not None and group != "text":
            kind = group
        found[kind] += match[0]
    return found


def _reads_as(block: bytes, entry: Entry, path: Path) -> bool:
    try:
        return store.parse(block, path, "").entries == (entry,)
    except CatalogError:
        return False


_DATE = re.compile(rb'"%b[ \t]*:[^"\\\n]*\\n"' % header.REVISION.encode())


def dated(data: bytes, where: LineRange, now: datetime, path: Path) -> bytes:
    r"""The header's lines with `now` as the date of its revision.

    A header without such a field gets it as its last line. A header that is written in an unusual
    way, or would be read differently afterwards, stays as it is: a wrong date does less harm than a
    damaged header.

    >>> from datetime import UTC
    >>> head = b'msgid ""\nmsgstr ""\n"PO-Revision-Date: 2020\\n"\n"Language: es\\n"\n'
    >>> when = datetime(2026, 11, 2, 9, 5, tzinfo=UTC)
    >>> print(dated(head, LineRange(0, len(head)), when, Path("a.po")).decode().split("\n")[2])
    "PO-Revision-Date: 2026-11-02 09:05+0000\n"
    """
    rows = data[where.start : where.end]
    (field,) = [f for f in header.revised(Catalog(""), now).headers if f[0] == header.REVISION]
    row = canonical.encode(f'"{field[0]}: {field[1]}\\n"')
    made, times = _DATE.subn(lambda _: row, rows, count=1)
    if not times:
        words = rows.rstrip()
        end = rows[len(words) :]
        made = words + (end or b"\n") + row + end
    wanted = header.revised(store.parse(rows, path, ""), now)
    return made if store.parse(made, path, "") == wanted else rows
