"""Translations of people that a catalog had in git, and has no more.

A file that an editor or a merge cut short is a whole catalog still: nothing in it says that it once
had more. Git says so.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from l10n_flow.errors import L10nFlowError
from l10n_flow.files.reading import bytes_of
from l10n_flow.model import Catalog, Entry, Finding, State, digest
from l10n_flow.project import Article
from l10n_flow.workflow.checking.check import LACKING, CheckScope
from l10n_flow.workflow.git import Repository

if TYPE_CHECKING:
    from l10n_flow.workflow.checking.since import Changes

_MAX_ASKED = 50
"""The maximum number of catalogs whose history is asked for: git needs 30 ms for one."""

_VERSIONS = 5
"""How many former versions of a catalog are read."""


class _Version(NamedTuple):
    """A catalog's content at a commit."""

    commit: str
    data: bytes


def with_losses(
    scope: CheckScope, found: Sequence[Finding], changes: Changes | None
) -> list[Finding]:
    """The findings, and one for each catalog that lost translations of texts that its article has.

    With `changes` a catalog is compared with its content at their revision. Without them, those
    that lack texts of their articles, as `found` says, are compared with their last versions in
    git; nothing is found without git or a repository. That a catalog lacks texts is explained by
    its loss.
    """
    lost = list(_lost(scope, found, changes))
    causes = {one.path: one.identity for one in lost}
    explained = [
        replace(one, cause=causes[one.path]) if one.check in LACKING and one.path in causes else one
        for one in found
    ]
    return [*explained, *lost]


def _lost(
    scope: CheckScope, found: Sequence[Finding], changes: Changes | None
) -> Iterator[Finding]:
    """Yield the findings about losses."""
    former: Mapping[Path, Sequence[_Version]]
    if changes is not None:
        former = {path: [_Version(changes.revision, d)] for path, d in changes.before.items()}
    else:
        lacking = [one.path for one in found if one.check in LACKING]
        former = _history(scope, lacking[:_MAX_ASKED])
    if not former:
        return
    articles = {article.name: article for article in scope.articles}
    for locale in scope.locales:
        folder = scope.project.relative(scope.project.catalogs) / locale / "LC_MESSAGES"
        for path, versions in former.items():
            if path.is_relative_to(folder):
                article = articles.get(path.relative_to(folder).as_posix().removesuffix(".po"))
                if article is not None:
                    with suppress(L10nFlowError):  # check tells what cannot be read
                        yield from _compared(scope, article, locale, path, versions)


def _history(scope: CheckScope, paths: Sequence[Path]) -> Mapping[Path, Sequence[_Version]]:
    """The last versions of these files in git, newest first; empty without git."""
    found: dict[Path, Sequence[_Version]] = {}
    if not paths:
        return found
    with suppress(L10nFlowError):
        repository = Repository(scope.project.root)
        for path in paths:
            logged = repository.log(path, _VERSIONS)
            contents = repository.contents([one.blob for one in logged])
            found[path] = [
                _Version(one.commit, data) for one, data in zip(logged, contents, strict=True)
            ]
    return found


def _compared(
    scope: CheckScope, article: Article, locale: str, path: Path, versions: Sequence[_Version]
) -> Iterator[Finding]:
    """Yield the finding about the newest version that had words that the catalog has no more."""
    from l10n_flow.catalogs import store  # noqa: PLC0415 - when there is something to compare
    from l10n_flow.workflow import articlefiles  # noqa: PLC0415 - likewise

    place = scope.project.root / path
    data = bytes_of(place)
    now = Catalog(locale) if data is None else store.parse(data, place, locale)
    for version in versions:
        if version.data == data:
            continue
        gone = _gone(store.parse(version.data, place, locale), now)
        if not gone:
            continue
        document = articlefiles.read(article, scope.options)
        language = articlefiles.language(document, scope.project.config)
        if locale not in articlefiles.targets(article, document, language, scope.project):
            return
        keys = {segment.key for segment in document.segments}
        lost = [entry for entry in gone if entry.key in keys]
        if lost:
            known = digest(*sorted(entry.source for entry in lost))
            message = _message(lost, version.commit, path)
            yield from scope.finding(
                "lost-words", locale, article.name, message, place, detail=known
            )
            return


def _gone(before: Catalog, now: Catalog) -> list[Entry]:
    """The entries with words of people that are nowhere in the catalog now.

    An entry that is there, with other words, was edited; one that is there without words was
    emptied, which people do with a translation, but not with a reviewed one.

    >>> before = Catalog("es", (Entry("Rain", "Lluvia"), Entry("Mud", "Lodo")))
    >>> [entry.source for entry in _gone(before, Catalog("es", (Entry("Rain", "Agua"),)))]
    ['Mud']
    """
    from l10n_flow.catalogs.threeway import other_words  # noqa: PLC0415 - see `_compared`

    kept = {entry.target for entry in now.entries}
    kept.update(words for entry in now.entries for words in other_words(entry))
    live = now.live
    return [
        entry
        for entry in before.entries
        if entry.state >= State.TRANSLATED
        and entry.target not in kept
        and (
            entry.key not in live or (entry.state is State.REVIEWED and not live[entry.key].target)
        )
    ]


def _message(lost: Sequence[Entry], commit: str, path: Path) -> str:
    reviewed = sum(entry.state is State.REVIEWED for entry in lost)
    what, among = f"{len(lost)} translations that it had are", f" ({reviewed} of them reviewed)"
    if len(lost) == 1:
        what, among = "1 translation that it had is", " (it was reviewed)"
    among = among if reviewed else ""
    place = shlex.quote(f"{commit[:12]}:./{path.as_posix()}")
    return f"{what} gone{among}, though the article has the texts; git has them: git show {place}"
