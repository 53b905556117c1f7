"""What git answers about a project, also one in a folder of a repository, and what it refuses."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from l10n_flow.errors import FileError, InputError, UsageError
from l10n_flow.project import opened
from l10n_flow.workflow import git
from l10n_flow.workflow.git import ChangedFile, Repository, run_git, tracked
from l10n_flow.workflow.sync import sync

if shutil.which("git") is None:
    if os.environ.get("CI"):
        pytest.fail("git is needed for these tests", pytrace=False)
    pytest.skip("git is not installed", allow_module_level=True)


def call(root: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"]
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True).stdout.decode()


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a folder of a repository without any commit."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    root = tmp_path / "site" / "news"
    root.mkdir(parents=True)
    call(tmp_path, "init", "--quiet", "--initial-branch=main")
    return root


@pytest.fixture
def root(empty: Path) -> Path:
    """The same with two articles and a file outside of it, committed."""
    (empty / "rain.md").write_text("Rain\n")
    (empty / "باران.md").write_text("باران\n")
    (empty.parent / "outside.md").write_text("Out\n")
    call(empty, "add", "--all", "..")
    call(empty, "commit", "--quiet", "--message=Begin\n\nMore words.")
    return empty


def test_changed_files_are_named_from_the_project_with_their_former_contents(root: Path) -> None:
    (root / "rain.md").write_text("More rain\n")
    (root / "باران.md").unlink()
    (root.parent / "outside.md").write_text("Away\n")
    os.utime(root / "rain.md")
    repository = Repository(root)
    changed = repository.differing(repository.base("HEAD"), ["."])
    assert [(one.path.as_posix(), one.mode) for one in changed] == [
        ("rain.md", "100644"),
        ("باران.md", "100644"),
    ]
    assert repository.contents([one.blob for one in changed]) == [b"Rain\n", "باران\n".encode()]
    assert repository.contents([]) == []
    everything = repository.differing("HEAD", [".."])
    assert [one.path.as_posix() for one in everything] == ["rain.md", "باران.md", "../outside.md"]
    assert all(isinstance(one, ChangedFile) for one in everything)


def test_new_files_are_those_that_git_neither_has_nor_ignores(root: Path) -> None:
    (root / ".gitignore").write_text("*.tmp\n")
    for name in ("new.md", "other.tmp", "a b.md"):
        (root / name).write_text("x")
    found = sorted(path.as_posix() for path in Repository(root).untracked(["."]))
    assert found == [".gitignore", "a b.md", "new.md"]


def test_before_the_first_commit_everything_is_new(empty: Path) -> None:
    (empty / "rain.md").write_text("Rain\n")
    call(empty, "add", "rain.md")
    repository = Repository(empty)
    assert [one.path for one in repository.differing(repository.base("HEAD"), ["."])] == [
        Path("rain.md")
    ]
    assert repository.log(empty / "rain.md", 9) == []


def test_branches_without_a_common_commit_are_compared_as_they_are(root: Path) -> None:
    main = call(root, "rev-parse", "HEAD").strip()
    call(root, "checkout", "--quiet", "--orphan", "other")
    call(root, "commit", "--quiet", "--message=Another beginning")
    assert Repository(root).base("main") == main
    assert Repository(root).base("HEAD") == call(root, "rev-parse", "HEAD").strip()


def test_a_clone_without_its_history_says_how_to_fetch_it(root: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (root / "rain.md").write_text(name)
        call(root, "commit", "--quiet", "--all", f"--message={name}")
    call(root, "branch", "old", "HEAD~2")
    clone = tmp_path.with_name(f"{tmp_path.name}-clone")
    call(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{tmp_path}",
         str(clone))  # fmt: skip
    repository = Repository(clone)
    assert repository.is_shallow()
    assert not Repository(root).is_shallow()
    with pytest.raises(UsageError, match="too shallow to say where 'origin/old' and HEAD") as told:
        repository.base("origin/old")
    assert "--unshallow" in told.value.hint
    with pytest.raises(UsageError, match="git knows no revision 'HEAD~1'") as told:
        repository.base("HEAD~1")
    assert "this clone is shallow" in told.value.hint
    with pytest.raises(UsageError, match="git knows no revision '0") as told:
        repository.base("0" * 40)
    assert told.value.hint.startswith("zeros stand for no commit: the branch is new")
    with pytest.raises(UsageError, match="git knows no revision '--all'") as told:
        Repository(root).base("--all")
    assert told.value.hint.startswith("a branch, a tag or a commit")


def test_the_past_of_a_file_is_told_newest_first_and_as_far_as_was_asked(root: Path) -> None:
    path = root / "rain.md"
    for words in ("two", "three"):
        path.write_text(words)
        call(root, "commit", "--quiet", "--all", f"--message={words}")
    repository = Repository(root)
    logged = repository.log(path, 9)
    assert [(one.what, one.who) for one in logged] == [
        ("three", "Ana"),
        ("two", "Ana"),
        ("Begin", "Ana"),
    ]
    assert repository.contents([one.blob for one in logged]) == [b"three", b"two", b"Rain\n"]
    assert logged[0].commit == call(root, "rev-parse", "HEAD").strip()
    assert [one.what for one in repository.log(path, 2)] == ["three", "two"]


def test_a_deleted_version_is_no_version(root: Path) -> None:
    path = root / "rain.md"
    path.unlink()
    call(root, "commit", "--quiet", "--all", "--message=Away")
    path.write_text("Back\n")
    call(root, "add", ".")
    call(root, "commit", "--quiet", "--message=Back")
    assert [one.what for one in Repository(root).log(path, 9)] == ["Back", "Begin"]


def test_only_what_git_tracks_is_moved_in_git(root: Path) -> None:
    (root / "new.md").write_text("x")
    repository = Repository(root)
    assert not repository.move(root / "new.md", root / "other.md")
    assert (root / "new.md").exists()
    assert repository.move(root / "rain.md", root / "snow.md")
    assert call(root, "status", "--porcelain", "..").splitlines() == [
        "R  site/news/rain.md -> site/news/snow.md",
        "?? site/news/new.md",
    ]
    assert not repository.move(root / "snow.md", root / "no" / "folder.md")


def test_renames_are_told_from_the_project_newest_first(root: Path) -> None:
    for old, new in (("rain", "snow"), ("snow", "hail")):
        call(root, "mv", f"{old}.md", f"{new}.md")
        call(root, "commit", "--quiet", f"--message={new}")
    found = Repository(root).renames("log", "--format=%x00", folder=Path())
    assert [(old.name, new.name) for old, new in found] == [
        ("snow.md", "hail.md"),
        ("rain.md", "snow.md"),
    ]


@pytest.mark.parametrize(
    ("complaint", "option", "kind", "message"),
    [
        ("", "--since", InputError, "git cannot determine what changed: git failed and gave no"),
        ("fatal: bad object\nmore", "--since", InputError, "what changed: bad object"),
        ("fatal: bad object\nmore", "--git-commit", InputError, "git refuses: bad object"),
        ("fatal: not a git repository", "--fix", UsageError, "--fix needs a git repository"),
        ("detected dubious ownership in x", "--since", UsageError, "belongs to somebody else"),
        ("promisor remote", "--git-commit", InputError, "does not have the files of that revision"),
    ],
)
def test_what_git_refuses_is_told_with_what_to_do(
    tmp_path: Path, complaint: str, option: str, kind: type[Exception], message: str
) -> None:
    failure = git._refusal(tmp_path, complaint, option)
    assert isinstance(failure, kind)
    assert message in failure.what
    assert failure.where
    assert failure.where.path == tmp_path
    assert "more" not in failure.what


def test_a_blob_that_is_not_here_is_told_and_no_other_taken_for_it(root: Path) -> None:
    repository = Repository(root)
    known = call(root, "rev-parse", "HEAD:./rain.md").strip()
    with pytest.raises(InputError, match="does not have the files of that revision here"):
        repository.contents([known, "1" * 40])


def test_variables_of_other_programs_do_not_reach_git(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    assert run_git(root, "rev-parse", "--show-prefix").stdout == b"site/news/\n"
    kept = git._environment()
    assert {name for name in kept if name.startswith("GIT_")} >= {"GIT_CONFIG_GLOBAL"}
    assert "GIT_EXTERNAL_DIFF" not in kept
    assert (kept["LC_ALL"], kept["GIT_TERMINAL_PROMPT"]) == ("C", "0")


def test_without_git_or_without_the_folder_the_reason_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="is not a folder"):
        run_git(tmp_path / "nowhere", "status")
    with pytest.raises(FileError, match="git cannot be run"):
        run_git(root / "rain.md", "status")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="--since asks git, which is not installed"):
        run_git(root, "status")


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Ana  Gómez\n", "Ana Gómez"), ("<ana@example.org>", "ana@example.org"), ("<>", "unknown")],
)
def test_a_name_has_the_form_that_git_accepts(name: str, plain: str) -> None:
    assert git._plain(name) == plain


def test_every_file_that_git_tracks_in_a_folder_is_named_there_or_not(root: Path) -> None:
    for name in ("a", "b", "c"):
        (root / "kept").mkdir(exist_ok=True)
        (root / "kept" / f"{name}.po").write_text(name, "utf-8")
    call(root, "add", "kept")
    (root / "kept" / "b.po").unlink()
    (root / "kept" / "new.po").write_text("", "utf-8")
    assert tracked(root, Path("kept")) == {"kept/a.po", "kept/b.po", "kept/c.po"}


def test_nobody_commits_what_can_be_made_again_whoever_wrote_the_configuration(root: Path) -> None:
    (root / "l10n-flow.yaml").write_text("source: en\nlocales: [es]\n")
    (root / "content").mkdir()
    (root / "content" / "rain.md").write_text("Rain fell.\n")
    project = opened(root)
    sync(project, project.articles(), ("es",))
    call(root, "add", ".")
    made = call(root, "diff", "--cached", "--name-only", "--relative").split()
    assert (root / ".l10n-flow" / "state").is_dir()
    assert made == [
        "content/rain.md",
        "l10n-flow.yaml",
        "locales/es/LC_MESSAGES/rain.po",
        "locales/pot/rain.pot",
    ]


def test_who_wants_to_commit_it_may(root: Path) -> None:
    (root / ".l10n-flow").mkdir()
    (root / "l10n-flow.yaml").write_text("source: en\nlocales: [es]\n")
    (root / "content").mkdir()
    (root / "content" / "rain.md").write_text("Rain fell.\n")
    project = opened(root)
    sync(project, project.articles(), ("es",))
    assert not (root / ".l10n-flow" / ".gitignore").exists()


def test_without_git_nothing_is_tracked(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Mud.\n")
    assert tracked(tmp_path, Path()) == frozenset()
