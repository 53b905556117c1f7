"""Texts that change after they were translated or drafted: what stays, what is made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.model import State
from l10n_flow.project import Project
from l10n_flow.workflow.approve import approve
from l10n_flow.workflow.drafting.pairs import PretranslateOptions
from tests.workflow.drafts_desk import (
    LATER,
    NOW,
    catalog,
    drafted,
    entries,
    made,
    targets,
    translate,
    written,
)

PARAGRAPH = "The president spoke today. They signed the agreement. The war of 1999 and the peace."
SPANISH = "El presidente ha hablado hoy. Han firmado el acuerdo. La guerra de 1999 y la paz."


pytestmark = pytest.mark.usefixtures("packages")


def test_only_the_sentence_that_changed_is_translated_anew(project: Project) -> None:
    written(project, brief=f"{PARAGRAPH}\n")
    translate(project, "brief", "es", **{PARAGRAPH: SPANISH})
    approve(project, project.articles(), ["es"], by="ana", now=NOW)
    changed = PARAGRAPH.replace("They signed", "They signed today")
    written(project, brief=f"{changed}\n")
    (found,) = drafted(project, "es").catalogs
    assert made(found) == {"sentences": 1}
    entry = entries(project, "brief", "es")[changed]
    assert entry.target == (
        "El presidente ha hablado hoy. Ellos firmaron hoy el acuerdo. La guerra de 1999 y la paz."
    )
    assert (entry.state, entry.previous_source) == (State.DRAFT, PARAGRAPH)
    assert entry.notes == (
        "l10n-flow: sentence 2 changed or is new; the others are the translator's",
    )
    before = catalog(project, "brief", "es").read_bytes()
    assert drafted(project, "es", now=LATER).catalogs == ()
    assert catalog(project, "brief", "es").read_bytes() == before
    written(project, brief=f"{PARAGRAPH}\n")
    assert entries(project, "brief", "es")[PARAGRAPH].state is State.REVIEWED


def test_without_an_engine_a_changed_text_keeps_the_whole_former_translation(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "none"))
    written(project, brief=f"{PARAGRAPH}\n")
    translate(project, "brief", "es", **{PARAGRAPH: SPANISH})
    changed = PARAGRAPH.replace("They signed", "They signed today")
    written(project, brief=f"{changed}\n")
    assert drafted(project, "es").catalogs == ()
    assert entries(project, "brief", "es")[changed].target == SPANISH


def test_a_changed_draft_that_somebody_has_touched_is_left_alone(project: Project) -> None:
    written(project, brief=f"{PARAGRAPH}\n")
    translate(project, "brief", "es", **{PARAGRAPH: SPANISH})
    changed = PARAGRAPH.replace("They signed", "They signed today")
    written(project, brief=f"{changed}\n")
    path = catalog(project, "brief", "es")
    path.write_text(path.read_text("utf-8").replace("ha hablado hoy", "habló hoy", 1), "utf-8")
    before = path.read_bytes()
    drafted(project, "es")
    assert path.read_bytes() == before


def test_a_machine_draft_of_a_text_that_changed_is_made_anew(project: Project) -> None:
    written(project, brief="The president spoke today about the war.\n")
    drafted(project, "es")
    written(project, brief="The president spoke today about the peace.\n")
    (found,) = drafted(project, "es").catalogs
    assert made(found) == {"engine": 1}
    (target,) = (e.target for e in entries(project, "brief", "es").values() if not e.obsolete)
    assert target.endswith("el paz.")


def test_machine_drafts_are_made_anew_when_somebody_asks_for_it(project: Project) -> None:
    written(project, brief="# Peace\n\nWar\n")
    drafted(project, "es", options=PretranslateOptions(engine="fake"))
    path = catalog(project, "brief", "es")
    path.write_text(path.read_text("utf-8").replace("⟦Ŵåŕ⟧", "La guerra"), "utf-8")
    (found,) = drafted(project, "es", options=PretranslateOptions(renew=True)).catalogs
    assert made(found) == {"engine": 1}
    assert targets(project, "brief", "es") == {"Peace": "Paz", "War": "La guerra"}


def test_a_similar_text_s_draft_is_looked_up_anew_when_its_text_changes_and_is_back_with_it(
    project: Project,
) -> None:
    years = (2001, 2019, 2024)
    old, new, newer = (f"The new agreement of {year} was signed in Doha." for year in years)
    written(project, treaty=f"{old}\n")
    translate(project, "treaty", "es", **{old: "El acuerdo de 2001 se firmó en Doha."})
    written(project, brief=f"{new}\n")
    assert [made(found) for found in drafted(project, "es").catalogs] == [{"similar": 1}]
    first = entries(project, "brief", "es")[new]
    assert (first.target, first.previous_source) == ("El acuerdo de 2019 se firmó en Doha.", old)
    written(project, brief=f"{newer}\n")
    carried = entries(project, "brief", "es")[newer]
    assert (carried.target, carried.state) == (first.target, State.DRAFT)
    assert [made(found) for found in drafted(project, "es").catalogs] == [{"similar": 1}]
    second = entries(project, "brief", "es")[newer]
    assert (second.target, second.previous_source) == ("El acuerdo de 2024 se firmó en Doha.", old)
    assert second.notes == ("l10n-flow: 2024 was adapted automatically",)
    written(project, brief=f"{new}\n")
    assert entries(project, "brief", "es")[new] == first
    assert drafted(project, "es").catalogs == ()


def test_sentences_are_carried_again_from_what_was_reviewed_when_the_text_changes_again(
    project: Project,
) -> None:
    written(project, brief=f"{PARAGRAPH}\n")
    translate(project, "brief", "es", **{PARAGRAPH: SPANISH})
    approve(project, project.articles(), ["es"], by="ana", now=NOW)
    reviewed = entries(project, "brief", "es")[PARAGRAPH]
    for verb in ("signed today", "signed nothing"):
        changed = PARAGRAPH.replace("signed", verb)
        written(project, brief=f"{changed}\n")
        drafted(project, "es")
        draft = entries(project, "brief", "es")[changed]
        assert draft.target.startswith("El presidente ha hablado hoy. Ellos firmaron ")
        assert draft.previous_source == PARAGRAPH
    assert len(entries(project, "brief", "es")) == 2
    written(project, brief=f"{PARAGRAPH}\n")
    assert entries(project, "brief", "es") == {PARAGRAPH: reviewed}


def test_a_machine_s_words_that_somebody_approved_are_carried_sentence_by_sentence(
    project: Project,
) -> None:
    written(project, brief=f"{PARAGRAPH}\n")
    drafted(project, "es")
    approve(project, project.articles(), ["es"], by="ana", now=NOW, drafts=True)
    approved = entries(project, "brief", "es")[PARAGRAPH]
    assert (approved.state, approved.notes) == (State.REVIEWED, ())
    changed = PARAGRAPH.replace("signed", "signed today")
    written(project, brief=f"{changed}\n")
    assert [made(found) for found in drafted(project, "es").catalogs] == [{"sentences": 1}]
    assert entries(project, "brief", "es")[changed].previous_source == PARAGRAPH


def test_the_only_copy_of_a_translator_s_words_is_not_drafted_over(project: Project) -> None:
    written(project, brief=f"{PARAGRAPH}\n", treaty="Peace.\n")
    translate(project, "brief", "es", **{PARAGRAPH: SPANISH})
    changed = PARAGRAPH.replace("signed", "signed today")
    written(project, brief=f"{changed}\n")
    path = catalog(project, "brief", "es")
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("#~")], "utf-8")  # msgattrib --no-obsolete does that
    before = path.read_bytes()
    drafted(project, "es")
    assert path.read_bytes() == before


def test_approving_takes_away_what_there_was_to_look_at(project: Project) -> None:
    written(project, brief=f"{PARAGRAPH}\n")
    translate(project, "brief", "es", **{PARAGRAPH: SPANISH})
    changed = PARAGRAPH.replace("signed", "signed today")
    written(project, brief=f"{changed}\n")
    drafted(project, "es")
    approve(project, project.articles(), ["es"], by="ana", now=LATER, drafts=True)
    entry = entries(project, "brief", "es")[changed]
    assert entry.origin is not None
    assert (entry.notes, entry.origin.why, entry.previous_source) == ((), (), None)
    before = catalog(project, "brief", "es").read_bytes()
    written(project, brief=f"{changed}\n")
    assert catalog(project, "brief", "es").read_bytes() == before
