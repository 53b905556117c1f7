"""Sentences that did not change keep their translation: every kind of change, and the laws."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalogs.provenance import origins
from l10n_flow.model import Entry
from l10n_flow.pretranslate.carryover.carrying import (
    Carried,
    Kept,
    Patch,
    Wanted,
    assembled,
    carried,
    patched,
)
from l10n_flow.pretranslate.carryover.sentences import markup
from l10n_flow.pretranslate.drafts import Gap, Task
from l10n_flow.pretranslate.machine.requests import LanguagePair, Response

EN = ("Talks began in 2019.", "**Iran** took part in them.", "Was the `deal` signed?")
ES = ("El diálogo empezó en 2019.", "Participó también **Irán**.", "¿Se firmó el `deal`?")
FA = ("گفت‌وگوها در ۲۰۱۹ آغاز شد.", "**ایران** در آن‌ها شرکت کرد.", "آیا `deal` امضا شد؟")


def plan(old: str, target: str, new: str, locale: str = "es") -> Carried | None:
    return carried(old, target, new, source_locale="en", target_locale=locale)


def drafted(old: str, target: str, new: str, locale: str = "es") -> str | None:
    """The draft with what is wanted in `<>`, and numbers to look at behind it."""
    found = plan(old, target, new, locale)
    if found is None:
        return None
    wanted = {part.number: f"<{part.source}>" for part in found.parts if isinstance(part, Wanted)}
    return f"{assembled(found, wanted)} | {','.join(map(str, found.look))}"


OLD, ES_OLD, FA_OLD = " ".join(EN), " ".join(ES), " ".join(FA)
NEW = "Nobody expected this."
CASES = [
    ("nothing changed", (*EN,), (*ES,), ""),
    ("the first changed", ("Talks end.", *EN[1:]), ("<Talks end.>", *ES[1:]), "1"),
    ("one inside changed", (EN[0], NEW, EN[2]), (ES[0], f"<{NEW}>", ES[2]), "2"),
    ("the last changed", (*EN[:2], "No."), (*ES[:2], "<No.>"), "3"),
    ("one was put first", (NEW, *EN), (f"<{NEW}>", *ES), "1"),
    ("one was put in", (*EN[:1], NEW, *EN[1:]), (*ES[:1], f"<{NEW}>", *ES[1:]), "2"),
    ("one was added", (*EN, NEW), (*ES, f"<{NEW}>"), "4"),
    ("the first was taken out", EN[1:], ES[1:], "1"),
    ("one inside was taken out", (EN[0], EN[2]), (ES[0], ES[2]), "2"),
    ("the last was taken out", EN[:2], ES[:2], "2"),
    ("only one is left", EN[1:2], ES[1:2], "1"),
    ("two changed places", (EN[1], EN[0], EN[2]), (ES[1], ES[0], ES[2]), "1,2,3"),
    ("the last is now the first", (EN[2], *EN[:2]), (ES[2], *ES[:2]), "1,2,3"),
    ("one comes twice", (*EN, EN[0]), (*ES, f"<{EN[0]}>"), "4"),
]  # fmt: skip


@pytest.mark.parametrize(("new", "expected", "look"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])  # fmt: skip
def test_what_did_not_change_is_kept(
    new: Sequence[str], expected: Sequence[str], look: str
) -> None:
    assert drafted(OLD, ES_OLD, " ".join(new)) == f"{' '.join(expected)} | {look}"


def test_persian_is_kept_as_spanish_is() -> None:
    new = " ".join((EN[0], NEW, EN[2]))
    assert drafted(OLD, FA_OLD, new, "fa") == f"{FA[0]} <{NEW}> {FA[2]} | 2"


def test_a_changed_sentence_comes_with_what_it_was() -> None:
    found = plan(OLD, ES_OLD, OLD.replace("2019", "2021") + " " + NEW)
    assert found is not None
    assert [part for part in found.parts if isinstance(part, Wanted)] == [
        Wanted("Talks began in 2021.", 1, " "),
        Wanted(NEW, 4, ""),
    ]
    assert found.changed == (1, 4)


def test_white_space_between_the_same_sentences_stays_as_it_was() -> None:
    target = f"{ES[0]}  {ES[1]}\u2009{ES[2]}"
    assert drafted(OLD, target, f"{OLD} {NEW}") == f"{target}  <{NEW}> | 4"
    assert drafted(OLD, target, f"{NEW} {OLD}") == f"<{NEW}>  {target} | 1"


def test_a_line_ends_where_it_does_in_the_new_text() -> None:
    old, target = f"{EN[0]} {EN[1]}\n{EN[2]}", f"{ES[0]} {ES[1]}\n{ES[2]}"
    assert drafted(old, target, f"{EN[0]} {NEW}\n{EN[2]}") == f"{ES[0]} <{NEW}>\n{ES[2]} | 2"
    assert drafted(old, target, f"{EN[0]}\n{EN[1]} {EN[2]}") == f"{ES[0]}\n{ES[1]} {ES[2]} | "
    assert drafted(old, target, f"{EN[0]}\n{EN[2]}") == f"{ES[0]}\n{ES[2]} | 2"


def test_an_unfinished_line_is_a_sentence_of_its_own() -> None:
    old, target = "Tehran, 2019\nTalks began with Iran.", "Teherán, 2019\nIrán empezó a dialogar."
    assert drafted(old, target, old.replace("began", "ended")) == (
        "Teherán, 2019\n<Talks ended with Iran.> | 2"
    )


def test_a_mark_on_two_sentences_keeps_them_together() -> None:
    old = f"**{EN[0]} No deal was made.** {EN[2]}"
    target = f"**{ES[0]} No hubo acuerdo.** {ES[2]}"
    found = plan(old, target, old.replace("signed", "sealed"))
    assert found is not None
    assert found.parts[0] == Kept(f"**{ES[0]} No hubo acuerdo.**", (1,), " ")


def test_a_kept_sentence_gets_the_numbers_of_the_new_text() -> None:
    old = "See [the treaty]({1}) of 1999. Then read [Lavrov]({2}) and {3}."
    target = "Ver [el tratado]({1}) de 1999. Luego leer {3} y a [Lavrov]({2})."
    new = "Read [Lavrov]({1}) and {2}. Then read [Lavrov]({1}) and {2}."
    assert drafted(old, target, new) == (
        "<Read [Lavrov]({1}) and {2}.> Luego leer {2} y a [Lavrov]({1}). | 1"
    )


def test_a_sentence_whose_numbers_cannot_be_told_apart_is_wanted_anew() -> None:
    kept = "Nobody slept there.", "Nadie durmió allí."
    one = drafted(
        f"See {{1}} and {{1}}. {kept[0]}", f"Vea {{1}} y {{1}}. {kept[1]}",
        f"See {{1}} and {{2}}. {kept[0]}",
    )  # fmt: skip
    assert one == f"<See {{1}} and {{2}}.> {kept[1]} | 1"
    other = drafted(f"See {{1}}. {kept[0]}", f"Vea {{2}}. {kept[1]}", f"See {{3}}. {kept[0]}")
    assert other == f"<See {{3}}.> {kept[1]} | 1"


@pytest.mark.parametrize(
    ("locale", "target", "blank"),
    [("es", "Uno cayó.\nDos subieron.", " "), ("zh", "一个倒下了。\n两个站起来了。", "")],
)
def test_what_is_added_stands_apart_as_the_language_has_it(
    locale: str, target: str, blank: str
) -> None:
    """Where the translation itself has no blank between two sentences that would tell."""
    made = drafted("One fell.\nTwo rose.", target, "One fell.\nTwo rose. Three sank.", locale)
    assert made == f"{target}{blank}<Three sank.> | 3"


UNSURE = [
    ("one sentence", "Peace at last.", "Paz al fin.", "Peace now."),
    ("two that are alike", "He came by. She saw it.", "Ella lo vio. Él pasó.", "He came by. No."),
    ("nothing is left of it", OLD, ES_OLD, "Something else. And more."),
    ("no translation", OLD, "", OLD),
    ("nothing at all", "", "", OLD),
    ("no text any more", OLD, ES_OLD, ""),
]  # fmt: skip


@pytest.mark.parametrize(("old", "target", "new"), [case[1:] for case in UNSURE],
                         ids=[case[0] for case in UNSURE])  # fmt: skip
def test_what_is_not_sure_is_left_alone(old: str, target: str, new: str) -> None:
    assert plan(old, target, new) is None


def test_a_translation_in_another_order_is_never_taken_for_one_in_order() -> None:
    swapped = f"{ES[1]} {ES[0]} {ES[2]}"
    found = plan(OLD, swapped, OLD.replace("2019", "2020"))
    assert found is not None
    assert [part.text for part in found.parts if isinstance(part, Kept)] == [ES[2]]


def test_two_sentences_that_were_made_one_are_kept_as_one() -> None:
    target = f"{ES[0][:-1]}, y p{ES[1][1:]} {ES[2]}"
    found = plan(OLD, target, OLD.replace("signed", "sealed"))
    assert found is not None
    assert found.parts[0] == Kept(f"{ES[0][:-1]}, y p{ES[1][1:]}", (1, 2), " ")
    again = plan(OLD, target, OLD.replace("2019", "2020"))
    assert again is not None
    assert again.changed == (1, 2)


def test_a_missing_translation_is_an_error() -> None:
    found = plan(OLD, ES_OLD, f"{OLD} {NEW}")
    assert found is not None
    with pytest.raises(KeyError):
        assembled(found, {})


STOCK = [
    ("Talks began in {n} with **Iran**.", "Los diálogos con **Irán** empezaron en {n}."),
    ("See [the treaty number {n}]({1}).", "Véase [el tratado número {n}]({1})."),
    ("Was `{n} + x` ever typed?", "¿Se escribió `{n} + x` alguna vez?"),
    ("*Somebody* counted {n} visitors, no more!", "¡*Alguien* contó {n} visitantes, no más!"),
    ("<kbd>{n}</kbd> is a key.", "<kbd>{n}</kbd> es una tecla."),
]


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[list[str], list[str], str]:
    """Sentences that tell one another apart by a number, their translations, a space or line."""
    numbers = draw(st.lists(st.integers(1000, 9999), min_size=2, max_size=6, unique=True))
    kinds = [draw(st.sampled_from(STOCK)) for _ in numbers]
    filled = [
        tuple(text.replace("{n}", str(number)) for text in kind)
        for kind, number in zip(kinds, numbers, strict=True)
    ]
    return [pair[0] for pair in filled], [pair[1] for pair in filled], draw(st.sampled_from(" \n"))


@given(paragraphs())
def test_a_paragraph_that_did_not_change_is_kept_letter_by_letter(
    paragraph: tuple[list[str], list[str], str],
) -> None:
    source, target, space = paragraph
    found = plan(space.join(source), space.join(target), space.join(source))
    assert found is not None
    assert (assembled(found, {}), found.look) == (space.join(target), ())


@given(paragraphs(), st.data())
def test_however_it_changes_what_is_kept_is_what_was_written(
    paragraph: tuple[list[str], list[str], str], data: st.DataObject
) -> None:
    source, target, space = paragraph
    new = data.draw(st.lists(st.sampled_from([*source, NEW, "**Is** this `new`?"]), min_size=1))
    found = plan(space.join(source), space.join(target), space.join(new))
    if found is None:
        assert not set(new) & set(source)
        return
    written = dict(zip(source, target, strict=True))
    translations = {}
    for part in found.parts:
        if isinstance(part, Kept):
            assert part.text == space.join(written[new[n - 1]] for n in part.numbers)
        else:
            translations[part.number] = part.source
    draft = assembled(found, translations)
    assert markup(draft) == markup(space.join(new))
    assert draft.count("\n") == space.join(new).count("\n")


@given(st.text(" .?!*_`[]({1}aB\n<>é۱"), st.text(" .?!*_`[]({1}aB\n<>é۱"), st.text(" .?*`{1}aB\n"))
def test_no_text_is_too_strange(old: str, target: str, new: str) -> None:
    found = plan(old, target, new)
    if found is not None:
        numbers = [
            number
            for part in found.parts
            for number in (part.numbers if isinstance(part, Kept) else (part.number,))
        ]
        assert numbers == list(range(1, len(numbers) + 1))
        assert all(part.text in target for part in found.parts
                   if isinstance(part, Kept) and "{" not in part.text)  # fmt: skip


NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
PAIR = LanguagePair("en", "es")
FORMER = "Talks began in 2019. The mood was good. **Iran** took part."
WORDS = "El diálogo empezó en 2019. El ánimo era bueno. Participó **Irán**."
REVIEWED = origins.reviewed(Entry(FORMER, WORDS, context="lead"), "ana", NOON)


def task(new: str, donor: Entry | None = REVIEWED) -> Task:
    return Task(Entry(new, WORDS, context="lead", fuzzy=True), Gap.CHANGED, donor)


def patch(new: str) -> Patch:
    found = patched(task(new), PAIR)
    assert found is not None
    return found


def test_the_changed_sentence_is_wanted_and_told() -> None:
    found = patch(FORMER.replace("good", "bad"))
    assert found.wanted == ("The mood was bad.",)
    draft = found.draft([Response("El ánimo era malo.", 0.8, why=("retried",))], "e-1", "5" * 12)
    assert draft.target == "El diálogo empezó en 2019. El ánimo era malo. Participó **Irán**."
    assert draft.why == ("sentence-2", "retried")
    assert (draft.step, draft.maker, draft.model) == ("sentences", "e-1", "5" * 12)
    assert (draft.score, draft.previous) == (0.8, REVIEWED.key)


def test_the_seam_of_a_sentence_that_was_taken_out_is_told() -> None:
    found = patch(FORMER.replace(" The mood was good.", ""))
    assert found.wanted == ()
    draft = found.draft([], "", "")
    assert draft.target == "El diálogo empezó en 2019. Participó **Irán**."
    assert (draft.why, draft.score) == (("seam-2",), 1.0)


@pytest.mark.parametrize(
    "donor", [None, Entry(FORMER), Entry(FORMER, WORDS, fuzzy=True), Entry(FORMER, "Hubo diálogo.")]
)
def test_without_confirmed_words_that_can_be_paired_nothing_is_patched(donor: Entry | None) -> None:
    assert patched(task(FORMER.replace("good", "bad"), donor), PAIR) is None


def test_a_text_that_is_all_new_is_not_patched() -> None:
    assert patched(task("Rain fell on Velan. Nobody saw it."), PAIR) is None
