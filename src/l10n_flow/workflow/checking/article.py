"""One article's translations through the checks: what `check` does for each, in any process."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import header
from l10n_flow.catalogs.threeway import is_contested
from l10n_flow.checks.causes import reported
from l10n_flow.checks.pair import Pair, Policy
from l10n_flow.checks.projectrules import is_fake, packed, provenance
from l10n_flow.checks.running import Found, Selection, checked, selected
from l10n_flow.checks.suppression import doubts
from l10n_flow.checks.table import CHECKS
from l10n_flow.config import CheckPolicy
from l10n_flow.documents import Document
from l10n_flow.editions import frozen
from l10n_flow.editions.frozen import Frozen
from l10n_flow.errors import CatalogError, InputError, L10nFlowError, Place
from l10n_flow.files import bytes_of, is_absent, stamp_of
from l10n_flow.language import words
from l10n_flow.lookup import Articles
from l10n_flow.model import Catalog, Entry, Finding, Key, Segment, State
from l10n_flow.project import Article, Project
from l10n_flow.reports import Completeness
from l10n_flow.terms import Terms
from l10n_flow.workflow import reading
from l10n_flow.workflow.building.linking import LinkingArticle
from l10n_flow.workflow.checking import consistency
from l10n_flow.workflow.checking.check import Checked, CheckScope
from l10n_flow.workflow.incremental.ledger import seen
from l10n_flow.workflow.incremental.runner import Snapshot
from l10n_flow.workflow.words import taxonomy_of, terms_of

__all__ = [
    "CheckContext",
    "catalog_in",
    "check_article",
    "findings_of",
    "job_of",
    "pair_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext(CheckScope):
    """What checking an article needs to know."""

    active: Mapping[str, Selection]
    """By language, the checks that are switched on."""
    policies: Mapping[str, Policy]
    labels: consistency.Labels
    frozen: Mapping[str, Frozen] = field(default_factory=dict)
    """By language, the values that are the editions' own."""
    by_path: Articles
    """Every article that links may lead to, by its path in the content folder."""


def job_of(project: Project, locales: Sequence[str]) -> CheckContext:
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
        labels=consistency.Labels(taxonomy_of(project), project.config.taxonomy.fields),
        frozen=Snapshot({locale: _frozen(project, locale) for locale in project.languages}),
    )


def _frozen(project: Project, locale: str) -> frozen.Frozen:
    """The language's frozen values; none where `build` will say that they cannot be read."""
    try:
        return frozen.load(project.frozen_path(locale))
    except L10nFlowError:
        return frozen.Frozen()


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


def check_article(job: CheckContext, article: Article) -> Checked:
    """All that is to be said about one article, in the job's languages."""
    try:
        return _checked(job, article)
    except L10nFlowError as failure:
        return Checked(article.name, failures=(failure,))


def _checked(job: CheckContext, article: Article) -> Checked:
    bench = _ArticleCheck(job, article)
    stamp = bench.stamp(article.path)
    document = reading.read(article, job.options)
    language = reading.language(document, job.project.config)
    bench.see(article.path, document.text, stamp)
    page = bench.page(document)
    _check_article(bench, document, page)
    segments = {segment.key: segment for segment in document.segments}
    sizes = {key: words(key.source) for key in segments}
    for locale in reading.targets(article, document, language, job.project):
        if locale in job.locales and segments:
            translated = _opened(bench, locale, sizes)
            bench.completeness.append(_completeness(article, translated, locale, sizes))
            if translated is not None:
                before = len(bench.findings)
                foreign = _compare(translated)
                _check_entries(translated, segments, language, foreign)
                if foreign is None:
                    _judge_language(translated, before)
                _ask_where_from(translated)
                _follow_links(translated, page)
                bench.wordings[locale] = packed(translated.live.values())
    _compare_editions(bench, document)
    return Checked(
        article.name,
        language,
        tuple(bench.findings),
        tuple(bench.completeness),
        tuple(bench.failures),
        bench.files,
        bench.wordings,
    )


@dataclass(slots=True)
class _ArticleCheck:
    """The work on one article, and what came of it so far."""

    job: CheckContext
    article: Article
    findings: list[Finding] = field(default_factory=list)
    completeness: list[Completeness] = field(default_factory=list)
    failures: list[L10nFlowError] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    wordings: dict[str, str] = field(default_factory=dict)

    def stamp(self, path: Path) -> str:
        """The stamp of a file that is read next."""
        return stamp_of(path, self.job.begun)

    def see(self, path: Path, data: bytes | None, stamp: str) -> None:
        """The ledger will know of a file that was read, and what stamp it had before."""
        self.files[self.job.project.named(path)] = seen(data, stamp)

    def page(self, document: Document) -> LinkingArticle:
        """The article as its links are followed; the ledger knows of what they lead to."""

        def read(path: Path) -> bytes | None:
            stamp = self.stamp(path)
            data = bytes_of(path)
            self.see(path, data, stamp)
            return data

        return LinkingArticle(self.article, document, self.job.by_path, self.job.options, read)

    def report(
        self,
        name: str,
        locale: str,
        message: str,
        path: Path,
        *,
        line: int | None = None,
        entry: Entry | None = None,
        detail: str = "",
    ) -> None:
        """Something was found beyond a pair of texts, if anybody wants to know."""
        severity = self.job.severity(name, locale, self.article.name, entry)
        if severity is None:
            return
        self.findings.append(
            Finding(
                name,
                severity,
                self.article.name,
                locale,
                message,
                self.job.project.relative(path),
                line,
                entry.key if entry else None,
                entry.target if entry else "",
                detail=detail,
            )
        )


@dataclass
class _Translated:
    """One catalog of the article."""

    bench: _ArticleCheck
    locale: str
    path: Path
    data: bytes
    catalog: Catalog
    sizes: Mapping[Key, int]
    """The article's texts, with how many words each has."""

    @cached_property
    def live(self) -> Mapping[Key, Entry]:
        """The catalog's entries."""
        return self.catalog.live

    @cached_property
    def lines(self) -> Mapping[Key, int]:
        """Where each entry is; worked out when something was found."""
        return store.lines(self.data, self.path)

    def report(
        self,
        name: str,
        message: str,
        line: int | None = None,
        entry: Entry | None = None,
        detail: str = "",
    ) -> None:
        """Something was found in the catalog."""
        self.bench.report(
            name, self.locale, message, self.path, line=line, entry=entry, detail=detail
        )


def _check_article(bench: _ArticleCheck, document: Document, page: LinkingArticle) -> None:
    """What is wrong with the article itself is on the bench: it concerns every language."""
    path, config = bench.article.path, bench.job.project.config
    for start, message in reading.bad_dates(document, config):
        line = document.place(start, path).line
        bench.report("bad-date", "", message, path, line=line, detail=message)
    if document.links and bench.job.severity("dead-fragment", "") is not None:
        for one in page.dead():
            line, message = document.place(one.start, path).line, f"it links to '{one.target}', "
            bench.report("dead-fragment", "", message + one.why, path, line=line, detail=one.target)


def _follow_links(translated: _Translated, page: LinkingArticle) -> None:
    """Links that translations have of their own, and that lead nowhere, are on the bench."""
    bench, locale = translated.bench, translated.locale
    if bench.job.severity("dead-fragment", locale) is None:
        return
    min_state = bench.job.project.config.policy(locale).min_state
    for key, entry in translated.live.items():
        if "#" in entry.target and key in translated.sizes and entry.is_published(min_state):
            for one in page.dead_of(key, entry.target):
                message = f"it links to '{one.target}', {one.why}"
                line = translated.lines.get(key)
                translated.report("dead-fragment", message, line, entry, one.target)


def catalog_in(data: bytes, path: Path, locale: str) -> Catalog:
    r"""The catalog in a file's bytes; raises `CatalogError` as `store.parse` does.

    And for two mistakes that would else be told in odd words, or not at all: UTF-16 without a byte
    order mark, and UTF-8 whose header names another charset, which would be read as other words.

    >>> wrong = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=latin1\\n"\n# é'.encode()
    >>> catalog_in(wrong, Path("a.po"), "es")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    l10n_flow.errors.CatalogError: a.po: the file is UTF-8, but its header names another charset...
    """
    if b"\x00" in data and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        line = data.count(b"\n", 0, data.index(b"\x00")) + 1
        what = "the file holds NUL bytes: it is UTF-16, or no text at all"
        raise CatalogError(what, Place(path, line), hint="save it as UTF-8")
    text = store.decode(data, path)
    if not data.isascii() and _as_utf8(data) not in (None, text):
        what = "the file is UTF-8, but its header names another charset"
        raise CatalogError(what, Place(path), hint="let its header say charset=UTF-8")
    return store.parse(text, path, locale)


def pair_of(entry: Entry, segment: Segment, language: str, locale: str, policy: Policy) -> Pair:
    """An entry as the checks look at it."""
    placeholders = {str(n): one.value for n, one in enumerate(segment.placeholders, 1)}
    return Pair(
        entry.source,
        entry.target,
        language,
        locale,
        segment.kind,
        entry.state,
        placeholders,
        policy,
    )


def _opened(bench: _ArticleCheck, locale: str, sizes: Mapping[Key, int]) -> _Translated | None:
    """The catalog; None when there is none, or it cannot be read: then that is on the bench."""
    path = bench.job.project.catalog_path(bench.article, locale)
    stamp = bench.stamp(path)
    try:
        data = bytes_of(path)
        if data is None and path.is_symlink():
            hint = "bring that file back, or delete the link and run `l10n-flow sync`"
            raise InputError("a link to a file that is not there", Place(path), hint=hint)
        bench.see(path, data, stamp)
        if data is None:
            bench.report("no-catalog", locale, f"there is no catalog in {locale} yet", path)
            return None
        return _Translated(bench, locale, path, data, catalog_in(data, path, locale), sizes)
    except L10nFlowError as failure:
        bench.failures.append(failure)
        return None


def _as_utf8(data: bytes) -> str | None:
    """The text; None when the bytes are in another charset."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
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
    """Whether the catalog is that of the article as it stands; the finding that it is in another
    language than its own.
    """
    ours, theirs = translated.sizes.keys(), translated.live.keys()
    if message := _difference(len(ours - theirs), len(theirs - ours), len(theirs)):
        translated.report("out-of-date", message)
    stated = header.other_language(translated.catalog.headers, translated.locale)
    if not stated:
        return None
    message = f"its header says that it is in {stated}, but it lies with those in "
    line = header.line_of(translated.data, "Language")
    translated.report("wrong-language", message + translated.locale, line)
    return next((f for f in translated.bench.findings[-1:] if f.check == "wrong-language"), None)


def _difference(new: int, gone: int, left: int) -> str:
    """What an article and its catalog do not have in common; "" when they have the same texts.

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
"""The checks that find what is right in another language."""


def _judge_language(translated: _Translated, first: int) -> None:
    """Where most texts of a catalog are in another language, that is one finding.

    `first` is the number of findings that were on the bench before this catalog's.
    """
    findings = translated.bench.findings
    tongues = Counter(one.detail for one in findings[first:] if _is_foreign(one))
    if not tongues:
        return
    ((name, number),) = tongues.most_common(1)
    long = [e for e in translated.live.values() if len(e.target.split(None, _LONG)) >= _LONG]
    if number < _FEW or 2 * number <= len(long):
        return
    message = f"{number} of its {len(long)} longer texts seem to be in another language ({name})"
    before = len(findings)
    translated.report("wrong-language", message, detail=name)
    for foreign in findings[before:]:
        findings[first:before] = [_explained(one, foreign) for one in findings[first:before]]


def _is_foreign(finding: Finding) -> bool:
    """Whether a finding says of a text, and not of a word in it, that it is in another language."""
    span = finding.span or (0, 0)
    is_whole = 2 * (span[1] - span[0]) >= len(finding.target)
    return finding.check in ("other-language", "script") and is_whole


_FEW = 3
"""Texts in another language, fewer of which are each their own mistake."""
_LONG = 5
"""Words of a text that says which language it is in."""


def _explained(finding: Finding, foreign: Finding | None) -> Finding:
    """The finding, explained by the catalog's language where that is why it is one."""
    if foreign is None or finding.check not in _OF_LANGUAGE or finding.severity > foreign.severity:
        return finding
    return replace(finding, cause=foreign.identity)


def _check_entries(
    translated: _Translated,
    segments: Mapping[Key, Segment],
    language: str,
    foreign: Finding | None,
) -> None:
    """What is found in each entry is on the bench; `foreign` explains what is right elsewhere."""
    job, locale = translated.bench.job, translated.locale
    active, policy = job.active[locale], job.policies[locale]
    for key, entry in translated.live.items():
        if entry.comments:
            for doubt in doubts(entry):
                line = translated.lines.get(key)
                translated.report(doubt.check, doubt.message, line, entry, doubt.detail)
            if is_contested(entry):
                message = "two people translated this differently, and the words of both are kept"
                translated.report("merge-conflict", message, translated.lines.get(key), entry)
        segment = segments.get(key)
        if segment is None or not entry.target or is_fake(entry):
            continue
        pair = pair_of(entry, segment, language, locale, policy)
        if found := checked(pair, active):
            bench, path = translated.bench, translated.bench.job.project.relative(translated.path)
            place = bench.article.name, path, translated.lines.get(key)
            bench.findings += [
                _explained(finding, foreign)
                for finding in findings_of(job, pair, entry, found, *place)
            ]


def findings_of(
    job: CheckContext,
    pair: Pair,
    entry: Entry,
    found: Sequence[Found],
    article: str,
    path: Path,
    line: int | None = None,
) -> Iterator[Finding]:
    """Yield what was found in an entry, with its place and its cause; not what is suppressed."""

    def wanted(check: str) -> bool:
        return not job.suppresses(check, article, pair.locale, entry)

    made_for = entry.previous_source if entry.fuzzy else None
    for one in reported(pair, found, wanted, made_for=made_for or ""):
        finding = _finding(one.found, entry, article, pair.locale, path, line)
        if one.cause is not None:
            cause = _finding(one.cause, entry, article, pair.locale, path, line)
            finding = replace(finding, cause=cause.identity)
        yield finding


def _finding(
    found: Found, entry: Entry, article: str, locale: str, path: Path, line: int | None
) -> Finding:
    check, severity, hit = found
    return Finding(
        check,
        severity,
        article,
        locale,
        hit.message,
        path,
        line,
        entry.key,
        entry.target,
        hit.span,
        hit.source_span,
        hit.suggestion,
        hit.detail,
    )


def _ask_where_from(translated: _Translated) -> None:
    """Machines' words that readers get, and reviews that are over."""
    job, name, locale = translated.bench.job, translated.bench.article.name, translated.locale

    def wanted(check: str) -> bool:
        return job.severity(check, locale, name) is not None

    entries = [entry for key, entry in translated.live.items() if key in translated.sizes]
    published = job.project.config.policy(locale).min_state <= State.DRAFT
    for one in provenance(entries, translated.sizes, published=published, wanted=wanted):
        line = translated.lines.get(one.entry.key) if one.entry else None
        translated.report(one.check, one.message, line, one.entry)


def _compare_editions(bench: _ArticleCheck, document: Document) -> None:
    """What does not agree between the editions that were built is on the bench."""
    job, article = bench.job, bench.article
    paths = [job.project.edition_path(article, locale) for locale in job.project.languages]
    stamps = [bench.stamp(path) for path in paths]
    editions: Sequence[consistency.BuiltEdition] = ()
    try:
        if not all(map(is_absent, paths)):
            editions = consistency.read(job.project, article, job.project.languages, job.options)
    except L10nFlowError as failure:
        bench.failures.append(failure)
        return
    built = {edition.locale: edition.data for edition in editions}
    # One that is built later changes what is to be said.
    for locale, path, stamp in zip(job.project.languages, paths, stamps, strict=True):
        bench.see(path, built.get(locale), stamp)
    if not editions and document.front is None:
        return
    kept = {locale: one.articles.get(article.name, {}) for locale, one in job.frozen.items()}
    for one in consistency.compared(job.project, article, document, editions, job.labels, kept):
        if one.locale in job.locales:
            bench.report(
                one.name, one.locale, one.message, one.path, line=one.line, detail=one.detail
            )
