"""Ledgers of finished work, so that a command with nothing to do ends at once.

A ledger is a folder below `.l10n-flow/`, safe to delete. It has, for each article, the digests of
every file that the work read and wrote. Digests of the contents, not times: a checkout changes all
times and no content. A digest may be followed by the stamp of its file (`files/reading.py`): a file
that still has this stamp need not be read again.

There may be a million articles. So the ledger has `SHARDS` files of JSON, and the digest of an
article's name decides in which one the article is: work on one article reads and writes one file.
In a file each article has a line of its own, which is parsed only when it is needed. Each file is
replaced in one step; two processes at once keep each other's entries.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from l10n_flow import __version__, entrypoints
from l10n_flow.errors import FileError
from l10n_flow.files.reading import Stamp, is_absent, opened
from l10n_flow.files.reading import stamp as stamp_of_file
from l10n_flow.files.writing import replace_file
from l10n_flow.project import Project

ABSENT = ""
"""Instead of a digest: there was no such file."""

PRESENT = "*"
"""Instead of a digest: there was such a file, with any content."""

SHARDS = 64
"""The maximum number of files: of a million articles each has 16,000 (4 MB, read in 30 ms)."""

LARGEST = 4 << 30
"""The maximum size of one file in bytes; it is read line by line."""

LONGEST = 64 << 20
"""The maximum length of a line in bytes: more than the findings about any article."""


COMMON = ""
"""The name among a ledger's products for files that belong to no single article."""


class Record(NamedTuple):
    """One finished piece of work on one article."""

    files: Mapping[str, str]
    """The content of each file after the work, as `seen`, by its path as the work names it."""
    notes: tuple[str, ...] = ()
    """The article's warnings, which are reported again without doing the work again."""
    held: tuple[tuple[str, str], ...] = ()
    """The editions that were not published: language and outcome."""


class Product(NamedTuple):
    """A file that the work on an article has put into the output folder."""

    locale: str
    digest: str
    """The digest of the written content: a file with other content is somebody else's."""
    card: str = ""
    """Data for other files of the output folder, or the identity of its sources: the meaning
    depends on the kind of output."""


Products = Mapping[str, Product]
"""By the file's path in the output folder."""

Packed = bytes
"""A `Record` as a ledger's file has it."""


class Ledger:
    """The records of one kind of work, by article; those of another `mark` are ignored.

    Products are kept under any mark: the files that the work on an article has written, so that
    they can be deleted when the article is gone. A ledger is untrusted data, because a cache may be
    restored or committed: a malformed one is ignored, and `warnings` reports it.
    """

    def __init__(self, path: Path, mark: str) -> None:
        """Open the ledger in the folder `path`; nothing is read yet."""
        self._path = path
        self._mark = mark
        self._shards: dict[int, _Shard] = {}

    @property
    def warnings(self) -> tuple[str, ...]:
        """Warnings about files that are no part of a ledger of ours."""
        return tuple(filter(None, (shard.warning for shard in self._shards.values())))

    def record(self, article: str) -> Record | None:
        """The record of an article's work; None when it was never done under this mark.

        Entries of this run are not included.
        """
        line = self._of(article).records.before.get(article)
        return None if line is None else _record(line)

    def enter(self, article: str, record: Record | Packed) -> None:
        """Set the record of the article's work."""
        line = packed(record) if isinstance(record, Record) else record
        self._of(article).records.put(article, line)

    def drop(self, article: str) -> None:
        """Remove the record of the article's work, but keep its products."""
        self._of(article).records.put(article, None)

    def drop_others(self, articles: Iterable[str]) -> None:
        """Remove the records of all articles except these, but keep their products."""
        wanted = set(articles)
        self.read()
        for shard in self._shards.values():
            for name in [name for name in shard.records if name not in wanted]:
                shard.records.put(name, None)

    def products(self, article: str) -> Products:
        """The files that the work on an article has written to an output folder."""
        line = self._of(article).products.get(article)
        return {} if line is None else _products(_json(line))

    def remember(self, article: str, products: Products) -> None:
        """Set the products of the article to these files."""
        self._of(article).products.put(article, _line(products) if products else None)

    def owners(self) -> Iterator[tuple[str, Products]]:
        """Yield every article that has products, with them, sorted by name."""
        self.read()
        for article in sorted(name for shard in self._shards.values() for name in shard.products):
            yield article, self.products(article)

    def read(self) -> None:
        """Read the whole ledger into memory, before work on many articles is shared out."""
        for number in range(SHARDS):
            self._shard(number)

    def save(self) -> tuple[FileError, ...]:
        """Write the entries to the ledger's files; a file without new entries is not touched.

        Returns why files could not be written; the others have their entries. The work that they
        should remember is done, and a command still has to report it.
        """
        failures = []
        for shard in self._shards.values():
            try:
                shard.save()
            except FileError as failure:
                failures.append(failure)
        return tuple(failures)

    def _of(self, article: str) -> _Shard:
        return self._shard(_number(article))

    def _shard(self, number: int) -> _Shard:
        found = self._shards.get(number)
        if found is None:
            found = self._shards[number] = _Shard(self._path / f"{number:02}.json", self._mark)
        return found


def _number(article: str) -> int:
    """The number of the file in which a ledger has an article."""
    name = article.encode("utf-8", "surrogatepass")
    return blake2b(name, digest_size=1).digest()[0] % SHARDS


class _Shard:
    """One file of a ledger."""

    def __init__(self, path: Path, mark: str) -> None:
        self._path = path
        self._mark = mark
        self._stamp: Stamp | None = None
        self.records, self.products = _ArticleLines(), _ArticleLines()
        self.warning = ""
        try:
            self._load()
        except (FileError, ValueError, RecursionError):
            self.records, self.products = _ArticleLines(), _ArticleLines()
            self.warning = f"{path}: its content is not what l10n-flow wrote; it is rebuilt"

    def save(self) -> None:
        if self.records.is_as_before and self.products.is_as_before:
            return
        if self._stamp != stamp_of_file(self._path):  # another process has saved it since
            now = _Shard(self._path, self._mark)
            self.records = self.records.over(now.records)
            self.products = self.products.over(now.products)
        replace_file(self._path, self._written(), durable=False)
        self.records, self.products = self.records.settled(), self.products.settled()
        self._stamp = stamp_of_file(self._path)

    def _written(self) -> Iterator[bytes]:
        yield b'{"mark":' + json.dumps(self._mark).encode() + _RECORDS
        yield from self.records.lines()
        yield _PRODUCTS
        yield from self.products.lines()
        yield _END

    def _load(self) -> None:
        """Read the file line by line; raises `ValueError` for one that `save` did not write."""
        if is_absent(self._path):  # as most are, in a project of few articles
            return
        self._stamp = stamp_of_file(self._path)
        with suppress(FileNotFoundError), opened(self._path, max_bytes=LARGEST) as file:
            if not _is_ours(file, self._mark, self.records, self.products):
                raise ValueError(self._path)


class _ArticleLines:
    """Lines by article: as the file has them, and the changes."""

    def __init__(self, before: dict[str, bytes] | None = None) -> None:
        self.before = {} if before is None else before
        self._changes: dict[str, bytes | None] = {}

    def __iter__(self) -> Iterator[str]:
        """Yield the articles that have a line, with the changes."""
        for name in self.before:
            if self._changes.get(name, b"") is not None:
                yield name
        for name, line in self._changes.items():
            if line is not None and name not in self.before:
                yield name

    def get(self, article: str) -> bytes | None:
        if article in self._changes:
            return self._changes[article]
        return self.before.get(article)

    def put(self, article: str, line: bytes | None) -> None:
        """Set the article's line, or remove it; an equal line is no change."""
        if self.before.get(article) == line:
            self._changes.pop(article, None)
        else:
            self._changes[article] = line

    @property
    def is_as_before(self) -> bool:
        return not self._changes

    def over(self, other: _ArticleLines) -> _ArticleLines:
        """Another section with the changes of this one."""
        found = _ArticleLines(other.before)
        for name, line in self._changes.items():
            found.put(name, line)
        return found

    def settled(self) -> _ArticleLines:
        """The section as the file has it after it is written."""
        for name, line in self._changes.items():
            if line is None:
                self.before.pop(name, None)
            else:
                self.before[name] = line
        return _ArticleLines(self.before)

    def lines(self) -> Iterator[bytes]:
        """Yield the section's lines as the file has them, a thousand at a time."""
        names, comma = sorted(self), b""
        for at in range(0, len(names), 1000):
            some = [_line(name) + b":" + (self.get(name) or b"") for name in names[at : at + 1000]]
            yield comma + b",\n".join(some)
            comma = b",\n"
        if names:
            yield b"\n"


def digest_of(data: bytes) -> str:
    """The digest of a file's content: 16 bytes of BLAKE2b, in hexadecimal.

    >>> digest_of(b"") == digest_of(b""), len(digest_of(b"a"))
    (True, 32)
    """
    return blake2b(data, digest_size=16).hexdigest()


def path_of(project: Project, work: str, locales: Sequence[str] = ()) -> Path:
    """The folder of a ledger: one for every set of languages that the work was done for.

    All languages of the project need no name. Other sets are named by a digest, because a list of
    77 tags is longer than a file's name may be.
    """
    some = (
        ""
        if tuple(locales) in ((), project.languages)
        else f"-{digest_of(repr(tuple(locales)).encode())[:8]}"
    )
    return project.state / f"{work}{some}"


def seen(data: bytes | None, stamp: str = "") -> str:
    """A file's content for a record: its digest, and after a space the file's stamp if it has one.

    >>> seen(None) == ABSENT, seen(b"") == digest_of(b""), seen(b"", "1").endswith(" 1")
    (True, True, True)
    """
    if data is None:
        return ABSENT
    return f"{digest_of(data)} {stamp}" if stamp else digest_of(data)


def state_of(files: Mapping[str, str]) -> str:
    """One digest of the contents of a record's files, without their stamps."""
    held = sorted((name, one.partition(" ")[0]) for name, one in files.items())
    return digest_of(repr(held).encode("utf-8", "surrogatepass"))


def fingerprint(*parts: object) -> str:
    """A mark for everything that decides how a piece of work is done.

    Our own code is part of it, and the packages that add to our tables, with their versions.
    """
    return digest_of(repr((__version__, _code(), entrypoints.packages(), *parts)).encode())


def program() -> str:
    """The identity of this program, independent of its path: version, content, and packages."""
    code = _recorded() or _contents()
    return digest_of(repr((__version__, code, entrypoints.packages())).encode())


@cache
def _code() -> str:
    """The identity of our own code, because a working copy changes without a new version.

    For an installed package it is the installer's record, which has the digest of every file, so
    that a cache of the ledgers works on another machine. For a working copy it is the sizes and
    times of the files: every command needs it, and reading the files takes four times as long.
    """
    return _recorded() or digest_of(repr(_sources()).encode())


_HERE = str(Path(__file__).parents[2])


def _recorded() -> str:
    """The digest of the installer's record of our files; "" when they are not installed."""
    data = entrypoints.content(f"{os.path.dirname(_HERE)}/l10n_flow-{__version__}.dist-info/RECORD")  # noqa: PTH120
    return digest_of(data) if data else ""


def _contents() -> str:
    """A digest of the contents of our files."""
    material = blake2b(digest_size=16)
    for name, _, _ in _sources():
        material.update(name.removeprefix(_HERE).encode())
        material.update(Path(name).read_bytes())
    return material.hexdigest()


def _sources() -> list[tuple[str, int, int]]:
    """Our source files: path, size, and time of the last change."""
    found, folders = [], [_HERE]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".yaml", ".html", ".css", ".po")):
                    about = entry.stat()
                    found.append((entry.path, about.st_size, about.st_mtime_ns))
                elif entry.is_dir() and entry.name != "__pycache__":
                    folders.append(entry.path)
    return sorted(found)


_RECORDS = b',"articles":{\n'
_PRODUCTS = b'},"products":{\n'
_END = b"}}\n"
_HEAD = re.compile(rb'\{"mark":("(?:[^"\\]|\\.){0,500}")' + re.escape(_RECORDS))
_NAME = re.compile(rb'("(?:[^"\\]|\\.)*"):')


def _is_ours(file: BinaryIO, mark: str, records: _ArticleLines, products: _ArticleLines) -> bool:
    """Whether `save` wrote the file; then its lines are added to the sections.

    Records of another mark are skipped.
    """
    head = _HEAD.fullmatch(file.readline(1000))
    if head is None:
        return False
    lines: dict[str, bytes] | None = records.before if json.loads(head[1]) == mark else None
    section = 0
    while True:
        line = file.readline(LONGEST)
        if line == (_PRODUCTS if section == 0 else _END):
            section += 1
            if section == 2:
                return not file.read(1)
            lines = products.before
            continue
        name = _NAME.match(line)
        if name is None or not line.endswith(b"\n"):
            return False
        if lines is not None:
            spelled = _text(name[1])
            article = json.loads(spelled) if "\\" in spelled else spelled[1:-1]
            lines[article] = line[name.end() : -2 if line.endswith(b",\n") else -1]


def _line(value: object) -> bytes:
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written.encode("utf-8", "surrogatepass")


def packed(record: Record) -> Packed:
    """The record as a ledger's file has it."""
    return _line(record)


def _record(line: Packed) -> Record | None:
    """The record in a line; None for a malformed one, so that the work is done again."""
    try:
        found: Any = _json(line)
        files, notes, held = found
        return Record(_digests(files), _words(notes), _held(held))
    except (ValueError, TypeError, RecursionError):
        return None


def _json(line: bytes) -> object:
    try:
        return _DECODER.decode(_text(line))
    except (ValueError, RecursionError):
        return None


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def _refused(word: str) -> object:
    raise ValueError(f"{word} is not a number")


_DECODER = json.JSONDecoder(parse_constant=_refused)
"""One decoder for all lines: `json.loads` makes a new one each time."""


def noted(record: Record) -> Any:
    """The value of a record whose only note is JSON.

    Raises `ValueError` for another note, or one that is nested too deeply to be read.

    >>> noted(Record({}, ('["en", [2, 3]]',)))
    ['en', [2, 3]]
    >>> noted(Record({}, ("[" * 200_000,)))
    Traceback (most recent call last):
    ValueError: the note is nested too deeply
    """
    (note,) = record.notes
    try:
        return _DECODER.decode(note)
    except RecursionError:
        raise ValueError("the note is nested too deeply") from None


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _words(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError("not a list")
    return tuple([_word(value) for value in values])


def _digests(files: object) -> dict[str, str]:
    if not isinstance(files, dict) or not all(isinstance(one, str) for one in files.values()):
        raise TypeError("not digests by file")
    return files


def _held(pairs: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(pairs, list):
        raise TypeError("not a list")
    return tuple([(_word(locale), _word(outcome)) for locale, outcome in pairs])


def _products(found: object) -> Products:
    """The products of an article in a ledger; empty for a value of another shape."""
    if not isinstance(found, dict):
        return {}
    return {
        name: Product(*one)
        for name, one in found.items()
        if isinstance(one, list)
        and len(one) in (2, 3)
        and all(isinstance(part, str) for part in one)
    }
