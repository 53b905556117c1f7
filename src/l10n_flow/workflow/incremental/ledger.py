"""What was done already, so that a command with nothing to do says so at once.

A ledger is a folder below `.l10n-flow/`, safe to delete. It holds, per article, the digests of
every file that a piece of work read and wrote. Digests of the contents, not times: a checkout
changes every time and no content. Beside a digest may stand the stamp of the file that held it
(`files/reading.py`): a file that still has it need not be read again.

There may be a million articles. So the ledger is in `SHARDS` files of JSON, and the digest of an
article's name says in which: who asks for one article reads one file of them, and writes one. In a
file each article has a line of its own, which stays text until somebody asks for it. Each file is
replaced in one step; of two processes at once each keeps what the other has entered.
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
from l10n_flow.files import Stamp, bytes_of, delete_file, is_there, opened, replace_file
from l10n_flow.files import stamp as stamp_of_file
from l10n_flow.project import Project

__all__ = [
    "ABSENT",
    "COMMON",
    "PRESENT",
    "SHARDS",
    "Ledger",
    "Product",
    "Products",
    "Record",
    "digest_of",
    "fingerprint",
    "packed",
    "path_of",
    "program",
    "remember",
    "seen",
    "state_of",
]

ABSENT = ""
"""In a digest's place: there was no such file."""

PRESENT = "*"
"""In a digest's place: there was such a file, whatever it held."""

SHARDS = 64
"""Files of a ledger at most: of a million articles each has 16,000 lines, 4 MB, read in 30 ms."""

LARGEST = 4 << 30
"""Bytes of one of them, of which one line at a time is read."""

LONGEST = 64 << 20
"""Bytes of a line: more than the findings in the catalogs of any article."""


COMMON = ""
"""Among a ledger's products, the name of the article that files of no single article belong to."""


class Record(NamedTuple):
    """One finished piece of work on one article."""

    files: Mapping[str, str]
    """Path, as the work names it, to what the file held afterwards, as `seen` has it."""
    notes: tuple[str, ...] = ()
    """What must be said again although nothing is done again: the article's warnings."""
    held: tuple[tuple[str, str], ...] = ()
    """What was not published, and why: language and outcome."""


class Product(NamedTuple):
    """A file that the work on an article has put into the output folder."""

    locale: str
    digest: str
    """Of what it held when it was written: another file in its place is somebody else's."""
    card: str = ""
    """What other files of the output folder say of it, or what it was made of: the kind of output
    that writes it knows."""


Products = Mapping[str, Product]
"""By the file's path in the output folder."""

Packed = bytes
"""A `Record` as it stands in a ledger's file."""


class Ledger:
    """The records of one kind of work, by article; those of another `mark` are as good as none.

    Products are remembered under any mark: which files the work on an article has put somewhere,
    so that somebody can clean up when it is gone. A ledger is data from strangers, since a cache
    is restored, or committed: one that is odd is as good as none, and `warnings` says so.
    """

    def __init__(self, path: Path, mark: str) -> None:
        """Nothing is read yet; `path` is the ledger's folder."""
        self._path = path
        self._mark = mark
        self._shards: dict[int, _Shard] = {}
        self._former: Path | None = path.with_name(f"{path.name}.json")
        """What earlier versions kept in one file, until it was looked for."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What somebody should know: of files that are no part of a ledger of ours."""
        return tuple(filter(None, (shard.warning for shard in self._shards.values())))

    def record(self, article: str) -> Record | None:
        """What is known of an article's work; None when it was never done under this mark.

        This run's own work is not known yet.
        """
        line = self._of(article).records.before.get(article)
        return None if line is None else _record(line)

    def enter(self, article: str, record: Record | Packed) -> None:
        """The article's work is as `record` says."""
        line = packed(record) if isinstance(record, Record) else record
        self._of(article).records.put(article, line)

    def drop(self, article: str) -> None:
        """Nothing is known of the article's work, but for its products."""
        self._of(article).records.put(article, None)

    def drop_others(self, articles: Iterable[str]) -> None:
        """Forget the work on every article that is not among these, but for its products."""
        wanted = set(articles)
        self.read()
        for shard in self._shards.values():
            for name in [name for name in shard.records if name not in wanted]:
                shard.records.put(name, None)

    def products(self, article: str) -> Products:
        """The files that the work on an article has put somewhere."""
        line = self._of(article).products.get(article)
        return {} if line is None else _products(_json(line))

    def remember(self, article: str, products: Products) -> None:
        """The work on the article has put these files somewhere, and no others."""
        self._of(article).products.put(article, _line(products) if products else None)

    def owners(self) -> Iterator[tuple[str, Products]]:
        """Yield every article that has products, with them, sorted by name."""
        self.read()
        for article in sorted(name for shard in self._shards.values() for name in shard.products):
            yield article, self.products(article)

    def read(self) -> None:
        """All of the ledger is in memory: for work on many articles, before it is shared out."""
        for number in range(SHARDS):
            self._shard(number)

    def save(self) -> None:
        """The ledger holds what was entered; a file is not touched when that is nothing new.

        Raises `FileError` when a file cannot be written; the others hold what was entered.
        """
        failures = []
        for shard in self._shards.values():
            try:
                shard.save()
            except FileError as failure:
                failures.append(failure)
        if failures:
            raise failures[0]
        if self._former is None:
            former = self._path.with_name(f"{self._path.name}.json")
            if is_there(former):
                delete_file(former, if_holds=None)

    def _of(self, article: str) -> _Shard:
        return self._shard(_number(article))

    def _shard(self, number: int) -> _Shard:
        found = self._shards.get(number)
        if found is None:
            found = self._shards[number] = _Shard(self._path / f"{number:02}.json", self._mark)
            if self._former is not None:
                self._take_over()
        return found

    def _take_over(self) -> None:
        """What the one file of an earlier version holds is in memory, where there is one."""
        former, self._former = self._former, None
        if former is None or not is_there(former):
            return
        found = _Shard(former, self._mark)
        for article, line in found.records.before.items():
            self._of(article).records.take(article, line)
        for article, line in found.products.before.items():
            self._of(article).products.take(article, line)


def _number(article: str) -> int:
    """In which of its files a ledger has an article."""
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
        except (FileError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
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
        """Read the file line by line; one that somebody wrote in another way, whole."""
        self._stamp = stamp_of_file(self._path)
        if self._stamp is None and not is_there(self._path):
            return
        try:
            with opened(self._path, max_bytes=LARGEST) as file:
                if _is_ours(file, self._mark, self.records, self.products):
                    return
        except FileNotFoundError:
            return
        self.records, self.products = _ArticleLines(), _ArticleLines()
        data = json.loads(_text(bytes_of(self._path) or b""), parse_constant=_refused)
        for name, found in data.get("products", {}).items():
            self.products.before[_word(name)] = _line(_products(found))
        if data["mark"] == self._mark:
            for name, (files, notes, held) in data["articles"].items():
                record = Record(_digests(files), _words(notes), _held(held))
                self.records.before[_word(name)] = packed(record)


def remember(ledger: Ledger) -> None:
    """The ledger is saved where it can be: a folder that nobody may write is looked at, too."""
    with suppress(FileError):
        ledger.save()


class _ArticleLines:
    """Lines by article: as they stand in the file, and what is to be changed in them."""

    def __init__(self, before: dict[str, bytes] | None = None) -> None:
        self.before = {} if before is None else before
        self._changes: dict[str, bytes | None] = {}
        self._has_taken = False

    def __iter__(self) -> Iterator[str]:
        """Yield the articles that have a line now."""
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
        """The article has this line now, or none; what changes nothing is no change."""
        if self.before.get(article) == line:
            self._changes.pop(article, None)
        else:
            self._changes[article] = line

    def take(self, article: str, line: bytes) -> None:
        """The article had this line before, in another file, if it has none here."""
        self.before.setdefault(article, line)
        self._has_taken = True

    @property
    def is_as_before(self) -> bool:
        return not self._changes and not self._has_taken

    def over(self, other: _ArticleLines) -> _ArticleLines:
        """The changes of this section, made to another one."""
        found = _ArticleLines(other.before)
        for name, line in self._changes.items():
            found.put(name, line)
        return found

    def settled(self) -> _ArticleLines:
        """The section as it stands in the file once that is written."""
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
    """What identifies a file's content: 16 bytes of BLAKE2b, in hexadecimal.

    >>> digest_of(b"") == digest_of(b""), len(digest_of(b"a"))
    (True, 32)
    """
    return blake2b(data, digest_size=16).hexdigest()


def path_of(project: Project, work: str, locales: Sequence[str] = ()) -> Path:
    """The folder of a ledger: one for every set of languages that the work was done for.

    All languages of the project need no name; others have a digest's, for 77 tags, one after the
    other, are longer than a file's name may be.
    """
    some = (
        ""
        if tuple(locales) in ((), project.languages)
        else f"-{digest_of(repr(tuple(locales)).encode())[:8]}"
    )
    return project.state / f"{work}{some}"


def seen(data: bytes | None, stamp: str = "") -> str:
    """What a file held, for a record: a digest, and after a blank the file's stamp, if it has one.

    >>> seen(None) == ABSENT, seen(b"") == digest_of(b""), seen(b"", "1").endswith(" 1")
    (True, True, True)
    """
    if data is None:
        return ABSENT
    return f"{digest_of(data)} {stamp}" if stamp else digest_of(data)


def state_of(files: Mapping[str, str]) -> str:
    """What the files of a record held, in one digest, whatever their stamps are."""
    held = sorted((name, one.partition(" ")[0]) for name, one in files.items())
    return digest_of(repr(held).encode("utf-8", "surrogatepass"))


def fingerprint(*parts: object) -> str:
    """A mark for everything that decides how a piece of work is done.

    Our own code is part of it, and which packages add to our tables, in which version.
    """
    return digest_of(repr((__version__, _code(), entrypoints.packages(), *parts)).encode())


def program() -> str:
    """What this program is, wherever it lies: version, content, and what packages add to it."""
    code = _recorded() or _contents()
    return digest_of(repr((__version__, code, entrypoints.packages())).encode())


@cache
def _code() -> str:
    """What tells our own code from what it was: a working copy changes without a new version.

    Of an installed package it is what the installer wrote down, the digest of every file, so that
    a cache of the ledgers works on the next machine. Of a working copy it is how long the files
    are and when they changed: every command asks, and reading them takes four times as long.
    """
    return _recorded() or digest_of(repr(_sources()).encode())


_HERE = str(Path(__file__).parents[2])


def _recorded() -> str:
    """The digest of what the installer wrote down of our files; "" where nobody installed them."""
    data = entrypoints.content(f"{os.path.dirname(_HERE)}/l10n_flow-{__version__}.dist-info/RECORD")  # noqa: PTH120
    return digest_of(data) if data else ""


def _contents() -> str:
    """What our files hold."""
    material = blake2b(digest_size=16)
    for name, _, _ in _sources():
        material.update(name.removeprefix(_HERE).encode())
        material.update(Path(name).read_bytes())
    return material.hexdigest()


def _sources() -> list[tuple[str, int, int]]:
    """The files that say what we do: path, size, and when they changed."""
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
    """Whether the file is one that `save` wrote; then its lines are in the sections.

    Records of another mark are passed over.
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
    """The record as it stands in a ledger's file."""
    return _line(record)


def _record(line: Packed) -> Record | None:
    """The record in a line; None for an odd one, so that all is done again."""
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
"""One for all lines: `json.loads` makes one each time."""


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
    """What a ledger says of an article's products; one of another shape says nothing."""
    if not isinstance(found, dict):
        return {}
    return {
        name: Product(*one)
        for name, one in found.items()
        if isinstance(one, list)
        and len(one) in (2, 3)
        and all(isinstance(part, str) for part in one)
    }
