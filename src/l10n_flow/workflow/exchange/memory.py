"""Translation memories of a project: import of TMX files, export of its own translations.

Imported memories are canonical TMX in the project's folder of memories, in git like the catalogs,
so that colleagues and CI translate with the same memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.errors import InputError, L10nFlowError, Place, UsageError
from l10n_flow.files.reading import bytes_of, is_there
from l10n_flow.files.sharing import locked
from l10n_flow.files.writing import replace_file
from l10n_flow.lookup import orphaned
from l10n_flow.memory import tmx
from l10n_flow.memory.collect import Memory, collected, turned
from l10n_flow.memory.matching import Match
from l10n_flow.memory.units import Pair, Unit, ordered
from l10n_flow.model import Catalog
from l10n_flow.project import Project
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.exchange import unitfiles
from l10n_flow.workflow.incremental.runner import Progress, no_progress

SUFFIX = ".tmx"
_NOT_IN_NAMES = set('/\\:*?"<>|')
"""Characters that some system does not allow in file names; some separate folders."""

Load = Callable[[Path, str], Catalog]
"""Reads the catalog of a file in a language."""

CATALOGS = "catalogs"
"""The name of the project's own translations in lists; they are in no memory file."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Units of a pair of languages."""

    source: str
    target: str
    units: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class Merged:
    """The import of a file for a pair of languages, in units."""

    source: str
    target: str
    new: int
    known: int
    """Units that the memory already had; a newer time or a review is taken over from the file."""


@dataclass(frozen=True, slots=True)
class MemoryImportReport:
    """What `import_file` did, or with `dry_run` would do."""

    file: Path
    """As it was given."""
    path: Path
    """The memory that it went into, relative to the root."""
    count: int
    """Translation units in the file."""
    pairs: tuple[Merged, ...]
    skipped: Mapping[str, int]
    """The number of skipped translation units, by reason: `tmx.LANGUAGE`, `tmx.EMPTY`…"""
    languages: tuple[str, ...]
    """Every language in the file, as it writes them."""
    faults: tuple[L10nFlowError, ...] = ()
    """What is wrong with units that were skipped for it, with their lines."""


@dataclass(frozen=True, slots=True)
class MemoryExportReport:
    """What `export` did."""

    path: Path
    """As it was given."""
    pairs: tuple[Counted, ...]
    """Empty when no file was written."""
    refused: tuple[Unit, ...] = ()
    """Units with a character that XML cannot hold: they are not in the file."""
    failures: tuple[L10nFlowError, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedMemories:
    """Everything in the project's folder of memories that can be read."""

    units: Mapping[Pair, tuple[Unit, ...]] = field(default_factory=dict)
    failures: tuple[L10nFlowError, ...] = ()

    def pair(self, pair: Pair) -> tuple[Unit, ...]:
        """The units from one language into another, with those of the opposite direction reversed.

        >>> imported = ImportedMemories({("es", "en"): (Unit("Lodo", "Mud"),)})
        >>> imported.pair(("en", "es"))[0].target
        'Lodo'
        """
        source, target = pair
        return (*self.units.get(pair, ()), *turned(self.units.get((target, source), ())))


@dataclass(frozen=True, slots=True)
class Listed:
    """One memory of the project."""

    name: str
    """The file's name without its suffix, or `CATALOGS`."""
    path: Path
    """Relative to the root."""
    pairs: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class ListReport:
    """The memories of a project, its own translations first."""

    memories: tuple[Listed, ...]
    failures: tuple[L10nFlowError, ...] = ()


@dataclass(frozen=True, slots=True)
class LocaleMatches:
    """The matches for a text in one language."""

    locale: str
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class SearchReport:
    """The matches for a text."""

    found: tuple[LocaleMatches, ...]
    failures: tuple[L10nFlowError, ...] = ()


def import_file(
    project: Project,
    file: Path,
    *,
    name: str | None = None,
    locale: str = "",
    vouched: bool = False,
    dry_run: bool = False,
) -> MemoryImportReport:
    """Import the units of a file into the project's memory `name`, by default the file's own name.

    The file is TMX, XLIFF or PO, by its suffix (`unitfiles`). `locale`: the language of a PO file
    without a language header. `vouched`: an exact match for a segment's text becomes a translation.

    The memory keeps its units; equal ones are merged. It is written in one step, and only if it
    changes. Raises `InputError` for a file of another format and for one that has no units in two
    of the project's languages, `UsageError` for an invalid name and without lxml.
    """
    title = _title(file.stem if name is None else name)
    path = project.memories / f"{title}{SUFFIX}"
    held = unitfiles.read(file, project.languages, origin=title, locale=locale)
    if vouched:
        units = {
            pair: tuple([replace(unit, vouched=True) for unit in some])
            for pair, some in held.units.items()
        }
        held = replace(held, units=units)
    if not held.units:
        raise _nothing(file, held, project)
    with nullcontext() if dry_run else locked(path, project.locks):
        before = bytes_of(path)
        known = _known(path, project) if before is not None else {}
        merged = {
            pair: ordered((*known.get(pair, ()), *held.units.get(pair, ())))
            for pair in {**known, **held.units}
        }
        data = tmx.write(merged).data
        if data != before and not dry_run:
            replace_file(path, data, expected=before)
    pairs = tuple(
        Merged(*pair, new, len(units) - new)
        for pair, units in held.units.items()
        for new in [len(merged[pair]) - len(known.get(pair, ()))]
    )
    place = project.relative(path)
    return MemoryImportReport(
        file, place, held.count, pairs, held.skipped, held.languages, held.faults
    )


def _known(path: Path, project: Project) -> Mapping[Pair, tuple[Unit, ...]]:
    """The units of a memory that is about to be written anew, so that none of them may be lost."""
    held = tmx.read(path, project.languages)
    if held.faults:
        raise held.faults[0]
    return held.units


def export(
    project: Project, file: Path, locales: Sequence[str], *, progress: Progress = no_progress
) -> MemoryExportReport:
    """Write the reviewed and translated entries of these languages' catalogs to a TMX file.

    Canonical: the same catalogs give the same bytes. A catalog that cannot be read is among the
    failures, and the file has the others. Raises `FileError` when the file cannot be written.
    """
    failures: list[L10nFlowError] = []
    units = _own(project, locales, failures, progress)
    written = tmx.write(units)
    refused = set(written.refused)
    kept = {pair: [unit for unit in some if unit not in refused] for pair, some in units.items()}
    pairs = _counted(kept)
    if pairs:
        replace_file(file, written.data)
    return MemoryExportReport(file, pairs, written.refused, tuple(failures))


def listed(
    project: Project, locales: Sequence[str], *, progress: Progress = no_progress
) -> ListReport:
    """The project's memories, and the number of their units into these languages."""
    failures: list[L10nFlowError] = []
    own = _own(project, locales, failures, progress)
    memories = [Listed(CATALOGS, project.relative(project.catalogs), _counted(own))]
    for path, units in _files(project, failures):
        chosen = {pair: some for pair, some in units.items() if pair[1] in locales}
        memories.append(Listed(path.stem, project.relative(path), _counted(chosen)))
    return ListReport(tuple(memories), tuple(failures))


def search(
    project: Project,
    text: str,
    locales: Sequence[str],
    *,
    source: str,
    min_percent: int,
    limit: int,
    progress: Progress = no_progress,
) -> SearchReport:
    """The matches for a text, exact or similar, in each of the languages except its own."""
    failures: list[L10nFlowError] = []
    own = _catalogs(project, locales, failures, progress)
    files = gathered(project)
    found = []
    for locale in locales:
        if locale != source:
            memory = memory_of(own.get((source, locale), ()), files.pair((source, locale)))
            (matches,) = memory.fuzzy([text], min_percent, limit)
            found.append(LocaleMatches(locale, matches))
    return SearchReport(tuple(found), (*failures, *files.failures))


def gathered(project: Project) -> ImportedMemories:
    """All imported memories; one that cannot be read is among the failures."""
    failures: list[L10nFlowError] = []
    units: dict[Pair, list[Unit]] = {}
    for _, held in _files(project, failures):
        for pair, some in held.items():
            units.setdefault(pair, []).extend(some)
    return ImportedMemories({pair: ordered(some) for pair, some in units.items()}, tuple(failures))


def memory_of(catalogs: Sequence[tuple[str, Catalog]], units: Sequence[Unit]) -> Memory:
    """The memory of one pair of languages: the translations in the catalogs, and these units."""
    return Memory((*collected(catalogs), *units))


def remembered(project: Project, pair: Pair, load: Load = store.load) -> Memory:
    """All translations from one language into another, of the project and of imported memories.

    `load` reads a catalog, for callers that already have it in memory. A catalog that cannot be
    read is left out; it is reported where it is needed.
    """
    failures: list[L10nFlowError] = []
    own = _catalogs(project, [pair[1]], failures, no_progress, load)
    return memory_of(own.get(pair, ()), gathered(project).pair(pair))


def _files(
    project: Project, failures: list[L10nFlowError]
) -> Iterator[tuple[Path, Mapping[Pair, tuple[Unit, ...]]]]:
    """Yield the memories in the folder that can be read, by name."""
    for path in sorted(project.memories.glob(f"*{SUFFIX}")):
        try:
            held = tmx.read(path, project.languages, origin=path.stem)
            failures += held.faults
            yield path, held.units
        except L10nFlowError as error:
            failures.append(error)


def _own(
    project: Project,
    locales: Sequence[str],
    failures: list[L10nFlowError],
    progress: Progress,
) -> dict[Pair, tuple[Unit, ...]]:
    """The translations by people in this project, by pair of languages."""
    catalogs = _catalogs(project, locales, failures, progress)
    return {pair: collected(some) for pair, some in catalogs.items()}


def _catalogs(
    project: Project,
    locales: Sequence[str],
    failures: list[L10nFlowError],
    progress: Progress,
    load: Load = store.load,
) -> dict[Pair, list[tuple[str, Catalog]]]:
    """The catalogs of the project that can be read, by pair of languages."""
    found: dict[Pair, list[tuple[str, Catalog]]] = {}
    options = articlefiles.parse_options(project.config)
    articles = project.articles()
    for done, article in enumerate(articles):
        progress("Reading catalogs", done, len(articles))
        paths = {locale: project.catalog_path(article, locale) for locale in locales}
        existing = {locale: path for locale, path in paths.items() if is_there(path)}
        try:
            if not existing:
                continue
            language = articlefiles.language(articlefiles.read(article, options), project.config)
            for locale, path in existing.items():
                if locale != language:
                    pair = (language, locale)
                    found.setdefault(pair, []).append((article.name, load(path, locale)))
        except L10nFlowError as error:
            failures.append(error)
    for pair, name, path in orphaned(project, locales):
        try:
            found.setdefault(pair, []).append((name, load(path, pair[1])))
        except L10nFlowError as error:
            failures.append(error)
    return found


def _counted(units: Mapping[Pair, Sequence[Unit]]) -> tuple[Counted, ...]:
    return tuple(
        Counted(*pair, len(some), sum(unit.reviewed for unit in some))
        for pair, some in sorted(units.items())
        if some
    )


def _title(name: str) -> str:
    """The name of a memory, which is the name of its file."""
    title = name.removesuffix(SUFFIX).strip()
    if title[:1] in ("", ".", "-") or not title.isprintable() or set(title) & _NOT_IN_NAMES:
        raise UsageError(
            f"'{name}' cannot be the name of a memory", hint="choose another: --name press"
        )
    return title


def _nothing(file: Path, held: tmx.Read, project: Project) -> InputError:
    """The error for a file that has nothing for the project."""
    if not held.count:
        return InputError("has no translation units", Place(file))
    if held.faults:
        return held.faults[0]
    ours = ", ".join(project.languages)
    return InputError(
        f"none of its units has words in two of the project's languages ({ours})",
        Place(file),
        hint=f"the file names {', '.join(held.languages) or 'none'}",
    )
