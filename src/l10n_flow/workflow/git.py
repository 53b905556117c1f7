"""git, run as a program: nothing else in l10n-flow asks it.

It is run without a shell. No program that a repository or a user's configuration names is started:
no external diff, no textconv, no hook, no signing, no file system monitor, no fetching of objects
that a partial clone lacks; and no name is taken for an option or a pattern. The exception is a
clean filter that a user has set up (Git LFS is one): without it all its files would differ.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from l10n_flow.errors import FileError, InputError, L10nFlowError, Place, UsageError

_QUIET = (
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    # Fetching by itself, before git 2.45 knew GIT_NO_LAZY_FETCH; what would run gpg.program.
    *("-c", "protocol.allow=never", "-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}", "-c", "log.showSignature=false"),
    *("-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "core.quotePath=false"),
    *("-c", "diff.relative=false", "-c", f"diff.orderFile={os.devnull}"),
    *("-c", "diff.autoRefreshIndex=true", "-c", "diff.ignoreSubmodules=all"),
)
_DIFF = ("diff", "--raw", "-z", "--no-abbrev", "--no-renames",
         "--no-ext-diff", "--no-textconv", "--no-color")  # fmt: skip

_KEPT = ("GIT_CONFIG", "GIT_CEILING", "GIT_EXEC_PATH", "GIT_DISCOVERY", "GIT_TRACE")
"""Prefixes of the variables that are passed on to git. Hooks and other tools set the others
(GIT_DIR, GIT_INDEX_FILE, an external diff) for their own calls."""

REGULAR = ("100644", "100755")
_RENAME = re.compile(rb"R[0-9]{1,3}")


class ChangedFile(NamedTuple):
    """A file that differs, with its blob in git at the revision."""

    path: Path
    mode: str
    blob: str


class Logged(NamedTuple):
    """A commit that changed a file."""

    commit: str
    who: str
    """The author's name."""
    when: str
    """ISO 8601 with the author's offset."""
    what: str
    """The first line of its message."""
    blob: str
    """The object name of the file's content at that commit."""


def _plain(name: str) -> str:
    """A name or an address in the form that git accepts: on one line, without `<` and `>`."""
    return " ".join("".join(c for c in name if c not in "<>").split()) or "unknown"


def _complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """Git's error message; some commands write it to stdout."""
    return (done.stderr or done.stdout).decode("utf-8", "replace").strip()


_HASH = 40
"""Digits of the shorter of git's names for a commit: SHA-1."""


class Repository:
    """git, asked in the project's folder.

    Raises `UsageError` without git or a repository; the message names the option that needs it.
    """

    def __init__(self, root: Path, option: str = "--since") -> None:
        self._root = root
        self._option = option
        prefix = self._output("rev-parse", "--show-prefix")
        self._prefix = prefix.decode("utf-8", "surrogateescape").rstrip("\n") or "."

    def base(self, revision: str) -> str:
        """The merge base of HEAD and the revision; the revision's commit when there is none."""
        if revision == "HEAD" and not self._run("rev-list", "--max-count=1", "--all").stdout:
            return self._nothing()
        commit = self._commit(revision)
        done = self._run("merge-base", "--", "HEAD", commit)
        if done.returncode == 0:
            return done.stdout.decode("ascii").split()[0]
        if self.is_shallow():
            raise UsageError(
                f"this clone is too shallow to say where '{revision}' and HEAD diverged",
                hint="fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` in "
                "GitHub's checkout, `GIT_DEPTH: 0` in GitLab's",
            )
        return commit

    def differing(self, commit: str, paths: Sequence[str]) -> list[ChangedFile]:
        """The files whose contents changed since the commit; a new date alone is no difference."""
        output = self._output(*_DIFF, commit, "--", *paths).split(b"\0")
        changes = []
        for about, path in zip(output[0::2], output[1::2], strict=False):
            mode, _, blob, *_ = about.decode("ascii").removeprefix(":").split(" ")
            changes.append(ChangedFile(self._from_root(path), mode, blob))
        return changes

    def untracked(self, paths: Sequence[str]) -> list[Path]:
        """Files that git neither tracks nor ignores."""
        options = ("--others", "--exclude-standard", "--full-name", "-z")
        output = self._output("ls-files", *options, "--", *paths)
        return [self._from_root(path) for path in output.split(b"\0") if path]

    def renames(self, *command: str, folder: Path) -> list[tuple[Path, Path]]:
        """Old and new names in a folder, in git's order: of commits, the newest first."""
        name, *options = command
        fixed = ("--diff-filter=R", "--find-renames", "--name-status", "-z", "--no-ext-diff")
        output = self._output(name, *fixed, *options, "--", folder.as_posix()).split(b"\0")
        found = []
        for at, token in enumerate(output[:-2]):
            if _RENAME.fullmatch(token.strip()):
                found.append((self._from_root(output[at + 1]), self._from_root(output[at + 2])))
        return found

    def move(self, path: Path, target: Path) -> bool:
        """Move a file or folder that git tracks; False, and nothing moved, when it tracks none."""
        if not self._output("ls-files", "-z", "--", os.fspath(path)):
            return False
        return self._run("mv", "--", os.fspath(path), os.fspath(target)).returncode == 0

    def configure(self, key: str, value: str) -> None:
        """Set a git setting of this clone."""
        self._output("config", "--local", key, value)

    def log(self, path: Path, max_count: int) -> list[Logged]:
        """The commits that changed a file, the newest first; also under its former names.

        Merges that took the file of one side unchanged are left out.
        """
        form = "--format=%x02%H%x00%an%x00%aI%x00%s"
        options = (f"--max-count={max_count}", "--follow", "--find-renames", "--raw", "--no-abbrev")
        done = self._run("log", "-z", *options, "--no-ext-diff", form, "--", path.as_posix())
        if done.returncode:
            return []  # no commit yet
        found = []
        for part in done.stdout.decode("utf-8", "replace").split("\x02")[1:]:
            commit, who, when, what, *changes = part.split("\0")
            about = next((one.strip() for one in changes if one.strip().startswith(":")), "")
            blob = about.split(" ")[3] if about else ""
            if blob.strip("0"):
                found.append(Logged(commit, who, when, what, blob))
        return found

    def commit_only(self, paths: Sequence[Path], message: str, name: str, email: str) -> str:
        """Commit the current contents of these files, whatever is staged.

        Returns the commit's full name; "" when they have not changed since the last commit. Staged
        changes of other files stay staged and are not in the commit. Raises `InputError` when git
        refuses.
        """
        wanted = [path.as_posix() for path in paths]
        if not self._output("status", "--porcelain", "-z", "--untracked-files=all", "--", *wanted):
            return ""
        self._output("add", "--intent-to-add", "--", *wanted)
        author = f"{_plain(name)} <{_plain(email)}>"
        done = self._run(*self._committer(name, email), "commit", "--only", "--quiet",
                         "--no-gpg-sign", "--no-verify", "--no-edit", f"--author={author}",
                         f"--message={message}", "--", *wanted)  # fmt: skip
        if done.returncode:
            raise _refusal(self._root, _complaint(done), self._option)
        return self._output("rev-parse", "HEAD").decode("ascii").strip()

    def _committer(self, name: str, email: str) -> tuple[str, ...]:
        """The committer: git's user on this machine, or the author when git has none."""
        known = self._run("config", "user.email").stdout.strip()
        if known:
            return ()
        return "-c", f"user.name={_plain(name)}", "-c", f"user.email={_plain(email)}"

    def contents(self, blobs: Sequence[str]) -> list[bytes]:
        """The contents of the blobs, in their order."""
        if not blobs:
            return []
        names = "".join(f"{blob}\n" for blob in blobs).encode("ascii")
        output = self._output("cat-file", "--batch", given=names)
        found, at = [], 0
        for _ in blobs:
            end = output.index(b"\n", at)
            kind = output[at:end].split(b" ")
            if len(kind) != 3:
                raise _incomplete(self._root)
            size = int(kind[2])
            found.append(output[end + 1 : end + 1 + size])
            at = end + size + 2
        return found

    def _commit(self, revision: str) -> str:
        name = f"{revision}^{{commit}}"
        done = self._run("rev-parse", "--quiet", "--verify", "--end-of-options", name)
        if done.returncode == 0:
            return done.stdout.decode("ascii").split()[-1]
        hint = "a branch, a tag or a commit; what is on a server must be fetched first"
        if len(revision) >= _HASH and not revision.strip("0"):
            hint = (
                "zeros stand for no commit: the branch is new; compare with another, or not at all"
            )
        elif self.is_shallow():
            hint = (
                "this clone is shallow: fetch the whole history (`git fetch --unshallow`, or "
                "`fetch-depth: 0` in GitHub's checkout, `GIT_DEPTH: 0` in GitLab's)"
            )
        raise UsageError(f"git knows no revision '{revision}'", hint=hint)

    def _nothing(self) -> str:
        """The object name of an empty tree, which stands for a repository without a commit."""
        return self._output("hash-object", "-t", "tree", "--stdin").decode("ascii").strip()

    def is_shallow(self) -> bool:
        """Whether the clone lacks the history before some commit."""
        return self._run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def _from_root(self, path: bytes) -> Path:
        """A path from the repository's root as a path from the project's root."""
        whole = os.fsdecode(path)
        return Path(PurePosixPath(os.path.relpath(whole, self._prefix)))

    def _output(self, *arguments: str, given: bytes = b"") -> bytes:
        done = self._run(*arguments, given=given)
        if done.returncode:
            raise _refusal(self._root, _complaint(done), self._option)
        return done.stdout

    def _run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return run_git(self._root, *arguments, given=given, option=self._option)


def user(root: Path) -> tuple[str, str]:
    """The name and the address of git's user in this folder; "" for each that is not set."""
    found = []
    for key in ("user.name", "user.email"):
        try:
            output = run_git(root, "config", "--get", key, option="").stdout
        except (UsageError, FileError):
            output = b""
        found.append(" ".join(output.decode("utf-8", "replace").split()))
    return found[0], found[1]


def set_driver(root: Path, command: str) -> None:
    """Configure this clone to merge files with the attribute `merge=l10n-flow` with the command.

    Raises `UsageError` without git or a repository.
    """
    repository = Repository(root)
    repository.configure("merge.l10n-flow.name", "l10n-flow: catalogs, entry by entry")
    repository.configure("merge.l10n-flow.driver", command)


def merge_lines(ours: Path, base: Path, theirs: Path) -> None:
    """Merge the three versions into `ours` line by line, as git does, with its conflict marks.

    Raises `FileError` when git cannot be run.
    """
    run_git(ours.parent, "merge-file", *(str(path.absolute()) for path in (ours, base, theirs)))


_COMMITS = 200
"""How far back a rename is looked for: `sync` is run more often than that."""


def renamed(root: Path, folder: Path) -> dict[Path, Path]:
    """By a file's current path in a folder, its former path as git has it; both from `root`.

    Recently committed renames, and those that are not committed yet. Empty without git or a
    repository, or when git does not know.
    """
    try:
        repository = Repository(root)
        renames = repository.renames("log", f"--max-count={_COMMITS}", "--format=", folder=folder)
        renames = renames[::-1] + repository.renames("diff", "HEAD", folder=folder)
    except L10nFlowError:
        return {}
    found: dict[Path, Path] = {}
    for old, new in renames:
        found[new] = found.pop(old, old)
    return found


def tracked(root: Path, folder: Path) -> frozenset[str]:
    """The files that git tracks in a folder, there or not, from `root`; empty without git."""
    try:
        done = run_git(root, "ls-files", "-z", "--", folder.as_posix())
    except L10nFlowError:
        return frozenset()
    return frozenset(os.fsdecode(done.stdout).split("\0")[:-1])


def move_known(root: Path, path: Path, target: Path) -> bool:
    """Move a file or folder that git tracks, for git too; False when git does not track it."""
    try:
        return Repository(root).move(path, target)
    except L10nFlowError:
        return False


def run_git(
    root: Path, *arguments: str, given: bytes = b"", option: str = "--since"
) -> subprocess.CompletedProcess[bytes]:
    """Run git with these arguments. Raises `UsageError` without git, and `FileError`."""
    command = ["git", *_QUIET, *arguments]
    try:
        return subprocess.run(  # noqa: S603  a fixed program, and no shell
            command, cwd=root, env=_environment(), input=given, capture_output=True,
            check=False,
        )  # fmt: skip
    except FileNotFoundError as error:
        if not root.is_dir():
            raise UsageError(f"'{root}' is not a folder") from error
        raise UsageError(
            f"{option} asks git, which is not installed", hint=f"install git, or leave {option} out"
        ) from error
    except OSError as error:
        raise FileError(f"git cannot be run: {error.strerror}", Place(root)) from error


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}


def _refusal(root: Path, complaint: str, option: str) -> UsageError | InputError:
    """Git's error as one of ours: its first line, and what to do about the usual reasons."""
    first = (
        complaint.splitlines()[0].removeprefix("fatal: ")
        if complaint
        else "git failed and gave no reason"
    )
    if "not a git repository" in complaint:
        return UsageError(
            f"{option} needs a git repository, and this folder is in none",
            Place(root),
            hint=f"work in a clone, or leave {option} out",
        )
    if "dubious ownership" in complaint:
        return UsageError(
            "git refuses a repository that belongs to somebody else, as in a container",
            Place(root),
            hint=f"git config --global --add safe.directory {root}",
        )
    if "promisor" in complaint:
        return _incomplete(root)
    if option != "--since":
        return InputError(f"git refuses: {first}", Place(root), hint="nothing was committed")
    return InputError(f"git cannot determine what changed: {first}", Place(root))


def _incomplete(root: Path) -> InputError:
    return InputError(
        "git does not have the files of that revision here",
        Place(root),
        hint="this clone is partial or damaged: clone again, without --filter",
    )
