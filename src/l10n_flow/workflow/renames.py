"""Renamed articles: their translations and addresses move with them.

An article's catalogs are found by its name. After a rename they would not be found, and reviewed
translations would disappear from the site without an error. So a new article is compared with the
catalogs that have no article: by the texts that both have, by the renames in git, and finally by
the similarity of the texts. Doubtful cases are reported, and nothing is moved for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from l10n_flow.catalogs import store
from l10n_flow.catalogs.similar import similarity
from l10n_flow.errors import L10nFlowError
from l10n_flow.files.fences import make_folder
from l10n_flow.files.reading import bytes_of, is_file, is_there
from l10n_flow.files.sharing import both_locked
from l10n_flow.files.writing import create_file, delete_file, move, replace_file, reported
from l10n_flow.lookup import unclaimed
from l10n_flow.model import Catalog, Key
from l10n_flow.project import Article, Project
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.git import renamed

if TYPE_CHECKING:
    from l10n_flow.workflow.sync import SyncScope

LIKELY = 0.5
"""The minimum share of common texts, by length, of two versions of one article: git uses the same
value for renames."""

CLEAR = 0.2
"""The minimum lead of the best candidate over the next; else git or a person decides."""

ALIKE = 0.75
"""The minimum similarity of the whole text, for articles that have no equal text: for example an
edited article of one paragraph."""

_MAX_COMPARED = 2_500
"""The maximum number of pairs compared letter by letter: more are a new site, not renames."""


Texts = frozenset[Key]


@dataclass(frozen=True, slots=True)
class Move:
    """One article's translations, under another name."""

    old: str
    new: str
    locales: tuple[str, ...] = ()
    """The languages whose catalogs moved."""
    addresses: int = 0
    """How many frozen addresses are kept under the new name."""


@dataclass(frozen=True, slots=True)
class MoveReport:
    """What `mv` did, or with `dry_run` would do."""

    path: Path | None
    """The file or folder that moved, relative to the root; None when only translations did."""
    target: Path | None
    """The new path, relative to the root."""
    moves: tuple[Move, ...] = ()
    catalogs: int = 0
    """How many catalogs got the tag of another language."""
    failures: tuple[L10nFlowError, ...] = ()


class Followed(NamedTuple):
    """The result for articles that have no catalogs under their name."""

    moves: tuple[Move, ...] = ()
    doubts: tuple[str, ...] = ()
    """What a person has to decide, a line each."""
    failures: tuple[L10nFlowError, ...] = ()
    left: Mapping[str, tuple[str, ...]] | None = None
    """The names that still have catalogs and no article, with their languages; None when nobody has
    looked."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs of new and old names."""

    old: Mapping[str, str] = field(default_factory=dict)
    """By an article's name, its former name."""
    doubts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Old names that may belong to several articles, with these."""


def lacks_catalogs(project: Project, article: Article) -> bool:
    """Whether a language has no catalog of this article: then it may have been renamed."""
    paths = [project.catalog_path(article, locale) for locale in project.languages]
    return sum(map(is_there, paths)) < len(paths) - 1


def texts_of(project: Project, name: str, locales: Iterable[str]) -> Texts:
    """The texts that the article of this name had: its template's, else its catalogs'."""
    article = Article(name, project.top, name)
    paths = [project.template_path(article)]
    paths += [project.catalog_path(article, locale) for locale in locales]
    for path in paths:
        try:
            data = bytes_of(path)
            texts = frozenset(store.parse(data, path, "").live) if data is not None else None
        except L10nFlowError:
            continue
        if texts:
            return texts
    return frozenset()


def paired(
    new: Mapping[str, Texts],
    old: Mapping[str, Texts],
    git: Mapping[str, str] | None = None,
) -> Pairing:
    """Which of the `old` names each `new` article had, as far as that is clear.

    `git` has the old names that git knows, by new name. A pair is clear when the two have most of
    their texts in common, by length, and neither has another candidate that is nearly as good.
    Among equally good candidates git decides, then the file's own name, as when a folder is
    renamed. All other cases are among the doubts.

    >>> a, b = Key(None, "The river rose overnight."), Key(None, "Schools are closed.")
    >>> paired({"new": frozenset([a, b])}, {"old": frozenset([a])}).old
    {'new': 'old'}
    >>> paired({"x": frozenset([a]), "y": frozenset([b])}, {"old": frozenset([a, b])}).doubts
    (('old', ('x', 'y')),)
    """
    scores = _scores(new, old)
    by_git = {n: o for n, o in (git or {}).items() if n in new and o in old and n != o}
    taken: dict[str, str] = {}
    _decide(scores, by_git, taken, LIKELY)
    for name, before in by_git.items():
        if name not in taken and before not in taken.values():
            taken[name] = before
    rest = {name: texts for name, texts in new.items() if name not in taken}
    gone = {name: texts for name, texts in old.items() if name not in taken.values()}
    if len(rest) * len(gone) <= _MAX_COMPARED:
        _decide(_likeness(rest, gone), {}, taken, ALIKE)
    return Pairing(
        {name: taken[name] for name in sorted(taken) if name != taken[name]},
        _doubts(scores, taken),
    )


def _scores(new: Mapping[str, Texts], old: Mapping[str, Texts]) -> dict[tuple[str, str], float]:
    """The share of common texts (see `share`) of every pair that has any."""
    where: dict[Key, list[str]] = defaultdict(list)
    for name, texts in old.items():
        for key in texts:
            where[key].append(name)
    sizes = {name: _size(texts) for name, texts in old.items()}
    scores: dict[tuple[str, str], float] = {}
    for name, texts in new.items():
        common: dict[str, int] = defaultdict(int)
        for key in texts:
            for other in where.get(key, ()):
                common[other] += _size([key])
        size = _size(texts)
        for other, shared in common.items():
            scores[name, other] = 2 * shared / (size + sizes[other])
    return scores


def share(one: Texts, other: Texts) -> float:
    """0 to 1: twice the common texts over the sum of both, by length.

    >>> share(frozenset([Key(None, "Rain")]), frozenset([Key(None, "Rain"), Key(None, "Snow")]))
    0.6666666666666666
    >>> share(frozenset(), frozenset())
    0.0
    """
    common = _size(one & other)
    return 2 * common / (_size(one) + _size(other)) if common else 0.0


def contained(one: Texts, other: Texts) -> float:
    """0 to 1: how much of `one`, by length, is in `other`.

    >>> contained(frozenset([Key(None, "Rain")]), frozenset([Key(None, "Rain"), Key(None, "Snow")]))
    1.0
    >>> contained(frozenset(), frozenset([Key(None, "Rain")]))
    0.0
    """
    common = _size(one & other)
    return common / _size(one) if common else 0.0


def _size(texts: Iterable[Key]) -> int:
    return sum(len(key.source) for key in texts)


def _likeness(new: Mapping[str, Texts], old: Mapping[str, Texts]) -> dict[tuple[str, str], float]:
    """The similarity of the whole texts of each pair, 0 to 1."""
    after = {name: _whole(texts) for name, texts in new.items()}
    before = {name: _whole(texts) for name, texts in old.items()}
    return {
        (name, other): similarity(text, was) / 100
        for name, text in after.items()
        for other, was in before.items()
        if min(len(text), len(was)) > ALIKE / 2 * max(len(text), len(was))
    }


def _whole(texts: Texts) -> str:
    return "\n".join(sorted(key.source for key in texts))


def _decide(
    scores: Mapping[tuple[str, str], float],
    by_git: Mapping[str, str],
    taken: dict[str, str],
    min_score: float,
) -> None:
    """Add the clear pairs to `taken`, until they make no other pair clear."""
    pairs = sorted(scores, key=lambda p: (-scores[p], p))
    rivals: dict[tuple[bool, str], list[tuple[str, str]]] = defaultdict(list)
    for pair in pairs:
        rivals[True, pair[0]].append(pair)
        rivals[False, pair[1]].append(pair)
    good = [pair for pair in pairs if scores[pair] >= min_score]
    used = set(taken.values())
    is_more_clear = True
    while is_more_clear:
        is_more_clear = False
        for name, before in good:
            if name in taken or before in used:
                continue
            near = [
                other
                for other in (*rivals[True, name], *rivals[False, before])
                if other != (name, before)
                and other[0] not in taken
                and other[1] not in used
                and _is_near(scores[other], scores[name, before])
            ]
            if not near or by_git.get(name) == before or _keeps_its_name(name, before, near):
                taken[name] = before
                used.add(before)
                is_more_clear = True


def _is_near(score: float, best: float) -> bool:
    """Whether a candidate is nearly as good as the best; if that is identical, so must it be."""
    return score == 1 if best == 1 else score > best - CLEAR


def _keeps_its_name(name: str, before: str, others: Iterable[tuple[str, str]]) -> bool:
    """Whether only the folder differs, and this is true of no other candidate."""

    def is_same(pair: tuple[str, str]) -> bool:
        return PurePosixPath(pair[0]).name == PurePosixPath(pair[1]).name

    return is_same((name, before)) and not any(map(is_same, others))


def _doubts(
    scores: Mapping[tuple[str, str], float], taken: Mapping[str, str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The unassigned old names with the articles that have many of their texts."""
    found: dict[str, list[str]] = defaultdict(list)
    used = set(taken.values())
    for (name, before), score in sorted(scores.items()):
        if name not in taken and before not in used and name != before and score >= CLEAR:
            found[before].append(name)
    return tuple((before, tuple(names)) for before, names in sorted(found.items()))


def adopt(
    project: Project, pairs: Mapping[str, str]
) -> tuple[tuple[Move, ...], tuple[L10nFlowError, ...]]:
    """Move the catalogs, the template and the frozen values of each old name to the new one.

    `pairs` maps new names to old ones; names may be swapped or passed on. If both names have a
    catalog, the translations of the moved one come first, and the others are kept in it as
    obsolete entries. Each file is moved in one step; after a process was killed, the next sync
    finds the catalogs without an article. So what nobody would look for after them moves before
    them: addresses, except those of names that change places, which a second try would change back.
    A file that cannot be moved stays, and is among the failures.
    """
    failures: list[L10nFlowError] = []
    sources = set(pairs.values())
    alone = {new: old for new, old in pairs.items() if new not in sources and old not in pairs}
    kept = _addresses(project, alone, failures)
    steps = dict(pairs)
    # A name that is both old and new is first changed to a temporary one: nothing is overwritten.
    for name in [name for name in pairs if name in sources]:
        aside = f"{name}.renaming"
        _carried(project, name, aside, failures)
        steps = {new: aside if old == name else old for new, old in steps.items()}
    moved = {new: _carried(project, old, new, failures) for new, old in steps.items()}
    kept |= _addresses(
        project, {new: old for new, old in pairs.items() if new not in alone}, failures
    )
    moves = [Move(old, new, moved[new], kept.get(new, 0)) for new, old in sorted(pairs.items())]
    return tuple(moves), tuple(failures)


def _carried(
    project: Project, old: str, new: str, failures: list[L10nFlowError]
) -> tuple[str, ...]:
    """Move the catalogs and the template of one name to another; return the moved languages.

    The template goes before the catalogs and arrives after them: without catalogs nobody would look
    for it again, and `sync` makes one that is missing.
    """
    was, now = (Article(name, project.top, name) for name in (old, new))
    template, data = project.template_path(was), None
    try:
        with reported("cannot be moved", template):
            if is_file(template):
                data = bytes_of(template)
                delete_file(template, if_holds=data.__eq__, below=project.catalogs)
    except L10nFlowError as failure:
        failures.append(failure)
    locales = []
    for locale in project.languages:
        path, target = project.catalog_path(was, locale), project.catalog_path(now, locale)
        try:
            with reported("cannot be moved", path):
                if is_file(path):
                    carry(project, path, target, locale)
                    locales.append(locale)
        except L10nFlowError as failure:
            failures.append(failure)
    target = project.template_path(now)
    try:
        with reported("cannot be written", target):
            if data is not None:
                make_folder(target.parent)
                replace_file(target, data, durable=False)
    except L10nFlowError as failure:
        failures.append(failure)
    return tuple(locales)


def carry(
    project: Project,
    path: Path,
    target: Path,
    locale: str,
    relabelled: Callable[[Catalog], Catalog] | None = None,
) -> None:
    """Move a catalog to another path, before the entries of one that is there."""
    with both_locked(path, target, project.locks):
        data, there = bytes_of(path), bytes_of(target)
        if data is None:
            return  # another process has just moved it
        if there is None and relabelled is None:
            make_folder(target.parent)
            move(path, target)
            return
        catalog = store.parse(data, path, locale)
        if relabelled is not None:
            catalog = relabelled(catalog)
        if there is None:
            create_file(target, store.encoded(catalog, target))
        else:
            both = together(catalog, store.parse(there, target, locale))
            replace_file(target, store.encoded(both, target), expected=there)
        delete_file(path, if_holds=data.__eq__, below=project.catalogs)


def together(first: Catalog, second: Catalog) -> Catalog:
    """The first catalog with the translations of the second that it lacks, as obsolete ones.

    >>> from l10n_flow.model import Entry
    >>> one, other = Catalog("es", (Entry("Rain"),)), Catalog("es", (Entry("Rain", "Lluvia"),))
    >>> together(one, other).entries[0].target
    'Lluvia'
    """
    theirs = {entry.key: entry for entry in second.entries if entry.target}
    own = [
        replace(theirs[e.key], obsolete=e.obsolete) if not e.target and e.key in theirs else e
        for e in first.entries
    ]
    known = {entry.key for entry in own}
    live = [entry for entry in own if not entry.obsolete]
    gone = [entry for entry in own if entry.obsolete]
    gone += [replace(e, obsolete=True, notes=()) for key, e in theirs.items() if key not in known]
    return replace(first, entries=(*live, *gone))


def _addresses(
    project: Project, pairs: Mapping[str, str], failures: list[L10nFlowError]
) -> dict[str, int]:
    """Move the frozen values to the new names; return how many, by name."""
    from l10n_flow.editions import frozen  # noqa: PLC0415 - slow, and renames are rare

    kept: dict[str, int] = defaultdict(int)
    if not pairs:
        return kept
    back = {old: new for new, old in pairs.items()}

    def renamed(values: frozen.Frozen) -> frozen.Frozen:
        stay = {n: found for n, found in values.articles.items() if n not in back}
        moved = {back[n]: found for n, found in values.articles.items() if n in back}
        return replace(values, articles={**stay, **moved})

    for locale in project.languages:
        path = project.frozen_path(locale)
        try:
            before = frozen.rewrite(path, renamed, locks=project.locks)
        except L10nFlowError as failure:
            failures.append(failure)
            continue
        for old, found in before.articles.items():
            if old in back:
                kept[back[old]] += len(found)
    return kept


def followed(scope: SyncScope, new: Sequence[Article]) -> Followed:
    """Move the catalogs of renamed articles; report doubtful cases."""
    project = scope.project
    if not new:
        return Followed()
    articles = project.articles()
    left = unclaimed(project, {article.name for article in articles})
    others = [article.name for article in new if is_there(project.template_path(article))]
    if not left and len(others) < 2:
        return Followed(left=left)
    old = {name: texts_of(project, name, locales) for name, locales in left.items()}
    old |= {name: texts_of(project, name, project.languages) for name in others}
    now: dict[str, Texts] = {}
    for article in new:
        with suppress(L10nFlowError):  # sync reports what is wrong with it
            document = articlefiles.read(article, scope.options)
            now[article.name] = frozenset([segment.key for segment in document.segments])
    found = paired(now, old, _known_to_git(project, articles, left))
    doubts = tuple(
        f"{project.relative(project.catalogs).as_posix()}: '{name}' no longer has an article, and "
        f"{' and '.join(repr(other) for other in others)} may contain its texts "
        f"(l10n-flow mv {name} NEW gives its catalogs and its address to one of them)"
        for name, others in found.doubts
        if name in left
    )
    if scope.dry_run:
        moves = tuple(Move(o, n, left.get(o, ())) for n, o in found.old.items())
        return Followed(moves, doubts)
    moves, failures = adopt(project, found.old)
    taken = set(found.old.values())
    rest = {name: locales for name, locales in left.items() if name not in taken}
    return Followed(moves, doubts, failures, rest)


def _known_to_git(
    project: Project, articles: Sequence[Article], left: Mapping[str, object]
) -> dict[str, str]:
    """By an article's name, its former name in git, if there are catalogs of that name."""
    if not left:
        return {}
    top = project.relative(project.content)
    names = {project.relative(article.path): article.name for article in articles}
    renames = renamed(project.root, top)
    return {
        names[new]: old.relative_to(top).with_suffix("").as_posix()
        for new, old in renames.items()
        if new in names and old.is_relative_to(top)
    }
