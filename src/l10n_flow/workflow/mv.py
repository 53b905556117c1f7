"""Give an article, or a folder of articles, another name, with all that belongs to it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from l10n_flow.config.settings import FILE_NAME
from l10n_flow.documents import FORMATS
from l10n_flow.errors import UsageError
from l10n_flow.files.fences import make_folder
from l10n_flow.files.reading import is_there
from l10n_flow.files.writing import move, reported
from l10n_flow.lookup import left_behind
from l10n_flow.project import Article, Project
from l10n_flow.workflow.git import move_known
from l10n_flow.workflow.renames import Move, MoveReport, adopt
from l10n_flow.workflow.retag import language_folder, retag


def rename(project: Project, old: str, new: str, cwd: Path, *, dry_run: bool = False) -> MoveReport:
    """Rename the article or folder `old` to `new`, with its translations.

    Names are as everywhere: an article's name, or a path from `cwd` or the content folder. `new`
    may leave out the suffix, or have another one of the same kind (`.markdown`); if it is an
    existing folder or ends with `/`, the article goes into it. A file that git tracks is moved in
    git. If the file was already moved, the catalogs of `old` go to the article `new`; no
    translation of either is lost. If `old` is the folder of a language's catalogs, these get the
    tag of `new` (`retag`).

    Raises `UsageError`, and nothing has moved, when `old` does not exist, when the suffix of `new`
    is that of another kind of article, when a file, an article
    or a catalog already has the new name, or when a file would be no article in its new place.
    """
    language = language_folder(project, old, cwd)
    if language is not None:
        return retag(project, language, new, dry_run=dry_run)
    inventory = project.inventory()
    by_name = {article.name: article for article in inventory.articles}
    source = _existing(project, old, cwd)
    if source is None:
        return _adopted(project, by_name, old, new, cwd, dry_run=dry_run)
    target = _target(project, source, new, cwd)
    inside = [a for a in inventory.articles if a.path == source or source in a.path.parents]
    if not inside:
        raise UsageError(
            f"'{old}' is neither an article nor a folder of articles",
            hint="l10n-flow status lists the articles",
        )
    _refuse_lost(project, inside, source, target)
    pairs = {_renamed(project, article, source, target): article.name for article in inside}
    _refuse_taken(project, pairs, target)
    pairs = {called: name for called, name in pairs.items() if called != name}
    left = left_behind(project, ())
    if dry_run:
        planned = [Move(name, called, left.get(name, ())) for called, name in pairs.items()]
        return MoveReport(project.relative(source), project.relative(target), tuple(planned))
    with reported("cannot be moved", source):
        make_folder(target.parent)
        if not move_known(project.root, source, target):
            move(source, target)
    moves, failures = adopt(project, pairs)
    places = project.relative(source), project.relative(target)
    return MoveReport(*places, moves, failures=failures)


def _existing(project: Project, name: str, cwd: Path) -> Path | None:
    """The file or folder in the content folder that a name means."""
    for place in (cwd / name, project.content / name):
        path = Path(os.path.abspath(place))  # noqa: PTH100 - resolve() would follow links
        if path != project.content and path.is_relative_to(project.content) and path.exists():
            return path
    found = [article.path for article in project.articles() if article.name == name]
    return found[0] if found else None


def _target(project: Project, source: Path, new: str, cwd: Path) -> Path:
    """Where the file or folder goes: a name in the content folder, or a path to it."""
    path = Path(os.path.abspath(cwd / new))  # noqa: PTH100
    if not path.is_relative_to(project.content):
        path = Path(os.path.abspath(project.content / new))  # noqa: PTH100
    if not path.is_relative_to(project.content):
        hint = f"give a name, or a path in {project.config.content}"
        raise UsageError(f"'{new}' is outside of the content folder", hint=hint)
    if path.is_dir() or new.endswith(("/", os.sep)):
        return path / source.name
    if source.is_dir() or path.suffix == source.suffix:
        return path
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        return path.with_name(path.name + source.suffix)
    if form is not FORMATS.get(source.suffix.lower()):
        raise UsageError(
            f"'{path.name}' would be another kind of file than '{source.name}'",
            hint=f"leave the suffix out to keep {source.suffix}; if the text is already written "
            "as the other kind, rename the file itself and run l10n-flow sync",
        )
    return path


def _renamed(project: Project, article: Article, source: Path, target: Path) -> str:
    """The name of an article after `source` has moved to `target`."""
    inner = article.path.relative_to(source)
    path = target if inner == Path() else target / inner
    relative = PurePosixPath(path.relative_to(project.content).as_posix())
    return relative.with_suffix("").as_posix()


def _refuse_lost(project: Project, articles: Sequence[Article], source: Path, target: Path) -> None:
    """Raise `UsageError` when the project would not find an article in its new place."""
    for article in articles:
        path = target / article.path.relative_to(source)
        relative = path.relative_to(project.content).as_posix()
        if not project.would_hold(relative):
            name = project.relative(path).as_posix()
            hint = f"'content', 'include' and 'exclude' in {FILE_NAME} say what is an article"
            raise UsageError(f"'{name}' would not be an article of this project", hint=hint)


def _refuse_taken(project: Project, pairs: dict[str, str], target: Path) -> None:
    if is_there(target):
        raise UsageError(
            f"'{project.relative(target).as_posix()}' exists already", hint="choose another name"
        )
    there = left_behind(project, ())
    taken = {article.name for article in project.articles()} | set(there)
    for name, before in pairs.items():
        if name == before:  # only the suffix is another one
            continue
        if name == "site":
            raise UsageError(
                "an article named 'site' would share its catalogs with the words of the site",
                hint="choose another name",
            )
        if name in taken:
            what = "an article" if name not in there else "a catalog"
            raise UsageError(f"there is {what} named '{name}' already", hint="choose another name")


def _adopted(
    project: Project,
    by_name: dict[str, Article],
    old: str,
    new: str,
    cwd: Path,
    *,
    dry_run: bool,
) -> MoveReport:
    """Move the catalogs of an article that was moved earlier to an existing article."""
    left = left_behind(project, by_name)
    name = _name(project, old, cwd)
    if name not in left:
        raise UsageError(
            f"there is no article, folder or catalog '{old}'", hint="l10n-flow status lists them"
        )
    path = _existing(project, new, cwd)
    called = next((article.name for article in by_name.values() if article.path == path), None)
    if called is None:
        raise UsageError(
            f"'{new}' is not an article that the translations of '{name}' could belong to",
            hint="l10n-flow status lists the articles",
        )
    pairs = {called: name}
    if dry_run:
        return MoveReport(None, None, (Move(name, called, left[name]),))
    moves, failures = adopt(project, pairs)
    return MoveReport(None, None, moves, failures=failures)


def _name(project: Project, written: str, cwd: Path) -> str:
    """The name that an article of this name or path had."""
    path = Path(os.path.abspath(cwd / written))  # noqa: PTH100
    if path.is_relative_to(project.content):
        relative = path.relative_to(project.content)
        return (relative.with_suffix("") if relative.suffix else relative).as_posix()
    for locale in project.languages:
        folder = project.catalogs / locale / "LC_MESSAGES"
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix().removesuffix(".po")
    return written
