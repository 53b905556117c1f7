"""`l10n-flow memory` as a person or a script types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n_flow.memory import tmx
from l10n_flow.memory.units import Unit
from l10n_flow.project import Project
from tests.workflow.newsroom import fill, with_reviewed_brief

from .conftest import Command


@pytest.fixture
def newsroom(project: Project) -> Project:
    with_reviewed_brief(project)
    return project


@pytest.fixture
def press(tmp_path: Path) -> Path:
    path = tmp_path / "press.tmx"
    path.write_text(
        '<tmx version="1.4">\n<header srclang="en"/>\n<body>\n'
        '<tu changedate="20260301T120000Z">'
        '<tuv xml:lang="en-US"><seg>The river rose 3 metres in 2019.</seg></tuv>'
        '<tuv xml:lang="es"><seg>El río creció 3 metros en 2019.</seg></tuv>'
        '<tuv xml:lang="fa"><seg>رود در ۲۰۱۹ سه متر بالا آمد.</seg></tuv></tu>\n'
        '<tu><tuv xml:lang="en-US"><seg>Fog</seg></tuv>'
        '<tuv xml:lang="de"><seg>Nebel</seg></tuv></tu>\n'
        "</body>\n</tmx>\n"
    )
    return path


def test_a_file_is_imported_and_listed(l10n_flow: Command, newsroom: Project, press: Path) -> None:
    found = l10n_flow("memory", "import", str(press))
    assert (found.code, found.err) == (0, "")
    assert found.out == (
        "languages  new  known\n"
        "en → es      1      0\n"
        "en → fa      1      0\n"
        "\n"
        f"1 of 2 units of {press} read into memory/press.tmx\n"
        "1 unit left out: not in two of the project's languages\n"
        "the file has de, en-US, es, fa\n"
    )
    assert l10n_flow("memory", "list").out == (
        "memory    languages  units  reviewed\n"
        "catalogs  en → es        3         3\n"
        "press     en → es        1         0\n"
        "press     en → fa        1         0\n"
    )
    assert l10n_flow("memory", "list", "--locale", "fa").out == (
        "memory  languages  units  reviewed\npress   en → fa        1         0\n"
    )


def test_a_search_shows_what_was_adapted(
    l10n_flow: Command, newsroom: Project, press: Path
) -> None:
    l10n_flow("memory", "import", "-q", str(press))
    found = l10n_flow("memory", "search", "The river rose 3 metres in 2024.")
    assert found.out == (
        "es  99 %  translated  press  2026-03-01\n"
        "  The river rose 3 metres in 2019.\n"
        "  El río creció 3 metros en 2024.\n"
        "  (adapted: 2019 → 2024)\n"
        "fa  99 %  translated  press  2026-03-01\n"
        "  The river rose 3 metres in 2019.\n"
        "  رود در ۲۰۲۴ سه متر بالا آمد.\n"
        "  (adapted: ۲۰۱۹ → ۲۰۲۴)\n"
    )
    found = l10n_flow("memory", "search", "The river rose 4 metres", "-l", "fa")
    assert found.out.splitlines()[-1] == "  (check: 4, 2019)"
    assert l10n_flow("memory", "search", "Quiet", "-l", "fa").out == "fa: nothing\n"


def test_what_people_translated_is_exported(
    l10n_flow: Command, newsroom: Project, tmp_path: Path
) -> None:
    file = tmp_path / "out.tmx"
    found = l10n_flow("memory", "export", str(file))
    assert found.out == (
        f"languages  units  reviewed\nen → es        3         3\n\n3 units written to {file}\n"
    )
    assert tmx.read(file, ("en", "es")).count == 3
    found = l10n_flow("memory", "export", str(file), "--locale", "fa")
    assert found.out == "nothing is translated or reviewed yet; no file was written\n"


def test_what_xml_cannot_hold_is_a_warning(
    l10n_flow: Command, newsroom: Project, tmp_path: Path
) -> None:
    fill(newsroom, "es", "brief", {"Mud.": "Lodo\x0b."}.get)
    found = l10n_flow("memory", "export", str(tmp_path / "out.tmx"))
    assert found.code == 0
    assert found.err == (
        "warning: left out, for it has a character that XML cannot hold: brief: 'Mud.'\n"
    )


def test_programs_read_json(l10n_flow: Command, newsroom: Project, press: Path) -> None:
    found = json.loads(l10n_flow("memory", "import", "--json", "--dry-run", str(press)).out)
    assert found == {
        "schema": 1,
        "dry_run": True,
        "files": [
            {
                "file": press.as_posix(),
                "path": "memory/press.tmx",
                "units": 2,
                "pairs": [
                    {"source": "en", "target": "es", "new": 1, "known": 0},
                    {"source": "en", "target": "fa", "new": 1, "known": 0},
                ],
                "skipped": {"language": 1},
                "languages": ["de", "en-US", "es", "fa"],
            }
        ],
        "failures": [],
    }
    assert json.loads(l10n_flow("memory", "list", "--json").out) == {
        "schema": 1,
        "memories": [
            {
                "name": "catalogs",
                "path": "locales",
                "pairs": [{"source": "en", "target": "es", "units": 3, "reviewed": 3}],
            }
        ],
        "failures": [],
    }
    found = json.loads(l10n_flow("memory", "search", "mud", "-l", "es", "--json").out)
    assert found == {
        "schema": 1,
        "text": "mud",
        "source": "en",
        "found": [
            {
                "locale": "es",
                "matches": [
                    {
                        "percent": 99,
                        "target": "Lodo.",
                        "changes": [],
                        "doubts": [],
                        "unit": {
                            "source": "Mud.",
                            "target": "Lodo.",
                            "context": None,
                            "origin": "brief",
                            "time": "",
                            "reviewed": True,
                        },
                    }
                ],
            }
        ],
        "failures": [],
    }
    file = press.with_name("out.tmx")
    assert json.loads(l10n_flow("memory", "export", "--json", str(file)).out) == {
        "schema": 1,
        "path": file.as_posix(),
        "pairs": [{"source": "en", "target": "es", "units": 3, "reviewed": 3}],
        "refused": [],
        "failures": [],
    }


def test_one_bad_file_does_not_stop_the_others(
    l10n_flow: Command, project: Project, press: Path
) -> None:
    bad = press.with_name("bad.tmx")
    bad.write_text('<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<tmx>&a;</tmx>\n')
    found = l10n_flow("memory", "import", str(bad), str(press))
    assert found.code == 3
    assert found.err.startswith(f"error: {bad}:1: declares entities")
    assert (project.memories / "press.tmx").exists()
    assert not (project.memories / "bad.tmx").exists()


def test_a_wrong_unit_is_left_out_and_said_and_the_memory_it_went_into_keeps_what_it_has(
    l10n_flow: Command, project: Project, press: Path
) -> None:
    wrong = press.read_text("utf-8").replace("<seg>Fog</seg>", "<seg><x/></seg>")
    press.write_text(wrong, "utf-8")
    found = l10n_flow("memory", "import", str(press))
    assert found.code == 0
    assert "1 unit left out: not as TMX writes units\n" in found.out
    assert found.err.startswith(f"warning: {press}:5: <x/> is not allowed in a <seg> (correct it")
    (project.memories / "press.tmx").write_text(wrong, "utf-8")
    again = l10n_flow("memory", "import", str(press))
    assert again.code == 3
    assert "memory/press.tmx:5: <x/> is not allowed" in again.err
    assert (project.memories / "press.tmx").read_text("utf-8") == wrong
    listed = l10n_flow("memory", "list")
    assert "press" in listed.out
    assert "press.tmx:5: <x/> is not allowed" in listed.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["import", "a.tmx", "b.tmx", "--name", "x"], "several files and one --name"),
        (["import", "a.tmx", "--name", "../x"], "cannot be the name of a memory"),
        (["import", "a.tmx", "--as", "final"], "'final' is not a state in which units can arrive"),
        (["search", "x", "--from", "de"], "'de' is not a language of this project"),
        (["search", "x", "--min", "0"], "--min"),
    ],
)
def test_what_is_impossible_is_refused(
    l10n_flow: Command, project: Project, arguments: list[str], says: str
) -> None:
    found = l10n_flow("memory", *arguments)
    assert found.code == 2
    assert says in found.err


def test_a_new_project_is_told_how_to_begin(l10n_flow: Command, project: Project) -> None:
    assert l10n_flow("memory", "list").out == (
        "the memory is empty; import one with: l10n-flow memory import FILE.tmx\n"
    )


def test_long_texts_and_names_stay_readable(
    l10n_flow: Command, project: Project, tmp_path: Path
) -> None:
    file = tmp_path / f"{'very-' * 20}long.tmx"
    file.write_bytes(tmx.write({("en", "es"): [Unit("Rain", "Lluvia")]}).data)
    l10n_flow("memory", "import", str(file))
    assert max(map(len, l10n_flow("memory", "list").out.splitlines())) <= 80
