"""Answers of an engine that nobody should have to read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.engines import Hypothesis
from l10n_flow.language.quantities.comparing import compared
from l10n_flow.pretranslate.drafts import Reason
from l10n_flow.pretranslate.machine.gate import fault

LIST = "Rouhani, Zarif, Salehi, Araghchi"
LANGUAGES = ("en", "es")
SENTENCE = "They have signed the new agreement today"


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("Peace", "", Reason.EMPTY),
        ("Peace", "  ", Reason.EMPTY),
        ("Peace", "⁇", Reason.UNKNOWN_WORD),
        ("Peace", "la <unk> paz", Reason.UNKNOWN_WORD),
        ("Peace", "la\x00 paz", Reason.UNKNOWN_WORD),
        ("Peace [1]", "paz\n[1]", Reason.UNKNOWN_WORD),
        ("Peace", "paz \ud83d", Reason.UNKNOWN_WORD),
        ("Peace", "la *paz*", Reason.MARKUP_MADE),
        ("Peace", "la paz [1]", Reason.MARKUP_MADE),
        ("Peace", "{1} paz", Reason.MARKUP_LOST),
        ("See **[this]({1})**", "Vea **[esto]**", Reason.MARKUP_LOST),
        ("Peace at last", "paz paz paz paz", Reason.LOOP),
        ("Peace at last", "paz, paz, paz, paz.", Reason.LOOP),
        ("Peace at last", "la paz de la paz de la paz de la paz de la", Reason.LOOP),
        ("Peace at last", "صلح صلح صلح صلح صلح", Reason.LOOP),
        ("Peace at last", "和平和平和平和平和平和平和平和平", Reason.LOOP),
        ("Peace", "".join(map(chr, range(97, 123))) + " x" * 2 + " abc def ghi" * 6, Reason.LOOP),
        (
            "Peace",
            " ".join(f"p{chr(97 + n)}l{chr(98 + n)}ra" for n in range(20)),
            Reason.WILD_LENGTH,
        ),
        ("The talks in Doha went on all night and ended well " * 2, "Charlas", Reason.WILD_LENGTH),
        ("The mayor repaired the old building on Friday", "No dio", Reason.WILD_LENGTH),
        ("Read the notes", "Read the notes", Reason.COPY),
        ("In 2019 and 2020", "En 2019 y 2021", Reason.NUMBER_LOST),
        ("1,500 euros", "15,00 euros", Reason.NUMBER_LOST),
        ("2.5 euros", "25 euros", Reason.NUMBER_LOST),
        ("12,000 people", "120,00 personas", Reason.NUMBER_LOST),
        ("12,000.50 euros", "1.200,050 euros", Reason.NUMBER_LOST),
        ("At 8:30", "A las 830", Reason.NUMBER_LOST),
        ("Peace at last", "La paz по fin", Reason.WRONG_SCRIPT),
        (SENTENCE, SENTENCE, Reason.COPY),
    ],
)
def test_a_certain_fault_is_named(source: str, target: str, reason: Reason) -> None:
    assert fault(source, Hypothesis(target, 0.9), LANGUAGES) is reason


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Peace", "Paz"),
        ("No, no, no!", "¡No, no, no!"),
        ("Very, very, very, very good", "Muy, muy, muy, muy bueno"),
        ("Ha ha ha ha ha", "Ja ja ja ja ja"),
        (LIST, LIST),
        ("Washington Post", "Washington Post"),
        ("OK", "De acuerdo, estamos plenamente de acuerdo"),
        ("和平", "La paz entre las dos naciones"),
        ("They spoke about snake_case", "Hablaron de snake_case"),
        ("See [this]({1}) and {2}", "{2} y [esto]({1})"),
        ("2 * 3 today", "2 * 3 hoy"),
        ("day by day by day", "día a día a día"),
        ("Peace\u2028and war", "La paz\u2028y la guerra"),
    ],
)
def test_what_may_be_right_passes(source: str, target: str) -> None:
    assert fault(source, Hypothesis(target, 0.1), LANGUAGES) is None


WORDS = " ".join(f"p{first}l{second}bra" for first in "aeiou" for second in "aeiou")


@pytest.mark.parametrize(
    ("source", "length", "is_wild"),
    [
        ("Peace now", 4 * 9 + 80, False),
        ("Peace now", 4 * 9 + 80 + 1, True),
        ("They have signed treaties here", 5, False),  # thirty bytes are not long
        ("They have signed a treaty today", 6, True),
        ("They have signed a treaty today", 7, False),
    ],
)
def test_a_length_is_wild_from_a_byte_on(source: str, length: int, *, is_wild: bool) -> None:
    found = fault(source, Hypothesis(WORDS[:length]), LANGUAGES)
    assert found is (Reason.WILD_LENGTH if is_wild else None)


def test_an_answer_that_was_cut_is_not_shown() -> None:
    assert fault("Peace and war", Hypothesis("Paz y", complete=False), LANGUAGES) is Reason.CUT
    assert fault("Peace and war", Hypothesis("", complete=False), LANGUAGES) is Reason.TOO_LONG


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_pair_of_texts_gets_a_verdict(source: str, target: str) -> None:
    found = fault(source, Hypothesis(target), LANGUAGES)
    assert found is None or found.label


SPOKEN = ["five", "million", "billion", "half", "two thirds", "one in five", "XII", "dozen", ","]
FIGURES = ["5", "12", "1,500", "۱۲", "millones", "medio", "mil", "de cada", "XII"]


@given(st.lists(st.sampled_from(SPOKEN)), st.lists(st.sampled_from(FIGURES + SPOKEN)))
def test_only_digits_can_be_lost_for_certain(source: list[str], target: list[str]) -> None:
    found = compared(" ".join(source), " ".join(target), *LANGUAGES)
    assert not any(change.certain for change in found.changed)
    assert not any(number.digits for number in found.missing)
