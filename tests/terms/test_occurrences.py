"""Terms in a source."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.term import Term, Wording

SAID = {"es": Wording("x")}
TERMS = Terms(
    (
        Term(("nuclear deal",), wordings=SAID),
        Term(("deal", "agreement"), wordings=SAID),
        Term(("treaty",), wordings=SAID),
        Term(("tax",), wordings=SAID),
        Term(("US",), wordings=SAID, name=True),
        Term(("Delta",), wordings=SAID, name=True),
        Term(("S-300",), wordings=SAID),
        Term((".NET",), translate=False),
        Term(("C++",), translate=False),
        Term(("Supreme Leader",), wordings=SAID, case=False),
        Term(("آتش‌بس",), "fa", SAID),
        Term(("peace",), wordings=SAID),
        Term(("peace process",), wordings=SAID),
    )
)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("The nuclear deal is a deal.", ["nuclear deal", "deal"]),
        ("Nuclear  deals and Agreements", ["Nuclear  deals", "Agreements"]),
        ("nuclear\ndeal", ["nuclear\ndeal"]),
        ("Deltas like the Delta", ["Delta"]),
        ("Treaties, taxes, treaty's", ["Treaties", "taxes", "treaty"]),
        ("the US's and us and USA and US", ["US", "US"]),
        ("an S-300, an S‑300s", ["S-300"]),
        ("the .NET and C++ code", [".NET", "C++"]),
        ("a supreme leader", ["supreme leader"]),
        ("ideal dealer redeal", []),
        ("_deal_ and **deal** and (deal)", ["deal", "deal", "deal"]),
        ("a_deal_b", []),
        ("post-deal", ["deal"]),
        ("the peace *process*", ["peace *process"]),
        ("", []),
    ],
)
def test_a_term_is_found_as_a_whole_word_the_longest_first(source: str, found: list[str]) -> None:
    assert [source[slice(*match.span)] for match in TERMS.found(source)] == found


@pytest.mark.parametrize("written", ["آتش‌بس", "آتش بس", "آتش‌بس‌ها"])
def test_a_persian_term_is_found_in_a_persian_source_with_or_without_its_joiner(
    written: str,
) -> None:
    assert len(TERMS.found(f"پس از {written} بود", "fa")) == 1
    assert not TERMS.found(f"پس از {written} بود")


def test_a_region_has_its_languages_terms() -> None:
    assert TERMS.found("a deal", "en-GB")
    assert not TERMS.found("a deal", "es")


FORMS = st.lists(st.text("ab ", min_size=1).map(str.strip).filter(bool), unique=True, max_size=8)


@given(FORMS, st.text("abA .\n", max_size=40))
def test_what_is_found_is_what_trying_every_form_everywhere_finds(
    forms: list[str], source: str
) -> None:
    forms = list(dict.fromkeys(" ".join(form.split()) for form in forms))
    terms = Terms(tuple(Term((form,), wordings=SAID, name=True) for form in forms))
    either = "|".join(f.replace(" ", r"\s+") for f in sorted(forms, key=len, reverse=True))
    slow = re.compile(rf"\b(?:{either or '(?!)'})\b", re.IGNORECASE)
    assert [match.span for match in terms.found(source)] == [
        m.span() for m in slow.finditer(source)
    ]
