"""The words that we ship: whole in every language, and found by the readers of its variants."""

from __future__ import annotations

import io
from itertools import groupby
from pathlib import Path

import pytest

babel = pytest.importorskip("babel")
pytest.importorskip("jinja2")

from babel import Locale  # noqa: E402
from babel.messages.pofile import read_po  # noqa: E402

from l10n_flow.checks.pair import Pair  # noqa: E402
from l10n_flow.checks.running import checked, selected  # noqa: E402
from l10n_flow.language.tags import inheritance, name_in  # noqa: E402
from l10n_flow.model import Severity  # noqa: E402
from l10n_flow.words import FOLDER, TEMPLATE, languages, messages, shipped  # noqa: E402
from l10n_flow.words.faults import faults  # noqa: E402
from l10n_flow.words.pofile import read  # noqa: E402
from tests.words.update import catalog_text, template_text  # noqa: E402

ASKED_FOR = (
    "ar", "de", "es", "fa", "fr", "he", "hi", "ja", "pt", "ru", "sw", "tr", "uk", "ur", "zh-Hans",
    "zh-Hant",
)  # fmt: skip

REMEDY = "run `python -m tests.words.update`, and translate what is new in words/site/*.po"


def test_the_template_has_every_message_of_pages_and_notices() -> None:
    assert TEMPLATE.read_text("utf-8") == template_text(), REMEDY


@pytest.mark.parametrize("locale", languages())
def test_every_catalog_has_the_template_s_messages_and_words_for_each(locale: str) -> None:
    path = FOLDER / f"{locale}.po"
    assert path.read_text("utf-8") == catalog_text(path), REMEDY
    written = read(path.read_bytes(), path, locale)
    assert [one.text for one in written.messages if not all(one.forms)] == [], REMEDY
    assert [(one.text, why) for one, why in faults(written)] == []


def test_all_languages_are_there_that_are_asked_for() -> None:
    assert set(ASKED_FOR) <= set(languages())


@pytest.mark.parametrize("locale", languages())
def test_no_catalog_is_a_draft_and_what_a_machine_wrote_says_so(locale: str) -> None:
    """A fuzzy entry would be none; the comment is that of every catalog of l10n-flow."""
    catalog = read_po(io.BytesIO((FOLDER / f"{locale}.po").read_bytes()), abort_invalid=True)
    assert not [one.id for one in catalog if one.id and one.fuzzy]
    comments = {tuple(one.user_comments) for one in catalog if one.id}
    assert comments <= {(), ("l10n-flow:o=mt;;",)}


@pytest.mark.parametrize("locale", languages())
def test_our_reader_reads_what_babel_reads(locale: str) -> None:
    path = FOLDER / f"{locale}.po"
    theirs = {}
    for one in read_po(io.BytesIO(path.read_bytes()), abort_invalid=True):
        if one.id:
            theirs[one.id if isinstance(one.id, tuple) else (one.id, "")] = one.string
    ours = {}
    for message in read(path.read_bytes(), path, locale).messages:
        ours[message.text, message.plural] = message.forms if message.plural else message.forms[0]
    assert ours == theirs


@pytest.mark.parametrize("locale", languages())
def test_numbers_that_cldr_tells_apart_have_forms_of_their_own(locale: str) -> None:
    """CLDR's `many` for whole millions, in Romance languages, is left out, as gettext does."""
    words = shipped(locale).others
    assert words is not None
    of_number = Locale.parse(locale.replace("-", "_")).plural_form
    by_form: dict[int, set[str]] = {}
    for number in range(1000):
        by_form.setdefault(words.form_of(number), set()).add(of_number(number))
    assert all(len(kinds) == 1 for kinds in by_form.values()), by_form


def test_what_is_counted_is_counted_as_each_language_counts() -> None:
    def comments(locale: str, *numbers: int) -> list[str]:
        said = [
            shipped(locale).counted("%(shown)s comment", "%(shown)s comments", n) for n in numbers
        ]
        return [form for form, _ in groupby(said)]

    assert comments("ru", 1, 21, 2, 24, 5, 11, 112) == [
        "%(shown)s комментарий",
        "%(shown)s комментария",
        "%(shown)s комментариев",
    ]
    assert comments("ar", 1, 2, 3, 110, 11, 99, 100) == [
        "تعليق واحد",
        "تعليقان",
        "%(shown)s تعليقات",
        "%(shown)s تعليقًا",
        "%(shown)s تعليق",
    ]


@pytest.mark.parametrize(
    ("readers", "words"),
    [
        ("es-MX", "es"), ("es_419", "es"), ("pt-BR", "pt"), ("fa-AF", "fa"), ("prs", "fa"),
        ("fa-u-ca-gregory", "fa"), ("ar-EG", "ar"), ("de-AT", "de"), ("fr-CA", "fr"),
        ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-SG", "zh-Hans"), ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"), ("zh-Hant-MO", "zh-Hant"), ("iw", "he"), ("ur-IN", "ur"),
    ],
)  # fmt: skip
def test_a_variant_is_read_in_the_words_that_its_readers_read(readers: str, words: str) -> None:
    assert shipped(readers).text("Latest content") == shipped(words).text("Latest content")
    assert all(map(shipped(readers).has, messages()))


@pytest.mark.parametrize("readers", ["tlh", "fa-Latn", "ru-Latn", "hi-Latn", "en-GB"])
def test_words_in_another_script_are_nobody_s(readers: str) -> None:
    assert not any(map(shipped(readers).has, messages()))
    assert readers in inheritance(readers)


def test_the_catalogs_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.po")) < 200_000


@pytest.mark.parametrize("locale", languages())
def test_our_own_checks_find_no_error_in_our_own_words(locale: str) -> None:
    path = FOLDER / f"{locale}.po"
    wanted = selected(locale)
    found = [
        (message.text, form, one.check, one.hit.message)
        for message in read(path.read_bytes(), path, locale).messages
        for form in message.forms
        for one in checked(Pair(message.text, form, "en", locale), wanted)
        if one.severity is Severity.ERROR and not (message.plural and one.check == "placeholder")
    ]
    assert found == []


def test_the_documentation_names_every_language() -> None:
    page = (Path(__file__).parents[2] / "docs" / "site.md").read_text(encoding="utf-8")
    said = page.partition("are ready in these languages:")[2].partition("Variants inherit")[0]
    named = {"zh-Hans": "simplified", "zh-Hant": "traditional"}
    assert [tag for tag in languages() if named.get(tag, name_in(tag, "en")) not in said] == []
