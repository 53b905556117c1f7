"""The cascade: the best source first, each step for what the others left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from l10n_flow.catalogs.merge import merge
from l10n_flow.catalogs.provenance import origins
from l10n_flow.engines import Engine
from l10n_flow.memory.collect import Memory
from l10n_flow.memory.units import Unit
from l10n_flow.model import Catalog, Entry, Origin, Segment
from l10n_flow.pretranslate import steps
from l10n_flow.pretranslate.drafts import KINDS, Draft, Task, gaps
from l10n_flow.pretranslate.machine.requests import Pair
from l10n_flow.pretranslate.steps import STEPS, Plan, Sources

from .machine.test_rounds import Shouting

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
PARAGRAPH = "The president spoke today. They signed the agreement in 2019. Peace came."
WORDS = "El presidente habló hoy. Firmaron el acuerdo en 2019. Llegó la paz."


def cascade(
    tasks: Iterable[Task],
    *units: Unit,
    engine: Engine | None = None,
    locale: str = "es",
    least: int = 75,
) -> list[str]:
    """What becomes of each task: its step, its words, why it needs a look."""
    made = list(tasks)
    sources = Sources(Pair("en", locale), Memory(units), least, lambda: engine)
    plans = {id(plan.task): plan for plan in steps.run(made, sources)}
    return [_told(task, plans.get(id(task))) for task in made]


def _told(task: Task, plan: Plan | None) -> str:
    if plan is not None:
        assert task.outcome is None
        return f"{plan.step}? {[one.source for one in plan.waiting()]}"
    if isinstance(task.outcome, Draft):
        why = f" ({', '.join(task.outcome.why)})" if task.outcome.why else ""
        return f"{task.outcome.step}: {task.outcome.target}{why}"
    return "nothing"


def empty(*sources: str) -> list[Task]:
    return list(gaps(Catalog("es", tuple(map(Entry, sources)))))


def changed(old: str, words: str, new: str) -> list[Task]:
    """A text that changed after somebody translated it."""
    catalog = Catalog("es", (origins.reviewed(Entry(old, words), "ana", NOON),))
    merged = merge(catalog, [Segment(new, "paragraph")], threshold=50)
    return list(gaps(merged.catalog))


def test_every_step_can_be_told_in_a_state_comment() -> None:
    assert list(STEPS) == list(KINDS)


def test_the_memory_comes_before_everything_else() -> None:
    assert cascade(empty("1999"), Unit("1999", "el 1999"), engine=Shouting()) == ["memory: el 1999"]


def test_another_context_s_words_say_so() -> None:
    unit = Unit("Peace", "Paz", context="a name")
    assert cascade(empty("Peace"), unit) == ["memory: Paz (context)"]


def test_a_memory_that_lacks_a_mark_says_so() -> None:
    unit = Unit("**Peace** in {1}", "Paz en {1}")
    assert cascade(empty("**Peace** in {1}"), unit) == ["memory: Paz en {1} (mark-lost:**)"]


def test_what_has_no_words_is_copied_in_the_language_s_digits() -> None:
    assert cascade(empty("12 %", "—", "{1}"), locale="fa") == ["copy: ۱۲ %", "copy: —", "copy: {1}"]


def test_a_similar_text_needs_as_many_percent_as_are_asked_for() -> None:
    task = "Two new ferries left the harbour at dawn"
    unit = Unit("Two old ferries left the harbour at dawn", "Dos transbordadores")
    assert cascade(empty(task), unit, least=87) == ["similar: Dos transbordadores (match:87 %)"]
    assert cascade(empty(task), unit, least=88) == ["nothing"]
    assert cascade(empty(task), unit, least=0) == ["nothing"]


@pytest.mark.parametrize("percent", [57, 58, 75, 87])
def test_a_match_of_exactly_so_many_percent_is_taken(percent: int) -> None:
    shared, ours, theirs = (
        [f"{first}{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(100)] for first in "wxy"
    )
    text, unit = (" ".join(shared[:percent] + rest[percent:]) for rest in (ours, theirs))
    assert cascade(empty(text), Unit(unit, "¡sí!"), least=percent) == [
        f"similar: ¡sí! (match:{percent} %)"
    ]


def test_markup_that_differs_costs_a_similar_text_as_much_as_a_wrong_number() -> None:
    unit = Unit("The **new** ferries left at dawn", "Los **nuevos** barcos")
    task = "The new ferries left at dawn"
    assert cascade(empty(task), unit, least=94) == [
        "similar: Los **nuevos** barcos (mark-extra:**)"
    ]
    assert cascade(empty(task), unit, least=95) == ["nothing"]


def test_only_the_sentence_that_changed_is_asked_for() -> None:
    new = PARAGRAPH.replace("signed", "have signed")
    assert cascade(changed(PARAGRAPH, WORDS, new), engine=Shouting()) == [
        "sentences? ['They have signed the agreement in 2019.']"
    ]


def test_a_sentence_that_the_memory_knows_is_not_asked_for() -> None:
    new = PARAGRAPH.replace("They signed the agreement in 2019.", "Rain fell.")
    unit = Unit("Rain fell.", "Llovió.")
    assert cascade(changed(PARAGRAPH, WORDS, new), unit) == [
        "sentences: El presidente habló hoy. Llovió. Llegó la paz. (sentence-2)"
    ]


def test_words_of_the_memory_with_a_line_break_are_no_sentence() -> None:
    new = PARAGRAPH.replace("They signed the agreement in 2019.", "Rain fell.")
    unit = Unit("Rain fell.", "Llovió\nmucho.")
    assert cascade(changed(PARAGRAPH, WORDS, new), unit, engine=Shouting()) == [
        "sentences? ['Rain fell.']"
    ]


def test_a_translator_s_words_are_not_replaced_by_those_of_a_similar_text_or_an_engine() -> None:
    unit = Unit("Peace talks began here.", "Aquí")
    task = changed("Peace talks began today.", "Hoy", "Peace talks began late.")
    assert cascade(task, unit, engine=Shouting(), least=50) == ["nothing"]


def test_the_same_text_of_the_memory_takes_the_place_of_words_carried_over() -> None:
    task = changed("Peace talks began today.", "Hoy", "Peace talks began late.")
    assert cascade(task, Unit("Peace talks began late.", "Tarde")) == ["memory: Tarde"]


def test_a_draft_that_nobody_confirmed_gives_no_sentences_to_another() -> None:
    made = origins.drafted(Entry(PARAGRAPH), WORDS, Origin("mt", "e-1"), NOON)
    touched = Entry(PARAGRAPH, WORDS.replace("Llegó", "Vino"), fuzzy=True, origin=made.origin)
    new = PARAGRAPH.replace("signed", "have signed")
    catalog = merge(Catalog("es", (touched,)), [Segment(new, "paragraph")], threshold=50).catalog
    assert cascade(gaps(catalog), engine=Shouting()) == ["nothing"]


def test_lines_are_asked_one_by_one_unless_a_mark_goes_over_the_end_of_one() -> None:
    tasks = empty("Peace\nand war", "**Peace\nand** war", "1999\n—\nwar")
    assert cascade(tasks, engine=Shouting()) == [
        "engine? ['Peace', 'and war']",
        "engine? ['**Peace\\nand** war']",
        "engine? ['war']",
    ]


def test_without_an_engine_the_rest_is_left() -> None:
    new = PARAGRAPH.replace("signed", "have signed")
    tasks = [*empty("Peace", "12"), *changed(PARAGRAPH, WORDS, new)]
    assert cascade(tasks) == ["nothing", "copy: 12", "nothing"]
