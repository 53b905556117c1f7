"""Translations of people, and their reviews, that a catalog had in git, and has no more.

A file that an editor or a merge cut short is a whole catalog still: nothing in it says that it once
had more. Git says so.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.catalogs.threeway import other_words
from l10n_flow.errors import L10nFlowError
from l10n_flow.files.reading import bytes_of
from l10n_flow.model import Catalog, Entry, Finding, Key, State, digest
from l10n_flow.project import Article
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.checking.check import MISSING_WORDS, CheckScope
from l10n_flow.workflow.checking.formerly import FormerCatalog


def with_losses(
    scope: CheckScope,
    found: Sequence[Finding],
    former: Mapping[Path, Sequence[FormerCatalog]],
    *,
    is_since: bool,
) -> list[Finding]:
    """The findings, and one for each catalog that lost what its `former` versions had.

    `is_since` says that these are of the revision of `--since`. Translations count, of texts that
    the article has; since a revision also reviews. That a catalog lacks texts is explained by its
    loss.
    """
    lost = list(_lost(scope, former, is_since=is_since))
    causes = {one.path: one.identity for one in lost if one.check == "lost-words"}
    explained = [
        replace(one, cause=causes[one.path])
        if one.check in MISSING_WORDS and one.path in causes
        else one
        for one in found
    ]
    return [*explained, *lost]


def _lost(
    scope: CheckScope, former: Mapping[Path, Sequence[FormerCatalog]], *, is_since: bool
) -> Iterator[Finding]:
    """Yield the findings about losses."""
    articles = {article.name: article for article in scope.articles}
    for locale in scope.locales:
        folder = scope.project.relative(scope.project.catalogs) / locale / "LC_MESSAGES"
        for path, versions in former.items():
            if path.is_relative_to(folder):
                article = articles.get(path.relative_to(folder).as_posix().removesuffix(".po"))
                if article is not None:
                    with suppress(L10nFlowError):  # check tells what cannot be read
                        yield from _compared(
                            scope, article, locale, path, versions, is_since=is_since
                        )


def _compared(
    scope: CheckScope,
    article: Article,
    locale: str,
    path: Path,
    versions: Sequence[FormerCatalog],
    *,
    is_since: bool,
) -> Iterator[Finding]:
    """Yield the finding about the newest version with words, or reviews, that are gone."""
    place = scope.project.root / path
    data = bytes_of(place)
    now = Catalog(locale) if data is None else store.parse(data, place, locale)
    keys: frozenset[Key] | None = None
    for version in versions:
        if version.data == data:
            continue
        before = store.parse(version.data, place, locale)
        # Of the last versions one may have reviews that somebody has taken back since.
        gone, unsaid = _gone(before, now), _unsaid(before, now) if is_since else []
        if not gone and not unsaid:
            continue
        if keys is None:
            keys = _keys(scope, article, locale)
        for check, entries, message in (
            ("lost-words", gone, _words_message),
            ("lost-reviews", unsaid, _reviews_message),
        ):
            if lost := [entry for entry in entries if entry.key in keys]:
                known = digest(*sorted(entry.source for entry in lost))
                told = f"{message(lost)}; git has them: {_shown(version.commit, path)}"
                yield from scope.finding(check, locale, article.name, told, place, detail=known)
                return


def _keys(scope: CheckScope, article: Article, locale: str) -> frozenset[Key]:
    """The texts of the article; none when it is not to have an edition in the language."""
    document = articlefiles.read(article, scope.options)
    language = articlefiles.language(document, scope.project.config)
    if locale not in articlefiles.targets(article, document, language, scope.project):
        return frozenset()
    return frozenset([segment.key for segment in document.segments])


def _gone(before: Catalog, now: Catalog) -> list[Entry]:
    """The entries with words of people that are nowhere in the catalog now.

    An entry that is there, with other words of people, was edited; one that is there without was
    emptied, which people do with a translation, but neither with a reviewed one nor with most of a
    catalog: so `sync` leaves one that was deleted or cut short, and a machine may have filled it.

    >>> before = Catalog("es", (Entry("Rain", "Lluvia"), Entry("Mud", "Lodo")))
    >>> [entry.source for entry in _gone(before, Catalog("es", (Entry("Rain", "Agua"),)))]
    ['Mud']
    >>> len(_gone(before, Catalog("es", (Entry("Rain"), Entry("Mud")))))
    2
    """
    kept = {entry.target for entry in now.entries}
    kept.update(words for entry in now.entries for words in other_words(entry))
    live = now.live
    of_people = [entry for entry in before.entries if entry.state >= State.TRANSLATED]
    missed = [
        entry
        for entry in of_people
        if entry.target not in kept and not _has_words_of_people(live.get(entry.key))
    ]
    is_cut = len(missed) > max(1, len(of_people) // 2)
    return [e for e in missed if is_cut or e.key not in live or e.state is State.REVIEWED]


def _has_words_of_people(entry: Entry | None) -> bool:
    """Whether an entry is there and has words that are no mere draft of a machine."""
    return (
        entry is not None
        and bool(entry.target)
        and not (entry.state is State.DRAFT and entry.is_machine_made)
    )


def _unsaid(before: Catalog, now: Catalog) -> list[Entry]:
    """The reviewed entries that have the same words now, and nobody who reviewed them."""
    live = now.live
    return [
        entry
        for entry in before.entries
        if entry.state is State.REVIEWED
        and (same := live.get(entry.key)) is not None
        and (same.target, same.state) == (entry.target, State.TRANSLATED)
        and (same.origin is None or not same.origin.reviewer)
    ]


def _words_message(lost: Sequence[Entry]) -> str:
    reviewed = sum(entry.state is State.REVIEWED for entry in lost)
    what, among = f"{len(lost)} translations that it had are", f" ({reviewed} of them reviewed)"
    if len(lost) == 1:
        what, among = "1 translation that it had is", " (it was reviewed)"
    return f"{what} gone{among if reviewed else ''}, though the article has the texts"


def _reviews_message(lost: Sequence[Entry]) -> str:
    what = "1 review that it had is" if len(lost) == 1 else f"{len(lost)} reviews that it had are"
    return f"{what} gone, though the words are the same"


def _shown(commit: str, path: Path) -> str:
    """The command that shows a file of a commit, from the project's folder."""
    return f"git show {shlex.quote(f'{commit[:12]}:./{path.as_posix()}')}"
