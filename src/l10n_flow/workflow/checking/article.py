"""One article's translations through the checks: what `check` does for each, in any process."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.catalogs.threeway import dispute, is_contested
from l10n_flow.checks.causes import reported
from l10n_flow.checks.pair import Pair, Policy
from l10n_flow.checks.projectrules import is_fake, packed, provenance
from l10n_flow.checks.rules.codespans import has_words
from l10n_flow.checks.running import Found, Selection, checked, selected
from l10n_flow.checks.suppression import doubts
from l10n_flow.checks.table import CHECKS
from l10n_flow.checks.version import is_of_version, other_version
from l10n_flow.config.settings import CheckPolicy
from l10n_flow.documents import Document
from l10n_flow.documents.document import Grammar
from l10n_flow.editions import frozen
from l10n_flow.editions.frozen import Frozen
from l10n_flow.editions.taxonomy import TaxonomyLabels
from l10n_flow.errors import CatalogError, InputError, L10nFlowError, Place
from l10n_flow.files.reading import is_absent
from l10n_flow.language.counting import words
from l10n_flow.lookup import Articles
from l10n_flow.model import Catalog, Entry, Finding, Key, Segment, State
from l10n_flow.project import Article, Project
from l10n_flow.reports import Completeness
from l10n_flow.terms.glossary import Terms
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.building.linking import LinkingArticle
from l10n_flow.workflow.checking import consistency
from l10n_flow.workflow.checking.check import Checked, CheckScope
from l10n_flow.workflow.incremental.runner import Snapshot
from l10n_flow.workflow.words import taxonomy_of, terms_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext(CheckScope):
    """What checking an article needs to know."""

    active: Mapping[str, Selection]
    """By language, the checks that are switched on."""
    policies: Mapping[str, Policy]
    taxonomy: TaxonomyLabels
    frozen: Mapping[str, Frozen] = field(default_factory=dict)
    """By language, the frozen values of the editions."""
    by_path: Articles
    """Every article that links may lead to, by its path in the content folder."""


def context_of(project: Project, locales: Sequence[str]) -> CheckContext:
    """What checking translations into these languages needs to know.

    Raises `ConfigError` for a damaged glossary or taxonomy.
    """
    settings, terms = project.config.check, terms_of(project)
    active = {}
    for locale in locales:
        levels = settings.judged(locale).severity
        active[locale] = selected(locale, {n: s for n, s in levels.items() if n in CHECKS})
    return CheckContext(
        project=project,
        locales=tuple(locales),
        active=active,
        policies={locale: _policy(settings.judged(locale), terms) for locale in locales},
        by_path=Articles(project),
        taxonomy=taxonomy_of(project),
        frozen=Snapshot({locale: _frozen(project, locale) for locale in project.languages}),
    )


def _frozen(project: Project, locale: str) -> Frozen:
    """The language's frozen values; empty when they cannot be read, which `build` reports."""
    path = project.frozen_path(locale)
    try:
        return Frozen() if is_absent(path) else frozen.load(path)
    except L10nFlowError:
        return Frozen()


def _policy(settings: CheckPolicy, terms: Terms) -> Policy:
    return Policy(
        title_limit=settings.title_limit,
        digits=settings.digits,
        quotes=settings.quotes,
        percent=settings.percent,
        isolates=settings.isolates,
        keep=settings.keep,
        terms=terms,
    )


def check_article(context: CheckContext, article: Article) -> Checked:
    """All findings about one article, in the context's languages."""
    try:
        return _checked(context, article)
    except L10nFlowError as failure:
        return Checked(article.name, failures=(failure,))


def _checked(context: CheckContext, article: Article) -> Checked:
    work = _ArticleCheck(context, article)
    document, language = context.opened(article, work.files)
    page = LinkingArticle(article, document, context.by_path, context.options, work.read)
    _check_article(work, document, page)
    segments = {segment.key: segment for segment in document.segments}
    sizes = {key: words(key.source) for key in segments}
    for locale in articlefiles.targets(article, document, language, context.project):
        if locale in context.locales and segments:
            failed = len(work.failures)
            translated = _opened(work, locale, sizes)
            if len(work.failures) == failed:
                work.completeness.append(_completeness(article, translated, locale, sizes))
            if translated is not None:
                before = len(work.findings)
                foreign = _compare(translated)
                _check_entries(translated, segments, language, document.format.grammar, foreign)
                if foreign is None:
                    _judge_language(translated, before)
                _judge_code(translated, before)
                _judge_version(translated, before)
                _ask_where_from(translated)
                _follow_links(translated, page)
                work.wordings[locale] = packed(translated.live.values())
    _compare_editions(work, document)
    return Checked(
        article.name,
        language,
        tuple(work.findings),
        tuple(work.completeness),
        tuple(work.failures),
        work.files,
        work.wordings,
    )


@dataclass(slots=True)
class _ArticleCheck:
    """The work on one article, and its results so far."""

    context: CheckContext
    article: Article
    findings: list[Finding] = field(default_factory=list)
    completeness: list[Completeness] = field(default_factory=list)
    failures: list[L10nFlowError] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    wordings: dict[str, str] = field(default_factory=dict)

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file, None when there is none; the ledger records it."""
        return self.context.read(path, self.files)

    def report(
        self,
        name: str,
        locale: str,
        message: str,
        path: Path,
        line: int | None = None,
        entry: Entry | None = None,
        detail: str = "",
    ) -> None:
        """Add a finding of a project-level check, unless it is off or suppressed."""
        self.findings += self.context.finding(
            name, locale, self.article.name, message, path, line, entry, detail
        )


@dataclass
class _Translated:
    """One catalog of the article."""

    work: _ArticleCheck
    locale: str
    path: Path
    data: bytes
    catalog: Catalog
    sizes: Mapping[Key, int]
    """The number of words of each of the article's texts."""

    @cached_property
    def live(self) -> Mapping[Key, Entry]:
        """The catalog's entries."""
        return self.catalog.live

    @cached_property
    def lines(self) -> Mapping[Key, int]:
        """The line of each entry; computed when there is a finding."""
        return store.lines(self.data, self.path)

    def report(
        self,
        name: str,
        message: str,
        line: int | None = None,
        entry: Entry | None = None,
        detail: str = "",
    ) -> None:
        """Add a finding about the catalog."""
        self.work.report(name, self.locale, message, self.path, line, entry, detail)


def _check_article(work: _ArticleCheck, document: Document, page: LinkingArticle) -> None:
    """Add the findings about the article itself: they concern every language."""
    path, config = work.article.path, work.context.project.config
    for start, message in articlefiles.bad_dates(document, config):
        line = document.place(start, path).line
        work.report("bad-date", "", message, path, line, detail=message)
    if document.links and work.context.severity("dead-fragment", "") is not None:
        for one in page.dead():
            line, message = document.place(one.start, path).line, f"it links to '{one.target}', "
            work.report("dead-fragment", "", message + one.why, path, line, detail=one.target)


def _follow_links(translated: _Translated, page: LinkingArticle) -> None:
    """Add the dead links of translations that their sources do not have."""
    work, locale = translated.work, translated.locale
    if work.context.severity("dead-fragment", locale) is None:
        return
    min_state = work.context.project.config.policy(locale).min_state
    for key, entry in translated.live.items():
        if "#" in entry.target and key in translated.sizes and entry.is_published(min_state):
            for one in page.dead_of(key, entry.target):
                message = f"it links to '{one.target}', {one.why}"
                line = translated.lines.get(key)
                translated.report("dead-fragment", message, line, entry, one.target)


def catalog_in(data: bytes, path: Path, locale: str) -> Catalog:
    """The catalog in a file's bytes; raises `CatalogError` as `store.parse` does.

    Also for a file without content, and for UTF-16 without a byte order mark, which would get an
    unclear message.

    >>> catalog_in(b"", Path("a.po"), "es")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    l10n_flow.errors.CatalogError: a.po:1: the file is empty (restore it from version control; ...
    """
    store.refuse_emptied(data, path)
    if b"\x00" in data and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        line = data.count(b"\n", 0, data.index(b"\x00")) + 1
        what = "the file holds NUL bytes: it is UTF-16, or not text at all"
        raise CatalogError(what, Place(path, line), hint="save it as UTF-8")
    return store.parse(data, path, locale)


def pair_of(
    entry: Entry, segment: Segment, languages: tuple[str, str], policy: Policy, grammar: Grammar
) -> Pair:
    """An entry as the checks take it; the languages are the article's and the catalog's."""
    placeholders = {str(n): one.value for n, one in enumerate(segment.placeholders, 1)}
    return Pair(
        entry.source,
        entry.target,
        *languages,
        segment.kind,
        entry.state,
        placeholders,
        policy,
        grammar=grammar,
    )


def _opened(work: _ArticleCheck, locale: str, sizes: Mapping[Key, int]) -> _Translated | None:
    """The catalog; None when it is missing or cannot be read, which is added to the failures."""
    path = work.context.project.catalog_path(work.article, locale)
    try:
        data = work.read(path)
        if data is None and path.is_symlink():
            hint = "bring that file back, or delete the link and run `l10n-flow sync`"
            raise InputError("a link to a file that is not there", Place(path), hint=hint)
        if data is None:
            message = f"there is no catalog in {locale} yet: run l10n-flow sync"
            work.report("no-catalog", locale, message, path)
            return None
        return _Translated(work, locale, path, data, catalog_in(data, path, locale), sizes)
    except L10nFlowError as failure:
        work.failures.append(failure)
        return None


def _completeness(
    article: Article, translated: _Translated | None, locale: str, sizes: Mapping[Key, int]
) -> Completeness:
    live = {} if translated is None else translated.live
    counts, totals = [0] * len(State), [0] * len(State)
    for key, size in sizes.items():
        state = live[key].state if key in live else State.UNTRANSLATED
        counts[state] += 1
        totals[state] += size
    return Completeness.of(locale, article.name, counts, totals)


def _compare(translated: _Translated) -> Finding | None:
    """Report a catalog that is out of date or in another language; return the latter finding."""
    ours, theirs = translated.sizes.keys(), translated.live.keys()
    if message := _difference(len(ours - theirs), len(theirs - ours), len(theirs)):
        hint = ": run l10n-flow sync" if theirs else ""
        translated.report("out-of-date", message + hint)
    stated = store.other_language(translated.catalog.headers, translated.locale)
    if not stated:
        return None
    message = f"its header says that it is in {stated}, but it lies with those in "
    line = store.language_line(translated.data)
    translated.report("wrong-language", message + translated.locale, line)
    return next((f for f in translated.work.findings[-1:] if f.check == "wrong-language"), None)


def _difference(new: int, gone: int, left: int) -> str:
    """How the texts of an article and of its catalog differ; "" when they are the same.

    >>> _difference(2, 1, 9)
    "2 of the article's texts are not in it, and 1 in it is no longer in the article"
    >>> _difference(4, 0, 0), _difference(0, 0, 3)
    ("it is empty: none of the article's texts is in it", '')
    """
    if new and not left:
        return "it is empty: none of the article's texts is in it"
    parts = []
    if new:
        parts.append(f"{new} of the article's texts {'is' if new == 1 else 'are'} not in it")
    if gone:
        parts.append(f"{gone} in it {'is' if gone == 1 else 'are'} no longer in the article")
    return ", and ".join(parts)


_OF_LANGUAGE = frozenset(
    ("script", "copy", "length", "term", "forbidden-term", "other-language")
) | {check.name for check in CHECKS.usable().values() if check.languages is not None}
"""Checks whose findings would be correct text in another language."""


def _judge_language(translated: _Translated, first: int) -> None:
    """Report one finding when most texts of a catalog are in another language.

    `first` is the number of findings that the work had before this catalog's.
    """
    findings = translated.work.findings
    languages = Counter(one.detail for one in findings[first:] if _is_foreign(one))
    if not languages:
        return
    ((name, number),) = languages.most_common(1)
    long = [e for e in translated.live.values() if len(e.target.split(None, _LONG)) >= _LONG]
    if number < _FEW or 2 * number <= len(long):
        return
    total = max(number, len(long))  # a short text may be detected, too
    message = f"{number} of its {total} longer texts seem to be in another language ({name})"
    _report_habit(translated, first, "wrong-language", message, _OF_LANGUAGE, detail=name)


def _judge_code(translated: _Translated, first: int) -> None:
    """Report one finding when most words that are code in a catalog are translated.

    It explains those of each text. `first` is as in `_judge_language`.
    """
    findings = translated.work.findings
    keys = {one.key for one in findings[first:] if one.check == "translated-code"}
    if len(keys) < _FEW:
        return
    entries = translated.live.values()
    total = len(keys | {one.key for one in entries if one.target and has_words(one.source)})
    if 2 * len(keys) <= total:
        return
    message = f"words that are code are translated in {len(keys)} of the {total} texts with such"
    _report_habit(translated, first, "code-language", message, ("translated-code",))


def _judge_version(translated: _Translated, first: int) -> None:
    """Report one finding when people's texts of a catalog are of another version of the article.

    It explains what each of them differs in. Errors, such as a link that is missing, and what is in
    drafts are told by themselves. `first` is as in `_judge_language`.
    """
    findings = translated.work.findings
    before = len(findings)
    people = {key for key, entry in translated.live.items() if entry.state > State.DRAFT}
    found = [
        (one.key, one.check) for one in findings[first:] if one.key in people and not one.cause
    ]
    other = other_version(found, len(people))
    if other is None:
        return
    ways = ", ".join(other.ways[:-1]) + f" and {other.ways[-1]}"
    message = f"this translation seems to be of another version of its source: {len(other.keys)}"
    message += f" of its {len(people)} texts differ from it in {ways}"
    broken = {one.key for one in findings[first:] if one.check in ("brackets", "stray-mark")}
    translated.report("other-version", message)
    for habit in findings[before:]:
        its = {
            one.identity
            for one in findings[first:before]
            if one.key in people - broken and is_of_version(one, habit.severity)
        }
        findings[first:before] = [
            replace(one, cause=habit.identity) if {one.identity, one.cause} & its else one
            for one in findings[first:before]
        ]


def _report_habit(
    translated: _Translated,
    first: int,
    check: str,
    message: str,
    effects: Container[str],
    detail: str = "",
) -> None:
    """Report one finding about a catalog, as the cause of what checks in `effects` found in it."""
    findings = translated.work.findings
    before = len(findings)
    translated.report(check, message, detail=detail)
    for habit in findings[before:]:
        findings[first:before] = [_explained(one, habit, effects) for one in findings[first:before]]


def _is_foreign(finding: Finding) -> bool:
    """Whether a finding reports that a whole text, not a word of it, is in another language."""
    span = finding.span or (0, 0)
    is_whole = 2 * (span[1] - span[0]) >= len(finding.target)
    return finding.check in ("other-language", "script") and is_whole


_FEW = 3
"""The minimum number of texts with one fault that become one finding; fewer are one each."""
_LONG = 5
"""The minimum number of words of a text whose language can be detected."""


def _explained(
    finding: Finding, habit: Finding | None, effects: Container[str] = _OF_LANGUAGE
) -> Finding:
    """The finding, with what is so in the whole catalog as its cause if that explains it."""
    if habit is None or finding.check not in effects or finding.severity > habit.severity:
        return finding
    return replace(finding, cause=habit.identity)


def _check_entries(
    translated: _Translated,
    segments: Mapping[Key, Segment],
    language: str,
    grammar: Grammar,
    foreign: Finding | None,
) -> None:
    """Add the findings in each entry; `foreign` is the cause of those that it explains."""
    context, locale = translated.work.context, translated.locale
    active, policy = context.active[locale], context.policies[locale]
    for key, entry in translated.live.items():
        if entry.comments:
            for doubt in doubts(entry):
                line = translated.lines.get(key)
                translated.report(doubt.check, doubt.message, line, entry, doubt.detail)
            if is_contested(entry):
                message = "a merge left the same words in a comment once more: delete the comment"
                if differing := dispute(entry):
                    message = f"two people translated this differently: {differing}"
                translated.report("merge-conflict", message, translated.lines.get(key), entry)
        segment = segments.get(key)
        if segment is None or not entry.target or is_fake(entry):
            continue
        pair = pair_of(entry, segment, (language, locale), policy, grammar)
        if found := checked(pair, active):
            work, path = translated.work, translated.work.context.project.relative(translated.path)
            place = work.article.name, path, translated.lines.get(key)
            work.findings += [
                _explained(finding, foreign)
                for finding in findings_of(context, pair, entry, found, *place)
            ]


def findings_of(
    context: CheckContext,
    pair: Pair,
    entry: Entry,
    found: Sequence[Found],
    article: str,
    path: Path,
    line: int | None = None,
) -> Iterator[Finding]:
    """Yield the findings in an entry, with place and cause, without suppressed ones."""

    def wanted(check: str) -> bool:
        return not context.suppresses(check, article, pair.locale, entry)

    made_for = entry.previous_source if entry.fuzzy else None
    for one in reported(pair, found, wanted, made_for=made_for or ""):
        finding = one.found.finding(pair, entry.key, article, path, line)
        if one.cause is not None:
            cause = one.cause.finding(pair, entry.key, article, path, line)
            finding = replace(finding, cause=cause.identity)
        yield finding


def _ask_where_from(translated: _Translated) -> None:
    """Report machine translations that are published, and reviews that are no longer valid."""
    context, name, locale = translated.work.context, translated.work.article.name, translated.locale

    def wanted(check: str) -> bool:
        return context.severity(check, locale, name) is not None

    entries = [entry for key, entry in translated.live.items() if key in translated.sizes]
    published = context.project.config.policy(locale).min_state <= State.DRAFT
    for one in provenance(entries, translated.sizes, published=published, wanted=wanted):
        line = translated.lines.get(one.entry.key) if one.entry else None
        translated.report(one.check, one.message, line, one.entry)


def _compare_editions(work: _ArticleCheck, document: Document) -> None:
    """Add the findings about built editions that do not agree."""
    context, article = work.context, work.article
    try:
        editions = consistency.read(context.project, article, context.options, work.read)
    except L10nFlowError as failure:
        work.failures.append(failure)
        return
    if not editions and document.front is None:
        return
    kept = {locale: one.articles.get(article.name, {}) for locale, one in context.frozen.items()}
    for one in consistency.compared(
        context.project, article, document, editions, context.taxonomy, kept
    ):
        if one.locale in context.locales:
            work.report(one.name, one.locale, one.message, one.path, one.line, detail=one.detail)
