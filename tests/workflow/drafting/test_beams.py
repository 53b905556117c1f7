"""How many translations are weighed against each other: at the first try, and at the second."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace

import pytest

from l10n_flow import engines
from l10n_flow.engines import EngineOptions, Hypothesis
from l10n_flow.project import Project
from l10n_flow.workflow.drafting.pairs import PretranslateOptions, engine_of
from tests.workflow.drafts_desk import drafted, targets, written

LOOP = "paz paz paz paz paz paz"


@dataclass
class Looping:
    """An engine that loops at the first try, and writes down the beams that were wanted."""

    beams: list[int | None] = field(default_factory=list)
    opened: list[EngineOptions] = field(default_factory=list)
    identity = "looping-1"
    model = ""
    parameters = ""
    keeps_markup = False

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        self.beams.append(beam)
        for index, _ in enumerate(texts):
            yield index, Hypothesis(LOOP if beam is None else "Llegó la paz.", 0.9)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Looping:
    looping = Looping()

    def opened(source: str, target: str, options: EngineOptions) -> Looping:
        looping.opened.append(options)
        return looping

    monkeypatch.setattr(engines, "ENGINES", {"argos": opened})
    return looping


@pytest.mark.parametrize(
    ("configured", "fast", "first", "second"),
    [(4, False, 4, 1), (2, False, 2, 1), (4, True, 1, 4), (1, False, 1, 4)],
)
def test_fast_is_one_beam_and_the_second_try_has_another_number_than_the_first(
    project: Project, engine: Looping, configured: int, fast: bool, first: int, second: int
) -> None:
    settings = replace(project.config.pretranslate, beam=configured)
    project = replace(project, config=replace(project.config, pretranslate=settings))
    written(project, brief="Peace came.\n")
    drafted(project, "es", options=PretranslateOptions(fast=fast))
    assert [options.beam for options in engine.opened] == [first]
    assert engine.beams == [None, second]
    assert targets(project, "brief", "es") == {"Peace came.": "Llegó la paz."}


def test_the_engine_has_the_threads_of_the_configuration_or_else_of_the_command(
    project: Project, engine: Looping
) -> None:
    for configured, asked in ((0, 3), (2, 3), (2, 0)):
        settings = replace(project.config.pretranslate, threads=configured)
        own = replace(project, config=replace(project.config, pretranslate=settings))
        engine_of(own, ("en", "es"), PretranslateOptions(), lambda _: None, threads=asked)
    assert [options.threads for options in engine.opened] == [3, 2, 2]
