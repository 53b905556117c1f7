"""Names put right in a machine's draft; advice where it is not sure."""

from __future__ import annotations

import pytest

from l10n_flow.model import Span
from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.term import Term, Wording

TERMS = Terms(
    (
        Term(("Khamenei",), wordings={"es": Wording("Jamenei"), "fa": Wording("خامنه‌ای")},
             name=True),
        Term(("Kyiv",), wordings={"es": Wording("Kiev"), "fa": Wording("کی‌یف")}, name=True),
        Term(("Tehran Times",), translate=False),
        Term(("sanction",), wordings={"es": Wording("sanción"), "fa": Wording("تحریم")}),
    )
)  # fmt: skip


class Attention:
    """What an engine's attention shows: which words of a draft a source's words became."""

    def __init__(self, source: str, target: str, pairs: dict[str, tuple[str, float]]) -> None:
        self.windows = {
            Span(source.index(word), source.index(word) + len(word)): (
                Span(target.index(said), target.index(said) + len(said)),
                f1,
            )
            for word, (said, f1) in pairs.items()
        }

    def __call__(self, span: Span) -> tuple[Span, float] | None:
        return self.windows.get(span)


@pytest.mark.parametrize(
    ("locale", "source", "target", "pairs", "expected"),
    [
        ("es", "Khamenei spoke", "Khamenei habló", {"Khamenei": ("Khamenei", 0.9)},
         "Jamenei habló"),
        ("es", "Kyiv and Khamenei", "Kyiv y Jameneí",
         {"Kyiv": ("Kyiv", 0.8), "Khamenei": ("Jameneí", 1.0)}, "Kiev y Jamenei"),
        ("fa", "In Kyiv", "در کیف بود", {"Kyiv": ("کیف", 0.85)}, "در کی‌یف بود"),
        ("es", "the Tehran Times", "el Tiempos Teherán",
         {"Tehran Times": ("Tiempos Teherán", 0.9)}, "el Tehran Times"),
        ("es", "Kyiv and Khamenei", "Kiev y Khamenei", {"Khamenei": ("Khamenei", 0.9)},
         "Kiev y Jamenei"),
        ("es", "Khamenei, Kyiv", "a Kyiv, Khamenei",
         {"Khamenei": ("Khamenei", 0.9), "Kyiv": ("Kyiv", 0.9)}, "a Kiev, Jamenei"),
    ],
)  # fmt: skip
def test_a_name_is_put_right_where_attention_is_sure(
    locale: str, source: str, target: str, pairs: dict[str, tuple[str, float]], expected: str
) -> None:
    done = TERMS.enforced(source, target, locale, Attention(source, target, pairs))
    assert (done.target, done.suggestions) == (expected, ())
    for substitution in done.substituted:
        term, written = substitution.term, expected[slice(*substitution.span)]
        wording = term.wording(locale)
        assert written == (wording.preferred if wording else term.forms[0])
        assert substitution.before in target


@pytest.mark.parametrize(
    ("locale", "source", "target", "pairs"),
    [
        ("es", "Kyiv fell", "Kyiv cayó", {"Kyiv": ("Kyiv", 0.79)}),
        ("es", "Kyiv fell", "Kyiv cayó", {}),
        ("es", "in Kyiv", "la de Kyiv", {"Kyiv": ("de Kyiv", 0.95)}),
        ("es", "in Kyiv", "en Kyiv hoy", {"Kyiv": ("Kyiv hoy", 0.95)}),
        ("es", "Kyiv fell", "Kyiv-este cayó", {"Kyiv": ("Kyiv", 0.95)}),
        ("es", "Kyiv fell", "\ue000Ky\ue001iv cayó", {"Kyiv": ("\ue000Ky\ue001iv", 0.95)}),
        ("fa", "Kyiv", "کیف‌ها", {"Kyiv": ("کیف", 0.95)}),
        ("fa", "Kyiv", "کیف‌ها", {"Kyiv": ("کیف‌ها", 0.95)}),
        ("es", "sanctions", "castigos", {"sanctions": ("castigos", 0.99)}),
        ("es", "Kyiv fell", "proKyiv cayó", {"Kyiv": ("Kyiv", 0.95)}),
        ("es", "Kyiv fell", "pro-Kyiv cayó", {"Kyiv": ("Kyiv", 0.95)}),
        ("es", "Kyiv fell", "Kyivs cayó", {"Kyiv": ("Kyiv", 0.95)}),
        ("es", "Kyiv fell", "… cayó", {"Kyiv": ("…", 0.95)}),
        ("es", "the Tehran Times", "cita de Tiempos", {"Tehran Times": ("de Tiempos", 0.9)}),
        ("es", "the Tehran Times", "Tiempos del día", {"Tehran Times": ("Tiempos del", 0.9)}),
        ("fa", "the Tehran Times", "تایمز را خواند", {"Tehran Times": ("تایمز را", 0.9)}),
    ],
)
def test_what_is_not_sure_is_advice_and_the_draft_stays(
    locale: str, source: str, target: str, pairs: dict[str, tuple[str, float]]
) -> None:
    done = TERMS.enforced(source, target, locale, Attention(source, target, pairs))
    assert (done.target, done.substituted) == (target, ())
    assert len(done.suggestions) == 1


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("es", "Kyiv and sanctions", "Kiev y las sanciones"),
        ("fa", "sanctions", "تحریم‌ها"),
        ("es", "the Tehran Times", "el Tehran Times"),
        ("de", "Kyiv", "Kiew"),
        ("es", "nothing", "nada"),
    ],
)
def test_what_is_right_is_left_alone(locale: str, source: str, target: str) -> None:
    done = TERMS.enforced(source, target, locale, lambda span: (Span(0, 1), 1.0))
    assert (done.target, done.substituted, done.suggestions) == (target, (), ())


def test_advice_says_where_the_word_is_after_a_name_before_it_has_changed() -> None:
    source, target = "Khamenei on sanctions", "Khamenei sobre castigos"
    pairs = {"Khamenei": ("Khamenei", 0.9), "sanctions": ("castigos", 0.9)}
    done = TERMS.enforced(source, target, "es", Attention(source, target, pairs))
    (advice,) = done.suggestions
    assert done.target == "Jamenei sobre castigos"
    assert advice.span is not None
    assert done.target[slice(*advice.span)] == "castigos"
    assert advice.message == "'sanctions' is 'sanción' in the terms"


def test_advice_before_a_name_that_has_changed_stays_where_it_is() -> None:
    source, target = "sanctions on Khamenei", "castigos, Khamenei"
    pairs = {"Khamenei": ("Khamenei", 0.9), "sanctions": ("castigos", 0.9)}
    done = TERMS.enforced(source, target, "es", Attention(source, target, pairs))
    (advice,) = done.suggestions
    assert (done.target, advice.span) == ("castigos, Jamenei", Span(0, 8))


def test_advice_about_words_that_a_name_has_taken_has_no_place() -> None:
    source, target = "Kyiv sanctions", "Kiiv"
    pairs = {"Kyiv": ("Kiiv", 0.9), "sanctions": ("Kiiv", 0.9)}
    done = TERMS.enforced(source, target, "es", Attention(source, target, pairs))
    assert [advice.span for advice in done.suggestions] == [None]
    untranslated = TERMS.enforced("the Tehran Times", "el diario", "es", lambda _: None)
    (advice,) = untranslated.suggestions
    assert (advice.span, advice.message) == (None, "'Tehran Times' stays as it is in the terms")


def test_two_names_never_take_the_same_words() -> None:
    pairs = {"Kyiv": ("Kiiv", 0.9), "Khamenei": ("Kiiv", 0.9)}
    source, target = "Kyiv, Khamenei", "Kiiv"
    done = TERMS.enforced(source, target, "es", Attention(source, target, pairs))
    assert (done.target, len(done.substituted), len(done.suggestions)) == ("Kiev", 1, 1)
