"""Persian spelling that people wrote: what is found, and what nobody touches."""

from __future__ import annotations

import datetime as dt
from calendar import month_name

import pytest

from l10n_flow.checks.pair import Pair, Policy
from l10n_flow.checks.running import checked, selected
from l10n_flow.checks.table import CHECKS
from l10n_flow.language.calendars import display_date
from l10n_flow.language.repairs import repaired


def suggested(target: str, policy: Policy | None = None) -> dict[str, str]:
    """What is suggested for a Persian text, by check."""
    pair = Pair("He read it and left.", target, "en", "fa", policy=policy or Policy())
    levels = {"digits": CHECKS["digits"].severity}
    return {
        found.check: found.hit.suggestion
        for found in checked(pair, selected("fa", levels))
        if CHECKS[found.check].languages == ("fa",)
    }


@pytest.mark.parametrize(
    "target",
    [
        "وَهُوَ عَلَى كُلِّ شَيْءٍ قَدِيرٌ",
        "آیهٔ ﴿وهو على كل شيء قدير﴾ را خواند",
        "حدیث النظافة من الإيمان را خواند",
        "السلام عليكم ورحمة الله وبركاته",
    ],
)
def test_scripture_and_arabic_are_never_repaired(target: str) -> None:
    assert suggested(target, Policy(digits="own")) == {}


def test_what_stands_beside_scripture_is_repaired() -> None:
    found = suggested("كتاب ﴿وهو على كل شيء قدير﴾ را خواند")
    assert found == {"arabic-letters": "کتاب ﴿وهو على كل شيء قدير﴾ را خواند"}


def test_the_half_space_stays_and_the_blank_beside_it_goes() -> None:
    assert suggested("آنها می\u200c شوند") == {"zwnj": "آنها می\u200cشوند"}
    assert suggested("کتاب\u200c ها") == {"zwnj": "کتاب\u200cها"}


def test_a_project_with_latin_digits_is_offered_them() -> None:
    assert suggested("۲٫۵ روز", Policy(digits="latin")) == {"digits": "2.5 روز"}


DARI_MONTHS = ("جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر").split()  # noqa: SIM905
"""CLDR 48, months/format/wide of fa-AF."""
DARI_SOLAR = "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت".split()  # noqa: SIM905


def dari(source: str, target: str) -> list[str]:
    """The checks that say something about a Dari text."""
    return [row.check for row in checked(Pair(source, target, "en", "fa-AF"), selected("fa-AF"))]


def test_dari_months_are_told_apart() -> None:
    for number, own in enumerate(DARI_MONTHS):
        source = f"It was on 5 {month_name[number + 1]} 2021."
        for month in DARI_MONTHS:
            found = dari(source, f"در ۵ {month} ۲۰۲۱ بود.")
            assert found == ([] if month == own else ["date"]), (source, month)


def test_solar_dates_are_compared_in_the_months_of_afghanistan() -> None:
    for week in range(52):
        day = dt.date(2021, 1, 4) + dt.timedelta(7 * week)
        source = f"It was on {day.day} {month_name[day.month]} {day.year}."
        shown = display_date(day, "fa-AF")
        assert dari(source, f"در {shown} بود.") == []
        month = next(name for name in DARI_SOLAR if name in shown.split())
        other = DARI_SOLAR[(DARI_SOLAR.index(month) + 3) % 12]
        assert "date" in dari(source, f"در {shown.replace(month, other)} بود.")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Two million people live in the city.", "دو ملیون نفر در شهر زندگی می‌کنند."),
        ("It costs 3 billion dollars.", "سه میلیارد دالر می‌ارزد."),
        ("It grew by 10 percent.", "۱۰ فیصد رشد کرد."),
        ("The municipality bought five cars.", "شاروالی پنج موتر خرید."),
        ("The students went to the university.", "محصلان به پوهنتون رفتند."),
    ],
)
def test_words_of_afghanistan_pass(source: str, target: str) -> None:
    assert dari(source, target) == []


@pytest.mark.parametrize(
    ("draft", "repaired_"),
    [
        ("در 5 اگست 2021", "در ۵ اگست ۲۰۲۱"),
        ("موتر ها و مکتب ها", "موتر‌ها و مکتب‌ها"),
        ("در ماه می گذشته", "در ماه می گذشته"),
        ("شاروالی می نویسد", "شاروالی می‌نویسد"),
    ],
)
def test_dari_drafts_are_repaired(draft: str, repaired_: str) -> None:
    assert repaired(draft, "fa-AF") == repaired_
