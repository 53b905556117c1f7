"""The files for CI that we ship: they are what their readers take, and name what exists."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperCommand, TyperGroup

from l10n_flow import yamltext
from l10n_flow.cli import commandline, entry
from l10n_flow.documents import FORMATS
from l10n_flow.reports import REPORTS

from .schemas import complaints, xml_complaints

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / "examples" / "github-workflow.yml"
GITLAB = ROOT / "examples" / "gitlab-ci.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"

WRITTEN = re.compile(r"--report (\w+)(?:=(\S+))?")


def content(path: Path) -> Any:
    """A YAML file as plain data, in which `on` is no truth value (YAML 1.2)."""
    return plain(yamltext.load(path.read_text("utf-8"), path).data)


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def steps() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = content(GITHUB)["jobs"]["editions"]["steps"]
    return found


def scripts(path: Path) -> Iterator[str]:
    """Every shell script in one of the files."""
    if path == HOOKS:
        yield from (shlex.join([*hook["entry"].split(), *hook["args"]]) for hook in content(HOOKS))
    elif path == GITLAB:
        job = content(GITLAB)["editions"]
        yield from [*job["before_script"], *job["script"]]
    else:
        yield from (step["run"] for step in steps() if "run" in step)


def reports(path: Path) -> dict[str, str]:
    """The forms of report that a file asks for, and where they go."""
    return dict(WRITTEN.findall("\n".join(scripts(path))))


def test_the_workflow_is_valid_by_the_schema_of_github_workflows() -> None:
    assert complaints(content(GITHUB), "github-workflow.json") == []


def test_the_gitlab_job_is_valid_by_gitlabs_schema() -> None:
    assert complaints(content(GITLAB), "gitlab-ci.json") == []


def test_the_schemas_would_complain() -> None:
    workflow, pipeline = content(GITHUB), content(GITLAB)
    workflow["jobs"]["editions"]["steps"][0]["use"] = "x"
    pipeline["editions"]["artifacts"]["reports"]["junit"] = 3
    assert complaints(workflow, "github-workflow.json")
    assert complaints(pipeline, "gitlab-ci.json")


@pytest.mark.parametrize("path", [GITHUB, GITLAB], ids=lambda path: path.name)
def test_every_script_is_one_that_a_shell_can_read(path: Path) -> None:
    for script in scripts(path):
        subprocess.run(["bash", "-n", "-c", script], check=True)


COMMAND = re.compile(r"(?<![\w.-])l10n-flow (?P<name>[a-z]+)(?P<rest>(?:[^\n;|&>]|\\\n)*)")
OPTION = re.compile(r"(?<=\s)--?[a-zA-Z][a-z-]*")


def options(name: str) -> set[str]:
    """The options of a command."""
    found = commandline.command(name)
    assert isinstance(found, TyperCommand | TyperGroup)
    return {option for parameter in found.params for option in parameter.opts}


@pytest.mark.parametrize("path", [GITHUB, GITLAB, HOOKS], ids=lambda path: path.name)
def test_the_commands_and_options_that_a_file_names_exist(path: Path) -> None:
    named = [match for script in scripts(path) for match in COMMAND.finditer(script)]
    assert len(named) >= 2
    commands = {row.name for row in entry.COMMANDS}
    for match in named:
        assert match["name"] in commands
        assert set(OPTION.findall(match["rest"])) <= options(match["name"]), match.group()


@pytest.mark.parametrize("path", [GITHUB, GITLAB], ids=lambda path: path.name)
def test_the_reports_that_a_file_asks_for_exist(path: Path) -> None:
    assert reports(path)
    assert reports(path).keys() <= REPORTS.keys()


def test_the_gitlab_job_passes_in_the_newsroom(tmp_path: Path) -> None:
    for name in (
        "content",
        "locales",
        "l10n-flow.yaml",
        "taxonomy.yaml",
        "terms.yaml",
        ".gitignore",
    ):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    settings = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    first = "git init -q && git add -A && git -c user.name=A -c user.email=a@b commit -qm x"
    for script in [first, *scripts(GITLAB)]:
        if script != "pip install l10n-flow":
            done = subprocess.run(
                ["bash", "-c", script], cwd=tmp_path, env={**os.environ, **settings},
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
    assert json.loads((tmp_path / reports(GITLAB)["gitlab"]).read_text("utf-8")) is not None
    report = (tmp_path / reports(GITLAB)["junit"]).read_text("utf-8")
    assert xml_complaints(report, "junit-10.xsd") == []


def test_gitlab_is_told_where_the_reports_are() -> None:
    told = content(GITLAB)["editions"]["artifacts"]["reports"]
    written = reports(GITLAB)
    assert told == {"codequality": written["gitlab"], "junit": written["junit"]}


def test_github_keeps_the_report_that_it_asked_for() -> None:
    kept = [step["with"]["path"] for step in steps() if "upload" in step.get("uses", "")]
    assert reports(GITHUB)["sarif"] in "".join(kept)


@pytest.mark.parametrize(
    ("base", "told"), [("", ["check"]), ("main", ["check", "--since", "origin/main"])]
)
def test_a_pull_request_is_checked_since_its_base(base: str, told: list[str]) -> None:
    script = next(script for script in scripts(GITHUB) if "l10n-flow check" in script)
    done = subprocess.run(
        ["bash", "-c", f'l10n-flow() {{ printf "%s\\n" "$@"; }}\n{script}'],
        env={"GITHUB_BASE_REF": base}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    arguments = done.stdout.splitlines()
    assert arguments[: len(told)] == told
    assert arguments[len(told)] == "--report"


@pytest.mark.parametrize("of", [GITHUB, GITLAB], ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("before", "code"),
    [("HEAD~1", 1), ("HEAD", 0), ("0" * 40, 0), ("1234" * 10, 0), ("", 0)],
    ids=["a push that lost words", "nothing", "a new branch", "history replaced", "no push"],
)
def test_words_that_a_push_lost_fail_the_job(
    tmp_path: Path, of: Path, before: str, code: int
) -> None:
    script = next(script for script in scripts(of) if "git cat-file" in script)
    (tmp_path / "l10n-flow.yaml").write_text("source: en\nlocales: [es]\n", "utf-8")
    article = tmp_path / "content" / "brief.md"
    article.parent.mkdir()
    article.write_text("The ferry is late.\n\nThe tide is not.\n", "utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {**os.environ, "PATH": path, "GIT_CONFIG_GLOBAL": os.devnull}
    commit = "git add -A && git -c user.name=A -c user.email=a@b commit -qm x"
    catalog = "locales/es/LC_MESSAGES/brief.po"

    def run(command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-ec", command], cwd=tmp_path, env=settings,
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    words = f'sed -i \'/^msgid "The/{{n;s/""/"Tarde."/}}\' {catalog}'
    lost = f"rm {catalog} && l10n-flow sync -q"
    for command in ("git init -q", f"l10n-flow sync -q && {words}", commit, lost, commit):
        assert run(command).returncode == 0, command
    commits = run("git rev-parse HEAD HEAD~1").stdout.split()
    named = dict(zip(("HEAD", "HEAD~1"), commits, strict=True)).get(before, before)
    done = run(f"BEFORE={named} CI_COMMIT_BEFORE_SHA={named}\n{script}")
    assert done.returncode == code, done.stdout + done.stderr
    assert ("[lost-words]" in done.stdout) == bool(code)


def test_the_page_shows_the_files_as_they_are() -> None:
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    for path in (GITHUB, GITLAB):
        text = path.read_text("utf-8").split("\n", 1)[1]
        assert f"```yaml\n{text}```\n" in page, path.name


# pre-commit. Its manifest has no JSON schema of its own; these are the rules of its documentation
# ("Creating new hooks"), and `pre-commit validate-manifest` was run by hand.


def test_every_hook_has_what_pre_commit_asks_for() -> None:
    known = {
        "id", "name", "description", "entry", "args", "language", "files", "pass_filenames",
        "require_serial",
    }  # fmt: skip
    hooks = content(HOOKS)
    assert [hook["id"] for hook in hooks] == ["l10n-flow-check", "l10n-flow-sync"]
    for hook in hooks:
        assert hook.keys() <= known
        assert {"id", "name", "entry", "language"} <= hook.keys()
        assert hook["language"] == "python"


@pytest.mark.parametrize("hook", content(HOOKS), ids=lambda hook: hook["id"])
def test_a_hook_is_for_every_kind_of_file_that_can_change_its_result(hook: dict[str, Any]) -> None:
    named = [f"content/a{suffix}" for suffix in FORMATS]
    named += ["locales/es/LC_MESSAGES/a.po", "l10n-flow.yaml", "taxonomy.yaml"]
    assert [name for name in named if not re.search(hook["files"], name)] == []
    assert not re.search(hook["files"], "src/program.py")
