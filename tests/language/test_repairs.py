"""The laws of language repair, and what it does to thousands of good translations."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n_flow.catalogs import store
from l10n_flow.language.repairs import MARKS, OBJECT, REPAIRS, Style, repaired
from l10n_flow.model import State

_PIECES = (
    "می نمی ها های هایی تر ترین تری از کم بزرگ به کنند توانست میکند رفته اند ای کتاب تر میدان "
    "السلام عليكم كشوري رحمة Tor Windows v2.1 H2O 2.5 12,500 1,500 29/9/2020 ٤٥٦ % $ km "
    "Qué pasó qué Enero de 2024 Lunes 5 el Sr. Yahoo año millones a.org/?p=1 🙂 é n\u0303"
)
PIECES = st.sampled_from(_PIECES.split())
SIGNS = st.sampled_from(
    [*" \n\u00a0\u200c\u200c,;?!.:؟،؛\"“”«»()¿¡—-'", OBJECT, MARKS[0], MARKS[-1], " ", " ", " "]
)
TEXTS = st.lists(st.one_of(PIECES, SIGNS, st.characters(codec="utf-8"))).map("".join)
LOCALES = st.sampled_from(["fa", "fa-AF", "es", "es-MX", "de"])


@given(TEXTS, LOCALES, TEXTS)
@example("می12,500;", "fa", "")
def test_repairing_twice_is_repairing_once(text: str, locale: str, source: str) -> None:
    once = repaired(text, locale, source=source)
    assert repaired(once, locale, source=source) == once


@given(TEXTS, LOCALES)
def test_repairing_a_copy_of_the_source_twice_is_repairing_it_once(text: str, locale: str) -> None:
    once = repaired(text, locale, source=text)
    assert repaired(once, locale, source=text) == once


@given(TEXTS, LOCALES)
def test_masked_markup_comes_out_as_it_went_in(text: str, locale: str) -> None:
    def masks(some: str) -> list[str]:
        return [letter for letter in some if letter in MARKS + OBJECT]

    assert masks(repaired(text, locale, source=text)) == masks(text)


@pytest.mark.parametrize("language", sorted(REPAIRS))
def test_repairs_of_a_language_have_names_of_their_own(language: str) -> None:
    names = [repair.name for repair in REPAIRS[language]]
    assert len(set(names)) == len(names)


def test_only_what_is_never_meant_is_safe_for_peoples_words() -> None:
    safe = {language: [r.name for r in rows if r.safe] for language, rows in REPAIRS.items()}
    assert safe == {"fa": ["nfc", "persian-letters", "joiners"], "es": ["nfc"]}


_OPAQUE = re.compile(
    r"\[\[!.*?\]\]|\[\[[^\]|]*\]\]|`[^`]*`|https?://\S+|&\w+;|<!--.*?-->|\S+@\S+|\S+\.(?:org|html)\S*",
    re.DOTALL,
)
_MARK = re.compile(r"<[^>]+>|\*\*?|\[\[[^|\]]*\||\]\]|\]\([^)]*\)|\[|__")


WORDS = Style(isolates="off")
"""Isolates change no word, and nobody but a display sees them (test_bidi.py)."""


@pytest.mark.parametrize(("locale", "most"), [("es", 0.015), ("fa", 0.03)])
def test_good_translations_are_hardly_touched(
    translations: Callable[..., list[Path]], locale: str, most: float
) -> None:
    """Each change was read (docs/terms.md has the rates): what is left are the people's slips."""
    units, changed = 0, []
    for path in translations(locale, "tails"):
        for entry in store.load(path, locale).entries:
            if entry.state < State.TRANSLATED or entry.source.startswith("    "):
                continue
            source, target = (
                _MARK.sub(MARKS[0], _OPAQUE.sub(OBJECT, text))
                for text in (entry.source, entry.target)
            )
            if source.strip() != target.strip():
                units += 1
                if repaired(target, locale, source=source, style=WORDS) != target:
                    changed.append(target)
    assert units > 50
    assert len(changed) <= most * units


@pytest.mark.parametrize(
    ("locale", "style", "written", "expected"),
    [
        ("fa", Style(digits="latin"), "در ۲٫۵ روز", "در 2.5 روز"),
        ("fa-AF", Style(), "در 2.5 درصد", "در ۲٫۵ درصد"),
        ("fa", Style(quotes="“”"), 'او "سیاست" را', "او “سیاست” را"),
        ("fa", Style(quotes='""'), 'او "سیاست" را', 'او "سیاست" را'),
        ("fa", Style(isolates="off"), "زبان C++ است", "زبان C++ است"),
        ("ar", Style(), "لغة C++ هنا", "لغة \u2066C++\u2069 هنا"),
        ("es", Style(quotes="«»"), 'Dijo "es “difícil”".', "Dijo «es “difícil”»."),
        ("es", Style(quotes="“”"), 'Dijo «es "difícil"».', "Dijo “es ‘difícil’”."),
        ("es", Style(percent="closed"), "un 5 %", "un 5%"),
        ("es-MX", Style(), "un 2.5%", "un 2.5%"),
        ("es-MX", Style(percent="spaced"), "un 2.5%", "un 2.5\u00a0%"),
        ("es-419", Style(), "unos 2.5 millones", "unos 2.5 millones"),
        ("es-US", Style(), "unos 2.5 millones", "unos 2.5 millones"),
        ("es-AR", Style(), "unos 2.5 millones", "unos 2,5 millones"),
    ],
)
def test_what_the_project_and_the_region_chose_is_obeyed(
    locale: str, style: Style, written: str, expected: str
) -> None:
    assert repaired(written, locale, source=written, style=style) == expected


def test_three_repairs_are_safe_without_review() -> None:
    safe = {repair.name for rows in REPAIRS.values() for repair in rows if repair.safe}
    assert safe == {"nfc", "persian-letters", "joiners"}
