"""Where a project's files are: articles, catalogs and editions, and their names.

An article's name is its path in the content folder without the suffix, with `/` on every system:
`content/news/brief.md` is `news/brief`. All its files are found by that name.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import Literal

from l10n_flow.config.settings import FILE_NAME, Config, load
from l10n_flow.entrypoints import additions
from l10n_flow.errors import ConfigError, InputError, L10nFlowError, Place, UsageError
from l10n_flow.files.fences import OWN_FOLDER, fence, is_hidden, look_again
from l10n_flow.files.reading import is_there
from l10n_flow.language.tags import inheritance
from l10n_flow.paths import fits, makes, placed
from l10n_flow.yamlvalues import tag


@dataclass(frozen=True, slots=True, order=True)
class Article:
    """One article of the content folder."""

    name: str
    """The path in the content folder without the suffix: `news/brief`."""
    top: str
    """The content folder, absolute, with a separator at the end (`Project.top`)."""
    relative: str
    """The path in the content folder, with `/`: `news/brief.md`."""

    @property
    def path(self) -> Path:
        """Absolute. Made on demand: of a hundred thousand articles, most need no path."""
        return Path(self.top + self.relative)


@dataclass(frozen=True, slots=True)
class Inventory:
    """What is in the content folder."""

    articles: tuple[Article, ...]
    """Sorted by name."""
    misfits: tuple[L10nFlowError, ...] = ()
    """Files that cannot be articles, and folders that cannot be read."""
    unread: tuple[str, ...] = ()
    """Paths, in the content folder, of files that only other programs read as articles."""

    def notes(self, project: Project) -> tuple[str, ...]:
        """Warnings about the files that are not read: one line for each suffix."""
        suffixes = sorted({PurePosixPath(name).suffix for name in self.unread})
        return tuple(_skipped_files(project, suffix, self.unread) for suffix in suffixes)


NOT_READ = {
    ".rst": "reStructuredText is not read; convert it to Markdown",
    ".adoc": "AsciiDoc is not read; convert it to Markdown",
}
"""Suffixes of articles that are not supported here, and what to do."""


def _not_read() -> Mapping[str, str]:
    """The same, with the suffixes that plugins read if `include` names them."""
    added = {one.name: one.package for one in additions("formats")}
    if not added:
        return NOT_READ
    from l10n_flow.documents import FORMATS  # noqa: PLC0415 - only where a plugin adds one

    readable = [name for name in FORMATS if name not in FORMATS.built_in]
    return {**NOT_READ, **{name: _READABLE.format(added[name]) for name in readable}}


_READABLE = "the plugin {} reads them once 'include' names them"


def _skipped_files(project: Project, suffix: str, unread: Sequence[str]) -> str:
    names = [name for name in unread if name.endswith(suffix)]
    first = project.relative(project.content / names[0]).as_posix()
    others = f" (and {len(names) - 1} more)" if len(names) > 1 else ""
    ending = f"; 'exclude: [\"**/*{suffix}\"]' in {FILE_NAME} ends this warning"
    return f"{first}{others}: {suffix} files are skipped: {_not_read()[suffix]}{ending}"


@lru_cache(maxsize=64)
def _below(root: Path, folder: str) -> Path:
    return root / folder


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a configuration, and the places of everything in it."""

    root: Path
    """Absolute."""
    config: Config

    @property
    def content(self) -> Path:
        """The folder of the articles."""
        return self.root / self.config.content

    @property
    def top(self) -> str:
        """The same as text, with a separator at the end (see `_files`)."""
        return os.path.join(self.content, "")  # noqa: PTH118

    @property
    def catalogs(self) -> Path:
        """The folder of catalogs and templates."""
        return _below(self.root, self.config.catalogs)  # asked for several times an article

    @property
    def output(self) -> Path:
        """The folder of the editions."""
        return self.root / self.config.output

    @property
    def taxonomy(self) -> Path:
        """The file with the labels of categories and authors; it need not exist."""
        return self.root / self.config.taxonomy.file

    @property
    def locks(self) -> Path:
        """The folder of lock files; safe to delete while nothing runs."""
        return self.root / OWN_FOLDER / "locks"

    @property
    def state(self) -> Path:
        """The folder of the ledgers; safe to delete."""
        return self.root / OWN_FOLDER / "state"

    @property
    def answers(self) -> Path:
        """The file of the MT cache; safe to delete."""
        return self.root / OWN_FOLDER / "answers.sqlite"

    @property
    def memories(self) -> Path:
        """The folder of imported translation memories; it need not exist."""
        return self.root / self.config.memory

    @property
    def terms(self) -> Path:
        """The glossary; it need not exist."""
        return self.root / self.config.terms

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language of the project, the default source first."""
        return self.config.languages

    @property
    def roots(self) -> tuple[str, ...]:
        """The content folders, relative to `content`: "" for that itself."""
        return tuple(self.config.roots) if len(self.config.roots) > 1 else ("",)

    @property
    def is_placed(self) -> bool:
        """Whether patterns place editions outside of the usual folder."""
        return any(self.config.roots.values())

    def root_of(self, article: Article) -> tuple[str, str]:
        """The article's content folder, and its path in that."""
        if len(self.config.roots) <= 1:
            return self.config.content, article.relative
        root = next(one for one in self.config.roots if article.relative.startswith(f"{one}/"))
        return root, article.relative.removeprefix(f"{root}/")

    def place(self, article: Article, locale: str, to: str = "markdown") -> str:
        """Where an article's edition is, relative to the root."""
        root, path = self.root_of(article)
        pattern = self.config.roots.get(root, "")
        if not pattern:
            return f"{self.config.output}/{to}/{locale}/{article.relative}"
        return placed(pattern, lang=locale, path=path, root=root)

    def is_edition(self, path: str) -> bool:
        """Whether a file in a content folder, relative to the root, is in the place of an edition.

        In some layouts an edition in the project's own language is in the folder of that
        language's articles. The place does not identify those.
        """
        return any(
            makes(pattern, root, self.config.locales).fullmatch(path)
            for root, pattern in self.config.roots.items()
            if pattern
        )

    def targets(self, source: str) -> tuple[str, ...]:
        """The languages that an article written in `source` is translated into.

        >>> Project(Path("/p"), Config(source="en", locales=("es", "fa"))).targets("fa")
        ('en', 'es')
        """
        return tuple(language for language in self.languages if language != source)

    def catalog_path(self, article: Article, locale: str) -> Path:
        """Where the catalog of an article in a language is, whether or not it exists."""
        return self.catalogs / f"{locale}/LC_MESSAGES/{article.name}.po"

    def template_path(self, article: Article) -> Path:
        """Where the template of an article's catalogs is."""
        return self.catalogs / f"pot/{article.name}.pot"

    def words_paths(self, locale: str) -> Iterator[Path]:
        """Yield where the project's own words for readers of a language may be, those that count
        more first: `es-MX` inherits from `es` as in CLDR.
        """
        for name in dict.fromkeys((locale, *inheritance(locale))):
            yield self.catalogs / name / "LC_MESSAGES" / "site.po"

    def frozen_path(self, locale: str) -> Path:
        """Where the values of a language that are set once and kept (slugs) are."""
        return self.catalogs / locale / "frozen.yaml"

    def edition_path(self, article: Article, locale: str) -> Path:
        """Where an article's edition in its own format is: `<output>/markdown/<locale>/…`."""
        if self.is_placed:
            return self.root / self.place(article, locale, "markdown")
        return self.output / "markdown" / locale / article.relative

    def relative(self, path: Path) -> Path:
        """The path as people read it: relative to the root when it is inside."""
        return Path(self.named(path)) if path.is_relative_to(self.root) else path

    def named(self, path: Path) -> str:
        """The same as text, with `/`: how ledgers name files.

        >>> Project(Path("/p"), Config(source="en")).named(Path("/p/content/a.md"))
        'content/a.md'
        """
        spelled, top = path.as_posix(), self.root.as_posix().rstrip("/") + "/"
        return spelled.removeprefix(top)

    def notes(self) -> tuple[str, ...]:
        """A warning for a project without a language to translate into."""
        if len(self.languages) > 1:
            return ()
        own = self.config.source
        what = f"{FILE_NAME}: 'locales' has no language but the articles' own, {own}"
        return (f"{what}, so nothing is translated (add another, as in locales: [es, fa])",)

    def articles(self) -> tuple[Article, ...]:
        """Every article, sorted by name; files that cannot be one are skipped (`inventory`)."""
        return self.inventory().articles

    def inventory(self, below: str = "") -> Inventory:
        """Every article, and the files among them that cannot be articles, with the reason.

        Hidden files and folders are skipped, and so are linked folders (a link to a parent folder
        would never end) and linked files that are hidden or outside the root. If two files would
        have the same name, and so share their catalogs, the first is the article. With `below`, a
        folder (with `/` at its end) that `lookup.Articles` has listed, only what is in that folder.
        """
        look_again()
        misfits: list[L10nFlowError] = []
        tops = (below,) if below else tuple(f"{root}/" if root else "" for root in self.roots)
        paths = [path for top in tops for path in _files(self.top, top, self.root, misfits)]
        found = self.sorted_out(paths)
        return Inventory(found.articles, (*misfits, *found.misfits), found.unread)

    def sorted_out(self, paths: Iterable[str]) -> Inventory:
        """The articles among these files, which are all the files of some folders of `content`."""
        is_placed, included = self.is_placed, fits(self.config.include)
        excluded, top = fits(self.config.exclude), self.top
        found: list[Article] = []
        unread: list[str] = []
        not_read = tuple(_not_read())
        roots = self.roots
        for relative in paths:
            root = "" if roots == ("",) else self._root_in(relative)
            inner = relative[len(root) + 1 :] if root else relative
            if excluded(inner):
                continue
            if is_placed and self.is_edition(self._from_root(relative)):
                continue
            if included(inner):
                found.append(Article(_name(relative), top, relative))
            elif relative.endswith(not_read):
                unread.append(relative)
        found.sort(key=attrgetter("name", "relative"))
        articles: list[Article] = []
        misfits: list[L10nFlowError] = []
        names: dict[str, Article] = {}
        for article in found:
            name = folded(article.name)
            before = names.get(name)
            misfit = _misfit(self, article, before)
            if misfit is None:
                articles.append(article)
                names[name] = article
            else:
                misfits.append(misfit)
        return Inventory(tuple(articles), tuple(misfits), tuple(unread))

    def listed(self, folder: str) -> tuple[list[str], list[str]]:
        """The folders and the files that are in a folder of `content` ("" or with `/` at its end).

        Only those that `inventory` would read. `folder` has to be one that `inventory` would list.
        """
        return _listed(self.top, folder, self.root)

    def _root_in(self, relative: str) -> str:
        return next(root for root in self.roots if relative.startswith(f"{root}/"))

    def would_hold(self, relative: str) -> bool:
        """Whether a file at this path, relative to `content`, would be read as an article.

        >>> project = Project(Path("/p"), Config(source="en", locales=("es",)))
        >>> project.would_hold("news/rain.md"), project.would_hold("news/.rain.md")
        (True, False)
        """
        root = next((one for one in self.roots if not one or relative.startswith(f"{one}/")), None)
        if root is None or any(part.startswith(".") for part in relative.split("/")):
            return False
        inner = relative[len(root) + 1 :] if root else relative
        if self.is_placed and self.is_edition(self._from_root(relative)):
            return False
        return fits(self.config.include)(inner) and not fits(self.config.exclude)(inner)

    def _from_root(self, relative: str) -> str:
        """A path in `content`, relative to the root."""
        return relative if self.config.content == "." else f"{self.config.content}/{relative}"

    def select_locales(self, values: Iterable[str]) -> tuple[str, ...]:
        """The languages that `values` mean, in the project's order; all when there are no values.

        A value may hold several, separated by commas. Raises `UsageError` for a language that
        the project does not have.

        >>> project = Project(Path("/p"), Config(source="en", locales=("es", "fa")))
        >>> project.select_locales(["fa,es"]), project.select_locales([])
        (('es', 'fa'), ('en', 'es', 'fa'))
        """
        wanted = {part.strip() for value in values for part in value.split(",") if part.strip()}
        tags = {written: tag(written) for written in wanted}
        for written, found in sorted(tags.items()):
            if found not in self.languages:
                raise UsageError(
                    f"'{written}' is not a language of this project",
                    hint="it has " + ", ".join(self.languages),
                )
        chosen = set(tags.values())
        return tuple(lang for lang in self.languages if lang in chosen or not chosen)


def folded(name: str) -> str:
    """The name as it is compared by file systems that fold case or normalise Unicode.

    >>> folded("Up.md") == folded("up.md"), folded("cafe\u0301") == folded("caf\u00e9")
    (True, True)
    """
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


_UNWRITABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
"""Control characters, and bytes of a name that are not UTF-8 (PEP 383). XML 1.0 allows neither."""


def _misfit(project: Project, article: Article, before: Article | None) -> ConfigError | None:
    """Why a file cannot be an article."""
    odd, it = _UNWRITABLE.search(article.name), "it"
    if article.name == "site":
        what = "an article named 'site' would share site.po with the words of the editions"
    elif odd is not None:
        held = "is not UTF-8" if odd[0] >= "\ud800" else f"holds the character U+{ord(odd[0]):04X}"
        what = f"its name {held}, which no page and no exchange file can contain"
    elif before is None:
        return None
    else:
        it, both = "one", f"{before.relative} and {article.relative}"
        what = f"{both} have the same name, '{article.name}', and would share their catalogs"
        if before.name != article.name:
            what = (
                f"{both} differ only in the case or the spelling of letters, and would be one file "
                "on many systems"
            )
    hint = f"rename {it}, or list it under 'exclude' in {FILE_NAME}"
    return ConfigError(what, Place(project.relative(article.path)), hint=hint)


def find(start: Path) -> Project:
    """The project of the folder `start`: the nearest folder, going up, with a configuration.

    Raises `UsageError` when there is none, and `ConfigError` when its configuration is wrong.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        file = folder / FILE_NAME
        if is_there(file):
            return opened(folder)
    raise UsageError(
        f"no {FILE_NAME} in {start} or above",
        hint="go to a project's folder, or make one with: l10n-flow init",
    )


def opened(folder: Path) -> Project:
    """The project whose root is `folder`, with its configuration; the root is fenced afterwards.

    Raises `ConfigError` when its configuration is wrong, `FileError` when it cannot be read.
    """
    fence(folder)
    project = Project(folder, load(folder / FILE_NAME))
    for inner in (project.content, project.catalogs, project.output, project.state.parent):
        fence(inner)
    return project


def _files(top: str, folder: str, root: Path, misfits: list[L10nFlowError]) -> Iterator[str]:
    """Paths below `top`, with `/`; a folder that cannot be read is added to `misfits`.

    `os.scandir` and plain strings, because `Path.rglob` takes five times as long, and every command
    lists the articles even if it has nothing to do.
    """
    try:
        entries = sorted(os.scandir(top + folder), key=attrgetter("name"))
    except FileNotFoundError:
        return
    except OSError as error:
        what = f"the folder cannot be read: {error.strerror or error}"
        misfits.append(InputError(what, Place(Path(top + folder))))
        return
    for entry in entries:
        kind = _kind(entry, root)
        if kind == "folder":
            yield from _files(top, f"{folder}{entry.name}/", root, misfits)
        elif kind == "file":
            yield folder + entry.name


def _listed(top: str, folder: str, root: Path) -> tuple[list[str], list[str]]:
    by_kind: dict[str, list[str]] = {"folder": [], "file": [], "": []}
    with suppress(OSError), os.scandir(top + folder) as entries:
        for entry in entries:
            by_kind[_kind(entry, root)].append(entry.name)
    return by_kind["folder"], by_kind["file"]


def _kind(entry: os.DirEntry[str], root: Path) -> Literal["folder", "file", ""]:
    """What an entry of a folder of articles is; "" for one that is skipped."""
    if entry.name.startswith("."):
        return ""
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    if not entry.is_symlink():
        return "file" if entry.is_file() else ""
    return "file" if _inside(entry, root) else ""


def _inside(entry: os.DirEntry[str], root: Path) -> bool:
    """Whether a link leads to a file inside the root; False for a link in a circle."""
    try:
        target = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    top = root.resolve()
    inner = target.is_relative_to(top) and not is_hidden(target.relative_to(top))
    return inner and target.is_file()


def _name(relative: str) -> str:
    """The path without its suffix.

    >>> _name("news/a.b.md"), _name("v1.2/README")
    ('news/a.b', 'v1.2/README')
    """
    dot = relative.rfind(".")
    return relative[:dot] if dot > relative.rfind("/") + 1 else relative
