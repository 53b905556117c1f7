"""A term counts as there however its language inflects it; and not where another word stands."""

from __future__ import annotations

import pytest

from l10n_flow.terms.forms import inflected
from l10n_flow.terms.occurrences import found, index
from l10n_flow.terms.term import Term

THERE = [
    ("ar", "نهر", "ارتفع النهر في البلدة."),
    ("ar", "مدينة", "في مدينتنا"),
    ("cs", "otec", "Viděl otce."),
    ("cs", "řeka", "Ve městě stoupla voda v řece."),
    ("da", "flod", "Floderne steg."),
    ("de", "Fluss", "die Flüsse sind voll"),
    ("de", "Fluss", "Der Flusspegel stieg."),
    ("de", "Abkommen", "der Wortlaut des Rahmenabkommens"),
    ("el", "ποταμός", "του ποταμού"),
    ("en", "river", "The rivers rose."),
    ("fi", "joki", "Kaupungissa joen vesi nousi."),
    ("fi", "kaupunki", "Joki nousi kaupungissa."),
    ("fr", "fleuve", "Les fleuves montent."),
    ("he", "נהר", "הנהר עלה בעיירה."),
    ("hi", "नदी", "नदियों का पानी"),
    ("hu", "folyó", "megáradt a folyóban"),
    ("hu", "NATO", "a NATO-ban"),
    ("id", "sungai", "Sungainya naik."),
    ("it", "fiume", "I fiumi crescono."),
    ("ja", "川", "町では川の水が増えた。"),
    ("ko", "강", "마을에서 강이 불어났다."),
    ("lt", "upė", "Upės pakilo."),
    ("nb", "elv", "Elvene steg."),
    ("nl", "rivier", "De rivieren stegen."),
    ("pl", "rzeka", "wezbrała woda w rzece"),
    ("pt", "rio", "Os rios sobem."),
    ("ro", "râu", "Râurile cresc."),
    ("ru", "река", "В городе поднялась вода в реке."),
    ("sv", "flod", "Floden steg."),
    ("sw", "mto", "Mto ulifurika mjini."),
    ("th", "แม่น้ำ", "แม่น้ำในเมืองสูงขึ้น"),
    ("tr", "kitap", "kitabı okudu"),
    ("tr", "nehir", "nehrin suyu yükseldi"),
    ("uk", "річка", "У місті піднялася вода в річці."),
    ("vi", "sông", "Nước sông dâng."),
    ("zh-Hans", "河", "镇上的河涨水了。"),
]
MISSING = [
    ("ar", "نهر", "ارتفع الماء في البلدة."),
    ("cs", "řeka", "Ve městě stoupla voda."),
    ("de", "Fluss", "In der Stadt stieg das Wasser."),
    ("fi", "kaupunki", "Joki nousi kylässä."),
    ("fr", "fleuve", "L’eau monte."),
    ("he", "נהר", "המים עלו בעיירה."),
    ("hi", "नदी", "कस्बे में पानी बढ़ा।"),
    ("hu", "folyó", "megáradt a víz"),
    ("ja", "川", "町では水が増えた。"),
    ("ko", "강", "마을에서 물이 불어났다."),
    ("pl", "rzeka", "wezbrała woda"),
    ("ru", "река", "В городе поднялась вода."),
    ("tr", "nehir", "Kasabada su yükseldi."),
    ("vi", "sông", "Nước dâng."),
    ("zh-Hans", "河", "镇上的水涨了。"),
]


@pytest.mark.parametrize(("locale", "form", "text"), THERE)
def test_a_term_is_there(locale: str, form: str, text: str) -> None:
    assert inflected(form, locale, False).search(text) is not None


@pytest.mark.parametrize(("locale", "form", "text"), MISSING)
def test_a_term_is_missing(locale: str, form: str, text: str) -> None:
    assert inflected(form, locale, False).search(text) is None


def test_terms_of_a_source_without_blanks_are_found_the_longest_first() -> None:
    river, bank = Term(("川",), "ja"), Term(("川岸",), "ja")
    matches = found(index([river, bank], "ja"), "町の川岸で川の水が増えた。")
    assert [(one.term, tuple(one.span)) for one in matches] == [(bank, (2, 4)), (river, (5, 6))]
