"""Placeholders, links and stress: what is found, in which words, and what people may change."""

from __future__ import annotations

import pytest

from l10n_flow.checks.pair import Pair
from l10n_flow.checks.running import checked, selected
from l10n_flow.model import State

ASKED = {"placeholder", "link", "image", "emphasis", "link-order"}
LACKS, WORDS = "is not in the source, which has", "is among the words in the source"
SWAPPED = "is in its place"
ORDER = "link-order: the links point to each other's targets, or their order is another"

CASES = [
    # source, translation, what is found, with the words it is found in
    ("{1} and {2}", "{2}", ["placeholder: {1} is missing"]),
    ("{1} of {2}", "{1} de {3} y {2}", [f"placeholder: {{3}} {LACKS} no such placeholder: {{3}}"]),
    (
        "{1} files",
        "{2} archivos de {12}",
        [
            f"placeholder: {{2}} {LACKS} {{1}}: {{2}}",
            f"placeholder: {{12}} {LACKS} no such placeholder: {{12}}",
        ],
    ),
    ("Files", "Archivos de {1}", [f"placeholder: {{1}} {LACKS} no such placeholder: {{1}}"]),
    ("{1} of {12}", "{12} de {12} y {3}", [f"placeholder: {{3}} {LACKS} {{1}}: {{3}}"]),
    (
        "See [us]({1}) at {2}",
        "Véase [nos]({2}) en {1}",
        [f"placeholder: {{2}} {WORDS} and is a link's target here; {{1}} {SWAPPED}: {{2}}"],
    ),
    ("See {1} and https://a.example/", "Véase https://a.example/", ["placeholder: {1} is missing"]),
    ("See {1}", "Véase https://a.example/", []),
    ("[a]({1}) and [b]({2})", "[b]({2}) y [a]({2})", ["placeholder: {1} is missing"]),
    ("See [us]({1})", "Véase nos", ["link: missing: a link"]),
    ("See [us]({1})", "Véase [nos](https://a.example/)", []),
    ("![us]({1})", "nos", ["image: missing: an image"]),
    ("[a]({1}), [b](https://b.example/)", "[a](https://b.example/es)", ["link: missing: a link"]),
    ("[a]({1}) and [b]({2})", "[c]({2}) y [d]({1})", [f"{ORDER}: {{2}}"]),
    ("[a]({1}), [b]({2}), [c]({3})", "[a]({1}), [b]({3}), [c]({2})", [f"{ORDER}: {{3}}"]),
    ("[a]({1}), [b]({2}), [c]({3})", "[a]({1}), [c]({3}), [b]({2})", []),
    ("[a]({1}) and {2}", "{2} y [a]({1})", []),
    ("a **new** <b>pact</b>", "un **nuevo** pacto", ["emphasis: missing: <b>…</b>"]),
    ("a <b>new</b> <em>pact</em>", "un <em>nuevo</em> pacto", ["emphasis: missing: <b>…</b>"]),
    ("a <b>new</b> pact", "un <b>nuevo</b> <i>pacto</i>", []),
    ("a <b>new</b> pact", "un <i>nuevo</i> pacto", []),
    (
        "a **new** <b>pact</b>",
        "un nuevo pacto",
        ["emphasis: missing: bold", "emphasis: missing: <b>…</b>"],
    ),
    ("a ~~new~~ pact", "un nuevo pacto", ["emphasis: missing: struck-out words"]),
    ("a new pact", "un ~~nuevo~~ pacto", ["emphasis: not in the source: struck-out words"]),
    ("a ~new~ pact", "un nuevo pacto", []),
    ("a *new* pact", "un **nuevo** pacto", []),
    ("a new pact", "un **nuevo** pacto", ["emphasis: not in the source: bold"]),
    ("a new pact", "un *nuevo* pacto", []),
    ("a **new** pact", "un «nuevo» pacto", []),
    ("a **new** pact", "un NUEVO pacto", []),
    ("a **NEW** pact", "un NUEVO pacto", []),
    ("the **UN** and WHO", "la «ONU»", []),
    ("a **new** “pact”", "un nuevo “pacto”", ["emphasis: missing: bold"]),
    (
        "a **new** *pact*",
        "un «nuevo» pacto",
        ["emphasis: missing: bold", "emphasis: missing: italics"],
    ),
    ("**a** and **a**", "**a** y a", []),
    ("**a** and **b**", "**a** y b", ["emphasis: missing: bold"]),
    ("**a**, **a** and **b**", "**a**, a y b", ["emphasis: missing: bold (2 times)"]),
]


@pytest.mark.parametrize(("source", "target", "expected"), CASES)
def test_what_is_found_in_marks(source: str, target: str, expected: list[str]) -> None:
    found = []
    for one in checked(Pair(source, target, "en", "es"), selected("es")):
        if one.check in ASKED:
            span = one.hit.span
            words = f": {target[span.start : span.end]}" if span else ""
            found.append(f"{one.check}: {one.hit.message}{words}")
    assert found == expected


@pytest.mark.parametrize(
    ("words", "state", "expected"),
    [
        ("Ver el [manual](https://a.example/es)", State.REVIEWED, ["url"]),
        ("Ver el [manual](https://a.example/es)", State.DRAFT, ["link", "url"]),
        ("Ver el [manual](otro.md)", State.REVIEWED, []),
        ("Ver el [manual](otro.md)", State.DRAFT, ["link"]),
        ("Ver el [manual](javascript:alert)", State.REVIEWED, ["link"]),
    ],
)
def test_a_person_may_add_a_link_whose_address_is_asked_about_and_a_machine_may_not(
    words: str, state: State, expected: list[str]
) -> None:
    pair = Pair("See the manual", words, "en", "es", state=state)
    assert [found.check for found in checked(pair, selected("es"))] == expected


def test_added_italics_are_no_habit_of_scripts_that_hardly_slant() -> None:
    found = checked(Pair("a new pact", "توافق *تازه*", "en", "fa"), selected("fa"))
    assert [one.hit.message for one in found] == ["not in the source: italics"]


@pytest.mark.parametrize("words", ["wool.example.org", "https://wool.example.org/"])
def test_an_address_that_is_written_out_stands_for_its_placeholder(words: str) -> None:
    source, target = "See <a {1}>{2}</a>", f"Véase <a {{1}}>{words}</a>"
    known = {"1": 'href="/"', "2": "https://wool.example.org"}
    assert checked(Pair(source, target, "en", "es", placeholders=known), selected("es")) == ()
    other = Pair(source, "Véase <a {1}>lana</a>", "en", "es", placeholders=known)
    assert [one.check for one in checked(other, selected("es"))] == ["placeholder"]


@pytest.mark.parametrize(
    ("locale", "target", "better"),
    [
        ("ja", "**「橋」**は新しい。", "「**橋**」は新しい。"),
        ("zh-Hans", "**“新桥”**很新。", "“**新桥**”很新。"),
        ("ja", "**橋。**新しい。", "**橋**。新しい。"),
        ("ja", "**橋(新)**は新しい。", ""),
        ("es", "un **nuevo ** puente", ""),
    ],
)
def test_marks_beside_signs_between_letters_are_moved_next_to_the_words(
    locale: str, target: str, better: str
) -> None:
    pair = Pair("**“The bridge”** is new.", target, "en", locale)
    (stray,) = [one for one in checked(pair, selected(locale)) if one.check == "stray-mark"]
    assert stray.hit.suggestion == better
