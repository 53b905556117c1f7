"""Sentences, by tables of what sentencex alone gets wrong and what it gets right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.language.splitting import sentences

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
    "No. | Tails stopped working in 2019.",
    "He had No. 1 and No. Five in mind. | No. | Not that.",
    "He bought apples, pears, etc. | Then he left.",
    "The meeting starts at 10:30 a.m. | Bring coffee.",
    "Prof. Smith and Mrs. Jones met Gen. Soleimani. | They agreed.",
    "It costs $3.50. | That is cheap.",
    "She works at Yahoo! Inc. in Texas. | He does not.",
    "He said (see p. 4): never. | Nobody listened.",
    "It ended on Jan. 5. | Then came Feb. 6.",
    "He lives on St. John St. in D.C. | She does not.",
    "a. Open the lid. | Close it.",
    "He left… | She stayed… and left.",
    "Ph.D. students protested. | Police came.",
    "He called it *War and Peace.* | It is long.",
    "He left. | * She stayed. | * They met.",
    "Wait... iPhones are here. | Done.",
    "It was late. | He bought it at amazon.com. | Then he left.",
]
SPANISH = [
    "Llegó a las 5 p. m. del lunes. | Se fue.",
    "A las 9 a. m. | Salió sin hablar.",
    "Son aprox. 200 personas. | Vale.",
    "El n.º 5 ganó y el art. 3 no. | Fin.",
    "Compró en amazon.com. | Después volvió.",
    "Escribió a ejemplo.com. y se fue.",
    "Lo pidió en ejemplo.com. 5 días después llegó.",
    "Espera... no sé. | ¿Qué? | Nada.",
    "Pensó... | Luego habló.",
    "El Sr. Pérez y la Dra. Gómez llegaron. | EE. UU. respondió.",
    "«¿Vienes?», preguntó. | ¡Hola! | ¿Cómo estás?",
    "Dijo: «No.» | Y se fue.",
    "Murió en el s. III a. C. según Livio. | Pedro, Juan, etc. llegaron.",
    "Véase la pág. 5. | Después, el cap. 2.",
    "«¡Basta!» gritó él. | Nadie oyó.",
    "Dijo que no. | Luego no dijo más, ni a nos. | Fue al mar. | Todo bien. | Fin.",
    "Luego vino el Dr. Ruiz, etc. | La reunión terminó.",
    "b. Abre la tapa. | Ciérrala.",
    "El 3.º y el 4.ª ganaron. | Fin.",
    "Los JJ. OO. y las FF. AA. vuelven. | Llovía.",
    "Ud. y Vd. son lo mismo. | Uds. también.",
    "Vive en la Av. Juárez n.º 8. | Bien.",
    "Cuesta 3.500,50 €. | Es caro.",
    "«Ven.» | «No.» | Y se fue.",
    "No… | Sí… o no.",
    "—¿Vienes? —preguntó. | —No.",
    "Según la OMS, p. ej. en 2020, creció. | Bajó.",
    "Llegó tarde (¡otra vez!). | Nadie habló.",
    "Nació en el siglo V a. C. Roma crecía. | Firma J. R. Ruiz.",
    "Según las normas (párr. 7, sgtes. 8 y «aprox. 9»). | Fin.",
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
    "الف. در را باز کنید. | ببندید.",
    "الف) اول. | ب) دوم.",
    "قیمت ۳٫۵ دلار و ۱٬۲۰۰ تومان بود. | گران شد.",
    "آیا می‌آیی؟ | نه! | شاید.",
    "او گفت: «می‌روم.» | سپس رفت.",
    "دکتر حسن روحانی (رئیس‌جمهور) آمد. | سخن گفت.",
    "رفت… ماند. | پایان.",
    "به example.com/a.b سر بزنید. | سپس تماس بگیرید.",
    "این یعنی چه؟! | نمی‌دانم.",
    "ساعت ۵:۳۰ ب.ظ. آمد. | نشست.",
    "**مهم است.** | بخوانید.",
    "U.S. و ایران گفت‌وگو کردند. | پایان.",
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
