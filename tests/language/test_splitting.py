"""Sentences, by tables of what sentencex alone gets wrong and what it gets right."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.errors import UsageError
from l10n_flow.language import sentences

ENGLISH = [
    "Mr. Lavrov met Dr. Zarif at 5 p.m. on Monday. | They talked.",
    "The U.S. President left the U.N. in 2018. | Then it rained.",
    "It was 3 p.m. | The day was over.",
    'Wait... what? | He said: "No!" and left.',
    "Version 3.5 is out. | See Fig. 2 and No. 4.",
    "J. R. R. Tolkien wrote it. | Yes.",
    "“Stop!” he said. | Then he left.",
    "Is it {1}? | Then **this is bold.** | Next one.",
    "Smith et al. 2009 say so, cf. Jones, i.e. nobody. | Done.",
    "What?! | No way!! | Well.",
    "1. First of all. | 2. Then the rest.",
    "Visit example.com. | Then call.",
    "He asked “why?” | She did not say.",
]
SPANISH = [
    "Llegó a las 5 p. m. del lunes. | Se fue.",
    "A las 9 a. m. | Salió sin hablar.",
    "Son aprox. 200 personas. | Vale.",
    "El n.º 5 ganó y el art. 3 no. | Fin.",
    "Compró en amazon.com. | Después volvió.",
    "Escribió a ejemplo.com. y se fue.",
    "Espera... no sé. | ¿Qué? | Nada.",
    "Pensó... | Luego habló.",
    "El Sr. Pérez y la Dra. Gómez llegaron. | EE. UU. respondió.",
    "«¿Vienes?», preguntó. | ¡Hola! | ¿Cómo estás?",
    "Dijo: «No.» | Y se fue.",
    "Murió en el s. III a. C. según Livio. | Pedro, Juan, etc. llegaron.",
    "Véase la pág. 5. | Después, el cap. 2.",
    "«¡Basta!» gritó él. | Nadie oyó.",
    "Dijo que no. | Luego no dijo más, ni a nos. | Fue al mar. | Todo bien. | Fin.",
]
PERSIAN = [
    "او رفت. | سپس بازگشت.",
    "در سال ۱۳۹۹ ه.ش. اتفاق افتاد. | پایان.",
    "ه.ق. و ه.ش. دو تقویم‌اند. | بله.",
    "ج.ا. ایران پاسخ داد. | او گفت.",
    "او پرسید: «چرا؟» و رفت. | تمام.",
    "«برو!» او گفت. | رفت.",
    "«می‌روی؟» | «نه، می‌مانم.»",
    "صبر کن... نمی‌دانم. | باشد.",
    "سایت example.com. | را ببینید.",
    "در سال ۵۰۰ ق.م. بود. | بله.",
    "ر.ک. فصل ۲. | پایان.",
    "قیمت ۳.۵ دلار است. | ارزان است.",
    "دکتر م. ر. احمدی آمد. | رفت.",
    "این کار درست نیست؛ اما می‌شود. | آیا؟ | بله! | خوب.",
    "پیامبر (ص) فرمود. | درست.",
]
OTHERS = {
    "ar": ["قال ذلك. | ثم ذهب؟ | نعم!"],
    "zh": ["你好。| 我很好！| 你呢？"],
    "hi": ["यह है। | वह है।"],
    "qaa": ["One. | Two."],
}


def _table() -> list[tuple[str, str]]:
    named = {"en": ENGLISH, "es": SPANISH, "fa": PERSIAN, **OTHERS}
    return [(locale, case) for locale, cases in named.items() for case in cases]


@pytest.mark.parametrize(("locale", "case"), _table())
def test_a_paragraph_is_split_at_its_sentences(locale: str, case: str) -> None:
    expected = [sentence.strip() for sentence in case.split("|")]
    written = "".join(expected) if locale == "zh" else " ".join(expected)
    assert sentences(written, locale) == expected


NASTY = st.text(alphabet=list(".!?… \n\t«»\"'”“)(*_`abcAB 12۳آبپ؟！。你ñ\u200c\u2068\u2069{}|"))


@given(st.one_of(NASTY, st.text()), st.sampled_from(["en", "es", "fa", "ar", "zh", "qaa"]))
def test_no_letter_is_lost_between_sentences(text: str, locale: str) -> None:
    found = sentences(text, locale)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(sentence == sentence.strip() != "" for sentence in found)


def test_a_lone_surrogate_does_not_stop_the_splitting() -> None:
    assert sentences("A\ud800. B.", "en") == ["A?.", "B."]


def test_without_sentencex_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sentencex", None)
    with pytest.raises(UsageError, match=r"sentencex.*not installed.*l10n-flow\[argos\]"):
        sentences("One. Two.", "en")
