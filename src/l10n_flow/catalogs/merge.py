"""Bring a catalog up to date with an article: exact matches, similar ones, kept entries.

Pure: values in, values out. Three promises hold for every edit: merging twice is the same as
merging once; a person's translations are still in the catalog afterwards; if a text of the article
is changed back, its translation is back too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from l10n_flow.catalogs.po import header
from l10n_flow.catalogs.po.commentlines import held
from l10n_flow.catalogs.provenance.notes import notes
from l10n_flow.catalogs.provenance.origins import with_reasons
from l10n_flow.catalogs.renumber import numbers_in, renumbered, unnumbered
from l10n_flow.catalogs.similar import SimilarPair, pairs, similarity
from l10n_flow.model import Catalog, Entry, Key, Origin, Segment, State, digest

_NONE: Mapping[Key, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class MergeReport:
    """How many entries were kept, added and so on."""

    kept: int = 0
    """Live before and after, with the same source."""
    added: int = 0
    """New and untranslated: the catalog has no similar entry."""
    fuzzy: int = 0
    """New, with the translation of a similar text as a draft."""
    revived: int = 0
    """Obsolete before the merge, live after it."""
    obsolete: int = 0
    """Live before the merge, obsolete after it."""
    removed: int = 0
    """Deleted: untranslated, or a draft whose words are in the entry they were taken from."""
    changed: bool = False
    """Whether any entry changed in any way."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A catalog brought up to date, and the report about it."""

    catalog: Catalog
    report: MergeReport


def template(
    segments: Sequence[Segment],
    *,
    project: str = "",
    terms: Mapping[Key, tuple[str, ...]] = _NONE,
) -> Catalog:
    """The catalog of an article before any translation; `locale` is "".

    `terms` are lines for translators, below the other notes of their segments.

    >>> catalog = template([Segment("Peace", "heading 1"), Segment("War", "heading 1")])
    >>> [(entry.source, entry.notes) for entry in catalog.entries]
    [('Peace', ('heading 1',)), ('War', ('heading 1',))]
    """
    entries = tuple(
        [
            Entry(key.source, context=key.context, notes=remarks)
            for key, remarks in _wanted(segments, terms).items()
        ]
    )
    return Catalog("", entries, header.new_headers("", project))


def merge(
    catalog: Catalog,
    segments: Sequence[Segment],
    *,
    threshold: float,
    terms: Mapping[Key, tuple[str, ...]] = _NONE,
) -> Merge:
    """`catalog` with one live entry for each distinct segment, in the article's order.

    - If the catalog has an entry with a segment's context and source, that entry is kept; only its
      notes, with `terms`, are written anew. An obsolete entry is revived. A draft that was made of
      another entry, and that nobody has touched, follows that entry's words: a branch may have
      corrected them while the article was changed on another.
    - Any other segment gets a fuzzy draft: the translation of the most similar entry that the
      article no longer uses, if `similarity` reaches `threshold` (0 to 100; above 100 it never
      does), with the text that it was made for. An entry is used for one segment only; the best
      pairs are used first, then entries that were live, then the article's order.
    - An entry that is no longer used becomes obsolete if it has a translation, even if a draft was
      made of it: a reviewed text is never lost. Entries without a translation are deleted.

    Laws: `merge(merge(c, s), s) == merge(c, s)`; every translation that a person wrote is in the
    result; after merging other segments, merging the old ones again gives the old entries back.

    >>> catalog = Catalog("es", (Entry("Peace talks begin", "Empiezan los diálogos de paz"),))
    >>> merged = merge(catalog, [Segment("Peace talks resume", "paragraph")], threshold=66)
    >>> for entry in merged.catalog.entries:
    ...     print(entry.state.label, entry.source, "<-", entry.previous_source, entry.obsolete)
    draft Peace talks resume <- Peace talks begin False
    translated Peace talks begin <- None True
    """
    wanted = _wanted(segments, terms)
    known = {entry.key: entry for entry in catalog.entries}
    unused = [entry for key, entry in known.items() if key not in wanted and entry.target]
    donors = [entry for entry in unused if not _is_patched(entry, known)]
    missing = [key for key in wanted if key not in known]
    drafts = _drafts(wanted, missing, donors, threshold) if missing and donors else {}
    live = []
    for key, remarks in wanted.items():
        entry = known.get(key) or drafts.get(key) or Entry(key.source, context=key.context)
        live.append(_renewed(_followed(entry, known), remarks))
    obsolete = _kept(unused, known)
    entries = (*live, *obsolete)
    revived = sum(key in wanted and entry.obsolete for key, entry in known.items())
    report = MergeReport(
        kept=len(wanted) - len(missing) - revived,
        added=len(missing) - len(drafts),
        fuzzy=len(drafts),
        revived=revived,
        obsolete=sum(not known[entry.key].obsolete for entry in obsolete),
        removed=len(known) + len(missing) - len(entries),
        changed=entries != catalog.entries,
    )
    return Merge(replace(catalog, entries=entries) if report.changed else catalog, report)


def _wanted(
    segments: Iterable[Segment], terms: Mapping[Key, tuple[str, ...]]
) -> dict[Key, tuple[str, ...]]:
    """The keys of the segments in order of first occurrence, with the notes of all occurrences."""
    wanted: dict[Key, tuple[str, ...]] = {}
    for segment in segments:
        key, remarks = segment.key, notes(segment)
        before = wanted.get(key)
        wanted[key] = remarks if before is None else tuple(dict.fromkeys(before + remarks))
    for key, lines in terms.items():
        wanted[key] += tuple([held(line) for line in lines])
    return wanted


def _followed(entry: Entry, known: Mapping[Key, Entry]) -> Entry:
    """The entry; an untouched draft with the words that its parent has by now.

    The notes of a parent that is obsolete are gone, so nothing could renumber several placeholders:
    such a draft stays as it is.
    """
    parent = _parent(entry, known) if _is_untouched_draft(entry) else None
    if parent is None or parent.state < State.TRANSLATED:
        return entry
    numbers = numbers_in(parent.target)
    is_same = unnumbered(parent.target) == unnumbered(entry.target)
    if is_same or len(numbers) > 1 or numbers != numbers_in(entry.target):
        return entry
    draft = _draft(parent, entry.key, parent.notes)
    return replace(entry, target=draft.target, origin=draft.origin)


def _renewed(entry: Entry, remarks: tuple[str, ...]) -> Entry:
    if entry.fuzzy and entry.origin is not None and entry.origin.why:
        remarks = with_reasons(remarks, entry.origin.why)
    if entry.notes == remarks and not entry.obsolete:
        return entry
    return replace(entry, notes=remarks, obsolete=False)


def _drafts(
    wanted: Mapping[Key, tuple[str, ...]],
    missing: Sequence[Key],
    unused: Sequence[Entry],
    threshold: float,
) -> dict[Key, Entry]:
    """For each new key the draft made of the most similar unused entry, if there is one."""
    found = pairs(
        [key.source for key in missing], [entry.source for entry in unused], threshold=threshold
    )

    def rank(pair: SimilarPair) -> tuple[float, bool, bool, int, int]:
        key, entry = missing[pair.new], unused[pair.old]
        return -pair.score, entry.obsolete, key.context != entry.context, pair.new, pair.old

    drafts: dict[Key, Entry] = {}
    served: set[int] = set()
    for pair in sorted(found, key=rank):
        key = missing[pair.new]
        if key not in drafts and pair.old not in served:
            served.add(pair.old)
            drafts[key] = _draft(unused[pair.old], key, wanted[key])
    return drafts


def _draft(old: Entry, key: Key, remarks: Sequence[str]) -> Entry:
    """The words of `old` as a draft for `key`, with the text that they were made for.

    Placeholders get their numbers from the notes of the new text, `remarks`.

    The previous text is the source of `old` or, if `old` itself is an unedited draft, the text that
    draft was made for, so that the translator compares with the text that was really translated.
    A review is not kept, because it was a review of another text.
    """
    is_untouched = old.fuzzy and (old.origin is None or old.origin.machine == digest(old.target))
    made_for = Key(old.context, old.source)
    if is_untouched and old.previous_source is not None:
        made_for = Key(old.previous_context, old.previous_source)
    target = renumbered(old.target, old.notes, remarks)
    # A machine's words stay marked as a machine's in a new entry, because editions have a notice
    # about them. Words that a person has confirmed count as that person's.
    is_machines = is_untouched and old.is_machine_made
    origin = Origin(
        old.origin.kind if old.origin and is_machines else "fuzzy",
        engine=old.origin.engine if old.origin and is_untouched else "",
        score=round(similarity(made_for.source, key.source) / 100, 2),
        machine=digest(target),
        source=digest(key.context, key.source),
        others=old.origin.others if old.origin else (),
    )
    return replace(
        old,
        source=key.source,
        target=target,
        context=key.context,
        fuzzy=True,
        origin=origin,
        previous_source=made_for.source,
        previous_context=made_for.context,
    )


def _kept(unused: Iterable[Entry], known: Mapping[Key, Entry]) -> list[Entry]:
    """The entries that are kept although the article no longer has their text, all obsolete."""
    kept = [entry for entry in unused if not _adds_nothing(entry, known)]
    already = [entry for entry in kept if entry.obsolete]
    return already + [replace(e, obsolete=True, notes=()) for e in kept if not e.obsolete]


def _adds_nothing(entry: Entry, known: Mapping[Key, Entry]) -> bool:
    """Whether everything that a person wrote in `entry` is also in the entry it was made from."""
    parent = _parent(entry, known)
    if parent is None or parent.comments != entry.comments:
        return False
    return _is_patched(entry, known) or (
        _is_untouched_draft(entry)
        and not _is_untouched_draft(parent)
        and unnumbered(parent.target) == unnumbered(entry.target)
    )


def _parent(entry: Entry, known: Mapping[Key, Entry]) -> Entry | None:
    """The entry whose words became the draft in `entry`, if the catalog still has it."""
    if entry.previous_source is None:
        return None
    return known.get(Key(entry.previous_context, entry.previous_source))


def _is_patched(entry: Entry, known: Mapping[Key, Entry]) -> bool:
    """Whether an unedited draft is a translator's text in which a machine wrote some sentences.

    The translator's own words are in the entry that the draft was made from. If the text changes
    again, that entry is used, and deleting the draft loses nothing that a person wrote.
    """
    if not _is_untouched_patch(entry):
        return False
    parent = _parent(entry, known)
    return parent is not None and bool(parent.target) and not _is_untouched_patch(parent)


def _is_untouched_patch(entry: Entry) -> bool:
    origin = entry.origin
    return (
        entry.fuzzy
        and origin is not None
        and origin.kind == "sentences"
        and origin.machine == digest(entry.target)
    )


def _is_untouched_draft(entry: Entry) -> bool:
    origin = entry.origin
    return (
        entry.fuzzy
        and origin is not None
        and (origin.kind == "fuzzy" or (origin.kind == "mt" and entry.previous_source is not None))
        and origin.machine == digest(entry.target)
    )
