"""Memories as files: TMX from any tool is read, ours is canonical, hostile ones are refused."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.errors import InputError, UsageError
from l10n_flow.memory import tmx
from l10n_flow.memory.units import Pair, Unit, ordered

from .strategies import units

Reader = Callable[[str], tmx.Read]

HEAD = """\
<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="Another" segtype="sentence" srclang="en-US" datatype="html"/>
<body>
"""
TAIL = "</body>\n</tmx>\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "press.tmx"


@pytest.fixture
def read(file: Path) -> Reader:
    """What a file with these units holds for a project in English, Spanish and Persian."""

    def reader(body: str) -> tmx.Read:
        file.write_text(HEAD + body + TAIL, encoding="utf-8")
        return tmx.read(file, ("en", "es", "fa"), origin="press")

    return reader


def unit(*variants: str, attributes: str = "") -> str:
    return f"<tu {attributes}>\n" + "\n".join(variants) + "\n</tu>\n"


def words(language: str, text: str) -> str:
    return f'<tuv xml:lang="{language}"><seg>{text}</seg></tuv>'


PAIRS: list[Pair] = [("en", "es"), ("en", "fa"), ("fa", "pt-BR")]


@given(st.dictionaries(st.sampled_from(PAIRS), st.lists(units(), min_size=1, max_size=4)))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, some: dict[Pair, list[Unit]]
) -> None:
    written = tmx.write(some)
    assert written.refused == ()
    path = tmp_path_factory.getbasetemp() / "law.tmx"
    path.write_bytes(written.data)
    held = tmx.read(path, ("en", "es", "fa", "pt-BR"))
    assert held.units == {pair: ordered(units) for pair, units in some.items()}
    assert tmx.write(held.units).data == written.data


@given(st.lists(units(), max_size=5).flatmap(lambda u: st.tuples(st.just(u), st.permutations(u))))
def test_the_same_units_give_the_same_bytes(pair: tuple[list[Unit], list[Unit]]) -> None:
    one, other = pair
    assert tmx.write({("en", "es"): one}) == tmx.write({("en", "es"): other})


def test_units_stand_in_the_order_of_their_text_context_and_words() -> None:
    some = [
        Unit("Light", "claro", context="colour"),
        Unit("Light", "abierto", context="way"),
        Unit("Light", "luz"),
        Unit("Dark", "oscuro"),
        Unit("Light", "ligero"),
    ]
    written = tmx.write({("en", "es"): some}).data.decode()
    targets = [
        line.split("<seg>")[1].split("</")[0] for line in written.split("\n") if 'es">' in line
    ]
    assert targets == ["oscuro", "ligero", "luz", "claro", "abierto"]


def test_a_file_of_ours_looks_like_this() -> None:
    written = tmx.write(
        {
            ("en", "fa"): [
                Unit(
                    "Mud & [rain]({1})", "گل و [باران]({1})", "news/brief", "2026-11-02T10:00:00Z"
                ),
                Unit("Light", "سبک", reviewed=True, context="adjective"),
            ],
            ("fa", "en"): [Unit("گل", "Mud")],
        }
    )
    assert written.data.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tmx version="1.4">\n'
        '<header creationtool="l10n-flow" creationtoolversion="1" segtype="paragraph"'
        ' o-tmf="l10n-flow" adminlang="en" srclang="*all*" datatype="plaintext"/>\n'
        "<body>\n"
        '<tu srclang="en">\n'
        '<prop type="x-l10n-flow-state">reviewed</prop>\n'
        '<prop type="x-l10n-flow-context">adjective</prop>\n'
        '<tuv xml:lang="en"><seg>Light</seg></tuv>\n'
        '<tuv xml:lang="fa"><seg>سبک</seg></tuv>\n'
        "</tu>\n"
        '<tu srclang="en" changedate="20261102T100000Z">\n'
        '<prop type="x-l10n-flow-origin">news/brief</prop>\n'
        '<tuv xml:lang="en"><seg>Mud &amp; [rain]({1})</seg></tuv>\n'
        '<tuv xml:lang="fa"><seg>گل و [باران]({1})</seg></tuv>\n'
        "</tu>\n"
        '<tu srclang="fa">\n'
        '<tuv xml:lang="fa"><seg>گل</seg></tuv>\n'
        '<tuv xml:lang="en"><seg>Mud</seg></tuv>\n'
        "</tu>\n"
        "</body>\n"
        "</tmx>\n"
    )


@pytest.mark.parametrize("bad", ["a\x00b", "a\x1fb", "\ufffe", "\ud800"])
def test_what_xml_cannot_hold_is_named_and_left_out(bad: str) -> None:
    good = Unit("Mud", "Lodo")
    for refused in (Unit(bad, "x"), Unit("x", bad), Unit("x", "y", context=bad)):
        written = tmx.write({("en", "es"): [good, refused]})
        assert written.refused == (refused,)
        assert written.data == tmx.write({("en", "es"): [good]}).data


def test_the_files_of_other_tools_are_read(read: Reader) -> None:
    made = 'creationdate="20200101T000000Z"'
    held = read(
        unit(words("EN-GB", "Mud"), words("es-ES", "\n  Lodo\n"), words("fa-IR", "گل"))
        + unit(words("en", "Rain"), words("es", "Lluvia"), attributes=made)
        + unit(words("en", "Rain"), words("es", "Agua"), attributes='changedate="20210101T000000Z"')
        + unit(words("en", "Fog"), words("de", "Nebel"))
        + unit(words("en", "Ice"), words("es", " "))
    )  # fmt: skip
    assert held.units == {
        ("en", "es"): (
            Unit("Rain", "Agua", "press", "2021-01-01T00:00:00Z"),
            Unit("Rain", "Lluvia", "press", "2020-01-01T00:00:00Z"),
            Unit("Mud", "Lodo", "press"),
        ),
        ("en", "fa"): (Unit("Mud", "گل", "press"),),
    }
    assert held.count == 5
    assert held.skipped == {tmx.LANGUAGE: 1, tmx.EMPTY: 1}
    assert held.languages == ("EN-GB", "de", "en", "es", "es-ES", "fa-IR")


def test_words_of_another_variant_of_the_language_say_so(read: Reader) -> None:
    held = read(
        unit(words("en", "Bus"), words("es-MX", "Camión"))
        + unit(words("en", "Bus"), words("es-ES", "Autobús"))
        + unit(words("en", "Car"), words("fa-AF", "موتر"))
    )
    assert [(one.target, one.variant) for one in held.units["en", "es"]] == [
        ("Autobús", ""),
        ("Camión", "es-MX"),
    ]
    assert held.units["en", "fa"][0].variant == "fa-AF"


def test_a_unit_says_what_it_was_translated_from(read: Reader) -> None:
    both = (words("en", "Mud"), words("es", "Lodo"))
    assert list(read(unit(*both, attributes='srclang="es-MX"')).units) == [("es", "en")]
    assert list(read(unit(*both, attributes='srclang="*all*"')).units) == [("en", "es")]
    assert list(read(unit(*both, attributes='srclang="de"')).units) == [("en", "es")]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ('<bpt i="1">&lt;b&gt;</bpt>Mud<ept i="1">&lt;/b&gt;</ept>', "Lodo", ("Mud", "Lodo")),
        ('<hi type="bold">Mud</hi> is', "<hi>Lodo</hi> es", ("Mud is", "Lodo es")),
        ("<it pos='begin'>*</it>Mud", "Lodo", ("Mud", "Lodo")),
        ('Hi <ph x="1">%s</ph>', '<ph x="1"/>, hola', ("Hi {1}", "{1}, hola")),
        ("<ph>%d</ph> of <ph>%s</ph>", "<ph>%s</ph>: <ph>%d</ph>", ("{1} of {2}", "{2}: {1}")),
        ("See {1} <ph>%s</ph>", "Ver {1} <ph>%s</ph>", ("See {1} {2}", "Ver {1} {2}")),
        ("See <ph>{3}</ph>", "Ver {3}", ("See {3}", "Ver {3}")),
        ("A<!-- not shown --> b", "A<?x?> b", ("A b", "A b")),
        (
            "\n   Mud and\n   rain\n  ",
            "Lodo\r\n\ty lluvia",
            ("Mud and rain", "Lodo y lluvia"),
        ),
        ("Mud\nand rain", "Lodo\ny lluvia", ("Mud\nand rain", "Lodo\ny lluvia")),
        ("<hi>Hi <ph x='1'><sub>y</sub></ph></hi>", "<ph x='1'/>", ("Hi {1}", "{1}")),
        (
            '<ph>alt="rain"</ph> <ph>%s</ph>',
            '<ph>%s</ph> <ph>alt="lluvia"</ph>',
            ("{1} {2}", "{2} {1}"),
        ),
        ("a <ph>%s</ph>", "b <ph>%d</ph> <ph>%f</ph>", ("a {1}", "b {2} {3}")),
        ("<b>Mud</b> <g id='1'>is</g>", "<b>Lodo</b> <i>es</i>", ("Mud is", "Lodo es")),
    ],
)
def test_inline_codes_are_left_out_or_become_placeholders(
    read: Reader, source: str, target: str, expected: tuple[str, str]
) -> None:
    ((found,),) = read(unit(words("en", source), words("es", target))).units.values()
    assert (found.source, found.target) == expected


@pytest.mark.parametrize(
    ("body", "line", "what", "hint"),
    [
        (unit(words("en", "a & c")), 7, "not well-formed XML", ""),
        (unit(words("en", "a </b> c")), 7, "not well-formed XML", "export the file again"),
        (unit(words("en", "\x01")), 7, "not well-formed XML", "delete that character"),
        (unit(words("en", "&#x1f;")), 7, "not well-formed XML", "delete that character"),
        ('<?xml version="1.0"?>', 6, "not well-formed XML", "delete what is before <?xml"),
        ("<x>" * 300 + "</x>" * 300, 6, "more elements within each other", "don't trust it"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    read: Reader, file: Path, body: str, line: int, what: str, hint: str
) -> None:
    with pytest.raises(InputError) as error:
        read(body)
    assert str(error.value).startswith(f"{file}:{line}: ")
    assert what in error.value.what
    assert hint in error.value.hint


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ('<tuv xml:lang="en"/>', "a <tuv> has no <seg>"),
        ("<tuv><seg>x</seg></tuv>", "a <tuv> has no xml:lang"),
        (words("en", "a <x id='1'/> b"), "<x/> is not allowed in a <seg>"),
        (words("en", "a &b; c"), "the entity &b; is not defined"),
    ],
)
def test_a_unit_that_is_wrong_costs_itself_and_is_said_with_its_line(
    read: Reader, file: Path, wrong: str, what: str
) -> None:
    good = unit(words("en", "Mud"), words("es", "Lodo"))
    held = read(unit(wrong, words("es", "x")) + good)
    assert held.units == {("en", "es"): (Unit("Mud", "Lodo", "press"),)}
    assert (held.count, held.skipped) == (2, {tmx.WRONG: 1})
    (fault,) = held.faults
    assert str(fault).startswith(f"{file}:7: {what} (correct it there, or export the memory again")


@pytest.mark.parametrize(
    "document_type",
    [
        '[<!ENTITY a "x">]',
        '[<!ENTITY a SYSTEM "file:///etc/passwd">]',
        '[<!ENTITY % a SYSTEM "http://localhost/x.dtd"> %a;]',
        '[<!ENTITY a0 "xxxxxxxxxx"><!ENTITY a1 "&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;">]',
    ],
)
def test_a_file_that_declares_entities_is_refused(file: Path, document_type: str) -> None:
    body = unit(words("en", "&a;"), words("es", "x"))
    file.write_text(HEAD.replace('SYSTEM "tmx14.dtd"', document_type) + body + TAIL)
    with pytest.raises(InputError, match=r"press.tmx:1: declares entities"):
        tmx.read(file, ("en", "es"))


def test_entities_in_the_first_tag_do_not_explode(file: Path) -> None:
    steps = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    file.write_text(f'<!DOCTYPE tmx [<!ENTITY a0 "xxxxxxxxxx">{steps}]>\n<tmx version="&a9;"/>')
    with pytest.raises(InputError, match="entity"):
        tmx.read(file, ("en", "es"))


def test_no_dtd_is_opened(file: Path, tmp_path: Path) -> None:
    (tmp_path / "tmx14.dtd").write_text("this is no DTD at all")
    body = unit(words("en", "Mud"), words("es", "Lodo"))
    file.write_text(HEAD + body + TAIL)
    assert tmx.read(file, ("en", "es")).count == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_an_encoding_that_the_file_declares_is_read(file: Path, encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    head = HEAD.replace('version="1.0"', f'version="1.0" encoding="{name}"')
    file.write_bytes((head + unit(words("en", "Ice"), words("es", "Añil")) + TAIL).encode(encoding))
    ((found,),) = tmx.read(file, ("en", "es")).units.values()
    assert found.target == "Añil"


def test_a_file_that_an_editor_saved_as_utf_8_and_that_says_otherwise_is_read(file: Path) -> None:
    head = HEAD.replace('version="1.0"', 'version="1.0" encoding="UTF-16"')
    file.write_text(head + unit(words("en", "Ice"), words("es", "Añil")) + TAIL, "utf-8")
    ((found,),) = tmx.read(file, ("en", "es")).units.values()
    assert found.target == "Añil"


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("20260102T030405Z", "2026-01-02T03:04:05Z"),
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
        ("20261302T030405Z", ""),
        ("99999999T999999Z", ""),
        ("2026-01-02", ""),
    ],
)
def test_the_time_of_a_unit_is_read_or_unknown(read: Reader, written: str, time: str) -> None:
    both = words("en", "Mud"), words("es", "Lodo")
    ((found,),) = read(unit(*both, attributes=f'changedate="{written}"')).units.values()
    assert found.time == time


def test_bytes_of_another_encoding_are_refused_with_their_line(file: Path) -> None:
    text = HEAD + unit(words("en", "Ice"), words("es", "Añil")) + TAIL
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(InputError) as error:
        tmx.read(file, ("en", "es"))
    assert str(error.value).startswith(f"{file}:8: is not well-formed XML: ")
    assert "save it as UTF-8" in error.value.hint


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is not well-formed XML"),
        (b"Mud\tLodo\n", ":1: is not well-formed XML: Start tag expected"),
        (b"<xliff/>", ":1: is not a TMX file: it begins with <xliff>"),
        (HEAD.encode(), "is not well-formed XML: Premature end"),
    ],
)
def test_what_is_no_tmx_is_refused(file: Path, data: bytes, what: str) -> None:
    file.write_bytes(data)
    with pytest.raises(InputError) as error:
        tmx.read(file, ("en", "es"))
    assert what in str(error.value)
    assert str(file) in str(error.value)


def test_a_file_that_cannot_be_opened_or_is_too_large_is_named(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match=r"press.tmx: cannot be read: No such file"):
        tmx.read(file, ("en", "es"))
    file.write_bytes(HEAD.encode())
    monkeypatch.setattr(tmx, "MAX_BYTES", 10)
    with pytest.raises(InputError, match="split the file"):
        tmx.read(file, ("en", "es"))


def test_without_lxml_the_remedy_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(b"<tmx/>")
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(UsageError, match=r"press.tmx: TMX needs lxml, which is not installed"):
        tmx.read(file, ("en", "es"))


@given(
    st.lists(st.tuples(st.integers(0, 600), st.integers(0, 12), st.binary(max_size=4)), max_size=3)
)
def test_whatever_is_broken_in_a_file_is_an_expected_failure(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int, bytes]]
) -> None:
    body = unit(words("en", "Hi <ph x='1'>%s</ph>"), words("es", "<hi>Hola</hi> {1}"))
    data = (HEAD + body + TAIL).encode()
    for start, length, new in changes:
        data = data[:start] + new + data[start + length :]
    path = tmp_path_factory.getbasetemp() / "broken.tmx"
    path.write_bytes(data)
    with suppress(InputError):
        assert tmx.read(path, ("en", "es")).count <= 1
