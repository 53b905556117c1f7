"""Directives of authors, in comments: `<!-- l10n: skip -->` and its like."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right

from l10n_flow.documents.document import Warned

__all__ = ["PATTERN", "Directives"]

PATTERN = re.compile(
    rb"<!--\s*+l10n:\s*+(?P<verb>[A-Za-z]*+)(?P<words>(?:(?!<!--|-->).)*+)-->", re.DOTALL
)

KNOWN = "skip, resume, note WORDS, context WORDS"


class Directives:
    """The directives of one article, applied in the order of the text.

    `skip` leaves out everything until `resume`. `note` and `context` are for the next segment.

    >>> told = Directives()
    >>> told.obey(b"<!-- l10n: note a river -->", 0)
    >>> told.take(), told.take()
    ((None, 'a river'), (None, ''))
    """

    def __init__(self) -> None:
        self.warnings: list[Warned] = []
        self.blocks: list[tuple[int, int]] = []
        """The blocks that contain only directives, which readers need not see."""
        self._skipped: list[tuple[int, int]] = []
        self._since: int | None = None
        self._notes: list[str] = []
        self._context: str | None = None

    @property
    def skipping(self) -> bool:
        """Whether the next segments are left out."""
        return self._since is not None

    @property
    def has_words(self) -> bool:
        """Whether there is something for the next segment."""
        return bool(self._notes) or self._context is not None

    def skips(self, offset: int) -> bool:
        """Whether the text at this offset is left out; valid after the whole text was read."""
        if self._since is not None and self._since <= offset:
            return True
        before = bisect_right(self._skipped, (offset, sys.maxsize)) - 1
        return before >= 0 and offset < self._skipped[before][1]

    def obey(self, html: bytes, offset: int) -> None:
        """Apply the directives in this piece of HTML, which begins at `offset`."""
        for directive in PATTERN.finditer(html):
            verb, words = directive["verb"].decode(), directive["words"].decode().strip()
            if verb == "skip":
                self._since = offset if self._since is None else self._since
            elif verb == "resume":
                if self._since is not None:
                    self._skipped.append((self._since, offset))
                self._since = None
            elif verb == "note" and words:
                self._notes.append(words)
            elif verb == "context" and words:
                self._context = words
            else:
                self.warnings.append(Warned(f"`l10n: {verb}` is none of: {KNOWN}", offset))

    def take(self) -> tuple[str | None, str]:
        """Return the context and the notes for the next segment, and forget them."""
        taken = self._context, "\n".join(self._notes)
        self._context, self._notes = None, []
        return taken

    def end(self) -> None:
        """End the article: warn about a `skip` that is still open."""
        if self._since is not None:
            self.warnings.append(Warned("`l10n: skip` without `l10n: resume`", self._since))
