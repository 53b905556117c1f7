"""One article's template and catalogs: extracted, merged, and written where they changed."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from l10n_flow.catalogs import merge, store
from l10n_flow.catalogs.merge import MergeReport
from l10n_flow.catalogs.po import canonical, header
from l10n_flow.catalogs.threeway import CONFLICT, MSGCAT, dispute, is_contested, parted
from l10n_flow.documents import Document
from l10n_flow.errors import CatalogError, DocumentError, L10nFlowError
from l10n_flow.files.reading import bytes_of, stamp_of
from l10n_flow.files.writing import replace_file
from l10n_flow.model import Catalog, Key, Segment
from l10n_flow.project import Article, Project
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.incremental.ledger import Record, packed, seen
from l10n_flow.workflow.incremental.runner import Done
from l10n_flow.workflow.renames import LIKELY, share
from l10n_flow.workflow.sync import CatalogSync, Synced, SyncScope

if TYPE_CHECKING:
    from l10n_flow.terms.glossary import Terms


def sync_article(scope: SyncScope, article: Article) -> Done[Synced]:
    """Bring one article's template and catalogs up to date."""
    files: dict[str, str] = {}
    try:
        document, language = scope.opened(article, files)
    except L10nFlowError as failure:
        return Done(Synced(failures=(failure,)), None)
    relative = scope.project.relative(article.path)
    segments = document.segments
    template = merge.template(segments, project=scope.project.config.name)
    try:
        body = canonical.write_body(template.entries)
    except CatalogError:
        return Done(Synced(failures=(_unwritable(document, article.path),)), None)
    catalogs: list[CatalogSync] = []
    failures: list[L10nFlowError] = []
    warned: list[str] = []
    is_steady = False
    try:
        found = _write_template(scope, article, template, body, files)
        if found == "another":
            return Done(Synced(is_another=True), None)
        is_steady = found == "current"
    except L10nFlowError as failure:
        failures.append(failure)
    targets = articlefiles.targets(article, document, language, scope.project)
    wanted = [locale for locale in targets if locale in scope.locales]
    named = _terms_in(scope.terms, segments, wanted, language) if scope.terms else {}
    for locale in wanted:
        texts = _CatalogTexts(segments, body, named.get(locale, {}))
        try:
            catalogs.append(
                _sync_catalog(scope, article, locale, texts, files, warned, is_steady=is_steady)
            )
        except L10nFlowError as failure:
            failures.append(failure)
    kept = _kept(scope, article, language, targets, files)
    notes = (
        *_mistaken(scope.project, article, language),
        *_misnamed(document, scope.project, relative),
        *(f"{document.place(w.offset, relative)}: {w.message}" for w in document.warnings),
        *warned,
        *kept,
    )
    record = None if failures else packed(Record(files, notes))
    return Done(Synced(notes, tuple(catalogs), tuple(failures)), record)


def _terms_in(
    terms: Terms, segments: Sequence[Segment], locales: Sequence[str], language: str
) -> Mapping[str, Mapping[Key, tuple[str, ...]]]:
    """By language and text, the notes about the glossary's terms in it."""
    from l10n_flow.checks.prose import hidden  # noqa: PLC0415 - as above

    found: dict[str, dict[Key, tuple[str, ...]]] = {locale: {} for locale in locales}
    for segment in segments:
        notes = terms.notes(hidden(segment.source), locales, language=language)
        for locale, lines in notes.items():
            found[locale][segment.key] = lines
    return found


def _mistaken(project: Project, article: Article, language: str) -> Iterator[str]:
    """Yield a warning for a folder named for another language than that of its articles."""
    folder, inside, _ = article.relative.partition("/")
    others = [tag for tag in project.languages if tag != language]
    content = project.config.content
    if inside and folder.lower() in (tag.lower() for tag in others):
        remedy = f'leave the folder out (exclude: ["{folder}/**"])'
        if (project.root / content / language).is_dir():
            remedy = f"name the folder of the articles alone (content: {content}/{language})"
        yield (
            f"{content}/{folder}/ is read as articles in '{language}'. If they are in "
            f"'{folder}', say so in their front matter (lang: {folder}); if they are translations, "
            f"{remedy} and take them over: l10n-flow adopt '{content}/{folder}/**' "
            f"--locale {folder}"
        )
    if "." not in article.path.stem:
        return
    from l10n_flow.workflow.proposing import language_of  # noqa: PLC0415 - few names have two dots

    named = language_of(article.path)
    if named in others:
        ending = "".join(article.path.suffixes[-2:])
        yield (
            f"files such as {article.path.name} are read as articles in '{language}'. If they are "
            f"in '{named}', say so in their front matter (lang: {named}); if they are "
            f'translations, leave them out (exclude: ["**/*{ending}"]) and take them over: '
            f"l10n-flow adopt '{content}/**/*{ending}' --locale {named}"
        )


def _misnamed(document: Document, project: Project, path: Path) -> Iterator[str]:
    """Yield a warning for a language in the front matter that is not a language tag."""
    found = articlefiles.bad_language(document, project.config)
    if found is not None:
        yield f"{document.place(found[0], path)}: {found[1]}"


def _kept(
    scope: SyncScope,
    article: Article,
    language: str,
    targets: Sequence[str],
    files: dict[str, str],
) -> Iterator[str]:
    """Warnings for catalogs in languages in which the article no longer has an edition."""
    for locale in scope.project.targets(language):
        if locale in targets or locale not in scope.locales:
            continue
        path = scope.project.catalog_path(article, locale)
        if scope.read(path, files) is not None:
            name = scope.project.named(path)
            yield f"{name}: the article has no edition in {locale}; the catalog is kept"


def _unwritable(document: Document, path: Path) -> DocumentError:
    """The error for segments that a catalog cannot contain, with the line of the first."""
    for slot in document.slots:
        try:
            canonical.write_body(merge.template([slot.segment]).entries)
        except CatalogError as error:
            return DocumentError(error.what, document.place(slot.start, path), hint=error.hint)
    raise AssertionError("each segment alone can be written, and all together cannot")


def _write_template(
    scope: SyncScope, article: Article, template: Catalog, body: str, files: dict[str, str]
) -> Literal["current", "written", "another"]:
    """Bring the template up to date; nothing is written when it is of quite another article.

    A current template means that the article's texts have not changed, so its catalogs should have
    them.
    """
    path = scope.project.template_path(article)
    data = _file(canonical.write_header(template), body)
    stamp = stamp_of(path, scope.begun)
    before = bytes_of(path)
    is_current = before == data
    files[scope.project.named(path)] = seen(data, stamp if is_current else "")
    if is_current:
        return "current"
    if before is not None and scope.watches and _is_another(before, template):
        return "another"
    if not scope.dry_run:
        replace_file(path, data, durable=False)
    return "written"


def _is_another(before: bytes, template: Catalog) -> bool:
    """Whether the template was made from an article with quite different texts."""
    try:
        was = frozenset(store.parse(before, Path(), "").live)
    except CatalogError:
        return False
    return bool(was) and share(was, frozenset(template.live)) < LIKELY


@dataclass(frozen=True, slots=True)
class _CatalogTexts:
    """The content of the catalogs of an article."""

    segments: Sequence[Segment]
    body: str
    """The template's entries as text of its file."""
    terms: Mapping[Key, tuple[str, ...]]
    """The notes on glossary terms for the translators of one language."""


@store.retried
def _sync_catalog(
    scope: SyncScope,
    article: Article,
    locale: str,
    texts: _CatalogTexts,
    files: dict[str, str],
    notes: list[str],
    *,
    is_steady: bool,
) -> CatalogSync:
    """Update the catalog of one language; merge again when somebody saves it meanwhile."""
    path = scope.project.catalog_path(article, locale)
    relative = scope.project.relative(path)
    stamp = stamp_of(path, scope.begun)
    before = bytes_of(path)
    if before is None and article.name in scope.formerly:
        was = replace(article, name=scope.formerly[article.name])
        before = bytes_of(scope.project.catalog_path(was, locale))
    if before is None:
        data, report = _new(scope, locale, texts)
        words = False
    else:
        catalog = header.completed(store.in_place(before, path, locale), scope.project.config.name)
        if MSGCAT.encode() in before:
            catalog = replace(catalog, entries=tuple(map(parted, catalog.entries)))
        fuzzy = scope.project.config.fuzzy
        merged = merge.merge(catalog, texts.segments, threshold=fuzzy, terms=texts.terms)
        data, report = canonical.encode(canonical.write(merged.catalog)), merged.report
        words = any(entry.target for entry in merged.catalog.entries)
        if emptied := sum(entry.is_emptied for entry in merged.catalog.entries):
            notes.append(_emptied(relative, emptied))
    writes = data != before
    files[relative.as_posix()] = seen(data, "" if writes else stamp)
    if CONFLICT.encode() in data:
        notes.extend(_contested(data, relative))
    if is_steady and before is not None and report.added > report.kept + report.revived:
        notes.append(_cut_short(relative, report))
    is_new = before is None
    if writes and not scope.dry_run:
        # What people wrote is flushed to the disk; a catalog without it can be made again.
        store.save_bytes(data, path, locks=scope.project.locks, expected=before, durable=words)
    return CatalogSync(article.name, locale, relative.as_posix(), is_new, report, writes)


def _cut_short(relative: Path, report: MergeReport) -> str:
    """The warning for a catalog that lacks most of its former texts."""
    return (
        f"{relative.as_posix()}: the catalog had only {report.kept} of "
        f"{report.kept + report.added} texts that it should have; "
        "if it was cut short, its words are in version control: "
        f"git log -- {shlex.quote(relative.as_posix())}"
    )


def _emptied(relative: Path, count: int) -> str:
    """The warning for a catalog in which the words of reviewed translations are gone."""
    path = relative.as_posix()
    told = "1 reviewed translation is" if count == 1 else f"{count} reviewed translations are"
    return (
        f"{path}: {told} empty, and gets no draft before somebody has looked: "
        f"git log -p -- {shlex.quote(path)} has the words"
    )


def _contested(data: bytes, relative: Path) -> Iterator[str]:
    """Yield a line for each entry in which a merge left the translations of two people."""
    places = store.lines(data, relative)
    for key, entry in store.parse(data, relative, "").live.items():
        if is_contested(entry):
            differing = dispute(entry)
            yield (
                f"{relative.as_posix()}:{places.get(key, 1)}: two people translated this "
                f"differently{differing and f', {differing}'}: "
                "keep one, and delete the comment and the fuzzy mark"
            )


def _new(scope: SyncScope, locale: str, texts: _CatalogTexts) -> tuple[bytes, MergeReport]:
    """A new catalog: the entries of the template, with another header and the notes on terms."""
    body = texts.body
    if texts.terms:
        body = canonical.write_body(merge.template(texts.segments, terms=texts.terms).entries)
    headers = header.new_headers(locale, scope.project.config.name)
    head = canonical.write_header(Catalog(locale, headers=headers))
    added = len({segment.key for segment in texts.segments})
    return _file(head, body), MergeReport(added=added, changed=added > 0)


def _file(head: str, body: str) -> bytes:
    return canonical.encode(f"{head}\n{body}" if body else head)
