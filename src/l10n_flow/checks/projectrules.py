"""Findings that need more than one entry: texts translated in two ways, equal addresses, origins.

The first two take all that a project has in one language. Each is a row of a table, like the checks
of a pair, and each names the entries that it reports. Thousands of catalogs need not be read again
when one of them changed: what each contains is kept as digests (`packed`), and only those that
share a source with different words are compared (`divided`). The last, `provenance`, takes a
catalog: where its words come from, and what readers and editors should know about that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from l10n_flow import patterns as re
from l10n_flow.catalogs.threeway import is_contested
from l10n_flow.model import Entry, Key, State


class EntryPlace(NamedTuple):
    """An entry, and the article that it belongs to."""

    article: str
    entry: Entry


class Slug(NamedTuple):
    """The address of one article's edition in one language."""

    article: str
    folder: str
    """Addresses must differ only within a folder."""
    slug: str


class ProjectHit(NamedTuple):
    """What was found about one entry or article, compared with the others."""

    check: str
    article: str
    entry: Entry | None
    message: str
    detail: str = ""


_MANY = 3
"""From this number of words on, a source has one translation; a short label has several
meanings."""


def inconsistent(places: Iterable[EntryPlace]) -> Iterator[ProjectHit]:
    """Yield each entry whose source has another, more frequent translation in the same project.

    Drafts do not count, nor do entries with a context, which exists to distinguish texts, nor
    differences of space and capitals. A finding names the other translation and an article that has
    it. Where two are equally frequent, the first one counts.

    >>> talks = "The talks went on."
    >>> found = inconsistent([EntryPlace("a", Entry(talks, "Las charlas siguieron.")),
    ...                       EntryPlace("b", Entry(talks, "Siguieron las conversaciones."))])
    >>> [(one.article, one.message) for one in found]
    [('b', "the same text is 'Las charlas siguieron.' in a")]
    """
    by_source: dict[str, list[EntryPlace]] = defaultdict(list)
    for place in places:
        entry = place.entry
        if entry.context is None and entry.state >= State.TRANSLATED and not entry.obsolete:
            by_source[entry.source].append(place)
    for source, same in by_source.items():
        if len(same) > 1 and len(_WORD.findall(source)) >= _MANY:
            yield from _minority(same)


_WORD = re.compile(r"[^\W\d_]+")


def _minority(same: Sequence[EntryPlace]) -> Iterator[ProjectHit]:
    counts = Counter(_alike(place.entry.target) for place in same)
    usual, _ = counts.most_common(1)[0]
    first = next(place for place in same if _alike(place.entry.target) == usual)
    for place in same:
        if _alike(place.entry.target) != usual:
            message = f"the same text is {_quoted(first.entry.target)} in {first.article}"
            yield ProjectHit("inconsistent", place.article, place.entry, message)


def _alike(target: str) -> str:
    return " ".join(target.split()).casefold()


def _quoted(text: str) -> str:
    return repr(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")


_LONGEST = 60


def duplicate_slugs(slugs: Iterable[Slug]) -> Iterator[ProjectHit]:
    """Yield each article whose address in one language another article of its folder has already.

    >>> [one.message for one in duplicate_slugs([Slug("a", "", "paz"), Slug("b", "", "paz")])]
    ["its address 'paz' is that of a"]
    """
    taken: dict[tuple[str, str], str] = {}
    for article, folder, slug in slugs:
        first = taken.setdefault((folder, slug.casefold()), article)
        if first != article:
            message = f"its address {slug!r} is that of {first}"
            yield ProjectHit("duplicate-slug", article, None, message, detail=slug)


# Wordings


_HALF = 8
"""Hexadecimal digits of a CRC. Two texts with the same CRC (a chance of 1 in 4 billion for a pair)
may cause a catalog to be read for nothing; two translations with the same one are not compared."""


def packed(entries: Iterable[Entry]) -> str:
    """Return 16 digits for each entry without a context whose words somebody vouches for.

    >>> packed([Entry("Peace", "Paz"), Entry("War"), Entry("May", "Mayo", context="month")])
    'c8d433435fcb3566'
    """
    return "".join(
        [
            f"{crc32(entry.source.encode()):08x}{crc32(entry.target.encode()):08x}"
            for entry in entries
            if entry.context is None and entry.state >= State.TRANSLATED
        ]
    )


def divided(wordings: Mapping[str, str]) -> frozenset[str]:
    """Return the articles with a text that is translated otherwise in another article.

    `wordings` is the result of `packed`, by article.

    >>> peace, war = packed([Entry("Peace", "Paz")]), packed([Entry("War", "Guerra")])
    >>> sorted(divided({"a": peace, "b": peace + war, "c": packed([Entry("War", "La guerra")])}))
    ['b', 'c']
    """
    usual: dict[str, str] = {}
    torn: set[str] = set()
    for text in wordings.values():
        for at in range(0, len(text), 2 * _HALF):
            source, target = text[at : at + _HALF], text[at + _HALF : at + 2 * _HALF]
            if usual.setdefault(source, target) != target:
                torn.add(source)
    if not torn:
        return frozenset()
    return frozenset(
        article
        for article, text in wordings.items()
        if any(text[at : at + _HALF] in torn for at in range(0, len(text), 2 * _HALF))
    )


# Where words come from


HALF = 0.5
"""From this share of an article's words on, a machine's share is reported."""

FAKE = "fake-"
"""The beginning of the fake engine's identity (`engines/fake.py`)."""


class ProvenanceFinding(NamedTuple):
    """A finding about a catalog, or about one entry of it: a row of `checks.projectlevel`."""

    check: str
    message: str
    entry: Entry | None = None


def is_fake(entry: Entry) -> bool:
    """Whether the words are the fake engine's: no translation, and not checked as one."""
    return (
        entry.is_machine_made and entry.origin is not None and entry.origin.engine.startswith(FAKE)
    )


def provenance(
    entries: Sequence[Entry],
    sizes: Mapping[Key, int],
    *,
    published: bool,
    wanted: Callable[[str], bool],
) -> Iterator[ProvenanceFinding]:
    """Yield the findings about the origins of a catalog's live entries.

    `sizes` are the words of every segment of the article, `published` says whether the policy lets
    drafts through, `wanted` whether a check is switched on: what one check does not report for that
    reason, another one may.
    """
    fake = [e for e in entries if is_fake(e) and (published or not e.fuzzy)]
    if fake:
        yield ProvenanceFinding(
            "fake-text", f"{_segments(len(fake))} published with the fake engine's words"
        )
    made = [e for e in entries if e.is_machine_made and not is_fake(e) and not e.is_copied]
    yield from _machines(made, sizes, published=published and wanted("machine-draft"))
    if message := _other_drafts(entries) if published else "":
        yield ProvenanceFinding("other-draft", message)
    for entry in entries:
        if entry.state is State.TRANSLATED and entry.origin is not None and entry.origin.reviewer:
            message = f"outdated review: {entry.origin.reviewer} reviewed an earlier version"
            yield ProvenanceFinding("review-outdated", message, entry)
        elif entry.is_emptied and entry.origin is not None:
            message = f"the translation that {entry.origin.reviewer} reviewed is empty"
            yield ProvenanceFinding("lost-words", message, entry)


def _machines(
    made: Sequence[Entry], sizes: Mapping[Key, int], *, published: bool
) -> Iterator[ProvenanceFinding]:
    """One finding about what machines made: drafts that are published, else their share."""
    drafts = sum(entry.fuzzy for entry in made) if published else 0
    words = sum(sizes[entry.key] for entry in made)
    share = words / sum(sizes.values()) if words else 0
    share_message = f"{int(share * 100)} % of the words are machine-translated and unedited"
    if drafts:
        outdated = sum(entry.is_outdated for entry in made)
        message = f"{drafts} machine drafts are published without a review"
        if drafts == 1:
            old = ", made for an earlier text," if outdated else ""
            message = f"1 machine draft{old} is published without a review"
        elif outdated:
            message += f", {outdated} of them made for an earlier text"
        more = f"; {share_message}" if share >= HALF else ""
        yield ProvenanceFinding("machine-draft", f"{message}{more}")
    elif share >= HALF:
        yield ProvenanceFinding("machine-share", share_message)


def _other_drafts(entries: Sequence[Entry]) -> str:
    """The message about drafts that no machine made; a conflict of two people has its own."""
    drafts = [e for e in entries if e.fuzzy and not e.is_machine_made and not is_contested(e)]
    outdated = sum(entry.is_outdated for entry in drafts)
    counts = {"outdated": outdated, "unfinished": len(drafts) - outdated}
    named = " and ".join([f"{number} {kind}" for kind, number in counts.items() if number])
    counted = "translation is" if len(drafts) == 1 else "translations are"
    return f"{named} {counted} published" if named else ""


def _segments(number: int) -> str:
    return "1 segment is" if number == 1 else f"{number} segments are"
