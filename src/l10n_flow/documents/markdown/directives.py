"""Directives of authors, in comments: `<!-- l10n: skip -->` and its like."""

from __future__ import annotations

import sys
from bisect import bisect_right
from dataclasses import dataclass, field

from l10n_flow import patterns as re
from l10n_flow.documents.document import Warned

PATTERN = re.compile(
    rb"<!--\s*+l10n:\s*+(?P<verb>[A-Za-z]*+)(?P<words>(?>(?:(?!<!--|-->).)*))-->", re.DOTALL
)

KNOWN = "skip, resume, note WORDS, context WORDS"


@dataclass(slots=True)
class Directives:
    """The directives of one article, applied in the order of the text.

    `skip` leaves out everything until `resume`. `note` and `context` are for the next segment.

    >>> directives = Directives()
    >>> directives.apply(b"<!-- l10n: note a river -->", 0)
    >>> directives.take(), directives.take()
    ((None, 'a river'), (None, ''))
    """

    warnings: list[Warned] = field(default_factory=list)
    blocks: list[tuple[int, int]] = field(default_factory=list)
    """The blocks that contain only directives, which readers need not see."""
    skipping: bool = False
    """Whether the next segments are left out."""
    has_words: bool = False
    """Whether there is something for the next segment."""
    _skipped: list[tuple[int, int]] = field(default_factory=list)
    _since: int = 0
    _notes: list[str] = field(default_factory=list)
    _context: str | None = None

    def skips(self, offset: int) -> bool:
        """Whether the text at this offset is left out; valid after the whole text was read."""
        if self.skipping and self._since <= offset:
            return True
        before = bisect_right(self._skipped, (offset, sys.maxsize)) - 1
        return before >= 0 and offset < self._skipped[before][1]

    def apply(self, html: bytes, offset: int) -> None:
        """Apply the directives in this piece of HTML, which begins at `offset`."""
        for directive in PATTERN.finditer(html):
            verb, words = directive["verb"].decode(), directive["words"].decode().strip()
            if verb == "skip":
                self._since = self._since if self.skipping else offset
                self.skipping = True
            elif verb == "resume":
                if self.skipping:
                    self._skipped.append((self._since, offset))
                self.skipping = False
            elif verb == "note" and words:
                self._notes.append(words)
                self.has_words = True
            elif verb == "context" and words:
                self._context = words
                self.has_words = True
            else:
                self.warnings.append(Warned(f"`l10n: {verb}` is none of: {KNOWN}", offset))

    def take(self) -> tuple[str | None, str]:
        """Return the context and the notes for the next segment, and forget them."""
        taken = self._context, "\n".join(self._notes)
        self._context, self._notes, self.has_words = None, [], False
        return taken

    def end(self) -> None:
        """End the article: warn about a `skip` that is still open."""
        if self.skipping:
            self.warnings.append(Warned("`l10n: skip` without `l10n: resume`", self._since))
