"""Drafts that are less sure than the project wants are not written."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace

import pytest

from l10n_flow import engines
from l10n_flow.config.settings import Pretranslation
from l10n_flow.engines import Engine, EngineOptions, Hypothesis
from l10n_flow.pretranslate.drafts import Reason
from l10n_flow.project import Project
from l10n_flow.workflow.drafting.pairs import PretranslateOptions

from .drafts_desk import drafted, made, targets, written

SURE, UNSURE = "The president spoke today.", "They signed the agreement."
ARTICLE = f"{SURE}\n\n{UNSURE}\n"


@dataclass
class Scoring:
    """An engine that is sure of one sentence and not of the other; or tells no scores at all."""

    scores: dict[str, float]
    options: list[str] = field(default_factory=list)
    identity = "scoring-1"
    model = "0123456789ab"
    parameters = ""
    keeps_markup = False

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        for index, text in enumerate(texts):
            self.options.append(text)
            words = {SURE: "El presidente habló hoy.", UNSURE: "Ellos firmaron el acuerdo."}[text]
            yield index, Hypothesis(words, self.scores.get(text, 0.0))


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Scoring:
    found = Scoring({SURE: 0.98, UNSURE: 0.6})

    def opened(source: str, target: str, options: EngineOptions) -> Engine:
        return found

    monkeypatch.setattr(engines, "ENGINES", {"argos": opened})
    return found


def wanting(project: Project, **limits: int) -> Project:
    settings = Pretranslation(min_confidence={k.replace("every", ""): v for k, v in limits.items()})
    return replace(project, config=replace(project.config, pretranslate=settings))


def test_below_the_limit_a_segment_stays_untranslated_and_is_counted(
    project: Project, engine: Scoring
) -> None:
    written(project, brief=ARTICLE)
    (found,) = drafted(wanting(project, every=50), "es").catalogs
    assert targets(project, "brief", "es") == {SURE: "El presidente habló hoy.", UNSURE: ""}
    assert made(found) == {"engine": 1}
    assert [(left.source, left.reason) for left in found.left] == [(UNSURE, Reason.UNSURE)]


def test_without_a_limit_every_draft_is_written(project: Project, engine: Scoring) -> None:
    written(project, brief=ARTICLE)
    (found,) = drafted(project, "es").catalogs
    assert made(found) == {"engine": 2}


def test_languages_have_limits_of_their_own(project: Project, engine: Scoring) -> None:
    written(project, brief=ARTICLE)
    es, fa = drafted(wanting(project, fa=50), "es", "fa").catalogs
    assert (made(es), made(fa)) == ({"engine": 2}, {"engine": 1})


def test_an_engine_without_scores_is_judged_by_the_other_signs(
    project: Project, engine: Scoring
) -> None:
    engine.scores.clear()
    written(project, brief=ARTICLE)
    (found,) = drafted(wanting(project, every=50), "es").catalogs
    assert made(found) == {"engine": 2}


def test_a_lower_limit_needs_no_new_question(project: Project, engine: Scoring) -> None:
    written(project, brief=ARTICLE)
    drafted(wanting(project, every=50), "es")
    options = len(engine.options)
    (found,) = drafted(wanting(project, every=5), "es").catalogs
    assert made(found) == {"engine": 1}
    assert len(engine.options) == options


def test_a_machine_s_draft_is_not_replaced_by_one_too_unsure(
    project: Project, engine: Scoring
) -> None:
    written(project, brief=ARTICLE)
    drafted(project, "es")
    drafted(wanting(project, every=100), "es", options=PretranslateOptions(renew=True))
    assert targets(project, "brief", "es")[SURE] == "El presidente habló hoy."
