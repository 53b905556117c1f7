"""Spanish spelling: what each repair mends, and what it leaves alone."""

from __future__ import annotations

import pytest

from l10n_flow.language import spanish, spanishsigns


@pytest.mark.parametrize(
    ("written", "source", "expected"),
    [
        ("Qué quiere Irán?", "What does Iran want?", "¿Qué quiere Irán?"),
        ("Es tarde. Qué pasó?", "It is late. What happened?", "Es tarde. ¿Qué pasó?"),
        ("Pero, por qué ahora?", "But why now?", "Pero, ¿por qué ahora?"),
        ("El Sr. Rouhani viene?", "Does Mr Rouhani come?", "¿El Sr. Rouhani viene?"),
        ("Dijo: Volverá?", "He said: will he return?", "Dijo: ¿Volverá?"),
        ("(Ya viene?)", "(Is he coming?)", "(¿Ya viene?)"),
        ("«Ya viene?», dijo.", "“Is he coming?”, he said.", "«¿Ya viene?», dijo."),
        ("Basta ya!", "Enough!", "¡Basta ya!"),
        ("Viene? Bien!", "Is he coming? Good!", "¿Viene? ¡Bien!"),
        ("\ue000Qué\ue001 pasó?", "What happened?", "¿\ue000Qué\ue001 pasó?"),
        ("\ue000Qué pasó?\ue001", "What happened?", "\ue000¿Qué pasó?\ue001"),
        ("¿Qué quiere Irán?", "What does Iran want?", "¿Qué quiere Irán?"),
        ("¡Qué bien!", "How good!", "¡Qué bien!"),
        ("¿Pero qué?!", "But what?!", "¿Pero qué?!"),
        ("Yahoo!", "Yahoo!", "Yahoo!"),
        ("Vea a.org/?p=1 hoy.", "See a.org/?p=1 today?", "Vea a.org/?p=1 hoy."),
        ("Una frase?", "A statement.", "Una frase?"),
        ("12?", "12?", "12?"),
        (" ahora!", " now!", " ahora!"),
        (" Ahora!", " Now!", " ¡Ahora!"),
        ("ahora!", " now!", "¡ahora!"),
        ("Sí. Y ahora!", " now!", "Sí. ¡Y ahora!"),
    ],
)
def test_a_question_opens_where_its_clause_begins(written: str, source: str, expected: str) -> None:
    assert spanishsigns.opening_signs(written, source) == expected


@pytest.mark.parametrize(
    ("written", "source", "expected"),
    [
        ('Es "real".', "It is “real”.", "Es “real”."),
        ('Es "real".', "«واقعی» است.", "Es «real»."),
        ('Es \ue000"real"\ue001.', "It is “real”.", "Es \ue000“real”\ue001."),
        ('Es "real".', 'It is "real".', 'Es "real".'),
        ('Es "real".', "", 'Es "real".'),
        ('Mide 15".', "It is “15”.", 'Mide 15".'),
        ("Es «real».", "It is “real”.", "Es «real»."),
    ],
)
def test_quotation_marks_are_as_typographic_as_the_source(
    written: str, source: str, expected: str
) -> None:
    assert spanish.quotes_of_source(written, source) == expected


@pytest.mark.parametrize(
    ("written", "source", "expected"),
    [
        ("un 2.5 %", "2.5%", "un 2,5 %"),
        ("un 2.5% más", "2.5% more", "un 2,5% más"),
        ("unos 3.7 millones", "3.7 million", "unos 3,7 millones"),
        ("$1.2", "$1.2", "$1,2"),
        ("12,500 personas", "12,500 people", "12.500 personas"),
        ("2,000 personas", "2,000 people", "2000 personas"),
        ("1,234.5 toneladas", "1,234.5 tonnes", "1234,5 toneladas"),
        ("Tails 4.0", "Tails 4.0", "Tails 4.0"),
        ("a las 10.30", "at 10.30", "a las 10.30"),
        ("versión 2.5.1", "version 2.5.1", "versión 2.5.1"),
        ("la sección 2.5", "section 2.5", "la sección 2.5"),
        ("un 2,5 %", "2.5%", "un 2,5 %"),
        ("12.500 personas", "12,500 people", "12.500 personas"),
        ("unos 2.5 %", "about half", "unos 2.5 %"),
        ("unos 2.5 %", "", "unos 2.5 %"),
    ],
)
def test_a_copied_decimal_point_becomes_a_comma_where_it_is_sure(
    written: str, source: str, expected: str
) -> None:
    assert spanish.decimal_commas(written, source) == expected


def test_a_region_that_writes_a_decimal_point_keeps_it() -> None:
    assert spanish.decimal_commas("un 2.5 %", "2.5%", "es-MX") == "un 2.5 %"
    assert spanish.decimal_commas("un 2.5 %", "2.5%", "es-AR") == "un 2,5 %"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("el 5 de Enero de 2024", "el 5 de enero de 2024"),
        ("en Mayo de 2020", "en mayo de 2020"),
        ("El Lunes 5 de mayo", "El lunes 5 de mayo"),
        ("el Jueves pasado", "el jueves pasado"),
        ("Lunes 5 de mayo", "Lunes 5 de mayo"),
        ("Enero de 2024", "Enero de 2024"),
        ("el Viernes Santo", "el Viernes Santo"),
        ("la Plaza de Mayo", "la Plaza de Mayo"),
        ("Fiesta del Lunes", "Fiesta del Lunes"),
        ("Plaza 5 de Enero de 2024", "Plaza 5 de Enero de 2024"),
        ("el Cinco de Mayo", "el Cinco de Mayo"),
        ("el Movimiento 26 de Julio", "el Movimiento 26 de Julio"),
    ],
)
def test_months_and_days_are_lower_case_in_dates_only(written: str, expected: str) -> None:
    assert spanish.lower_case_dates(written) == expected
