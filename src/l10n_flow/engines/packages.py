"""Translation model packages on this machine: listing, installing and removing them.

Packages are Argos Translate's own, in the folder of Argos Translate, so each program finds what the
other installed. A package counts as installed after its model has been loaded and has translated
something; until then it has a hidden name, and after a failure it is removed.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from l10n_flow.engines.archive import GET_ANOTHER, Archive, open_archive, unusable
from l10n_flow.errors import EngineError, FileError, PackageError, Place, UsageError
from l10n_flow.files.fences import make_folder
from l10n_flow.files.reading import content_of
from l10n_flow.files.writing import create_file, discard, free_space, made_beside, move

METADATA = "metadata.json"
TOKENIZERS = ("sentencepiece.model", "bpe.model")

_CODE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,3}")
_SHAPES: Mapping[str, re.Pattern[str]] = {
    "from_code": _CODE,
    "to_code": _CODE,
    "package_version": re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,31}"),
}
"""They become part of a folder's name and of a draft's provenance."""

_MAKER = re.compile(r"[a-z][a-z0-9]{0,15}")

ARGOS_CODES: Mapping[str, str] = {"pt-br": "pb", "zh-hant": "zt", "zh-tw": "zt", "no": "nb"}
"""Where the codes of the Argos index are not language tags (BCP 47)."""

STALE_SECONDS = 3600
"""Hidden folders older than this were left by an installation that was killed."""


@dataclass(frozen=True, slots=True)
class Model:
    """One translation model: its metadata and its place."""

    source: str
    """The code that the package uses, usually a language tag."""
    target: str
    version: str
    path: Path
    """The folder of an installed package; the file of one that is being installed."""
    maker: str = "argos"
    """The origin of the package, where its metadata has it: "demo" for those of the sample
    newsroom."""

    @property
    def identity(self) -> str:
        """Name and version, in the form for a draft's provenance.

        >>> Model("en", "es", "1.9", Path("translate-en_es-1_9")).identity
        'argos-en_es-1.9'
        """
        return f"{self.maker}-{self.source}_{self.target}-{self.version}"

    @property
    def pair(self) -> tuple[str, str]:
        """Source and target."""
        return self.source, self.target


@dataclass(frozen=True, slots=True)
class InstalledPackages:
    """The contents of the folder of packages."""

    models: tuple[Model, ...] = ()
    """Sorted by pair, then newest first: the first of a pair is used."""
    damaged: tuple[PackageError, ...] = ()


@dataclass(frozen=True, slots=True)
class Installation:
    """The result of an installation."""

    model: Model
    replaced: tuple[Model, ...] = ()
    """The other versions of the pair, which were removed: with two, the used one would be
    uncertain."""


Verify = Callable[[Path], None]
"""Loads the package in a folder and translates with it; raises `EngineError` when that fails."""


def folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of packages, found as by Argos Translate; it need not exist.

    It is `ARGOS_PACKAGES_DIR`, else that key of Argos' settings.json, else
    `argos-translate/packages` in the user's data folder (`XDG_DATA_HOME`, by default
    `~/.local/share`, on every system).

    >>> folder({"XDG_DATA_HOME": "/home/ana/data", "XDG_CONFIG_HOME": "/none"}).as_posix()
    '/home/ana/data/argos-translate/packages'
    """
    chosen = argos_setting("ARGOS_PACKAGES_DIR", environment)
    if chosen:
        return Path(chosen).expanduser().absolute()
    data = environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data, "argos-translate", "packages").absolute()


def installed(place: Path) -> InstalledPackages:
    """Return every translation model in the folder `place`, and unusable packages there.

    Nothing is loaded: a damaged model file is found when it is used. Packages of other kinds and
    hidden folders are skipped; a folder that does not exist is empty.
    """
    models, damaged = [], []
    for found in _folders(place):
        try:
            model = described(content_of(found / METADATA), found)
        except (FileError, PackageError) as error:
            hint = f"install it again, or delete {found}"
            what = error.what if isinstance(error, PackageError) else f"no readable {METADATA}"
            damaged.append(PackageError(what, Place(found), hint=hint))
        else:
            models += [] if model is None else [model]
    return InstalledPackages(newest_first(models), tuple(damaged))


def newest_first(models: Iterable[Model]) -> tuple[Model, ...]:
    """Return the models sorted by pair, the newest first; numbers are compared as numbers.

    >>> versions = ["1.9.1", "1.10", "2.0", "1.9"]
    >>> models = newest_first(Model("en", "es", version, Path(version)) for version in versions)
    >>> [model.version for model in models]
    ['2.0', '1.10', '1.9.1', '1.9']
    """
    by_version = sorted(models, key=lambda model: _version(model.version), reverse=True)
    return tuple(sorted(by_version, key=lambda model: model.pair))


def choose(models: Sequence[Model], source: str, target: str) -> Model | None:
    """The model that translates directly between two language tags, or None.

    An exact code is preferred to that of the language alone: `pt-BR` may be served by `pb` or `pt`.

    >>> models = [Model("en", "pt", "1.0", Path("a")), Model("en", "pb", "1.0", Path("b"))]
    >>> [choose(models, "en-GB", tag).path.name for tag in ("pt-BR", "pt-PT")]
    ['b', 'a']
    >>> choose(models, "pt", "en") is None
    True
    """
    by_pair = {model.pair: model for model in reversed(models)}
    for pair in ((s, t) for s in _codes(source) for t in _codes(target)):
        if pair in by_pair:
            return by_pair[pair]
    return None


def install_file(path: Path, place: Path, verify: Verify) -> Installation:
    """Install the package file `path` in the folder `place`, after a trial of its model.

    Other versions of the same pair are removed. After a failure `place` is unchanged. Raises
    `PackageError` with the file when it is damaged, hostile or of another kind, `EngineError` when
    the engine's libraries are missing or the folder cannot be written.
    """
    with open_archive(path) as archive:
        model = described(archive.read(METADATA), path)
        if model is None:
            raise PackageError(
                "not a translation model but a package of another kind",
                Place(path),
                hint="give a file that translates one language into another",
            )
        _require_parts(archive)
        with writing_to(place):
            _require_room(archive, place)
            with stage(place) as hidden:
                archive.unpack(hidden / "package")
                _try(verify, hidden / "package", path)
                return _put_in_place(hidden, model, place)


def remove(source: str, target: str, place: Path) -> tuple[Model, ...]:
    """Remove all packages for the pair from the folder `place`, and return them.

    Raises `UsageError` when there is none.
    """
    wanted = choose(installed(place).models, source, target)
    if wanted is None:
        raise UsageError(
            f"no model {source} → {target} is installed",
            hint="'l10n-flow models list' shows what is",
        )
    gone = tuple(model for model in installed(place).models if model.pair == wanted.pair)
    with writing_to(place), stage(place) as hidden:
        for model in gone:
            move(model.path, hidden / model.path.name)
    return gone


@contextlib.contextmanager
def stage(place: Path) -> Iterator[Path]:
    """Create a hidden folder in `place`; remove it afterwards, with those of killed processes.

    It is inside `place` because a folder can only be renamed on its own file system, and `place`
    may be a mount point.
    """
    for old in place.glob(".l10n-flow-*"):
        with contextlib.suppress(OSError):
            if time.time() - old.stat().st_mtime > STALE_SECONDS:
                discard(old)
    with made_beside(place, ".l10n-flow-") as hidden:
        # Argos Translate stops at a folder without metadata, hidden or not; a type that it does not
        # support it skips.
        create_file(hidden / METADATA, b'{"type": "l10n-flow"}\n')
        yield hidden


def argos_setting(key: str, environment: Mapping[str, str]) -> str:
    """Return the environment's value, else that of Argos' settings.json, else ""."""
    if environment.get(key):
        return environment[key]
    config = environment.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    file = Path(config, "argos-translate", "settings.json")
    try:
        settings = json.loads(content_of(file))
    except (FileError, ValueError, RecursionError):
        return ""
    chosen = settings.get(key, "") if isinstance(settings, dict) else ""
    return chosen if isinstance(chosen, str) else ""


def _folders(place: Path) -> list[Path]:
    try:
        found = sorted(place.iterdir())
    except OSError:
        return []
    return [path for path in found if path.is_dir() and not path.name.startswith(".")]


def described(metadata: bytes, path: Path) -> Model | None:
    """Return the model that metadata.json describes; None for a package of another type.

    Raises `PackageError` when it describes nothing.
    """
    try:
        data = json.loads(metadata)
    except (ValueError, RecursionError) as error:
        raise unusable(path, f"its {METADATA} is not JSON: {error}") from error
    if not isinstance(data, dict):
        raise unusable(path, f"its {METADATA} is not an object")
    if data.get("type", "translate") != "translate":
        return None
    found = {}
    for key, shape in _SHAPES.items():
        value = data.get(key)
        if not isinstance(value, str) or not shape.fullmatch(value):
            raise unusable(path, f"its {METADATA} has no proper '{key}': {value!r:.80}")
        found[key] = value
    if found["from_code"] == found["to_code"]:
        raise unusable(path, f"it translates from {found['to_code']} into itself")
    pair = found["from_code"], found["to_code"]
    maker = str(data.get("maker", "argos"))
    return Model(
        *pair, found["package_version"], path, maker if _MAKER.fullmatch(maker) else "argos"
    )


def _require_parts(archive: Archive) -> None:
    """Require a model and a tokenizer in the package; loading them checks their contents."""
    missing = [] if "model/model.bin" in archive.names else ["model/model.bin"]
    if not any(name in archive.names for name in TOKENIZERS):
        missing.append(" or ".join(TOKENIZERS))
    if missing:
        raise unusable(archive.path, "it has no " + ", no ".join(missing))


def _require_room(archive: Archive, place: Path) -> None:
    free = free_space(place)
    if archive.size > free:
        raise EngineError(
            f"no room: the package needs {archive.size} bytes, {free} are free",
            Place(place),
            hint="free some, or set ARGOS_PACKAGES_DIR to a folder on another disk",
        )


def _try(verify: Verify, package: Path, path: Path) -> None:
    """Report the file, which people know, instead of the hidden folder with its contents."""
    try:
        verify(package)
    except PackageError as error:
        raise PackageError(error.what, Place(path), hint=GET_ANOTHER) from error


def _put_in_place(hidden: Path, model: Model, place: Path) -> Installation:
    """Rename the package to its final name and remove what it replaces, or change nothing."""
    version = re.sub(r"[^0-9A-Za-z]", "_", model.version)
    target = place / f"translate-{model.source}_{model.target}-{version}"
    others = [other for other in installed(place).models if other.pair == model.pair]
    moved = []
    try:
        for path in {target, *(other.path for other in others)}:
            if path.exists():
                move(path, hidden / path.name)
                moved.append(path)
        move(hidden / "package", target)
    except BaseException:  # Ctrl-C between two renames included
        for path in moved:
            move(hidden / path.name, path)
        raise
    new = replace(model, path=target)
    return Installation(new, tuple(other for other in others if other.path != target))


@contextlib.contextmanager
def writing_to(place: Path) -> Iterator[None]:
    """Create the folder `place` if needed; its errors in the block become `EngineError`."""
    try:
        make_folder(place)
        yield
    except OSError as error:
        raise EngineError(
            f"cannot write packages here: {error.strerror or error}",
            Place(place),
            hint="make the folder writable, or set ARGOS_PACKAGES_DIR to another one",
        ) from error


def _version(written: str) -> list[tuple[int, str]]:
    parts = re.findall(r"\d+|[A-Za-z]+", written)
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts]


def _codes(tag: str) -> list[str]:
    """Return the codes that packages may use for a language tag, best first.

    >>> _codes("pt-BR"), _codes("zh-Hant-TW"), _codes("fa")
    (['pt-BR', 'pb', 'pt'], ['zh-Hant-TW', 'zh-Hant', 'zt', 'zh'], ['fa'])
    """
    parts = tag.split("-")
    tags = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
    codes = []
    for shorter in tags:
        codes += [shorter] + [ARGOS_CODES[k] for k in [shorter.lower()] if k in ARGOS_CODES]
    return codes
