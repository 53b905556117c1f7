"""Catalogs that are not what they should be: each with its own words, and the rest is checked."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.project import Project, find
from l10n_flow.reports import Report
from l10n_flow.workflow.checking.check import CheckOptions, check
from tests.workflow.newsroom import catalog_path

HEAD = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset={}\\n"\n\n'
FOUR = (b"Rain", b"Floods", b"War", b"Peace")
ENTRY = 'msgid "Mud."\nmsgstr "Lodo."\n'


def checked(project: Project) -> Report:
    return check(project, project.articles(), project.languages, whole=True)


def told(report: Report) -> list[tuple[str, str]]:
    return [(one.check, one.article) for one in report.findings]


UNREADABLE: dict[str, tuple[bytes, int | None, str]] = {
    "merge conflict": (
        f"{HEAD.format('UTF-8')}<<<<<<< HEAD\n{ENTRY}=======\n{ENTRY}>>>>>>> ours\n".encode(),
        6,
        r"a merge conflict was left .*keep one version of each message",
    ),
    "syntax": (
        b'msgid "Mud."\nmsgstr "Lodo.\n',
        2,
        r"a text without a closing quote .*end it with a double quote",
    ),
    "emptied": (b"", 1, r"the file is empty .*restore it from version control"),
    "cut short": (
        b'msgid "Mud."\nmsgstr "Lodo."\n\nmsgid "Rain"\n',
        5,
        r"the file ends after 'msgid'.*restore it from version control",
    ),
    "duplicate": (
        f"{ENTRY}\n{ENTRY.replace('Lodo', 'Barro')}".encode(),
        4,
        r"'Mud\.' is translated a second time; first in line 1 .*keep one of the two",
    ),
    "plural forms": (
        b'msgid "Mud."\nmsgid_plural "Muds."\nmsgstr[0] "Lodo."\nmsgstr[1] "Lodos."\n',
        2,
        r"an entry with plural forms: the catalog of an article has none",
    ),
    "plural without plural": (
        b'msgid "Mud."\nmsgstr[0] "Lodo."\n',
        2,
        r"an entry with plural forms",
    ),
    "a Latin-1 byte in UTF-8": (
        f'{HEAD.format("UTF-8")}msgid "Mud."\nmsgstr "Riada ca'.encode() + b'\xedda"\n',
        7,
        r"byte \d+ of the file, 0xed, is not UTF-8 .*save the file as UTF-8",
    ),
    "UTF-8 that says it is Latin-1": (
        f'{HEAD.format("ISO-8859-1")}msgid "Mud."\nmsgstr "Lodo caído."\n'.encode(),
        4,
        r"the file is UTF-8, but its header names the charset .*charset=UTF-8",
    ),
    "a charset that is unknown": (
        f"{HEAD.format('ISO-8859-77')}{ENTRY}".encode(),
        4,
        r"the header names the charset 'ISO-8859-77', which is unknown",
    ),
    "UTF-16": (ENTRY.encode("utf-16"), 1, r"the file is UTF-16 .*save it as UTF-8"),
    "UTF-16 without its mark": (ENTRY.encode("utf-16-le"), 1, r"NUL bytes: it is UTF-16, or"),
    "another kind of file": (b"PK\x03\x04\x00\x00", 1, r"or not text at all .*save it as UTF-8"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_catalog_that_cannot_be_read_is_told_with_its_line_and_the_rest_is_checked(
    spanish: Project, name: str
) -> None:
    data, line, why = UNREADABLE[name]
    path = catalog_path(spanish, "es", "brief")
    path.write_bytes(data)
    for _ in range(2):  # a second run says it again
        report = checked(spanish)
        (failure,) = report.failures
        assert failure.where is not None
        assert (failure.where.path, failure.where.line) == (path, line)
        assert_matches(why, str(failure))
        assert report.exit_code == 3
        assert told(report) == [("number", "talks")]
        assert not [row for row in report.completeness if row.article == "brief"]
    assert path.read_bytes() == data


def assert_matches(pattern: str, text: str) -> None:
    with pytest.raises(ValueError, match=pattern):
        raise ValueError(text)


def untranslated(report: Report, article: str) -> int:
    (row,) = [row for row in report.completeness if row.article == article]
    return row.segments[0]


def test_latin_1_that_says_so_is_read(spanish: Project) -> None:
    text = f'{HEAD.format("ISO-8859-1")}msgid "Mud."\nmsgstr "Lodo caído."\n'
    catalog_path(spanish, "es", "brief").write_bytes(text.encode("latin-1"))
    assert not checked(spanish).failures


def unlinked(path: Path) -> None:
    path.unlink()
    path.mkdir()


def dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("gone.po"))


def circular(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (unlinked, "cannot be read: is a directory"),
        (dangling, "a link to a file that is not there .*delete the link"),
        (circular, "cannot be read: too many levels of symbolic links"),
    ],
)
def test_what_is_no_file_is_told_as_such(
    spanish: Project, spoil: Callable[[Path], None], why: str
) -> None:
    spoil(catalog_path(spanish, "es", "brief"))
    report = checked(spanish)
    assert_matches(why, str(report.failures[0]))
    assert (report.exit_code, told(report)) == (3, [("number", "talks")])


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read any file")
def test_a_file_that_may_not_be_read_is_told_as_such(spanish: Project) -> None:
    catalog_path(spanish, "es", "brief").chmod(0)
    report = checked(spanish)
    assert_matches("cannot be read: permission denied", str(report.failures[0]))
    assert (report.exit_code, told(report)) == (3, [("number", "talks")])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (HEAD.format("UTF-8").encode(), "it is empty: none of the article's texts is in it"),
        (ENTRY.encode(), "2 of the article's texts are not in it: run l10n-flow sync"),
        (
            b"".join(b'msgid "%s"\nmsgstr ""\n\n' % word for word in FOUR),
            (
                "1 of the article's texts is not in it, and 2 in it are no longer in the article"
                ": run l10n-flow sync"
            ),
        ),
    ],
)
def test_a_catalog_that_lost_entries_is_out_of_date_and_never_complete(
    spanish: Project, data: bytes, message: str
) -> None:
    catalog_path(spanish, "es", "brief").write_bytes(data)
    report = checked(spanish)
    assert report.exit_code == 0
    assert [(one.check, one.message) for one in report.findings][:1] == [("out-of-date", message)]
    assert untranslated(report, "brief") >= 2


def test_a_catalog_for_an_unknown_article_is_told_by_its_name(spanish: Project) -> None:
    path = catalog_path(spanish, "es", "old/news")
    path.parent.mkdir()
    path.write_text(ENTRY, "utf-8")
    assert told(checked(spanish)) == [("number", "talks"), ("orphan", "old/news")]
    settings = "source: en\nlocales: [es]\ncheck: {ignore: [{checks: orphan, articles: 'old/*'}]}\n"
    (spanish.root / "l10n-flow.yaml").write_text(settings, "utf-8")
    assert told(checked(find(spanish.root))) == [("number", "talks")]


def names_language(path: Path, said: str) -> None:
    text = path.read_text("utf-8")
    assert '"Language: es\\n"' in text
    path.write_text(text.replace("Language: es\\n", f"Language: {said}\\n"), "utf-8")


def test_a_catalog_in_another_language_is_told_with_the_header_s_line(spanish: Project) -> None:
    path = catalog_path(spanish, "es", "brief")
    path.write_text(
        path.read_text("utf-8").replace("Language: es\\n", "Language: fa_IR\\n"), "utf-8"
    )
    (finding,) = [one for one in checked(spanish).findings if one.article == "brief"]
    assert finding.check == "wrong-language"
    assert finding.message == "its header says that it is in fa_IR, but it lies with those in es"
    assert finding.line is not None
    assert "Language: fa_IR" in path.read_text("utf-8").split("\n")[finding.line - 1]


@pytest.mark.parametrize("said", ["es_MX", "ES", "", "Spanish"])
def test_a_header_that_names_the_language_or_none_is_fine(spanish: Project, said: str) -> None:
    path = catalog_path(spanish, "es", "brief")
    path.write_text(
        path.read_text("utf-8").replace("Language: es\\n", f"Language: {said}\\n"), "utf-8"
    )
    assert told(checked(spanish)) == [("number", "talks")]


@pytest.mark.parametrize("spoil", [lambda p: p.write_bytes(b"a: [\n"), lambda p: p.mkdir()])
def test_a_damaged_frozen_yaml_does_not_keep_the_rest_from_being_checked(
    spanish: Project, spoil: Callable[[Path], object]
) -> None:
    path = spanish.frozen_path("es")
    path.unlink(missing_ok=True)
    spoil(path)
    for _ in range(2):
        report = checked(spanish)
        (failure,) = report.failures
        assert failure.where is not None
        assert failure.where.path == path
        assert report.exit_code == failure.exit_code
        assert told(report) == [("number", "talks")]


def test_a_damaged_frozen_yaml_forgets_nothing_of_the_baseline(spanish: Project) -> None:
    path = spanish.frozen_path("es")
    path.write_text("articles: {brief: {slug: paz}, talks: {slug: Paz}}\n", "utf-8")
    options = CheckOptions(baseline=spanish.root / "known.json")
    update = replace(options, update_baseline=True)
    before = check(spanish, spanish.articles(), ["es"], options=update, whole=True)
    path.write_text("a: [\n", "utf-8")
    after = check(spanish, spanish.articles(), ["es"], options=options, whole=True)
    assert (before.known, before.exit_code) == (2, 0)
    assert (after.known, after.exit_code, after.gone) == (1, 2, 0)


def test_a_broken_article_does_not_keep_the_rest_from_being_checked(spanish: Project) -> None:
    (spanish.content / "brief.md").write_bytes(b"a\n\ncaf\xe9\n")
    report = checked(spanish)
    assert_matches(r"brief\.md:3: .*save the file as UTF-8", str(report.failures[0]))
    assert (report.exit_code, told(report)) == (3, [("number", "talks")])
