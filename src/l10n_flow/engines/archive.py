"""Opening a package file from a stranger: it is checked as a whole before anything is written.

An `.argosmodel` file is a zip archive with one folder at its top. Every name, size and kind in its
directory is checked first; then it is unpacked into a new, empty folder.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from l10n_flow.errors import PackageError, Place
from l10n_flow.files.fences import make_folder
from l10n_flow.files.writing import fill_file

MAXIMUM_BYTES = 4 * 2**30
"""Unpacked. The packages of the Argos index are around 130 MB; a large model (NLLB 1.3B in int8)
stays under 2 GB."""

MAXIMUM_FILES = 2_000
"""A package with its sentence splitter has about 20."""

BOMB_BYTES = 256 * 2**20
BOMB_RATIO = 50
"""More than both of these is a zip bomb: weights hardly compress (1.1 : 1 measured)."""

MAXIMUM_TEXT = 2**20
"""For a file that is read into memory, such as metadata.json."""

GET_ANOTHER = "download or copy the package again"
_UNSAFE = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f]')
"""Characters for a folder, a drive or nothing on some system: those reserved by Windows."""

_ENCRYPTED = 0x1
"""Bit of a zip entry's flags (APPNOTE 4.4.4)."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The compression methods of Argos packages; every Python has them."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A package file with a directory that was checked."""

    path: Path
    root: str
    """The one folder that contains everything, without `/`."""
    names: frozenset[str]
    """Its files, relative to `root`, with `/`."""
    size: int
    """Bytes, unpacked."""
    file: zipfile.ZipFile

    def read(self, name: str) -> bytes:
        """Return the bytes of a small file; raises `PackageError` if it is missing or damaged."""
        if name not in self.names:
            raise unusable(self.path, f"it has no {name}")
        info = self.file.getinfo(f"{self.root}/{name}")
        if info.file_size > MAXIMUM_TEXT:
            raise unusable(self.path, f"its {name} is {info.file_size} bytes long")
        with _damage_named(self.path):
            return self.file.read(info)

    def unpack(self, folder: Path) -> None:
        """Write all files to the new `folder`.

        Raises `PackageError` for a damaged file, and `OSError` when they cannot be written; the
        caller then removes `folder`.
        """
        for name in sorted(self.names):
            target = folder / name
            make_folder(target.parent)
            with _damage_named(self.path), self.file.open(f"{self.root}/{name}") as packed:
                fill_file(target, packed)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open and check the package file `path`; it is closed when the block ends.

    Raises `PackageError` that names the file if it is not a zip archive, is damaged or encrypted,
    does not have exactly one folder at its top, or contains a path that leaves that folder, a link,
    a repeated name, or more than `MAXIMUM_FILES` or `MAXIMUM_BYTES`. Nothing is written.
    """
    if not path.is_file():
        problem = "is a folder" if path.is_dir() else "no such file"
        raise PackageError(problem, Place(path), hint="give the path of an .argosmodel file")
    try:
        with _damage_named(path):
            file = zipfile.ZipFile(path)
    except OSError as error:
        raise PackageError(error.strerror or "cannot be read", Place(path)) from error
    with file:
        infos = file.infolist()
        size = _sane_size(path, infos)
        paths = [found for info in infos if (found := _sane_path(path, info)) is not None]
        yield Archive(path, _only_root(path, paths), _relative(paths), size, file)


def _sane_size(path: Path, infos: list[zipfile.ZipInfo]) -> int:
    """Return the size in the directory; unpacking never writes more than that."""
    size = sum(info.file_size for info in infos)
    packed = max(1, path.stat().st_size)
    if len(infos) > MAXIMUM_FILES:
        raise unusable(path, f"it holds {len(infos)} files, more than {MAXIMUM_FILES}")
    if size > MAXIMUM_BYTES or (size > BOMB_BYTES and size > BOMB_RATIO * packed):
        raise unusable(path, f"it would unpack from {packed} to {size} bytes")
    return size


def _sane_path(path: Path, info: zipfile.ZipInfo) -> PurePosixPath | None:
    """Return an entry's path if it is a plain file in the archive's folder; None for a folder."""
    name = info.orig_filename
    kind = stat.S_IFMT(info.external_attr >> 16)
    parts = name.removesuffix("/").split("/")
    if info.header_offset < 0:
        raise unusable(path, f"not a whole zip archive: {name!r} begins before the file does")
    if _UNSAFE.search(name) or any(part.strip(" .") == "" for part in parts):
        raise unusable(path, f"the path {name!r} could lead out of its folder")
    if kind not in (0, stat.S_IFDIR if info.is_dir() else stat.S_IFREG):
        raise unusable(path, f"{name!r} is not a plain file but a link or a device")
    if info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
        raise unusable(path, f"{name!r} is encrypted or packed in an unusual way")
    return None if info.is_dir() else PurePosixPath(name)


def _only_root(path: Path, paths: list[PurePosixPath]) -> str:
    roots = {found.parts[0] for found in paths}
    if len(roots) != 1 or any(len(found.parts) == 1 for found in paths):
        what = "it holds no files" if not paths else "it has not exactly one folder at its top"
        raise unusable(path, what)
    folded = [found.as_posix().casefold() for found in paths]
    if len(set(folded)) != len(folded):
        raise unusable(path, "it holds a path twice")
    return roots.pop()


def _relative(paths: list[PurePosixPath]) -> frozenset[str]:
    return frozenset(PurePosixPath(*found.parts[1:]).as_posix() for found in paths)


@contextmanager
def _damage_named(path: Path) -> Iterator[None]:
    """Raise any damage that zipfile finds as a `PackageError` about `path`."""
    try:
        yield
    except (zipfile.BadZipFile, EOFError, zlib.error, struct.error, IndexError) as error:
        raise unusable(path, f"not a whole zip archive: {error}") from error
    except (NotImplementedError, ValueError, OverflowError, RuntimeError) as error:
        raise unusable(path, f"packed in a way that cannot be read: {error}") from error


def unusable(path: Path, what: str) -> PackageError:
    """Return an error about a package, to be raised."""
    return PackageError(f"not a usable model package: {what}", Place(path), hint=GET_ANOTHER)
