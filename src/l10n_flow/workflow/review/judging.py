"""What the checks say of words while somebody types them, and whether a page can hold them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from l10n_flow.checks.running import checked
from l10n_flow.documents import render
from l10n_flow.model import Entry, Finding, Segment, Severity
from l10n_flow.workflow.checking import Job, findings_of, pair_of
from l10n_flow.workflow.review.books import Text

__all__ = ["UNFIT", "findings", "unfit"]

UNFIT = "unfit"
"""The name of the finding that a build would refuse the words: no check, since it asks the page."""


def findings(
    job: Job, text: Text, locale: str, path: Path, entry: Entry, segment: Segment
) -> tuple[Finding, ...]:
    """What `check` would say of the entry: of one mistake one finding, and nothing silenced.

    `path` is the catalog as people read it.
    """
    pair = pair_of(entry, segment, text.language, locale, job.policies[locale])
    found = checked(pair, job.active[locale])
    every = findings_of(job, pair, entry, found, text.article.name, path)
    return tuple(one for one in every if not one.cause)


def unfit(text: Text, locale: str, path: Path, entries: Iterable[Entry]) -> tuple[Finding, ...]:
    """Why the article cannot hold these words, as `build` would say; nothing when it can."""
    wanted = {entry.key: entry.target for entry in entries if entry.key in text.segments}
    refusals = render(text.document, wanted).refusals if any(wanted.values()) else ()
    reasons = {refusal.slot.segment.key: refusal.reason for refusal in refusals}
    return tuple(
        Finding(
            UNFIT,
            Severity.ERROR,
            text.article.name,
            locale,
            f"the translation {reason}",
            path,
            key=key,
            target=wanted[key],
        )
        for key, reason in reasons.items()
    )


def as_typed(entry: Entry, target: str) -> Entry:
    """The entry as if somebody had just written these words."""
    return replace(entry, target=target, fuzzy=False)
