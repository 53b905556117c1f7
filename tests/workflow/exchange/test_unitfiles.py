"""Translations in files of other tools become units of a memory."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n_flow.errors import CatalogError, InputError
from l10n_flow.model import State
from l10n_flow.project import Project
from l10n_flow.workflow.drafting.pretranslate import pretranslate
from l10n_flow.workflow.exchange import memory as memories
from l10n_flow.workflow.exchange.unitfiles import read
from l10n_flow.workflow.exchange.xliff import export
from tests.workflow.newsroom import catalog, configure, fill, synced, write

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)
LANGUAGES = ("en", "es", "fa")
PO = """\
msgid ""
msgstr ""
"Language: es_ES\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

msgid "Peace"
msgstr "Paz"

#, fuzzy
msgid "War"
msgstr "Guerra"

msgid "%d day"
msgid_plural "%d days"
msgstr[0] "%d día"
msgstr[1] "%d días"

msgid "Mud"
msgstr ""

#~ msgid "Old"
#~ msgstr "Viejo"
"""


def test_a_catalog_of_any_tool_gives_what_is_translated(tmp_path: Path) -> None:
    file = tmp_path / "press.po"
    file.write_text(PO, "utf-8")
    held = read(file, LANGUAGES, origin="press")
    assert [(u.source, u.target, u.origin) for u in held.units[("en", "es")]] == [
        ("Old", "Viejo", "press"),
        ("Peace", "Paz", "press"),
    ]
    assert held.skipped == {"plural": 1, "draft": 1, "empty": 1}


def test_a_catalog_that_does_not_say_its_language_is_told_it(tmp_path: Path) -> None:
    file = tmp_path / "press.po"
    file.write_text('msgid "Peace"\nmsgstr "Paz"\n', "utf-8")
    with pytest.raises(InputError, match="does not name its language"):
        read(file, LANGUAGES, origin="press")
    assert ("en", "es") in read(file, LANGUAGES, origin="press", locale="es").units


def test_a_catalog_in_another_language_gives_nothing(tmp_path: Path) -> None:
    file = tmp_path / "press.po"
    for stated in ("de", "en_GB"):  # another one, and the source's own
        file.write_text(PO.replace("es_ES", stated), "utf-8")
        held = read(file, LANGUAGES, origin="press")
        assert (held.units, held.count, held.languages) == ({}, 5, (stated,))
        assert held.skipped == {"plural": 1, "draft": 1, "empty": 1, "language": 2}


def test_a_catalog_may_name_the_language_that_it_is_from(tmp_path: Path) -> None:
    file = tmp_path / "press.po"
    for name in ("X-Source-Language", "Source-Language"):
        file.write_text(PO.replace('"Plural', f'"{name}: fa\\n"\n"Plural'), "utf-8")
        assert list(read(file, LANGUAGES, origin="press").units) == [("fa", "es")]


def test_a_catalog_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read(tmp_path / "press.po", LANGUAGES, origin="press")


def test_a_damaged_catalog_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "press.po"
    file.write_text('msgid "a"\nmsgstr "b\n', "utf-8")
    with pytest.raises(CatalogError, match=r"press.po:2"):
        read(file, LANGUAGES, origin="press", locale="es")


def test_another_kind_of_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'\.docx' is not a file format of memories"):
        read(tmp_path / "a.docx", LANGUAGES, origin="a")
    with pytest.raises(InputError, match=r"csv2po makes a \.po of a table saved as CSV"):
        read(tmp_path / "a.xlsx", LANGUAGES, origin="a")


XLIFF = """\
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="x.html" source-language="en-US" target-language="es-MX" datatype="html"><body>
<trans-unit id="1"><source>See <g id="5">the <x id="7"/></g></source>
<target state="translated">Véase <g id="5">el <x id="7"/></g></target></trans-unit>
<trans-unit id="2"><source>War</source>
<target state="needs-review-translation">G</target></trans-unit>
<trans-unit id="3"><source>Mud * is</source><target>Lodo</target></trans-unit>
<trans-unit id="4"><source>Mud</source></trans-unit>
</body></file></xliff>
"""


def test_an_xliff_file_of_any_tool_gives_what_is_translated(tmp_path: Path) -> None:
    file = tmp_path / "agency.xlf"
    file.write_text(XLIFF, "utf-8")
    held = read(file, LANGUAGES, origin="agency")
    assert [(unit.source, unit.target) for unit in held.units[("en", "es")]] == [
        ("Mud * is", "Lodo"),
        ("See the {2}", "Véase el {2}"),
    ]
    assert (held.skipped, held.count) == ({"draft": 1, "empty": 1}, 4)
    assert held.languages == ("en-US", "es-MX")
    for theirs in ("de", "en"):
        file.write_text(XLIFF.replace("es-MX", theirs), "utf-8")
        held = read(file, LANGUAGES, origin="agency")
        assert (held.units, held.skipped, held.count) == ({}, {"language": 4}, 4)


def test_codes_of_another_tool_are_numbered_in_their_order(tmp_path: Path) -> None:
    file = tmp_path / "agency.xlf"
    file.write_text(
        XLIFF_2.format(
            source='<ph id="a"/> and <ph id="b"/>',
            target='<ph id="b"/> y <ph id="a"/>',
        ),
        "utf-8",
    )
    (unit,) = read(file, LANGUAGES, origin="agency").units[("en", "es")]
    assert (unit.source, unit.target) == ("{1} and {2}", "{2} y {1}")


XLIFF_2 = """\
<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="es">
<file id="f"><unit id="u"><segment state="final">
<source>{source}</source><target>{target}</target>
</segment></unit></file></xliff>
"""


def test_our_own_exchange_keeps_emphasis_and_placeholders(project: Project) -> None:
    project = configure(project)
    write(project, brief="See **the gauge** `code` {{< a >}} *now*.\n")
    synced(project)
    source = catalog(project, "es", "brief").entries[0].source
    fill(project, "es", "brief", lambda _: source.replace("See", "Véase"))
    export(project, project.articles(), ["es"], project.root)
    (unit,) = read(project.root / "en-es.xlf", LANGUAGES, origin="x").units[("en", "es")]
    assert (unit.source, unit.target) == (source, source.replace("See", "Véase"))


@pytest.mark.parametrize(("vouched", "state"), [(False, State.DRAFT), (True, State.TRANSLATED)])
def test_what_a_person_vouches_for_arrives_translated(
    project: Project, *, vouched: bool, state: State
) -> None:
    project = configure(project)
    write(project, brief="Peace\n\n*Peace*\n")
    synced(project)
    file = project.root / "press.po"
    file.write_text(PO, "utf-8")
    memories.import_file(project, file, vouched=vouched)
    pretranslate(project, project.articles(), ["es"], now=NOW)
    entries = {entry.source: entry for entry in catalog(project, "es", "brief").entries}
    assert entries["Peace"].state is state
    assert entries["Peace"].origin is not None
    assert entries["Peace"].origin.engine == "press"


def test_vouching_later_is_taken_over(project: Project) -> None:
    file = project.root / "press.po"
    file.write_text(PO, "utf-8")
    memories.import_file(project, file)
    memories.import_file(project, file, vouched=True)
    assert {unit.vouched for unit in memories.gathered(project).pair(("en", "es"))} == {True}
