"""Memories come into a project and go out of it, and are asked together with its catalogs."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.errors import InputError, UsageError
from l10n_flow.memory import tmx
from l10n_flow.memory.units import Pair, Unit
from l10n_flow.project import Project
from l10n_flow.workflow.exchange import memory as memories
from l10n_flow.workflow.exchange.memory import Counted, Merged
from tests.workflow.newsroom import all_bytes, catalog_path, fill, reviewed, synced, write

ALL = ("en", "es", "fa")


def tmx_file(path: Path, units: dict[Pair, list[Unit]]) -> Path:
    path.write_bytes(tmx.write(units).data)
    return path


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A memory of somebody else."""
    spanish = [Unit("Rain", "Lluvia"), Unit("Ice", "Hielo")]
    english = [Unit("مه", "Fog")]
    return tmx_file(tmp_path / "press.tmx", {("en", "es"): spanish, ("fa", "en"): english})


def test_a_file_becomes_a_memory_of_the_project(project: Project, press: Path) -> None:
    report = memories.import_file(project, press)
    assert report.path == Path("memory/press.tmx")
    assert report.pairs == (Merged("en", "es", 2, 0), Merged("fa", "en", 1, 0))
    found = memories.gathered(project)
    assert found.pair(("en", "es")) == (Unit("Ice", "Hielo"), Unit("Rain", "Lluvia"))
    assert found.pair(("en", "fa")) == (Unit("Fog", "مه"),)
    assert found.pair(("es", "fa")) == ()


def test_units_of_other_tools_have_the_memory_as_their_origin(
    project: Project, tmp_path: Path
) -> None:
    file = tmp_path / "Our Press.tmx"
    file.write_text(
        '<tmx version="1.4"><header srclang="en"/><body><tu>'
        '<tuv xml:lang="en-US"><seg>Rain</seg></tuv><tuv xml:lang="es-ES"><seg>Lluvia</seg></tuv>'
        "</tu></body></tmx>"
    )
    assert memories.import_file(project, file).path == Path("memory/Our Press.tmx")
    assert memories.gathered(project).pair(("en", "es")) == (Unit("Rain", "Lluvia", "Our Press"),)


def test_importing_again_adds_what_is_new_and_changes_nothing_else(
    project: Project, press: Path, tmp_path: Path
) -> None:
    memories.import_file(project, press)
    before = all_bytes(project.memories)
    assert memories.import_file(project, press).pairs[0] == Merged("en", "es", 0, 2)
    assert all_bytes(project.memories) == before  # the same bytes, and not written again
    more = tmx_file(
        tmp_path / "more.tmx",
        {("en", "es"): [Unit("Rain", "Lluvia", reviewed=True), Unit("Rain", "La lluvia")]},
    )
    report = memories.import_file(project, more, name="press")
    assert report.pairs == (Merged("en", "es", 1, 1),)
    assert memories.gathered(project).pair(("en", "es")) == (
        Unit("Rain", "Lluvia", reviewed=True),
        Unit("Ice", "Hielo"),
        Unit("Rain", "La lluvia"),
    )
    assert memories.gathered(project).pair(("fa", "en")) == (Unit("مه", "Fog"),)


def test_a_dry_run_tells_and_writes_nothing(project: Project, press: Path) -> None:
    before = all_bytes(project.root)
    assert memories.import_file(project, press, dry_run=True).pairs[0].new == 2
    assert all_bytes(project.root) == before
    assert not project.memories.exists()


def test_a_file_without_the_projects_languages_says_what_it_has(
    project: Project, tmp_path: Path
) -> None:
    file = tmx_file(tmp_path / "de.tmx", {("en", "de"): [Unit("Rain", "Regen")]})
    with pytest.raises(InputError) as error:
        memories.import_file(project, file)
    assert str(error.value) == (
        f"{file}: none of its units has words in two of the project's languages (en, es, fa) "
        "(the file names de, en)"
    )
    empty = tmx_file(tmp_path / "empty.tmx", {})
    with pytest.raises(InputError, match="has no translation units"):
        memories.import_file(project, empty)
    assert not project.memories.exists()


def test_of_a_file_with_nothing_right_the_first_mistake_is_told(
    project: Project, tmp_path: Path
) -> None:
    units = "".join(
        f'<tu>\n<tuv xml:lang="en"><seg>{words}</seg></tuv><tuv xml:lang="es"/></tu>\n'
        for words in ("Rain", "Mud")
    )
    file = tmp_path / "press.tmx"
    file.write_text(f'<tmx version="1.4"><header/><body>\n{units}</body></tmx>', "utf-8")
    with pytest.raises(InputError, match=r"press\.tmx:3: a <tuv>"):
        memories.import_file(project, file)


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a\\b", ".hidden", "-x", "a\nb", "c:"])
def test_a_name_that_is_no_file_name_is_refused(project: Project, press: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be the name of a memory"):
        memories.import_file(project, press, name=name)


def test_a_damaged_file_changes_nothing(project: Project, press: Path) -> None:
    memories.import_file(project, press)
    before = all_bytes(project.root)
    press.write_bytes(press.read_bytes()[:-30])
    with pytest.raises(InputError, match="not well-formed"):
        memories.import_file(project, press)
    assert all_bytes(project.root) == before


def test_a_damaged_memory_is_named_and_the_others_are_there(project: Project, press: Path) -> None:
    memories.import_file(project, press)
    damaged = project.memories / "damaged.tmx"
    damaged.write_text("<tmx>")
    found = memories.gathered(project)
    assert len(found.pair(("en", "es"))) == 2
    assert [failure.where and failure.where.path for failure in found.failures] == [damaged]
    assert "damaged.tmx" in str(found.failures[0])


def test_the_projects_own_translations_go_out_and_come_back(
    newsroom: Project, tmp_path: Path
) -> None:
    reviewed(newsroom, "es", "brief")
    write(newsroom, other="# Ice\n")
    synced(newsroom)
    fill(newsroom, "fa", "other", {"Ice": "یخ"}.get)
    file = tmp_path / "out.tmx"
    report = memories.export(newsroom, file, ALL)
    assert report.pairs == (Counted("en", "es", 3, 3), Counted("en", "fa", 1, 0))
    held = tmx.read(file, ALL)
    assert held.units[("en", "fa")] == (Unit("Ice", "یخ", "other"),)
    assert {unit.target for unit in held.units[("en", "es")]} == {"Lluvia", "Riadas", "Lodo."}
    assert all(unit.reviewed and unit.origin == "brief" for unit in held.units[("en", "es")])
    first = file.read_bytes()
    memories.export(newsroom, file, ALL)
    assert file.read_bytes() == first
    assert memories.export(newsroom, file, ("fa",)).pairs == (Counted("en", "fa", 1, 0),)


def test_nothing_translated_is_no_file(project: Project, tmp_path: Path) -> None:
    write(project, brief="# Rain\n")
    synced(project)
    assert memories.export(project, tmp_path / "out.tmx", ALL).pairs == ()
    assert not (tmp_path / "out.tmx").exists()


def test_what_xml_cannot_hold_is_left_out_and_named(newsroom: Project, tmp_path: Path) -> None:
    fill(newsroom, "es", "brief", {"Mud.": "Lodo\x0b."}.get)
    report = memories.export(newsroom, tmp_path / "out.tmx", ALL)
    assert [unit.target for unit in report.refused] == ["Lodo\x0b."]
    assert report.pairs == (Counted("en", "es", 2, 0),)


def test_an_article_or_catalog_that_cannot_be_read_stops_nothing(
    newsroom: Project, tmp_path: Path
) -> None:
    write(newsroom, other="# Ice\n")
    synced(newsroom)
    catalog_path(newsroom, "es", "other").write_text("msgid")
    report = memories.export(newsroom, tmp_path / "out.tmx", ALL)
    assert report.pairs == (Counted("en", "es", 3, 0),)
    assert len(report.failures) == 1


def test_a_list_has_the_catalogs_and_every_memory(newsroom: Project, press: Path) -> None:
    memories.import_file(newsroom, press)
    report = memories.listed(newsroom, ALL)
    assert [(memory.name, memory.path, memory.pairs) for memory in report.memories] == [
        ("catalogs", Path("locales"), (Counted("en", "es", 3, 0),)),
        ("press", Path("memory/press.tmx"), (Counted("en", "es", 2, 0), Counted("fa", "en", 1, 0))),
    ]
    assert [memory.pairs for memory in memories.listed(newsroom, ("en",)).memories] == [
        (),
        (Counted("fa", "en", 1, 0),),
    ]


def test_a_search_asks_the_catalogs_and_the_memories(newsroom: Project, press: Path) -> None:
    memories.import_file(newsroom, press)
    report = memories.search(newsroom, "rain", ALL, source="en", min_percent=50, limit=5)
    assert [
        (found.locale, [(m.percent, m.target, m.unit.origin) for m in found.matches])
        for found in report.found
    ] == [("es", [(99, "Lluvia", "brief")]), ("fa", [])]
    report = memories.search(newsroom, "Fog!", ("fa",), source="en", min_percent=50, limit=5)
    assert report.found[0].matches[0].target == "مه"
