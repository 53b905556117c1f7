"""An article in the languages of a project, and which of them may be published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from l10n_flow import documents
from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import header
from l10n_flow.editions import EditionWords, Rules, select
from l10n_flow.editions.notices import Progress
from l10n_flow.editions.taxonomy import labels
from l10n_flow.errors import L10nFlowError
from l10n_flow.model import Entry, Key
from l10n_flow.workflow import reading
from l10n_flow.workflow.building.bench import Bench, Outcome

__all__ = ["Version", "hides_empty", "is_there", "may_change", "versions"]


NOTHING = EditionWords({}, Progress(0))
"""Of a version that nobody has looked at."""


@dataclass(slots=True)
class Version:
    """An article in one language, on its way to an edition."""

    locale: str
    entries: Mapping[Key, Entry] = field(default_factory=dict)
    selection: EditionWords = NOTHING
    labels: Mapping[str, str | list[str]] = field(default_factory=dict)
    refused: frozenset[Key] = frozenset()
    """Translations that cannot be used: they count as none."""
    outcome: Outcome | None = None
    """None while it is to be written."""
    is_unfinished: bool = False
    """Whether the outcome is what it is because translations are missing."""


def versions(bench: Bench) -> dict[str, Version]:
    """The article in every language of the project, each with what its policy says about it.

    A language whose catalog cannot be read, or that has no label for one of the article's ids, has
    failed; why is among the bench's failures when the language is one of the job's.
    """
    found = {}
    targets = reading.targets(bench.article, bench.document, bench.source, bench.job.project)
    for locale in bench.job.project.languages:
        if locale != bench.source and locale not in targets:
            continue
        version = Version(locale)
        try:
            version.entries = {} if locale == bench.source else _entries(bench, locale)
            version.labels = _labels(bench, locale)
        except L10nFlowError as failure:
            version.selection = _selection(bench, locale, {}, frozenset())
            version.outcome = "failed"
            if locale in bench.job.locales:
                bench.failures.append(failure)
        else:
            judge(bench, version)
        found[locale] = version
    return found


def judge(bench: Bench, version: Version, refused: frozenset[Key] = frozenset()) -> None:
    """The version's selection and outcome are what its policy makes of its translations."""
    version.refused |= refused
    locale = version.locale
    version.selection = _selection(bench, locale, version.entries, version.refused)
    rules = bench.job.rules[locale]
    progress = version.selection.progress
    is_whole = locale == bench.source or progress.translated == progress.segments
    version.is_unfinished = not is_whole and rules.untranslated in ("hide-article", "fail")
    if version.is_unfinished:
        version.outcome = "hidden" if rules.untranslated == "hide-article" else "failed"
    elif locale == bench.source:
        version.outcome = None
    elif progress.is_empty and hides_empty(rules) and not _is_menu(bench):
        version.outcome = "lost" if _was_translated(bench, locale) else "empty"
    else:
        version.outcome = "kept" if version.selection.percent < rules.threshold else None


def hides_empty(rules: Rules) -> bool:
    """Whether an article of which nothing is translated has no edition: left out, it is no page."""
    return rules.empty == "hide" or rules.untranslated == "omit"


def _is_menu(bench: Bench) -> bool:
    """Whether the site does without the article in no language: a book's table of contents."""
    return bench.article.relative in bench.job.options.dialect.menus


def _was_translated(bench: Bench, locale: str) -> bool:
    """Whether the last edition showed a translation, so that it is better than none."""
    path = bench.job.edition_path(bench.article, locale)
    try:
        data = bench.read(path)
        if data is None:
            return False
        if bench.job.whole is not None:
            return bench.job.whole.has(data, locale)
        front = documents.read_metadata(data, path, bench.job.options).front
    except L10nFlowError:
        return True
    if front is None or bench.job.bare:
        return data != bench.document.text
    return front.value("translation.status") != "untranslated"


def may_change(bench: Bench, version: Version) -> bool:
    """Whether writing the version may show that it cannot be published after all."""
    rules = bench.job.rules[version.locale]
    is_strict = rules.untranslated in ("hide-article", "fail") or rules.threshold > 0
    is_strict = is_strict or hides_empty(rules)
    return is_strict and version.outcome is None and version.locale != bench.source


def is_there(bench: Bench, version: Version) -> bool:
    """Whether readers find an edition: this build's, or one that stays."""
    if version.outcome in ("kept", "lost", "failed"):
        path = bench.job.edition_path(bench.article, version.locale)
        try:
            data = bench.read(path)
            whole = bench.job.whole
            return data is not None and (whole is None or whole.has(data, version.locale))
        except L10nFlowError:
            return False
    return version.outcome not in ("hidden", "empty")


def _entries(bench: Bench, locale: str) -> Mapping[Key, Entry]:
    path = bench.job.project.catalog_path(bench.article, locale)
    data = bench.read(path)
    if data is None:
        return {}
    catalog = store.parse(data, path, locale)
    header.refuse_other_language(catalog, data, path)
    return catalog.live


def _selection(
    bench: Bench, locale: str, entries: Mapping[Key, Entry], refused: frozenset[Key]
) -> EditionWords:
    return select(bench.document, entries, bench.job.rules[locale].least, refused)


def _labels(bench: Bench, locale: str) -> Mapping[str, str | list[str]]:
    front, job = bench.document.front, bench.job
    if front is None or job.bare or not job.taxonomy.parts:
        return {}
    fields = job.project.config.taxonomy.fields
    return labels(
        front,
        job.taxonomy,
        fields,
        locale,
        lambda offset: bench.document.place(offset, bench.article.path),
    )
