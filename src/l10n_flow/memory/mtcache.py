"""The MT cache: what engines translated, so that nothing is translated twice; one SQLite file.

The cache is optional. The file may be deleted at any time; a damaged one, or one of another
version, is made anew; if it cannot be written, the work goes on without it. `MTCache.warnings` has
each problem once.

Processes share the file. It has a rollback journal and not a write-ahead log, which needs shared
memory, not available on network drives, and two more files. Writes are not synchronised
(`synchronous = OFF`): a killed process loses at most its last batch, and a power cut may damage the
file. Each answer has a checksum, so that a damaged one is never used.
"""

from __future__ import annotations

import math
import sqlite3
import struct
import zlib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from types import TracebackType

from l10n_flow.engines import Alignment, Engine, Hypothesis
from l10n_flow.errors import FileError
from l10n_flow.files.fences import make_folder, reached
from l10n_flow.files.writing import delete_file
from l10n_flow.model import Span

VERSION = 2
"""The version of the table and of the format of an answer."""
ID = 0x6C31306E
"""SQLite's application_id, "l10n": another program's database is never touched."""
WAIT = 30.0
"""Seconds to wait for another process; writing a batch takes milliseconds."""
MAX_ROWS = 500_000
MAX_BYTES = 512 << 20
LONGEST = 16 << 20
"""An unpacked answer has fewer bytes, or is none; a long paragraph with its alignment has about ten
thousand."""

_CHECKSUM = 8
_HEAD = struct.Struct("<dB")
_COMPLETE, _ALIGNED, _ASKED_TO_ALIGN, _WIDE = 1, 2, 4, 8

_TABLE = (
    "CREATE TABLE answers ("
    "number INTEGER PRIMARY KEY, question BLOB NOT NULL UNIQUE, answer BLOB NOT NULL)"
)


@dataclass(frozen=True, slots=True)
class CacheKey:
    """What an answer depends on in addition to the text."""

    source: str
    target: str
    model: str
    """A hash of the model's files, or another name that changes when its answers do."""
    parameters: str = ""
    """The beam size and everything else that changes an answer."""


class MTCache:
    """The answers of one engine, in a file shared with other engines."""

    def __init__(
        self, path: Path, key: CacheKey, *, max_rows: int = MAX_ROWS, max_bytes: int = MAX_BYTES
    ) -> None:
        """The file is opened at first use. Beyond `max_rows` answers the oldest ones are deleted.

        If the file is larger than `max_bytes`, a quarter of the answers is deleted.
        """
        self._path = path
        self._key = "\0".join(astuple(key))
        self._max_rows = max_rows
        self._max_bytes = max_bytes
        self._connection: sqlite3.Connection | None = None
        self._is_off = False
        self._warnings: list[str] = []

    @property
    def warnings(self) -> tuple[str, ...]:
        """The problems so far, one sentence each, for people."""
        return tuple(self._warnings)

    def find(self, texts: Iterable[str], *, align: Container[str] = ()) -> dict[str, Hypothesis]:
        """The stored answers for `texts`, by text.

        For texts in `align`, only answers that were requested with an alignment.
        """
        by_question = {self._question(text): text for text in texts}
        found: dict[str, Hypothesis] = {}
        with self._guarded():
            for question, packed in self._rows(list(by_question)):
                text = by_question[question]
                answer = _unpacked(question, packed)
                if answer is not None and (answer.was_aligned or text not in align):
                    found[text] = answer.hypothesis
        return found

    def add(self, answers: Mapping[str, Hypothesis], *, align: Container[str] = ()) -> None:
        """Store hypotheses by their texts, all or none, except refusals, which cost nothing.

        `align` has the texts for which an alignment was requested, whether or not there is one.
        Raises `ValueError` for an alignment whose rows are not as long as its source.
        """
        rows = []
        for text, hypothesis in answers.items():
            if hypothesis.refusal:
                continue
            question = self._question(text)
            answer = _Answer(hypothesis, was_aligned=text in align)
            rows.append((question, _packed(question, answer)))
        if not rows:
            return
        for _ in range(2):  # a file that was deleted or damaged meanwhile is made anew
            with self._guarded():
                connection = self._opened()
                if connection is not None:
                    self._store(connection, rows)
                return

    def close(self) -> None:
        """Close the file; `find` or `add` opens it again."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def __enter__(self) -> MTCache:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _question(self, text: str) -> bytes:
        material = f"{self._key}\0{text}".encode("utf-8", "surrogatepass")
        return blake2b(material, digest_size=16).digest()

    def _rows(self, questions: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
        connection = self._opened()
        if connection is None:
            return
        most = connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        for start in range(0, len(questions), most):
            some = questions[start : start + most]
            marks = ",".join("?" * len(some))
            query = f"SELECT question, answer FROM answers WHERE question IN ({marks})"  # noqa: S608  only question marks
            yield from connection.execute(query, some)

    def _store(self, connection: sqlite3.Connection, rows: Sequence[tuple[bytes, bytes]]) -> None:
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.executemany(
                "INSERT OR REPLACE INTO answers (question, answer) VALUES (?, ?)", rows
            )
            self._prune(connection)
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise

    def _prune(self, connection: sqlite3.Connection) -> None:
        """Delete the oldest answers if there are too many; their space is used again."""
        first, last = connection.execute("SELECT min(number), max(number) FROM answers").fetchone()
        keep = last - self._max_rows
        pages, page, free = (
            _pragma(connection, name) for name in ("page_count", "page_size", "freelist_count")
        )
        if (pages - free) * page > self._max_bytes:
            keep = max(keep, first + (last - first) // 4)
        if keep >= first:
            connection.execute("DELETE FROM answers WHERE number <= ?", (keep,))

    def _opened(self) -> sqlite3.Connection | None:
        """The open file, opened if necessary; None if it cannot be used."""
        if self._connection is None and not self._is_off:
            make_folder(self._path.parent)
            self._connection = _connected(self._path)
            if not _is_ours(self._connection):
                self._recreate("it was written by another version")
        return self._connection

    def _recreate(self, why: str) -> None:
        """Replace the old file by an empty one."""
        self._warn(f"{self._path}: the MT cache was started again: {why}")
        self.close()
        for name in (self._path.name, self._path.name + "-journal"):
            delete_file(self._path.with_name(name), if_holds=None)
        self._connection = _connected(self._path)
        if not _is_ours(self._connection):
            raise sqlite3.OperationalError("it cannot be rebuilt")

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """A block in which errors of SQLite and the disk do not stop the caller's work."""
        try:
            try:
                yield
            except sqlite3.Error as error:
                self._recover(error)
        except sqlite3.Error as error:
            self._off(str(error))
        except FileError as error:
            self._off(error.what)
        except OSError as error:
            self._off(error.strerror or type(error).__name__)

    def _recover(self, error: sqlite3.Error) -> None:
        """Close a file that is gone and replace a damaged one; raise any other error."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
        if code == sqlite3.SQLITE_READONLY_DBMOVED:
            self.close()  # somebody deleted the file, which is allowed: the next call makes one
        elif code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            self._recreate("it was damaged")
        else:
            raise error

    def _off(self, why: str) -> None:
        self.close()
        self._is_off = True
        self._warn(f"{self._path}: the MT cache is not used: {why}")

    def _warn(self, sentence: str) -> None:
        if sentence not in self._warnings:
            self._warnings.append(sentence)


def _connected(path: Path) -> sqlite3.Connection:
    found = reached(path, writing=True)
    for ending in ("-journal", "-wal", "-shm"):  # SQLite's own, beside it
        reached(path.with_name(path.name + ending), writing=True)
    connection = sqlite3.connect(found, timeout=WAIT, isolation_level=None)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA trusted_schema = OFF")
    except sqlite3.Error:  # it is no database
        connection.close()
        raise
    return connection


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the file has only this version's table; in a new file, the table is created.

    A file in a cache or a checkout is not trusted: a view in place of the table could run without
    end, and a trigger could write anything.
    """
    if _marks(connection) == (ID, VERSION):
        return _has_our_table(connection)
    connection.execute("BEGIN IMMEDIATE")  # another process may be making the same table
    try:
        (kept,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not kept:
            connection.execute(_TABLE)
            connection.execute(f"PRAGMA application_id = {ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
    finally:
        connection.execute("COMMIT")
    return _marks(connection) == (ID, VERSION)


def _has_our_table(connection: sqlite3.Connection) -> bool:
    kept = connection.execute("SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL LIMIT 2")
    return kept.fetchall() == [("table", _TABLE)]


def _marks(connection: sqlite3.Connection) -> tuple[int, int]:
    return _pragma(connection, "application_id"), _pragma(connection, "user_version")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A hypothesis, and whether an alignment was requested."""

    hypothesis: Hypothesis
    was_aligned: bool


def _packed(question: bytes, answer: _Answer) -> bytes:
    """An answer as bytes with a checksum over question and answer.

    Checksum, score, kinds of content, and then, compressed, the alignment and the words.
    """
    hypothesis = answer.hypothesis
    flags = _COMPLETE * hypothesis.complete | _ASKED_TO_ALIGN * answer.was_aligned
    body = b""
    if hypothesis.alignment is not None:
        wide, body = _alignment_bytes(hypothesis.alignment)
        flags |= _ALIGNED | _WIDE * wide
    body += hypothesis.text.encode("utf-8", "surrogatepass")
    head = _HEAD.pack(hypothesis.score, flags)
    packed = head + zlib.compress(body, zlib.Z_BEST_SPEED)
    return _checksum(question, packed) + packed


def _unpacked(question: bytes, stored: bytes) -> _Answer | None:
    """The answer; None for bytes that were not packed for this question."""
    if not isinstance(stored, bytes):
        return None
    packed = stored[_CHECKSUM:]
    if stored[:_CHECKSUM] != _checksum(question, packed):
        return None
    try:
        score, flags = _HEAD.unpack_from(packed)
        unpacking = zlib.decompressobj()
        body = unpacking.decompress(packed[_HEAD.size :], LONGEST)
        alignment, end = None, 0
        if flags & _ALIGNED:
            alignment, end = _alignment(body, "d" if flags & _WIDE else "f")
        text = body[end:].decode("utf-8", "surrogatepass")
    except (struct.error, zlib.error, ValueError, MemoryError):
        return None  # a process that can write the file can also make correct checksums
    if not (unpacking.eof and math.isfinite(score)):
        return None
    hypothesis = Hypothesis(text, score, bool(flags & _COMPLETE), alignment)
    return _Answer(hypothesis, bool(flags & _ASKED_TO_ALIGN))


def _checksum(question: bytes, packed: bytes) -> bytes:
    return blake2b(packed, key=question, digest_size=_CHECKSUM).digest()


def _alignment_bytes(alignment: Alignment) -> tuple[bool, bytes]:
    """Whether the weights need eight bytes each to be stored exactly; and spans and weights."""
    if any(len(row) != len(alignment.source) for row in alignment.weights):
        raise ValueError("an alignment has a weight for every word of the source in every row")
    spans = list(chain.from_iterable((*alignment.source, *alignment.target)))
    weights = list(chain.from_iterable(alignment.weights))
    narrow = struct.pack(f"<{len(weights)}f", *weights)
    wide = list(struct.unpack(f"<{len(weights)}f", narrow)) != weights
    if wide:
        narrow = struct.pack(f"<{len(weights)}d", *weights)
    sizes = struct.pack("<II", len(alignment.source), len(alignment.target))
    return wide, sizes + struct.pack(f"<{len(spans)}I", *spans) + narrow


def _alignment(body: bytes, kind: str) -> tuple[Alignment, int]:
    """The alignment at the beginning of `body`, and where it ends."""
    sources, targets = struct.unpack_from("<II", body)
    numbers = struct.unpack_from(f"<{2 * (sources + targets)}I", body, 8)
    spans = list(map(Span, numbers[::2], numbers[1::2]))
    at = 8 + 4 * len(numbers)
    row = struct.Struct(f"<{sources}{kind}")
    weights = tuple(row.unpack_from(body, at + n * row.size) for n in range(targets))
    return Alignment(
        tuple(spans[:sources]), tuple(spans[sources:]), weights
    ), at + targets * row.size


# An engine with the cache: texts that it translated in former runs are not translated again.


WINDOW = 1_024
"""Texts that are looked up together."""

SAVED = 200
"""Number of translations after which the cache is written; Ctrl-C or a crash can lose so many."""

OpenCache = Callable[[int | None], MTCache]
"""Opens the cache for a beam size; None stands for the engine's default."""


@dataclass(frozen=True, slots=True)
class CachingEngine:
    """Wraps an engine so that each text is translated only once."""

    engine: Engine
    open_cache: OpenCache
    warn: Callable[[Iterable[str]], None]
    """Called with the cache's warnings."""

    @property
    def identity(self) -> str:
        """The engine's."""
        return self.engine.identity

    @property
    def model(self) -> str:
        """The engine's."""
        return self.engine.model

    @property
    def parameters(self) -> str:
        """The engine's."""
        return self.engine.parameters

    @property
    def keeps_markup(self) -> bool:
        """The engine's."""
        return self.engine.keeps_markup

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield every text's index and hypothesis; see `Engine`. Refusals are not stored."""
        with self.open_cache(beam) as cache:
            try:
                rest = enumerate(texts)
                while window := list(islice(rest, WINDOW)):
                    aligned = {text for index, text in window if index in align}
                    found = cache.find([text for _, text in window], align=aligned)
                    yield from ((index, found[text]) for index, text in window if text in found)
                    missing = [item for item in window if item[1] not in found]
                    if missing:
                        yield from self._translated(cache, missing, aligned, beam)
            finally:
                self.warn(cache.warnings)

    def _translated(
        self,
        cache: MTCache,
        missing: Sequence[tuple[int, str]],
        aligned: Container[str],
        beam: int | None,
    ) -> Iterator[tuple[int, Hypothesis]]:
        texts = [text for _, text in missing]
        wanted = {number for number, text in enumerate(texts) if text in aligned}
        new: dict[str, Hypothesis] = {}
        try:
            for number, hypothesis in self.engine.translate(texts, align=wanted, beam=beam):
                new[texts[number]] = hypothesis
                if len(new) >= SAVED:
                    cache.add(new, align=aligned)
                    new = {}
                yield missing[number][0], hypothesis
        finally:
            cache.add(new, align=aligned)
