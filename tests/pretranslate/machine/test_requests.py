"""What an engine is asked, and what its answer becomes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.documents.markdown.marked import marked, names
from l10n_flow.engines import Alignment, Hypothesis
from l10n_flow.model import Span
from l10n_flow.pretranslate.drafts import Reason
from l10n_flow.pretranslate.machine.requests import LanguagePair, Response, kept, request, response
from l10n_flow.terms import Terms
from l10n_flow.terms.term import Term, Wording

SPANISH = LanguagePair("en", "es")
GLOSSARY = Terms(
    (
        Term(("agreement",), wordings={"es": Wording("pacto")}),
        Term(("Doha",), wordings={"es": Wording("Doja")}, name=True),
    ),
    "en",
)


def word_for_word(text: str, target: str, weight: float = 1.0) -> Hypothesis:
    """An answer whose attention is the diagonal, as sure as `weight`."""
    source, said = (_words(one) for one in (text, target))
    other = (1 - weight) / max(1, len(source) - 1)
    rows = tuple(
        tuple(weight if m == n else other for m in range(len(source))) for n in range(len(said))
    )
    return Hypothesis(target, 0.9, alignment=Alignment(source, said, rows))


def _words(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in re.finditer(r"\w+", text))


def said(source: str, target: str, pair: LanguagePair = SPANISH) -> Response | Reason:
    """What becomes of this answer to what is asked for `source`."""
    asked = request(source, pair, keeps_markup=False)
    return response(asked, word_for_word(asked.text, target), pair)


def test_words_alone_are_asked_and_an_alignment_only_where_it_serves() -> None:
    asked = [
        request(source, LanguagePair("en", "es", GLOSSARY), keeps_markup=False)
        for source in ("Peace now", "**Peace** now", "The agreement holds")
    ]
    assert [(one.text, one.aligned) for one in asked] == [
        ("Peace now", False),
        ("Peace now", True),
        ("The agreement holds", True),
    ]


def test_an_engine_that_keeps_markup_is_given_it() -> None:
    asked = request("**Peace** {1}", SPANISH, keeps_markup=True)
    assert (asked.text, asked.clean, asked.aligned) == ("**Peace** {1}", None, False)
    assert response(asked, Hypothesis("**Paz** {1}", 0.5), SPANISH) == Response("**Paz** {1}", 0.5)
    assert response(asked, Hypothesis("_Paz_ {1}", 0.5), SPANISH) == Response(
        "_Paz_ {1}", 0.5, why=("mark-lost:**", "mark-extra:*")
    )
    assert response(asked, Hypothesis("**Paz**", 0.5), SPANISH) is Reason.MARKUP_LOST


@pytest.mark.parametrize("source", ["1999", "—", "", "{1}", "12 %"])
def test_what_has_no_words_is_asked_nobody(source: str) -> None:
    assert kept(source) == Response(source)


def test_marks_come_back_on_their_words() -> None:
    assert said("the **new** agreement", "el nuevo acuerdo") == Response(
        "el **nuevo** acuerdo", 0.9
    )


def test_what_the_author_escaped_is_escaped_again() -> None:
    assert said(r"new \* agreement", "nuevo * acuerdo") == Response(r"nuevo \* acuerdo", 0.9)


def test_names_are_put_right_and_marks_stay_on_them() -> None:
    found = said("from **Doha** today", "desde Doha hoy", LanguagePair("en", "es", GLOSSARY))
    assert found == Response("desde **Doja** hoy", 0.9)


def test_a_term_that_would_be_inflected_is_a_suggestion() -> None:
    found = said("the agreement", "el acuerdo", LanguagePair("en", "es", GLOSSARY))
    assert found == Response("el acuerdo", 0.9, why=("term:'agreement' is 'pacto' in the terms",))


def test_the_language_s_own_signs_are_put_right() -> None:
    assert said("**When** was it?", "Cuándo fue?") == Response("¿**Cuándo** fue?", 0.9)


def test_a_fault_is_said_instead_of_words() -> None:
    assert said("the **new** agreement", "") is Reason.EMPTY
    assert said("in 2019", "en 2020") is Reason.NUMBER_LOST


WORDS = ["peace", "**now**", "*all*", "[here]({1})", "`code`", "{2}", "Doha", "agreement", "7", "?"]
ANSWERS = ["paz", "ya", "todo", "aquí", "code", "{1}", "Doha", "acuerdo", "7", "«", "?", "می شود"]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join),
    st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=7).map(" ".join),
    st.sampled_from(["es", "fa"]),
    st.booleans(),
)
def test_what_a_draft_lacks_or_has_too_much_is_told(
    source: str, target: str, locale: str, with_placeholders: bool
) -> None:
    pair = LanguagePair("en", locale, GLOSSARY)
    asked = request(source, pair, keeps_markup=False, placeholders=with_placeholders)
    found = response(asked, word_for_word(asked.text, target, 0.8), pair)
    if isinstance(found, Reason):
        return
    wanted, has = names(marked(source)), names(marked(found.target))
    assert not has - wanted
    for name in wanted - has:
        assert {f"mark-lost:{name}", f"item-lost:{name}"} & set(found.why)


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        ("Write to ana.b+c@mail.example.org.", "Write to {1}."),
        ("Follow @three_shores and #Velan2026", "Follow {1} and {2}"),
        ("**@ana** writes", "{1} writes"),
        ("Room #5 costs 3 @ 4", "Room #5 costs 3 @ 4"),
        ("See {3} or ana@example.org", "See {1} or {2}"),
        ("a@b is no address", "a@b is no address"),
    ],
)
def test_addresses_mentions_and_hashtags_are_no_words(source: str, asked: str) -> None:
    assert request(source, SPANISH, keeps_markup=False).text == asked


def test_addresses_come_back_as_they_were() -> None:
    source = "Write to **ana_b@example.org** about #Velan"
    found = said(source, "Escriba a {1} sobre {2}")
    assert isinstance(found, Response)
    assert found.target == "Escriba a **ana_b@example.org** sobre #Velan"
