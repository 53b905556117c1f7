"""Several segments are approved at once where people translated them, and it can be taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.errors import UsageError
from l10n_flow.model import State
from l10n_flow.project import Project, find
from l10n_flow.workflow.review.choosing import chosen
from l10n_flow.workflow.review.desk import Desk

from .conftest import NOON, at, on_disk, put

RIVER = "The river rose by **12 metres** in [one night]({1})."
REPORT = "Read [the report]({1})."


@pytest.fixture
def desk(project: Project) -> Desk:
    put(
        project,
        "es",
        {
            RIVER: lambda e: replace(e, target="El río subió **12 metros** en [una noche]({1})."),
            REPORT: lambda e: replace(e, target="Lea el informe."),
        },
    )
    return Desk(project)


def everything(desk: Desk) -> tuple[str, ...]:
    return chosen(desk.sheet("floods", "es").rows)


def test_what_people_translated_is_approved_and_all_else_left_out_with_its_reason(
    desk: Desk, po: Path
) -> None:
    names = {row.id: row.source for row in desk.sheet("floods", "es").rows}
    done = desk.approve_batch("floods", "es", (*everything(desk), "0" * 12), by="Ana", now=NOON)
    assert [names[one] for one in done.approved] == ["Floods", RIVER]
    assert {names.get(one, "?"): why for one, why in done.left_out.items()} == {
        "Rain on the coast": "it is reviewed already",
        REPORT: "missing: a link",
        "Nobody was hurt.": "the translation is a machine's, unedited: open the segment",
        "Mud is everywhere.": "the original has changed since it was translated",
        "?": "the article no longer has it",
    }
    entry = on_disk(po, RIVER)
    assert entry.state is State.REVIEWED
    assert entry.origin is not None
    assert (entry.origin.reviewer, entry.origin.how, entry.origin.changed) == (
        "Ana",
        "batch",
        False,
    )
    assert on_disk(po, "Nobody was hurt.").state is State.DRAFT


def test_words_that_a_person_marked_as_a_draft_are_left_out(project: Project) -> None:
    put(project, "es", {"Floods": lambda e: replace(e, target="Riadas", fuzzy=True)})
    desk = Desk(project)
    done = desk.approve_batch("floods", "es", [at(desk, "Floods").id], by="Ana", now=NOON)
    assert (done.approved, list(done.left_out.values())) == (
        (),
        ["it is marked as a draft and has to be finished first"],
    )


def test_a_machines_words_that_somebody_only_confirmed_are_a_machines_still(desk: Desk) -> None:
    row = at(desk, "Nobody was hurt.")
    row = desk.save("floods", "es", row.id, row.etag, row.target, by="Ana", now=NOON)
    assert row.state is State.TRANSLATED
    done = desk.approve_batch("floods", "es", [row.id], by="Eva", now=NOON)
    assert done.approved == ()
    assert done.undo == ""


def test_a_newsroom_may_allow_drafts_and_never_those_whose_source_changed(
    desk: Desk, project: Project, po: Path
) -> None:
    settings = project.root / "l10n-flow.yaml"
    settings.write_text(settings.read_text("utf-8") + "review: {batch_drafts: true}\n", "utf-8")
    allowed = Desk(find(project.root))
    done = allowed.approve_batch("floods", "es", everything(desk), by="Ana", now=NOON)
    assert len(done.approved) == 3
    assert on_disk(po, "Nobody was hurt.").state is State.REVIEWED
    assert on_disk(po, "Mud is everywhere.").state is State.DRAFT


def test_a_batch_can_be_taken_back_once_but_for_what_somebody_has_worked_on(
    desk: Desk, po: Path
) -> None:
    before = {source: on_disk(po, source) for source in ("Floods", RIVER)}
    done = desk.approve_batch("floods", "es", everything(desk), by="Ana", now=NOON)
    row = at(desk, "Floods")
    desk.save("floods", "es", row.id, row.etag, "Inundaciones", by="Eva", now=NOON)
    back = desk.undo(done.undo, by="Ana", now=NOON)
    assert back.approved == (at(desk, RIVER).id,)
    assert back.left_out == {row.id: "somebody has edited it since"}
    assert on_disk(po, RIVER) == before[RIVER]
    assert on_disk(po, "Floods").target == "Inundaciones"
    with pytest.raises(UsageError, match="nothing left to undo"):
        desk.undo(done.undo, by="Ana", now=NOON)


def test_a_batch_that_nobody_approves_is_refused(desk: Desk, po: Path) -> None:
    before = po.read_bytes()
    with pytest.raises(UsageError, match="nobody's name"):
        desk.approve_batch("floods", "es", everything(desk), by=" ", now=NOON)
    assert po.read_bytes() == before
    assert desk.approve_batch("floods", "es", [], by="Ana", now=NOON).approved == ()
