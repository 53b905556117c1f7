"""Write the editions: every article, in every language that may be published."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from l10n_flow import paths
from l10n_flow import patterns as re
from l10n_flow.documents import DIALECTS
from l10n_flow.editions import Rules, frozen
from l10n_flow.editions.edition import MESSAGES, proved
from l10n_flow.editions.frozen import Frozen
from l10n_flow.editions.taxonomy import TaxonomyLabels
from l10n_flow.errors import FileError, L10nFlowError, UsageError
from l10n_flow.files.fences import fence, named_in
from l10n_flow.files.reading import bytes_of, is_absent, is_file
from l10n_flow.files.writing import delete_file
from l10n_flow.lookup import Articles
from l10n_flow.project import Article, Project, folded
from l10n_flow.words import Words, shipped
from l10n_flow.workflow.building.context import BuildContext
from l10n_flow.workflow.building.outputs import OUTPUTS, Common, OutputRow
from l10n_flow.workflow.building.publishing import ArticleBuilt, EditionBuilt, build_article
from l10n_flow.workflow.incremental.ledger import (
    COMMON,
    Ledger,
    Product,
    Products,
    Record,
    digest_of,
    fingerprint,
)
from l10n_flow.workflow.incremental.runner import (
    Done,
    Progress,
    Snapshot,
    begun,
    divided,
    no_progress,
    worked,
)
from l10n_flow.workflow.words import own_words, taxonomy_of, wanting


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What `build` did, or with `dry_run` would do."""

    out: Path
    """The folder that has a folder for each language; relative to the root when it is inside."""
    articles: int
    pattern: str
    """The patterns of the editions' paths; "" if the configuration has none."""
    editions: tuple[EditionBuilt, ...]
    """The editions of articles that changed."""
    unchanged: int
    """The number of articles whose editions have not changed since the last build."""
    empty: Mapping[str, int]
    """By language, the number of articles without an edition because nothing is translated."""
    common: int
    """The number of files of the whole site that were written: lists, feeds, the style sheet."""
    removed: tuple[Path, ...]
    """The files of editions that no longer exist, which were deleted."""
    warnings: tuple[str, ...]
    """What authors should know: `file:line: message`."""
    findings: tuple[L10nFlowError, ...]
    """Translations that could not be used, and editions that the policy forbids."""
    failures: tuple[L10nFlowError, ...]

    def place(self, locale: str) -> str:
        """Where the editions in a language are, as people read it."""
        if self.pattern:
            shown = self.pattern.replace("{lang}", locale).replace("/{path}", "/")
            return _VARIABLE.sub("*", shown)
        return f"{self.out.as_posix()}/{locale}/"


_VARIABLE = re.compile(r"\{\w+\}")


def build(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    to: str = "markdown",
    out: Path | None = None,
    bare: bool = False,
    dry_run: bool = False,
    whole: bool | None = None,
    progress: Progress = no_progress,
) -> BuildReport:
    """The editions of the articles in the languages, as the configuration wants them published.

    They are in `out`, by default `build/<to>`, in a folder for each language. Only files whose
    bytes change are written, each in one step. When all articles are built, editions of articles
    that are gone are deleted; `whole` says that these are all the articles, when the caller already
    knows it. `bare` writes the documents with their translations and nothing else.
    Raises `UsageError` for an unknown output format, and `ConfigError` for a taxonomy
    or a file of frozen values that is wrong.
    """
    kind = _output(to, bare=bare)
    failures: list[L10nFlowError] = []
    context = _context(project, locales, failures, to=to, out=out, bare=bare, dry_run=dry_run)
    fence(context.out)
    _refuse_overlap(context)
    start = begun(project, dry_run=dry_run)
    if whole is None:
        inventory = project.inventory()
        whole = len(articles) == len(inventory.articles) and not inventory.misfits
    context = replace(context, articles=articles, are_all=whole, begun=start, progress=progress)
    before, context = context, _seeded(context, articles)
    has_seeds = context is not before
    context = _prepared(kind, replace(context, frozen=Snapshot(context.frozen)))
    mark = _mark(context)
    ledger = Ledger(project.state / f"build-{_folder(context)}", mark)
    context = replace(context, written=Snapshot(_written(context, ledger)))
    tally = _Tally(failures=failures)
    stale = _build_changed(kind, context, ledger, tally)
    # A project without any article is more often a mistake than intended, and a folder that cannot
    # be read may contain articles: nothing is deleted.
    if articles and whole:
        stale |= _left(context, ledger)
    before_it = ledger.products(COMMON)
    made = kind.files(context, ledger, mark) if kind.files else Common(before_it)
    stale |= {name: one for name, one in before_it.items() if name not in made.products}
    ledger.remember(COMMON, made.products)
    tally.failures += made.failures
    removed, warned = _cleared(context, ledger, stale)
    if not dry_run:
        if has_seeds:
            _freeze(context, before.frozen)
        tally.failures += ledger.save()[:1]
    warnings = (*ledger.warnings, *warned, *_wanting(context), *tally.warnings())
    return BuildReport(
        project.relative(context.out),
        len(articles),
        next(filter(None, project.config.roots.values()), "") if context.is_placed else "",
        tuple(tally.editions),
        unchanged=tally.unchanged,
        empty={locale: tally.empty[locale] for locale in context.locales if tally.empty[locale]},
        common=made.written,
        removed=removed,
        warnings=tuple(kind.gathered(tuple(dict.fromkeys(warnings)))),
        findings=tuple(tally.findings),
        failures=tuple(_once(tally.failures)),
    )


def dry_context(
    project: Project, articles: Sequence[Article], locales: Sequence[str], *, to: str
) -> BuildContext:
    """The context of a build that writes nothing, for callers that ask what it would write.

    Raises as `build` does.
    """
    kind = _output(to, bare=False)
    context = _context(project, locales, [], to=to, out=None, bare=False, dry_run=True)
    return _prepared(kind, _seeded(context, articles))


def _output(to: str, *, bare: bool) -> OutputRow:
    """The row of that name.

    Raises `UsageError` for an unknown name, or for `bare` with a kind of output that has no bare
    editions; `PluginError` for the output of a package that cannot be loaded.
    """
    row = OUTPUTS.get(to)
    if row is None:
        raise UsageError(f"unknown output format '{to}'", hint="known: " + ", ".join(OUTPUTS))
    if bare and row.output.bare is None:
        raise UsageError(f"'{to}' has no bare editions", hint="leave out --bare, or --to")
    return row


def _seeded(context: BuildContext, articles: Sequence[Article]) -> BuildContext:
    """The context with a slug for every edition, if the project has slugs: see `seeding.seeded`."""
    if context.bare or "copy-once" not in context.project.config.fields.values():
        return context
    from l10n_flow.workflow.building import seeding  # noqa: PLC0415 - most projects have none

    return seeding.seeded(context, articles)


def _freeze(context: BuildContext, before: Mapping[str, Frozen]) -> None:
    from l10n_flow.workflow.building import seeding  # noqa: PLC0415 - see `_seeded`

    seeding.freeze(context, before)


def _prepared(kind: OutputRow, context: BuildContext) -> BuildContext:
    return kind.prepare(context) if kind.prepare else context


def _build_changed(
    kind: OutputRow, context: BuildContext, ledger: Ledger, tally: _Tally
) -> dict[str, Product]:
    """Build the articles that changed, and return the files that their editions had before.

    The tally has the results of all articles afterwards.
    """
    stands, todo = divided(context, ledger, _restored)
    tally.unchanged = len(stands)
    for name, kept in stands.items():
        tally.note(name, kept.notes, kept.held)
    refused = kind.clashes(context, todo, ledger) if kind.clashes else {}
    tally.failures += refused.values()
    for name in refused:
        ledger.drop(name)
    todo = [article for article in todo if article.name not in refused]
    stale: dict[str, Product] = {}
    for _, built in worked(context, ledger, _build, todo, label="Building"):
        tally.add(built)
        stale |= _superseded(context, ledger, built)
    return stale


def _build(context: BuildContext, article: Article) -> Done[ArticleBuilt]:
    built = build_article(context, article)
    return Done(built, built.record)


def _restored(article: Article, record: Record) -> Record:
    """The warnings and outcomes of an article whose editions are as the last build left them."""
    del article
    return record._replace(files={})


@dataclass(slots=True)
class _Tally:
    """The results of the articles so far."""

    failures: list[L10nFlowError]
    unchanged: int = 0
    findings: list[L10nFlowError] = field(default_factory=list)
    editions: list[EditionBuilt] = field(default_factory=list)
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By article, for those that have any."""
    empty: Counter[str] = field(default_factory=Counter)
    """By language, the number of articles without an edition because nothing is translated."""

    def add(self, built: ArticleBuilt) -> None:
        """Add the results of an article that was built."""
        held = [(edition.locale, edition.outcome) for edition in built.editions]
        self.note(built.article, built.notes, held)
        self.editions += built.editions
        self.findings += built.findings
        self.failures += built.failures

    def warnings(self) -> Iterator[str]:
        """Yield the notes, article by article."""
        for article in sorted(self.notes):
            yield from self.notes[article]

    def note(self, article: str, notes: tuple[str, ...], held: Iterable[tuple[str, str]]) -> None:
        """Remember an article's warnings, and in which languages it has no edition."""
        if notes:
            self.notes[article] = notes
        for locale, outcome in held:
            if outcome == "empty":
                self.empty[locale] += 1


def _written(context: BuildContext, ledger: Ledger) -> Mapping[str, str]:
    """The digests of what earlier builds wrote, for outputs that lie among other files."""
    if not context.is_placed and context.page is None:
        return {}
    owners = ledger.owners()
    return {name: product.digest for _, found in owners for name, product in found.items()}


def _context(
    project: Project,
    locales: Sequence[str],
    failures: list[L10nFlowError],
    *,
    to: str,
    out: Path | None,
    bare: bool,
    dry_run: bool,
) -> BuildContext:
    config = project.config
    languages = () if bare else config.languages
    kind = _output(to, bare=bare)
    is_placed = project.is_placed and out is None and kind.is_placed
    return BuildContext(
        project=project,
        locales=tuple(locales),
        out=_out(project, to, out, is_placed=is_placed),
        to=to,
        write=(kind.output.bare if bare else None) or kind.output.write,
        suffix=kind.output.suffix,
        bare=bare,
        dry_run=dry_run,
        by_path=Articles(project),
        rules={locale: _rules(project, locale) for locale in config.languages},
        taxonomy=TaxonomyLabels() if bare or is_absent(project.taxonomy) else taxonomy_of(project),
        frozen=Snapshot({tag: _frozen(project, tag) for tag in languages}),
        words={
            locale: _words(project, locale, failures, has_pages=kind.has_pages)
            for locale in languages
        },
        is_placed=is_placed,
    )


def _frozen(project: Project, locale: str) -> Frozen:
    path = project.frozen_path(locale)
    return Frozen() if is_absent(path) else frozen.load(path)


def _out(project: Project, to: str, out: Path | None, *, is_placed: bool) -> Path:
    """The folder that the paths of products are relative to."""
    if out is not None:
        return Path(os.path.abspath(out))  # noqa: PTH100
    return project.root if is_placed else project.output / to


def _rules(project: Project, locale: str) -> Rules:
    """How the project publishes in a language: as configured, else as its dialect allows."""
    config = project.config
    policy, dialect = config.policy(locale), DIALECTS[config.dialect]
    return Rules(
        policy.untranslated,
        policy.min_state,
        policy.empty,
        policy.threshold,
        config.anchors or dialect.anchors,
        policy.notice,
        frozenset(name for name, mode in config.fields.items() if mode == "derived"),
        policy.mark or dialect.mark,
        dialect.ids,
        dialect.front_matter,
        dates=frozenset(config.dates),
    )


def _words(
    project: Project, locale: str, failures: list[L10nFlowError], *, has_pages: bool
) -> Words:
    """The words of notices in a language: the project's own if they fit an edition, else ours."""
    ours = shipped(locale)
    if all(map(is_absent, project.words_paths(locale))):
        return ours
    own = own_words(project, locale)
    failures += [fault for fault in own.faults if str(fault) not in set(map(str, failures))]
    if has_pages:  # whatever a page shows is escaped
        return own.words.before(ours)
    translated = {
        message: own.words.text(message) for message in MESSAGES if own.words.has(message)
    }
    fit, unfit = proved(translated, project.config.policy(locale).notice)
    for message, reason in unfit.items():
        what = f"the words for “{message}” cannot be used: their text {reason}"
        hint = "until then the built-in words are used"
        failures.append(L10nFlowError(what, own.places[message], hint=hint))
    return Words(locale, {message: (text,) for message, text in fit.items()}).before(ours)


def _wanting(context: BuildContext) -> tuple[str, ...]:
    """Remedies for languages in which pages lack words; other outputs report it per edition."""
    locales = context.locales if OUTPUTS[context.to].has_pages else ()
    return tuple(filter(None, (wanting(context.words[locale], locale) for locale in locales)))


def _refuse_overlap(context: BuildContext) -> None:
    """Refuse editions among the articles or catalogs, which would replace what people wrote."""
    project = context.project
    for locale in project.languages if not context.is_placed else ():
        folder = Path(os.path.realpath(context.out / locale))
        contents = [project.content / root for root in project.roots]
        for taken in (*contents, project.catalogs):
            if paths.overlap(folder, Path(os.path.realpath(taken))):
                raise UsageError(
                    f"editions in {context.out / locale} would be among the files of {taken}",
                    hint="choose another folder",
                )


def _folder(context: BuildContext) -> str:
    """The name that distinguishes the ledgers of different output folders."""
    return digest_of(
        f"{context.to} {context.project.relative(context.out).as_posix()}".encode(
            "utf-8", "surrogatepass"
        )
    )[:8]


def _mark(context: BuildContext) -> str:
    """The mark of everything but the article's own files that its editions depend on."""
    return fingerprint(
        context.project.config,
        context.locales,
        context.bare,
        context.taxonomy.parts,
        sorted((loc, sorted(values.articles.items())) for loc, values in context.frozen.items()),
        context.words,
        context.identity,
    )


# Files that no longer belong to an edition


def _superseded(context: BuildContext, ledger: Ledger, built: ArticleBuilt) -> Products:
    """The files of the article's last build that this one did not write; updates the ledger."""
    if built.products is None:
        return {}
    found = ledger.products(built.article)
    stays = {e.locale for e in built.editions if e.outcome in ("kept", "lost", "failed")}
    left = {n: p for n, p in found.items() if not _is_due(context, p) or p.locale in stays}
    ledger.remember(built.article, {**left, **built.products})
    return {n: p for n, p in found.items() if n not in left and n not in built.products}


def _left(context: BuildContext, ledger: Ledger) -> Products:
    """The files of articles that are gone; removes these articles from the ledger."""
    names = {COMMON, *(article.name for article in context.articles)}
    ledger.drop_others(names)
    stale: dict[str, Product] = {}
    for article, found in ledger.owners():
        if article not in names:
            due = {n: p for n, p in found.items() if _is_due(context, p)}
            ledger.remember(article, {n: p for n, p in found.items() if n not in due})
            stale |= due
    return stale


def _cleared(
    context: BuildContext, ledger: Ledger, stale: Products
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Delete the files that earlier builds wrote and that belong to no edition, and nothing else.

    Returns the deleted files, and the warnings about files that were edited since.
    """
    if not stale:
        return (), ()
    kept = {folded(name): name for _, found in ledger.owners() for name in found}
    removed, warned = [], []
    for name, product in sorted(stale.items()):
        path = named_in(context.out, name)
        same = kept.get(folded(name))
        if path is None or (same is not None and _are_one(path, context.out / same)):
            continue
        try:
            is_gone = _gone(context, path, product)
        except FileError as failure:
            warned.append(str(failure))
            continue
        relative = context.project.relative(path)
        if is_gone:
            removed.append(relative)
        elif is_file(path):
            what = "no edition has this file any more, and it was edited, so it is kept"
            warned.append(f"{relative.as_posix()}: {what}")
    return tuple(removed), tuple(warned)


def _gone(context: BuildContext, path: Path, product: Product) -> bool:
    """Delete the file if it still has what was written; whether it is gone, or would be."""

    def is_ours(held: bytes) -> bool:
        return digest_of(held) == product.digest

    if context.dry_run:
        held = bytes_of(path)
        return held is not None and is_ours(held)
    return delete_file(path, if_holds=is_ours, below=context.out)


def _are_one(path: Path, other: Path) -> bool:
    """Whether both names are names of one file, also where the system ignores case."""
    try:
        return path == other or path.samefile(other)
    except OSError:
        return False


def _is_due(context: BuildContext, product: Product) -> bool:
    """Whether this build decides about a file: by the language of its edition."""
    return product.locale in context.locales or product.locale not in context.project.languages


# The report


_SHOWS = " shows it"
"""The end of the message of `TaxonomyLabels.label` about a missing label."""


def _once(failures: Iterable[L10nFlowError]) -> Iterator[L10nFlowError]:
    """Yield the failures; for a label that many articles lack, one failure with their number."""
    found: dict[object, list[L10nFlowError]] = {}
    for failure in failures:
        head, _, used = failure.what.rpartition("; ")
        key = (head, failure.where) if head and used.endswith(_SHOWS) else id(failure)
        found.setdefault(key, []).append(failure)
    for first, *others in found.values():
        what = first.what
        if others:
            count = "1 other" if len(others) == 1 else f"{len(others)} others"
            what = f"{what.removesuffix(_SHOWS)} and {count} show it"
        yield type(first)(what, first.where, hint=first.hint) if others else first
