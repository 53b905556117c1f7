"""An article is finished and approved at the desk, and `build` publishes it as reviewed."""

from __future__ import annotations

from l10n_flow.model import State
from l10n_flow.project import find
from l10n_flow.workflow.review.desk import Desk
from tests.workflow.newsroom import edition, front, outcomes, plainly

from .conftest import NOON, at

PERSIAN = {
    "Rain on the coast": "باران در ساحل",
    "Floods": "سیل‌ها",
    "The river rose by **12 metres** in [one night]({1}).": (
        "رودخانه در [یک شب]({1}) **۱۲ متر** بالا آمد."
    ),
    "Read [the report]({1}).": "[گزارش]({1}) را بخوانید.",
    "Nobody was hurt.": "هیچ‌کس آسیب ندید.",
    "Mud is everywhere.": "همه‌جا گِل است.",
}


def test_a_half_translated_article_is_finished_approved_and_published(desk: Desk) -> None:
    project = plainly(desk.project, "publish: {min_state: reviewed, untranslated: hide-article}\n")
    desk = Desk(find(project.root), by="مینو راستین")
    assert outcomes(project)["floods fa"] == "hidden"
    for source, words in PERSIAN.items():
        row = at(desk, source, "fa")
        desk.save("floods", "fa", row.id, row.etag, words, now=NOON, state=State.REVIEWED)
    (whole,) = [one for one in desk.overview().rows if one.locale == "fa"]
    assert (whole.counts[State.REVIEWED], whole.waits_for, whole.problem) == (6, "", "")
    assert outcomes(project)["floods fa"] == "written"
    assert front(project, "fa", "floods")["translation"]["status"] == "reviewed"
    assert "رودخانه در [یک شب]" in edition(project, "fa", "floods")
