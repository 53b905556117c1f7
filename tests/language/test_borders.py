"""Where a function of a language begins and where it ends: the cases of `cases/borders`.

`@@` is followed by the name of a function in the table below; under it stands a case a line, the
text and what becomes of it. A function of two texts has them with `<<` between. What is found in a
text is in braces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from l10n_flow.editions.anchors import HEADING_IDS, heading_ids
from l10n_flow.language import counting, persian, persiansigns, spanish, spanishsigns, splitting
from l10n_flow.language.arabic import arabic_spans
from l10n_flow.language.bidi import foreign_runs, isolate, isolate_runs, ltr_runs
from l10n_flow.language.numerals import whole_number
from l10n_flow.language.quantities.centuries import centuries
from l10n_flow.language.quantities.clocks import clocks
from l10n_flow.language.quantities.days import Name, dates, months, weekdays
from l10n_flow.language.quantities.halves import halves
from l10n_flow.language.quantities.measures import units_beside
from l10n_flow.language.quantities.phrases import numbers
from l10n_flow.language.quantities.ratios import ratios
from l10n_flow.language.repairs import Style, nfc, repaired
from l10n_flow.language.slugs import slug
from tests import invisible

FOLDER = Path(__file__).parent / "cases" / "borders"
SIGNS = {"~": "\u200c", **invisible.SIGNS}
"""Characters that nobody sees, and what stands for them; `~` is the frequent one of Persian."""


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with braces around the spans."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}{{{text[start:end]}}}{text[end:]}"
    return text


def _of_two(function: Callable[[str, str], str]) -> Callable[[str], str]:
    def called(text: str) -> str:
        written, _, source = text.partition(" << ")
        return function(written, source)

    return called


def _ids(rule: str) -> Callable[[str], str]:
    def called(text: str) -> str:
        headings = [part.partition(" = ")[::2] for part in text.split(" / ")]
        return " / ".join(heading_ids(HEADING_IDS[rule], [(a, b or None) for a, b in headings]))

    return called


def _sentences(locale: str) -> Callable[[str], str]:
    return lambda text: " ‖ ".join(splitting.sentences(text, locale))


def _styled(style: Style) -> Callable[[str], str]:
    return lambda text: repaired(text, "fa", style=style)


def _numbers(locale: str) -> Callable[[str], str]:
    def called(text: str) -> str:
        return " / ".join(
            f"{'!' * one.is_name}{'|'.join(map(str, one.values)) or one.digits}"
            f" {{{text[slice(*one.span)]}}}"
            for one in numbers(text, locale)
        )

    return called


def _dates(locale: str) -> Callable[[str], str]:
    def called(text: str) -> str:
        return " / ".join(
            f"{one.year}-{one.month}-{one.day}{' solar' * one.solar} {{{text[slice(*one.span)]}}}"
            for one in dates(text, locale)
        )

    return called


def _clocks(locale: str) -> Callable[[str], str]:
    def called(text: str) -> str:
        return " / ".join(
            f"{'|'.join(map(str, sorted(one.minutes)))} {{{text[slice(*one.span)]}}}"
            for one in clocks(text, locale)
        )

    return called


def _names(find: Callable[[str, str], Sequence[Name]], locale: str) -> Callable[[str], str]:
    return lambda text: " / ".join(
        "|".join(map(str, sorted(one.numbers))) for one in find(text, locale)
    )


def _ratios(locale: str) -> Callable[[str], str]:
    return lambda text: " / ".join(
        f"{one.value} {{{text[slice(*one.span)]}}}"
        for one in ratios(text, locale, numbers(text, locale))
    )


def _halves(locale: str) -> Callable[[str], str]:
    return lambda text: " / ".join(
        f"{one.value} {'|'.join(sorted(one.units)) or '-'} {{{text[slice(*one.span)]}}}"
        for one in halves(text, locale, numbers(text, locale))
    )


def _units(locale: str) -> Callable[[str], str]:
    return lambda text: " / ".join(
        "|".join(sorted(units_beside(text, one, locale))) or "-" for one in numbers(text, locale)
    )


LOCALES = {
    "English": "en",
    "Spanish": "es",
    "Persian": "fa",
    "German": "de",
    "Chinese": "zh",
    "Portuguese": "pt",
}
OF_QUANTITIES: Mapping[str, Callable[[str], str]] = {
    f"{name} of {language}": made
    for language, locale in LOCALES.items()
    for name, made in (
        ("numbers", _numbers(locale)),
        ("dates", _dates(locale)),
        ("clocks", _clocks(locale)),
        ("months", _names(months, locale)),
        ("weekdays", _names(weekdays, locale)),
        ("centuries", _names(centuries, locale)),
        ("halves", _halves(locale)),
        ("ratios", _ratios(locale)),
        ("units", _units(locale)),
    )
}  # fmt: skip

FUNCTIONS: Mapping[str, Callable[[str], str]] = {
    "arabic spans": lambda text: _marked(text, arabic_spans(text)),
    "ltr runs": lambda text: _marked(text, list(ltr_runs(text))),
    "foreign runs of Persian": lambda text: _marked(text, list(foreign_runs(text, "rtl"))),
    "foreign runs of Spanish": lambda text: _marked(text, list(foreign_runs(text, "ltr"))),
    "isolate runs of Persian": lambda text: isolate_runs(text, "fa"),
    "isolate Spanish in Persian": lambda text: isolate(text, "es", "fa"),
    "slug of Spanish": lambda text: slug(text, "es"),
    "slug of Persian": lambda text: slug(text, "fa"),
    "slug of German": lambda text: slug(text, "de"),
    **{f"ids of {rule}": _ids(rule) for rule in HEADING_IDS},
    "opening signs": _of_two(spanishsigns.opening_signs),
    "quotes": _of_two(spanish.quotes_of_source),
    "quotes «»": lambda text: spanish.quotes_of_source(text, quotes="«»"),
    "quotes “”": lambda text: spanish.quotes_of_source(text, quotes="“”"),
    "decimal commas": _of_two(spanish.decimal_commas),
    "percent": spanish.percent_space,
    "ordinals": spanish.ordinals,
    "dates": _of_two(spanish.lower_case_dates),
    "sentences of Spanish": _sentences("es"),
    "sentences of Persian": _sentences("fa"),
    "sentences of Chinese": _sentences("zh"),
    "words": lambda text: str(counting.words(text)),
    "number of English": lambda text: whole_number(int(text), "en"),
    "number of Spanish": lambda text: whole_number(int(text), "es"),
    "number of Persian": lambda text: whole_number(int(text), "fa"),
    "nfc": nfc,
    **OF_QUANTITIES,
    "repaired Persian, latin digits": _styled(Style(digits="latin")),
    "repaired Persian, round quotes": _styled(Style(quotes="“”")),
    "repaired Persian, no isolates": _styled(Style(isolates="off")),
    "repaired Persian": lambda text: repaired(text, "fa"),
    "repaired Hebrew": lambda text: repaired(text, "he"),
    "repaired German": lambda text: repaired(text, "de"),
    **{
        name: getattr(persian, name)
        for name in (
            "tidy_joiners",
            "verb_prefixes",
            "plurals",
            "comparatives",
            "verb_endings",
            "ezafe",
            "without_tatweel",
            "academy_spelling",
        )
    },
    **{
        name: getattr(persiansigns, name)
        for name in (
            "persian_digits",
            "persian_separators",
            "persian_punctuation",
            "persian_quotes",
            "spaces_at_signs",
        )
    },
}


class Case(NamedTuple):
    place: str
    function: str
    text: str
    expected: str


def cases(name: str) -> Iterator[Case]:
    """Yield the cases of a file; each has to stand under a function."""
    function = ""
    for number, line in enumerate((FOLDER / f"{name}.txt").read_text("utf-8").splitlines(), 1):
        if line.startswith("@@ "):
            function = line[3:].partition(": ")[0]
            assert function in FUNCTIONS, f"{name}.txt:{number} is no function"
        elif line and not line.startswith("#"):
            text, expected = line.split(" | ")
            yield Case(f"{name}.txt:{number}", function, _spelled(text), expected)


def _spelled(part: str) -> str:
    for written, sign in SIGNS.items():
        part = part.replace(written, sign)
    return part


def found(case: Case) -> str:
    """What the function makes of the text, as the files write it."""
    made = FUNCTIONS[case.function](case.text)
    for written, sign in SIGNS.items():
        made = made.replace(sign, written)
    return made


@pytest.mark.parametrize("name", sorted(file.stem for file in FOLDER.glob("*.txt")))
def test_a_function_changes_what_its_rule_says_and_nothing_else(name: str) -> None:
    wrong = [
        f"{case.place}: {case.text} | {now}, not {case.expected}"
        for case in cases(name)
        if (now := found(case)) != case.expected
    ]
    assert not wrong, "\n".join(wrong)
