"""Terms of other programs in the file that people keep."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from l10n_flow.errors import ConfigError, Place
from l10n_flow.terms.merging import TermMerge, merged
from l10n_flow.terms.term import Term, Wording
from l10n_flow.terms.termsfile import parse

from .strategies import glossaries

FILE = Path("terms.yaml")
THEIRS = Place(Path("glossary.csv"), 7)

WRITTEN = """\
# What we call things.

terms:

# politics
- term: JCPOA  # the deal of 2015
  es: "PAIC"   # as El País has it

  # war
- term: [ceasefire, cease-fire]
  es:
    preferred: alto el fuego
    # a truce is shorter
    forbidden: [tregua]

# the end
"""


def merge(written: str, *terms: Term) -> TermMerge:
    return merged(written, FILE, terms, "en", ["es", "fa"])


def test_a_new_term_comes_last_and_nothing_else_changes() -> None:
    peace = Term(("peace",), wordings={"es": Wording("paz"), "fa": Wording("صلح", ("آشتی",))})
    done = merge(WRITTEN, peace, Term(("Tehran Times",), translate=False))
    assert done.text == WRITTEN + (
        "- term: peace\n  es: paz\n  fa:\n  - صلح\n  - آشتی\n"
        "- term: Tehran Times\n  translate: false\n"
    )
    assert (len(done.added), done.extended, done.conflicts) == (2, (), ())


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_a_term_of_another_language_than_the_glossarys_says_so(language: str) -> None:
    done = merge(WRITTEN, Term(("x",), language, {"es": Wording("paz")}))
    assert done.text == f"{WRITTEN}- term: x\n  in: {language}\n  es: paz\n"


def test_a_new_wording_comes_last_in_its_term() -> None:
    done = merge(WRITTEN, Term(("jcpoa",), wordings={"fa": Wording("برجام")}, case=False))
    assert done.text == WRITTEN + "- term: jcpoa\n  case: false\n  fa: برجام\n"
    done = merge(WRITTEN, Term(("JCPOA",), wordings={"fa": Wording("برجام")}))
    assert done.text == WRITTEN.replace("as El País has it\n", "as El País has it\n  fa: برجام\n")
    assert [term.forms for term in done.extended] == [("JCPOA",)]


@pytest.mark.parametrize("end", ["", "\n"])
def test_the_last_line_of_a_file_may_lack_its_end(end: str) -> None:
    peace = Term(("peace",), wordings={"es": Wording("paz")})
    done = merge("# ours\nterms:\n- term: war\n  es: guerra" + end, peace)
    assert done.text == ("# ours\nterms:\n- term: war\n  es: guerra\n- term: peace\n  es: paz\n")


def test_several_new_keys_of_one_term_all_come_in() -> None:
    more = Term(("war",), "en", {"fa": Wording("جنگ"), "es": Wording("", (), ("lucha",))}, "ours")
    done = merge("terms:\n- term: war\n  es: guerra\n  name: true\n- term: x\n  es: y\n", more)
    assert done.text == (
        "terms:\n- term: war\n  es:\n    preferred: guerra\n    forbidden:\n    - lucha\n"
        "  name: true\n  note: ours\n  fa: جنگ\n- term: x\n  es: y\n"
    )


def test_terms_that_are_indented_stay_so() -> None:
    written = (
        "terms:\n  # ours\n  - term: war  # a\n    es: guerra\n"
        "\n  # b\n  -   term: x\n      es: y\n"
    )
    more = Term(("war", "combat"), "en", {"fa": Wording("جنگ")})
    other = Term(("x",), "en", {"es": Wording("y", ("z",)), "fa": Wording("ع")})
    peace = Term(("peace",), wordings={"es": Wording("paz")})
    done = merge(written, more, other, peace)
    assert done.text == (
        "terms:\n  # ours\n  # a\n  - term:\n    - war\n    - combat\n    es: guerra\n    fa: جنگ\n"
        "\n  # b\n  -   term: x\n      es:\n      - y\n      - z\n      fa: ع\n"
        "  - term: peace\n    es: paz\n"
    )


def test_new_forms_come_into_their_wording_and_comments_stay() -> None:
    more = Term(("truce", "ceasefire"), wordings={"es": Wording("alto el fuego", ("cese",))})
    done = merge(WRITTEN, more)
    assert done.text == WRITTEN.replace(
        """\
- term: [ceasefire, cease-fire]
  es:
    preferred: alto el fuego
    # a truce is shorter
    forbidden: [tregua]
""",
        """\
- term:
  - ceasefire
  - cease-fire
  - truce
  # a truce is shorter
  es:
    preferred: alto el fuego
    allowed:
    - cese
    forbidden:
    - tregua
""",
    )


@pytest.mark.parametrize("written", ["", "# ours\n", "terms:\n", "terms:"])
def test_a_file_without_terms_gets_its_first(written: str) -> None:
    done = merge(written, Term(("peace",), wordings={"es": Wording("paz")}))
    assert done.text.endswith("terms:\n- term: peace\n  es: paz\n")
    assert "# ours" not in written or "# ours" in done.text


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (Term(("ceasefire",), wordings={"es": Wording("tregua")}, place=THEIRS),
         "'ceasefire' is 'tregua' in es here and 'alto el fuego' at terms.yaml:11"),
        (Term(("ceasefire",), translate=False, place=THEIRS),
         "'ceasefire' stays as it is here, not there at terms.yaml:10"),
        (Term(("ceasefire", "JCPOA"), wordings={"fa": Wording("x")}, place=THEIRS),
         "'ceasefire' and 'JCPOA' are one term here and two at terms.yaml:6"),
        (Term(("JCPOA", "cease-fire"), wordings={"fa": Wording("x")}, place=THEIRS),
         "'JCPOA' and 'ceasefire' are one term here and two at terms.yaml:10"),
        (Term(("JCPOA",), wordings={"es": Wording("PAIC", (), ("PAIC",))}, place=THEIRS),
         "'PAIC' is both right and forbidden for 'JCPOA' at terms.yaml:6"),
        (Term(("peace",), place=THEIRS), "the term 'peace' has no wording in any language"),
    ],
)  # fmt: skip
def test_a_term_that_contradicts_is_left_out_and_both_places_are_named(
    term: Term, said: str
) -> None:
    done = merge(WRITTEN, term, Term(("war",), wordings={"es": Wording("guerra")}))
    assert [(c.form, c.place, c.message) for c in done.conflicts] == [(term.forms[0], THEIRS, said)]
    assert done.text == WRITTEN + "- term: war\n  es: guerra\n"


def test_terms_of_one_file_that_contradict_each_other_are_told_apart() -> None:
    first = Term(("war",), wordings={"es": Wording("guerra")}, place=Place(Path("g.csv"), 2))
    second = Term(("war",), wordings={"es": Wording("lucha")}, place=Place(Path("g.csv"), 3))
    (conflict,) = merge("", first, second).conflicts
    assert conflict.message == "'war' is 'lucha' in es here and 'guerra' at g.csv:2"
    assert conflict.place == Place(Path("g.csv"), 3)


def test_a_contradiction_is_told_with_the_line_where_it_is_in_the_file_that_was_written() -> None:
    """What is merged above it moves it down; people look into the file as it is afterwards."""
    more = Term(("JCPOA",), wordings={"fa": Wording("برجام")})
    wrong = Term(("ceasefire",), wordings={"es": Wording("tregua")}, place=THEIRS)
    done = merge(WRITTEN, more, wrong)
    said = "'ceasefire' is 'tregua' in es here and 'alto el fuego' at terms.yaml:12"
    assert [conflict.message for conflict in done.conflicts] == [said]
    assert done.text.split("\n")[11] == "  es:"
    assert merge(done.text, more, wrong).conflicts == done.conflicts


@pytest.mark.parametrize(
    "written",
    [
        "terms: [{term: JCPOA, es: PAIC}]\n",
        "{terms: []}\n",
        "terms: []\n",
        "terms:\n- {term: JCPOA, es: PAIC}\n",
    ],
)
def test_a_file_that_cannot_be_added_to_is_refused(written: str) -> None:
    more = (Term(("JCPOA",), wordings={"fa": Wording("برجام")}),)
    new = Term(("war",), wordings={"es": Wording("guerra")})
    with pytest.raises(ConfigError, match="no term can be added to this file"):
        merge(written, *more, new)


@given(glossaries(), glossaries())
def test_merging_twice_is_merging_once(first: tuple[Term, ...], second: tuple[Term, ...]) -> None:
    one = merge("", *first)
    assert parse(one.text, FILE, "en", ["es", "fa"]).all == one.added
    two = merge(one.text, *second)
    again = merge(two.text, *second)
    assert again.text == two.text
    assert again.conflicts == two.conflicts


@given(glossaries())
def test_what_is_merged_into_nothing_is_what_was_there(terms: tuple[Term, ...]) -> None:
    assert merge("", *terms).added == terms
