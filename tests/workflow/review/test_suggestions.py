"""What the desk proposes: earlier words, similar texts, an engine's answer, terms."""

from __future__ import annotations

import threading
import types
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.catalogs import store
from l10n_flow.engines import Hypothesis
from l10n_flow.errors import EngineError
from l10n_flow.memory.collect import Memory
from l10n_flow.memory.units import Unit
from l10n_flow.model import Catalog, Entry, Key, Span
from l10n_flow.pretranslate.drafts import Reason
from l10n_flow.pretranslate.machine.requests import LanguagePair
from l10n_flow.project import Project, find
from l10n_flow.workflow.review import recall as recalling
from l10n_flow.workflow.review.desk import Desk
from l10n_flow.workflow.review.recall import Recall
from l10n_flow.workflow.review.suggesting import Suggestion, from_engine, from_memory, unit_of
from tests.workflow.newsroom import synced, write

from .conftest import NOON, at, put

TERMS = """\
terms:
  - term: river
    es: {preferred: río, forbidden: [caudal], note: with a small letter}
  - term: Floods
    translate: false
"""


def test_a_draft_on_disk_can_be_had_back(desk: Desk) -> None:
    (draft,) = desk.suggestions("floods", "es", at(desk, "Nobody was hurt.").id)
    assert (draft.kind, draft.target, draft.percent) == ("draft", "Nadie fue herido.", 40)
    assert draft.origin == "argos-1.9"


def test_words_for_an_earlier_text_show_what_changed_in_it(desk: Desk) -> None:
    row = at(desk, "Mud is everywhere.")
    (earlier,) = desk.suggestions("floods", "es", row.id)
    assert (earlier.kind, earlier.target, earlier.source) == (
        "earlier text", "Hay lodo.", "Mud is there.",
    )  # fmt: skip
    expected = [("same", "Mud is "), ("gone", "there"), ("new", "everywhere"), ("same", ".")]
    assert [(p.kind, p.text) for p in earlier.difference] == expected
    assert [(p.kind, p.text) for p in desk.difference("floods", "es", row.id)] == expected
    assert desk.difference("floods", "es", at(desk, "Floods").id) == ()


def test_another_article_translated_the_same_and_a_similar_text(
    desk: Desk, project: Project
) -> None:
    write(project, other="Nobody was hurt.\n\nThe river rose by **12 metres** in a night.\n")
    synced(project)
    sheet = desk.sheet("other", "es")
    for row, words in zip(
        sheet.rows, ("No hubo heridos.", "El río subió **12 metros**."), strict=True
    ):
        desk.save("other", "es", row.id, row.etag, words, by="Ana", now=NOON)
    found = desk.suggestions("floods", "es", at(desk, "Nobody was hurt.").id)
    assert [(one.kind, one.percent) for one in found] == [("draft", 40), ("memory", 100)]
    row = at(desk, "The river rose by **12 metres** in [one night]({1}).")
    (similar,) = desk.suggestions("floods", "es", row.id)
    assert (similar.target, similar.origin) == ("El río subió **12 metros**.", "other")
    assert 60 <= (similar.percent or 0) < 100
    assert similar.difference
    assert not similar.is_reviewed


def test_words_that_were_saved_with_a_broken_tag_are_proposed_nowhere_else(
    desk: Desk, project: Project
) -> None:
    write(project, other="Nobody was **hurt**.\n")
    synced(project)
    (row,) = desk.sheet("other", "es").rows
    draft = at(desk, "Nobody was hurt.")
    for words, is_proposed in (("Nadie fue</b> herido.", False), ("Nadie fue **herido**.", True)):
        (row,) = desk.sheet("other", "es").rows
        desk.save("other", "es", row.id, row.etag, words, by="Ana", now=NOON)
        found = [one.target for one in desk.suggestions("floods", "es", draft.id)]
        assert (words in found) is is_proposed


def test_what_was_saved_just_now_is_remembered_at_once(desk: Desk, project: Project) -> None:
    write(project, other="Nobody was hurt.\n")
    synced(project)
    draft = at(desk, "Nobody was hurt.")
    assert len(desk.suggestions("floods", "es", draft.id)) == 1
    (row,) = desk.sheet("other", "es").rows
    desk.save("other", "es", row.id, row.etag, "Todos salieron ilesos.", by="Ana", now=NOON)
    assert desk.suggestions("floods", "es", draft.id)[1].target == "Todos salieron ilesos."


def test_the_engine_is_asked_only_when_somebody_wants_that(project: Project) -> None:
    (project.root / "l10n-flow.yaml").write_text(
        "source: en\nlocales: [es, fa]\npretranslate: {engine: fake}\n", "utf-8"
    )
    desk = Desk(find(project.root))
    row = at(desk, "Read [the report]({1}).")
    assert desk.suggestions("floods", "es", row.id) == ()
    (said,) = desk.suggestions("floods", "es", row.id, engine=True)
    assert said.kind == "engine"
    assert "{1}" in said.target
    assert at(desk, row.source).target == ""


def test_what_the_gate_refuses_is_no_suggestion_and_the_confidence_is_in_percent() -> None:
    class Answering:
        identity, model, parameters, keeps_markup = "answering-1", "0" * 12, "", False

        def __init__(self, answer: str) -> None:
            self.answer = answer

        def translate(
            self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
        ) -> Iterator[tuple[int, Hypothesis]]:
            for index, _ in enumerate(texts):
                yield index, Hypothesis(self.answer, 0.9)

    def suggested(answer: str) -> object:
        entry = Entry("Nobody left the hotel.")
        return from_engine(Answering(answer), LanguagePair("en", "es"), entry, second_beam=1)

    assert suggested("eco eco eco eco eco eco eco eco") is Reason.LOOP
    said = suggested("Nadie dejó el hotel.")
    assert isinstance(said, Suggestion)
    assert (said.target, said.origin) == ("Nadie dejó el hotel.", "answering-1")
    assert said.percent is not None
    assert 1 < said.percent <= 100


def test_an_engine_without_a_model_says_what_to_do(desk: Desk) -> None:
    with pytest.raises(EngineError, match="no model en → es is installed"):
        desk.suggestions("floods", "es", at(desk, "Floods").id, engine=True)


def test_the_terms_of_a_segment_are_marked_in_its_source(desk: Desk, project: Project) -> None:
    (project.root / "terms.yaml").write_text(TERMS, "utf-8")
    row = at(desk, "The river rose by **12 metres** in [one night]({1}).")
    (hit,) = desk.terms("floods", "es", row.id, "El caudal subió.")
    assert (hit.span, hit.term, hit.approved) == (Span(4, 9), "river", ("río",))
    assert (hit.forbidden, hit.note, hit.is_kept) == (("caudal",), "with a small letter", False)
    assert desk.terms("floods", "es", row.id, "El río subió.")[0].is_kept
    (stays,) = desk.terms("floods", "es", at(desk, "Floods").id)
    assert (stays.stays, stays.approved, stays.is_kept) == (True, ("Floods",), False)


def test_a_damaged_catalog_elsewhere_hides_no_suggestion(desk: Desk, project: Project) -> None:
    write(project, other="Mud.\n")
    synced(project)
    path = project.catalogs / "es" / "LC_MESSAGES" / "other.po"
    Path(path).write_bytes(b'msgid "x\n')
    put(project, "es", {"Floods": lambda e: replace(e, target="Crecidas")})
    assert desk.suggestions("floods", "es", at(desk, "Nobody was hurt.").id)


def test_who_saves_does_not_wait_for_a_memory_that_is_being_read(project: Project) -> None:
    began, go_on = threading.Event(), threading.Event()

    def slowly(path: Path, locale: str) -> Catalog:
        began.set()
        assert go_on.wait(30)
        return store.load(path, locale)

    recall = Recall(project, slowly)
    pair = ("en", "es")
    reading = threading.Thread(target=recall.memories, args=(pair,))
    reading.start()
    assert began.wait(30)
    recall.add(pair, "floods", Unit("Rain fell.", "Llovió."))
    go_on.set()
    reading.join(30)
    found = [memory.exact(Key(None, "Rain fell.")) for memory in recall.memories(pair)]
    assert [unit.target for unit in found if unit] == ["Llovió."]


def test_the_five_best_are_proposed_and_none_of_them_twice(desk: Desk) -> None:
    row = at(desk, "Nobody was hurt.")
    own = Unit(row.source, "Nadie fue herido.", "floods", context=row.entry.context)
    same = Unit(row.source, "No hubo heridos.", "news")
    others = [Unit(f"Nobody was hurt {n}.", f"No hubo {n} heridos.", "news") for n in range(7)]
    found = list(from_memory([Memory([own, same, *others])], row, "floods", "en", bool))
    assert len(found) == len({one.target for one in found}) == 5
    assert [one.percent for one in found] == sorted([one.percent or 0 for one in found])[::-1]
    twice = [Unit(f"Nobody was hurt {n}.", "No hubo heridos.", "news") for n in range(7)]
    found = list(from_memory([Memory([same]), Memory(twice)], row, "floods", "en", bool))
    assert [(one.target, one.percent, one.difference) for one in found] == [
        ("No hubo heridos.", 100, ())
    ]


def test_words_of_another_variant_say_so_and_do_not_count_as_reviewed(desk: Desk) -> None:
    row = at(desk, "Nobody was hurt.")
    mine = Unit(row.source, "No hubo heridos.", "news", reviewed=True)
    mexican = Unit(row.source, "No hubo lesionados.", "news", reviewed=True, variant="es-MX")
    first, second = from_memory([Memory([mine, mexican])], row, "floods", "en", bool)
    assert (first.why, first.is_reviewed) == ((), True)
    assert second.is_reviewed is False
    assert any("es-MX" in str(one) for one in second.why)


@pytest.mark.parametrize(
    ("seconds", "has_changed", "times"),
    [(59.9, True, 0), (60.0, True, 1), (60.0, False, 0)],
)
def test_the_catalogs_are_read_again_after_a_minute_if_one_has_changed(
    desk: Desk,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    seconds: float,
    *,
    has_changed: bool,
    times: int,
) -> None:
    del desk
    now = [1000.0]
    monkeypatch.setattr(recalling, "time", types.SimpleNamespace(monotonic=lambda: now[0]))
    recall, pair = Recall(project, store.load), ("en", "es")
    (first,) = recall.memories(pair)
    if has_changed:
        put(project, "es", {"Floods": lambda e: replace(e, target="Crecidas")})
    now[0] += seconds
    (again,) = recall.memories(pair)
    assert (again is not first) == bool(times)


def test_only_what_somebody_vouches_for_is_remembered(desk: Desk) -> None:
    draft = at(desk, "Nobody was hurt.")
    reviewed, plain = at(desk, "Rain on the coast"), at(desk, "Floods")
    units = [unit_of(row, "floods") for row in (draft, plain, reviewed)]
    assert [unit and (unit.target, unit.reviewed) for unit in units] == [
        None,
        ("Riadas", False),
        ("Lluvia en la costa", True),
    ]
