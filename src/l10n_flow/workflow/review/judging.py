"""What the checks say of words while somebody types them, and whether a page can hold them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from l10n_flow.checks.running import checked
from l10n_flow.checks.suppress import listens, silenced
from l10n_flow.documents import render
from l10n_flow.model import Entry, Finding, Segment, Severity
from l10n_flow.workflow.checking import Job, finding_of, pair_of
from l10n_flow.workflow.review.books import Text
from l10n_flow.workflow.silencing import is_silenced

__all__ = ["UNFIT", "findings", "unfit"]

UNFIT = "unfit"
"""The name of the finding that a build would refuse the words: no check, since it asks the page."""


def findings(
    job: Job, text: Text, locale: str, path: Path, entry: Entry, segment: Segment
) -> tuple[Finding, ...]:
    """What `check` would say of the entry, and what nobody has silenced of that.

    `path` is the catalog as people read it.
    """
    pair = pair_of(entry, segment, text.language, locale, job.policies[locale])
    silent = silenced(entry) if entry.comments else frozenset()
    found = [
        finding_of(one, entry, text.article.name, locale, path)
        for one in checked(pair, job.active[locale])
        if listens(one.check, silent)
    ]
    return tuple(one for one in found if not is_silenced(job.settings.silences, one))


def unfit(text: Text, locale: str, path: Path, entry: Entry) -> tuple[Finding, ...]:
    """Why the article cannot hold these words, as `build` would say; nothing when it can."""
    if not entry.target or entry.key not in text.segments:
        return ()
    refusals = render(text.document, {entry.key: entry.target}).refusals
    return tuple(
        Finding(
            UNFIT,
            Severity.ERROR,
            text.article.name,
            locale,
            f"the translation {refusal.reason}",
            path,
            key=entry.key,
            target=entry.target,
        )
        for refusal in refusals[:1]
    )


def as_typed(entry: Entry, target: str) -> Entry:
    """The entry as if somebody had just written these words."""
    return replace(entry, target=target, fuzzy=False)
