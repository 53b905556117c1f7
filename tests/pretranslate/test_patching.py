"""A text that changed: the translator's sentences stay, and what to look at is told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from l10n_flow.catalogs.provenance import origins
from l10n_flow.model import Entry
from l10n_flow.pretranslate.asks import Pair, Spoken
from l10n_flow.pretranslate.patching import Patch, patched
from l10n_flow.pretranslate.tasks import Gap, Task

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
PAIR = Pair("en", "es")
OLD = "Talks began in 2019. The mood was good. **Iran** took part."
WORDS = "El diálogo empezó en 2019. El ánimo era bueno. Participó **Irán**."
REVIEWED = origins.reviewed(Entry(OLD, WORDS, context="lead"), "ana", NOON)


def task(new: str, donor: Entry | None = REVIEWED) -> Task:
    return Task(Entry(new, WORDS, context="lead", fuzzy=True), Gap.CHANGED, donor)


def patch(new: str) -> Patch:
    found = patched(task(new), PAIR)
    assert found is not None
    return found


def test_the_changed_sentence_is_wanted_and_told() -> None:
    found = patch(OLD.replace("good", "bad"))
    assert found.wanted == ("The mood was bad.",)
    draft = found.draft([Spoken("El ánimo era malo.", 0.8, why=("retried",))], "e-1", "5" * 12)
    assert draft.target == "El diálogo empezó en 2019. El ánimo era malo. Participó **Irán**."
    assert draft.why == ("sentence-2", "retried")
    assert (draft.step, draft.maker, draft.model) == ("sentences", "e-1", "5" * 12)
    assert (draft.score, draft.previous) == (0.8, REVIEWED.key)


def test_the_seam_of_a_sentence_that_was_taken_out_is_told() -> None:
    found = patch(OLD.replace(" The mood was good.", ""))
    assert found.wanted == ()
    draft = found.draft([], "", "")
    assert draft.target == "El diálogo empezó en 2019. Participó **Irán**."
    assert draft.why == ("seam-2",)


@pytest.mark.parametrize(
    "donor", [None, Entry(OLD), Entry(OLD, WORDS, fuzzy=True), Entry(OLD, "Hubo diálogo.")]
)
def test_without_confirmed_words_that_can_be_paired_nothing_is_patched(donor: Entry | None) -> None:
    assert patched(task(OLD.replace("good", "bad"), donor), PAIR) is None


def test_a_text_that_is_all_new_is_not_patched() -> None:
    assert patched(task("Rain fell on Velan. Nobody saw it."), PAIR) is None
