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

    @property
    def drafts(self) -> int:
        """Of those translated, drafts of any kind."""
        return self.machine_drafts + self.outdated + self.unfinished

    @property
    def status(self) -> Status:
        """The edition in one word, as good as its worst segment; "partial" when some lack words.

        >>> Progress(4, translated=4, reviewed=4).status, Progress(4, translated=3).status
        ('reviewed', 'partial')
        """
        if self.translated < self.segments:
            return "partial" if self.translated else "untranslated"
        if self.drafts:
            return "draft"
        return "reviewed" if self.segments and self.reviewed == self.segments else "translated"


def measure(entries: Iterable[Entry | None], least: State) -> Progress:
    """The progress of an edition made of these entries, one a segment in any order.

    None stands for a segment that the catalog does not have yet; an entry in a lesser state than
    `least` is not shown and counts as untranslated.

    >>> entries = [Entry("Peace", "Paz"), Entry("War", "Guerra", fuzzy=True), None]
    >>> measure(entries, State.DRAFT)
    Progress(segments=3, translated=2, reviewed=0, machine=0, machine_drafts=0, outdated=0, \
unfinished=1)
    """
    segments = translated = reviewed = machine = machine_drafts = outdated = drafts = 0
    for entry in entries:
        segments += 1
        state = entry.state if entry else State.UNTRANSLATED
        if entry is None or state < max(least, State.DRAFT):
            continue
        translated += 1
        reviewed += state is State.REVIEWED
        is_machine = entry.is_machine_made
        machine += is_machine
        if state is State.DRAFT:
            drafts += 1
            if is_machine:
                machine_drafts += 1
            elif entry.previous_source is not None:
                outdated += 1
    unfinished = drafts - outdated - machine_drafts
    return Progress(segments, translated, reviewed, machine, machine_drafts, outdated, unfinished)
