"""Find the articles that names and links mean, without a walk through all of them.

There may be a million articles. To find one, only the folders on the way to it are listed;
`Project.inventory` lists them all.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from l10n_flow.config.settings import FILE_NAME
from l10n_flow.errors import L10nFlowError, UsageError
from l10n_flow.files.reading import is_file, is_there
from l10n_flow.language.counting import counted
from l10n_flow.paths import fits
from l10n_flow.project import Article, Inventory, Project, folded
from l10n_flow.yamlvalues import suggestion, tag

THEME = "site"
"""`site.po` has the theme's strings and belongs to no article."""


class Articles(Mapping[str, Article]):
    """The articles of a project by their paths in the content folder, each found on demand.

    Law: the answers are the same as those of `Project.inventory` (a test checks it). A folder is
    listed once and remembered, so one object serves one command. Counting the articles, or
    iterating over them, lists all folders. Pickled, it keeps the project only.
    """

    def __init__(self, project: Project) -> None:
        """Nothing is listed yet."""
        self._project = project
        self._roots = project.roots
        self._folders: dict[str, _ListedFolder | None] = {}
        self._walk: Inventory | None = None
        self._by_path: dict[str, Article] = {}
        self._by_name: dict[str, Article] = {}
        self._by_fold: dict[str, Article] = {}

    def __reduce__(self) -> tuple[type[Articles], tuple[Project]]:
        """Only the project is pickled."""
        return Articles, (self._project,)

    def __getitem__(self, relative: str) -> Article:
        self._look_into(relative)
        return self._by_path[relative]

    def __iter__(self) -> Iterator[str]:
        self._look_everywhere()
        return iter(self._by_path)

    def __len__(self) -> int:
        return len(self._look_everywhere().articles)

    def named(self, name: str) -> Article | None:
        """The article of that name, which is its path without the suffix."""
        self._look_into(name)
        return self._by_name.get(name)

    def spelled(self, path: str) -> Article | None:
        """The article at the path, or at one that differs only in case or normalisation."""
        folders = [""]
        for part in path.split("/")[:-1]:
            wanted = folded(part)
            folders = [
                f"{folder}{inner}/"
                for folder in folders
                for inner in self._inner(folder)
                if folded(inner) == wanted
            ]
        for folder in folders:
            self._folder(folder)
        return self._by_fold.get(folded(path))

    def below(self, folder: str) -> Inventory:
        """What is in a folder ("" or with `/` at its end) and its subfolders, sorted by name."""
        if not folder:
            return self._look_everywhere()
        if self._folder(folder) is None:
            return Inventory(())
        if self._walk is None and not self._is_above_roots(folder):
            return self._project.inventory(folder)
        all_of_them = self._look_everywhere()
        some = [one for one in all_of_them.articles if one.relative.startswith(folder)]
        return Inventory(tuple(some), all_of_them.misfits)

    def _look_into(self, path: str) -> None:
        """List the folder of this path, so that its articles are known."""
        folder, slash, _ = path.rpartition("/")
        self._folder(folder + slash)

    def _folder(self, folder: str) -> _ListedFolder | None:
        """What is in a folder; None for one that is not searched for articles."""
        if folder not in self._folders:
            above = [folder[: at + 1] for at, letter in enumerate(folder) if letter == "/"]
            for one in ("", *above):  # from the top down, as far as the folders exist
                if one not in self._folders:
                    self._folders[one] = self._listed(one)
                if self._folders[one] is None:
                    return None
        return self._folders[folder]

    def _listed(self, folder: str) -> _ListedFolder | None:
        """What is in a folder whose parent was listed; its articles are known afterwards."""
        if self._is_above_roots(folder):
            return _ListedFolder((), ())
        outer, _, name = folder[:-1].rpartition("/")
        around: Sequence[str] = [name]
        if not self._is_root(folder):
            outside = self._folders[f"{outer}/" if outer else ""]
            around = () if outside is None else outside.folders
        if name not in around:
            return None
        if self._is_one_of_two(name, around) or self._is_one_of_two(folder[:-1], self._roots):
            self._look_everywhere()  # one name may be an article's in either of them
        folders, files = self._project.listed(folder)
        self._remember(self._project.sorted_out([folder + file for file in files]).articles)
        return _ListedFolder(tuple(folders), tuple(files))

    def _is_one_of_two(self, name: str, names: Iterable[str]) -> bool:
        return sum(folded(one) == folded(name) for one in names) > 1

    def _inner(self, folder: str) -> Iterable[str]:
        """The folders in a folder; above the content folders, only those that lead to them."""
        if self._is_above_roots(folder):
            return {r[len(folder) :].split("/")[0] for r in self._roots if r.startswith(folder)}
        found = self._folder(folder)
        return () if found is None else found.folders

    def _is_root(self, folder: str) -> bool:
        return folder == "" if self._roots == ("",) else folder[:-1] in self._roots

    def _is_above_roots(self, folder: str) -> bool:
        return self._roots != ("",) and not any(folder.startswith(f"{r}/") for r in self._roots)

    def _look_everywhere(self) -> Inventory:
        if self._walk is None:
            self._walk = self._project.inventory()
            for known in (self._by_path, self._by_name, self._by_fold):
                known.clear()
            self._remember(self._walk.articles)
        return self._walk

    def _remember(self, articles: Iterable[Article]) -> None:
        if self._walk is not None and self._by_path:
            return  # all are known
        for one in articles:
            self._by_path[one.relative] = self._by_name[one.name] = one
            self._by_fold[folded(one.relative)] = one


class _ListedFolder(NamedTuple):
    """What is in a folder and may be read."""

    folders: tuple[str, ...]
    files: tuple[str, ...]


def select(project: Project, names: Sequence[str], cwd: Path) -> Inventory:
    """The articles that `names` mean, each once, sorted; all of them when there are no names.

    If a name means a folder, the result also has the files in it that cannot be articles. A name
    is an article's name, a path (from `cwd`, or from the content folder) to an article, to a folder
    of articles or to a catalog, or a pattern with `*`, `?` or `**`. Raises `UsageError` for a name
    that means no article.
    """
    articles = Articles(project)
    if not names:
        return articles.below("")
    found = [_meant(articles, project, name, cwd) for name in names]
    chosen = {article for one in found for article in one.articles}
    misfits: dict[str, L10nFlowError] = {str(each): each for one in found for each in one.misfits}
    return Inventory(tuple(sorted(chosen)), tuple(misfits.values()))


def _meant(articles: Articles, project: Project, name: str, cwd: Path) -> Inventory:
    """The articles that one name means."""
    for meaning in (_by_name, _by_place, _by_pattern):
        found = meaning(articles, project, name, cwd)
        if found.articles:
            return found
    raise _unknown(articles, project, name, cwd)


def _by_name(articles: Articles, project: Project, name: str, cwd: Path) -> Inventory:
    """The article with that name, or else those in the content folder's subfolder of that name."""
    del project, cwd
    plain = name.replace(os.sep, "/")
    exact = _these(articles.named(plain), articles.get(plain))
    return exact if exact.articles else articles.below(plain.rstrip("/") + "/")


def _by_place(articles: Articles, project: Project, name: str, cwd: Path) -> Inventory:
    """The articles at or below a path, or those whose catalogs are there."""
    place = Path(os.path.abspath(cwd / name))  # noqa: PTH100 - resolve() would follow links
    catalog = _catalog_name(project, place)
    if catalog is not None:
        return _these(articles.named(catalog))
    if project.content.is_relative_to(place):
        return articles.below("")
    if not place.is_relative_to(project.content):
        return _these()
    relative = place.relative_to(project.content).as_posix()
    exact = _these(articles.get(relative))
    return exact if exact.articles else articles.below(f"{relative}/")


def _by_pattern(articles: Articles, project: Project, name: str, cwd: Path) -> Inventory:
    """The articles whose name, or path from `cwd` or the content folder, fits a pattern."""
    del project
    if "*" not in name and "?" not in name:
        return _these()
    wanted = fits([name.replace(os.sep, "/")])
    return _these(
        *(
            article
            for article in articles.below("").articles
            if wanted(article.name)
            or wanted(article.relative)
            or wanted(os.path.relpath(article.path, cwd).replace(os.sep, "/"))
        )
    )


def _these(*found: Article | None) -> Inventory:
    return Inventory(tuple(dict.fromkeys(one for one in found if one is not None)))


def _catalog_name(project: Project, place: Path) -> str | None:
    """The name of the article whose catalog or template is at `place`."""
    if place.suffix not in (".po", ".pot") or not place.is_relative_to(project.catalogs):
        return None
    parts = place.relative_to(project.catalogs).with_suffix("").parts
    inner = parts[1:] if parts[0] == "pot" else parts[2:]
    return "/".join(inner)


def _unknown(articles: Articles, project: Project, name: str, cwd: Path) -> UsageError:
    if not articles:
        folder = project.relative(project.content).as_posix()
        return UsageError(f"no article '{name}': '{folder}' has no articles yet")
    if (cwd / name).exists():
        hint = f"'include' and 'exclude' in {FILE_NAME} say what is an article"
        return UsageError(f"'{name}' is not an article of this project", hint=hint)
    names = [article.name for article in articles.values()]
    return UsageError(f"no article '{name}'", hint=_likely(name, names))


def _likely(name: str, names: Sequence[str]) -> str:
    """A hint with the nearest name, or how to list the names."""
    hint = suggestion(name.removesuffix(".md"), names)
    return hint if hint.startswith("did") else "'l10n-flow status' lists the articles"


def orphans(
    project: Project, articles: Sequence[Article], locales: Sequence[str]
) -> tuple[Path, ...]:
    """The catalogs in these languages that belong to none of the articles, relative to the root.

    A catalog whose article is there, though refused, is none of them (`awaited`).
    """
    names = {article.name for article in articles}
    found = [
        (locale, name)
        for locale in locales
        for name in sorted(catalogs_in(_folder(project, locale)))
        if name not in names and name != THEME
    ]
    kept = awaited(project, {name for _, name in found})
    return tuple(
        project.relative(project.catalogs / locale / "LC_MESSAGES" / f"{name}.po")
        for locale, name in found
        if name not in kept
    )


def awaited(project: Project, names: Collection[str]) -> frozenset[str]:
    """Those of these names whose file is there, but refused as an article, or cannot be looked at.

    People are told of such a file or folder and will mend it; until then its catalogs are neither
    superfluous nor another article's.
    """
    refused = []
    for misfit in project.inventory().misfits if names else ():
        path = None if misfit.where is None else project.root / misfit.where.path
        if path is not None and path.is_relative_to(project.content):
            refused.append(PurePosixPath(path.relative_to(project.content).as_posix()))
    return frozenset(
        name
        for name in names
        for path in refused
        if path in PurePosixPath(name).parents
        or (path.name and path.with_suffix("").as_posix() == name)
    )


def _folder(project: Project, locale: str) -> str:
    """The folder of a language's catalogs, as `catalogs_in` takes it."""
    return os.path.join(project.catalogs, locale, "LC_MESSAGES", "")  # noqa: PTH118 - see there


def left_behind(project: Project, names: Container[str]) -> dict[str, tuple[str, ...]]:
    """The names under which there are catalogs and no article, each with the languages.

    `names` are those of the articles that there are.
    """
    found: dict[str, tuple[str, ...]] = {}
    for locale in project.languages:
        for name in catalogs_in(_folder(project, locale)):
            if name not in names and name != THEME:
                found[name] = (*found.get(name, ()), locale)
    return dict(sorted(found.items()))


def unclaimed(project: Project, names: Container[str]) -> dict[str, tuple[str, ...]]:
    """What is `left_behind`, without what only waits for its article (`awaited`)."""
    left = left_behind(project, names)
    kept = awaited(project, left)
    return {name: locales for name, locales in left.items() if name not in kept}


def languages_left(project: Project) -> Iterator[str]:
    """Yield a warning for each language that has catalogs of articles and is none of the project's.

    So it is after the tag in the configuration was changed, or taken out. Catalogs of other
    programs, which have no template here, are not meant.
    """
    with suppress(OSError):
        for name in sorted(path.name for path in project.catalogs.iterdir()):
            locale = tag(name)
            if locale is None or name == "pot" or _is_read(project, name):
                continue
            folder = project.catalogs / name / "LC_MESSAGES"
            catalogs = [
                one
                for one in catalogs_in(os.path.join(folder, ""))  # noqa: PTH118 - see there
                if is_file(project.template_path(Article(one, project.top, one)))
            ]
            if catalogs:
                place = project.relative(project.catalogs / name).as_posix()
                count = counted(len(catalogs), "catalog")
                top = project.relative(project.catalogs).as_posix()
                others = [one for one in project.targets(project.config.source) if _akin(one, name)]
                if locale in project.languages:
                    what = f"{place}: {count} in a folder that is not read"
                    yield f"{what} ('{locale}' is: l10n-flow mv {place} {top}/{locale})"
                    continue
                now = f"{top}/{others[0]}" if others else f"{top}/TAG"
                yield (
                    f"{place}: {count} in '{name}', which is no language of the project "
                    f"(bring '{name}' back into 'locales' of {FILE_NAME}; or, if it has another "
                    f"tag now: l10n-flow mv {place} {now}; or delete the folder)"
                )


def _is_read(project: Project, name: str) -> bool:
    """Whether a folder of the catalogs is a language's, also by another name in the file system."""
    if name in project.languages:
        return True
    with suppress(OSError):
        return any(
            os.path.samefile(project.catalogs / name, project.catalogs / one)  # noqa: PTH121
            for one in project.languages
            if is_there(project.catalogs / one)
        )
    return False


def _akin(one: str, other: str) -> bool:
    return one.partition("-")[0].lower() == other.replace("_", "-").partition("-")[0].lower()


def orphaned(
    project: Project, locales: Sequence[str]
) -> Iterator[tuple[tuple[str, str], str, Path]]:
    """Yield the catalogs whose article is gone: languages, name and file.

    The language of such an article is no longer recorded: it is the one that has no catalog, if
    there is exactly one, or else the project's own.
    """
    names = {article.name for article in project.articles()}
    for name, has in left_behind(project, names).items():
        lacks = [language for language in project.languages if language not in has]
        source = lacks[0] if len(lacks) == 1 else project.config.source
        for locale in has:
            if locale in locales and locale != source:
                article = Article(name, project.top, name)
                yield (source, locale), name, project.catalog_path(article, locale)


def catalogs_in(top: str, inside: str = "") -> Iterator[str]:
    """Yield the names of the articles whose catalogs are below a folder.

    They are strings and not paths, because there may be many. Hidden files belong to an editor or
    another program, and are skipped.
    """
    with suppress(OSError), os.scandir(top + inside) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from catalogs_in(top, f"{inside}{entry.name}/")
            elif entry.name.endswith(".po"):
                yield inside + entry.name.removesuffix(".po")


def place_in_repository(root: Path) -> str:
    """The path of the folder in its repository, with `/`; "" for the top, or without a repository.

    A folder that contains `.git` is taken for the repository; git itself is not called.
    """
    absolute = Path(os.path.realpath(root))
    for folder in (absolute, *absolute.parents):
        if os.path.lexists(folder / ".git"):
            place = absolute.relative_to(folder).as_posix()
            return "" if place == "." else place
    return ""
