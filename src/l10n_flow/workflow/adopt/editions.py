"""Translated pages, paired with their articles and aligned with the text they translate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from l10n_flow import documents
from l10n_flow.adopting.blocks import PlacedSegment, blocks
from l10n_flow.adopting.verdicts import PageVerdict, TranslatedPage, judged
from l10n_flow.checks.rules.otherlanguage import foreign_language
from l10n_flow.documents import Document
from l10n_flow.editions.frozen import Seed
from l10n_flow.errors import InputError, L10nFlowError, Place
from l10n_flow.files.reading import content_of
from l10n_flow.pretranslate.carryover.evidence import Lexicon, learned
from l10n_flow.workflow.adopt.catalogs import CandidateTranslation, Harvest
from l10n_flow.workflow.adopt.finding import relative
from l10n_flow.workflow.adopt.originals import EditionShelf, Held
from l10n_flow.workflow.adopt.pairing import address, paired
from l10n_flow.workflow.adopt.result import SkippedText
from l10n_flow.workflow.adopt.revisions import Fit, History
from l10n_flow.workflow.incremental.runner import Progress

TWICE = 1.7
"""The ratio of a page's letters to those of its article above which a warning is given."""

ADDRESSES = ("slug", "permalink", "url", "id", "aliases")


@dataclass(slots=True)
class PageFindings:
    """What translated pages have beside translations."""

    seeds: list[Seed] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    failures: list[L10nFlowError] = field(default_factory=list)
    lost: dict[str, list[str]] = field(default_factory=dict)
    """Pages whose address differs from their article's, by the field that contains it."""
    pages: int = 0
    """How many were paired with an article."""
    past: int = 0
    """How many of them translate an earlier text of the article."""


@dataclass(frozen=True, slots=True)
class _PagePair:
    """A page, and the text of its article that it translates."""

    held: Held
    relative: str
    path: Path
    translated: Document
    fit: Fit


def gather_pages(
    shelf: EditionShelf, files: Sequence[Path], harvest: Harvest, progress: Progress
) -> PageFindings:
    """Add the translations of the pages to the harvest; a page that cannot be used is a failure."""
    found, project = PageFindings(), shelf.project
    pages = _paired(shelf, files, found)
    history = History(project.root, shelf.options)
    if history.is_shallow:
        found.warnings.append(
            "this clone has no whole history: pages are compared with the articles as they are now "
            "(git fetch --unshallow brings it)"
        )
    pairs = [
        _PagePair(
            held, relative(path, project.root).as_posix(), path, document,
            history.fit(
                project.relative(held.article.path), held.document,
                relative(path, project.root), document, shelf.locale,
            ),
        )
        for held, path, document in pages
    ]  # fmt: skip
    found.pages, found.past = len(pairs), sum(pair.fit.is_past for pair in pairs)
    unknown = [pair.relative for pair in pairs if pair.fit.steady is None]
    if unknown and not history.is_shallow:
        others = f" (and {len(unknown) - 1} more)" if len(unknown) > 1 else ""
        found.warnings.append(
            f"{unknown[0]}{others}: git has no history of the article: whether its words changed "
            "since the page was translated cannot be known"
        )
    first = [_judged(pair, shelf.locale, None) for pair in pairs]
    lexicon = learned([texts for verdict in first for texts in verdict.confident])
    for done, pair in enumerate(pairs):
        progress("Comparing pages", done, len(pairs))
        _take(shelf, pair, _judged(pair, shelf.locale, lexicon), harvest, found)
    found.warnings += _lost(found.lost)
    return found


def _paired(
    shelf: EditionShelf, files: Sequence[Path], found: PageFindings
) -> list[tuple[Held, Path, Document]]:
    """The pages that can be read, each with its article."""
    project, locale = shelf.project, shelf.locale
    own = {held.article.path for held in shelf.held.values()}
    read: list[tuple[Path, str, Document]] = []
    for path in files:
        place = relative(path, project.root)
        try:
            document = documents.read(content_of(path), place, shelf.options)
            _refuse_other_language(document, place, locale, project.config.source)
        except L10nFlowError as failure:
            found.failures.append(failure)
            continue
        if path in own and document.language != locale:
            found.warnings.append(
                f"{place.as_posix()}: it is read as an article, too; name it in 'exclude', or the "
                "folder of the articles alone in 'content'"
            )
        read.append((path, place.as_posix(), document))
    others = {path for path, *_ in read}
    apart = replace(
        shelf,
        held={n: held for n, held in shelf.held.items() if held.article.path not in others},
    )
    pairs = paired(read, apart)
    found.failures += pairs.failures
    found.failures += [
        InputError(
            "no article is its original",
            Place(relative(path, project.root), 1),
            hint="a field 'translationKey' in both says which, or the same path",
        )
        for path in pairs.alone
    ]
    return [(shelf.held[name], *page) for name, page in sorted(pairs.pages.items())]


def _refuse_other_language(document: Document, path: Path, locale: str, source: str) -> None:
    """Raise `InputError` for a page whose longer texts are mostly in another language.

    The original's language does not count: a page that is translated in part has blocks of use.
    """
    longer = [s for s in document.slots if s.segment.source.count(" ") >= 8]
    languages = Counter(foreign_language("", slot.segment.source, locale) for slot in longer)
    language, number = next(iter(languages.most_common(1)), ("", 0))
    if language not in ("", source) and number > len(longer) / 2:
        slot = next(s for s in longer if foreign_language("", s.segment.source, locale) == language)
        raise InputError(
            f"it is in {language}, not in {locale}", document.place(slot.start, path),
            hint="an original, or a page that was never translated?",
        )  # fmt: skip


def _judged(pair: _PagePair, locale: str, lexicon: Lexicon | None) -> PageVerdict:
    source: Sequence[PlacedSegment] = blocks(
        pair.fit.document, locale, lexicon.translated if lexicon else None
    )
    target = blocks(pair.translated, locale, lexicon.known if lexicon else None)
    return judged(
        TranslatedPage(
            pair.held.article.name,
            pair.relative,
            source,
            target,
            pair.held.language,
            locale,
            pair.fit.steady,
        )
    )


def _take(
    shelf: EditionShelf,
    pair: _PagePair,
    verdict: PageVerdict,
    harvest: Harvest,
    found: PageFindings,
) -> None:
    """Add the translations of the page to the harvest."""
    name, place = pair.held.article.name, Path(pair.relative)
    original = shelf.project.relative(pair.held.article.path).as_posix()
    if verdict.is_copy:
        found.failures.append(
            InputError(
                f"most of it is {original}, word for word",
                Place(place, 1),
                hint="it was never translated",
            )
        )
        return
    if verdict.is_strange:
        found.failures.append(
            InputError(
                f"it is no translation of {original}: they share {verdict.score:.0%}",
                Place(place, 1),
                hint="is it a translation of another page, or older than git's history?",
            )
        )
        return
    live = {segment.key for segment in pair.held.document.segments}
    for line, words in zip(verdict.lines, verdict.words, strict=True):
        offer = CandidateTranslation((0, words.fuzzy), words, place, line, words.key.source)
        if words.key in live:
            harvest.offers.setdefault(name, {}).setdefault(words.key, []).append(offer)
        else:
            harvest.strays.setdefault(name, []).append(offer)
    harvest.passed += [SkippedText(place, line, text, why) for line, text, why in verdict.left]
    _notice_length(pair, verdict, found)
    _addresses(shelf, pair, found)


def _notice_length(pair: _PagePair, verdict: PageVerdict, found: PageFindings) -> None:
    mine, theirs = (
        sum(len(segment.source) for segment in document.segments)
        for document in (pair.fit.document, pair.translated)
    )
    if theirs > TWICE * mine and verdict.left:
        times, number = theirs / max(1, mine), len(verdict.left)
        found.warnings.append(
            f"{pair.relative}:{verdict.left[0][0]}: the page has {times:.1f} times the text of its "
            f"article; {number} of its texts have no original"
        )


def _addresses(shelf: EditionShelf, pair: _PagePair, found: PageFindings) -> None:
    """Slugs and similar fields of the page become seeds for the frozen values of its edition.

    The slug of a page without one is its file's name, if that differs from the article's.
    """
    front, own = pair.translated.front, pair.held.document.front
    if front is None or own is None:
        return
    modes = shelf.project.config.fields
    for name, mode in modes.items():
        value = front.value(name)
        if name == "slug" and not value:
            value = address(pair.relative, pair.held.article.name, shelf.locale)
        if mode == "copy-once" and value and own.value(name):
            found.seeds.append(Seed(pair.held.article.name, name, value))
    for name in ADDRESSES:
        value, theirs = front.value(name), own.value(name)
        if modes.get(name) != "copy-once" and value and theirs and value != theirs:
            found.lost.setdefault(name, []).append(pair.relative)


def _lost(lost: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield a message for addresses that the configuration does not allow editions to have."""
    for name, paths in lost.items():
        others = f" (and {len(paths) - 1} more)" if len(paths) > 1 else ""
        yield (
            f"{paths[0]}{others}: its {name} is another than the article's; with "
            f"'fields: {{{name}: copy-once}}' in the configuration, adopting it again keeps it"
        )
