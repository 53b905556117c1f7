"""A newsroom for tests: articles are written, catalogs filled, editions read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from l10n_flow import yamltext
from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import canonical
from l10n_flow.model import Catalog, Entry, Origin, digest
from l10n_flow.project import Project, find
from l10n_flow.workflow.building.build import BuildReport, build
from l10n_flow.workflow.sync import SyncReport, sync

BRIEF = """\
---
title: Rain
date: 2020-09-29
slug: rain
---

# Floods

Mud.
"""
TALKS = "The talks of 2015 went on for 18 days.\n"
RIGHT = "Las charlas de 2015 duraron 18 días."
WRONG = "Las charlas de 2016 duraron 18 días."
SPANISH = {"Rain": "Lluvia", "Floods": "Riadas", "Mud.": "Lodo."}

Translator = Callable[[str], str | None]
"""From a source to its translation; None leaves the entry alone."""


def write(project: Project, **articles: str) -> None:
    """Write articles by name; `__` in a name is a folder's slash."""
    for name, text in articles.items():
        path = project.content / (name.replace("__", "/") + ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


OPEN = {"publish": "publish: {empty: publish}\n", "fields": "fields: {slug: copy-once}\n"}
"""What lets tests of other things see an edition in every language, and a slug for each."""


def configure(project: Project, settings: str = "") -> Project:
    """The project with more settings below those that `init` wrote, and `OPEN`."""
    settings = settings.replace("publish: {", "publish: {empty: publish, ")
    settings = settings.replace("fields: {", "fields: {slug: copy-once, ")
    rest = "".join(line for key, line in OPEN.items() if f"{key}:" not in settings)
    return plainly(project, rest + settings)


def plainly(project: Project, settings: str = "") -> Project:
    """The project with these settings below those that `init` wrote, and no others."""
    file = project.root / "l10n-flow.yaml"
    file.write_text(f"source: en\nlocales: [es, fa]\n{settings}", encoding="utf-8")
    return find(project.root)


def synced(project: Project, *locales: str, dry_run: bool = False) -> SyncReport:
    return sync(project, project.articles(), locales or project.languages, dry_run=dry_run)


def built(
    project: Project,
    *locales: str,
    out: Path | None = None,
    bare: bool = False,
    dry_run: bool = False,
) -> BuildReport:
    chosen = locales or project.languages
    return build(project, project.articles(), chosen, out=out, bare=bare, dry_run=dry_run)


def catalog_path(project: Project, locale: str, name: str) -> Path:
    return project.catalogs / locale / "LC_MESSAGES" / f"{name}.po"


def catalog(project: Project, locale: str, name: str) -> Catalog:
    return store.load(catalog_path(project, locale, name), locale)


def fill(project: Project, locale: str, name: str, translator: Translator) -> None:
    """Translate a catalog as a person would, entry by entry."""
    before = catalog(project, locale, name)
    entries = [_translated(entry, translator) for entry in before.entries]
    text = canonical.write(replace(before, entries=tuple(entries)))
    catalog_path(project, locale, name).write_bytes(canonical.encode(text))


def translate(project: Project, locale: str, name: str, **words: str) -> None:
    """The one-word sources get these translations."""
    fill(project, locale, name, words.get)


def reviewed(project: Project, locale: str, name: str) -> None:
    """Somebody vouches for every translation."""
    before = catalog(project, locale, name)
    entries = [
        replace(e, origin=Origin(reviewer="ana", source=digest(*e.key), words=digest(e.target)))
        for e in before.entries
    ]
    text = canonical.write(replace(before, entries=tuple(entries)))
    catalog_path(project, locale, name).write_bytes(canonical.encode(text))


def with_reviewed_brief(project: Project) -> None:
    """The project has a brief that somebody translated into Spanish and reviewed."""
    write(project, brief=BRIEF)
    synced(project)
    fill(project, "es", "brief", SPANISH.get)
    reviewed(project, "es", "brief")


def edition(project: Project, locale: str, name: str, out: Path | None = None) -> str:
    folder = project.output / "markdown" if out is None else out
    return (folder / locale / f"{name}.md").read_bytes().decode()


def front(project: Project, locale: str, name: str) -> dict[str, Any]:
    """An edition's front matter."""
    text = edition(project, locale, name)
    data = yamltext.load(text.split("---\n")[1], Path(f"{locale}/{name}")).data
    assert isinstance(data, dict)
    return data


def outcomes(project: Project) -> dict[str, str]:
    """What became of each edition, by article and language."""
    return {f"{e.article} {e.locale}": e.outcome for e in built(project).editions}


def editions_of(project: Project) -> list[str]:
    """Every file among the editions, by its path in their folder."""
    folder = project.output / "markdown"
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def all_bytes(folder: Path) -> Mapping[str, tuple[bytes, int]]:
    """Every file below a folder with its bytes and the time of its last change, hidden ones not."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.parts[-4:])
    }


def _translated(entry: Entry, translator: Translator) -> Entry:
    words = None if entry.obsolete else translator(entry.source)
    return entry if words is None else replace(entry, target=words, fuzzy=False)
