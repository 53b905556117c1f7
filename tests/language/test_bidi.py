"""Isolates around a run of the other direction."""

from __future__ import annotations

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.language.bidi import (
    foreign_runs,
    isolate,
    isolate_runs,
    isolated,
    ltr_runs,
    strip_isolates,
)

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
TEXTS = st.text(alphabet=f"ab ب\n{LRI}{RLI}{FSI}{PDI}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("JCPOA (2015) - C++!", f"{FSI}JCPOA (2015) - C++!{PDI}"),
        (f"{FSI}JCPOA{PDI}", f"{FSI}JCPOA{PDI}"),
        (f"{LRI}JCPOA{PDI}", f"{LRI}JCPOA{PDI}"),
        (f"{FSI}a{PDI} and {FSI}b{PDI}", f"{FSI}{FSI}a{PDI} and {FSI}b{PDI}{PDI}"),
        (f"{FSI}{RLI}a{PDI}{PDI}", f"{FSI}{RLI}a{PDI}{PDI}"),
        (f"a{PDI}b", f"{FSI}ab{PDI}"),
        (f"{FSI}ab", f"{FSI}ab{PDI}"),
        ("one\ntwo\n", f"{FSI}one{PDI}\n{FSI}two{PDI}\n"),
        ("", ""),
    ],
)
def test_text_of_the_other_direction_is_isolated_once(text: str, expected: str) -> None:
    assert isolate(text, "en", within="fa") == expected


@pytest.mark.parametrize(("locale", "within"), [("en", "es"), ("fa", "ar"), ("zh", "en")])
def test_text_of_the_same_direction_stays_as_it_is(locale: str, within: str) -> None:
    assert isolate("JCPOA", locale, within) == "JCPOA"


@given(TEXTS)
def test_isolating_twice_is_isolating_once(text: str) -> None:
    once = isolate(text, "fa", within="es")
    assert isolate(once, "fa", within="es") == once


@given(TEXTS)
def test_every_isolate_that_is_opened_on_a_line_is_closed_on_it(text: str) -> None:
    for line in isolate(text, "fa", within="es").splitlines():
        depth = 0
        for letter in line:
            depth += (letter in LRI + RLI + FSI) - (letter == PDI)
            assert depth >= 0
        assert depth == 0


@given(TEXTS)
def test_isolating_changes_nothing_but_isolates(text: str) -> None:
    assert strip_isolates(isolate(text, "fa", within="es")) == strip_isolates(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("تلفن +98 21 1234 5678 است", "+98 21 1234 5678"),
        ("تلفن +۹۸ ۲۱ ۱۲۳۴ ۵۶۷۸ است", "+۹۸ ۲۱ ۱۲۳۴ ۵۶۷۸"),
        ("دمای −5 درجه", "−5"),
        ("دمای -۵٫۵ درجه", "-۵٫۵"),
        ("زبان C++ است", "C++"),
    ],
)
def test_a_number_with_its_sign_is_shown_in_its_order(text: str, number: str) -> None:
    """Judged by an implementation of Unicode's algorithm; without isolates it is out of order."""
    shown = get_display(isolate_runs(text, "fa"), base_dir="R")
    assert number in strip_isolates(shown)
    assert number not in get_display(text, base_dir="R")


@pytest.mark.parametrize("text", ["سال ۱۳۹۹ ۱۲ نفر", "۱۰-۱۲ نفر", "صفحهٔ ۵ + ۶", "گروه 5+1 است"])
def test_other_numbers_stay_in_the_sentence(text: str) -> None:
    assert isolate_runs(text, "fa") == text


RUNS = [
    "+98 21 1234 5678",
    "+۹۸ ۲۱ ۱۲۳۴ ۵۶۷۸",
    "(021) 1234-5678",
    "2020-09-29",
    "-5",
    "−3.5",
    "$50",
    "€1,200",
    "25°C",
    "C++",
    "C#",
    "main()",
    "/etc/tor/torrc",
    "~/Tor/",
    "docs/api/",
    "C:\\Users\\",
    "--help",
    "@tails",
    "#news",
    ".NET",
    "https://example.org/a/",
    "U.S.",
    "e.g.",
]
WHOLE = [
    *RUNS,
    "$PATH",
    "rm -rf ./build",
    "arr[]",
    "−5 °C",
    "e.g.",
]
"""What an edition's page holds together where people wrote no isolates."""
PLAIN = ["JCPOA (2015)", "Tor", "Tails 4.0", "12:30", "3.5", "https://example.org/a", "x = -5"]
"""What UAX #9 shows as it is written without any help."""
PROGRAMS = ["%s()", "{{#special}}", "###NAME###", "print()\u200e", "$1", "$1/diff/"]
"""Signs of programs, and what somebody's mark holds already."""
READ_FROM_THE_RIGHT = ["۳-۱", "۱۰–۱۵", "5+1", "۲ - ۰"]
"""Scores, ranges and sums: the first figure stands on the right, as the words do."""


def shown(text: str) -> str:
    """A text as readers see it in a paragraph from right to left, without the isolates."""
    return strip_isolates(get_display(text, base_dir="R"))


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("sentence", ["متن {} است", "{} است", "متن ({}) است", "متن «{}»، و"])
def test_a_run_from_left_to_right_is_shown_as_it_is_written(run: str, sentence: str) -> None:
    assert run in shown(isolated(sentence.format(run)))


@pytest.mark.parametrize("run", WHOLE)
@pytest.mark.parametrize("sentence", ["متن {} است", "متن {}، و", "متن «{}»، و"])
def test_an_edition_shows_a_run_as_it_is_written(run: str, sentence: str) -> None:
    assert run in shown(isolate_runs(sentence.format(run), "fa"))


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("«(v2.0)»، «C++»، «.NET 8» و [Python 3.12]", ["(v2.0)", "C++", ".NET 8", "Python 3.12"]),
        ("گفت: “Hello, world!” و رفت", ["Hello, world!"]),
        ('شرکت "Acme Inc." آمد', ["Acme Inc."]),
        ("از Tor، Tails و GNU/Linux؛ یا Windows", ["Tor", "Tails", "GNU/Linux", "Windows"]),
        ("رفت.Tor آمد", ["Tor"]),
        ("زبان سی-C و Tor/تیلز", ["C", "Tor"]),
    ],
)
def test_words_that_persian_signs_part_are_runs_of_their_own(text: str, runs: list[str]) -> None:
    assert [text[start:end] for start, end in foreign_runs(text, "rtl")] == runs


@pytest.mark.parametrize("run", RUNS)
def test_without_isolates_it_would_not_be(run: str) -> None:
    assert run not in shown(f"متن {run} است")


@pytest.mark.parametrize("words", ["Acme Inc.", "Hello, world!", "See /etc/hosts."])
@pytest.mark.parametrize("signs", ["«»", "“”", '""'])
@pytest.mark.parametrize("before", ["متن", "متن Ali"])
def test_a_quotation_keeps_its_last_stop(before: str, words: str, signs: str) -> None:
    text = f"{before} {signs[0]}{words}{signs[1]} است"
    assert words not in shown(text)
    assert words in shown(isolated(text))


@pytest.mark.parametrize("run", PLAIN)
def test_what_is_shown_rightly_is_left_alone(run: str) -> None:
    sentence = f"متن {run} است"
    assert list(ltr_runs(sentence)) == []
    assert run in shown(sentence)


@pytest.mark.parametrize("run", PROGRAMS)
def test_signs_of_programs_are_left_alone(run: str) -> None:
    assert list(ltr_runs(f"متن {run} است")) == []


@pytest.mark.parametrize("run", READ_FROM_THE_RIGHT)
def test_scores_and_ranges_read_from_the_right(run: str) -> None:
    assert list(ltr_runs(f"متن {run} است")) == []


@given(st.text(alphabet=f"abC متن+-/()°$@.#0123۵~:\n{LRI}{PDI}"))
def test_isolating_runs_twice_is_isolating_them_once(text: str) -> None:
    once = isolated(text)
    assert isolated(once) == once
    assert strip_isolates(once) == strip_isolates(text)


def test_a_folder_and_a_company_end_somewhere() -> None:
    """Texts of parts that are neither cost their length, and not its square."""
    folder = "a" * 200 + "/" + "b" * 54 + "/"
    text = f"در {folder} است"
    assert [text[slice(*run)] for run in ltr_runs(text)] == [folder]
    assert list(ltr_runs(f"در {'a' * 300}/ است")) == []
    company = "Alpha & Beta & Sons Co."
    text = f"از {company} است"
    assert [text[slice(*run)] for run in ltr_runs(text)] == [company]
    assert list(ltr_runs(f"از {'A ' * 20}Co. است")) != list(ltr_runs(f"از {'A ' * 8}Co. است"))


def test_each_of_many_runs_that_protect_each_other_is_isolated() -> None:
    """The last is shown in a wrong order; once it is isolated, so is the one before it, and on."""
    text = "زبان " + "C++, " * 2_000 + "و"
    assert [text[slice(*run)] for run in ltr_runs(text)] == ["C++"] * 2_000


def test_signs_that_belong_to_a_run_are_in_it() -> None:
    text = "la palabra صلح+ y صلح (دو) z, صلح# x, (صلح) y صلح+# no"
    assert [text[start:end] for start, end in foreign_runs(text, "ltr")] == [
        "صلح+",
        "صلح (دو)",
        "صلح#",
        "صلح",
        "صلح+#",
    ]
    assert list(foreign_runs("only Latin (words)", "ltr")) == []
