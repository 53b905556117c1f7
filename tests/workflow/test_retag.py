"""A language that has another tag now keeps its catalogs, its reviews and its addresses."""

from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from l10n_flow.errors import UsageError
from l10n_flow.files import sharing
from l10n_flow.lookup import languages_left
from l10n_flow.project import Project, find
from l10n_flow.workflow.mv import rename
from l10n_flow.workflow.renames import MoveReport

from .newsroom import catalog, catalog_path, fill, write
from .test_renames import LIBRARY, RIVER, states, synced, translated


@pytest.fixture
def renamed(project: Project) -> Project:
    """Two articles reviewed in es; then the configuration says es-MX."""
    write(project, river=RIVER, news__library=LIBRARY)
    translated(project, "river", "news/library")
    path = project.root / "l10n-flow.yaml"
    path.write_text(path.read_text("utf-8").replace("[es, fa]", "[es-MX, fa]"), "utf-8")
    return find(project.root)


def test_catalogs_of_a_language_that_is_none_of_the_projects_are_named(renamed: Project) -> None:
    synced(renamed)
    (warning,) = languages_left(renamed)
    assert warning.startswith("locales/es: 2 catalogs in 'es', which is no language of the project")
    assert "l10n-flow mv locales/es locales/es-MX" in warning


def test_catalogs_of_other_programs_are_not_meant(renamed: Project) -> None:
    rename(renamed, "locales/es", "locales/es-MX", renamed.root)
    path = renamed.catalogs / "de" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr ""\n')
    assert list(languages_left(renamed)) == []


@pytest.mark.parametrize("is_late", [False, True])
def test_a_language_takes_its_catalogs_to_another_tag(renamed: Project, is_late: bool) -> None:
    if is_late:  # there are new catalogs already, and somebody has begun anew
        synced(renamed)
        fill(renamed, "es-MX", "river", lambda source: f"{source} (new)")
    done = rename(renamed, "locales/es", "locales/es-MX", renamed.root)
    assert (done.path, done.target) == (Path("locales/es"), Path("locales/es-MX"))
    assert (done.catalogs, done.failures) == (2, ())
    synced(renamed)
    for name in ("river", "news/library"):
        assert set(states(renamed, "es-MX", name)) == {"reviewed"}
    assert dict(catalog(renamed, "es-MX", "river").headers)["Language"] == "es_MX"
    frozen = (renamed.catalogs / "es-MX" / "frozen.yaml").read_text()
    assert "  river:\n    slug: river-es\n" in frozen
    assert not (renamed.catalogs / "es").exists()
    assert list(languages_left(renamed)) == []


def test_a_folder_that_is_named_as_gettext_does_is_not_read_and_named(renamed: Project) -> None:
    (renamed.catalogs / "es").rename(renamed.catalogs / "es_MX")
    (warning,) = languages_left(renamed)
    assert warning == (
        "locales/es_MX: 2 catalogs in a folder that is not read "
        "('es-MX' is: l10n-flow mv locales/es_MX locales/es-MX)"
    )
    assert rename(renamed, "locales/es_MX", "locales/es-MX", renamed.root).catalogs == 2
    assert list(languages_left(renamed)) == []


def test_two_names_of_one_folder_are_no_two_languages(renamed: Project) -> None:
    """As on a file system that does not tell ES-MX from es-MX; here a link is the second name."""
    (renamed.catalogs / "es").rename(renamed.catalogs / "es-MX")
    (renamed.catalogs / "ES-mx").symlink_to("es-MX")
    before = catalog_path(renamed, "es-MX", "river").read_bytes()
    assert list(languages_left(renamed)) == []
    with pytest.raises(UsageError, match="already"):
        rename(renamed, "locales/ES-mx", "locales/es-MX", renamed.root)
    assert catalog_path(renamed, "es-MX", "river").read_bytes() == before


def test_templates_are_no_language(renamed: Project) -> None:
    """A folder of that name may have catalogs; one of a language outside of it is not meant."""
    pot = renamed.catalogs / "pot"
    shutil.copytree(renamed.catalogs / "es", pot, dirs_exist_ok=True)
    for written, target in (("locales/pot", "locales/fr"), ("content/es", "locales/fr")):
        with pytest.raises(UsageError):
            rename(renamed, written, target, renamed.root)
    assert pot.is_dir()


def test_a_damaged_catalog_stays_where_it_is(renamed: Project) -> None:
    path = catalog_path(renamed, "es", "river")
    path.write_bytes(path.read_bytes() + b'\nmsgid "x"\nmsgstr "y\n')
    done = rename(renamed, "locales/es", "locales/es-MX", renamed.root)
    assert done.catalogs == 1
    assert len(done.failures) == 1
    assert path.exists()


def test_two_who_move_a_language_in_opposite_directions_lose_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each would hold the file for which the other waits, if they locked in their own order."""
    write(project, **{f"river{number}": RIVER for number in range(6)})
    path = project.root / "l10n-flow.yaml"
    path.write_text(path.read_text("utf-8").replace("[es, fa]", "[es, es-MX, fa]"), "utf-8")
    both = find(project.root)
    synced(both)
    for number in range(6):
        for locale in ("es", "es-MX"):
            fill(both, locale, f"river{number}", partial("{1} ({0})".format, locale))
    monkeypatch.setattr(sharing, "SECONDS", 20.0)
    started = threading.Barrier(2)

    def move(old: str, new: str) -> MoveReport:
        started.wait()
        return rename(both, f"locales/{old}", f"locales/{new}", both.root)

    with ThreadPoolExecutor(2) as pool:
        ways = [pool.submit(move, "es", "es-MX"), pool.submit(move, "es-MX", "es")]
        reports = [one.result() for one in ways]
    assert [report.failures for report in reports] == [(), ()]
    for number in range(6):
        held = [
            catalog(both, tag, f"river{number}")
            for tag in ("es", "es-MX")
            if catalog_path(both, tag, f"river{number}").exists()
        ]
        words = {entry.target for one in held for entry in one.entries}
        assert words
        assert all(words)


def test_a_tag_that_the_project_does_not_have_is_refused(renamed: Project) -> None:
    with pytest.raises(UsageError, match="'locales/pt' is not the folder of a language"):
        rename(renamed, "locales/es", "locales/pt", renamed.root)
    assert catalog_path(renamed, "es", "river").exists()


def test_a_dry_run_moves_nothing(renamed: Project) -> None:
    done = rename(renamed, "locales/es", "es-MX", renamed.root, dry_run=True)
    assert done.catalogs == 2
    assert catalog_path(renamed, "es", "river").exists()


@pytest.mark.parametrize("locales", ["[EN]", "[]", "[en]"])
def test_a_project_without_a_language_to_translate_into_says_so(
    project: Project, locales: str
) -> None:
    path = project.root / "l10n-flow.yaml"
    path.write_text(path.read_text("utf-8").replace("[es, fa]", locales), "utf-8")
    (warning,) = find(project.root).notes()
    assert warning.startswith("l10n-flow.yaml: 'locales' has no language but the articles' own, en")
    assert project.notes() == ()
