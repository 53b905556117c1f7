"""The forms of a term in running text."""

from __future__ import annotations

import pytest

from l10n_flow.terms.forms import inflected, source_form, starts, whole

ENGLISH = [
    ("treaty", "treaty, treaties, treaty's", "treatys, treat, entreaty, treaty_x"),
    ("toy", "toy, toys", "toies, to"),
    ("tax", "tax, taxes", "taxs, taxing"),
    ("sanction", "sanction, Sanctions, *sanction*", "sanctioned, sanction_s"),
    ("peace treaty", "peace treaty, peace\u00a0treaty, *peace treaty*", "peacetreaty"),
    ("S-300", "S-300, S‑300", "S-3000, AS-300"),
    ("user's", "user's, user’s", "users"),
    ("C++", "C++, C+++", "AC++"),
]  # fmt: skip
SPANISH = [
    ("sanción nuclear", "sanción nuclear, sanciones nucleares", "sancionar nuclear"),
    ("alemán", "alemán, alemana, alemanes, alemanas", "alemania"),
    ("francés", "francés, francesa, franceses", "francesita"),
    ("luz", "luz, luces", "luzes"),
    ("nuevo", "nuevo, nueva, nuevos, nuevas", "nuevez"),
    ("fuerte", "fuerte, fuertes", "fuerto"),
    ("meses", "meses, mese", "mesa"),
    ("iraní", "iraní, iranís, iraníes", "iran"),
    ("papel", "papel, papeles, papela", "papelón"),
    ("fin de la", "fin de la, fines de la", "fin de las"),
    ("ONU", "ONU", "ONUs"),
]
PERSIAN = [
    ("تحریم", "تحریم, تحریم‌ها, تحریم‌های, تحریمی", "تحریمگر"),
    ("آزادی", "آزادی, آ‌زادی, آزادي", "آزاد"),
    ("خانه", "خانه, خانه‌ها, خانهٔ", "خانواده"),
]


def matched(pattern: object, texts: str) -> list[str]:
    return [text for text in texts.split(", ") if pattern.search(text)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("form", "same", "others"), ENGLISH)
def test_a_form_of_a_source_has_its_plural(form: str, same: str, others: str) -> None:
    pattern = source_form(form, "en", False, True)
    assert matched(pattern, same) == same.split(", ")
    assert matched(pattern, others) == []


@pytest.mark.parametrize(
    ("language", "rows"), [("es", SPANISH), ("fa", PERSIAN)], ids=["Spanish", "Persian"]
)
def test_an_approved_form_is_inflected(language: str, rows: list[tuple[str, str, str]]) -> None:
    for form, same, others in rows:
        pattern = inflected(form, language, False)
        assert matched(pattern, same) == same.split(", ")
        assert matched(pattern, others) == [], form


def test_nothing_is_inflected_where_it_was_not_asked_for() -> None:
    assert matched(source_form("treaty", "en", False, False), "treaty, treaties") == ["treaty"]
    assert matched(source_form("traité", "fr", False, True), "traité, traités") == ["traité"]
    assert matched(inflected("hiệp ước", "vi", False), "hiệp ước, hiệp ướca") == ["hiệp ước"]
    assert matched(whole("fin", False), "fin, Fin, fines, (fin), _fin_, a_fin") == [
        "fin", "Fin", "(fin)", "_fin_",
    ]  # fmt: skip
    assert matched(whole("fin", True), "fin, Fin") == ["fin"]


@pytest.mark.parametrize(
    ("form", "language", "plural", "words"),
    [
        ("Tax", "en", True, ("tax", "taxes", "taxs")),
        ("treaty", "en", True, ("treaty", "treaties", "treatys")),
        ("treaty", "en", False, ("treaty",)),
        ("treaty", "es", True, ("treaty",)),
        ("peace treaty", "en", True, ("peace",)),
        ("+++", "en", True, ()),
    ],
)
def test_a_match_begins_with_one_of_few_words(
    form: str, language: str, plural: bool, words: tuple[str, ...]
) -> None:
    assert starts(form, language, plural=plural) == words


def test_a_latin_word_stays_between_letters_of_a_script_without_blanks() -> None:
    texts = "Tailsの設定, 使うTails, 在Tails中, Tails의 설정, Tailsnet, MyTails"
    assert matched(whole("Tails", True), texts) == texts.split(", ")[:4]
    assert matched(whole("강", False), "강이 불어났다, 건강") == ["강이 불어났다"]
