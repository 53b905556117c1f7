"""All questions of many catalogs through one engine, a second try, and nothing lost on the way."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.engines import Engine, Hypothesis
from l10n_flow.errors import EngineError
from l10n_flow.memory.collect import Memory
from l10n_flow.model import Catalog, Entry
from l10n_flow.pretranslate.cascade import Cascade
from l10n_flow.pretranslate.drafts import Draft, Reason, Task, gaps
from l10n_flow.pretranslate.machine import rounds
from l10n_flow.pretranslate.machine.requests import LanguagePair
from l10n_flow.pretranslate.machine.rounds import Plan

PAIR = LanguagePair("en", "es")


class Shouting:
    """An engine that says everything in capitals, fails at some texts, and breaks down."""

    identity = "shouting-1"
    model = "5" * 12
    parameters = ""
    keeps_markup = False

    def __init__(
        self,
        answers: Mapping[tuple[str, int | None], str] | None = None,
        failure: BaseException | None = None,
        after: int = 0,
    ) -> None:
        self.asked: list[tuple[str, int | None]] = []
        self._answers = answers or {}
        self._failure, self._after = failure, after

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        for index, text in enumerate(texts):
            if self._failure is not None and index == self._after:
                raise self._failure
            self.asked.append((text, beam))
            yield index, Hypothesis(self._answers.get((text, beam), text.upper()), 0.5)


def planned(engine: Engine, *catalogs: list[str]) -> tuple[list[list[Task]], list[list[Plan]]]:
    """The tasks of these catalogs, and what is to be asked for each."""
    cascade = Cascade(PAIR, lambda: Memory([]), lambda: engine)
    tasks = [list(gaps(Catalog("es", tuple(map(Entry, texts))))) for texts in catalogs]
    return tasks, [cascade.plans(some) for some in tasks]


def outcomes(tasks: list[Task]) -> dict[str, str]:
    """The target of each drafted text, and the reason in capitals for each left one."""
    return {
        task.key.source: task.outcome.target
        if isinstance(task.outcome, Draft)
        else f"! {task.outcome}"
        for task in tasks
    }


TEXTS = st.lists(
    st.lists(st.sampled_from(["peace", "war", "a *b*", "12", "**now**", "two\nlines", "—\nend"])),
    max_size=6,
)


@given(TEXTS)
def test_every_segment_is_settled_and_every_batch_is_finished_once(drawn: list[list[str]]) -> None:
    engine = Shouting()
    tasks, plans = planned(engine, *([*dict.fromkeys(texts)] for texts in drawn))
    finished: list[int] = []
    told: list[int] = []
    assert rounds.translate(engine, PAIR, plans, finished.append, told.append) is None
    assert sorted(finished) == list(range(len(plans)))
    assert sum(told) == sum(map(len, plans))
    assert len(engine.asked) == len(set(engine.asked))
    for some in tasks:
        assert outcomes(some).items() <= {
            ("peace", "PEACE"),
            ("war", "WAR"),
            ("12", "12"),
            ("a *b*", "A B"),
            ("**now**", "**NOW**"),
            ("two\nlines", "TWO\nLINES"),
            ("—\nend", "—\nEND"),
        }


def test_a_mark_that_cannot_be_placed_is_told() -> None:
    engine = Shouting()
    ((task,),), plans = planned(engine, ["a *b*"])
    rounds.translate(engine, PAIR, plans, print, print)
    assert isinstance(task.outcome, Draft)
    assert task.outcome.why == ("mark-lost:*", "unsure")


def test_a_text_of_several_catalogs_is_asked_for_once() -> None:
    engine = Shouting()
    _, plans = planned(engine, ["peace", "war"], ["war", "**war**"])
    rounds.translate(engine, PAIR, plans, print, print)
    assert engine.asked == [("peace", None), ("war", None), ("war", None)]


def test_a_catalog_is_finished_as_soon_as_its_last_text_is_there() -> None:
    engine = Shouting()
    _, plans = planned(engine, ["peace"], ["peace", "war"], ["12"])
    happened: list[object] = []
    rounds.translate(engine, PAIR, plans, happened.append, lambda n: happened.append(f"+{n}"))
    assert happened == [2, "+1", 0, "+1", 1] or happened == [2, "+1", 0, "+1", "+1", 1]


def test_what_fails_the_gate_is_asked_again_with_another_beam_and_then_left() -> None:
    engine = Shouting({
        ("peace", None): "paz paz paz paz",
        ("peace", 1): "la paz",
        ("war", None): "guerra guerra guerra guerra",
        ("war", 1): "guerra guerra guerra guerra",
    })  # fmt: skip
    (tasks,), plans = planned(engine, ["peace", "war", "rain"])
    rounds.translate(engine, PAIR, plans, print, print, second_beam=1)
    assert outcomes(tasks) == {"peace": "la paz", "war": f"! {Reason.LOOP}", "rain": "RAIN"}
    assert isinstance(tasks[0].outcome, Draft)
    assert tasks[0].outcome.why == ("retried", "unsure")


def test_the_second_try_does_without_placeholders() -> None:
    engine = Shouting({("See {1} today.", None): "Vea hoy.", ("See  today.", 1): "Vea hoy."})
    _, plans = planned(engine, ["See {1} today."])
    rounds.translate(engine, PAIR, plans, print, print)
    second = [text for text, beam in engine.asked if beam == 1]
    assert len(second) == 1
    assert "{1}" not in second[0]


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (EngineError("out of memory"), Reason.ENGINE_FAILED),
        (KeyboardInterrupt(), Reason.STOPPED),
    ],
)
def test_what_came_before_a_failure_is_kept(failure: BaseException, reason: Reason) -> None:
    engine = Shouting(failure=failure, after=2)
    tasks, plans = planned(engine, ["one"], ["one", "two", "three"], ["three"])
    finished: list[int] = []
    assert rounds.translate(engine, PAIR, plans, finished.append, print) is failure
    assert sorted(finished) == [0, 1, 2]
    assert [outcomes(some) for some in tasks] == [
        {"one": "ONE"},
        {"one": "ONE", "two": "TWO", "three": f"! {reason}"},
        {"three": f"! {reason}"},
    ]


def test_ctrl_c_while_a_catalog_is_written_writes_it_again() -> None:
    finished: list[int] = []

    def finish(index: int) -> None:
        finished.append(index)
        if len(finished) == 1:
            raise KeyboardInterrupt

    engine = Shouting()
    tasks, plans = planned(engine, ["one"], ["two"])
    ended = rounds.translate(engine, PAIR, plans, finish, partial(print, end=""))
    assert isinstance(ended, KeyboardInterrupt)
    assert finished == [0, 0, 1]
    assert outcomes(tasks[0]) == {"one": "ONE"}


def test_one_bad_line_leaves_the_whole_segment() -> None:
    engine = Shouting({("war", None): "", ("war", 1): ""})
    (tasks,), plans = planned(engine, ["peace\nwar"])
    rounds.translate(engine, PAIR, plans, print, print)
    assert outcomes(tasks) == {"peace\nwar": f"! {Reason.EMPTY}"}
