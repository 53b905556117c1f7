"""Give the catalogs of a language another tag, as when a newsroom's pt becomes pt-BR."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from l10n_flow.config.settings import FILE_NAME
from l10n_flow.editions import frozen
from l10n_flow.errors import L10nFlowError, UsageError
from l10n_flow.files.reading import bytes_of, is_there
from l10n_flow.files.writing import delete_file
from l10n_flow.lookup import catalogs_in
from l10n_flow.model import Catalog
from l10n_flow.project import Article, Project
from l10n_flow.workflow.renames import MoveReport, carry
from l10n_flow.yamlvalues import tag


def language_folder(project: Project, written: str, cwd: Path) -> str | None:
    """The name of the folder among the catalogs that a path means, and which has catalogs.

    None for any other path; templates are no language's.
    """
    path = Path(os.path.abspath(cwd / written))  # noqa: PTH100 - resolve() would follow links
    if path.parent != project.catalogs or path.name == "pot":
        return None
    return path.name if next(_names(project, path.name), None) is not None else None


def retag(project: Project, old: str, new: str, *, dry_run: bool) -> MoveReport:
    """Move all catalogs and addresses of the folder `old` to the language that `new` means.

    `new` is a path to the new folder, or a tag. If both have a catalog of an article, the words of
    `old` come first, because readers know them; no word of the other is lost. A catalog that cannot
    be read or written stays, and is among the failures. Raises `UsageError` for a language that the
    project does not have.
    """
    locale = tag(Path(new.rstrip("/" + os.sep)).name)
    if locale is None or locale not in project.languages:
        raise UsageError(
            f"'{new}' is not the folder of a language of this project",
            hint=f"write the new tag into 'locales' of {FILE_NAME} first",
        )
    was, now = (project.catalogs / one for one in (old, locale))
    if locale == old or (is_there(now) and was.samefile(now)):
        raise UsageError(f"the catalogs are in '{old}' already")
    names = sorted(_names(project, old))
    failures: list[L10nFlowError] = []
    for name in () if dry_run else names:
        try:
            article = Article(name, project.top, name)
            path, target = (project.catalog_path(article, one) for one in (old, locale))
            carry(project, path, target, locale, relabelled=partial(_in_language, locale=locale))
        except L10nFlowError as failure:
            failures.append(failure)
    try:
        if not dry_run:
            _move_addresses(project, old, locale)
    except L10nFlowError as failure:
        failures.append(failure)
    places = project.relative(was), project.relative(now)
    return MoveReport(*places, (), len(names) - len(failures), tuple(failures))


def _names(project: Project, folder: str) -> Iterator[str]:
    return catalogs_in(os.path.join(project.catalogs, folder, "LC_MESSAGES", ""))  # noqa: PTH118


def _in_language(catalog: Catalog, locale: str) -> Catalog:
    """The catalog with the language's name in its header, if the header has one."""
    stated = locale.replace("-", "_")
    headers = tuple(
        (name, stated if name.lower() == "language" else value) for name, value in catalog.headers
    )
    return replace(catalog, locale=locale, headers=headers)


def _move_addresses(project: Project, old: str, locale: str) -> None:
    """Move the frozen values; those of the former folder are the ones that readers know."""
    path = project.frozen_path(old)
    data = bytes_of(path)
    if data is not None:
        mine = frozen.load(path)

        def both(others: frozen.Frozen) -> frozen.Frozen:
            return replace(mine, articles={**others.articles, **mine.articles})

        frozen.rewrite(project.frozen_path(locale), both, locks=project.locks)
        delete_file(path, if_holds=data.__eq__, below=project.catalogs)
