"""What a translation does with the terms of its source."""

from __future__ import annotations

import pytest

from l10n_flow.model import Span
from l10n_flow.terms.forms import inflected
from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.term import Term, Wording


@pytest.mark.parametrize(
    ("locale", "form", "written"),
    [
        ("es", "sanción", "las sanciones"),
        ("es", "sanciones", "una sanción"),
        ("es", "acuerdo nuclear", "los acuerdos nucleares"),
        ("es", "enriquecido", "uranio Enriquecida"),
        ("es", "alemán", "las alemanas"),
        ("es", "francés", "los franceses"),
        ("es", "ministro", "la ministra"),
        ("es", "director", "las directoras"),
        ("es", "juez", "jueces"),
        ("es", "misil", "misiles"),
        ("es", "alto el fuego", "altos **el** fuego"),
        ("es", "iraní", "iraníes"),
        ("es", "guion", "guiones"),
        ("es", "OTAN", "la OTAN"),
        ("es", "red", "las redes"),
        ("es", "luz", "luces"),
        ("fa", "تحریم", "تحریم‌های تازه"),
        ("fa", "تحریم", "تحریمها"),
        ("fa", "تحریم", "تحریم ها"),
        ("fa", "برجام", "برجامی"),
        ("fa", "آتش‌بس", "آتش بس"),
        ("fa", "سلاح هسته‌ای", "سلاح‌های هسته‌ای"),
        ("fa", "سلاح هسته‌ای", "سلاحِ هسته‌ایِ"),
        ("fa", "توافق", "توافق‌شان"),
        ("fa", "ایران", "ايران"),
        ("fa", "رمزگذاری", "رمز‌گذاری"),
        ("fa", "بسته", "بستهٔ پیشنهادی"),
        ("de", "Abkommen", "das Abkommen"),
        ("zh", "和平", "和平"),
    ],
)
def test_an_inflected_form_counts(locale: str, form: str, written: str) -> None:
    assert inflected(form, locale, False).search(written)


@pytest.mark.parametrize(
    ("locale", "form", "written"),
    [
        ("es", "sanción", "sancionar"),
        ("es", "paz", "capaz"),
        ("es", "acuerdo", "acordar"),
        ("es", "OTAN", "otanista"),
        ("es", "real", "realista"),
        ("fa", "تحریم", "حریم"),
        ("fa", "برجام", "انجام"),
        ("fa", "توافق", "موافق"),
        ("de", "Abkommen", "Absprache"),
    ],
)
def test_another_word_does_not(locale: str, form: str, written: str) -> None:
    assert not inflected(form, locale, False).search(written)


INSTEAD = "is not used for 'ceasefire': write 'alto el fuego', or 'cese del fuego'"

TERMS = Terms(
    (
        Term(
            ("ceasefire",),
            wordings={
                "es": Wording("alto el fuego", ("cese del fuego",), ("tregua", "fuego")),
                "fa": Wording("آتش‌بس"),
            },
        ),
        Term(("internet",), wordings={"es": Wording("internet", (), ("Internet",))}),
        Term(("Tehran Times",), translate=False),
        Term(("regime",), wordings={"es": Wording("", (), ("régimen",))}),
    )
)


@pytest.mark.parametrize(
    ("source", "target", "locale", "said"),
    [
        ("A ceasefire", "Un alto el fuego", "es", []),
        ("A ceasefire", "El cese del fuego", "es", []),
        ("Ceasefires", "Altos el fuego", "es-MX", []),
        ("A ceasefire", "El fin", "es",
         ["missing: 'ceasefire' is missing: write 'alto el fuego', or 'cese del fuego'"]),
        ("A ceasefire", "Una Tregua", "es",
         [f"forbidden: 'Tregua' {INSTEAD}"]),
        ("A ceasefire", "El fuego", "es",
         [f"forbidden: 'fuego' {INSTEAD}"]),
        ("A ceasefire", "Un alto el fuego, una tregua", "es",
         [f"forbidden: 'tregua' {INSTEAD}"]),
        ("A ceasefire", "آتش‌بس‌ها", "fa", []),
        ("A ceasefire", "صلح", "fa", ["missing: 'ceasefire' is missing: write 'آتش‌بس'"]),
        ("A ceasefire", "Ein Ende", "de", []),
        ("The internet", "La Internet", "es",
         ["forbidden: 'Internet' is not used for 'internet': write 'internet'"]),
        ("The internet", "La internet", "es", []),
        ("In the Tehran Times", "En el Tehran Times", "es", []),
        ("In the Tehran Times", "تهران تایمز", "fa",
         ["translated: 'Tehran Times' stays as it is in every language"]),
        ("The regime", "El régimen", "es", ["forbidden: 'régimen' is not used for 'regime'"]),
        ("The regime", "El gobierno", "es", []),
        ("A ceasefire after a ceasefire", "El fin", "es",
         ["missing: 'ceasefire' is missing: write 'alto el fuego', or 'cese del fuego'"]),
        ("A ceasefire, a ceasefire", "Un alto el fuego y otro alto el fuego", "es", []),
        ("A ceasefire, a ceasefire", "Un alto el fuego y otro fuego", "es",
         [f"forbidden: 'fuego' {INSTEAD}"]),
        ("Nothing", "Nada", "es", []),
    ],
)  # fmt: skip
def test_a_translation_is_judged_by_the_terms_of_its_source(
    source: str, target: str, locale: str, said: list[str]
) -> None:
    faults = TERMS.judged(source, target, locale)
    assert [f"{fault.kind}: {fault.message}" for fault in faults] == said


def test_a_fault_says_where_it_is() -> None:
    (fault,) = TERMS.judged("After a ceasefire", "Tras la tregua", "es")
    assert (fault.source_span, fault.span) == (Span(8, 17), Span(8, 14))
