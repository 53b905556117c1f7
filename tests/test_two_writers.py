"""Two at the same moment: what either writes is there in the end, and every file is whole."""

from __future__ import annotations

import gc
import io
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from l10n_flow.catalogs import store
from l10n_flow.cli import commandline, entry
from l10n_flow.editions import frozen
from l10n_flow.editions.taxonomy import parse as taxonomy
from l10n_flow.memory import tmx
from l10n_flow.memory.units import Unit
from l10n_flow.project import Project
from l10n_flow.terms.termsfile import load as terms
from l10n_flow.workflow.checking import baseline
from tests.workflow.newsroom import BRIEF, SPANISH, built, configure, fill, front, synced, write

FORKING = multiprocessing.get_context("fork") if hasattr(os, "fork") else None


def at_once(root: Path, *commands: Sequence[str]) -> list[int]:
    """The exit codes of commands that begin in the same moment, each in a process of its own."""
    if FORKING is None:
        pytest.skip("processes that have imported everything, and begin in one moment")
    gate = FORKING.Barrier(len(commands))
    commandline.program()

    def work(command: Sequence[str]) -> None:
        os.chdir(root)
        with io.StringIO() as nobody, redirect_stdout(nobody), redirect_stderr(nobody):
            gate.wait(300)
            os._exit(entry.run(command))

    running = [FORKING.Process(target=work, args=(command,)) for command in commands]
    gc.freeze()
    for process in running:
        process.start()
    gc.unfreeze()
    codes = []
    for process in running:
        process.join(300)
        assert process.exitcode is not None, "a command hangs"
        codes.append(process.exitcode)
    return codes


@pytest.fixture
def newsroom(project: Project) -> Project:
    project = configure(project)
    articles = {f"a{n}": BRIEF.replace("Rain", f"Rain {n}").replace("rain", f"rain-{n}")
                for n in range(6)}  # fmt: skip
    write(project, **articles)
    synced(project)
    for n in range(6):
        for locale in ("es", "fa"):
            said = {**SPANISH, f"Rain {n}": f"Lluvia {n}"}
            fill(project, locale, f"a{n}", said.get)
    return project


def test_two_builds_add_their_addresses_to_one_file(newsroom: Project) -> None:
    """Each builds other articles; frozen.yaml has the slugs of both."""
    halves = [("build", "a0", "a1", "a2"), ("build", "a3", "a4", "a5")]
    assert at_once(newsroom.root, *halves) == [0, 0]
    for locale in ("es", "fa"):
        values = frozen.load(newsroom.frozen_path(locale)).articles
        assert set(values) == {f"a{n}" for n in range(6)}
        assert len({found["slug"] for found in values.values()}) == 6


def test_two_builds_of_the_same_articles_agree(newsroom: Project) -> None:
    assert at_once(newsroom.root, ("build",), ("build",)) == [0, 0]
    for n in range(6):
        for locale in ("es", "fa"):
            kept = frozen.load(newsroom.frozen_path(locale)).articles[f"a{n}"]
            assert front(newsroom, locale, f"a{n}")["slug"] == kept["slug"]


def test_an_address_that_a_person_edits_by_hand_is_respected(newsroom: Project) -> None:
    """It is neither made anew nor numbered, and whoever adds others leaves it as it is."""
    built(newsroom, "en", "es", "fa")
    path = newsroom.frozen_path("es")
    text = path.read_text("utf-8")
    assert "slug: lluvia-0\n" in text
    path.write_text(text.replace("slug: lluvia-0\n", "slug: 'Mi_propia.dirección'\n"), "utf-8")
    write(newsroom, new=BRIEF.replace("Rain", "Mi propia dirección").replace("rain", "new"))
    synced(newsroom)
    fill(newsroom, "es", "new", {"Mi propia dirección": "Mi propia dirección", **SPANISH}.get)
    built(newsroom, "en", "es", "fa")
    values = frozen.load(path).articles
    assert values["a0"] == {"slug": "Mi_propia.dirección"}
    assert front(newsroom, "es", "a0")["slug"] == "Mi_propia.dirección"
    assert values["new"] == {"slug": "mi-propia-direccion"}
    write(newsroom, a0=BRIEF.replace("Rain", "Another title"))
    synced(newsroom)
    fill(newsroom, "es", "a0", {"Another title": "Otro título", **SPANISH}.get)
    built(newsroom, "en", "es", "fa")
    assert front(newsroom, "es", "a0")["slug"] == "Mi_propia.dirección"


def test_an_address_that_a_person_deletes_is_made_anew(newsroom: Project) -> None:
    built(newsroom, "en", "es", "fa")
    path = newsroom.frozen_path("es")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = lines.index("  a0:\n")
    path.write_text("".join(lines[:at] + lines[at + 2 :]), "utf-8")
    built(newsroom, "en", "es", "fa")
    assert frozen.load(path).articles["a0"] == {"slug": "lluvia-0"}


def test_two_address_books_by_hand_with_one_address_twice_is_told(newsroom: Project) -> None:
    built(newsroom, "en", "es", "fa")
    path = newsroom.frozen_path("es")
    path.write_text(path.read_text("utf-8").replace("lluvia-1", "lluvia-0"), "utf-8")
    with pytest.raises(Exception, match="'a1' has the slug of 'a0'"):
        built(newsroom, "en", "es", "fa")


def test_terms_of_two_files_are_all_there(newsroom: Project) -> None:
    names = []
    for n in range(4):
        rows = "".join(f"term{n}x{row},palabra{n}x{row}\n" for row in range(50))
        (newsroom.root / f"in{n}.csv").write_text(f"term,es\n{rows}", "utf-8")
        names.append(("terms", "import", f"in{n}.csv"))
    codes = at_once(newsroom.root, *names)
    found = {form for term in terms(newsroom.terms).all for form in term.forms}
    for n, code in enumerate(codes):
        theirs = {f"term{n}x{row}" for row in range(50)}
        assert code in (0, 3), "another's save in between is told, and nothing written"
        assert code == 3 or theirs <= found
    assert codes.count(0) >= 1


def test_memories_of_two_files_are_all_there(newsroom: Project) -> None:
    names = []
    for n in range(3):
        units = [Unit(f"Silt {n} {row}", f"Limo {n} {row}") for row in range(50)]
        (newsroom.root / f"in{n}.tmx").write_bytes(tmx.write({("en", "es"): units}).data)
        names.append(("memory", "import", f"in{n}.tmx"))
    codes = at_once(newsroom.root, *names)
    found = {
        unit.target
        for path in newsroom.memories.rglob("*.tmx")
        for units in tmx.read(path, ("en", "es")).units.values()
        for unit in units
    }
    for n, code in enumerate(codes):
        assert code in (0, 3)
        assert code == 3 or {f"Limo {n} {row}" for row in range(50)} <= found
    assert 0 in codes


def test_two_baselines_at_once_are_one_of_the_two(newsroom: Project) -> None:
    command = ("check", "--baseline", "known.json", "--update-baseline")
    assert set(at_once(newsroom.root, command, command)) <= {0, 1, 3}
    assert baseline.load(newsroom.root / "known.json") is not None
    assert not list(newsroom.root.glob(".known.json*"))


def test_two_imports_write_both_pages_and_all_labels(newsroom: Project) -> None:
    (newsroom.root / "taxonomy.yaml").write_text("# ours\ncategories:\n  a: {en: A}\n", "utf-8")
    commands = []
    for n in range(2):
        text = f"Rain on the Velan {n}\n\n2026/10/19 | sort {n}\n\nRain fell on both banks.\n"
        (newsroom.root / f"page{n}.txt").write_text(text, "utf-8")
        commands.append(("import", f"page{n}.txt"))
    codes = at_once(newsroom.root, *commands)
    assert set(codes) <= {0, 1, 3}
    for n in range(2):
        assert (newsroom.content / f"rain-on-the-velan-{n}.md").is_file()
    known = (newsroom.root / "taxonomy.yaml").read_text("utf-8")
    labels = taxonomy(known.encode(), Path("t.yaml"), ["categories"]).parts["categories"]
    assert known.startswith("# ours\n")
    assert "a" in labels
    assert {"sort-0", "sort-1"} <= set(labels) or 3 in codes


EDITOR = """
import sys, time
from pathlib import Path
path, stop = Path(sys.argv[1]), Path(sys.argv[2])
number = 0
while not stop.exists():
    for file in sorted(path.rglob("*.po")):
        try:
            held = file.read_bytes()
        except FileNotFoundError:
            continue
        number += 1
        new = b'\\nmsgid "by hand %d"\\nmsgstr "a mano %d"\\n' % (number, number)
        fresh = file.with_name("editor.new")
        fresh.write_bytes(held + new)
        if file.exists():
            fresh.replace(file)
            print(number, flush=True)
        else:
            number -= 1
        break
    time.sleep(0.02)
"""


def test_words_saved_while_an_article_is_renamed_are_there_afterwards(newsroom: Project) -> None:
    """Somebody saves again and again, at whatever name the catalog has; `mv` moves it meanwhile."""
    folder, stop = newsroom.catalogs / "es" / "LC_MESSAGES", newsroom.root / "stop"
    for path in folder.glob("*.po"):
        if path.name != "a0.po":
            path.unlink()
    command = [sys.executable, "-c", EDITOR, str(folder), str(stop)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as editor:
        assert editor.stdout is not None
        editor.stdout.readline()
        for old, new in (("a0", "b/x"), ("b/x", "c"), ("c", "a0")):
            # 2: the editor has written a catalog of the new name meanwhile; nothing moves then.
            assert at_once(newsroom.root, ("mv", old, new)) in ([0], [2], [3])
            time.sleep(0.05)
        stop.touch()
        saved = 1 + len(editor.stdout.readlines())
    assert saved > 3
    words = {e.target for p in folder.rglob("*.po") for e in store.load(p, "es").entries}
    assert {"Lluvia 0", "Lodo.", "Riadas"} <= words
    assert [n for n in range(1, saved + 1) if f"a mano {n}" not in words] == []
