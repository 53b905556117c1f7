"""An article in the languages of a project, and which of them may be published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from l10n_flow import documents
from l10n_flow.catalogs import store
from l10n_flow.editions import Rules, Selection, select
from l10n_flow.editions.taxonomy import labels
from l10n_flow.errors import L10nFlowError
from l10n_flow.model import Entry, Key
from l10n_flow.workflow import headings, reading
from l10n_flow.workflow.desk import Desk, Outcome

__all__ = ["Version", "hides_empty", "is_there", "may_change", "versions"]


@dataclass(slots=True)
class Version:
    """An article in one language, on its way to an edition."""

    locale: str
    entries: Mapping[Key, Entry]
    selection: Selection
    labels: Mapping[str, str | list[str]] = field(default_factory=dict)
    refused: frozenset[Key] = frozenset()
    """Translations that cannot be used: they count as none."""
    outcome: Outcome | None = None
    """None while it is to be written."""
    is_unfinished: bool = False
    """Whether the outcome is what it is because translations are missing."""


def versions(desk: Desk) -> dict[str, Version]:
    """The article in every language of the project, each with what its policy says about it.

    A language whose catalog cannot be read, or that has no label for one of the article's ids, has
    failed; why is among the desk's failures when the language is one of the job's.
    """
    found = {}
    targets = reading.targets(desk.article, desk.document, desk.source, desk.job.project)
    for locale in desk.job.project.languages:
        if locale != desk.source and locale not in targets:
            continue
        version = Version(locale, {}, _selection(desk, locale, {}, frozenset()))
        try:
            version.entries = {} if locale == desk.source else _entries(desk, locale)
            version.labels = _labels(desk, locale)
        except L10nFlowError as failure:
            version.outcome = "failed"
            if locale in desk.job.locales:
                desk.failures.append(failure)
        else:
            judge(desk, version)
        found[locale] = version
    return found


def judge(desk: Desk, version: Version, refused: frozenset[Key] = frozenset()) -> None:
    """The version's selection and outcome are what its policy makes of its translations."""
    version.refused |= refused
    locale = version.locale
    version.selection = _selection(desk, locale, version.entries, version.refused)
    rules = desk.job.rules[locale]
    progress = version.selection.progress
    is_whole = locale == desk.source or progress.translated == progress.segments
    version.is_unfinished = not is_whole and rules.untranslated in ("hide-article", "fail")
    if version.is_unfinished:
        version.outcome = "hidden" if rules.untranslated == "hide-article" else "failed"
    elif locale == desk.source:
        version.outcome = None
    elif progress.is_empty and hides_empty(rules) and not _is_menu(desk):
        version.outcome = "lost" if _was_translated(desk, locale) else "empty"
    else:
        version.outcome = "kept" if version.selection.percent < rules.threshold else None


def hides_empty(rules: Rules) -> bool:
    """Whether an article of which nothing is translated has no edition: left out, it is no page."""
    return rules.empty == "hide" or rules.untranslated == "omit"


def _is_menu(desk: Desk) -> bool:
    """Whether the site does without the article in no language: a book's table of contents."""
    return desk.article.relative in desk.job.options.dialect.menus


def _was_translated(desk: Desk, locale: str) -> bool:
    """Whether the last edition showed a translation, so that it is better than none."""
    path = desk.job.edition_path(desk.article, locale)
    try:
        data = desk.read(path)
        if data is None:
            return False
        front = documents.read_metadata(data, path, desk.job.options).front
    except L10nFlowError:
        return True
    if front is None or desk.job.bare:
        return data != desk.document.text
    return front.value("translation.status") != "untranslated"


def may_change(desk: Desk, version: Version) -> bool:
    """Whether writing the version may show that it cannot be published after all."""
    rules = desk.job.rules[version.locale]
    is_strict = rules.untranslated in ("hide-article", "fail") or rules.threshold > 0
    is_strict = is_strict or hides_empty(rules)
    return is_strict and version.outcome is None and version.locale != desk.source


def is_there(desk: Desk, version: Version) -> bool:
    """Whether readers find an edition: this build's, or one that stays."""
    if version.outcome in ("kept", "lost", "failed"):
        path = desk.job.edition_path(desk.article, version.locale)
        try:
            return desk.read(path) is not None
        except L10nFlowError:
            return False
    return version.outcome not in ("hidden", "empty")


def _entries(desk: Desk, locale: str) -> Mapping[Key, Entry]:
    path = desk.job.project.catalog_path(desk.article, locale)
    data = desk.read(path)
    if data is None:
        return {}
    catalog = store.parse(data, path, locale)
    headings.refuse_other_language(catalog, data, path)
    return catalog.live


def _selection(
    desk: Desk, locale: str, entries: Mapping[Key, Entry], refused: frozenset[Key]
) -> Selection:
    return select(desk.document, entries, desk.job.rules[locale].least, refused)


def _labels(desk: Desk, locale: str) -> Mapping[str, str | list[str]]:
    front, job = desk.document.front, desk.job
    if front is None or job.bare or not job.taxonomy.parts:
        return {}
    fields = job.project.config.taxonomy.fields
    return labels(
        front,
        job.taxonomy,
        fields,
        locale,
        lambda offset: desk.document.place(offset, desk.article.path),
    )
