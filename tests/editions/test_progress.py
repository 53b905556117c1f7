"""The counts behind an edition's status."""

from __future__ import annotations

import pytest

from l10n_flow.editions.progress import Progress, measure
from l10n_flow.model import Entry, Origin, State, digest


def machine(target: str, *, fuzzy: bool, previous: str | None = None) -> Entry:
    origin = Origin(kind="mt", engine="fake", machine=digest("Paz"))
    return Entry("Peace", target, fuzzy=fuzzy, origin=origin, previous_source=previous)


REVIEWED = Entry("Peace", "Paz", origin=Origin(
    kind="mt", machine=digest("Paz"), reviewer="ana", source=digest(None, "Peace"),
    words=digest("Paz")))  # fmt: skip
ENTRIES = [
    None,
    Entry("Peace"),
    Entry("Peace", "Paz"),
    Entry("Peace", "Paz", fuzzy=True),
    Entry("Peace", "Paz", fuzzy=True, previous_source="War"),
    machine("Paz", fuzzy=True),
    machine("La paz", fuzzy=True),
    machine("Paz", fuzzy=True, previous="War"),
    machine("Paz", fuzzy=False),
    REVIEWED,
]


def test_every_segment_is_counted_by_what_vouches_for_it() -> None:
    assert measure(ENTRIES, State.DRAFT) == Progress(
        segments=10,
        translated=8,
        reviewed=1,
        machine=4,
        machine_drafts=2,
        outdated=1,
        unfinished=2,
    )


@pytest.mark.parametrize(
    ("least", "translated", "drafts"),
    [(State.UNTRANSLATED, 8, 5), (State.DRAFT, 8, 5), (State.TRANSLATED, 3, 0),
     (State.REVIEWED, 1, 0)],
)  # fmt: skip
def test_what_may_not_be_published_counts_as_untranslated(
    least: State, translated: int, drafts: int
) -> None:
    found = measure(ENTRIES, least)
    assert (found.translated, found.drafts) == (translated, drafts)


@pytest.mark.parametrize(
    ("progress", "status"),
    [
        (Progress(4), "untranslated"),
        (Progress(4, translated=3, reviewed=3), "partial"),
        (Progress(4, translated=3, machine_drafts=3), "partial"),
        (Progress(4, translated=4, reviewed=3, outdated=1), "draft"),
        (Progress(4, translated=4, machine_drafts=4), "draft"),
        (Progress(4, translated=4, unfinished=1), "draft"),
        (Progress(4, translated=4, reviewed=3), "translated"),
        (Progress(4, translated=4, reviewed=4, machine=4), "reviewed"),
        (Progress(0), "translated"),
    ],
)
def test_the_status_is_as_good_as_the_worst_segment(progress: Progress, status: str) -> None:
    assert progress.status == status
