"""Export catalogs as XLIFF files for translators elsewhere, and import what they send back.

Each unit is verified before it is written: its source is the segment's, its inline codes are the
source's, and the article can contain its words. A unit that fails is reported with its place in the
file and the reason; the others are imported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import header
from l10n_flow.documents import render
from l10n_flow.errors import FileError, InputError, L10nFlowError, Place, UsageError
from l10n_flow.files.fences import make_folder
from l10n_flow.files.reading import bytes_of
from l10n_flow.files.writing import replace_file
from l10n_flow.language.counting import counted
from l10n_flow.memory.units import meant
from l10n_flow.model import Catalog, Entry, Key, State
from l10n_flow.project import Article, Project
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.incremental.runner import Progress, no_progress
from l10n_flow.xliff.entries import (
    CONFLICT,
    COPIED,
    EMPTY,
    TAKEN,
    Refused,
    come_back,
    identity,
    is_own_id,
    unit_of,
    with_source,
)
from l10n_flow.xliff.identifying import GONE, MatchedUnit, matched
from l10n_flow.xliff.incoming import ReadUnit, read
from l10n_flow.xliff.outgoing import write
from l10n_flow.xliff.versions import VERSIONS

_BY_SOURCE = "by source"

_CONFLICTS = {
    False: "its segment was translated here meanwhile",
    True: "its id was changed, and its segment has other words of a person here",
}
"""Why a unit is a conflict, by whether it was found by its source."""


@dataclass(frozen=True, slots=True)
class Exported:
    """One file that was written."""

    path: Path
    """Relative to the root when it is inside."""
    source: str
    locale: str
    articles: int
    units: int


@dataclass(frozen=True, slots=True)
class SkippedUnit:
    """A unit that was not imported, or could not be exported."""

    place: Place
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class XliffExportReport:
    """What `export` did."""

    files: tuple[Exported, ...]
    left: tuple[SkippedUnit, ...] = ()
    failures: tuple[L10nFlowError, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedSegments:
    """The import of a file into one catalog, in segments."""

    article: str
    locale: str
    path: Path
    """Relative to the root."""
    reviewed: int
    """Segments with a new translation or a new state, counted by that state."""
    translated: int
    drafts: int
    same: int
    """Segments that did not change."""
    empty: int
    """Segments without a translation in the file."""
    by_source: int
    """Those of all of these that were found by their source, because a tool had changed ids."""
    copied: int
    """Segments that have their source as translation in the file, and no state that says so; they
    are among those without a translation."""
    noted: int
    """Segments that got comments from notes in the file, changed otherwise or not."""


@dataclass(frozen=True, slots=True)
class XliffImportReport:
    """What `import_file` did, or with `dry_run` would do."""

    file: Path
    catalogs: tuple[ImportedSegments, ...]
    conflicts: tuple[SkippedUnit, ...] = ()
    """Units whose segment was translated differently here meanwhile; the catalog's words stay."""
    refused: tuple[SkippedUnit, ...] = ()
    failures: tuple[L10nFlowError, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """Names in the file of articles that were renamed since, each with the article's path."""

    @property
    def has_gone(self) -> bool:
        """Whether the file translates texts that the articles no longer have."""
        return any(one.reason == GONE for one in self.refused)


def export(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    folder: Path,
    *,
    version: str = VERSIONS[0],
    only_open: bool = False,
    copies_source: bool = False,
    progress: Progress = no_progress,
) -> XliffExportReport:
    """Write the segments of the articles' catalogs to one XLIFF file per pair of languages.

    The files are `SOURCE-TARGET.xlf` in `folder`; one with the same content is not touched.
    `only_open`: translated and reviewed segments are left out. `copies_source`: those that are not
    translated, and drafts, have the source in the place of a translation. A catalog that cannot be
    read is among the failures, and so is a file in which somebody has translated since it was
    exported and which was not imported; it stays, and the others are written. Raises `UsageError`
    without lxml, `FileError` for a folder that cannot be written to.
    """
    held, failures = _by_languages(project, articles, locales, progress)
    made_of = with_source if copies_source else unit_of
    files: list[Exported] = []
    left: list[SkippedUnit] = []
    for (source, locale), catalogs in sorted(held.items()):
        chosen = [
            (path, [made_of(entry) for entry in catalog.live.values() if _is_due(entry, only_open)])
            for path, catalog in catalogs
        ]
        chosen = [(path, units) for path, units in chosen if units]
        if not chosen:
            continue
        made = write(version, source, locale, chosen)
        file = folder / f"{source}-{locale}.xlf"
        make_folder(folder)
        try:
            _replace(project, file, made.data)
        except L10nFlowError as error:
            failures.append(error)
            continue
        reason = "it has a character that XML cannot hold"
        left += [SkippedUnit(Place(Path(path)), unit.id, reason) for path, unit in made.refused]
        units = sum(len(some) for _, some in chosen) - len(made.refused)
        files.append(Exported(project.relative(file), source, locale, len(chosen), units))
    return XliffExportReport(tuple(files), tuple(left), tuple(failures))


def _by_languages(
    project: Project, articles: Sequence[Article], locales: Sequence[str], progress: Progress
) -> tuple[Mapping[tuple[str, str], Sequence[tuple[str, Catalog]]], list[L10nFlowError]]:
    """By source and target language, catalogs with the paths of their articles; and failures."""
    failures: list[L10nFlowError] = []
    held: dict[tuple[str, str], list[tuple[str, Catalog]]] = {}
    options = articlefiles.parse_options(project.config)
    for done, article in enumerate(articles):
        progress("Reading", done, len(articles))
        try:
            document = articlefiles.read(article, options)
            source = articlefiles.language(document, project.config)
            for locale in articlefiles.targets(article, document, source, project):
                if locale in locales:
                    found = _catalog(project, article, locale)
                    if found is not None:
                        path = project.relative(article.path).as_posix()
                        held.setdefault((source, locale), []).append((path, found))
        except L10nFlowError as error:
            failures.append(error)
    return held, failures


def _replace(project: Project, file: Path, data: bytes) -> None:
    """Write the file, unless somebody has worked in the one of that name.

    A unit's id has the digest of the words that it was exported with, "0" for none. Raises
    `FileError` for a file with other words, which are not in the catalogs.
    """
    before = bytes_of(file)
    if before is not None and before != data:
        with suppress(InputError):  # no XLIFF of this project
            found = import_file(project, file, now=_ANY_TIME, dry_run=True)
            new = sum(one.reviewed + one.translated + one.drafts for one in found.catalogs)
            gone = sum(one.reason == GONE and one.id.endswith(".0") for one in found.refused)
            count = new + len(found.conflicts) + gone
            if count:
                have = f"{counted(count, 'segment')} {'has' if count == 1 else 'have'}"
                raise FileError(
                    f"{have} other words in it than in the catalogs; nothing was written",
                    Place(file),
                    hint=f"import it: l10n-flow exchange import {project.named(file)}; "
                    "or delete it, or export to another folder (--out)",
                )
    replace_file(file, data)


_MEMORIES = {".tmx": "a memory (TMX)", ".po": "a catalog (PO)"}
"""What files are that people hand over in the place of XLIFF, by suffix."""

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""The time of an import that writes nothing."""


def _is_due(entry: Entry, only_open: bool) -> bool:  # noqa: FBT001 - what the caller was asked for
    return not only_open or entry.state < State.TRANSLATED


def _catalog(project: Project, article: Article, locale: str) -> Catalog | None:
    path = project.catalog_path(article, locale)
    data = bytes_of(path)
    return None if data is None else store.parse(data, path, locale)


def import_file(
    project: Project,
    file: Path,
    *,
    now: datetime,
    by: str = "",
    theirs: bool = False,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> XliffImportReport:
    """Import the translations of an XLIFF file that was exported here into their catalogs.

    `by` is the reviewer of the units with the state `final`; without it they become translated.
    `theirs`: the file's translation replaces one that was made here meanwhile. Each catalog is
    written whole or not at all. Raises `InputError` for a file that is no XLIFF or has nothing of
    this project, `UsageError` without lxml.
    """
    if file.suffix.lower() in _MEMORIES:
        what = f"is {_MEMORIES[file.suffix.lower()]}, no XLIFF"
        hint = f"l10n-flow memory import {file} keeps its words, for texts like theirs"
        raise InputError(what, Place(file), hint=hint)
    reviewer = " ".join(by.split())
    units: dict[tuple[str, str], list[ReadUnit]] = {}
    for found in read(file):
        units.setdefault((found.original, found.target), []).append(found)
    batch = _ImportBatch(project, now, reviewer, theirs, dry_run)
    names = _ArticleNames(project)
    catalogs: list[ImportedSegments] = []
    strange: list[ReadUnit] = []
    for done, ((original, language), some) in enumerate(units.items()):
        progress("Reading", done, len(units))
        locale = meant(language, project.languages)
        article = names.article_of(original, some, locale) if locale is not None else None
        if article is None or locale is None:
            strange += some
            continue
        try:
            catalogs.append(batch.take(article, locale, some))
        except L10nFlowError as error:
            batch.failures.append(error)
    if units and not catalogs and not batch.failures:
        raise _nothing(file, strange, project)
    batch.refused += [
        _left(one, f"there is no article {one.original!r} in {one.target!r} here")
        for one in strange
    ]
    return XliffImportReport(
        file,
        tuple(catalogs),
        conflicts=tuple(batch.conflicts),
        refused=tuple(batch.refused),
        failures=tuple(batch.failures),
        renamed=tuple(names.renamed.items()),
    )


class _ArticleNames:
    """Which article a file means by a name: as a tool has written it, or from before a rename."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._articles = {project.relative(one.path).as_posix(): one for one in project.articles()}
        self._by_locale: dict[str, Mapping[str, Sequence[str]]] = {}
        self.renamed: dict[str, str] = {}
        """Names of before, each with the path that the article has now."""

    def article_of(self, original: str, units: Sequence[ReadUnit], locale: str) -> Article | None:
        """The article of that name, or the one with most of these units if it was renamed."""
        path = original if original in self._articles else _path_in(original, self._articles)
        if not path:
            path = self._holder(original, units, locale)
            if path:
                self.renamed[original] = path
        return self._articles.get(path)

    def _holder(self, original: str, units: Sequence[ReadUnit], locale: str) -> str:
        """The article that has most of these units by their ids; "" where none has, or two have.

        Only a name that an article may have had counts. The catalogs of the language are read once,
        when an article is missed first.
        """
        config = self._project.config
        tops = tuple(f"{top}/" for top in (config.roots or (config.content,)))
        ids = {one.id.partition(".")[0] for one in units if is_own_id(one.id)}
        if not ids or not original.startswith(tops):
            return ""
        if locale not in self._by_locale:
            self._by_locale[locale] = self._holding(locale)
        holding = self._by_locale[locale]
        counts = Counter(path for id_ in ids for path in holding.get(id_, ()))
        likely = [path for path, count in counts.items() if 2 * count > len(ids)]
        return likely[0] if len(likely) == 1 else ""

    def _holding(self, locale: str) -> Mapping[str, Sequence[str]]:
        """The articles whose catalogs have a segment, by its id."""
        found: dict[str, list[str]] = {}
        for path, article in self._articles.items():
            with suppress(L10nFlowError):  # a catalog that cannot be read is told by `check`
                catalog = _catalog(self._project, article, locale)
                for key in catalog.live if catalog is not None else ():
                    found.setdefault(identity(key), []).append(path)
        return found


def _path_in(original: str, paths: Collection[str]) -> str:
    r"""Return the path that a tool's name for a file ends with, or the only one that ends with it.

    "" for any other name.

    >>> paths = ["content/a b.md", "b.md", "x/c.md"]
    >>> [_path_in(one, paths) for one in (r"C:\ana\content\a%20b.md", "./b.md", "c.md", "sub.md")]
    ['content/a b.md', 'b.md', 'x/c.md', '']
    """
    parts = unquote(original.replace("\\", "/")).split("/")
    written = "/" + "/".join(part for part in parts if part not in ("", "."))
    longer = [path for path in paths if f"/{path}".endswith(written)]
    if len(longer) == 1 and written != "/":
        return longer[0]
    return max((path for path in paths if written.endswith(f"/{path}")), key=len, default="")


def _nothing(file: Path, strange: Sequence[ReadUnit], project: Project) -> InputError:
    one = strange[0]
    languages = ", ".join(project.languages)
    if not one.target:
        what = "does not say which language it is translated into"
        hint = f"write target-language (1.2) or trgLang (2.x) there: one of {languages}"
        return InputError(what, Place(file, one.place.line), hint=hint)
    what = f"has nothing of this project: it begins with {one.original!r} in {one.target!r}"
    hint = f"the project's languages are {languages}; import other translations with: memory import"
    return InputError(what, Place(file, one.place.line), hint=hint)


def _left(found: ReadUnit, reason: str) -> SkippedUnit:
    return SkippedUnit(found.place, found.id, reason)


@dataclass(slots=True)
class _ImportBatch:
    """One import: what is the same for every catalog, and the results for units."""

    project: Project
    now: datetime
    by: str
    theirs: bool
    dry_run: bool
    conflicts: list[SkippedUnit] = field(default_factory=list)
    refused: list[SkippedUnit] = field(default_factory=list)
    failures: list[L10nFlowError] = field(default_factory=list)

    def take(self, article: Article, locale: str, units: Sequence[ReadUnit]) -> ImportedSegments:
        """Import the units into the article's catalog."""
        path = self.project.catalog_path(article, locale)
        data = bytes_of(path)
        if data is None:
            hint = "bring the catalogs up to date first: l10n-flow sync"
            raise InputError("there is no such catalog yet", Place(path), hint=hint)
        before = store.parse(data, path, locale)
        made: dict[Key, tuple[Entry, ReadUnit]] = {}
        noted: dict[Key, Entry] = {}
        counts: Counter[str] = Counter()
        for one in matched(units, before.live.values()):
            self._one(one, made, noted, counts)
        self._prove(article, made)
        changed = noted | {key: entry for key, (entry, _) in made.items()}
        after = replace(
            before,
            entries=tuple(
                entry if entry.obsolete else changed.get(entry.key, entry)
                for entry in before.entries
            ),
        )
        if changed and not self.dry_run:
            final = header.revised(after, self.now)
            store.save(final, path, locks=self.project.locks, expected=data)
        states = Counter(entry.state for entry, _ in made.values())
        return ImportedSegments(
            article.name,
            locale,
            self.project.relative(path),
            reviewed=states[State.REVIEWED],
            translated=states[State.TRANSLATED],
            drafts=states[State.DRAFT],
            same=counts["same"],
            empty=counts[EMPTY] + counts[COPIED],
            by_source=counts[_BY_SOURCE],
            copied=counts[COPIED],
            noted=len(noted),
        )

    def _one(
        self,
        one: MatchedUnit,
        made: dict[Key, tuple[Entry, ReadUnit]],
        noted: dict[Key, Entry],
        counts: Counter[str],
    ) -> None:
        """Add the unit's translation and notes to its entry, or record why it is skipped."""
        found, entry = one.found, one.entry
        if found.unit is None:
            self.refused.append(_left(found, found.reason))
        elif entry is None and not found.unit.target:
            counts[EMPTY] += 1
        elif entry is None:
            self.refused.append(_left(found, one.reason))
        elif entry.key in made:
            self.refused.append(_left(found, "it appears twice in the file"))
        else:
            try:
                came = come_back(entry, found.unit, self.now, by=self.by, theirs=self.theirs)
            except Refused as error:
                self.refused.append(_left(found, str(error)))
                return
            if came.entry.comments != entry.comments:
                noted[entry.key] = replace(entry, comments=came.entry.comments)
            if came.outcome == CONFLICT:
                self.conflicts.append(_left(found, _CONFLICTS[one.by_source]))
                return
            counts[_BY_SOURCE] += one.by_source
            if came.outcome == TAKEN:
                made[entry.key] = came.entry, found
            else:
                counts[came.outcome] += 1

    def _prove(self, article: Article, made: dict[Key, tuple[Entry, ReadUnit]]) -> None:
        """Refuse the translations that the article cannot contain."""
        if not made:
            return
        document = articlefiles.read(article, articlefiles.parse_options(self.project.config))
        words = {key: entry.target for key, (entry, _) in made.items()}
        for refusal in render(document, words).refusals:
            key = refusal.slot.segment.key
            if key in made:
                _, found = made.pop(key)
                self.refused.append(_left(found, f"its translation {refusal.reason}"))


def version_named(name: str) -> str:
    """The version for a value of `--to`: `xliff` is the one that most tools of agencies read.

    >>> version_named("xliff"), version_named("xliff-2.1")
    ('1.2', '2.1')

    Raises `UsageError` for any other name.
    """
    known = {"xliff": VERSIONS[0], **{f"xliff-{version}": version for version in VERSIONS}}
    if name not in known:
        raise UsageError(f"'{name}' is not an exchange format", hint=f"choose {', '.join(known)}")
    return known[name]
