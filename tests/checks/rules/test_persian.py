"""Persian spelling that people wrote: what is found, and what nobody touches."""

from __future__ import annotations

import pytest

from l10n_flow.checks.pair import Pair, Policy
from l10n_flow.checks.running import checked, selected
from l10n_flow.checks.table import CHECKS


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
