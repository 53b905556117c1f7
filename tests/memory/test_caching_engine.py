"""An engine that asks nothing twice, in this run or the next."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
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


class Listening(Shouting):
    """Notes which texts it is given together, and which of them to align."""

    def __init__(self) -> None:
        super().__init__()
        self.together: list[tuple[int, list[int]]] = []

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        several = list(texts)
        self.together.append((len(several), [n for n in range(len(several)) if n in align]))
        yield from super().translate(several, align=align, beam=beam)


def test_an_engine_gets_some_thousand_texts_at_once_and_only_those_that_are_new(
    tmp_path: Path,
) -> None:
    file, texts = tmp_path / "answers.sqlite", [f"text {n}" for n in range(1026)]
    engine = Listening()
    answers = dict(remembering(engine, file).translate(texts, align={1, 1025}))
    assert [answers[n].text for n in range(1026)] == [text.upper() for text in texts]
    assert engine.together == [(1024, [1]), (2, [1])]
    list(remembering(engine, file).translate(["new", *texts[:3]], align={2}))
    assert engine.together[2:] == [(1, [])]
    list(remembering(engine, file).translate(texts[:3], align={0}))
    assert engine.together[3:] == [(1, [0])]
    list(remembering(engine, file).translate(texts[:3]))
    assert engine.together[4:] == []


def test_a_crash_loses_two_hundred_answers_at_most(tmp_path: Path) -> None:
    file, texts = tmp_path / "answers.sqlite", [f"text {n}" for n in range(202)]
    engine = Shouting()
    talk = remembering(engine, file).translate(texts)
    kept = []
    with MTCache(file, CacheKey("en", "es", engine.model, "beam=None")) as other:
        for _ in range(201):
            next(talk)
            kept.append(len(other.find(texts)))
    assert kept == [*[0] * 199, 200, 200]


def test_a_refusal_is_asked_for_again_and_what_the_file_said_is_told(tmp_path: Path) -> None:
    class Refusing(Shouting):
        def translate(
            self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
        ) -> Iterator[tuple[int, Hypothesis]]:
            for index, text in enumerate(texts):
                self.asked.append((text, beam))
                yield index, Hypothesis("", refusal="it is too long")

    engine, told = Refusing(), list[str]()
    blocked = tmp_path / "a file"
    blocked.write_text("x")

    def store(beam: int | None) -> MTCache:
        return MTCache(blocked / "answers.sqlite", CacheKey("en", "es", "x", f"{beam}"))

    for caching in (
        remembering(engine, tmp_path / "answers.sqlite"),
        CachingEngine(engine, store, told.extend),
    ):
        engine.asked.clear()
        for _ in range(2):
            assert [answer.refusal for _, answer in caching.translate(["one"])] == [
                "it is too long"
            ]
        assert engine.asked == [("one", None)] * 2
    assert ["the MT cache is not used" in one for one in told] == [True, True]
