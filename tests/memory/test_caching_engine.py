"""An engine that asks nothing twice, in this run or the next."""

from __future__ import annotations

from pathlib import Path

from l10n_flow.engines import Hypothesis
from l10n_flow.memory.mtcache import CacheKey, CachingEngine, MTCache
from tests.pretranslate.machine.test_requests import Shouting


def remembering(engine: Shouting, file: Path) -> CachingEngine:
    def store(beam: int | None) -> MTCache:
        return MTCache(file, CacheKey("en", "es", engine.model, f"beam={beam}"))

    return CachingEngine(engine, store, print)


def test_answers_of_a_former_run_are_not_asked_for_again(tmp_path: Path) -> None:
    file = tmp_path / "answers.sqlite"
    first, second = Shouting(), Shouting()
    assert dict(remembering(first, file).translate(["one", "two"])) == {
        0: Hypothesis("ONE", 0.5),
        1: Hypothesis("TWO", 0.5),
    }
    answers = dict(remembering(second, file).translate(["two", "three", "one"]))
    assert {index: answer.text for index, answer in answers.items()} == {
        0: "TWO",
        1: "THREE",
        2: "ONE",
    }
    assert second.asked == [("three", None)]


def test_another_beam_is_another_question(tmp_path: Path) -> None:
    engine = Shouting()
    mouth = remembering(engine, tmp_path / "answers.sqlite")
    list(mouth.translate(["one"]))
    list(mouth.translate(["one"], beam=1))
    assert engine.asked == [("one", None), ("one", 1)]


def test_what_came_before_somebody_stopped_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "answers.sqlite"
    talk = remembering(Shouting(), file).translate(["one", "two", "three"])
    next(talk)
    next(talk)
    talk.close()  # type: ignore[attr-defined]  # generators have it
    second = Shouting()
    list(remembering(second, file).translate(["one", "two", "three"]))
    assert second.asked == [("three", None)]
