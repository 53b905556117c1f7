"""What git says has changed. Each test has a repository of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n_flow.errors import InputError, L10nFlowError, UsageError
from l10n_flow.lookup import place_in_repository
from l10n_flow.model import Catalog, Entry, Key
from l10n_flow.workflow.checking.since import Changes, changed_since, touched

if shutil.which("git") is None:
    if os.environ.get("CI"):
        pytest.fail("git is needed for these tests", pytrace=False)
    pytest.skip("git is not installed", allow_module_level=True)

FOLDERS = (Path("content"), Path("locales"))
SPANISH = Path("locales/es/a.po")

Git = Callable[..., str]


def write(root: Path, **files: str) -> None:
    """Write files by their places; `__` is a folder's slash, and `_po` ends a name."""
    for name, text in files.items():
        path = root / (name.replace("__", "/").replace("_po", ".po").replace("_md", ".md"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One commit with an article and two catalogs."""
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ana",
        "GIT_AUTHOR_EMAIL": "ana@example.org",
        "GIT_COMMITTER_NAME": "Ana",
        "GIT_COMMITTER_EMAIL": "ana@example.org",
    }.items():
        monkeypatch.setenv(name, value)
    root = tmp_path / "site"
    write(root, content__a_md="Peace.\n", locales__es__a_po="es 1\n", locales__fa__a_po="fa 1\n")
    git_in(root)("init", "--quiet", "--initial-branch=main")
    commit(root)
    return root


def git_in(root: Path) -> Git:
    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=root, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    return git


def commit(root: Path) -> str:
    git = git_in(root)
    git("add", "--all")
    git("commit", "--quiet", "--message", "work")
    return git("rev-parse", "HEAD")


def names(changes: Changes) -> list[str]:
    return sorted(path.as_posix() for path in changes.paths)


def test_nothing_changed(repository: Path) -> None:
    head = git_in(repository)("rev-parse", "HEAD")
    assert changed_since(repository, "HEAD", FOLDERS) == Changes(head)


def test_a_changed_catalog_comes_with_what_it_held(repository: Path) -> None:
    write(repository, locales__es__a_po="es 2\n")
    changes = changed_since(repository, "main", FOLDERS)
    assert (names(changes), changes.before) == (["locales/es/a.po"], {SPANISH: b"es 1\n"})


def test_what_was_committed_since_counts_as_well(repository: Path) -> None:
    git_in(repository)("tag", "v1")
    write(repository, locales__es__a_po="es 2\n")
    commit(repository)
    write(repository, content__a_md="Rain.\n")
    git_in(repository)("add", "content")
    changes = changed_since(repository, "v1", FOLDERS)
    assert names(changes) == ["content/a.md", "locales/es/a.po"]
    assert changes.before[SPANISH] == b"es 1\n"
    assert changed_since(repository, "HEAD~0", FOLDERS).before == {
        Path("content/a.md"): b"Peace.\n"
    }


def test_new_files_that_git_does_not_know_yet_have_changed(repository: Path) -> None:
    write(repository, locales__es__b_po="new", content__c_md="new")
    git_in(repository)("add", "content")
    changes = changed_since(repository, "HEAD", FOLDERS)
    assert (names(changes), changes.before) == (["content/c.md", "locales/es/b.po"], {})


def test_ignored_files_have_not(repository: Path) -> None:
    write(repository, locales__es__b_po="new")
    (repository / ".gitignore").write_text("b.po\n", encoding="utf-8")
    assert names(changed_since(repository, "HEAD", FOLDERS)) == []


def test_a_removed_catalog_has_changed(repository: Path) -> None:
    (repository / SPANISH).unlink()
    assert changed_since(repository, "HEAD", FOLDERS).before == {SPANISH: b"es 1\n"}


def test_a_renamed_catalog_is_one_that_went_and_a_new_one(repository: Path) -> None:
    git_in(repository)("mv", "locales/es/a.po", "locales/es/z.po")
    changes = changed_since(repository, "HEAD", FOLDERS)
    assert names(changes) == ["locales/es/a.po", "locales/es/z.po"]
    assert list(changes.before) == [SPANISH]


def test_a_new_date_alone_is_no_change(repository: Path) -> None:
    os.utime(repository / SPANISH, (1, 1))
    assert names(changed_since(repository, "HEAD", FOLDERS)) == []


def test_files_outside_the_folders_asked_for_do_not_count(repository: Path) -> None:
    write(repository, README_md="hello", content__a_md="Rain.\n")
    assert names(changed_since(repository, "HEAD", [Path("locales")])) == []
    assert names(changed_since(repository, "HEAD", [])) == []
    assert names(changed_since(repository, "HEAD", [Path("no such folder")])) == []


def test_what_others_did_meanwhile_is_not_ours(repository: Path) -> None:
    git = git_in(repository)
    base = git("rev-parse", "HEAD")
    git("checkout", "--quiet", "-b", "feature")
    write(repository, locales__fa__a_po="fa 2\n")
    commit(repository)
    git("checkout", "--quiet", "main")
    write(repository, locales__es__a_po="es of others\n")
    commit(repository)
    git("checkout", "--quiet", "feature")
    changes = changed_since(repository, "main", FOLDERS)
    assert (changes.revision, names(changes)) == (base, ["locales/fa/a.po"])


def test_histories_that_never_met_are_compared_as_they_are(repository: Path) -> None:
    git = git_in(repository)
    git("checkout", "--quiet", "--orphan", "other")
    write(repository, locales__es__a_po="es 2\n")
    commit(repository)
    assert names(changed_since(repository, "main", FOLDERS)) == ["locales/es/a.po"]


def test_a_project_may_be_a_folder_of_its_repository(repository: Path) -> None:
    write(repository, docs__locales__es__b_po="1\n", docs__content__b_md="1\n")
    commit(repository)
    write(repository, docs__locales__es__b_po="2\n", docs__content__new_md="1\n", content__a_md="")
    changes = changed_since(repository / "docs", "HEAD", FOLDERS)
    assert names(changes) == ["content/new.md", "locales/es/b.po"]
    assert changes.before == {Path("locales/es/b.po"): b"1\n"}
    outside = changed_since(repository / "docs", "HEAD", [Path("../content")])
    assert outside.before == {Path("../content/a.md"): b"Peace.\n"}


@pytest.mark.parametrize(
    "name", ["خبر.po", "a b.po", "a\tb\nc.po", '"q".po', "*.po", ":(top)x.po", "--output=x.po"]
)
def test_files_may_have_any_name(repository: Path, name: str) -> None:
    path = repository / "locales" / name
    path.write_text("1", encoding="utf-8")
    commit(repository)
    path.write_text("2", encoding="utf-8")
    place = Path("locales") / name
    assert changed_since(repository, "HEAD", [Path("locales")]).before == {place: b"1"}
    assert changed_since(repository, "HEAD", [place]).before == {place: b"1"}


def test_a_folders_name_is_no_pattern(repository: Path) -> None:
    write(repository, locales__es__a_po="2")
    assert names(changed_since(repository, "HEAD", [Path("loc*")])) == []
    assert names(changed_since(repository, "HEAD", [Path("--output=x")])) == []


def test_contents_come_back_byte_for_byte(repository: Path) -> None:
    files = {Path(f"locales/{n}.po"): bytes(range(256)) * n + b"\n\n" for n in range(5)}
    for path, data in files.items():
        (repository / path).write_bytes(data)
    commit(repository)
    for path in files:
        (repository / path).write_bytes(b"2")
    assert changed_since(repository, "HEAD", FOLDERS).before == files


# What goes wrong is told with its remedy.


def refusal(root: Path, revision: str) -> L10nFlowError:
    with pytest.raises(L10nFlowError) as failure:
        changed_since(root, revision, FOLDERS)
    assert failure.value.hint
    return failure.value


@pytest.mark.parametrize("revision", ["", "  ", "--output=x", "-p", "main\n", "a\x00b"])
def test_what_is_no_revision_is_refused_before_git_sees_it(repository: Path, revision: str) -> None:
    assert "is not a revision" in str(refusal(repository, revision))


@pytest.mark.parametrize("revision", ["main..HEAD", "main...HEAD"])
def test_a_range_is_refused(repository: Path, revision: str) -> None:
    assert "is a range" in str(refusal(repository, revision))


@pytest.mark.parametrize("revision", ["v9", "origin/main", "HEAD~5", "main:content", "0" * 40])
def test_an_unknown_revision_is_told(repository: Path, revision: str) -> None:
    failure = refusal(repository, revision)
    assert isinstance(failure, UsageError)
    assert failure.what == f"git knows no revision '{revision}'"


def test_a_folder_without_a_repository_is_told(tmp_path: Path) -> None:
    assert "needs a git repository" in str(refusal(tmp_path, "main"))


def test_before_the_first_commit_everything_is_new(tmp_path: Path) -> None:
    git_in(tmp_path)("init", "--quiet")
    write(tmp_path, content__a_md="Peace.\n", content__b_md="Rain.\n")
    git_in(tmp_path)("add", "content/a.md")
    changes = changed_since(tmp_path, "HEAD", FOLDERS)
    assert (names(changes), changes.before) == (["content/a.md", "content/b.md"], {})
    assert "knows no revision 'main'" in str(refusal(tmp_path, "main"))


def test_without_git_we_say_so(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository / "nowhere"))
    assert "which is not installed" in str(refusal(repository, "HEAD"))


def shallow(repository: Path, branch: str = "main") -> Path:
    clone = repository.parent / "clone"
    address = repository.as_uri()
    git_in(repository)("clone", "--quiet", "--depth=1", "--branch", branch, address, str(clone))
    return clone


def test_a_shallow_clone_that_lacks_the_revision_says_how_to_get_it(repository: Path) -> None:
    write(repository, locales__es__a_po="es 2\n")
    first = git_in(repository)("rev-parse", "HEAD")
    commit(repository)
    for revision in ("HEAD~1", first):
        hint = refusal(shallow(repository), revision).hint
        assert "fetch-depth: 0" in hint
        assert "GIT_DEPTH: 0" in hint
        shutil.rmtree(repository.parent / "clone")


def test_a_shallow_clone_that_cannot_tell_where_branches_parted_says_so(repository: Path) -> None:
    git = git_in(repository)
    git("checkout", "--quiet", "-b", "feature")
    write(repository, locales__fa__a_po="fa 2\n")
    commit(repository)
    git("checkout", "--quiet", "main")
    write(repository, locales__es__a_po="es 2\n")
    commit(repository)
    clone = shallow(repository, "feature")
    git_in(clone)("fetch", "--quiet", "--depth=1", "origin", "main:other")
    failure = refusal(clone, "other")
    assert "too shallow to say where 'other' and HEAD diverged" in failure.what


def test_a_shallow_clone_that_has_the_revision_will_do(repository: Path) -> None:
    write(repository, locales__es__a_po="es 2\n")
    commit(repository)
    clone = shallow(repository)
    write(clone, locales__fa__a_po="fa 2\n")
    assert changed_since(clone, "HEAD", FOLDERS).before == {Path("locales/fa/a.po"): b"fa 1\n"}


def test_a_partial_clone_fetches_nothing(repository: Path) -> None:
    git = git_in(repository)
    git("config", "uploadpack.allowFilter", "true")
    write(repository, locales__es__a_po="es 2\n")
    commit(repository)
    clone = repository.parent / "clone"
    git("clone", "--quiet", "--filter=blob:none", repository.as_uri(), str(clone))
    with pytest.raises(InputError, match="clone again, without --filter"):
        changed_since(clone, "HEAD~1", FOLDERS)


# Nothing in a repository runs.


def test_no_program_that_the_repository_names_is_run(repository: Path) -> None:
    git = git_in(repository)
    mark = repository.parent / "ran"
    program = repository.parent / "program"
    program.write_text(f"#!/bin/sh\ntouch '{mark}'\ncat \"$1\" 2>/dev/null\n", encoding="utf-8")
    program.chmod(0o755)
    (repository / ".gitattributes").write_text("*.po diff=own\n", encoding="utf-8")
    for key in ("diff.external", "diff.own.textconv", "diff.own.command", "core.fsmonitor"):
        git("config", key, str(program))
    git("config", "core.pager", str(program))
    hook = repository / ".git" / "hooks" / "post-index-change"
    hook.parent.mkdir(exist_ok=True)
    shutil.copy(program, hook)
    write(repository, locales__es__a_po="es 2\n")
    assert SPANISH in changed_since(repository, "HEAD", FOLDERS).paths
    assert not mark.exists()


def test_what_a_hook_around_us_has_set_for_its_own_git_is_not_for_us(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(repository.parent / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(repository.parent / "index"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    (repository / SPANISH).write_text("es 2\n", encoding="utf-8")
    assert names(changed_since(repository, "HEAD", FOLDERS)) == ["locales/es/a.po"]


def test_a_persons_own_settings_change_nothing(repository: Path) -> None:
    git = git_in(repository)
    for key, value in {
        "diff.relative": "true",
        "diff.noprefix": "true",
        "diff.renames": "copies",
        "color.ui": "always",
        "core.quotePath": "true",
        "diff.orderFile": "no-such-file",
    }.items():
        git("config", key, value)
    git("mv", "locales/es/a.po", "locales/es/خبر.po")
    assert names(changed_since(repository, "HEAD", FOLDERS)) == [
        "locales/es/a.po",
        "locales/es/خبر.po",
    ]


# Entries, and places.


def test_entries_that_changed_are_found() -> None:
    before = Catalog("es", (Entry("a", "1"), Entry("b", "1"), Entry("c", "1"), Entry("gone", "1")))
    now = Catalog(
        "es",
        (
            Entry("a", "1"),
            Entry("b", "2"),
            Entry("c", "1", fuzzy=True),
            Entry("new", ""),
            Entry("a", "1", context="menu"),
            Entry("old", "1", obsolete=True),
        ),
    )
    changed = {Key(None, "b"), Key(None, "c"), Key(None, "new"), Key("menu", "a")}
    assert touched(before, now) == changed


def test_in_a_new_catalog_every_entry_is_new() -> None:
    assert touched(None, Catalog("es", (Entry("a"),))) == {Key(None, "a")}


def test_a_place_in_a_repository_is_its_folder(repository: Path, tmp_path: Path) -> None:
    folder = repository / "sites" / "docs"
    folder.mkdir(parents=True)
    assert place_in_repository(folder) == "sites/docs"
    assert place_in_repository(repository) == ""
    assert place_in_repository(tmp_path) == ""
