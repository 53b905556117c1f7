"""What other packages add to our tables: formats, checks, engines, outputs and reports.

A package declares this in its entry points (`l10n_flow.formats` and so on; docs/plugins.md). They
are read from the files that installers write (`*.dist-info/entry_points.txt`, as the Python
Packaging User Guide specifies them), because every command needs the list of plugins:
`importlib.metadata` takes 70 ms for it, reading the files takes 1 ms. No module of a package is
imported before its row is used.

Our own engine for LibreTranslate is added in the same way, in pyproject.toml.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from l10n_flow import __version__
from l10n_flow import patterns as re
from l10n_flow.errors import L10nFlowError, PluginError

_Row = TypeVar("_Row")

PREFIX = "l10n_flow."
"""How the names of our groups of entry points begin."""


class Addition(NamedTuple):
    """What a package adds: one entry point."""

    kind: str
    """The table: "formats", "checks", "engines", "outputs" or "reports"."""
    name: str
    """The name of the row: a format's suffix; for all other kinds, the name that users type."""
    value: str
    """Where the row is: `module:attribute`."""
    package: str
    version: str

    def __str__(self) -> str:
        return f"{KINDS[self.kind]} '{self.name}' of {self.package} {self.version}"

    def load(self) -> object:
        """The object that the entry point names. Raises `PluginError` if its import fails."""
        module, _, path = self.value.partition(":")
        try:
            found: object = import_module(module.strip())
            for name in path.split("[")[0].strip().split("."):
                found = getattr(found, name)
        except (Exception, SystemExit) as error:
            raise self.broken(f"cannot be loaded: {_message(error)}") from error
        return found

    def broken(self, what: str) -> PluginError:
        """An error about what is wrong with the addition, for the caller to raise."""
        hint = f"update the package, or remove it: pip uninstall {self.package}"
        return PluginError(f"the {self} {what}", hint=hint)


KINDS: Mapping[str, str] = {
    "formats": "format",
    "checks": "check",
    "engines": "engine",
    "outputs": "output",
    "reports": "report",
}
"""By table, the word for one of its rows."""

OWN = Addition(
    "engines",
    "libretranslate",
    "l10n_flow.engines.libretranslate:open_pair",
    "l10n-flow",
    __version__,
)
"""Our own entry points as in pyproject.toml, for a checkout that is not installed."""


def failed(addition: Addition, error: Exception) -> L10nFlowError:
    """What a plugin's code raised, as an error of ours; an `L10nFlowError` is returned as it is."""
    if isinstance(error, L10nFlowError):
        return error
    return addition.broken(f"fails: {_message(error)}")


def _message(error: BaseException) -> str:
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words[:300]}" if words else type(error).__name__


class Rows(Mapping[str, _Row], Generic[_Row]):
    """A table of ours, and the rows that packages add to it.

    A package cannot replace a built-in name, and a name that two packages add is not used at all:
    `problems` reports both. Iterating over the table yields names and loads nothing.
    """

    def __init__(
        self,
        kind: str,
        built_in: Mapping[str, _Row],
        accept: Callable[[Addition, object], _Row],
        names: str = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*",
    ) -> None:
        """`accept` makes a row from what a package provides, or raises `PluginError`."""
        self.kind = kind
        self.built_in = built_in
        self._accept = accept
        self._names = re.compile(names)
        self._accepted: dict[Addition, _Row | PluginError] = {}

    def __getitem__(self, name: str) -> _Row:
        """The row. Raises `PluginError` if it is a package's and cannot be used."""
        row = self.built_in.get(name)
        if row is not None:
            return row
        found = [one for one in self._added() if one.name == name]
        if not found:
            raise KeyError(name)
        if len(found) > 1:
            raise _twice(found)
        return self._row(found[0])

    def __contains__(self, name: object) -> bool:
        return name in self.built_in or any(one.name == name for one in self._added())

    def __iter__(self) -> Iterator[str]:
        yield from self.built_in
        yield from dict.fromkeys(one.name for one in self._added())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def usable(self) -> Mapping[str, _Row]:
        """Every row that can be used; what cannot be loaded is left out."""
        if not additions(self.kind):
            return self.built_in
        rows = dict(self.built_in)
        for name in self:
            try:
                rows[name] = self[name]
            except PluginError:
                continue
        return rows

    def problems(self) -> Iterator[PluginError]:
        """Yield an error for each row with an unusable name; nothing is loaded."""
        for one in additions(self.kind):
            if one.name in self.built_in:
                yield one.broken("is not used: l10n-flow has one of that name itself")
            elif not self._names.fullmatch(one.name):
                yield one.broken("is not used: that is no name for one")
        for name in dict.fromkeys(one.name for one in self._added()):
            found = [one for one in self._added() if one.name == name]
            if len(found) > 1:
                yield _twice(found)

    def broken(self) -> Iterator[PluginError]:
        """Yield an error for each row that has a usable name and cannot be loaded."""
        for name in dict.fromkeys(one.name for one in self._added()):
            try:
                self[name]
            except PluginError as error:
                yield error

    def _added(self) -> list[Addition]:
        return [
            one
            for one in additions(self.kind)
            if one.name not in self.built_in and self._names.fullmatch(one.name)
        ]

    def _row(self, addition: Addition) -> _Row:
        row = self._accepted.get(addition)
        if row is None:
            try:
                row = self._accept(addition, addition.load())
            except PluginError as error:
                row = error
            self._accepted[addition] = row
        if isinstance(row, PluginError):
            raise row
        return row


def _twice(found: list[Addition]) -> PluginError:
    names = " and ".join(f"{one.package} {one.version}" for one in found)
    what = f"the {KINDS[found[0].kind]} '{found[0].name}' is not used: {names} both add it"
    return PluginError(what, hint=f"remove one of them: pip uninstall {found[-1].package}")


@cache
def additions(kind: str) -> tuple[Addition, ...]:
    """What packages add to a table: our own additions first, then the others sorted by name."""
    found = [one for one in _installed() if one.kind == kind]
    if kind == OWN.kind and not any(one.name == OWN.name and _is_own(one) for one in found):
        found.append(OWN)
    return tuple(sorted(found, key=lambda one: (not _is_own(one), one.package, one.name)))


def packages() -> tuple[tuple[str, str], ...]:
    """Name and version of every package that adds something, except our own."""
    return tuple(sorted({(one.package, one.version) for one in _installed() if not _is_own(one)}))


def look_again() -> None:
    """Forget the list of plugins, so that packages installed in this process are found."""
    _installed.cache_clear()
    additions.cache_clear()


def _is_own(addition: Addition) -> bool:
    return addition.package == OWN.package


@cache
def _installed() -> tuple[Addition, ...]:
    """Every entry point for us; if a package is installed twice, those of the first place count.

    The current folder is not searched, although `python -m` puts it on the path: an untrusted
    checkout must not add plugins.
    """
    known: set[str] = set()
    found: list[Addition] = []
    here = os.getcwd()  # noqa: PTH109 - as sys.path spells it
    for folder in dict.fromkeys(sys.path):
        if folder in ("", here):
            continue
        for name in _metadata(folder):
            stem = name.rpartition(".")[0].partition("-")[0]
            package = _DIVIDERS.sub("-", stem).lower()  # as indexes compare names (PEP 503)
            if package not in known:
                known.add(package)
                found += _additions(f"{folder}/{name}", package)
    return tuple(found)


_DIVIDERS = re.compile(r"[-_.]+")


def _metadata(folder: str) -> list[str]:
    """The folders in which installers recorded what is installed in `folder`."""
    try:
        with os.scandir(folder) as entries:
            return sorted([e.name for e in entries if e.name.endswith((".dist-info", ".egg-info"))])
    except OSError:
        return []


def _additions(folder: str, package: str) -> Iterator[Addition]:
    """Yield the additions in the entry points of one installed package."""
    data = content(f"{folder}/entry_points.txt")
    if b"l10n_flow." not in data:
        return
    version, kind = _version(folder), ""
    for line in data.decode("utf-8", "replace").splitlines():
        line = line.strip()  # noqa: PLW2901
        if line.startswith("["):
            kind = line.strip("[]").strip().removeprefix(PREFIX) if PREFIX in line else ""
        elif kind in KINDS and "=" in line and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            yield Addition(kind, name.strip(), value.strip(), package, version)


def content(path: str) -> bytes:
    """The bytes of a file; empty if it cannot be read. For 80 files this takes 0.4 ms, `open` 2."""
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return b""
    pieces = []
    try:
        while piece := os.read(file, 4096):
            pieces.append(piece)
    except OSError:
        return b""
    finally:
        os.close(file)
    return b"".join(pieces)


def _version(folder: str) -> str:
    """The version in a package's metadata."""
    for name in ("METADATA", "PKG-INFO"):
        found = re.search(rb"^Version:[ \t]*(\S+)", content(f"{folder}/{name}"), re.MULTILINE)
        if found:
            return found[1].decode("ascii", "replace")
    return "?"


TABLES: Mapping[str, tuple[str, str]] = {
    "formats": ("l10n_flow.documents", "FORMATS"),
    "checks": ("l10n_flow.checks.table", "CHECKS"),
    "engines": ("l10n_flow.engines", "ENGINES"),
    "outputs": ("l10n_flow.workflow.building.outputs", "OUTPUTS"),
    "reports": ("l10n_flow.reports", "REPORTS"),
}
"""Where the table of each kind is; it is imported only if a package adds to it."""


def problems() -> tuple[PluginError, ...]:
    """Errors for the rows of packages whose names cannot be used.

    A row that cannot be loaded is reported by the code that uses it.
    """
    return tuple(chain.from_iterable(map(_problems, KINDS))) if packages() else ()


def _problems(kind: str) -> Iterator[PluginError]:
    if additions(kind):
        module, name = TABLES[kind]
        table: Rows[object] = getattr(import_module(module), name)
        yield from table.problems()
