# ruff: noqa: E501 - an error stands beside what causes it
"""Terms as CSV."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from l10n_flow.errors import InputError
from l10n_flow.terms import tables
from l10n_flow.terms.term import ImportedTerms, Term, Wording

from .strategies import glossaries

FILE = Path("glossary.csv")


def read(text: str, target: str = "", encoding: str = "utf-8") -> ImportedTerms:
    return tables.read(text.encode(encoding), FILE, "en", ["en", "es", "fa"], target)


PEACE = Term(("peace",), "en", {"es": Wording("paz"), "fa": Wording("صلح")})


@pytest.mark.parametrize(
    "text",
    [
        "term,es,fa\npeace,paz,صلح\n",
        "term;es;fa\r\npeace;paz;صلح\r\n",
        "en\tes\tfa\npeace\tpaz\tصلح",
        "\ufeffEnglish,Spanish,Persian\npeace,paz,صلح\n",
        'source,es,fa\n\n" peace ","paz",صلح\n,,\n',
    ],
)
def test_a_table_may_be_as_spreadsheets_write_it(text: str) -> None:
    assert read(text) == ImportedTerms((PEACE,))


@pytest.mark.parametrize(
    ("header", "is_read"),
    [
        ("EN,es", True),
        ("en-GB,es", True),
        ("en_US,es", True),
        ("es,en", True),
        ("en-GB,en-US,es", False),
        ("en-GB note,es", False),
    ],
)
def test_the_terms_are_in_the_column_of_their_language_or_of_its_only_variant(
    header: str, is_read: bool
) -> None:
    row = ",".join({"es": "paz"}.get(name, "peace") for name in header.split(","))
    if is_read:
        (term,) = read(f"{header}\n{row}\n").terms
        assert (term.forms, term.language) == (("peace",), "en")
        assert term.wordings["es"].preferred == "paz"
    else:
        with pytest.raises(InputError, match="no column holds the terms"):
            read(f"{header}\n{row}\n")


def test_utf_16_with_a_mark_is_read() -> None:
    assert read("term,es,fa\npeace,paz,صلح\n", encoding="utf-16").terms == (PEACE,)


def test_every_part_of_a_term_has_a_column() -> None:
    text = (
        "term,in,note,translate,name,case,es,es allowed,es forbidden,es note\n"
        "ceasefire | truce,,in war,yes,,,alto el fuego,cese | parón,tregua,RAE\n"
        "Tehran Times,,,no,yes,no,,,,\n"
    )
    truce = Wording("alto el fuego", ("cese", "parón"), ("tregua",), "RAE")
    assert read(text).terms == (
        Term(("ceasefire", "truce"), "en", {"es": truce}, "in war"),
        Term(("Tehran Times",), translate=False, name=True, case=False),
    )


def test_the_language_of_a_target_column_is_said_by_the_caller() -> None:
    text = "location,source,target\na.c:1,peace,paz\n"
    found = read(text, target="es")
    assert found.terms[0].wordings == {"es": Wording("paz")}
    assert found.ignored == ("column 'location'",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "glossary.csv:1: no column holds the terms (the first line names the columns: term, en, es, fa)"),
        ("es,fa\npaz,صلح", "glossary.csv:1: no column holds the terms (the first line names the columns: term, en, es, fa)"),
        ("term,source,es\n", "glossary.csv:1: two columns hold the terms (the first line names the columns: term, en, es, fa)"),
        ("term\npeace\n", "glossary.csv:1: no column holds anything but the terms (the first line names the columns: term, en, es, fa)"),
        ("sep=;\nes;fa\npaz;صلح", "glossary.csv:2: no column holds the terms (the first line names the columns: term, en, es, fa)"),
        ("sep=;\nterm;es;es\n", "glossary.csv:2: two columns are called 'es' (rename or delete one of them)"),
        ("sep=;\nsource;target\n", "glossary.csv:2: the language of the column 'target' is unknown (give it with --language es)"),
        ("sep=;\nterm;es\n;paz\n", "glossary.csv:3: this row has no term (fill the column of the term, or delete the row)"),
        ("term,es,es\n", "glossary.csv:1: two columns are called 'es' (rename or delete one of them)"),
        ("source,target\n", "glossary.csv:1: the language of the column 'target' is unknown (give it with --language es)"),
        ("term,es\npeace,paz,más\n", "glossary.csv:2: this row has 3 cells, and the first line names 2 columns (quote the cells that have a separator in them)"),
        ("term,es\npeace,paz\nwa\x1br,x\n", "glossary.csv:3: a control character (U+001B) is in the row (take it out)"),
        ("term,es\n,paz\n", "glossary.csv:2: this row has no term (fill the column of the term, or delete the row)"),
        ("term,es,name\npeace,paz,maybe\n", "glossary.csv:2: the column 'name' takes yes or no, not 'maybe' (correct it, or leave the cell empty)"),
        ('term,es\n"peace,paz\n', "glossary.csv:2: the file is not CSV: unexpected end of data (close every quotation mark)"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert str(caught.value) == said


def test_another_encoding_is_told_with_its_line() -> None:
    with pytest.raises(
        InputError, match=r"glossary\.csv:2: the file is not UTF-8 \(save it as CSV UTF-8\)"
    ):
        read("term,es\nyear,año\n", encoding="latin-1")


def test_no_cell_is_a_formula() -> None:
    cheat = Term(("=HYPERLINK(1)", "@b"), "en", {"es": Wording("-cmd", ("+1",), ("'=x",))})
    written = tables.write([cheat], "en").decode("utf-8-sig")
    cells = written.splitlines()[1].split(",")
    assert cells == ["'=HYPERLINK(1) | @b", "'-cmd", "'+1", "''=x"]
    assert read(written).terms == (cheat,)


def test_a_form_with_the_sign_between_forms_is_refused() -> None:
    with pytest.raises(InputError, match=r"'a\|b' contains '\|', which separates forms in a CSV"):
        tables.write([Term(("a|b",), translate=False)], "en")


@given(glossaries().filter(bool))
def test_what_is_written_is_what_is_read(terms: tuple[Term, ...]) -> None:
    data = tables.write(terms, "en")
    found = tables.read(data, FILE, "en", ["en", "es", "ar", "fa", "zh-Hant"])
    assert found == ImportedTerms(terms)


def test_terms_that_are_all_of_another_language_say_so() -> None:
    """What a newsroom calls in Persian only is no English when it comes back."""
    terms = (Term(("برجام",), "fa", {"en": Wording("JCPOA")}),)
    assert read(tables.write(terms, "en").decode("utf-8-sig")).terms == terms
