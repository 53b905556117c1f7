"""What was done already, so that a command with nothing to do says so at once.

A ledger is one JSON file below `.l10n-flow/`, safe to delete. It holds, per article, the digests
of every file that a piece of work read and wrote. Digests of the contents, not times: a checkout
changes every time and no content.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from l10n_flow import __version__
from l10n_flow.errors import FileError
from l10n_flow.files import bytes_of, is_file, replace_file
from l10n_flow.project import Project

__all__ = [
    "ABSENT",
    "PRESENT",
    "Ledger",
    "Product",
    "Products",
    "Record",
    "digest_of",
    "fingerprint",
    "is_current",
    "path_of",
]

ABSENT = ""
"""In a digest's place: there was no such file."""

PRESENT = "*"
"""In a digest's place: there was such a file, whatever it held."""


class Record(NamedTuple):
    """One finished piece of work on one article."""

    files: Mapping[str, str]
    """Path, as the work names it, to the digest of what the file held afterwards."""
    notes: tuple[str, ...] = ()
    """What must be said again although nothing is done again: the article's warnings."""
    held: tuple[tuple[str, str], ...] = ()
    """What was not published, and why: language and outcome."""


class Product(NamedTuple):
    """A file that the work on an article has put into the output folder."""

    locale: str
    digest: str
    """Of what it held when it was written: another file in its place is somebody else's."""


Products = Mapping[str, Product]
"""By the file's path in the output folder."""


class Ledger:
    """The records of one kind of work, by article; those of another `mark` are as good as none.

    `products` is remembered under any mark: which files the work on an article has put somewhere,
    so that somebody can clean up when it is gone. A ledger is data from strangers, since a cache
    is restored, or committed: one that is odd is as good as none, and `warnings` says so.
    """

    def __init__(self, path: Path, mark: str) -> None:
        self._path = path
        self._mark = mark
        self.warnings: tuple[str, ...] = ()
        """What somebody should know: that the file was no ledger of ours."""
        try:
            self._before, products = _load(path, mark)
        except ValueError:
            self._before, products = {}, {}
            told = "it does not hold what l10n-flow wrote; it is made anew"
            self.warnings = (f"{path}: {told}",)
        self._after: dict[str, Record] = dict(self._before)
        self._products_before = products
        self.products: dict[str, Products] = dict(products)

    def record(self, article: str) -> Record | None:
        """What is known of an article's work; None when it was never done under this mark."""
        return self._before.get(article)

    def enter(self, article: str, record: Record) -> None:
        """The article's work is as `record` says."""
        self._after[article] = record

    def strike(self, article: str) -> None:
        """Nothing is known of the article's work, but for its products."""
        self._after.pop(article, None)

    def drop_others(self, articles: Iterable[str]) -> None:
        """Forget the work on every article that is not among these, but for its products."""
        wanted = set(articles)
        for name in [name for name in self._after if name not in wanted]:
            del self._after[name]

    def save(self) -> None:
        """The ledger's file holds what was entered; it is not touched when that is nothing new."""
        if (self._after, self.products) == (self._before, self._products_before):
            return
        data = {"mark": self._mark, "articles": self._after, "products": self.products}
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        replace_file(self._path, text.encode("utf-8", "surrogatepass"), durable=False)
        self._before, self._products_before = dict(self._after), dict(self.products)


def digest_of(data: bytes) -> str:
    """What identifies a file's content: 16 bytes of BLAKE2b, in hexadecimal.

    >>> digest_of(b"") == digest_of(b""), len(digest_of(b"a"))
    (True, 32)
    """
    return blake2b(data, digest_size=16).hexdigest()


def path_of(project: Project, work: str, locales: Sequence[str] = ()) -> Path:
    """The file of a ledger: one for every set of languages that the work was done for.

    All languages of the project need no name; others have a digest's, for 77 tags, one after the
    other, are longer than a file's name may be.
    """
    some = (
        ""
        if tuple(locales) in ((), project.languages)
        else f"-{digest_of(repr(tuple(locales)).encode())[:8]}"
    )
    return project.state / f"{work}{some}.json"


def is_current(record: Record, root: Path) -> bool:
    """Whether every file of the record, named relative to `root`, holds what it held then."""
    top = f"{root}/"
    for name, digest in record.files.items():
        path = (
            name if name.startswith("/") else top + name
        )  # thousands of files: no `Path` for each
        if digest == PRESENT:
            if not is_file(path):
                return False
            continue
        try:
            data = bytes_of(path)
        except FileError:
            # A folder, or a name that no file can have, is no file; one that is shut may be any.
            if digest != ABSENT or os.path.isfile(path):  # noqa: PTH113
                return False
            data = None
        if digest != (ABSENT if data is None else digest_of(data)):
            return False
    return True


def fingerprint(*parts: object) -> str:
    """A mark for everything that decides how a piece of work is done, our own code included."""
    return digest_of(repr((__version__, _code(), *parts)).encode())


@cache
def _code() -> str:
    """What our own program is, by its content: a working copy changes without a new version.

    By content and not by time, so that a cache of the ledgers works in the next checkout.
    """
    top = Path(__file__).parents[1]
    material = blake2b(digest_size=16)
    for folder, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".yaml")):
                with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123 - 300 files: 10 ms
                    material.update(file.read())
    return material.hexdigest()


def _load(path: Path, mark: str) -> tuple[dict[str, Record], dict[str, Products]]:
    """Records and products; none when there is no file. Raises `ValueError` for an odd one."""
    try:
        written = bytes_of(path)
        if written is None:
            return {}, {}
        data = json.loads(written.decode("utf-8", "surrogatepass"), parse_constant=_refused)
        products = {
            _word(name): _products(found) for name, found in data.get("products", {}).items()
        }
        if data["mark"] != mark:
            return {}, products
        records = {
            _word(name): Record(_digests(files), _words(notes), _held(held))
            for name, (files, notes, held) in data["articles"].items()
        }
    except (FileError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return records, products


def _refused(word: str) -> object:
    raise ValueError(f"{word} is no number")


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
        if isinstance(one, list) and len(one) == 2 and all(isinstance(part, str) for part in one)
    }
