"""A catalog's segments through the steps, and many catalogs through one engine."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalogs import canonical, store
from l10n_flow.engines import Hypothesis
from l10n_flow.errors import EngineError
from l10n_flow.model import Catalog, Entry, State
from l10n_flow.pretranslate import batch
from l10n_flow.pretranslate.drafts import filled
from l10n_flow.pretranslate.memory import remember
from l10n_flow.pretranslate.reasons import Reason
from l10n_flow.pretranslate.requests import Answer, Line, answer, request
from l10n_flow.pretranslate.work import Work

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)


class Shouting:
    """An engine that says everything in capitals, and breaks down when it is told to."""

    identity = "shouting-1"
    keeps_markup = False

    def __init__(self, failure: BaseException | None = None, after: int = 0) -> None:
        self.asked: list[str] = []
        self._failure, self._after = failure, after

    def translate(
        self, texts: Sequence[str], *, align: Container[int] = ()
    ) -> Iterator[tuple[int, Hypothesis]]:
        self.asked += texts
        for index, text in enumerate(texts):
            if self._failure is not None and index == self._after:
                raise self._failure
            yield index, Hypothesis(text.upper(), 0.5)


def work(*sources: str) -> Work:
    """A catalog of these texts, ready to ask an engine."""
    made = Work.on(Catalog("es", tuple(map(Entry, sources))))
    made.recall(remember([]))
    made.copy()
    made.ask(keeps_markup=False)
    return made


def silent(done: int, total: int) -> None:
    del done, total


def drafts(made: Work) -> dict[str, str]:
    return {key.source: draft.target for key, draft in made.drafts.items()}


def reasons(made: Work) -> dict[str, Reason]:
    return {key.source: reason for key, reason in made.left.items()}


TEXTS = st.lists(
    st.lists(st.sampled_from(["peace", "war", "a *b*", "12", "**now**", "two\nlines", "—\nend"])),
    max_size=6,
)


@given(TEXTS)
def test_every_segment_ends_up_drafted_or_left_and_every_work_is_finished_once(
    sources: list[list[str]],
) -> None:
    works = [work(*dict.fromkeys(texts)) for texts in sources]
    finished: list[int] = []
    assert batch.translate(Shouting(), works, finished.append, silent) is None
    assert sorted(finished) == list(range(len(works)))
    for texts, made in zip(sources, works, strict=True):
        assert set(drafts(made)) | set(reasons(made)) == set(texts)
        assert reasons(made) == ({"a *b*": Reason.MARKUP} if "a *b*" in texts else {})
        assert drafts(made).items() <= {
            ("peace", "PEACE"),
            ("war", "WAR"),
            ("12", "12"),
            ("**now**", "**NOW**"),
            ("two\nlines", "TWO\nLINES"),
            ("—\nend", "—\nEND"),
        }


def test_a_text_of_several_catalogs_is_asked_for_once_in_one_call() -> None:
    engine = Shouting()
    batch.translate(engine, [work("peace", "war"), work("war", "**war**")], print, silent)
    assert engine.asked == ["peace", "war"]


def test_a_catalog_is_finished_as_soon_as_its_last_text_is_there() -> None:
    happened: list[object] = []
    works = [work("peace"), work("peace", "war"), work("12")]
    batch.translate(
        Shouting(), works, happened.append, lambda done, total: happened.append((done, total))
    )
    assert happened == [2, (1, 2), 0, (2, 2), 1]


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (EngineError("out of memory"), Reason.ENGINE_FAILED),
        (KeyboardInterrupt(), Reason.STOPPED),
    ],
)
def test_what_came_before_a_failure_is_kept(failure: BaseException, reason: Reason) -> None:
    works = [work("one"), work("one", "two", "three"), work("three")]
    finished: list[int] = []
    engine = Shouting(failure, after=2)
    assert batch.translate(engine, works, finished.append, silent) is failure
    assert sorted(finished) == [0, 1, 2]
    assert [drafts(made) for made in works] == [
        {"one": "ONE"},
        {"one": "ONE", "two": "TWO"},
        {},
    ]
    assert [reasons(made) for made in works] == [{}, {"three": reason}, {"three": reason}]


def test_ctrl_c_while_a_catalog_is_written_writes_it_again() -> None:
    finished: list[int] = []

    def finish(index: int) -> None:
        finished.append(index)
        if len(finished) == 1:
            raise KeyboardInterrupt

    works = [work("one"), work("two")]
    ended = batch.translate(Shouting(), works, finish, silent)
    assert isinstance(ended, KeyboardInterrupt)
    assert finished == [0, 0, 1]
    assert drafts(works[0]) == {"one": "ONE"}


def test_one_bad_line_leaves_the_whole_segment() -> None:
    lines = (Line("peace"), Line("war"))
    hypotheses = {"peace": Hypothesis("paz", 0.9), "war": Hypothesis("", 0.1)}
    assert answer(lines, hypotheses) is Reason.EMPTY
    assert answer(lines, {"peace": Hypothesis("paz")}) is None


def test_the_score_of_a_segment_is_that_of_its_worst_line() -> None:
    hypotheses = {"peace": Hypothesis("paz", 0.9), "war": Hypothesis("guerra", 0.4)}
    lines = request("peace\n12\n**war**", keeps_markup=False)
    assert not isinstance(lines, Reason)
    assert answer(lines, hypotheses) == Answer("paz\n12\n**guerra**", 0.4)


def test_an_engine_that_keeps_markup_gets_all_of_it() -> None:
    found = request("**a** [b]({1})", keeps_markup=True)
    assert found == (Line("**a** [b]({1})"),)


def test_drafts_fill_what_is_empty_and_survive_the_file() -> None:
    made = work("peace", "war", "12")
    batch.translate(Shouting(), [made], print, silent)
    before = Catalog(
        "es",
        (
            Entry("peace", comments=("a person's",), notes=("heading 1",)),
            Entry("war", "guerra"),
            Entry("12", "doce", obsolete=True),
        ),
    )
    after = filled(before, made.drafts, NOW)
    peace = after.entries[0]
    assert (peace.target, peace.state, peace.comments) == (
        "PEACE",
        State.DRAFT,
        ("a person's",),
    )
    assert peace.is_machine_made
    assert peace.origin is not None
    assert (peace.origin.engine, peace.origin.score, peace.origin.time) == (
        "shouting-1",
        0.5,
        "2026-11-02T10:00:00Z",
    )
    assert after.entries[1:] == before.entries[1:]
    assert store.parse(canonical.write(after), Path("a.po"), "es").entries[0] == peace
    assert filled(after, made.drafts, NOW) == after
