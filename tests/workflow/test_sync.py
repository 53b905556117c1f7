"""Catalogs follow their articles, and nothing that a person wrote is ever lost."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.catalogs import store
from l10n_flow.catalogs.merge import MergeReport
from l10n_flow.catalogs.po import canonical
from l10n_flow.catalogs.threeway import CONFLICT, other_words
from l10n_flow.errors import CatalogError, ChangedUnderneath, DocumentError, FileError
from l10n_flow.model import State
from l10n_flow.project import Project, find
from l10n_flow.workflow.sync import CatalogSync, _with_back, sync
from tests.catalogs.gettext_tools import complaints, msgcat

from .newsroom import (
    all_bytes,
    catalog,
    catalog_path,
    configure,
    fill,
    reviewed,
    synced,
    translate,
    write,
)

BRIEF = """\
---
title: Rain
date: 2026-10-05
---

# Floods

Mud.

Silt.
"""


@pytest.fixture
def newsroom(project: Project) -> Project:
    """One article whose Spanish catalog is translated."""
    write(project, brief=BRIEF)
    synced(project)
    translate(project, "es", "brief", Rain="Lluvia", Floods="Riadas")
    fill(project, "es", "brief", {"Mud.": "Lodo.", "Silt.": "Limo."}.get)
    return project


def states(project: Project, locale: str, name: str) -> dict[str, str]:
    found = catalog(project, locale, name)
    return {e.source: "obsolete" if e.obsolete else e.state.label for e in found.entries}


# A new project, and one in which nothing changed


def test_a_new_article_gets_a_template_and_a_catalog_in_every_other_language(
    project: Project,
) -> None:
    write(project, news__brief=BRIEF)
    report = synced(project)
    assert [(c.locale, c.is_new, c.is_written) for c in report.catalogs] == [
        ("es", True, True),
        ("fa", True, True),
    ]
    assert report.failures == ()
    names = [
        path.relative_to(project.catalogs).as_posix() for path in project.catalogs.rglob("*.po*")
    ]
    assert sorted(names) == [
        "es/LC_MESSAGES/news/brief.po",
        "fa/LC_MESSAGES/news/brief.po",
        "pot/news/brief.pot",
    ]
    assert list(states(project, "fa", "news/brief")) == ["Rain", "Floods", "Mud.", "Silt."]


def test_a_persian_article_gets_an_english_and_a_spanish_catalog(project: Project) -> None:
    write(project, gozaresh="---\nlang: fa\n---\nباران.\n")
    report = synced(project)
    assert [catalog.locale for catalog in report.catalogs] == ["en", "es"]
    assert not catalog_path(project, "fa", "gozaresh").exists()


def test_an_article_without_words_gets_catalogs_that_are_empty(project: Project) -> None:
    write(project, code="```\nx = 1\n```\n")
    assert synced(project).failures == ()
    assert catalog(project, "es", "code").entries == ()


def test_a_second_sync_writes_no_byte(newsroom: Project) -> None:
    synced(newsroom)
    before = all_bytes(newsroom.root)
    report = synced(newsroom)
    assert report.written == ()
    assert all_bytes(newsroom.root) == before


def test_without_the_ledger_a_sync_comes_to_the_same(newsroom: Project) -> None:
    synced(newsroom)
    before = all_bytes(newsroom.root)
    shutil.rmtree(newsroom.state)
    report = synced(newsroom)
    assert len(report.catalogs) == 2
    assert report.written == ()
    assert all_bytes(newsroom.root) == before


def test_a_damaged_ledger_is_no_ledger(newsroom: Project) -> None:
    synced(newsroom)
    (ledger,) = newsroom.state.glob("sync*/*.json")
    for damage in (b"", b"{", b"[]", b'{"mark": 1}', b"\xff\xfe"):
        ledger.write_bytes(damage)
        assert synced(newsroom).written == ()


def test_the_ledger_does_not_hide_what_was_edited_after_it_was_written(newsroom: Project) -> None:
    synced(newsroom)
    os.utime(newsroom.content / "brief.md", ns=(0, 0))
    assert synced(newsroom).catalogs == (), "the time of a file says nothing"
    write(newsroom, brief=BRIEF.replace("Silt.", "Sand."))
    os.utime(newsroom.content / "brief.md", ns=(0, 0))
    assert [c.merged.added for c in synced(newsroom).written] == [1, 1]


def test_the_ledger_notices_a_catalog_that_is_gone(newsroom: Project) -> None:
    synced(newsroom)
    catalog_path(newsroom, "fa", "brief").unlink()
    assert [(c.locale, c.is_new) for c in synced(newsroom).written] == [("fa", True)]


def test_the_ledger_notices_other_settings(newsroom: Project) -> None:
    synced(newsroom)
    renamed = configure(newsroom, "name: Three Shores\n")
    synced(renamed)
    template = (renamed.catalogs / "pot/brief.pot").read_text("utf-8")
    assert "Project-Id-Version: Three Shores" in template
    translated = configure(newsroom, "fields: {date: translate}\n")
    assert [c.merged.added for c in synced(translated).written] == [1, 1]


def test_an_article_under_another_suffix_is_looked_at_again(newsroom: Project) -> None:
    synced(newsroom)
    (newsroom.content / "brief.md").rename(newsroom.content / "brief.markdown")
    report = synced(newsroom)
    assert [c.is_written for c in report.catalogs] == [False, False]


# What changes with an article


def test_a_changed_paragraph_keeps_its_translation_as_a_draft(newsroom: Project) -> None:
    write(newsroom, brief=BRIEF.replace("Mud.", "Mud and more mud covers the old town."))
    synced(newsroom)
    fill(newsroom, "es", "brief", {"Mud and more mud covers the old town.": "Lodo y más."}.get)
    write(newsroom, brief=BRIEF.replace("Mud.", "Mud and much more mud covers the old town."))
    (spanish, _) = synced(newsroom).written
    assert (spanish.merged.fuzzy, spanish.merged.added) == (1, 0)
    entry = catalog(newsroom, "es", "brief").entries[2]
    assert (entry.target, entry.state) == ("Lodo y más.", State.DRAFT)
    assert entry.previous_source == "Mud and more mud covers the old town."


def test_a_moved_paragraph_keeps_its_translation(newsroom: Project) -> None:
    write(newsroom, brief=BRIEF.replace("Mud.\n\nSilt.", "Silt.\n\nMud."))
    synced(newsroom)
    assert states(newsroom, "es", "brief") == {
        "Rain": "translated",
        "Floods": "translated",
        "Silt.": "translated",
        "Mud.": "translated",
    }


def test_a_deleted_paragraph_is_kept_for_its_return(newsroom: Project) -> None:
    write(newsroom, brief=BRIEF.replace("Mud.\n\n", ""))
    synced(newsroom)
    assert states(newsroom, "es", "brief")["Mud."] == "obsolete"
    assert "Mud." not in states(newsroom, "fa", "brief")
    write(newsroom, brief=BRIEF)
    spanish, _ = synced(newsroom).written
    assert spanish.merged.revived == 1
    assert states(newsroom, "es", "brief")["Mud."] == "translated"


def test_catalogs_of_a_deleted_article_stay(newsroom: Project) -> None:
    before = catalog_path(newsroom, "es", "brief").read_bytes()
    text = (newsroom.content / "brief.md").read_text("utf-8")
    (newsroom.content / "brief.md").unlink()
    write(newsroom, report="Nothing of the kind.\n")
    assert [c.article for c in synced(newsroom).written] == ["report", "report"]
    assert catalog_path(newsroom, "es", "brief").read_bytes() == before
    write(newsroom, brief=text)
    assert synced(newsroom).written == ()
    assert catalog_path(newsroom, "es", "brief").read_bytes() == before


def test_only_the_languages_that_are_asked_for_are_touched(project: Project) -> None:
    write(project, brief=BRIEF)
    synced(project, "fa")
    assert not catalog_path(project, "es", "brief").exists()
    assert [c.locale for c in synced(project).written] == ["es"]


def test_a_dry_run_tells_all_and_writes_nothing(newsroom: Project) -> None:
    synced(newsroom)
    write(newsroom, brief=BRIEF.replace("Mud.", "Sand."), other="# New\n")
    before = all_bytes(newsroom.root)
    rehearsed = synced(newsroom, dry_run=True)
    assert all_bytes(newsroom.root) == before
    assert rehearsed == synced(newsroom)
    assert len(rehearsed.written) == 4


def test_warnings_are_said_again_although_nothing_is_done(project: Project) -> None:
    write(project, brief="---js\n{ title: 1 }\n---\nMud.\n")
    (first,) = synced(project).warnings
    assert first.startswith("content/brief.md:1: '---js' front matter")
    assert synced(project).warnings == (first,)


# Failures stop nobody else


def test_an_article_that_is_not_utf8_stops_no_other(newsroom: Project) -> None:
    (newsroom.content / "bad.md").write_bytes(b"caf\xe9\n")
    write(newsroom, brief=BRIEF + "\nSand.\n")
    report = synced(newsroom)
    (failure,) = report.failures
    assert isinstance(failure, DocumentError)
    assert str(failure.where) == f"{newsroom.content.as_posix()}/bad.md:1"
    assert [c.article for c in report.written] == ["brief", "brief"]
    assert not catalog_path(newsroom, "es", "bad").exists()


def test_words_that_no_catalog_can_hold_are_told_with_their_line(newsroom: Project) -> None:
    (newsroom.content / "bad.md").write_bytes(b"# Mud\n\nsand\x00clay\n")
    write(newsroom, brief=BRIEF + "\nSand.\n")
    report = synced(newsroom)
    (failure,) = report.failures
    assert isinstance(failure, DocumentError)
    assert str(failure).endswith(
        "content/bad.md:3: a PO file cannot hold the character U+0000 (in 'sand\\x00clay')"
    )
    assert [c.article for c in report.written] == ["brief", "brief"]
    assert not catalog_path(newsroom, "es", "bad").exists()


@pytest.mark.parametrize(
    "damage",
    [
        '\nmsgid "x"\nmsgstr "y\n',
        "\n<<<<<<< HEAD\n",
        '\nmsgid "Mud."\nmsgstr "otra vez"\n',
        "\nmsgid Mud\n",
        '\nmsgid "a"\nmsgid "b"\nmsgstr "c"\n',
    ],
    ids=["open string", "merge conflict", "twice", "no quotes", "no msgstr"],
)
def test_a_damaged_catalog_is_named_and_left_alone_and_the_others_go_on(
    newsroom: Project, damage: str
) -> None:
    path = catalog_path(newsroom, "es", "brief")
    path.write_text(path.read_text("utf-8") + damage, encoding="utf-8")
    before = path.read_bytes()
    write(newsroom, brief=BRIEF + "\nSand.\n")
    for _ in range(2):
        report = synced(newsroom)
        (failure,) = report.failures
        assert isinstance(failure, CatalogError)
        assert failure.exit_code == 3
        assert failure.where is not None
        assert (failure.where.path, bool(failure.where.line)) == (path, True)
        assert path.read_bytes() == before
    assert states(newsroom, "fa", "brief")["Sand."] == "untranslated"


def test_a_merge_conflict_is_mended_by_hand_and_all_is_well(newsroom: Project) -> None:
    path = catalog_path(newsroom, "es", "brief")
    text = path.read_text("utf-8")
    conflict = '<<<<<<< HEAD\nmsgstr "Lodo."\n=======\nmsgstr "Barro."\n>>>>>>> fa\n'
    path.write_text(text.replace('msgstr "Lodo."\n', conflict), encoding="utf-8")
    (failure,) = synced(newsroom).failures
    assert "conflict" in str(failure)
    path.write_text(text.replace("Lodo.", "Barro."), encoding="utf-8")
    assert synced(newsroom).failures == ()
    assert catalog(newsroom, "es", "brief").entries[2].target == "Barro."


def test_what_the_system_refuses_is_told_and_stops_nobody(newsroom: Project) -> None:
    path = catalog_path(newsroom, "es", "brief")
    path.unlink()
    path.mkdir()
    (newsroom.catalogs / "pot" / "other.pot").mkdir()
    write(newsroom, brief=BRIEF + "\nSand.\n", other="Mud.\n")
    report = synced(newsroom)
    assert [type(failure) for failure in report.failures] == [FileError, FileError]
    assert {c.path.as_posix() for c in report.written} == {
        "locales/fa/LC_MESSAGES/brief.po",
        "locales/es/LC_MESSAGES/other.po",
        "locales/fa/LC_MESSAGES/other.po",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_read_only_catalog_is_told(newsroom: Project) -> None:
    path = catalog_path(newsroom, "es", "brief")
    path.chmod(0o444)
    write(newsroom, brief=BRIEF + "\nSand.\n")
    (failure,) = synced(newsroom).failures
    assert isinstance(failure, FileError)


def test_a_catalog_with_a_name_that_is_not_utf8_is_no_trouble(project: Project) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    try:
        (project.content / name).write_text("Mud.\n")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert synced(project).failures == ()
    assert synced(project).written == ()


# Other tools


def test_a_catalog_that_another_tool_wrapped_becomes_canonical_and_loses_nothing(
    newsroom: Project,
) -> None:
    words = " ".join(f"palabra{n}" for n in range(60))
    fill(newsroom, "es", "brief", {"Mud.": words}.get)
    path = catalog_path(newsroom, "es", "brief")
    canonical_bytes = path.read_bytes()
    path.write_text(msgcat(canonical_bytes.decode(), "--width=60"), encoding="utf-8")
    assert path.read_bytes() != canonical_bytes
    (spanish,) = synced(newsroom).written
    assert (spanish.merged.changed, spanish.merged.kept) == (False, 4)
    assert path.read_bytes() == canonical_bytes


def test_a_link_title_keeps_its_translation_where_a_catalog_still_calls_it_a_tip(
    project: Project,
) -> None:
    write(project, brief='Read [it][r].\n\n[r]: a.md "The treaty"\n')
    synced(project)
    fill(project, "es", "brief", {"The treaty": "El tratado"}.get)
    path = catalog_path(project, "es", "brief")
    assert b"#. link title\n" in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(b"#. link title\n", b"#. tip\n"))
    synced(project)
    assert b"#. link title\n" in path.read_bytes()
    assert states(project, "es", "brief")["The treaty"] == "translated"


def test_people_may_leave_whatever_a_po_file_can_hold(newsroom: Project) -> None:
    path = catalog_path(newsroom, "es", "brief")
    text = path.read_text("utf-8").replace(
        'msgid "Mud."',
        '# ask Ana\n#: elsewhere.md:3\n#, no-wrap\n#| msgid "Mudd."\nmsgid "Mud."',
    )
    path.write_text(text.replace('"Last-Translator: ', '"X-Team: delta\\n"\n"Last-Translator: '))
    synced(newsroom)
    kept = path.read_text("utf-8")
    for what in ("# ask Ana\n", '#| msgid "Mudd."\n', "X-Team: delta", "no-wrap"):
        assert what in kept


def test_gettext_finds_every_catalog_in_its_own_words(newsroom: Project) -> None:
    write(newsroom, brief=BRIEF.replace("Mud.", 'A "quoted" \\ **sign**, a\u2028line, a\ttab.'))
    write(newsroom, other="- {1}\n- 100 % {{< ref x >}}\n\n<!-- l10n: context soil -->\n\nSand.\n")
    synced(newsroom)
    fill(newsroom, "fa", "other", lambda source: f"«{source}»")
    synced(newsroom)
    for path in newsroom.catalogs.rglob("*.po*"):
        text = path.read_bytes().decode()
        assert msgcat(text) == text, path
        assert [said for said in complaints(text) if "warning" not in said] == [], path


# Races


def test_a_save_while_we_work_is_merged_and_not_lost(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(newsroom, brief=BRIEF + "\nSand.\n")
    path = catalog_path(newsroom, "es", "brief")
    rivals = iter(["Barro.", "Fango.", "Cieno."])
    save = store.save_bytes

    def saving(data: bytes, target: Path, **options: object) -> bool:
        rival = next(rivals, None) if target == path else None
        if rival is not None:
            text = path.read_text("utf-8")
            path.write_text(re.sub(r'(msgid "Mud."\nmsgstr) ".*"', rf'\1 "{rival}"', text), "utf-8")
        return save(data, target, **options)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(store, "save_bytes", saving)
    assert synced(newsroom).failures == ()
    words = {e.source: e.target for e in catalog(newsroom, "es", "brief").entries}
    assert words["Mud."] == "Cieno."
    assert "Sand." in words


def test_who_saves_without_end_is_asked_to_run_again(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(data: bytes, path: Path, **_: object) -> bool:
        raise ChangedUnderneath("the catalog changed")

    write(newsroom, brief=BRIEF + "\nSand.\n")
    before = catalog_path(newsroom, "es", "brief").read_bytes()
    monkeypatch.setattr(store, "save_bytes", changed)
    monkeypatch.setattr(store, "ATTEMPTS", 3)
    report = synced(newsroom)
    assert {type(failure) for failure in report.failures} == {ChangedUnderneath}
    assert catalog_path(newsroom, "es", "brief").read_bytes() == before
    monkeypatch.undo()
    assert len(synced(newsroom).written) == 2, "a failure is not remembered as done"


def test_seventy_seven_languages_are_synced_and_nothing_is_done_twice(project: Project) -> None:
    tags = [f"{one}{two}" for one in "bcdfghk" for two in "abcdefghijkl"][:77]
    (project.root / "l10n-flow.yaml").write_text(f"source: en\nlocales: [{', '.join(tags)}]\n")
    project = find(project.root)
    write(project, brief=BRIEF)
    report = sync(project, project.articles(), project.languages)
    assert not report.failures
    assert len(report.written) == 77
    some = sync(project, project.articles(), project.languages[1:])
    assert (some.failures, some.written) == ((), ())


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        (r'msgstr "Algo \8"', 10, r"'\\8' is not an escape sequence"),
        (r'msgstr "C:\9"', 10, r"'\\9' is not an escape sequence"),
        (r'msgstr "\٣"', 10, "is not an escape sequence"),
        (r'msgstr "\x"', 10, "is not an escape sequence"),
        (r'msgstr "\²"', 10, "is not an escape sequence"),
        ("undefined", 4, "'undefined', which is unknown"),
        ("idna", 4, "'idna', which is unknown"),
        ("punycode", 4, "'punycode', which is unknown"),
        ("unicode_escape", 4, "'unicode_escape', which is unknown"),
        ("rot13", 4, "'rot13', which is unknown"),
        ("hex", 4, "'hex', which is unknown"),
    ],
)
def test_what_no_catalog_can_say_is_an_error_of_that_file_and_the_others_go_on(
    newsroom: Project, written: str, line: int, said: str
) -> None:
    statement = written if written.startswith("msgstr") else 'msgstr "x"'
    charset = "UTF-8" if written.startswith("msgstr") else written
    bad = (
        f'# a\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={charset}\\n"\n\n'
        f'# a\n# b\n\nmsgid "Mud."\n{statement}\n'
    )
    catalog_path(newsroom, "es", "brief").write_text(bad, "utf-8")
    write(newsroom, other="Peace\n")
    report = sync(newsroom, newsroom.articles(), newsroom.languages)
    (failure,) = report.failures
    assert isinstance(failure, CatalogError)
    assert failure.where is not None
    assert failure.where.line == line
    assert said in failure.what
    assert catalog_path(newsroom, "es", "brief").read_text("utf-8") == bad
    assert catalog_path(newsroom, "es", "other").exists()


@pytest.mark.parametrize("kept", [0, 1])
def test_a_catalog_that_was_cut_short_between_entries_is_said(newsroom: Project, kept: int) -> None:
    path = catalog_path(newsroom, "es", "brief")
    blocks = path.read_text("utf-8").split("\n\n")
    path.write_text("\n\n".join(blocks[: kept + 1]) + "\n", "utf-8")
    (warning,) = synced(newsroom).warnings
    assert warning.startswith("locales/es/LC_MESSAGES/brief.po: the catalog had only")
    assert f"only {kept} of 4 texts" in warning


def test_reviewed_words_that_a_program_emptied_are_said_until_somebody_writes_anew(
    newsroom: Project,
) -> None:
    first, second, *_ = catalog(newsroom, "es", "brief").entries
    fill(newsroom, "es", "brief", {first.source: "Uno", second.source: "Dos"}.get)
    reviewed(newsroom, "es", "brief")
    fill(newsroom, "es", "brief", {first.source: "", second.source: "Dos"}.get)
    for _ in range(2):
        (warning,) = synced(newsroom).warnings
        assert warning == (
            "locales/es/LC_MESSAGES/brief.po: 1 reviewed translation is empty, and gets no draft"
            " before somebody has looked: git log -p -- locales/es/LC_MESSAGES/brief.po has the"
            " words"
        )
    fill(newsroom, "es", "brief", {first.source: "", second.source: ""}.get)
    (warning,) = synced(newsroom).warnings
    assert "2 reviewed translations are empty" in warning
    fill(newsroom, "es", "brief", {first.source: "Uno", second.source: "Dos"}.get)
    assert synced(newsroom).warnings == ()


def test_a_conflict_about_a_text_that_is_gone_is_kept_and_not_told(newsroom: Project) -> None:
    before = catalog(newsroom, "es", "brief")
    first, *others = before.entries
    first = replace(first, target="Lluvia", comments=(f"{CONFLICT}“Agua”",), fuzzy=True)
    text = canonical.write(replace(before, entries=(first, *others)))
    catalog_path(newsroom, "es", "brief").write_bytes(canonical.encode(text))
    assert len(synced(newsroom).warnings) == 1
    article = newsroom.content / "brief.md"
    article.write_text(article.read_text("utf-8").replace(first.source, "Something else"), "utf-8")
    assert synced(newsroom).warnings == ()
    (gone,) = [e for e in catalog(newsroom, "es", "brief").entries if e.source == first.source]
    assert (gone.obsolete, other_words(gone)) == (True, ("Agua",))


def test_what_msgcat_joined_is_parted_and_said(newsroom: Project) -> None:
    path = catalog_path(newsroom, "es", "brief")
    text = path.read_text("utf-8")
    head, _, body = text.partition("\n\n")
    fields = head.partition('msgstr ""\n')[2].rstrip()
    marks = [f'"#-#-#-#-#  {name}.po (x)  #-#-#-#-#\\n"' for name in "ab"]
    headers = "\n".join(
        [marks[0], fields, marks[1], fields.replace("YEAR", "2026"), '"X-Own: 1\\n"']
    )
    both = "\n".join(['msgstr ""', marks[0], '"Lluvia\\n"', marks[1], '"Aguacero"'])
    assert 'msgstr "Lluvia"' in body
    body = body.replace('msgstr "Lluvia"', both)
    path.write_text(f'#, fuzzy\nmsgid ""\nmsgstr ""\n{headers}\n\n{body}', "utf-8")
    (warning,) = synced(newsroom).warnings
    both = "“Lluvia” in the entry, “Aguacero” in its comment"
    assert f"two people translated this differently, {both}: keep one" in warning
    found = catalog(newsroom, "es", "brief")
    (rain,) = [entry for entry in found.entries if entry.target == "Lluvia"]
    assert (rain.state.label, other_words(rain)) == ("draft", ("Aguacero",))
    assert found.headers[-1] == ("X-Own", "1")
    assert len(dict(found.headers)) == len(found.headers)
    assert found.header_flags == ()


@pytest.mark.parametrize("left", ["", "\n", "\ufeff"])
def test_a_catalog_that_was_emptied_is_not_filled_anew(newsroom: Project, left: str) -> None:
    path = catalog_path(newsroom, "es", "brief")
    path.write_text(left, "utf-8")
    write(newsroom, brief=BRIEF + "\nA new paragraph.\n")
    (failure,) = synced(newsroom).failures
    assert str(failure).endswith(
        "locales/es/LC_MESSAGES/brief.po:1: the file is empty (restore it from version control; "
        "where it never had a translation, delete it, and `l10n-flow sync` makes it anew)"
    )
    assert path.read_text("utf-8") == left
    path.unlink()
    assert synced(newsroom).failures == ()


def test_a_catalog_whose_entries_a_tool_made_obsolete_was_not_cut_short(newsroom: Project) -> None:
    path = catalog_path(newsroom, "es", "brief")
    before = path.read_text("utf-8")
    head, *blocks = before.rstrip().split("\n\n")
    gone = [
        "\n".join(f"#~ {line}" if line.startswith("msg") else line for line in block.split("\n"))
        for block in blocks
        if 'msgstr ""' not in block
    ]
    path.write_text("\n\n".join([head, *gone]) + "\n", "utf-8")
    assert synced(newsroom).warnings == ()
    assert path.read_text("utf-8") == before


def test_an_article_that_grew_is_no_catalog_that_was_cut_short(newsroom: Project) -> None:
    more = "".join(f"\nParagraph {number}.\n" for number in range(9))
    write(newsroom, brief=BRIEF + more)
    assert synced(newsroom).warnings == ()


@pytest.mark.parametrize(
    ("added", "fuzzy", "count", "left"),
    [(3, 0, 2, (1, 0)), (1, 2, 2, (0, 1)), (0, 2, 2, (0, 0)), (2, 2, 0, (2, 2))],
)
def test_new_entries_that_got_the_words_of_another_article_are_neither_new_nor_similar(
    added: int, fuzzy: int, count: int, left: tuple[int, int]
) -> None:
    before = CatalogSync("a", "es", "a.po", False, MergeReport(added=added, fuzzy=fuzzy), False)
    after = _with_back(before, count)
    assert (after.merged.added, after.merged.fuzzy) == left
    assert (after.merged.revived, after.is_written) == (count, count > 0)
    assert _with_back(before._replace(is_written=True), 0).is_written
