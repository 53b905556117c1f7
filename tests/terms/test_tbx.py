"""Terms as TBX: what other programs write, what we write, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from l10n_flow.errors import InputError
from l10n_flow.terms import tbx
from l10n_flow.terms.term import Term, Wording

from .strategies import glossaries

FILE = Path("glossary.tbx")
LANGUAGES = ["en", "es", "fa"]

VERSION_3 = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<text><body>
<conceptEntry id="c1">
 <descrip type="subjectField">politics</descrip>
 <langSec xml:lang="en">
  <descripGrp><descrip type="definition">An end of fighting.</descrip></descripGrp>
  <termSec><term>cease-fire</term>
   <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
  <termSec><term>cease<hi>fire</hi></term><termNote type="partOfSpeech">noun</termNote>
   <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
 </langSec>
 <langSec xml:lang="es-ES">
  <note>not a truce</note>
  <termSec><term>tregua</term>
   <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
  <termSec><term> alto
    el fuego </term></termSec>
 </langSec>
</conceptEntry>
<conceptEntry id="c2"><langSec xml:lang="de"><termSec><term>Krieg</term></termSec></langSec>
</conceptEntry>
</body></text>
</tbx>
"""

CEASEFIRE = Term(
    ("ceasefire", "cease-fire"),
    "en",
    {"es": Wording("alto el fuego", (), ("tregua",), "not a truce")},
    "An end of fighting.",
)

DCT = """\
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<text><body><conceptEntry id="c1">
 <langSec xml:lang="en"><termSec><term>Kyiv</term>
  <min:partOfSpeech>properNoun</min:partOfSpeech></termSec></langSec>
 <langSec xml:lang="es"><termSec><term>Kiev</term>
  <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>
</conceptEntry></body></text></tbx>
"""

MARTIF = """\
<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1"><descrip type="definition">A capital.</descrip>
 <langSet xml:lang="en"><ntig><termGrp><term>Kyiv</term>
  <termNote type="partOfSpeech">proper noun</termNote></termGrp></ntig></langSet>
 <langSet xml:lang="es"><tig><term>Kiev</term></tig></langSet>
</termEntry>
<termEntry id="2"><langSet xml:lang="en"><tig><term>Tor</term>
 <termNote type="translationNote">no</termNote></tig></langSet></termEntry>
</body></text></martif>
"""


def read(text: str) -> tuple[Term, ...]:
    return tbx.read(text.encode(), FILE, "en", LANGUAGES).terms


def test_version_3_is_read() -> None:
    found = tbx.read(VERSION_3.encode(), FILE, "en", LANGUAGES)
    assert found.terms == (CEASEFIRE,)
    assert found.ignored == ("1 of 2 concepts: they have no name in en",)
    assert found.terms[0].place is not None
    assert str(found.terms[0].place) == "glossary.tbx:4"


def test_both_styles_of_version_3_are_read() -> None:
    assert read(DCT) == (Term(("Kyiv",), "en", {"es": Wording("Kiev")}, name=True),)


def test_the_older_version_is_read_and_its_dtd_is_not_looked_for() -> None:
    assert read(MARTIF) == (
        Term(("Kyiv",), "en", {"es": Wording("Kiev")}, "A capital.", name=True),
        Term(("Tor",), translate=False),
    )


ENTITY = '<!DOCTYPE tbx [<!ENTITY a "{value}">]>\n<tbx><text><body>&a;</body></text></tbx>'
LAUGHS = """<!DOCTYPE tbx [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<tbx><text><body>&d;</body></text></tbx>"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is not well-formed XML"),
        ("<tbx><text>", "glossary.tbx:1: is not well-formed XML: Premature end of data in tag"),
        ("<html/>", "glossary.tbx:1: the file is not TBX: it begins with <html>"),
        (ENTITY.format(value="x"), "declares entities"),
        ('<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<tbx>&a;</tbx>',
         "declares entities"),
        ('<!DOCTYPE tbx [<!ENTITY % a SYSTEM "http://localhost:9/x"> %a;]>\n<tbx/>',
         "declares entities"),
        (LAUGHS, "declares entities"),
        ("<tbx><conceptEntry>\n<langSec xml:lang='spanish'/></conceptEntry></tbx>",
         "glossary.tbx:2: 'spanish' is not a language tag (such as es or fa)"),
        ("<tbx>" + "<a>" * 300 + "</a>" * 300 + "</tbx>", "more elements within each other"),
    ],
)  # fmt: skip
def test_what_is_no_tbx_or_hostile_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert said in str(caught.value)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tbx, "LARGEST", 2**20)
    with pytest.raises(InputError, match="larger than 1 MiB"):
        tbx.read(b" " * (2**20 + 1), FILE, "en", LANGUAGES)


def test_a_character_that_xml_cannot_hold_is_refused() -> None:
    with pytest.raises(InputError, match="has a character that XML cannot hold"):
        tbx.write([Term(("bell\x07",), translate=False)], "ours", "en")


@given(glossaries())
def test_what_is_written_is_what_is_read(terms: tuple[Term, ...]) -> None:
    data = tbx.write(terms, "ours", "en")
    assert tbx.read(data, FILE, "en", ["en", "es", "ar", "fa", "zh-Hant"]).terms == terms


@given(glossaries(), st.sampled_from(["es", "zh-Hant"]))
def test_an_older_file_has_the_terms_that_have_a_right_form_in_its_language(
    terms: tuple[Term, ...], locale: str
) -> None:
    data = tbx.write(terms, "ours", "en", older_for=locale)
    assert tbx.read(data, FILE, "en", ["en", "es", "ar", "fa", "zh-Hant"]).terms == tuple(
        replace(term, wordings={tag: w for tag, w in term.wordings.items() if tag == locale})
        for term in terms
        if locale in term.wordings or not term.translate
    )


PILOT = Term(
    ("pilot", "pilots"),
    "en",
    {
        "es": Wording("práctico", ("práctica",), ("piloto",), "boards ships"),
        "fa": Wording("راهنمای کشتی"),
    },
    "She knows the harbour.",
)


def test_every_entry_of_an_older_file_is_one_pair_of_forms() -> None:
    """Weblate 5.9 reads two languages of a file and one form of each, whatever else is there."""
    kept = Term(("Velan",), translate=False, name=True)
    root = etree.fromstring(tbx.write([PILOT, kept], "ours", "en", older_for="es"))
    pairs = [
        (
            [section.get("{http://www.w3.org/XML/1998/namespace}lang") for section in langs],
            [section.findtext("tig/term") for section in langs],
            [note.text for note in entry.iter("note", "descrip")],
        )
        for entry in root.iter("termEntry")
        if (langs := entry.findall("langSet"))
    ]
    explained = ["She knows the harbour.", "boards ships"]
    assert pairs == [
        (["en", "es"], ["pilot", "práctico"], explained),
        (["en", "es"], ["pilot", "práctica"], explained),
        (["en", "es"], ["Velan", "Velan"], ["No"]),
    ]


def test_a_variant_of_a_language_gets_the_wording_of_its_language() -> None:
    data = tbx.write([PILOT], "ours", "en", older_for="es-MX")
    (term,) = tbx.read(data, FILE, "en", ["en", "es-MX"]).terms
    assert term.wordings == {"es-MX": PILOT.wordings["es"]}


ADMITTED_LATER = """\
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1"><langSet xml:lang="en"><tig><term>pilot</term></tig></langSet>
 <langSet xml:lang="es"><tig><term>práctico</term></tig></langSet></termEntry>
<termEntry id="2"><langSet xml:lang="en"><tig><term>pilot</term></tig></langSet>
 <langSet xml:lang="es"><tig><term>{0}</term>
  <termNote type="administrativeStatus">{1}</termNote></tig></langSet></termEntry>
</body></text></martif>
"""


@pytest.mark.parametrize(
    ("status", "found"),
    [
        ("admittedTerm-admn-sts", [Wording("práctico", ("práctica",))]),
        ("forbidden", [Wording("práctico", (), ("práctica",))]),
        ("preferredTerm-admn-sts", [Wording("práctico"), Wording("práctica")]),
    ],
)
def test_a_later_concept_adds_what_it_does_not_prefer(status: str, found: list[Wording]) -> None:
    terms = read(ADMITTED_LATER.format("práctica", status))
    assert [term.wordings["es"] for term in terms] == found


ORDER = {
    "tbx": ["tbxHeader", "text"],
    "tbxHeader": ["fileDesc"],
    "fileDesc": ["sourceDesc"],
    "sourceDesc": ["p"],
    "text": ["body"],
    "body": ["conceptEntry"],
    "conceptEntry": ["admin", "note", "langSec"],
    "langSec": ["note", "termSec"],
    "termSec": ["term", "termNote"],
}
"""What may stand in what, in this order: the part of TBX-Basic's schema (ISO 30042:2019, annex A;
TBXcoreStructV03_TBX-Basic_integrated.rng) that we write."""

VALUES = {
    "administrativeStatus": {
        "preferredTerm-admn-sts",
        "admittedTerm-admn-sts",
        "deprecatedTerm-admn-sts",
    },
    "partOfSpeech": {"properNoun"},
}
"""Of the pick lists of TBX-Basic, those values that we write."""


@given(glossaries())
def test_what_is_written_has_the_structure_of_tbx_basic(terms: tuple[Term, ...]) -> None:
    root = etree.fromstring(tbx.write(terms, "ours", "en"))
    assert root.attrib["type"] == "TBX-Basic"
    ids = [element.get("id") for element in root.iter("{*}conceptEntry")]
    assert len(set(ids)) == len(ids) == len(terms)
    for element in root.iter():
        space, _, name = element.tag.rpartition("}")
        assert space == "{urn:iso:std:iso:30042:ed-2"
        inner = [child.tag.rpartition("}")[2] for child in element]
        known = ORDER.get(name, [])
        assert inner == sorted(inner, key=known.index)
        if name == "langSec":
            assert element.get("{http://www.w3.org/XML/1998/namespace}lang")
            assert "termSec" in inner
        if name == "termNote":
            assert element.text in VALUES[element.attrib["type"]]
        if name == "admin":
            assert element.attrib["type"] == "projectSubset"


def test_an_element_that_has_no_term_in_it_is_no_form() -> None:
    text = VERSION_3.replace(
        "<termSec><term>cease-fire",
        "<termSec><note>a draft</note></termSec><termSec><term>cease-fire",
    )
    assert read(text) == read(VERSION_3)
