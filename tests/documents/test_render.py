"""Rendering: what is spliced, what is refused, and that one bad translation harms no other."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.documents import Document, ParseOptions, Slot, Splice, read, render, splice
from l10n_flow.documents.markdown import parsing as markdown
from l10n_flow.documents.render import holds
from l10n_flow.model import Key

from .strategies import ARTICLE, TRANSLATION


def parsed(text: str) -> Document:
    return read(text.encode(), Path("a.md"))


def rendered(text: str, translations: dict[str, str]) -> tuple[str, dict[str, str]]:
    result = render(parsed(text), {Key(None, s): t for s, t in translations.items()})
    return result.text.decode(), {r.slot.segment.source: r.reason for r in result.refusals}


def test_splices_are_made_from_left_to_right() -> None:
    assert splice(b"abcdef", [Splice(1, 2, b"XX"), Splice(4, 6, b"")]) == b"aXXcd"
    assert splice(b"abc", []) == b"abc"


def test_a_segment_without_a_translation_keeps_its_bytes() -> None:
    assert rendered("One\ntwo\n\nThree\n", {"Three": "Tres"}) == ("One\ntwo\n\nTres\n", {})


def test_an_empty_translation_is_none() -> None:
    assert rendered("One\n", {"One": ""}) == ("One\n", {})


def test_what_stands_otherwise_is_the_caller_s_choice() -> None:
    def marked(slot: Slot) -> str | None:
        return f"*{slot.segment.source}*" if slot.segment.kind == "paragraph" else None

    result = render(parsed("# One\n\nTwo\n\nThree\n"), {Key(None, "Two"): "Dos"}, marked)
    assert result.text == b"# One\n\nDos\n\n*Three*\n"


def test_equal_segments_share_a_translation() -> None:
    assert rendered("One\n\n- One\n\n# One\n", {"One": "Uno"})[0] == "Uno\n\n- Uno\n\n# Uno\n"


def test_the_splices_tell_what_was_exchanged() -> None:
    result = render(parsed("# One\n\nTwo\n"), {Key(None, "Two"): "Dos"})
    assert result.splices == (Splice(7, 10, b"Dos"),)


# Refusals.


@pytest.mark.parametrize(
    ("article", "source", "target", "reason"),
    [
        ("Peace\n", "Peace", "{1} paz", "uses {1}, which the source does not have"),
        ("Peace\n", "Peace", "`paz`", "has nothing but marks, code or placeholders"),
        ("[a](/b)\n", "[a]({1})", "a {1}", "shows {1}, a link's target; write it as [words]({1})"),
        (
            "Peace\n",
            "Peace",
            "[a](javascript:b)",
            "links to javascript:, which no translation may add",
        ),
        ("Peace\n", "Peace", "hola {{ x }}", "holds {{ x }}, which only the article may"),
        ("<div\n", "<div", "paz", "would change the document around it"),
    ],
)
def test_what_cannot_be_spelled_is_refused_with_the_reason(
    article: str, source: str, target: str, reason: str
) -> None:
    assert rendered(article, {source: target}) == (article, {source: reason})


@pytest.mark.parametrize(
    ("article", "good", "bad"),
    [
        (
            "<div\na\n\nTwo\n\nThree\n",
            {"Two": "# Dos", "Three": "<b>Tres</b>"},
            {"<div a": "paz"},
        ),
        ("- <div\n  a\n- Two\n", {"Two": "[x] Dos"}, {"<div a": "paz"}),
        (
            "a {{< x\n\ny >}} b\n\nTwo\n\nc {{< x\n\ny >}} d\n",
            {"Two": "*Dos*"},
            {"a {1}": "á", "c {1}": "cé"},
        ),
    ],
)
def test_a_bad_translation_takes_no_good_neighbour_with_it(
    article: str, good: dict[str, str], bad: dict[str, str]
) -> None:
    text, refusals = rendered(article, good | bad)
    assert text == rendered(article, good)[0]
    assert set(refusals) == set(bad)


@pytest.mark.parametrize(
    ("article", "pair"),
    [
        ("Peace\n\nWar\n", {"Peace": "Hola @( a", "War": "b )@ fin"}),
        ("|Peace|War|\n|-|-|\n", {"Peace": "Hola @( a", "War": "b )@ fin"}),
        ("- Peace\n- War\n", {"Peace": "Hola @( a", "War": "b )@ fin"}),
        ("<p>Peace</p><p>War</p>\n", {"Peace": "Hola @( a", "War": "b )@ fin"}),
    ],
)
def test_of_two_translations_that_only_break_together_one_is_used(
    article: str, pair: dict[str, str]
) -> None:
    options = ParseOptions(opaque=(r"(?s:@\(.*?\)@)",))
    document = read(article.encode(), Path("a.md"), options)
    made = render(document, {Key(None, source): target for source, target in pair.items()})
    for source, target in pair.items():
        assert not render(document, {Key(None, source): target}).refusals, "alone it holds"
    (refusal,) = made.refusals
    used = next(source for source in pair if source != refusal.slot.segment.source)
    assert pair[used] in made.text.decode()


@pytest.mark.parametrize(
    ("article", "pair"),
    [
        ("Peace\n\nWar\n", {"Peace": "Hola {{ a", "War": "b }} fin"}),
        ("Peace\n\nWar\n", {"Peace": "Hola {% a", "War": "b %} fin"}),
        ("|Peace|War|\n|-|-|\n", {"Peace": "Hola {{ a", "War": "b }} fin"}),
        ("- Peace\n- War\n", {"Peace": "Hola {{% a", "War": "b %}} fin"}),
        ("<p>Peace</p><p>War</p>\n", {"Peace": "Hola {{ a", "War": "b }} fin"}),
    ],
)
def test_two_halves_of_a_command_are_words(article: str, pair: dict[str, str]) -> None:
    text, refusals = rendered(article, pair)
    assert not refusals
    assert all(target in unescape(text) for target in pair.values())
    assert not any(sign in text for sign in ("{{", "{%"))


def test_half_a_shortcode_is_never_left_behind() -> None:
    article = "See {{< box\n\nand >}} more.\n"
    text, refusals = rendered(article, {"See {1}": "Véase"})
    assert (text, list(refusals)) == (article, ["See {1}"])


def test_each_of_many_bad_translations_is_refused_and_the_rest_used() -> None:
    article = "".join(f"War {{{{< x{n}\n\n>}}}} Peace {n}\n\n" for n in range(120))
    bad = {f"{{1}} Peace {n}" for n in range(7, 120, 40)}
    targets = {
        f"{{1}} Peace {n}": f"paz {n}" if f"{{1}} Peace {n}" in bad else f"{{1}} paz {n}"
        for n in range(120)
    }
    text, refusals = rendered(article, targets)
    assert set(refusals) == bad
    assert text.count("paz") == 117


@settings(max_examples=60)
@given(words=ARTICLE, data=st.data())
def test_refusing_is_minimal(words: str, data: st.DataObject) -> None:
    """Without the refused translations nothing breaks; with any one of them something does."""
    document = read(words.encode("utf-8", "replace"), Path("a.md"))
    keys = list(dict.fromkeys(segment.key for segment in document.segments))
    targets = {key: data.draw(TRANSLATION) for key in keys}
    result = render(document, targets)
    used = [(s.start, s.end, s.text) for s in result.splices]
    assert holds(document, result.splices)
    for refusal in result.refusals:
        if refusal.reason != "would change the document around it":
            continue
        alone = render(document, {refusal.slot.segment.key: targets[refusal.slot.segment.key]})
        again = [s for s in alone.splices if s.start == refusal.slot.start]
        for s in again:
            together = sorted([*used, (s.start, s.end, s.text)])
            assert not holds(document, [Splice(*each) for each in together])


@settings(max_examples=60)
@given(words=ARTICLE, data=st.data())
def test_what_is_not_translated_reads_as_before(words: str, data: st.DataObject) -> None:
    document = read(words.encode("utf-8", "replace"), Path("a.md"))
    targets = {
        segment.key: data.draw(TRANSLATION)
        for segment in document.segments
        if data.draw(st.booleans())
    }
    result = render(document, targets)
    again = read(result.text, Path("a.md"))
    touched = {s.start for s in result.splices}
    for before, after in zip(document.slots, again.slots, strict=True):
        if before.start not in touched:
            assert before.segment == after.segment


# The proof.


def test_the_proof_sees_a_heading_that_changed_its_level() -> None:
    document = parsed("# One\n\nTwo\n")
    assert holds(document, [Splice(2, 5, b"Uno")])
    assert not holds(document, [Splice(0, 5, b"## Uno")])
    assert not holds(document, [Splice(7, 10, b"Dos\n\nTres")])


TAME = st.text(
    st.sampled_from("abcxyzصلح漢字é ,.;:!?'\"-+=()/%@$^0123456789«»¿¡…—\u200c\u200f\u2067\u00a0\t"),
    max_size=15,
).map(lambda drawn: "P" + drawn)


@settings(max_examples=150)
@given(words=ARTICLE, data=st.data())
def test_where_the_proof_is_left_out_it_would_have_held(words: str, data: st.DataObject) -> None:
    """Translations without a mark take the short way: `render` does not read them again."""
    document = read(words.encode("utf-8", "replace"), Path("a.md"))
    targets = {
        segment.key: data.draw(TAME) for segment in document.segments if data.draw(st.booleans())
    }
    assert holds(document, render(document, targets).splices)


@pytest.mark.parametrize(
    ("article", "translations"),
    [
        ("---\nWords\n---\n", {"Words": "Palabras: dos"}),
        ("---\n- Words\n---\n", {"Words": "dos: tres"}),
        ("<div", {"<div": "o"}),
        ("x{{\n\nv}}\n", {"x{1}": "o"}),
        ("a|\n-|\n|\nx\n", {"a": "o", "| x": "o"}),
        ("a []1{\n\n- %}\n", {"a []1{": "«[]+:{%x"}),
        ("**h***`\n", {"**h***`": "(*http://a.b%x+*h*=**`\xa0a"}),
        ("m http://r\n", {"m {1}": "«): {1}www.a.b."}),
        ("[E]|b\n-|-\n", {"[E]": "[E]: x"}),
        ('[r]&[](")\n', {"[r]&[]({1})": "[]^1= )&[](\ufeff{1})"}),
        ("# d{1}: x\n", {"d{1}: x": "x: d{1}"}),
    ],
)
def test_what_once_slipped_past_the_proof_is_proved(
    article: str, translations: dict[str, str]
) -> None:
    document = parsed(article)
    result = render(document, {Key(None, s): t for s, t in translations.items()})
    assert holds(document, result.splices)


def test_few_readings_find_one_bad_translation_among_many() -> None:
    """Trying every one by itself would make a long article's build take minutes."""
    readings = 0

    def counted(text: bytes, options: ParseOptions) -> Document:
        nonlocal readings
        readings += 1
        return markdown.parse(text, options)

    article = "".join(f"War {{{{< x{n}\n\n>}}}} Peace {n}\n\n" for n in range(256))
    document = replace(parsed(article), format=markdown.MARKDOWN._replace(parse=counted))
    targets = {Key(None, f"{{1}} Peace {n}"): f"{{1}} paz {n}" for n in range(256)}
    targets[Key(None, "{1} Peace 77")] = "paz"
    assert len(render(document, targets).refusals) == 1
    assert 1 < readings <= 4 * 8 + 4, "four times the logarithm of 256, about"


BETWEEN = st.sampled_from(
    ["Paz", "صلح", " ", "1. ", "12) ", "- ", "+", "=", "===", ": ", ":::", "(", ")", '"', "'", "!",
     "^1", "۱. ", "7", "$", "%", "?", "/", "javascript:x", "(data:x)", "http://a.b", "a@b.c", "\t",
     "\u2028", "\x0b", "\x00", "\ufeff", "\u200f", "\u00a0"]
)  # fmt: skip
MARKS = re.compile(r"(\{[0-9]+\}|[\\`*_\[\]<>|{}#~&\n\r])")


@settings(max_examples=150)
@given(words=ARTICLE, data=st.data())
def test_other_words_between_the_same_marks_hold_as_well(words: str, data: st.DataObject) -> None:
    """These may take the short way too: `render` compares marks and need not read them again."""
    document = read(words.encode("utf-8", "replace"), Path("a.md"))
    targets = {}
    for segment in document.segments:
        parts = MARKS.split(segment.source)
        for index in range(0, len(parts), 2):
            if data.draw(st.booleans()):
                parts[index] = "".join(data.draw(st.lists(BETWEEN, max_size=3)))
        targets[segment.key] = data.draw(st.sampled_from(["", "P", "«", "1 "])) + "".join(parts)
    assert holds(document, render(document, targets).splices)
