"""What an engine is asked, and what its answer becomes."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.documents.markdown.marked import marked, names
from l10n_flow.engines import Alignment, Engine, Hypothesis
from l10n_flow.errors import EngineError
from l10n_flow.memory.collect import Memory
from l10n_flow.model import Catalog, Entry, Span
from l10n_flow.pretranslate.cascade import Cascade
from l10n_flow.pretranslate.drafts import Draft, Reason, Task, gaps
from l10n_flow.pretranslate.machine.requests import (
    LanguagePair,
    Plan,
    Response,
    kept,
    lines,
    request,
    response,
    translate,
)
from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.term import Term, Wording

SPANISH = LanguagePair("en", "es")
GLOSSARY = Terms(
    (
        Term(("agreement",), wordings={"es": Wording("pacto")}),
        Term(("Doha",), wordings={"es": Wording("Doja")}, name=True),
    ),
    "en",
)

LINES = [
    ("one", ["one"]),
    ("**one**\ntwo", ["**one**", "two"]),
    ("**one\ntwo** three", ["**one\ntwo** three"]),
    ("**one\ntwo** three\nfour", ["**one\ntwo** three\nfour"]),
]


@pytest.mark.parametrize(("source", "expected"), LINES)
def test_a_segment_falls_into_lines_unless_a_mark_goes_over_its_break(
    source: str, expected: list[str]
) -> None:
    assert lines(source) == expected


def word_for_word(text: str, target: str, weight: float = 1.0) -> Hypothesis:
    """An answer whose attention is the diagonal, as sure as `weight`."""
    source, said = (_words(one) for one in (text, target))
    other = (1 - weight) / max(1, len(source) - 1)
    rows = tuple(
        tuple(weight if m == n else other for m in range(len(source))) for n in range(len(said))
    )
    return Hypothesis(target, 0.9, alignment=Alignment(source, said, rows))


def _words(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in re.finditer(r"\w+", text))


def said(source: str, target: str, pair: LanguagePair = SPANISH) -> Response | Reason:
    """What becomes of this answer to what is asked for `source`."""
    asked = request(source, pair, keeps_markup=False)
    return response(asked, word_for_word(asked.text, target), pair)


def test_words_alone_are_asked_and_an_alignment_only_where_it_serves() -> None:
    asked = [
        request(source, LanguagePair("en", "es", GLOSSARY), keeps_markup=False)
        for source in ("Peace now", "**Peace** now", "The agreement holds")
    ]
    assert [(one.text, one.aligned) for one in asked] == [
        ("Peace now", False),
        ("Peace now", True),
        ("The agreement holds", True),
    ]


def test_an_engine_that_keeps_markup_is_given_it() -> None:
    asked = request("**Peace** {1}", SPANISH, keeps_markup=True)
    assert (asked.text, asked.clean, asked.aligned) == ("**Peace** {1}", None, False)
    assert response(asked, Hypothesis("**Paz** {1}", 0.5), SPANISH) == Response("**Paz** {1}", 0.5)
    assert response(asked, Hypothesis("_Paz_ {1}", 0.5), SPANISH) == Response(
        "_Paz_ {1}", 0.5, why=("mark-lost:**", "mark-extra:*")
    )
    assert response(asked, Hypothesis("**Paz**", 0.5), SPANISH) is Reason.MARKUP_LOST


@pytest.mark.parametrize("source", ["1999", "—", "", "{1}", "12 %"])
def test_what_has_no_words_is_asked_nobody(source: str) -> None:
    assert kept(source) == Response(source)


def test_marks_come_back_on_their_words() -> None:
    assert said("the **new** agreement", "el nuevo acuerdo") == Response(
        "el **nuevo** acuerdo", 0.9
    )


def test_what_the_author_escaped_is_escaped_again() -> None:
    assert said(r"new \* agreement", "nuevo * acuerdo") == Response(r"nuevo \* acuerdo", 0.9)


def test_names_are_put_right_and_marks_stay_on_them() -> None:
    found = said("from **Doha** today", "desde Doha hoy", LanguagePair("en", "es", GLOSSARY))
    assert found == Response("desde **Doja** hoy", 0.9)


def test_a_term_that_would_be_inflected_is_a_suggestion() -> None:
    found = said("the agreement", "el acuerdo", LanguagePair("en", "es", GLOSSARY))
    assert found == Response("el acuerdo", 0.9, why=("term:'agreement' is 'pacto' in the terms",))


def test_the_language_s_own_signs_are_put_right() -> None:
    assert said("**When** was it?", "Cuándo fue?") == Response("¿**Cuándo** fue?", 0.9)


def test_a_fault_is_said_instead_of_words() -> None:
    assert said("the **new** agreement", "") is Reason.EMPTY
    assert said("in 2019", "en 2020") is Reason.NUMBER_LOST


WORDS = ["peace", "**now**", "*all*", "[here]({1})", "`code`", "{2}", "Doha", "agreement", "7", "?"]
ANSWERS = ["paz", "ya", "todo", "aquí", "code", "{1}", "Doha", "acuerdo", "7", "«", "?", "می شود"]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join),
    st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=7).map(" ".join),
    st.sampled_from(["es", "fa"]),
    st.booleans(),
)
def test_what_a_draft_lacks_or_has_too_much_is_told(
    source: str, target: str, locale: str, with_placeholders: bool
) -> None:
    pair = LanguagePair("en", locale, GLOSSARY)
    asked = request(source, pair, keeps_markup=False, placeholders=with_placeholders)
    found = response(asked, word_for_word(asked.text, target, 0.8), pair)
    if isinstance(found, Reason):
        return
    wanted, has = names(marked(source)), names(marked(found.target))
    assert not has - wanted
    for name in wanted - has:
        assert {f"mark-lost:{name}", f"item-lost:{name}"} & set(found.why)


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        ("Write to ana.b+c@mail.example.org.", "Write to {1}."),
        ("Follow @three_shores and #Velan2026", "Follow {1} and {2}"),
        ("**@ana** writes", "{1} writes"),
        ("Room #5 costs 3 @ 4", "Room #5 costs 3 @ 4"),
        ("See {3} or ana@example.org", "See {1} or {2}"),
        ("a@b is no address", "a@b is no address"),
        ("@ana asks @ana and @ana_b", "{1} asks {2} and {3}"),
    ],
)
def test_addresses_mentions_and_hashtags_are_no_words(source: str, asked: str) -> None:
    assert request(source, SPANISH, keeps_markup=False).text == asked


def test_addresses_come_back_as_they_were() -> None:
    source = "Write to **ana_b@example.org** about #Velan"
    found = said(source, "Escriba a {1} sobre {2}")
    assert isinstance(found, Response)
    assert found.target == "Escriba a **ana_b@example.org** sobre #Velan"


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
    assert translate(engine, PAIR, plans, finished.append, told.append) is None
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
    translate(engine, PAIR, plans, print, print)
    assert isinstance(task.outcome, Draft)
    assert task.outcome.why == ("mark-lost:*", "unsure")


def test_a_text_of_several_catalogs_is_asked_for_once() -> None:
    engine = Shouting()
    _, plans = planned(engine, ["peace", "war"], ["war", "**war**"])
    translate(engine, PAIR, plans, print, print)
    assert engine.asked == [("peace", None), ("war", None), ("war", None)]


def test_a_catalog_is_finished_as_soon_as_its_last_text_is_there() -> None:
    engine = Shouting()
    _, plans = planned(engine, ["peace"], ["peace", "war"], ["12"])
    happened: list[object] = []
    translate(engine, PAIR, plans, happened.append, lambda n: happened.append(f"+{n}"))
    assert happened == [2, "+1", 0, "+1", 1] or happened == [2, "+1", 0, "+1", "+1", 1]


def test_what_fails_the_gate_is_asked_again_with_another_beam_and_then_left() -> None:
    engine = Shouting({
        ("peace", None): "paz paz paz paz",
        ("peace", 1): "la paz",
        ("war", None): "guerra guerra guerra guerra",
        ("war", 1): "guerra guerra guerra guerra",
    })  # fmt: skip
    (tasks,), plans = planned(engine, ["peace", "war", "rain"])
    translate(engine, PAIR, plans, print, print, second_beam=1)
    assert outcomes(tasks) == {"peace": "la paz", "war": f"! {Reason.LOOP}", "rain": "RAIN"}
    assert isinstance(tasks[0].outcome, Draft)
    assert tasks[0].outcome.why == ("retried", "unsure")


def test_the_second_try_does_without_placeholders() -> None:
    engine = Shouting({("See {1} today.", None): "Vea hoy.", ("See  today.", 1): "Vea hoy."})
    _, plans = planned(engine, ["See {1} today."])
    translate(engine, PAIR, plans, print, print)
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
    assert translate(engine, PAIR, plans, finished.append, print) is failure
    assert sorted(finished) == [0, 1, 2]
    assert [outcomes(some) for some in tasks] == [
        {"one": "ONE"},
        {"one": "ONE", "two": "TWO", "three": f"! {reason}"},
        {"three": f"! {reason}"},
    ]


def test_a_text_that_one_segment_can_do_without_is_still_given_to_all_the_others() -> None:
    engine = Shouting({("war", None): "guerra guerra guerra guerra", ("war", 1): "guerra guerra"
                       " guerra guerra"})  # fmt: skip
    tasks, plans = planned(
        engine, ["war"], ['<b title="war">peace</b> now', "two\nwar"], ["war\ntwo"]
    )
    translate(engine, PAIR, plans, print, print)
    left = f"! {Reason.LOOP}"
    assert [outcomes(some) for some in tasks] == [
        {"war": left},
        {'<b title="war">peace</b> now': "PEACE NOW", "two\nwar": left},
        {"war\ntwo": left},
    ]


def test_segments_behind_one_that_is_settled_get_the_response_too() -> None:
    engine = Shouting({("war", None): "x x x x x x x x", ("war", 1): "x x x x x x x x"})
    tasks, plans = planned(engine, ["war\npeace", "peace\nrain", "peace"])
    translate(engine, PAIR, plans, print, print)
    assert outcomes(tasks[0]) == {
        "war\npeace": f"! {Reason.LOOP}",
        "peace\nrain": "PEACE\nRAIN",
        "peace": "PEACE",
    }


def test_ctrl_c_while_a_catalog_is_written_writes_it_again() -> None:
    finished: list[int] = []

    def finish(index: int) -> None:
        finished.append(index)
        if len(finished) == 1:
            raise KeyboardInterrupt

    engine = Shouting()
    tasks, plans = planned(engine, ["one"], ["two"])
    ended = translate(engine, PAIR, plans, finish, partial(print, end=""))
    assert isinstance(ended, KeyboardInterrupt)
    assert finished == [0, 0, 1]
    assert outcomes(tasks[0]) == {"one": "ONE"}


def test_one_bad_line_leaves_the_whole_segment() -> None:
    engine = Shouting({("war", None): "", ("war", 1): ""})
    (tasks,), plans = planned(engine, ["peace\nwar"])
    translate(engine, PAIR, plans, print, print)
    assert outcomes(tasks) == {"peace\nwar": f"! {Reason.EMPTY}"}
