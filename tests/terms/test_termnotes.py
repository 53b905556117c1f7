"""What translators read beside a text about the terms in it."""

from __future__ import annotations

import pytest

from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.term import Term, Wording

PAIC = Term(("JCPOA",), note="the nuclear\n deal", wordings={"es": Wording("PAIC")})
TRUCE = Term(
    ("ceasefire", "cease-fire"),
    wordings={
        "es": Wording("alto el fuego", ("cese del fuego",), ("tregua",), "a tregua is shorter"),
        "fa": Wording("آتش‌بس"),
    },
)
TIMES = Term(("Tehran Times",), translate=False)
DEAL = Term(("deal",), wordings={"es": Wording(forbidden=("trato",))})
TERMS = Terms((PAIC, TRUCE, TIMES, DEAL))

SAID = [
    ("es", "The JCPOA held.", ["term: JCPOA = PAIC (the nuclear deal)"]),
    ("fa", "A cease-fire.", ["term: ceasefire = آتش‌بس"]),
    ("fa", "The JCPOA held.", []),
    ("es", "In the Tehran Times", ["term: Tehran Times stays as it is"]),
    ("es", "Two deals", ["term: deal; not trato"]),
    (
        "es-MX",
        "Ceasefires and ceasefires",
        ["term: ceasefire = alto el fuego; or cese del fuego; not tregua (a tregua is shorter)"],
    ),
    ("es", "Nothing of the kind", []),
    (
        "es",
        "deal, JCPOA",
        ["term: deal; not trato", "term: JCPOA = PAIC (the nuclear deal)"],
    ),
]


@pytest.mark.parametrize(("locale", "source", "lines"), SAID)
def test_each_term_of_the_source_is_a_line(locale: str, source: str, lines: list[str]) -> None:
    assert list(TERMS.notes(source, [locale]).get(locale, ())) == lines


def test_a_term_of_another_language_is_for_articles_in_it() -> None:
    terms = Terms((Term(("هسته‌ای",), language="fa", wordings={"en": Wording("nuclear")}),))
    assert terms.notes("توافق هسته‌ای", ["en"], language="fa") == {"en": ("term: هسته‌ای = nuclear",)}
    assert terms.notes("توافق هسته‌ای", ["en"], language="en") == {}
