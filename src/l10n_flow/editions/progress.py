"""How far an edition has come: the counts behind its status, its percentages and its notice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from l10n_flow.model import Entry, State

__all__ = ["Progress", "Status", "measure"]

Status = Literal["untranslated", "partial", "draft", "translated", "reviewed"]


@dataclass(frozen=True, slots=True)
class Progress:
    """The segments of one edition, counted. A segment that stands twice counts twice."""

    segments: int
    translated: int = 0
    """Shown in the edition's language: in a state that the policy publishes."""
    reviewed: int = 0
    machine: int = 0
    """Of those translated, a machine's words that nobody changed, approved or not."""
    machine_drafts: int = 0
    """Of those translated, drafts in a machine's words."""
    outdated: int = 0
    """Of those translated, a person's words that were made for an earlier text of the article."""
    unfinished: int = 0
    """Of those translated, other drafts: a translator's mark, a match from another article."""
    copied: int = 0
    """Of those translated, nobody's words: numbers, codes and names that a machine took over."""

    @property
    def drafts(self) -> int:
        """Of those translated, drafts of any kind."""
        return self.machine_drafts + self.outdated + self.unfinished

    @property
    def is_empty(self) -> bool:
        """Whether there is something to translate, and nobody's translation of any of it.

        >>> Progress(4, translated=1, copied=1).is_empty, Progress(0).is_empty
        (True, False)
        """
        return self.translated < self.segments and self.translated == self.copied

    @property
    def status(self) -> Status:
        """The edition in one word, as good as its worst segment; "partial" when some lack words.

        >>> Progress(4, translated=4, reviewed=4).status, Progress(4, translated=3).status
        ('reviewed', 'partial')
        """
        if self.translated < self.segments:
            return "untranslated" if self.is_empty else "partial"
        if self.drafts:
            return "draft"
        return "reviewed" if self.segments and self.reviewed == self.segments else "translated"


def measure(entries: Iterable[Entry | None], least: State) -> Progress:
    """The progress of an edition made of these entries, one a segment in any order.

    None stands for a segment that the catalog does not have yet; an entry in a lesser state than
    `least` is not shown and counts as untranslated. What a machine took over as it is (a number, a
    name) is shown, and is neither a machine's nor a draft.

    >>> entries = [Entry("Peace", "Paz"), Entry("War", "Guerra", fuzzy=True), None]
    >>> measure(entries, State.DRAFT)
    Progress(segments=3, translated=2, reviewed=0, machine=0, machine_drafts=0, outdated=0, \
unfinished=1, copied=0)
    """
    segments = translated = reviewed = machine = machine_drafts = outdated = drafts = copied = 0
    for entry in entries:
        segments += 1
        if entry is None or not entry.is_shown(least):
            continue
        state = entry.state
        translated += 1
        reviewed += state is State.REVIEWED
        if state < State.REVIEWED and entry.is_copied:
            copied += 1
            continue
        is_machine = entry.is_machine_made
        machine += is_machine
        if state is State.DRAFT:
            drafts += 1
            if is_machine:
                machine_drafts += 1
            elif entry.previous_source is not None:
                outdated += 1
    unfinished = drafts - outdated - machine_drafts
    return Progress(
        segments, translated, reviewed, machine, machine_drafts, outdated, unfinished, copied
    )
