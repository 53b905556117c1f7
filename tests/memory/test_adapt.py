"""Numbers and placeholders of a similar text are put right where that is certain."""

from __future__ import annotations

import pytest
from hypothesis import given

from l10n_flow.memory.adapt import adapted
from l10n_flow.memory.tokens import TokenText
from l10n_flow.memory.units import Unit
from l10n_flow.model import Span

from .strategies import sentences, units


@pytest.mark.parametrize(
    ("text", "source", "target", "expected"),
    [
        ("In 2024 they left", "In 2019 they left", "Salieron en 2019", "Salieron en 2024"),
        ("In 2024 they left", "In 2019 they left", "در ۲۰۱۹ رفتند", "در ۲۰۲۴ رفتند"),
        ("In 2024 they left", "In 2019 they left", "غادروا عام ٢٠١٩", "غادروا عام ٢٠٢٤"),
        ("در ۱۴۰۵ رفتند", "در ۱۴۰۴ رفتند", "They left in 1404", "They left in 1405"),
        ("In 1399 they left", "In 1398 they left", "در ۱۳۹۸ رفتند", "در ۱۳۹۹ رفتند"),
        ("In 2024 they left", "In 2019 they left", "২০১৯ সালে তারা", "২০২৪ সালে তারা"),
        ("In 2024", "In 2019", "En 2019", "En 2024"),
        ("At 10:45 they left", "At 10:30 they left", "در ۱۰:۳۰ رفتند", "در ۱۰:۴۵ رفتند"),
        ("1,350 boats", "1,200 boats", "1.200 barcos", "1.350 barcos"),
        ("For 7 533 boats", "For 2 500 boats", "Para 2 500 barcos", "Para 7 533 barcos"),
        ("Up 3.5 points", "Up 2.5 points", "Sube 2,5 puntos", "Sube 3,5 puntos"),
        (
            "On 2026-11-02 it rained",
            "On 2025-10-01 it rained",
            "Llovió el 2025/10/01",
            "Llovió el 2026/11/02",
        ),
        ("From 10 to 14 boats", "From 8 to 10 boats", "De 8 a 10 barcos", "De 10 a 14 barcos"),
        (
            "G20 met 20 times here",
            "G20 met 30 times here",
            "El G20 se reunió 30 veces",
            "El G20 se reunió 20 veces",
        ),
        ("Read [this]({2})", "Read [this]({1})", "Lea [esto]({1})", "Lea [esto]({2})"),
        (
            "[a]({2}) [b]({1}) c",
            "[a]({1}) [b]({2}) c",
            "[b]({2}) [a]({1}) c",
            "[b]({1}) [a]({2}) c",
        ),
        ("At -7 degrees now", "At -5 degrees now", "A −5 grados", "A −7 grados"),
        ("At −7 degrees now", "At -5 degrees now", "در \u200e−۵ درجه", "در \u200e−۷ درجه"),
        ("At -7 degrees now", "At -5 degrees now", "در \u200e-۵ درجه", "در \u200e-۷ درجه"),
        ("At -7 degrees now", "At -5 degrees now", "در ۵- درجه", "در ۷- درجه"),
        ("At -7 degrees now", "At -5 degrees now", "عند \u061c-٥ درجات", "عند \u061c-٧ درجات"),
        ("At -7 degrees now", "At -5 degrees now", "در ۵ درجه زیر صفر", "در ۷ درجه زیر صفر"),
        ("At 7 degrees now", "At -5 degrees now", "در \u200e−۵ درجه", "در ۷ درجه"),
        ("At 7 degrees now", "At -5 degrees now", "در ۵- درجه", "در ۷ درجه"),
        ("At -5 degrees now", "At 5 degrees now", "در ۵ درجه", "در \u200e−۵ درجه"),
        ("At -5 degrees now", "At 5 degrees now", "عند ٥ درجات", "عند \u061c-٥ درجات"),
        ("At −5 degrees now", "At 5 degrees now", "A 5 grados", "A −5 grados"),
        ("در \u200e−۷ درجه", "در \u200e−۵ درجه", "At −5 degrees", "At −7 degrees"),
        ("A debt of -$70 now", "A debt of -$50 now", "بدهی \u200e−۵۰ دلار", "بدهی \u200e−۷۰ دلار"),
        ("A rise of +7 here", "A rise of +5 here", "افزایش ۵ واحد", "افزایش ۷ واحد"),
        ("A change of ±5 here", "A change of 5 here", "تغییر ۵ واحد", "تغییر \u200e±۵ واحد"),
    ],
)
def test_what_is_certain_is_adapted(text: str, source: str, target: str, expected: str) -> None:
    found = adapted(TokenText(text), Unit(source, target))
    assert (found.target, found.percent, found.doubts) == (expected, 99, ())
    for change in found.changes:
        assert found.target[change.span.start : change.span.end] == change.after


@pytest.mark.parametrize(
    ("why", "text", "source", "target", "doubts"),
    [
        (
            "not in the translation",
            "In 2024 they left",
            "In 2019 they left",
            "Fue en 1398",
            ["2024"],
        ),
        (
            "twice in the translation",
            "In 2024 they left",
            "In 2019 they left",
            "2019: en 2019",
            ["2024"],
        ),
        (
            "twice in the old text",
            "In 2024 to 2019 it was",
            "In 2019 to 2019 it was",
            "En 2019",
            ["2024"],
        ),
        ("a plural may follow", "It has 2 boats", "It has 1 boats", "Tiene 1 barco", ["2"]),
        ("a singular may follow", "It has 1 boats", "It has 2 boats", "Tiene 2 barcos", ["1"]),
        (
            "written otherwise",
            "It has 1,200 boats",
            "It has 999 boats",
            "Tiene 999 barcos",
            ["1,200"],
        ),
        ("no word beside it is the same", "Of 2024 all", "In 2019 some", "En 2019", ["2024"]),
        ("a word with digits", "The G7 met here", "The G20 met here", "El G20 se reunió", ["G7"]),
        ("a number with letters", "1.3bn for all", "1.2bn for all", "1200 M", ["1.3bn"]),
        ("another currency", "It cost €500", "It cost $200", "Costó $200", ["500"]),
        (
            "another number came",
            "In 2024 and 25 they left",
            "In 2019 they left",
            "En 2019",
            ["2024", "25"],
        ),
        (
            "another link came",
            "Read [this]({1}) {2}",
            "Read [this]({1})",
            "Lea [esto]({1})",
            ["{2}"],
        ),
        ("a link went", "Read this", "Read [this]({1})", "Lea [esto]({1})", ["{1}"]),
        ("a sign went", "At 5 degrees now", "At -5 degrees now", "در ۵ درجه زیر صفر", ["5"]),
        ("a debt no more", "A sum of $5 now", "A sum of -$5 now", "بدهی ۵ دلار", ["5"]),
        ("a sign beside its like", "At -7 to 5 now", "At -5 to 5 now", "از −۵ تا ۵", ["-7"]),
        ("a sign of its own", "At -5 degrees now", "At 5 degrees now", "A +5 grados", ["-5"]),
        ("a word came before it", "It left in early 2024", "It left in 2019", "En 2019", ["2024"]),
        ("only a name has it", "It met 30 times", "It met 20 times", "El G20 se reunió", ["30"]),
        (
            "a number went, and a word came",
            "So in 2019 they left",
            "In 2019 they left 3 boats",
            "En 2019 dejaron 3 barcos",
            ["3"],
        ),
        (
            "each has a number that the other lacks",
            "So 7 in 2024 they left",
            "So in 2019 they left 3",
            "En 2019 dejaron 3",
            ["2024", "7"],
        ),
        ("a link was lost", "Read [this]({1})!", "Read [this]({1})", "Lea esto", ["{1}"]),
        ("another link stands there", "See [it]({2}) now", "See [it]({2})", "Ver {1}", ["{2}"]),
        ("a link that no text has", "See this now", "See this", "Ver [esto]({1})", ["{1}"]),
    ],
)
def test_what_is_uncertain_stays_and_costs(
    why: str, text: str, source: str, target: str, doubts: list[str]
) -> None:
    found = adapted(TokenText(text), Unit(source, target))
    assert found.target == target, why
    assert list(found.doubts) == doubts
    assert found.percent <= 95


@pytest.mark.parametrize("written", ["-5", "−5", "\u200e−۵", "۵-", "-$5", "+5", "±5"])
@pytest.mark.parametrize("target", ["در {} درجه", "A {} grados"])
def test_a_number_with_a_sign_is_never_offered_unchanged_for_one_without(
    written: str, target: str
) -> None:
    signed, plain = f"It was {written} there", "It was 5 there"
    for text, source, number in ((plain, signed, written), (signed, plain, "5")):
        found = adapted(TokenText(text), Unit(source, target.format(number)))
        assert found.changes or found.doubts


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("It was −5 there", "It was -5 there"),
        ("در \u200e-۵ درجه", "در -۵ درجه"),
        ("۱- آب و برق", "۱ آب و برق"),
        ("the g20 met", "The G20 met"),
    ],
)
def test_what_is_only_written_otherwise_is_the_same(text: str, source: str) -> None:
    found = adapted(TokenText(text), Unit(source, "5"))
    assert (found.percent, found.changes, found.doubts) == (99, (), ())


def test_doubts_cost_at_most_the_whole_match() -> None:
    found = adapted(TokenText("See 11 and 12 and 13 and 14"), Unit("See 21, 22, 23, 24", "—"))
    assert (found.percent, found.doubts) == (0, ("11", "12", "13", "14"))


def test_the_change_is_named_with_its_place() -> None:
    found = adapted(TokenText("In 2024 they left"), Unit("In 2019 they left", "در ۲۰۱۹ رفتند"))
    (change,) = found.changes
    assert (change.before, change.after, change.span) == ("۲۰۱۹", "۲۰۲۴", Span(3, 7))


def test_the_text_itself_is_100_percent_whatever_its_translation_has() -> None:
    found = adapted(TokenText("In 2019"), Unit("In 2019", "—"))
    assert (found.target, found.percent, found.doubts) == ("—", 100, ())


@given(sentences(), units(sentences()))
def test_a_percentage_is_one_and_only_the_same_text_reaches_100(text: str, unit: Unit) -> None:
    found = adapted(TokenText(text), unit)
    assert 0 <= found.percent <= 100
    assert (found.percent == 100) == (text == unit.source)
    if not found.changes:
        assert found.target == unit.target
    assert found.percent <= 99 - 5 * len(found.doubts) or found.percent in (0, 100)
