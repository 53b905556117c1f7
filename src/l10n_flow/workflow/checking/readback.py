"""Read the built site back, and report where its pages disagree: with each other, with the
articles, and with their own metadata.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from l10n_flow import documents, extras
from l10n_flow.checks.projectlevel import PROJECT_LEVEL
from l10n_flow.documents.document import NULL, Document, dotted
from l10n_flow.documents.markdown.parsing import plain_text
from l10n_flow.editions.edition import day_of_name
from l10n_flow.errors import L10nFlowError, Place, UsageError
from l10n_flow.files.reading import bytes_of, stamp_of
from l10n_flow.language.calendars import parse_date
from l10n_flow.language.tags import language_tag
from l10n_flow.model import Entry, Finding, State, digest
from l10n_flow.project import Article, Project
from l10n_flow.site.readback import agreement, alone, files, together
from l10n_flow.site.readback.pagefacts import BuiltPage, Fault, packed, unpacked
from l10n_flow.site.readback.together import BuiltSite
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.checking.article import CheckContext, catalog_in, context_of
from l10n_flow.workflow.checking.check import Checked, record_of, restored
from l10n_flow.workflow.incremental.ledger import (
    Ledger,
    Record,
    digest_of,
    fingerprint,
    path_of,
    seen,
)
from l10n_flow.workflow.incremental.runner import Progress, begun, no_progress, spread, standing

_ALL = ""
"""The name of the record with the findings about the whole site in the ledger."""


def read_back(
    context: CheckContext,
    articles: Sequence[Article],
    folder: Path | None = None,
    *,
    whole: bool = True,
    progress: Progress = no_progress,
) -> tuple[Finding, ...]:
    """The findings about the pages in `folder`, by default about the site in its usual place.

    Empty when no site was built. Without `whole`, only findings about the pages of these articles
    are returned; all pages are read, because they refer to each other. Pages that have not changed
    are not read again.

    Raises `UsageError` for a named folder that has no site, and when the libraries for sites are
    missing.
    """
    site = _folder(context.project, folder)
    if site is None:
        return ()
    found = _found(context, site, progress)
    names = {article.name for article in articles}
    return tuple(
        one
        for one in found
        if (whole or one.article in names)
        and (
            not one.locale
            or one.locale in context.locales
            or one.locale not in context.project.languages
        )
    )


def errors_of_pages(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    folder: Path | None = None,
    *,
    whole: bool,
    progress: Progress = no_progress,
) -> tuple[L10nFlowError, ...]:
    """The findings of `read_back` that are errors, in the form that other commands print."""
    context = replace(context_of(project, locales), begun=begun(project))
    found = read_back(context, articles, folder, whole=whole, progress=progress)
    return tuple(
        L10nFlowError(one.message, Place(one.path, one.line), hint=PROJECT_LEVEL[one.check].remedy)
        for one in found
        if one.severity >= project.config.check.fail_level
    )


def _folder(project: Project, folder: Path | None) -> Path | None:
    """The folder of the site; None when there is none and the options name none."""
    site = project.output / "site" if folder is None else Path(os.path.abspath(folder))  # noqa: PTH100
    if not site.is_dir() or not any(site.glob("**/*.html")):
        if folder is None:
            return None
        hint = "`l10n-flow build --to site` makes one"
        raise UsageError(f"there is no site in '{folder}'", hint=hint)
    if extras.missing("site"):
        if folder is None:
            return None  # it was built in another folder
        what, hint = extras.lacking("Reading a site back", "site")
        raise UsageError(what, hint=hint)
    return site


# Reading, and what was read before


def _found(context: CheckContext, site: Path, progress: Progress) -> Sequence[Finding]:
    """All findings about the site; from the ledger when nothing has changed."""
    project = context.project
    name = project.named(site)
    ledger = Ledger(
        path_of(project, f"readback-{digest_of(name.encode())[:8]}"),
        fingerprint(project.config),
    )
    places = tuple(_places(site))
    listing = digest_of(repr((places, sorted(context.by_path))).encode("utf-8", "surrogatepass"))
    before = ledger.record(_ALL)
    if before is not None and before.held == ((listing, ""),):
        stands = standing(before, project.root, context.begun)
        kept = restored(_ALL, stands) if stands else None
        if kept is not None:
            return kept.findings
    work = _SiteReading(context, site, ledger)
    work.read(places, progress)
    found = work.findings(frozenset(places))
    ledger.drop_others((*work.pages, _ALL))
    record = record_of(Checked(_ALL, findings=tuple(found), files=work.seen))
    ledger.enter(_ALL, record._replace(held=((listing, ""),)))
    ledger.save()  # where it can: the folder may be read-only
    return found


def _places(site: Path) -> Iterator[str]:
    """Yield every file of the site by its path in it, sorted, without hidden ones."""
    for top, folders, names in os.walk(site):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        inside = os.path.relpath(top, site).replace(os.sep, "/")
        for name in sorted(names):
            if not name.startswith("."):
                yield name if inside == "." else f"{inside}/{name}"


class _ReadPage(NamedTuple):
    """A page, and its file's content as `seen`."""

    page: BuiltPage
    held: str


class _SiteReading:
    """One reading of a whole site."""

    def __init__(self, context: CheckContext, site: Path, ledger: Ledger) -> None:
        self._context, self._site, self._ledger = context, site, ledger
        self._project = context.project
        self.pages: dict[str, BuiltPage] = {}
        self.seen: dict[str, str] = {}
        """Every file that was read, as `seen`, for the ledger."""

    def read(self, places: Sequence[str], progress: Progress) -> None:
        """Read the pages; those that have not changed come from the ledger."""
        wanted = [place for place in places if _is_read(place)]
        todo = []
        for place in wanted:
            record = self._ledger.record(place)
            stands = standing(record, self._project.root, self._context.begun) if record else None
            page = _kept(stands)
            if page is None or stands is None:
                todo.append(place)
                continue
            self.pages[place] = page
            self.seen |= stands.files
            if stands is not record:
                self._ledger.enter(place, stands)
        tags = frozenset(map(language_tag, self._project.languages))
        may_run = self._project.config.site.raw_html == "trusted"
        work = _PageContext(self._site, tags, may_run, self._context.begun).read
        for place, (page, held) in zip(
            todo, spread(work, todo, "Reading back", progress), strict=True
        ):
            self.pages[place] = page
            files = {self._project.named(self._site / place): held}
            self.seen |= files
            self._ledger.enter(place, Record(files, (packed(page),)))
        self.pages = {place: self.pages[place] for place in wanted}

    def findings(self, places: frozenset[str]) -> Sequence[Finding]:
        """All findings, in the order of the pages."""
        project = self._project
        policies = {one: project.config.policy(one) for one in project.languages}
        omits = frozenset(
            language_tag(one) for one, how in policies.items() if how.untranslated == "omit"
        )
        modes, fields = project.config.fields, project.config.taxonomy.fields
        own = frozenset(fields[name] for name in fields if modes.get(name, "shared") != "shared")
        whole = BuiltSite(self.pages, places, project.config.site.url, omits, own)
        faults: dict[str, list[Fault]] = {place: list(p.faults) for place, p in self.pages.items()}
        for place, fault in together.faults(whole):
            faults[place].append(fault)
        for place, page in self.pages.items():
            if page.article:
                faults[place] += self._against_source(whole, page, faults[place])
        return [
            finding
            for place, some in faults.items()
            for fault in dict.fromkeys(some)
            for finding in self._finding(self.pages[place], fault)
        ]

    def _finding(self, page: BuiltPage, fault: Fault) -> Iterator[Finding]:
        locale, path = self._locale(page.place), self._site / page.place
        name = os.path.splitext(page.article)[0] or page.place  # noqa: PTH122
        return self._context.finding(
            fault.check, locale, name, fault.message, path, fault.line, detail=fault.detail
        )

    def _locale(self, place: str) -> str:
        """The language of the folder that a page is in; "" for the pages of all languages."""
        top, slash, _ = place.partition("/")
        tags = {language_tag(one): one for one in self._project.languages}
        return tags.get(top, "") if slash else ""

    # What the page was made of

    def _against_source(
        self, whole: BuiltSite, page: BuiltPage, known: list[Fault]
    ) -> Iterator[Fault]:
        """Yield the differences between the page and its article and catalog."""
        article = self._context.by_path.get(page.article)
        if article is None:
            yield Fault("page-outdated", "its article is gone", None, "article")
            return
        try:
            text = self._read(article.path) or b""
            document = documents.read_metadata(text, article.path, self._context.options)
            language = articlefiles.language(document, self._project.config)
        except L10nFlowError:
            return  # checking the article reports what is wrong with it
        if page.revision[0] != digest(text.decode()):
            message = "it was built from an older text of the article"
            yield Fault("page-outdated", message, None, "text")
            return
        locale = self._locale(page.place)
        if locale and locale != language:
            data = self._read(self._project.catalog_path(article, locale))
            if data is not None and page.revision[1] != digest_of(data)[:12]:
                message = "it was built before its translations were changed"
                yield Fault("page-outdated", message, None, "catalog")
            elif data is not None:
                yield from self._unmarked(whole, page, article, locale, data, known)
        own = self._context.frozen[locale].articles.get(article.name, {}) if locale else {}
        yield from agreement.against(
            page, _stated(self._project, article, document, frozenset(own))
        )

    def _read(self, path: Path) -> bytes | None:
        return self._context.read(path, self.seen)

    def _unmarked(
        self,
        whole: BuiltSite,
        page: BuiltPage,
        article: Article,
        locale: str,
        data: bytes,
        known: list[Fault],
    ) -> Iterator[Fault]:
        """Yield the untranslated blocks in the original's language that are not marked as such.

        A fault about the language of such words that is already `known` is the same mistake, or no
        mistake: an attribute cannot have a mark.
        """
        same = list(together.same_words(whole, page))
        of_language = [fault for fault in known if fault.check == "page-language"]
        if not same and not of_language:
            return
        try:
            catalog = catalog_in(data, self._project.catalog_path(article, locale), locale)
        except L10nFlowError:
            return
        waiting = {alone.words_of(plain_text(e.source)) for e in catalog.live.values() if _waits(e)}
        lines = {block.line for block in same if block.words in waiting}
        for fault in of_language:
            name, _, words = fault.detail.partition("=")
            is_label = name in ("alt", "title", "aria-label") and alone.words_of(words) in waiting
            if is_label or fault.line in lines:
                known.remove(fault)
        if any(fault.detail in ("html", "most") for fault in of_language):
            return  # the whole page names another language, which is one mistake
        for block in same:
            if block.words in waiting:
                message = "nobody translated this, and its language is not marked"
                yield Fault("page-untranslated", message, block.line, block.words)


def _is_read(place: str) -> bool:
    return place.endswith((".html", "/feed.xml")) or place == "sitemap.xml"


def _kept(record: Record | None) -> BuiltPage | None:
    try:
        return unpacked(record.notes[0]) if record else None
    except (ValueError, TypeError, IndexError):
        return None


class _PageContext(NamedTuple):
    """What reading a page needs to know."""

    site: Path
    tags: frozenset[str]
    may_run: bool
    """Whether articles may contain scripts."""
    begun: int

    def read(self, place: str) -> _ReadPage:
        path = self.site / place
        stamp = stamp_of(path, self.begun)
        data = bytes_of(path) or b""
        top, slash, _ = place.partition("/")
        lang = top if slash and top in self.tags else ""
        if place == "sitemap.xml":
            page = files.site_map(data, place)
        elif place.endswith(".xml"):
            page = files.feed(data, place, lang)
        else:
            page = alone.page(data, alone.Expected(place, lang, may_run=self.may_run))
        return _ReadPage(page, seen(data, stamp))


def _waits(entry: Entry) -> bool:
    """Whether the original appears in place of a missing translation."""
    return entry.state is State.UNTRANSLATED or (entry.state is State.DRAFT and not entry.is_copied)


def _stated(
    project: Project, article: Article, document: Document, own: frozenset[str]
) -> agreement.Stated:
    """The values of the article's front matter that every edition shows."""
    values: dict[str, list[str]] = {}
    for one in document.front.fields if document.front else ():
        if one.tag != NULL:
            values.setdefault(dotted(one.path), []).append(one.value)

    def first(*names: str) -> str:
        return next((" ".join(values[n][-1].split()) for n in names if values.get(n)), "")

    def ids(part: str) -> tuple[str, ...]:
        fields = [n for n, found in project.config.taxonomy.fields.items() if found == part]
        return tuple([one for name in fields for one in values.get(name, ())])

    parts = {
        "date": "date", "updated": "updated", "lastmod": "updated", "modified": "updated",
        **project.config.taxonomy.fields,
    }  # fmt: skip
    modes = {name for name, mode in project.config.fields.items() if mode != "shared"}
    return agreement.Stated(
        first("title"),
        parse_date(first("date")) or day_of_name(article.relative),
        next(
            filter(None, (parse_date(first(n)) for n in ("updated", "lastmod", "modified"))), None
        ),
        ids("categories"),
        ids("authors"),
        sum(1 for one in values.get("corrections.text", ()) if one.strip()),
        frozenset(part for name, part in parts.items() if name in own or name in modes),
    )
