"""One mistake is one finding, two mistakes are two, and nothing grave is hidden."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.checks.causes import EXPLANATIONS, reported
from l10n_flow.checks.pair import Pair, Policy
from l10n_flow.checks.running import checked, selected
from l10n_flow.checks.table import CHECKS
from l10n_flow.model import State
from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.term import Term, Wording
from tests.checks.rules.pairs import read
from tests.checks.test_laws import LOCALES, POLICY, TEXTS

CEASEFIRE = Term(("ceasefire",), wordings={"es": Wording("alto el fuego")})
CUT = "The talks went on for eighteen days, and in 2015 nobody left the [hotel]({1}) at all."

ONE = [
    # A placeholder that was lost, by everything that misses it.
    ("es", "at {1}", "en 1", ["placeholder"]),
    ("es", "at {1}", "en {1", ["placeholder"]),
    ("es", "at {1}", "en [1]", ["placeholder"]),
    ("es", "at {1}", "en {4}", ["placeholder"]),
    ("fa", "at {1}", "در (۱)", ["placeholder"]),
    ("es", "At {1} <b {2}>x</b>", "En {2} <b {1}>x</b>", ["placeholder"]),
    ("es", "at {1}", "en htp://example.org/x", ["url-broken"]),
    # A link that broke.
    ("es", "See [us]({1}).", "Véase [aquí] ({1}).", ["link"]),
    ("fa", "See [us]({1}).", "[اینجا] ({1}) را ببینید.", ["link"]),
    ("es", "See [us]({1}).", "Véase [aquí]({1}.", ["link"]),
    ("es", "See [us]({1}).", "Véase [aquí]{1}).", ["link"]),
    ("es", "See [us]({1}).", "Véase [aquí({1}).", ["link"]),
    ("es", "See [us]({1}).", "Véase aquí]({1}).", ["link"]),
    ("es", "See [us]({1}).", "Véase [aquí](1).", ["placeholder"]),
    ("es", "![A map]({1})", "[Un mapa]({1})", ["image"]),
    ("es", "[A map]({1})", "![Un mapa]({1})", ["image"]),
    ("de", "They did not sign the treaty.", "Sie haben [nicht]({1}) unterzeichnet.", ["link"]),
    # A tag has two halves, and its placeholder goes with it.
    ("es", "a <sup>new</sup> deal", "un nuevo acuerdo", ["element"]),
    ("es", "a <b>new</b> deal", "un <div>nuevo</div> acuerdo", ["tag"]),
    ("es", "a <a {1}>new</a> deal", "un nuevo acuerdo", ["tag"]),
    ("es", "a new deal", "un <a {1}>nuevo</a> acuerdo", ["tag"]),
    # Code, emphasis, footnotes.
    ("es", "Run `make 7` now", "Ejecute `make 7 ahora", ["stray-mark"]),
    ("es", "Run `make 7` now", "Ejecute make 7 ahora", ["code-words"]),
    ("es", "Run `make -k` and `x()`", "Ejecute `hacer`", ["code", "code"]),
    ("es", "a **new** deal", "un ** nuevo** acuerdo", ["stray-mark"]),
    ("es", "The deal[^1]", "El acuerdo[1]", ["footnote"]),
    ("fa", "The deal[^1]", "توافق[^۱]", ["footnote"]),
    # Signs that belong together.
    ("es", "a (b) c", "a (b] c", ["brackets"]),
    ("es", 'the "deal"', 'el "acuerdo»', ["quotes"]),
    ("es", "at https://example.org/a", "en https: //example.org/a", ["url-broken"]),
    ("es", "a deal", "\u202eun acuerdo", ["bidi-override"]),
    # What takes the whole text.
    ("es", "They did not read it twice.", "They did not read it twice", ["copy"]),
    ("es", "The ceasefire did not hold at all.", "The Ceasefire did not hold at all.", ["copy"]),
    ("es", "The talks went on.", "Siguieron y siguieron y siguieron y siguieron", ["loop"]),
    ("fa", "They did not sign the treaty.", "Ø¢Ù†Ø§Ù† Ù¾ÛŒÙ…Ø§Ù† Ø±Ø§", ["mojibake"]),
    ("es", CUT, "Las conversaciones duraron dieciocho", ["link"]),
    ("es", CUT.replace("[hotel]({1})", "hotel"), "Las charlas duraron dieciocho", ["length"]),
    ("es", "Shear 5 of the sheep now (all)", "Esquile las ovejas con", ["broken-off"]),
    (
        "es",
        "The talks went on in the old hotel. Nobody left it by the end of 2015 at all. They ate.",
        "Las charlas siguieron en el hotel viejo. Comieron.",
        ["dropped-sentence"],
    ),
    # What a repair of something else repairs.
    ("fa", "They did not sign.", "آنان امضا نمي\u200cكنند.", ["arabic-letters"]),
]

TWO = [
    ("es", "In 2015 the ceasefire held.", "En 2016 la tregua resistió.", ["number", "term"]),
    ("es", "The ceasefire of 2015 held.", "La tregua de 2016 resistió.", ["number", "term"]),
    (
        "es",
        "The talks of 2015 went on in the old hotel. Nobody left it before the end. They ate well.",
        "Las charlas de 2016 siguieron en el hotel viejo. Comieron bien.",
        ["dropped-sentence", "number"],
    ),
    ("es", "In 2015, [us]({1})", "En 2016, [nosotros] ({1})", ["link", "number"]),
    ("es", "In 2015 and in 1999", "En 2016 y en 1998", ["number", "number"]),
    ("es", "<sup>a</sup> and <sub>b</sub>", "a y b", ["element", "element"]),
    ("es", "at {1} in {2}", "en [5] el {2}", ["number", "placeholder"]),
    ("es", "[a]({1}) and {2}", "[a] ({1}) y", ["link", "placeholder"]),
    ("es", "a deal", "un [acuerdo]({1}) {5}", ["link", "placeholder"]),
    ("es", "[a]({1}) (see b)", "[a] ({1}) (vea b", ["brackets", "link"]),
    ("es", "Run `make` in 2015", "Ejecute make en 2016", ["code-words", "number"]),
    ("es", "`a` and `b()`", "`a y eso", ["code", "stray-mark"]),
    ("es", "The talks of 2015", "Las charlas de las de las charlas de 2016", ["number"]),
    ("es", "They read 2 of 3 aloud.", "They read 7 of 3 aloud.", ["number"]),
    ("fa", "They go to the policy.", "آنها می روند به سياست.", ["arabic-letters", "verb-prefix"]),
    (
        "es",
        "On 5 May <sup>all</sup> of them went to the hotel, and nobody left it before the end.",
        "El 5 de mayo todos ellos fueron",
        ["element", "length"],
    ),
    (
        "es",
        "In 2015 the talks went on for days, and nobody left the hotel before the end of it.",
        "Las charlas duraron días",
        ["length", "number"],
    ),
    (
        "es",
        "In the end the talks went on for days, and nobody left the hotel before the end of it.",
        "Las las las las charlas",
        ["length", "loop"],
    ),
]  # fmt: skip


def by_itself(locale: str, source: str, target: str, silent: Iterable[str] = ()) -> list[str]:
    """The names of what is told of a pair, not explained by another finding."""
    policy = Policy(terms=Terms((CEASEFIRE,)))
    values = {"1": "https://example.org/x", "2": "/y"}
    pair = Pair(source, target, "en", locale, placeholders=values, policy=policy)
    found = checked(pair, selected(locale))
    return sorted(
        one.found.check
        for one in reported(pair, found, lambda check: check not in silent)
        if one.cause is None
    )


@pytest.mark.parametrize(("locale", "source", "target", "names"), ONE)
def test_one_mistake_is_told_once(locale: str, source: str, target: str, names: list[str]) -> None:
    assert by_itself(locale, source, target) == names


@pytest.mark.parametrize(("locale", "source", "target", "names"), TWO)
def test_two_mistakes_are_told_both(
    locale: str, source: str, target: str, names: list[str]
) -> None:
    assert by_itself(locale, source, target) == names


def test_what_a_suppressed_finding_explains_is_suppressed_too() -> None:
    pair = ("es", "See [us]({1}).", "Véase [aquí]({1}.")
    assert by_itself(*pair, silent=["link"]) == []


def test_a_mistake_of_its_own_is_told_where_its_cause_is_suppressed() -> None:
    cut = (CUT.replace("[hotel]({1})", "hotel"), "Las charlas duraron dieciocho")
    assert by_itself("es", *cut, silent=["length"]) == ["end-punctuation", "negation", "number"]
    copied = ("They did not read it twice.", "They did not read it twice")
    assert by_itself("es", *copied, silent=["copy"]) == ["end-punctuation"]


def test_what_a_changed_text_makes_wrong_is_one_mistake() -> None:
    source, target = "In 2016, see [us]({1}) and `make`.", "En 2015, véase esto  (y"
    pair = Pair(source, target, "en", "es", state=State.DRAFT)
    found = checked(pair, selected("es"))
    before = "In 2015, see this (and"
    alone = [one.found.check for one in reported(pair, found, made_for=before) if not one.cause]
    assert alone == ["link"]
    alone = [one.found.check for one in reported(pair, found, made_for=target) if not one.cause]
    assert alone == ["link"], "nothing was wrong where the words were the text's own"
    before = "In 2014, see this (and"
    alone = [one.found.check for one in reported(pair, found, made_for=before) if not one.cause]
    assert alone == ["link"], "another number is another finding"
    mistaken = "In 2016, see this (and"
    alone = [one.found.check for one in reported(pair, found, made_for=mistaken) if not one.cause]
    assert alone == ["link", "number"], "the translator's own mistake is told beside it"


def test_a_number_that_was_wrong_before_the_text_changed_is_a_mistake_of_its_own() -> None:
    pair = Pair("It left at 23:30 for 140 km.", "Salió a las 22:30 para 410 km.", "en", "es")
    found = checked(pair, selected("es"))
    outdated = reported(pair, found, made_for="It left at 22:30 for 140 km.")
    assert [one.found.hit.detail for one in outdated if one.cause is None] == ["23", "140"]


def test_what_is_suppressed_itself_is_not_told() -> None:
    assert by_itself("es", "In 2015, [us]({1})", "En 2016, [uno] ({1})", ["number"]) == ["link"]
    assert by_itself("es", "In 2015", "En 2016", ["number"]) == []


@given(TEXTS, TEXTS, LOCALES, st.sampled_from(State), st.sets(st.sampled_from(list(CHECKS))))
def test_what_is_told_by_itself_is_as_grave_as_anything_that_is_heard(
    source: str, target: str, locale: str, state: State, silent: set[str]
) -> None:
    pair = Pair(source, target, "en", locale, "field: title", state, policy=POLICY)
    found = checked(pair, selected(locale))
    every = reported(pair, found)
    alone = [one.found for one in every if one.cause is None]
    assert [one.found for one in every] == list(found)
    assert all(one.cause in alone for one in every if one.cause is not None)
    assert max([one.severity for one in alone], default=0) == max(
        [one.severity for one in found], default=0
    )
    for one in (outdated := reported(pair, found, made_for=target)):
        assert one.cause is None or one.cause in [o.found for o in outdated if o.cause is None]
    assert max([one.found.severity for one in outdated if one.cause is None], default=0) == max(
        [one.severity for one in found], default=0
    )
    heard = reported(pair, found, lambda check: check not in silent)
    assert all(one.found.check not in silent for one in heard)
    assert all(one.cause in [h.found for h in heard] for one in heard if one.cause is not None)


def test_every_row_names_checks_and_none_explains_itself_in_a_circle() -> None:
    arrows = {
        (cause, effect) for row in EXPLANATIONS for cause in row.causes for effect in row.effects
    }
    assert {name for arrow in arrows for name in arrow} <= CHECKS.keys()
    while arrows:
        ends = {effect for _, effect in arrows} - {cause for cause, _ in arrows}
        assert ends, f"a circle among {sorted(arrows)}"
        arrows = {arrow for arrow in arrows if arrow[1] not in ends}


def told(source: str, target: str, source_locale: str, locale: str) -> str:
    """All that is found in a pair, each with what explains it."""
    pair = Pair(
        source,
        target,
        source_locale,
        locale,
        placeholders={"1": "https://example.org/x", "2": "/y"},
        policy=Policy(terms=Terms((CEASEFIRE,))),
    )
    every = reported(pair, checked(pair, selected(locale)))
    names = [
        f"{one.found.check}<{one.cause.check}" if one.cause else one.found.check for one in every
    ]
    return " ".join(names) or "right"


def test_what_is_found_is_explained_by_what_caused_it() -> None:
    wrong = [
        f"{case.label}: {now}, not {case.expected}"
        for case in read("causes.txt")
        if (now := told(case.source, case.target, *case.languages)) != case.expected
    ]
    assert not wrong, "\n".join(wrong)
