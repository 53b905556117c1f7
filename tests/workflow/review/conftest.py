"""A newsroom with a desk: one article, half translated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import canonical
from l10n_flow.catalogs.provenance import origins
from l10n_flow.model import Catalog, Entry, Key, Origin
from l10n_flow.project import Project
from l10n_flow.workflow.review.desk import Desk
from l10n_flow.workflow.review.rows import SegmentRow
from tests.workflow.newsroom import catalog, catalog_path, configure, synced, write

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)

ARTICLE = """\
---
title: Rain on the coast
---

# Floods

The river rose by **12 metres** in [one night]({{ address }}).

Read [the report](https://example.org/report).

Nobody was hurt.

Mud is everywhere.
"""


@pytest.fixture
def project(project: Project) -> Project:
    project = configure(project)
    write(project, floods=ARTICLE)
    synced(project)
    put(
        project,
        "es",
        {
            "Rain on the coast": lambda e: origins.reviewed(
                Entry(e.source, "Lluvia en la costa", notes=e.notes), "Ana", NOON, how="one"
            ),
            "Floods": lambda e: Entry(e.source, "Riadas", notes=e.notes),
            "Nobody was hurt.": lambda e: origins.drafted(
                e, "Nadie fue herido.", Origin("mt", "argos-1.9", 0.4, confidence=0.4), NOON
            ),
            "Mud is everywhere.": lambda e: Entry(
                e.source,
                "Hay lodo.",
                fuzzy=True,
                previous_source="Mud is there.",
                notes=e.notes,
            ),
        },
    )
    return project


def put(project: Project, locale: str, changes: dict[str, Callable[[Entry], Entry]]) -> None:
    """The entries of the article's catalog with these sources, changed."""
    before = catalog(project, locale, "floods")
    made = tuple(changes[e.source](e) if e.source in changes else e for e in before.entries)
    catalog_path(project, locale, "floods").write_bytes(
        canonical.encode(canonical.write(Catalog(locale, made, before.headers, before.comments)))
    )


@pytest.fixture
def desk(project: Project) -> Desk:
    return Desk(project)


@pytest.fixture
def po(project: Project) -> Path:
    """The Spanish catalog."""
    return catalog_path(project, "es", "floods")


def on_disk(po: Path, source: str) -> Entry:
    return store.load(po, "es").live[Key(None, source)]


def at(desk: Desk, source: str, locale: str = "es") -> SegmentRow:
    """The row of a source."""
    return next(row for row in desk.sheet("floods", locale).rows if row.source == source)
