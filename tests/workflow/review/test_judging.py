"""Findings about a translation: which there are, in which order, and when they are made anew."""

from __future__ import annotations

import pytest

from l10n_flow.memory.units import Unit
from l10n_flow.model import Severity, State
from l10n_flow.project import Project
from l10n_flow.workflow.review.desk import Desk
from l10n_flow.workflow.review.judging import Judge
from l10n_flow.workflow.review.refusals import Blocked
from tests.workflow.newsroom import configure, synced

from .conftest import NOON, at

NIGHT = "The river rose by **12 metres** in [one night]({1})."


def checks(desk: Desk, source: str) -> list[str]:
    """The checks that speak of a row, in the sheet."""
    sheet = desk.sheet("floods", "es", checked=True)
    (row,) = [row for row in sheet.rows if row.source == source]
    return [finding.check for finding in row.findings or ()]


def test_a_new_rule_of_the_glossary_judges_words_that_nobody_touched(
    desk: Desk, project: Project
) -> None:
    assert checks(desk, "Floods") == []
    project.terms.write_text("terms:\n  - term: Floods\n    translate: false\n", "utf-8")
    assert checks(desk, "Floods") == ["keep"]
    project.terms.unlink()
    assert checks(desk, "Floods") == []


def test_findings_are_kept_while_nothing_changes(desk: Desk) -> None:
    first, second = (desk.sheet("floods", "es", checked=True).rows for _ in range(2))
    assert all(one.findings is not None for one in first)
    assert [one.findings is other.findings for one, other in zip(first, second, strict=True)] == [
        True for _ in first
    ]


def test_the_gravest_stands_first(desk: Desk) -> None:
    words = "El río subió 13 metros en [una noche]({1}) {7} ."
    grades = [one.severity for one in desk.findings("floods", "es", at(desk, NIGHT).id, words)]
    assert grades == sorted(grades, reverse=True)
    assert {Severity.ERROR, Severity.WARNING} <= set(grades)


def test_what_no_article_can_hold_is_an_error_of_its_own(desk: Desk) -> None:
    found = desk.findings("floods", "es", at(desk, "Nobody was hurt.").id, "---")
    assert [(one.check, one.severity) for one in found if one.check == "unfit"] == [
        ("unfit", Severity.ERROR)
    ]
    assert found[0].message.startswith("the translation ")


def test_a_draft_is_judged_as_if_it_were_finished(desk: Desk) -> None:
    row = at(desk, "Nobody was hurt.")
    assert row.state is State.DRAFT
    with pytest.raises(Blocked) as caught:
        desk.save(
            "floods", "es", row.id, row.etag, "Nadie {9}.", by="Ana", now=NOON, state=State.REVIEWED
        )
    assert caught.value.findings[0].severity is Severity.ERROR


def test_words_that_were_saved_are_judged_anew(desk: Desk) -> None:
    assert checks(desk, NIGHT) == []
    row = at(desk, NIGHT)
    words = "El río subió **13 metros** en [una noche]({1})."
    desk.save("floods", "es", row.id, row.etag, words, by="Ana", now=NOON)
    assert checks(desk, NIGHT) == ["number"]
    assert checks(desk, "Floods") == []


@pytest.mark.parametrize("words", ["A {9}", "Z {9}"])
def test_reviewed_words_that_are_broken_by_an_edit_are_no_longer_reviewed(
    desk: Desk, words: str
) -> None:
    row = at(desk, "Rain on the coast")
    assert row.state is State.REVIEWED
    with pytest.raises(Blocked):
        desk.save("floods", "es", row.id, row.etag, words, by="Ana", now=NOON, state=State.REVIEWED)


def test_a_star_is_a_sign_like_others_in_an_article_in_html(project: Project) -> None:
    project = configure(project, 'include: ["**/*.html"]\n')
    (project.content / "page.html").write_text("<!doctype html><p>2 * 3 *of* them</p>", "utf-8")
    synced(project)
    desk = Desk(project)
    (row,) = desk.sheet("page", "es").rows
    assert desk.findings("page", "es", row.id, "2 * 3 de ellos") == ()


def test_words_of_the_memory_are_judged_by_the_rules_of_their_own_language(
    project: Project,
) -> None:
    judge = Judge(project)
    assert judge.is_sound(("en", "fa"), Unit("A book", "یک کتاب"))
    assert not judge.is_sound(("en", "fa"), Unit("A book", "یك كتاب"))
