"""Bring a catalog up to date with an article: exact, then similar within the article, then kept.

Pure: values in, values out. Three promises hold whatever is edited: merging twice is merging
once; words that somebody translated are still in the catalog afterwards; an article edited back
to a former text has its former translation back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from l10n_flow.catalogs.po import header
from l10n_flow.catalogs.po.lines import held
from l10n_flow.catalogs.provenance.looks import with_reasons
from l10n_flow.catalogs.provenance.notes import notes
from l10n_flow.catalogs.renumber import renumbered, unnumbered
from l10n_flow.catalogs.similar import SimilarPair, pairs, similarity
from l10n_flow.model import Catalog, Entry, Key, Origin, Segment, digest

__all__ = ["Merge", "MergeReport", "merge", "notes", "template"]


_NONE: Mapping[Key, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What became of the entries, counted."""

    kept: int = 0
    """Live before and after, with the same source."""
    added: int = 0
    """New and untranslated: nothing in the catalog resembles them."""
    fuzzy: int = 0
    """New, with the translation of a similar text as a draft."""
    revived: int = 0
    """Obsolete before, in use again."""
    obsolete: int = 0
    """In use before, now kept for their words only."""
    removed: int = 0
    """Gone: untranslated, or a carried-over draft whose words stand at their own source."""
    changed: bool = False
    """Whether any entry differs from before, in whatever."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A catalog brought up to date, and what that took."""

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

    - A segment whose context and source the catalog knows keeps its entry; only the notes are
      written anew, `terms` among them. An obsolete entry is revived.
    - Any other takes the translation of the most similar entry that the article no longer uses,
      if `similarity` reaches `threshold` (0 to 100; above 100 none ever does), as a fuzzy draft
      that names the text it was made for. An entry serves one segment; the best pairs go first,
      then entries that were still in use, then the article's order.
    - An entry that is no longer used becomes obsolete if it has a translation, one that served
      included: a text that was reviewed is never lost. The others go.

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
    live = [
        _renewed(
            known.get(key) or drafts.get(key) or Entry(key.source, context=key.context), remarks
        )
        for key, remarks in wanted.items()
    ]
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
    """The keys of the segments in order of first occurrence, each with the notes of all of them."""
    wanted: dict[Key, tuple[str, ...]] = {}
    for segment in segments:
        key, remarks = segment.key, notes(segment)
        before = wanted.get(key)
        wanted[key] = remarks if before is None else tuple(dict.fromkeys(before + remarks))
    for key, lines in terms.items():
        wanted[key] += tuple([held(line) for line in lines])
    return wanted


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
    """For each new key the draft that the most similar unused entry gives, if one does."""
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

    Placeholders get the numbers that the notes of the new text, `remarks`, give them.

    That text is the source of `old`, or, if `old` is itself an unedited draft, the
    one that it was carried over from: the translator compares with what was really translated.
    The review, if there was one, was of another text and is left behind.
    """
    is_untouched = old.fuzzy and (old.origin is None or old.origin.machine == digest(old.target))
    made_for = Key(old.context, old.source)
    if is_untouched and old.previous_source is not None:
        made_for = Key(old.previous_context, old.previous_source)
    target = renumbered(old.target, old.notes, remarks)
    # A machine's words stay a machine's, whatever text they are carried to: readers are told so.
    # Once a person has confirmed them they are that person's.
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
    """The entries whose words stay though the article has no place for them, all obsolete."""
    kept = [entry for entry in unused if not _adds_nothing(entry, known)]
    already = [entry for entry in kept if entry.obsolete]
    return already + [replace(e, obsolete=True, notes=()) for e in kept if not e.obsolete]


def _adds_nothing(entry: Entry, known: Mapping[Key, Entry]) -> bool:
    """Whether all that a person wrote in `entry` is in the entry that it was carried over from."""
    parent = _parent(entry, known)
    if parent is None or parent.comments != entry.comments:
        return False
    return _is_patched(entry, known) or (
        _is_untouched_draft(entry)
        and not _is_untouched_draft(parent)
        and unnumbered(parent.target) == unnumbered(entry.target)
    )


def _parent(entry: Entry, known: Mapping[Key, Entry]) -> Entry | None:
    """The entry whose words `entry` was given as a draft, when the catalog has it."""
    if entry.previous_source is None:
        return None
    return known.get(Key(entry.previous_context, entry.previous_source))


def _is_patched(entry: Entry, known: Mapping[Key, Entry]) -> bool:
    """Whether an untouched draft is a translator's words with a machine's sentence among them.

    The translator's own words are in the entry it was made from: that one serves a text that
    changes again, and nothing a person wrote goes with the draft.
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
