"""XLIFF files: valid, the same units again, and read as other tools leave them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage import xliff, xliff2

from l10n_flow.catalogs.provenance import origins
from l10n_flow.documents import marked
from l10n_flow.errors import InputError, Place
from l10n_flow.model import Entry, Origin, State
from l10n_flow.xliff.content import Node, PairedCode, apart, codes, outline
from l10n_flow.xliff.entries import XliffUnit, unit_of
from l10n_flow.xliff.incoming import ReadUnit, read
from l10n_flow.xliff.outgoing import write
from l10n_flow.xliff.versions import VERSIONS

_TOOLKIT: dict[str, Callable[[bytes], Any]] = {
    "1.2": xliff.xlifffile.parsestring,
    "2.1": xliff2.Xliff2File.parsestring,
}
NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)
SCHEMAS = Path(__file__).parent / "schemas"
ENTRIES = (
    Entry("Peace", "Paz", notes=("heading 1", "term: peace = paz"), comments=("Which one?",)),
    Entry('See [the **list**]({1} "of ports") and {2}', '{2}: [la **lista**]({1} "de puertos")'),
    Entry("one\ntwo `x`", context="menu & more"),
    Entry(
        "A <abbr title='Port'>P</abbr>", "La <abbr title='x'>P</abbr> <bdi>C++</bdi>", fuzzy=True
    ),
    Entry("War", "Guerra", fuzzy=True, previous_source="*Wars*"),
    Entry("نیم‌فاصله ￼", "half-space  ￼"),
)


def written(tmp_path: Path, version: str, units: Sequence[XliffUnit]) -> Path:
    file = tmp_path / "en-es.xlf"
    file.write_bytes(write(version, "en", "es", [("content/a.md", units)]).data)
    return file


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_is_valid(tmp_path: Path, version: str) -> None:
    file = written(tmp_path, version, list(map(unit_of, ENTRIES)))
    schema = etree.RelaxNG(etree.parse(SCHEMAS / f"xliff-{version}.rng"))
    schema.assertValid(etree.parse(file))


EVERY_KIND = (
    Entry("Peace", notes=("heading 1", "field title")),
    Entry("Peace", "Paz", comments=("Which one?", "And why?"), context="menu & more"),
    origins.reviewed(Entry("**War** *and* ~~peace~~", "**Guerra**"), "Ana", NOW),
    Entry('[a]({1} "of ports") ![b]({2} "view")', '[a]({1} "de puertos") ![b]({2})'),
    Entry('<img {1} alt="A" title="B"> `x`[^1]', '<img {1} alt="C"> `x`[^1]', fuzzy=True),
    Entry("War {1}", "Guerra", fuzzy=True, previous_source="*Wars* {1} <br>"),
    Entry("War", previous_source="Wars"),
    Entry("left\u0001out", "x"),
    *[
        Entry("Rain", "Lluvia", fuzzy=True, origin=origin)
        for origin in (
            Origin("mt", "x-1"),
            Origin("sentences", "a"),
            Origin("tm", "a", 1.0),
            Origin("tm", "a", 0.9),
            Origin("fuzzy", "a", 1.0),
            Origin("human"),
        )
    ],
)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_kind_of_entry_is_written_as_the_golden_file_has_it(version: str) -> None:
    units = list(map(unit_of, EVERY_KIND))
    done = write(version, "en", "es", [("content/a.md", units), ("content/b.md", units[:1])])
    assert [(path, unit.id) for path, unit in done.refused] == [("content/a.md", units[7].id)]
    golden = Path(__file__).parent / "golden" / f"{version}.xlf"
    assert done.data.decode() == golden.read_text("utf-8")


@pytest.mark.parametrize("version", VERSIONS)
def test_the_schema_refuses_what_is_wrong(tmp_path: Path, version: str) -> None:
    file = written(tmp_path, version, list(map(unit_of, ENTRIES)))
    schema = etree.RelaxNG(etree.parse(SCHEMAS / f"xliff-{version}.rng"))
    text = file.read_text("utf-8")
    for good, bad in ((' id="', ' ID="'), ("<source", "<sources"), ("<note ", "<notice ")):
        damaged = re.sub(f"(</?){bad.lstrip('<')}", r"\1x", text.replace(good, bad, 1))
        try:
            tree = etree.fromstring(damaged.encode())
        except etree.XMLSyntaxError:
            continue
        assert not schema.validate(tree), good


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_written_is_read_again(tmp_path: Path, version: str) -> None:
    units = list(map(unit_of, ENTRIES))
    found = list(read(written(tmp_path, version, units)))
    assert [(one.original, one.source, one.target) for one in found] == [
        ("content/a.md", "en", "es")
    ] * len(units)
    for unit, one in zip(units, found, strict=True):
        assert one.unit is not None
        assert one.id == unit.id
        assert outline(one.unit.source) == outline(unit.source)
        assert outline(one.unit.target or ()) == outline(unit.target or ())
        assert one.unit.extras == {e.id: e.target for e in unit.extras if e.target}
        if unit.target:
            assert one.unit.state == unit.state


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.sampled_from(VERSIONS))
def test_any_words_are_read_again_or_named(words: str, version: str) -> None:
    unit = unit_of(Entry("Peace", words))
    done = write(version, "en", "es", [("a.md", [unit])])
    if done.refused:
        assert done.refused == (("a.md", unit),)
        return
    (element,) = etree.fromstring(done.data).iter("{*}target")
    assert element is not None


def test_the_same_units_give_the_same_bytes(tmp_path: Path) -> None:
    units = list(map(unit_of, ENTRIES))
    for version in VERSIONS:
        one = written(tmp_path, version, units).read_bytes()
        assert written(tmp_path, version, units).read_bytes() == one


def test_the_translate_toolkit_reads_and_writes_them(tmp_path: Path) -> None:
    file = written(tmp_path, "1.2", list(map(unit_of, ENTRIES)))
    store: Any = _TOOLKIT["1.2"](file.read_bytes())
    assert [str(unit.source) for unit in store.units][:1] == ["Peace"]
    store.units[0].target = "La paz"
    file.write_bytes(bytes(store))
    found = next(read(file))
    assert found.unit is not None
    assert found.unit.target == ("La paz",)
    two = _TOOLKIT["2.1"](written(tmp_path, "2.1", list(map(unit_of, ENTRIES))).read_bytes())
    assert str(two.units[0].target) == "Paz"


def one_of(tmp_path: Path, body: str, *, version: str = "1.2") -> ReadUnit:
    """The only unit of a file with this body, which some tool wrote."""
    file = tmp_path / "back.xlf"
    if version == "1.2":
        head = '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
        head += '<file original="a.md" source-language="en" target-language="es" datatype="x">'
        text = f"{head}<body><group>{body}</group></body></file></xliff>"
    else:
        head = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" '
        text = f'{head}srcLang="en" trgLang="es"><file id="f">{body}</file></xliff>'
    file.write_text(text, "utf-8")
    (found,) = read(file)
    return found


def test_sentences_that_a_tool_cut_are_one_text_again(tmp_path: Path) -> None:
    found = one_of(
        tmp_path,
        '<trans-unit id="x"><source>One. <g id="1">Two.</g></source><seg-source>'
        '<mrk mtype="seg" mid="0">One.</mrk> <g id="1"><mrk mtype="seg" mid="1">Two.</mrk></g>'
        '</seg-source><target><mrk mtype="seg" mid="0">Uno.</mrk> <g id="1">'
        '<mrk mtype="seg" mid="1">Dos.</mrk></g></target></trans-unit>',
    )
    assert found.unit is not None
    assert outline(found.unit.target or ()) == ("Uno. ", ("1", ("Dos.",)))


def test_a_note_names_its_author_unless_that_is_just_the_translator(tmp_path: Path) -> None:
    found = one_of(
        tmp_path,
        '<trans-unit id="x"><source>One</source><note from="translator">Which one?</note>'
        '<note from="Ana">The first.</note><note>Or both?</note><note from="Ana"> </note>'
        '<note from="developer">title</note></trans-unit>',
    )
    assert found.unit is not None
    assert found.unit.notes == ("Which one?", "Ana: The first.", "Or both?", "")


def test_a_text_that_is_translated_in_part_is_refused(tmp_path: Path) -> None:
    found = one_of(
        tmp_path,
        '<trans-unit id="x"><source>One. Two.</source><target><mrk mtype="seg" mid="0">Uno.</mrk> '
        '<mrk mtype="seg" mid="1"/></target></trans-unit>',
    )
    assert found.reason == "only some of its sentences are translated"


def test_segments_of_2_0_and_codes_that_span_them(tmp_path: Path) -> None:
    found = one_of(
        tmp_path,
        '<unit id="u"><segment state="final"><source>A <sc id="1"/>b.</source>'
        '<target>X <sc id="1"/>y.</target></segment><ignorable><source> </source></ignorable>'
        '<segment state="translated"><source>c<ec startRef="1"/></source>'
        '<target>z<ec startRef="1"/><cp hex="0041"/></target></segment></unit>',
        version="2",
    )
    assert found.unit is not None
    assert outline(found.unit.source) == ("A ", ("1", ("b. c",)))
    assert outline(found.unit.target or ()) == ("X ", ("1", ("y. z",)), "A")
    assert found.unit.state is State.TRANSLATED


def test_codes_in_disorder_cost_their_unit(tmp_path: Path) -> None:
    for body in (
        '<bx id="1"/>a',
        'a<ex rid="1"/>',
        '<bx id="1"/><bx id="2"/><ex rid="1"/>',
        "<b/>",
    ):
        unit = f'<trans-unit id="x"><source>a</source><target>{body}</target></trans-unit>'
        found = one_of(tmp_path, unit)
        assert found.unit is None
        assert found.reason


def test_numbers_of_codes_stay_when_a_tool_writes_pairs_apart(tmp_path: Path) -> None:
    found = one_of(
        tmp_path,
        '<trans-unit id="x"><source><g id="1" ctype="bold">a</g></source>'
        '<target><bx id="7" rid="1" ctype="bold"/>b<ex id="8" rid="1"/></target></trans-unit>',
    )
    assert found.unit is not None
    assert outline(found.unit.target or ()) == (("1", ("b",)),)
    assert codes(found.unit.target or ())[0].kind == "strong"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<tmx/>", "is not an XLIFF file: it begins with <tmx>"),
        (b"", "is not well-formed XML"),
        (b'<xliff version="3.0"/>', "is XLIFF 3.0, which cannot be read"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><xliff version="1.2"/>', "declares entities"),
        (b'<xliff version="1.2"><file original="a"><body><trans-unit id="1">', "well-formed"),
        (b"PK\x03\x04 en-es.xlf", "is a ZIP archive"),
        (b"\x1f\x8b\x08 en-es.xlf", "is packed with gzip"),
        (b'<xliff version="1.2">' + b"<group>" * 300, "has more elements within each other"),
    ],
)
def test_what_is_no_xliff_is_an_error(tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "x.xlf"
    file.write_bytes(data)
    with pytest.raises(InputError, match=message) as raised:
        list(read(file))
    assert raised.value.where is not None
    assert raised.value.where.path == file


@pytest.mark.parametrize("space", ["", ' xmlns="urn:oasis:names:tc:xliff:document:2.2"'])
def test_any_two_point_something_is_read_whatever_its_namespace(tmp_path: Path, space: str) -> None:
    file = tmp_path / "x.xlf"
    file.write_text(
        f'<xliff{space} version="2.2" srcLang="en" trgLang="es"><file id="f" original="a.md">'
        '<unit id="x"><segment><source>a</source><target>b</target></segment></unit></file>'
        "</xliff>",
        "utf-8",
    )
    (found,) = read(file)
    assert (found.original, found.target, found.reason) == ("a.md", "es", "")
    assert found.unit is not None


def test_codes_without_end_are_refused(tmp_path: Path) -> None:
    deep = '<g id="1">' * 150 + "a" + "</g>" * 150
    unit = f'<trans-unit id="x"><source>a</source><target>{deep}</target></trans-unit>'
    assert one_of(tmp_path, unit).reason == "its codes are nested too deeply"


def test_a_segment_is_read_from_the_words_alone(tmp_path: Path) -> None:
    found = one_of(tmp_path, '<trans-unit id="x"><source>a<!-- b --> c</source></trans-unit>')
    assert found.unit is not None
    assert found.unit.source == apart(marked("a c"))


def read_as(found: ReadUnit) -> str:
    """Its words with a code's number and spelling in brackets, its state, its codes' words."""
    if found.unit is None:
        return found.reason

    def text(nodes: Sequence[Node]) -> str:
        return "".join(
            node
            if isinstance(node, str)
            else f"[{node.code.id} {node.code.kind} {node.code.opening}…{node.code.closing}: "
            f"{text(node.inside)}]"
            if isinstance(node, PairedCode)
            else f"[{node.id} {node.kind} {node.opening}]"
            for node in nodes
        )

    unit = found.unit
    target = "nothing" if unit.target is None else text(unit.target)
    state = unit.state.label if unit.state is not None else "no state"
    return " | ".join([text(unit.source), target, state, *map(": ".join, unit.extras.items())])


def cases(version: str) -> list[Any]:
    """The units of the case file for this version: a title, units, how they are read."""
    text = (Path(__file__).parent / "cases.txt").read_text("utf-8")
    found = []
    for block in text.split("\n=== ")[1:]:
        title, _, rest = block.partition("\n")
        body, _, expected = rest.strip("\n").partition("\n---\n")
        which, _, title = title.partition(" ")
        if which == version:
            found.append(pytest.param(body, expected, id=title))
    return found


@pytest.mark.parametrize(("body", "expected"), cases("1.2"))
def test_units_of_1_2_are_read_as_other_tools_spell_them(
    tmp_path: Path, body: str, expected: str
) -> None:
    assert read_as(one_of(tmp_path, body)) == expected


@pytest.mark.parametrize(("body", "expected"), cases("2"))
def test_units_of_2_are_read_as_other_tools_spell_them(
    tmp_path: Path, body: str, expected: str
) -> None:
    assert read_as(one_of(tmp_path, body, version="2")) == expected


def test_a_mistake_in_one_unit_is_named_with_its_line_and_the_next_one_is_read(
    tmp_path: Path,
) -> None:
    file = tmp_path / "back.xlf"
    file.write_text(
        """<xliff version="1.2">
<file original="a.md" source-language="en" target-language="es"><body>
<trans-unit id="x"><target>a</target></trans-unit>
<trans-unit id="y"><source>b</source></trans-unit>
</body></file>
<file original="b.md" source-language="fa" target-language="es"><body>
<trans-unit id="y.1.1"><source>c</source></trans-unit>
<trans-unit id="yy"><source>d</source></trans-unit>
</body></file>
</xliff>
""",
        "utf-8",
    )
    found = [(o.original, o.source, o.place.line, o.id, o.reason) for o in read(file)]
    assert found == [
        ("a.md", "en", 3, "x", "it has no <source>"),
        ("a.md", "en", 4, "y", ""),
        ("b.md", "fa", 7, "y.1.1", ""),
        ("b.md", "fa", 8, "yy", ""),
    ]


@pytest.mark.parametrize(
    ("root", "message", "hint"),
    [
        ("<tmx>", "is not an XLIFF file: it begins with <tmx>", "export it as XLIFF 1.2"),
        ("<xliff>", "is XLIFF without a version, which", "export it as XLIFF 1.2 or 2.1"),
    ],
)
def test_an_error_about_a_file_says_its_line_and_what_to_do(
    tmp_path: Path, root: str, message: str, hint: str
) -> None:
    file = tmp_path / "x.xlf"
    file.write_text(f"<?xml version='1.0'?>\n{root}{root.replace('<', '</')}", "utf-8")
    with pytest.raises(InputError) as raised:
        list(read(file))
    error = raised.value
    assert message in error.what
    assert (error.where, error.hint) == (Place(file, 2), hint)


def test_codes_may_be_nested_a_hundred_deep(tmp_path: Path) -> None:
    def nested(depth: int) -> ReadUnit:
        body = '<g id="1">' * depth + "a" + "</g>" * depth
        return one_of(tmp_path, f'<trans-unit id="x"><source>{body}</source></trans-unit>')

    assert nested(100).unit is not None
    assert nested(101).reason == "its codes are nested too deeply"
