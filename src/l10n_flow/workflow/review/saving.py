"""The new entry after somebody saves words, approves them, sends them back, or comments.

Pure functions from an entry and an action to the new entry. The origin of the words is kept, so
that it stays known what a machine wrote and a person changed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from l10n_flow.catalogs.po.commentlines import held, solaris_reference
from l10n_flow.catalogs.provenance import origins
from l10n_flow.catalogs.threeway import resolved
from l10n_flow.errors import UsageError
from l10n_flow.model import Entry, How, Origin, State


def named(by: str) -> str:
    """A person's name on one line. Raises `UsageError` when there is none."""
    name = " ".join(by.split())
    if not name:
        raise UsageError("nobody's name", hint="give your name with --by NAME")
    return name


def translated(entry: Entry, target: str, *, draft: bool = False) -> Entry:
    """The entry with a person's words, which wait for a review; with `draft`, for more work.

    Reviewed words stay reviewed as long as they are the same. Where a merge kept the words of two
    people, these are chosen. Empty words also remove the origin of
    the former ones.

    >>> translated(Entry("Peace", "Pax", fuzzy=True, previous_source="War"), "Paz").state.label
    'translated'
    """
    if not target:
        others = entry.origin.others if entry.origin else ()
        origin = Origin(others=others) if others else None
        return replace(origins.settled(entry), target="", origin=origin)
    if draft:
        return replace(entry, target=target, fuzzy=True, origin=_unvouched(entry.origin))
    return resolved(replace(origins.settled(entry), target=target))


def approved(entry: Entry, target: str, by: str, now: datetime, how: How) -> Entry:
    """The entry with `by` vouching for these words.

    Approving reviewed words changes nothing, unless the first review was in a batch or by a
    command, and this one is of the single segment.

    >>> from datetime import UTC
    >>> when = datetime(2026, 11, 2, 10, tzinfo=UTC)
    >>> origin = approved(Entry("Peace", "Pax"), "Paz", "ana", when, "one").origin
    >>> origin.reviewer, origin.how, origin.changed
    ('ana', 'one', True)
    """
    is_new = target != entry.target
    if entry.state is State.REVIEWED and not is_new and not _adds_a_review(how, entry):
        return entry
    edited = resolved(replace(entry, target=target))
    return origins.reviewed(edited, named(by), now, how=how, changed=is_new)


def _adds_a_review(how: How, entry: Entry) -> bool:
    return how == "one" and entry.origin is not None and entry.origin.how != "one"


def needing_work(entry: Entry) -> Entry:
    """The entry as a draft, whoever vouched for it; a draft becomes translated.

    >>> [needing_work(Entry("Peace", "Paz", fuzzy=is_draft)).state.label for is_draft in (0, 1)]
    ['draft', 'translated']
    """
    if entry.state is State.UNTRANSLATED:
        return entry
    if entry.state is State.DRAFT:
        return origins.settled(entry)
    return replace(entry, fuzzy=True, origin=_unvouched(entry.origin))


def sent_back(entry: Entry, note: str, by: str, now: datetime) -> Entry:
    """The entry as a draft, with a comment about what is to be done.

    Raises `UsageError` for an empty note: a translator could only guess.
    """
    returned = commented(entry, note, by, now)
    is_draft = entry.state in (State.UNTRANSLATED, State.DRAFT)
    return returned if is_draft else needing_work(returned)


def commented(entry: Entry, text: str, by: str, now: datetime) -> Entry:
    r"""The entry with one more translators' comment: who wrote it, on which day, and the text.

    >>> from datetime import UTC
    >>> when = datetime(2026, 11, 2, 10, tzinfo=UTC)
    >>> commented(Entry("Peace"), "Which one?\nThis?", "Ana", when).comments
    ('Ana, 2026-11-02: Which one?', 'This?')
    """
    lines = [held(line.strip()) for line in text.split("\n") if line.strip()]
    if not lines:
        raise UsageError("a comment without words", hint="write what is to be done")
    lines[0] = f"{named(by)}, {now:%Y-%m-%d}: {lines[0]}"
    return replace(entry, comments=(*entry.comments, *map(_plain, lines)))


def _plain(line: str) -> str:
    """The line in a form that no program takes for a state comment or a reference."""
    is_odd = origins.is_ours(line) or solaris_reference(line) is not None or line.startswith("| ")
    return f"“{line}”" if is_odd else line


def _unvouched(origin: Origin | None) -> Origin | None:
    if origin is None:
        return None
    return replace(origin, reviewer="", words="", how="", changed=False)
