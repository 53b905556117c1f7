"""The cascade: the best source first, each step for what the others left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import pytest

from l10n_flow.catalogs.merge import merge
from l10n_flow.catalogs.provenance import origins
from l10n_flow.engines import Engine, NoModelError
from l10n_flow.errors import EngineError
from l10n_flow.memory.collect import Memory
from l10n_flow.memory.units import Unit
from l10n_flow.model import Catalog, Entry, Origin, Segment
from l10n_flow.pretranslate.cascade import STEPS, Cascade, Step
from l10n_flow.pretranslate.drafts import KINDS, Draft, Task, gaps
from l10n_flow.pretranslate.machine.requests import LanguagePair, Plan

from .machine.test_requests import Shouting

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
PARAGRAPH = "The president spoke today. They signed the agreement in 2019. Peace came."
WORDS = "El presidente habló hoy. Firmaron el acuerdo en 2019. Llegó la paz."


def of(*units: Unit, engine: Engine | None = None, locale: str = "es", least: int = 75) -> Cascade:
    """The cascade of a memory and an engine, or of none."""

    def opened() -> Engine:
        if engine is None:
            raise NoModelError("no model from en")
        return engine

    return Cascade(LanguagePair("en", locale), lambda: Memory(units), opened, least)


def cascade(
    tasks: Iterable[Task],
    *units: Unit,
    engine: Engine | None = None,
    locale: str = "es",
    least: int = 75,
) -> list[str]:
    """What becomes of each task: its step, its words, why it needs a look."""
    made = list(tasks)
    drafts = of(*units, engine=engine, locale=locale, least=least)
    plans = {id(plan.task): plan for plan in drafts.plans(made)}
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
    assert cascade(empty("1999", "—", "{1}"), locale="fa") == ["copy: ۱۹۹۹", "copy: —", "copy: {1}"]


@pytest.mark.parametrize(
    ("locale", "copies"),
    [
        ("es", ["1250", "€1250,75", "12,5\u00a0%", "1.250.000", "3.12", "10:30"]),
        ("es-MX", ["1,250", "€1,250.75", "12.5%", "1,250,000", "3.12", "10:30"]),
        ("fa", ["۱٬۲۵۰", "€۱٬۲۵۰٫۷۵", "۱۲٫۵٪", "۱٬۲۵۰٬۰۰۰", "۳.۱۲", "۱۰:۳۰"]),
    ],
)
def test_a_number_is_copied_in_the_signs_of_its_language(locale: str, copies: list[str]) -> None:
    numbers = empty("1,250", "€1,250.75", "12.5%", "1,250,000", "3.12", "10:30")
    assert cascade(numbers, locale=locale) == [f"copy: {copy}" for copy in copies]


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


def outcomes(tasks: Iterable[Task]) -> list[str]:
    return [t.outcome.target if isinstance(t.outcome, Draft) else f"! {t.outcome}" for t in tasks]


def test_every_segment_of_every_catalog_has_its_outcome() -> None:
    drafts = of(Unit("War", "Guerra"), engine=Shouting())
    batches = [empty("Peace", "War"), empty("1999"), []]
    finished: list[int] = []
    drafts.draft(batches, finished.append)
    assert [outcomes(tasks) for tasks in batches] == [["PEACE", "Guerra"], ["1999"], []]
    assert sorted(finished) == [0, 1, 2]
    assert (drafts.used, drafts.stopped, drafts.failure) == ("shouting-1", False, None)


def test_a_dry_run_opens_the_engine_and_asks_it_nothing() -> None:
    engine = Shouting()
    drafts = of(Unit("War", "Guerra"), engine=engine)
    tasks = empty("Peace", "War")
    drafts.draft([tasks], dry_run=True)
    peace, war = (task.outcome for task in tasks)
    assert isinstance(peace, Draft)
    assert (peace.step, peace.target, peace.maker) == ("engine", "", "shouting-1")
    assert isinstance(war, Draft)
    assert war.target == "Guerra"
    assert engine.asked == []
    assert drafts.used == ""


def test_words_of_another_variant_of_the_language_are_a_draft_that_says_so() -> None:
    mexican = Unit("Bus", "Camión", reviewed=True, vouched=True, variant="es-MX")
    assert cascade(empty("Bus"), mexican) == ["memory: Camión (variant:es-MX)"]
    assert cascade(empty("Bus"), mexican, Unit("Bus", "Autobús")) == ["memory: Autobús"]
    (told,) = cascade(empty("The bus is late today."), Unit(
        "The bus was late today.", "Hoy el camión se retrasó.", variant="es-MX"
    ))  # fmt: skip
    assert "variant:es-MX" in told
    tasks = empty("Bus")
    of(mexican).draft([tasks])
    (draft,) = [task.outcome for task in tasks]
    assert isinstance(draft, Draft)
    assert not draft.translated


def test_a_dry_run_without_an_engine_leaves_what_it_would_be_asked() -> None:
    tasks = empty("Peace", "12")
    of().draft([tasks], dry_run=True)
    assert outcomes(tasks) == ["! no-model", "12"]


@pytest.mark.parametrize("failure", [NoModelError("none"), EngineError("no memory")])
def test_an_engine_that_cannot_be_had_is_opened_once(failure: EngineError) -> None:
    opened = []

    def refuse() -> Engine:
        opened.append(failure)
        raise failure

    drafts = Cascade(LanguagePair("en", "es"), lambda: Memory([]), refuse)
    first, second = empty("Peace", "War"), empty("Rain", "12")
    drafts.draft([first])
    drafts.draft([second])
    reason = "no-model" if isinstance(failure, NoModelError) else "engine-failed"
    assert outcomes([*first, *second]) == [f"! {reason}"] * 3 + ["12"]
    assert opened == [failure]
    assert drafts.failure is failure


def test_an_engine_that_failed_is_not_asked_for_the_next_batch() -> None:
    engine = Shouting(failure=EngineError("out of memory"), after=1)
    drafts = of(engine=engine)
    first, second = empty("Peace", "War"), empty("Rain")
    drafts.draft([first])
    drafts.draft([second])
    assert outcomes([*first, *second]) == ["PEACE", "! engine-failed", "! engine-failed"]
    assert engine.asked == [("Peace", None)]
    assert drafts.used == "shouting-1"


def test_after_ctrl_c_the_rest_is_left_and_the_memory_not_even_read() -> None:
    drafts = of(engine=Shouting(failure=KeyboardInterrupt(), after=1))
    first, second = empty("Peace", "War"), empty("Rain", "12")
    drafts.draft([first])
    drafts.open_memory = None  # type: ignore[assignment]  # who opens it now fails
    drafts.draft([second])
    assert outcomes([*first, *second]) == ["PEACE", "! stopped", "! stopped", "! stopped"]
    assert drafts.stopped


def test_ctrl_c_in_a_step_is_a_stop_too() -> None:
    def interrupted(tasks: Sequence[Task], cascade: Cascade) -> dict[int, Draft | Plan]:
        raise KeyboardInterrupt

    steps: dict[str, Step] = {"copy": STEPS["copy"], "similar": interrupted}
    drafts = of(engine=Shouting())
    drafts.steps = steps
    tasks = empty("12", "Peace")
    drafts.draft([tasks])
    assert outcomes(tasks) == ["12", "! stopped"]
