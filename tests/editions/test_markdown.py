"""Markdown editions: readable cases, and laws for any article and any translation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from l10n_flow import tomltext, yamltext
from l10n_flow.documents import Document, read
from l10n_flow.editions import Edition, EditionWords, Rules, select
from l10n_flow.editions import markdown as markdown_edition
from l10n_flow.editions.anchors import HEADING_IDS, ids_of, rule_of
from l10n_flow.editions.edition import FIELDS, DerivedFacts, Progress, notice
from l10n_flow.errors import ConfigError
from l10n_flow.model import Entry, Key, State
from tests.documents.strategies import ARTICLE, TRANSLATION

from .cases_file import Case, cases, written

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_edition_is_what_its_case_says(case: Case) -> None:
    found = written(case)
    assert found.refusals == ()
    if case.edition is not None:
        assert found.text.decode() == case.edition.decode()
    else:
        front = case.read(found.text).front
        assert case.body is not None
        assert front is not None
        assert found.text[front.end :].decode() == case.body.decode()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_translation_of_a_case_is_one_of_its_segments(case: Case) -> None:
    assert set(case.translations) <= {segment.key for segment in case.document.segments}


def test_no_case_is_there_twice() -> None:
    names = [str(case) for case in CASES]
    assert len(names) == len(set(names)) > 30


# Any article, any translations

LOCALES = st.sampled_from(["en", "es", "fa", "ckb"])
POLICIES = st.sampled_from(["source", "omit"])


@st.composite
def editions(draw: st.DrawFn, rules: Rules) -> Edition:
    """An article that nobody would write, in a language, with translations of some of its text."""
    # A skipped part is read once its directive is gone: laws about blocks do without it.
    words = draw(ARTICLE).replace("l10n: skip", "l10n: note s")
    document = read(words.encode("utf-8", "replace"), Path("article.md"))
    locale = draw(LOCALES)
    keys = dict.fromkeys(segment.key for segment in document.segments if locale != "en")
    targets = {key: draw(st.none() | TRANSLATION, label=repr(key.source)) for key in keys}
    entries = {key: Entry(key.source, words or "", key.context) for key, words in targets.items()}
    return edition_of(document, entries, locale, rules)


def edition_of(document: Document, entries: dict[Key, Entry], locale: str, rules: Rules) -> Edition:
    """As `build` makes it: a translation that is refused counts as none."""
    refused: frozenset[Key] = frozenset()
    while True:
        selection = select(document, entries, State.DRAFT, refused)
        progress = None if locale == "en" else selection.progress
        omits = rules.untranslated == "omit"
        told = notice(progress, locale, "en", omitted=omits) if progress else None
        facts = DerivedFacts(
            locale, "en", "f3a2", words=9, progress=progress, alternates={"x": "y"}
        )
        edition = Edition(document, selection, facts, rules, {"slug": "uno: dos"}, told)
        refusals = markdown_edition.write(edition).refusals
        if not refusals:
            return edition
        more = {refusal.slot.segment.key for refusal in refusals}
        assert more <= selection.translations.keys() - refused
        refused |= more


def kinds(document: Document) -> list[str]:
    """The kinds of the body's blocks that hold words."""
    return [s.kind for s in document.segments if not s.kind.startswith("field")]


def after_the_notice(edition: Edition, blocks: list[str]) -> list[str]:
    if edition.notice is not None:
        assert blocks[:1] == ["quote"]
        return blocks[1:]
    return blocks


@settings(max_examples=60)
@given(edition=editions(Rules()))
def test_an_edition_has_the_blocks_of_its_article(edition: Edition) -> None:
    again = read(markdown_edition.write(edition).text, Path("edition.md"))
    assert after_the_notice(edition, kinds(again)) == kinds(edition.document)


@pytest.mark.parametrize("words", ["*Dos*", "<img src=x alt='A cat'>", "Dos"])
def test_a_heading_with_attributes_right_behind_it_has_its_id_whatever_ends_the_words(
    words: str,
) -> None:
    document = read(b"# Two{x}\n\nOne.\n", Path("article.md"))
    (key, _) = (segment.key for segment in document.segments)
    entries = {key: Entry(key.source, words, key.context)}
    edition = edition_of(document, entries, "es", Rules(anchors="attribute", ids="github"))
    text = markdown_edition.write(edition).text
    assert f"# {words} {{#two x}}\n".encode() in text
    assert ids_of(read(text, Path("edition.md")), rule_of("github")) == ["two"]


RULES = [Rules(anchors="attribute", ids=name) for name in HEADING_IDS]


@settings(max_examples=80)
@given(data=st.data(), rules=st.sampled_from(RULES))
def test_every_heading_of_an_edition_has_the_id_of_its_source(
    data: st.DataObject, rules: Rules
) -> None:
    edition = data.draw(editions(rules))
    # A directive that stands within an underlined heading goes, and with it some of its words.
    assume(not edition.document.directives)
    again = read(markdown_edition.write(edition).text, Path("edition.md"))
    rule = rule_of(rules.ids)
    wanted, found = ids_of(edition.document, rule), ids_of(again, rule)
    assert len(wanted) == len(found)
    # An id that the rule does not give cannot be written: such a heading may get any.
    assert [(w and f) for w, f in zip(wanted, found, strict=True)] == wanted


@pytest.mark.parametrize(
    ("heading", "edition"),
    [
        ("# two words {.b}", "# palabra {#two-words .b}"),
        ("# two words {: .b}", "# palabra {: #two-words .b}"),
        ("# two words{:.b}", "# palabra{:#two-words .b}"),
        ("# صلح {: .b}", "# palabra {: #صلح .b}"),
        ("two words{: .b}\n===", "palabra{: #two-words .b}\n==="),
    ],
)
def test_the_id_of_a_heading_stands_among_the_attributes_that_it_has(
    heading: str, edition: str
) -> None:
    document = read(f"{heading}\n".encode(), Path("a.md"))
    (segment,) = document.segments
    words = EditionWords({segment.key: "palabra"}, Progress(segments=1, translated=1))
    facts = DerivedFacts("es", "en", "")
    written = markdown_edition.write(Edition(document, words, facts, RULES[0])).text
    assert written.decode().endswith(f"---\n\n{edition}\n")


def test_an_underlined_heading_may_have_its_attributes_on_their_own_line() -> None:
    document = read(b"word\n{.big}\n===\n", Path("a.md"))
    selection = EditionWords({Key(None, "word"): "palabra"}, Progress(segments=1, translated=1))
    edition = Edition(document, selection, DerivedFacts("es", "en", ""), Rules())
    assert b"palabra\n{#word .big}" in markdown_edition.write(edition).text


def mapping(document: Document) -> object:
    """What the front matter says; `ConfigError` when it is not YAML that a site would accept."""
    front = document.front
    assert front is not None
    written = document.text[front.inside : front.close].decode()
    if front.notation == "toml":
        return tomltext.values(written)
    return yamltext.load(written, Path("x")).data or {}


@settings(max_examples=60)
@given(edition=editions(Rules()))
def test_front_matter_stays_yaml_or_toml_and_what_is_shared_stays_equal(
    edition: Edition,
) -> None:
    document = edition.document
    try:
        before = mapping(document) if document.front else {}
    except ConfigError:
        return  # what was not YAML is copied
    after = mapping(read(markdown_edition.write(edition).text, Path("edition.md")))
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert after["lang"] == edition.facts.locale
    assert after["alternates"] == {"x": "y"}
    assert after.get("slug", "uno: dos") == "uno: dos"
    ours = {*FIELDS, "slug", *(f.partition(".")[0] for f in document.options.translated)}
    assert {k: v for k, v in after.items() if k not in ours} == {
        k: v for k, v in before.items() if k not in ours
    }


@given(edition=editions(Rules(untranslated="omit", anchors="none")))
def test_what_is_left_out_changes_no_other_block(edition: Edition) -> None:
    again = read(markdown_edition.write(edition).text, Path("edition.md"))
    left = after_the_notice(edition, kinds(again))
    every = iter(kinds(edition.document))
    assert all(kind in every for kind in left), "not a subsequence"
    assert len(left) >= sum(
        slot.segment.key in edition.selection.translations
        for slot in edition.document.slots
        if not slot.segment.kind.startswith("field")
    )


@given(edition=editions(Rules()))
def test_writing_twice_gives_the_same_bytes(edition: Edition) -> None:
    assert markdown_edition.write(edition).text == markdown_edition.write(edition).text


@given(words=ARTICLE | st.text())
def test_a_bare_edition_whose_words_are_the_sources_is_the_article(words: str) -> None:
    document = read(words.encode("utf-8", "replace"), Path("article.md"))
    selection = EditionWords({s.key: s.source for s in document.segments}, select(
        document, {}, State.DRAFT, frozenset()
    ).progress)  # fmt: skip
    edition = Edition(document, selection, DerivedFacts("es", "en", ""), Rules())
    assert markdown_edition.bare(edition).text == document.text


def test_a_translation_that_cannot_be_used_is_told() -> None:
    document = read(b"Rain\n\n# Silt\n", Path("article.md"))
    entries = {Key(None, "Silt"): Entry("Silt", "{7}")}
    selection = select(document, entries, State.DRAFT, frozenset())
    facts = DerivedFacts("es", "en", "", progress=selection.progress)
    (refusal,) = markdown_edition.write(Edition(document, selection, facts, Rules())).refusals
    assert refusal.slot.segment.source == "Silt"


@pytest.mark.parametrize(
    ("mark", "told"), [("span", b'<span lang="en" dir="ltr">It rained'), ("none", b"<p>It rained")]
)
def test_what_nobody_translated_in_a_page_of_html_says_its_language_where_the_rules_ask_for_it(
    mark: Literal["span", "none"], told: bytes
) -> None:
    document = read(b"<h1>Rain</h1>\n<p>It rained all night.</p>\n", Path("a.html"))
    entries = {Key(None, "Rain"): Entry("Rain", "Lluvia")}
    selection = select(document, entries, State.DRAFT, frozenset())
    facts = DerivedFacts("es", "en", "", progress=selection.progress)
    edition = Edition(document, selection, facts, replace(Rules(), mark=mark))
    assert told in markdown_edition.write(edition).text
