"""The desk's own words: every message is translated, and no translation is left of what is gone."""

from __future__ import annotations

import re
import string

import pytest

from l10n_flow.catalogs import store
from l10n_flow.model import State
from l10n_flow.review.interface import LANGUAGES, SOURCE, preferred, wording
from l10n_flow.words import DESK

from .messages import PACKAGE, messages, updated

TRANSLATED = [locale for locale in LANGUAGES if locale != SOURCE]


@pytest.mark.parametrize("locale", TRANSLATED)
def test_the_catalog_is_what_the_extraction_makes_of_it(locale: str) -> None:
    file = DESK / f"{locale}.po"
    assert store.encoded(updated(store.load(file, locale)), file) == file.read_bytes(), (
        "python -m tests.review.messages"
    )


@pytest.mark.parametrize("locale", TRANSLATED)
def test_every_message_is_translated_with_its_values(locale: str) -> None:
    entries = store.load(DESK / f"{locale}.po", locale).live.values()
    assert [one.source for one in entries if one.state < State.TRANSLATED] == []
    for one in entries:
        assert names(one.target) == names(one.source), one.source


def names(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def test_no_message_says_how_many_of_what() -> None:
    """There are no plurals: a number stands beside its word, not before it, where that matters."""
    assert not [
        one for one in messages() if re.search(r"\{\w+\} (segments|catalogs|articles)", one)
    ]


def test_a_name_in_the_other_direction_is_a_unit_of_its_own() -> None:
    persian, english = wording("fa"), wording("en")
    assert "\u2068Leila N.\u2069" in persian.gettext("by {name}", name="Leila N.")
    assert persian.gettext("by {name}", name="لیلا") == "به دست لیلا"
    assert english.gettext("by {name}", name="لیلا") == "by \u2068لیلا\u2069"
    assert english.gettext("by {name}", name="Ana") == "by Ana"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("de", "en"),
        ("fa", "fa"),
        ("FA-ir", "fa"),
        ("de,es-MX;q=0.5", "es"),
        ("es;q=0.5,fa;q=0.6", "fa"),
        ("es;q=0.5,fa;q=0.5", "es"),
        ("es;q=0.9,fa", "fa"),
        ("es ; q=0.5, fa; Q=0.6", "fa"),
        ("es;q=0", "en"),
        ("es;q=0,fa;q=0.1", "fa"),
        ("es;q=much,fa;q=0.1", "fa"),
        ("es;q=nan,fa;q=0.1", "fa"),
        (",".join(["de"] * 19 + ["es"]), "es"),
        (",".join(["de"] * 20 + ["es"]), "en"),
    ],
)
def test_the_desk_speaks_the_first_of_its_languages_that_a_browser_wants(
    accepted: str, language: str
) -> None:
    assert preferred(accepted) == language


def test_scripts_get_the_words_that_they_say_and_no_others() -> None:
    said = {one for one, where in messages().items() if any(".js" in name for name in where)}
    assert set(wording("fa").of_scripts) == said


def test_no_text_of_a_template_goes_past_the_catalogs() -> None:
    for template in sorted((PACKAGE / "templates").glob("*.html")):
        text = re.sub(
            r"\{#.*?#\}|\{% block kind %\}\w+|\{%.*?%\}|\{\{.*?\}\}",
            "",
            template.read_text("utf-8"),
            flags=re.DOTALL,
        )
        text = re.sub(r"<[^>]*>", " ", text)
        found = set(re.findall(r"[^\W\d_]{2,}", text)) - {"Ctrl", "HTML", "changed"}
        assert found == set(), template.name
