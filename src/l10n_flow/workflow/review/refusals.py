"""The errors of the desk: nothing was saved, and the browser keeps the typed words."""

from __future__ import annotations

from collections.abc import Sequence

from l10n_flow.errors import L10nFlowError
from l10n_flow.model import Finding
from l10n_flow.workflow.review.rows import SegmentRow

LIMIT = 1_000_000
"""The maximum size of a translation or a comment, in bytes of UTF-8: far more than a paragraph."""


class ReviewError(L10nFlowError):
    """Nothing was saved; the browser has the words."""

    exit_code = 3


class Stale(ReviewError):  # noqa: N818 - like the others, it says what happened
    """Somebody else has changed the words since they were shown."""

    def __init__(self, mine: str, theirs: SegmentRow, base: str | None) -> None:
        super().__init__(
            "somebody else has changed this translation meanwhile",
            hint="choose one of the two, or write a third from both",
        )
        self.mine = mine
        """The words that should have been saved."""
        self.theirs = theirs
        """The segment as it is on disk now."""
        self.base = base
        """The words that were shown when the editing began; None when they are not known."""


class Vanished(ReviewError):  # noqa: N818
    """The article, and so its catalog, no longer has this text."""

    def __init__(self, id: str) -> None:
        super().__init__(
            "this text is no longer in the article",
            hint="the words typed so far are only in the browser: copy what is still of use",
        )
        self.id = id


class Blocked(ReviewError):  # noqa: N818
    """Readers would see something broken, so nobody may vouch for it."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        reasons = "; ".join(finding.message for finding in findings)
        super().__init__(f"not approved: {reasons}", hint="correct this, and approve again")
        self.findings = tuple(findings)


class Unholdable(ReviewError):  # noqa: N818
    """The text has a character at which gettext ends a string or a context."""

    def __init__(self, text: str, at: int) -> None:
        sign, before = f"U+{ord(text[at]):04X}", text[max(0, at - 20) : at]
        place = f"after “{before}”" if before else "at the beginning"
        super().__init__(
            f"no catalog can hold the invisible character {sign}, {place}",
            hint="delete it, and save again",
        )


class TooLong(ReviewError):  # noqa: N818
    """The text is longer than any segment may be."""

    def __init__(self, limit: int = LIMIT) -> None:
        super().__init__(
            f"longer than {limit:,} bytes, the most that is saved for one segment",
            hint="shorten it: a segment is one paragraph",
        )
        self.limit = limit
