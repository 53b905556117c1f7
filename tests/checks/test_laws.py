"""What holds for every check and every text, sensible or not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n_flow.checks.pair import Pair, Policy
from l10n_flow.checks.prose import hidden, restored
from l10n_flow.checks.rules.markings import _on, _profile, _skeleton, differences
from l10n_flow.checks.running import Found, checked, selected
from l10n_flow.checks.table import CHECKS
from l10n_flow.documents.markdown.marked import marked
from l10n_flow.model import Severity, State

PIECES = st.sampled_from(
    [
        *"ab ñÑéß中шяΩ۵۲5'\"«»“”()[]{}<>*_~`\\|&;:!?¿¡.,،؛؟…-–—/=\n\t\u00a0",
        "\u200c", "\u200b", "\u202e", "\u2068", "\u2069", "\ufffd", "\ufffc", "\ue000", "\u0301",
        "ي", "ك", "می ", "ها", " تر", "می‌رود", "the ", "not ", "Enero ", "de 2021", "1,000", "2.5",
        "{1}", "{۲}", "{3}", "](", "[x]({1})", "![y]({2})", "<b>", "</b>", "<a {1}>", "</a>",
        "<br>", "<!-- c -->", "`make`", "[^1]", "&nbsp;", "https://example.org/a", "http:/x",
        "a@example.org", "www.x.org", "Ã³", "ООН", "NATO", "word word ", "no ",
        "[x](data:y)", "&#42;", "don’t ", "informacion ", "Monday ", "5 days", "3 p.m.",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join)
LOCALES = st.sampled_from(["es", "fa", "es-MX", "ar", "de", "zh-Hans", "th", "xx"])
EVERYTHING = dict.fromkeys(CHECKS, Severity.WARNING)
POLICY = Policy(title_limit=5, digits="own", quotes="«»", keep=("NATO",))


def everything(source: str, target: str, locale: str) -> tuple[Found, ...]:
    """What all checks find, those that are off by default included."""
    pair = Pair(source, target, "en", locale, "field: title", State.DRAFT, policy=POLICY)
    return checked(pair, selected(locale, EVERYTHING))


@given(TEXTS, TEXTS, LOCALES)
def test_no_check_fails_and_every_span_is_in_its_text(
    source: str, target: str, locale: str
) -> None:
    for found in everything(source, target, locale):
        hit = found.hit
        assert hit.message, found
        if hit.span is not None:
            assert 0 <= hit.span.start <= hit.span.end <= len(target), found
        if hit.source_span is not None:
            assert 0 <= hit.source_span.start <= hit.source_span.end <= len(source), found


@given(TEXTS, TEXTS, LOCALES)
def test_one_check_finds_one_thing_once(source: str, target: str, locale: str) -> None:
    seen = [(f.check, f.hit.detail, f.hit.message) for f in everything(source, target, locale)]
    assert len(seen) == len(set(seen))


@given(TEXTS, st.sampled_from(["es", "fa", "de"]))
def test_a_safe_suggestion_leaves_nothing_for_its_check_to_find(target: str, locale: str) -> None:
    for found in everything("x", target, locale):
        if CHECKS[found.check].fixes:
            again = everything("x", found.hit.suggestion, locale)
            assert found.check not in [other.check for other in again]


@given(TEXTS)
def test_what_is_hidden_keeps_its_place_and_comes_back(text: str) -> None:
    assert len(hidden(text)) == len(text)
    assert restored(hidden(text), text) == text


@given(TEXTS)
@example("<!-- a</b>")
@example("<!-- a</b> -->")
@example('[a](b "c")')
@example("[a](b c)")
@example("<code>a</code>")
@example("<code>b</code>")
def test_what_is_on_a_text_is_what_the_parser_finds_on_it(text: str) -> None:
    assert _on(text, _skeleton(text)) == _profile(marked(text))


@given(TEXTS, TEXTS)
@example("a `b` c", "a `b` c d")
def test_texts_with_one_skeleton_have_the_same_on_them(source: str, target: str) -> None:
    skeleton = _skeleton(source)
    if skeleton is not None and skeleton == _skeleton(target):
        assert _profile(marked(source)) == _profile(marked(target))


WORDS = st.lists(st.sampled_from(["uno", "dos", "tres, ", "cuatro. ", " "]), max_size=4).map(
    "".join
)
SIGNS = st.lists(
    st.sampled_from(["`a b`", "<b>", "</b>", "[", "]({1})", "{2}", "&amp;", "\\[", "[^1]", "<br>"]),
    max_size=5,
)


@example(["[^1]", "\\[", "`a b`", "]({1})"], [""] * 6, ["", "uno", "", "", "", ""])
@given(SIGNS, st.lists(WORDS, min_size=6, max_size=6), st.lists(WORDS, min_size=6, max_size=6))
def test_other_words_between_the_same_signs_are_no_difference(
    signs: list[str], ours: list[str], theirs: list[str]
) -> None:
    source = "".join(word + sign for word, sign in zip(ours, [*signs, ""], strict=False))
    target = "".join(word + sign for word, sign in zip(theirs, [*signs, ""], strict=False))
    skeleton = _skeleton(source)
    if skeleton is not None and skeleton == _skeleton(target):
        assert differences(source, target) == {}
        assert _profile(marked(source)) == _profile(marked(target))


STARS = st.lists(
    st.sampled_from(
        [
            "*", "**", "***", "_", "__", "~~", "~", "uno", "dos ", " ", "¿", ", ", "۲", "é",
            "\u200c", "`a b`", "<b>", "</b>", "[", "]({1})", "{2}", "&amp;", "\\*", "\\", "!", "\n",
            "[^1]",
        ]
    ),
    max_size=9,
).map("".join)  # fmt: skip
SWAPPED = st.dictionaries(st.sampled_from("eostu"), st.sampled_from("abcé۳字"), min_size=3)


@given(STARS, SWAPPED)
@example("**uno** y *dos*", {"u": "a", "o": "b", "t": "c"})
def test_other_letters_between_the_same_stars_are_no_difference(
    source: str, swapped: dict[str, str]
) -> None:
    target = "".join(swapped.get(letter, letter) for letter in source).replace("\n", " ")
    skeleton = _skeleton(source)
    if skeleton is not None and skeleton == _skeleton(target):
        assert _profile(marked(source)) == _profile(marked(target))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Click **Send** now", "Pulse **Enviar**."),  # stars close before any sign but a letter
        ("See «**a**» here", "Véase **a** aquí"),
        ("a [[wiki]] here", "una página"),  # brackets alone are brackets
        ('<b class="x">a</b>', "<b>a</b>"),
        ("[a](https://x.org/en) b", "[a](https://x.org/es) b"),
        ("a<!-- one -->", "a<!-- uno y dos -->"),
    ],
)
def test_what_changes_nothing_is_seen_without_the_parser(source: str, target: str) -> None:
    assert _skeleton(source) == _skeleton(target)
    assert _profile(marked(source)) == _profile(marked(target))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("a **b**", "a ** b**"),
        ("a _b_ c", "a_b_c"),
        ("[a](x) b", "[a] (x) b"),
        ("<b>a</b>", "<b/>a</b>"),
        ("a[^1]", "a[1]"),
        ("`` [a] ``", "[a]"),
    ],
)
def test_what_changes_something_is_left_to_the_parser(source: str, target: str) -> None:
    assert _skeleton(source) is None or _skeleton(source) != _skeleton(target)


@given(TEXTS)
def test_a_copy_has_lost_nothing(text: str) -> None:
    names = {found.check for found in everything(text, text, "es")}
    assert names <= {name for name, check in CHECKS.items() if check.copies}
